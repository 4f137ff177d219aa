/* The sweeper's part: tickets that a change has still to reach. */
#include "desk/apply_look.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/log.h"
#include "base/rng.h"

/* Changes that are gone about at once: a ticket follows all of them. */
#define AT_ONCE 16

struct stepping {
	struct job *job;
	struct applied_changes open;
	struct apply_preview count[AT_ONCE]; /* of open.v */
	bool wait;                           /* for who holds a ticket */
	size_t held;                         /* by others, not waited for */
};

/* Is it about the level that a ticket has, or about its hours? */
static bool concerns(const struct applied_change *c, const struct level *l)
{
	if (!l)
		return false;
	return c->level ? l->level == c->level && l->version < c->level_version
			: l->calendar_id == c->calendar;
}

/*
 * A ticket, change by change, each that concerns it counted for itself. Another
 * may have been faster: then there is nothing to do.
 */
static enum err_kind follow(struct stepping *s, struct work *w, struct err *e)
{
	struct apply_look was, now;

	for (size_t i = 0; i < s->open.n; i++) {
		const struct applied_change *c = &s->open.v[i];
		bool counts;

		if (w->row.applied >= c->id)
			continue;
		/* What broke before it is no work of the change. */
		if (work_catch_up(w, c->id - 1, e))
			return e->kind;
		work_pass(w, c->at);
		clock_ticket_advance(&w->state, c->at);
		apply_look(w, &was);
		counts = concerns(c, w->state.level);
		if (work_catch_up(w, c->id, e))
			return e->kind;
		if (!counts)
			continue;
		apply_look(w, &now);
		s->count[i].tickets++;
		apply_look_count(&was, &now, &s->count[i]);
	}
	if (work_catch_up(w, INT64_MAX, e))
		return e->kind;
	work_settle(w, s->job->by.now);
	return ERR_NONE;
}

/*
 * For who asks how far it is: by itself, behind the transaction, which would
 * have to wait for all others that are at it. Who dies in between is not
 * counted.
 */
static enum err_kind keep_counts(struct stepping *s, struct err *e)
{
	for (size_t i = 0; i < s->open.n; i++) {
		const struct apply_preview *n = &s->count[i];
		struct applied_change c = {
			.id = s->open.v[i].id,
			.tickets = n->tickets,
			.moved = n->earlier + n->later,
			.overdue = n->overdue,
		};

		if (c.tickets > 0 &&
		    applied_store_add_counts(s->job->db, &c, e))
			return e->kind;
	}
	return ERR_NONE;
}

/* Those that have still to follow; another may have been faster with some. */
static enum err_kind take_behind(struct stepping *s, const ticket_id *ids,
				 size_t n, struct work **works, size_t *count,
				 struct err *e)
{
	struct job *job = s->job;
	struct names *names = name_store_new(job->arena);
	struct ticket_taken *taken = ARENA_ARRAY(job->arena, n,
						 struct ticket_taken);
	int64_t newest = s->open.v[s->open.n - 1].id;
	size_t found;

	*count = 0;
	if (s->wait ? ticket_store_take(job->db, job->arena, ids, n, true,
					taken, &found, e)
		    : ticket_store_take_free(job->db, job->arena, ids, n, taken,
					     &found, e))
		return e->kind;
	s->held += n - found;
	for (size_t i = 0; i < found; i++)
		if (taken[i].t.applied < newest)
			works[(*count)++] = apply_look_work(job, names,
							    &taken[i]);
	return work_load_all(works, *count, e);
}

/* One transaction. */
static enum err_kind reach(struct stepping *s, const ticket_id *ids, size_t n,
			   int *did, struct err *e)
{
	struct work *works[TICKET_DUE_MAX];
	struct job *job = s->job;
	size_t found;

	memset(s->count, 0, sizeof(s->count));
	if (db_begin(job->db, e))
		return e->kind;
	if (take_behind(s, ids, n, works, &found, e))
		goto fail;
	for (size_t i = 0; i < found; i++)
		if (follow(s, works[i], e))
			goto fail;
	if (work_store(works, found, e) || db_commit(job->db, e))
		goto fail;
	*did += (int)found;
	return keep_counts(s, e);
fail:
	db_rollback(job->db);
	return e->kind;
}

/* Out of the way of the others: it follows when somebody locks it. */
static enum err_kind reach_alone(struct stepping *s, ticket_id id, int *did,
				 struct err *e)
{
	if (db_ready(s->job->db, e))
		return e->kind;
	if (reach(s, &id, 1, did, e) == ERR_NONE)
		return ERR_NONE;
	log_event(LOG_ERROR, "apply_failed",
		  LOG_PAIRS(LOG_N("ticket", id.n),
			    LOG_S("kind", err_kind_name(e->kind)),
			    LOG_S("error", e->msg)));
	err_clear(e);
	return ERR_NONE;
}

static enum err_kind reach_some(struct stepping *s, const ticket_id *ids,
				size_t n, int *did, struct err *e)
{
	if (reach(s, ids, n, did, e) == ERR_NONE)
		return ERR_NONE;
	if (e->kind == ERR_BUSY || e->kind == ERR_UNSURE)
		return e->kind;
	log_event(LOG_WARN, "apply_batch_failed",
		  LOG_PAIRS(LOG_N("tickets", (int64_t)n),
			    LOG_S("kind", err_kind_name(e->kind)),
			    LOG_S("error", e->msg)));
	err_clear(e);
	for (size_t i = 0; i < n; i++)
		if (reach_alone(s, ids[i], did, e))
			return e->kind;
	return ERR_NONE;
}

static int by_id(const void *a, const void *b)
{
	const ticket_id *x = a, *y = b;

	return (x->n > y->n) - (x->n < y->n);
}

/* Nobody waits for it any more. Who began before it was kept may come yet. */
static enum err_kind finish(struct stepping *s, const struct applied_change *c,
			    struct err *e)
{
	instant now = s->job->by.now;

	if (now - c->at < LIMIT_APPLY_SECONDS)
		return ERR_NONE;
	log_event(LOG_INFO, "applied",
		  LOG_PAIRS(LOG_N("change", c->id),
			    LOG_N("tickets", c->tickets),
			    LOG_N("moved", c->moved),
			    LOG_N("overdue", c->overdue)));
	return applied_store_set_done(s->job->db, c->id, now, e);
}

/* The first change that somebody waits for, and who. */
static enum err_kind find_waiting(struct stepping *s, ticket_id *ids, size_t *n,
				  struct err *e)
{
	struct job *job = s->job;

	*n = 0;
	for (size_t i = 0; i < s->open.n && *n == 0; i++) {
		const struct applied_change *c = &s->open.v[i];

		if (applied_store_waiting(job->db, job->arena, c, ids,
					  APPLY_AHEAD, n, e) ||
		    (*n == 0 && finish(s, c, e)))
			return e->kind;
	}
	return ERR_NONE;
}

/* Look who waits; begin with any batch, for others are at it, too. */
static enum err_kind fill(struct stepping *s, struct apply_queue *q,
			  struct err *e)
{
	q->at = 0;
	q->any = false;
	if (find_waiting(s, q->ids, &q->n, e))
		return e->kind;
	q->left = q->n;
	if (q->n > TICKET_DUE_MAX)
		q->at = TICKET_DUE_MAX *
			rng_below((uint32_t)((q->n - 1) / TICKET_DUE_MAX));
	return ERR_NONE;
}

/* The next batch of those that were found. */
static ticket_id *pop(struct apply_queue *q, size_t *n)
{
	ticket_id *ids = q->ids + q->at;

	*n = q->n - q->at < TICKET_DUE_MAX ? q->n - q->at : TICKET_DUE_MAX;
	q->at = (q->at + *n) % q->n;
	q->left -= *n;
	qsort(ids, *n, sizeof(*ids), by_id);
	return ids;
}

/*
 * Batches that others have done are nothing; what they hold is passed over.
 * Only where they hold all of it is it waited for: they may give it back as it
 * was.
 */
static enum err_kind reach_next(struct stepping *s, struct apply_queue *q,
				int *did, struct err *e)
{
	ticket_id *held = NULL;
	size_t nheld = 0;

	while (q->left > 0 && *did == 0) {
		size_t n, before = s->held;
		ticket_id *ids = pop(q, &n);

		if (reach_some(s, ids, n, did, e))
			return e->kind;
		if (s->held > before) {
			held = ids;
			nheld = n;
		}
	}
	q->any = q->any || *did > 0;
	if (q->any || !held)
		return ERR_NONE;
	s->wait = true;
	return reach_some(s, held, nheld, did, e);
}

enum err_kind desk_apply_step(struct job *job, int *did, bool *left,
			      struct err *e)
{
	struct apply_queue one = { .n = 0 };
	struct apply_queue *q = job->queue ? job->queue : &one;
	struct stepping s = { .job = job };

	*did = 0;
	*left = false;
	if (applied_store_open(job->db, job->arena, AT_ONCE, &s.open, e))
		return err_wrap(e, "apply to open tickets");
	if (s.open.n == 0) {
		q->left = 0;
		return ERR_NONE;
	}
	if (q->left == 0 && fill(&s, q, e))
		return err_wrap(e, "apply to open tickets");
	if (q->left == 0)
		return ERR_NONE;
	*left = true;
	if (reach_next(&s, q, did, e)) {
		q->left = 0;
		return err_wrap(e, "apply to open tickets");
	}
	return ERR_NONE;
}
