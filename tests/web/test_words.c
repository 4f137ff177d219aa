#include "support/test.h"
#include "support/templates.h"
#include "web/names.h"
#include "web/words.h"

static const struct zone *berlin, *new_york;

static int setup(void **state)
{
	struct err e = { 0 };

	(void)state;
	templates_need();
	assert_int_equal(zone_find("Europe/Berlin", &berlin, &e), 0);
	assert_int_equal(zone_find("America/New_York", &new_york, &e), 0);
	return 0;
}

static instant at(const char *s)
{
	instant t;

	assert_true(instant_parse(s, strlen(s), &t));
	return t;
}

static void a_time_is_told_in_the_viewers_zone(void **state)
{
	instant t = at("2026-11-24T09:00:00Z"),
		now = at("2026-11-22T12:00:00Z");
	char out[WORDS_TEXT];

	(void)state;
	assert_string_equal(words_time(t, now, berlin, out), "Tue 10:00");
	assert_string_equal(words_time(t, now, new_york, out), "Tue 04:00");
	assert_string_equal(words_time_full(t, berlin, out),
			    "Tue 24 Nov 2026, 10:00 CET (Europe/Berlin)");
	assert_string_equal(words_time_full(t, new_york, out),
			    "Tue 24 Nov 2026, 04:00 EST (America/New_York)");
	assert_string_equal(words_local(t, berlin, out), "2026-11-24T10:00");
}

/* 02:30, and an hour later 02:30 again: which of them is meant is said. */
static void of_a_time_that_comes_twice_it_is_told_which(void **state)
{
	instant now = at("2026-10-24T12:00:00Z");
	char out[WORDS_TEXT];

	(void)state;
	assert_string_equal(
		words_time(at("2026-10-25T00:30:00Z"), now, berlin, out),
		"Sun 02:30 CEST");
	assert_string_equal(
		words_time(at("2026-10-25T01:30:00Z"), now, berlin, out),
		"Sun 02:30 CET");
	assert_string_equal(
		words_time(at("2026-10-25T02:00:00Z"), now, berlin, out),
		"Sun 03:00");
	assert_string_equal(
		words_time(at("2025-10-26T00:30:00Z"), now, berlin, out),
		"26 Oct 2025, 02:30 CEST");
}

static void a_far_time_has_its_date(void **state)
{
	instant now = at("2026-11-22T12:00:00Z");
	char out[WORDS_TEXT];

	(void)state;
	assert_string_equal(
		words_time(at("2026-11-28T12:00:00Z"), now, berlin, out),
		"Sat 13:00");
	assert_string_equal(
		words_time(at("2026-11-29T12:00:00Z"), now, berlin, out),
		"29 Nov 2026, 13:00");
	assert_string_equal(
		words_time(at("2026-11-16T00:00:00Z"), now, berlin, out),
		"Mon 01:00");
	assert_string_equal(
		words_time(at("2025-01-01T22:59:59Z"), now, berlin, out),
		"1 Jan 2025, 23:59");
	assert_string_equal(
		words_time(at("1969-12-31T22:30:00Z"), now, berlin, out),
		"31 Dec 1969, 23:30");
}

static void a_summer_time_is_summer_time(void **state)
{
	char out[WORDS_TEXT];

	(void)state;
	assert_string_equal(
		words_time_full(at("2026-07-01T22:30:00Z"), berlin, out),
		"Thu 2 Jul 2026, 00:30 CEST (Europe/Berlin)");
}

static void a_duration_has_its_two_largest_units(void **state)
{
	static const struct {
		seconds s;
		enum unit u;
		const char *want;
	} cases[] = {
		{ 0, UNIT_WORKING, "0 s" },
		{ 45, UNIT_WORKING, "45 s" },
		{ 60, UNIT_WORKING, "1 m" },
		{ 119, UNIT_WORKING, "1 m" },
		{ 3599, UNIT_WORKING, "59 m" },
		{ 3600, UNIT_WORKING, "1 h" },
		{ 4800, UNIT_WORKING, "1 h 20 m" },
		{ -2100, UNIT_WORKING, "35 m" },
		{ 86400, UNIT_WORKING, "24 h" },
		{ 360060, UNIT_WORKING, "100 h 1 m" },
		{ 86400, UNIT_CALENDAR, "1 d" },
		{ 97200, UNIT_CALENDAR, "1 d 3 h" },
		{ 90000 - 1, UNIT_CALENDAR, "1 d" },
		{ 3660, UNIT_CALENDAR, "1 h 1 m" },
	};
	char out[WORDS_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(words_duration(cases[i].s, cases[i].u, out),
				    cases[i].want);
}

/* Truncated ones would not add up. */
static void a_duration_can_be_told_to_the_second(void **state)
{
	static const struct {
		seconds s;
		const char *want;
	} cases[] = {
		{ 0, "0 m" },        { 7, "7 s" },
		{ 60, "1 m" },       { 3600, "1 h" },
		{ 3607, "1 h 7 s" }, { 94325, "26 h 12 m 5 s" },
	};
	char out[WORDS_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(words_duration_exact(cases[i].s, out),
				    cases[i].want);
}

static void a_day_is_a_date(void **state)
{
	char out[WORDS_TEXT];

	(void)state;
	assert_string_equal(
		words_day(instant_day_of((struct civil){ 2026, 2, 3 }), out),
		"3 Feb 2026");
}

static void a_time_in_a_view_has_three_forms(void **state)
{
	struct view *v = view_new(PARTS_EVENT_TPL), *row;
	struct sbuf out = SBUF_INIT(100000);
	struct err e = { 0 };

	(void)state;
	row = v;
	words_view_time(row, PARTS_EVENT_AT, at("2026-11-24T09:00:00Z"),
			at("2026-11-22T12:00:00Z"), berlin);
	assert_int_equal(view_render(v, &out, &e), 0);
	view_free(v);
	assert_non_null(strstr(out.p, ">Tue 10:00<"));
	assert_non_null(strstr(out.p, "\"2026-11-24T10:00:00+01:00\""));
	assert_non_null(strstr(out.p, "\"Tue 24 Nov 2026, 10:00 CET "
				      "(Europe/Berlin)\""));
	sbuf_release(&out);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_time_is_told_in_the_viewers_zone),
		cmocka_unit_test(of_a_time_that_comes_twice_it_is_told_which),
		cmocka_unit_test(a_far_time_has_its_date),
		cmocka_unit_test(a_summer_time_is_summer_time),
		cmocka_unit_test(a_duration_has_its_two_largest_units),
		cmocka_unit_test(a_duration_can_be_told_to_the_second),
		cmocka_unit_test(a_day_is_a_date),
		cmocka_unit_test(a_time_in_a_view_has_three_forms),
	};

	return cmocka_run_group_tests(tests, setup, NULL);
}
