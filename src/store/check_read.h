#ifndef STORE_CHECK_READ_H
#define STORE_CHECK_READ_H
/*
 * check_read: what the two files share that read a batch; for check_store.c and
 * check_names.c alone.
 */
#include "store/check_store.h"

/* Where rows come from, and where they go. */
struct check_read {
	struct db *db;
	struct arena *a;
	const struct check_range *range;
	struct check_batch *out;
};

/* The next of a list that grows. */
#define CHECK_NEXT(a, list, n, cap)                                            \
	(ARENA_ROOM(a, list, n, cap), &(list)[(n)++])

/* Rows of the range's tickets. */
enum err_kind check_read_ask(struct check_read *rd, const char *sql,
			     struct rows **r, struct err *e) MUST_CHECK;

/* The versions of levels and calendars that there are. */
enum err_kind check_read_versions(struct check_read *rd,
				  struct err *e) MUST_CHECK;

/* Their custom fields. */
enum err_kind check_read_fields(struct check_read *rd,
				struct err *e) MUST_CHECK;

/* Whom and what the rows of the batch name, once they are read. */
enum err_kind check_read_names(struct check_read *rd, struct err *e) MUST_CHECK;

#endif
