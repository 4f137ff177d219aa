/* The page that shows every part: only in development, and complete. */
#include "support/test.h"
#include "support/ask.h"

static void nothing_is_there_in_production(void **state)
{
	(void)state;
	ask_conf.development = false;
	assert_int_equal(ask(GET, "/style", OLGA).status, 404);
	assert_int_equal(ask(GET, "/style?error=0", OLGA).status, 404);
}

static void every_state_of_a_promise_is_shown(void **state)
{
	static const char *const badges[] = { "calm",    "soon",   "urgent",
					      "overdue", "paused", "met",
					      "missed" };
	struct answer is;

	(void)state;
	ask_conf.development = true;
	is = ask(GET, "/style", NOBODY);
	assert_int_equal(is.status, 200);
	for (size_t i = 0; i < COUNT_OF(badges); i++) {
		char class[40];

		snprintf(class, sizeof(class), "badge--%s\"", badges[i]);
		if (!strstr(is.body, class))
			fail_msg("no badge is %s", badges[i]);
	}
	assert_non_null(strstr(is.body, "never open"));
	assert_non_null(strstr(is.body, "missed by <b class=\"badge__time\">"
					"35 m"));
}

static void it_is_always_the_same_noon(void **state)
{
	struct answer is;

	(void)state;
	ask_conf.development = true;
	is = ask(GET, "/style", ALICE);
	assert_int_equal(is.status, 200);
	assert_non_null(strstr(is.body, "data-server-now=\"1795521600\""));
}

static void each_page_of_errors_is_shown_with_its_status(void **state)
{
	static const int known[] = { 400, 403, 404, 405, 409,
				     413, 422, 429, 500, 503 };
	bool seen[COUNT_OF(known)] = { false };

	(void)state;
	ask_conf.development = true;
	for (int n = 0; n < 20; n++) {
		char path[40];
		int status;

		snprintf(path, sizeof(path), "/style?error=%d", n);
		status = ask(GET, path, BOB).status;
		for (size_t i = 0; i < COUNT_OF(known); i++)
			seen[i] |= status == known[i];
	}
	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (!seen[i])
			fail_msg("no page of errors has %d", known[i]);
	assert_int_equal(ask(GET, "/style?error=x", BOB).status, 200);
	assert_int_equal(ask(GET, "/style?error=-1", BOB).status, 200);
	ask_conf.development = false;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(nothing_is_there_in_production),
		cmocka_unit_test(every_state_of_a_promise_is_shown),
		cmocka_unit_test(it_is_always_the_same_noon),
		cmocka_unit_test(each_page_of_errors_is_shown_with_its_status),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
