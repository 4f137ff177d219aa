#include "store/directory_store.h"

#include "base/rng.h"

enum err_kind directory_store_people(struct db *db, struct arena *a,
				     struct directory_entry **out, size_t *n,
				     struct err *e)
{
	struct rows *r;
	size_t cap = 64;

	*n = 0;
	*out = ARENA_ARRAY(a, cap, struct directory_entry);
	if (db_query(db, a,
		     "SELECT id, import_key FROM person"
		     " WHERE import_key IS NOT NULL",
		     NO_PARAMS, &r, e))
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
