/* Processes that share a work, and end together. */
#include "support/test.h"

#include "base/clock.h"
#include "cli/crew.h"

#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MS INT64_C(1000000)

static void wait_ms(long ms)
{
	const struct timespec t = { ms / 1000, ms % 1000 * MS };

	(void)nanosleep(&t, NULL);
}

/* What a process does before it is told anything: nothing, slowly. */
static void be_slow(void)
{
	wait_ms(600);
}

static int work_long(const void *work, int number, int to)
{
	(void)work;
	(void)number;
	(void)to;
	wait_ms(5000);
	return 0;
}

static void hear(void *cookie, const void *word)
{
	(void)cookie;
	(void)word;
}

static void one_that_has_only_just_begun_is_ended_too(void **state)
{
	const struct crew_order order = {
		.jobs = 1, .live = work_long, .word = 1, .listen = hear
	};
	const pid_t us = getpid();
	struct err e = { 0 };
	int64_t began;
	pid_t other = fork();

	(void)state;
	if (other == 0) {
		wait_ms(250);
		(void)kill(us, SIGTERM);
		_exit(0);
	}
	assert_true(other > 0);
	assert_int_equal(pthread_atfork(NULL, NULL, be_slow), 0);
	began = clock_monotonic_ns();
	assert_int_equal(crew_run(&order, &e), ERR_BUSY);
	assert_in_range(clock_monotonic_ns() - began, 0, 3000 * MS);
	assert_int_equal(waitpid(other, NULL, 0), other);
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("one that has only just begun is ended, too", one_that_has_only_just_begun_is_ended_too),
	};
	/* clang-format on */

	return cmocka_run_group_tests_name("cli/crew", tests, NULL, NULL);
}
