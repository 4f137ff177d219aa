#include "store/upload_store.h"

#define HASH(h) P_BYTES((h), RNG_HASH_LEN)

static void read_hash(struct rows *r, unsigned char out[RNG_HASH_LEN])
{
	size_t n;
	const char *s = rows_bytes(r, &n);

	memset(out, 0, RNG_HASH_LEN);
	if (s && n <= RNG_HASH_LEN)
		memcpy(out, s, n);
}

enum err_kind upload_store_add(struct db *db, const struct upload *u,
			       struct err *e)
{
	if (db_exec(db,
		    "INSERT INTO upload (token_hash, session_hash, draft_hash,"
		    " person_id, name, type, size, hash, created_at)"
		    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		    PARAMS(HASH(u->token_hash), HASH(u->session_hash),
			   HASH(u->draft_hash), P_I64(u->person.n),
			   P_STR(u->name), P_I64(u->type), P_I64(u->size),
			   HASH(u->hash), P_I64(u->created)),
		    NULL, e))
		return err_wrap(e, "store upload");
	return ERR_NONE;
}

enum err_kind upload_store_find(struct db *db, struct arena *a,
				const struct upload *key, bool lock,
				struct upload *out, struct err *e)
{
#define FIND                                                                   \
	"SELECT person_id, name, type, size, hash, created_at FROM upload"     \
	" WHERE token_hash = ? AND session_hash = ? AND draft_hash = ?"
	struct rows *r;
	bool found;

	if (db_query(db, a, lock ? FIND " FOR UPDATE" : FIND,
		     PARAMS(HASH(key->token_hash), HASH(key->session_hash),
			    HASH(key->draft_hash)),
		     &r, e))
		return err_wrap(e, "find upload");
	found = rows_next(r);
	if (found) {
		*out = *key;
		out->person.n = rows_i64(r);
		out->name = rows_str(r);
		out->type = (enum file_type)rows_i64(r);
		out->size = rows_i64(r);
		read_hash(r, out->hash);
		out->created = rows_i64(r);
	}
	if (rows_end(&r, e))
		return err_wrap(e, "find upload");
	return found ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such upload");
#undef FIND
}

enum err_kind upload_store_remove(struct db *db,
				  const unsigned char token_hash[RNG_HASH_LEN],
				  struct err *e)
{
	if (db_exec(db, "DELETE FROM upload WHERE token_hash = ?",
		    PARAMS(HASH(token_hash)), NULL, e))
		return err_wrap(e, "remove upload");
	return ERR_NONE;
}

enum err_kind upload_store_bytes(struct db *db, struct arena *a,
				 person_id person, instant since,
				 int64_t *bytes, struct err *e)
{
	struct rows *r;

	*bytes = 0;
	if (db_query(db, a,
		     "SELECT CAST(COALESCE(SUM(size), 0) AS SIGNED) FROM ("
		     "SELECT size FROM upload"
		     " WHERE person_id = ? AND created_at > ?"
		     " UNION ALL SELECT size FROM attachment"
		     " WHERE person_id = ? AND created_at > ?) AS sent",
		     PARAMS(P_I64(person.n), P_I64(since), P_I64(person.n),
			    P_I64(since)),
		     &r, e))
		return err_wrap(e, "count bytes");
	if (rows_next(r))
		*bytes = rows_i64(r);
	return rows_end(&r, e);
}

enum err_kind upload_store_old(struct db *db, struct arena *a, instant before,
			       int limit, struct upload **out, size_t *n,
			       struct err *e)
{
	struct rows *r;

	*n = 0;
	*out = ARENA_ARRAY(a, (size_t)limit, struct upload);
	if (db_query(db, a,
		     "SELECT token_hash, hash FROM upload WHERE created_at < ?"
		     " ORDER BY created_at LIMIT ?",
		     PARAMS(P_I64(before), P_I64(limit)), &r, e))
		return err_wrap(e, "list old uploads");
	while (*n < (size_t)limit && rows_next(r)) {
		struct upload *u = &(*out)[(*n)++];

		read_hash(r, u->token_hash);
		read_hash(r, u->hash);
	}
	return rows_end(&r, e);
}
