#include "sweep/sweep.h"

#include <inttypes.h>
#include "base/blob.h"
#include "base/clock.h"
#include "base/folder.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/rng.h"
#include "desk/apply.h"
#include "desk/attach.h"
#include "desk/closing.h"
#include "desk/desk.h"
#include "desk/timed_step.h"
#include "store/beat_store.h"
#include "store/invitation_store.h"
#include "store/once_store.h"
#include "store/session_store.h"

#define SKEW_SECONDS 60
#define BATCH 100
#define TIDY_ROWS 1000
#define TIDY_UPLOADS 200
#define EVERY_SECONDS 60 /* cron's */
#define SLICE_NS INT64_C(5000000000)

static enum err_kind check_clocks(const struct sweep *s, instant now,
				  struct err *e)
{
	seconds ahead;

	if (db_skew(s->db, s->arena, now, &ahead, e))
		return e->kind;
	if (ahead < -SKEW_SECONDS || ahead > SKEW_SECONDS)
		return err_set(e, ERR_BROKEN,
			       "the database's clock differs from ours by"
			       " %" PRId64 " seconds: nothing is done",
			       ahead);
	return ERR_NONE;
}

/* How far it got. */
struct progress {
	ticket_id after;
	int did; /* in the last batch */
	int batches;
	int64_t until; /* monotonic: enough for now */
	bool left;
	bool done;
};

/* What a pass does, batch after batch. */
typedef enum err_kind task(struct job *job, struct progress *p, struct err *e);

static enum err_kind sweep(struct job *job, struct progress *p, struct err *e)
{
	if (desk_sweep(job, BATCH, &p->did, e))
		return e->kind;
	p->done = p->did == 0;
	return ERR_NONE;
}

static enum err_kind rezone(struct job *job, struct progress *p, struct err *e)
{
	if (desk_rezone(job, &p->after, &p->did, e))
		return e->kind;
	p->done = p->after.n == 0;
	return ERR_NONE;
}

static enum err_kind tell_closing(struct job *job, struct progress *p,
				  struct err *e)
{
	if (desk_tell_closing(job, &p->did, &p->done, e))
		return e->kind;
	p->done = p->done || ++p->batches == LIMIT_CLOSING_BATCHES;
	return ERR_NONE;
}

/* Batches of which others had all tickets in hand, one after the other. */
#define MISSES 8

static enum err_kind apply(struct job *job, struct progress *p, struct err *e)
{
	if (desk_apply_step(job, &p->did, &p->left, e))
		return e->kind;
	p->batches = p->did > 0 ? 0 : p->batches + 1;
	p->done = !p->left || p->batches == MISSES ||
		  clock_monotonic_ns() >= p->until;
	p->left = p->left && p->batches < MISSES;
	return ERR_NONE;
}

static enum err_kind look_anew(struct job *job, struct progress *p,
			       struct err *e)
{
	if (desk_timed_step(job, &p->did, &p->left, e))
		return e->kind;
	p->done = !p->left || p->did == 0 || clock_monotonic_ns() >= p->until;
	p->left = p->left && p->did > 0;
	return ERR_NONE;
}

/* One batch, again while others are in its way. */
static enum err_kind batch(task *do_batch, struct job *job, struct progress *p,
			   struct err *e)
{
	for (int tries = 1;; tries++) {
		arena_reset(job->arena);
		err_clear(e);
		if (db_ready(job->db, e) == ERR_NONE &&
		    do_batch(job, p, e) == ERR_NONE)
			return ERR_NONE;
		if ((e->kind != ERR_BUSY && e->kind != ERR_UNSURE) ||
		    tries == LIMIT_TRIES)
			return e->kind;
		clock_sleep_ms(10 + rng_below(490));
	}
}

/* Batch after batch until it is done. */
static enum err_kind go_on(const struct sweep *s, task *do_batch, instant now,
			   struct progress *p, struct sweep_count *count,
			   struct err *e)
{
	struct apply_queue queue = { .n = 0 };
	struct job job = {
		.db = s->db,
		.arena = s->arena,
		.by = { .kind = ACTOR_SWEEPER, .via = VIA_SWEEP, .now = now },
		.lateness = &count->lateness,
		.queue = &queue,
	};

	rng_oid(job.by.request_id);
	while (!p->done && !*s->stop) {
		if (batch(do_batch, &job, p, e))
			return e->kind;
		count->tickets += p->did;
		count->batches += p->did > 0;
	}
	return ERR_NONE;
}

static enum err_kind do_all(const struct sweep *s, task *do_batch, instant now,
			    struct sweep_count *count, struct err *e)
{
	struct progress p = { .done = false };

	return go_on(s, do_batch, now, &p, count, e);
}

/*
 * As many as there are: a few seconds of them, then whatever fell due
 * meanwhile, by them or by itself.
 */
static enum err_kind in_slices(const struct sweep *s, task *do_batch,
			       instant now, struct sweep_count *count,
			       struct err *e)
{
	int64_t began = clock_monotonic_ns();
	struct progress p = { .left = true };

	while (p.left && !*s->stop) {
		int64_t at = clock_monotonic_ns();
		instant later = now + (at - began) / 1000000000;
		int64_t batches = count->batches;

		p = (struct progress){ .until = at + SLICE_NS };
		if (go_on(s, do_batch, later, &p, count, e) ||
		    ((p.left || count->batches > batches) &&
		     do_all(s, sweep, later, count, e)))
			return e->kind;
	}
	return ERR_NONE;
}

/*
 * Files that no message took, and one of their folders: all of them in a few
 * hours. A disk that is away holds no promise up.
 */
static void tidy_files(const struct sweep *s, instant now)
{
	struct job job = {
		.db = s->db,
		.arena = s->arena,
		.by = { .kind = ACTOR_SWEEPER, .via = VIA_SWEEP, .now = now },
	};
	struct err e = { 0 };
	int uploads = 0, files = 0;

	arena_reset(s->arena);
	if (desk_tidy_uploads(&job, s->blob_dir, TIDY_UPLOADS, &uploads, &e) ||
	    desk_tidy_files(&job, s->blob_dir,
			    (int)(now / EVERY_SECONDS % BLOB_FOLDERS), &files,
			    &e))
		log_event(e.kind == ERR_BROKEN ? LOG_ERROR : LOG_WARN,
			  "files_not_tidied", LOG_PAIRS(LOG_S("why", e.msg)));
	if (uploads + files > 0)
		log_event(LOG_INFO, "files_tidied",
			  LOG_PAIRS(LOG_N("uploads", uploads),
				    LOG_N("files", files)));
}

/* What has expired; a backlog goes in several passes. */
static enum err_kind tidy(const struct sweep *s, instant now, struct err *e)
{
	if (*s->stop)
		return ERR_NONE;
	if (session_store_tidy(s->db, now, TIDY_ROWS, e) ||
	    once_store_tidy(s->db, now, TIDY_ROWS, e) ||
	    invitation_store_tidy(s->db, now, TIDY_ROWS, e))
		return err_wrap(e, "tidy");
	if (s->spool_dir)
		folder_tidy(s->spool_dir, ".csv", now - LIMIT_SPOOL_SECONDS);
	if (s->blob_dir)
		tidy_files(s, now);
	return ERR_NONE;
}

/* All was seen to: say so. */
static enum err_kind beat(const struct sweep *s, instant now, struct err *e)
{
	const struct beat b = { .last = now,
				.every = s->every ? s->every : EVERY_SECONDS };

	return *s->stop ? ERR_NONE : beat_store_set(s->db, &b, e);
}

/* The next pass goes on where people were in the way. */
static enum err_kind tell_all(const struct sweep *s, instant now,
			      struct sweep_count *count, struct err *e)
{
	if (do_all(s, tell_closing, now, count, e) != ERR_BUSY &&
	    e->kind != ERR_UNSURE)
		return e->kind;
	log_event(LOG_WARN, "closing_not_told",
		  LOG_PAIRS(LOG_S("why", e->msg)));
	err_clear(e);
	return db_ready(s->db, e);
}

enum err_kind sweep_pass(const struct sweep *s, instant now,
			 struct sweep_count *count, struct err *e)
{
	int64_t began = clock_monotonic_ns();

	*count = (struct sweep_count){ .lateness.began_ns = began };
	arena_reset(s->arena);
	if (db_ready(s->db, e) || check_clocks(s, now, e) ||
	    do_all(s, rezone, now, count, e) ||
	    do_all(s, sweep, now, count, e) || tell_all(s, now, count, e) ||
	    in_slices(s, apply, now, count, e) ||
	    in_slices(s, look_anew, now, count, e) || tidy(s, now, e) ||
	    beat(s, now, e))
		return err_wrap(e, "sweep");
	count->ms = (clock_monotonic_ns() - began) / 1000000;
	return ERR_NONE;
}
