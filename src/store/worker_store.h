#ifndef STORE_WORKER_STORE_H
#define STORE_WORKER_STORE_H
/*
 * worker_store: who may work on a department's tickets: its agents, and those
 * who may everywhere.
 */
#include "core/ids.h"
#include "store/db.h"

struct worker {
	person_id id;
	const char *oid, *name;
};

/* ERR_NOT_FOUND: nobody of that opaque id may. */
enum err_kind worker_store_find(struct db *db, struct arena *a,
				department_id department, const char *oid,
				struct worker *out, struct err *e) MUST_CHECK;

/* May that person? */
enum err_kind worker_store_works(struct db *db, struct arena *a,
				 department_id department, person_id person,
				 bool *works, struct err *e) MUST_CHECK;

/* ... in the department of any open ticket that somebody else has? */
enum err_kind worker_store_works_for(struct db *db, struct arena *a,
				     person_id person, person_id assignee,
				     bool *works, struct err *e) MUST_CHECK;

#endif
