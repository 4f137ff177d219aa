#ifndef STORE_EVENT_STORE_H
#define STORE_EVENT_STORE_H
/*
 * event_store: what happened to tickets: appended, never changed.
 */
#include "core/clock.h"
#include "store/db.h"

struct event_row {
	ticket_id ticket;
	struct event event;
};

/* Append them all in one statement. */
enum err_kind event_store_add(struct db *db, struct arena *a,
			      const struct event_row *rows, size_t n,
			      struct err *e) MUST_CHECK;

/* All of a ticket's events, in order. */
enum err_kind event_store_all(struct db *db, struct arena *a, ticket_id ticket,
			      struct event **out, size_t *n,
			      struct err *e) MUST_CHECK;

/* A line of the timeline. */
struct event_view {
	struct event event;
	const char *actor_name; /* or NULL */
	/* With DID_ASSIGN; NULL: to nobody. */
	const char *assignee_oid, *assignee_name;
	/* With DID_DEPARTMENT, DID_CREATE. */
	const char *department_oid, *department_name;
	const char *level_name; /* with DID_LEVEL, DID_CREATE, or NULL */
	int64_t level_number;   /* ... and its version */
	const char *rule_name;  /* of the rule that chose it, as it was called
				 * then; or NULL */
	/* With EVENT_HOURS: the calendar, and its version; NULL: 24x7. */
	const char *calendar_name;
	int64_t calendar_number;
};

/*
 * event_store_list(db, a, ticket, before, limit, out, n, e):
 * The ticket's events with seq below ${before} (INT64_MAX: all) in order; the
 * newest ${limit} of them, if there are more.
 */
enum err_kind event_store_list(struct db *db, struct arena *a, ticket_id ticket,
			       int64_t before, int64_t limit,
			       struct event_view **out, size_t *n,
			       struct err *e) MUST_CHECK;

/*
 * Where it is written who (p.name) set a deadline by hand last, and why
 * (e.reason), as the end of a statement; each of the four is an expression. A
 * promise that was brought back keeps the deadline of an earlier cycle.
 */
#define EVENT_STORE_SETTING(ticket, metric, cycle, due)                        \
	" FROM event e LEFT JOIN person p ON p.id = e.actor_id"                \
	" WHERE e.ticket_id = " ticket                                         \
	" AND e.kind = 28 AND e.metric = " metric                              \
	" AND IFNULL(e.cycle, 0) <= " cycle " AND e.due_at = " due             \
	" ORDER BY e.seq DESC LIMIT 1"
_Static_assert(EVENT_DEADLINE == 28, "the number in this statement");

/*
 * Who set the deadline by hand that ${c} has, last, and why; *name stays NULL
 * where nobody did.
 */
enum err_kind event_store_set_by(struct db *db, struct arena *a,
				 ticket_id ticket, const struct clock *c,
				 const char **name, const char **reason,
				 struct err *e) MUST_CHECK;

/* How many of its events its requester is told of: the version they see. */
enum err_kind event_store_told(struct db *db, struct arena *a, ticket_id ticket,
			       int64_t *n, struct err *e) MUST_CHECK;

#endif
