#ifndef DESK_CALL_KEY_H
#define DESK_CALL_KEY_H
/*
 * call_key: secrets that sign what is sent to a host, and the signatures.
 *
 * A secret is never stored. It follows (HKDF, one step) from the setting
 * hook_key, the host's opaque id and the number of its secret, so that a stolen
 * database signs nothing. It is 32 characters, and as such the key: what is
 * signed is TIMESTAMP.BODY, by HMAC-SHA-256.
 */
#include "base/instant.h"

#define CALL_KEY_SECRET 32
#define CALL_KEY_MAC 64 /* lower-case hex */

/* Is that setting one: 64 hex digits? "" is none. */
bool call_key_valid(const char *hook_key);

/* ${hook_key} must be valid. */
void call_key_secret(const char *hook_key, const char *oid, int number,
		     char out[CALL_KEY_SECRET + 1]);

void call_key_sign(const char secret[CALL_KEY_SECRET + 1], instant at,
		   const char *body, char out[CALL_KEY_MAC + 1]);

/* What a receiver tells repeats apart by: the same for every try of a row. */
#define CALL_KEY_ID 32
void call_key_id(const char *ukey, char out[CALL_KEY_ID + 1]);

#endif
