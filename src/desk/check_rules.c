/* Which rules chose its levels, and what the others said. */
#include "desk/check_part.h"

#include <stdlib.h>
#include "core/rule_trace.h"
#include "store/rule_store.h"

static int by_id(const void *a, const void *b)
{
	int64_t x = ((const struct check_rule *)a)->id;
	int64_t y = ((const struct check_rule *)b)->id;

	return (x > y) - (x < y);
}

static const struct check_rule *find(const struct check_part *p, int64_t id)
{
	const struct check_rule key = { .id = id };

	if (p->batch->nrules == 0)
		return NULL;
	return bsearch(&key, p->batch->rules, p->batch->nrules, sizeof(key),
		       by_id);
}

static const char *number(const struct check_part *p, int64_t n)
{
	return arena_printf(p->check->arena, "%lld", (long long)n);
}

/* The level that a version is of; 0: none. */
static int64_t level_of(const struct check_part *p, int64_t version)
{
	const struct check_level_version *l = version == INSTANT_NONE
						      ? NULL
						      : refold_level(p->batch,
								     version);

	return l ? l->level : 0;
}

/* What is kept of the words can be read, and names rules that are there. */
static bool check_words(struct check_part *p, const struct check_event *ev,
			const char *what)
{
	struct rule_trace_reader rd;
	struct rule_word w;
	bool held = false;

	rule_trace_read(&rd, ev->asked, ev->nasked);
	while (rule_trace_next(&rd, p->check->arena, &w)) {
		if (!find(p, w.version))
			check_found(p, "event.rules_asked", what,
				    number(p, w.version),
				    "a version of a rule");
		held = held ||
		       (w.outcome == RULE_HOLDS && w.version == ev->rule);
	}
	if (rd.bad)
		check_found(p, "event.rules_asked", what, "other bytes",
			    "what rules said");
	return held || rd.cut;
}

static void check_choice(struct check_part *p, const struct check_event *ev)
{
	const char *what = number(p, ev->seq);
	const struct check_rule *rule;
	bool held;

	if (!ev->asked && ev->rule == INSTANT_NONE)
		return;
	if (!(ev->did & (DID_CREATE | DID_LEVEL))) {
		check_found(p, "event.rules_asked", what, "rules were asked",
			    "none of an event that sets no level");
		return;
	}
	held = check_words(p, ev, what);
	if (ev->rule == INSTANT_NONE)
		return;
	rule = find(p, ev->rule);
	/* On creation a rule on events may have set it before. */
	held = held || (rule && rule->kind == RULE_KIND_EVENT);
	if (!rule || !held || rule->level != level_of(p, ev->level_version))
		check_found(p, "event.rule_version_id", what,
			    number(p, ev->rule),
			    "a rule that held and sets this level");
}

/* A rule that acted, or was kept from it, is one that is not about levels. */
static void check_acted(struct check_part *p, const struct check_event *ev)
{
	const char *what = number(p, ev->seq);
	const struct check_rule *rule = find(p, ev->rule);

	if (!rule || rule->kind == RULE_KIND_SLA)
		check_found(p, "event.rule_version_id", what,
			    ev->rule == INSTANT_NONE ? "none"
						     : number(p, ev->rule),
			    "a rule on events, or a time rule");
	else if (ev->did & DID_LEVEL &&
		 rule->level != level_of(p, ev->level_version))
		check_found(p, "event.level_version_id", what,
			    number(p, ev->level_version),
			    "the level that its rule sets");
	if (ev->asked)
		check_found(p, "event.rules_asked", what, "rules were asked",
			    "none of an event that sets no level");
}

static bool is_acted(const struct check_event *ev)
{
	return ev->kind == EVENT_RULE || ev->kind == EVENT_RULES_END;
}

void check_rules(struct check_part *p)
{
	for (size_t i = 0; i < p->stored.nevents; i++)
		(is_acted(&p->stored.events[i]) ? check_acted : check_choice)(
			p, &p->stored.events[i]);
}
