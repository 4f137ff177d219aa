#ifndef STORE_STAFF_STORE_H
#define STORE_STAFF_STORE_H
/*
 * staff_store: everybody of staff at once, with where they are members: for who
 * decides about many tickets whom to tell, or who may have them.
 */
#include "core/access.h"
#include "store/db.h"

struct staff {
	struct viewer viewer; /* person, roles, departments; no zone */
	const char *oid, *name;
	const char *email; /* NULL: none */
	bool disabled;
};

struct staff_list {
	struct staff *v; /* in order of id */
	size_t n;
};

enum err_kind staff_store_list(struct db *db, struct arena *a,
			       struct staff_list *out,
			       struct err *e) MUST_CHECK;

/* NULL: nobody of that id is staff. */
const struct staff *staff_store_in(const struct staff_list *list, person_id id);

/* May they work on tickets of that department? Nobody who is disabled may. */
bool staff_store_works(const struct staff *s, department_id d);

#endif
