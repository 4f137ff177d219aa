#ifndef DESK_AUDIT_STATE_H
#define DESK_AUDIT_STATE_H
/*
 * audit_state: a thing of the desk's settings as JSON, as it stands in the
 * database at this moment. For desk/audit.c.
 */
#include "store/audit_store.h"

struct audit_state {
	const char *name; /* as it is called */
	const char *json; /* NULL: it is not there */
};

/*
 * audit_state(db, a, object, oid, did, out, e):
 * The thing of that kind and opaque id. ${did} (or NULL) becomes its last
 * member.
 */
enum err_kind audit_state(struct db *db, struct arena *a,
			  enum audit_object object, const char *oid,
			  const char *did, struct audit_state *out,
			  struct err *e) MUST_CHECK;

#endif
