#ifndef BASE_ICS_H
#define BASE_ICS_H
/*
 * ics: what an iCalendar file (RFC 5545) says is closed. The one file that
 * knows libical.
 *
 * All-day events are dates as they are written, in no zone. Events with times
 * become parts of dates on the clocks of a zone. Rules are carried out within
 * a range of dates alone. Cancelled events are none.
 *
 * The text is a stranger's: what is too large, too deep or takes too long is
 * refused, and an event that is not understood is told, not guessed.
 */
#include "base/err.h"

struct arena;
struct zone;

/* Local dates that are asked about, first and last included. */
struct ics_range {
	const struct zone *zone;
	int64_t first, last;
};

/* Minutes [from, to) of a date; [0, 1440) is all of it. */
struct ics_closure {
	int64_t day;
	int32_t from_min, to_min;
	const char *name; /* at most LIMIT_NAME characters, maybe "" */
	const char *uid;
};

enum ics_why {
	ICS_NO_DATE,   /* no start, or one that is none */
	ICS_NO_LENGTH, /* it begins, and ends as it does */
	ICS_TOO_LONG,  /* more than LIMIT_ICS_DAYS */
	ICS_ZONE,      /* a time zone that is not in the system's list */
	ICS_RULE,      /* recurs in a way that holidays do not */
};

/* An event that was left out. */
struct ics_skipped {
	const char *name, *uid;
	enum ics_why why;
};

struct ics {
	const struct ics_closure *closures; /* by date, each once */
	size_t nclosures;
	const struct ics_skipped *skipped; /* in the file's order */
	size_t nskipped;
};

/*
 * ics_read(a, text, n, range, out, e):
 * Read ${n} bytes. ERR_INVALID: no iCalendar file, or a limit is passed; then
 * nothing of it is used.
 */
enum err_kind ics_read(struct arena *a, const char *text, size_t n,
		       const struct ics_range *range, struct ics *out,
		       struct err *e) MUST_CHECK;

#endif
