#include "core/strip.h"

#include "base/arena.h"

#define MINUTE INT64_C(60)
#define HOUR INT64_C(3600)

/* ---- The badge ----------------------------------------------------------- */

/* The instant up to which it has counted. */
static instant end_of(const struct clock *c, instant now)
{
	if (!clock_live(c))
		return c->stopped;
	return now > c->started ? now : c->started;
}

static enum strip_kind kind_of(const struct clock *c, seconds left, instant now)
{
	if (c->state == CLOCK_MET)
		return STRIP_MET;
	if (c->state == CLOCK_MISSED)
		return STRIP_MISSED;
	if (c->state == CLOCK_CANCELLED)
		return STRIP_CANCELLED;
	if (clock_never_due(c))
		return STRIP_NO_OPEN_TIME;
	if (c->state == CLOCK_PAUSED)
		return STRIP_PAUSED;
	if (c->due < now)
		return STRIP_OVERDUE;
	if (left * 10 <= c->target || left <= 15 * MINUTE)
		return STRIP_URGENT;
	return left * 4 <= c->target ? STRIP_SOON : STRIP_CALM;
}

/* Until a deadline by hand, which pauses do not move; else of the target. */
static seconds left_at(const struct clock *c, instant end)
{
	const struct calendar *cal;

	if (c->manual == INSTANT_NONE)
		return clock_remaining(c, end);
	cal = level_calendar(c->level, c->unit);
	return c->due < end ? -calendar_work(cal, c->due, end)
			    : calendar_work(cal, end, c->due);
}

/* What is left, or over where that is what the badge tells; never less than
 * nothing. */
static seconds amount(const struct strip_badge *b)
{
	bool over = b->kind == STRIP_OVERDUE || b->kind == STRIP_MISSED ||
		    (b->kind == STRIP_PAUSED && b->late > 0);
	seconds left = over ? -b->left : b->left;

	return left > 0 ? left : 0;
}

bool strip_for_customer(const struct clock *c)
{
	return c->metric != METRIC_FIRST_ASSIGN &&
	       !(c->state == CLOCK_CANCELLED &&
		 (c->reason == CLOCK_SPAM || c->reason == CLOCK_DELETED));
}

void strip_badge(const struct clock *c, instant now, struct strip_badge *out)
{
	instant end = end_of(c, now);
	seconds left = left_at(c, end);
	bool late = c->due != INSTANT_NONE && c->due < end;

	*out = (struct strip_badge){
		.kind = kind_of(c, left, end),
		.unit = c->unit,
		.left = left,
		.late = late ? end - c->due : 0,
		.ticking = c->state == CLOCK_RUNNING,
	};
	out->amount = amount(out);
}

size_t strip_windows(const struct clock *c, instant now,
		     struct calendar_span *out, size_t max)
{
	struct calendar_iter it = {
		.calendar = level_calendar(c->level, c->unit),
		.at = now,
		.end = INSTANT_MAX,
	};
	size_t n = 0;

	if (c->state != CLOCK_RUNNING || c->unit == UNIT_CALENDAR)
		return 0;
	while (n < max && calendar_iter_next(&it, &out[n]))
		n++;
	return n;
}

/* ---- Pauses, from events ------------------------------------------------- */

/*
 * The clock, as it is by now: the last cycle that it went on from, before its
 * ticket came back from where it was hidden.
 */
static const struct clock *find(const struct clock_ticket *t,
				const struct clock *c)
{
	const struct clock *found = NULL;

	for (size_t i = 0; i < t->n; i++) {
		const struct clock *other = &t->clocks[i];

		if (other->metric == c->metric &&
		    other->started == c->started && other->cycle <= c->cycle)
			found = other;
	}
	return found;
}

/* Does it stand still? While it is hidden, as it did before. */
static bool stands(const struct clock *c, int cycle, bool was)
{
	if (c->state == CLOCK_CANCELLED && c->cycle < cycle)
		return was;
	return c->state == CLOCK_PAUSED;
}

size_t strip_pauses(const struct event *ev, size_t n,
		    const struct level *const *levels, const struct clock *c,
		    struct arena *a, struct calendar_span **out)
{
	struct calendar_span *spans = ARENA_ARRAY(a, n + 1,
						  struct calendar_span);
	struct clock_ticket t;
	bool was = false;
	size_t found = 0;

	clock_ticket_init(&t);
	for (size_t i = 0; i < n; i++) {
		const struct clock *now;
		bool is;

		clock_ticket_apply(&t, &ev[i], levels[i], a);
		now = find(&t, c);
		is = now && stands(now, c->cycle, was);
		if (is && !was)
			spans[found++] = (struct calendar_span){ ev[i].at,
								 INSTANT_MAX };
		else if (was && !is)
			spans[found - 1].until = now->since;
		was = is;
	}
	*out = spans;
	return found;
}

/* ---- The bar ------------------------------------------------------------- */

/* What is being drawn. */
struct pen {
	const struct clock *clock;
	const struct calendar *calendar;
	const struct calendar_span *pauses;
	size_t n;
	instant end; /* now, or its stop */
	struct strip *strip;
};

static int position(const struct strip *s, instant at)
{
	return (int)((at - s->from) * STRIP_WIDTH / (s->until - s->from));
}

/* Nothing that is drawn lies before the start. */
static bool is_within(const struct strip *s, instant at)
{
	return at != INSTANT_NONE && at <= s->until;
}

/* Draw up to ${x}. False when there is no room for another piece. */
static bool draw(struct strip *s, enum strip_part part, int x)
{
	struct strip_segment *last = s->n ? &s->segments[s->n - 1] : NULL;
	int from = last ? last->x + last->width : 0;

	if (x <= from)
		return true;
	if (last && last->part == part) {
		last->width = x - last->x;
		return true;
	}
	if (s->n == STRIP_SEGMENTS)
		return false;
	s->segments[s->n++] = (struct strip_segment){ part, from, x - from };
	return true;
}

/* What open time at ${at} is to this clock. */
static enum strip_part open_part(const struct pen *p, instant at)
{
	if (at >= p->end)
		return STRIP_PART_OPEN;
	if (p->clock->due != INSTANT_NONE && at >= p->clock->due)
		return STRIP_PART_LATE;
	return STRIP_PART_SPENT;
}

static instant earlier(instant a, instant b)
{
	return a < b ? a : b;
}

/* The next instant after ${at} where something is marked on the bar. */
static instant next_mark(const struct pen *p, instant at)
{
	instant limit = p->strip->until;

	if (p->end > at)
		limit = earlier(limit, p->end);
	if (p->clock->due > at)
		limit = earlier(limit, p->clock->due);
	return limit;
}

/* The part at ${at}, and where it ends. */
static enum strip_part part_at(const struct pen *p, size_t pause, instant at,
			       instant *until)
{
	instant limit = next_mark(p, at), opens;

	if (pause < p->n && p->pauses[pause].from <= at) {
		*until = earlier(p->strip->until, p->pauses[pause].until);
		return STRIP_PART_PAUSE;
	}
	if (pause < p->n)
		limit = earlier(limit, p->pauses[pause].from);
	if (calendar_open(p->calendar, at)) {
		*until = calendar_next_closed(p->calendar, at, limit);
		return open_part(p, at);
	}
	if (calendar_next_open(p->calendar, at, &opens))
		opens = limit;
	*until = earlier(limit, opens);
	return STRIP_PART_CLOSED;
}

/* Each piece as it is; false when there are too many. */
static bool draw_exactly(const struct pen *p)
{
	struct strip *s = p->strip;
	instant at = s->from, until;
	size_t pause = 0;

	for (int pieces = 0; at < s->until; pieces++) {
		enum strip_part part;

		while (pause < p->n && p->pauses[pause].until <= at)
			pause++;
		part = part_at(p, pause, at, &until);
		if (pieces == 2 * STRIP_SEGMENTS ||
		    !draw(s, part, position(s, until)))
			return false;
		at = until;
	}
	return true;
}

static seconds paused_in(const struct pen *p, instant a, instant b)
{
	seconds sum = 0;

	for (size_t i = 0; i < p->n; i++) {
		instant from = p->pauses[i].from, until = p->pauses[i].until;

		if (from < a)
			from = a;
		if (until > b)
			until = b;
		if (from < until)
			sum += until - from;
	}
	return sum;
}

/* As many pieces as there is room for, all of one width. */
static void draw_roughly(const struct pen *p)
{
	struct strip *s = p->strip;
	seconds length = s->until - s->from;

	s->n = 0;
	for (int i = 0; i < STRIP_SEGMENTS; i++) {
		instant a = s->from + length * i / STRIP_SEGMENTS;
		instant b = s->from + length * (i + 1) / STRIP_SEGMENTS;
		enum strip_part part = STRIP_PART_CLOSED;

		if (2 * paused_in(p, a, b) > b - a)
			part = STRIP_PART_PAUSE;
		else if (calendar_work(p->calendar, a, b) > 0)
			part = open_part(p, a);
		/* Never more pieces than there is room for. */
		(void)draw(s, part, position(s, b));
	}
}

static void draw_marks(const struct pen *p)
{
	const struct clock *c = p->clock;
	const struct level *l = c->level;
	struct strip *s = p->strip;

	s->now = clock_live(c) ? position(s, p->end) : -1;
	s->stop = clock_live(c) ? -1 : position(s, p->end);
	s->due = is_within(s, c->due) ? position(s, c->due) : -1;
	for (int i = 0; i < l->nsteps[c->metric]; i++) {
		instant at = clock_step_at(c, &l->steps[c->metric][i]);

		if (is_within(s, at))
			s->ticks[s->nticks++] = position(s, at);
	}
}

void strip_bar(const struct clock *c, const struct calendar_span *pauses,
	       size_t n, instant now, struct strip *out)
{
	struct pen pen = {
		.clock = c,
		.calendar = level_calendar(c->level, c->unit),
		.pauses = pauses,
		.n = n,
		.end = end_of(c, now),
		.strip = out,
	};

	*out = (struct strip){ .from = c->started, .until = pen.end };
	if (c->due != INSTANT_NONE && c->due > out->until)
		out->until = c->due;
	if (out->until == out->from)
		out->until++;
	if (!draw_exactly(&pen))
		draw_roughly(&pen);
	draw_marks(&pen);
}

/* ---- How long ------------------------------------------------------------ */

struct strip_time strip_time(seconds s, enum unit u)
{
	struct strip_time t = { 0 };

	if (s < 0)
		s = -s;
	if (u == UNIT_CALENDAR && s >= DAY_SECONDS) {
		t.value1 = s / DAY_SECONDS;
		t.value2 = s % DAY_SECONDS / HOUR;
		t.unit1 = STRIP_DAYS;
		t.unit2 = STRIP_HOURS;
	} else if (s >= HOUR) {
		t.value1 = s / HOUR;
		t.value2 = s % HOUR / MINUTE;
		t.unit1 = STRIP_HOURS;
		t.unit2 = STRIP_MINUTES;
	} else {
		t.value1 = s >= MINUTE ? s / MINUTE : s;
		t.unit1 = s >= MINUTE ? STRIP_MINUTES : STRIP_SECONDS;
	}
	if (t.value2 == 0)
		t.unit2 = STRIP_NONE;
	return t;
}
