/* Closures that come back every year: their dates, and what no rule can be. */
#include "base/limits.h"
#include "core/calendars.h"
#include "core/closure_rule.h"

static const struct closure_rule whole = { .to_min = 1440 };

/* ---- Easter -------------------------------------------------------------- */

/* clang-format off */
/* Easter Sundays from 1990 to 2100 as another program (ncal -e) has them. */
static const int16_t easters[] = {
	415, 331, 419, 411, 403, 416, 407, 330, 412, 404,
	423, 415, 331, 420, 411, 327, 416, 408, 323, 412,
	404, 424, 408, 331, 420, 405, 327, 416, 401, 421,
	412, 404, 417, 409, 331, 420, 405, 328, 416, 401,
	421, 413, 328, 417, 409, 325, 413, 405, 425, 410,
	401, 421, 406, 329, 417, 409, 325, 414, 405, 418,
	410, 402, 421, 406, 329, 418, 402, 422, 414, 330,
	418, 410, 326, 415, 406, 329, 411, 403, 422, 414,
	330, 419, 410, 326, 415, 407, 419, 411, 403, 423,
	407, 330, 419, 404, 326, 415, 331, 420, 411, 403,
	416, 408, 330, 412, 404, 424, 415, 331, 420, 412,
	328,
};
/* clang-format on */

static void test_easter_is_known(void **state)
{
	(void)state;
	assert_int_equal(COUNT_OF(easters), 111);
	for (int32_t i = 0; i < (int32_t)COUNT_OF(easters); i++) {
		int64_t day = closure_rule_easter(1990 + i);
		struct civil c = instant_civil_of(day);

		if (c.year != 1990 + i || c.month * 100 + c.day != easters[i])
			fail_msg("%d: %d-%d", 1990 + i, c.month, c.day);
	}
}

/* Meeus, Astronomical Algorithms, chapter 8: another way, all our years. */
static int64_t meeus(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int d = b / 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
	int h = (19 * a + b - d - g + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return instant_day_of((struct civil){ year, n / 31, n % 31 + 1 });
}

static void test_easter_in_every_year(void **state)
{
	(void)state;
	for (int32_t year = 1583; year < 10000; year++)
		check_i64("Easter", closure_rule_easter(year), meeus(year));
}

/* ---- Dates --------------------------------------------------------------- */

/* clang-format off */
static const struct {
	const char *what;
	struct closure_rule rule;
	int32_t year;
	const char *want; /* NULL: none */
} dates[] = {
	{ "Christmas", { .kind = CLOSURE_YEARLY, .month = 12, .day = 25 }, 2026, "2026-12-25" },
	{ "its eve", { .kind = CLOSURE_YEARLY, .month = 12, .day = 25, .offset = -1 }, 2026, "2026-12-24" },
	{ "a leap day", { .kind = CLOSURE_YEARLY, .month = 2, .day = 29 }, 2028, "2028-02-29" },
	{ "a leap day of a plain year", { .kind = CLOSURE_YEARLY, .month = 2, .day = 29 }, 2026, NULL },
	{ "the eve of New Year's Day", { .kind = CLOSURE_YEARLY, .month = 1, .day = 1, .offset = -1 }, 2026, "2025-12-31" },
	{ "the first Monday, which is the first", { .kind = CLOSURE_NTH, .month = 6, .weekday = 0, .nth = 1 }, 2026, "2026-06-01" },
	{ "the fourth Thursday", { .kind = CLOSURE_NTH, .month = 11, .weekday = 3, .nth = 4 }, 2026, "2026-11-26" },
	{ "the Friday after it", { .kind = CLOSURE_NTH, .month = 11, .weekday = 3, .nth = 4, .offset = 1 }, 2026, "2026-11-27" },
	{ "a fifth Friday", { .kind = CLOSURE_NTH, .month = 5, .weekday = 4, .nth = 5 }, 2026, "2026-05-29" },
	{ "a fifth Friday of a month with four", { .kind = CLOSURE_NTH, .month = 6, .weekday = 4, .nth = 5 }, 2026, NULL },
	{ "the last Monday", { .kind = CLOSURE_NTH, .month = 5, .weekday = 0, .nth = -1 }, 2026, "2026-05-25" },
	{ "the last day of the year", { .kind = CLOSURE_NTH, .month = 12, .weekday = 3, .nth = -1 }, 2026, "2026-12-31" },
	{ "the last but one", { .kind = CLOSURE_NTH, .month = 5, .weekday = 0, .nth = -2 }, 2026, "2026-05-18" },
	{ "the fifth from the end", { .kind = CLOSURE_NTH, .month = 5, .weekday = 4, .nth = -5 }, 2026, "2026-05-01" },
	{ "that of a month with four", { .kind = CLOSURE_NTH, .month = 6, .weekday = 4, .nth = -5 }, 2026, NULL },
	{ "Good Friday", { .kind = CLOSURE_EASTER, .offset = -2 }, 2026, "2026-04-03" },
	{ "Ascension Day", { .kind = CLOSURE_EASTER, .offset = 39 }, 2026, "2026-05-14" },
	{ "the year before it was a holiday", { .kind = CLOSURE_YEARLY, .month = 6, .day = 19, .first_year = 2021 }, 2020, NULL },
	{ "the first year", { .kind = CLOSURE_YEARLY, .month = 6, .day = 19, .first_year = 2021 }, 2021, "2021-06-19" },
	{ "the last year", { .kind = CLOSURE_YEARLY, .month = 6, .day = 19, .last_year = 2026 }, 2026, "2026-06-19" },
	{ "a year later", { .kind = CLOSURE_YEARLY, .month = 6, .day = 19, .last_year = 2026 }, 2027, NULL },
};
/* clang-format on */

static void test_dates(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(dates); i++) {
		struct closure_rule r = dates[i].rule;
		struct err e = { 0 };
		int64_t day = 0;
		bool has;

		r.to_min = 1440;
		if (closure_rule_check(&r, &e))
			fail_msg("%s: %s", dates[i].what, e.msg);
		has = closure_rule_day(&r, dates[i].year, &day);
		check_bool(dates[i].what, has, dates[i].want != NULL);
		if (has)
			check_i64(dates[i].what, day,
				  calendars_day(dates[i].want));
	}
}

/* Each weekday of a month is its nth from the front and from the back. */
static void test_weekdays_from_both_ends(void **state)
{
	(void)state;
	for (int64_t day = calendars_day("1999-12-01");
	     day < calendars_day("2030-02-01"); day++) {
		struct civil c = instant_civil_of(day);
		struct closure_rule r = { .kind = CLOSURE_NTH,
					  .month = c.month,
					  .weekday = instant_weekday(day) };
		int32_t from_end = 0;
		int64_t got = 0;

		while (instant_civil_of(day + 7 * (from_end + 1)).month ==
		       c.month)
			from_end++;
		r.nth = (c.day - 1) / 7 + 1;
		assert_true(closure_rule_day(&r, c.year, &got));
		assert_int_equal(got, day);
		r.nth = -1 - from_end;
		assert_true(closure_rule_day(&r, c.year, &got));
		assert_int_equal(got, day);
	}
}

static void test_all_years_of_all_rules(void **state)
{
	/* Behind those asked for is another. */
	struct closure_rule rules[3] = { whole, whole, whole };
	struct closure_dates out;

	(void)state;
	rules[0].kind = CLOSURE_YEARLY;
	rules[0].month = 2;
	rules[0].day = 29;
	rules[0].from_min = 720;
	rules[0].mode = CALENDAR_SHIFT;
	rules[1].kind = CLOSURE_EASTER;
	rules[1].offset = 1;
	rules[2].kind = CLOSURE_EASTER;
	closure_rule_dates(calendars_arena(), rules, 2, 2024, 2028, &out);
	assert_int_equal(out.n, 7);
	assert_int_equal(out.v[0].day, calendars_day("2024-02-29"));
	assert_int_equal(out.v[0].from_min, 720);
	assert_int_equal(out.v[0].to_min, 1440);
	assert_int_equal(out.v[0].mode, CALENDAR_SHIFT);
	assert_int_equal(out.rule[0], 0);
	assert_int_equal(out.v[1].day, calendars_day("2028-02-29"));
	assert_int_equal(out.v[2].day, calendars_day("2024-04-01"));
	assert_int_equal(out.rule[2], 1);
	assert_int_equal(out.v[6].day, calendars_day("2028-04-17"));
	closure_rule_dates(calendars_arena(), rules, 2, 2028, 2027, &out);
	assert_int_equal(out.n, 0);
}

/* ---- What no rule can be ------------------------------------------------- */

#define YEARLY(m, d) .kind = CLOSURE_YEARLY, .month = (m), .day = (d)
#define NTH(m, w, n)                                                           \
	.kind = CLOSURE_NTH, .month = (m), .weekday = (w), .nth = (n)

/* clang-format off */
static const struct {
	const char *what;
	struct closure_rule rule;
} wrong[] = {
	{ "30 February", { YEARLY(2, 30), .to_min = 1440 } },
	{ "a month too many", { YEARLY(13, 1), .to_min = 1440 } },
	{ "no month", { NTH(0, 0, 1), .to_min = 1440 } },
	{ "month 13", { NTH(13, 0, 1), .to_min = 1440 } },
	{ "weekday -1", { NTH(1, -1, 1), .to_min = 1440 } },
	{ "weekday 7", { NTH(1, 7, 1), .to_min = 1440 } },
	{ "the sixth", { NTH(1, 0, 6), .to_min = 1440 } },
	{ "the sixth from the end", { NTH(1, 0, -6), .to_min = 1440 } },
	{ "the none", { NTH(1, 0, 0), .to_min = 1440 } },
	{ "another kind", { .kind = (enum closure_rule_kind)3, .to_min = 1440 } },
	{ "too far before", { .kind = CLOSURE_EASTER, .offset = -LIMIT_CLOSURE_OFFSET - 1, .to_min = 1440 } },
	{ "too far after", { .kind = CLOSURE_EASTER, .offset = LIMIT_CLOSURE_OFFSET + 1, .to_min = 1440 } },
	{ "a year too early", { YEARLY(1, 1), .first_year = 1899, .to_min = 1440 } },
	{ "a year too late", { YEARLY(1, 1), .last_year = 2400, .to_min = 1440 } },
	{ "the last before the first", { YEARLY(1, 1), .first_year = 2027, .last_year = 2026, .to_min = 1440 } },
	{ "before midnight", { YEARLY(1, 1), .from_min = -1, .to_min = 1 } },
	{ "the day after", { YEARLY(1, 1), .from_min = 1440, .to_min = 1500 } },
	{ "no length", { YEARLY(1, 1), .from_min = 60, .to_min = 60 } },
	{ "more than a day", { YEARLY(1, 1), .from_min = 60, .to_min = 1501 } },
	{ "another way", { YEARLY(1, 1), .to_min = 1440, .mode = (enum calendar_mode)2 } },
};
/* clang-format on */

/* clang-format off */
static const struct closure_rule just[] = {
	{ NTH(1, 0, -5), .to_min = 1 },
	{ NTH(12, 6, 5), .first_year = 2026, .last_year = 2026, .from_min = 1439, .to_min = 2879, .mode = CALENDAR_SHIFT },
	{ YEARLY(2, 29), .first_year = 1900, .last_year = 2399, .to_min = 1440 },
	{ YEARLY(12, 31), .first_year = 2399, .to_min = 1440 },
	{ YEARLY(1, 1), .last_year = 1900, .to_min = 1440 },
	{ .kind = CLOSURE_EASTER, .offset = LIMIT_CLOSURE_OFFSET, .to_min = 1440 },
	{ .kind = CLOSURE_EASTER, .offset = -LIMIT_CLOSURE_OFFSET, .to_min = 1440 },
};
/* clang-format on */

static void test_what_a_rule_can_just_be(void **state)
{
	struct err e = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(just); i++)
		if (closure_rule_check(&just[i], &e))
			fail_msg("rule %zu: %s", i, e.msg);
}

static void test_what_no_rule_can_be(void **state)
{
	struct err e = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		err_clear(&e);
		check_i64(wrong[i].what, closure_rule_check(&wrong[i].rule, &e),
			  ERR_INVALID);
		check_bool(wrong[i].what, e.msg[0] != '\0', true);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("Easter is known from 1990 to 2100", test_easter_is_known),
		TEST("Easter in every year", test_easter_in_every_year),
		TEST("dates", test_dates),
		TEST("weekdays from both ends", test_weekdays_from_both_ends),
		TEST("all years of all rules", test_all_years_of_all_rules),
		TEST("what a rule can just be", test_what_a_rule_can_just_be),
		TEST("what no rule can be", test_what_no_rule_can_be),
	};

	return cmocka_run_group_tests(tests, calendars_setup,
				      calendars_teardown);
}
