#include "core/clock_life.h"
#include "base/require.h"

#include "base/str.h"

#define NO_SLA_SECONDS (7 * DAY_SECONDS)

/* ---- What is used, what is left ------------------------------------------ */

static const struct calendar *calendar_of(const struct clock *c,
					  const struct level *l)
{
	return level_calendar(l, c->unit);
}

bool clock_live(const struct clock *c)
{
	return c->state == CLOCK_RUNNING || c->state == CLOCK_PAUSED;
}

bool clock_never_due(const struct clock *c)
{
	return c->state == CLOCK_RUNNING && c->due == INSTANT_NONE;
}

seconds clock_consumed(const struct clock *c, const struct level *l,
		       instant now)
{
	if (c->state != CLOCK_RUNNING)
		return c->consumed;
	return c->consumed + calendar_work(calendar_of(c, l), c->since, now);
}

seconds clock_remaining(const struct clock *c, const struct level *l,
			instant now)
{
	return c->target - clock_consumed(c, l, now);
}

/* ---- Steps --------------------------------------------------------------- */

/* add(cal, a, d), or INSTANT_NONE when there is never so much open time. */
static instant after(const struct clock *c, const struct level *l, instant a,
		     seconds d)
{
	instant t;

	return calendar_add(calendar_of(c, l), a, d, &t) ? INSTANT_NONE : t;
}

instant clock_step_at(const struct clock *c, const struct level *l,
		      const struct step *s)
{
	if (c->state != CLOCK_RUNNING)
		return INSTANT_NONE;
	if (s->offset <= 0)
		return after(c, l, c->since,
			     c->target - c->consumed + s->offset);
	if (c->due == INSTANT_NONE)
		return INSTANT_NONE;
	return after(c, l, c->due, s->offset);
}

static void at_most(instant *next, instant t)
{
	if (t != INSTANT_NONE && (*next == INSTANT_NONE || t < *next))
		*next = t;
}

void clock_find_next(struct clock *c, const struct level *l)
{
	bool breached = c->breached != INSTANT_NONE;
	instant next = INSTANT_NONE;

	if (c->state == CLOCK_RUNNING) {
		if (!breached && c->due != INSTANT_NONE)
			next = c->due + 1;
		for (int i = 0; i < l->nsteps[c->metric]; i++) {
			const struct step *s = &l->steps[c->metric][i];

			if ((c->steps_done & 1u << s->number) ||
			    (breached && s->offset <= 0))
				continue;
			at_most(&next, clock_step_at(c, l, s));
		}
	}
	if (c->next != next)
		c->changed = true;
	c->next = next;
}

void clock_step_done(struct clock *c, const struct level *l, int number)
{
	REQUIRE(number >= 0 && number < 16);
	c->steps_done |= 1u << number;
	c->changed = true;
	clock_find_next(c, l);
}

/* ---- From start to end --------------------------------------------------- */

void clock_breach(struct clock *c, instant at)
{
	c->breached = at;
	c->breach_department = c->department;
	c->breach_agent = c->agent;
	c->changed = true;
}

/*
 * Find the due instant of a clock that runs since c->since. Where nothing is
 * left, it is broken on the spot, unless it was before.
 */
static void aim(struct clock *c, const struct level *l)
{
	seconds left = c->target - c->consumed;

	if (left > 0) {
		c->due = after(c, l, c->since, left);
	} else {
		if (c->due == INSTANT_NONE)
			c->due = c->since;
		if (c->breached == INSTANT_NONE)
			clock_breach(c, c->since);
	}
	if (c->first_due == INSTANT_NONE)
		c->first_due = c->due;
}

/* Close its current segment. */
static void close_segment(struct clock *c, const struct level *l, instant at)
{
	REQUIRE(at >= c->since);
	if (c->state == CLOCK_PAUSED)
		c->paused += at - c->since;
	else
		c->consumed = clock_consumed(c, l, at);
	c->since = at;
	c->changed = true;
}

/* The level and the target under which it goes on. */
static void label(struct clock *c, const struct level *l, struct target target)
{
	c->level_version = l->version;
	c->level_name = l->name;
	c->calendar_version = target.unit == UNIT_CALENDAR
				      ? 0
				      : l->calendar_version;
	c->tz_version = l->tz_version;
	c->target = target.seconds;
	c->unit = target.unit;
	c->changed = true;
}

void clock_start(struct clock *c, const struct level *l, struct target target,
		 instant at)
{
	REQUIRE(target.seconds > 0);
	label(c, l, target);
	c->start_level_version = c->level_version;
	c->start_calendar_version = c->calendar_version;
	c->start_tz_version = c->tz_version;
	c->state = CLOCK_RUNNING;
	c->started = c->since = at;
	c->first_due = c->due = INSTANT_NONE;
	c->breached = c->stopped = c->next = INSTANT_NONE;
	aim(c, l);
	clock_find_next(c, l);
}

void clock_pause(struct clock *c, const struct level *l, instant at)
{
	seconds left = clock_remaining(c, l, at);

	if (left == 0)
		return;
	close_segment(c, l, at);
	c->state = CLOCK_PAUSED;
	if (left > 0)
		c->due = INSTANT_NONE;
	clock_find_next(c, l);
}

void clock_resume(struct clock *c, const struct level *l, instant at)
{
	close_segment(c, l, at);
	c->state = CLOCK_RUNNING;
	aim(c, l);
	clock_find_next(c, l);
}

void clock_revive(struct clock *c, const struct level *l, bool paused)
{
	seconds left = c->target - c->consumed;

	label(c, l, (struct target){ c->target, c->unit });
	c->id.n = 0;
	c->cycle++;
	c->reason = CLOCK_DONE;
	c->resolver.n = 0;
	c->margin = 0;
	c->stopped = INSTANT_NONE;
	c->state = paused && left != 0 ? CLOCK_PAUSED : CLOCK_RUNNING;
	if (left > 0 && paused)
		c->due = INSTANT_NONE;
	else if (left > 0)
		c->due = after(c, l, c->since, left);
	clock_find_next(c, l);
}

/* Would it count on just as before? */
static bool is_same(const struct clock *c, const struct level *l,
		    struct target target)
{
	int64_t version = target.unit == UNIT_CALENDAR ? 0
						       : l->calendar_version;

	return c->target == target.seconds && c->unit == target.unit &&
	       c->calendar_version == version &&
	       str_eq(c->tz_version, l->tz_version);
}

void clock_retarget(struct clock *c, const struct level *was,
		    const struct level *l, struct target target, instant at)
{
	bool same = is_same(c, l, target);

	if (!same)
		close_segment(c, was, at);
	label(c, l, target);
	if (!same) {
		bool left = c->target > c->consumed;

		/* What was broken keeps its due date, if none lies ahead. */
		if (left || c->breached == INSTANT_NONE)
			c->due = INSTANT_NONE;
		if (c->state == CLOCK_RUNNING)
			aim(c, l);
	}
	clock_find_next(c, l);
}

/* How far over its target, as it ended. */
static seconds margin(const struct clock *c)
{
	seconds over = c->consumed - c->target;

	if (c->state == CLOCK_CANCELLED)
		return 0;
	/* Broken under a shorter target, it is missed, if by nothing. */
	return c->state == CLOCK_MISSED && over < 0 ? 0 : over;
}

static void end(struct clock *c, const struct level *l, instant at,
		person_id by, enum clock_state state)
{
	close_segment(c, l, at);
	c->state = state;
	c->stopped = at;
	c->resolver = by;
	c->margin = margin(c);
	clock_find_next(c, l);
}

void clock_done(struct clock *c, const struct level *l, instant at,
		person_id by)
{
	if (c->state == CLOCK_PAUSED)
		clock_resume(c, l, at);
	c->reason = CLOCK_DONE;
	end(c, l, at, by,
	    c->breached == INSTANT_NONE ? CLOCK_MET : CLOCK_MISSED);
}

void clock_cancel(struct clock *c, const struct level *l, instant at,
		  person_id by, enum clock_reason reason)
{
	bool missed = c->breached != INSTANT_NONE && reason != CLOCK_SPAM &&
		      reason != CLOCK_DELETED;

	c->reason = reason;
	end(c, l, at, by, missed ? CLOCK_MISSED : CLOCK_CANCELLED);
}

/* ---- A ticket's place in lists ------------------------------------------- */

const struct clock *clock_ticket_nearest(const struct clock_ticket *t)
{
	const struct clock *found = NULL;

	for (size_t i = 0; i < t->n; i++) {
		const struct clock *c = &t->clocks[i];

		if (c->state == CLOCK_RUNNING && c->due != INSTANT_NONE &&
		    (!found || c->due < found->due))
			found = c;
	}
	return found;
}

static bool has_ended(enum status s)
{
	return s == STATUS_RESOLVED || s == STATUS_CLOSED || s == STATUS_SPAM ||
	       s == STATUS_DELETED || s == STATUS_MERGED;
}

instant clock_ticket_order_at(const struct clock_ticket *t)
{
	const struct clock *nearest = clock_ticket_nearest(t);

	if (has_ended(t->status))
		return t->last_event;
	if (nearest)
		return nearest->due;
	for (size_t i = 0; i < t->n; i++)
		if (clock_live(&t->clocks[i]))
			return CLOCK_ORDER_LAST + t->last_event;
	return NO_SLA_SECONDS +
	       (t->unanswered == INSTANT_NONE ? t->created : t->unanswered);
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
		[CLOCK_DONE] = "done",       [CLOCK_RESOLVED] = "resolved",
		[CLOCK_LEVEL] = "level",     [CLOCK_SPAM] = "spam",
		[CLOCK_DELETED] = "deleted", [CLOCK_MERGED] = "merged",
	};

	REQUIRE((size_t)r < COUNT_OF(names));
	return names[r];
}
