#include "desk/unfold.h"

static enum err_kind read(struct job *job, ticket_id ticket, struct unfold *out,
			  struct err *e)
{
	struct check_batch *b = &out->batch;
	struct refold_ticket stored = { .batch = b };
	struct arena *a = job->arena;

	if (check_store_read_fold(job->db, a, ticket, b, e))
		return e->kind;
	out->broken = refold_bad_event(b);
	if (out->broken)
		return ERR_NONE;
	stored.events = b->events;
	stored.nevents = b->nevents;
	stored.clocks = ARENA_ARRAY(a, b->nclocks + 1, struct check_clock *);
	for (size_t i = 0; i < b->nclocks; i++)
		stored.clocks[i] = &b->clocks[i];
	stored.nclocks = b->nclocks;
	return refold_run(job->db, a, &stored, false, &out->fold, e);
}

enum err_kind unfold_read(struct job *job, const struct check_code *ticket,
			  struct unfold *out, struct err *e)
{
	*out = (struct unfold){ .code = ticket->code };
	if (db_begin(job->db, e))
		return e->kind;
	(void)read(job, (ticket_id){ ticket->id }, out, e);
	db_rollback(job->db);
	return e->kind;
}
