#ifndef WEB_STEP_DEEDS_H
#define WEB_STEP_DEEDS_H
/*
 * step_deeds: what an action of an escalation step or of a rule did, in the
 * words of the timeline. What a step changed has lines of its own there, so of
 * that only what was not done is told, and why; a rule's line tells all of it.
 */
#include "store/event_store.h"
#include "store/rule_event_store.h"
#include "web/view.h"

/* A DEED of parts/event.tpl, or nothing. */
void step_deeds_fill(struct view *v, const struct step_deed *d);

/* All that a rule did, by its event; or that it was kept from it. */
void step_deeds_fill_event(struct view *v, const struct event_view *ev,
			   const struct rule_event_deed *list, size_t n);

#endif
