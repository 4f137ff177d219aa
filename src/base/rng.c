#include "base/rng.h"
#include "base/require.h"
#include "base/str.h"

#include <sodium.h>

/* Without i, l, o, u: nothing to confuse with a digit, few words. */
static const char oid_letters[] = "0123456789abcdefghjkmnpqrstvwxyz";
static const char code_letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";

void rng_init(void)
{
	if (sodium_init() < 0) {
		fputs("no randomness\n", stderr);
		abort();
	}
}

void rng_bytes(void *out, size_t n)
{
	randombytes_buf(out, n);
}

uint32_t rng_below(uint32_t limit)
{
	REQUIRE(limit > 0);
	return randombytes_uniform(limit);
}

void rng_oid(char out[RNG_OID_LEN + 1])
{
	unsigned char bytes[RNG_OID_LEN];

	rng_bytes(bytes, sizeof(bytes));
	for (size_t i = 0; i < RNG_OID_LEN; i++)
		out[i] = oid_letters[bytes[i] % 32];
	out[RNG_OID_LEN] = '\0';
}

bool rng_oid_valid(const char *s)
{
	if (!s)
		return false;
	if (str_eq(s, "default"))
		return true;
	return strlen(s) == RNG_OID_LEN &&
	       strspn(s, oid_letters) == RNG_OID_LEN;
}

void rng_token(char out[RNG_TOKEN_LEN + 1])
{
	unsigned char bytes[32];

	rng_bytes(bytes, sizeof(bytes));
	sodium_bin2base64(out, RNG_TOKEN_LEN + 1, bytes, sizeof(bytes),
			  sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(bytes, sizeof(bytes));
}

void rng_code(char out[RNG_CODE_LEN + 1])
{
	static const char shape[RNG_CODE_LEN + 1] = "AAA-AAAAA-000";

	for (size_t i = 0; i < RNG_CODE_LEN; i++) {
		if (shape[i] == 'A')
			out[i] = code_letters[rng_below(sizeof(code_letters) -
							1)];
		else if (shape[i] == '0')
			out[i] = (char)('0' + rng_below(10));
		else
			out[i] = shape[i];
	}
	out[RNG_CODE_LEN] = '\0';
}

void rng_sha256(const void *data, size_t n, unsigned char out[RNG_HASH_LEN])
{
	crypto_hash_sha256(out, data, n);
}

_Static_assert(sizeof(struct rng_sha) >= sizeof(crypto_hash_sha256_state),
	       "no room for libsodium's state");

static crypto_hash_sha256_state *state_of(struct rng_sha *s)
{
	return (crypto_hash_sha256_state *)(void *)s->opaque;
}

void rng_sha_start(struct rng_sha *s)
{
	crypto_hash_sha256_init(state_of(s));
}

void rng_sha_add(struct rng_sha *s, const void *data, size_t n)
{
	crypto_hash_sha256_update(state_of(s), data, n);
}

void rng_sha_end(struct rng_sha *s, unsigned char out[RNG_HASH_LEN])
{
	crypto_hash_sha256_final(state_of(s), out);
}

void rng_mac(const unsigned char key[32], const void *data, size_t n,
	     unsigned char out[RNG_HASH_LEN])
{
	crypto_auth_hmacsha256(out, data, n, key);
}

void rng_hex(const unsigned char *data, size_t n, char *out)
{
	sodium_bin2hex(out, 2 * n + 1, data, n);
}

bool rng_unhex(const char *hex, unsigned char *out, size_t n)
{
	size_t got;

	return strlen(hex) == 2 * n &&
	       sodium_hex2bin(out, n, hex, 2 * n, NULL, &got, NULL) == 0 &&
	       got == n;
}
