#include "core/calendar_on.h"

#include "base/arena.h"
#include "base/zone.h"
#include "core/calendar_days.h"
#include "core/calendar_minutes.h"

#define MINUTE INT64_C(60)

/* Both dates' windows, and a closure or two. */
struct on {
	struct arena *arena;
	const struct calendar_spec *spec;
	const struct calendar *calendar;
	int64_t day;
	struct calendar_part *parts;
	size_t nparts, capparts;
};

static int32_t within(int32_t minute)
{
	return minute < 0 ? 0 : minute > DAY_MINUTES ? DAY_MINUTES : minute;
}

/* ---- Windows ------------------------------------------------------------- */

static bool removes_shifts(const struct calendar_closure *c)
{
	return c->mode == CALENDAR_SHIFT && c->from_min == 0 &&
	       c->to_min == DAY_MINUTES;
}

/* Does the closure take some of these minutes of the date? */
static bool masks(const struct on *o, const struct calendar_closure *c,
		  const struct calendar_part *p)
{
	int64_t start = (c->day - o->day) * DAY_MINUTES;

	if (removes_shifts(c))
		return c->day == o->day - p->eve;
	return start + c->from_min < p->to_min &&
	       start + c->to_min > p->from_min;
}

/* Those that remove a whole shift come first. */
static size_t closed_by(const struct on *o, const struct calendar_part *p)
{
	const struct calendar_closure *c = o->spec->closures;
	size_t found = CALENDAR_NO_CLOSURE;

	for (size_t i = 0; i < o->spec->nclosures; i++) {
		if (!masks(o, &c[i], p))
			continue;
		if (removes_shifts(&c[i]))
			return i;
		if (found == CALENDAR_NO_CLOSURE)
			found = i;
	}
	return found;
}

/* Open seconds of the date at those minutes. */
static seconds open_between(const struct on *o, int32_t from, int32_t to)
{
	struct calendar_date it = { o->spec->zone, o->day, 0 };
	struct calendar_span s;
	seconds open = 0;

	while (calendar_date_next(&it, &s)) {
		int64_t midnight = o->day * DAY_SECONDS -
				   zone_offset(o->spec->zone, s.from);
		instant a = midnight + from * MINUTE;
		instant b = midnight + to * MINUTE;

		open += calendar_work(o->calendar, a > s.from ? a : s.from,
				      b < s.until ? b : s.until);
	}
	return open;
}

static void add_part(struct on *o, struct calendar_part p, int32_t from,
		     int32_t to)
{
	int32_t back = p.eve ? DAY_MINUTES : 0;

	p.from_min = within(from - back);
	p.to_min = within(to - back);
	p.closed_by = CALENDAR_NO_CLOSURE;
	if (p.from_min >= p.to_min)
		return;
	if (p.kind != CALENDAR_PART_CLOSURE) {
		p.closed_by = closed_by(o, &p);
		if (p.closed_by == CALENDAR_NO_CLOSURE ||
		    !removes_shifts(&o->spec->closures[p.closed_by]))
			p.open = open_between(o, p.from_min, p.to_min);
	}
	ARENA_ROOM(o->arena, o->parts, o->nparts, o->capparts);
	o->parts[o->nparts++] = p;
}

static const struct calendar_replacement *
replacement_of(const struct calendar_spec *s, int64_t day)
{
	for (size_t i = 0; i < s->nreplacements; i++)
		if (s->replacements[i].day == day)
			return &s->replacements[i];
	return NULL;
}

/* The windows that start on the date, or on the day before. */
static void add_windows(struct on *o, bool eve)
{
	const struct calendar_spec *s = o->spec;
	const struct calendar_replacement *r = replacement_of(s, o->day - eve);
	struct calendar_part p = { .eve = eve };

	if (r) {
		p.kind = CALENDAR_PART_REPLACEMENT;
		p.index = (size_t)(r - s->replacements);
		for (size_t i = 0; i < r->nwindows; i++) {
			p.window = i;
			add_part(o, p, r->windows[i].from_min,
				 r->windows[i].to_min);
		}
		return;
	}
	p.kind = CALENDAR_PART_WEEKDAY;
	for (size_t i = 0; i < s->nwindows; i++) {
		p.index = i;
		if (s->windows[i].weekday == instant_weekday(o->day - eve))
			add_part(o, p, s->windows[i].from_min,
				 s->windows[i].to_min);
	}
}

/* ---- Closures ------------------------------------------------------------ */

static bool took_a_window(const struct on *o, size_t closure)
{
	for (size_t i = 0; i < o->nparts; i++)
		if (o->parts[i].closed_by == closure)
			return true;
	return false;
}

/* Those of the date; of the day before, what reaches into it. */
static void add_closures(struct on *o)
{
	const struct calendar_closure *c = o->spec->closures;
	struct calendar_part p = { .kind = CALENDAR_PART_CLOSURE };

	for (size_t i = 0; i < o->spec->nclosures; i++) {
		p.index = i;
		p.eve = c[i].day == o->day - 1;
		if (c[i].day != o->day && !p.eve)
			continue;
		if (!p.eve || !removes_shifts(&c[i]))
			add_part(o, p, c[i].from_min, c[i].to_min);
		else if (took_a_window(o, i))
			add_part(o, p, DAY_MINUTES, 2 * DAY_MINUTES);
	}
}

/* ---- The date itself ----------------------------------------------------- */

/* Windows' ends and changes of the clocks part them; none touches the next. */
static void add_spans(struct on *o, struct calendar_on *out)
{
	struct calendar_date it = { o->spec->zone, o->day, 0 };
	struct calendar_span s, open, *v = NULL;
	size_t cap = 0, n = 0;

	while (calendar_date_next(&it, &s)) {
		struct calendar_iter in = { o->calendar, s.from, s.until };

		out->length += s.until - s.from;
		while (calendar_iter_next(&in, &open)) {
			out->open += open.until - open.from;
			if (n && v[n - 1].until == open.from) {
				v[n - 1].until = open.until;
				continue;
			}
			ARENA_ROOM(o->arena, v, n, cap);
			v[n++] = open;
		}
	}
	out->spans = v;
	out->nspans = n;
}

/* A date has not more changes of its clocks than this. */
#define JUMPS_MAX 4

static void add_jumps(struct on *o, struct calendar_on *out)
{
	const struct zone *z = o->spec->zone;
	struct calendar_jump *v = ARENA_ARRAY(o->arena, JUMPS_MAX,
					      struct calendar_jump);
	instant midnight = o->day * DAY_SECONDS;
	size_t i = zone_span_at(z, midnight - 2 * DAY_SECONDS) + 1;

	for (; i < z->n && z->spans[i].from < midnight + 3 * DAY_SECONDS; i++) {
		int32_t before = z->spans[i - 1].offset;
		int32_t after = z->spans[i].offset;
		int32_t low = before < after ? before : after;
		int32_t high = before < after ? after : before;

		if (low < high &&
		    z->spans[i].from + low < midnight + DAY_SECONDS &&
		    z->spans[i].from + high > midnight &&
		    out->njumps < JUMPS_MAX)
			v[out->njumps++] = (struct calendar_jump){
				z->spans[i].from, before, after
			};
	}
	out->jumps = v;
}

enum err_kind calendar_on_date(struct arena *a,
			       const struct calendar_spec *spec, int64_t day,
			       struct calendar_on *out, struct err *e)
{
	struct on o = { .arena = a, .spec = spec, .day = day };

	if (day <= INSTANT_MIN / DAY_SECONDS ||
	    day >= INSTANT_MAX / DAY_SECONDS - 1)
		return err_set(e, ERR_INVALID,
			       "a date from 1900-01-02 to 2399-12-30");
	o.calendar = calendar_new(a, spec, e);
	if (!o.calendar)
		return e->kind;
	*out = (struct calendar_on){
		.day = day,
		.replaced = replacement_of(spec, day) != NULL,
	};
	add_windows(&o, true);
	add_windows(&o, false);
	add_closures(&o);
	out->parts = o.parts;
	out->nparts = o.nparts;
	add_spans(&o, out);
	add_jumps(&o, out);
	return ERR_NONE;
}
