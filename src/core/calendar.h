#ifndef CORE_CALENDAR_H
#define CORE_CALENDAR_H
/*
 * calendar: business hours, and exact arithmetic with them.
 *
 * An instant is open iff its local wall time in the calendar's zone lies in a
 * window of its local date, or in the tail past midnight of a window of the
 * date before. So skipped local hours do not exist, repeated ones count twice,
 * 24x7 has no seam at midnight and a skipped civil day is simply absent.
 *
 * A calendar is compiled once, never changes, and is one block of memory with
 * no pointer into itself: copy calendar_bytes() of it anywhere you like. Only
 * the zone is lent. Everything here is pure, and no look-up costs more than
 * O(log exceptions + log offset changes).
 *
 * Instants are within INSTANT_MIN..INSTANT_MAX; spans are half-open. Minutes
 * count from local midnight.
 */
#include "base/err.h"
#include "base/instant.h"

struct arena;
struct zone;
struct calendar;

/* "mon", ..., "sun". */
extern const char *const calendar_weekdays[7];

/* A window of a weekday: 0 <= from < 1440, from < to <= from + 1440. */
struct calendar_window {
	int32_t weekday; /* 0 Monday to 6 Sunday */
	int32_t from_min, to_min;
};

enum calendar_mode {
	CALENDAR_CIVIL, /* masks the civil date, with last evening's tail */
	CALENDAR_SHIFT, /* removes the shifts that start on that date */
};

/*
 * A dated closure. [0,1440) is the whole day, as its mode says; anything else
 * masks just those local minutes, whatever the mode. to <= from + 1440.
 */
struct calendar_closure {
	int64_t day; /* day number of the local date */
	int32_t from_min, to_min;
	enum calendar_mode mode;
};

/* A window that belongs to one date. */
struct calendar_dated {
	int32_t from_min, to_min;
};

/*
 * The windows of one date instead of its weekday's; none means it has none.
 * A closure of the same date still masks them.
 */
struct calendar_replacement {
	int64_t day;
	const struct calendar_dated *windows;
	size_t nwindows;
};

/* All lent; in any order; windows may overlap. No windows: never open. */
struct calendar_spec {
	const struct zone *zone;
	const struct calendar_window *windows;
	size_t nwindows;
	const struct calendar_closure *closures;
	size_t nclosures;
	const struct calendar_replacement *replacements;
	size_t nreplacements;
};

enum calendar_result {
	CALENDAR_OK = 0,
	CALENDAR_NO_OPEN_TIME, /* not within 100 years, or the supported time */
};

/*
 * calendar_new(a, spec, e):
 * Check and compile ${spec} into ${a}. NULL with ERR_INVALID in ${e} if a
 * window, closure or replacement is none, two replacements have one date, or
 * a limit is passed.
 */
const struct calendar *calendar_new(struct arena *a,
				    const struct calendar_spec *spec,
				    struct err *e) MUST_CHECK;

/* 24x7: always open, in no zone. What "no calendar" means. */
const struct calendar *calendar_always(void);

/* Size of the block, to copy it out of its arena with memcpy. */
size_t calendar_bytes(const struct calendar *c);

/* NULL for calendar_always(). */
const struct zone *calendar_zone(const struct calendar *c);

/* Is there any open second in the supported time? */
bool calendar_has_open_time(const struct calendar *c);

/* Open seconds of a week without exceptions and offset changes. */
seconds calendar_week(const struct calendar *c);

/* Is ${u} open? */
bool calendar_open(const struct calendar *c, instant u);

/* Open seconds in [a, b); 0 when b <= a. */
seconds calendar_work(const struct calendar *c, instant a, instant b);

/*
 * calendar_add(c, a, d, t):
 * The earliest instant with work(a, *t) >= ${d}; ${a} itself for d <= 0. So 8
 * hours from 09:00 on a 09-17 day end at 17:00 of that day. *t stays as it was
 * unless CALENDAR_OK.
 */
enum calendar_result calendar_add(const struct calendar *c, instant a,
				  seconds d, instant *t) MUST_CHECK;

/*
 * calendar_sub(c, b, d, t):
 * The latest instant with work(*t, b) >= ${d}; ${b} itself for d <= 0.
 */
enum calendar_result calendar_sub(const struct calendar *c, instant b,
				  seconds d, instant *t) MUST_CHECK;

/* The first open instant at or after ${u}. */
enum calendar_result calendar_next_open(const struct calendar *c, instant u,
					instant *t) MUST_CHECK;

/* The first closed instant at or after ${u}, at most ${limit}. */
instant calendar_next_closed(const struct calendar *c, instant u,
			     instant limit);

struct calendar_span {
	instant from, until;
};

/*
 * The open spans of [at, end), in order, none touching the next:
 *
 *	struct calendar_iter it = { cal, from, until };
 *	while (calendar_iter_next(&it, &span))
 */
struct calendar_iter {
	const struct calendar *calendar;
	instant at, end;
};
bool calendar_iter_next(struct calendar_iter *it, struct calendar_span *out);

#endif
