#include "store/turn_store.h"

#include "store/sql_text.h"

/* ---- What holds -----------------------------------------------------------
 */

enum err_kind turn_store_list(struct db *db, struct arena *a,
			      const ticket_id *ids, size_t n, struct turns *out,
			      struct err *e)
{
	int64_t *numbers = ARENA_ARRAY(a, n, int64_t);
	struct sql_text q;
	struct rows *r;
	size_t cap = 0;

	*out = (struct turns){ 0 };
	if (n == 0)
		return ERR_NONE;
	for (size_t i = 0; i < n; i++)
		numbers[i] = ids[i].n;
	sql_text_init(&q, a);
	sql_text_add(&q, "SELECT ticket_id, rule_id, fired_at, until_at"
			 " FROM rule_turn WHERE ticket_id IN ");
	sql_text_add_ids(&q, numbers, n);
	sql_text_add(&q, " ORDER BY ticket_id, rule_id");
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "read which time rules hold");
	while (rows_next(r)) {
		struct turn *t;

		ARENA_ROOM(a, out->v, out->n, cap);
		t = &out->v[out->n++];
		t->ticket.n = rows_i64(r);
		t->rule = rows_i64(r);
		t->fired = rows_at(r);
		t->until = rows_at(r);
	}
	return rows_end(&r, e);
}

enum err_kind turn_store_put(struct db *db, struct arena *a,
			     const struct turn *v, size_t n, struct err *e)
{
	struct param *p = ARENA_ARRAY(a, 4 * n, struct param);

	if (n == 0)
		return ERR_NONE;
	for (size_t i = 0; i < n; i++) {
		p[4 * i] = P_I64(v[i].ticket.n);
		p[4 * i + 1] = P_I64(v[i].rule);
		p[4 * i + 2] = P_AT(v[i].fired);
		p[4 * i + 3] = P_AT(v[i].until);
	}
	if (db_exec_rows(db,
			 "REPLACE INTO rule_turn (ticket_id, rule_id, fired_at,"
			 " until_at) VALUES (?, ?, ?, ?)",
			 p, 4, n, e))
		return err_wrap(e, "keep which time rules hold");
	return ERR_NONE;
}

enum err_kind turn_store_drop(struct db *db, const struct turn *v, size_t n,
			      struct err *e)
{
	for (size_t i = 0; i < n; i++)
		if (db_exec(db,
			    "DELETE FROM rule_turn WHERE ticket_id = ?"
			    " AND rule_id = ?",
			    PARAMS(P_I64(v[i].ticket.n), P_I64(v[i].rule)),
			    NULL, e))
			return err_wrap(e, "forget which time rules hold");
	return ERR_NONE;
}

/* ---- Looking anew ---------------------------------------------------------
 */

enum err_kind turn_store_timed(struct db *db, struct arena *a, int64_t *timed,
			       struct err *e)
{
	struct rows *r;

	*timed = 0;
	if (db_query(db, a, "SELECT timed FROM rule_state", NO_PARAMS, &r, e))
		return err_wrap(e, "look whether time rules changed");
	if (rows_next(r))
		*timed = rows_i64(r);
	return rows_end(&r, e);
}

enum err_kind turn_store_note(struct db *db, struct err *e)
{
	if (db_exec(db,
		    "UPDATE rule_state SET timed = timed + 1"
		    " WHERE EXISTS (SELECT 1 FROM rule WHERE kind = 2)",
		    NO_PARAMS, NULL, e))
		return err_wrap(e, "note a change of time rules");
	return ERR_NONE;
}

enum err_kind turn_store_behind(struct db *db, struct arena *a, int64_t timed,
				unsigned statuses, size_t limit, ticket_id *ids,
				size_t *n, struct err *e)
{
	static const char sql[] =
		"SELECT id FROM ticket FORCE INDEX (ticket_rule_seen)"
		" WHERE status = ? AND rule_seen < ? ORDER BY rule_seen, id"
		" LIMIT ?";

	*n = 0;
	for (int s = 0; s < STATUS_N && *n < limit; s++) {
		struct rows *r;

		if (!(statuses & STATUS_BIT(s)))
			continue;
		if (db_query(db, a, sql,
			     PARAMS(P_I64(s), P_I64(timed),
				    P_I64((int64_t)(limit - *n))),
			     &r, e))
			return err_wrap(e, "look for who is behind time rules");
		while (*n < limit && rows_next(r))
			ids[(*n)++].n = rows_i64(r);
		if (rows_end(&r, e))
			return e->kind;
	}
	return ERR_NONE;
}

enum err_kind turn_store_waiting(struct db *db, struct arena *a, int64_t timed,
				 unsigned statuses, int64_t *n, struct err *e)
{
	struct rows *r;

	*n = 0;
	for (int s = 0; s < STATUS_N; s++) {
		if (!(statuses & STATUS_BIT(s)))
			continue;
		if (db_query(db, a,
			     "SELECT COUNT(*) FROM ticket WHERE status = ?"
			     " AND rule_seen < ?",
			     PARAMS(P_I64(s), P_I64(timed)), &r, e))
			return err_wrap(e, "count who is behind time rules");
		if (rows_next(r))
			*n += rows_i64(r);
		if (rows_end(&r, e))
			return e->kind;
	}
	return ERR_NONE;
}

enum err_kind turn_store_give_up(struct db *db, ticket_id id, int64_t timed,
				 struct err *e)
{
	return db_exec(db,
		       "UPDATE ticket SET rule_seen = ? WHERE id = ?"
		       " AND rule_seen < ?",
		       PARAMS(P_I64(timed), P_I64(id.n), P_I64(timed)), NULL,
		       e);
}
