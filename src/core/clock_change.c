/* What changes while clocks run: level, priority, calendar; reopening. */
#include "core/clock_fold.h"

#include <string.h>
#include "base/require.h"

/* ---- Going through it again ---------------------------------------------- */

/* Segments of a clock that is gone through again do not count any more. */
static void forget_segments(const struct clock *c)
{
	struct clock_trace *trace = c->trace;
	size_t kept = 0;

	if (!trace)
		return;
	for (size_t i = 0; i < trace->n; i++)
		if (trace->v[i].metric != c->metric ||
		    trace->v[i].cycle != c->cycle)
			trace->v[kept++] = trace->v[i];
	trace->n = kept;
}

void fold_go_on(struct clock *c, bool endless, instant from, instant at)
{
	instant end = clock_pause_end(c);

	if (end != INSTANT_NONE && end <= at && !endless)
		clock_excuse(c, end > from ? end : from);
	clock_look(c, at);
}

/* From its start to ${until}, through all that its ticket was meanwhile. */
static void walk(const struct clock_ticket *t, struct clock *c, instant until)
{
	bool endless = false, worked = true;
	instant from = c->started;

	for (size_t i = 0; i < t->nstays; i++) {
		const struct clock_stay *s = &t->stays[i];
		instant at = s->at > c->started ? s->at : c->started;
		bool works = fold_at_work(s->status);
		enum hold hold = works ? fold_holds(c, s->status, s->waiting)
				       : HOLD_STATUS;

		if (i + 1 < t->nstays && s[1].at <= c->started)
			continue;
		fold_go_on(c, endless, from, at);
		if (works != worked) /* resolved: a stay of its own */
			clock_hold(c, HOLD_NOT, PARTY_NONE, at);
		fold_follow(c, i > 0 ? s[-1].status : s->status, s->status,
			    hold, s->party, at);
		endless = hold == HOLD_WAITING || !works;
		worked = works;
		from = at;
	}
	fold_go_on(c, endless, from, until);
	if (!worked) /* it is reopened by this very event */
		clock_hold(c, HOLD_NOT, PARTY_NONE, until);
}

/*
 * ${c} as if it had run under that level and target since ${from}. Found broken
 * by that, it breaks now; broken before, it stays so.
 */
static void go_through(struct fold *f, struct clock *c, const struct level *l,
		       struct target target, instant from)
{
	struct clock was = *c;
	instant now = f->ev->at;

	REQUIRE(f->t->whole);
	forget_segments(c);
	c->paused = c->consumed = 0;
	memset(c->waited, 0, sizeof(c->waited));
	clock_start(c, l, target, from);
	c->start_level_version = was.start_level_version;
	c->start_calendar_version = was.start_calendar_version;
	c->start_tz_version = was.start_tz_version;
	c->first_due = was.first_due;
	walk(f->t, c, now);
	if (was.manual != INSTANT_NONE) {
		c->calculated = c->due;
		c->manual = c->due = was.manual;
		c->breached = INSTANT_NONE;
	}
	if (was.breached != INSTANT_NONE) {
		c->breached = was.breached;
		c->breach_department = was.breach_department;
		c->breach_agent = was.breach_agent;
	} else if (c->breached != INSTANT_NONE) {
		clock_breach(c, now);
	}
	clock_find_next(c);
}

/* ---- Level and priority (R12) -------------------------------------------- */

/* May a metric start (again) when a level or target comes in between? */
static void start_late(struct fold *f, enum metric m)
{
	const struct clock *last = fold_newest(f->t, m);

	if (!last || last->reason == CLOCK_LEVEL ||
	    last->reason == CLOCK_SPAM || last->reason == CLOCK_DELETED ||
	    last->reason == CLOCK_MERGED)
		fold_start(f, m);
}

/* What is still to be done, and is promised only now, counts from now (D15). */
static void start_promised(struct fold *f)
{
	const struct clock_ticket *t = f->t;
	bool answered = t->first_answered != INSTANT_NONE;

	if (!fold_at_work(fold_goal(f)))
		return;
	if (answered && t->unanswered != INSTANT_NONE)
		fold_start(f, METRIC_NEXT_ANSWER);
	else if (!answered &&
		 (!t->by_agent || (t->level && t->level->gears.by_agent)))
		start_late(f, METRIC_FIRST_ANSWER);
	if (t->assignee.n == 0)
		start_late(f, METRIC_FIRST_ASSIGN);
	start_late(f, METRIC_FIRST_RESOLVE);
	if (answered || t->by_agent)
		fold_start(f, METRIC_KEEP_INFORMED);
}

/* Is that the level, and the hours, that it runs by? */
static bool runs_by(const struct clock *c, const struct level *l)
{
	return c->level_version == l->version &&
	       (c->unit == UNIT_CALENDAR ||
		c->calendar_version == l->calendar_version);
}

static void restart(struct fold *f, struct clock *c, struct target target)
{
	enum metric m = c->metric;

	if (!(f->ev->did & DID_LEVEL) && runs_by(c, f->t->level) &&
	    c->promised.seconds == target.seconds && c->unit == target.unit)
		return;
	fold_name_responsible(c, f->t);
	clock_cancel(c, f->ev->at, f->ev->by.person, CLOCK_LEVEL);
	fold_start(f, m);
}

bool fold_is_promised(const struct clock_ticket *t, enum metric m)
{
	if (!t->level)
		return false;
	if (t->level->gears.on_change == CHANGE_KEEP)
		return level_promises(t->level, m);
	return fold_target(t, m).seconds != 0;
}

static void rejudge(struct fold *f, struct clock *c, struct target target)
{
	const struct level *l = f->t->level;

	if (clock_counts_alike(c, l, target) &&
	    c->level->pauses[c->metric] == l->pauses[c->metric])
		clock_retarget(c, l, target, f->ev->at);
	else
		go_through(f, c, l, target, c->started);
}

static void change_clock(struct fold *f, size_t i)
{
	struct clock_ticket *t = f->t;
	struct clock *c = &t->clocks[i];
	struct target target = fold_target(t, c->metric);

	if (!fold_is_promised(t, c->metric)) {
		fold_name_responsible(c, t);
		clock_cancel(c, f->ev->at, f->ev->by.person, CLOCK_LEVEL);
		return;
	}
	switch (t->level->gears.on_change) {
	case CHANGE_RETARGET:
		clock_retarget(c, t->level, target, f->ev->at);
		break;
	case CHANGE_REJUDGE:
		rejudge(f, c, target);
		break;
	case CHANGE_RESTART:
		restart(f, c, target);
		break;
	default: /* CHANGE_KEEP */
		break;
	}
}

void fold_change_level(struct fold *f)
{
	size_t n = f->t->n;

	for (size_t i = 0; i < n; i++)
		if (clock_live(&f->t->clocks[i]))
			change_clock(f, i);
	start_promised(f);
}

void fold_catch_up(struct fold *f, size_t i)
{
	const struct clock_ticket *t = f->t;
	const struct clock *c = &t->clocks[i];
	struct target target = fold_target(t, c->metric);

	if (c->level != t->level || c->promised.seconds != target.seconds ||
	    c->unit != target.unit)
		change_clock(f, i);
}

/* ---- What another ticket brought (R15) ----------------------------------- */

void fold_take_in(struct fold *f)
{
	struct clock_ticket *t = f->t;
	instant said = f->ev->until;
	struct clock *c;

	if (said == INSTANT_NONE || !fold_at_work(fold_goal(f)))
		return;
	if (t->unanswered != INSTANT_NONE && t->unanswered <= said)
		return;
	t->unanswered = said;
	if (t->first_answered == INSTANT_NONE)
		return;
	fold_start(f, METRIC_NEXT_ANSWER);
	c = fold_live(t, METRIC_NEXT_ANSWER);
	if (c)
		go_through(f, c, c->level, c->promised, said);
}

/* ---- Reopened (R13) ------------------------------------------------------ */

static void continue_resolve(struct fold *f)
{
	struct clock_ticket *t = f->t;
	struct clock *c = fold_newest(t, METRIC_FIRST_RESOLVE);
	seconds window = t->level->gears.reopen_window;

	if (window > 0 && f->ev->at - t->resolved > window) {
		fold_start(f, METRIC_FIRST_RESOLVE);
		return;
	}
	if (!fold_is_promised(t, c->metric))
		return;
	clock_continue(c, f->ev->at);
	fold_catch_up(f, (size_t)(c - t->clocks));
}

void fold_reopen(struct fold *f)
{
	struct clock_ticket *t = f->t;
	const struct clock *last = fold_newest(t, METRIC_FIRST_RESOLVE);
	enum level_reopen how = t->level ? t->level->gears.reopen
					 : REOPEN_FIRST_ONLY;

	fold_start(f, METRIC_KEEP_INFORMED);
	if (!last || clock_live(last) || last->reason != CLOCK_DONE)
		return;
	if (how == REOPEN_NEW_CYCLE)
		fold_start(f, METRIC_FIRST_RESOLVE);
	else if (how == REOPEN_CONTINUE)
		continue_resolve(f);
}
