#ifndef STORE_TICKET_COUNT_H
#define STORE_TICKET_COUNT_H
/*
 * ticket_count: how many tickets stand in each view of somebody's inbox.
 *
 * Exact up to LIMIT_COUNT; LIMIT_COUNT + 1 means more. Reads keys alone, and
 * no more of them than LIMIT_COUNT_SURE a view.
 *
 * Whoever has that many in a view is told "more" for LIMIT_COUNT_SECONDS
 * without another look: what one does oneself takes them away one by one, and
 * those between LIMIT_COUNT and LIMIT_COUNT_SURE would have to go meanwhile.
 * This process remembers it, for the views that were looked at last.
 */
#include "store/ticket_list.h"

enum err_kind ticket_count_all(struct db *db, struct arena *a,
			       const struct viewer *v, instant now,
			       int64_t counts[TICKET_LIST_N],
			       struct err *e) MUST_CHECK;

/* Forget what was counted before: for tests, and after a change to many. */
void ticket_count_forget(void);

#endif
