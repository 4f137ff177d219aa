#ifndef DESK_TAGS_ADMIN_H
#define DESK_TAGS_ADMIN_H
/*
 * tags_admin: tags, for those who keep them in order. Errors as in people.h.
 */
#include "core/colour.h"
#include "desk/desk.h"

struct tags_draft {
	const char *name; /* up to LIMIT_TAG characters, no comma */
	enum colour colour;
	bool open;    /* customers see it, too, on their tickets */
	int64_t seen; /* of one that is there: its version; 0: any */
};

enum err_kind tags_add(struct job *job, const struct tags_draft *d,
		       const char **oid, struct err *e) MUST_CHECK;

/* On all tickets at once. */
enum err_kind tags_change(struct job *job, const char *oid,
			  const struct tags_draft *d, struct err *e) MUST_CHECK;

/*
 * Kept where it is, no longer to choose; false: to choose again. One that
 * became another stays archived (ERR_CONFLICT): its tickets have the other by
 * now.
 */
enum err_kind tags_archive(struct job *job, const char *oid, bool archived,
			   struct err *e) MUST_CHECK;

/*
 * One batch of a merge: up to ${limit} tickets that have the tag have ${into}
 * instead. From the first batch on its name leads to the other, and to no third
 * one any more, and it is archived; the timelines go on saying what was put on
 * then. *left is how many tickets have it still, exact up to LIMIT_COUNT.
 */
enum err_kind tags_merge(struct job *job, const char *oid, const char *into,
			 int limit, int64_t *left, struct err *e) MUST_CHECK;

/* ERR_CONFLICT when a ticket has or had it. */
enum err_kind tags_delete(struct job *job, const char *oid,
			  struct err *e) MUST_CHECK;

#endif
