#ifndef STORE_MESSAGE_STORE_H
#define STORE_MESSAGE_STORE_H
/*
 * message_store: what was said on tickets, each with the event that brought it.
 */
#include "core/event.h"
#include "store/db.h"

/* Whose word it is. The numbers are stored. */
enum author {
	AUTHOR_CUSTOMER,
	AUTHOR_STAFF,
	AUTHOR_AUTOMATIC
};

enum visibility {
	VISIBLE_PUBLIC,
	VISIBLE_STAFF /* a private note */
};

enum trust {
	TRUST_SIGNED_IN,
	TRUST_VERIFIED, /* a letter that proves its sender */
	TRUST_UNVERIFIED
};

struct message {
	int64_t id; /* to add: 0, unless one was set aside for it */
	const char *oid;
	ticket_id ticket;
	int64_t seq; /* of its event */
	instant at;
	person_id author; /* 0: unknown */
	enum author kind;
	enum visibility visibility;
	enum trust trust;
	const char *body;        /* Markdown as typed */
	const char *author_name; /* only read */
	int64_t copy_of; /* to add: the one of another ticket; 0: none */
};

/* Store them all in one statement. */
enum err_kind message_store_add(struct db *db, struct arena *a,
				const struct message *messages, size_t n,
				struct err *e) MUST_CHECK;

/*
 * message_store_list(db, a, ticket, staff, before, limit, out, n, e):
 * The newest ${limit} messages with seq below ${before} (INT64_MAX: all),
 * oldest first; private notes only when ${staff}.
 */
enum err_kind message_store_list(struct db *db, struct arena *a,
				 ticket_id ticket, bool staff, int64_t before,
				 int64_t limit, struct message **out, size_t *n,
				 struct err *e) MUST_CHECK;

/*
 * Of up to ${n} messages of a ticket those that are there, in order, with their
 * ids and without names.
 */
enum err_kind message_store_find(struct db *db, struct arena *a,
				 ticket_id ticket, const char *const *oids,
				 size_t n, struct message *out, size_t *found,
				 struct err *e) MUST_CHECK;

#endif
