#ifndef DESK_EXPLAIN_RULES_H
#define DESK_EXPLAIN_RULES_H
/*
 * explain_rules: which rule chose a ticket's level, and what those that were
 * asked said: as it was then, whatever became of them (sla.md D82). A dry run
 * tells the same of what they would say now.
 */
#include "core/rule_trace.h"
#include "store/rule_store.h"

/* One rule's word. */
struct desk_word {
	const struct rule_row *rule; /* as it was; NULL: it is not there */
	enum rule_outcome outcome;
	/* RULE_FAILS: of each group the first condition that failed.
	 * RULE_INVALID: the first that is, or none. */
	const struct rule_condition *const *conditions;
	size_t n;
};

struct desk_choice {
	int64_t seq; /* of the event; 0: a dry run */
	instant at;
	const char *level;         /* NULL: none */
	const struct rule_row *by; /* NULL: no rule set one */
	const struct desk_word
		*words; /* in the order in which they were asked */
	size_t n;
	bool cut; /* there were more rules than are told */
};

/* Those of a ticket, the newest first, LIMIT_EXPLAIN_CHOICES at most. */
enum err_kind explain_rules_read(struct db *db, struct arena *a,
				 ticket_id ticket,
				 const struct desk_choice **out, size_t *n,
				 struct err *e) MUST_CHECK;

/* What a trace says; of rules as versions that are stored. */
enum err_kind explain_rules_tell(struct db *db, struct arena *a,
				 const void *asked, size_t nasked,
				 int64_t chosen, struct desk_choice *out,
				 struct err *e) MUST_CHECK;

#endif
