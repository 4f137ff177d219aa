#ifndef STORE_RULE_STORE_H
#define STORE_RULE_STORE_H
/*
 * rule_store: SLA rules: "department is X" -> level. The first active one by
 * position wins.
 */
#include "core/ids.h"
#include "store/level_store.h"

/*
 * ref->version 0: no rule matches, so no SLA. *applied is the newest
 * applied_change of the same moment: a ticket that is opened by ${ref} has
 * followed those (struct ticket).
 */
enum err_kind rule_store_match(struct db *db, struct arena *a,
			       department_id department, struct level_ref *ref,
			       int64_t *applied, struct err *e) MUST_CHECK;

struct rule_draft {
	const char *name;
	int64_t position;
	department_id department;
	int64_t level; /* level.id */
};

enum err_kind rule_store_add(struct db *db, const struct rule_draft *d,
			     instant now, struct err *e) MUST_CHECK;

#endif
