/*
 * Calendars by local dates: targets in working days and in openings, on the
 * days that are special and, on random calendars, against the oracle's walk.
 */
#include "base/limits.h"
#include "base/zone.h"
#include "core/calendar_days.h"
#include "core/chance.h"
#include "core/oracle.h"

/* clang-format off */
static const struct week mondays = { 1, { { 0, 540, 600 } } };
static const struct week gap = { 7, { DAILY(150, 180) } };
static const struct week late = { 7, { DAILY(1380, 1440) } };
static const struct week overnight = { 5, { WORKDAYS(1320, 1800) } };
static const struct week early = { 7, { DAILY(0, 1) } };
static const struct week fourteen = { 7, { DAILY(840, 960) } };
/* clang-format on */

/* ---- Working days -------------------------------------------------------- */

/* clang-format off */
static const struct {
	const char *what, *zone;
	const struct week *week;
	const char *from; /* on the wall */
	int64_t n;
	const char *want; /* in UTC */
} after[] = {
	{ "the next day at the same time", "Europe/Berlin", &calendars_bh,
	  "2026-06-01 10:30", 1, "2026-06-02T08:30:00Z" },
	{ "Saturday and Sunday are no working days", "Europe/Berlin", &calendars_bh,
	  "2026-06-05 10:30", 1, "2026-06-08T08:30:00Z" },
	{ "before opening time: the opening", "Europe/Berlin", &calendars_bh,
	  "2026-06-01 03:00", 2, "2026-06-03T07:00:00Z" },
	{ "after closing time: the end of that day", "Europe/Berlin", &calendars_bh,
	  "2026-06-01 20:00", 1, "2026-06-02T15:00:00Z" },
	{ "at closing time: the end of that day", "Europe/Berlin", &calendars_bh,
	  "2026-06-01 17:00", 1, "2026-06-02T15:00:00Z" },
	{ "in the lunch break: the end of it", "Europe/Berlin", &calendars_lunch,
	  "2026-06-01 12:15", 1, "2026-06-02T11:00:00Z" },
	{ "on a closed day: counted from that day", "Europe/Berlin", &calendars_bh,
	  "2026-06-06 12:00", 1, "2026-06-08T10:00:00Z" },
	{ "a week of one day takes ten weeks for ten", "Europe/Berlin", &mondays,
	  "2026-06-03 09:15", 10, "2026-08-10T07:15:00Z" },
	{ "a year of working days", "Europe/Berlin", &calendars_bh,
	  "2026-06-01 12:00", 261, "2027-06-01T10:00:00Z" },
	{ "the same wall time over the spring change", "Europe/Berlin", &calendars_bh,
	  "2026-03-27 16:00", 1, "2026-03-30T14:00:00Z" },
	{ "the same wall time over the autumn change", "Europe/Berlin", &calendars_bh,
	  "2026-10-23 16:00", 1, "2026-10-26T15:00:00Z" },
	{ "a skipped wall time: the first instant after the gap", "Europe/Berlin", &calendars_always,
	  "2026-03-28 02:30", 1, "2026-03-29T01:00:00Z" },
	{ "a day whose only window is skipped does not count", "Europe/Berlin", &gap,
	  "2026-03-28 02:45", 1, "2026-03-30T00:45:00Z" },
	{ "a wall time that comes twice: the first", "Europe/Berlin", &calendars_always,
	  "2026-10-24 02:30", 1, "2026-10-25T00:30:00Z" },
	{ "a window that comes twice ends with the second", "Europe/Berlin", &gap,
	  "2026-10-24 05:00", 1, "2026-10-25T02:00:00Z" },
	{ "Apia never had that Friday", "Pacific/Apia", &calendars_always,
	  "2011-12-29 12:00", 1, "2011-12-30T22:00:00Z" },
	{ "nor do two days reach it", "Pacific/Apia", &calendars_always,
	  "2011-12-28 12:00", 2, "2011-12-30T22:00:00Z" },
	{ "Kwajalein's Saturday was skipped", "Pacific/Kwajalein", &fourteen,
	  "1993-08-20 14:30", 1, "1993-08-22T02:30:00Z" },
	{ "a day begins at one o'clock", "America/Sao_Paulo", &calendars_always,
	  "2018-11-03 00:15", 1, "2018-11-04T03:00:00Z" },
	{ "the last minute of a day that comes twice", "America/Sao_Paulo", &late,
	  "2018-02-16 23:59", 1, "2018-02-18T01:59:00Z" },
	{ "the day before comes back after midnight", "America/St_Johns", &early,
	  "2010-11-06 00:00", 1, "2010-11-07T02:30:00Z" },
	{ "the end of a date that comes in two parts", "America/St_Johns", &early,
	  "2010-11-06 12:00", 1, "2010-11-07T03:31:00Z" },
	{ "an overnight shift is two days' open time", "Europe/Berlin", &overnight,
	  "2026-06-05 23:00", 1, "2026-06-06T04:00:00Z" },
	{ "its first part reaches to midnight", "Europe/Berlin", &overnight,
	  "2026-06-04 23:00", 1, "2026-06-05T21:00:00Z" },
	{ "in the day the shift is awaited", "Europe/Berlin", &overnight,
	  "2026-06-01 12:00", 1, "2026-06-02T20:00:00Z" },
};
/* clang-format on */

static void test_working_days(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(after); i++) {
		const struct calendar *c = calendars_weekly(after[i].zone,
							    after[i].week);
		instant t = 0;

		assert_int_equal(
			calendar_after_days(
				c,
				calendars_local(after[i].zone, after[i].from),
				after[i].n, &t),
			CALENDAR_OK);
		calendars_assert_instant(after[i].what, t,
					 calendars_utc(after[i].want));
	}
}

/* From 2026-06-01 12:00 on the wall to that local time. */
static void assert_after(const char *what, const struct calendar *c, int64_t n,
			 const char *want)
{
	instant t = 0;

	assert_int_equal(calendar_after_days(c,
					     calendars_berlin("2026-06-01 "
							      "12:00"),
					     n, &t),
			 CALENDAR_OK);
	calendars_assert_instant(what, t, calendars_berlin(want));
}

static void test_closures_are_no_working_days(void **state)
{
	(void)state;
	assert_after("a closed day",
		     calendars_closed_on(&calendars_bh, "2026-06-02", 0, 1440,
					 CALENDAR_CIVIL),
		     1, "2026-06-03 12:00");
	assert_after("a half day ends early",
		     calendars_closed_on(&calendars_bh, "2026-06-02", 660, 1440,
					 CALENDAR_CIVIL),
		     1, "2026-06-02 11:00");
	assert_after("far off, in weeks that were leapt over",
		     calendars_closed_on(&calendars_bh, "2027-03-16", 0, 1440,
					 CALENDAR_CIVIL),
		     5 * 52, "2027-06-01 12:00");
	assert_after("a shift that began the evening before",
		     calendars_closed_on(&overnight, "2026-06-02", 0, 1440,
					 CALENDAR_SHIFT),
		     2, "2026-06-03 22:00");
}

static void test_an_opening_out_of_turn_is_a_working_day(void **state)
{
	static const struct calendar_dated morning = { 540, 600 };
	struct calendar_replacement r = { .windows = &morning, .nwindows = 1 };
	const struct calendar_spec spec = {
		.zone = calendars_zone("Europe/Berlin"),
		.replacements = &r,
		.nreplacements = 1,
	};
	const struct calendar *c;
	instant t = 7;

	(void)state;
	assert_true(instant_parse_day("2090-06-04", 10, &r.day));
	c = calendars_compile(&spec);
	assert_after("the only day there is", c, 1, "2090-06-04 10:00");
	assert_int_equal(
		calendar_after_days(c, calendars_berlin("2026-06-01 12:00"), 2,
				    &t),
		CALENDAR_NO_OPEN_TIME);
	assert_int_equal(t, 7);
}

static void test_days_of_no_calendar_have_24_hours(void **state)
{
	instant from = calendars_utc("2026-03-28T12:00:00Z"), t = 0;
	struct calendar_date it = { .day = 1 };
	struct calendar_span stretch;

	(void)state;
	assert_int_equal(calendar_after_days(calendar_always(), from, 3, &t),
			 CALENDAR_OK);
	assert_int_equal(t, from + 3 * DAY_SECONDS);
	assert_int_equal(calendar_date_of(calendar_always(), -1), -1);
	assert_true(calendar_date_next(&it, &stretch));
	assert_int_equal(stretch.from, DAY_SECONDS);
	assert_int_equal(stretch.until, 2 * DAY_SECONDS);
	assert_false(calendar_date_next(&it, &stretch));
}

/* Open today, and next time more than a hundred years on, or just so many. */
static void test_an_opening_behind_the_horizon(void **state)
{
	const struct calendar_dated noon = { 720, 780 }, later = { 740, 780 };
	const struct calendar_replacement r[2] = {
		{ .day = 20000, .windows = &noon, .nwindows = 1 },
		{ .day = 20000 + LIMIT_HORIZON_SECONDS / DAY_SECONDS,
		  .windows = &later,
		  .nwindows = 1 },
	};
	const struct calendar_spec spec = {
		.zone = calendars_zone("UTC"),
		.replacements = r,
		.nreplacements = 2,
	};
	const struct calendar *c = calendars_compile(&spec);
	instant at = r[0].day * DAY_SECONDS + 12 * HOUR, t = 7;

	(void)state;
	assert_int_equal(calendar_next_opening(c, at, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(t, 7);
	at += 20 * 60;
	assert_int_equal(calendar_next_opening(c, at, &t), CALENDAR_OK);
	assert_int_equal(t, at + LIMIT_HORIZON_SECONDS);
}

/* Twelve hours back after a leap ahead: the afternoon comes again. */
static void test_a_date_goes_on_after_another(void **state)
{
	static const struct zone_span spans[] = {
		{ INT64_MIN, 0 },
		{ 26 * HOUR, 14 * HOUR },
		{ 27 * HOUR, -12 * HOUR },
	};
	const struct zone zone = { "Test/Nowhere", spans, COUNT_OF(spans) };
	struct calendar_date it = { .zone = &zone, .day = 0 };
	struct calendar_span s;

	(void)state;
	assert_true(calendar_date_next(&it, &s));
	assert_int_equal(s.from, 0);
	assert_int_equal(s.until, DAY_SECONDS);
	assert_true(calendar_date_next(&it, &s));
	assert_int_equal(s.from, 27 * HOUR);
	assert_int_equal(s.until, 36 * HOUR);
	assert_false(calendar_date_next(&it, &s));
}

static void test_days_that_cannot_be_found(void **state)
{
	const struct calendar *never = calendars_weekly("Europe/Berlin",
							&calendars_never);
	const struct calendar *bh = calendars_weekly("Europe/Berlin",
						     &calendars_bh);
	instant t = 7;

	(void)state;
	assert_int_equal(calendar_after_days(never, 0, 1, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_after_days(bh, 0, INT64_MAX, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_after_days(bh, 0, 30000, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_after_days(bh, INSTANT_MIN - 1, 1, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_after_days(bh, INSTANT_MAX + 1, 1, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_after_days(bh, INSTANT_MAX - 1, 1, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(t, 7);
	assert_int_equal(calendar_after_days(bh, 5, 0, &t), CALENDAR_OK);
	assert_int_equal(t, 5);
	assert_int_equal(calendar_after_days(bh, 6, INT64_MIN, &t),
			 CALENDAR_OK);
	assert_int_equal(t, 6);
}

/* Exactly at the horizon is within it, a second later is not. */
static void test_the_horizon(void **state)
{
	struct calendar_replacement r = { .nwindows = 1 };
	const struct calendar_dated noon = { 720, 721 };
	const struct calendar_spec spec = {
		.zone = calendars_zone("UTC"),
		.replacements = &r,
		.nreplacements = 1,
	};
	const struct calendar *c;
	instant at, t = 7;

	(void)state;
	r.windows = &noon;
	r.day = 40000;
	c = calendars_compile(&spec);
	at = r.day * DAY_SECONDS + 12 * HOUR;
	assert_int_equal(
		calendar_after_days(c, at - LIMIT_HORIZON_SECONDS, 1, &t),
		CALENDAR_OK);
	assert_int_equal(t, at);
	t = 7;
	assert_int_equal(
		calendar_after_days(c, at - LIMIT_HORIZON_SECONDS - 1, 1, &t),
		CALENDAR_NO_OPEN_TIME);
	assert_int_equal(
		calendar_next_opening(c, at - LIMIT_HORIZON_SECONDS - 1, &t),
		CALENDAR_NO_OPEN_TIME);
	assert_int_equal(t, 7);
	assert_int_equal(
		calendar_next_opening(c, at - LIMIT_HORIZON_SECONDS, &t),
		CALENDAR_NO_OPEN_TIME);
	assert_int_equal(
		calendar_next_opening(c, at - 50 * 365 * DAY_SECONDS, &t),
		CALENDAR_OK);
	assert_int_equal(t, at);
}

/* ---- Openings ------------------------------------------------------------ */

/* clang-format off */
static const struct {
	const char *what, *zone;
	const struct week *week;
	const char *from, *want;
} openings[] = {
	{ "closed: the next one", "Europe/Berlin", &calendars_bh,
	  "2026-06-01 03:00", "2026-06-01T07:00:00Z" },
	{ "open: the one after", "Europe/Berlin", &calendars_bh,
	  "2026-06-01 10:00", "2026-06-02T07:00:00Z" },
	{ "at the opening itself: the one after", "Europe/Berlin", &calendars_bh,
	  "2026-06-01 09:00", "2026-06-02T07:00:00Z" },
	{ "at closing time: tomorrow's", "Europe/Berlin", &calendars_bh,
	  "2026-06-05 17:00", "2026-06-08T07:00:00Z" },
	{ "after lunch", "Europe/Berlin", &calendars_lunch,
	  "2026-06-05 11:00", "2026-06-05T11:00:00Z" },
	{ "midnight in a shift is none", "Europe/Berlin", &calendars_night,
	  "2026-06-05 23:00", "2026-06-06T20:00:00Z" },
	{ "a window in the spring gap has none", "Europe/Berlin", &gap,
	  "2026-03-28 02:45", "2026-03-30T00:30:00Z" },
	{ "the autumn night has two", "Europe/Berlin", &gap,
	  "2026-10-25 02:30", "2026-10-25T01:30:00Z" },
};
/* clang-format on */

static void test_openings(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(openings); i++) {
		const struct calendar *c = calendars_weekly(openings[i].zone,
							    openings[i].week);
		instant t = 0;

		assert_int_equal(
			calendar_next_opening(c,
					      calendars_local(openings[i].zone,
							      openings[i].from),
					      &t),
			CALENDAR_OK);
		calendars_assert_instant(openings[i].what, t,
					 calendars_utc(openings[i].want));
	}
}

static void test_openings_that_never_come(void **state)
{
	const struct calendar *bh = calendars_weekly("Europe/Berlin",
						     &calendars_bh);
	instant t = 7;

	(void)state;
	assert_int_equal(calendar_next_opening(calendar_always(), 0, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(
		calendar_next_opening(
			calendars_weekly("Europe/Berlin", &calendars_always), 0,
			&t),
		CALENDAR_NO_OPEN_TIME);
	assert_int_equal(
		calendar_next_opening(
			calendars_weekly("Europe/Berlin", &calendars_never), 0,
			&t),
		CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_next_opening(bh, INSTANT_MIN - 1, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(calendar_next_opening(bh, INT64_MAX, &t),
			 CALENDAR_NO_OPEN_TIME);
	assert_int_equal(t, 7);
}

/* ---- Against the oracle -------------------------------------------------- */

/* Zones whose changes are odd, at years when they were. */
static const struct {
	const char *zone, *around;
} odd[] = {
	{ "Europe/Berlin", "2026-03-29 12:00" },
	{ "Europe/Berlin", "2026-10-25 12:00" },
	{ "Pacific/Apia", "2011-12-29 12:00" },
	{ "Pacific/Kwajalein", "1969-09-30 12:00" },
	{ "Pacific/Kwajalein", "1993-08-20 12:00" },
	{ "America/St_Johns", "2010-11-06 12:00" },
	{ "America/St_Johns", "2010-03-14 12:00" },
	{ "America/Sao_Paulo", "2018-11-03 12:00" },
	{ "Australia/Lord_Howe", "2026-04-05 12:00" },
	{ "Africa/Casablanca", "2026-02-14 12:00" },
	{ "Antarctica/Troll", "2026-03-29 12:00" },
	{ "UTC", "2026-03-29 12:00" },
};

static int64_t date(int64_t local)
{
	return local / DAY_SECONDS - (local % DAY_SECONDS < 0);
}

/* The oracle's answer: minute by minute, as no change has odd seconds here. */
static instant walk(const struct calendar_spec *s, instant from, int64_t n)
{
	int64_t offset = zone_offset(s->zone, from);
	int64_t day = date(from + offset);
	int64_t second = from + offset - day * DAY_SECONDS;

	while (n > 0) {
		instant found = INSTANT_NONE, end = INSTANT_NONE;

		day++;
		for (instant u = (day - 3) * DAY_SECONDS;
		     u < (day + 3) * DAY_SECONDS; u += 60) {
			int64_t local = u + zone_offset(s->zone, u);

			if (u < from || date(local) != day ||
			    !oracle_open(s, u))
				continue;
			end = u + 60;
			if (found == INSTANT_NONE &&
			    local - day * DAY_SECONDS >= second)
				found = u;
		}
		if (end == INSTANT_NONE)
			continue;
		if (--n == 0)
			return found == INSTANT_NONE ? end : found;
	}
	return INSTANT_NONE;
}

static instant walk_opening(const struct calendar_spec *s, instant from)
{
	for (instant u = from + 60;; u += 60)
		if (oracle_open(s, u) && !oracle_open(s, u - 1))
			return u;
}

struct situation {
	struct zone zone;
	struct zone_span spans[8];
	struct calendar_window windows[6];
	struct calendar_closure closures[4];
	struct calendar_spec spec;
	instant from;
};

/* Now and then a zone that there never was, with changes close together. */
static void random_zone(struct situation *s)
{
	static const int64_t minutes[] = { 2, 90, 1440, 3000 };
	instant at = s->from - 2 * DAY_SECONDS;

	s->zone = (struct zone){ "Test/Nowhere", s->spans,
				 1 + (size_t)chance_below(COUNT_OF(s->spans)) };
	for (size_t i = 0; i < s->zone.n; i++) {
		s->spans[i].from = i ? at : INT64_MIN;
		s->spans[i].offset = (int32_t)(chance_below(113) - 56) * 900;
		at += 60 *
		      (1 +
		       chance_below(minutes[chance_below(COUNT_OF(minutes))]));
	}
	s->spec.zone = &s->zone;
}

static void situation_make(struct situation *s)
{
	size_t at = (size_t)chance_below(COUNT_OF(odd));

	*s = (struct situation){ 0 };
	s->spec.zone = calendars_zone(odd[at].zone);
	s->from = calendars_local(odd[at].zone, odd[at].around) -
		  5 * DAY_SECONDS + chance_below(8 * 24 * 60) * 60;
	if (chance_below(3) == 0)
		random_zone(s);
	s->spec.windows = s->windows;
	s->spec.nwindows = 1 + (size_t)chance_below(COUNT_OF(s->windows));
	for (size_t i = 0; i < s->spec.nwindows; i++) {
		struct calendar_window *w = &s->windows[i];

		w->weekday = (int32_t)chance_below(7);
		w->from_min = (int32_t)(chance_below(288) * 5);
		w->to_min = w->from_min + 5 + (int32_t)(chance_below(200) * 5);
	}
	s->spec.closures = s->closures;
	s->spec.nclosures = (size_t)chance_below(COUNT_OF(s->closures) + 1);
	for (size_t i = 0; i < s->spec.nclosures; i++) {
		s->closures[i].day = s->from / DAY_SECONDS + chance_below(12) -
				     1;
		s->closures[i].mode = chance_below(2) ? CALENDAR_CIVIL
						      : CALENDAR_SHIFT;
		s->closures[i].to_min = 1440;
	}
}

static void test_the_oracle_agrees(void **state)
{
	int64_t seed = chance_begin();

	(void)state;
	for (int i = 0; i < 1000; i++) {
		const struct calendar *c;
		struct situation s;
		char what[64];
		instant t = 0;
		int64_t n = 1 + chance_below(4);

		situation_make(&s);
		c = calendars_compile(&s.spec);
		(void)snprintf(what, sizeof(what), "seed %" PRId64 ", case %d",
			       seed, i);
		assert_int_equal(calendar_after_days(c, s.from, n, &t),
				 CALENDAR_OK);
		calendars_assert_instant(what, t, walk(&s.spec, s.from, n));
		assert_int_equal(calendar_next_opening(c, s.from, &t),
				 CALENDAR_OK);
		calendars_assert_instant(what, t,
					 walk_opening(&s.spec, s.from));
	}
}

/* One after the other is the same as all at once, however far that leaps. */
static void test_days_add_up(void **state)
{
	(void)state;
	chance_seed(11);
	for (int i = 0; i < 50; i++) {
		struct situation s;
		const struct calendar *c;
		int64_t n = 100 + chance_below(300), day;
		instant at, t = 0;

		situation_make(&s);
		c = calendars_compile(&s.spec);
		at = s.from;
		for (int64_t j = 0; j < n; j++) {
			day = calendar_date_of(c, at);
			assert_int_equal(calendar_after_days(c, at, 1, &t),
					 CALENDAR_OK);
			/* The end of a day may be the next one's midnight. */
			at = calendar_open(c, t) ? t : t - 1;
			assert_true(calendar_date_of(c, at) > day);
		}
		assert_int_equal(calendar_after_days(c, s.from, n, &t),
				 CALENDAR_OK);
		check_i64("date",
			  calendar_date_of(c, calendar_open(c, t) ? t : t - 1),
			  calendar_date_of(c, at));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("working days keep the wall time", test_working_days),
		TEST("closures are no working days",
		     test_closures_are_no_working_days),
		TEST("an opening out of turn is a working day",
		     test_an_opening_out_of_turn_is_a_working_day),
		TEST("days of no calendar have 24 hours",
		     test_days_of_no_calendar_have_24_hours),
		TEST("a date goes on after another",
		     test_a_date_goes_on_after_another),
		TEST("days that cannot be found",
		     test_days_that_cannot_be_found),
		TEST("the horizon of a hundred years", test_the_horizon),
		TEST("an opening behind the horizon",
		     test_an_opening_behind_the_horizon),
		TEST("openings", test_openings),
		TEST("openings that never come", test_openings_that_never_come),
		TEST("the oracle agrees", test_the_oracle_agrees),
		TEST("days add up", test_days_add_up),
	};

	return cmocka_run_group_tests(tests, calendars_setup,
				      calendars_teardown);
}
