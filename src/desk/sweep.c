#include "desk/desk.h"

#include <inttypes.h>
#include "base/log.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/work.h"
#include "store/clock_store.h"
#include "store/zone_store.h"

/* A ticket that cannot be swept is looked at again after that. */
#define LATER_SECONDS 300

/* How a batch is gone about. */
struct batch {
	struct job *job;
	struct work *works[TICKET_DUE_MAX];
	size_t n;
};

/* All locks first, in order of id: reads after the first one see them all. */
static enum err_kind lock_all(struct batch *b, const ticket_id *ids, size_t n,
			      struct names *names, struct err *e)
{
	struct job *job = b->job;

	b->n = 0;
	for (size_t i = 0; i < n; i++) {
		struct work *w = ARENA_NEW(job->arena, struct work);

		work_init(w, job, names);
		if (ticket_store_lock_id(job->db, job->arena, ids[i], &w->row,
					 &w->state, e))
			return e->kind;
		b->works[b->n++] = w;
	}
	return ERR_NONE;
}

/*
 * A clock that is looked at and not due says so in its row, or the sweep would
 * come back to it for ever.
 */
static enum err_kind derive_next(struct work *w, instant now, struct err *e)
{
	for (size_t i = 0; i < w->state.n; i++) {
		struct clock *c = &w->state.clocks[i];

		if (!clock_live(c))
			continue;
		clock_find_next(c);
		if (c->next != INSTANT_NONE && c->next <= now)
			return err_set(e, ERR_BROKEN,
				       "clock %" PRId64 " stays due", c->id.n);
	}
	return ERR_NONE;
}

/* Steps that have a row and no bit: a repaired clock must not fire again. */
static enum err_kind know_steps(struct work *w, struct err *e)
{
	for (size_t i = 0; i < w->state.n; i++) {
		struct clock *c = &w->state.clocks[i];
		unsigned bits;

		if (!clock_live(c))
			continue;
		if (step_store_done(w->job->db, w->job->arena, c->id, &bits, e))
			return e->kind;
		c->changed = c->changed || bits & ~c->steps_done;
		c->steps_done |= bits;
	}
	return ERR_NONE;
}

static enum err_kind sweep_one(struct work *w, bool careful, struct err *e)
{
	instant now = w->job->by.now;

	if (work_load(w, e) || (careful && know_steps(w, e)))
		return e->kind;
	work_settle(w, now);
	if (w->state.level)
		work_fire(w, now, STEPS_FIRE);
	return derive_next(w, now, e);
}

/* One transaction; ${careful}: look up what has fired instead of trusting. */
static enum err_kind sweep_batch(struct job *job, const ticket_id *ids,
				 size_t n, bool careful, struct err *e)
{
	struct names *names = name_store_new(job->arena);
	struct batch b = { .job = job };

	if (db_begin(job->db, e))
		return e->kind;
	if (lock_all(&b, ids, n, names, e))
		goto fail;
	if (work_closing(b.works, b.n, e))
		goto fail;
	for (size_t i = 0; i < b.n; i++)
		if (sweep_one(b.works[i], careful, e))
			goto fail;
	if (work_store(b.works, b.n, e) || db_commit(job->db, e))
		goto fail;
	return ERR_NONE;
fail:
	db_rollback(job->db);
	return e->kind;
}

/* Out of the way of the others, for a while. */
static enum err_kind put_off(struct job *job, ticket_id id, struct err *e)
{
	instant later = job->by.now + LATER_SECONDS;

	if (db_begin(job->db, e))
		return e->kind;
	if (ticket_store_put_off(job->db, id, later, e) ||
	    clock_store_put_off(job->db, id, later, e) ||
	    db_commit(job->db, e)) {
		db_rollback(job->db);
		return e->kind;
	}
	return ERR_NONE;
}

/* After its batch failed: alone, so that one bad ticket holds up no other. */
static enum err_kind sweep_alone(struct job *job, ticket_id id, int *did,
				 struct err *e)
{
	if (db_ready(job->db, e))
		return e->kind;
	if (sweep_batch(job, &id, 1, true, e) == ERR_NONE) {
		(*did)++;
		return ERR_NONE;
	}
	log_event(LOG_ERROR, "sweep_failed",
		  LOG_PAIRS(LOG_N("ticket", id.n),
			    LOG_S("kind", err_kind_name(e->kind)),
			    LOG_S("error", e->msg)));
	if (e->kind == ERR_BUSY || e->kind == ERR_UNSURE) {
		err_clear(e); /* the next pass finds it again */
		return ERR_NONE;
	}
	err_clear(e);
	return put_off(job, id, e);
}

/* A batch, or, if it fails, each by itself. */
static enum err_kind sweep_some(struct job *job, const ticket_id *ids, size_t n,
				int *did, struct err *e)
{
	if (sweep_batch(job, ids, n, false, e) == ERR_NONE) {
		*did = (int)n;
		return ERR_NONE;
	}
	log_event(LOG_WARN, "sweep_batch_failed",
		  LOG_PAIRS(LOG_N("tickets", (int64_t)n),
			    LOG_S("kind", err_kind_name(e->kind)),
			    LOG_S("error", e->msg)));
	err_clear(e);
	for (size_t i = 0; i < n; i++)
		if (sweep_alone(job, ids[i], did, e))
			return e->kind;
	return ERR_NONE;
}

enum err_kind desk_sweep(struct job *job, int limit, int *did, struct err *e)
{
	ticket_id ids[TICKET_DUE_MAX];
	size_t n;

	*did = 0;
	if (ticket_store_due(job->db, job->arena, job->by.now, limit, ids, &n,
			     e) ||
	    (n > 0 && sweep_some(job, ids, n, did, e)))
		return err_wrap(e, "sweep");
	return ERR_NONE;
}

/* For who reads the log: from here on promises go by these. */
static enum err_kind note_zones(struct job *job, struct err *e)
{
	const char *noted;

	if (zone_store_find(job->db, job->arena, &noted, e) ||
	    str_eq(noted, zone_version()))
		return e->kind;
	log_event(LOG_INFO, "time_zones",
		  LOG_PAIRS(LOG_S("version", zone_version()),
			    LOG_S("before", noted)));
	return zone_store_set(job->db, zone_version(), e);
}

/* Locking a ticket puts its clocks under this process's zones (work_load). */
enum err_kind desk_rezone(struct job *job, ticket_id *after, int *did,
			  struct err *e)
{
	ticket_id ids[TICKET_DUE_MAX];
	size_t n;

	*did = 0;
	if (zone_store_behind(job->db, job->arena, zone_version(), *after, ids,
			      TICKET_DUE_MAX, &n, e) ||
	    (n > 0 && sweep_some(job, ids, n, did, e)) ||
	    (n == 0 && after->n == 0 && note_zones(job, e)))
		return err_wrap(e, "put clocks under new time zones");
	after->n = n > 0 ? ids[n - 1].n : 0;
	return ERR_NONE;
}
