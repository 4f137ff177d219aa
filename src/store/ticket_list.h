#ifndef STORE_TICKET_LIST_H
#define STORE_TICKET_LIST_H
/*
 * ticket_list: lists of tickets, page by page: the inbox of staff and a
 * customer's own tickets.
 *
 * Pages are walked by key: a page begins after (or ends before) the last (or
 * first) row that was seen, so page 1,000 costs what page 1 costs. Every list
 * takes the viewer and holds what they may see as staff (the inbox), or as the
 * requester (their own). One statement brings all that a row shows.
 */
#include "core/access.h"
#include "core/clock.h"
#include "store/db.h"

/* Where a page begins or ends: a row that was seen. */
struct ticket_key {
	instant at;       /* its ticket_row.at */
	const char *code; /* and its code; NULL: from the list's beginning */
	bool back;        /* the page before it, not the one after it */
};

struct ticket_row {
	const char *code, *subject;
	const char *requester_name, *department_name;
	const char *assignee_name; /* NULL: nobody */
	enum status status;
	enum priority priority;
	instant created, last_message; /* INSTANT_NONE: no message */
	instant postponed_until;       /* or INSTANT_NONE */
	instant at;                    /* what it is sorted by: for the key */
	/*
	 * The promise to show: the running one that is due first, else a paused
	 * one. Of its clock metric, state, due, target, unit, consumed, since,
	 * breached, level_version and calendar_version are set, so clock
	 * arithmetic works with the compiled level.
	 */
	bool has_clock;
	struct clock clock;
};

struct ticket_page {
	struct ticket_row *rows; /* in the order of the list */
	size_t n;                /* up to LIMIT_PAGE_ROWS */
	bool before, after;      /* is there more on that side? */
};

enum ticket_view_kind {
	TICKET_LIST_OPEN,    /* all open ones, nearest due first */
	TICKET_LIST_MINE,    /* assigned to the viewer, open */
	TICKET_LIST_OVERDUE, /* a running promise of theirs is past due */
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
 * How many there are in each view, exact up to LIMIT_COUNT; LIMIT_COUNT + 1
 * means more. Reads indexes alone, and no more of them than that; for
 * managers, who are no staff on tickets of their own, as many rows too.
 */
enum err_kind ticket_list_counts(struct db *db, struct arena *a,
				 const struct viewer *v, instant now,
				 int64_t counts[TICKET_LIST_N],
				 struct err *e) MUST_CHECK;

/*
 * A page of the tickets that ${v} asked for, newest first; the promise in a row
 * is that of the next answer, if one is owed. Spam and deleted ones are not
 * shown.
 */
enum err_kind ticket_list_own(struct db *db, struct arena *a,
			      const struct viewer *v,
			      const struct ticket_key *key,
			      struct ticket_page *out,
			      struct err *e) MUST_CHECK;

#endif
