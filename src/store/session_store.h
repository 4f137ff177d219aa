#ifndef STORE_SESSION_STORE_H
#define STORE_SESSION_STORE_H
/*
 * session_store: who is signed in, and how often signing in failed.
 *
 * Of a session's cookie the database holds the SHA-256 alone, so a copy of it
 * opens nothing. A session that has ended opens nothing either; its row stays
 * for LIMIT_SESSION_KEPT_SECONDS: a form that was filled in under it is known
 * to be its person's.
 */
#include "base/rng.h"
#include "core/access.h"
#include "core/presence.h"
#include "store/db.h"

struct session {
	unsigned char csrf_key[32];
	const char *oid; /* its name on pages; NULL: it is older than names */
	instant created, seen, expires;
	/* The person, and what access needs to know of them. */
	person_id person;
	unsigned roles;
	const char *name, *email, *zone;
	const int64_t *departments; /* of staff; sorted */
	size_t ndepartments;
	company_id company;
	bool sees_company;
	const char *desk; /* what the desk is called; NULL: it has no name */
	bool sandbox;     /* nothing leaves it */
	/* Of who answers tickets: what they chose to be, and when they were
	 * last there; PRESENCE_NONE: nothing is known of it yet. */
	enum presence chosen;
	instant present;
};

/* After how long without a request a session ends. */
struct session_idle {
	seconds staff, customer;
};

/*
 * session_store_find(db, a, token_hash, now, idle, out, e):
 * ERR_NOT_FOUND: no such session, it has expired or lain idle, or its person
 * was disabled. One statement: every page begins with it.
 */
enum err_kind session_store_find(struct db *db, struct arena *a,
				 const unsigned char token_hash[RNG_HASH_LEN],
				 instant now, const struct session_idle *idle,
				 struct session *out, struct err *e) MUST_CHECK;

/*
 * Note that it was used; writes at most once a minute, and nothing to one that
 * was ended meanwhile.
 */
enum err_kind session_store_touch(struct db *db,
				  const unsigned char token_hash[RNG_HASH_LEN],
				  const struct session *s, instant now,
				  struct err *e) MUST_CHECK;

struct session_new {
	unsigned char token_hash[RNG_HASH_LEN];
	unsigned char csrf_key[32];
	person_id person;
	instant expires;       /* whatever happens */
	const char *came_from; /* the network of who signs in; NULL: unknown */
};
enum err_kind session_store_add(struct db *db, const struct session_new *s,
				instant now, struct err *e) MUST_CHECK;

/* End one, or all of a person's (disabled, new password). Harmless twice. */
enum err_kind session_store_end(struct db *db,
				const unsigned char token_hash[RNG_HASH_LEN],
				struct err *e) MUST_CHECK;
enum err_kind session_store_end_all(struct db *db, person_id person,
				    struct err *e) MUST_CHECK;

/* End all of a person's but this one. */
enum err_kind
session_store_end_others(struct db *db, person_id person,
			 const unsigned char token_hash[RNG_HASH_LEN],
			 struct err *e) MUST_CHECK;

/*
 * End the one of that name. ERR_NOT_FOUND: that person has none such; one that
 * has ended already is theirs still.
 */
enum err_kind session_store_end_oid(struct db *db, person_id person,
				    const char *oid, struct err *e) MUST_CHECK;

/* A person's sessions that are open, the last used first. */
struct session_row {
	const char *oid;       /* NULL: it can only be ended with the others */
	const char *came_from; /* "203.0.113.0/24", "" unknown */
	instant created, seen, expires;
};
struct session_list {
	struct session_row *v;
	size_t n; /* at most LIMIT_SESSIONS */
};
enum err_kind session_store_list(struct db *db, struct arena *a,
				 person_id person, instant now,
				 const struct session_idle *idle,
				 struct session_list *out,
				 struct err *e) MUST_CHECK;

/* The form keys of their newest LIMIT_SESSIONS sessions, ended or not. */
struct session_keys {
	unsigned char (*v)[32];
	size_t n;
};
enum err_kind session_store_keys(struct db *db, struct arena *a,
				 person_id person, struct session_keys *out,
				 struct err *e) MUST_CHECK;

/* A failed attempt to sign in with that address (its SHA-256). */
enum err_kind session_store_fail(struct db *db,
				 const unsigned char email_hash[RNG_HASH_LEN],
				 instant now, struct err *e) MUST_CHECK;

/*
 * How many attempts failed since an instant, and when the first of them was
 * (INSTANT_NONE: none).
 */
enum err_kind
session_store_failures(struct db *db, struct arena *a,
		       const unsigned char email_hash[RNG_HASH_LEN],
		       instant since, int64_t *n, instant *first,
		       struct err *e) MUST_CHECK;

/* Forget them: the right password came. */
enum err_kind
session_store_forgive(struct db *db,
		      const unsigned char email_hash[RNG_HASH_LEN],
		      struct err *e) MUST_CHECK;

/* Delete up to ${limit} sessions long past their end, and failures older than
 * a day: for the sweeper. */
enum err_kind session_store_tidy(struct db *db, instant now, int limit,
				 struct err *e) MUST_CHECK;

#endif
