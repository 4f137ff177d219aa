#include "store/department_store.h"

#include "base/rng.h"
#include "store/sql_text.h"

#define COLUMNS "d.id, d.oid, d.name, d.public, d.archived_at, d.version"
#define FIRST_OID "default"

static void read_department(struct rows *r, struct department *d)
{
	d->id.n = rows_i64(r);
	d->oid = rows_str(r);
	d->name = rows_str(r);
	d->open_to_all = rows_i64(r) != 0;
	d->archived = rows_at(r);
	d->version = rows_i64(r);
}

static enum err_kind find(struct db *db, struct arena *a, const char *sql,
			  const char *key, struct department *out,
			  struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a, sql, PARAMS(P_STR(key)), &r, e))
		return err_wrap(e, "find department");
	found = rows_next(r);
	if (found)
		read_department(r, out);
	if (rows_end(&r, e))
		return err_wrap(e, "find department");
	return found ? ERR_NONE
		     : err_set(e, ERR_NOT_FOUND, "no such department");
}

enum err_kind department_store_find_oid(struct db *db, struct arena *a,
					const char *oid, struct department *out,
					struct err *e)
{
	return find(db, a,
		    "SELECT " COLUMNS " FROM department d WHERE d.oid = ?", oid,
		    out, e);
}

enum err_kind department_store_hold(struct db *db, struct arena *a,
				    const char *oid, struct department *out,
				    struct err *e)
{
	return find(db, a,
		    "SELECT " COLUMNS " FROM department d WHERE d.oid = ?"
		    " LOCK IN SHARE MODE",
		    oid, out, e);
}

enum err_kind department_store_hold_id(struct db *db, struct arena *a,
				       department_id id, bool *there,
				       bool *archived, struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT archived_at FROM department WHERE id = ?"
		     " LOCK IN SHARE MODE",
		     PARAMS(P_I64(id.n)), &r, e))
		return err_wrap(e, "hold a department");
	*there = rows_next(r);
	*archived = *there && rows_at(r) != INSTANT_NONE;
	return rows_end(&r, e);
}

enum err_kind department_store_lock_all(struct db *db, struct arena *a,
					struct err *e)
{
	struct rows *r;

	if (db_query(db, a, "SELECT id FROM department ORDER BY id FOR UPDATE",
		     NO_PARAMS, &r, e))
		return err_wrap(e, "lock departments");
	return rows_end(&r, e);
}

enum err_kind department_store_find_name(struct db *db, struct arena *a,
					 const char *name,
					 struct department *out, struct err *e)
{
	return find(db, a,
		    "SELECT " COLUMNS " FROM department d WHERE d.name = ?",
		    name, out, e);
}

/* ---- Lists
 * --------------------------------------------------------------------- */

static enum err_kind list(struct db *db, struct arena *a, const char *sql,
			  const struct param *p, size_t np,
			  struct departments *out, struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	*out = (struct departments){ 0 };
	if (db_query(db, a, sql, p, np, &r, e))
		return err_wrap(e, "list departments");
	while (rows_next(r)) {
		ARENA_ROOM(a, out->v, out->n, cap);
		read_department(r, &out->v[out->n++]);
	}
	return rows_end(&r, e);
}

enum err_kind department_store_list(struct db *db, struct arena *a,
				    struct departments *out, struct err *e)
{
	return list(db, a,
		    "SELECT " COLUMNS " FROM department d ORDER BY d.name",
		    NO_PARAMS, out, e);
}

enum err_kind department_store_list_open(struct db *db, struct arena *a,
					 struct departments *out, struct err *e)
{
	return list(db, a,
		    "SELECT " COLUMNS " FROM department d WHERE d.public = 1"
		    " AND d.archived_at IS NULL ORDER BY d.name",
		    NO_PARAMS, out, e);
}

enum err_kind department_store_list_seen(struct db *db, struct arena *a,
					 const struct viewer *v,
					 struct departments *out, struct err *e)
{
	if (v->everywhere)
		return department_store_list(db, a, out, e);
	return department_store_list_of(db, a, v->person, out, e);
}

enum err_kind department_store_list_of(struct db *db, struct arena *a,
				       person_id person,
				       struct departments *out, struct err *e)
{
	return list(db, a,
		    "SELECT " COLUMNS " FROM department_member m"
		    " JOIN department d ON d.id = m.department_id"
		    " WHERE m.person_id = ? ORDER BY d.name",
		    PARAMS(P_I64(person.n)), out, e);
}

/* ---- Changes
 * -------------------------------------------------------------------- */

enum err_kind department_store_add(struct db *db, struct arena *a,
				   struct department *d, instant now,
				   struct err *e)
{
	char oid[RNG_OID_LEN + 1];
	struct departments all;

	rng_oid(oid);
	if (department_store_list(db, a, &all, e))
		return e->kind;
	d->oid = all.n == 0 ? FIRST_OID : arena_str(a, oid);
	if (db_exec(db,
		    "INSERT INTO department (oid, name, public, created_at)"
		    " VALUES (?, ?, ?, ?)",
		    PARAMS(P_STR(d->oid), P_STR(d->name), P_I64(d->open_to_all),
			   P_I64(now)),
		    NULL, e))
		return err_wrap(e, "add department");
	d->id.n = db_last_id(db);
	d->archived = INSTANT_NONE;
	d->version = 1;
	return ERR_NONE;
}

enum err_kind department_store_change(struct db *db, const struct department *d,
				      struct err *e)
{
	int64_t matched;

	if (db_exec(db,
		    "UPDATE department SET name = ?, public = ?,"
		    " archived_at = ?, version = version + 1 WHERE id = ?",
		    PARAMS(P_STR(d->name), P_I64(d->open_to_all),
			   P_AT(d->archived), P_I64(d->id.n)),
		    &matched, e))
		return err_wrap(e, "change department");
	if (matched == 0)
		return err_set(e, ERR_NOT_FOUND, "no such department");
	return ERR_NONE;
}

enum err_kind department_store_add_member(struct db *db,
					  department_id department,
					  person_id person, struct err *e)
{
	struct err local = { 0 };

	if (db_exec(db,
		    "INSERT INTO department_member (department_id, person_id)"
		    " VALUES (?, ?)",
		    PARAMS(P_I64(department.n), P_I64(person.n)), NULL,
		    &local) &&
	    local.kind != ERR_CONFLICT) {
		*e = local;
		return err_wrap(e, "add member");
	}
	return ERR_NONE;
}

enum err_kind department_store_remove_member(struct db *db,
					     department_id department,
					     person_id person, struct err *e)
{
	if (db_exec(db,
		    "DELETE FROM department_member"
		    " WHERE department_id = ? AND person_id = ?",
		    PARAMS(P_I64(department.n), P_I64(person.n)), NULL, e))
		return err_wrap(e, "remove member");
	return ERR_NONE;
}

/* ---- Who works there, what hangs on it ----------------------------------- */

enum err_kind department_store_members_among(struct db *db, struct arena *a,
					     department_id department,
					     const int64_t *people, size_t n,
					     bool *in, struct err *e)
{
	struct sql_text sql;
	struct rows *r;
	int64_t id;

	memset(in, 0, n * sizeof(*in));
	sql_text_init(&sql, a);
	sql_text_add(&sql, "SELECT person_id FROM department_member"
			   " WHERE department_id = ? AND person_id IN ");
	sql_text_bind(&sql, P_I64(department.n));
	sql_text_add_ids(&sql, people, n);
	if (sql_text_query(&sql, db, &r, e))
		return err_wrap(e, "look for members");
	while (rows_next(r)) {
		id = rows_i64(r);
		for (size_t i = 0; i < n; i++)
			in[i] = in[i] || people[i] == id;
	}
	return rows_end(&r, e);
}

enum err_kind department_store_ties(struct db *db, struct arena *a,
				    department_id id, int64_t *rules,
				    int64_t *others, struct err *e)
{
	struct rows *r;

	*rules = *others = 0;
	if (db_query(db, a,
		     "SELECT (SELECT COUNT(DISTINCT r.id) FROM rule r"
		     " JOIN rule_version v ON v.rule_id = r.id"
		     " AND v.number = r.version"
		     " JOIN rule_condition c ON c.rule_version_id = v.id"
		     " AND c.field = 10 JOIN rule_value w"
		     " ON w.rule_condition_id = c.id AND w.ref = ?"
		     " WHERE r.archived_at IS NULL),"
		     " (SELECT COUNT(*) FROM department WHERE id <> ?"
		     " AND public = 1 AND archived_at IS NULL)",
		     PARAMS(P_I64(id.n), P_I64(id.n)), &r, e))
		return err_wrap(e, "look what hangs on a department");
	if (rows_next(r)) {
		*rules = rows_i64(r);
		*others = rows_i64(r);
	}
	return rows_end(&r, e);
}
