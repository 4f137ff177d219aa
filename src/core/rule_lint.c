#include "core/rule_lint.h"

#include "base/arena.h"
#include "core/rule_imply.h"

struct lint {
	struct arena *arena;
	const struct rule_lint_of *v;
	size_t n;
	int64_t asked; /* questions, of LIMIT_RULE_LINT */
	struct rule_findings *out;
};

static void tell(struct lint *l, const struct rule_finding *f)
{
	if (l->out->n == LIMIT_RULE_FINDINGS)
		l->out->cut = true;
	else
		l->out->v[l->out->n++] = *f;
}

/* Is there time for another question? */
static bool may_ask(struct lint *l)
{
	if (l->asked == LIMIT_RULE_LINT) {
		l->out->cut = true;
		return false;
	}
	/* What texts leave behind does not add up. */
	if (++l->asked % 1024 == 0)
		arena_reset(l->arena);
	return true;
}

static bool is_asked(const struct rule_lint_of *r)
{
	return r->active && !r->invalid;
}

/* ---- Of one rule ----------------------------------------------------------
 */

/* The first two conditions of a group that never hold at once. */
static bool contradicts(struct lint *l, const struct rule_group *g, size_t *a,
			size_t *b)
{
	for (*a = 0; *a < g->n; ++*a)
		for (*b = *a + 1; *b < g->n; ++*b)
			if (may_ask(l) &&
			    rule_imply_never(l->arena, &g->v[*a], &g->v[*b]))
				return true;
	return false;
}

/* Does it never hold? Tells of each group that does not. */
static bool look_inside(struct lint *l, size_t i)
{
	const struct rule_lint_of *r = &l->v[i];
	struct rule_finding f = { .flaw = RULE_FLAW_GROUP, .rule = i };
	size_t bad = 0;

	for (f.group = 0; f.group < r->ngroups; f.group++)
		if (contradicts(l, &r->groups[f.group], &f.a, &f.b)) {
			tell(l, &f);
			bad++;
		}
	if (bad == 0 || bad < r->ngroups)
		return false;
	tell(l, &(struct rule_finding){ .flaw = RULE_FLAW_NEVER, .rule = i });
	return true;
}

/* ---- Of two rules ---------------------------------------------------------
 */

/* Levels change while rules are asked: what one saw another may not. */
static bool stays(const struct rule_condition *c)
{
	return c->field != RULE_LEVEL;
}

static bool group_implies(struct lint *l, const struct rule_group *a,
			  const struct rule_group *b)
{
	for (size_t k = 0; k < b->n; k++) {
		bool follows = false;

		for (size_t i = 0; i < a->n && !follows; i++)
			follows = stays(&a->v[i]) && may_ask(l) &&
				  rule_imply(l->arena, &a->v[i], &b->v[k]);
		if (!follows)
			return false;
	}
	return true;
}

/* Does ${b} hold wherever ${a} does? */
static bool implies(struct lint *l, const struct rule_lint_of *a,
		    const struct rule_lint_of *b)
{
	if (a->triggers & ~b->triggers)
		return false;
	if (a->ngroups == 0)
		return b->ngroups == 0;
	for (size_t i = 0; i < a->ngroups; i++) {
		bool follows = b->ngroups == 0;

		for (size_t k = 0; k < b->ngroups && !follows; k++)
			follows = group_implies(l, &a->groups[i],
						&b->groups[k]);
		if (!follows)
			return false;
	}
	return true;
}

static bool groups_exclude(struct lint *l, const struct rule_group *a,
			   const struct rule_group *b)
{
	for (size_t i = 0; i < a->n; i++)
		for (size_t k = 0; k < b->n; k++)
			if (stays(&a->v[i]) && may_ask(l) &&
			    rule_imply_never(l->arena, &a->v[i], &b->v[k]))
				return true;
	return false;
}

/* Can both hold of one ticket? */
static bool meet(struct lint *l, const struct rule_lint_of *a,
		 const struct rule_lint_of *b)
{
	if (a->ngroups == 0 || b->ngroups == 0)
		return true;
	for (size_t i = 0; i < a->ngroups; i++)
		for (size_t k = 0; k < b->ngroups; k++)
			if (!groups_exclude(l, &a->groups[i], &b->groups[k]))
				return true;
	return false;
}

/* A rule that keeps applying is asked without those that do not. */
static bool hides(struct lint *l, const struct rule_lint_of *a,
		  const struct rule_lint_of *b)
{
	return a->stops && (a->keeps || !b->keeps) && implies(l, b, a);
}

/* Is it behind one that stops? What stands before a rule that changes tickets
 * saw them as they were before. */
static bool is_hidden(struct lint *l, size_t i)
{
	for (size_t k = i; k > 0; k--) {
		const struct rule_lint_of *r = &l->v[k - 1];

		if (is_asked(r) && hides(l, r, &l->v[i])) {
			tell(l, &(struct rule_finding){
					.flaw = RULE_FLAW_UNREACHED,
					.rule = i,
					.other = k - 1 });
			return true;
		}
		if (is_asked(r) && r->changes)
			break;
	}
	return false;
}

/* Does a later one set another level, always or at times? */
static void look_behind(struct lint *l, const bool *out, size_t i)
{
	const struct rule_lint_of *a = &l->v[i];

	for (size_t k = i + 1; k < l->n && a->sets && !a->stops; k++) {
		const struct rule_lint_of *b = &l->v[k];
		struct rule_finding f = { RULE_FLAW_OVERLAP, .rule = i,
					  .other = k };

		if (out[k] || !b->sets || b->level == a->level)
			continue;
		if ((b->keeps || !a->keeps) && implies(l, a, b))
			f.flaw = RULE_FLAW_OVERRULED;
		else if (!meet(l, a, b))
			continue;
		tell(l, &f);
		if (f.flaw == RULE_FLAW_OVERRULED || b->stops)
			return;
	}
}

/* ---- Of departments -------------------------------------------------------
 */

/* Does it hold of every ticket of that department, whatever else it is? */
static bool holds_in(struct lint *l, const struct rule_lint_of *r,
		     int64_t department)
{
	const struct rule_condition is = { .field = RULE_DEPARTMENT,
					   .op = RULE_IS,
					   .ids = &department,
					   .nids = 1 };
	const struct rule_group g = { &is, 1 };
	const struct rule_lint_of all = { .groups = &g,
					  .ngroups = 1,
					  .triggers = r->triggers };

	return implies(l, &all, r);
}

/* Which level do all of its tickets get, at least? */
static bool has_level(struct lint *l, const bool *out, int64_t department)
{
	bool found = false;

	for (size_t i = 0; i < l->n; i++) {
		const struct rule_lint_of *r = &l->v[i];

		if (out[i] || !holds_in(l, r, department))
			continue;
		if (r->sets)
			found = r->level != 0;
		if (r->stops)
			break;
	}
	return found;
}

/* ---- All of them ----------------------------------------------------------
 */

void rule_lint(struct arena *arena, const struct rule_lint_of *v, size_t n,
	       const int64_t *departments, size_t nd, struct rule_findings *out)
{
	struct lint l = { arena_new(), v, n, 0, out };
	bool *gone = ARENA_ARRAY(arena, n, bool);

	out->n = 0;
	out->cut = false;
	for (size_t i = 0; i < n; i++) {
		gone[i] = !is_asked(&v[i]);
		if (v[i].active && v[i].invalid)
			tell(&l,
			     &(struct rule_finding){ .flaw = RULE_FLAW_INVALID,
						     .rule = i });
		if (!gone[i])
			gone[i] = look_inside(&l, i) || is_hidden(&l, i);
	}
	for (size_t i = 0; i < n; i++)
		if (!gone[i])
			look_behind(&l, gone, i);
	for (size_t i = 0; i < nd; i++)
		if (!has_level(&l, gone, departments[i]))
			tell(&l,
			     &(struct rule_finding){ .flaw = RULE_FLAW_NO_LEVEL,
						     .department = i });
	arena_free(l.arena);
}
