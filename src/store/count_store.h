#ifndef STORE_COUNT_STORE_H
#define STORE_COUNT_STORE_H
/*
 * count_store: how many there are of each of several things, exact up to
 * LIMIT_COUNT; LIMIT_COUNT + 1 means more. One statement, that reads indexes
 * alone and no further than that.
 */
#include "store/db.h"

enum count_kind {
	COUNT_COMPANY_PEOPLE,
	COUNT_COMPANY_TICKETS,
	COUNT_GROUP_PEOPLE, /* in it by themselves */
	COUNT_GROUP_COMPANIES,
	COUNT_DEPARTMENT_OPEN, /* its open tickets */
	COUNT_DEPARTMENT_MEMBERS,
	COUNT_LEVEL_OPEN,     /* open tickets that have it */
	COUNT_PERSON_OPEN,    /* open tickets assigned to them */
	COUNT_PERSON_TICKETS, /* that they asked for */
	COUNT_TAG_TICKETS,
	COUNT_TAG_EVENTS, /* in which it was put on or taken off */
	COUNT_TAG_MERGED, /* tags that became it */
	COUNT_KINDS
};

/* counts[i] is of the thing with ids[i]. */
enum err_kind count_store_each(struct db *db, struct arena *a,
			       enum count_kind kind, const int64_t *ids,
			       size_t n, int64_t *counts,
			       struct err *e) MUST_CHECK;

/* The same for one. */
enum err_kind count_store_one(struct db *db, struct arena *a,
			      enum count_kind kind, int64_t id, int64_t *count,
			      struct err *e) MUST_CHECK;

#endif
