#ifndef DESK_CALENDAR_DIFF_H
#define DESK_CALENDAR_DIFF_H
/*
 * calendar_diff: in what two versions of a calendar differ, as data; words for
 * it stand elsewhere. Pure: versions come from calendar_store_load(),
 * calendar_store_version() or, not stored yet, calendar_store_make().
 *
 * The order in which windows, closures and rules stand is no difference.
 */
#include "store/calendar_store.h"

enum calendar_change_kind {
	CALENDAR_CHANGE_ZONE,
	CALENDAR_CHANGE_ALWAYS,      /* 24x7, or hours */
	CALENDAR_CHANGE_WINDOW,      /* of draft.spec.windows */
	CALENDAR_CHANGE_CLOSURE,     /* of draft.spec.closures */
	CALENDAR_CHANGE_RULE,        /* of draft.rules */
	CALENDAR_CHANGE_REPLACEMENT, /* of draft.spec.replacements */
	/* With the same rules: the last date that they made, of spec.closures.
	 */
	CALENDAR_CHANGE_YEARS,
};

/*
 * Where it stands in either version (0 for zone and 24x7); CALENDAR_NOT_THERE:
 * it was added, or removed. A window of the same weekday, a closure or
 * replacement of the same date, and a rule of the same name, or else for the
 * same day of the year, were changed.
 */
#define CALENDAR_NOT_THERE SIZE_MAX
struct calendar_change {
	enum calendar_change_kind kind;
	size_t was, is;
};

struct calendar_changes {
	const struct calendar_change *v;
	size_t n;
};

/* In order of kind, then of weekday, date or the rule's place. */
void calendar_diff(struct arena *a, const struct calendar_stored *was,
		   const struct calendar_stored *is,
		   struct calendar_changes *out);

#endif
