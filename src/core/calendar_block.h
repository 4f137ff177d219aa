#ifndef CORE_CALENDAR_BLOCK_H
#define CORE_CALENDAR_BLOCK_H
/*
 * calendar_block: how a compiled calendar lies in memory. For calendar.c and
 * calendar_*.c alone.
 *
 * Openness depends on local wall time only, so everything is counted on the
 * local axis: local seconds = local day number * 86400 + second of the day.
 * On it the open time is a plain week that repeats for ever, except on some
 * dated days. A zone is a list of spans of constant offset, and inside one a
 * local second is an instant plus that offset.
 */
#include "core/calendar.h"

#include "base/limits.h"
#include "base/zone.h"

/* Open minutes [from, to) of a day, and how many open ones lie before. */
struct calendar_hours {
	uint16_t from, to, before;
};

/* A day: ${n} of the hours from ${first} on, sorted, apart. */
struct calendar_day {
	uint32_t first;
	uint16_t n, open; /* open: minutes in all */
};

/* A day that differs from its weekday. */
struct calendar_exception {
	int32_t date;   /* day number */
	int32_t before; /* minutes by which the earlier ones differ in all */
	struct calendar_day day;
};

struct calendar {
	const struct zone *zone; /* NULL: always open */
	uint32_t bytes, nexceptions, nhours;
	int32_t week_open;      /* minutes */
	int32_t week_before[7]; /* open minutes before each weekday */
	struct calendar_day week[7];
	/*
	 * Then follow ${nexceptions} struct calendar_exception; for each span
	 * of the zone an int32_t, see calendar_skew(); and ${nhours} struct
	 * calendar_hours.
	 */
	struct calendar_exception exceptions[];
};

/*
 * What to add to the open local seconds before a local time in span i of the
 * zone to get open seconds since one fixed instant: each change of the offset
 * repeats or skips some.
 */
static inline const int32_t *calendar_skew(const struct calendar *c)
{
	return (const int32_t *)(c->exceptions + c->nexceptions);
}

static inline const struct calendar_hours *
calendar_hours_of(const struct calendar *c, const struct calendar_day *day)
{
	const int32_t *skew = calendar_skew(c);

	return (const struct calendar_hours *)(skew + c->zone->n) + day->first;
}

/* Open local seconds in [1970-01-01T00:00, local), negative before it. */
int64_t calendar_local_work(const struct calendar *c, int64_t local);

/* The earliest local second with ${work} open ones before it, if any. */
bool calendar_local_reaching(const struct calendar *c, int64_t work,
			     int64_t *local);

/* The hours of a date: its own, or its weekday's. */
const struct calendar_day *calendar_day_of(const struct calendar *c,
					   int64_t date);

/* How many exceptions are before that date? */
size_t calendar_exceptions_before(const struct calendar *c, int64_t date);

/* Nothing that is looked for from ${a} on lies after this. */
static inline instant calendar_latest(instant a)
{
	instant end = a + LIMIT_HORIZON_SECONDS;

	return end < INSTANT_MAX ? end : INSTANT_MAX;
}

/* Is everything in a spec within its limits? */
enum err_kind calendar_check(const struct calendar_spec *s,
			     struct err *e) MUST_CHECK;

#endif
