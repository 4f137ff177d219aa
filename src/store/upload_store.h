#ifndef STORE_UPLOAD_STORE_H
#define STORE_UPLOAD_STORE_H
/*
 * upload_store: files that were sent ahead of their message and wait for it,
 * each for one form of one session. Its page holds the token; the database
 * holds the token's SHA-256 alone.
 */
#include "base/rng.h"
#include "core/file_type.h"
#include "core/ids.h"
#include "store/db.h"

struct upload {
	unsigned char token_hash[RNG_HASH_LEN];
	unsigned char session_hash[RNG_HASH_LEN];
	unsigned char draft_hash[RNG_HASH_LEN];
	person_id person;
	const char *name;
	enum file_type type;
	int64_t size;
	unsigned char hash[RNG_HASH_LEN]; /* of what it holds */
	instant created;
};

/* Store one; the row of its file is there already (blob_store_use). */
enum err_kind upload_store_add(struct db *db, const struct upload *u,
			       struct err *e) MUST_CHECK;

/*
 * upload_store_find(db, a, key, lock, out, e):
 * The one of key's token, session and draft; ERR_NOT_FOUND for any other. With
 * ${lock} nobody else takes it before this transaction ends.
 */
enum err_kind upload_store_find(struct db *db, struct arena *a,
				const struct upload *key, bool lock,
				struct upload *out, struct err *e) MUST_CHECK;

/* It became an attachment, or its time is over. */
enum err_kind upload_store_remove(struct db *db,
				  const unsigned char token_hash[RNG_HASH_LEN],
				  struct err *e) MUST_CHECK;

/* How many bytes a person sent since then, attached or not. */
enum err_kind upload_store_bytes(struct db *db, struct arena *a,
				 person_id person, instant since,
				 int64_t *bytes, struct err *e) MUST_CHECK;

/* Up to ${limit} that were sent before then, the oldest first: their tokens'
 * hashes and what they hold, nothing else. */
enum err_kind upload_store_old(struct db *db, struct arena *a, instant before,
			       int limit, struct upload **out, size_t *n,
			       struct err *e) MUST_CHECK;

#endif
