#include "core/rule_imply.h"

#include <string.h>
#include "base/arena.h"
#include "base/fold.h"
#include "base/str.h"

/* Of two opposite operators the second has the odd number. */
#define POSITIVE(op) ((enum rule_op)((op) & ~1u))
#define OPPOSITE(op) ((enum rule_op)((op) ^ 1u))
#define NEGATED(op) (((op)&1u) != 0)

bool rule_imply_same(const struct rule_condition *a,
		     const struct rule_condition *b)
{
	return a->field == b->field && a->custom == b->custom &&
	       a->metric == b->metric;
}

/* ---- Numbers of a list ----------------------------------------------------
 */

static bool is_in(int64_t id, const struct rule_condition *c)
{
	for (size_t i = 0; i < c->nids; i++)
		if (c->ids[i] == id)
			return true;
	return false;
}

/* How many values of ${a} are among those of ${b}. */
static size_t shared(const struct rule_condition *a,
		     const struct rule_condition *b)
{
	size_t n = 0;

	for (size_t i = 0; i < a->nids; i++)
		n += is_in(a->ids[i], b);
	return n;
}

/* "Is empty" is "is 0"; of fields whose 0 is a value it never holds. */
static struct rule_condition as_list(const struct rule_condition *c)
{
	static const int64_t nobody;
	struct rule_condition out = *c;

	if (POSITIVE(c->op) != RULE_IS_EMPTY)
		return out;
	out.ids = &nobody;
	out.nids = c->field != RULE_SOURCE && c->field != RULE_STATUS;
	return out;
}

/* What is in one set is in the other. */
static bool imply_one(const struct rule_condition *from,
		      const struct rule_condition *to)
{
	const struct rule_condition a = as_list(from), b = as_list(to);

	if (!NEGATED(a.op))
		return NEGATED(b.op) ? shared(&a, &b) == 0
				     : shared(&a, &b) == a.nids;
	return NEGATED(b.op) && shared(&b, &a) == b.nids;
}

static bool imply_many(const struct rule_condition *a,
		       const struct rule_condition *b)
{
	if (NEGATED(a->op))
		return false;
	if (a->op == RULE_IS_EMPTY || b->op == RULE_IS_NOT_EMPTY)
		return NEGATED(b->op) && a->op != OPPOSITE(b->op);
	if (NEGATED(b->op) || b->op == RULE_IS_EMPTY)
		return false;
	if (b->op == RULE_CONTAINS_ALL)
		return a->op == RULE_CONTAINS_ALL
			       ? shared(b, a) == b->nids
			       : b->nids == 1 && shared(a, b) == a->nids;
	return a->op == RULE_CONTAINS ? shared(a, b) == a->nids
				      : shared(a, b) > 0;
}

/* ---- Numbers, days, instants ----------------------------------------------
 */

/* Does it compare with how long from now? */
static bool is_timed(enum rule_op positive)
{
	return positive >= RULE_WITHIN_LAST;
}

/* The values for which it holds, both ends included; timed ones from now. */
static void range_of(const struct rule_condition *c, int64_t *from, int64_t *to)
{
	int64_t n = c->number;

	*from = *to = n;
	switch (POSITIVE(c->op)) {
	case RULE_LESS:
		*from = INT64_MIN;
		*to = n > INT64_MIN ? n - 1 : n;
		break;
	case RULE_GREATER:
		*from = n < INT64_MAX ? n + 1 : n;
		*to = INT64_MAX;
		break;
	case RULE_WITHIN_LAST:
		*from = -n;
		*to = 0;
		break;
	case RULE_WITHIN_NEXT:
		*from = 0;
		break;
	case RULE_LONGER_AGO:
		*from = INT64_MIN;
		*to = -n - 1;
		break;
	default:
		break;
	}
}

static bool imply_number(const struct rule_condition *a,
			 const struct rule_condition *b)
{
	enum rule_op x = a->op, y = POSITIVE(b->op);
	int64_t from, to, low, high;

	if (NEGATED(x))
		return false;
	if (x == RULE_IS_EMPTY || y == RULE_IS_EMPTY)
		return NEGATED(b->op) && x != y;
	if (is_timed(x) != is_timed(y))
		return false;
	range_of(a, &from, &to);
	range_of(b, &low, &high);
	return NEGATED(b->op) ? to < low || high < from
			      : low <= from && to <= high;
}

static bool imply_flag(const struct rule_condition *a,
		       const struct rule_condition *b)
{
	return ((a->number != 0) != NEGATED(a->op)) ==
	       ((b->number != 0) != NEGATED(b->op));
}

/* ---- Texts ----------------------------------------------------------------
 */

/* Folded, as they are compared. */
struct words {
	struct rule_text *v;
	size_t n;
};

static struct words words_of(struct arena *a, const struct rule_condition *c)
{
	struct words w = { ARENA_ARRAY(a, c->ntexts, struct rule_text),
			   c->ntexts };

	for (size_t i = 0; i < c->ntexts; i++)
		w.v[i].s = fold_text(a, c->texts[i], strlen(c->texts[i]),
				     &w.v[i].n);
	return w;
}

/* A text has ${t} in it where ${from} says: has it ${value} where ${op} says?
 */
static bool has(enum rule_op from, const struct rule_text *t, enum rule_op op,
		const struct rule_text *value)
{
	if (value->n > t->n)
		return false;
	switch (op) {
	case RULE_CONTAINS:
	case RULE_CONTAINS_ALL:
		return memmem(t->s, t->n, value->s, value->n) != NULL;
	case RULE_STARTS:
		return (from == RULE_IS || from == RULE_STARTS) &&
		       memcmp(t->s, value->s, value->n) == 0;
	case RULE_ENDS:
		return (from == RULE_IS || from == RULE_ENDS) &&
		       memcmp(t->s + t->n - value->n, value->s, value->n) == 0;
	default:
		return from == RULE_IS && t->n == value->n &&
		       memcmp(t->s, value->s, t->n) == 0;
	}
}

/* Does all that ${op} asks follow from that one text? */
static bool follows(enum rule_op from, const struct rule_text *t,
		    enum rule_op op, const struct words *b)
{
	size_t n = 0;

	for (size_t i = 0; i < b->n; i++)
		n += has(from, t, op, &b->v[i]);
	return op == RULE_CONTAINS_ALL ? n == b->n : n > 0;
}

/* Each of several texts that are all there may do its part. */
static bool all_together(const struct words *a, enum rule_op op,
			 const struct words *b)
{
	size_t found = 0;

	for (size_t k = 0; k < b->n; k++)
		for (size_t i = 0; i < a->n; i++)
			if (has(RULE_CONTAINS, &a->v[i], op, &b->v[k])) {
				found++;
				break;
			}
	return op == RULE_CONTAINS_ALL ? found == b->n : found > 0;
}

/* A text that is one of some: is it none of others? */
static bool none_follows(const struct words *a, enum rule_op op,
			 const struct words *b)
{
	for (size_t i = 0; i < a->n; i++)
		if (follows(RULE_IS, &a->v[i], op, b))
			return false;
	return true;
}

static bool imply_words(struct arena *arena, const struct rule_condition *a,
			const struct rule_condition *b)
{
	enum rule_op x = a->op, y = POSITIVE(b->op);
	struct words from = words_of(arena, a), to = words_of(arena, b);

	if (x == RULE_IS_ONE_OF)
		x = RULE_IS;
	if (NEGATED(b->op))
		return x == RULE_IS && none_follows(&from, y, &to);
	if (x == RULE_CONTAINS_ALL)
		return all_together(&from, y, &to);
	for (size_t i = 0; i < from.n; i++)
		if (!follows(x, &from.v[i], y, &to))
			return false;
	return true;
}

static bool imply_text(struct arena *arena, const struct rule_condition *a,
		       const struct rule_condition *b)
{
	enum rule_op x = a->op, y = POSITIVE(b->op);

	if (NEGATED(x) || x == RULE_MATCHES || y == RULE_MATCHES)
		return false;
	if (x == RULE_IS_EMPTY || y == RULE_IS_EMPTY)
		return NEGATED(b->op) && x != y;
	return imply_words(arena, a, b);
}

/* ---- Conditions -----------------------------------------------------------
 */

/* What nothing else tells of: emptiness, and a pattern, letter by letter. */
static bool same(const struct rule_condition *a, const struct rule_condition *b)
{
	if (a->op != b->op)
		return false;
	if (POSITIVE(a->op) == RULE_IS_EMPTY)
		return true;
	return POSITIVE(a->op) == RULE_MATCHES && a->ntexts == 1 &&
	       b->ntexts == 1 && str_eq(a->texts[0], b->texts[0]);
}

static bool imply(struct arena *arena, const struct rule_condition *a,
		  const struct rule_condition *b)
{
	switch (rule_type_of(a)) {
	case RULE_ONE:
		return imply_one(a, b);
	case RULE_MANY:
		return imply_many(a, b);
	case RULE_TEXT:
		return imply_text(arena, a, b);
	case RULE_FLAG:
		return imply_flag(a, b);
	default:
		return imply_number(a, b);
	}
}

static struct rule_condition opposite(const struct rule_condition *c)
{
	struct rule_condition out = *c;

	out.op = OPPOSITE(c->op);
	return out;
}

bool rule_imply(struct arena *arena, const struct rule_condition *a,
		const struct rule_condition *b)
{
	struct rule_condition not_a, not_b;

	if (a->invalid || b->invalid || !rule_imply_same(a, b) ||
	    rule_type_of(a) != rule_type_of(b))
		return false;
	if (same(a, b) || imply(arena, a, b))
		return true;
	/* The same, said the other way round. */
	not_a = opposite(a);
	not_b = opposite(b);
	return imply(arena, &not_b, &not_a);
}

bool rule_imply_never(struct arena *arena, const struct rule_condition *a,
		      const struct rule_condition *b)
{
	const struct rule_condition not_b = opposite(b);

	return rule_imply(arena, a, &not_b);
}
