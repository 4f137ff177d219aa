#include "desk/rule_doubts.h"

#include "desk/admin.h"
#include "store/rule_book.h"

/* Does it change what rules behind it ask? */
static bool changes(const struct rule_draft *d)
{
	for (size_t i = 0; i < d->nactions; i++)
		if (!action_tells(d->actions[i].kind) &&
		    d->actions[i].kind != ACTION_NOTE &&
		    d->actions[i].kind != ACTION_CALL)
			return d->kind != RULE_KIND_SLA;
	return false;
}

static struct rule_lint_of lint_of(const struct rule_row *row)
{
	const struct rule_draft *d = &row->is;
	struct rule_lint_of out = { .groups = d->groups,
				    .ngroups = d->ngroups,
				    .active = d->active,
				    .invalid = row->invalid != NULL,
				    .stops = d->stops,
				    .keeps = d->keeps,
				    .changes = changes(d),
				    .triggers = d->triggers };

	for (size_t i = 0; i < d->nactions; i++)
		if (d->kind == RULE_KIND_SLA &&
		    d->actions[i].kind == ACTION_LEVEL) {
			out.sets = true;
			out.level = d->actions[i].id;
		}
	return out;
}

/* Archived ones get no new tickets. */
static enum err_kind list_departments(struct job *job, struct departments *out,
				      struct err *e)
{
	struct departments all;

	if (department_store_list(job->db, job->arena, &all, e))
		return e->kind;
	out->v = all.v;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].archived == INSTANT_NONE)
			out->v[out->n++] = all.v[i];
	return ERR_NONE;
}

enum err_kind rule_doubts(struct job *job, enum rule_kind kind,
			  struct rule_doubts *out, struct err *e)
{
	struct rule_lint_of *v;
	struct rule_book *book;
	int64_t *departments;

	*out = (struct rule_doubts){ 0 };
	if (!admin_trusted(job) && !access_customers(job->viewer))
		return err_set(e, ERR_DENIED, "rules are not theirs to read");
	if (rule_store_list(job->db, job->arena, kind, &out->rules, e) ||
	    (kind == RULE_KIND_SLA &&
	     list_departments(job, &out->departments, e)))
		return e->kind;
	/* What cannot be compiled is marked as invalid, and says why. */
	book = rule_book_new(&out->rules);
	v = ARENA_ARRAY(job->arena, out->rules.n, struct rule_lint_of);
	for (size_t i = 0; i < out->rules.n; i++) {
		struct rule_row *row = &out->rules.v[i];

		v[i] = lint_of(row);
		row->invalid = arena_str(job->arena, row->invalid);
	}
	departments = ARENA_ARRAY(job->arena, out->departments.n, int64_t);
	for (size_t i = 0; i < out->departments.n; i++)
		departments[i] = out->departments.v[i].id.n;
	rule_lint(job->arena, v, out->rules.n, departments, out->departments.n,
		  &out->found);
	rule_book_free(book);
	return ERR_NONE;
}
