#ifndef STORE_FACT_STORE_H
#define STORE_FACT_STORE_H
/*
 * fact_store: what rules ask about a ticket (struct rule_facts) that its row
 * does not hold. Its referrer and whether it was invited stand in struct
 * ticket.
 */
#include "core/ids.h"
#include "core/presence.h"
#include "store/db.h"

/* Numbers in order, each once; they live in the arena. */
struct fact_ids {
	const int64_t *v;
	size_t n;
};

/* The tags on it, archived ones too: tag.id. */
enum err_kind fact_store_tags(struct db *db, struct arena *a, ticket_id ticket,
			      struct fact_ids *out, struct err *e) MUST_CHECK;

/*
 * The groups of who asked, by themself or through the company it was asked for
 * (ticket.company; 0: none), but for archived ones: customer_group.id.
 */
enum err_kind fact_store_groups(struct db *db, struct arena *a,
				person_id requester, company_id company,
				struct fact_ids *out, struct err *e) MUST_CHECK;

/* Whether who has it is there; nobody (0): PRESENCE_NONE. */
enum err_kind fact_store_agent(struct db *db, struct arena *a,
			       person_id assignee, instant now,
			       enum presence *out, struct err *e) MUST_CHECK;

#endif
