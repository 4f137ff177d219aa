/*
 * The conformance vectors of doc/sla.md that are about pauses.
 */
#include "base/limits.h"
#include "core/calendars.h"
#include "core/duration.h"

/* clang-format off */
static const struct {
	const char *what, *start;
	seconds d;
	const char *from, *until, *want;
} pauses[] = {
	{ "V19 a pause over two nights", "2026-06-01 09:00", 8 * HOUR,
	  "2026-06-01 12:00", "2026-06-03 10:00", "2026-06-03 15:00" },
	{ "V20 a pause in closed time only", "2026-06-05 13:00", 8 * HOUR,
	  "2026-06-05 17:00", "2026-06-08 09:00", "2026-06-08 13:00" },
	{ "V30 nothing remains, so no pause", "2026-06-01 09:00", 8 * HOUR,
	  "2026-06-01 17:00", "2026-06-02 09:00", "2026-06-01 17:00" },
	{ "V31 the 75 % step", "2026-06-01 09:00", 6 * HOUR,
	  "2026-06-01 12:00", "2026-06-03 10:00", "2026-06-03 13:00" },
	{ "V31 due", "2026-06-01 09:00", 8 * HOUR,
	  "2026-06-01 12:00", "2026-06-03 10:00", "2026-06-03 15:00" },
	{ "a pause before the start", "2026-06-01 09:00", 8 * HOUR,
	  "2026-05-01 12:00", "2026-06-01 08:00", "2026-06-01 17:00" },
	{ "a pause that holds at the start", "2026-06-01 09:00", 4 * HOUR,
	  "2026-05-01 12:00", "2026-06-01 10:00", "2026-06-01 14:00" },
	{ "no time to wait for, though paused", "2026-06-01 09:00", 0,
	  "2026-05-01 12:00", "2026-06-01 10:00", "2026-06-01 09:00" },
	{ "a pause that ends before it begins", "2026-06-01 09:00", 8 * HOUR,
	  "2026-06-01 12:00", "2026-06-01 11:00", "2026-06-01 17:00" },
};
/* clang-format on */

static void test_pauses(void **state)
{
	const struct calendar *c = calendars_weekly("Europe/Berlin",
						    &calendars_bh);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(pauses); i++) {
		struct duration_pause p = { calendars_berlin(pauses[i].from),
					    calendars_berlin(pauses[i].until) };
		instant start = calendars_berlin(pauses[i].start),
			t = INSTANT_NONE;
		size_t n = duration_merge(&p, 1);

		assert_int_equal(duration_due(c, &p, n, start, pauses[i].d, &t),
				 DURATION_DUE);
		calendars_assert_instant(pauses[i].what, t,
					 calendars_berlin(pauses[i].want));
		assert_int_equal(duration_elapsed(c, &p, n, start, t),
				 pauses[i].d);
	}
}

static void test_pauses_are_sorted_and_united(void **state)
{
	struct duration_pause p[] = {
		{ 50, 60 },   { 10, 20 }, { 30, 30 }, { 15, 25 },
		{ 25, 27 },   { 90, 80 }, { 55, 57 }, { 100, DURATION_ENDLESS },
		{ 200, 300 },
	};
	struct duration_pause two[] = { { 15, 60 }, { 10, 20 } };

	(void)state;
	assert_int_equal(duration_merge(p, COUNT_OF(p)), 3);
	assert_int_equal(p[0].from, 10);
	assert_int_equal(p[0].until, 27);
	assert_int_equal(p[1].from, 50);
	assert_int_equal(p[1].until, 60);
	assert_int_equal(p[2].from, 100);
	assert_true(p[2].until == DURATION_ENDLESS);
	assert_int_equal(duration_merge(NULL, 0), 0);
	assert_int_equal(duration_merge(two, 2), 1);
	assert_int_equal(two[0].from, 10);
	assert_int_equal(two[0].until, 60);
}

static void test_an_endless_pause_and_no_open_time_are_told_apart(void **state)
{
	struct duration_pause p = { calendars_berlin("2026-06-01 12:00"),
				    DURATION_ENDLESS };
	const struct calendar *c = calendars_weekly("Europe/Berlin",
						    &calendars_bh);
	instant start = calendars_berlin("2026-06-01 09:00"), t = 7;

	(void)state;
	assert_int_equal(duration_due(c, &p, 1, start, 8 * HOUR, &t),
			 DURATION_PAUSED);
	assert_int_equal(t, 7);
	assert_int_equal(duration_due(c, &p, 1, start, 3 * HOUR, &t),
			 DURATION_DUE);
	calendars_assert_instant("due as the pause begins", t, p.from);
	assert_int_equal(duration_due(calendars_weekly("Europe/Berlin",
						       &calendars_never),
				      &p, 1, start, 8 * HOUR, &t),
			 DURATION_NO_OPEN_TIME);
	assert_int_equal(duration_elapsed(c, &p, 1, start,
					  calendars_berlin("2026-07-01 09:00")),
			 3 * HOUR);
	assert_int_equal(duration_elapsed(c, &p, 1, start, start - 60), 0);
}

static void test_a_pause_may_push_a_promise_past_the_horizon(void **state)
{
	struct duration_pause p = { 10, LIMIT_HORIZON_SECONDS - 10 };
	const struct calendar *c = calendars_weekly("UTC", &calendars_always);
	instant t;

	(void)state;
	assert_int_equal(duration_due(c, &p, 1, 0, 20, &t), DURATION_DUE);
	assert_int_equal(t, LIMIT_HORIZON_SECONDS);
	assert_int_equal(duration_due(c, &p, 1, 0, 21, &t), DURATION_PAUSED);
	p.until = LIMIT_HORIZON_SECONDS;
	assert_int_equal(duration_due(c, &p, 1, 0, 11, &t), DURATION_PAUSED);
	assert_int_equal(duration_due(c, &p, 1, 0, 10, &t), DURATION_DUE);
	/* Or past the end of the supported time. */
	p.from = INSTANT_MAX - 90;
	p.until = INSTANT_MAX - 20;
	assert_int_equal(duration_due(c, &p, 1, INSTANT_MAX - 100, 30, &t),
			 DURATION_DUE);
	assert_int_equal(duration_due(c, &p, 1, INSTANT_MAX - 100, 31, &t),
			 DURATION_PAUSED);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_pauses),
		cmocka_unit_test(test_pauses_are_sorted_and_united),
		cmocka_unit_test(
			test_an_endless_pause_and_no_open_time_are_told_apart),
		cmocka_unit_test(
			test_a_pause_may_push_a_promise_past_the_horizon),
	};

	return cmocka_run_group_tests(tests, calendars_setup,
				      calendars_teardown);
}
