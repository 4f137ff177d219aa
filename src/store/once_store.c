#include "store/once_store.h"

/* What was done before by that key. */
static enum err_kind find(struct db *db, struct arena *a,
			  const unsigned char key_hash[RNG_HASH_LEN],
			  const unsigned char request_hash[RNG_HASH_LEN],
			  const char **answer, struct err *e)
{
	const char *request;
	bool found, same = false;
	struct rows *r;
	size_t n;

	if (db_query(db, a,
		     "SELECT request_hash, answer FROM once WHERE key_hash = ?",
		     PARAMS(P_BYTES(key_hash, RNG_HASH_LEN)), &r, e))
		return e->kind;
	found = rows_next(r);
	if (found) {
		request = rows_bytes(r, &n);
		same = n == RNG_HASH_LEN &&
		       memcmp(request, request_hash, n) == 0;
		*answer = rows_str(r);
	}
	if (rows_end(&r, e))
		return e->kind;
	if (!found) /* tidied away between the two statements */
		return err_set(e, ERR_BUSY, "the key is gone again");
	if (!same)
		return err_set(e, ERR_CONFLICT,
			       "this form was sent before, with other content");
	return ERR_NONE;
}

enum err_kind once_store_claim(struct db *db, struct arena *a,
			       const unsigned char key_hash[RNG_HASH_LEN],
			       const unsigned char request_hash[RNG_HASH_LEN],
			       instant now, bool *again, const char **answer,
			       struct err *e)
{
	struct err local = { 0 };

	*again = false;
	*answer = NULL;
	/* Whoever has the key already is waited for; then it is a duplicate. */
	if (!db_exec(db,
		     "INSERT INTO once (key_hash, request_hash, answer,"
		     " created_at) VALUES (?, ?, '', ?)",
		     PARAMS(P_BYTES(key_hash, RNG_HASH_LEN),
			    P_BYTES(request_hash, RNG_HASH_LEN), P_I64(now)),
		     NULL, &local))
		return ERR_NONE;
	if (local.kind != ERR_CONFLICT) {
		*e = local;
		return err_wrap(e, "claim form");
	}
	*again = true;
	if (find(db, a, key_hash, request_hash, answer, e))
		return err_wrap(e, "claim form");
	return ERR_NONE;
}

enum err_kind once_store_answer(struct db *db,
				const unsigned char key_hash[RNG_HASH_LEN],
				const char *answer, struct err *e)
{
	if (db_exec(db, "UPDATE once SET answer = ? WHERE key_hash = ?",
		    PARAMS(P_STR(answer), P_BYTES(key_hash, RNG_HASH_LEN)),
		    NULL, e))
		return err_wrap(e, "note what the form was told");
	return ERR_NONE;
}

enum err_kind once_store_tidy(struct db *db, instant now, int limit,
			      struct err *e)
{
	if (db_exec(db,
		    "DELETE FROM once WHERE created_at < ?"
		    " ORDER BY created_at LIMIT ?",
		    PARAMS(P_I64(now - DAY_SECONDS), P_I64(limit)), NULL, e))
		return err_wrap(e, "tidy forms");
	return ERR_NONE;
}
