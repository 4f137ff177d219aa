#ifndef STORE_TICKET_RANGE_H
#define STORE_TICKET_RANGE_H
/*
 * ticket_range: where in the keys of table ticket the tickets of a view stand.
 * For ticket_list.c and ticket_count.c.
 *
 * A view is a kind of key (what it is chosen and sorted by); each kind has one
 * key for everybody, one that begins with the department and one that begins
 * with the agent. What somebody sees is one range of the first, or a range of
 * the second for each of their departments and one of the third for what is
 * assigned to them elsewhere.
 */
#include "store/sql_text.h"
#include "store/ticket_list.h"

/* What a key is chosen and sorted by. */
enum ticket_by {
	TICKET_BY_ORDER,  /* open, by order_at */
	TICKET_BY_NOBODY, /* open and nobody's, by order_at */
	TICKET_BY_DUE, /* something runs until due_at, which is within bounds */
	TICKET_BY_STATUS, /* one status, by order_at */
	TICKET_BY_N
};

enum ticket_place {
	TICKET_EVERYWHERE,
	TICKET_DEPARTMENT,  /* in one of them */
	TICKET_DEPARTMENTS, /* in any of theirs: for counts, which need no order
			     */
	TICKET_ASSIGNED,    /* assigned to the viewer */
	TICKET_ELSEWHERE, /* the same, outside of their departments: passes over
			     those inside, so only where these are few */
	TICKET_PLACE_N
};

struct ticket_view {
	enum ticket_by by;
	bool mine;             /* only what is assigned to the viewer */
	bool newest_first;     /* by falling key */
	enum status status[2]; /* of TICKET_BY_STATUS; twice the same if one */
};

extern const struct ticket_view ticket_views[TICKET_LIST_N];

/* A view as somebody sees it. */
struct ticket_scan {
	const struct ticket_view *view;
	const struct viewer *v;
	instant from, until; /* of TICKET_BY_DUE */
};

struct ticket_scan ticket_range_scan(const struct viewer *v,
				     enum ticket_view_kind kind, instant now);

/* How many statuses its view has: a list reads a range for each. */
size_t ticket_range_statuses(const struct ticket_scan *s);

/*
 * ticket_range_add(q, s, place, department, status):
 * "ticket FORCE INDEX (...) WHERE ..." for that place: ${department} is the
 * one of TICKET_DEPARTMENT, ${status} the i-th of the view, or any of them
 * when negative.
 */
void ticket_range_add(struct sql_text *q, const struct ticket_scan *s,
		      enum ticket_place place, int64_t department, int status);

/* The column it is sorted by. */
const char *ticket_range_at(const struct ticket_scan *s);

#endif
