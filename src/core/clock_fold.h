#ifndef CORE_CLOCK_FOLD_H
#define CORE_CLOCK_FOLD_H
/*
 * clock_fold: an event on its way through a ticket. For clock_ticket.c, which
 * says in what order, and its parts: clock_change.c, clock_hide.c.
 */
#include "core/clock_life.h"

struct fold {
	struct clock_ticket *t;
	const struct event *ev;
	struct arena *arena;
	/* As it was before the event: */
	enum status status;
	/* The same, or as it was brought back: */
	enum status stay;
	size_t n; /* clocks */
};

/* ---- Statuses ------------------------------------------------------------ */

/* Is there still something to do? */
bool fold_at_work(enum status s);

/* Out of its requester's sight, and of everybody's work. */
bool fold_is_hidden(enum status s);

/* Hidden, or part of another ticket: it may come back. */
bool fold_is_away(enum status s);

/* The status when the event is through, as far as it says. */
enum status fold_goal(const struct fold *f);

/* Where the end of a postponement brings it. */
enum status fold_after_postponement(const struct clock_ticket *t);

/* What holds that clock in that status, whose customer waits or not. */
enum hold fold_holds(const struct clock *c, enum status s, bool waiting);

/*
 * ${c}, whose ticket was in status ${was}, follows it into ${s}: it stands
 * still or goes on. Pausing statuses that begin while it waits for an answer
 * are a pause of their own (D46).
 */
void fold_follow(struct clock *c, enum status was, enum status s,
		 enum hold hold, enum party party, instant at);

/* Whom a ticket waits for in that status; ${postponed} is for whom it was. */
enum party fold_party(enum status s, enum party postponed);

/* ---- Its clocks ---------------------------------------------------------- */

/* The newest clock of a metric, or NULL. */
struct clock *fold_newest(struct clock_ticket *t, enum metric m);

/* The same if it runs or is paused, or NULL. */
struct clock *fold_live(struct clock_ticket *t, enum metric m);

/* Room for one more; pointers into the ticket's clocks move. */
struct clock *fold_grow(struct fold *f);

/* What the ticket's level promises of a metric; seconds 0: nothing. */
struct target fold_target(const struct clock_ticket *t, enum metric m);

/* Start the next cycle of a metric that does not run, if it is promised. */
void fold_start(struct fold *f, enum metric m);

void fold_done(struct fold *f, enum metric m);
void fold_cancel(struct fold *f, enum metric m, enum clock_reason reason);

/* A live clock names who answers for it now. */
void fold_name_responsible(struct clock *c, const struct clock_ticket *t);

/*
 * When the pause of ${c} has lasted as long as it may; INSTANT_NONE for one
 * that may last, or is none: waiting for an answer is not.
 */
instant fold_pause_end(const struct clock_ticket *t, const struct clock *c);

/* ---- The parts ----------------------------------------------------------- */

/* Every live clock follows the ticket's level and priority (R12). */
void fold_change_level(struct fold *f);

/*
 * ${c} from ${from} up to ${at}, within one stay: its pause may end there, its
 * deadline pass. ${endless} pauses last as long as they do.
 */
void fold_go_on(struct clock *c, bool endless, instant from, instant at);

/* Is a clock of it promised still? Where it is kept, for whatever priority. */
bool fold_is_promised(const struct clock_ticket *t, enum metric m);

/* ... and so does clock ${i}, which was away when they changed. */
void fold_catch_up(struct fold *f, size_t i);

/* Words that another ticket brought count from when they were said (R15). */
void fold_take_in(struct fold *f);

/* It was part of another ticket: its clocks began when that was said (R15). */
void fold_split(struct fold *f);

/* From resolved to work again (R13). */
void fold_reopen(struct fold *f);

/* It is what it was before it was hidden or merged (D35). */
void fold_restore(struct fold *f);

/* What it goes back to when it comes back. */
void fold_remember(struct fold *f);

/* The status that lies below ${s}, when nothing hides it. */
enum status fold_work_below(const struct clock_ticket *t, enum status s);

/* What it is from ${at} on, for those who go through it again. */
void fold_note_stay(struct fold *f, instant at);

#endif
