#ifndef CORE_DURATION_H
#define CORE_DURATION_H
/*
 * duration: open time outside pauses.
 *
 * Nothing is used up while a pause holds, and a pause that covers only closed
 * time changes nothing. If nothing remains at the instant a pause begins, it
 * does not hold: a due instant may be the very start of a pause.
 */
#include "core/calendar.h"

/* Half-open; until may be DURATION_ENDLESS. until <= from is none at all. */
struct duration_pause {
	instant from, until;
};
#define DURATION_ENDLESS INT64_MAX

/*
 * duration_merge(p, n):
 * Sort ${p}, drop the empty ones, unite those that overlap or touch; returns
 * how many are left. The other functions want pauses like that.
 */
size_t duration_merge(struct duration_pause *p, size_t n);

enum duration_result {
	DURATION_DUE = 0,
	DURATION_NO_OPEN_TIME, /* the calendar itself never has the seconds */
	DURATION_PAUSED,       /* it would, but the pauses never let it */
};

/*
 * duration_due(c, p, n, start, d, t):
 * The earliest instant by which ${d} open seconds outside the pauses have
 * passed since ${start}, which itself is the answer for d <= 0. Within 100
 * years of it, as everything. *t stays as it was unless DURATION_DUE.
 */
enum duration_result duration_due(const struct calendar *c,
				  const struct duration_pause *p, size_t n,
				  instant start, seconds d,
				  instant *t) MUST_CHECK;

/* Open seconds of [start, end) outside the pauses; 0 when end <= start. */
seconds duration_elapsed(const struct calendar *c,
			 const struct duration_pause *p, size_t n,
			 instant start, instant end);

#endif
