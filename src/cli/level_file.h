#ifndef CLI_LEVEL_FILE_H
#define CLI_LEVEL_FILE_H
/*
 * level_file: an SLA level as JSON (doc/levels.md), for whoever writes levels
 * down: `duedesk level`.
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

/* The members of "targets", into an object that is begun. */
struct json_out;
void level_file_targets(struct json_out *j, const struct level *l);

/*
 * ${calendar} is its name, or NULL: 24x7. Read again it is the same level, if
 * nothing that its steps name was renamed since.
 */
enum err_kind level_file_write(struct db *db, struct arena *a,
			       const struct level *l, const char *calendar,
			       struct sbuf *out, struct err *e) MUST_CHECK;

#endif
