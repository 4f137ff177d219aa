/* When the database hangs: the first who waits in vain tells the others. */
#include "support/test.h"
#include "web/breaker.h"

#define S INT64_C(1000000000)

static void while_all_is_well_everybody_may(void **state)
{
	struct shared s = { 0 };

	(void)state;
	assert_true(breaker_lets(NULL, 1));
	for (int i = 0; i < 100; i++)
		assert_true(breaker_lets(&s, i * S));
}

static void after_one_waited_in_vain_nobody_waits_for_a_moment(void **state)
{
	struct shared s = { 0 };

	(void)state;
	breaker_open(&s, 100 * S);
	assert_false(breaker_lets(&s, 100 * S));
	assert_false(breaker_lets(&s, 101 * S - 1));
}

static void then_one_tries_and_the_others_do_not(void **state)
{
	struct shared s = { 0 };

	(void)state;
	breaker_open(&s, 100 * S);
	assert_true(breaker_lets(&s, 101 * S));
	for (int i = 0; i < 10; i++)
		assert_false(breaker_lets(&s, 101 * S + i));
	/* Whoever tries may die of it: then another one does. */
	assert_true(breaker_lets(&s, 106 * S));
	assert_false(breaker_lets(&s, 106 * S));
	breaker_close(&s);
	for (int i = 0; i < 10; i++)
		assert_true(breaker_lets(&s, 106 * S + i));
}

static void without_a_pool_there_is_none(void **state)
{
	(void)state;
	breaker_open(NULL, 1);
	breaker_close(NULL);
	assert_true(breaker_lets(NULL, 1));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(while_all_is_well_everybody_may),
		cmocka_unit_test(
			after_one_waited_in_vain_nobody_waits_for_a_moment),
		cmocka_unit_test(then_one_tries_and_the_others_do_not),
		cmocka_unit_test(without_a_pool_there_is_none),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
