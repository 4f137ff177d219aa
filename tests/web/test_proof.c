/* The lines of an explanation: who is told of which change. */
#include "support/test.h"
#include "support/templates.h"
#include "base/sbuf.h"
#include "base/zone.h"
#include "desk/explain.h"
#include "web/names.h"
#include "web/proof.h"

#define HOUR 3600
#define T0 INT64_C(1795424400) /* a Monday, 09:00Z */

static struct arena *arena;
static const struct zone *zone;
static instant began = T0; /* the promise */

static int setup(void **state)
{
	struct err e = { 0 };

	(void)state;
	templates_need();
	arena = arena_new();
	return zone_find("UTC", &zone, &e);
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/*
 * A promise of eight hours around the clock that broke, and was met an hour
 * after ${changed}, when another version came, of ${target}.
 */
static const char *told(instant changed, seconds target, instant due,
			bool staff)
{
	struct level was = { .version = 1, .number = 1, .name = "Gold" };
	struct level is = { .version = 2, .number = 2, .name = "Gold" };
	struct clock_segment parts[] = {
		{ .cycle = 1,
		  .from = began,
		  .until = changed,
		  .level = &was,
		  .target = 8 * HOUR,
		  .unit = UNIT_CALENDAR },
		{ .cycle = 1,
		  .from = changed,
		  .until = changed + HOUR,
		  .level = &is,
		  .target = target,
		  .unit = UNIT_CALENDAR },
	};
	struct clock_trace trace = { .v = parts, .n = COUNT_OF(parts) };
	struct desk_promise p = {
		.clock = { .cycle = 1,
			   .state = CLOCK_MISSED,
			   .started = began,
			   .since = changed,
			   .stopped = changed + HOUR,
			   .due = due,
			   .first_due = due,
			   .breached = due,
			   .manual = INSTANT_NONE,
			   .target = target,
			   .unit = UNIT_CALENDAR,
			   .level = &is,
			   .tz_version = "2026a" },
		.calculated = INSTANT_NONE,
	};
	const struct req rq = { .a = arena,
				.viewer = { .zone = zone },
				.job.by.now = changed + 2 * HOUR };
	struct view *v = view_new(TICKETS_WHY_TPL);
	struct sbuf out = SBUF_INIT(256 * 1024);
	struct desk_line *lines;
	struct err e = { 0 };
	struct explain found;
	const char *text;

	explain_clock(&p.clock, &trace, rq.job.by.now, &found);
	lines = ARENA_ARRAY(arena, found.n, struct desk_line);
	for (size_t i = 0; i < found.n; i++)
		lines[i].line = found.lines[i];
	p.lines = lines;
	p.n = found.n;
	proof_show(&rq, v, TICKETS_WHY_PROOF, &p, staff);
	assert_int_equal(view_render(v, &out, &e), ERR_NONE);
	text = arena_str(arena, sbuf_text(&out));
	sbuf_release(&out);
	view_free(v);
	return text;
}

/* Is the change told of, where the deadline stands in the table? */
static void assert_change(const char *text, bool want)
{
	assert_non_null(strstr(text, "<b>Due</b>"));
	if (!!strstr(text, "<b>From here on</b>") != want)
		fail_msg("%s: %s", want ? "not told" : "told", text);
}

static const instant changes[] = { T0 + 7 * HOUR, T0 + 8 * HOUR - 1,
				   T0 + 8 * HOUR, T0 + 8 * HOUR + 1,
				   T0 + 9 * HOUR };

static void another_target_is_told_before_and_after_the_deadline(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		assert_change(told(changes[i], 4 * HOUR, T0 + 8 * HOUR, false),
			      true);
		assert_change(told(changes[i], 4 * HOUR, T0 + 8 * HOUR, true),
			      true);
	}
}

static void the_same_promise_in_another_version_is_told_to_staff(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(changes); i++) {
		assert_change(told(changes[i], 8 * HOUR, T0 + 8 * HOUR, false),
			      false);
		assert_change(told(changes[i], 8 * HOUR, T0 + 8 * HOUR, true),
			      true);
	}
}

/* The clocks of Berlin went from 03:00 back to 02:00. */
static void an_hour_that_comes_twice_is_shown_with_its_zone(void **state)
{
	struct err e = { 0 };
	const char *text;

	(void)state;
	assert_int_equal(zone_find("Europe/Berlin", &zone, &e), ERR_NONE);
	began = INT64_C(1792887000); /* 2026-10-25T00:10:00Z */
	text = told(began + 40 * 60, 4 * HOUR, began + 8 * HOUR, true);
	assert_non_null(strstr(text, "02:10 CEST"));
	assert_non_null(strstr(text, "02:50 CEST"));
	assert_non_null(strstr(text, "02:50 CET"));
	assert_null(strstr(text, "08:10 CE"));
	began = T0;
	assert_int_equal(zone_find("UTC", &zone, &e), ERR_NONE);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			another_target_is_told_before_and_after_the_deadline),
		cmocka_unit_test(
			the_same_promise_in_another_version_is_told_to_staff),
		cmocka_unit_test(
			an_hour_that_comes_twice_is_shown_with_its_zone),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
