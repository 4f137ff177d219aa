#include "support/test.h"
#include "base/password.h"
#include "base/rng.h"

static bool taken(const char *password, const char *name, const char *email)
{
	struct err e = { 0 };

	return password_check(password, name, email, &e) == ERR_NONE;
}

static void a_hash_is_argon2id_with_our_costs_and_a_salt(void **state)
{
	char first[PASSWORD_HASH], second[PASSWORD_HASH];
	struct err e = { 0 };

	(void)state;
	assert_int_equal(password_hash("correct horse", first, &e), 0);
	assert_int_equal(password_hash("correct horse", second, &e), 0);
	assert_memory_equal(first, "$argon2id$v=19$m=19456,t=2,p=1$", 31);
	assert_string_not_equal(first, second);
	assert_true(password_good(first, "correct horse"));
	assert_true(password_good(second, "correct horse"));
	assert_false(password_outdated(first));
}

static void a_wrong_or_empty_password_is_not_good(void **state)
{
	static const char *const wrong[] = { "",
					     "0",
					     "true",
					     "correct hors",
					     "correct horsee",
					     "Correct horse" };
	char hash[PASSWORD_HASH], none[PASSWORD_HASH];
	struct err e = { 0 };

	(void)state;
	assert_int_equal(password_hash("correct horse", hash, &e), 0);
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		assert_false(password_good(hash, wrong[i]));
	/* Nobody's account has a password, not even the empty one. */
	assert_int_equal(password_hash("", none, &e), 0);
	assert_false(password_good(NULL, ""));
	assert_false(password_good("", ""));
	assert_false(password_good("not a hash", "not a hash"));
	assert_false(password_good(hash, hash));
}

static void a_hash_of_other_costs_is_outdated(void **state)
{
	(void)state;
	assert_true(password_outdated("$argon2id$v=19$m=65536,t=2,p=1$"
				      "JUsvbwLYuOvPhmhNvepA0A$eBtJLGuMlF17YBah6"
				      "VZGC+gbqY7UDyrPvYO2x9y5bd4"));
}

static void a_password_has_12_to_256_characters(void **state)
{
	char long_one[258];

	(void)state;
	assert_false(taken("short-1 pas", NULL, NULL));
	assert_true(taken("stormy-1 pas", NULL, NULL));
	/* Characters, not bytes. */
	assert_true(taken("\xc3\xa9t\xc3\xa9 grave \xc3\xbc"
			  "ber",
			  NULL, NULL));
	assert_false(taken("\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9\xc3\xa9",
			   NULL, NULL));
	for (size_t i = 0; i < 257; i++)
		long_one[i] = "bright wide river"[i % 17 * 5 % 17];
	long_one[0] = 'Z';
	long_one[257] = '\0';
	assert_false(taken(long_one, NULL, NULL));
	long_one[256] = '\0';
	assert_true(taken(long_one, NULL, NULL));
	assert_false(taken("not \xff utf-8 at all", NULL, NULL));
}

static void what_others_guess_first_is_refused(void **state)
{
	static const char *const common[] = {
		"1q2w3e4r5t6y",  "1Q2W3E4R5T6Y",   "qwerty123456",
		"password1234",  "P@ssw0rd2026!",  "Duedesk-2026!",
		"du3d3sk12345",  "letmein12345",   "Administrator",
		"111111111111",  "abcabcabcabc",   "abcdefghijklmn",
		"987654321098",  "helpdesk2026!",  "passwordpassword",
		"welcome-12345", "123456789012345"
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(common); i++)
		if (taken(common[i], NULL, NULL))
			fail_msg("%s is taken", common[i]);
}

static void ones_own_name_or_address_is_refused(void **state)
{
	(void)state;
	assert_false(taken("Margarethe123", "Margarethe Klein", NULL));
	assert_false(taken("margarethe.k1", NULL, "margarethe@acme.example"));
	assert_true(taken("Margarethe likes long walks", "Margarethe Klein",
			  "margarethe@acme.example"));
	assert_true(taken("orbit maple tram", "Al Bo", "al@b.example"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_hash_is_argon2id_with_our_costs_and_a_salt),
		cmocka_unit_test(a_wrong_or_empty_password_is_not_good),
		cmocka_unit_test(a_hash_of_other_costs_is_outdated),
		cmocka_unit_test(a_password_has_12_to_256_characters),
		cmocka_unit_test(what_others_guess_first_is_refused),
		cmocka_unit_test(ones_own_name_or_address_is_refused),
	};

	rng_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
