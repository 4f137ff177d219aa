#include "support/test.h"

#include "base/clock.h"

static char shift_file[64];

static void write_shift(const char *text)
{
	FILE *f = fopen(shift_file, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
}

static int make_shift_file(void **state)
{
	int fd;

	(void)state;
	snprintf(shift_file, sizeof(shift_file), "clock-XXXXXX");
	fd = mkstemp(shift_file);
	if (fd < 0)
		return -1;
	close(fd);
	return setenv("DUEDESK_TEST_NOW_FILE", shift_file, 1);
}

static int remove_shift_file(void **state)
{
	(void)state;
	unsetenv("DUEDESK_TEST_NOW_FILE");
	return unlink(shift_file);
}

/* Our clock now is the host's, moved by that. */
static void check_shift(const char *what, seconds shift)
{
	struct timespec before, after;
	instant now;

	clock_gettime(CLOCK_REALTIME, &before);
	now = clock_now() - shift;
	clock_gettime(CLOCK_REALTIME, &after);
	if (now < before.tv_sec || now > after.tv_sec)
		fail_msg("%s: %" PRId64 " is not within %" PRId64
			 " and %" PRId64,
			 what, now, (int64_t)before.tv_sec,
			 (int64_t)after.tv_sec);
}

static void now_is_the_host_s(void **state)
{
	(void)state;
	unsetenv("DUEDESK_TEST_NOW_FILE");
	check_shift("as it is", 0);
}

static void only_a_build_for_tests_can_be_moved(void **state)
{
	static const struct {
		const char *what, *file;
		seconds shift;
	} cases[] = {
		{ "an hour on", "3600\n", 3600 },
		{ "two days back", "-172800", -172800 },
		{ "only the first line counts", "60\n90\n", 60 },
		{ "an empty file", "", 0 },
		{ "no number", "soon\n", 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		write_shift(cases[i].file);
#ifdef DUEDESK_TEST_CLOCK
		check_shift(cases[i].what, cases[i].shift);
#else
		check_shift(cases[i].what, 0);
#endif
	}
}

static void a_missing_file_moves_nothing(void **state)
{
	(void)state;
	setenv("DUEDESK_TEST_NOW_FILE", "/nonexistent/shift", 1);
	check_shift("missing", 0);
	setenv("DUEDESK_TEST_NOW_FILE", shift_file, 1);
}

static void sleeping_takes_its_time(void **state)
{
	int64_t before = clock_monotonic_ns(), slept;

	(void)state;
	clock_sleep_ms(30);
	slept = clock_monotonic_ns() - before;
	assert_true(slept >= INT64_C(30000000));
	clock_sleep_ms(0);
	clock_sleep_ms(-5);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("now is the host's", now_is_the_host_s),
		TEST_WITH("only a build for tests can be moved",
			  only_a_build_for_tests_can_be_moved, make_shift_file,
			  remove_shift_file),
		TEST_WITH("a missing file moves nothing",
			  a_missing_file_moves_nothing, make_shift_file,
			  remove_shift_file),
		TEST("sleeping takes its time", sleeping_takes_its_time),
	};

	return cmocka_run_group_tests_name("clock", tests, NULL, NULL);
}
