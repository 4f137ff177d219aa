#ifndef STORE_CALENDAR_STORE_H
#define STORE_CALENDAR_STORE_H
/*
 * calendar_store: business hours, in versions that never change.
 *
 * Closures that come back every year are kept as rules, and as the dates that
 * these make from LIMIT_CLOSURE_YEARS_BACK years before the year in which the
 * version was stored, to LIMIT_CLOSURE_YEARS_AHEAD after it. So a version means
 * the same whenever it is compiled; the next one is made with later years.
 */
#include "core/calendar.h"
#include "core/closure_rule.h"
#include "core/ids.h"
#include "store/db.h"

/* A calendar to be stored. */
struct calendar_draft {
	const char *name;
	const char *zone;                 /* IANA name */
	bool always_open;                 /* 24x7: spec is not looked at */
	struct calendar_spec spec;        /* its zone is not looked at */
	const char *const *closure_names; /* of spec.closures, or NULL */
	const struct closure_rule *rules;
	const char *const *rule_names; /* of the rules, or NULL */
	size_t nrules;
	bool force; /* also when it is never open (sla.md R6) */
};

/*
 * calendar_store_add(db, a, d, by, now, id, e):
 * Store a new calendar with its first version; inside the caller's transaction.
 * ERR_INVALID: no such zone, a window or a rule that is none, two windows of a
 * day that begin at once, or never open from ${now} on (a promise by it would
 * never fall due). ERR_CONFLICT: the name is taken.
 */
enum err_kind calendar_store_add(struct db *db, struct arena *a,
				 const struct calendar_draft *d, person_id by,
				 instant now, int64_t *id,
				 struct err *e) MUST_CHECK;

/* Store the next version of calendar ${id}; its name stays. */
enum err_kind calendar_store_revise(struct db *db, struct arena *a, int64_t id,
				    const struct calendar_draft *d,
				    person_id by, instant now,
				    struct err *e) MUST_CHECK;

/* Call it by another name, in all its versions. ERR_CONFLICT: it is taken. */
enum err_kind calendar_store_rename(struct db *db, int64_t id, const char *name,
				    struct err *e) MUST_CHECK;

/* The name of a level that has, or had, calendar ${id}; NULL: none ever. */
enum err_kind calendar_store_user(struct db *db, struct arena *a, int64_t id,
				  const char **level, struct err *e) MUST_CHECK;

/* Take away a calendar that no level ever had, with all its versions. */
enum err_kind calendar_store_remove(struct db *db, int64_t id,
				    struct err *e) MUST_CHECK;

/* Compile a version into ${keep}; ${a} is for the work. 0: 24x7. */
enum err_kind calendar_store_compile(struct db *db, struct arena *a,
				     struct arena *keep, int64_t version,
				     const struct calendar **out,
				     struct err *e) MUST_CHECK;

/* ---- Reading them back --------------------------------------------------- */

struct calendar_name {
	int64_t id;
	const char *oid, *name;
};

struct calendar_names {
	const struct calendar_name *v;
	size_t n;
};

/* All calendars, by name. */
enum err_kind calendar_store_list(struct db *db, struct arena *a,
				  struct calendar_names *out,
				  struct err *e) MUST_CHECK;

/* The one of that name; ERR_NOT_FOUND. */
enum err_kind calendar_store_find(struct db *db, struct arena *a,
				  const char *name, struct calendar_name *out,
				  struct err *e) MUST_CHECK;

/* The one with that opaque id; ERR_NOT_FOUND. */
enum err_kind calendar_store_by_oid(struct db *db, struct arena *a,
				    const char *oid, struct calendar_name *out,
				    struct err *e) MUST_CHECK;

/* A level whose newest version counts by a calendar. */
struct calendar_user {
	int64_t calendar;
	const char *oid, *name; /* the level's */
};

struct calendar_users {
	const struct calendar_user *v;
	size_t n;
};

/* Of all calendars, by the levels' names. */
enum err_kind calendar_store_users(struct db *db, struct arena *a,
				   struct calendar_users *out,
				   struct err *e) MUST_CHECK;

/*
 * The one of that name, and nobody else makes a version of it, or one of that
 * name, until the transaction ends. To be its first read: what is read before
 * may be older than what is held.
 */
enum err_kind calendar_store_hold(struct db *db, struct arena *a,
				  const char *name, struct calendar_name *out,
				  struct err *e) MUST_CHECK;

/* A version of a calendar. */
struct calendar_stored {
	int64_t version;
	int32_t number;
	instant at;   /* when it was stored */
	person_id by; /* 0: the command line */
	/* To be changed and stored again: without what rules made. */
	struct calendar_draft draft;
	/* As it is compiled; no windows when it is always open. */
	struct calendar_spec spec;
	const char *const *closure_names; /* of spec.closures */
	const int32_t *closure_rules;     /* index of draft.rules, or -1 */
};

/* The newest. ERR_NOT_FOUND when there is no such calendar. */
enum err_kind calendar_store_load(struct db *db, struct arena *a, int64_t id,
				  struct calendar_stored *out,
				  struct err *e) MUST_CHECK;

/* Version ${number} of it, from 1 on. ERR_NOT_FOUND when there is none. */
enum err_kind calendar_store_version(struct db *db, struct arena *a, int64_t id,
				     int32_t number,
				     struct calendar_stored *out,
				     struct err *e) MUST_CHECK;

/*
 * calendar_store_make(a, d, now, out, e):
 * What calendar_store_load() would read had ${d} been stored at ${now}, without
 * a database; version and number are 0. ERR_INVALID as calendar_store_add(),
 * but never for being never open.
 */
enum err_kind calendar_store_make(struct arena *a,
				  const struct calendar_draft *d, instant now,
				  struct calendar_stored *out,
				  struct err *e) MUST_CHECK;

#endif
