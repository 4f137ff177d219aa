#include "desk/audit.h"

#include "base/require.h"
#include "base/str.h"

enum err_kind audit_note(struct job *job, const struct audit_change *c,
			 struct err *e)
{
	struct audit_entry entry = { .by = job->by,
				     .object = c->object,
				     .about = c->oid ? c->oid : "",
				     .name = c->name ? c->name : "",
				     .was = c->before,
				     .became = c->after };

	REQUIRE(db_in_transaction(job->db));
	if ((!c->before && !c->after) ||
	    (c->before && c->after && str_eq(c->before, c->after)))
		return ERR_NONE;
	return audit_store_add(job->db, job->arena, &entry, e);
}
