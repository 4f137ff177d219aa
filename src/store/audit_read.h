#ifndef STORE_AUDIT_READ_H
#define STORE_AUDIT_READ_H
/*
 * audit_read: names that belong to a thing, for the log of its changes.
 */
#include "core/ids.h"
#include "store/db.h"

struct audit_names {
	const char **v;
	size_t n;
};

/* Who works there: e-mail addresses, names of who has none, in that order. */
enum err_kind audit_read_members(struct db *db, struct arena *a,
				 department_id department,
				 struct audit_names *out,
				 struct err *e) MUST_CHECK;

#endif
