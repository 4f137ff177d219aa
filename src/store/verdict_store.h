#ifndef STORE_VERDICT_STORE_H
#define STORE_VERDICT_STORE_H
/*
 * verdict_store: how promises ended: appended, never changed. Reports count
 * from it, each at its instant: met at the stop, missed at the breach.
 */
#include "core/clock.h"
#include "store/db.h"

enum verdict_kind {
	VERDICT_DECIDED,
	VERDICT_WITHDRAWN,
	VERDICT_ADJUSTED
};

/* An ended clock, as the fold left it. */
struct verdict {
	const struct clock *clock; /* with its id */
	ticket_id ticket;
	instant decided;    /* when it was stored */
	int64_t supersedes; /* the verdict before it, which was withdrawn; 0 */
	int64_t id;         /* set aside for it; 0: none */
};

/* When reports count it. */
instant verdict_store_counted(const struct clock *c);

/* Append them all, in one statement. */
enum err_kind verdict_store_add(struct db *db, struct arena *a,
				const struct verdict *v, size_t n,
				struct err *e) MUST_CHECK;

/*
 * A decided promise goes on again (sla.md R13): its verdict, if it has one, is
 * withdrawn by a row that says the same as it did, counted where it was
 * counted.
 */
enum err_kind verdict_store_withdraw(struct db *db, clock_id clock, instant now,
				     struct err *e) MUST_CHECK;

/* The newest row about that promise, or 0. */
enum err_kind verdict_store_last(struct db *db, struct arena *a, clock_id clock,
				 int64_t *id, struct err *e) MUST_CHECK;

#endif
