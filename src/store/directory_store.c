#include "store/directory_store.h"

#include "base/rng.h"

/* id and key of each row. */
static enum err_kind read_entries(struct db *db, struct arena *a,
				  const char *sql, struct directory_entry **out,
				  size_t *n, struct err *e)
{
	struct rows *r;
	size_t cap = 64;

	*n = 0;
	*out = ARENA_ARRAY(a, cap, struct directory_entry);
	if (db_query(db, a, sql, NO_PARAMS, &r, e))
		return e->kind;
	while (rows_next(r)) {
		if (*n == cap) {
			struct directory_entry *more;

			more = ARENA_ARRAY(a, cap * 2, struct directory_entry);
			memcpy(more, *out, cap * sizeof(*more));
			*out = more;
			cap *= 2;
		}
		(*out)[*n].id = rows_i64(r);
		(*out)[*n].key = rows_str(r);
		++*n;
	}
	return rows_end(&r, e);
}

enum err_kind directory_store_people(struct db *db, struct arena *a,
				     struct directory_entry **out, size_t *n,
				     struct err *e)
{
	return read_entries(db, a,
			    "SELECT id, import_key FROM person"
			    " WHERE import_key IS NOT NULL",
			    out, n, e);
}

enum err_kind directory_store_departments(struct db *db, struct arena *a,
					  struct directory_entry **out,
					  size_t *n, struct err *e)
{
	return read_entries(db, a, "SELECT id, name FROM department", out, n,
			    e);
}

enum err_kind directory_store_add_person(struct db *db,
					 const struct directory_person *p,
					 instant now, person_id *out,
					 struct err *e)
{
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	if (db_exec(db,
		    "INSERT INTO person (oid, name, email, roles, zone,"
		    " import_key, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
		    PARAMS(P_STR(oid), P_STR(p->name), P_STR(p->email),
			   P_I64(p->roles), P_STR(p->zone), P_STR(p->key),
			   P_AT(now)),
		    NULL, e))
		return err_wrap(e, "add person %s", p->key);
	out->n = db_last_id(db);
	return ERR_NONE;
}

enum err_kind directory_store_add_department(struct db *db, struct arena *a,
					     const char *name, instant now,
					     department_id *out, struct err *e)
{
	char oid[RNG_OID_LEN + 1];
	struct rows *r;
	bool first;

	if (db_query(db, a, "SELECT id FROM department LIMIT 1", NO_PARAMS, &r,
		     e))
		return e->kind;
	first = !rows_next(r);
	if (rows_end(&r, e))
		return e->kind;
	rng_oid(oid);
	if (db_exec(db,
		    "INSERT INTO department (oid, name, created_at)"
		    " VALUES (?, ?, ?)",
		    PARAMS(P_STR(first ? "default" : oid), P_STR(name),
			   P_AT(now)),
		    NULL, e))
		return err_wrap(e, "add department %s", name);
	out->n = db_last_id(db);
	return ERR_NONE;
}

enum err_kind directory_store_add_member(struct db *db, struct arena *a,
					 department_id department,
					 person_id person, struct err *e)
{
	struct rows *r;
	bool known;

	if (db_query(db, a,
		     "SELECT 1 FROM department_member"
		     " WHERE department_id = ? AND person_id = ?",
		     PARAMS(P_I64(department.n), P_I64(person.n)), &r, e))
		return e->kind;
	known = rows_next(r);
	if (rows_end(&r, e))
		return e->kind;
	if (known)
		return ERR_NONE;
	return db_exec(db,
		       "INSERT INTO department_member (department_id,"
		       " person_id) VALUES (?, ?)",
		       PARAMS(P_I64(department.n), P_I64(person.n)), NULL, e);
}
