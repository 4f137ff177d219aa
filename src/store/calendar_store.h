#ifndef STORE_CALENDAR_STORE_H
#define STORE_CALENDAR_STORE_H
/*
 * calendar_store: business hours, in versions that never change.
 */
#include "core/calendar.h"
#include "core/ids.h"
#include "store/db.h"

/* A calendar to be stored. */
struct calendar_draft {
	const char *name;
	const char *zone;                 /* IANA name */
	bool always_open;                 /* 24x7: spec is not looked at */
	struct calendar_spec spec;        /* its zone is not looked at */
	const char *const *closure_names; /* of spec.closures, or NULL */
};

/*
 * calendar_store_add(db, a, d, by, now, id, e):
 * Store a new calendar with its first version; inside the caller's transaction.
 * ERR_INVALID: no such zone, a window that is none, or never open (a promise by
 * it would never fall due). ERR_CONFLICT: the name is taken.
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

/* Compile a version into ${keep}; ${a} is for the work. 0: 24x7. */
enum err_kind calendar_store_compile(struct db *db, struct arena *a,
				     struct arena *keep, int64_t version,
				     const struct calendar **out,
				     struct err *e) MUST_CHECK;

#endif
