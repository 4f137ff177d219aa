/* Lengths of time as people type them. */
#include "support/test.h"
#include "web/duration_text.h"

#define MOST (INT64_C(10) * 366 * 86400)

static void what_people_write_is_understood(void **state)
{
	static const struct {
		const char *text;
		seconds is;
	} good[] = {
		{ "1 h", 3600 },
		{ "1h", 3600 },
		{ " 30 min ", 1800 },
		{ "30 min.", 1800 },
		{ "90 Minutes", 5400 },
		{ "1 h 30 min", 5400 },
		{ "1h30m", 5400 },
		{ "1:30", 5400 },
		{ "0:05", 300 },
		{ "100:00", 360000 },
		{ "1.5 h", 5400 },
		{ "0,25 hours", 900 },
		{ "45 s", 45 },
		{ "2 d", 172800 },
		{ "1 week 1 day", 691200 },
		{ "3660 d", MOST },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++) {
		enum word fault;
		seconds s = 0;

		if (!duration_text_read(good[i].text, true, MOST, &s, &fault))
			fail_msg("\"%s\" is refused", good[i].text);
		check_i64(good[i].text, s, good[i].is);
	}
}

static void what_nobody_could_tell_is_refused(void **state)
{
	static const struct {
		const char *text;
		enum word fault;
	} bad[] = {
		{ "", WORD_FAULT_DURATION },
		{ "90", WORD_FAULT_DURATION },
		{ "1 h 30", WORD_FAULT_DURATION },
		{ "h", WORD_FAULT_DURATION },
		{ "-1 h", WORD_FAULT_DURATION },
		{ "1 fortnight", WORD_FAULT_DURATION },
		{ "0 h", WORD_FAULT_DURATION },
		{ "0.5 s", WORD_FAULT_DURATION },
		{ "1:60", WORD_FAULT_DURATION },
		{ "1:5", WORD_FAULT_DURATION },
		{ "1.5:30", WORD_FAULT_DURATION },
		{ "1.2345 h", WORD_FAULT_DURATION },
		{ "1. h", WORD_FAULT_DURATION },
		{ "9999999999 s", WORD_FAULT_DURATION },
		{ "999999999 weeks", WORD_FAULT_TOO_LONG_TIME },
		{ "3660 d 1 s", WORD_FAULT_TOO_LONG_TIME },
	};
	enum word fault;
	seconds s;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		if (duration_text_read(bad[i].text, true, MOST, &s, &fault))
			fail_msg("\"%s\" is taken", bad[i].text);
		check_i64(bad[i].text, fault, bad[i].fault);
	}
	assert_false(duration_text_read("1 d", false, MOST, &s, &fault));
	assert_int_equal(fault, WORD_FAULT_NO_DAYS);
}

static void what_is_written_is_read_again(void **state)
{
	char text[WORDS_TEXT];
	enum word fault;
	seconds s;

	(void)state;
	for (seconds n = 1; n < MOST; n = n * 3 + 7)
		for (int days = 0; days < 2; days++) {
			assert_true(
				duration_text_read(duration_text(n, days, text),
						   days, MOST, &s, &fault));
			check_i64(text, s, n);
		}
	assert_string_equal(duration_text(93784, true, text),
			    "1 d 2 h 3 min 4 s");
	assert_string_equal(duration_text(93784, false, text),
			    "26 h 3 min 4 s");
	assert_string_equal(duration_text(0, true, text), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_people_write_is_understood),
		cmocka_unit_test(what_nobody_could_tell_is_refused),
		cmocka_unit_test(what_is_written_is_read_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
