#ifndef STORE_CALENDAR_HOURS_H
#define STORE_CALENDAR_HOURS_H
/*
 * calendar_hours: a version of a calendar as it counts, whatever is newer: for
 * whoever tells others by which hours something was judged.
 */
#include "core/calendar.h"
#include "store/db.h"

struct calendar_hours {
	const char *zone; /* its name; NULL: always open */
	struct calendar_spec spec;
};

/* Of that calendar_version.id; 0 is always open. ERR_NOT_FOUND. */
enum err_kind calendar_hours_read(struct db *db, struct arena *a,
				  int64_t version, struct calendar_hours *out,
				  struct err *e) MUST_CHECK;

#endif
