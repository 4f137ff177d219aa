#ifndef CORE_CLOCK_LIFE_H
#define CORE_CLOCK_LIFE_H
/*
 * clock_life: what happens to one clock. For clock.c and clock_ticket.c alone:
 * everybody else folds events into a ticket.
 *
 * Every function takes the level under which the clock runs, and an instant
 * that is not before any it was given earlier.
 */
#include "core/clock.h"

/* Start ${c}, whose metric, cycle, department and agent are set. */
void clock_start(struct clock *c, const struct level *l, struct target target,
		 instant at);

/* Its due instant passed unpaused at ${at}. */
void clock_breach(struct clock *c, instant at);

/* Does nothing when nothing is left (sla.md R9). */
void clock_pause(struct clock *c, const struct level *l, instant at);

void clock_resume(struct clock *c, const struct level *l, instant at);

/*
 * ${c}, the copy of one that was cancelled, becomes its next cycle, which
 * counts on from where that one stopped: with its target, by the hours of
 * ${l}. ${paused}: it stands still, unless exactly nothing is left. What falls
 * due since then is the caller's to look at.
 */
void clock_revive(struct clock *c, const struct level *l, bool paused);

/*
 * Another level, or another target of it, holds from ${at} on (sla.md R12,
 * retarget): what is consumed stays so.
 */
void clock_retarget(struct clock *c, const struct level *was,
		    const struct level *l, struct target target, instant at);

/* The promised thing was done: met, or missed if it had breached. */
void clock_done(struct clock *c, const struct level *l, instant at,
		person_id by);

/*
 * It ends for another reason: cancelled; missed if it had breached, unless the
 * ticket is spam or deleted (sla.md R18).
 */
void clock_cancel(struct clock *c, const struct level *l, instant at,
		  person_id by, enum clock_reason reason);

#endif
