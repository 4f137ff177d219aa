#include "cli/check.h"

#include <inttypes.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/json_out.h"
#include "base/str.h"
#include "cli/check_crew.h"
#include "cli/connect.h"

const char check_help[] =
	"Derives every promise, verdict and ticket again from its events and\n"
	"compares it with what is stored; looks whether messages, marks, "
	"steps,\n"
	"tags, names, files, sessions and reports agree. Changes nothing, and\n"
	"may run while people work.\n"
	"\n"
	"  --quick        leave out what reads whole tables, and do not read\n"
	"                 files: only whether they are there, and their size\n"
	"  --ticket CODE  look at this ticket alone\n"
	"  --all          print every finding, not 20 of a kind at most\n"
	"  --json         print findings as JSON, one object a line\n"
	"  --jobs N       processes (2)\n"
	"\n"
	"Each finding is one line: its kind (mostly table and column), the\n"
	"ticket, which part of it, what stands there, what it should be. At "
	"the\n"
	"end they are counted by kind. Exit status: 0, nothing found; 1,\n"
	"something found; 2, it could not look at everything.\n";

enum {
	KINDS_MAX = 300,
	LINES_OF_A_KIND = 20,
};

struct kind {
	char name[40];
	int64_t n;
};

/* What was found, and how we show it. */
struct result {
	bool all, json, terminal;
	struct kind kinds[KINDS_MAX];
	size_t nkinds;
	int64_t findings, tickets, events, clocks, elsewhere, orphans;
	int64_t expected; /* tickets */
	int64_t began, shown;
};

/* ---- What is found -------------------------------------------------------
 */

static struct kind *kind_of(struct result *r, const char *name)
{
	for (size_t i = 0; i < r->nkinds; i++)
		if (str_eq(r->kinds[i].name, name))
			return &r->kinds[i];
	if (r->nkinds == KINDS_MAX)
		return &r->kinds[KINDS_MAX - 1];
	(void)snprintf(r->kinds[r->nkinds].name,
		       sizeof(r->kinds[r->nkinds].name), "%s", name);
	return &r->kinds[r->nkinds++];
}

static void print_json(const struct check_word *w)
{
	struct sbuf line = SBUF_INIT(4096);
	struct json_out j = JSON_OUT(&line);

	json_out_object(&j, NULL);
	json_out_str(&j, "kind", w->kind);
	json_out_str(&j, "ticket", w->code);
	json_out_str(&j, "what", w->what);
	json_out_str(&j, "stands", w->stands);
	json_out_str(&j, "should", w->should);
	json_out_end_object(&j);
	(void)puts(sbuf_text(&line));
	sbuf_release(&line);
}

static void print_finding(const struct check_word *w)
{
	(void)printf("%s\t%s\t%s\t%s\tshould be %s\n", w->kind, w->code,
		     w->what[0] ? w->what : "-",
		     w->stands[0] ? w->stands : "(empty)",
		     w->should[0] ? w->should : "(empty)");
}

static void show_progress(struct result *r, bool done)
{
	int64_t now = clock_monotonic_ns();
	int64_t ms = (now - r->began) / 1000000 + 1;

	if (!r->terminal || (!done && now - r->shown < 200000000))
		return;
	r->shown = now;
	(void)fprintf(stderr,
		      "\r%" PRId64 " of about %" PRId64 " tickets, %" PRId64
		      " tickets/s, %" PRId64 " findings %s",
		      r->tickets, r->expected, r->tickets * 1000 / ms,
		      r->findings, done ? "\n" : "");
}

static void take(void *cookie, const struct check_word *w)
{
	struct result *r = cookie;
	struct kind *k;

	r->tickets += w->tickets;
	r->events += w->events;
	r->clocks += w->clocks;
	r->elsewhere += w->elsewhere;
	r->orphans += w->orphans;
	if (w->kind[0]) {
		k = kind_of(r, w->kind);
		k->n++;
		r->findings++;
		if (r->all || k->n <= LINES_OF_A_KIND) {
			if (r->json)
				print_json(w);
			else
				print_finding(w);
		}
	}
	show_progress(r, false);
}

static int by_name(const void *a, const void *b)
{
	const struct kind *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* On standard error where standard output is for machines. */
static void print_summary(struct result *r)
{
	FILE *to = r->json ? stderr : stdout;
	int64_t ms = (clock_monotonic_ns() - r->began) / 1000000 + 1;

	show_progress(r, true);
	qsort(r->kinds, r->nkinds, sizeof(r->kinds[0]), by_name);
	for (size_t i = 0; i < r->nkinds; i++)
		(void)fprintf(to, "%8" PRId64 " %s\n", r->kinds[i].n,
			      r->kinds[i].name);
	if (r->elsewhere > 0)
		(void)fprintf(to,
			      "%" PRId64 " tickets were counted by other time"
			      " zones than these, and come out otherwise\n",
			      r->elsewhere);
	if (r->orphans > 0)
		(void)fprintf(to, "%" PRId64 " files nobody wants\n",
			      r->orphans);
	(void)fprintf(to,
		      "%" PRId64 " findings in %" PRId64 " tickets, %" PRId64
		      " events, %" PRId64 " promises; %" PRId64 ".%" PRId64
		      " s, %" PRId64 " tickets/s\n",
		      r->findings, r->tickets, r->events, r->clocks, ms / 1000,
		      ms % 1000 / 100, r->tickets * 1000 / ms);
}

/* ---- What is asked -------------------------------------------------------
 */

struct wish {
	const char *ticket;
	int64_t jobs;
	bool quick, all, json;
};

static bool take_flag(struct wish *w, const char *name)
{
	if (str_eq(name, "--quick"))
		w->quick = true;
	else if (str_eq(name, "--all"))
		w->all = true;
	else if (str_eq(name, "--json"))
		w->json = true;
	else
		return false;
	return true;
}

static enum err_kind read_wish(struct wish *w, int argc, char **argv,
			       struct err *e)
{
	*w = (struct wish){ .jobs = 2 };
	for (int i = 1; i < argc; i++) {
		if (take_flag(w, argv[i]))
			continue;
		if (str_eq(argv[i], "--ticket") && i + 1 < argc)
			w->ticket = argv[++i];
		else if (!str_eq(argv[i], "--jobs") || i + 1 >= argc)
			return err_set(e, ERR_INVALID,
				       "there is no option %s, or it lacks its"
				       " value",
				       argv[i]);
		else if (!str_to_i64(argv[++i], 1, 16, &w->jobs))
			return err_set(e, ERR_INVALID,
				       "--jobs takes a number from 1 to 16");
	}
	return ERR_NONE;
}

/* Whether this desk can be looked at, and how large it is. */
static enum err_kind prepare(const struct wish *w, struct check_order *o,
			     struct result *r, struct err *e)
{
	struct arena *a = arena_new();
	struct check_range all;
	struct conf conf;
	struct db *db;
	int64_t id;

	if (connect_ready(&conf, &db, e))
		goto out;
	if (check_store_bounds(db, a, &all, e) == ERR_NONE) {
		r->expected = all.until ? all.until - all.from + 1 : 0;
		if (w->ticket &&
		    check_store_find(db, a, w->ticket, &id, e) == ERR_NONE)
			o->range = (struct check_range){ id, id };
	}
	db_close(&db);
out:
	arena_free(a);
	return e->kind;
}

int check_command(int argc, char **argv)
{
	struct result *r = calloc(1, sizeof(*r));
	struct check_order o = { 0 };
	struct err e = { 0 };
	struct wish w;
	int status = 2;

	if (!r)
		err_no_memory();
	if (read_wish(&w, argc, argv, &e) || prepare(&w, &o, r, &e))
		goto out;
	r->all = w.all;
	r->json = w.json;
	r->terminal = isatty(STDERR_FILENO);
	r->began = clock_monotonic_ns();
	o.quick = w.quick;
	o.rest = !w.ticket;
	o.jobs = w.ticket ? 1 : (int)w.jobs;
	o.now = clock_now();
	(void)fflush(stdout); /* or each process would say it again */
	if (check_crew_run(&o, take, r, &e))
		r->terminal = false;
	print_summary(r);
	if (!e.kind)
		status = r->findings > 0;
out:
	free(r);
	if (e.kind)
		(void)connect_failed("check", &e);
	return status;
}
