#include "store/blob_store.h"

#define HASH(h) P_BYTES((h), RNG_HASH_LEN)

enum err_kind blob_store_use(struct db *db,
			     const unsigned char hash[RNG_HASH_LEN],
			     int64_t size, instant now, struct err *e)
{
	if (db_exec(db,
		    "INSERT INTO blob_file (hash, size, created_at, used_at)"
		    " VALUES (?, ?, ?, ?)"
		    " ON DUPLICATE KEY UPDATE used_at = VALUES(used_at)",
		    PARAMS(HASH(hash), P_I64(size), P_I64(now), P_I64(now)),
		    NULL, e))
		return err_wrap(e, "note file");
	return ERR_NONE;
}

/* Is it there, and was it uploaded since? Locks it. */
static enum err_kind lock(struct db *db, struct arena *a,
			  const unsigned char hash[RNG_HASH_LEN],
			  instant before, bool *there, bool *fresh,
			  struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT used_at FROM blob_file WHERE hash = ? FOR UPDATE",
		     PARAMS(HASH(hash)), &r, e))
		return e->kind;
	*there = rows_next(r);
	*fresh = *there && rows_i64(r) >= before;
	return rows_end(&r, e);
}

static enum err_kind is_wanted(struct db *db, struct arena *a,
			       const unsigned char hash[RNG_HASH_LEN],
			       bool *wanted, struct err *e)
{
	struct rows *r;

	if (db_query(db, a,
		     "SELECT 1 FROM attachment WHERE hash = ?"
		     " UNION ALL SELECT 1 FROM upload WHERE hash = ? LIMIT 1",
		     PARAMS(HASH(hash), HASH(hash)), &r, e))
		return e->kind;
	*wanted = rows_next(r);
	return rows_end(&r, e);
}

enum err_kind blob_store_release(struct db *db, struct arena *a,
				 const unsigned char hash[RNG_HASH_LEN],
				 instant before, bool *gone, struct err *e)
{
	bool there, fresh, wanted;

	*gone = false;
	if (lock(db, a, hash, before, &there, &fresh, e))
		return err_wrap(e, "release file");
	*gone = !there;
	if (!there || fresh)
		return ERR_NONE;
	if (is_wanted(db, a, hash, &wanted, e))
		return err_wrap(e, "release file");
	if (wanted)
		return ERR_NONE;
	if (db_exec(db, "DELETE FROM blob_file WHERE hash = ?",
		    PARAMS(HASH(hash)), NULL, e))
		return err_wrap(e, "release file");
	*gone = true;
	return ERR_NONE;
}

enum err_kind blob_store_claim(struct db *db,
			       const unsigned char hash[RNG_HASH_LEN],
			       bool *claimed, struct err *e)
{
	struct err local = { 0 };

	*claimed = !db_exec(db,
			    "INSERT INTO blob_file"
			    " (hash, size, created_at, used_at)"
			    " VALUES (?, 0, 0, 0)",
			    PARAMS(HASH(hash)), NULL, &local);
	if (*claimed || local.kind == ERR_CONFLICT)
		return ERR_NONE;
	*e = local;
	return err_wrap(e, "claim file");
}

enum err_kind blob_store_list(struct db *db, struct arena *a, int first_byte,
			      struct blob_row **out, size_t *n, struct err *e)
{
	unsigned char low[RNG_HASH_LEN] = { (unsigned char)first_byte };
	unsigned char high[RNG_HASH_LEN];
	struct rows *r;
	size_t cap = 0;

	memset(high, 0xff, sizeof(high));
	high[0] = (unsigned char)first_byte;
	*out = NULL;
	*n = 0;
	if (db_query(db, a,
		     "SELECT hash, size FROM blob_file"
		     " WHERE hash BETWEEN ? AND ? ORDER BY hash",
		     PARAMS(HASH(low), HASH(high)), &r, e))
		return err_wrap(e, "list files");
	while (rows_next(r)) {
		size_t len;
		const char *hash = rows_bytes(r, &len);
		struct blob_row *row;

		ARENA_ROOM(a, *out, *n, cap);
		row = &(*out)[(*n)++];
		memcpy(row->hash, hash,
		       len < RNG_HASH_LEN ? len : RNG_HASH_LEN);
		row->size = rows_i64(r);
	}
	if (rows_end(&r, e))
		return err_wrap(e, "list files");
	return ERR_NONE;
}
