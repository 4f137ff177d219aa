#ifndef BASE_PASSWORD_H
#define BASE_PASSWORD_H
/*
 * password: kept as Argon2id hashes, never as typed. A hash costs 19 MiB and
 * some 25 ms of a core on purpose.
 */
#include "base/err.h"

#define PASSWORD_HASH 128 /* room for a hash, with its NUL */

/* A salted hash in its text form; ERR_BUSY when memory is short. */
enum err_kind password_hash(const char *password, char out[PASSWORD_HASH],
			    struct err *e) MUST_CHECK;

/*
 * Is it the password of that hash? With ${hash} NULL or "" it is not, and
 * takes as long to say so.
 */
bool password_good(const char *hash, const char *password);

/* Was it made with other costs than today's? Then hash it again. */
bool password_outdated(const char *hash);

/*
 * May it be somebody's password? ERR_INVALID says why not: LIMIT_PASSWORD_MIN
 * to LIMIT_PASSWORD characters, not one of the most common ones, not made of
 * the product's name, the person's name or address, or one repeated piece.
 * ${name} and ${email} may be NULL.
 */
enum err_kind password_check(const char *password, const char *name,
			     const char *email, struct err *e) MUST_CHECK;

#endif
