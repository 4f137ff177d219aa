#include "base/rng.h"
#include "base/str.h"

#include <assert.h>
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
	assert(limit > 0);
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

void rng_mac(const unsigned char key[32], const void *data, size_t n,
	     unsigned char out[RNG_HASH_LEN])
{
	crypto_auth_hmacsha256(out, data, n, key);
}

void rng_hex(const unsigned char *data, size_t n, char *out)
{
	sodium_bin2hex(out, 2 * n + 1, data, n);
}
