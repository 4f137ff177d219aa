/* What must be true: nothing happens; what is not: this process ends. */
#include "support/test.h"
#include "base/log.h"
#include "base/require.h"
#include <signal.h>
#include <sys/resource.h>
#include <unistd.h>

static char said[1000];

/* How a process ends that runs into it; what it wrote is in said. */
static int run(bool good)
{
	static const struct rlimit none = { 0, 0 };
	int fds[2], status;
	size_t n = 0;
	ssize_t got;
	pid_t pid;

	assert_int_equal(pipe(fds), 0);
	pid = fork();
	if (pid == 0) {
		setrlimit(RLIMIT_CORE, &none);
		dup2(fds[1], STDERR_FILENO);
		signal(SIGABRT, SIG_DFL);
		log_init("test", LOG_ERROR);
		REQUIRE(good);
		_exit(7);
	}
	close(fds[1]);
	while ((got = read(fds[0], said + n, sizeof(said) - 1 - n)) > 0)
		n += (size_t)got;
	said[n] = '\0';
	close(fds[0]);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status);
}

static void what_holds_costs_nothing(void **state)
{
	(void)state;
	assert_int_equal(run(true), 7);
	assert_string_equal(said, "");
}

static void what_does_not_hold_ends_this_process_and_says_where(void **state)
{
	(void)state;
	assert_int_equal(run(false), -SIGABRT);
	assert_non_null(strstr(said, "event=invariant"));
	assert_non_null(strstr(said, "condition=good"));
	assert_non_null(strstr(said, "test_require.c"));
	assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
}

/* A release is built without assertions; these stay. */
static void it_is_checked_whatever_the_build(void **state)
{
	(void)state;
#ifdef NDEBUG
	fail_msg("build the tests without NDEBUG");
#endif
#define NDEBUG
#include <assert.h>
	assert(run(false) == 7); /* gone */
	assert_int_equal(run(false), -SIGABRT);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_holds_costs_nothing),
		cmocka_unit_test(
			what_does_not_hold_ends_this_process_and_says_where),
		cmocka_unit_test(it_is_checked_whatever_the_build),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
