#include "core/clock_life.h"

#include "base/arena.h"
#include "base/require.h"
#include "base/str.h"

/* ---- What is used, what is left ------------------------------------------ */

static const struct calendar *calendar_of(const struct clock *c)
{
	return level_calendar(c->level, c->unit);
}

bool clock_live(const struct clock *c)
{
	return c->state == CLOCK_RUNNING || c->state == CLOCK_PAUSED;
}

bool clock_never_due(const struct clock *c)
{
	return c->state == CLOCK_RUNNING && c->due == INSTANT_NONE;
}

seconds clock_consumed(const struct clock *c, instant now)
{
	if (c->state != CLOCK_RUNNING)
		return c->consumed;
	return c->consumed + calendar_work(calendar_of(c), c->since, now);
}

seconds clock_remaining(const struct clock *c, instant now)
{
	return c->target - clock_consumed(c, now);
}

/* add(cal, a, d), or INSTANT_NONE when there is never so much open time. */
static instant after(const struct clock *c, instant a, seconds d)
{
	instant t;

	return calendar_add(calendar_of(c), a, d, &t) ? INSTANT_NONE : t;
}

/*
 * The deadline of a clock that runs since c->since with ${left} > 0: the first
 * instant at which that is used up, or the last one at which no more is.
 */
static instant due_after(const struct clock *c, seconds left)
{
	instant t, open;

	if (c->target == LEVEL_NEVER)
		return INSTANT_NONE;
	t = after(c, c->since, left);
	if (t == INSTANT_NONE || !c->level->gears.by_consumption)
		return t;
	return calendar_next_open(calendar_of(c), t, &open) ? INSTANT_NONE
							    : open;
}

instant clock_calculated(const struct clock *c)
{
	return c->manual == INSTANT_NONE ? c->due : c->calculated;
}

/* ---- Steps --------------------------------------------------------------- */

bool clock_step_warns(const struct step *s)
{
	return s->offset < (s->unit == STEP_PERCENT ? 100 : 0);
}

/* When has so much been used? At once, if it has. */
static instant used_at(const struct clock *c, seconds used)
{
	return after(c, c->since, used - c->consumed);
}

static instant latest(instant a, instant b)
{
	return a > b ? a : b;
}

/* Before a deadline set by hand: so much open time before it. */
static instant before_manual(const struct clock *c, seconds d)
{
	instant t;

	if (calendar_sub(calendar_of(c), c->due, d, &t))
		return INSTANT_NONE;
	return latest(t, c->since);
}

static instant working_step_at(const struct clock *c, seconds offset)
{
	if (offset == 0 || (offset > 0 && c->due == INSTANT_NONE))
		return c->due;
	if (offset > 0)
		return after(c, c->due, offset);
	if (c->manual != INSTANT_NONE)
		return before_manual(c, -offset);
	return c->target == LEVEL_NEVER ? INSTANT_NONE
					: used_at(c, c->target + offset);
}

instant clock_step_at(const struct clock *c, const struct step *s)
{
	if (c->state != CLOCK_RUNNING)
		return INSTANT_NONE;
	if (s->unit == STEP_WORKING)
		return working_step_at(c, s->offset);
	if (s->unit == STEP_PERCENT)
		return c->target == LEVEL_NEVER
			       ? INSTANT_NONE
			       : used_at(c, (c->target * s->offset + 99) / 100);
	return c->due == INSTANT_NONE ? INSTANT_NONE
				      : latest(c->due + s->offset, c->since);
}

static void at_most(instant *next, instant t)
{
	if (t != INSTANT_NONE && (*next == INSTANT_NONE || t < *next))
		*next = t;
}

/* Paused and not broken, it has a deadline only if that was set by hand. */
static bool can_break(const struct clock *c)
{
	return c->breached == INSTANT_NONE && c->due != INSTANT_NONE &&
	       clock_live(c);
}

void clock_find_next(struct clock *c)
{
	const struct level *l = c->level;
	instant next = can_break(c) ? c->due + 1 : INSTANT_NONE;

	if (c->state == CLOCK_RUNNING)
		for (int i = 0; i < l->nsteps[c->metric]; i++) {
			const struct step *s = &l->steps[c->metric][i];

			if ((c->steps_done & 1u << s->number) ||
			    (c->breached != INSTANT_NONE &&
			     clock_step_warns(s)))
				continue;
			at_most(&next, clock_step_at(c, s));
		}
	if (c->next != next)
		c->changed = true;
	c->next = next;
}

void clock_step_done(struct clock *c, int number)
{
	REQUIRE(number >= 0 && number < 16);
	c->steps_done |= 1u << number;
	c->changed = true;
	clock_find_next(c);
}

/* ---- From start to end --------------------------------------------------- */

void clock_breach(struct clock *c, instant at)
{
	c->breached = at;
	c->breach_department = c->department;
	c->breach_agent = c->agent;
	c->changed = true;
}

void clock_look(struct clock *c, instant now)
{
	if (!can_break(c) || c->due >= now)
		return;
	clock_breach(c, c->due);
	clock_find_next(c);
}

/* Nothing is left, and no deadline lies ahead: more by grace, or broken. */
static void overrun(struct clock *c)
{
	seconds grace = c->level->gears.grace;

	if (grace > 0) {
		c->target = c->consumed + grace;
		c->due = due_after(c, grace);
	} else {
		c->due = c->since;
		clock_breach(c, c->since);
	}
}

/* What would be due of one that runs since c->since, beside what is due by
 * hand (D75). */
static void aim_beside(struct clock *c, seconds left)
{
	if (left > 0)
		c->calculated = due_after(c, left);
	else if (c->calculated == INSTANT_NONE)
		c->calculated = c->since;
}

/* Find the due instant of a clock that runs since c->since. */
static void aim(struct clock *c)
{
	seconds left = c->target - c->consumed;

	if (c->manual != INSTANT_NONE)
		aim_beside(c, left);
	else if (left > 0)
		c->due = due_after(c, left);
	else if (c->breached != INSTANT_NONE)
		c->due = c->due == INSTANT_NONE ? c->since : c->due;
	else
		overrun(c);
	if (c->first_due == INSTANT_NONE)
		c->first_due = c->due;
}

/* Up to where its segment is noted, as its level changed in between. */
static instant noted_until(const struct clock *c)
{
	const struct clock_trace *trace = c->trace;

	for (size_t i = trace->n; i > 0; i--) {
		const struct clock_segment *s = &trace->v[i - 1];

		if (s->metric == c->metric && s->cycle == c->cycle)
			return s->until > c->since ? s->until : c->since;
	}
	return c->since;
}

static void note_segment(const struct clock *c, instant until)
{
	struct clock_trace *trace = c->trace;
	bool paused = c->state == CLOCK_PAUSED;
	instant from;

	if (!trace)
		return;
	from = noted_until(c);
	if (until == from)
		return;
	ARENA_ROOM(trace->arena, trace->v, trace->n, trace->cap);
	trace->v[trace->n++] = (struct clock_segment){
		.metric = c->metric,
		.cycle = c->cycle,
		.from = from,
		.until = until,
		.paused = paused,
		.party = c->party,
		.used = paused ? 0 : calendar_work(calendar_of(c), from, until),
		.target = c->target,
		.level = c->level,
		.unit = c->unit,
	};
}

/* Close its current segment. */
static void close_segment(struct clock *c, instant at)
{
	seconds used = clock_consumed(c, at);

	REQUIRE(at >= c->since);
	note_segment(c, at);
	if (c->state == CLOCK_PAUSED) {
		c->paused += at - c->since;
		c->waited[c->party] += at - c->since;
	}
	c->consumed = used;
	c->since = at;
	c->changed = true;
}

/* The level and the target under which it goes on. */
static void label(struct clock *c, const struct level *l, struct target target)
{
	c->level = l;
	c->level_version = l->version;
	c->level_name = l->name;
	c->calendar_version = target.unit == UNIT_CALENDAR
				      ? 0
				      : l->calendar_version;
	c->tz_version = l->tz_version;
	c->target = level_seconds(l, target, c->started);
	c->promised = target;
	c->unit = target.unit;
	c->changed = true;
}

void clock_start(struct clock *c, const struct level *l, struct target target,
		 instant at)
{
	REQUIRE(target.seconds > 0);
	c->started = c->since = at;
	label(c, l, target);
	c->start_level_version = c->level_version;
	c->start_calendar_version = c->calendar_version;
	c->start_tz_version = c->tz_version;
	c->state = CLOCK_RUNNING;
	c->party = PARTY_NONE;
	c->first_due = c->due = c->manual = c->stood = INSTANT_NONE;
	c->calculated = INSTANT_NONE;
	c->excused = CLOCK_NOT_EXCUSED;
	c->breached = c->stopped = c->next = INSTANT_NONE;
	aim(c);
	clock_find_next(c);
}

void clock_pause(struct clock *c, enum party party, instant at)
{
	seconds left = clock_remaining(c, at);

	c->changed = true;
	if (left == 0) {
		c->excused = CLOCK_NOTHING_LEFT;
		return;
	}
	close_segment(c, at);
	c->state = CLOCK_PAUSED;
	c->party = party;
	c->stood = at;
	if (left > 0 && c->manual == INSTANT_NONE)
		c->due = INSTANT_NONE;
	if (left > 0)
		c->calculated = INSTANT_NONE;
	clock_find_next(c);
}

void clock_resume(struct clock *c, instant at)
{
	close_segment(c, at);
	c->state = CLOCK_RUNNING;
	c->party = PARTY_NONE;
	c->stood = INSTANT_NONE;
	aim(c);
	clock_find_next(c);
}

static void excuse(struct clock *c, enum clock_excuse why)
{
	if (c->excused != why)
		c->changed = true;
	c->excused = why;
}

void clock_excuse(struct clock *c, instant at)
{
	clock_resume(c, at);
	excuse(c, CLOCK_PAUSED_LONG);
}

void clock_forgive(struct clock *c)
{
	if (c->excused == CLOCK_PAUSED_LONG)
		excuse(c, CLOCK_NOT_EXCUSED);
}

/* One pause, but somebody else's from here on. */
static void wait_for(struct clock *c, enum party party, instant at)
{
	if (c->party == party)
		return;
	close_segment(c, at);
	c->party = party;
}

void clock_hold(struct clock *c, enum hold hold, enum party party, instant at)
{
	bool stands;

	if (hold == HOLD_NOT)
		excuse(c, CLOCK_NOT_EXCUSED);
	stands = (hold == HOLD_WAITING && c->excused != CLOCK_NOTHING_LEFT) ||
		 (hold == HOLD_STATUS && !c->excused);
	if (c->state == CLOCK_RUNNING && stands)
		clock_pause(c, party, at);
	else if (c->state == CLOCK_PAUSED && stands)
		wait_for(c, party, at);
	else if (c->state == CLOCK_PAUSED)
		clock_resume(c, at);
}

instant clock_pause_end(const struct clock *c)
{
	if (c->state != CLOCK_PAUSED || c->level->gears.max_pause <= 0)
		return INSTANT_NONE;
	return c->stood + c->level->gears.max_pause;
}

/* It goes on from where it stopped. */
static void reopen(struct clock *c)
{
	c->reason = CLOCK_DONE;
	c->resolver.n = 0;
	c->margin = 0;
	c->since = c->stopped;
	c->stopped = INSTANT_NONE;
	c->changed = true;
}

bool clock_used_up(const struct clock *c)
{
	return c->target <= c->consumed && c->due == INSTANT_NONE &&
	       c->breached == INSTANT_NONE;
}

void clock_revive(struct clock *c, enum hold hold, enum party party)
{
	instant stood = c->stood;

	reopen(c);
	c->id.n = 0;
	c->cycle++;
	c->state = clock_used_up(c) ? CLOCK_PAUSED : CLOCK_RUNNING;
	c->stood = INSTANT_NONE;
	clock_hold(c, hold, party, c->since);
	if (c->state == CLOCK_PAUSED && stood != INSTANT_NONE)
		c->stood = stood; /* the same pause still */
	clock_find_next(c);
}

void clock_continue(struct clock *c, instant at)
{
	seconds left = c->target - c->consumed;

	reopen(c);
	c->excused = CLOCK_NOT_EXCUSED;
	c->state = left == 0 ? CLOCK_RUNNING : CLOCK_PAUSED;
	if (left == 0) { /* it did not pause */
		clock_look(c, at);
		clock_find_next(c);
		return;
	}
	clock_resume(c, at);
}

/* ---- Changes -------------------------------------------------------------
 */

bool clock_counts_alike(const struct clock *c, const struct level *l,
			struct target target)
{
	int64_t version = target.unit == UNIT_CALENDAR ? 0
						       : l->calendar_version;

	return c->promised.seconds == target.seconds &&
	       c->unit == target.unit && c->calendar_version == version &&
	       c->level->gears.by_consumption == l->gears.by_consumption &&
	       str_eq(c->tz_version, l->tz_version);
}

/* Another target beside a deadline by hand: one that has passed stays. */
static void retarget_beside(struct clock *c)
{
	seconds left = c->target - c->consumed;

	if (left > 0 || c->calculated > c->since)
		c->calculated = INSTANT_NONE;
	if (c->state == CLOCK_RUNNING)
		aim_beside(c, left);
}

void clock_retarget(struct clock *c, const struct level *l,
		    struct target target, instant at)
{
	bool same = clock_counts_alike(c, l, target);
	seconds kept = c->target;

	if (!same) {
		close_segment(c, at);
		/* With another target it is asked anew. */
		if (c->excused == CLOCK_NOTHING_LEFT)
			c->excused = CLOCK_NOT_EXCUSED;
	} else if (c->level_version != l->version) {
		note_segment(c, at); /* it counts on, under another name */
	}
	label(c, l, target);
	if (same)
		c->target = kept; /* with its grace, if it has one */
	if (!same && c->manual != INSTANT_NONE)
		retarget_beside(c);
	if (!same && c->manual == INSTANT_NONE) {
		/* What was broken keeps its due date, if none lies ahead. */
		if (c->target > c->consumed || c->breached == INSTANT_NONE)
			c->due = INSTANT_NONE;
		if (c->state == CLOCK_RUNNING)
			aim(c);
	}
	clock_find_next(c);
}

void clock_set_due(struct clock *c, instant due, instant at)
{
	if (due == INSTANT_NONE && c->manual == INSTANT_NONE)
		return; /* there is none to be taken back */
	if (c->manual == INSTANT_NONE)
		c->calculated = c->due;
	c->manual = due;
	c->changed = true;
	if (due != INSTANT_NONE) {
		c->due = due;
	} else {
		/* While it stands still nothing breaks it (R18). */
		c->due = c->state == CLOCK_RUNNING ||
					 c->breached != INSTANT_NONE
				 ? c->calculated
				 : INSTANT_NONE;
		c->calculated = INSTANT_NONE;
	}
	/* Not back-dated. */
	if (can_break(c) && c->due < at)
		clock_breach(c, at);
	clock_find_next(c);
}

/* ---- The end --------------------------------------------------------------
 */

/* How far over its target, as it ended. */
static seconds margin(const struct clock *c)
{
	seconds over = c->consumed - c->target;

	if (c->state == CLOCK_CANCELLED)
		return 0;
	/* Broken under a shorter target, it is missed, if by nothing. */
	return c->state == CLOCK_MISSED && over < 0 ? 0 : over;
}

static void end(struct clock *c, instant at, person_id by,
		enum clock_state state)
{
	close_segment(c, at);
	c->state = state;
	c->stopped = at;
	c->party = PARTY_NONE;
	c->resolver = by;
	c->margin = margin(c);
	clock_find_next(c);
}

void clock_done(struct clock *c, instant at, person_id by)
{
	if (c->state == CLOCK_PAUSED)
		clock_resume(c, at);
	c->reason = CLOCK_DONE;
	end(c, at, by, c->breached == INSTANT_NONE ? CLOCK_MET : CLOCK_MISSED);
}

void clock_cancel(struct clock *c, instant at, person_id by,
		  enum clock_reason reason)
{
	bool missed = c->breached != INSTANT_NONE && reason != CLOCK_SPAM &&
		      reason != CLOCK_DELETED;

	c->reason = reason;
	end(c, at, by, missed ? CLOCK_MISSED : CLOCK_CANCELLED);
}

/* ---- Words --------------------------------------------------------------- */

const char *clock_state_name(enum clock_state s)
{
	static const char *const names[] = {
		[CLOCK_RUNNING] = "running",
		[CLOCK_PAUSED] = "paused",
		[CLOCK_MET] = "met",
		[CLOCK_MISSED] = "missed",
		[CLOCK_CANCELLED] = "cancelled",
	};

	REQUIRE((size_t)s < COUNT_OF(names));
	return names[s];
}

const char *clock_reason_name(enum clock_reason r)
{
	static const char *const names[] = {
		[CLOCK_DONE] = "done",         [CLOCK_RESOLVED] = "resolved",
		[CLOCK_LEVEL] = "level",       [CLOCK_SPAM] = "spam",
		[CLOCK_DELETED] = "deleted",   [CLOCK_MERGED] = "merged",
		[CLOCK_NO_REPLY] = "no_reply", [CLOCK_ABANDONED] = "abandoned",
		[CLOCK_SHUT] = "closed",
	};

	REQUIRE((size_t)r < COUNT_OF(names));
	return names[r];
}
