#include "store/worker_store.h"

#include "core/access.h"

#define MAY                                                                    \
	" FROM person p WHERE p.disabled_at IS NULL AND (p.roles & ? <> 0"     \
	" OR (p.roles & ? <> 0 AND EXISTS (SELECT 1 FROM department_member m"  \
	" WHERE m.person_id = p.id AND m.department_id = ?)))"

#define MAY_VALUES(department)                                                 \
	P_I64(ROLE_ADMIN | ROLE_OWNER), P_I64(ROLE_AGENT), P_I64((department).n)

static void read_worker(struct rows *r, struct worker *w)
{
	w->id.n = rows_i64(r);
	w->oid = rows_str(r);
	w->name = rows_str(r);
}

enum err_kind worker_store_find(struct db *db, struct arena *a,
				department_id department, const char *oid,
				struct worker *out, struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a, "SELECT p.id, p.oid, p.name" MAY " AND p.oid = ?",
		     PARAMS(MAY_VALUES(department), P_STR(oid)), &r, e))
		return err_wrap(e, "find worker");
	found = rows_next(r);
	if (found)
		read_worker(r, out);
	if (rows_end(&r, e))
		return err_wrap(e, "find worker");
	return found ? ERR_NONE
		     : err_set(e, ERR_NOT_FOUND, "nobody who works there");
}

enum err_kind worker_store_works(struct db *db, struct arena *a,
				 department_id department, person_id person,
				 bool *works, struct err *e)
{
	struct rows *r;

	if (db_query(db, a, "SELECT 1" MAY " AND p.id = ?",
		     PARAMS(MAY_VALUES(department), P_I64(person.n)), &r, e))
		return err_wrap(e, "look whether somebody works there");
	*works = rows_next(r);
	return rows_end(&r, e);
}

enum err_kind worker_store_works_for(struct db *db, struct arena *a,
				     person_id person, person_id assignee,
				     bool *works, struct err *e)
{
	/* From the tickets, which are few: a department has more. */
	static const char sql[] =
		"SELECT 1 FROM ticket t STRAIGHT_JOIN person p ON p.id = ?"
		" WHERE t.assignee_id = ? AND t.is_open = 1"
		" AND p.disabled_at IS NULL AND (p.roles & ? <> 0"
		" OR (p.roles & ? <> 0 AND EXISTS (SELECT 1"
		" FROM department_member m WHERE m.person_id = p.id"
		" AND m.department_id = t.department_id))) LIMIT 1";
	struct rows *r;

	if (db_query(db, a, sql,
		     PARAMS(P_I64(person.n), P_I64(assignee.n),
			    P_I64(ROLE_ADMIN | ROLE_OWNER), P_I64(ROLE_AGENT)),
		     &r, e))
		return err_wrap(e, "look whether somebody works on tickets");
	*works = rows_next(r);
	return rows_end(&r, e);
}
