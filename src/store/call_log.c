#include "store/call_log.h"

#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/key_page.h"
#include "store/sql_text.h"

enum err_kind call_log_add(struct db *db, struct arena *a, struct call_try *t,
			   struct err *e)
{
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	t->oid = arena_str(a, oid);
	if (db_exec(db,
		    "INSERT INTO call_try (oid, outbox_id, target_id, at, try,"
		    " outcome, status, ms, url, address, detail, answer,"
		    " next_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
		    PARAMS(P_STR(t->oid), P_I64(t->outbox), P_ID(t->target),
			   P_AT(t->at), P_I64(t->number), P_I64(t->outcome),
			   P_I64(t->status), P_I64(t->ms), P_STR(t->url),
			   P_STR(t->address), P_STR(t->detail),
			   P_STR(t->answer), P_AT(t->next)),
		    NULL, e))
		return err_wrap(e, "note a call");
	return ERR_NONE;
}

/* ---- Reading ------------------------------------------------------------- */

#define COLUMNS                                                                \
	"SELECT x.id, x.outbox_id, x.target_id, x.oid, x.at, x.next_at, "      \
	"x.try,"                                                               \
	" x.outcome, x.status, x.ms, x.url, x.address, x.detail, x.answer,"    \
	" t.code, o.state FROM call_try x"                                     \
	" LEFT JOIN outbox o ON o.id = x.outbox_id"                            \
	" LEFT JOIN ticket t ON t.id = o.ticket_id"

static void read_try(struct rows *r, struct call_try *t)
{
	t->id = rows_i64(r);
	t->outbox = rows_i64(r);
	t->target = rows_i64(r);
	t->oid = rows_str(r);
	t->at = rows_at(r);
	t->next = rows_at(r);
	t->number = (int)rows_i64(r);
	t->outcome = (enum call_outcome)rows_i64(r);
	t->status = (int)rows_i64(r);
	t->ms = (int)rows_i64(r);
	t->url = rows_str(r);
	t->address = rows_str(r);
	t->detail = rows_str(r);
	t->answer = rows_str(r);
	t->ticket = rows_str(r);
	t->state = (enum outbox_state)rows_i64(r);
}

enum err_kind call_log_find(struct db *db, struct arena *a, const char *oid,
			    struct call_try *out, struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a, COLUMNS " WHERE x.oid = ?", PARAMS(P_STR(oid)), &r,
		     e))
		return err_wrap(e, "find a call");
	found = rows_next(r);
	if (found)
		read_try(r, out);
	if (rows_end(&r, e))
		return err_wrap(e, "find a call");
	return found ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such call");
}

static const char *const filters[CALL_FILTER_N] = {
	[CALL_ALL] = " WHERE TRUE",
	[CALL_WELL] = " WHERE x.outcome = 0",
	[CALL_FAILED] = " WHERE x.outcome BETWEEN 1 AND 7",
	[CALL_REFUSED] = " WHERE x.outcome >= 8",
};

static void bound(struct sql_text *q, const char *fragment, int64_t value)
{
	sql_text_add(q, fragment);
	sql_text_bind(q, P_I64(value));
}

/* Beyond the try of that key, if it is there. */
static enum err_kind add_beyond(struct sql_text *q, struct db *db,
				const char *key, bool back, bool *keyed,
				struct err *e)
{
	struct rows *r;
	int64_t id;
	instant at;

	*keyed = false;
	if (str_empty(key))
		return ERR_NONE;
	if (db_query(db, q->a, "SELECT id, at FROM call_try WHERE oid = ?",
		     PARAMS(P_STR(key)), &r, e))
		return e->kind;
	*keyed = rows_next(r);
	if (*keyed) {
		id = rows_i64(r);
		at = rows_at(r);
		bound(q, back ? " AND (x.at > ?" : " AND (x.at < ?", at);
		bound(q, " OR (x.at = ?", at);
		bound(q, back ? " AND x.id > ?))" : " AND x.id < ?))", id);
	}
	return rows_end(&r, e);
}

enum err_kind call_log_page(struct db *db, struct arena *a,
			    enum call_filter filter, int64_t target,
			    const char *key, bool back, struct call_tries *out,
			    struct err *e)
{
	struct sql_text q;
	struct rows *r;
	bool keyed, more;
	size_t n = 0;

	*out = (struct call_tries){ 0 };
	out->v = ARENA_ARRAY(a, LIMIT_PAGE_ROWS + 1, struct call_try);
	sql_text_init(&q, a);
	sql_text_add(&q, COLUMNS);
	sql_text_add(&q, filters[filter]);
	if (target)
		bound(&q, " AND x.target_id = ?", target);
	if (add_beyond(&q, db, key, back, &keyed, e))
		return err_wrap(e, "list calls");
	back = back && keyed;
	sql_text_add(&q, back ? " ORDER BY x.at, x.id"
			      : " ORDER BY x.at DESC, x.id DESC");
	bound(&q, " LIMIT ?", LIMIT_PAGE_ROWS + 1);
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "list calls");
	while (rows_next(r))
		read_try(r, &out->v[n++]);
	if (rows_end(&r, e))
		return err_wrap(e, "list calls");
	more = n > LIMIT_PAGE_ROWS;
	out->n = more ? LIMIT_PAGE_ROWS : n;
	key_page_end(out->v, out->n, sizeof(*out->v), back, keyed, more,
		     &out->before, &out->after);
	return ERR_NONE;
}

enum err_kind call_log_tidy(struct db *db, instant then, size_t max,
			    struct err *e)
{
	if (db_exec(db,
		    "DELETE FROM call_try WHERE at < ? ORDER BY at, id LIMIT ?",
		    PARAMS(P_AT(then), P_I64((int64_t)max)), NULL, e))
		return err_wrap(e, "forget old calls");
	return ERR_NONE;
}
