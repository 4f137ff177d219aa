#ifndef STORE_ZONE_STORE_H
#define STORE_ZONE_STORE_H
/*
 * zone_store: by which version of the time zones running promises count. When
 * the system's changes, the sweeper goes through those that are behind.
 */
#include "core/ids.h"
#include "store/db.h"

/* The version that all of them went by last; NULL: none was noted. */
enum err_kind zone_store_find(struct db *db, struct arena *a,
			      const char **version, struct err *e) MUST_CHECK;
enum err_kind zone_store_set(struct db *db, const char *version,
			     struct err *e) MUST_CHECK;

/*
 * zone_store_behind(db, a, version, after, ids, limit, n, e):
 * Up to ${limit} tickets above ${after} with promises that run or are paused
 * and go by another version, in order of id. Reads no promises that have ended,
 * and without locks.
 */
enum err_kind zone_store_behind(struct db *db, struct arena *a,
				const char *version, ticket_id after,
				ticket_id *ids, size_t limit, size_t *n,
				struct err *e) MUST_CHECK;

#endif
