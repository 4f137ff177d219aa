#include "store/applied_store.h"

#include <inttypes.h>

/* ---- Keeping ------------------------------------------------------------- */

enum err_kind applied_store_add(struct db *db, struct arena *a,
				struct applied_change *c, struct err *e)
{
	static const char sql[] =
		"INSERT INTO applied_change (id, level_id, level_version_id,"
		" calendar_id, calendar_version_id, at, by_id, via)"
		" SELECT COALESCE(MAX(id), 0) + 1, ?, ?, ?, ?, ?, ?, ?"
		" FROM applied_change";

	if (db_exec(db, sql,
		    PARAMS(P_ID(c->level), P_ID(c->level_version),
			   P_ID(c->calendar), P_I64(c->calendar_version),
			   P_AT(c->at), P_ID(c->by.n), P_I64(c->via)),
		    NULL, e))
		return err_wrap(e, "keep a change for open tickets");
	return applied_store_newest(db, a, &c->id, e);
}

enum err_kind applied_store_add_counts(struct db *db,
				       const struct applied_change *c,
				       struct err *e)
{
	if (db_exec(db,
		    "UPDATE applied_change SET tickets = tickets + ?,"
		    " moved = moved + ?, overdue = overdue + ? WHERE id = ?",
		    PARAMS(P_I64(c->tickets), P_I64(c->moved),
			   P_I64(c->overdue), P_I64(c->id)),
		    NULL, e))
		return err_wrap(e, "count for change %" PRId64, c->id);
	return ERR_NONE;
}

enum err_kind applied_store_set_done(struct db *db, int64_t id, instant now,
				     struct err *e)
{
	if (db_exec(db,
		    "UPDATE applied_change SET done_at = ? WHERE id = ?"
		    " AND done_at IS NULL",
		    PARAMS(P_AT(now), P_I64(id)), NULL, e))
		return err_wrap(e, "end change %" PRId64, id);
	return ERR_NONE;
}

/* ---- Reading ------------------------------------------------------------- */

enum err_kind applied_store_newest(struct db *db, struct arena *a, int64_t *id,
				   struct err *e)
{
	struct rows *r;

	*id = 0;
	if (db_query(db, a, "SELECT MAX(id) FROM applied_change", NO_PARAMS, &r,
		     e))
		return err_wrap(e, "find the newest change");
	if (rows_next(r))
		*id = rows_i64(r);
	return rows_end(&r, e);
}

#define COLUMNS                                                                \
	"SELECT id, level_id, level_version_id, calendar_id,"                  \
	" calendar_version_id, at, by_id, via, tickets, moved, overdue,"       \
	" done_at FROM applied_change"

static enum err_kind read_all(struct db *db, struct arena *a, const char *sql,
			      const struct param *p, size_t np,
			      struct applied_changes *out, struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	*out = (struct applied_changes){ 0 };
	if (db_query(db, a, sql, p, np, &r, e))
		return err_wrap(e, "read changes for open tickets");
	while (rows_next(r)) {
		struct applied_change *c;

		ARENA_ROOM(a, out->v, out->n, cap);
		c = &out->v[out->n++];
		c->id = rows_i64(r);
		c->level = rows_i64(r);
		c->level_version = rows_i64(r);
		c->calendar = rows_i64(r);
		c->calendar_version = rows_i64(r);
		c->at = rows_at(r);
		c->by.n = rows_i64(r);
		c->via = (enum via)rows_i64(r);
		c->tickets = rows_i64(r);
		c->moved = rows_i64(r);
		c->overdue = rows_i64(r);
		c->done = rows_at(r);
	}
	return rows_end(&r, e);
}

enum err_kind applied_store_between(struct db *db, struct arena *a,
				    int64_t after, int64_t until,
				    struct applied_changes *out, struct err *e)
{
	return read_all(db, a, COLUMNS " WHERE id > ? AND id <= ? ORDER BY id",
			PARAMS(P_I64(after), P_I64(until)), out, e);
}

enum err_kind applied_store_open(struct db *db, struct arena *a, int limit,
				 struct applied_changes *out, struct err *e)
{
	return read_all(db, a,
			COLUMNS " WHERE done_at IS NULL ORDER BY id LIMIT ?",
			PARAMS(P_I64(limit)), out, e);
}

/* ---- Who waits ----------------------------------------------------------- */

/*
 * Level versions whose tickets a change concerns: the older ones of its level,
 * or all that go by its calendar. Takes level, level_version, calendar.
 */
#define CONCERNED "((v.level_id = ? AND v.id < ?) OR v.calendar_id = ?)"

/* A change's open tickets; takes change id, then CONCERNED's. */
#define WAITING                                                                \
	" FROM level_version v JOIN ticket t FORCE INDEX (ticket_applied)"     \
	" ON t.level_version_id = v.id AND t.is_open = 1 AND t.applied < ?"    \
	" WHERE " CONCERNED

static enum err_kind read_ids(struct rows *r, ticket_id *ids, size_t limit,
			      size_t *n, struct err *e)
{
	for (*n = 0; *n < limit && rows_next(r); (*n)++)
		ids[*n].n = rows_i64(r);
	return rows_end(&r, e);
}

enum err_kind applied_store_waiting(struct db *db, struct arena *a,
				    const struct applied_change *c,
				    ticket_id *ids, size_t limit, size_t *n,
				    struct err *e)
{
	struct rows *r;

	*n = 0;
	if (db_query(db, a, "SELECT STRAIGHT_JOIN t.id" WAITING " LIMIT ?",
		     PARAMS(P_I64(c->id), P_I64(c->level),
			    P_I64(c->level_version), P_I64(c->calendar),
			    P_I64((int64_t)limit)),
		     &r, e))
		return err_wrap(e, "look whom change %" PRId64 " concerns",
				c->id);
	return read_ids(r, ids, limit, n, e);
}

enum err_kind applied_store_left(struct db *db, struct arena *a,
				 const struct applied_change *c, int64_t *n,
				 struct err *e)
{
	struct rows *r;

	*n = 0;
	if (db_query(db, a, "SELECT STRAIGHT_JOIN COUNT(*)" WAITING,
		     PARAMS(P_I64(c->id), P_I64(c->level),
			    P_I64(c->level_version), P_I64(c->calendar)),
		     &r, e))
		return err_wrap(e, "count whom a change concerns");
	if (rows_next(r))
		*n = rows_i64(r);
	return rows_end(&r, e);
}

enum err_kind applied_store_spread(struct db *db, struct arena *a,
				   const struct applied_change *c,
				   ticket_id **ids, size_t limit, size_t *n,
				   int64_t *all, struct err *e)
{
	static const char sql[] =
		"SELECT id FROM (SELECT STRAIGHT_JOIN t.id,"
		" ROW_NUMBER() OVER (ORDER BY t.id) AS place" WAITING
		") all_of_them WHERE (place - 1) % ? = 0 ORDER BY id";
	int64_t step;
	struct rows *r;

	*n = 0;
	*ids = ARENA_ARRAY(a, limit, ticket_id);
	if (applied_store_left(db, a, c, all, e))
		return e->kind;
	step = (*all + (int64_t)limit - 1) / (int64_t)limit;
	if (*all == 0)
		return ERR_NONE;
	if (db_query(db, a, sql,
		     PARAMS(P_I64(c->id), P_I64(c->level),
			    P_I64(c->level_version), P_I64(c->calendar),
			    P_I64(step)),
		     &r, e))
		return err_wrap(e, "look whom a change concerns");
	return read_ids(r, *ids, limit, n, e);
}

enum err_kind applied_store_count(struct db *db, struct arena *a, int64_t most,
				  int64_t *n, struct err *e)
{
	static const char sql[] =
		"SELECT COUNT(*) FROM (SELECT STRAIGHT_JOIN t.id FROM"
		" (SELECT v.id, MAX(c.id) AS newest FROM applied_change c"
		" JOIN level_version v ON (v.level_id = c.level_id"
		" AND v.id < c.level_version_id) OR v.calendar_id ="
		" c.calendar_id WHERE c.done_at IS NULL GROUP BY v.id) w"
		" JOIN ticket t FORCE INDEX (ticket_applied)"
		" ON t.level_version_id = w.id AND t.is_open = 1"
		" AND t.applied < w.newest LIMIT ?) waiting";
	struct rows *r;

	*n = 0;
	if (db_query(db, a, sql, PARAMS(P_I64(most)), &r, e))
		return err_wrap(e, "count tickets that wait for a change");
	if (rows_next(r))
		*n = rows_i64(r);
	return rows_end(&r, e);
}

/* ---- Marks --------------------------------------------------------------- */

enum err_kind applied_store_marks(struct db *db, struct arena *a,
				  struct applied_marks *out, struct err *e)
{
	static const char sql[] =
		"SELECT v.id, MAX(c.id) FROM applied_change c"
		" JOIN level_version v ON (v.level_id = c.level_id"
		" AND v.id < c.level_version_id) OR v.calendar_id ="
		" c.calendar_id WHERE c.done_at IS NULL GROUP BY v.id";
	struct applied_mark *list = NULL;
	size_t cap = 0;
	struct rows *r;

	*out = (struct applied_marks){ 0 };
	if (db_query(db, a, sql, NO_PARAMS, &r, e))
		return err_wrap(e, "find changes that are under way");
	while (rows_next(r)) {
		ARENA_ROOM(a, list, out->n, cap);
		list[out->n].level_version = rows_i64(r);
		list[out->n++].change = rows_i64(r);
	}
	out->v = list;
	return rows_end(&r, e);
}

bool applied_store_waits(const struct applied_marks *m, int64_t level_version,
			 int64_t applied)
{
	for (size_t i = 0; i < m->n; i++)
		if (m->v[i].level_version == level_version)
			return applied < m->v[i].change;
	return false;
}
