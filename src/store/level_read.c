#include "store/level_read.h"

#include <inttypes.h>

#define SELECT                                                                 \
	"SELECT l.id, l.oid, v.name, v.id, v.calendar_id, v.number,"           \
	" v.created_at, l.archived_at FROM level l"                            \
	" JOIN level_version v ON v.level_id = l.id"                           \
	" AND v.number = (SELECT MAX(n.number) FROM level_version n"           \
	" WHERE n.level_id = l.id)"

static void read_name(struct rows *r, struct level_name *out)
{
	out->id = rows_i64(r);
	out->oid = rows_str(r);
	out->name = rows_str(r);
	out->version = rows_i64(r);
	out->calendar = rows_i64(r);
	out->number = (int32_t)rows_i64(r);
	out->created = rows_at(r);
	out->archived = rows_at(r);
}

enum err_kind level_read_list(struct db *db, struct arena *a,
			      struct level_names *out, struct err *e)
{
	struct level_name *v = NULL;
	size_t cap = 0;
	struct rows *r;

	*out = (struct level_names){ 0 };
	if (db_query(db, a, SELECT " ORDER BY v.name", NO_PARAMS, &r, e))
		return err_wrap(e, "list levels");
	while (rows_next(r)) {
		ARENA_ROOM(a, v, out->n, cap);
		read_name(r, &v[out->n++]);
	}
	out->v = v;
	return rows_end(&r, e);
}

static enum err_kind find(struct db *db, struct arena *a, const char *sql,
			  struct param key, struct level_name *out, bool *found,
			  struct err *e)
{
	struct rows *r;

	*out = (struct level_name){ 0 };
	if (db_query(db, a, sql, &key, 1, &r, e))
		return err_wrap(e, "find a level");
	*found = rows_next(r);
	if (*found)
		read_name(r, out);
	return rows_end(&r, e);
}

enum err_kind level_read_find(struct db *db, struct arena *a, const char *name,
			      struct level_name *out, struct err *e)
{
	bool found;

	if (find(db, a, SELECT " WHERE l.name = ?", P_STR(name), out, &found,
		 e))
		return e->kind;
	return found ? ERR_NONE
		     : err_set(e, ERR_NOT_FOUND, "there is no level \"%s\"",
			       name);
}

enum err_kind level_read_id(struct db *db, struct arena *a, int64_t id,
			    struct level_name *out, struct err *e)
{
	bool found;

	if (find(db, a, SELECT " WHERE l.id = ?", P_I64(id), out, &found, e))
		return e->kind;
	return found ? ERR_NONE
		     : err_set(e, ERR_NOT_FOUND, "there is no such level");
}

enum err_kind level_read_oid(struct db *db, struct arena *a, const char *oid,
			     struct level_name *out, struct err *e)
{
	bool found;

	if (find(db, a, SELECT " WHERE l.oid = ?", P_STR(oid), out, &found, e))
		return e->kind;
	return found ? ERR_NONE
		     : err_set(e, ERR_NOT_FOUND, "there is no such level");
}

enum err_kind level_read_version(struct db *db, struct arena *a, int64_t id,
				 int32_t number, struct level_name *out,
				 struct err *e)
{
	struct rows *r;
	bool found;

	*out = (struct level_name){ 0 };
	if (db_query(db, a,
		     "SELECT l.id, l.oid, v.name, v.id, v.calendar_id,"
		     " v.number, v.created_at, l.archived_at FROM level l"
		     " JOIN level_version v ON v.level_id = l.id"
		     " WHERE l.id = ? AND v.number = ?",
		     PARAMS(P_I64(id), P_I64(number)), &r, e))
		return err_wrap(e, "find a level");
	found = rows_next(r);
	if (found)
		read_name(r, out);
	if (rows_end(&r, e))
		return err_wrap(e, "find a level");
	return found ? ERR_NONE
		     : err_set(e, ERR_NOT_FOUND,
			       "the level has no version %" PRId32, number);
}

enum err_kind level_read_hold(struct db *db, struct arena *a, int64_t id,
			      const char *name, struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT id FROM level WHERE name = ? OR id = ?"
		     " ORDER BY id FOR UPDATE",
		     PARAMS(P_STR(name), P_I64(id)), &r, e))
		return err_wrap(e, "hold level %s", name);
	while (rows_next(r))
		(void)rows_i64(r);
	return rows_end(&r, e);
}
