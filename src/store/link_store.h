#ifndef STORE_LINK_STORE_H
#define STORE_LINK_STORE_H
/*
 * link_store: which ticket was merged into, split off or follows which. Each
 * link names the event of either side that tells of it. Kept for ever; one that
 * is merged no more has an end.
 */
#include "core/access.h"
#include "store/db.h"

/* The numbers are stored. */
enum link_kind {
	LINK_MERGED,
	LINK_SPLIT,
	LINK_FOLLOW_UP
};

struct link {
	enum link_kind kind;
	ticket_id from, to;
	int64_t from_seq, to_seq;
	instant at;
	person_id by; /* 0: nobody */
};

enum err_kind link_store_add(struct db *db, const struct link *l,
			     struct err *e) MUST_CHECK;

/* It is merged into another no more. */
enum err_kind link_store_end_merged(struct db *db, ticket_id from, instant now,
				    struct err *e) MUST_CHECK;

/* The code of the ticket that it is merged into; NULL: into none. */
enum err_kind link_store_merged_into(struct db *db, struct arena *a,
				     ticket_id from, const char **code,
				     struct err *e) MUST_CHECK;

/* A link as one of its tickets shows it. */
struct link_view {
	enum link_kind kind;
	bool from;   /* that ticket is where it leads from */
	int64_t seq; /* of that ticket's event */
	bool ended;
	const char *code; /* of the other; NULL: not the viewer's to see */
};

/* All of a ticket's, in order of seq. */
enum err_kind link_store_list(struct db *db, struct arena *a,
			      const struct viewer *v, ticket_id ticket,
			      struct link_view **out, size_t *n,
			      struct err *e) MUST_CHECK;

#endif
