#ifndef CORE_CALENDAR_ON_H
#define CORE_CALENDAR_ON_H
/*
 * calendar_on: what a calendar says of one local date, and why: for people who
 * try a date before they trust the calendar.
 */
#include "core/calendar.h"

enum calendar_part_kind {
	CALENDAR_PART_WEEKDAY,     /* a window of the weekday */
	CALENDAR_PART_REPLACEMENT, /* a window of that very date */
	CALENDAR_PART_CLOSURE,
};

#define CALENDAR_NO_CLOSURE SIZE_MAX

/* A window or a closure that has to do with the date. */
struct calendar_part {
	enum calendar_part_kind kind;
	bool eve;      /* it is the day before's, and reaches into the date */
	size_t index;  /* of the spec's windows, replacements or closures */
	size_t window; /* of that replacement */
	int32_t from_min, to_min; /* as much of it as lies on the date */
	size_t closed_by; /* a closure that took some of the window, or all */
	seconds open;     /* so much of the window is open on the date */
};

/* Where the clocks change on the date, or skip it. */
struct calendar_jump {
	instant at;
	int32_t before, after; /* offsets */
};

/* All in the arena; in order of time, parts windows first. */
struct calendar_on {
	int64_t day;
	seconds length; /* of the date: 86400, or 0 for one that is skipped */
	seconds open;
	const struct calendar_span *spans; /* what of it is open */
	size_t nspans;
	const struct calendar_part *parts;
	size_t nparts;
	const struct calendar_jump *jumps;
	size_t njumps;
	bool replaced; /* the date has windows of its own, maybe none */
};

/* ERR_INVALID when ${spec} is no calendar, or ${day} outside what we know. */
enum err_kind calendar_on_date(struct arena *a,
			       const struct calendar_spec *spec, int64_t day,
			       struct calendar_on *out,
			       struct err *e) MUST_CHECK;

#endif
