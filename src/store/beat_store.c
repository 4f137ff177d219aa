#include "store/beat_store.h"

enum err_kind beat_store_set(struct db *db, const struct beat *b, struct err *e)
{
	if (db_exec(db,
		    "INSERT INTO sweep_state (id, tz_version, last_ok, every_s)"
		    " VALUES (1, '', ?, ?) ON DUPLICATE KEY UPDATE"
		    " last_ok = VALUES(last_ok), every_s = VALUES(every_s)",
		    PARAMS(P_AT(b->last), P_I64(b->every)), NULL, e))
		return err_wrap(e, "heartbeat");
	return ERR_NONE;
}

enum err_kind beat_store_find(struct db *db, struct arena *a, struct beat *out,
			      struct err *e)
{
	struct rows *r;

	*out = (struct beat){ .last = INSTANT_NONE, .every = 60 };
	if (db_query(db, a,
		     "SELECT last_ok, every_s FROM sweep_state WHERE id = 1",
		     NO_PARAMS, &r, e))
		return err_wrap(e, "look for the heartbeat");
	if (rows_next(r)) {
		out->last = rows_at(r);
		out->every = rows_i64(r);
	}
	return rows_end(&r, e);
}
