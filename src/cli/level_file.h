#ifndef CLI_LEVEL_FILE_H
#define CLI_LEVEL_FILE_H
/*
 * level_file: an SLA level as JSON (doc/levels.md), read: what
 * desk/level_json.h writes.
 */
#include "base/sbuf.h"
#include "store/level_store.h"

/*
 * level_file_read(db, a, text, n, out, e):
 * ERR_INVALID names the member that is missing, unknown or out of range. What
 * it lends lives in ${a}; ${db} is asked for the calendar, and what else it
 * names.
 */
enum err_kind level_file_read(struct db *db, struct arena *a, const char *text,
			      size_t n, struct level_draft *out,
			      struct err *e) MUST_CHECK;

#endif
