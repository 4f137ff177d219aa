#include "store/session_store.h"

#include "base/limits.h"

#define TOUCH_SECONDS 60
#define FAILURES_KEPT DAY_SECONDS

#define P_HASH(hash) P_BYTES((hash), RNG_HASH_LEN)

static bool is_over(unsigned roles, instant seen, instant expires,
		    const struct session_idle *idle, instant now)
{
	seconds limit = roles & ROLES_STAFF ? idle->staff : idle->customer;

	return now >= expires || now - seen >= limit;
}

static void read_session(struct rows *r, struct session *s)
{
	const char *key;
	size_t n;

	key = rows_bytes(r, &n);
	if (n == sizeof(s->csrf_key))
		memcpy(s->csrf_key, key, n);
	s->created = rows_at(r);
	s->seen = rows_at(r);
	s->expires = rows_at(r);
	s->person.n = rows_i64(r);
	s->roles = (unsigned)rows_i64(r);
	s->name = rows_str(r);
	s->email = rows_str(r);
	s->zone = rows_str(r);
	s->company.n = rows_i64(r);
	s->sees_company = rows_i64(r) != 0;
	s->oid = rows_str(r);
	s->desk = rows_str(r);
	s->sandbox = rows_i64(r) != 0;
	s->chosen = (enum presence)rows_i64(r);
	s->present = rows_at(r);
}

static int by_id(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

/*
 * A row for each: ${id} is that of the present one, 0 if there is none. Sorted
 * here: the server would take a temporary table for it.
 */
static void read_departments(struct rows *r, struct arena *a, int64_t id,
			     struct session *s)
{
	int64_t *ids = NULL;
	size_t n = 0, cap = 0;

	for (; id; id = rows_next(r) ? rows_i64(r) : 0) {
		ARENA_ROOM(a, ids, n, cap);
		ids[n++] = id;
	}
	if (n > 1)
		qsort(ids, n, sizeof(*ids), by_id);
	s->departments = ids;
	s->ndepartments = n;
}

enum err_kind session_store_find(struct db *db, struct arena *a,
				 const unsigned char token_hash[RNG_HASH_LEN],
				 instant now, const struct session_idle *idle,
				 struct session *out, struct err *e)
{
	static const char sql[] =
		"SELECT m.department_id, s.csrf_key, s.created_at, s.seen_at,"
		" s.expires_at, p.id, p.roles, p.name, p.email, p.zone,"
		" p.company_id, p.sees_company, s.oid, d.name,"
		" d.sandbox_at IS NOT NULL,"
		" o.chosen, o.seen_at"
		" FROM session s JOIN person p ON p.id = s.person_id"
		" LEFT JOIN desk d ON d.id = 1"
		" LEFT JOIN presence o ON o.person_id = p.id"
		" AND p.roles & ? <> 0"
		" LEFT JOIN department_member m"
		" ON m.person_id = p.id AND p.roles & ? <> 0"
		" WHERE s.token_hash = ? AND s.ended = 0"
		" AND p.disabled_at IS NULL";
	struct rows *r;
	int64_t department;
	bool found;

	*out = (struct session){ 0 };
	if (db_query(db, a, sql,
		     PARAMS(P_I64(ROLES_ANSWER), P_I64(ROLES_STAFF),
			    P_HASH(token_hash)),
		     &r, e))
		return err_wrap(e, "find session");
	found = rows_next(r);
	if (found) {
		department = rows_i64(r);
		read_session(r, out);
		read_departments(r, a, department, out);
	}
	if (rows_end(&r, e))
		return err_wrap(e, "find session");
	if (!found || is_over(out->roles, out->seen, out->expires, idle, now))
		return err_set(e, ERR_NOT_FOUND, "no such session");
	return ERR_NONE;
}

enum err_kind session_store_touch(struct db *db,
				  const unsigned char token_hash[RNG_HASH_LEN],
				  const struct session *s, instant now,
				  struct err *e)
{
	if (now - s->seen < TOUCH_SECONDS)
		return ERR_NONE;
	if (db_exec(db,
		    "UPDATE session SET seen_at = ?"
		    " WHERE token_hash = ? AND seen_at < ? AND ended = 0",
		    PARAMS(P_I64(now), P_HASH(token_hash), P_I64(now)), NULL,
		    e))
		return err_wrap(e, "touch session");
	return ERR_NONE;
}

enum err_kind session_store_add(struct db *db, const struct session_new *s,
				instant now, struct err *e)
{
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	if (db_exec(db,
		    "INSERT INTO session (token_hash, person_id, oid, csrf_key,"
		    " created_at, seen_at, expires_at, came_from)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		    PARAMS(P_HASH(s->token_hash), P_I64(s->person.n),
			   P_STR(oid),
			   P_BYTES(s->csrf_key, sizeof(s->csrf_key)),
			   P_I64(now), P_I64(now), P_I64(s->expires),
			   P_STR(s->came_from ? s->came_from : "")),
		    NULL, e))
		return err_wrap(e, "start session");
	return ERR_NONE;
}

/* What ends them: rows stay a while, see session_store_keys(). */
#define END                                                                    \
	"UPDATE session SET ended = 1,"                                        \
	" expires_at = LEAST(expires_at, seen_at) WHERE "

enum err_kind session_store_end(struct db *db,
				const unsigned char token_hash[RNG_HASH_LEN],
				struct err *e)
{
	if (db_exec(db, END "token_hash = ?", PARAMS(P_HASH(token_hash)), NULL,
		    e))
		return err_wrap(e, "end session");
	return ERR_NONE;
}

enum err_kind session_store_end_all(struct db *db, person_id person,
				    struct err *e)
{
	if (db_exec(db, END "person_id = ? AND ended = 0",
		    PARAMS(P_I64(person.n)), NULL, e))
		return err_wrap(e, "end sessions");
	return ERR_NONE;
}

enum err_kind
session_store_end_others(struct db *db, person_id person,
			 const unsigned char token_hash[RNG_HASH_LEN],
			 struct err *e)
{
	if (db_exec(db, END "person_id = ? AND ended = 0 AND token_hash <> ?",
		    PARAMS(P_I64(person.n), P_HASH(token_hash)), NULL, e))
		return err_wrap(e, "end other sessions");
	return ERR_NONE;
}

enum err_kind session_store_end_oid(struct db *db, person_id person,
				    const char *oid, struct err *e)
{
	int64_t matched;

	if (db_exec(db, END "oid = ? AND person_id = ?",
		    PARAMS(P_STR(oid), P_I64(person.n)), &matched, e))
		return err_wrap(e, "end session");
	if (!matched)
		return err_set(e, ERR_NOT_FOUND, "no such session of theirs");
	return ERR_NONE;
}

/* ---- Looking through them ------------------------------------------------ */

enum err_kind session_store_list(struct db *db, struct arena *a,
				 person_id person, instant now,
				 const struct session_idle *idle,
				 struct session_list *out, struct err *e)
{
	struct rows *r;

	*out = (struct session_list){
		.v = ARENA_ARRAY(a, LIMIT_SESSIONS, struct session_row),
	};
	if (db_query(db, a,
		     "SELECT s.oid, s.came_from, s.created_at, s.seen_at,"
		     " s.expires_at, p.roles"
		     " FROM session s JOIN person p ON p.id = s.person_id"
		     " WHERE s.person_id = ? AND s.ended = 0"
		     " AND s.expires_at > ?"
		     " ORDER BY s.seen_at DESC, s.oid LIMIT ?",
		     PARAMS(P_I64(person.n), P_I64(now), P_I64(LIMIT_SESSIONS)),
		     &r, e))
		return err_wrap(e, "list sessions");
	while (rows_next(r)) {
		struct session_row *s = &out->v[out->n];

		s->oid = rows_str(r);
		s->came_from = rows_str(r);
		s->created = rows_at(r);
		s->seen = rows_at(r);
		s->expires = rows_at(r);
		out->n += !is_over((unsigned)rows_i64(r), s->seen, s->expires,
				   idle, now);
	}
	return rows_end(&r, e);
}

enum err_kind session_store_keys(struct db *db, struct arena *a,
				 person_id person, struct session_keys *out,
				 struct err *e)
{
	struct rows *r;
	const char *key;
	size_t n;

	out->v = arena_alloc(a, LIMIT_SESSIONS * sizeof(*out->v));
	out->n = 0;
	if (db_query(db, a,
		     "SELECT csrf_key FROM session WHERE person_id = ?"
		     " ORDER BY created_at DESC LIMIT ?",
		     PARAMS(P_I64(person.n), P_I64(LIMIT_SESSIONS)), &r, e))
		return err_wrap(e, "read form keys");
	while (rows_next(r)) {
		key = rows_bytes(r, &n);
		if (n == sizeof(*out->v))
			memcpy(out->v[out->n++], key, n);
	}
	return rows_end(&r, e);
}

/* ---- Signing in that failed ---------------------------------------------- */

enum err_kind session_store_fail(struct db *db,
				 const unsigned char email_hash[RNG_HASH_LEN],
				 instant now, struct err *e)
{
	if (db_exec(db,
		    "INSERT INTO sign_in_failure (email_hash, at)"
		    " VALUES (?, ?)",
		    PARAMS(P_HASH(email_hash), P_I64(now)), NULL, e))
		return err_wrap(e, "note failed sign-in");
	return ERR_NONE;
}

enum err_kind
session_store_failures(struct db *db, struct arena *a,
		       const unsigned char email_hash[RNG_HASH_LEN],
		       instant since, int64_t *n, instant *first, struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT COUNT(*), MIN(at) FROM sign_in_failure"
		     " WHERE email_hash = ? AND at >= ?",
		     PARAMS(P_HASH(email_hash), P_I64(since)), &r, e))
		return err_wrap(e, "count failed sign-ins");
	*n = 0;
	*first = INSTANT_NONE;
	if (rows_next(r)) {
		*n = rows_i64(r);
		*first = rows_at(r);
	}
	return rows_end(&r, e);
}

enum err_kind
session_store_forgive(struct db *db,
		      const unsigned char email_hash[RNG_HASH_LEN],
		      struct err *e)
{
	if (db_exec(db, "DELETE FROM sign_in_failure WHERE email_hash = ?",
		    PARAMS(P_HASH(email_hash)), NULL, e))
		return err_wrap(e, "forget failed sign-ins");
	return ERR_NONE;
}

enum err_kind session_store_tidy(struct db *db, instant now, int limit,
				 struct err *e)
{
	if (db_exec(db,
		    "DELETE FROM session WHERE expires_at <= ?"
		    " ORDER BY expires_at LIMIT ?",
		    PARAMS(P_I64(now - LIMIT_SESSION_KEPT_SECONDS),
			   P_I64(limit)),
		    NULL, e) ||
	    db_exec(db,
		    "DELETE FROM sign_in_failure WHERE at < ?"
		    " ORDER BY at LIMIT ?",
		    PARAMS(P_I64(now - FAILURES_KEPT), P_I64(limit)), NULL, e))
		return err_wrap(e, "tidy sessions");
	return ERR_NONE;
}
