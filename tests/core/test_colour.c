/* The palette. */
#include "support/test.h"

#include "core/colour.h"

static void each_has_a_name_and_nothing_else_has(void **state)
{
	enum colour c = COLOUR_NONE;

	(void)state;
	for (int i = COLOUR_NONE; i < COLOUR_N; i++) {
		assert_true(colour_of(colour_name((enum colour)i), &c));
		assert_int_equal(c, i);
	}
	assert_null(colour_name(COLOUR_N));
	assert_null(colour_name((enum colour) - 1));
	assert_false(colour_of("#ff0000", &c));
	assert_false(colour_of("", &c));
	assert_int_equal(c, COLOUR_BROWN);
}

static void stored_numbers_stay_what_they_are(void **state)
{
	(void)state;
	assert_string_equal(colour_name((enum colour)0), "none");
	assert_string_equal(colour_name((enum colour)1), "red");
	assert_string_equal(colour_name((enum colour)9), "brown");
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("each has a name, and nothing else has", each_has_a_name_and_nothing_else_has),
		TEST("stored numbers stay what they are", stored_numbers_stay_what_they_are),
	};
	/* clang-format on */

	return cmocka_run_group_tests_name("core/colour", tests, NULL, NULL);
}
