#ifndef DESK_STEPS_H
#define DESK_STEPS_H
/*
 * steps: escalation steps of tickets in hand (sla.md R20-R22): which fall due,
 * and what they do. For desk/ alone.
 *
 * The sweeper fires them; who opens a ticket or works on it does not (D58). A
 * step is claimed by its row of fired_step; what it changes is one event of the
 * ticket, by the sweeper, that names metric, cycle and step (desk/deeds.h).
 */
#include "desk/deeds.h"

/*
 * Fire the steps of its running clocks that fell due at or before ${now}, and
 * those that these set off, LIMIT_STEP_ROUNDS deep. No step of a level's metric
 * fires twice in one go, whatever clock it is of. ERR_BUSY and ERR_BROKEN are
 * the database's.
 */
enum err_kind steps_fire(struct work *w, instant now, struct err *e) MUST_CHECK;

/* After the commit: note when it was, and how late these steps were. */
void steps_committed(struct job *job, struct work *const *works, size_t n);

#endif
