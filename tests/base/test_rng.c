#include "support/test.h"

#include "base/rng.h"

#define ROUNDS 2000

static void opaque_ids_are_sixteen_of_32_letters(void **state)
{
	char seen[256] = { 0 };
	char id[RNG_OID_LEN + 1], other[RNG_OID_LEN + 1];
	int letters = 0;

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		rng_oid(id);
		rng_oid(other);
		assert_string_not_equal(id, other);
		assert_int_equal(strlen(id), RNG_OID_LEN);
		assert_true(rng_oid_valid(id));
		for (const char *p = id; *p; p++)
			seen[(unsigned char)*p] = 1;
	}
	for (size_t i = 0; i < sizeof(seen); i++)
		letters += seen[i];
	assert_int_equal(letters, 32);
	for (const char *p = "ilouILOU-"; *p; p++)
		assert_false(seen[(unsigned char)*p]);
}

static void other_shapes_are_no_opaque_ids(void **state)
{
	static const struct {
		const char *s;
		bool valid;
	} cases[] = {
		{ "default", true },           { "0123456789abcdef", true },
		{ "default0", false },         { "", false },
		{ "0123456789abcde", false },  { "0123456789abcdef0", false },
		{ "0123456789abcdeF", false }, { "0123456789abcdel", false },
		{ "0123456789abcd/e", false }, { "../../etc/passwd", false },
		{ "0123456789abcde'", false }, { NULL, false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check_bool(cases[i].s ? cases[i].s : "NULL",
			   rng_oid_valid(cases[i].s), cases[i].valid);
}

static void tokens_are_url_safe_and_never_twice_the_same(void **state)
{
	char token[RNG_TOKEN_LEN + 1], other[RNG_TOKEN_LEN + 1];

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		rng_token(token);
		rng_token(other);
		assert_string_not_equal(token, other);
		assert_int_equal(strlen(token), RNG_TOKEN_LEN);
		assert_int_equal(strspn(token, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
					       "abcdefghijklmnopqrstuvwxyz"
					       "0123456789-_"),
				 RNG_TOKEN_LEN);
	}
}

static void codes_have_a_shape_people_can_read_out(void **state)
{
	static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
	char code[RNG_CODE_LEN + 1];

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		rng_code(code);
		assert_int_equal(strlen(code), RNG_CODE_LEN);
		assert_int_equal(strspn(code, letters), 3);
		assert_int_equal(code[3], '-');
		assert_int_equal(strspn(code + 4, letters), 5);
		assert_int_equal(code[9], '-');
		assert_int_equal(strspn(code + 10, "0123456789"), 3);
	}
}

static void numbers_stay_below_their_limit(void **state)
{
	bool seen[3] = { false };

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		uint32_t n = rng_below(3);

		assert_true(n < 3);
		seen[n] = true;
	}
	assert_true(seen[0] && seen[1] && seen[2]);
	assert_int_equal(rng_below(1), 0);
}

static void bytes_are_written_only_where_asked(void **state)
{
	unsigned char bytes[34] = { 0 }, other[32];
	int same = 0;

	(void)state;
	rng_bytes(bytes + 1, 32);
	rng_bytes(other, 32);
	assert_int_equal(bytes[0], 0);
	assert_int_equal(bytes[33], 0);
	for (size_t i = 0; i < 32; i++)
		same += bytes[i + 1] == other[i];
	assert_true(same < 32);
}

static void hashes_are_the_published_ones(void **state)
{
	static const unsigned char key[32] = { 0 };
	unsigned char hash[RNG_HASH_LEN];
	char hex[2 * RNG_HASH_LEN + 1];

	(void)state;
	rng_sha256("abc", 3, hash);
	rng_hex(hash, sizeof(hash), hex);
	assert_string_equal(hex, "ba7816bf8f01cfea414140de5dae2223"
				 "b00361a396177a9cb410ff61f20015ad");
	rng_sha256("", 0, hash);
	rng_hex(hash, sizeof(hash), hex);
	assert_string_equal(hex, "e3b0c44298fc1c149afbf4c8996fb924"
				 "27ae41e4649b934ca495991b7852b855");
	rng_mac(key, "", 0, hash);
	rng_hex(hash, sizeof(hash), hex);
	assert_string_equal(hex, "b613679a0814d9ec772f95d778c35fc5"
				 "ff1697c493715653c6c712144292c5ad");
	rng_hex(hash, 0, hex);
	assert_string_equal(hex, "");
}

static int start(void **state)
{
	(void)state;
	rng_init();
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("opaque ids are sixteen of 32 letters",
		     opaque_ids_are_sixteen_of_32_letters),
		TEST("other shapes are no opaque ids",
		     other_shapes_are_no_opaque_ids),
		TEST("tokens are URL-safe and never twice the same",
		     tokens_are_url_safe_and_never_twice_the_same),
		TEST("codes have a shape people can read out",
		     codes_have_a_shape_people_can_read_out),
		TEST("numbers stay below their limit",
		     numbers_stay_below_their_limit),
		TEST("bytes are written only where asked",
		     bytes_are_written_only_where_asked),
		TEST("hashes are the published ones",
		     hashes_are_the_published_ones),
	};

	return cmocka_run_group_tests_name("rng", tests, start, NULL);
}
