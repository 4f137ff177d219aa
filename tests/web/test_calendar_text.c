/* Business hours as people type them, and as they get them back. */
#include "web/calendar_text.h"

#include "base/limits.h"
#include "base/sbuf.h"
#include "support/test.h"
#include "web/calendar_preview.h"

static struct arena *arena;
static struct err error;

static int before(void **state)
{
	(void)state;
	arena = arena_new();
	error = (struct err){ 0 };
	return 0;
}

static int after(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* What a text says, written again; or why it says nothing. */
static const char *windows(const char *text)
{
	struct calendar_dated v[LIMIT_WINDOWS_PER_DAY];
	size_t n;

	error = (struct err){ 0 };
	if (calendar_text_windows(text, v, &n, &error))
		return error.msg;
	return calendar_text_of_windows(arena, v, n);
}

static void hours_are_read_as_people_write_them(void **state)
{
	/* clang-format off */
	static const struct {
		const char *typed, *means;
	} cases[] = {
		{ "", "" },
		{ "  ", "" },
		{ "09:00-17:00", "09:00-17:00" },
		{ "9-17", "09:00-17:00" },
		{ " 9:30 - 12 ,13-17:45 ", "09:30-12:00, 13:00-17:45" },
		{ "9-12; 13-17;", "09:00-12:00, 13:00-17:00" },
		{ "9\xe2\x80\x93""17", "09:00-17:00" },
		{ "9\xe2\x80\x94""17", "09:00-17:00" },
		{ "00:00-24:00", "00:00-24:00" },
		{ "0-0", "00:00-24:00" },
		{ "22:00-06:00", "22:00-06:00" },
		{ "22:00-30:00", "22:00-06:00" },
		{ "08:00-08:00", "08:00-08:00" },
		{ "23:59-24:00", "23:59-24:00" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check_text(cases[i].typed, windows(cases[i].typed),
			   cases[i].means);
}

static void hours_that_are_none_say_so(void **state)
{
	static const char *const bad[] = {
		"nine to five", "9",       "9-",          "-17",
		"9:0-17",       "9:60-17", "009-17",      "9-17x",
		"9-17 13-14",   "9-49",    "9-17,,13-14", "9-17,x",
		"24-25",        "8-32:01", "9.30-12",     "09:000-12",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct calendar_dated v[LIMIT_WINDOWS_PER_DAY];
		size_t n;

		error = (struct err){ 0 };
		if (calendar_text_windows(bad[i], v, &n, &error) != ERR_INVALID)
			fail_msg("\"%s\" was read", bad[i]);
		assert_true(error.msg[0]);
	}
}

static void a_day_has_so_many_times_of_opening_at_most(void **state)
{
	struct calendar_dated v[LIMIT_WINDOWS_PER_DAY];
	struct sbuf b = SBUF_INIT(4096);
	size_t n;

	(void)state;
	for (int i = 0; i < LIMIT_WINDOWS_PER_DAY; i++)
		sbuf_printf(&b, "%s%d:00-%d:30", i ? "," : "", i, i);
	assert_int_equal(calendar_text_windows(sbuf_text(&b), v, &n, &error),
			 ERR_NONE);
	assert_int_equal(n, LIMIT_WINDOWS_PER_DAY);
	sbuf_str(&b, ",0:40-0:50");
	assert_int_equal(calendar_text_windows(sbuf_text(&b), v, &n, &error),
			 ERR_INVALID);
	assert_non_null(strstr(error.msg, "24"));
	sbuf_release(&b);
}

/* What lines say, written again; or why they say nothing. */
static const char *closures(const char *text)
{
	struct calendar_draft d = { 0 };
	size_t line;

	error = (struct err){ 0 };
	if (calendar_text_closures(arena, text, &d, &line, &error))
		return error.msg;
	return calendar_text_of_closures(arena, &d);
}

static void days_off_come_back_as_they_are(void **state)
{
	/* clang-format off */
	static const struct {
		const char *typed, *means;
	} cases[] = {
		{ "", "" },
		{ "\n \n", "" },
		{ "2026-12-25", "2026-12-25\n" },
		{ "2026-12-25 Christmas Day", "2026-12-25 Christmas Day\n" },
		{ " 2026-12-25   Christmas  ", "2026-12-25 Christmas\n" },
		{ "2026-12-24 12-24 Eve", "2026-12-24 12:00-24:00 Eve\n" },
		{ "2026-12-24* Eve", "2026-12-24* Eve\n" },
		{ "2026-12-24* 12:00-24:00", "2026-12-24* 12:00-24:00\n" },
		{ "2026-12-24 12-24Eve", "2026-12-24 00:00-24:00 12-24Eve\n" },
		{ "2026-01-06 3 Kings", "2026-01-06 00:00-24:00 3 Kings\n" },
		{ "2026-01-06 0-24 9-12 o'clock",
		  "2026-01-06 00:00-24:00 9-12 o'clock\n" },
		{ "2026-12-25\n\n2026-12-26 St Stephen\n",
		  "2026-12-25\n2026-12-26 St Stephen\n" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		check_text(cases[i].typed, closures(cases[i].typed),
			   cases[i].means);
		check_text("again", closures(cases[i].means), cases[i].means);
	}
}

static void days_off_that_are_none_name_their_line(void **state)
{
	/* clang-format off */
	static const struct {
		const char *typed, *why;
	} cases[] = {
		{ "Christmas", "line 1: begin with a date" },
		{ "2026-12-25\n\n24.12.2026", "line 3: begin with a date" },
		{ "2026-02-30", "line 1: there is no 2026-02-30" },
		{ "9999-12-31", "line 1: dates are in the years 1900 to 2399" },
		{ "2026-12-25x", "line 1: leave a space" },
		{ "2026-12-25**", "line 1: leave a space" },
		{ "2026-12-25 25-26 x", "line 1: hours begin at 23:59" },
		{ "2026-12-25 08:00-40:00", "line 1: hours end at most 24" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *got = closures(cases[i].typed);

		if (strncmp(got, cases[i].why, strlen(cases[i].why)) != 0)
			fail_msg("%s: %s", cases[i].typed, got);
	}
}

static void names_end_at_their_limit(void **state)
{
	char line[LIMIT_NAME + 16] = "2026-12-25 ";
	size_t n = strlen(line);

	(void)state;
	memset(line + n, 'x', LIMIT_NAME);
	line[n + LIMIT_NAME] = '\0';
	assert_non_null(strstr(closures(line), "2026-12-25 xxx"));
	line[n + LIMIT_NAME] = 'x';
	line[n + LIMIT_NAME + 1] = '\0';
	check_text("too long", closures(line),
		   "line 1: a name has at most 100 characters");
}

static const char *specials(const char *text)
{
	struct calendar_draft d = { 0 };
	size_t line;

	error = (struct err){ 0 };
	if (calendar_text_specials(arena, text, &d, &line, &error))
		return error.msg;
	return calendar_text_of_specials(arena, &d);
}

static void special_hours_come_back_by_date(void **state)
{
	(void)state;
	check_text("none", specials(""), "");
	check_text("closed", specials("2026-12-31"), "2026-12-31\n");
	check_text("sorted",
		   specials("2027-01-02 9-12\n2026-12-31 10-12, 14-15"),
		   "2026-12-31 10:00-12:00, 14:00-15:00\n"
		   "2027-01-02 09:00-12:00\n");
	check_text("twice", specials("2026-12-31\n2026-12-31 9-12"),
		   "2026-12-31 is there twice");
	assert_non_null(
		strstr(specials("2026-12-31 noon"), "line 1: \"noon\""));
	check_text("no space", specials("2026-12-31x"),
		   "line 1: leave a space between the date and the rest");
}

static void lengths_are_hours_and_minutes(void **state)
{
	/* clang-format off */
	static const struct {
		const char *typed;
		seconds means; /* 0: none */
	} cases[] = {
		{ "8h", 28800 }, { "45m", 2700 }, { "1h30m", 5400 },
		{ "1h 30m", 5400 }, { "90m", 5400 }, { "", 0 }, { "8", 0 },
		{ "0h", 0 }, { "0m", 0 }, { "8 h", 0 }, { "1m1h", 0 },
		{ "-1h", 0 }, { "999999999999h", 0 }, { "8hx", 0 },
		{ "1h30", 0 },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		seconds s = 0;
		bool good = calendar_preview_length(cases[i].typed, &s);

		if (good != (cases[i].means > 0) ||
		    (good && s != cases[i].means))
			fail_msg("%s: %d, %lld", cases[i].typed, good,
				 (long long)s);
	}
}

#define CASE(f) cmocka_unit_test_setup_teardown(f, before, after)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(hours_are_read_as_people_write_them),
		CASE(hours_that_are_none_say_so),
		CASE(a_day_has_so_many_times_of_opening_at_most),
		CASE(days_off_come_back_as_they_are),
		CASE(days_off_that_are_none_name_their_line),
		CASE(names_end_at_their_limit),
		CASE(special_hours_come_back_by_date),
		CASE(lengths_are_hours_and_minutes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
