#include "cli/check_crew.h"

#include <signal.h>
#include <unistd.h>

#include "base/blob.h"
#include "base/clock.h"
#include "base/limits.h"
#include "cli/check_files.h"
#include "cli/connect.h"
#include "cli/crew.h"

enum {
	BATCH = 400,        /* tickets of one moment */
	PARTS_PER_JOB = 16, /* of all ids: who is done takes no other's */
};

_Static_assert(sizeof(struct check_word) <= CREW_WORD, "a pipe takes it whole");

/* ---- One process ---------------------------------------------------------
 */

struct checker {
	const struct check_order *order;
	struct conf conf;
	struct desk_check check;
	int64_t told_tickets, told_events, told_clocks, told_elsewhere;
	int to;
	bool deaf; /* nobody listens */
};

static void copy(char *to, size_t size, const char *from)
{
	(void)snprintf(to, size, "%s", from);
}

static void say(struct checker *k, const struct check_word *word)
{
	if (write(k->to, word, sizeof(*word)) != (ssize_t)sizeof(*word))
		k->deaf = true;
}

static void tell(void *cookie, const struct check_finding *f)
{
	struct check_word word;

	memset(&word, 0, sizeof(word));
	copy(word.kind, sizeof(word.kind), f->kind);
	copy(word.code, sizeof(word.code), f->code);
	copy(word.what, sizeof(word.what), f->what);
	copy(word.stands, sizeof(word.stands), f->stands);
	copy(word.should, sizeof(word.should), f->should);
	say(cookie, &word);
}

static void tell_progress(struct checker *k, int64_t orphans)
{
	struct check_word word;

	memset(&word, 0, sizeof(word));
	word.tickets = k->check.tickets - k->told_tickets;
	word.events = k->check.events - k->told_events;
	word.clocks = k->check.clocks - k->told_clocks;
	word.elsewhere = k->check.elsewhere - k->told_elsewhere;
	word.orphans = orphans;
	k->told_tickets = k->check.tickets;
	k->told_events = k->check.events;
	k->told_clocks = k->check.clocks;
	k->told_elsewhere = k->check.elsewhere;
	say(k, &word);
}

/* After a while, when the database was busy; nothing was told before it
 * failed, for what is told comes after all reading of a batch. */
static enum err_kind check_range(struct checker *k,
				 const struct check_range *range, struct err *e)
{
	for (int try = 1;; try++) {
		arena_reset(k->check.arena);
		err_clear(e);
		if (db_ready(k->check.db, e) == ERR_NONE &&
		    desk_check_tickets(&k->check, range, e) == ERR_NONE)
			break;
		if (e->kind != ERR_BUSY || try == LIMIT_TRIES)
			return e->kind;
		clock_sleep_ms(200 * try);
	}
	tell_progress(k, 0);
	return ERR_NONE;
}

/* Some ids, batch by batch. */
static enum err_kind check_part_of_ids(struct checker *k, int64_t from,
				       int64_t until, struct err *e)
{
	while (from <= until && !k->deaf) {
		struct check_range range = { from, until };

		arena_reset(k->check.arena);
		if (check_store_end(k->check.db, k->check.arena, from - 1,
				    BATCH, until, &range.until, e) ||
		    check_range(k, &range, e))
			return e->kind;
		if (range.until == INT64_MAX)
			break;
		from = range.until + 1;
	}
	return ERR_NONE;
}

static enum err_kind check_ids(struct checker *k, int number, struct err *e)
{
	const struct check_order *o = k->order;
	int64_t parts = (int64_t)o->jobs * PARTS_PER_JOB;
	struct check_range all;
	int64_t step;

	if (o->range.from > 0)
		return number == 0 ? check_range(k, &o->range, e) : ERR_NONE;
	if (check_store_bounds(k->check.db, k->check.arena, &all, e))
		return e->kind;
	step = (all.until - all.from) / parts + 1;
	for (int64_t i = number; i < parts; i += o->jobs) {
		int64_t from = i == 0 ? 0 : all.from + i * step;
		int64_t until = i == parts - 1 ? INT64_MAX
					       : all.from + (i + 1) * step - 1;

		if (check_part_of_ids(k, from, until, e))
			return e->kind;
	}
	return ERR_NONE;
}

static enum err_kind check_rest(struct checker *k, int number, struct err *e)
{
	const struct check_order *o = k->order;

	for (int i = number; i < BLOB_FOLDERS && !k->deaf; i += o->jobs) {
		int64_t orphans = 0;

		if (check_files_folder(&k->check, k->conf.blob_dir, i, o->quick,
				       o->now, &orphans, e))
			return e->kind;
		tell_progress(k, orphans);
	}
	arena_reset(k->check.arena);
	return number == 0 ? desk_check_rest(&k->check, o->now, o->quick, e)
			   : ERR_NONE;
}

/* Without a limit for a statement: whole tables are read. */
static enum err_kind connect_patiently(struct checker *k, struct err *e)
{
	enum err_kind kind;
	struct db *db;

	if (connect_admin(&k->conf, &db, e))
		return e->kind;
	kind = db_again(db, &k->check.db, e);
	db_close(&db);
	return kind;
}

static int be_checker(const void *work, int number, int to)
{
	const struct check_order *order = work;
	struct checker k = { .order = order, .to = to };
	struct err e = { 0 };

	(void)signal(SIGPIPE, SIG_IGN);
	if (connect_patiently(&k, &e))
		return connect_failed("check", &e);
	k.check.arena = arena_new();
	k.check.each = tell;
	k.check.cookie = &k;
	k.check.now = order->now;
	if (check_ids(&k, number, &e) == ERR_NONE && order->rest)
		(void)check_rest(&k, number, &e);
	arena_free(k.check.arena);
	db_close(&k.check.db);
	return e.kind ? connect_failed("check", &e) : 0;
}

/* ---- All of them ---------------------------------------------------------
 */

struct audience {
	check_listen *listen;
	void *cookie;
};

static void pass_on(void *cookie, const void *word)
{
	const struct audience *a = cookie;

	a->listen(a->cookie, word);
}

enum err_kind check_crew_run(const struct check_order *order,
			     check_listen *listen, void *cookie, struct err *e)
{
	struct audience a = { listen, cookie };
	const struct crew_order crew = {
		.jobs = order->jobs,
		.live = be_checker,
		.work = order,
		.word = sizeof(struct check_word),
		.listen = pass_on,
		.cookie = &a,
	};

	return crew_run(&crew, e);
}
