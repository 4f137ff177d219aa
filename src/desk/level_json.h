#ifndef DESK_LEVEL_JSON_H
#define DESK_LEVEL_JSON_H
/*
 * level_json: an SLA level as JSON (doc/levels.md), written.
 */
#include "base/json_out.h"
#include "core/level.h"
#include "store/db.h"

/* The members of "targets", into an object that is begun. */
void level_json_targets(struct json_out *j, const struct level *l);

/* All members of a level, likewise; ${calendar} as below. */
enum err_kind level_json_members(struct db *db, struct arena *a,
				 const struct level *l, const char *calendar,
				 struct json_out *j, struct err *e) MUST_CHECK;

/*
 * ${calendar} is its name, or NULL: 24x7. Read again it is the same level, if
 * nothing that its steps name was renamed since.
 */
enum err_kind level_json_write(struct db *db, struct arena *a,
			       const struct level *l, const char *calendar,
			       struct sbuf *out, struct err *e) MUST_CHECK;

#endif
