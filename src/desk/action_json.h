#ifndef DESK_ACTION_JSON_H
#define DESK_ACTION_JSON_H
/*
 * action_json: what an escalation step or a rule does, as JSON (doc/levels.md):
 * people by e-mail address, departments, tags, levels and fields by name.
 */
#include "base/json_in.h"
#include "base/json_out.h"
#include "core/level.h"
#include "store/db.h"

/*
 * action_json_read(db, a, v, out, e):
 * ERR_INVALID names what is missing, unknown, or not there. What it lends lives
 * in ${a}. Limits of words are the store's to check (action_check).
 */
enum err_kind action_json_read(struct db *db, struct arena *a,
			       const struct json_in *v,
			       struct step_actions *out,
			       struct err *e) MUST_CHECK;

/* One of a step or a rule. */
enum err_kind action_json_read_one(struct db *db, struct arena *a,
				   const struct json_in *v, struct action *out,
				   struct err *e) MUST_CHECK;
enum err_kind action_json_write_one(struct db *db, struct arena *a,
				    const struct action *is, struct json_out *j,
				    struct err *e) MUST_CHECK;

/* The member "actions"; nothing where there are none. */
enum err_kind action_json_write(struct db *db, struct arena *a,
				const struct step_actions *actions,
				struct json_out *j, struct err *e) MUST_CHECK;

#endif
