#ifndef DESK_REFOLD_H
#define DESK_REFOLD_H
/*
 * refold: a ticket derived again from nothing but its events, by core, under
 * the levels and calendars that held then; for desk/ alone.
 *
 * Which version of its calendar a level goes by stays while promises run, and
 * when none does it is the newest of that instant (sla.md D31); an event that
 * sets the level names it, but for those of before. A version made in the very
 * seconds of the save may have been seen or not, so there the clocks' own word
 * is taken.
 */
#include "core/clock.h"
#include "store/check_store.h"
#include "store/level_store.h"

/* What is stored of one ticket. */
struct refold_ticket {
	const struct check_batch *batch; /* levels and calendars there are */
	const struct check_event *events;
	size_t nevents;
	struct check_clock **clocks;
	size_t nclocks;
	struct clock_trace *trace; /* NULL: nobody asks for the segments */
};

/* An instant at which an escalation step could have fallen due. */
struct refold_step {
	int metric, cycle, step;
	instant due;
};

/* What an overdue mark or a reminder should have said of its clock. */
struct refold_mark {
	int64_t seq;
	bool known; /* is there such a clock? */
	bool breached;
	instant due;
};

/* When a clock's end was stored. */
struct refold_end {
	instant recorded; /* INSTANT_NONE: it has not ended */
	struct clock then;
};

/* An end that did not last: its clock went on again. */
struct refold_withdrawn {
	struct clock then;
	instant decided, withdrawn; /* when each was stored */
};

struct refold {
	struct clock_ticket state;
	struct level_ref *refs;  /* by which it went after each event */
	struct refold_end *ends; /* of state.clocks */
	size_t nends;
	struct refold_withdrawn *withdrawn; /* in their order */
	size_t nwithdrawn, capwithdrawn;
	struct refold_step *steps;
	size_t nsteps, capsteps;
	struct refold_mark *marks;
	size_t nmarks;
};

/*
 * Is it an event that core can take as number ${seq} of a ticket? NULL, or the
 * column that is wrong.
 */
const char *refold_bad_column(const struct check_event *ev, int64_t seq);

/* The column of the first event of a ticket that cannot be followed, or NULL.
 */
const char *refold_bad_event(const struct check_batch *b);

/* Is there such a level version, and its calendar? */
bool refold_has_level(const struct check_batch *b, int64_t level_version);

/* The level version of that id, or NULL. */
const struct check_level_version *refold_level(const struct check_batch *b,
					       int64_t version);

/*
 * Fold them all; none may be bad, and the levels they name are there. ${steps}:
 * find out, too, when steps could have fired.
 */
enum err_kind refold_run(struct db *db, struct arena *a,
			 const struct refold_ticket *t, bool steps,
			 struct refold *out, struct err *e) MUST_CHECK;

#endif
