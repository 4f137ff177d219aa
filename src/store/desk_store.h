#ifndef STORE_DESK_STORE_H
#define STORE_DESK_STORE_H
/*
 * desk_store: what holds for the whole desk: its name, the zone whose days
 * reports count by, and whether it is a sandbox.
 */
#include "store/db.h"

struct desk_settings {
	const char *name, *zone; /* in the arena */
	bool sandbox; /* read only: desk_store_set() leaves it as it is */
};

#define DESK_STORE_NAME "duedesk" /* of one that was never named */

/* A desk that was never named is that, in UTC. */
enum err_kind desk_store_find(struct db *db, struct arena *a,
			      struct desk_settings *out,
			      struct err *e) MUST_CHECK;

/* Name it, or name it anew. ${zone} is checked by the caller. */
enum err_kind desk_store_set(struct db *db, const struct desk_settings *s,
			     instant now, struct err *e) MUST_CHECK;

/*
 * A sandbox is a desk to try things on. Nothing leaves it: letters and calls
 * are written into outbox as on any desk, and whoever sends them asks here
 * first, for each batch, and sends none.
 *
 * One that is a sandbox no more has ${silent}: what was written to outbox until
 * then (created_at <= silent) never goes out.
 */
struct desk_sandbox {
	bool on;
	instant since;  /* INSTANT_NONE: it is none */
	instant silent; /* INSTANT_NONE: it never was one, or is one now */
};
enum err_kind desk_store_sandbox(struct db *db, struct arena *a,
				 struct desk_sandbox *out,
				 struct err *e) MUST_CHECK;

/* It is one from now on, or none any more. ERR_NOT_FOUND: it has no name yet.
 * A desk that is, or is not, stays as it is. */
enum err_kind desk_store_set_sandbox(struct db *db, bool on, instant now,
				     struct err *e) MUST_CHECK;

#endif
