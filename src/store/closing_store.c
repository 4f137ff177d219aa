#include "store/closing_store.h"

static enum err_kind read_rules(struct db *db, struct arena *a, const char *sql,
				struct closing *out, struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	*out = (struct closing){ 0 };
	ARENA_ROOM(a, out->rules, out->n, cap);
	if (db_query(db, a, sql, NO_PARAMS, &r, e))
		return err_wrap(e, "read when tickets close");
	while (rows_next(r)) {
		ARENA_ROOM(a, out->rules, out->n, cap);
		out->rules[out->n].since = rows_at(r);
		out->rules[out->n++].after = rows_i64(r);
	}
	return rows_end(&r, e);
}

#define RULES "SELECT since, close_after FROM desk_closing ORDER BY since"

enum err_kind closing_store_hold(struct db *db, struct arena *a,
				 struct closing *out, struct err *e)
{
	return read_rules(db, a, RULES " LOCK IN SHARE MODE", out, e);
}

enum err_kind closing_store_read(struct db *db, struct arena *a,
				 struct closing *out, struct err *e)
{
	return read_rules(db, a, RULES, out, e);
}

enum err_kind closing_store_add(struct db *db, const struct close_rule *rule,
				struct err *e)
{
	if (db_exec(db,
		    "INSERT INTO desk_closing (since, close_after)"
		    " VALUES (?, ?)",
		    PARAMS(P_AT(rule->since), P_I64(rule->after)), NULL, e))
		return err_wrap(e, "set when tickets close");
	return ERR_NONE;
}

/* ---- How far tickets were told -------------------------------------------
 */

enum err_kind closing_store_told(struct db *db, struct arena *a,
				 struct closing_told *out, struct err *e)
{
	struct rows *r;
	instant last;

	*out = (struct closing_told){ .since = INSTANT_NONE };
	if (db_query(db, a,
		     "SELECT closing_since, closing_ticket FROM sweep_state"
		     " WHERE id = 1",
		     NO_PARAMS, &r, e))
		return err_wrap(e, "look how far tickets were told");
	if (rows_next(r)) {
		out->since = rows_at(r);
		last = rows_at(r);
		out->all = last == INSTANT_NONE;
		out->last.n = out->all ? 0 : last;
	}
	return rows_end(&r, e);
}

static struct param last_of(const struct closing_told *t)
{
	return t->all ? P_NULL : P_I64(t->last.n);
}

enum err_kind closing_store_note(struct db *db, const struct closing_told *was,
				 const struct closing_told *is, struct err *e)
{
	if (db_exec(db,
		    "INSERT INTO sweep_state (id, tz_version, closing_since,"
		    " closing_ticket) VALUES (1, '', ?, ?)"
		    " ON DUPLICATE KEY UPDATE closing_ticket ="
		    " IF(closing_since <=> ? AND closing_ticket <=> ?,"
		    " VALUES(closing_ticket), closing_ticket),"
		    " closing_since = IF(closing_since <=> ?,"
		    " VALUES(closing_since), closing_since)",
		    PARAMS(P_AT(is->since), last_of(is), P_AT(was->since),
			   last_of(was), P_AT(was->since)),
		    NULL, e))
		return err_wrap(e, "note how far tickets were told");
	return ERR_NONE;
}

enum err_kind closing_store_tickets(struct db *db, struct arena *a,
				    ticket_id after, int64_t limit,
				    struct closing_ticket **out, size_t *n,
				    struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	*n = 0;
	*out = NULL;
	if (db_query(db, a,
		     "SELECT id, status, resolved_at, settle_at FROM ticket"
		     " WHERE id > ? ORDER BY id LIMIT ?",
		     PARAMS(P_I64(after.n), P_I64(limit)), &r, e))
		return err_wrap(e, "go through tickets");
	while (rows_next(r)) {
		struct closing_ticket *t;

		ARENA_ROOM(a, *out, *n, cap);
		t = &(*out)[(*n)++];
		t->id.n = rows_i64(r);
		t->status = (enum status)rows_i64(r);
		t->resolved = rows_at(r);
		t->settle = rows_at(r);
	}
	return rows_end(&r, e);
}

#define TELL_VALUES 4

enum err_kind closing_store_tell(struct db *db, struct arena *a,
				 const struct closing_ticket *t, size_t n,
				 struct err *e)
{
	struct param *p = ARENA_ARRAY(a, n * TELL_VALUES, struct param);

	if (n == 0)
		return ERR_NONE;
	for (size_t i = 0; i < n; i++) {
		const struct param values[TELL_VALUES] = {
			P_AT(t[i].settle),
			P_I64(t[i].id.n),
			P_I64(STATUS_RESOLVED),
			P_AT(t[i].resolved),
		};

		memcpy(p + i * TELL_VALUES, values, sizeof(values));
	}
	if (db_exec_rows(db,
			 "UPDATE ticket SET settle_at = ? WHERE id = ?"
			 " AND status = ? AND resolved_at = ?",
			 p, TELL_VALUES, n, e))
		return err_wrap(e, "tell tickets when they close");
	return ERR_NONE;
}
