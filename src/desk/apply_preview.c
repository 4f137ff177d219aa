/* What a version for open tickets would do: done, looked at, undone. */
#include "desk/apply_look.h"

#include "base/limits.h"

struct looking {
	struct job *job;
	const struct applied_change *change;
	struct apply_preview *out;
};

/* All that is due by now happens first: it is no work of the change. */
static enum err_kind look_at(struct looking *l, struct work *w, struct err *e)
{
	struct apply_look was, now;

	if (work_catch_up(w, l->change->id - 1, e))
		return e->kind;
	work_pass(w, l->job->by.now);
	clock_ticket_advance(&w->state, l->job->by.now);
	apply_look(w, &was);
	if (work_catch_up(w, l->change->id, e))
		return e->kind;
	clock_ticket_advance(&w->state, l->job->by.now);
	apply_look(w, &now);
	apply_look_count(&was, &now, l->out);
	return ERR_NONE;
}

/* The works of a batch go with its memory. */
static enum err_kind look_at_some(struct looking *l, const ticket_id *ids,
				  size_t n, struct err *e)
{
	struct arena *outer = l->job->arena;
	struct work *works[TICKET_DUE_MAX];
	size_t found;

	l->job->arena = arena_new();
	if (apply_look_take(l->job, ids, n, works, &found, e))
		goto out;
	for (size_t i = 0; i < found; i++)
		if (look_at(l, works[i], e))
			break;
	l->out->looked += (int64_t)found;
out:
	arena_free(l->job->arena);
	l->job->arena = outer;
	return e->kind;
}

static enum err_kind look_at_all(struct looking *l, struct err *e)
{
	struct job *job = l->job;
	ticket_id *ids;
	size_t n;

	if (applied_store_spread(job->db, job->arena, l->change, &ids,
				 LIMIT_PREVIEW_TICKETS, &n, &l->out->tickets,
				 e))
		return e->kind;
	for (size_t i = 0; i < n; i += TICKET_DUE_MAX)
		if (look_at_some(
			    l, ids + i,
			    n - i < TICKET_DUE_MAX ? n - i : TICKET_DUE_MAX, e))
			return e->kind;
	return ERR_NONE;
}

/* The order that the verb kept in this very transaction. */
static enum err_kind find_order(struct job *job, int64_t before,
				struct applied_changes *out, struct err *e)
{
	if (applied_store_between(job->db, job->arena, before, INT64_MAX, out,
				  e))
		return e->kind;
	return out->n == 1 ? ERR_NONE
			   : err_set(e, ERR_INVALID,
				     "no open ticket goes by an earlier"
				     " version of it: it is new");
}

enum err_kind desk_apply_preview(struct job *job, apply_verb *store,
				 const void *args, struct apply_preview *out,
				 struct err *e)
{
	struct applied_changes order;
	struct looking l = { job, NULL, out };
	int64_t before;

	*out = (struct apply_preview){ 0 };
	if (db_begin(job->db, e))
		return e->kind;
	job->part = true;
	if (!applied_store_newest(job->db, job->arena, &before, e) &&
	    !store(job, args, e) && !find_order(job, before, &order, e)) {
		l.change = &order.v[0];
		(void)look_at_all(&l, e);
	}
	job->part = false;
	db_rollback(job->db);
	return e->kind;
}
