#include "store/calendar_view.h"

#include <inttypes.h>

static enum err_kind read_head(struct db *db, struct arena *a,
			       struct calendar_view *out, struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a,
		     "SELECT v.number, c.name, v.zone FROM calendar_version v"
		     " JOIN calendar c ON c.id = v.calendar_id WHERE v.id = ?",
		     PARAMS(P_I64(out->version)), &r, e))
		return e->kind;
	found = rows_next(r);
	if (found) {
		out->number = rows_i64(r);
		out->name = rows_str(r);
		out->zone = rows_str(r);
	}
	if (rows_end(&r, e))
		return e->kind;
	return found ? ERR_NONE
		     : err_set(e, ERR_NOT_FOUND, "no such calendar version");
}

static enum err_kind read_closures(struct db *db, struct arena *a,
				   const struct calendar_view_days *days,
				   struct calendar_view *out, struct err *e)
{
	struct calendar_view_closure *v = NULL;
	size_t cap = 0;
	struct rows *r;

	if (db_query(db, a,
		     "SELECT day, from_minute, to_minute, name FROM"
		     " calendar_closure WHERE calendar_version_id = ?"
		     " AND day BETWEEN ? AND ?"
		     " ORDER BY day, from_minute, to_minute, mode LIMIT ?",
		     PARAMS(P_I64(out->version), P_I64(days->from),
			    P_I64(days->until), P_I64(days->most + 1)),
		     &r, e))
		return e->kind;
	while (rows_next(r)) {
		ARENA_ROOM(a, v, out->n, cap);
		v[out->n].day = rows_i64(r);
		v[out->n].from_min = (int32_t)rows_i64(r);
		v[out->n].to_min = (int32_t)rows_i64(r);
		v[out->n].name = rows_str(r);
		if (!v[out->n].name)
			v[out->n].name = "";
		out->n++;
	}
	out->closures = v;
	out->more = out->n > (size_t)days->most;
	if (out->more)
		out->n--;
	return rows_end(&r, e);
}

enum err_kind calendar_view_read(struct db *db, struct arena *a,
				 int64_t version,
				 const struct calendar_view_days *days,
				 struct calendar_view *out, struct err *e)
{
	*out = (struct calendar_view){ .version = version };
	if (read_head(db, a, out, e) || read_closures(db, a, days, out, e))
		return err_wrap(e, "calendar version %" PRId64, version);
	return ERR_NONE;
}
