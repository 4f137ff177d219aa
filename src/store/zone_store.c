#include "store/zone_store.h"

enum err_kind zone_store_find(struct db *db, struct arena *a,
			      const char **version, struct err *e)
{
	struct rows *r;

	*version = NULL;
	if (db_query(db, a, "SELECT tz_version FROM sweep_state WHERE id = 1",
		     NO_PARAMS, &r, e))
		return err_wrap(e, "find the zones' version");
	if (rows_next(r))
		*version = rows_str(r);
	return rows_end(&r, e);
}

enum err_kind zone_store_set(struct db *db, const char *version, struct err *e)
{
	if (db_exec(db,
		    "INSERT INTO sweep_state (id, tz_version) VALUES (1, ?)"
		    " ON DUPLICATE KEY UPDATE tz_version = VALUES(tz_version)",
		    PARAMS(P_STR(version)), NULL, e))
		return err_wrap(e, "note the zones' version");
	return ERR_NONE;
}

enum err_kind zone_store_behind(struct db *db, struct arena *a,
				const char *version, ticket_id after,
				ticket_id *ids, size_t limit, size_t *n,
				struct err *e)
{
	struct rows *r;

	*n = 0;
	if (db_query(db, a,
		     "SELECT DISTINCT ticket_id FROM clock"
		     " FORCE INDEX (clock_zone) WHERE state IN (0, 1)"
		     " AND (tz_version < ? OR tz_version > ?)"
		     " AND ticket_id > ? ORDER BY ticket_id LIMIT ?",
		     PARAMS(P_STR(version), P_STR(version), P_I64(after.n),
			    P_I64((int64_t)limit)),
		     &r, e))
		return err_wrap(e, "look for clocks of other zones");
	while (*n < limit && rows_next(r))
		ids[(*n)++].n = rows_i64(r);
	return rows_end(&r, e);
}
