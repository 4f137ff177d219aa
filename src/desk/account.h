#ifndef DESK_ACCOUNT_H
#define DESK_ACCOUNT_H
/*
 * account: what people change about themselves: name, time zone, password, and
 * where they are signed in. What others may change about them is people.h.
 *
 * Each is one transaction. A form that comes twice (job->once) has one effect.
 * ERR_INVALID names the field and its limit.
 */
#include "base/rng.h"
#include "desk/desk.h"

/* 1..LIMIT_NAME characters; an IANA name. */
enum err_kind account_update(struct job *job, const char *name,
			     const char *zone, struct err *e) MUST_CHECK;

/*
 * account_set_password(job, password, token_hash, e):
 * A new password; the caller has seen the present one (viewer_knows()). All
 * their other sessions end, the one of ${token_hash} goes on, and links that
 * let somebody set their password are void.
 */
enum err_kind account_set_password(struct job *job, const char *password,
				   const unsigned char token_hash[RNG_HASH_LEN],
				   struct err *e) MUST_CHECK;

/*
 * Was that very form (job->once) carried out before? Ask it where the answer
 * would be another the second time.
 */
enum err_kind account_done(struct job *job, bool *done,
			   struct err *e) MUST_CHECK;

/* End the session of that name. ERR_NOT_FOUND: it is not theirs. */
enum err_kind account_end_session(struct job *job, const char *oid,
				  struct err *e) MUST_CHECK;

/* End all of theirs but that of ${token_hash}. */
enum err_kind account_end_others(struct job *job,
				 const unsigned char token_hash[RNG_HASH_LEN],
				 struct err *e) MUST_CHECK;

#endif
