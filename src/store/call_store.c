#include "store/call_store.h"

#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"

/* ---- The switch ---------------------------------------------------------- */

#define SWITCH "SELECT on_since, beat_at, version FROM call_switch WHERE id = 1"

static enum err_kind read_switch(struct db *db, struct arena *a,
				 const char *sql, struct call_switch *out,
				 struct err *e)
{
	struct rows *r;

	*out = (struct call_switch){ .on_since = INSTANT_NONE,
				     .beat = INSTANT_NONE };
	if (db_query(db, a, sql, NO_PARAMS, &r, e))
		return err_wrap(e, "are URLs called?");
	if (rows_next(r)) {
		out->on_since = rows_at(r);
		out->beat = rows_at(r);
		out->version = rows_i64(r);
	}
	return rows_end(&r, e);
}

enum err_kind call_store_switch(struct db *db, struct arena *a,
				struct call_switch *out, struct err *e)
{
	return read_switch(db, a, SWITCH, out, e);
}

enum err_kind call_store_lock_switch(struct db *db, struct arena *a,
				     struct call_switch *out, struct err *e)
{
	return read_switch(db, a, SWITCH " FOR UPDATE", out, e);
}

enum err_kind call_store_set_switch(struct db *db, instant on_since,
				    struct err *e)
{
	if (db_exec(db,
		    "INSERT INTO call_switch (id, on_since) VALUES (1, ?)"
		    " ON DUPLICATE KEY UPDATE on_since = VALUES(on_since),"
		    " version = version + 1",
		    PARAMS(P_AT(on_since)), NULL, e))
		return err_wrap(e, "switch calls of URLs");
	return ERR_NONE;
}

enum err_kind call_store_beat(struct db *db, instant now, struct err *e)
{
	if (db_exec(db, "UPDATE call_switch SET beat_at = ? WHERE id = 1",
		    PARAMS(P_AT(now)), NULL, e))
		return err_wrap(e, "heartbeat of calls");
	return ERR_NONE;
}

/* ---- Targets ------------------------------------------------------------- */

#define TARGET                                                                 \
	"SELECT id, oid, host, port, secret_number, rotated_at, failures,"     \
	" paused_until, created_at, removed_at, version FROM call_target"

static void read_target(struct rows *r, struct call_target *t)
{
	t->id = rows_i64(r);
	t->oid = rows_str(r);
	t->host = rows_str(r);
	t->port = (int)rows_i64(r);
	t->number = (int)rows_i64(r);
	t->rotated = rows_at(r);
	t->failures = (int)rows_i64(r);
	t->paused = rows_at(r);
	t->created = rows_at(r);
	t->removed = rows_at(r);
	t->version = rows_i64(r);
}

static enum err_kind list(struct db *db, struct arena *a, const char *sql,
			  struct call_targets *out, struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	*out = (struct call_targets){ 0 };
	if (db_query(db, a, sql, NO_PARAMS, &r, e))
		return err_wrap(e, "list hosts to call");
	while (rows_next(r)) {
		ARENA_ROOM(a, out->v, out->n, cap);
		read_target(r, &out->v[out->n++]);
	}
	return rows_end(&r, e);
}

enum err_kind call_store_targets(struct db *db, struct arena *a,
				 struct call_targets *out, struct err *e)
{
	return list(db, a, TARGET " ORDER BY host, port", out, e);
}

enum err_kind call_store_lock_targets(struct db *db, struct arena *a,
				      struct call_targets *out, struct err *e)
{
	return list(db, a, TARGET " ORDER BY id FOR UPDATE", out, e);
}

const struct call_target *call_store_of_host(const struct call_targets *all,
					     const char *host, int port)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].port == port && str_eq(all->v[i].host, host))
			return &all->v[i];
	return NULL;
}

const struct call_target *call_store_of_id(const struct call_targets *all,
					   int64_t id)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].id == id)
			return &all->v[i];
	return NULL;
}

static enum err_kind find(struct db *db, struct arena *a, const char *sql,
			  const char *oid, struct call_target *out,
			  struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a, sql, PARAMS(P_STR(oid)), &r, e))
		return err_wrap(e, "find a host to call");
	found = rows_next(r);
	if (found)
		read_target(r, out);
	if (rows_end(&r, e))
		return err_wrap(e, "find a host to call");
	return found ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such host");
}

enum err_kind call_store_lock_target(struct db *db, struct arena *a,
				     const char *oid, struct call_target *out,
				     struct err *e)
{
	return find(db, a, TARGET " WHERE oid = ? FOR UPDATE", oid, out, e);
}

enum err_kind call_store_find_target(struct db *db, struct arena *a,
				     const char *oid, struct call_target *out,
				     struct err *e)
{
	return find(db, a, TARGET " WHERE oid = ?", oid, out, e);
}

enum err_kind call_store_add_target(struct db *db, struct arena *a,
				    struct call_target *t, struct err *e)
{
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	t->oid = arena_str(a, oid);
	t->number = 1;
	t->version = 1;
	if (db_exec(db,
		    "INSERT INTO call_target (oid, host, port, created_at)"
		    " VALUES (?, ?, ?, ?)",
		    PARAMS(P_STR(t->oid), P_STR(t->host), P_I64(t->port),
			   P_AT(t->created)),
		    NULL, e))
		return err_wrap(e, "allow a host");
	t->id = db_last_id(db);
	return ERR_NONE;
}

enum err_kind call_store_change_target(struct db *db,
				       const struct call_target *t,
				       struct err *e)
{
	if (db_exec(db,
		    "UPDATE call_target SET secret_number = ?, rotated_at = ?,"
		    " removed_at = ?, failures = 0, paused_until = NULL,"
		    " version = version + 1 WHERE id = ?",
		    PARAMS(P_I64(t->number), P_AT(t->rotated), P_AT(t->removed),
			   P_I64(t->id)),
		    NULL, e))
		return err_wrap(e, "change a host to call");
	return ERR_NONE;
}

enum err_kind call_store_went_well(struct db *db, int64_t target, struct err *e)
{
	if (db_exec(db,
		    "UPDATE call_target SET failures = 0, paused_until = NULL"
		    " WHERE id = ? AND failures > 0",
		    PARAMS(P_I64(target)), NULL, e))
		return err_wrap(e, "a call went well");
	return ERR_NONE;
}

enum err_kind call_store_went_badly(struct db *db, int64_t target, int in_a_row,
				    instant rest_until, struct err *e)
{
	/* Columns are set from left to right: it compares with the new one. */
	if (db_exec(db,
		    "UPDATE call_target SET failures = failures + 1,"
		    " paused_until = IF(failures >= ?, ?, paused_until)"
		    " WHERE id = ?",
		    PARAMS(P_I64(in_a_row), P_AT(rest_until), P_I64(target)),
		    NULL, e))
		return err_wrap(e, "a call went badly");
	return ERR_NONE;
}

/* ---- Rows to call -------------------------------------------------------- */

#define ROW                                                                    \
	"SELECT o.id, o.target_id, o.ukey, o.payload, COALESCE(o.again_at, "   \
	"o.created_at),"                                                       \
	" o.tries,"                                                            \
	" o.fence, t.hidden_at IS NOT NULL FROM outbox o"                      \
	" LEFT JOIN ticket t ON t.id = o.ticket_id"

static enum err_kind rows_of(struct db *db, struct arena *a, const char *sql,
			     const struct param *p, size_t np,
			     struct call_rows *out, struct err *e)
{
	size_t cap = 0;
	struct rows *r;

	*out = (struct call_rows){ 0 };
	if (db_query(db, a, sql, p, np, &r, e))
		return err_wrap(e, "calls to make");
	while (rows_next(r)) {
		struct call_row *row;

		ARENA_ROOM(a, out->v, out->n, cap);
		row = &out->v[out->n++];
		row->id = rows_i64(r);
		row->target = rows_i64(r);
		row->ukey = rows_str(r);
		row->payload = rows_str(r);
		row->created = rows_at(r);
		row->tries = (int)rows_i64(r);
		row->fence = (int)rows_i64(r);
		row->hidden = rows_i64(r) != 0;
	}
	return rows_end(&r, e);
}

enum err_kind call_store_new(struct db *db, struct arena *a, size_t max,
			     struct call_rows *out, struct err *e)
{
	return rows_of(db, a,
		       ROW " WHERE o.kind = ? AND o.state = ?"
			   " ORDER BY o.send_at, o.id LIMIT ?",
		       PARAMS(P_I64(OUTBOX_CALL), P_I64(OUTBOX_NEW),
			      P_I64((int64_t)max)),
		       out, e);
}

enum err_kind call_store_due(struct db *db, struct arena *a, int64_t target,
			     instant now, size_t max, struct call_rows *out,
			     struct err *e)
{
	return rows_of(db, a,
		       ROW " WHERE o.target_id = ? AND o.state = ?"
			   " AND o.send_at <= ?"
			   " ORDER BY o.send_at, o.id LIMIT ?",
		       PARAMS(P_I64(target), P_I64(OUTBOX_WAITS), P_AT(now),
			      P_I64((int64_t)max)),
		       out, e);
}

enum err_kind call_store_drop(struct db *db, instant then, size_t max,
			      int64_t *n, struct err *e)
{
	if (db_exec(db,
		    "UPDATE outbox SET state = ? WHERE kind = ? AND state = ?"
		    " AND send_at < ? AND COALESCE(again_at, created_at) < ?"
		    " ORDER BY send_at LIMIT ?",
		    PARAMS(P_I64(OUTBOX_POINTLESS), P_I64(OUTBOX_CALL),
			   P_I64(OUTBOX_NEW), P_AT(then), P_AT(then),
			   P_I64((int64_t)max)),
		    n, e))
		return err_wrap(e, "drop old calls");
	return ERR_NONE;
}

enum err_kind call_store_sort(struct db *db, int64_t id, int64_t target,
			      bool *ours, struct err *e)
{
	int64_t n;

	if (db_exec(db,
		    "UPDATE outbox SET state = ?, target_id = ?"
		    " WHERE id = ? AND state = ?",
		    PARAMS(P_I64(OUTBOX_WAITS), P_I64(target), P_I64(id),
			   P_I64(OUTBOX_NEW)),
		    &n, e))
		return err_wrap(e, "sort a call");
	*ours = n == 1;
	return ERR_NONE;
}

enum err_kind call_store_claim(struct db *db, struct call_row *row,
			       instant until, bool *ours, struct err *e)
{
	int64_t n;

	if (db_exec(db,
		    "UPDATE outbox SET send_at = ?, lease_until = ?,"
		    " tries = tries + 1, fence = fence + 1"
		    " WHERE id = ? AND state = ? AND fence = ?",
		    PARAMS(P_AT(until), P_AT(until), P_I64(row->id),
			   P_I64(OUTBOX_WAITS), P_I64(row->fence)),
		    &n, e))
		return err_wrap(e, "claim a call");
	*ours = n == 1;
	row->tries += *ours;
	row->fence += *ours;
	return ERR_NONE;
}

enum err_kind call_store_end(struct db *db, const struct call_row *row,
			     enum outbox_state state, instant now,
			     instant again, bool *ours, struct err *e)
{
	int64_t n;

	if (db_exec(db,
		    "UPDATE outbox SET state = ?, send_at = ?, sent_at = ?,"
		    " lease_until = NULL, fence = fence + 1"
		    " WHERE id = ? AND fence = ? AND state IN (?, ?)",
		    PARAMS(P_I64(state),
			   P_AT(state == OUTBOX_WAITS ? again : now),
			   P_AT(state == OUTBOX_SENT ? now : INSTANT_NONE),
			   P_I64(row->id), P_I64(row->fence), P_I64(OUTBOX_NEW),
			   P_I64(OUTBOX_WAITS)),
		    &n, e))
		return err_wrap(e, "end a call");
	*ours = n == 1;
	return ERR_NONE;
}

enum err_kind call_store_again(struct db *db, int64_t id, instant now,
			       bool *changed, struct err *e)
{
	int64_t n;

	if (db_exec(db,
		    "UPDATE outbox SET state = ?, send_at = ?, sent_at = NULL,"
		    " tries = 0, lease_until = NULL, again_at = ?,"
		    " fence = fence + 1 WHERE id = ? AND kind = ?"
		    " AND state NOT IN (?, ?)",
		    PARAMS(P_I64(OUTBOX_NEW), P_AT(now), P_AT(now), P_I64(id),
			   P_I64(OUTBOX_CALL), P_I64(OUTBOX_NEW),
			   P_I64(OUTBOX_WAITS)),
		    &n, e))
		return err_wrap(e, "send a call again");
	*changed = n == 1;
	return ERR_NONE;
}

enum err_kind call_store_waiting(struct db *db, struct arena *a, int64_t *n,
				 struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT COUNT(*) FROM (SELECT 1 FROM outbox"
		     " WHERE kind = ? AND state IN (?, ?) LIMIT ?) w",
		     PARAMS(P_I64(OUTBOX_CALL), P_I64(OUTBOX_NEW),
			    P_I64(OUTBOX_WAITS), P_I64(LIMIT_COUNT + 1)),
		     &r, e))
		return err_wrap(e, "count calls that wait");
	*n = rows_next(r) ? rows_i64(r) : 0;
	return rows_end(&r, e);
}
