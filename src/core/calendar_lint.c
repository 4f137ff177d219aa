#include "core/calendar_lint.h"

#include "base/arena.h"
#include "base/require.h"
#include "base/zone.h"
#include "core/calendar_block.h"
#include "core/calendar_minutes.h"

/* Skipped windows are looked for so far ahead. */
#define SKIPPED_DAYS INT64_C(731)

struct lint {
	struct arena *arena;
	const struct calendar_spec *spec;
	const struct calendar *calendar;
	int64_t today;
	struct calendar_finding *v;
	size_t n, cap;
};

static struct calendar_finding *
found(struct lint *l, enum calendar_finding_kind kind, int64_t day)
{
	ARENA_ROOM(l->arena, l->v, l->n, l->cap);
	l->v[l->n] = (struct calendar_finding){ .kind = kind, .day = day };
	return &l->v[l->n++];
}

/* ---- Minutes that nobody meant to close ---------------------------------- */

/* The minute of a date, or of a plain weekday. */
struct spot {
	int64_t day;
	int32_t weekday;
};

static const struct calendar_day *day_at(const struct calendar *c,
					 struct spot at)
{
	return at.day == CALENDAR_NO_DAY ? &c->week[at.weekday]
					 : calendar_day_of(c, at.day);
}

static bool open_at(const struct calendar *c, struct spot at, int32_t minute)
{
	const struct calendar_day *day = day_at(c, at);
	const struct calendar_hours *h = calendar_hours_of(c, day);

	for (uint16_t i = 0; i < day->n; i++)
		if (minute >= h[i].from && minute < h[i].to)
			return true;
	return false;
}

static struct spot eve_of(struct spot at)
{
	if (at.day != CALENDAR_NO_DAY)
		at.day--;
	at.weekday = (at.weekday + 6) % 7;
	return at;
}

/* Closed, between two that are open; not the last of a day. */
static bool lone(const struct calendar *c, struct spot at, int32_t minute)
{
	struct spot before = minute == 0 ? eve_of(at) : at;

	return !open_at(c, at, minute) &&
	       open_at(c, before, (minute + DAY_MINUTES - 1) % DAY_MINUTES) &&
	       open_at(c, at, minute + 1);
}

static bool ends_2359(const struct calendar *c, struct spot at)
{
	return open_at(c, at, DAY_MINUTES - 2) &&
	       !open_at(c, at, DAY_MINUTES - 1);
}

/* A date need not say again what is wrong with its weekday. */
static bool said_of_weekday(const struct calendar *c, struct spot at,
			    int32_t minute)
{
	const struct spot plain = { CALENDAR_NO_DAY, at.weekday };

	return at.day != CALENDAR_NO_DAY &&
	       (minute == DAY_MINUTES - 1 ? ends_2359(c, plain)
					  : lone(c, plain, minute));
}

static void find_2359(struct lint *l, struct spot at)
{
	const struct calendar *c = l->calendar;

	if (ends_2359(c, at) && !said_of_weekday(c, at, DAY_MINUTES - 1))
		found(l, CALENDAR_ENDS_2359, at.day)->weekday = at.weekday;
}

/* A lone minute is next to the end of open hours, or begins the day. */
static void find_gaps(struct lint *l, struct spot at)
{
	const struct calendar *c = l->calendar;
	const struct calendar_day *day = day_at(c, at);
	const struct calendar_hours *h = calendar_hours_of(c, day);

	for (int i = -1; i < day->n; i++) {
		int32_t minute = i < 0 ? 0 : h[i].to;
		struct calendar_finding *f;

		if (minute >= DAY_MINUTES - 1 || !lone(c, at, minute) ||
		    said_of_weekday(c, at, minute))
			continue;
		f = found(l, CALENDAR_GAP_MINUTE, at.day);
		f->weekday = at.weekday;
		f->from_min = minute;
		f->to_min = minute + 1;
	}
}

/* Each plain weekday, then the dates that differ from it. */
static void each_day(struct lint *l, void (*find)(struct lint *, struct spot))
{
	const struct calendar *c = l->calendar;

	for (int32_t i = 0; i < 7; i++)
		find(l, (struct spot){ CALENDAR_NO_DAY, i });
	for (uint32_t i = 0; i < c->nexceptions; i++) {
		int64_t day = c->exceptions[i].date;

		if (day >= l->today)
			find(l, (struct spot){ day, instant_weekday(day) });
	}
}

/* ---- Holidays of next year ----------------------------------------------- */

static void find_no_holidays(struct lint *l)
{
	int32_t year = instant_civil_of(l->today).year;
	int64_t first[3]; /* days of this year, the next, the one after */
	size_t n[2] = { 0 };

	for (int i = 0; i < 3; i++)
		first[i] = instant_day_of((struct civil){ year + i, 1, 1 });
	for (size_t i = 0; i < l->spec->nclosures; i++)
		for (int j = 0; j < 2; j++)
			n[j] += l->spec->closures[i].day >= first[j] &&
				l->spec->closures[i].day < first[j + 1];
	if (n[0] > 0 && n[1] == 0)
		found(l, CALENDAR_NO_HOLIDAYS, first[1]);
}

/* ---- Windows that the clocks skip ---------------------------------------- */

/* Local seconds that are skipped. */
struct gap {
	int64_t from, to;
};

static void skipped(struct lint *l, const struct gap *g, int64_t day,
		    size_t index, int32_t from_min, int32_t to_min)
{
	int64_t midnight = day * DAY_SECONDS;
	struct calendar_finding *f;

	if (midnight + from_min * INT64_C(60) < g->from ||
	    midnight + to_min * INT64_C(60) > g->to)
		return;
	f = found(l, CALENDAR_SKIPPED, day);
	f->weekday = instant_weekday(day);
	f->index = index;
	f->from_min = from_min;
	f->to_min = to_min;
}

static const struct calendar_replacement *
replacement_of(const struct calendar_spec *s, int64_t day)
{
	for (size_t i = 0; i < s->nreplacements; i++)
		if (s->replacements[i].day == day)
			return &s->replacements[i];
	return NULL;
}

static void find_skipped_on(struct lint *l, const struct gap *g, int64_t day)
{
	const struct calendar_replacement *r = replacement_of(l->spec, day);
	const struct calendar_window *w = l->spec->windows;

	if (r) {
		for (size_t i = 0; i < r->nwindows; i++)
			skipped(l, g, day, i, r->windows[i].from_min,
				r->windows[i].to_min);
		return;
	}
	for (size_t i = 0; i < l->spec->nwindows; i++)
		if (w[i].weekday == instant_weekday(day))
			skipped(l, g, day, i, w[i].from_min, w[i].to_min);
}

static void find_skipped(struct lint *l)
{
	const struct zone *z = l->spec->zone;
	size_t i = zone_span_at(z, l->today * DAY_SECONDS) + 1;
	instant until = (l->today + SKIPPED_DAYS) * DAY_SECONDS;

	for (; i < z->n && z->spans[i].from < until; i++) {
		const struct gap g = {
			z->spans[i].from + z->spans[i - 1].offset,
			z->spans[i].from + z->spans[i].offset,
		};
		int64_t day = g.from / DAY_SECONDS - (g.from % DAY_SECONDS < 0);

		for (; day * DAY_SECONDS < g.to; day++)
			find_skipped_on(l, &g, day);
	}
}

/* ---- Windows that overlap ------------------------------------------------ */

/* What windows have in common, the second so many days after the first. */
static bool common(struct calendar_dated a, struct calendar_dated b,
		   int32_t days, int32_t *from, int32_t *to)
{
	b.from_min += days * DAY_MINUTES;
	b.to_min += days * DAY_MINUTES;
	*from = a.from_min > b.from_min ? a.from_min : b.from_min;
	*to = a.to_min < b.to_min ? a.to_min : b.to_min;
	return *from < *to;
}

static struct calendar_dated of_window(const struct calendar_window *w)
{
	return (struct calendar_dated){ w->from_min, w->to_min };
}

/* Each pair once: on one weekday, or the tail of one with the next day's. */
static void overlap_of(struct lint *l, size_t i, size_t j)
{
	const struct calendar_window *a = &l->spec->windows[i];
	const struct calendar_window *b = &l->spec->windows[j];
	int32_t days = (b->weekday - a->weekday + 7) % 7, from, to;
	struct calendar_finding *f;

	if (days > 1 || (days == 0 && j <= i) ||
	    !common(of_window(a), of_window(b), days, &from, &to))
		return;
	f = found(l, CALENDAR_OVERLAP, CALENDAR_NO_DAY);
	f->weekday = a->weekday;
	f->index = i;
	f->other = j;
	f->from_min = from;
	f->to_min = to;
}

static void overlaps_on(struct lint *l, const struct calendar_replacement *r)
{
	int32_t from, to;

	for (size_t i = 0; i < r->nwindows; i++)
		for (size_t j = i + 1; j < r->nwindows; j++)
			if (common(r->windows[i], r->windows[j], 0, &from,
				   &to)) {
				struct calendar_finding *f = found(
					l, CALENDAR_OVERLAP, r->day);

				f->weekday = instant_weekday(r->day);
				f->index = i;
				f->other = j;
				f->from_min = from;
				f->to_min = to;
			}
}

static void find_overlaps(struct lint *l)
{
	for (size_t i = 0; i < l->spec->nwindows; i++)
		for (size_t j = 0; j < l->spec->nwindows; j++)
			overlap_of(l, i, j);
	for (size_t i = 0; i < l->spec->nreplacements; i++)
		if (l->spec->replacements[i].day >= l->today)
			overlaps_on(l, &l->spec->replacements[i]);
}

/* ---- Exceptions that change nothing -------------------------------------- */

/* Where more exceptions than this touch a date, it is not looked at. */
#define NEAR_MAX 64

/* An exception of the spec, by date. */
struct dated {
	int64_t day;
	size_t index;
};

/* What can change the hours of a date or of the one after. */
struct near {
	struct calendar_closure closures[NEAR_MAX];
	struct calendar_replacement replacements[NEAR_MAX];
	size_t nclosures, nreplacements;
};

struct exceptions {
	struct dated *closures, *replacements;
	struct arena *scratch;
};

static int by_day(const void *a, const void *b)
{
	const struct dated *x = a, *y = b;

	if (x->day != y->day)
		return x->day < y->day ? -1 : 1;
	return (x->index > y->index) - (x->index < y->index);
}

/* The first of a sorted list that is on that date or later. */
static size_t first_on(const struct dated *list, size_t n, int64_t day)
{
	size_t low = 0;

	while (low < n) {
		size_t mid = low + (n - low) / 2;

		if (list[mid].day < day)
			low = mid + 1;
		else
			n = mid;
	}
	return low;
}

/* False when they are too many. */
static bool near_make(const struct lint *l, const struct exceptions *x,
		      int64_t day, struct near *out)
{
	const struct calendar_spec *s = l->spec;
	size_t i = first_on(x->closures, s->nclosures, day - 1);

	out->nclosures = out->nreplacements = 0;
	for (; i < s->nclosures && x->closures[i].day <= day + 1; i++) {
		if (out->nclosures == NEAR_MAX)
			return false;
		out->closures[out->nclosures++] =
			s->closures[x->closures[i].index];
	}
	i = first_on(x->replacements, s->nreplacements, day - 1);
	for (; i < s->nreplacements && x->replacements[i].day <= day + 1; i++)
		out->replacements[out->nreplacements++] =
			s->replacements[x->replacements[i].index];
	return true;
}

/* A calendar's hours do not depend on its zone. */
static const struct calendar *compile(const struct lint *l,
				      const struct near *n, struct arena *a)
{
	static const struct zone_span span = { INT64_MIN, 0 };
	static const struct zone flat = { "UTC", &span, 1 };
	struct calendar_spec s = *l->spec;
	struct err e = { 0 };

	s.zone = &flat;
	s.closures = n->closures;
	s.nclosures = n->nclosures;
	s.replacements = n->replacements;
	s.nreplacements = n->nreplacements;
	return calendar_new(a, &s, &e);
}

static bool same_day(const struct calendar *a, const struct calendar *b,
		     int64_t day)
{
	const struct calendar_day *x = calendar_day_of(a, day);
	const struct calendar_day *y = calendar_day_of(b, day);

	return x->n == y->n &&
	       memcmp(calendar_hours_of(a, x), calendar_hours_of(b, y),
		      x->n * sizeof(struct calendar_hours)) == 0;
}

/* The same hours on the date and its next, with them and without? */
static bool same_hours(const struct lint *l, const struct exceptions *x,
		       const struct near *with, const struct near *without,
		       int64_t day)
{
	const struct calendar *a, *b;

	arena_reset(x->scratch);
	a = compile(l, with, x->scratch);
	b = compile(l, without, x->scratch);
	REQUIRE(a && b); /* parts of what was compiled already */
	return same_day(a, b, day) && same_day(a, b, day + 1);
}

static bool same_closure(const struct calendar_closure *a,
			 const struct calendar_closure *b)
{
	return a->day == b->day && a->from_min == b->from_min &&
	       a->to_min == b->to_min && a->mode == b->mode;
}

static void find_idle_closure(struct lint *l, const struct exceptions *x,
			      size_t index)
{
	const struct calendar_closure *c = &l->spec->closures[index];
	struct near with, without;
	struct calendar_finding *f;
	size_t i = 0;

	if (c->day < l->today || !near_make(l, x, c->day, &with))
		return;
	without = with;
	while (!same_closure(&without.closures[i], c))
		i++;
	without.closures[i] = without.closures[--without.nclosures];
	if (!same_hours(l, x, &with, &without, c->day))
		return;
	f = found(l, CALENDAR_CLOSES_NOTHING, c->day);
	f->weekday = instant_weekday(c->day);
	f->index = index;
	f->from_min = c->from_min;
	f->to_min = c->to_min;
}

static void find_idle_replacement(struct lint *l, const struct exceptions *x,
				  size_t index)
{
	const struct calendar_replacement *r = &l->spec->replacements[index];
	struct near with, without;
	struct calendar_finding *f;
	size_t i = 0;

	if (r->day < l->today || !near_make(l, x, r->day, &with))
		return;
	without = with;
	while (without.replacements[i].day != r->day)
		i++;
	without.replacements[i] = without.replacements[--without.nreplacements];
	if (!same_hours(l, x, &with, &without, r->day))
		return;
	f = found(l, CALENDAR_CHANGES_NOTHING, r->day);
	f->weekday = instant_weekday(r->day);
	f->index = index;
}

static void find_idle(struct lint *l)
{
	const struct calendar_spec *s = l->spec;
	struct exceptions x = {
		.closures = ARENA_ARRAY(l->arena, s->nclosures, struct dated),
		.replacements = ARENA_ARRAY(l->arena, s->nreplacements,
					    struct dated),
		.scratch = arena_new(),
	};

	for (size_t i = 0; i < s->nclosures; i++)
		x.closures[i] = (struct dated){ s->closures[i].day, i };
	for (size_t i = 0; i < s->nreplacements; i++)
		x.replacements[i] = (struct dated){ s->replacements[i].day, i };
	qsort(x.closures, s->nclosures, sizeof(*x.closures), by_day);
	qsort(x.replacements, s->nreplacements, sizeof(*x.replacements),
	      by_day);
	for (size_t i = 0; i < s->nclosures; i++)
		find_idle_closure(l, &x, x.closures[i].index);
	for (size_t i = 0; i < s->nreplacements; i++)
		find_idle_replacement(l, &x, x.replacements[i].index);
	arena_free(x.scratch);
}

/* ---- All of it ----------------------------------------------------------- */

enum err_kind calendar_lint(struct arena *a, const struct calendar_spec *spec,
			    int64_t today, struct calendar_findings *out,
			    struct err *e)
{
	struct lint l = { .arena = a, .spec = spec, .today = today };

	l.calendar = calendar_new(a, spec, e);
	if (!l.calendar)
		return e->kind;
	if (!calendar_has_open_time(l.calendar))
		found(&l, CALENDAR_NEVER_OPEN, CALENDAR_NO_DAY);
	each_day(&l, find_2359);
	each_day(&l, find_gaps);
	find_no_holidays(&l);
	find_skipped(&l);
	find_overlaps(&l);
	find_idle(&l);
	out->v = l.v;
	out->n = l.n;
	return ERR_NONE;
}
