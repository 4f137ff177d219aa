#ifndef BASE_INSTANT_H
#define BASE_INSTANT_H
/*
 * instant: points in time, and how they are written.
 *
 * An instant is a count of UTC seconds since 1970 (POSIX: no leap seconds). A
 * day number counts civil days since 1970-01-01, which was a Thursday. Spans
 * are half-open: [from, until).
 */
#include "base/attr.h"

EXTERN_C_BEGIN

typedef int64_t instant; /* UTC seconds since 1970 */
typedef int64_t seconds;

#define INSTANT_NONE INT64_MIN /* no such instant; NULL in the database */

/* What we calculate with: 1900-01-01T00:00:00Z to 2400-01-01T00:00:00Z. */
#define INSTANT_MIN INT64_C(-2208988800)
#define INSTANT_MAX INT64_C(13569465600)

#define DAY_SECONDS INT64_C(86400)
#define WEEK_SECONDS INT64_C(604800)

struct civil {
	int32_t year, month, day; /* month 1-12, day 1-31 */
};

/* Day number of a civil date of the proleptic Gregorian calendar. */
int64_t instant_day_of(struct civil date);

/* The civil date of a day number. */
struct civil instant_civil_of(int64_t day);

/* Weekday of a day number: 0 Monday to 6 Sunday. */
int instant_weekday(int64_t day);

/* Does that date exist? (31 April does not.) */
bool instant_civil_valid(struct civil date);

/*
 * instant_parse(s, n, out):
 * Read an RFC 3339 date-time with offset from the ${n} bytes at ${s}. A
 * fraction is truncated towards the past; second 60 is read as second 0 of the
 * next minute. Return false if it is none, or outside INSTANT_MIN..MAX.
 */
bool instant_parse(const char *s, size_t n, instant *out) MUST_CHECK;

/* Read "YYYY-MM-DD" as a day number. */
bool instant_parse_day(const char *s, size_t n, int64_t *day) MUST_CHECK;

#define INSTANT_TEXT 32 /* room for any text written below, with its NUL */

/*
 * Write "2026-03-30T14:00:00Z" into ${out}; returns ${out}. What is outside
 * INSTANT_MIN..MAX, as INSTANT_NONE is, is written "-".
 */
const char *instant_text(instant at, char out[INSTANT_TEXT]);

/*
 * Write "2026-03-30T16:00:00+02:00" for an offset of seconds east of UTC; an
 * offset with odd seconds is written in whole minutes (towards UTC), and the
 * wall time with it.
 */
const char *instant_text_offset(instant at, int32_t offset,
				char out[INSTANT_TEXT]);

EXTERN_C_END
#endif
