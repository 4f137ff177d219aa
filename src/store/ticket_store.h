#ifndef STORE_TICKET_STORE_H
#define STORE_TICKET_STORE_H
/*
 * ticket_store: the rows of table ticket.
 *
 * The row lock is a ticket's one writer lock: whoever changes a ticket, its
 * clocks or its events takes it first, as the first statement of the
 * transaction (a plain read before it would pin an older snapshot).
 */
#include "core/access.h"
#include "core/clock.h"
#include "store/db.h"

/* What a row says besides the state that its events fold to. */
struct ticket {
	ticket_id id; /* 0 until stored */
	const char *oid, *code;
	int64_t version; /* 1, 2, ...: marks do not count */
	const char *subject;
	enum source source;
	person_id requester;
	company_id company;    /* the requester's when it came; 0: none */
	int64_t level_version; /* 0: no SLA */
	/* By which its promises go on; INSTANT_NONE: none does, or a row of
	 * before, which does not say. Written from the state. */
	int64_t calendar_version;
	int64_t applied; /* the newest applied_change that it took */
	/* When a time rule has to be looked at next, 0: never; and the number
	 * of the change of time rules that this was found by. */
	instant rule_at;
	int64_t rule_seen;
	const char *import_key;
	/* From where its customer came to the form, as their browser said:
	 * never to be trusted; NULL: unknown. */
	const char *referrer;
	bool invited; /* created from an invitation */
};

/* Who may see it, out of both parts. */
struct access_ticket ticket_store_access(const struct ticket *t,
					 const struct clock_ticket *state);

/*
 * ticket_store_lock(db, a, code, t, state, e):
 * Lock and read the ticket of that code. ${state} has neither clocks nor level
 * yet. ERR_NOT_FOUND if there is none.
 */
enum err_kind ticket_store_lock(struct db *db, struct arena *a,
				const char *code, struct ticket *t,
				struct clock_ticket *state,
				struct err *e) MUST_CHECK;
enum err_kind ticket_store_lock_id(struct db *db, struct arena *a, ticket_id id,
				   struct ticket *t, struct clock_ticket *state,
				   struct err *e) MUST_CHECK;

/* One of several that were read at once. */
struct ticket_taken {
	struct ticket t;
	struct clock_ticket state;
};

/*
 * ticket_store_take(db, a, ids, n, lock, out, found, e):
 * Those of up to TICKET_DUE_MAX tickets that are there, in order of id: with
 * their locks, or, not to ${lock}, as they stand.
 */
enum err_kind ticket_store_take(struct db *db, struct arena *a,
				const ticket_id *ids, size_t n, bool lock,
				struct ticket_taken *out, size_t *found,
				struct err *e) MUST_CHECK;

/* Those of them with their locks that nobody else holds just now. */
enum err_kind ticket_store_take_free(struct db *db, struct arena *a,
				     const ticket_id *ids, size_t n,
				     struct ticket_taken *out, size_t *found,
				     struct err *e) MUST_CHECK;

/* The id of the ticket of that code, without a lock; ERR_NOT_FOUND. */
enum err_kind ticket_store_id(struct db *db, struct arena *a, const char *code,
			      ticket_id *id, struct err *e) MUST_CHECK;

/* A ticket as pages show it. */
struct ticket_view {
	struct ticket row;
	struct clock_ticket state; /* without clocks and level */
	const char *department_oid, *department_name;
	const char *requester_oid, *requester_name;
	const char *requester_email; /* or NULL */
	unsigned requester_roles;
	const char *requester_zone, *requester_note; /* "" is none */
	const char *company_oid, *company_name; /* it was asked for, or NULL */
	const char *assignee_oid, *assignee_name; /* NULL: nobody */
	const char *level_name;                   /* or NULL */
	instant due;    /* nearest of its running clocks, or INSTANT_NONE */
	instant settle; /* when it next changes by itself, or INSTANT_NONE */
};

/*
 * Read, without a lock, what ${v} may see: ERR_NOT_FOUND for no such code and
 * for one that is not theirs.
 */
enum err_kind ticket_store_find(struct db *db, struct arena *a,
				const struct viewer *v, const char *code,
				struct ticket_view *out,
				struct err *e) MUST_CHECK;

/* Does somebody else of its company read it, because they speak for that? */
enum err_kind ticket_store_shared(struct db *db, struct arena *a,
				  const struct ticket *t, bool *shared,
				  struct err *e) MUST_CHECK;

/* Another ticket of the same requester. */
struct ticket_other {
	const char *code, *subject;
	enum status status;
	instant created;
};

/*
 * ticket_store_others(db, a, v, t, out, n, e):
 * The newest of the requester's other tickets that ${v} may see as staff and
 * that are not hidden, TICKET_OTHERS_MAX at most: that many may be more.
 */
#define TICKET_OTHERS_MAX 100
enum err_kind ticket_store_others(struct db *db, struct arena *a,
				  const struct viewer *v,
				  const struct ticket *t,
				  struct ticket_other **out, size_t *n,
				  struct err *e) MUST_CHECK;

/* The version of the ticket of that code, for who did something to it. */
enum err_kind ticket_store_version(struct db *db, struct arena *a,
				   const char *code, int64_t *version,
				   struct err *e) MUST_CHECK;

/*
 * Store a new ticket; sets t->id. ERR_CONFLICT if its code, oid or import key
 * is taken.
 */
enum err_kind ticket_store_insert(struct db *db, struct ticket *t,
				  const struct clock_ticket *state,
				  struct err *e) MUST_CHECK;

/* One locked ticket that goes back. */
struct ticket_write {
	const struct ticket *t; /* with the version it gets */
	const struct clock_ticket *state;
};

/*
 * Store new tickets whose ids, oids and codes the caller chose: the whole batch
 * in one statement. ERR_CONFLICT if one of them is taken.
 */
enum err_kind ticket_store_insert_all(struct db *db, struct arena *a,
				      const struct ticket_write *w, size_t n,
				      struct err *e) MUST_CHECK;

/* Write back what the state says: the whole batch in one statement. */
enum err_kind ticket_store_update(struct db *db, struct arena *a,
				  const struct ticket_write *w, size_t n,
				  struct err *e) MUST_CHECK;

/*
 * ticket_store_due(db, a, now, limit, ids, n, e):
 * Up to ${limit} tickets (at most TICKET_DUE_AHEAD) that have a clock to look
 * at, a change of their own, or a time rule, at or before ${now}; in order of
 * id. Reads without locks.
 */
#define TICKET_DUE_MAX 100 /* that are swept in one transaction */
#define TICKET_DUE_AHEAD (10 * TICKET_DUE_MAX)
enum err_kind ticket_store_due(struct db *db, struct arena *a, instant now,
			       int limit, ticket_id *ids, size_t *n,
			       struct err *e) MUST_CHECK;

/* Look at it no sooner than ${later}: what the sweeper does with a ticket that
 * it cannot settle. */
enum err_kind ticket_store_put_off(struct db *db, ticket_id id, instant later,
				   struct err *e) MUST_CHECK;

/*
 * Which of up to ${n} import keys (at most TICKET_KEYS_MAX) are there: known[i]
 * belongs to keys[i].
 */
#define TICKET_KEYS_MAX 100
enum err_kind ticket_store_known(struct db *db, struct arena *a,
				 const char *const *keys, size_t n, bool *known,
				 struct err *e) MUST_CHECK;

#endif
