#include "store/version_store.h"

#define WITH_WHOM                                                              \
	" v.id, v.number, v.created_at, v.created_by, p.name, c.id,"           \
	" c.done_at, c.tickets"

static const char of_level[] =
	"SELECT" WITH_WHOM " FROM level_version v"
	" LEFT JOIN person p ON p.id = v.created_by"
	" LEFT JOIN applied_change c ON c.level_version_id = v.id"
	" WHERE v.level_id = ? ORDER BY v.number DESC LIMIT ?";

/* The order of a level names a version of its calendar, too. */
static const char of_calendar[] =
	"SELECT" WITH_WHOM " FROM calendar_version v"
	" LEFT JOIN person p ON p.id = v.created_by"
	" LEFT JOIN applied_change c ON c.calendar_version_id = v.id"
	" AND c.calendar_id = v.calendar_id"
	" WHERE v.calendar_id = ? ORDER BY v.number DESC LIMIT ?";

static void read_version(struct rows *r, struct version *v)
{
	v->id = rows_i64(r);
	v->number = (int32_t)rows_i64(r);
	v->at = rows_at(r);
	v->by.n = rows_i64(r);
	v->name = rows_str(r);
	v->change = rows_i64(r);
	v->done = rows_at(r);
	v->tickets = rows_i64(r);
}

enum err_kind version_store_list(struct db *db, struct arena *a,
				 enum version_of of, int64_t id, int limit,
				 struct versions *out, struct err *e)
{
	struct version *v = ARENA_ARRAY(a, (size_t)limit + 1, struct version);
	struct rows *r;

	*out = (struct versions){ .v = v };
	if (db_query(db, a, of == VERSION_OF_LEVEL ? of_level : of_calendar,
		     PARAMS(P_I64(id), P_I64((int64_t)limit + 1)), &r, e))
		return err_wrap(e, "list versions");
	while (rows_next(r))
		read_version(r, &v[out->n++]);
	out->more = out->n > (size_t)limit;
	if (out->more)
		out->n--;
	return rows_end(&r, e);
}
