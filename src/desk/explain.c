#include "desk/explain.h"

#include "base/limits.h"
#include "base/require.h"
#include "base/str.h"
#include "core/calendar_days.h"
#include "core/strip.h"
#include "desk/explain_cause.h"
#include "desk/refold.h"
#include "store/event_store.h"
#include <stdlib.h>

/* An explanation in the making. */
struct explaining {
	struct job *job;
	struct desk_explanation *out;
	struct check_batch batch;
	struct refold fold;
	struct clock_trace trace;
	struct calendar_view *views; /* each version once */
	size_t nviews;
	int64_t from, until; /* the days that any promise touches, in UTC */
};

/* ---- Following its events -------------------------------------------------
 */

static enum err_kind follow(struct explaining *x, struct err *e)
{
	struct arena *a = x->job->arena;
	struct check_batch *b = &x->batch;
	struct refold_ticket stored = { .batch = b, .trace = &x->trace };

	if (check_store_read_fold(x->job->db, a, x->out->ticket.row.id, b, e))
		return e->kind;
	x->out->broken = refold_bad_event(b);
	if (x->out->broken)
		return ERR_NONE;
	stored.events = b->events;
	stored.nevents = b->nevents;
	stored.clocks = ARENA_ARRAY(a, b->nclocks, struct check_clock *);
	for (size_t i = 0; i < b->nclocks; i++)
		stored.clocks[i] = &b->clocks[i];
	stored.nclocks = b->nclocks;
	x->trace.arena = a;
	return refold_run(x->job->db, a, &stored, false, &x->fold, e);
}

/* ---- What is stored -------------------------------------------------------
 */

static const struct check_clock *find_stored(const struct check_batch *b,
					     const struct clock *c)
{
	for (size_t i = 0; i < b->nclocks; i++)
		if (b->clocks[i].metric == (int64_t)c->metric &&
		    b->clocks[i].cycle == c->cycle)
			return &b->clocks[i];
	return NULL;
}

/* Before it is looked at at any later instant. */
static void compare(const struct explaining *x, const struct clock *c,
		    struct desk_promise *p)
{
	const struct check_clock *s = find_stored(&x->batch, c);

	if (!s) {
		p->differs = DESK_DIFFERS_MISSING;
		return;
	}
	p->clock.id.n = s->id;
	p->stored_due = s->due;
	p->elsewhere = !str_eq(s->tz_version, c->tz_version) ||
		       !str_eq(s->start_tz_version, c->tz_version);
	if (s->state != (int64_t)c->state || s->breached != c->breached ||
	    s->stopped != c->stopped)
		p->differs |= DESK_DIFFERS_STATE;
	if (s->due != c->due)
		p->differs |= DESK_DIFFERS_DUE;
	if (s->consumed != c->consumed || s->since != c->since ||
	    s->target != c->target)
		p->differs |= DESK_DIFFERS_USED;
	if (s->paused != c->paused)
		p->differs |= DESK_DIFFERS_PAUSED;
	for (int i = PARTY_CUSTOMER; i < PARTY_N; i++)
		if (s->waited[i] != c->waited[i])
			p->differs |= DESK_DIFFERS_PAUSED;
}

/* ---- The lines ------------------------------------------------------------
 */

/* So much of its target is grace (sla.md R12). */
static seconds grace_of(const struct clock *c)
{
	seconds promised = level_seconds(c->level, c->promised, c->started);

	return c->level->gears.grace > 0 && promised != LEVEL_NEVER &&
			       c->target > promised
		       ? c->target - promised
		       : 0;
}

static void tell_lines(struct explaining *x, struct desk_promise *p)
{
	struct arena *a = x->job->arena;
	struct explain told;
	struct desk_line *lines;

	explain_clock(&p->clock, &x->trace, x->out->at, &told);
	lines = ARENA_ARRAY(a, told.n, struct desk_line);
	for (size_t i = 0; i < told.n; i++)
		lines[i].line = told.lines[i];
	p->lines = lines;
	p->n = told.n;
	p->cut = told.cut;
	p->used = told.used;
	explain_cause_find(x->batch.events, x->batch.nevents, &p->clock, lines,
			   told.n);
	p->early = explain_cause_early(x->batch.events, x->batch.nevents, lines,
				       told.n);
	p->calculated = clock_calculated(&p->clock);
	p->grace = grace_of(&p->clock);
}

int desk_promise_order(const void *a, const void *b)
{
	const struct clock *x = a, *y = b;

	if (x->metric != y->metric)
		return x->metric < y->metric ? -1 : 1;
	return (x->cycle < y->cycle) - (x->cycle > y->cycle);
}

/* One of those that are told. */
struct pick {
	const struct clock *clock;
	size_t at; /* among those of its ticket */
	bool first;
};

static int by_order(const void *a, const void *b)
{
	const struct pick *x = a, *y = b;

	return x->first != y->first ? y->first - x->first
				    : desk_promise_order(x->clock, y->clock);
}

/* Those that run or are paused, then the newest of the others. */
static size_t pick_all(const struct explaining *x, struct pick *out)
{
	const struct clock_ticket *t = &x->fold.state;
	size_t n = 0;

	for (int live = 1; live >= 0; live--)
		for (size_t i = t->n; i > 0; i--) {
			const struct clock *c = &t->clocks[i - 1];

			if (clock_live(c) == (live == 1) &&
			    (x->out->staff || strip_for_customer(c)))
				out[n++] = (struct pick){
					.clock = c,
					.at = i - 1,
					.first = live == 1 && x->out->staff,
				};
		}
	return n;
}

/* They are not to wonder where others are. */
static int shown_cycle(const struct explaining *x, const struct clock *c)
{
	const struct clock_ticket *t = &x->fold.state;
	int n = 0;

	if (x->out->staff)
		return c->cycle;
	for (const struct clock *o = t->clocks; o <= c; o++)
		n += o->metric == c->metric && strip_for_customer(o);
	return n;
}

static void tell_promises(struct explaining *x, size_t most)
{
	struct desk_explanation *out = x->out;
	struct clock_ticket *t = &x->fold.state;
	struct arena *a = x->job->arena;
	struct pick *picks = ARENA_ARRAY(a, t->n, struct pick);
	size_t n = pick_all(x, picks);
	struct desk_promise *v;

	out->n = n < most ? n : most;
	out->left_out = n - out->n;
	out->extra = x->batch.nclocks > t->n;
	if (out->n > 0)
		qsort(picks, out->n, sizeof(*picks), by_order);
	v = ARENA_ARRAY(a, out->n, struct desk_promise);
	for (size_t i = 0; i < out->n; i++)
		compare(x, &t->clocks[picks[i].at], &v[i]);
	clock_ticket_advance(t, out->at);
	for (size_t i = 0; i < out->n; i++) {
		const struct clock *c = &t->clocks[picks[i].at];
		clock_id id = v[i].clock.id;

		v[i].clock = *c;
		v[i].clock.id = id;
		tell_lines(x, &v[i]);
		v[i].clock.cycle = shown_cycle(x, c);
	}
	out->promises = v;
}

/* ---- Calendars ------------------------------------------------------------
 */

/* The end of what there is to tell: its deadline, its end, or now. */
static instant end_of(const struct desk_promise *p)
{
	instant end = p->clock.started;

	for (size_t i = 0; i < p->n; i++)
		if (p->lines[i].line.until > end)
			end = p->lines[i].line.until;
	return end;
}

static enum err_kind find_view(struct explaining *x, int64_t version,
			       const struct calendar_view **out, struct err *e)
{
	struct calendar_view_days days = { x->from - 1, x->until + 1,
					   LIMIT_EXPLAIN_CLOSURES };

	for (size_t i = 0; i < x->nviews; i++)
		if (x->views[i].version == version) {
			*out = &x->views[i];
			return ERR_NONE;
		}
	REQUIRE(x->nviews < x->batch.ncalendars);
	if (calendar_view_read(x->job->db, x->job->arena, version, &days,
			       &x->views[x->nviews], e))
		return e->kind;
	*out = &x->views[x->nviews++];
	return ERR_NONE;
}

/* Of what it closed for, that between the start of ${p} and its end. */
static void choose_closures(const struct desk_promise *p,
			    const struct calendar *cal, struct desk_hours *h)
{
	const struct calendar_view *view = h->of;
	int64_t from = calendar_date_of(cal, p->clock.started);
	int64_t until = calendar_date_of(cal, end_of(p));
	size_t at = 0;

	while (at < view->n && view->closures[at].day < from)
		at++;
	h->closures = view->closures + at;
	while (at + h->n < view->n && view->closures[at + h->n].day <= until)
		h->n++;
	h->more = view->more && at + h->n == view->n;
}

static bool has_hours(const struct desk_promise *p, int64_t version)
{
	for (size_t i = 0; i < p->nhours; i++)
		if (p->hours[i].of->version == version)
			return true;
	return false;
}

static enum err_kind tell_hours(struct explaining *x, struct desk_promise *p,
				struct err *e)
{
	struct desk_hours *v = NULL;
	size_t cap = 0;

	for (size_t i = 0; i < p->n; i++) {
		const struct explain_line *l = &p->lines[i].line;
		const struct calendar *cal = level_calendar(l->level, l->unit);
		int64_t version = l->level->calendar_version;

		if (l->unit == UNIT_CALENDAR || version == 0 ||
		    has_hours(p, version))
			continue;
		ARENA_ROOM(x->job->arena, v, p->nhours, cap);
		p->hours = v;
		if (find_view(x, version, &v[p->nhours].of, e))
			return e->kind;
		choose_closures(p, cal, &v[p->nhours++]);
	}
	return ERR_NONE;
}

static enum err_kind tell_all_hours(struct explaining *x, struct err *e)
{
	struct desk_explanation *out = x->out;
	struct desk_promise *v = (struct desk_promise *)out->promises;

	x->from = INT64_MAX;
	x->until = INT64_MIN;
	for (size_t i = 0; i < out->n; i++) {
		int64_t from = v[i].clock.started / DAY_SECONDS;
		int64_t until = end_of(&v[i]) / DAY_SECONDS;

		x->from = from < x->from ? from : x->from;
		x->until = until > x->until ? until : x->until;
	}
	x->views = ARENA_ARRAY(x->job->arena, x->batch.ncalendars,
			       struct calendar_view);
	for (size_t i = 0; i < out->n; i++)
		if (tell_hours(x, &v[i], e))
			return e->kind;
	return ERR_NONE;
}

/* ---- Where it was ---------------------------------------------------------
 */

/* Spam, deleted, merged: they may lie on each other. */
#define LAYERS 3

static bool is_away(int64_t status)
{
	return status == STATUS_SPAM || status == STATUS_DELETED ||
	       status == STATUS_MERGED;
}

static void tell_away(struct explaining *x)
{
	const struct check_batch *b = &x->batch;
	struct desk_away *v = NULL;
	size_t n = 0, cap = 0;
	int depth = 0;

	for (size_t i = 0; i < b->nevents; i++) {
		const struct check_event *ev = &b->events[i];
		bool sets = (ev->did & DID_STATUS) != 0;
		bool goes = sets && is_away(ev->status);

		if (goes && depth == 0) {
			ARENA_ROOM(x->job->arena, v, n, cap);
			v[n++] = (struct desk_away){ .from = ev->at,
						     .until = INSTANT_NONE };
		}
		if (goes && depth < LAYERS)
			depth++;
		if (goes)
			v[n - 1].status = (enum status)ev->status;
		if (goes || depth == 0 || !(sets || ev->did & DID_RESTORE))
			continue;
		depth = sets ? 0 : depth - 1;
		if (depth == 0)
			v[n - 1].until = ev->at;
	}
	x->out->away = v;
	x->out->naway = n;
}

/* ---- Set by hand ----------------------------------------------------------
 */

static enum err_kind tell_who_set(struct explaining *x, struct err *e)
{
	struct desk_promise *v = (struct desk_promise *)x->out->promises;
	ticket_id id = x->out->ticket.row.id;

	for (size_t i = 0; x->out->staff && i < x->out->n; i++) {
		const struct clock *c = &v[i].clock;

		if (c->manual != INSTANT_NONE &&
		    event_store_set_by(x->job->db, x->job->arena, id, c,
				       &v[i].set_by, &v[i].set_because, e))
			return e->kind;
	}
	return ERR_NONE;
}

/* ---- All of it ------------------------------------------------------------
 */

static enum err_kind explain(struct explaining *x, const char *code,
			     size_t most, struct err *e)
{
	struct desk_explanation *out = x->out;
	struct job *job = x->job;
	const struct clock_ticket *s = &out->ticket.state;
	struct access_ticket access;

	if (ticket_store_find(job->db, job->arena, job->viewer, code,
			      &out->ticket, e))
		return e->kind;
	access = ticket_store_access(&out->ticket.row, s);
	out->staff = access_see_as_staff(job->viewer, &access);
	out->at = job->by.now > s->last_event ? job->by.now : s->last_event;
	if (out->staff &&
	    explain_rules_read(job->db, job->arena, out->ticket.row.id,
			       &out->choices, &out->nchoices, e))
		return e->kind;
	if (s->last_seq > LIMIT_EXPLAIN_EVENTS) {
		out->broken = "ticket.last_seq";
		return ERR_NONE;
	}
	if (follow(x, e) || out->broken)
		return e->kind;
	tell_promises(x, most);
	if (out->staff)
		tell_away(x);
	return tell_who_set(x, e) ? e->kind : tell_all_hours(x, e);
}

enum err_kind desk_explain(struct job *job, const char *code, size_t most,
			   struct desk_explanation *out, struct err *e)
{
	struct explaining *x = ARENA_NEW(job->arena, struct explaining);

	*out = (struct desk_explanation){ 0 };
	x->job = job;
	x->out = out;
	/* All of one moment. */
	if (db_begin(job->db, e))
		return err_wrap(e, "explain");
	if (explain(x, code, most, e))
		(void)err_wrap(e, "explain ticket %.20s", code);
	/* Nothing was written. */
	db_rollback(job->db);
	return e->kind;
}
