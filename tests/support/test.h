#ifndef SUPPORT_TEST_H
#define SUPPORT_TEST_H
/*
 * test: what every test program includes: cmocka, and the headers it needs
 * before it, in their order.
 *
 * A test has a sentence for a name, and a table of cases has one for each row,
 * which red output shows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/attr.h"
#include "base/str.h"

#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* clang-format off */
/* TEST("a lost link is tried again", lost_link) */
#define TEST(what, func) { (what), (func), NULL, NULL, NULL }

/* The same, with what to do before and after. */
#define TEST_WITH(what, func, before, after) \
	{ (what), (func), (before), (after), NULL }
/* clang-format on */

/* The text must be that; ${what} says which case it was. */
static inline void check_text(const char *what, const char *got,
			      const char *want)
{
	if (!str_eq(got, want))
		fail_msg("%s: got \"%s\", want \"%s\"", what,
			 got ? got : "NULL", want ? want : "NULL");
}

/* The number must be that. */
static inline void check_i64(const char *what, int64_t got, int64_t want)
{
	if (got != want)
		fail_msg("%s: got %" PRId64 ", want %" PRId64, what, got, want);
}

static inline void check_bool(const char *what, bool got, bool want)
{
	if (got != want)
		fail_msg("%s: got %s", what, got ? "true" : "false");
}

/* Running it must abort the process (a child's, here). */
static inline void check_aborts(const char *what, void (*func)(void))
{
	const struct rlimit no_core = { 0, 0 };
	pid_t pid = fork();
	int status = 0;

	assert_true(pid >= 0);
	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY | O_CLOEXEC);

		signal(SIGABRT, SIG_DFL);
		setrlimit(RLIMIT_CORE, &no_core);
		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		func();
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGABRT)
		fail_msg("%s: did not abort", what);
}

#endif
