/*
 * What a calendar says of one date: special days by hand, and on random
 * calendars that the parts, the spans and the arithmetic agree.
 */
#include "base/arena.h"
#include "base/zone.h"
#include "core/calendar_days.h"
#include "core/calendar_on.h"
#include "core/chance.h"
#include "core/oracle.h"

/* clang-format off */
static const struct week overnight = { 5, { WORKDAYS(1320, 1800) } };
/* clang-format on */

static struct calendar_on look(const struct calendar_spec *spec,
			       const char *date)
{
	struct calendar_on on;
	struct err e = { 0 };

	if (calendar_on_date(calendars_arena(), spec, calendars_day(date), &on,
			     &e))
		fail_msg("%s", e.msg);
	return on;
}

static struct calendar_spec weekly(const char *zone, const struct week *w)
{
	return (struct calendar_spec){ .zone = calendars_zone(zone),
				       .windows = w->windows,
				       .nwindows = w->n };
}

/* ---- Plain days, and those of the clocks --------------------------------- */

static void test_a_plain_day(void **state)
{
	struct calendar_spec spec = weekly("Europe/Berlin", &calendars_lunch);
	struct calendar_on on = look(&spec, "2026-06-02");

	(void)state;
	assert_int_equal(on.length, DAY_SECONDS);
	assert_int_equal(on.open, 7 * HOUR);
	assert_int_equal(on.nspans, 2);
	calendars_assert_instant("from", on.spans[0].from,
				 calendars_berlin("2026-06-02 09:00"));
	calendars_assert_instant("until", on.spans[1].until,
				 calendars_berlin("2026-06-02 17:00"));
	assert_int_equal(on.nparts, 2);
	assert_int_equal(on.parts[0].kind, CALENDAR_PART_WEEKDAY);
	assert_int_equal(on.parts[0].index, 1); /* of Tuesday */
	assert_int_equal(on.parts[1].index, 6);
	assert_int_equal(on.parts[1].open, 4 * HOUR);
	assert_int_equal(on.parts[1].closed_by, CALENDAR_NO_CLOSURE);
	assert_int_equal(on.njumps, 0);
	assert_false(on.replaced);
}

/* clang-format off */
static const struct {
	const char *what, *zone;
	const struct week *week;
	const char *date;
	seconds length, open;
	size_t nspans, njumps;
} clocks[] = {
	{ "the spring day", "Europe/Berlin", &calendars_always,
	  "2026-03-29", 23 * HOUR, 23 * HOUR, 1, 1 },
	{ "the autumn day", "Europe/Berlin", &calendars_always,
	  "2026-10-25", 25 * HOUR, 25 * HOUR, 1, 1 },
	{ "the day before it", "Europe/Berlin", &calendars_always,
	  "2026-10-24", 24 * HOUR, 24 * HOUR, 1, 0 },
	{ "the day Apia never had", "Pacific/Apia", &calendars_always,
	  "2011-12-30", 0, 0, 0, 1 },
	{ "the day before that", "Pacific/Apia", &calendars_always,
	  "2011-12-29", 24 * HOUR, 24 * HOUR, 1, 0 },
	{ "a day of which half an hour came back", "America/St_Johns", &calendars_always,
	  "2010-11-06", 24 * HOUR + 59 * 60, 24 * HOUR + 59 * 60, 2, 1 },
	{ "and the next, which had begun before", "America/St_Johns", &calendars_always,
	  "2010-11-07", 24 * HOUR + 60, 24 * HOUR + 60, 2, 1 },
	{ "a shift over the spring night", "Europe/Berlin", &calendars_night,
	  "2026-03-29", 23 * HOUR, 7 * HOUR, 2, 1 },
};
/* clang-format on */

static void test_days_of_changing_clocks(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(clocks); i++) {
		struct calendar_spec spec = weekly(clocks[i].zone,
						   clocks[i].week);
		struct calendar_on on = look(&spec, clocks[i].date);

		check_i64(clocks[i].what, on.length, clocks[i].length);
		check_i64(clocks[i].what, on.open, clocks[i].open);
		check_i64(clocks[i].what, (int64_t)on.nspans,
			  (int64_t)clocks[i].nspans);
		check_i64(clocks[i].what, (int64_t)on.njumps,
			  (int64_t)clocks[i].njumps);
	}
}

static void test_the_jump_itself(void **state)
{
	struct calendar_spec spec = weekly("Europe/Berlin", &calendars_bh);
	struct calendar_on on = look(&spec, "2026-03-29");

	(void)state;
	calendars_assert_instant("jump", on.jumps[0].at,
				 calendars_utc("2026-03-29T01:00:00Z"));
	assert_int_equal(on.jumps[0].before, HOUR);
	assert_int_equal(on.jumps[0].after, 2 * HOUR);
}

/* A zone whose clocks change every hour, once by nothing. */
static void test_a_restless_zone(void **state)
{
	struct zone_span spans[7] = { { INT64_MIN, 0 } };
	const struct zone zone = { "Test/Restless", spans, COUNT_OF(spans) };
	struct calendar_spec spec = { .zone = &zone,
				      .windows = calendars_always.windows,
				      .nwindows = calendars_always.n };
	struct calendar_on on;

	(void)state;
	for (size_t i = 1; i < COUNT_OF(spans); i++)
		spans[i] = (struct zone_span){
			calendars_day("2026-06-02") * DAY_SECONDS +
				(int64_t)i * HOUR,
			i < 3 ? 600 : (int32_t)i * 60,
		};
	on = look(&spec, "2026-06-02");
	assert_int_equal(on.njumps, 4);
	assert_int_equal(on.jumps[0].after, 600);
	assert_int_equal(on.jumps[1].before, 600);
	assert_int_equal(on.jumps[1].after, 180);
	assert_int_equal(on.nspans, 1);
}

static void test_many_windows(void **state)
{
	struct calendar_window w[20];
	const struct calendar_spec spec = {
		.zone = calendars_zone("Europe/Berlin"),
		.windows = w,
		.nwindows = COUNT_OF(w),
	};
	struct calendar_on on;

	(void)state;
	for (int32_t i = 0; i < (int32_t)COUNT_OF(w); i++)
		w[i] = (struct calendar_window){ 1, i * 60, i * 60 + 30 };
	on = look(&spec, "2026-06-02");
	assert_int_equal(on.nspans, 20);
	assert_int_equal(on.nparts, 20);
	for (size_t i = 0; i < on.nspans; i++)
		calendars_assert_instant("span", on.spans[i].from,
					 calendars_berlin("2026-06-02 00:00") +
						 (int64_t)i * HOUR);
}

/* ---- Closures and replacements ------------------------------------------- */

static void test_a_half_day(void **state)
{
	const struct calendar_closure c = { calendars_day("2026-12-24"), 720,
					    1440, CALENDAR_SHIFT };
	struct calendar_spec spec = weekly("Europe/Berlin", &calendars_bh);
	struct calendar_on on;

	(void)state;
	spec.closures = &c;
	spec.nclosures = 1;
	on = look(&spec, "2026-12-24");
	assert_int_equal(on.open, 3 * HOUR);
	assert_int_equal(on.nparts, 2);
	assert_int_equal(on.parts[0].closed_by, 0);
	assert_int_equal(on.parts[0].open, 3 * HOUR);
	assert_int_equal(on.parts[1].kind, CALENDAR_PART_CLOSURE);
	assert_int_equal(on.parts[1].from_min, 720);
	assert_int_equal(on.parts[1].to_min, 1440);
	on = look(&spec, "2026-12-25");
	assert_int_equal(on.nparts, 1);
}

/* A night shift on Tuesday is removed; Wednesday's morning knows of it. */
static void test_a_removed_shift(void **state)
{
	const struct calendar_closure c[2] = {
		{ calendars_day("2026-06-02"), 1400, 1460, CALENDAR_CIVIL },
		{ calendars_day("2026-06-02"), 0, 1440, CALENDAR_SHIFT },
	};
	struct calendar_spec spec = weekly("Europe/Berlin", &overnight);
	struct calendar_on on;

	(void)state;
	spec.closures = c;
	spec.nclosures = 2;
	on = look(&spec, "2026-06-02");
	assert_int_equal(on.open, 6 * HOUR); /* Monday's tail */
	assert_int_equal(on.nparts, 4);
	assert_true(on.parts[0].eve);
	assert_int_equal(on.parts[0].from_min, 0);
	assert_int_equal(on.parts[0].to_min, 360);
	assert_int_equal(on.parts[0].open, 6 * HOUR);
	assert_int_equal(on.parts[0].closed_by, CALENDAR_NO_CLOSURE);
	assert_false(on.parts[1].eve);
	assert_int_equal(on.parts[1].closed_by, 1);
	assert_int_equal(on.parts[1].open, 0);
	on = look(&spec, "2026-06-03");
	assert_int_equal(on.open, 2 * HOUR); /* its own, from 22:00 */
	assert_int_equal(on.nparts, 4);
	assert_int_equal(on.parts[0].closed_by, 1);
	assert_true(on.parts[2].eve);
	assert_int_equal(on.parts[2].to_min, 20);
	assert_int_equal(on.parts[3].index, 1);
	/* Nothing of Saturday's was taken: it is not spoken of. */
	spec.nwindows = 1;
	on = look(&spec, "2026-06-03");
	assert_int_equal(on.nparts, 1);
}

static void test_a_replaced_day(void **state)
{
	static const struct calendar_dated windows[2] = { { 600, 660 },
							  { 1380, 1500 } };
	const struct calendar_replacement r[2] = {
		{ calendars_day("2026-06-01"), NULL, 0 },
		{ calendars_day("2026-06-02"), windows, 2 },
	};
	struct calendar_spec spec = weekly("Europe/Berlin", &calendars_bh);
	struct calendar_on on;

	(void)state;
	spec.replacements = r;
	spec.nreplacements = 2;
	on = look(&spec, "2026-06-01");
	assert_true(on.replaced);
	assert_int_equal(on.nparts, 0);
	assert_int_equal(on.open, 0);
	on = look(&spec, "2026-06-02");
	assert_int_equal(on.nparts, 2);
	assert_int_equal(on.parts[1].kind, CALENDAR_PART_REPLACEMENT);
	assert_int_equal(on.parts[1].index, 1);
	assert_int_equal(on.parts[1].window, 1);
	assert_int_equal(on.parts[1].open, HOUR);
	on = look(&spec, "2026-06-03");
	assert_false(on.replaced);
	assert_int_equal(on.nparts, 2);
	assert_int_equal(on.parts[0].kind, CALENDAR_PART_REPLACEMENT);
	assert_true(on.parts[0].eve);
	assert_int_equal(on.parts[0].to_min, 60);
}

static void test_what_cannot_be_tried(void **state)
{
	static const struct calendar_window wrong = { 7, 0, 1 };
	struct calendar_spec spec = weekly("Europe/Berlin", &calendars_bh);
	struct calendar_on on;
	struct err e = { 0 };

	(void)state;
	spec.windows = &wrong;
	assert_int_equal(calendar_on_date(calendars_arena(), &spec, 0, &on, &e),
			 ERR_INVALID);
}

static void test_the_first_and_the_last_date(void **state)
{
	static const struct {
		const char *date;
		enum err_kind want;
	} dates[] = {
		{ "1900-01-01", ERR_INVALID },
		{ "1900-01-02", ERR_NONE },
		{ "2399-12-30", ERR_NONE },
		{ "2399-12-31", ERR_INVALID },
	};
	struct calendar_spec spec = weekly("Europe/Berlin", &calendars_always);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(dates); i++) {
		struct calendar_on on = { 0 };
		struct err e = { 0 };

		assert_int_equal(calendar_on_date(calendars_arena(), &spec,
						  calendars_day(dates[i].date),
						  &on, &e),
				 dates[i].want);
		check_i64(dates[i].date, on.open,
			  dates[i].want ? 0 : DAY_SECONDS);
	}
}

/* ---- Random calendars ---------------------------------------------------- */

/* Open seconds of the date, asked of the oracle minute by minute. */
static seconds oracle_on(const struct calendar_spec *spec, int64_t day,
			 seconds *length)
{
	seconds open = 0;

	*length = 0;
	for (instant u = (day - 2) * DAY_SECONDS; u < (day + 3) * DAY_SECONDS;
	     u += 60) {
		int64_t local = u + zone_offset(spec->zone, u);

		if (local < day * DAY_SECONDS ||
		    local >= (day + 1) * DAY_SECONDS)
			continue;
		*length += 60;
		open += oracle_open(spec, u) ? 60 : 0;
	}
	return open;
}

static void check_spans(const char *what, const struct calendar_spec *spec,
			const struct calendar_on *on)
{
	const struct calendar *c = calendars_compile(spec);
	seconds open = 0;

	for (size_t i = 0; i < on->nspans; i++) {
		const struct calendar_span *s = &on->spans[i];

		open += calendar_work(c, s->from, s->until);
		check_i64(what, calendar_work(c, s->from, s->until),
			  s->until - s->from);
		check_i64(what, calendar_date_of(c, s->from), on->day);
		check_i64(what, calendar_date_of(c, s->until - 1), on->day);
		check_bool(what, i > 0 && on->spans[i - 1].until >= s->from,
			   false);
	}
	check_i64(what, open, on->open);
}

/* A window is open except where a closure is named. */
static void check_parts(const char *what, const struct calendar_on *on)
{
	bool any = false;

	for (size_t i = 0; i < on->nparts; i++) {
		const struct calendar_part *p = &on->parts[i];
		seconds all = (p->to_min - p->from_min) * INT64_C(60);

		check_bool(what, p->from_min < p->to_min, true);
		check_bool(what, p->open <= on->open, true);
		any = any || p->open > 0;
		if (p->kind != CALENDAR_PART_CLOSURE && on->njumps == 0)
			check_bool(what, p->open < all,
				   p->closed_by != CALENDAR_NO_CLOSURE);
	}
	check_bool(what, any, on->open > 0);
}

/* Does it take minutes of the date, or one of its windows? */
static bool matters(const struct calendar_on *on,
		    const struct calendar_closure *c, size_t index)
{
	bool shifts = c->mode == CALENDAR_SHIFT && c->from_min == 0 &&
		      c->to_min == 1440;

	if (c->day == on->day)
		return true;
	if (c->day != on->day - 1)
		return false;
	if (!shifts)
		return c->to_min > 1440;
	for (size_t i = 0; i < on->nparts; i++)
		if (on->parts[i].kind != CALENDAR_PART_CLOSURE &&
		    on->parts[i].closed_by == index)
			return true;
	return false;
}

/* Each closure is a part where it matters. */
static void check_closures(const char *what, const struct calendar_spec *spec,
			   const struct calendar_on *on)
{
	for (size_t i = 0; i < spec->nclosures; i++) {
		const struct calendar_closure *c = &spec->closures[i];
		int64_t n = 0;

		for (size_t j = 0; j < on->nparts; j++) {
			const struct calendar_part *p = &on->parts[j];

			if (p->kind != CALENDAR_PART_CLOSURE || p->index != i)
				continue;
			check_bool(what, p->eve, c->day != on->day);
			n++;
		}
		check_i64(what, n, matters(on, c, i));
	}
}

static void test_parts_and_spans_agree(void **state)
{
	static const struct {
		const char *zone, *date;
	} near[] = {
		{ "Europe/Berlin", "2026-03-29" },
		{ "Europe/Berlin", "2026-10-25" },
		{ "Pacific/Apia", "2011-12-30" },
		{ "America/St_Johns", "2010-11-07" },
		{ "UTC", "2026-06-02" },
	};
	int64_t seed = chance_begin();

	(void)state;
	for (int i = 0; i < 2000; i++) {
		size_t at = (size_t)chance_below(COUNT_OF(near));
		struct chance_calendar c;
		struct calendar_on on;
		struct err e = { 0 };
		char what[64];
		seconds length;
		int64_t day = calendars_day(near[at].date) + chance_below(5) -
			      2;

		(void)snprintf(what, sizeof(what), "seed %" PRId64 ", case %d",
			       seed, i);
		chance_calendar(&c, near[at].zone, day);
		if (calendar_on_date(calendars_arena(), &c.spec, day, &on, &e))
			fail_msg("%s: %s", what, e.msg);
		check_i64(what, on.open, oracle_on(&c.spec, day, &length));
		check_i64(what, on.length, length);
		check_bool(what, on.length == DAY_SECONDS, on.njumps == 0);
		check_spans(what, &c.spec, &on);
		check_parts(what, &on);
		check_closures(what, &c.spec, &on);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a plain day", test_a_plain_day),
		TEST("days of changing clocks", test_days_of_changing_clocks),
		TEST("the jump itself", test_the_jump_itself),
		TEST("a restless zone", test_a_restless_zone),
		TEST("many windows", test_many_windows),
		TEST("a half day", test_a_half_day),
		TEST("a removed shift", test_a_removed_shift),
		TEST("a replaced day", test_a_replaced_day),
		TEST("what cannot be tried", test_what_cannot_be_tried),
		TEST("the first and the last date",
		     test_the_first_and_the_last_date),
		TEST("parts and spans agree", test_parts_and_spans_agree),
	};

	return cmocka_run_group_tests(tests, calendars_setup,
				      calendars_teardown);
}
