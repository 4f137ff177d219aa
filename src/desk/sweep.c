#include "desk/desk.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/log.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/rule_run.h"
#include "desk/steps.h"
#include "desk/timed.h"
#include "store/clock_store.h"
#include "store/zone_store.h"

/* A ticket that cannot be swept is looked at again after that. */
#define LATER_SECONDS 300

/* Which tickets are to be swept together. */
struct take {
	const ticket_id *ids;
	size_t n;
	size_t limit; /* so many of them, TICKET_DUE_MAX at most */
	bool skip;    /* those that somebody holds; else wait for them */
	bool careful; /* look up what has fired instead of trusting */
	ticket_id taken[TICKET_DUE_MAX];
	size_t ntaken;
};

/* How a batch is gone about. */
struct batch {
	struct job *job;
	struct work *works[TICKET_DUE_MAX];
	size_t n;
};

static struct work *add_work(struct batch *b, struct take *t, ticket_id id,
			     struct names *names)
{
	struct work *w = ARENA_NEW(b->job->arena, struct work);

	work_init(w, b->job, names);
	b->works[b->n++] = w;
	t->taken[t->ntaken++] = id;
	return w;
}

/* Those that nobody else holds. */
static enum err_kind lock_free(struct batch *b, struct take *t,
			       struct names *names, struct err *e)
{
	struct job *job = b->job;
	struct ticket_taken *rows;
	size_t i = 0, n, found;

	rows = ARENA_ARRAY(job->arena, t->limit, struct ticket_taken);
	for (; i < t->n && b->n < t->limit; i += n) {
		n = t->limit - b->n;
		if (n > t->n - i)
			n = t->n - i;
		if (ticket_store_take_free(job->db, job->arena, t->ids + i, n,
					   rows, &found, e))
			return e->kind;
		for (size_t k = 0; k < found; k++) {
			struct work *w = add_work(b, t, rows[k].t.id, names);

			w->row = rows[k].t;
			w->state = rows[k].state;
		}
	}
	return ERR_NONE;
}

/* All locks first, in order of id: reads after the first one see them all. */
static enum err_kind lock_all(struct batch *b, struct take *t,
			      struct names *names, struct err *e)
{
	b->n = t->ntaken = 0;
	if (t->skip)
		return lock_free(b, t, names, e);
	while (b->n < t->n && b->n < t->limit) {
		ticket_id id = t->ids[b->n];
		struct work *w = add_work(b, t, id, names);

		if (ticket_store_lock_id(b->job->db, b->job->arena, id, &w->row,
					 &w->state, e))
			return e->kind;
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

/* Steps and time rules set rules off, and what these change may set off steps
 * and time rules. */
static enum err_kind let_act(struct work *w, instant now, struct err *e)
{
	size_t n;

	for (int i = 0; i < LIMIT_STEP_ROUNDS; i++) {
		if (w->state.level && steps_fire(w, now, e))
			return e->kind;
		n = w->nevents;
		if (rule_run_events(w, e) || timed_fire(w, e))
			return e->kind;
		if (w->nevents == n)
			return ERR_NONE;
	}
	return w->state.level ? steps_fire(w, now, e) : ERR_NONE;
}

static enum err_kind sweep_one(struct work *w, bool careful, struct err *e)
{
	instant now = w->job->by.now;

	if (careful && know_steps(w, e))
		return e->kind;
	work_settle(w, now);
	if (let_act(w, now, e))
		return e->kind;
	return derive_next(w, now, e);
}

/* One transaction. */
static enum err_kind sweep_batch(struct job *job, struct take *t, struct err *e)
{
	struct names *names = name_store_new(job->arena);
	struct batch b = { .job = job };

	if (db_begin(job->db, e))
		return e->kind;
	if (lock_all(&b, t, names, e) || work_load_all(b.works, b.n, e))
		goto fail;
	(void)deeds_new(job, b.works, b.n);
	for (size_t i = 0; i < b.n; i++)
		if (sweep_one(b.works[i], t->careful, e))
			goto fail;
	if (work_store(b.works, b.n, e) || db_commit(job->db, e))
		goto fail;
	steps_committed(job, b.works, b.n);
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
	struct take one = { .ids = &id, .n = 1, .limit = 1, .careful = true };

	if (db_ready(job->db, e))
		return e->kind;
	if (sweep_batch(job, &one, e) == ERR_NONE) {
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

/*
 * Somebody was in the way - another sweeper that tells the same people, say -
 * and is through by now: at once again, some times.
 */
static enum err_kind sweep_again(struct job *job, struct take *t, struct err *e)
{
	for (int i = 1; i < LIMIT_TRIES && e->kind == ERR_BUSY; i++) {
		err_clear(e);
		if (db_ready(job->db, e) || sweep_batch(job, t, e) == ERR_NONE)
			break;
	}
	return e->kind;
}

/* A batch, or, if it fails, each by itself. */
static enum err_kind sweep_some(struct job *job, struct take *t, int *did,
				struct err *e)
{
	if (sweep_batch(job, t, e) == ERR_NONE ||
	    sweep_again(job, t, e) == ERR_NONE) {
		*did = (int)t->ntaken;
		return ERR_NONE;
	}
	if (t->ntaken == 0)
		return e->kind;
	log_event(LOG_WARN, "sweep_batch_failed",
		  LOG_PAIRS(LOG_N("tickets", (int64_t)t->ntaken),
			    LOG_S("kind", err_kind_name(e->kind)),
			    LOG_S("error", e->msg)));
	err_clear(e);
	for (size_t i = 0; i < t->ntaken; i++)
		if (sweep_alone(job, t->taken[i], did, e))
			return e->kind;
	return ERR_NONE;
}

/* Of the first ${ahead} that are due. */
static enum err_kind sweep_due(struct job *job, int ahead, struct take *t,
			       int *did, struct err *e)
{
	ticket_id ids[TICKET_DUE_AHEAD];

	t->ids = ids;
	t->ntaken = 0;
	if (ticket_store_due(job->db, job->arena, job->by.now, ahead, ids,
			     &t->n, e) ||
	    t->n == 0)
		return e->kind;
	return sweep_some(job, t, did, e);
}

/*
 * What others hold is passed over, so that sweepers share the work; only where
 * they hold all of it is it waited for: they may give it back unswept.
 */
enum err_kind desk_sweep(struct job *job, int limit, int *did, struct err *e)
{
	struct take t = { .limit = TICKET_DUE_MAX, .skip = true };

	*did = 0;
	if (limit < TICKET_DUE_MAX)
		t.limit = (size_t)limit;
	if (sweep_due(job, (int)t.limit, &t, did, e))
		return err_wrap(e, "sweep");
	if (t.n == 0 || t.ntaken > 0)
		return ERR_NONE;
	if (sweep_due(job, TICKET_DUE_AHEAD, &t, did, e))
		return err_wrap(e, "sweep");
	if (t.n == 0 || t.ntaken > 0)
		return ERR_NONE;
	t.skip = false;
	if (sweep_due(job, (int)t.limit, &t, did, e))
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
	struct take t = { .ids = ids, .limit = TICKET_DUE_MAX };

	*did = 0;
	if (zone_store_behind(job->db, job->arena, zone_version(), *after, ids,
			      TICKET_DUE_MAX, &t.n, e) ||
	    (t.n > 0 && sweep_some(job, &t, did, e)) ||
	    (t.n == 0 && after->n == 0 && note_zones(job, e)))
		return err_wrap(e, "put clocks under new time zones");
	after->n = t.n > 0 ? ids[t.n - 1].n : 0;
	return ERR_NONE;
}
