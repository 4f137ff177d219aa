#include "core/calendar_days.h"

#include "base/limits.h"
#include "core/calendar_block.h"

/* No offset is as large: what is farther from a change is not touched by it. */
#define MARGIN_DAYS 2

static int64_t floor_day(int64_t local)
{
	return local / DAY_SECONDS - (local % DAY_SECONDS < 0);
}

static instant later(instant a, instant b)
{
	return a > b ? a : b;
}

/* ---- The instants of a date ---------------------------------------------- */

/* What of the date lies in span ${i} of the zone; false if nothing does. */
static bool date_in_span(const struct calendar_date *it, size_t i,
			 struct calendar_span *out)
{
	const struct zone_span *s = &it->zone->spans[i];

	out->from = later(s->from, it->day * DAY_SECONDS - s->offset);
	out->until = (it->day + 1) * DAY_SECONDS - s->offset;
	if (i + 1 < it->zone->n && out->until > s[1].from)
		out->until = s[1].from;
	return out->from < out->until;
}

bool calendar_date_next(struct calendar_date *it, struct calendar_span *out)
{
	size_t i = it->seen++;

	if (!it->zone) {
		out->from = it->day * DAY_SECONDS;
		out->until = out->from + DAY_SECONDS;
		return i == 0;
	}
	if (i == 0)
		i = zone_span_at(it->zone,
				 (it->day - MARGIN_DAYS) * DAY_SECONDS);
	for (; i < it->zone->n; i++) {
		if (date_in_span(it, i, out)) {
			it->seen = i + 1;
			return true;
		}
		if (out->from >= (it->day + 1 + MARGIN_DAYS) * DAY_SECONDS)
			break;
	}
	return false;
}

int64_t calendar_date_of(const struct calendar *c, instant u)
{
	return floor_day(c->zone ? u + zone_offset(c->zone, u) : u);
}

/* ---- Working days -------------------------------------------------------- */

/* Is any of the date open at or after ${from}? */
static bool date_open(const struct calendar *c, int64_t day, instant from)
{
	struct calendar_date it = { c->zone, day, 0 };
	struct calendar_span s;

	while (calendar_date_next(&it, &s))
		if (calendar_work(c, later(s.from, from), s.until) > 0)
			return true;
	return false;
}

/* So many weekdays have open time. */
static int64_t open_weekdays(const struct calendar *c)
{
	int64_t n = 0;

	for (size_t i = 0; i < COUNT_OF(c->week); i++)
		n += c->week[i].open > 0;
	return n;
}

/*
 * So many whole weeks from ${day} on are plain: without exceptions, and each
 * local second of them comes once.
 */
static int64_t plain_weeks(const struct calendar *c, int64_t day)
{
	size_t x = calendar_exceptions_before(c, day);
	size_t i = zone_span_at(c->zone, (day - MARGIN_DAYS) * DAY_SECONDS) + 1;
	int64_t until = floor_day(INSTANT_MAX);

	if (x < c->nexceptions)
		until = c->exceptions[x].date;
	if (i < c->zone->n) {
		int64_t change = floor_day(c->zone->spans[i].from) -
				 MARGIN_DAYS;
		until = change < until ? change : until;
	}
	return until > day ? (until - day) / 7 : 0;
}

/* The ${n}-th date after ${day} with open time; false if after ${last}. */
static bool nth_open_date(const struct calendar *c, instant from, int64_t n,
			  int64_t last, int64_t *day)
{
	int64_t each = open_weekdays(c);

	while (n > 0) {
		int64_t weeks = plain_weeks(c, ++*day);

		if (each > 0 && weeks > (n - 1) / each)
			weeks = (n - 1) / each;
		*day += weeks * 7;
		n -= weeks * each;
		if (*day > last)
			return false;
		n -= date_open(c, *day, from);
	}
	return true;
}

/* The instant on that date that is meant, see calendar_after_days(). */
static instant aim(const struct calendar *c, int64_t day, instant from)
{
	int64_t second = from + zone_offset(c->zone, from) -
			 calendar_date_of(c, from) * DAY_SECONDS;
	struct calendar_date it = { c->zone, day, 0 };
	struct calendar_span s, open;
	instant end = from;

	while (calendar_date_next(&it, &s)) {
		struct calendar_iter on = { c, later(s.from, from), s.until };
		instant same = day * DAY_SECONDS + second -
			       zone_offset(c->zone, s.from);

		while (calendar_iter_next(&on, &open)) {
			if (open.until > same)
				return later(open.from, same);
			end = open.until;
		}
	}
	return end;
}

enum calendar_result calendar_after_days(const struct calendar *c, instant from,
					 int64_t n, instant *t)
{
	int64_t day;
	instant found;

	if (n <= 0) {
		*t = from;
		return CALENDAR_OK;
	}
	if (n > LIMIT_HORIZON_SECONDS / DAY_SECONDS || from < INSTANT_MIN ||
	    from > INSTANT_MAX)
		return CALENDAR_NO_OPEN_TIME;
	if (!c->zone)
		return calendar_add(c, from, n * DAY_SECONDS, t);
	day = calendar_date_of(c, from);
	if (!nth_open_date(c, from, n, floor_day(calendar_latest(from)) + 1,
			   &day))
		return CALENDAR_NO_OPEN_TIME;
	found = aim(c, day, from);
	if (found > calendar_latest(from))
		return CALENDAR_NO_OPEN_TIME;
	*t = found;
	return CALENDAR_OK;
}

/* ---- Openings ------------------------------------------------------------ */

enum calendar_result calendar_next_opening(const struct calendar *c, instant u,
					   instant *t)
{
	instant limit, closed, found;

	if (u < INSTANT_MIN || u > INSTANT_MAX)
		return CALENDAR_NO_OPEN_TIME;
	limit = calendar_latest(u);
	closed = calendar_next_closed(c, u, limit);
	if (closed >= limit || calendar_next_open(c, closed, &found) ||
	    found > limit)
		return CALENDAR_NO_OPEN_TIME;
	*t = found;
	return CALENDAR_OK;
}
