#ifndef STORE_CLOCK_STORE_H
#define STORE_CLOCK_STORE_H
/*
 * clock_store: the rows of table clock: one promise each, running or ended.
 * They are the SLA log, so each carries the names of its people; who writes a
 * clock passes them as they are now, and leaves ended ones alone.
 */
#include "core/clock.h"
#include "store/db.h"

/* A clock with what its row says besides. */
struct clock_row {
	struct clock *clock; /* gets its id when added */
	ticket_id ticket;
	person_id requester;
	const char *ticket_code;
	const char *requester_name, *department_name, *agent_name;
};

/*
 * clock_store_load(db, a, ticket, clocks, n, change, e):
 * What the fold needs to go on: the clocks that run or are paused, and the
 * newest of each metric. *change is the newest applied_change (store/
 * applied_store.h) of the same moment; -1 where there is no clock to tell.
 */
enum err_kind clock_store_load(struct db *db, struct arena *a, ticket_id ticket,
			       struct clock **clocks, size_t *n,
			       int64_t *change, struct err *e) MUST_CHECK;

/* The clocks of one of several tickets. */
struct clock_bunch {
	struct clock *v;
	size_t n;
};

/* The same of up to 100 tickets in order of id: out[i] belongs to ids[i]. */
#define CLOCK_BUNCHES 100
enum err_kind clock_store_load_some(struct db *db, struct arena *a,
				    const ticket_id *ids, size_t n,
				    struct clock_bunch *out, int64_t *change,
				    struct err *e) MUST_CHECK;

/* All of them, oldest first: for the ticket's page. */
enum err_kind clock_store_list(struct db *db, struct arena *a, ticket_id ticket,
			       struct clock **clocks, size_t *n,
			       struct err *e) MUST_CHECK;

/*
 * Store new clocks, all in one statement, and give each its id, unless they
 * come with ids set aside for them. ERR_CONFLICT if one's (ticket, metric,
 * cycle) is there.
 */
enum err_kind clock_store_add(struct db *db, struct arena *a,
			      const struct clock_row *rows, size_t n,
			      struct err *e) MUST_CHECK;

/* Write changed clocks back, all in one statement. */
enum err_kind clock_store_update(struct db *db, struct arena *a,
				 const struct clock_row *rows, size_t n,
				 struct err *e) MUST_CHECK;

/* Look at the ticket's clocks no sooner than ${later}. */
enum err_kind clock_store_put_off(struct db *db, ticket_id ticket,
				  instant later, struct err *e) MUST_CHECK;

#endif
