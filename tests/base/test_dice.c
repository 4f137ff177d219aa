#include "support/test.h"

#include "base/dice.h"
#include "base/rng.h"

static void the_same_seed_throws_the_same_row(void **state)
{
	struct dice a, b;

	(void)state;
	dice_init(&a, 7, 3);
	dice_init(&b, 7, 3);
	for (int i = 0; i < 1000; i++)
		assert_true(dice_next(&a) == dice_next(&b));
	/* For ever: samples made by different versions are alike. */
	dice_init(&a, 1, 0);
	assert_true(dice_next(&a) == UINT64_C(0x6ec85f1f8547bc0c));
}

static void other_seeds_and_other_rows_throw_others(void **state)
{
	struct dice a, b, c;
	int alike = 0;

	(void)state;
	dice_init(&a, 7, 3);
	dice_init(&b, 7, 4);
	dice_init(&c, 8, 3);
	for (int i = 0; i < 1000; i++) {
		uint64_t x = dice_below(&a, 6), y = dice_below(&b, 6);

		alike += x == y;
		alike += x == dice_below(&c, 6);
	}
	/* 333 of 2,000 by chance */
	assert_in_range(alike, 230, 440);
}

static void throws_stay_within_bounds_and_reach_them(void **state)
{
	bool low = false, high = false;
	struct dice d;
	int hits = 0;

	(void)state;
	dice_init(&d, 1, 1);
	for (int i = 0; i < 10000; i++) {
		int64_t n = dice_between(&d, -3, 3);

		assert_true(n >= -3 && n <= 3);
		low = low || n == -3;
		high = high || n == 3;
		hits += dice_chance(&d, 250);
	}
	assert_true(low && high);
	assert_in_range(hits, 2300, 2700);
	assert_false(dice_chance(&d, 0));
	assert_true(dice_chance(&d, 1000));
}

static void most_delays_are_short_and_some_are_long(void **state)
{
	int late = 0, very = 0;
	struct dice d;

	(void)state;
	dice_init(&d, 2, 0);
	for (int i = 0; i < 10000; i++) {
		int64_t n = dice_delay(&d);

		assert_true(n >= 1 && n <= 1000000);
		late += n > 1000;
		very += n > 4000;
	}
	assert_in_range(late, 500, 1200);
	assert_in_range(very, 5, 200);
}

static void names_are_shaped_like_those_drawn_at_random(void **state)
{
	char one[RNG_OID_LEN + 1], other[RNG_OID_LEN + 1];
	struct dice d;

	(void)state;
	dice_init(&d, 3, 0);
	dice_oid(&d, one);
	dice_oid(&d, other);
	assert_true(rng_oid_valid(one));
	assert_true(rng_oid_valid(other));
	assert_string_not_equal(one, other);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("the same seed throws the same row",
		     the_same_seed_throws_the_same_row),
		TEST("other seeds and other rows throw others",
		     other_seeds_and_other_rows_throw_others),
		TEST("throws stay within bounds and reach them",
		     throws_stay_within_bounds_and_reach_them),
		TEST("most delays are short and some are long",
		     most_delays_are_short_and_some_are_long),
		TEST("names are shaped like those drawn at random",
		     names_are_shaped_like_those_drawn_at_random),
	};

	return cmocka_run_group_tests_name("dice", tests, NULL, NULL);
}
