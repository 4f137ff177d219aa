#include "support/test.h"

#include "cli/calc_cache.h"
#include "cli/calc_line.h"
#include "core/calendar.h"

#include <inttypes.h>

static struct calc_line *line;

static const struct calendar *look(struct calc_cache *c, const char *text)
{
	const struct calendar *found;
	struct err e = { 0 };

	if (calc_line_read(line, text, strlen(text), &e))
		fail_msg("%s", e.msg);
	found = calc_cache_find(c, line, &e);
	if (!found)
		fail_msg("%s", e.msg);
	return found;
}

#define QUESTION                                                               \
	"\"op\":\"due\",\"start\":\"2026-06-01T00:00:00Z\",\"seconds\":1"

/* A calendar of its own for each number. */
static const struct calendar *look_up_number(struct calc_cache *c, int n)
{
	char text[200];

	(void)snprintf(text, sizeof(text),
		       "{\"tz\":\"UTC\",\"week\":{\"mon\":[[\"%02d:%02d\","
		       "\"24:00\"]]}," QUESTION "}",
		       n / 60, n % 60);
	return look(c, text);
}

static void test_equal_calendars_are_one_however_written(void **state)
{
	struct calc_cache *c = calc_cache_new(10, 1 << 20);
	const struct calendar *first, *same, *other;

	(void)state;
	first = look(c,
		     "{\"tz\":\"Europe/Berlin\",\"week\":{\"mon\":[[\"09:00\""
		     ",\"12:00\"],[\"13:00\",\"17:00\"]],\"tue\":[]},"
		     "\"holidays\":[\"2026-12-25\",\"2026-12-26\"]," QUESTION
		     "}");
	same = look(c, "{" QUESTION ",\"holidays\":[\"2026-12-26\","
		       "\"2026-12-25\",\"2026-12-26\"],\"week\":{\"mon\":"
		       "[[\"13:00\",\"17:00\"],[\"09:00\",\"12:00\"]]},"
		       "\"tz\":\"Europe/Berlin\",\"pauses\":[],\"id\":7}");
	assert_ptr_equal(first, same);
	assert_int_equal(calc_cache_count(c), 1);
	other = look(c,
		     "{\"tz\":\"Europe/Berlin\",\"week\":{\"mon\":[[\"09:00\""
		     ",\"12:00\"],[\"13:00\",\"17:00\"]]},"
		     "\"holidays\":[\"2026-12-25\"]," QUESTION "}");
	assert_ptr_not_equal(first, other);
	assert_int_equal(calc_cache_count(c), 2);
	calc_cache_free(c);
}

static void test_the_one_unused_for_longest_goes(void **state)
{
	struct calc_cache *c = calc_cache_new(3, 1 << 20);
	const struct calendar *zero, *two;
	size_t bytes;

	(void)state;
	zero = look_up_number(c, 0);
	look_up_number(c, 1);
	two = look_up_number(c, 2);
	bytes = calc_cache_bytes(c);
	assert_ptr_equal(look_up_number(c, 0), zero);
	look_up_number(c, 3); /* 1 goes */
	assert_int_equal(calc_cache_count(c), 3);
	assert_int_equal(calc_cache_bytes(c), bytes);
	assert_ptr_equal(look_up_number(c, 0), zero);
	assert_ptr_equal(look_up_number(c, 2), two);
	calc_cache_free(c);
}

static void test_memory_is_bounded_but_one_is_always_kept(void **state)
{
	struct calc_cache *c = calc_cache_new(1000, 10000);

	(void)state;
	for (int i = 0; i < 1000; i++) {
		look_up_number(c, i);
		assert_true(calc_cache_bytes(c) <= 10000);
	}
	assert_in_range(calc_cache_count(c), 10, 999);
	calc_cache_free(c);
	c = calc_cache_new(1000, 1);
	assert_ptr_equal(look_up_number(c, 5), look_up_number(c, 5));
	look_up_number(c, 6);
	assert_int_equal(calc_cache_count(c), 1);
	calc_cache_free(c);
}

static void test_thousands_come_and_go(void **state)
{
	struct calc_cache *c = calc_cache_new(50, 1 << 20);
	uint32_t r = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		const struct calendar *found;
		int n;

		r = r * 1664525 + 1013904223;
		n = (int)((r >> 16) % 100);
		found = look_up_number(c, n);
		/* Mondays from minute n on. */
		assert_int_equal(calendar_week(found), (1440 - n) * 60);
		assert_true(calc_cache_count(c) <= 50);
	}
	calc_cache_free(c);
}

static void test_an_unknown_zone_is_named_and_not_kept(void **state)
{
	static const char text[] = "{\"tz\":\"Mars/Base\"," QUESTION "}";
	struct calc_cache *c = calc_cache_new(10, 1 << 20);
	struct err e = { 0 };

	(void)state;
	assert_int_equal(calc_line_read(line, text, strlen(text), &e),
			 ERR_NONE);
	assert_null(calc_cache_find(c, line, &e));
	assert_int_equal(e.kind, ERR_INVALID);
	assert_string_equal(e.msg, "tz: \"Mars/Base\" is not a time zone");
	assert_int_equal(calc_cache_count(c), 0);
	calc_cache_free(c);
	calc_cache_free(NULL);
}

static int setup(void **state)
{
	(void)state;
	line = calloc(1, sizeof(*line));
	return line ? 0 : -1;
}

static int teardown(void **state)
{
	(void)state;
	free(line);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_equal_calendars_are_one_however_written),
		cmocka_unit_test(test_the_one_unused_for_longest_goes),
		cmocka_unit_test(test_memory_is_bounded_but_one_is_always_kept),
		cmocka_unit_test(test_thousands_come_and_go),
		cmocka_unit_test(test_an_unknown_zone_is_named_and_not_kept),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
