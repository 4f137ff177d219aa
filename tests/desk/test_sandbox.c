/* A desk to try things on: when it is one, who may say so, and what is kept. */
#include "desk/company.h"

#include "desk/calls.h"
#include "desk/sandbox.h"
#include "store/desk_store.h"
#include "support/test.h"

#define T0 MONDAY_9

static struct err error;

static struct job job_of(const struct member *m, instant at)
{
	error = (struct err){ 0 };
	return company_job(m, at);
}

static struct job job_of_shell(instant at)
{
	static const struct viewer nobody;
	struct job job = job_of(&company.olga, at);

	job.viewer = &nobody;
	job.by.kind = ACTOR_SYSTEM;
	job.by.person.n = 0;
	return job;
}

static struct desk_sandbox now_is(void)
{
	struct desk_sandbox s;

	company_expect(
		desk_store_sandbox(fixture.db, fixture.arena, &s, &error),
		ERR_NONE, &error);
	return s;
}

static int named(void **state)
{
	int rc = company_setup(state);

	db_fixture_run("INSERT INTO desk (id, name, zone, created_at)"
		       " VALUES (1, 'Harbour', 'UTC', 1);");
	return rc;
}

static void a_desk_is_no_sandbox_until_somebody_says_so(void **state)
{
	struct job job = job_of(&company.olga, T0);

	(void)state;
	assert_false(now_is().on);
	assert_true(now_is().silent == INSTANT_NONE);
	company_expect(sandbox_begin(&job, &error), ERR_NONE, &error);
	assert_true(now_is().on);
	assert_int_equal(now_is().since, T0);
	job = job_of(&company.olga, T0 + HOUR);
	company_expect(sandbox_begin(&job, &error), ERR_NONE, &error);
	assert_int_equal(now_is().since, T0);
}

static void a_sandbox_sends_no_test_and_says_so(void **state)
{
	struct job job = job_of(&company.olga, T0);
	const char *host;

	(void)state;
	company_expect(calls_switch(&job, true, &error), ERR_NONE, &error);
	company_expect(calls_allow(&job, "a.example", &host, &error), ERR_NONE,
		       &error);
	company_expect(calls_test(&job, host, "/", &error), ERR_NONE, &error);
	company_expect(sandbox_begin(&job, &error), ERR_NONE, &error);
	company_expect(calls_test(&job, host, "/", &error), ERR_INVALID,
		       &error);
	assert_non_null(strstr(error.msg, "sandbox"));
}

static void who_answers_tickets_does_not_make_it_one(void **state)
{
	struct job job = job_of(&company.alice, T0);

	(void)state;
	company_expect(sandbox_begin(&job, &error), ERR_DENIED, &error);
	assert_false(now_is().on);
}

static void it_ends_by_its_name_and_what_was_written_stays_silent(void **state)
{
	struct job job = job_of_shell(T0);

	(void)state;
	company_expect(sandbox_end(&job, "Harbour", &error), ERR_CONFLICT,
		       &error);
	job = job_of_shell(T0);
	company_expect(sandbox_begin(&job, &error), ERR_NONE, &error);
	job = job_of_shell(T0 + HOUR);
	company_expect(sandbox_end(&job, "Hafen", &error), ERR_INVALID, &error);
	assert_true(now_is().on);
	job = job_of_shell(T0 + HOUR);
	company_expect(sandbox_end(&job, "Harbour", &error), ERR_NONE, &error);
	assert_false(now_is().on);
	assert_int_equal(now_is().silent, T0 + HOUR);
}

static void both_are_audited(void **state)
{
	struct job job = job_of_shell(T0);

	(void)state;
	company_expect(sandbox_begin(&job, &error), ERR_NONE, &error);
	job = job_of_shell(T0);
	company_expect(sandbox_end(&job, "Harbour", &error), ERR_NONE, &error);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM audit"), 2);
}

static void a_desk_without_a_name_is_named_first(void **state)
{
	struct job job;

	(void)state;
	db_fixture_run("DELETE FROM desk;");
	job = job_of_shell(T0);
	company_expect(sandbox_begin(&job, &error), ERR_CONFLICT, &error);
}

int main(int argc, char **argv)
{
#define BOX_TEST(what, func) TEST_WITH(what, func, named, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		BOX_TEST("a desk is no sandbox until somebody says so", a_desk_is_no_sandbox_until_somebody_says_so),
		BOX_TEST("a sandbox sends no test and says so", a_sandbox_sends_no_test_and_says_so),
		BOX_TEST("who answers tickets does not make it one", who_answers_tickets_does_not_make_it_one),
		BOX_TEST("it ends by its name, and what was written stays silent", it_ends_by_its_name_and_what_was_written_stays_silent),
		BOX_TEST("both are audited", both_are_audited),
		BOX_TEST("a desk without a name is named first", a_desk_without_a_name_is_named_first),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/sandbox", tests, db_fixture_setup, db_fixture_teardown);
}
