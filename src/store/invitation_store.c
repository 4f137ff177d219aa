#include "store/invitation_store.h"

#define P_HASH(hash) P_BYTES((hash), RNG_HASH_LEN)

enum err_kind invitation_store_add(struct db *db, person_id person,
				   const unsigned char hash[RNG_HASH_LEN],
				   person_id by, instant now, instant expires,
				   struct err *e)
{
	if (db_exec(db,
		    "INSERT INTO invitation (token_hash, person_id,"
		    " created_at, created_by, expires_at)"
		    " VALUES (?, ?, ?, ?, ?)",
		    PARAMS(P_HASH(hash), P_I64(person.n), P_I64(now),
			   P_ID(by.n), P_I64(expires)),
		    NULL, e))
		return err_wrap(e, "add invitation");
	return ERR_NONE;
}

enum err_kind invitation_store_find(struct db *db, struct arena *a,
				    const unsigned char hash[RNG_HASH_LEN],
				    instant now, person_id *out, struct err *e)
{
	struct rows *r;

	out->n = 0;
	if (db_query(db, a,
		     "SELECT person_id FROM invitation WHERE token_hash = ?"
		     " AND used_at IS NULL AND expires_at > ?",
		     PARAMS(P_HASH(hash), P_I64(now)), &r, e))
		return err_wrap(e, "find invitation");
	if (rows_next(r))
		out->n = rows_i64(r);
	if (rows_end(&r, e))
		return err_wrap(e, "find invitation");
	return out->n ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such link");
}

enum err_kind invitation_store_use(struct db *db,
				   const unsigned char hash[RNG_HASH_LEN],
				   instant now, struct err *e)
{
	int64_t matched;

	if (db_exec(db,
		    "UPDATE invitation SET used_at = ? WHERE token_hash = ?"
		    " AND used_at IS NULL AND expires_at > ?",
		    PARAMS(P_I64(now), P_HASH(hash), P_I64(now)), &matched, e))
		return err_wrap(e, "use invitation");
	return matched ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such link");
}

enum err_kind invitation_store_void(struct db *db, person_id person,
				    instant now, struct err *e)
{
	if (db_exec(db,
		    "UPDATE invitation SET used_at = ?"
		    " WHERE person_id = ? AND used_at IS NULL",
		    PARAMS(P_I64(now), P_I64(person.n)), NULL, e))
		return err_wrap(e, "make invitations void");
	return ERR_NONE;
}

enum err_kind invitation_store_open(struct db *db, struct arena *a,
				    person_id person, instant now,
				    instant *until, struct err *e)
{
	struct rows *r;

	*until = INSTANT_NONE;
	if (db_query(db, a,
		     "SELECT MAX(expires_at) FROM invitation"
		     " WHERE person_id = ? AND used_at IS NULL"
		     " AND expires_at > ?",
		     PARAMS(P_I64(person.n), P_I64(now)), &r, e))
		return err_wrap(e, "look for an invitation");
	if (rows_next(r))
		*until = rows_at(r);
	return rows_end(&r, e);
}

enum err_kind invitation_store_tidy(struct db *db, instant now, int limit,
				    struct err *e)
{
	if (db_exec(db,
		    "DELETE FROM invitation WHERE expires_at <= ?"
		    " ORDER BY expires_at LIMIT ?",
		    PARAMS(P_I64(now), P_I64(limit)), NULL, e))
		return err_wrap(e, "tidy invitations");
	return ERR_NONE;
}
