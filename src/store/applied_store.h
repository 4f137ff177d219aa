#ifndef STORE_APPLIED_STORE_H
#define STORE_APPLIED_STORE_H
/*
 * applied_store: versions of levels and calendars that hold for open tickets
 * too (table applied_change).
 *
 * Ids rise by one, in the order in which changes are kept: who sees number n
 * sees all before it. So a ticket needs to remember but the last it followed
 * (ticket.applied).
 */
#include "store/ticket_store.h"

struct applied_change {
	int64_t id;
	int64_t level, level_version; /* 0: of a calendar */
	int64_t calendar;             /* 0: of a level */
	/* The calendar's; of a level's calendar the newest then, 0: 24x7. */
	int64_t calendar_version;
	instant at;
	person_id by; /* 0: the command line */
	enum via via;
	/* What sweepers lived to tell; people who came first did the rest. */
	int64_t tickets, moved, overdue;
	instant done; /* INSTANT_NONE: open tickets may be left */
};

struct applied_changes {
	struct applied_change *v;
	size_t n;
};

/* Keep it; sets c->id. ERR_BUSY or ERR_CONFLICT: another came in between. */
enum err_kind applied_store_add(struct db *db, struct arena *a,
				struct applied_change *c,
				struct err *e) MUST_CHECK;

/* The id of the newest; 0: none. */
enum err_kind applied_store_newest(struct db *db, struct arena *a, int64_t *id,
				   struct err *e) MUST_CHECK;

/* Those with after < id <= until, in order. */
enum err_kind applied_store_between(struct db *db, struct arena *a,
				    int64_t after, int64_t until,
				    struct applied_changes *out,
				    struct err *e) MUST_CHECK;

/* The first ${limit} that are not done. */
enum err_kind applied_store_open(struct db *db, struct arena *a, int limit,
				 struct applied_changes *out,
				 struct err *e) MUST_CHECK;

/*
 * applied_store_waiting(db, a, c, ids, limit, n, e):
 * Up to ${limit} open tickets that ${c} has still to reach. Reads without
 * locks.
 */
enum err_kind applied_store_waiting(struct db *db, struct arena *a,
				    const struct applied_change *c,
				    ticket_id *ids, size_t limit, size_t *n,
				    struct err *e) MUST_CHECK;

/* The same, ${limit} at most, spread evenly by id; *all is how many wait. */
enum err_kind applied_store_spread(struct db *db, struct arena *a,
				   const struct applied_change *c,
				   ticket_id **ids, size_t limit, size_t *n,
				   int64_t *all, struct err *e) MUST_CHECK;

/* How many open tickets it has still to reach. */
enum err_kind applied_store_left(struct db *db, struct arena *a,
				 const struct applied_change *c, int64_t *n,
				 struct err *e) MUST_CHECK;

/* How many open tickets wait for any change, ${most} at most. */
enum err_kind applied_store_count(struct db *db, struct arena *a, int64_t most,
				  int64_t *n, struct err *e) MUST_CHECK;

/* Add to what was done for it. */
enum err_kind applied_store_add_counts(struct db *db,
				       const struct applied_change *c,
				       struct err *e) MUST_CHECK;

enum err_kind applied_store_set_done(struct db *db, int64_t id, instant now,
				     struct err *e) MUST_CHECK;

/* ---- Whose promises are about to change ----------------------------------
 */

/* Tickets of that level version wait for it, unless they took it. */
struct applied_mark {
	int64_t level_version, change;
};

struct applied_marks {
	const struct applied_mark *v;
	size_t n;
};

enum err_kind applied_store_marks(struct db *db, struct arena *a,
				  struct applied_marks *out,
				  struct err *e) MUST_CHECK;

/* Is an open ticket of that level version, which took ${applied}, to follow? */
bool applied_store_waits(const struct applied_marks *m, int64_t level_version,
			 int64_t applied);

#endif
