#ifndef STORE_TURN_STORE_H
#define STORE_TURN_STORE_H
/*
 * turn_store: time rules that hold for a ticket and did what they do (sla.md
 * D80), and the tickets at which they have to be looked at anew.
 */
#include "core/event.h"
#include "store/db.h"

struct turn {
	ticket_id ticket;
	int64_t rule;  /* rule.id */
	instant fired; /* when the sweeper found that it holds */
	instant until; /* when time alone makes it fail; INSTANT_NONE: never */
};

struct turns {
	struct turn *v; /* by ticket, then by rule */
	size_t n;
};

/* Those of some tickets. */
enum err_kind turn_store_list(struct db *db, struct arena *a,
			      const ticket_id *ids, size_t n, struct turns *out,
			      struct err *e) MUST_CHECK;

/* Keep them; of a rule and ticket that are there: what they say now. */
enum err_kind turn_store_put(struct db *db, struct arena *a,
			     const struct turn *v, size_t n,
			     struct err *e) MUST_CHECK;

/* They do not hold any more. */
enum err_kind turn_store_drop(struct db *db, const struct turn *v, size_t n,
			      struct err *e) MUST_CHECK;

/* ---- Looking anew ---------------------------------------------------------
 */

/*
 * The number of the last change of time rules; 0: there never was one. Tickets
 * whose ticket.rule_seen is smaller are behind.
 */
enum err_kind turn_store_timed(struct db *db, struct arena *a, int64_t *timed,
			       struct err *e) MUST_CHECK;

/* Note such a change, if there is a time rule, or was: in its transaction. */
enum err_kind turn_store_note(struct db *db, struct err *e) MUST_CHECK;

/*
 * Up to ${limit} tickets that are behind ${timed} and have one of the statuses
 * (bits of STATUS_BIT()), in order of id. Reads without locks.
 */
enum err_kind turn_store_behind(struct db *db, struct arena *a, int64_t timed,
				unsigned statuses, size_t limit, ticket_id *ids,
				size_t *n, struct err *e) MUST_CHECK;

/* How many there are. */
enum err_kind turn_store_waiting(struct db *db, struct arena *a, int64_t timed,
				 unsigned statuses, int64_t *n,
				 struct err *e) MUST_CHECK;

/* That one is not behind any more, and not looked at: it cannot be. */
enum err_kind turn_store_give_up(struct db *db, ticket_id id, int64_t timed,
				 struct err *e) MUST_CHECK;

#endif
