#ifndef STORE_PEOPLE_LIST_H
#define STORE_PEOPLE_LIST_H
/*
 * people_list: lists of people to look through, page by page: staff, and
 * customers in any number. A page begins after a person who was seen, so page
 * 1,000 costs what page 1 costs.
 */
#include "store/db.h"
#include "core/ids.h"

struct people_row {
	person_id id;
	const char *oid, *name;
	const char *email; /* or NULL */
	unsigned roles;
	bool disabled;
	bool invited;            /* has never set a password */
	const char *departments; /* of staff: their names, or "" */
	instant seen;            /* of staff: by a session that is kept */
	const char *company_oid, *company_name; /* of customers, or NULL */
	bool sees_company;
};

struct people_page {
	struct people_row *rows; /* up to LIMIT_PAGE_ROWS */
	size_t n;
	bool before, after; /* is there more on that side? */
};

/* Which of staff. */
enum people_state {
	PEOPLE_HERE,    /* who is not disabled */
	PEOPLE_ACTIVE,  /* ... and has set a password */
	PEOPLE_INVITED, /* ... and has not yet */
	PEOPLE_DISABLED
};

struct people_search {
	const char *q; /* what was typed; "": everybody */
	enum people_state state;
	unsigned roles; /* staff: who has one of these; 0: any of staff */
	department_id department; /* staff: members of that one; 0: all */
	company_id company;       /* customers: of that one; 0: of any */
	const char *key; /* after the person of that oid; "": from the first */
	bool back;       /* before them instead */
};

/*
 * Staff by name; ${q} is looked for anywhere in name and address. It reads who
 * is staff, and of customers nothing, however many there are.
 */
enum err_kind people_list_staff(struct db *db, struct arena *a,
				const struct people_search *s,
				struct people_page *out,
				struct err *e) MUST_CHECK;

/*
 * Customers by name. With ${q}: those whose address begins so, if it has an @;
 * else those of whom each word of it begins a word of name or address, in the
 * order of that word.
 */
enum err_kind people_list_customers(struct db *db, struct arena *a,
				    const struct people_search *s,
				    struct people_page *out,
				    struct err *e) MUST_CHECK;

/* The first ${limit} of them who can be a ticket's requester. */
enum err_kind people_list_suggest(struct db *db, struct arena *a, const char *q,
				  size_t limit, struct people_page *out,
				  struct err *e) MUST_CHECK;

#endif
