#include "store/calendar_hours.h"

#include <inttypes.h>

#include "store/calendar_read.h"

static enum err_kind read_zone(struct db *db, struct arena *a, int64_t version,
			       const char **zone, struct err *e)
{
	struct rows *r;
	bool found;

	*zone = NULL;
	if (db_query(db, a,
		     "SELECT zone, always_open FROM calendar_version"
		     " WHERE id = ?",
		     PARAMS(P_I64(version)), &r, e))
		return e->kind;
	found = rows_next(r);
	if (found) {
		*zone = rows_str(r);
		if (rows_i64(r))
			*zone = NULL;
	}
	if (rows_end(&r, e))
		return e->kind;
	return found ? ERR_NONE
		     : err_set(e, ERR_NOT_FOUND,
			       "there is no calendar version %" PRId64,
			       version);
}

enum err_kind calendar_hours_read(struct db *db, struct arena *a,
				  int64_t version, struct calendar_hours *out,
				  struct err *e)
{
	*out = (struct calendar_hours){ 0 };
	if (version == 0)
		return ERR_NONE;
	if (read_zone(db, a, version, &out->zone, e) || !out->zone)
		return e->kind;
	return calendar_read_spec(db, a, version, &out->spec, NULL, e);
}
