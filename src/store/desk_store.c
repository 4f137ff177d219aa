#include "store/desk_store.h"

enum err_kind desk_store_find(struct db *db, struct arena *a,
			      struct desk_settings *out, struct err *e)
{
	struct rows *r;

	out->name = DESK_STORE_NAME;
	out->zone = "UTC";
	if (db_query(db, a, "SELECT name, zone FROM desk WHERE id = 1",
		     NO_PARAMS, &r, e))
		return e->kind;
	if (rows_next(r)) {
		out->name = rows_str(r);
		out->zone = rows_str(r);
	}
	return rows_end(&r, e);
}

enum err_kind desk_store_set(struct db *db, const struct desk_settings *s,
			     instant now, struct err *e)
{
	return db_exec(db,
		       "INSERT INTO desk (id, name, zone, created_at)"
		       " VALUES (1, ?, ?, ?) ON DUPLICATE KEY UPDATE"
		       " name = VALUES(name), zone = VALUES(zone)",
		       PARAMS(P_STR(s->name), P_STR(s->zone), P_AT(now)), NULL,
		       e);
}
