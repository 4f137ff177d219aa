#ifndef STORE_RULE_EVENT_STORE_H
#define STORE_RULE_EVENT_STORE_H
/*
 * rule_event_store: what rules did to a ticket: which chose its levels, and
 * what became of the actions of those that are run.
 */
#include "store/step_store.h"

/*
 * The rule (rule.id) that chose the level the ticket has; 0: none did, or it
 * was not noted. Versions of the level for open tickets leave that as it is.
 */
enum err_kind rule_event_store_who(struct db *db, struct arena *a,
				   ticket_id ticket, int64_t *rule,
				   struct err *e) MUST_CHECK;

/* What rules said when an event of a ticket set its level. */
struct rule_event {
	int64_t seq;
	instant at;
	int64_t version;   /* rule_version.id that chose; 0: none did */
	const char *level; /* what was chosen; NULL: none */
	const char *asked; /* a trace (core/rule_trace.h) */
	size_t nasked;
};

/* The newest ${limit} of a ticket, the newest first. */
enum err_kind rule_event_store_list(struct db *db, struct arena *a,
				    ticket_id ticket, int64_t limit,
				    struct rule_event **out, size_t *n,
				    struct err *e) MUST_CHECK;

/* ---- Rules on events, time rules ------------------------------------------
 */

/* What became of an action of the rule that an event names. */
struct rule_act {
	ticket_id ticket;
	int64_t seq;
	struct fired_action act; /* but for its clock and step */
};

/* Append them in one statement. */
enum err_kind rule_event_store_acted(struct db *db, struct arena *a,
				     const struct rule_act *v, size_t n,
				     struct err *e) MUST_CHECK;

/* What rules did to a ticket, for its timeline; in order of event, position. */
struct rule_event_deed {
	int64_t seq;
	struct step_deed did; /* but for its clock and step */
};
enum err_kind rule_event_store_deeds(struct db *db, struct arena *a,
				     ticket_id ticket,
				     struct rule_event_deed **out, size_t *n,
				     struct err *e) MUST_CHECK;

#endif
