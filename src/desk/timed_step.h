#ifndef DESK_TIMED_STEP_H
#define DESK_TIMED_STEP_H
/*
 * timed_step: tickets that time rules have to be asked about anew, because one
 * was changed (sla.md §12). Whoever changes such a ticket does it by the way;
 * the sweeper goes through the rest, batch by batch.
 */
#include "desk/desk.h"

/*
 * One batch: up to TICKET_DUE_MAX of them that nobody holds. *did is how many
 * there were; *left: there may be more.
 */
enum err_kind desk_timed_step(struct job *job, int *did, bool *left,
			      struct err *e) MUST_CHECK;

/* How many there are. */
enum err_kind desk_timed_waiting(struct job *job, int64_t *n,
				 struct err *e) MUST_CHECK;

#endif
