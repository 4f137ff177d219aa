/* A sweeper that stays out is noticed, by staff and by who runs the desk. */
#include "support/test.h"
#include "support/ask.h"
#include "base/clock.h"
#include "base/log.h"
#include "web/sweeper.h"

#define DIGITS "0123456789"

/* The last pass was so long ago; with a look at once. */
static void last_pass(seconds ago)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
		 "REPLACE INTO sweep_state (id, tz_version, last_ok, every_s)"
		 " VALUES (1, '', %lld, 60);",
		 (long long)(clock_now() - ago));
	db_fixture_run(sql);
	ask_site.looked_ns = 0;
}

static bool banner(enum who who)
{
	return strstr(ask(GET, "/account", who).body,
		      "Deadlines are being checked late");
}

static void staff_see_on_every_page_that_it_is_late(void **state)
{
	(void)state;
	last_pass(120);
	assert_false(banner(ALICE));
	last_pass(180);
	for (enum who who = ALICE; who < WHO_N; who++)
		assert_true(banner(who));
	assert_non_null(strstr(ask(GET, "/inbox", ALICE).body, "last at"));
	/* Customers cannot do anything about it. */
	assert_false(banner(BOB));
	last_pass(0);
	assert_false(banner(ALICE));
}

static void a_look_is_good_for_some_seconds(void **state)
{
	(void)state;
	last_pass(0);
	assert_false(banner(ALICE));
	db_fixture_run("UPDATE sweep_state SET last_ok = last_ok - 1000;");
	assert_false(banner(ALICE)); /* nobody asks for each page */
	ask_site.looked_ns = 0;
	assert_true(banner(ALICE));
}

static void health_says_how_late(void **state)
{
	(void)state;
	last_pass(0);
	assert_non_null(
		strstr(ask(GET, "/healthz", NOBODY).body, "sweeper=ok\n"));
	last_pass(200);
	assert_non_null(
		strstr(ask(GET, "/healthz", NOBODY).body, "sweeper=late\n"));
}

static void one_that_never_came_has_its_time_from_our_start(void **state)
{
	instant last, now = clock_now();
	struct site new = { .started = now,
			    .beat = { .last = INSTANT_NONE, .every = 60 } };

	(void)state;
	assert_false(sweeper_late(&new, now + 179, &last));
	assert_true(sweeper_late(&new, now + 180, &last));
	assert_int_equal(last, INSTANT_NONE);
}

static void its_own_interval_counts(void **state)
{
	struct site s = { .beat = { .last = 1000000, .every = 600 } };
	instant last;

	(void)state;
	assert_false(sweeper_late(&s, 1000000 + 1799, &last));
	assert_true(sweeper_late(&s, 1000000 + 1800, &last));
	assert_int_equal(last, 1000000);
}

/* What is said on standard error meanwhile. */
static const char *watched(void)
{
	static char text[2000];
	int fds[2], saved = dup(STDERR_FILENO);
	ssize_t n;

	assert_int_equal(pipe(fds), 0);
	dup2(fds[1], STDERR_FILENO);
	sweeper_watch(&ask_site);
	dup2(saved, STDERR_FILENO);
	close(saved);
	close(fds[1]);
	n = read(fds[0], text, sizeof(text) - 1);
	close(fds[0]);
	text[n > 0 ? n : 0] = '\0';
	return text;
}

static void another_program_raises_the_alarm(void **state)
{
	const char *said;
	int64_t late;

	(void)state;
	last_pass(100);
	assert_string_equal(watched(), "");
	last_pass(185);
	said = watched();
	assert_non_null(strstr(said, "event=alarm what=sweeper_late last="));
	said = strstr(said, " seconds=");
	assert_non_null(said);
	said = arena_copy(fixture.arena, said + 9, strspn(said + 9, DIGITS));
	assert_true(str_to_i64(said, 185, 185 + 60, &late));
}

int main(int argc, char **argv)
{
#define CASE(f) cmocka_unit_test_setup(f, ask_clean)
	static const struct CMUnitTest tests[] = {
		CASE(staff_see_on_every_page_that_it_is_late),
		CASE(a_look_is_good_for_some_seconds),
		CASE(health_says_how_late),
		CASE(one_that_never_came_has_its_time_from_our_start),
		CASE(its_own_interval_counts),
		CASE(another_program_raises_the_alarm),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
