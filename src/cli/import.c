#include "cli/import.h"

#include <inttypes.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/str.h"
#include "cli/connect.h"
#include "cli/directory.h"
#include "cli/incidents.h"

/* One way through the file; another follows when the database was away. */
struct pass {
	struct db *db;
	struct arena *a; /* of a batch */
	struct import *import;
	struct directory *dir;
	struct incidents *in;
	struct job job;
	struct import_ticket tickets[IMPORT_BATCH];
	size_t n;
	bool more;
	bool first; /* the first way through says what is wrong with rows */
	struct import_totals *totals;
};

static void print_reports(const struct pass *p, const struct incident *i)
{
	for (const struct incident_report *r = i->reports; r; r = r->next) {
		(void)fprintf(stderr, "line %" PRId64 ": %s\n", r->line,
			      r->text);
		p->totals->reports++;
	}
}

/* Up to a batch of incidents; people they need are made in one transaction. */
static enum err_kind read_batch(struct pass *p, struct err *e)
{
	struct incident i;

	p->n = 0;
	if (db_ready(p->db, e) || db_begin(p->db, e))
		return e->kind;
	while (p->n < IMPORT_BATCH && p->more) {
		if (incidents_next(p->in, p->dir, p->a, &i, &p->more, e)) {
			db_rollback(p->db);
			return e->kind;
		}
		if (p->first)
			print_reports(p, &i);
		if (i.rows)
			p->tickets[p->n++] = i.ticket;
	}
	if (db_commit(p->db, e))
		db_rollback(p->db);
	return e->kind;
}

static void count_batch(struct pass *p, int64_t events)
{
	p->totals->events += events;
	for (size_t i = 0; i < p->n; i++) {
		const struct import_ticket *t = &p->tickets[i];

		p->totals->tickets += t->outcome == IMPORT_NEW;
		p->totals->known += p->first && t->outcome == IMPORT_KNOWN;
		if (t->outcome != IMPORT_BAD)
			continue;
		p->totals->refused++;
		(void)fprintf(stderr, "%s: %s\n", t->key, t->reason);
	}
}

/* On one line of a terminal, or now and then a line in a file. */
static void show_progress(const struct import_totals *t, int64_t began,
			  bool done)
{
	static int64_t shown;
	int64_t now = clock_monotonic_ns();
	bool terminal = isatty(STDERR_FILENO);
	int64_t wait = terminal ? INT64_C(200000000) : INT64_C(5000000000);
	int64_t ms = (now - began) / 1000000;

	if (!done && now - shown < wait)
		return;
	shown = now;
	(void)fprintf(stderr,
		      "%s%" PRId64 " incidents, %" PRId64
		      " events stored, %" PRId64 " events/s%s",
		      terminal ? "\r" : "", t->tickets, t->events,
		      t->events * 1000 / (ms > 0 ? ms : 1),
		      terminal && !done ? "" : "\n");
}

static enum err_kind run_pass(struct pass *p, const char *path, seconds shift,
			      int64_t progress_since, struct err *e)
{
	p->more = true;
	if (db_ready(p->db, e) || directory_reload(p->dir, e) ||
	    incidents_open(path, shift, &p->in, e))
		return e->kind;
	while (p->more && !e->kind) {
		int64_t events = 0;

		arena_reset(p->a);
		if (read_batch(p, e) ||
		    (p->n && desk_import(p->import, &p->job, p->tickets, p->n,
					 &events, e)))
			break;
		count_batch(p, events);
		if (progress_since)
			show_progress(p->totals, progress_since, false);
	}
	incidents_close(&p->in);
	return e->kind;
}

enum err_kind import_incidents(struct db *db, const char *path, seconds shift,
			       bool progress, struct import_totals *totals,
			       struct err *e)
{
	int64_t began = clock_monotonic_ns();
	struct pass p = { .db = db, .first = true, .totals = totals };

	memset(totals, 0, sizeof(*totals));
	p.job.by.kind = ACTOR_IMPORT;
	p.job.by.via = VIA_IMPORT;
	p.job.by.now = clock_now();
	if (directory_new(db, p.job.by.now, &p.dir, e))
		return e->kind;
	p.a = arena_new();
	p.job.db = db;
	p.job.arena = p.a;
	p.import = desk_import_new();
	for (int try = 1;; try++) {
		err_clear(e);
		if (!run_pass(&p, path, shift, progress ? began : 0, e) ||
		    (e->kind != ERR_BUSY && e->kind != ERR_UNSURE) ||
		    try == LIMIT_TRIES)
			break;
		db_rollback(db);
		p.first = false;
		clock_sleep_ms(500 * try);
	}
	if (progress)
		show_progress(totals, began, true);
	desk_import_free(&p.import);
	directory_free(&p.dir);
	arena_free(p.a);
	return e->kind;
}

seconds import_shift_to_last_week(instant latest, instant now)
{
	/* 1970-01-01 was a Thursday: this week began on a Monday. */
	instant monday = now - (now + 3 * DAY_SECONDS) % WEEK_SECONDS;
	seconds whole = (monday - 1 - latest) / WEEK_SECONDS * WEEK_SECONDS;

	return monday - 1 < latest ? whole - WEEK_SECONDS : whole;
}

static int usage(void)
{
	(void)fputs("usage: duedesk import incidents FILE"
		    " [--shift-weeks N]\n",
		    stderr);
	return 2;
}

int import_command(int argc, char **argv)
{
	struct err e = { 0 };
	struct import_totals t;
	struct conf conf;
	struct db *db;
	int64_t weeks = 0;

	if ((argc != 3 && argc != 5) || !str_eq(argv[1], "incidents"))
		return usage();
	if (argc == 5 && (!str_eq(argv[3], "--shift-weeks") ||
			  !str_to_i64(argv[4], -5200, 5200, &weeks)))
		return usage();
	if (connect_ready(&conf, &db, &e))
		return connect_failed("import", &e);
	if (import_incidents(db, argv[2], weeks * WEEK_SECONDS, true, &t, &e))
		(void)err_wrap(&e, "%s", argv[2]);
	db_close(&db);
	(void)printf("%" PRId64 " incidents stored, %" PRId64
		     " known before, %" PRId64 " refused; %" PRId64
		     " events; %" PRId64 " rows reported\n",
		     t.tickets, t.known, t.refused, t.events, t.reports);
	return e.kind ? connect_failed("import", &e) : 0;
}
