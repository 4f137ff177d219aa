#ifndef CORE_CLOCK_LIFE_H
#define CORE_CLOCK_LIFE_H
/*
 * clock_life: what happens to one clock. For the fold of a ticket alone
 * (clock_ticket.c and its parts): everybody else folds events into a ticket.
 *
 * No instant may be before any that the clock was given earlier.
 */
#include "core/clock.h"

/* Start ${c}, whose metric, cycle, department and agent are set. */
void clock_start(struct clock *c, const struct level *l, struct target target,
		 instant at);

/* Its due instant passed at ${at}. */
void clock_breach(struct clock *c, instant at);

/* Note that its deadline lies before ${now}. */
void clock_look(struct clock *c, instant now);

/* Does nothing when nothing is left (sla.md R9). ${party}: whom we wait for. */
void clock_pause(struct clock *c, enum party party, instant at);

void clock_resume(struct clock *c, instant at);

/* What holds a clock. */
enum hold {
	HOLD_NOT,
	HOLD_STATUS,
	HOLD_WAITING, /* the customer does: nothing excuses from that */
};

/* Pause or go on, as ${hold} says, and for ${party}. */
void clock_hold(struct clock *c, enum hold hold, enum party party, instant at);

/* Its pause has lasted as long as it may: it runs on through this stay. */
void clock_excuse(struct clock *c, instant at);

/* Its ticket left the pausing statuses: the next pause is another. */
void clock_forgive(struct clock *c);

/* Its pause has lasted as long as its level lets it: when; INSTANT_NONE. */
instant clock_pause_end(const struct clock *c);

/*
 * ${c}, the copy of one that was cancelled, becomes its next cycle, which
 * counts on from where that one stopped, held or not. What falls due since
 * then is the caller's to look at.
 */
void clock_revive(struct clock *c, enum hold hold, enum party party);

/* Has it nothing left, under a target that came while it stood still? It
 * breaks when it goes on (D11). */
bool clock_used_up(const struct clock *c);

/* One that a resolution ended goes on (sla.md R13, continue). */
void clock_continue(struct clock *c, instant at);

/* Would it count on just as before? */
bool clock_counts_alike(const struct clock *c, const struct level *l,
			struct target target);

/*
 * Another level, or another target of it, holds from ${at} on (sla.md R12,
 * retarget): what is consumed stays so.
 */
void clock_retarget(struct clock *c, const struct level *l,
		    struct target target, instant at);

/* A due instant set by hand from ${at} on; INSTANT_NONE takes it back. */
void clock_set_due(struct clock *c, instant due, instant at);

/* The promised thing was done: met, or missed if it had breached. */
void clock_done(struct clock *c, instant at, person_id by);

/*
 * It ends for another reason: cancelled; missed if it had breached, unless the
 * ticket is spam or deleted (sla.md R18).
 */
void clock_cancel(struct clock *c, instant at, person_id by,
		  enum clock_reason reason);

#endif
