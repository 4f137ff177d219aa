#ifndef WEB_STEP_DEEDS_H
#define WEB_STEP_DEEDS_H
/*
 * step_deeds: what an action of an escalation step or of a rule did, in the
 * words of the timeline. What a step changed has lines of its own there, so of
 * that only what was not done is told, and why; a rule's line tells all of it.
 */
#include "store/step_store.h"
#include "web/view.h"

/* A DEED of parts/event.tpl, or nothing. */
void step_deeds_fill(struct view *v, const struct step_deed *d);
void step_deeds_fill_rule(struct view *v, const struct step_deed *d);

#endif
