#ifndef STORE_BLOB_STORE_H
#define STORE_BLOB_STORE_H
/*
 * blob_store: which files there are on disk (base/blob.h), by their hash.
 *
 * The row is the lock of its file: who writes or removes the one holds the
 * other. A row is written after its file and goes before it, so none is ever
 * without its file.
 */
#include "base/rng.h"
#include "store/db.h"

/*
 * Note, and lock, that its file is there and was uploaded now. Waits for
 * whoever else has it locked.
 */
enum err_kind blob_store_use(struct db *db,
			     const unsigned char hash[RNG_HASH_LEN],
			     int64_t size, instant now,
			     struct err *e) MUST_CHECK;

/*
 * Lock its row and remove it if nobody uploaded it since ${before} and nothing
 * refers to it. *gone: it was removed, or there was none.
 */
enum err_kind blob_store_release(struct db *db, struct arena *a,
				 const unsigned char hash[RNG_HASH_LEN],
				 instant before, bool *gone,
				 struct err *e) MUST_CHECK;

/*
 * Make sure that it has no row and gets none until this transaction ends, which
 * must be by a rollback. *claimed: false, it has one.
 */
enum err_kind blob_store_claim(struct db *db,
			       const unsigned char hash[RNG_HASH_LEN],
			       bool *claimed, struct err *e) MUST_CHECK;

/* The rows of the hashes that begin with that byte, in their order. */
struct blob_row {
	unsigned char hash[RNG_HASH_LEN];
	int64_t size;
};
enum err_kind blob_store_list(struct db *db, struct arena *a, int first_byte,
			      struct blob_row **out, size_t *n,
			      struct err *e) MUST_CHECK;

#endif
