#ifndef DESK_APPLY_H
#define DESK_APPLY_H
/*
 * apply: new versions of levels and calendars, for new tickets only or for open
 * ones too (sla.md R12).
 *
 * A version for open ones too is an order that is kept beside it, in the same
 * transaction. From then on whoever locks a ticket follows it first, at the
 * order's instant (work_catch_up); the sweeper goes through the rest, batch by
 * batch. Until a ticket was reached, pages say that it is recalculated.
 *
 * For admins and the command line.
 */
#include "desk/desk.h"
#include "store/applied_store.h"
#include "store/calendar_store.h"
#include "store/level_store.h"

/* At the end of what is refused unless it is forced (R6). */
#define APPLY_NEVER_DUE "would never fall due"

/* What was stored. */
struct apply_stored {
	int32_t number;  /* of the version; 1: it is new */
	int64_t change;  /* the order to open tickets; 0: none */
	bool same;       /* a calendar: that version said so already */
	const char *oid; /* of the level */
};

struct apply_level {
	const struct level_draft *draft;
	int64_t level; /* whose next version it is; 0: of the one of its name */
	bool fresh;    /* it is a new one: none may be called so */
	int32_t seen;  /* the version that was looked at; 0: any */
	bool open;     /* for open tickets too */
	bool force;    /* though a promise would never fall due (R6) */
};

/*
 * The level's next version, or a new level. ERR_INVALID: it promises nothing or
 * too much, or what would never fall due, or another is called so.
 * ERR_CONFLICT: there is a newer version than the one that was seen.
 */
enum err_kind desk_apply_level(struct job *job, const struct apply_level *in,
			       struct apply_stored *out,
			       struct err *e) MUST_CHECK;

struct apply_calendar {
	const struct calendar_draft *draft; /* of the calendar of that name */
	int32_t seen;
	bool fresh; /* none may be called so yet: ERR_CONFLICT, "name: ..." */
	bool open;
	bool force; /* though it, or a promise by it, is never due (R6) */
};

/*
 * The same for a calendar. ERR_INVALID: a window or zone that is none, or never
 * open, or not enough for one of its levels, ... What says what the newest
 * version says makes none, but that one is for open tickets from now on if
 * ${in} says so and it was not.
 */
enum err_kind desk_apply_calendar(struct job *job,
				  const struct apply_calendar *in,
				  struct apply_stored *out,
				  struct err *e) MUST_CHECK;

/* ---- What it would do ----------------------------------------------------
 */

/* What changes for running promises, were it stored now. */
struct apply_preview {
	int64_t tickets;        /* open ones that it concerns */
	int64_t looked;         /* of these; all the rest is counted in them */
	int64_t clocks;         /* that run or are paused */
	int64_t earlier, later; /* deadlines that move */
	int64_t overdue;        /* promises that it breaks */
	int64_t ended, started; /* promises */
};

/* A verb that stores a version for open tickets too. */
typedef enum err_kind apply_verb(struct job *job, const void *args,
				 struct err *e);

/*
 * desk_apply_preview(job, store, args, out, e):
 * What ${store} would do: it is done, looked at and undone. Of more than
 * LIMIT_PREVIEW_TICKETS tickets so many are looked at, spread evenly.
 */
enum err_kind desk_apply_preview(struct job *job, apply_verb *store,
				 const void *args, struct apply_preview *out,
				 struct err *e) MUST_CHECK;

/* ---- The sweeper's part --------------------------------------------------
 */

/* Who waits for a change, found at once for some steps. */
#define APPLY_AHEAD 800
struct apply_queue {
	ticket_id ids[APPLY_AHEAD];
	size_t n, at, left; /* found, the next, still to be tried */
	bool any;           /* of them was ours */
};

/*
 * One batch: up to TICKET_DUE_MAX open tickets that a change has still to
 * reach. *did is how many there were; *left: there may be more. Others that are
 * at it mostly take other tickets. job->queue spares looking for them at each
 * step; it begins zeroed.
 */
enum err_kind desk_apply_step(struct job *job, int *did, bool *left,
			      struct err *e) MUST_CHECK;

/* ---- For desk/ alone -----------------------------------------------------
 */

/* Order the newest version of that level, or calendar, for open tickets too. */
enum err_kind apply_level_order(struct job *job, int64_t level, int64_t *change,
				struct err *e) MUST_CHECK;
enum err_kind apply_calendar_order(struct job *job, int64_t calendar,
				   int64_t *change, struct err *e) MUST_CHECK;

/*
 * ERR_INVALID: what one of its levels promises would never fall due by the
 * newest version of that calendar (R6).
 */
enum err_kind apply_calendar_check(struct job *job, int64_t calendar,
				   struct err *e) MUST_CHECK;

/* Was that version (0: any) of a calendar ordered for open tickets? */
enum err_kind apply_calendar_was_ordered(struct job *job, int64_t calendar,
					 int64_t version, bool *out,
					 struct err *e) MUST_CHECK;

#endif
