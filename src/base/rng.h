#ifndef BASE_RNG_H
#define BASE_RNG_H
/*
 * rng: random bytes and the names made from them; hashes of secrets.
 * The only file with the operating system's randomness (libsodium).
 */
#include "base/attr.h"

#define RNG_OID_LEN 16   /* opaque ids: 16 letters and digits, 80 bits */
#define RNG_TOKEN_LEN 43 /* 256 bits in URL-safe base64 */
#define RNG_HASH_LEN 32  /* SHA-256 */

/* Call once in main; aborts if there is no randomness. */
void rng_init(void);

void rng_bytes(void *out, size_t n);

/* Evenly below ${limit}. */
uint32_t rng_below(uint32_t limit);

/* 16 characters of a 32-letter alphabet without look-alikes, and a NUL. */
void rng_oid(char out[RNG_OID_LEN + 1]);

/* Is it shaped like one (or "default")? */
bool rng_oid_valid(const char *s);

/* A secret of 256 bits, and a NUL. */
void rng_token(char out[RNG_TOKEN_LEN + 1]);

/* A ticket's code: "ABC-DEFGH-123", letters without I, O, digits. */
#define RNG_CODE_LEN 13
void rng_code(char out[RNG_CODE_LEN + 1]);

void rng_sha256(const void *data, size_t n, unsigned char out[RNG_HASH_LEN]);

/* The same for what comes in pieces. */
struct rng_sha {
	uint64_t opaque[13];
};
void rng_sha_start(struct rng_sha *s);
void rng_sha_add(struct rng_sha *s, const void *data, size_t n);
void rng_sha_end(struct rng_sha *s, unsigned char out[RNG_HASH_LEN]);

/* HMAC-SHA-256. */
void rng_mac(const unsigned char key[32], const void *data, size_t n,
	     unsigned char out[RNG_HASH_LEN]);

/* Lower-case hex with a NUL; ${out} has room for 2n+1. */
void rng_hex(const unsigned char *data, size_t n, char *out);

/* The ${n} bytes that exactly 2n hex digits stand for, or false. */
bool rng_unhex(const char *hex, unsigned char *out, size_t n) MUST_CHECK;

#endif
