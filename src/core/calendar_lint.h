#ifndef CORE_CALENDAR_LINT_H
#define CORE_CALENDAR_LINT_H
/*
 * calendar_lint: what in a calendar is likely not meant. Findings are data;
 * words for them stand elsewhere. Every finding is true: it was found by the
 * arithmetic that deadlines are, not by looking at how windows are written.
 */
#include "core/calendar.h"

/* What a finding is about, and which of its fields say where. */
enum calendar_finding_kind {
	/* Not one open second. */
	CALENDAR_NEVER_OPEN,
	/* Open until 23:59 of weekday or day, whose last minute is closed:
	 * 24:00 is meant. */
	CALENDAR_ENDS_2359,
	/* That one minute, from_min, of weekday or day is closed, and those on
	 * both sides of it are open. */
	CALENDAR_GAP_MINUTE,
	/* Closures in the year of today, none in the year that begins on day.
	 */
	CALENDAR_NO_HOLIDAYS,
	/* The clocks skip all of window index on the date day. */
	CALENDAR_SKIPPED,
	/* Windows index and other (of weekday or day) have from_min to to_min
	 * of it in common. */
	CALENDAR_OVERLAP,
	/* Without closure index, of day, nothing else would be open. */
	CALENDAR_CLOSES_NOTHING,
	/* Without replacement index, of day, the same would be open. */
	CALENDAR_CHANGES_NOTHING,
};

#define CALENDAR_NO_DAY INT64_MIN

struct calendar_finding {
	enum calendar_finding_kind kind;
	int64_t day;     /* a local date; CALENDAR_NO_DAY: see weekday */
	int32_t weekday; /* 0 Monday to 6 Sunday, when there is no day */
	int32_t from_min, to_min;
	/* Of the spec's windows, closures or replacements; or, for windows of
	 * a replaced date, of those. */
	size_t index, other;
};

struct calendar_findings {
	const struct calendar_finding *v;
	size_t n;
};

/*
 * calendar_lint(a, spec, today, out, e):
 * Look at ${spec} on the local date ${today}, from which on closures,
 * replacements and, for two years, skipped windows are looked at. In order of
 * kind, then of date. ERR_INVALID when it is no calendar at all.
 */
enum err_kind calendar_lint(struct arena *a, const struct calendar_spec *spec,
			    int64_t today, struct calendar_findings *out,
			    struct err *e) MUST_CHECK;

#endif
