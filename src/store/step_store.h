#ifndef STORE_STEP_STORE_H
#define STORE_STEP_STORE_H
/*
 * step_store: which escalation steps of which clock fired. The key (clock,
 * step) is what keeps a step from firing twice: insert first, then act, in the
 * same transaction.
 */
#include "core/clock.h"
#include "store/db.h"

/*
 * How late a step was: due_at is when it fell due, noticed_at when somebody
 * found it, committed_at when what it did was there for all to see. The last
 * cannot be known inside the transaction, so it is written right after it:
 * NULL means that nobody came to write it (the process was killed in between,
 * or it is of before), not that the step did not happen.
 */

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
	const char *reason;    /* of a skipped one; NULL: none */
	int64_t level_version; /* whose step it was */
};

/* What became of an action. The numbers are stored. */
enum action_outcome {
	ACTION_DONE,
	ACTION_NOBODY,     /* there is nobody to tell */
	ACTION_DISABLED,   /* they sign in no more */
	ACTION_NO_ADDRESS, /* they have no e-mail address */
	ACTION_NOT_SEEN,   /* the ticket is not theirs to see */
	ACTION_TOLD,       /* the step told them already */
	ACTION_SAME,       /* it is so already */
	ACTION_NOT_THERE,  /* they do not work in its department */
	ACTION_ARCHIVED,   /* the department or tag is */
	ACTION_GONE,       /* what it names is there no more */
	ACTION_FULL,       /* the ticket has as many tags as it may */
	ACTION_NOT_OPEN,   /* a ticket that is resolved, closed or hidden does
			    * not take it */
	ACTION_OUTCOME_N
};

struct fired_action {
	const struct clock *clock; /* with its id */
	int step, position;
	enum action_kind kind;
	enum action_outcome outcome; /* why all were missed, of those told */
	int told, missed;            /* people */
};

/* Claim them all in one statement. ERR_CONFLICT: one had fired before. */
enum err_kind step_store_add(struct db *db, struct arena *a,
			     const struct fired_step *steps, size_t n,
			     struct err *e) MUST_CHECK;

/* Append what became of their actions, in one statement. */
enum err_kind step_store_acted(struct db *db, struct arena *a,
			       const struct fired_action *v, size_t n,
			       struct err *e) MUST_CHECK;

/* What is in the database now was committed at ${at}: steps of these clocks
 * that were noticed at ${noticed}. */
enum err_kind step_store_committed(struct db *db, struct arena *a,
				   const int64_t *clocks, size_t n,
				   instant noticed, instant at,
				   struct err *e) MUST_CHECK;

/* What the steps of a ticket did, for its timeline. */
struct step_deed {
	int metric, cycle, step; /* of which event */
	seconds offset;          /* of the step, in ${unit} */
	enum step_unit unit;
	enum action_kind kind;
	enum action_outcome outcome;
	int told, missed;
	int64_t number;   /* a priority */
	const char *text; /* an address or a URL; or NULL */
	const char *name; /* of the person, department, tag or level; or NULL */
};
enum err_kind step_store_deeds(struct db *db, struct arena *a, ticket_id ticket,
			       struct step_deed **out, size_t *n,
			       struct err *e) MUST_CHECK;

/* The bits of the steps of that clock that are there. */
enum err_kind step_store_done(struct db *db, struct arena *a, clock_id clock,
			      unsigned *bits, struct err *e) MUST_CHECK;

#endif
