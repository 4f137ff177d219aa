#ifndef STORE_STEP_STORE_H
#define STORE_STEP_STORE_H
/*
 * step_store: which escalation steps of which clock fired. The key (clock,
 * step) is what keeps a step from firing twice: insert first, then act, in the
 * same transaction.
 */
#include "core/clock.h"
#include "store/db.h"

enum step_outcome {
	STEP_FIRED,
	STEP_LATE, /* found much later than it fell due */
	STEP_SKIPPED
};

struct fired_step {
	const struct clock *clock; /* with its id */
	int step;
	instant due, noticed;
	enum step_outcome outcome;
	const char *reason; /* of a skipped one; NULL: none */
};

/* Claim them all in one statement. ERR_CONFLICT: one had fired before. */
enum err_kind step_store_add(struct db *db, struct arena *a,
			     const struct fired_step *steps, size_t n,
			     struct err *e) MUST_CHECK;

/* The bits of the steps of that clock that are there. */
enum err_kind step_store_done(struct db *db, struct arena *a, clock_id clock,
			      unsigned *bits, struct err *e) MUST_CHECK;

#endif
