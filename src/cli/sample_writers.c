#include "cli/sample_writers.h"

#include <inttypes.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "cli/connect.h"
#include "cli/crew.h"
#include "cli/sample_story.h"

enum {
	BLOCK = 200, /* tickets of one transaction */
	CODE_TRIES = 5,
};

/* ---- One process ---------------------------------------------------------
 */

struct writer {
	const struct sample_work *work;
	struct db *db;
	struct arena *a; /* of a block */
	struct import *import;
	struct job job;
	struct history_ticket tickets[BLOCK];
};

/* A block of tickets, from ${first} of the run on. */
struct block {
	int64_t first, n;
};

static struct history_ids ids_of(const struct history_run *run,
				 const struct block *b)
{
	int64_t at = b->first * SAMPLE_IDS_PER_TICKET;

	return (struct history_ids){
		.clock = run->ids.clock + at,
		.verdict = run->ids.verdict + at,
		.message = run->ids.message + at,
		.attachment = run->ids.attachment + at,
		.n = b->n * SAMPLE_IDS_PER_TICKET,
	};
}

static bool is_passing(enum err_kind kind)
{
	return kind == ERR_BUSY || kind == ERR_UNSURE;
}

static enum err_kind is_there(struct writer *w, const struct block *b,
			      bool *there, struct err *e)
{
	ticket_id id = { w->work->cast->run.ids.ticket + b->first };

	return history_store_has(w->db, w->a, id, there, e);
}

/* All its tickets, or none. */
static enum err_kind write_once(struct writer *w, const struct block *b,
				unsigned salt, struct history_count *made,
				struct err *e)
{
	const struct cast *c = w->work->cast;
	struct history_ids ids = ids_of(&c->run, b);

	arena_reset(w->a);
	if (db_ready(w->db, e))
		return e->kind;
	for (int64_t i = 0; i < b->n; i++)
		sample_story_tell(c, w->work->plan, b->first + i, salt, w->a,
				  &w->tickets[i]);
	return desk_history(w->import, &w->job, w->tickets, (size_t)b->n, &ids,
			    made, e);
}

/* Until it is there: after a lost answer it may be. */
static enum err_kind write_block(struct writer *w, const struct block *b,
				 struct history_count *made, struct err *e)
{
	bool there = false, look = w->work->again;
	unsigned salt = 0;

	for (int try = 1;; try++) {
		*made = (struct history_count){ 0 };
		err_clear(e);
		if (look && (db_ready(w->db, e) || is_there(w, b, &there, e)))
			goto failed;
		if (there) {
			made->tickets = b->n;
			return ERR_NONE;
		}
		if (write_once(w, b, salt, made, e) == ERR_NONE)
			return ERR_NONE;
	failed:
		if (e->kind == ERR_CONFLICT && salt < CODE_TRIES) {
			salt++; /* somebody's ticket has such a code */
			continue;
		}
		if (!is_passing(e->kind) || try == LIMIT_TRIES)
			return e->kind;
		look = true;
		db_rollback(w->db);
		clock_sleep_ms(200 * try);
	}
}

static enum err_kind write_blocks(struct writer *w, int number, int to,
				  struct err *e)
{
	int64_t all = w->work->cast->run.tickets;
	int64_t step = (int64_t)w->work->jobs * BLOCK;

	for (int64_t i = (int64_t)number * BLOCK; i < all; i += step) {
		struct block b = { i, all - i < BLOCK ? all - i : BLOCK };
		struct history_count made;

		if (write_block(w, &b, &made, e))
			return e->kind;
		if (write(to, &made, sizeof(made)) != (ssize_t)sizeof(made))
			return err_set(e, ERR_BUSY, "nobody listens any more");
	}
	return ERR_NONE;
}

/* The life of a process; returns its exit status. */
static int be_writer(const void *order, int number, int to)
{
	const struct sample_work *work = order;
	struct writer *w = calloc(1, sizeof(*w));
	struct err e = { 0 };
	struct conf conf;

	if (!w)
		err_no_memory();
	w->work = work;
	if (connect_admin(&conf, &w->db, &e) == ERR_NONE) {
		w->a = arena_new();
		w->import = desk_import_new();
		w->job.db = w->db;
		w->job.arena = w->a;
		w->job.by.kind = ACTOR_IMPORT;
		w->job.by.via = VIA_IMPORT;
		w->job.by.now = work->cast->run.until;
		(void)write_blocks(w, number, to, &e);
		desk_import_free(&w->import);
		arena_free(w->a);
		db_close(&w->db);
	}
	free(w);
	return e.kind ? connect_failed("sample", &e) : 0;
}

/* ---- All of them ---------------------------------------------------------
 */

struct progress {
	const struct sample_work *work;
	int64_t began, shown;
	struct history_count *made;
	int64_t written; /* tickets, without those that were there */
};

static void show(struct progress *p, bool done)
{
	const struct history_count *m = p->made;
	int64_t now = clock_monotonic_ns(), all = p->work->cast->run.tickets;
	bool terminal = isatty(STDERR_FILENO);
	int64_t wait = terminal ? INT64_C(200000000) : INT64_C(10000000000);
	int64_t ms = (now - p->began) / 1000000 + 1;
	int64_t rate = p->written * 1000 / ms;
	int64_t left = rate > 0 ? (all - m->tickets) / rate : 0;

	if (!done && now - p->shown < wait)
		return;
	p->shown = now;
	(void)fprintf(stderr,
		      "%s%" PRId64 " of %" PRId64 " tickets, %" PRId64
		      " tickets/s, %" PRId64 ":%02" PRId64 " left %s",
		      terminal ? "\r" : "", m->tickets, all, rate, left / 60,
		      left % 60, terminal && !done ? "" : "\n");
}

static void count(void *cookie, const void *word)
{
	const struct history_count *some = word;
	struct progress *p = cookie;

	p->made->tickets += some->tickets;
	p->made->events += some->events;
	p->made->messages += some->messages;
	p->made->clocks += some->clocks;
	p->written += some->events > 0 ? some->tickets : 0;
	show(p, false);
}

enum err_kind sample_writers_run(const struct sample_work *work,
				 struct history_count *made, struct err *e)
{
	struct progress p = { .work = work,
			      .made = made,
			      .began = clock_monotonic_ns() };
	const struct crew_order crew = {
		.jobs = work->jobs,
		.live = be_writer,
		.work = work,
		.word = sizeof(*made),
		.listen = count,
		.cookie = &p,
	};
	enum err_kind kind;

	*made = (struct history_count){ 0 };
	kind = crew_run(&crew, e);
	show(&p, true);
	return kind;
}
