#include "support/test.h"

#include "base/instant.h"

static void date_times_are_read_as_rfc_3339_says(void **state)
{
	/* clang-format off */
	static const struct {
		const char *s;
		instant want; /* INSTANT_NONE: refused */
	} cases[] = {
		{ "1970-01-01T00:00:00Z",           0 },
		{ "1970-01-01t00:00:01z",           1 },
		{ "2026-03-30T14:00:00Z",           1774879200 },
		{ "2026-03-30T16:00:00+02:00",      1774879200 },
		{ "2026-03-30T08:30:00-05:30",      1774879200 },
		{ "2026-03-30T14:00:00-00:00",      1774879200 },
		{ "2026-03-31T13:59:00+23:59",      1774879200 },
		{ "2026-03-30T14:00:00.999999999Z", 1774879200 },
		{ "2026-03-30T14:00:00.0Z",         1774879200 },
		{ "1969-12-31T23:59:59.5Z",         -1 },
		{ "1969-12-31T23:59:59Z",           -1 },
		{ "2016-12-31T23:59:60Z",           1483228800 },
		{ "2016-12-31T23:59:60.5Z",         1483228800 },
		{ "2017-01-01T01:59:60+02:00",      1483228800 },
		{ "2016-12-31T12:30:60Z",           1483187460 },
		{ "2000-02-29T00:00:00Z",           951782400 },
		{ "1900-01-01T00:00:00Z",           INSTANT_MIN },
		{ "2400-01-01T00:00:00Z",           INSTANT_MAX },
		{ "1899-12-31T23:59:59Z",           INSTANT_NONE },
		{ "1899-12-31T23:59:60Z",           INSTANT_MIN },
		{ "1900-01-01T00:00:00+00:01",      INSTANT_NONE },
		{ "2400-01-01T00:00:01Z",           INSTANT_NONE },
		{ "0000-01-01T00:00:00Z",           INSTANT_NONE },
		{ "9999-12-31T23:59:59Z",           INSTANT_NONE },
		{ "",                               INSTANT_NONE },
		{ "2026-03-30",                     INSTANT_NONE },
		{ "2026-03-30T14:00:00",            INSTANT_NONE },
		{ "2026-03-30T14:00Z",              INSTANT_NONE },
		{ "2026-03-30 14:00:00Z",           INSTANT_NONE },
		{ "2026-3-30T14:00:00Z",            INSTANT_NONE },
		{ "26-03-30T14:00:00Z",             INSTANT_NONE },
		{ "20260330T140000Z",               INSTANT_NONE },
		{ "+2026-03-30T14:00:00Z",          INSTANT_NONE },
		{ "2026-00-10T14:00:00Z",           INSTANT_NONE },
		{ "2026-13-10T14:00:00Z",           INSTANT_NONE },
		{ "2026-04-31T14:00:00Z",           INSTANT_NONE },
		{ "2026-02-29T14:00:00Z",           INSTANT_NONE },
		{ "2100-02-29T14:00:00Z",           INSTANT_NONE },
		{ "2026-03-00T14:00:00Z",           INSTANT_NONE },
		{ "2026-03-30T24:00:00Z",           INSTANT_NONE },
		{ "2026-03-30T23:60:00Z",           INSTANT_NONE },
		{ "2026-03-30T23:59:61Z",           INSTANT_NONE },
		{ "2026-03-30T-1:00:00Z",           INSTANT_NONE },
		{ "2026-03-30T14:00:00.Z",          INSTANT_NONE },
		{ "2026-03-30T14:00:00,5Z",         INSTANT_NONE },
		{ "2026-03-30T14:00:00+2:00",       INSTANT_NONE },
		{ "2026-03-30T14:00:00+0200",       INSTANT_NONE },
		{ "2026-03-30T14:00:00+02",         INSTANT_NONE },
		{ "2026-03-30T14:00:00+24:00",      INSTANT_NONE },
		{ "2026-03-30T14:00:00+02:60",      INSTANT_NONE },
		{ "2026-03-30T14:00:00ZZ",          INSTANT_NONE },
		{ "2026-03-30T14:00:00Z ",          INSTANT_NONE },
		{ " 2026-03-30T14:00:00Z",          INSTANT_NONE },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		instant at = INSTANT_NONE;

		check_bool(cases[i].s,
			   instant_parse(cases[i].s, strlen(cases[i].s), &at),
			   cases[i].want != INSTANT_NONE);
		check_i64(cases[i].s, at, cases[i].want);
	}
}

static void every_cut_of_a_date_time_is_refused(void **state)
{
	static const char s[] = "2026-03-30T16:00:00.25+02:00";
	instant at;

	(void)state;
	for (size_t n = 0; n < sizeof(s) - 1; n++) {
		char *cut = malloc(n ? n : 1); /* so that ASan sees beyond */

		assert_non_null(cut);
		memcpy(cut, s, n);
		assert_false(instant_parse(cut, n, &at));
		free(cut);
	}
}

static void instants_are_written_in_utc(void **state)
{
	static const struct {
		instant at;
		const char *want;
	} cases[] = {
		{ 0, "1970-01-01T00:00:00Z" },
		{ -1, "1969-12-31T23:59:59Z" },
		{ 1774879200, "2026-03-30T14:00:00Z" },
		{ 951782400, "2000-02-29T00:00:00Z" },
		{ INSTANT_MIN, "1900-01-01T00:00:00Z" },
		{ INSTANT_MAX, "2400-01-01T00:00:00Z" },
		{ INSTANT_NONE, "-" },
		{ INSTANT_MAX + 1, "-" },
		{ INT64_MAX, "-" },
	};
	char text[INSTANT_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check_text(cases[i].want, instant_text(cases[i].at, text),
			   cases[i].want);
}

static void instants_are_written_with_an_offset(void **state)
{
	static const struct {
		instant at;
		int32_t offset;
		const char *want;
	} cases[] = {
		{ 1774879200, 7200, "2026-03-30T16:00:00+02:00" },
		{ 1774879200, 0, "2026-03-30T14:00:00+00:00" },
		{ 1774879200, -19800, "2026-03-30T08:30:00-05:30" },
		{ 1774879200, -1800, "2026-03-30T13:30:00-00:30" },
		{ 1774879200, 50400, "2026-03-31T04:00:00+14:00" },
		{ -1, 3600, "1970-01-01T00:59:59+01:00" },
		{ 0, 5794, "1970-01-01T01:36:00+01:36" },
		{ 0, -5794, "1969-12-31T22:24:00-01:36" },
		{ INSTANT_MAX, 3600, "2400-01-01T01:00:00+01:00" },
		{ INSTANT_MIN, -3600, "1899-12-31T23:00:00-01:00" },
		{ INSTANT_NONE, -3600, "-" },
	};
	char text[INSTANT_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check_text(
			cases[i].want,
			instant_text_offset(cases[i].at, cases[i].offset, text),
			cases[i].want);
}

static void what_is_written_is_read_back(void **state)
{
	char text[INSTANT_TEXT];
	instant got;

	(void)state;
	for (instant at = INSTANT_MIN; at <= INSTANT_MAX; at += 7654321) {
		int32_t offset = (int32_t)(at / 977 % 900) * 60;

		instant_text(at, text);
		assert_true(instant_parse(text, strlen(text), &got));
		check_i64(text, got, at);
		instant_text_offset(at, offset, text);
		assert_true(instant_parse(text, strlen(text), &got));
		check_i64(text, got, at);
	}
}

static void days_are_counted_without_a_gap(void **state)
{
	struct civil date = { 1899, 12, 31 };
	int64_t day = instant_day_of(date);

	(void)state;
	assert_int_equal(instant_day_of((struct civil){ 1970, 1, 1 }), 0);
	assert_int_equal(instant_day_of((struct civil){ 2000, 2, 29 }), 11016);
	assert_int_equal(instant_day_of((struct civil){ 1900, 1, 1 }) *
				 DAY_SECONDS,
			 INSTANT_MIN);
	while (date.year < 2401) {
		struct civil back = instant_civil_of(day);

		assert_true(instant_civil_valid(date));
		assert_int_equal(instant_day_of(date), day);
		assert_int_equal(back.year, date.year);
		assert_int_equal(back.month, date.month);
		assert_int_equal(back.day, date.day);
		day++;
		date.day++;
		if (instant_civil_valid(date))
			continue;
		date.day = 1;
		date.month++;
		if (date.month > 12) {
			date.month = 1;
			date.year++;
		}
	}
}

static void days_before_year_one_are_days_too(void **state)
{
	static const struct civil dates[] = {
		{ 0, 1, 1 },
		{ 0, 2, 29 },
		{ -1, 12, 31 },
		{ -400, 3, 1 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(dates); i++) {
		struct civil back = instant_civil_of(instant_day_of(dates[i]));

		assert_int_equal(back.year, dates[i].year);
		assert_int_equal(back.month, dates[i].month);
		assert_int_equal(back.day, dates[i].day);
	}
}

static void weekdays_begin_on_monday(void **state)
{
	(void)state;
	assert_int_equal(instant_weekday(0), 3); /* Thursday */
	assert_int_equal(instant_weekday(4), 0);
	assert_int_equal(instant_weekday(-1), 2);
	assert_int_equal(instant_weekday(-3), 0);
	assert_int_equal(instant_weekday(-4), 6);
	assert_int_equal(
		instant_weekday(instant_day_of((struct civil){ 2026, 11, 22 })),
		6);
}

static void dates_that_do_not_exist_are_refused(void **state)
{
	/* clang-format off */
	static const struct {
		const char *s;
		int64_t want; /* INT64_MIN: refused */
	} cases[] = {
		{ "1970-01-02",  1 },
		{ "2024-02-29",  19782 },
		{ "0000-02-29",  -719469 },
		{ "2023-02-29",  INT64_MIN },
		{ "2026-04-31",  INT64_MIN },
		{ "2026-12-32",  INT64_MIN },
		{ "2026-1-02",   INT64_MIN },
		{ "2026-01-02 ", INT64_MIN },
		{ "2026-01-02T", INT64_MIN },
		{ "2026-01",     INT64_MIN },
		{ "",            INT64_MIN },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		int64_t day = INT64_MIN;

		check_bool(
			cases[i].s,
			instant_parse_day(cases[i].s, strlen(cases[i].s), &day),
			cases[i].want != INT64_MIN);
		check_i64(cases[i].s, day, cases[i].want);
	}
	assert_false(instant_civil_valid((struct civil){ 2026, 0, 1 }));
	assert_false(instant_civil_valid((struct civil){ 2026, 13, 1 }));
	assert_false(instant_civil_valid((struct civil){ 2026, 1, 0 }));
	assert_true(instant_civil_valid((struct civil){ 2400, 2, 29 }));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("date-times are read as RFC 3339 says",
		     date_times_are_read_as_rfc_3339_says),
		TEST("every cut of a date-time is refused",
		     every_cut_of_a_date_time_is_refused),
		TEST("instants are written in UTC",
		     instants_are_written_in_utc),
		TEST("instants are written with an offset",
		     instants_are_written_with_an_offset),
		TEST("what is written is read back",
		     what_is_written_is_read_back),
		TEST("days are counted without a gap",
		     days_are_counted_without_a_gap),
		TEST("days before year one are days too",
		     days_before_year_one_are_days_too),
		TEST("weekdays begin on Monday", weekdays_begin_on_monday),
		TEST("dates that do not exist are refused",
		     dates_that_do_not_exist_are_refused),
	};

	return cmocka_run_group_tests_name("instant", tests, NULL, NULL);
}
