/*
 * The conformance vectors of doc/sla.md that are about calendars,
 * and what a calendar refuses.
 */
#include "base/limits.h"
#include "base/zone.h"
#include "core/calendars.h"

/* clang-format off */
static const struct week tuesday = { 1, { { 1, 540, 600 } } };
static const struct week nearly = { 7, { DAILY(0, 1439) } };
static const struct week two_to_three = { 7, { DAILY(120, 180) } };
static const struct week two_to_four = { 7, { DAILY(120, 240) } };
static const struct week half_past_two = { 7, { DAILY(150, 180) } };
static const struct week chicago = { 5, { WORKDAYS(540, 1020) } };
static const struct week manila = { 5, { WORKDAYS(540, 1080) } };
/* clang-format on */

static instant add(const struct calendar *c, instant a, seconds d)
{
	instant t = INSTANT_NONE;

	assert_int_equal(calendar_add(c, a, d, &t), CALENDAR_OK);
	assert_int_equal(calendar_work(c, a, t), d > 0 ? d : 0);
	return t;
}

static instant sub(const struct calendar *c, instant b, seconds d)
{
	instant t = INSTANT_NONE;

	assert_int_equal(calendar_sub(c, b, d, &t), CALENDAR_OK);
	assert_int_equal(calendar_work(c, t, b), d > 0 ? d : 0);
	return t;
}

/* ---- Vectors ------------------------------------------------------------- */

/* clang-format off */
static const struct {
	const char *what;
	const struct week *week;
	const char *start;
	seconds d;
	const char *want, *want_utc;
} in_berlin[] = {
	{ "V01 the weekend the clocks go forward counts as a weekend", &calendars_bh,
	  "2026-03-27 16:00", 8 * HOUR, "2026-03-30 16:00", "2026-03-30T14:00:00Z" },
	{ "V02 24x7 loses the skipped hour", &calendars_always,
	  "2026-03-28 12:00", 24 * HOUR, "2026-03-29 13:00", "2026-03-29T11:00:00Z" },
	{ "V03 24x7 gains the repeated hour", &calendars_always,
	  "2026-10-24 12:00", 24 * HOUR, "2026-10-25 11:00", "2026-10-25T10:00:00Z" },
	{ "V04 the short night has seven hours", &calendars_night,
	  "2026-03-28 22:00", 8 * HOUR, "2026-03-29 23:00", "2026-03-29T21:00:00Z" },
	{ "V05 the long night has nine hours", &calendars_night,
	  "2026-10-24 22:00", 8 * HOUR, "2026-10-25 05:00", "2026-10-25T04:00:00Z" },
	{ "V12 lunch does not count", &calendars_lunch,
	  "2026-06-01 11:30", HOUR, "2026-06-01 13:30", "2026-06-01T11:30:00Z" },
	{ "V13 a full day ends at closing time, not the next morning", &calendars_bh,
	  "2026-06-01 09:00", 8 * HOUR, "2026-06-01 17:00", "2026-06-01T15:00:00Z" },
	{ "V14 closing time itself is closed", &calendars_bh,
	  "2026-06-01 17:00", HOUR, "2026-06-02 10:00", "2026-06-02T08:00:00Z" },
	{ "V15 a start while closed waits for the opening", &calendars_bh,
	  "2026-06-06 03:00", HOUR, "2026-06-08 10:00", "2026-06-08T08:00:00Z" },
	{ "V16 an hour a week takes ten weeks for ten hours", &tuesday,
	  "2026-06-01 12:00", 10 * HOUR, "2026-08-04 10:00", "2026-08-04T08:00:00Z" },
	{ "V17 ten years of working time", &calendars_bh,
	  "2026-06-01 09:00", 20800 * HOUR, "2036-05-16 17:00", "2036-05-16T15:00:00Z" },
	{ "V22 an hour and a half across the night", &calendars_bh_long,
	  "2026-06-01 17:00", 5400, "2026-06-02 08:30", "2026-06-02T06:30:00Z" },
	{ "V23 three quarters of eight hours", &calendars_bh_long,
	  "2026-06-01 14:00", 6 * HOUR, "2026-06-02 10:00", "2026-06-02T08:00:00Z" },
	{ "V23 eight hours", &calendars_bh_long,
	  "2026-06-01 14:00", 8 * HOUR, "2026-06-02 12:00", "2026-06-02T10:00:00Z" },
	{ "V28 a minute short each day is half an hour in a month", &nearly,
	  "2026-06-01 00:00", 30 * 24 * HOUR, "2026-07-01 00:30", "2026-06-30T22:30:00Z" },
	{ "nothing to wait for is now, even at night", &calendars_bh,
	  "2026-06-01 03:00", 0, "2026-06-01 03:00", "2026-06-01T01:00:00Z" },
};
/* clang-format on */

static void test_deadlines(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(in_berlin); i++) {
		instant got = add(
			calendars_weekly("Europe/Berlin", in_berlin[i].week),
			calendars_berlin(in_berlin[i].start), in_berlin[i].d);

		calendars_assert_instant(in_berlin[i].what, got,
					 calendars_utc(in_berlin[i].want_utc));
		calendars_assert_instant(in_berlin[i].what, got,
					 calendars_berlin(in_berlin[i].want));
	}
}

/* clang-format off */
static const struct {
	const char *what, *zone;
	const struct week *week;
	const char *from, *until; /* local midnights */
	seconds want;
} lengths[] = {
	{ "V06 02-04 in the spring night", "Europe/Berlin", &two_to_four,
	  "2026-03-29 00:00", "2026-03-30 00:00", HOUR },
	{ "V07 02-03 does not exist in the spring night", "Europe/Berlin", &two_to_three,
	  "2026-03-29 00:00", "2026-03-30 00:00", 0 },
	{ "V08 02-03 counts twice in the autumn night", "Europe/Berlin", &two_to_three,
	  "2026-10-25 00:00", "2026-10-26 00:00", 2 * HOUR },
	{ "V08b 02:30-03:00 counts twice half an hour", "Europe/Berlin", &half_past_two,
	  "2026-10-25 00:00", "2026-10-26 00:00", HOUR },
	{ "V09 a day that begins at one o'clock", "America/Sao_Paulo", &calendars_always,
	  "2018-11-04 00:00", "2018-11-05 00:00", 23 * HOUR },
	{ "V09 Cairo's spring day", "Africa/Cairo", &calendars_always,
	  "2026-04-24 00:00", "2026-04-25 00:00", 23 * HOUR },
	{ "V09 Lord Howe's autumn day is half an hour longer", "Australia/Lord_Howe", &calendars_always,
	  "2026-04-05 00:00", "2026-04-06 00:00", 24 * HOUR + 1800 },
	{ "V09 Lord Howe's spring day is half an hour shorter", "Australia/Lord_Howe", &calendars_always,
	  "2026-10-04 00:00", "2026-10-05 00:00", 24 * HOUR - 1800 },
	{ "V09 the day Apia never had", "Pacific/Apia", &calendars_always,
	  "2011-12-30 00:00", "2011-12-31 00:00", 0 },
	{ "V09 no seam around it", "Pacific/Apia", &calendars_always,
	  "2011-12-29 00:00", "2012-01-01 00:00", 2 * 24 * HOUR },
};
/* clang-format on */

static void test_lengths(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(lengths); i++) {
		seconds got = calendar_work(
			calendars_weekly(lengths[i].zone, lengths[i].week),
			calendars_local(lengths[i].zone, lengths[i].from),
			calendars_local(lengths[i].zone, lengths[i].until));

		if (got != lengths[i].want)
			fail_msg("%s: %jd s", lengths[i].what, (intmax_t)got);
	}
}

static void test_autumn_window_is_in_two_pieces(void **state)
{
	const struct calendar *c = calendars_weekly("Europe/Berlin",
						    &half_past_two);
	struct calendar_iter it = { c, calendars_utc("2026-10-24T22:00:00Z"),
				    calendars_utc("2026-10-25T23:00:00Z") };
	struct calendar_span s;

	(void)state;
	assert_true(calendar_iter_next(&it, &s));
	calendars_assert_instant("first", s.from,
				 calendars_utc("2026-10-25T00:30:00Z"));
	calendars_assert_instant("first", s.until,
				 calendars_utc("2026-10-25T01:00:00Z"));
	assert_true(calendar_iter_next(&it, &s));
	calendars_assert_instant("second", s.from,
				 calendars_utc("2026-10-25T01:30:00Z"));
	calendars_assert_instant("second", s.until,
				 calendars_utc("2026-10-25T02:00:00Z"));
	assert_false(calendar_iter_next(&it, &s));
}

static void test_v10_holiday(void **state)
{
	const struct calendar *c = calendars_closed_on(
		&calendars_bh, "2026-12-25", 0, 1440, CALENDAR_CIVIL);

	(void)state;
	calendars_assert_instant(
		"V10", add(c, calendars_berlin("2026-12-24 16:00"), 4 * HOUR),
		calendars_berlin("2026-12-28 12:00"));
}

static void test_v11_half_day_before_a_holiday(void **state)
{
	static const struct calendar_dated morning = { 540, 720 };
	struct calendar_replacement half = { .windows = &morning,
					     .nwindows = 1 };
	struct calendar_closure closure = { .to_min = 1440 };
	struct calendar_spec spec = {
		.zone = calendars_zone("Europe/Berlin"),
		.windows = calendars_bh.windows,
		.nwindows = calendars_bh.n,
		.closures = &closure,
		.nclosures = 1,
		.replacements = &half,
		.nreplacements = 1,
	};

	(void)state;
	assert_true(instant_parse_day("2026-12-24", 10, &half.day));
	assert_true(instant_parse_day("2026-12-25", 10, &closure.day));
	calendars_assert_instant("V11 replaced",
				 add(calendars_compile(&spec),
				     calendars_berlin("2026-12-24 11:00"),
				     4 * HOUR),
				 calendars_berlin("2026-12-28 12:00"));
}

static void test_v18_no_open_time(void **state)
{
	const struct calendar *c = calendars_weekly("Europe/Berlin",
						    &calendars_never);
	instant t = 7;

	(void)state;
	assert_int_equal(calendar_add(c, 0, HOUR, &t), CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_sub(c, 0, HOUR, &t), CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_next_open(c, 0, &t), CALENDAR_NO_OPEN_TIME);
	assert_int_equal(t, 7);
	assert_int_equal(calendar_add(c, 9, 0, &t), CALENDAR_OK);
	assert_int_equal(t, 9);
	assert_false(calendar_has_open_time(c));
	assert_true(calendar_has_open_time(calendars_weekly("UTC", &tuesday)));
	assert_true(calendar_has_open_time(calendar_always()));
}

static void test_the_hundred_year_horizon_itself_is_within(void **state)
{
	const struct calendar *c = calendars_weekly("UTC", &calendars_always);
	instant t;

	(void)state;
	assert_int_equal(calendar_add(c, 5, LIMIT_HORIZON_SECONDS, &t),
			 CALENDAR_OK);
	assert_int_equal(t, 5 + LIMIT_HORIZON_SECONDS);
	assert_int_equal(calendar_add(c, 5, LIMIT_HORIZON_SECONDS + 1, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_add(c, INSTANT_MAX - 5, 6, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_sub(c, 0, LIMIT_HORIZON_SECONDS, &t),
			 CALENDAR_NO_OPEN_TIME); /* before 1900 */
	assert_int_equal(calendar_sub(c, LIMIT_HORIZON_SECONDS,
				      LIMIT_HORIZON_SECONDS, &t),
			 CALENDAR_OK);
	assert_int_equal(t, 0);
	assert_int_equal(calendar_sub(c, INSTANT_MIN + 5, 6, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_add(calendars_weekly("UTC", &tuesday), 0,
				      5219 * HOUR, &t),
			 CALENDAR_NO_OPEN_TIME);
}

static void test_v21_v22_reminders_before_the_deadline(void **state)
{
	const struct calendar *c = calendars_weekly("Europe/Berlin",
						    &calendars_bh_long);
	instant start = calendars_berlin("2026-06-01 17:00"), due, soon;

	(void)state;
	due = add(c, start, 4 * HOUR);
	calendars_assert_instant("V21 deadline", due,
				 calendars_berlin("2026-06-02 11:00"));
	calendars_assert_instant("V21 reminder", sub(c, due, HOUR),
				 calendars_berlin("2026-06-02 10:00"));
	calendars_assert_instant("V21 as a step", add(c, start, 3 * HOUR),
				 calendars_berlin("2026-06-02 10:00"));
	soon = add(c, start, 5400);
	calendars_assert_instant("V22 deadline", soon,
				 calendars_berlin("2026-06-02 08:30"));
	calendars_assert_instant("V22 reminder", sub(c, soon, HOUR),
				 calendars_berlin("2026-06-01 17:30"));
	calendars_assert_instant("the latest such instant", sub(c, soon, 1800),
				 calendars_berlin("2026-06-02 08:00"));
}

static void test_v24_hand_over_to_another_calendar(void **state)
{
	const struct calendar *first = calendars_weekly("America/Chicago",
							&chicago);
	const struct calendar *then = calendars_weekly("Asia/Manila", &manila);
	instant start = calendars_utc("2026-06-01T17:00:00Z");
	instant over = calendars_utc("2026-06-01T21:00:00Z");
	seconds used = calendar_work(first, start, over);

	(void)state;
	assert_int_equal(used, 4 * HOUR);
	calendars_assert_instant("V24", add(then, over, 10 * HOUR - used),
				 calendars_utc("2026-06-02T07:00:00Z"));
	calendars_assert_instant("only the last", add(then, start, 10 * HOUR),
				 calendars_utc("2026-06-03T02:00:00Z"));
	calendars_assert_instant("only the first", add(first, start, 10 * HOUR),
				 calendars_utc("2026-06-02T19:00:00Z"));
}

static void test_v26_v27_numbers_beyond_32_bits_and_leap_seconds(void **state)
{
	const struct calendar *c = calendars_weekly("UTC", &calendars_always);

	(void)state;
	calendars_assert_instant(
		"V26", add(c, calendars_utc("2038-01-18T12:00:00Z"), 48 * HOUR),
		calendars_utc("2038-01-20T12:00:00Z"));
	calendars_assert_instant(
		"V27", add(c, calendars_utc("2016-12-31T23:59:30Z"), 60),
		calendars_utc("2017-01-01T00:00:30Z"));
	calendars_assert_instant("a leap second is the next day's first",
				 calendars_utc("2016-12-31T23:59:60Z"),
				 calendars_utc("2017-01-01T00:00:00Z"));
}

static void test_v29_closures_civil_and_by_shift(void **state)
{
	const struct calendar *civil = calendars_closed_on(
		&calendars_night, "2026-12-25", 0, 1440, CALENDAR_CIVIL);
	const struct calendar *shift = calendars_closed_on(
		&calendars_night, "2026-12-25", 0, 1440, CALENDAR_SHIFT);
	instant start = calendars_berlin("2026-12-24 22:00");

	(void)state;
	calendars_assert_instant("V29 civil", add(civil, start, 6 * HOUR),
				 calendars_berlin("2026-12-26 04:00"));
	calendars_assert_instant("V29 shift", add(shift, start, 6 * HOUR),
				 calendars_berlin("2026-12-25 04:00"));
	assert_int_equal(calendar_work(shift,
				       calendars_berlin("2026-12-25 06:00"),
				       calendars_berlin("2026-12-26 22:00")),
			 0);
}

static void test_days_before_and_after_1970_are_closed_once_each(void **state)
{
	const struct calendar_closure closures[] = {
		{ .day = -1, .to_min = 1440 },
		{ .day = 0, .to_min = 1440 },
		{ .day = 1, .to_min = 1440 },
	};
	const struct calendar_spec spec = {
		.zone = calendars_zone("Europe/Berlin"),
		.windows = calendars_bh.windows,
		.nwindows = calendars_bh.n,
		.closures = closures,
		.nclosures = COUNT_OF(closures),
	};

	(void)state;
	assert_int_equal(calendar_work(calendars_compile(&spec),
				       calendars_berlin("1969-12-29 00:00"),
				       calendars_berlin("1970-01-12 00:00")),
			 7 * 8 * HOUR);
}

static void test_a_closed_afternoon_masks_only_its_minutes(void **state)
{
	const struct calendar *c = calendars_closed_on(
		&calendars_bh, "2026-12-24", 720, 1440, CALENDAR_CIVIL);
	const struct calendar *late = calendars_closed_on(
		&calendars_night, "2026-12-24", 1380, 1500, CALENDAR_CIVIL);

	(void)state;
	calendars_assert_instant(
		"afternoon",
		add(c, calendars_berlin("2026-12-24 11:00"), 4 * HOUR),
		calendars_berlin("2026-12-25 12:00"));
	assert_int_equal(calendar_work(late,
				       calendars_berlin("2026-12-24 22:00"),
				       calendars_berlin("2026-12-25 06:00")),
			 6 * HOUR);
	/* Whatever the mode: only a whole day removes shifts. */
	late = calendars_closed_on(&calendars_night, "2026-12-24", 1380, 1440,
				   CALENDAR_SHIFT);
	assert_int_equal(calendar_work(late,
				       calendars_berlin("2026-12-24 22:00"),
				       calendars_berlin("2026-12-25 06:00")),
			 7 * HOUR);
}

/* ---- What is refused ----------------------------------------------------- */

static void assert_refused(const struct calendar_spec *spec, const char *why)
{
	struct err e = { 0 };

	assert_null(calendar_new(calendars_arena(), spec, &e));
	assert_int_equal(e.kind, ERR_INVALID);
	if (!strstr(e.msg, why))
		fail_msg("\"%s\" does not say \"%s\"", e.msg, why);
}

static void test_windows_that_are_none_are_refused(void **state)
{
	static const struct calendar_window bad[] = {
		{ 0, -1, 5 },  { 0, 1440, 1441 }, { 0, 60, 60 },
		{ 0, 60, 59 }, { 0, 60, 1501 },   { 7, 0, 60 },
		{ -1, 0, 60 },
	};
	struct calendar_window two[2] = { { 0, 0, 1440 } };
	struct calendar_spec spec = { .zone = calendars_zone("UTC"),
				      .windows = two,
				      .nwindows = 2 };
	struct calendar_spec zoneless = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		two[1] = bad[i];
		assert_refused(&spec, i < 5 ? "1 to 1440 minutes" : "weekday");
	}
	assert_refused(&zoneless, "time zone");
}

static void test_dates_beyond_the_limits_are_refused(void **state)
{
	static struct calendar_closure many[LIMIT_EXCEPTIONS + 1];
	struct calendar_replacement twice[3] = { { .day = 9 },
						 { .day = 8 },
						 { .day = 9 } };
	struct calendar_closure wild[2] = {
		{ .to_min = 1440 },
		{ .day = INT64_MAX, .to_min = 1440 },
	};
	struct calendar_spec spec = { .zone = calendars_zone("UTC") };

	(void)state;
	spec.closures = many;
	spec.nclosures = COUNT_OF(many);
	assert_refused(&spec, "10000");
	spec.closures = wild;
	spec.nclosures = 2;
	assert_refused(&spec, "closure");
	spec.nclosures = 0;
	spec.replacements = twice;
	spec.nreplacements = 3;
	assert_refused(&spec, "two replacements");
	twice[2].day = INT64_MIN;
	assert_refused(&spec, "date");
}

static void test_more_than_24_windows_a_day_are_refused(void **state)
{
	static struct calendar_window many[25];
	static struct calendar_dated dated[25];
	struct calendar_replacement r = { .windows = dated, .nwindows = 25 };
	struct calendar_spec spec = { .zone = calendars_zone("UTC"),
				      .windows = many,
				      .nwindows = 25 };

	(void)state;
	for (int i = 0; i < 25; i++) {
		many[i].to_min = dated[i].to_min = i + 1;
		many[i].from_min = dated[i].from_min = i;
	}
	assert_refused(&spec, "more than 24");
	spec.nwindows = 24;
	spec.replacements = &r;
	spec.nreplacements = 1;
	assert_refused(&spec, "more than 24");
	r.nwindows = 24;
	assert_int_equal(calendar_week(calendars_compile(&spec)), 24 * 60);
	dated[3].to_min = 3;
	assert_refused(&spec, "1 to 1440 minutes");
	r.day = INT64_MIN;
	assert_refused(&spec, "date");
}

static void test_closures_that_are_none_are_refused(void **state)
{
	struct calendar_closure c[2] = { { .to_min = 1440 },
					 { .from_min = 60, .to_min = 60 } };
	static struct calendar_replacement r[LIMIT_EXCEPTIONS];
	struct calendar_spec spec = { .zone = calendars_zone("UTC"),
				      .closures = c,
				      .nclosures = 2,
				      .replacements = r };

	(void)state;
	assert_refused(&spec, "closure");
	c[1].to_min = 61;
	spec.nreplacements = COUNT_OF(r);
	assert_refused(&spec, "10000");
}

static void test_instants_beyond_the_supported_time(void **state)
{
	const struct calendar *c = calendars_weekly("UTC", &calendars_always);
	instant t = 7;

	(void)state;
	assert_int_equal(calendar_add(c, INSTANT_MAX + 1, 1, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_add(c, INSTANT_NONE, 1, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_sub(c, INSTANT_MIN - 1, 1, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_sub(c, INT64_MAX, 1, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_sub(c, 0, INT64_MAX, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(t, 7);
	assert_int_equal(calendar_sub(c, 9, 0, &t), CALENDAR_OK);
	assert_int_equal(t, 9);
	assert_true(calendar_work(c, INSTANT_NONE, INT64_MAX) ==
		    INSTANT_MAX - INSTANT_MIN);
	assert_false(calendar_open(c, INSTANT_MAX));
	assert_int_equal(calendar_next_closed(c, 5, 4), 5);
	assert_int_equal(calendar_next_closed(c, 5, 900), 900);
}

static void check_first_and_last_second(const struct calendar *c)
{
	instant t = 7;

	assert_int_equal(calendar_add(c, INSTANT_MIN, 1, &t), CALENDAR_OK);
	assert_int_equal(t, INSTANT_MIN + 1);
	assert_int_equal(calendar_add(c, INSTANT_MAX - 1, 1, &t), CALENDAR_OK);
	assert_int_equal(t, INSTANT_MAX);
	assert_int_equal(calendar_sub(c, INSTANT_MAX, 1, &t), CALENDAR_OK);
	assert_int_equal(t, INSTANT_MAX - 1);
	assert_int_equal(calendar_sub(c, INSTANT_MIN + 1, 1, &t), CALENDAR_OK);
	assert_int_equal(t, INSTANT_MIN);
	assert_int_equal(calendar_add(c, INSTANT_MAX, 1, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_sub(c, INSTANT_MIN, 1, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(t, INSTANT_MIN);
}

static void test_the_first_and_the_last_second_count(void **state)
{
	(void)state;
	check_first_and_last_second(calendar_always());
	check_first_and_last_second(calendars_weekly("UTC", &calendars_always));
}

static void test_a_calendar_may_be_copied_out_of_its_arena(void **state)
{
	const struct calendar *c = calendars_closed_on(
		&calendars_bh, "2026-12-25", 0, 1440, CALENDAR_CIVIL);
	struct calendar *copy = malloc(calendar_bytes(c));
	instant start = calendars_berlin("2026-12-24 16:00");

	(void)state;
	assert_non_null(copy);
	memcpy(copy, c, calendar_bytes(c));
	calendars_assert_instant("copy", add(copy, start, 4 * HOUR),
				 add(c, start, 4 * HOUR));
	assert_ptr_equal(calendar_zone(copy), calendars_zone("Europe/Berlin"));
	assert_int_equal(calendar_week(copy), 40 * HOUR);
	free(copy);
}

static void test_no_calendar_is_round_the_clock(void **state)
{
	const struct calendar *c = calendar_always();
	struct calendar_iter it = { c, 100, 900000 };
	struct calendar_span s;

	(void)state;
	assert_null(calendar_zone(c));
	assert_true(calendar_open(c, 0));
	assert_int_equal(add(c, 100, 77), 177);
	assert_int_equal(sub(c, 177, 77), 100);
	assert_int_equal(calendar_week(c), WEEK_SECONDS);
	assert_true(calendar_iter_next(&it, &s));
	assert_int_equal(s.from, 100);
	assert_int_equal(s.until, 900000);
	assert_false(calendar_iter_next(&it, &s));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_deadlines),
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_autumn_window_is_in_two_pieces),
		cmocka_unit_test(test_v10_holiday),
		cmocka_unit_test(test_v11_half_day_before_a_holiday),
		cmocka_unit_test(test_v18_no_open_time),
		cmocka_unit_test(
			test_the_hundred_year_horizon_itself_is_within),
		cmocka_unit_test(test_v21_v22_reminders_before_the_deadline),
		cmocka_unit_test(test_v24_hand_over_to_another_calendar),
		cmocka_unit_test(
			test_v26_v27_numbers_beyond_32_bits_and_leap_seconds),
		cmocka_unit_test(test_v29_closures_civil_and_by_shift),
		cmocka_unit_test(
			test_days_before_and_after_1970_are_closed_once_each),
		cmocka_unit_test(
			test_a_closed_afternoon_masks_only_its_minutes),
		cmocka_unit_test(test_windows_that_are_none_are_refused),
		cmocka_unit_test(test_dates_beyond_the_limits_are_refused),
		cmocka_unit_test(test_more_than_24_windows_a_day_are_refused),
		cmocka_unit_test(test_closures_that_are_none_are_refused),
		cmocka_unit_test(test_instants_beyond_the_supported_time),
		cmocka_unit_test(test_the_first_and_the_last_second_count),
		cmocka_unit_test(
			test_a_calendar_may_be_copied_out_of_its_arena),
		cmocka_unit_test(test_no_calendar_is_round_the_clock),
	};

	return cmocka_run_group_tests(tests, calendars_setup,
				      calendars_teardown);
}
