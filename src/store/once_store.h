#ifndef STORE_ONCE_STORE_H
#define STORE_ONCE_STORE_H
/*
 * once_store: forms that were carried out, so that one sent twice has one
 * effect and one answer.
 */
#include "base/rng.h"
#include "store/db.h"

/*
 * once_store_claim(db, a, key_hash, request_hash, now, again, answer, e):
 * First thing in the transaction of the deed. *again is false when it is to be
 * done now (nobody else will do it: they wait for this transaction to end),
 * else *answer is what it was told then. ERR_CONFLICT: the same key with
 * another request.
 */
enum err_kind once_store_claim(struct db *db, struct arena *a,
			       const unsigned char key_hash[RNG_HASH_LEN],
			       const unsigned char request_hash[RNG_HASH_LEN],
			       instant now, bool *again, const char **answer,
			       struct err *e) MUST_CHECK;

/* What it was told, in the same transaction: up to 500 characters. */
enum err_kind once_store_answer(struct db *db,
				const unsigned char key_hash[RNG_HASH_LEN],
				const char *answer, struct err *e) MUST_CHECK;

/* Delete up to ${limit} of more than a day ago: for the sweeper. */
enum err_kind once_store_tidy(struct db *db, instant now, int limit,
			      struct err *e) MUST_CHECK;

#endif
