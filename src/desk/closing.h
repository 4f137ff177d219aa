#ifndef DESK_CLOSING_H
#define DESK_CLOSING_H
/*
 * closing: resolved tickets close by themselves some time after, at their own
 * instant, whoever looks when (sla.md R29, D68).
 */
#include "desk/desk.h"
#include "store/closing_store.h"

/*
 * desk_close_after(job, after, e):
 * From job->by.now on, close what has been resolved for ${after} seconds; 0:
 * nothing. What should have closed before goes by the rule that held then.
 * ERR_INVALID names the limits.
 */
enum err_kind desk_close_after(struct job *job, seconds after,
			       struct err *e) MUST_CHECK;

/* The rule in force; after is 0 when there is none. */
enum err_kind desk_closing_now(struct job *job, struct close_rule *out,
			       struct err *e) MUST_CHECK;

/*
 * After a change: tell the next LIMIT_CLOSING_BATCH tickets when they close;
 * *did is how many came to know something new, *done: all know. For the
 * sweeper.
 */
enum err_kind desk_tell_closing(struct job *job, int *did, bool *done,
				struct err *e) MUST_CHECK;

#endif
