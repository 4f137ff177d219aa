#include "store/audit_read.h"

enum err_kind audit_read_members(struct db *db, struct arena *a,
				 department_id department,
				 struct audit_names *out, struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	*out = (struct audit_names){ 0 };
	if (db_query(db, a,
		     "SELECT COALESCE(p.email, p.name) AS called"
		     " FROM department_member m JOIN person p"
		     " ON p.id = m.person_id WHERE m.department_id = ?"
		     " ORDER BY called, p.id",
		     PARAMS(P_I64(department.n)), &r, e))
		return err_wrap(e, "members of a department");
	while (rows_next(r)) {
		ARENA_ROOM(a, out->v, out->n, cap);
		out->v[out->n++] = rows_str(r);
	}
	return rows_end(&r, e);
}
