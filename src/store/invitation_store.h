#ifndef STORE_INVITATION_STORE_H
#define STORE_INVITATION_STORE_H
/*
 * invitation_store: one-time links by which somebody sets their password. The
 * database holds the SHA-256 of a link's token alone, so a copy of it opens
 * nothing.
 */
#include "base/rng.h"
#include "core/ids.h"
#include "store/db.h"

/* A new link; ${by} 0: the command line made it. */
enum err_kind invitation_store_add(struct db *db, person_id person,
				   const unsigned char hash[RNG_HASH_LEN],
				   person_id by, instant now, instant expires,
				   struct err *e) MUST_CHECK;

/* Whose link it is. ERR_NOT_FOUND: nobody's, used, void or too old. */
enum err_kind invitation_store_find(struct db *db, struct arena *a,
				    const unsigned char hash[RNG_HASH_LEN],
				    instant now, person_id *out,
				    struct err *e) MUST_CHECK;

/* Use it up: ERR_NOT_FOUND when somebody else was faster, or as above. */
enum err_kind invitation_store_use(struct db *db,
				   const unsigned char hash[RNG_HASH_LEN],
				   instant now, struct err *e) MUST_CHECK;

/* All links they have are void from now on. Harmless when there are none. */
enum err_kind invitation_store_void(struct db *db, person_id person,
				    instant now, struct err *e) MUST_CHECK;

/* Until when their newest open link is good; INSTANT_NONE: they have none. */
enum err_kind invitation_store_open(struct db *db, struct arena *a,
				    person_id person, instant now,
				    instant *until, struct err *e) MUST_CHECK;

/* Delete up to ${limit} that are too old: for the sweeper. */
enum err_kind invitation_store_tidy(struct db *db, instant now, int limit,
				    struct err *e) MUST_CHECK;

#endif
