/* How promises were judged, and judged again. */
#include "desk/check_part.h"

#include <stddef.h>

#include "store/verdict_store.h"

static void check_judged(struct check_part *p, const struct clock *f,
			 const struct check_verdict *v, instant recorded,
			 const char *what)
{
	bool missed = f->state == CLOCK_MISSED;
	instant from = f->due != INSTANT_NONE ? f->due : f->breached;
	bool over = missed && from != INSTANT_NONE && f->stopped > from;

	check_number(p, "verdict.outcome", what, v->outcome, f->state);
	check_number(p, "verdict.reason", what, v->reason, f->reason);
	check_instant(p, "verdict.counted_at", what, v->counted,
		      missed ? f->breached : f->stopped);
	check_instant(p, "verdict.decided_at", what, v->decided, recorded);
	check_instant(p, "verdict.started_at", what, v->started, f->started);
	check_instant(p, "verdict.due_at", what, v->due, f->due);
	check_instant(p, "verdict.stopped_at", what, v->stopped, f->stopped);
	check_instant(p, "verdict.breached_at", what, v->breached, f->breached);
	check_number(p, "verdict.target", what, v->target, f->target);
	check_number(p, "verdict.consumed", what, v->consumed, f->consumed);
	check_number(p, "verdict.paused_s", what, v->paused, f->paused);
	check_number(p, "verdict.over_working", what, v->over_working,
		     missed && f->margin > 0 ? f->margin : 0);
	check_number(p, "verdict.over_calendar", what, v->over_calendar,
		     over ? f->stopped - from : 0);
}

static void check_labels(struct check_part *p, const struct clock *f,
			 const struct check_verdict *v, const char *what)
{
	check_number(p, "verdict.ticket_id", what, v->ticket, p->row->id);
	check_number(p, "verdict.metric", what, v->metric, f->metric);
	check_number(p, "verdict.cycle", what, v->cycle, f->cycle);
	check_number(p, "verdict.level_version_id", what, v->level_version,
		     f->level_version);
	check_id(p, "verdict.calendar_version_id", what, v->calendar_version,
		 f->calendar_version);
	check_number(p, "verdict.department_id", what, v->department,
		     f->department.n);
	check_id(p, "verdict.agent_id", what, v->agent, f->agent.n);
	check_id(p, "verdict.resolver_id", what, v->resolver, f->resolver.n);
	check_id(p, "verdict.breach_department_id", what, v->breach_department,
		 f->breach_department.n);
	check_id(p, "verdict.breach_agent_id", what, v->breach_agent,
		 f->breach_agent.n);
}

/* What is there at all: its kind, and which of the earlier ones it corrects. */
static void check_shape(struct check_part *p, const struct check_verdict *v,
			size_t i, const char *what)
{
	int64_t before = i > 0 ? v[i - 1].id : INSTANT_NONE;
	bool fine = v[i].supersedes == before;

	if (v[i].kind < VERDICT_DECIDED || v[i].kind > VERDICT_ADJUSTED)
		check_number(p, "verdict.kind", what, v[i].kind,
			     VERDICT_DECIDED);
	if (v[i].kind != VERDICT_DECIDED && i == 0)
		fine = false;
	if (!fine)
		check_found(p, "verdict.supersedes", what,
			    v[i].supersedes == INSTANT_NONE ? "-" : "another",
			    before == INSTANT_NONE
				    ? "-"
				    : "the verdict before it of this clock");
	if (v[i].folded < 0 || v[i].folded > 1)
		check_number(p, "verdict.folded", what, v[i].folded, 0);
}

/* One decision that did not last, and the row that withdraws it; how many. */
static size_t check_withdrawn(struct check_part *p,
			      const struct refold_withdrawn *w,
			      const struct check_verdict *v, size_t n,
			      const char *what)
{
	/* Of what was one save nothing was stored. */
	bool brief = w->decided == w->withdrawn;
	bool there = n > 1 && v[0].kind == VERDICT_DECIDED &&
		     v[1].kind == VERDICT_WITHDRAWN &&
		     !(brief && v[0].stopped != w->then.stopped);

	if (!there) {
		if (!brief)
			check_found(p, "verdict.withdrawn", what, "none",
				    "one for each time it went on");
		return 0;
	}
	check_judged(p, &w->then, &v[0], w->decided, what);
	check_judged(p, &w->then, &v[1], w->withdrawn, what);
	check_labels(p, &w->then, &v[0], what);
	check_labels(p, &w->then, &v[1], what);
	check_text(p, "verdict.tz_version", what, v[1].tz_version,
		   v[0].tz_version);
	return 2;
}

static size_t check_all_withdrawn(struct check_part *p, const struct clock *f,
				  const struct check_verdict *v, size_t n,
				  const char *what)
{
	size_t k = 0;

	for (size_t i = 0; i < p->fold.nwithdrawn; i++) {
		const struct refold_withdrawn *w = &p->fold.withdrawn[i];

		if (w->then.metric == f->metric && w->then.cycle == f->cycle)
			k += check_withdrawn(p, w, v + k, n - k, what);
	}
	return k;
}

static void check_last(struct check_part *p, const struct clock *f,
		       instant recorded, const struct check_clock *c,
		       const struct check_verdict *v, const char *what)
{
	check_judged(p, f, v, recorded, what);
	check_labels(p, f, v, what);
	check_text(p, "verdict.tz_version", what, v->tz_version, c->tz_version);
}

void check_verdicts(struct check_part *p, const struct clock *f,
		    instant recorded, const struct check_clock *c,
		    const char *what)
{
	const struct check_batch *b = p->batch;
	size_t n, k;
	size_t at = check_rows_of(
		b->verdicts, b->nverdicts, sizeof(*b->verdicts),
		offsetof(struct check_verdict, clock), c->id, &n);
	const struct check_verdict *v = b->verdicts + at;

	for (size_t i = 0; i < n; i++)
		check_shape(p, v, i, what);
	k = check_all_withdrawn(p, f, v, n, what);
	if (!clock_live(f) && k < n && v[k].kind != VERDICT_WITHDRAWN)
		check_last(p, f, recorded, c, &v[k++], what);
	else if (!clock_live(f))
		check_found(p, "verdict.missing", what, "none", "one");
	for (; k < n; k++)
		if (v[k].kind != VERDICT_ADJUSTED)
			check_found(p, "verdict.extra", what,
				    clock_live(f) ? "one of a promise that runs"
						  : "more than one",
				    clock_live(f) ? "none" : "one");
}
