#ifndef STORE_TICKET_LIST_H
#define STORE_TICKET_LIST_H
/*
 * ticket_list: lists of tickets, page by page: the inbox of staff and a
 * customer's own tickets.
 *
 * Pages are walked by key: a page begins after (or ends before) the last (or
 * first) row that was seen, so page 1,000 costs what page 1 costs. Every list
 * takes the viewer and holds what they may see as staff (the inbox), or as the
 * requester (their own). How many there are in each view: ticket_count.h.
 */
#include "core/access.h"
#include "core/clock.h"
#include "store/tag_store.h"

/* Where a page begins or ends: a row that was seen. */
struct ticket_key {
	instant at;       /* its ticket_row.at */
	const char *code; /* and its code; NULL: from the list's beginning */
	bool back;        /* the page before it, not the one after it */
};

struct ticket_row {
	const char *code, *subject;
	const char *requester_oid, *requester_name, *department_name;
	const char *company_name;  /* it was asked for; NULL: none */
	const char *assignee_name; /* NULL: nobody */
	struct tags tags;
	bool has_files;
	enum status status;
	enum priority priority;
	instant created, last_message;  /* INSTANT_NONE: no message */
	instant postponed_until;        /* or INSTANT_NONE */
	instant at;                     /* what it is sorted by: for the key */
	int64_t level_version, applied; /* store/applied_store.h */
	/*
	 * The promise to show: the running one that is due first, else a paused
	 * one; of what has ended the newest one of its resolution. Of its clock
	 * metric, cycle, state, reason, due, target, unit, consumed, since,
	 * breached, stopped, margin, level_version, calendar_version, manual
	 * and calculated are set, so clock arithmetic works with the compiled
	 * level.
	 */
	bool has_clock;
	struct clock clock;
};

struct ticket_page {
	struct ticket_row *rows; /* in the order of the list */
	size_t n;                /* up to LIMIT_PAGE_ROWS */
	bool before, after;      /* is there more on that side? */
};

/* The views of the inbox. What is open is sorted by what is due first, what has
 * ended or is hidden has the newest first. */
enum ticket_view_kind {
	TICKET_LIST_DUE_NEXT,  /* a promise runs that can still be kept */
	TICKET_LIST_OVERDUE,   /* one that runs is past due */
	TICKET_LIST_DUE_TODAY, /* one is due on the viewer's day, or was */
	TICKET_LIST_UNASSIGNED,
	TICKET_LIST_MINE, /* assigned to the viewer */
	TICKET_LIST_OPEN, /* all that are open */
	TICKET_LIST_ANSWERED,
	TICKET_LIST_POSTPONED,
	TICKET_LIST_RESOLVED, /* or closed */
	TICKET_LIST_SPAM,
	TICKET_LIST_DELETED,
	TICKET_LIST_N
};

/*
 * ticket_list_inbox(db, a, v, kind, now, key, out, e):
 * A page of the inbox of ${v}: tickets of their departments (of all, if they
 * see everywhere), and those assigned to them elsewhere, each once. ${key} may
 * be NULL: the first page.
 */
enum err_kind ticket_list_inbox(struct db *db, struct arena *a,
				const struct viewer *v,
				enum ticket_view_kind kind, instant now,
				const struct ticket_key *key,
				struct ticket_page *out,
				struct err *e) MUST_CHECK;

/*
 * Whose turn it is after the ticket of ${code}, or (${back}) before it, in that
 * view: *out is its code, NULL behind the last. A ticket that is not in the
 * view any more, as it was answered for instance, is followed by the first.
 */
enum err_kind ticket_list_beside(struct db *db, struct arena *a,
				 const struct viewer *v,
				 enum ticket_view_kind kind, instant now,
				 const char *code, bool back, const char **out,
				 struct err *e) MUST_CHECK;

/* Which tickets a customer asks for. */
struct ticket_own {
	bool company; /* all of their company's; see access_company() */
	enum ticket_own_state {
		TICKET_OWN_ALL,
		TICKET_OWN_OPEN,
		TICKET_OWN_SOLVED,
		TICKET_OWN_N
	} state;
};

/*
 * A page of the tickets that ${v} asked for, or their company, newest first;
 * the promise in a row is that of the next answer, if one is owed. Spam and
 * deleted ones are not shown.
 */
enum err_kind
ticket_list_own(struct db *db, struct arena *a, const struct viewer *v,
		const struct ticket_own *which, const struct ticket_key *key,
		struct ticket_page *out, struct err *e) MUST_CHECK;

#endif
