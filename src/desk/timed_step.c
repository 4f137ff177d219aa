#include "desk/timed_step.h"

#include "base/log.h"
#include "desk/timed.h"

/* Those that are there and still behind, with what they need. */
static enum err_kind take(struct job *job, const ticket_id *ids, size_t n,
			  int64_t number, struct work **works, size_t *count,
			  struct err *e)
{
	struct names *names = name_store_new(job->arena);
	struct ticket_taken *taken = ARENA_ARRAY(job->arena, n,
						 struct ticket_taken);
	size_t found;

	*count = 0;
	if (ticket_store_take_free(job->db, job->arena, ids, n, taken, &found,
				   e))
		return e->kind;
	for (size_t i = 0; i < found; i++) {
		struct work *w;

		if (taken[i].t.rule_seen >= number)
			continue;
		w = ARENA_NEW(job->arena, struct work);
		work_init(w, job, names);
		w->row = taken[i].t;
		w->state = taken[i].state;
		works[(*count)++] = w;
	}
	return work_load_all(works, *count, e);
}

/* One transaction; to store a ticket is to look at its rules. */
static enum err_kind look(struct job *job, const ticket_id *ids, size_t n,
			  int64_t number, int *did, struct err *e)
{
	struct work *works[TICKET_DUE_MAX];
	size_t count;

	if (db_begin(job->db, e))
		return e->kind;
	if (take(job, ids, n, number, works, &count, e))
		goto fail;
	for (size_t i = 0; i < count; i++)
		work_settle(works[i], job->by.now);
	if (work_store(works, count, e) || db_commit(job->db, e))
		goto fail;
	*did += (int)count;
	return ERR_NONE;
fail:
	db_rollback(job->db);
	return e->kind;
}

/* One that cannot be looked at holds up no other. */
static enum err_kind look_alone(struct job *job, ticket_id id, int64_t number,
				int *did, struct err *e)
{
	if (db_ready(job->db, e))
		return e->kind;
	if (look(job, &id, 1, number, did, e) == ERR_NONE)
		return ERR_NONE;
	log_event(LOG_ERROR, "time_rules_failed",
		  LOG_PAIRS(LOG_N("ticket", id.n),
			    LOG_S("kind", err_kind_name(e->kind)),
			    LOG_S("error", e->msg)));
	if (e->kind == ERR_BUSY || e->kind == ERR_UNSURE)
		return e->kind;
	err_clear(e);
	(*did)++;
	return turn_store_give_up(job->db, id, number, e);
}

static enum err_kind look_some(struct job *job, const ticket_id *ids, size_t n,
			       int64_t number, int *did, struct err *e)
{
	if (look(job, ids, n, number, did, e) == ERR_NONE ||
	    e->kind == ERR_BUSY || e->kind == ERR_UNSURE)
		return e->kind;
	log_event(LOG_WARN, "time_rules_batch_failed",
		  LOG_PAIRS(LOG_N("tickets", (int64_t)n),
			    LOG_S("kind", err_kind_name(e->kind)),
			    LOG_S("error", e->msg)));
	err_clear(e);
	for (size_t i = 0; i < n; i++)
		if (look_alone(job, ids[i], number, did, e))
			return e->kind;
	return ERR_NONE;
}

/* Which statuses they are asked about; number 0: there never was a rule. */
static enum err_kind find(struct job *job, int64_t *number, unsigned *statuses,
			  struct err *e)
{
	const struct rule_book *b;

	*statuses = 0;
	if (turn_store_timed(job->db, job->arena, number, e) || *number == 0)
		return e->kind;
	if (rule_book_open(job->db, job->arena, RULE_KIND_TIME, &b, NULL, e))
		return e->kind;
	*statuses = timed_all_statuses(b);
	return ERR_NONE;
}

static int by_id(const void *a, const void *b)
{
	const ticket_id *x = a, *y = b;

	return (x->n > y->n) - (x->n < y->n);
}

enum err_kind desk_timed_step(struct job *job, int *did, bool *left,
			      struct err *e)
{
	ticket_id ids[TICKET_DUE_MAX];
	unsigned statuses;
	int64_t number;
	size_t n;

	*did = 0;
	*left = false;
	if (find(job, &number, &statuses, e) || number == 0)
		return e->kind ? err_wrap(e, "look at time rules") : ERR_NONE;
	if (turn_store_behind(job->db, job->arena, number, statuses,
			      TICKET_DUE_MAX, ids, &n, e) ||
	    n == 0)
		return e->kind ? err_wrap(e, "look at time rules") : ERR_NONE;
	*left = true;
	qsort(ids, n, sizeof(*ids), by_id);
	if (look_some(job, ids, n, number, did, e))
		return err_wrap(e, "look at time rules");
	return ERR_NONE;
}

enum err_kind desk_timed_waiting(struct job *job, int64_t *n, struct err *e)
{
	unsigned statuses;
	int64_t number;

	*n = 0;
	if (find(job, &number, &statuses, e) || number == 0)
		return e->kind;
	return turn_store_waiting(job->db, job->arena, number, statuses, n, e);
}
