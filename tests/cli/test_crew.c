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

static int begun[2], told[2]; /* pipes between the processes */

/* What a process does before all else: it waits until its parent was told. */
static void be_slow(void)
{
	char c;

	(void)!write(begun[1], "b", 1);
	(void)!read(told[0], &c, 1);
	wait_ms(50); /* the parent may well pass it on by now */
}

static int work_long(const void *work, int number, int to)
{
	(void)work;
	(void)number;
	(void)to;
	wait_ms(120 * 1000L);
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
	pid_t other;
	char c;

	(void)state;
	assert_int_equal(pipe(begun) | pipe(told), 0);
	other = fork();
	if (other == 0) {
		(void)!read(begun[0], &c, 1);
		(void)kill(us, SIGTERM);
		(void)!write(told[1], "t", 1);
		_exit(0);
	}
	assert_true(other > 0);
	assert_int_equal(pthread_atfork(NULL, NULL, be_slow), 0);
	began = clock_monotonic_ns();
	assert_int_equal(crew_run(&order, &e), ERR_BUSY);
	assert_in_range(clock_monotonic_ns() - began, 0, 90 * 1000 * MS);
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
