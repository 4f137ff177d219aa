#ifndef STORE_TAG_STORE_H
#define STORE_TAG_STORE_H
/*
 * tag_store: tags, and which tickets have them.
 *
 * Names are alike in any case and with or without accents, as the database
 * compares them. A tag that was merged into another stays, archived, so that
 * the timeline can name it; whoever asks for its name gets the other one.
 */
#include "core/colour.h"
#include "core/ids.h"
#include "store/db.h"

struct tag {
	tag_id id;
	const char *oid, *name;
	instant archived; /* kept where it is, not to choose; INSTANT_NONE */
	tag_id merged;    /* into that one; 0: not */
	enum colour colour;
	bool open; /* customers see it, too */
	int64_t version;
	bool fresh; /* tag_store_need() made it just now */
};

struct tags {
	struct tag *v; /* by name */
	size_t n;
};

/* ---- Of tickets ---------------------------------------------------------- */

enum err_kind tag_store_of_ticket(struct db *db, struct arena *a,
				  ticket_id ticket, struct tags *out,
				  struct err *e) MUST_CHECK;

/* Those of them that customers see, too. */
enum err_kind tag_store_of_ticket_open(struct db *db, struct arena *a,
				       ticket_id ticket, struct tags *out,
				       struct err *e) MUST_CHECK;

/* out[i] are those of tickets[i]; one statement, for lists. */
enum err_kind tag_store_of_tickets(struct db *db, struct arena *a,
				   const ticket_id *tickets, size_t n,
				   struct tags *out, struct err *e) MUST_CHECK;

/*
 * tag_store_need(db, a, names, n, now, out, e):
 * Inside a transaction: the tags of these names, made where there are none. A
 * merged one gives the one it became. Each tag is there once, whatever the
 * names; look at ${archived} before you put one on. ERR_BUSY when somebody made
 * one at the same moment: run again.
 */
enum err_kind tag_store_need(struct db *db, struct arena *a,
			     const char *const *names, size_t n, instant now,
			     struct tags *out, struct err *e) MUST_CHECK;

/* Put tags on a ticket, where they are not yet, or take them off. */
enum err_kind tag_store_put(struct db *db, ticket_id ticket, const tag_id *tags,
			    size_t n, struct err *e) MUST_CHECK;
enum err_kind tag_store_take(struct db *db, ticket_id ticket,
			     const tag_id *tags, size_t n,
			     struct err *e) MUST_CHECK;

/* What an event did: tags put on, or taken off. */
enum err_kind tag_store_note(struct db *db, ticket_id ticket, int64_t seq,
			     const tag_id *tags, size_t n, bool added,
			     struct err *e) MUST_CHECK;

/* The same, read for a timeline: by event, then by name. */
struct tag_event {
	int64_t seq;
	const char *oid, *name;
	bool added;
};
enum err_kind tag_store_events(struct db *db, struct arena *a, ticket_id ticket,
			       struct tag_event **out, size_t *n,
			       struct err *e) MUST_CHECK;

/* Up to ${limit} to choose from whose names begin with ${prefix}. */
enum err_kind tag_store_suggest(struct db *db, struct arena *a,
				const char *prefix, size_t limit,
				struct tags *out, struct err *e) MUST_CHECK;

/* ---- For those who keep them in order ------------------------------------ */

/* ERR_NOT_FOUND if there is none. */
enum err_kind tag_store_find_oid(struct db *db, struct arena *a,
				 const char *oid, struct tag *out,
				 struct err *e) MUST_CHECK;

/* The same, locked until the transaction ends. */
enum err_kind tag_store_lock(struct db *db, struct arena *a, const char *oid,
			     struct tag *out, struct err *e) MUST_CHECK;
enum err_kind tag_store_find_name(struct db *db, struct arena *a,
				  const char *name, struct tag *out,
				  struct err *e) MUST_CHECK;
enum err_kind tag_store_find(struct db *db, struct arena *a, tag_id id,
			     struct tag *out, struct err *e) MUST_CHECK;

/* A page of them, by name. */
struct tag_page {
	struct tags tags;   /* up to LIMIT_PAGE_ROWS */
	bool before, after; /* is there more on that side? */
};
struct tag_search {
	const char *q;   /* in their names; "": all */
	bool archived;   /* those that are, else those that are not */
	const char *key; /* after the tag of that oid; "": from the first */
	bool back;       /* before it instead */
};
enum err_kind tag_store_page(struct db *db, struct arena *a,
			     const struct tag_search *s, struct tag_page *out,
			     struct err *e) MUST_CHECK;

/* A new one of that name, colour and openness: sets id and oid. ERR_CONFLICT:
 * the name is taken. */
enum err_kind tag_store_add(struct db *db, struct arena *a, struct tag *t,
			    instant now, struct err *e) MUST_CHECK;

/* Write all but ids anew; counts the version. */
enum err_kind tag_store_change(struct db *db, const struct tag *t,
			       struct err *e) MUST_CHECK;

/*
 * One batch of a merge: up to ${limit} tickets that have ${from} have ${to}
 * instead. *did is how many they were.
 */
enum err_kind tag_store_move(struct db *db, struct arena *a, tag_id from,
			     tag_id to, int limit, int64_t *did,
			     struct err *e) MUST_CHECK;

/* Of one that no ticket has or had, and that no other became. */
enum err_kind tag_store_delete(struct db *db, tag_id id,
			       struct err *e) MUST_CHECK;

#endif
