#ifndef STORE_CLOSING_STORE_H
#define STORE_CLOSING_STORE_H
/*
 * closing_store: when resolved tickets close by themselves, and how far those
 * there are have been told so (ticket.settle_at) after the rule changed.
 */
#include "core/clock.h"
#include "store/db.h"

/* The rules, in order of since; rules is never NULL. */
struct closing {
	struct close_rule *rules;
	size_t n;
};

/*
 * Read them, and keep them as they are until the transaction ends: whoever
 * writes a ticket's settle_at holds them, so that after a change no ticket
 * goes by what was before.
 */
enum err_kind closing_store_hold(struct db *db, struct arena *a,
				 struct closing *out, struct err *e) MUST_CHECK;

/* The same without holding them. */
enum err_kind closing_store_read(struct db *db, struct arena *a,
				 struct closing *out, struct err *e) MUST_CHECK;

/* Another rule; ERR_CONFLICT if one began at that very instant. */
enum err_kind closing_store_add(struct db *db, const struct close_rule *rule,
				struct err *e) MUST_CHECK;

/* ---- How far tickets were told -------------------------------------------
 */

struct closing_told {
	instant since; /* by which rule; INSTANT_NONE: by none yet */
	ticket_id last;
	bool all;
};

/* Nobody told any: since is INSTANT_NONE. */
enum err_kind closing_store_told(struct db *db, struct arena *a,
				 struct closing_told *out,
				 struct err *e) MUST_CHECK;

/* Go on from ${was}, unless another one has gone on from there. */
enum err_kind closing_store_note(struct db *db, const struct closing_told *was,
				 const struct closing_told *is,
				 struct err *e) MUST_CHECK;

/* What a ticket's settle_at depends on while it is resolved. */
struct closing_ticket {
	ticket_id id;
	enum status status;
	instant resolved, settle;
};

/* Up to ${limit} tickets above ${after}, in order of id; without locks. */
enum err_kind closing_store_tickets(struct db *db, struct arena *a,
				    ticket_id after, int64_t limit,
				    struct closing_ticket **out, size_t *n,
				    struct err *e) MUST_CHECK;

/*
 * Give each its settle_at, in order of id; one that is no longer resolved as it
 * was is left alone.
 */
enum err_kind closing_store_tell(struct db *db, struct arena *a,
				 const struct closing_ticket *t, size_t n,
				 struct err *e) MUST_CHECK;

#endif
