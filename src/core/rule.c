#include "core/rule.h"

#include "base/arena.h"
#include "base/fold.h"
#include "base/limits.h"
#include "base/pattern.h"
#include "base/str.h"
#include "core/rule_inside.h"

static const enum rule_type types[RULE_FIELD_N] = {
	[RULE_SOURCE] = RULE_ONE,       [RULE_STATUS] = RULE_ONE,
	[RULE_CREATED] = RULE_INSTANT,  [RULE_CHANGED] = RULE_INSTANT,
	[RULE_DELETED] = RULE_INSTANT,  [RULE_REFERRER] = RULE_TEXT,
	[RULE_PRIORITY] = RULE_ONE,     [RULE_MESSAGE] = RULE_TEXT,
	[RULE_AGENT_STATUS] = RULE_ONE, [RULE_CUSTOM] = RULE_TYPE_N,
	[RULE_DEPARTMENT] = RULE_ONE,   [RULE_ASSIGNEE] = RULE_ONE,
	[RULE_GROUPS] = RULE_MANY,      [RULE_INVITED] = RULE_FLAG,
	[RULE_TAGS] = RULE_MANY,        [RULE_LEVEL] = RULE_ONE,
	[RULE_SUBJECT] = RULE_TEXT,     [RULE_REQUESTER] = RULE_ONE,
	[RULE_COMPANY] = RULE_ONE,      [RULE_LANGUAGE] = RULE_TEXT,
	[RULE_MESSAGE_BY] = RULE_ONE,   [RULE_STATUS_SINCE] = RULE_INSTANT,
	[RULE_DUE] = RULE_INSTANT,
};

#define OP(o) (1u << (o))
#define BOTH(o) (OP(o) | OP(o) << 1) /* with its opposite, which follows it */
#define ORDERED (BOTH(RULE_IS) | BOTH(RULE_LESS) | BOTH(RULE_GREATER))
#define IN_TIME                                                                \
	(BOTH(RULE_LESS) | BOTH(RULE_GREATER) | BOTH(RULE_WITHIN_LAST) |       \
	 BOTH(RULE_WITHIN_NEXT) | BOTH(RULE_LONGER_AGO))
#define ANY BOTH(RULE_IS_EMPTY)

static const unsigned fits[RULE_TYPE_N] = {
	[RULE_ONE] = ANY | BOTH(RULE_IS) | BOTH(RULE_IS_ONE_OF),
	[RULE_MANY] = ANY | BOTH(RULE_CONTAINS) | BOTH(RULE_CONTAINS_ALL),
	[RULE_TEXT] = ANY | BOTH(RULE_IS) | BOTH(RULE_IS_ONE_OF) |
		      BOTH(RULE_CONTAINS) | BOTH(RULE_CONTAINS_ALL) |
		      BOTH(RULE_STARTS) | BOTH(RULE_ENDS) | BOTH(RULE_MATCHES),
	[RULE_INSTANT] = ANY | IN_TIME,
	[RULE_DAY] = ANY | BOTH(RULE_IS) | IN_TIME,
	[RULE_NUMBER] = ANY | ORDERED,
	[RULE_FLAG] = BOTH(RULE_IS),
};

enum rule_type rule_type_of(const struct rule_condition *c)
{
	return c->field == RULE_CUSTOM ? c->type : types[c->field];
}

bool rule_op_fits(enum rule_type t, enum rule_op op)
{
	return (fits[t] & OP(op)) != 0;
}

/* ---- Values ---------------------------------------------------------------
 */

/* With so many values; the last operators compare with a number. */
static bool takes_none(enum rule_op positive)
{
	return positive == RULE_IS_EMPTY || positive >= RULE_LESS;
}

static bool takes_one(enum rule_op positive)
{
	return positive == RULE_IS || positive == RULE_STARTS ||
	       positive == RULE_ENDS || positive == RULE_MATCHES;
}

static enum err_kind check_count(enum rule_op op, size_t n, struct err *e)
{
	if (takes_none(op))
		return ERR_NONE;
	if (n == 0)
		return err_set(e, ERR_INVALID,
			       "There is nothing to compare"
			       " with.");
	if (takes_one(op) && n > 1)
		return err_set(e, ERR_INVALID, "This compares with one value.");
	if (n > LIMIT_RULE_VALUES)
		return err_set(e, ERR_INVALID, "There are more than %d values.",
			       LIMIT_RULE_VALUES);
	return ERR_NONE;
}

static int by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static void take_ids(struct rules *r, const struct rule_condition *c,
		     struct compiled *out)
{
	int64_t *v = ARENA_ARRAY(r->arena, c->nids, int64_t);
	size_t n = 0;

	for (size_t i = 0; i < c->nids; i++)
		v[i] = c->ids[i];
	qsort(v, c->nids, sizeof(*v), by_number);
	for (size_t i = 0; i < c->nids; i++)
		if (n == 0 || v[n - 1] != v[i])
			v[n++] = v[i];
	out->ids = v;
	out->nids = n;
}

static enum err_kind take_pattern(struct rules *r, const char *text,
				  struct compiled *out, struct err *e)
{
	if (pattern_new(text, &out->pattern, e))
		return e->kind;
	ARENA_ROOM(r->arena, r->patterns, r->npatterns, r->cappatterns);
	r->patterns[r->npatterns++] = out->pattern;
	return ERR_NONE;
}

static enum err_kind take_texts(struct rules *r, const struct rule_condition *c,
				struct compiled *out, struct err *e)
{
	struct rule_text *v = ARENA_ARRAY(r->arena, c->ntexts,
					  struct rule_text);

	for (size_t i = 0; i < c->ntexts; i++) {
		const char *s = c->texts[i];
		size_t n = strlen(s);

		if (n == 0)
			return err_set(e, ERR_INVALID, "A value is empty.");
		if (!str_utf8_valid(s, n))
			return err_set(e, ERR_INVALID, "A value is no text.");
		if (str_utf8_count(s, n) > LIMIT_RULE_TEXT)
			return err_set(e, ERR_INVALID,
				       "A value is longer than %d characters.",
				       LIMIT_RULE_TEXT);
		if (out->op == RULE_MATCHES)
			return take_pattern(r, s, out, e);
		v[i].s = fold_text(r->arena, s, n, &v[i].n);
	}
	out->texts = v;
	out->ntexts = c->ntexts;
	return ERR_NONE;
}

/* ---- Rules ----------------------------------------------------------------
 */

static enum err_kind compile(struct rules *r, const struct rule_condition *c,
			     struct compiled *out, struct err *e)
{
	enum rule_type type;
	bool words;

	*out = (struct compiled){ .invalid = c->invalid != NULL };
	if (out->invalid)
		return ERR_NONE;
	type = rule_type_of(c);
	words = type == RULE_TEXT;
	if (type >= RULE_TYPE_N || c->op >= RULE_OP_N ||
	    !rule_op_fits(type, c->op) || c->metric < 0 || c->metric > METRIC_N)
		return err_set(e, ERR_INVALID,
			       "That cannot be asked of this field.");
	*out = (struct compiled){
		.field = c->field,
		.custom = c->custom,
		.metric = c->metric,
		.type = type,
		.op = c->op & ~1u,
		.negated = (c->op & 1u) != 0,
		.number = c->number,
	};
	if (type == RULE_FLAG || type == RULE_NUMBER || type == RULE_DAY)
		return ERR_NONE;
	if (check_count(out->op, words ? c->ntexts : c->nids, e))
		return e->kind;
	if (words)
		return take_texts(r, c, out, e);
	take_ids(r, c, out);
	return ERR_NONE;
}

static enum err_kind compile_rule(struct rules *r, const struct rule *from,
				  struct compiled_rule *out,
				  struct rule_place *at, struct err *e)
{
	struct compiled_group *g = ARENA_ARRAY(r->arena, from->ngroups,
					       struct compiled_group);

	out->active = from->active;
	out->groups = g;
	out->ngroups = from->ngroups;
	for (at->group = 0; at->group < from->ngroups; at->group++) {
		const struct rule_group *src = &from->groups[at->group];
		struct compiled *v = ARENA_ARRAY(r->arena, src->n,
						 struct compiled);

		for (at->condition = 0; at->condition < src->n;
		     at->condition++) {
			if (compile(r, &src->v[at->condition],
				    &v[at->condition], e))
				return e->kind;
			out->invalid |= v[at->condition].invalid;
		}
		g[at->group] = (struct compiled_group){ v, src->n };
	}
	return ERR_NONE;
}

enum err_kind rules_new(const struct rule *v, size_t n, struct rules **out,
			struct rule_place *bad, struct err *e)
{
	struct arena *a = arena_new();
	struct rules *r = ARENA_NEW(a, struct rules);
	struct compiled_rule *to = ARENA_ARRAY(a, n, struct compiled_rule);

	r->arena = a;
	r->v = to;
	r->n = n;
	*out = NULL;
	for (bad->rule = 0; bad->rule < n; bad->rule++)
		if (compile_rule(r, &v[bad->rule], &to[bad->rule], bad, e)) {
			rules_free(r);
			return e->kind;
		}
	*out = r;
	return ERR_NONE;
}

void rules_free(struct rules *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->npatterns; i++)
		pattern_free(r->patterns[i]);
	arena_free(r->arena);
}

size_t rules_count(const struct rules *r)
{
	return r->n;
}
