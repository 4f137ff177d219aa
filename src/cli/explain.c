#include "cli/explain.h"

#include <inttypes.h>
#include <stdio.h>

#include "base/clock.h"
#include "base/str.h"
#include "base/zone.h"
#include "cli/connect.h"
#include "cli/explain_text.h"
#include "desk/explain_json.h"
#include "store/check_store.h"

const char explain_help[] =
	"Says of each promise of a ticket why it is due when it is: line by "
	"line\n"
	"what counted, what was closed, whom we waited for, until it all adds "
	"up;\n"
	"found again from the ticket's events. Changes nothing.\n"
	"\n"
	"  --json       the same as one JSON object (doc/explain.md)\n"
	"  --zone ZONE  times of that zone; otherwise of each calendar's own\n"
	"  --all --check  go through every ticket and say where lines do not "
	"add\n"
	"               up to what is stored, instead of showing them\n"
	"\n"
	"Exit status: 0; 1, no such ticket, or something does not add up; 2, "
	"a\n"
	"mistake in the arguments.\n";

/* What one line of JSON may have. */
#define JSON_BYTES ((size_t)64 * 1024 * 1024)

struct explain_wish {
	const char *ticket, *zone;
	bool json, all, check;
};

static enum err_kind read_wish(struct explain_wish *w, int argc, char **argv,
			       struct err *e)
{
	*w = (struct explain_wish){ 0 };
	for (int i = 1; i < argc; i++) {
		if (str_eq(argv[i], "--json"))
			w->json = true;
		else if (str_eq(argv[i], "--all"))
			w->all = true;
		else if (str_eq(argv[i], "--check"))
			w->check = true;
		else if (str_eq(argv[i], "--zone") && i + 1 < argc)
			w->zone = argv[++i];
		else if (argv[i][0] == '-' || w->ticket)
			return err_set(e, ERR_INVALID,
				       "there is no option %.40s, or it lacks"
				       " its value",
				       argv[i]);
		else
			w->ticket = argv[i];
	}
	if (w->all != w->check || w->all == (w->ticket != NULL) ||
	    (w->all && (w->json || w->zone)))
		return err_set(e, ERR_INVALID,
			       "name one ticket, or --all --check");
	return ERR_NONE;
}

/* Whoever may run this sees everything, and is nobody's customer. */
static const struct viewer *all_seeing(struct viewer *v)
{
	*v = (struct viewer){ .person = { -1 }, .roles = ROLE_OWNER };
	access_viewer_ready(v);
	return v;
}

/* ---- One ticket -----------------------------------------------------------
 */

static void print_json(const struct desk_explanation *x)
{
	struct sbuf text = SBUF_INIT(JSON_BYTES);
	struct json_out j = JSON_OUT(&text);

	explain_json_write(x, &j);
	(void)puts(sbuf_text(&text));
	sbuf_release(&text);
}

static enum err_kind show(struct job *job, const struct explain_wish *w,
			  struct err *e)
{
	const struct zone *zone = NULL, *utc;
	struct desk_explanation x;

	if (zone_find("UTC", &utc, e) ||
	    (w->zone && zone_find(w->zone, &zone, e)) ||
	    desk_explain(job, w->ticket, SIZE_MAX, &x, e))
		return e->kind;
	if (w->json)
		print_json(&x);
	else
		explain_text_print(&x, zone, utc, job->arena);
	return ERR_NONE;
}

/* ---- All of them ----------------------------------------------------------
 */

struct tally {
	int64_t tickets, promises, wrong, elsewhere, cut;
};

static void print_wrong(struct tally *t, const struct desk_explanation *x,
			const struct clock *c, const char *what)
{
	t->wrong++;
	(void)printf("%s\t%s %d\t%s\n", x->ticket.row.code,
		     c ? level_metric_name(c->metric) : "-", c ? c->cycle : 0,
		     what);
}

static void check_one(struct tally *t, const struct desk_explanation *x)
{
	t->tickets++;
	if (x->broken)
		print_wrong(t, x, NULL, x->broken);
	if (x->extra)
		print_wrong(t, x, NULL, "a promise that no event makes");
	for (size_t i = 0; i < x->n; i++) {
		const struct desk_promise *p = &x->promises[i];
		const char *fault = desk_explain_fault(p, x->at);

		t->promises++;
		t->cut += p->cut;
		if (p->differs && p->elsewhere)
			t->elsewhere++;
		else if (p->differs)
			print_wrong(t, x, &p->clock, "differs from the stored");
		if (fault)
			print_wrong(t, x, &p->clock, fault);
	}
}

/* Up to that many tickets' codes at a time. */
#define AT_ONCE 500

static enum err_kind check_all(struct job *job, struct tally *t, struct err *e)
{
	struct arena *list = arena_new();
	struct check_code *codes;
	int64_t after = 0;
	size_t n;

	do {
		arena_reset(list);
		if (check_store_codes(job->db, list, after, AT_ONCE, &codes, &n,
				      e))
			break;
		for (size_t i = 0; i < n && !e->kind; i++) {
			struct desk_explanation x;

			after = codes[i].id;
			arena_reset(job->arena);
			if (desk_explain(job, codes[i].code, SIZE_MAX, &x, e) ==
			    ERR_NONE)
				check_one(t, &x);
			else if (e->kind == ERR_NOT_FOUND) /* gone since */
				err_clear(e);
		}
	} while (n > 0 && !e->kind);
	arena_free(list);
	return e->kind;
}

static void print_tally(const struct tally *t)
{
	(void)printf("%" PRId64 " promises of %" PRId64 " tickets, %" PRId64
		     " do not add up, %" PRId64 " are told in part\n",
		     t->promises, t->tickets, t->wrong, t->cut);
	if (t->elsewhere)
		(void)printf("%" PRId64 " differ, and were counted by other"
			     " time zones\n",
			     t->elsewhere);
}

int explain_command(int argc, char **argv)
{
	struct viewer all;
	struct job job = { .viewer = all_seeing(&all) };
	struct explain_wish w;
	struct tally t = { 0 };
	struct err e = { 0 };
	struct conf conf;

	if (read_wish(&w, argc, argv, &e)) {
		(void)connect_failed("explain", &e);
		return 2;
	}
	if (connect_ready(&conf, &job.db, &e))
		return connect_failed("explain", &e);
	job.arena = arena_new();
	job.by.now = clock_now();
	if (w.all && check_all(&job, &t, &e) == ERR_NONE)
		print_tally(&t);
	else if (w.ticket)
		(void)show(&job, &w, &e);
	arena_free(job.arena);
	db_close(&job.db);
	if (e.kind)
		return connect_failed("explain", &e);
	return t.wrong > 0;
}
