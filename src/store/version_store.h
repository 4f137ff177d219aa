#ifndef STORE_VERSION_STORE_H
#define STORE_VERSION_STORE_H
/*
 * version_store: which versions of a level, or of a calendar, there are: who
 * stored each, when, and whether it was for open tickets too.
 */
#include "store/applied_store.h"

/* Whose versions. */
enum version_of {
	VERSION_OF_LEVEL,
	VERSION_OF_CALENDAR,
};

struct version {
	int64_t id;
	int32_t number;
	instant at;
	person_id by;     /* 0: the command line */
	const char *name; /* theirs now; NULL: the command line */
	int64_t change;   /* the order to open tickets; 0: for new ones only */
	instant done;     /* with an order: when none was left, or _NONE */
	int64_t tickets;  /* that the sweeper took along */
};

struct versions {
	const struct version *v;
	size_t n;
	bool more; /* there are older ones */
};

/* The newest ${limit}, newest first. */
enum err_kind version_store_list(struct db *db, struct arena *a,
				 enum version_of of, int64_t id, int limit,
				 struct versions *out,
				 struct err *e) MUST_CHECK;

#endif
