#include "support/test.h"

#include "base/err.h"

static void setting_returns_the_kind(void **state)
{
	struct err e = { 0 };

	(void)state;
	assert_int_equal(err_set(&e, ERR_BUSY, "lock %d", 7), ERR_BUSY);
	assert_int_equal(e.kind, ERR_BUSY);
	assert_string_equal(e.msg, "lock 7");
	err_clear(&e);
	assert_int_equal(e.kind, ERR_NONE);
	assert_string_equal(e.msg, "");
}

static void context_goes_in_front_and_the_kind_stays(void **state)
{
	struct err e = { 0 };

	(void)state;
	err_set(&e, ERR_CONFLICT, "Deadlock found");
	assert_int_equal(err_wrap(&e, "close ticket %d", 7), ERR_CONFLICT);
	assert_string_equal(e.msg, "close ticket 7: Deadlock found");
}

static void a_message_may_quote_the_one_before(void **state)
{
	struct err e = { 0 };

	(void)state;
	err_set(&e, ERR_BROKEN, "inner");
	err_wrap(&e, "outer (%s)", e.msg);
	assert_string_equal(e.msg, "outer (inner): inner");
}

static void long_messages_are_cut_between_characters(void **state)
{
	struct err e = { 0 };
	char text[400];

	(void)state;
	for (size_t lead = 0; lead < 4; lead++) {
		memset(text, 'x', lead);
		for (size_t i = lead; i + 4 < sizeof(text); i += 4)
			memcpy(text + i, "\xf0\x9f\x98\x80", 5);
		err_set(&e, ERR_BROKEN, "%s", text);
		assert_true(str_utf8_valid(e.msg, strlen(e.msg)));
		assert_true(strlen(e.msg) >= sizeof(e.msg) - 5);
		err_wrap(&e, "%s", "in front");
		assert_true(str_starts(e.msg, "in front: "));
		assert_true(str_utf8_valid(e.msg, strlen(e.msg)));
		err_wrap(&e, "%s", text);
		assert_true(str_utf8_valid(e.msg, strlen(e.msg)));
	}
}

static void every_kind_has_a_name(void **state)
{
	(void)state;
	assert_string_equal(err_kind_name(ERR_NONE), "none");
	assert_string_equal(err_kind_name(ERR_INVALID), "invalid");
	assert_string_equal(err_kind_name(ERR_NOT_FOUND), "not_found");
	assert_string_equal(err_kind_name(ERR_DENIED), "denied");
	assert_string_equal(err_kind_name(ERR_CONFLICT), "conflict");
	assert_string_equal(err_kind_name(ERR_BUSY), "busy");
	assert_string_equal(err_kind_name(ERR_UNSURE), "unsure");
	assert_string_equal(err_kind_name(ERR_BROKEN), "broken");
}

static void no_memory(void)
{
	err_no_memory();
}

static void out_of_memory_aborts(void **state)
{
	(void)state;
	check_aborts("out of memory", no_memory);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("setting returns the kind", setting_returns_the_kind),
		TEST("context goes in front and the kind stays",
		     context_goes_in_front_and_the_kind_stays),
		TEST("a message may quote the one before",
		     a_message_may_quote_the_one_before),
		TEST("long messages are cut between characters",
		     long_messages_are_cut_between_characters),
		TEST("every kind has a name", every_kind_has_a_name),
		TEST("out of memory aborts", out_of_memory_aborts),
	};

	return cmocka_run_group_tests_name("err", tests, NULL, NULL);
}
