#ifndef STORE_OPEN_STORE_H
#define STORE_OPEN_STORE_H
/*
 * open_store: the open tickets of the whole desk, for whoever looks at some of
 * them to tell of all.
 */
#include "core/ids.h"
#include "store/db.h"

/* The first ${limit}, those due first first; *more: there are others. */
enum err_kind open_store_first(struct db *db, struct arena *a, size_t limit,
			       ticket_id **out, size_t *n, bool *more,
			       struct err *e) MUST_CHECK;

#endif
