#ifndef STORE_DESK_STORE_H
#define STORE_DESK_STORE_H
/*
 * desk_store: what holds for the whole desk: its name, and the zone whose days
 * reports count by.
 */
#include "store/db.h"

struct desk_settings {
	const char *name, *zone; /* in the arena */
};

#define DESK_STORE_NAME "duedesk" /* of one that was never named */

/* A desk that was never named is that, in UTC. */
enum err_kind desk_store_find(struct db *db, struct arena *a,
			      struct desk_settings *out,
			      struct err *e) MUST_CHECK;

/* Name it, or name it anew. ${zone} is checked by the caller. */
enum err_kind desk_store_set(struct db *db, const struct desk_settings *s,
			     instant now, struct err *e) MUST_CHECK;

#endif
