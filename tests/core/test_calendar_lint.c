/* What is likely not meant in a calendar: each kind of finding. */
#include "core/findings.h"

#include "base/zone.h"

/* clang-format off */
static const struct week until_2359 = { 5, { WORKDAYS(540, 1439) } };
static const struct week nearly_all_day = { 7, { DAILY(0, 1439) } };
static const struct week past_midnight = { 8, { WORKDAYS(1320, 1439), { 5, 0, 60 }, { 1, 1, 60 }, { 0, 1439, 1440 } } };
static const struct week lunch_of_a_minute = { 2, { { 0, 540, 720 }, { 0, 721, 1020 } } };
static const struct week lunch_of_two = { 2, { { 0, 540, 720 }, { 0, 722, 1020 } } };
static const struct week tail_stops_short = { 2, { { 0, 1320, 1440 }, { 1, 1, 120 } } };
static const struct week gap = { 7, { DAILY(120, 180) } };
static const struct week wider_than_the_gap = { 7, { DAILY(119, 180) } };
static const struct week twice = { 3, { { 0, 540, 720 }, { 0, 660, 1020 }, { 0, 1020, 1080 } } };
static const struct week into_the_next_day = { 2, { { 6, 1320, 1560 }, { 0, 60, 180 } } };
/* clang-format on */

/* A week in Berlin, with exceptions. */
static struct calendar_findings look_at(const struct week *w,
					const struct calendar_closure *c,
					size_t nclosures,
					const struct calendar_replacement *r,
					size_t nreplacements)
{
	const struct calendar_spec spec = {
		.zone = calendars_zone("Europe/Berlin"),
		.windows = w->windows,
		.nwindows = w->n,
		.closures = c,
		.nclosures = nclosures,
		.replacements = r,
		.nreplacements = nreplacements,
	};

	return findings_of(&spec);
}

/* It is all that is found. */
static void check_only(const struct calendar_findings *f,
		       enum calendar_finding_kind kind)
{
	assert_int_equal(f->n, 1);
	assert_int_equal(f->v[0].kind, kind);
}

/* clang-format off */
static const struct {
	const char *what;
	const struct week *week;
	enum calendar_finding_kind kind;
	size_t n;
} weeks[] = {
	{ "no window", &calendars_never, CALENDAR_NEVER_OPEN, 1 },
	{ "windows", &calendars_bh, CALENDAR_NEVER_OPEN, 0 },
	{ "a day until 23:59", &until_2359, CALENDAR_ENDS_2359, 5 },
	{ "every day from midnight to 23:59", &nearly_all_day, CALENDAR_ENDS_2359, 7 },
	{ "that is said once", &nearly_all_day, CALENDAR_GAP_MINUTE, 0 },
	{ "24 hours", &calendars_always, CALENDAR_ENDS_2359, 0 },
	{ "another window has the last minute", &past_midnight, CALENDAR_ENDS_2359, 4 },
	{ "the first minute of Tuesday", &past_midnight, CALENDAR_GAP_MINUTE, 1 },
	{ "a break of a minute", &lunch_of_a_minute, CALENDAR_GAP_MINUTE, 1 },
	{ "a break of two", &lunch_of_two, CALENDAR_GAP_MINUTE, 0 },
	{ "a minute after midnight", &tail_stops_short, CALENDAR_GAP_MINUTE, 1 },
	{ "a lunch break", &calendars_lunch, CALENDAR_GAP_MINUTE, 0 },
	{ "02-03, skipped in two springs", &gap, CALENDAR_SKIPPED, 2 },
	{ "a minute more is not skipped", &wider_than_the_gap, CALENDAR_SKIPPED, 0 },
	{ "windows overlap", &twice, CALENDAR_OVERLAP, 1 },
	{ "Sunday's tail lies over Monday's window", &into_the_next_day, CALENDAR_OVERLAP, 1 },
	{ "touching is not overlapping", &calendars_always, CALENDAR_OVERLAP, 0 },
	{ "closures there never were", &calendars_bh, CALENDAR_NO_HOLIDAYS, 0 },
	{ "and none that close nothing", &calendars_bh, CALENDAR_CLOSES_NOTHING, 0 },
};
/* clang-format on */

static void test_weeks(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(weeks); i++) {
		struct calendar_findings f = look_at(weeks[i].week, NULL, 0,
						     NULL, 0);

		check_i64(weeks[i].what,
			  (int64_t)findings_count(&f, weeks[i].kind),
			  (int64_t)weeks[i].n);
	}
}

/* Also where the list of changes ends, and before 1970. */
static void test_a_zone_of_one_change(void **state)
{
	static const char *const dates[] = { TODAY, "1968-03-03" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(dates); i++) {
		int64_t day = calendars_day(dates[i]);
		const struct zone_span spans[2] = {
			{ INT64_MIN, 0 },
			{ day * DAY_SECONDS + 2 * HOUR, HOUR },
		};
		const struct zone zone = { "Test/Once", spans, 2 };
		const struct calendar_spec spec = { .zone = &zone,
						    .windows = gap.windows,
						    .nwindows = gap.n };
		struct calendar_findings f = findings_on(&spec, day);

		check_only(&f, CALENDAR_SKIPPED);
		assert_int_equal(f.v[0].day, day);
	}
}

static void test_where_it_is(void **state)
{
	struct calendar_findings f = look_at(&lunch_of_a_minute, NULL, 0, NULL,
					     0);

	(void)state;
	check_only(&f, CALENDAR_GAP_MINUTE);
	assert_int_equal(f.v[0].day, CALENDAR_NO_DAY);
	assert_int_equal(f.v[0].weekday, 0);
	assert_int_equal(f.v[0].from_min, 720);
	assert_int_equal(f.v[0].to_min, 721);
	f = look_at(&into_the_next_day, NULL, 0, NULL, 0);
	check_only(&f, CALENDAR_OVERLAP);
	assert_int_equal(f.v[0].weekday, 6);
	assert_int_equal(f.v[0].from_min, 1500);
	assert_int_equal(f.v[0].to_min, 1560);
}

/* ---- Exceptions ---------------------------------------------------------- */

static struct calendar_findings closed(const struct week *w, const char *date,
				       int32_t from, int32_t to)
{
	const struct calendar_closure c = { calendars_day(date), from, to,
					    CALENDAR_CIVIL };

	return look_at(w, &c, 1, NULL, 0);
}

static void test_closures(void **state)
{
	struct calendar_findings f;

	(void)state;
	f = closed(&calendars_bh, "2026-12-25", 0, 1440);
	check_only(&f, CALENDAR_NO_HOLIDAYS);
	assert_int_equal(f.v[0].day, calendars_day("2027-01-01"));
	f = closed(&calendars_bh, "2027-01-01", 0, 1440);
	assert_int_equal(f.n, 0);
	f = closed(&calendars_bh, "2027-12-26", 0, 1440); /* a Sunday */
	check_only(&f, CALENDAR_CLOSES_NOTHING);
	assert_int_equal(f.v[0].day, calendars_day("2027-12-26"));
	f = closed(&calendars_bh, "2025-12-28", 0, 1440); /* a past one */
	assert_int_equal(f.n, 0);
	f = closed(&calendars_bh, "2027-01-04", 1020, 1440); /* an evening */
	assert_int_equal(findings_count(&f, CALENDAR_CLOSES_NOTHING), 1);
	f = closed(&calendars_bh, "2027-01-04", 720, 721);
	check_only(&f, CALENDAR_GAP_MINUTE);
	assert_int_equal(f.v[0].day, calendars_day("2027-01-04"));
}

static void test_holidays_of_both_years(void **state)
{
	const struct calendar_closure c[2] = {
		{ calendars_day("2026-12-25"), 0, 1440, CALENDAR_CIVIL },
		{ calendars_day("2027-01-01"), 0, 1440, CALENDAR_CIVIL },
	};

	(void)state;
	assert_int_equal(look_at(&calendars_bh, c, 2, NULL, 0).n, 0);
}

/* Many closures before it do not hide one that closes nothing. */
static void test_an_idle_closure_after_many(void **state)
{
	struct calendar_closure c[100];
	struct calendar_findings f;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(c); i++)
		c[i] = (struct calendar_closure){
			.day = calendars_day("2027-01-04") + 7 * (int64_t)i,
			.to_min = 1440,
		};
	c[99].day = calendars_day("2029-12-30"); /* a Sunday */
	f = look_at(&calendars_bh, c, COUNT_OF(c), NULL, 0);
	check_only(&f, CALENDAR_CLOSES_NOTHING);
	assert_int_equal(f.v[0].index, 99);
}

static void test_the_first_of_two_dates(void **state)
{
	static const struct calendar_dated late = { 540, 1439 };
	const struct calendar_replacement r[2] = {
		{ calendars_day("2026-03-03"), &late, 1 },
		{ calendars_day("2026-03-04"), NULL, 0 },
	};
	struct calendar_findings f = look_at(&calendars_bh, NULL, 0, r, 2);

	(void)state;
	check_only(&f, CALENDAR_ENDS_2359);
	assert_int_equal(f.v[0].day, r[0].day);
}

/* Midnight itself is skipped there, on a Friday. */
static void test_a_gap_at_midnight(void **state)
{
	static const struct calendar_window midnight = { 4, 0, 60 };
	const struct calendar_spec spec = {
		.zone = calendars_zone("Africa/Cairo"),
		.windows = &midnight,
		.nwindows = 1,
	};
	struct calendar_findings f = findings_of(&spec);

	(void)state;
	assert_true(f.n > 0);
	assert_int_equal(f.v[0].kind, CALENDAR_SKIPPED);
	assert_int_equal(f.v[0].day, calendars_day("2026-04-24"));
}

static void test_closures_twice(void **state)
{
	const struct calendar_closure c[2] = {
		{ calendars_day("2027-01-04"), 0, 1440, CALENDAR_CIVIL },
		{ calendars_day("2027-01-04"), 540, 600, CALENDAR_CIVIL },
	};
	struct calendar_findings f = look_at(&calendars_bh, c, 2, NULL, 0);

	(void)state;
	check_only(&f, CALENDAR_CLOSES_NOTHING);
	assert_int_equal(f.v[0].index, 1);
	assert_int_equal(f.v[0].from_min, 540);
}

static void test_replacements(void **state)
{
	static const struct calendar_dated usual = { 540, 1020 };
	static const struct calendar_dated both[2] = { { 120, 180 },
						       { 150, 1439 } };
	static const struct calendar_dated second[2] = { { 540, 600 },
							 { 120, 180 } };
	const struct calendar_replacement r[4] = {
		{ calendars_day(SPRING), both, 2 }, /* skips 02-03 */
		{ calendars_day("2026-03-02"), &usual, 1 },
		{ calendars_day("2026-03-07"), NULL, 0 }, /* a Saturday */
		{ calendars_day(NEXT_SPRING), second, 2 },
	};
	static const struct calendar_finding want[] = {
		{ .kind = CALENDAR_ENDS_2359 },
		{ .kind = CALENDAR_SKIPPED, .from_min = 120, .to_min = 180 },
		{ .kind = CALENDAR_SKIPPED,
		  .index = 1,
		  .from_min = 120,
		  .to_min = 180 },
		{ .kind = CALENDAR_OVERLAP,
		  .other = 1,
		  .from_min = 150,
		  .to_min = 180 },
		{ .kind = CALENDAR_CHANGES_NOTHING, .index = 1 },
		{ .kind = CALENDAR_CHANGES_NOTHING, .index = 2 },
	};
	static const size_t on[COUNT_OF(want)] = { 0, 0, 3, 0, 1, 2 };
	struct calendar_findings f = look_at(&calendars_bh, NULL, 0, r, 4);

	(void)state;
	assert_int_equal(f.n, COUNT_OF(want));
	for (size_t i = 0; i < f.n; i++) {
		assert_int_equal(f.v[i].kind, want[i].kind);
		assert_int_equal(f.v[i].day, r[on[i]].day);
		assert_int_equal(f.v[i].weekday, instant_weekday(f.v[i].day));
		assert_int_equal(f.v[i].index, want[i].index);
		assert_int_equal(f.v[i].other, want[i].other);
		assert_int_equal(f.v[i].from_min, want[i].from_min);
		assert_int_equal(f.v[i].to_min, want[i].to_min);
	}
}

/* More on a date than is looked at: nothing false is said. */
static void test_a_date_with_too_many(void **state)
{
	struct calendar_closure c[70];
	const struct calendar_replacement none = { calendars_day("2027-01-04"),
						   NULL, 0 };
	struct calendar_findings f;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(c); i++)
		c[i] = (struct calendar_closure){ calendars_day("2027-01-04"),
						  (int32_t)i, 1440,
						  CALENDAR_CIVIL };
	f = look_at(&calendars_bh, c, COUNT_OF(c), &none, 1);
	assert_int_equal(f.n, 0);
}

static void test_what_is_no_calendar(void **state)
{
	static const struct calendar_window wrong = { 7, 0, 1 };
	const struct calendar_spec spec = {
		.zone = calendars_zone("Europe/Berlin"),
		.windows = &wrong,
		.nwindows = 1,
	};
	struct calendar_findings f;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(calendar_lint(calendars_arena(), &spec, 0, &f, &e),
			 ERR_INVALID);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("what is wrong with a week", test_weeks),
		TEST("a zone of one change", test_a_zone_of_one_change),
		TEST("a finding says where it is", test_where_it_is),
		TEST("closures that close nothing, and years without",
		     test_closures),
		TEST("a year with holidays and the next",
		     test_holidays_of_both_years),
		TEST("an idle closure after many",
		     test_an_idle_closure_after_many),
		TEST("the first of two dates", test_the_first_of_two_dates),
		TEST("a gap at midnight", test_a_gap_at_midnight),
		TEST("a closure within another", test_closures_twice),
		TEST("windows of one date", test_replacements),
		TEST("a date with too many exceptions",
		     test_a_date_with_too_many),
		TEST("what is no calendar", test_what_is_no_calendar),
	};

	return cmocka_run_group_tests(tests, calendars_setup,
				      calendars_teardown);
}
