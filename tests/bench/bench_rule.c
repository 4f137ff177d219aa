/*
 * How long rules take, without the database: what comes of an event asked of
 * 200 rules with five conditions without text, and one text condition of each
 * kind on 10 KB of text, in nanoseconds.
 */
#include "base/arena.h"
#include "base/clock.h"
#include "core/rule.h"

#include <inttypes.h>

#define RULES 200
#define CONDITIONS 5
#define EVENTS 2000
#define TEXT 10240

static int64_t tags[] = { 11, 12, 13 };
static char latin[TEXT], cyrillic[TEXT];

static struct rules *compile(const struct rule *v, size_t n)
{
	struct rule_place bad;
	struct rules *r;
	struct err e = { 0 };

	if (rules_new(v, n, &r, &bad, &e)) {
		(void)fprintf(stderr, "%s\n", e.msg);
		exit(1);
	}
	return r;
}

/* All of a rule's conditions are asked: its last one alone fails. */
static void fill(struct rule_condition c[CONDITIONS], const int64_t *ids)
{
	c[0] = (struct rule_condition){ .field = RULE_TAGS,
					.op = RULE_CONTAINS_NOT,
					.ids = ids,
					.nids = 10 };
	c[1] = (struct rule_condition){ .field = RULE_CREATED,
					.op = RULE_WITHIN_LAST,
					.number = 86400 };
	c[2] = (struct rule_condition){ .field = RULE_DEPARTMENT,
					.op = RULE_IS_NONE_OF,
					.ids = ids,
					.nids = 10 };
	c[3] = (struct rule_condition){ .field = RULE_ASSIGNEE,
					.op = RULE_IS_EMPTY };
	c[4] = (struct rule_condition){ .field = RULE_COMPANY,
					.op = RULE_IS_ONE_OF,
					.ids = ids,
					.nids = 10 };
}

static void bench_fields(struct arena *a, const struct rule_facts *f)
{
	static struct rule_condition c[RULES][CONDITIONS];
	static struct rule_group g[RULES];
	static struct rule v[RULES];
	static int64_t ids[RULES][10];
	struct rules *r;
	int64_t since;

	for (int i = 0; i < RULES; i++) {
		for (int j = 0; j < 10; j++)
			ids[i][j] = 1000 + i * 7 + j;
		fill(c[i], ids[i]);
		g[i] = (struct rule_group){ c[i], CONDITIONS };
		v[i] = (struct rule){ i, true, &g[i], 1 };
	}
	r = compile(v, RULES);
	since = clock_monotonic_ns();
	for (int i = 0; i < EVENTS; i++) {
		struct rule_look *look = rule_look_at(a, f);

		for (size_t j = 0; j < rules_count(r); j++)
			if (rules_ask(r, j, look) != RULE_FAILS)
				exit(1);
		arena_reset(a);
	}
	(void)printf("rule, %d of them: %" PRId64 " ns\n", RULES,
		     (clock_monotonic_ns() - since) / EVENTS);
	rules_free(r);
}

static void bench_text(struct arena *a, const char *what,
		       const struct rule_facts *f, enum rule_op op,
		       const char *word)
{
	struct rule_condition c = {
		.field = RULE_MESSAGE, .op = op, .texts = &word, .ntexts = 1
	};
	struct rule_group g = { &c, 1 };
	struct rule v = { 1, true, &g, 1 };
	struct rules *r = compile(&v, 1);
	int64_t since = clock_monotonic_ns();

	for (int i = 0; i < EVENTS; i++) {
		if (rules_ask(r, 0, rule_look_at(a, f)) != RULE_FAILS)
			exit(1);
		arena_reset(a);
	}
	(void)printf("rule, %s: %" PRId64 " ns\n", what,
		     (clock_monotonic_ns() - since) / EVENTS);
	rules_free(r);
}

int main(void)
{
	static const char words[] = "The printer of the second floor burns. ";
	static const char slova[] = "Принтер на втором этаже горит. ";
	struct rule_facts f = { .now = 1790000000,
				.created = 1789990000,
				.department = { 5 },
				.tags = tags,
				.ntags = 3 };
	struct arena *a = arena_new();

	for (size_t i = 0; i < TEXT; i++) {
		latin[i] = words[i % (sizeof(words) - 1)];
	}
	for (size_t i = 0; i + sizeof(slova) <= TEXT; i += sizeof(slova) - 1)
		memcpy(cyrillic + i, slova, sizeof(slova) - 1);
	bench_fields(a, &f);
	f.message = (struct rule_text){ latin, TEXT };
	bench_text(a, "contains", &f, RULE_CONTAINS, "the third floor");
	bench_text(a, "matches", &f, RULE_MATCHES, "\\d{4,} (EUR|euros?)");
	bench_text(a, "matches anything", &f, RULE_MATCHES,
		   "(a|e|i)+.*(x|y|z)+[0-9]$");
	f.message = (struct rule_text){ cyrillic, strlen(cyrillic) };
	bench_text(a, "contains, Cyrillic", &f, RULE_CONTAINS, "третьем");
	bench_text(a, "matches, Cyrillic", &f, RULE_MATCHES, "сч[её]т №?\\d+");
	arena_free(a);
	return 0;
}
