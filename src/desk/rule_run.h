#ifndef DESK_RULE_RUN_H
#define DESK_RULE_RUN_H
/*
 * rule_run: rules on events and time rules at work (sla.md §12); for desk/
 * alone. (SLA rules: desk/choose.h.)
 *
 * A rule that does something is one event of the ticket, EVENT_RULE by
 * ACTOR_RULE, which names its version (event.rule); what became of each action
 * stands beside it. Rules are asked top-down; each sees what those before it
 * did; one that stops ends the run. Whatever happens to a ticket in one
 * transaction is one occurrence: no rule acts twice in it (work.ran), so a rule
 * that the sweeper runs acts once for each sweep in which it is given.
 */
#include "desk/choose.h"

/*
 * rule_run_some(w, b, which, said, e):
 * Ask those of ${b} that ${which} marks (NULL: all) about a ticket in hand, and
 * carry out what holds. said[i] (or NULL): what the i-th said, RULE_OFF where
 * it was not asked. Call rule_run_events() afterwards.
 */
enum err_kind rule_run_some(struct work *w, const struct rule_book *b,
			    const bool *which, enum rule_outcome *said,
			    struct err *e) MUST_CHECK;

/*
 * rule_run_events(w, e):
 * Rules on events that are set off by what happened to ${w} since it was taken
 * up, and those that these set off, LIMIT_RULE_ROUNDS deep; an entry says where
 * that was stopped. Then SLA rules that keep applying are judged again.
 */
enum err_kind rule_run_events(struct work *w, struct err *e) MUST_CHECK;

/*
 * rule_run_open(w, ev, e):
 * Open a ticket by ${ev}, with its row, first words, tags and fields at hand:
 * rules on its creation say what it begins as, then SLA rules choose its level,
 * then ${ev} is added.
 */
enum err_kind rule_run_open(struct work *w, struct event *ev,
			    struct err *e) MUST_CHECK;

/* The same without opening it: ${ev} as it would be, and its level. */
enum err_kind rule_run_begin(struct work *w, struct event *ev,
			     const struct level **out,
			     struct err *e) MUST_CHECK;

#endif
