#include "core/oracle.h"

#include "base/zone.h"

/* ---- A date's weekday, and the offset, each found in its own way --------- */

/* Sakamoto's rule, on a civil date counted out from 1600-01-01. */
static int find_weekday(int64_t day)
{
	static const int shift[12] = { 0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4 };
	static const int length[12] = { 31, 28, 31, 30, 31, 30,
					31, 31, 30, 31, 30, 31 };
	int64_t left = day + 135140; /* days from 1600-01-01 */
	int year = 1600, month = 0;

	year += (int)(left / 146097) * 400;
	left %= 146097;
	for (;;) {
		bool leap = year % 4 == 0 &&
			    (year % 100 != 0 || year % 400 == 0);

		if (left < 365 + leap) {
			while (left >= length[month] + (month == 1 && leap)) {
				left -= length[month] + (month == 1 && leap);
				month++;
			}
			break;
		}
		left -= 365 + leap;
		year++;
	}
	if (month < 2)
		year--;
	/* It says 0 for Sunday. */
	return (int)((year + year / 4 - year / 100 + year / 400 + shift[month] +
		      left + 1 + 6) %
		     7);
}

/* The same, remembered for a day and the one before. */
static int weekday_of(int64_t day)
{
	static int64_t known[2] = { INT64_MIN, INT64_MIN };
	static int weekday[2];
	size_t i = (size_t)(day & 1);

	if (known[i] != day) {
		known[i] = day;
		weekday[i] = find_weekday(day);
	}
	return weekday[i];
}

static size_t span_of(const struct zone *z, instant u)
{
	static const struct zone *last;
	static size_t i;

	if (last != z || i >= z->n) {
		last = z;
		i = 0;
	}
	while (i > 0 && z->spans[i].from > u)
		i--;
	while (i + 1 < z->n && z->spans[i + 1].from <= u)
		i++;
	return i;
}

/* ---- Is one local minute open? ------------------------------------------- */

static bool whole_day(const struct calendar_closure *c)
{
	return c->from_min == 0 && c->to_min == 1440;
}

/* Does a shift that started on ${day} cover its minute ${minute}? */
static bool shift_covers(const struct calendar_spec *s, int64_t day, int minute)
{
	int weekday;

	for (size_t i = 0; i < s->nclosures; i++)
		if (s->closures[i].day == day &&
		    s->closures[i].mode == CALENDAR_SHIFT &&
		    whole_day(&s->closures[i]))
			return false;
	for (size_t i = 0; i < s->nreplacements; i++) {
		const struct calendar_replacement *r = &s->replacements[i];

		if (r->day != day)
			continue;
		for (size_t j = 0; j < r->nwindows; j++)
			if (minute >= r->windows[j].from_min &&
			    minute < r->windows[j].to_min)
				return true;
		return false;
	}
	weekday = weekday_of(day);
	for (size_t i = 0; i < s->nwindows; i++)
		if (s->windows[i].weekday == weekday &&
		    minute >= s->windows[i].from_min &&
		    minute < s->windows[i].to_min)
			return true;
	return false;
}

static bool masked(const struct calendar_spec *s, int64_t day, int minute)
{
	for (size_t i = 0; i < s->nclosures; i++) {
		const struct calendar_closure *c = &s->closures[i];
		int m = minute + (int)(day - c->day) * 1440;

		if (c->mode == CALENDAR_SHIFT && whole_day(c))
			continue;
		if (c->day <= day && day - c->day <= 1 && m >= c->from_min &&
		    m < c->to_min)
			return true;
	}
	return false;
}

static bool minute_open(const struct calendar_spec *s, int64_t local_minute)
{
	int64_t day = local_minute / 1440;
	int minute = (int)(local_minute % 1440);

	if (minute < 0) {
		minute += 1440;
		day--;
	}
	return (shift_covers(s, day, minute) ||
		shift_covers(s, day - 1, minute + 1440)) &&
	       !masked(s, day, minute);
}

/* ---- Walking ------------------------------------------------------------- */

static int64_t floor_minute(int64_t local)
{
	return local / 60 - (local % 60 < 0);
}

bool oracle_open(const struct calendar_spec *s, instant u)
{
	size_t i = span_of(s->zone, u);

	return minute_open(s, floor_minute(u + s->zone->spans[i].offset));
}

/* The end of the stretch from ${u} on that surely is all open or all closed. */
static instant stretch_end(const struct zone *z, instant u, instant limit)
{
	size_t i = span_of(z, u);
	int32_t offset = z->spans[i].offset;
	instant end = (floor_minute(u + offset) + 1) * 60 - offset;

	if (i + 1 < z->n && end > z->spans[i + 1].from)
		end = z->spans[i + 1].from;
	return end < limit ? end : limit;
}

/* The start of the stretch that ends at ${u}. */
static instant stretch_start(const struct zone *z, instant u, instant limit)
{
	size_t i = span_of(z, u - 1);
	int32_t offset = z->spans[i].offset;
	instant start = floor_minute(u - 1 + offset) * 60 - offset;

	if (start < z->spans[i].from)
		start = z->spans[i].from;
	return start > limit ? start : limit;
}

seconds oracle_work(const struct calendar_spec *s, instant a, instant b)
{
	seconds work = 0;

	while (a < b) {
		instant end = stretch_end(s->zone, a, b);

		if (oracle_open(s, a))
			work += end - a;
		a = end;
	}
	return work;
}

instant oracle_add(const struct calendar_spec *s, instant a, seconds d,
		   seconds reach)
{
	instant limit = a + reach;

	while (d > 0 && a < limit) {
		instant end = stretch_end(s->zone, a, limit);

		if (!oracle_open(s, a)) {
			a = end;
		} else if (d > end - a) {
			d -= end - a;
			a = end;
		} else {
			a += d;
			d = 0;
		}
	}
	return d > 0 ? INSTANT_NONE : a;
}

instant oracle_sub(const struct calendar_spec *s, instant b, seconds d,
		   seconds reach)
{
	instant limit = b - reach;

	while (d > 0 && b > limit) {
		instant start = stretch_start(s->zone, b, limit);

		if (!oracle_open(s, start)) {
			b = start;
		} else if (d > b - start) {
			d -= b - start;
			b = start;
		} else {
			b -= d;
			d = 0;
		}
	}
	return d > 0 ? INSTANT_NONE : b;
}
