#ifndef DESK_CUSTOM_FACTS_H
#define DESK_CUSTOM_FACTS_H
/*
 * custom_facts: what rules see of the custom fields of a ticket. For desk/
 * alone.
 */
#include "desk/work.h"

/*
 * What stands in its own fields, in those of its requester and of its company
 * (w->row): all that are not empty, archived ones too, each field once. What
 * the verb under way filled in, changed or emptied counts already, stored or
 * not; so a new ticket needs only w->row and custom_take() before.
 */
enum err_kind custom_facts(struct work *w, const struct rule_custom **out,
			   size_t *n, struct err *e) MUST_CHECK;

/* The same of what is stored: for a look at a ticket without its lock. */
enum err_kind custom_facts_of(struct db *db, struct arena *a, ticket_id ticket,
			      person_id requester, company_id company,
			      const struct rule_custom **out, size_t *n,
			      struct err *e) MUST_CHECK;

#endif
