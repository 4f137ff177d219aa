#include "cli/sample_fill.h"

#include <inttypes.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/zone.h"
#include "cli/connect.h"
#include "cli/sample_files.h"
#include "cli/sample_writers.h"
#include "store/desk_store.h"

const char sample_fill_help[] =
	"\"load\" makes a company with people, hours, levels and a year of "
	"real\n"
	"incidents; --sign-ins names the file for the passwords that are "
	"drawn.\n"
	"\n"
	"\"--tickets N\" makes up a history of N tickets in this desk and "
	"stores it: "
	"customers\n"
	"and companies, agents on their shifts, questions and answers, notes,\n"
	"tags, postponements, reopenings, with promises kept and broken, all "
	"of\n"
	"it counted by the code that counts real tickets. The departments,\n"
	"agents and levels that the desk has take part; what is missing is "
	"made.\n"
	"\n"
	"  --tickets N      how many, 1 to 50,000,000\n"
	"  --seed S         which of all histories (1): the same seed, "
	"instant\n"
	"                   and numbers give the same rows\n"
	"  --until INSTANT  when it ends, as 2026-11-22T12:00:00Z (now)\n"
	"  --days D         how long it is (a year; less for a small one)\n"
	"  --open SHARE     how many are open at its end: 25%, or a number "
	"(25%)\n"
	"  --departments N  in how many departments (3 to 12, by size)\n"
	"  --agents N       how many agents are made (by size)\n"
	"  --customers N    how many customers are made (one for 8 tickets)\n"
	"  --jobs N         processes that write (2)\n"
	"\n"
	"Interrupted, it says what stands; the same command goes on from "
	"there.\n"
	"Nothing is ever taken out again, so do this on a desk to try things "
	"on.\n";

enum option {
	TICKETS,
	SEED,
	DAYS,
	DEPARTMENTS,
	AGENTS,
	CUSTOMERS,
	JOBS,
	OPTIONS
};

static const struct {
	const char *name;
	int64_t max;
} options[OPTIONS] = {
	[TICKETS] = { "--tickets", 50000000 },
	[SEED] = { "--seed", 1000000000 },
	[DAYS] = { "--days", 3650 },
	[DEPARTMENTS] = { "--departments", CAST_DEPARTMENTS },
	[AGENTS] = { "--agents", CAST_AGENTS },
	[CUSTOMERS] = { "--customers", 5000000 },
	[JOBS] = { "--jobs", 16 },
};

/* What was asked for; 0 or NULL: not said. */
struct wish {
	int64_t n[OPTIONS];
	const char *open;
	instant until;
};

/* ---- What was typed ------------------------------------------------------
 */

static bool take_number(struct wish *w, const char *name, const char *value,
			struct err *e)
{
	for (int i = 0; i < OPTIONS; i++) {
		if (!str_eq(name, options[i].name))
			continue;
		if (!str_to_i64(value, 1, options[i].max, &w->n[i]))
			(void)err_set(e, ERR_INVALID,
				      "%s takes a number from 1 to %" PRId64,
				      name, options[i].max);
		return true;
	}
	return false;
}

static enum err_kind take_option(struct wish *w, const char *name,
				 const char *value, struct err *e)
{
	if (!value)
		return err_set(e, ERR_INVALID, "%s needs a value", name);
	if (take_number(w, name, value, e))
		return e->kind;
	if (str_eq(name, "--open")) {
		w->open = value;
		return ERR_NONE;
	}
	if (!str_eq(name, "--until"))
		return err_set(e, ERR_INVALID, "there is no option %s", name);
	if (!instant_parse(value, strlen(value), &w->until))
		return err_set(e, ERR_INVALID,
			       "--until takes an instant, as"
			       " 2026-11-22T12:00:00Z");
	return ERR_NONE;
}

static enum err_kind read_wish(struct wish *w, int argc, char **argv,
			       struct err *e)
{
	*w = (struct wish){ .until = INSTANT_NONE };
	for (int i = 1; i < argc; i += 2)
		if (take_option(w, argv[i], argv[i + 1], e))
			return e->kind;
	if (w->n[TICKETS] == 0)
		return err_set(e, ERR_INVALID, "--tickets is missing");
	if (w->until > clock_now())
		return err_set(e, ERR_INVALID, "--until lies ahead");
	return ERR_NONE;
}

/* "25%" or "250000" */
static enum err_kind read_open(const char *text, int64_t tickets, int64_t *open,
			       struct err *e)
{
	size_t n = text ? strlen(text) : 0;
	char number[8];
	int64_t percent;

	if (!text) {
		*open = tickets / 4;
		return ERR_NONE;
	}
	if (n > 1 && n < sizeof(number) && text[n - 1] == '%') {
		memcpy(number, text, n - 1);
		number[n - 1] = '\0';
		if (str_to_i64(number, 0, 100, &percent)) {
			*open = tickets * percent / 100;
			return ERR_NONE;
		}
	} else if (str_to_i64(text, 0, tickets, open)) {
		return ERR_NONE;
	}
	return err_set(
		e, ERR_INVALID,
		"--open takes 0%% to 100%%, or a number up to --tickets");
}

/* ---- A new history, or one that stopped ----------------------------------
 */

static bool differs(int64_t wish, int64_t is)
{
	return wish != 0 && wish != is;
}

/* Nothing said now contradicts what it was begun with. */
static enum err_kind check_same(const struct wish *w,
				const struct history_run *run, struct err *e)
{
	int64_t open = run->open;
	char at[INSTANT_TEXT];

	if (w->open && read_open(w->open, w->n[TICKETS], &open, e))
		return e->kind;
	if (w->n[TICKETS] != run->tickets || open != run->open ||
	    differs(w->n[SEED], run->seed) || differs(w->n[DAYS], run->days) ||
	    differs(w->n[DEPARTMENTS], run->departments) ||
	    differs(w->n[AGENTS], run->agents) ||
	    differs(w->n[CUSTOMERS], run->customers) ||
	    (w->until != INSTANT_NONE && w->until != run->until))
		return err_set(e, ERR_CONFLICT,
			       "another one was begun; end it first: duedesk"
			       " sample --tickets %" PRId64 " --seed %" PRId64
			       " --until %s",
			       run->tickets, run->seed,
			       instant_text(run->until, at));
	return ERR_NONE;
}

static enum err_kind make_run(struct db *db, struct arena *a,
			      const struct wish *w,
			      const struct sample_words *words,
			      struct history_run *run, struct err *e)
{
	*run = (struct history_run){
		.seed = w->n[SEED] ? w->n[SEED] : 1,
		.tickets = w->n[TICKETS],
		.until = w->until == INSTANT_NONE ? clock_now() : w->until,
		.days = w->n[DAYS],
		.departments = w->n[DEPARTMENTS],
		.agents = w->n[AGENTS],
		.customers = w->n[CUSTOMERS],
	};
	sample_cast_defaults(run);
	if (read_open(w->open, run->tickets, &run->open, e))
		return e->kind;
	run->ids.people = run->agents + run->customers;
	run->ids.tickets = run->tickets;
	run->ids.per_ticket = SAMPLE_IDS_PER_TICKET;
	if (history_store_set_aside(db, a, &run->ids, e) || db_begin(db, e))
		return e->kind;
	if (sample_cast_make(db, a, words, run, run->until, e) ||
	    history_store_begin(db, run, e) || db_commit(db, e))
		db_rollback(db);
	return e->kind;
}

/* *done: there is nothing to do. */
static enum err_kind find_run(struct db *db, struct arena *a,
			      const struct wish *w,
			      const struct sample_words *words,
			      struct history_run *run, bool *again, bool *done,
			      struct err *e)
{
	int64_t seed = w->n[SEED] ? w->n[SEED] : 1;
	struct err none = { 0 };

	*again = *done = false;
	if (history_store_unfinished(db, a, run, &none) == ERR_NONE) {
		*again = true;
		return check_same(w, run, e);
	}
	if (none.kind == ERR_NOT_FOUND) {
		err_clear(&none);
		if (history_store_find(db, a, seed, run, &none) == ERR_NONE) {
			*done = true;
			return check_same(w, run, e);
		}
	}
	if (none.kind != ERR_NOT_FOUND) {
		*e = none;
		return e->kind;
	}
	return make_run(db, a, w, words, run, e);
}

/* ---- Writing it ----------------------------------------------------------
 */

static void report(const struct history_run *run,
		   const struct history_count *made, int64_t began)
{
	int64_t ms = (clock_monotonic_ns() - began) / 1000000 + 1;

	(void)printf("%" PRId64 " tickets (%" PRId64 " open), %" PRId64
		     " events, %" PRId64 " messages, %" PRId64
		     " promises in %" PRId64 ".%" PRId64 " s\n",
		     run->tickets, run->open, made->events, made->messages,
		     made->clocks, ms / 1000, ms % 1000 / 100);
}

/* What is there after all; that the writers failed is known. */
static enum err_kind say_what_stands(const struct history_run *run,
				     struct err *e)
{
	struct arena *a = arena_new();
	struct err local = { 0 };
	struct conf conf;
	struct db *db;
	int64_t n;
	ticket_id first = { run->ids.ticket };

	if (connect_admin(&conf, &db, &local) == ERR_NONE) {
		if (history_store_count(db, a, first, run->tickets, &n,
					&local) == ERR_NONE)
			(void)err_set(e, e->kind,
				      "%" PRId64 " of %" PRId64 " tickets"
				      " stand, each whole; the same command"
				      " goes on from there",
				      n, run->tickets);
		db_close(&db);
	}
	arena_free(a);
	return e->kind;
}

static enum err_kind mark_done(int64_t seed, struct err *e)
{
	enum err_kind kind;
	struct conf conf;
	struct db *db;

	if (connect_admin(&conf, &db, e))
		return e->kind;
	kind = history_store_done(db, seed, e);
	db_close(&db);
	return kind;
}

static enum err_kind prepare(struct arena *a, const struct wish *w,
			     struct cast *cast, struct sample_plan **plan,
			     bool *again, bool *done, struct err *e)
{
	struct sample_words *words = ARENA_NEW(a, struct sample_words);
	struct desk_settings settings;
	struct history_run run;
	const struct zone *zone;
	struct conf conf;
	struct db *db;

	if (sample_words_read(a, words, e) || connect_ready(&conf, &db, e))
		return e->kind;
	if (find_run(db, a, w, words, &run, again, done, e) ||
	    desk_store_find(db, a, &settings, e) ||
	    zone_find(settings.zone, &zone, e) ||
	    sample_cast_learn(db, a, words, &run, cast, e) ||
	    sample_files_make(db, a, &conf, cast, e))
		db_rollback(db);
	else
		*plan = sample_plan_new(a, &run, zone);
	db_close(&db);
	return e->kind;
}

static enum err_kind fill(struct arena *a, const struct wish *w, struct err *e)
{
	int64_t began = clock_monotonic_ns();
	struct sample_work work = { 0 };
	struct history_count made;
	struct sample_plan *plan = NULL;
	struct cast cast;
	bool done = false;

	if (prepare(a, w, &cast, &plan, &work.again, &done, e))
		return e->kind;
	if (done) {
		(void)printf("these %" PRId64 " tickets are there already\n",
			     cast.run.tickets);
		return ERR_NONE;
	}
	work.cast = &cast;
	work.plan = plan;
	work.jobs = w->n[JOBS] ? (int)w->n[JOBS] : 2;
	if (sample_writers_run(&work, &made, e))
		return say_what_stands(&cast.run, e);
	if (mark_done(cast.run.seed, e))
		return e->kind;
	report(&cast.run, &made, began);
	return ERR_NONE;
}

int sample_fill(int argc, char **argv)
{
	struct err e = { 0 };
	struct wish wish;
	struct arena *a;

	if (read_wish(&wish, argc, argv, &e)) {
		(void)connect_failed("sample", &e);
		return 2;
	}
	a = arena_new();
	(void)fill(a, &wish, &e);
	arena_free(a);
	if (!e.kind)
		return 0;
	(void)connect_failed("sample", &e);
	return e.kind == ERR_INVALID ? 2 : 1;
}
