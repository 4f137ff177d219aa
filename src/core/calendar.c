#include "core/calendar_block.h"

#define MINUTE INT64_C(60)

const char *const calendar_weekdays[7] = { "mon", "tue", "wed", "thu",
					   "fri", "sat", "sun" };

/* ---- Instants ------------------------------------------------------------ */

static instant clamp(instant u)
{
	return u < INSTANT_MIN   ? INSTANT_MIN
	       : u > INSTANT_MAX ? INSTANT_MAX
				 : u;
}

/* Open seconds before ${u}, an instant of that span, since a fixed one. */
static int64_t work_before(const struct calendar *c, size_t span, instant u)
{
	return calendar_local_work(c, u + c->zone->spans[span].offset) +
	       calendar_skew(c)[span];
}

static bool span_reaches(const struct calendar *c, size_t span, int64_t work)
{
	return span > 0 &&
	       work_before(c, span, c->zone->spans[span].from) >= work;
}

/*
 * The last span that begins with less than ${work} open seconds before it.
 * Most answers are near, so stride away from ${near} first.
 */
static size_t span_reaching(const struct calendar *c, size_t near, int64_t work)
{
	size_t low = 0, high = c->zone->n, stride = 1;

	if (span_reaches(c, near, work)) {
		high = near;
		while (high > stride && span_reaches(c, high - stride, work)) {
			high -= stride;
			stride *= 2;
		}
		low = high > stride ? high - stride : 0;
	} else {
		low = near;
		while (low + stride < high &&
		       !span_reaches(c, low + stride, work)) {
			low += stride;
			stride *= 2;
		}
		if (low + stride < high)
			high = low + stride;
	}
	while (high - low > 1) {
		size_t mid = low + (high - low) / 2;

		if (span_reaches(c, mid, work))
			high = mid;
		else
			low = mid;
	}
	return low;
}

/* The earliest instant with ${work} open seconds before it, if any. */
static bool reaching(const struct calendar *c, size_t near, int64_t work,
		     instant *t)
{
	size_t span = span_reaching(c, near, work);
	int64_t local;

	if (!calendar_local_reaching(c, work - calendar_skew(c)[span], &local))
		return false;
	*t = local - c->zone->spans[span].offset;
	return true;
}

static instant earliest(instant b)
{
	instant end = b - LIMIT_HORIZON_SECONDS;

	return end > INSTANT_MIN ? end : INSTANT_MIN;
}

/* ---- What others call ---------------------------------------------------- */

size_t calendar_bytes(const struct calendar *c)
{
	return c->bytes;
}

const struct zone *calendar_zone(const struct calendar *c)
{
	return c->zone;
}

bool calendar_has_open_time(const struct calendar *c)
{
	return calendar_work(c, INSTANT_MIN, INSTANT_MAX) > 0;
}

seconds calendar_week(const struct calendar *c)
{
	return c->week_open * MINUTE;
}

bool calendar_open(const struct calendar *c, instant u)
{
	return calendar_work(c, u, u + 1) == 1;
}

seconds calendar_work(const struct calendar *c, instant a, instant b)
{
	a = clamp(a);
	b = clamp(b);
	if (b <= a)
		return 0;
	if (!c->zone)
		return b - a;
	return work_before(c, zone_span_at(c->zone, b), b) -
	       work_before(c, zone_span_at(c->zone, a), a);
}

enum calendar_result calendar_add(const struct calendar *c, instant a,
				  seconds d, instant *t)
{
	instant found;
	size_t span;

	if (d <= 0) {
		*t = a;
		return CALENDAR_OK;
	}
	if (d > LIMIT_HORIZON_SECONDS || a < INSTANT_MIN || a > INSTANT_MAX)
		return CALENDAR_NO_OPEN_TIME;
	if (c->zone) {
		span = zone_span_at(c->zone, a);
		if (!reaching(c, span, work_before(c, span, a) + d, &found))
			return CALENDAR_NO_OPEN_TIME;
	} else {
		found = a + d;
	}
	if (found > calendar_latest(a))
		return CALENDAR_NO_OPEN_TIME;
	*t = found;
	return CALENDAR_OK;
}

/*
 * The latest instant with at most x open seconds before it is the one before
 * the earliest with x + 1.
 */
enum calendar_result calendar_sub(const struct calendar *c, instant b,
				  seconds d, instant *t)
{
	instant found;
	size_t span;

	if (d <= 0) {
		*t = b;
		return CALENDAR_OK;
	}
	if (d > LIMIT_HORIZON_SECONDS || b < INSTANT_MIN || b > INSTANT_MAX)
		return CALENDAR_NO_OPEN_TIME;
	if (c->zone) {
		span = zone_span_at(c->zone, b);
		if (!reaching(c, span, work_before(c, span, b) - d + 1, &found))
			return CALENDAR_NO_OPEN_TIME;
		found--;
	} else {
		found = b - d;
	}
	if (found < earliest(b))
		return CALENDAR_NO_OPEN_TIME;
	*t = found;
	return CALENDAR_OK;
}

/* The open second itself lies just before the instant that counts it. */
enum calendar_result calendar_next_open(const struct calendar *c, instant u,
					instant *t)
{
	instant after;

	if (calendar_add(c, u, 1, &after))
		return CALENDAR_NO_OPEN_TIME;
	*t = after - 1;
	return CALENDAR_OK;
}

/*
 * Up to the first closed instant each second counts, after it never again all
 * of them: so that is a place to search for by halves.
 */
instant calendar_next_closed(const struct calendar *c, instant u, instant limit)
{
	instant low = u, high, stride = DAY_SECONDS;

	if (limit <= u || !calendar_open(c, u))
		return u;
	while (limit - low > stride &&
	       calendar_work(c, u, low + stride) == low + stride - u) {
		low += stride;
		stride *= 2;
	}
	high = limit - low > stride ? low + stride : limit;
	if (calendar_work(c, u, high) == high - u)
		return high;
	while (high - low > 1) {
		instant mid = low + (high - low) / 2;

		if (calendar_work(c, u, mid) == mid - u)
			low = mid;
		else
			high = mid;
	}
	return low;
}

bool calendar_iter_next(struct calendar_iter *it, struct calendar_span *out)
{
	instant from;

	if (it->at >= it->end ||
	    calendar_next_open(it->calendar, it->at, &from) || from >= it->end)
		return false;
	out->from = from;
	out->until = calendar_next_closed(it->calendar, from, it->end);
	it->at = out->until;
	return true;
}
