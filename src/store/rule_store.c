#include "store/rule_store.h"

#include "base/rng.h"

enum err_kind rule_store_match(struct db *db, struct arena *a,
			       department_id department, struct level_ref *ref,
			       int64_t *applied, struct err *e)
{
	static const char sql[] =
		"SELECT v.id, (SELECT c.id FROM calendar_version c"
		" WHERE c.calendar_id = v.calendar_id"
		" ORDER BY c.number DESC LIMIT 1),"
		" (SELECT MAX(id) FROM applied_change)"
		" FROM sla_rule r JOIN level_version v"
		" ON v.level_id = r.level_id"
		" WHERE r.department_id = ? AND r.active = 1"
		" ORDER BY r.position, r.id, v.number DESC LIMIT 1";
	struct rows *r;

	*ref = (struct level_ref){ 0 };
	*applied = 0;
	if (db_query(db, a, sql, PARAMS(P_I64(department.n)), &r, e))
		return err_wrap(e, "match SLA rules");
	if (rows_next(r)) {
		ref->version = rows_i64(r);
		ref->calendar = rows_i64(r);
		*applied = rows_i64(r);
	}
	return rows_end(&r, e);
}

enum err_kind rule_store_add(struct db *db, const struct rule_draft *d,
			     instant now, struct err *e)
{
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	if (db_exec(db,
		    "INSERT INTO sla_rule (oid, position, name, department_id,"
		    " level_id, created_at) VALUES (?, ?, ?, ?, ?, ?)",
		    PARAMS(P_STR(oid), P_I64(d->position), P_STR(d->name),
			   P_I64(d->department.n), P_I64(d->level), P_AT(now)),
		    NULL, e))
		return err_wrap(e, "store SLA rule %s", d->name);
	return ERR_NONE;
}
