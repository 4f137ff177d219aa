#include "store/desk_store.h"

enum err_kind desk_store_find(struct db *db, struct arena *a,
			      struct desk_settings *out, struct err *e)
{
	struct rows *r;

	out->name = DESK_STORE_NAME;
	out->zone = "UTC";
	out->sandbox = false;
	if (db_query(db, a,
		     "SELECT name, zone, sandbox_at IS NOT NULL FROM desk"
		     " WHERE id = 1",
		     NO_PARAMS, &r, e))
		return e->kind;
	if (rows_next(r)) {
		out->name = rows_str(r);
		out->zone = rows_str(r);
		out->sandbox = rows_i64(r) != 0;
	}
	return rows_end(&r, e);
}

/* In two steps: whoever may change names and zone alone may do no more. */
enum err_kind desk_store_set(struct db *db, const struct desk_settings *s,
			     instant now, struct err *e)
{
	int64_t n;

	if (db_exec(db, "UPDATE desk SET name = ?, zone = ? WHERE id = 1",
		    PARAMS(P_STR(s->name), P_STR(s->zone)), &n, e) ||
	    n > 0)
		return e->kind;
	return db_exec(db,
		       "INSERT INTO desk (id, name, zone, created_at)"
		       " VALUES (1, ?, ?, ?)",
		       PARAMS(P_STR(s->name), P_STR(s->zone), P_AT(now)), NULL,
		       e);
}

enum err_kind desk_store_sandbox(struct db *db, struct arena *a,
				 struct desk_sandbox *out, struct err *e)
{
	struct rows *r;

	*out = (struct desk_sandbox){ .since = INSTANT_NONE,
				      .silent = INSTANT_NONE };
	if (db_query(db, a,
		     "SELECT sandbox_at, sandbox_until FROM desk WHERE id = 1",
		     NO_PARAMS, &r, e))
		return e->kind;
	if (rows_next(r)) {
		out->since = rows_at(r);
		out->silent = rows_at(r);
	}
	out->on = out->since != INSTANT_NONE;
	return rows_end(&r, e);
}

enum err_kind desk_store_set_sandbox(struct db *db, bool on, instant now,
				     struct err *e)
{
	int64_t n;

	if (db_exec(db,
		    on ? "UPDATE desk SET sandbox_until = NULL,"
			 " sandbox_at = COALESCE(sandbox_at, ?) WHERE id = 1"
		       : "UPDATE desk SET sandbox_until ="
			 " IF(sandbox_at IS NULL, sandbox_until, ?),"
			 " sandbox_at = NULL WHERE id = 1",
		    PARAMS(P_AT(now)), &n, e))
		return e->kind;
	if (n == 0)
		return err_set(e, ERR_NOT_FOUND, "the desk has no name yet");
	return ERR_NONE;
}
