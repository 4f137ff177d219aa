#ifndef CLI_SAMPLE_LEVELS_H
#define CLI_SAMPLE_LEVELS_H
/*
 * sample_levels: promises for a desk that has none: two calendars, four levels.
 */
#include "base/arena.h"
#include "store/db.h"

#define SAMPLE_LEVELS 4

/* Make them, inside the caller's transaction, and say their ids. */
enum err_kind sample_levels_make(struct db *db, struct arena *a, instant now,
				 int64_t ids[SAMPLE_LEVELS],
				 struct err *e) MUST_CHECK;

#endif
