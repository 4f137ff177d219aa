/*
 * What is likely not meant in a calendar: each kind of finding, and, on random
 * calendars, that every finding is true and none of the plain ones is missed.
 */
#include "base/arena.h"
#include "base/zone.h"
#include "core/calendar_lint.h"
#include "core/chance.h"
#include "core/oracle.h"

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

static int64_t day_of(const char *text)
{
	int64_t day;

	assert_true(instant_parse_day(text, 10, &day));
	return day;
}

#define TODAY "2026-03-01" /* a Sunday */
/* When Berlin's clocks skip an hour. */
#define SPRING "2026-03-29"
#define NEXT_SPRING "2027-03-28"

static struct calendar_findings look_on(const struct calendar_spec *spec,
					int64_t today)
{
	struct calendar_findings f;
	struct err e = { 0 };

	if (calendar_lint(calendars_arena(), spec, today, &f, &e))
		fail_msg("%s", e.msg);
	return f;
}

static struct calendar_findings look(const struct calendar_spec *spec)
{
	return look_on(spec, day_of(TODAY));
}

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

	return look(&spec);
}

static size_t count(const struct calendar_findings *f,
		    enum calendar_finding_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += f->v[i].kind == kind;
	return n;
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

		check_i64(weeks[i].what, (int64_t)count(&f, weeks[i].kind),
			  (int64_t)weeks[i].n);
	}
}

/* Also where the list of changes ends, and before 1970. */
static void test_a_zone_of_one_change(void **state)
{
	static const char *const dates[] = { TODAY, "1968-03-03" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(dates); i++) {
		int64_t day = day_of(dates[i]);
		const struct zone_span spans[2] = {
			{ INT64_MIN, 0 },
			{ day * DAY_SECONDS + 2 * HOUR, HOUR },
		};
		const struct zone zone = { "Test/Once", spans, 2 };
		const struct calendar_spec spec = { .zone = &zone,
						    .windows = gap.windows,
						    .nwindows = gap.n };
		struct calendar_findings f = look_on(&spec, day);

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
	const struct calendar_closure c = { day_of(date), from, to,
					    CALENDAR_CIVIL };

	return look_at(w, &c, 1, NULL, 0);
}

static void test_closures(void **state)
{
	struct calendar_findings f;

	(void)state;
	f = closed(&calendars_bh, "2026-12-25", 0, 1440);
	check_only(&f, CALENDAR_NO_HOLIDAYS);
	assert_int_equal(f.v[0].day, day_of("2027-01-01"));
	f = closed(&calendars_bh, "2027-01-01", 0, 1440);
	assert_int_equal(f.n, 0);
	f = closed(&calendars_bh, "2027-12-26", 0, 1440); /* a Sunday */
	check_only(&f, CALENDAR_CLOSES_NOTHING);
	assert_int_equal(f.v[0].day, day_of("2027-12-26"));
	f = closed(&calendars_bh, "2025-12-28", 0, 1440); /* a past one */
	assert_int_equal(f.n, 0);
	f = closed(&calendars_bh, "2027-01-04", 1020, 1440); /* an evening */
	assert_int_equal(count(&f, CALENDAR_CLOSES_NOTHING), 1);
	f = closed(&calendars_bh, "2027-01-04", 720, 721);
	check_only(&f, CALENDAR_GAP_MINUTE);
	assert_int_equal(f.v[0].day, day_of("2027-01-04"));
}

static void test_holidays_of_both_years(void **state)
{
	const struct calendar_closure c[2] = {
		{ day_of("2026-12-25"), 0, 1440, CALENDAR_CIVIL },
		{ day_of("2027-01-01"), 0, 1440, CALENDAR_CIVIL },
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
			.day = day_of("2027-01-04") + 7 * (int64_t)i,
			.to_min = 1440,
		};
	c[99].day = day_of("2029-12-30"); /* a Sunday */
	f = look_at(&calendars_bh, c, COUNT_OF(c), NULL, 0);
	check_only(&f, CALENDAR_CLOSES_NOTHING);
	assert_int_equal(f.v[0].index, 99);
}

static void test_the_first_of_two_dates(void **state)
{
	static const struct calendar_dated late = { 540, 1439 };
	const struct calendar_replacement r[2] = {
		{ day_of("2026-03-03"), &late, 1 },
		{ day_of("2026-03-04"), NULL, 0 },
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
	struct calendar_findings f = look(&spec);

	(void)state;
	assert_true(f.n > 0);
	assert_int_equal(f.v[0].kind, CALENDAR_SKIPPED);
	assert_int_equal(f.v[0].day, day_of("2026-04-24"));
}

static void test_closures_twice(void **state)
{
	const struct calendar_closure c[2] = {
		{ day_of("2027-01-04"), 0, 1440, CALENDAR_CIVIL },
		{ day_of("2027-01-04"), 540, 600, CALENDAR_CIVIL },
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
	const struct calendar_replacement r[3] = {
		{ day_of(SPRING), both, 2 }, /* skips 02-03 */
		{ day_of("2026-03-02"), &usual, 1 },
		{ day_of("2026-03-07"), NULL, 0 }, /* a Saturday */
	};
	struct calendar_findings f = look_at(&calendars_bh, NULL, 0, r, 3);

	(void)state;
	assert_int_equal(f.n, 5);
	assert_int_equal(f.v[0].kind, CALENDAR_ENDS_2359);
	assert_int_equal(f.v[0].day, r[0].day);
	assert_int_equal(f.v[1].kind, CALENDAR_SKIPPED);
	assert_int_equal(f.v[1].day, r[0].day);
	assert_int_equal(f.v[1].index, 0);
	assert_int_equal(f.v[2].kind, CALENDAR_OVERLAP);
	assert_int_equal(f.v[2].day, r[0].day);
	assert_int_equal(f.v[2].from_min, 150);
	assert_int_equal(f.v[2].to_min, 180);
	assert_int_equal(f.v[3].kind, CALENDAR_CHANGES_NOTHING);
	assert_int_equal(f.v[3].index, 1);
	assert_int_equal(f.v[4].kind, CALENDAR_CHANGES_NOTHING);
	assert_int_equal(f.v[4].index, 2);
}

/* More on a date than is looked at: nothing false is said. */
static void test_a_date_with_too_many(void **state)
{
	struct calendar_closure c[70];
	const struct calendar_replacement none = { day_of("2027-01-04"), NULL,
						   0 };
	struct calendar_findings f;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(c); i++)
		c[i] = (struct calendar_closure){ day_of("2027-01-04"),
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

/* ---- Every finding is true ----------------------------------------------- */

/* The same calendar where no local time is skipped. */
static bool open_local(const struct calendar_spec *spec, int64_t day,
		       int32_t minute)
{
	struct calendar_spec flat = *spec;

	flat.zone = calendars_zone("UTC");
	return oracle_open(&flat, day * DAY_SECONDS + minute * INT64_C(60));
}

/* A date that is as its weekday says. */
static int64_t date_of(const struct calendar_finding *f)
{
	int64_t monday = day_of("2040-01-02");

	return f->day == CALENDAR_NO_DAY ? monday + f->weekday : f->day;
}

static bool same_without(const struct calendar_spec *spec, int64_t day,
			 const struct calendar_spec *without)
{
	for (int32_t m = -1440; m < 3 * 1440; m++)
		if (open_local(spec, day, m) != open_local(without, day, m))
			return false;
	return true;
}

static bool closes_nothing(const struct calendar_spec *spec, size_t index)
{
	struct calendar_closure c[6];
	struct calendar_spec without = *spec;

	memcpy(c, spec->closures, spec->nclosures * sizeof(*c));
	c[index] = c[--without.nclosures];
	without.closures = c;
	return same_without(spec, spec->closures[index].day, &without);
}

static bool changes_nothing(const struct calendar_spec *spec, size_t index)
{
	struct calendar_replacement r[3];
	struct calendar_spec without = *spec;

	memcpy(r, spec->replacements, spec->nreplacements * sizeof(*r));
	r[index] = r[--without.nreplacements];
	without.replacements = r;
	return same_without(spec, spec->replacements[index].day, &without);
}

/* Do the clocks never show those minutes of the date? */
static bool never_shown(const struct zone *z, int64_t day, int32_t from,
			int32_t to)
{
	for (instant u = (day - 2) * DAY_SECONDS; u < (day + 4) * DAY_SECONDS;
	     u += 60) {
		int64_t minute = (u + zone_offset(z, u)) / 60 - day * 1440;

		if (minute >= from && minute < to)
			return false;
	}
	return true;
}

static bool covers(const struct calendar_spec *spec,
		   const struct calendar_finding *f, size_t index)
{
	const struct calendar_window *w = &spec->windows[index];
	int32_t days;

	for (size_t i = 0; i < spec->nreplacements; i++)
		if (spec->replacements[i].day == f->day)
			return spec->replacements[i].windows[index].from_min <=
				       f->from_min &&
			       spec->replacements[i].windows[index].to_min >=
				       f->to_min;
	days = (w->weekday - f->weekday + 7) % 7 * 1440;
	return w->from_min + days <= f->from_min &&
	       w->to_min + days >= f->to_min;
}

static bool is_true(const struct calendar_spec *spec,
		    const struct calendar_finding *f)
{
	int64_t day = date_of(f);

	switch (f->kind) {
	case CALENDAR_NEVER_OPEN:
		return !calendar_has_open_time(calendars_compile(spec));
	case CALENDAR_ENDS_2359:
		return open_local(spec, day, 1438) &&
		       !open_local(spec, day, 1439);
	case CALENDAR_GAP_MINUTE:
		return f->to_min == f->from_min + 1 &&
		       open_local(spec, day, f->from_min - 1) &&
		       !open_local(spec, day, f->from_min) &&
		       open_local(spec, day, f->to_min);
	case CALENDAR_NO_HOLIDAYS:
		for (size_t i = 0; i < spec->nclosures; i++)
			if (spec->closures[i].day >= f->day &&
			    spec->closures[i].day < f->day + 365)
				return false;
		return f->day == day_of("2027-01-01");
	case CALENDAR_SKIPPED:
		return never_shown(spec->zone, f->day, f->from_min, f->to_min);
	case CALENDAR_OVERLAP:
		return f->index != f->other && f->from_min < f->to_min &&
		       covers(spec, f, f->index) && covers(spec, f, f->other);
	case CALENDAR_CLOSES_NOTHING:
		return closes_nothing(spec, f->index);
	case CALENDAR_CHANGES_NOTHING:
		return changes_nothing(spec, f->index);
	}
	return false;
}

/* What the week and the exceptions ahead should have been found for. */
static size_t wanted(const struct calendar_spec *spec,
		     enum calendar_finding_kind kind)
{
	struct calendar_finding f = { .kind = kind, .day = CALENDAR_NO_DAY };
	size_t n = 0;

	for (f.weekday = 0; f.weekday < 7; f.weekday++)
		for (f.from_min = 0; f.from_min < 1439; f.from_min++) {
			f.to_min = f.from_min + 1;
			if (kind == CALENDAR_ENDS_2359 && f.from_min > 0)
				break;
			n += is_true(spec, &f);
		}
	return n;
}

static size_t of_weekdays(const struct calendar_findings *f,
			  enum calendar_finding_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < f->n; i++)
		n += f->v[i].kind == kind && f->v[i].day == CALENDAR_NO_DAY;
	return n;
}

static void check_idle(const char *what, const struct calendar_spec *spec,
		       const struct calendar_findings *f)
{
	size_t closing = 0, changing = 0;

	for (size_t i = 0; i < spec->nclosures; i++)
		closing += spec->closures[i].day >= day_of(TODAY) &&
			   closes_nothing(spec, i);
	for (size_t i = 0; i < spec->nreplacements; i++)
		changing += spec->replacements[i].day >= day_of(TODAY) &&
			    changes_nothing(spec, i);
	check_i64(what, (int64_t)count(f, CALENDAR_CLOSES_NOTHING),
		  (int64_t)closing);
	check_i64(what, (int64_t)count(f, CALENDAR_CHANGES_NOTHING),
		  (int64_t)changing);
}

/* Windows of a date that its clocks never show. */
static size_t skipped_on(const struct calendar_spec *spec, int64_t day)
{
	size_t n = 0;

	for (size_t i = 0; i < spec->nreplacements; i++) {
		const struct calendar_replacement *r = &spec->replacements[i];

		if (r->day != day)
			continue;
		for (size_t j = 0; j < r->nwindows; j++)
			n += never_shown(spec->zone, day,
					 r->windows[j].from_min,
					 r->windows[j].to_min);
		return n;
	}
	for (size_t i = 0; i < spec->nwindows; i++)
		n += spec->windows[i].weekday == instant_weekday(day) &&
		     never_shown(spec->zone, day, spec->windows[i].from_min,
				 spec->windows[i].to_min);
	return n;
}

#define KINDS (CALENDAR_CHANGES_NOTHING + 1)
#define CASES 400 /* more, until chance has brought every kind up */

static bool each_seen(const size_t kinds[KINDS])
{
	for (size_t i = 0; i < KINDS; i++)
		if (kinds[i] == 0)
			return false;
	return true;
}

static void test_findings_are_true(void **state)
{
	static const char *const near[] = { TODAY, "2026-03-27", SPRING };
	size_t kinds[KINDS] = { 0 };
	int64_t seed = chance_begin();

	(void)state;
	for (int i = 0; i < CASES || (i < 20 * CASES && !each_seen(kinds));
	     i++) {
		struct chance_calendar c;
		struct calendar_findings f;
		char what[64];

		chance_calendar(&c, "Europe/Berlin",
				day_of(near[chance_below(COUNT_OF(near))]));
		(void)snprintf(what, sizeof(what), "seed %" PRId64 ", case %d",
			       seed, i);
		f = look(&c.spec);
		for (size_t j = 0; j < f.n; j++) {
			kinds[f.v[j].kind]++;
			if (!is_true(&c.spec, &f.v[j]))
				fail_msg("%s: finding %zu, of kind %d, is"
					 " false",
					 what, j, (int)f.v[j].kind);
		}
		check_bool(what, count(&f, CALENDAR_NEVER_OPEN) > 0,
			   !calendar_has_open_time(calendars_compile(&c.spec)));
		check_i64(what, (int64_t)of_weekdays(&f, CALENDAR_ENDS_2359),
			  (int64_t)wanted(&c.spec, CALENDAR_ENDS_2359));
		check_i64(what, (int64_t)of_weekdays(&f, CALENDAR_GAP_MINUTE),
			  (int64_t)wanted(&c.spec, CALENDAR_GAP_MINUTE));
		check_i64(what, (int64_t)count(&f, CALENDAR_SKIPPED),
			  (int64_t)(skipped_on(&c.spec, day_of(SPRING)) +
				    skipped_on(&c.spec, day_of(NEXT_SPRING))));
		check_idle(what, &c.spec, &f);
	}
	assert_true(each_seen(kinds));
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
		TEST("findings are true", test_findings_are_true),
	};

	return cmocka_run_group_tests(tests, calendars_setup,
				      calendars_teardown);
}
