#ifndef CORE_CALENDAR_DAYS_H
#define CORE_CALENDAR_DAYS_H
/*
 * calendar_days: a calendar by local dates: targets in working days and in
 * openings are turned into instants here.
 *
 * A local date is the instants whose local wall time has it. A skipped date has
 * none, and where the clocks go back over midnight, another lies among them.
 */
#include "core/calendar.h"

/*
 * The stretches of a date in order of time, one for each offset: mostly one.
 *
 *	struct calendar_date it = { zone, day };
 *	while (calendar_date_next(&it, &stretch))
 */
struct calendar_date {
	const struct zone *zone; /* NULL: UTC */
	int64_t day;
	size_t seen; /* for the function alone */
};
bool calendar_date_next(struct calendar_date *it, struct calendar_span *out);

/* The local date of ${u} in the zone of ${c}, or in UTC if it has none. */
int64_t calendar_date_of(const struct calendar *c, instant u);

/*
 * calendar_after_days(c, from, n, t):
 * The same local time as ${from}'s on the ${n}-th following local date that has
 * any open time: the first open instant at or after that time on that date,
 * else the end of the date's last open time. ${from} itself for n <= 0. *t
 * stays as it was unless CALENDAR_OK.
 *
 * Weeks that are plain are leapt over, so the cost is that of the dated
 * exceptions and offset changes on the way.
 */
enum calendar_result calendar_after_days(const struct calendar *c, instant from,
					 int64_t n, instant *t) MUST_CHECK;

/*
 * The first instant after ${u} that is open while the one before it is closed.
 * CALENDAR_NO_OPEN_TIME if it never opens, or never closes.
 */
enum calendar_result calendar_next_opening(const struct calendar *c, instant u,
					   instant *t) MUST_CHECK;

#endif
