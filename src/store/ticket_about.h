#ifndef STORE_TICKET_ABOUT_H
#define STORE_TICKET_ABOUT_H
/*
 * ticket_about: tickets of a customer, a company or an agent, for the pages
 * about these. What is shown takes the viewer and holds what they may see as
 * staff; what verbs ask for does not.
 */
#include "core/access.h"
#include "core/event.h"
#include "store/db.h"

struct about_row {
	const char *code, *subject;
	const char *requester_name, *department_name;
	const char *assignee_name; /* NULL: nobody */
	enum status status;
	instant created;
};

struct about_page {
	struct about_row *rows; /* newest first, up to LIMIT_PAGE_ROWS */
	size_t n;
	bool before, after; /* is there more on that side? */
};

enum about_kind {
	ABOUT_REQUESTER,
	ABOUT_COMPANY,
	ABOUT_ASSIGNEE /* open ones alone */
};

struct about_search {
	enum about_kind kind;
	int64_t id;
	const char *key; /* after the ticket of that code; "": the newest */
	bool back;       /* before it instead */
};

enum err_kind ticket_about_page(struct db *db, struct arena *a,
				const struct viewer *v,
				const struct about_search *s,
				struct about_page *out,
				struct err *e) MUST_CHECK;

/* The codes of up to ${limit} open tickets that they have. */
struct about_codes {
	const char **v;
	size_t n;
};
enum err_kind ticket_about_assigned(struct db *db, struct arena *a,
				    person_id assignee, size_t limit,
				    struct about_codes *out,
				    struct err *e) MUST_CHECK;

/*
 * How many tickets of theirs are of another company or of none, exact up to
 * LIMIT_COUNT; and give up to ${limit} of these to that company (0: none).
 */
enum err_kind ticket_about_elsewhere(struct db *db, struct arena *a,
				     person_id requester, company_id company,
				     int64_t *n, struct err *e) MUST_CHECK;
enum err_kind ticket_about_give(struct db *db, person_id requester,
				company_id company, int limit, int64_t *did,
				struct err *e) MUST_CHECK;

#endif
