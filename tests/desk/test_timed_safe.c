/*
 * Time rules under faults, killed sweepers and several at once, and what they
 * cost where nothing is due.
 */
#include "desk/timing.h"

#include <signal.h>
#include <sys/wait.h>
#include "base/clock.h"
#include "base/rng.h"
#include "desk/timed_step.h"
#include "support/test.h"

#define NUMBER(sql) db_fixture_number(sql)
#define MANY 120
#define LATE (T0 + 6 * HOUR)

static struct err error;

/* ---- The rules ------------------------------------------------------------
 */

/* Two that hold at different times; one is due for what was there before it. */
static void make_rules(void)
{
	TIME_RULE_DOES("Note", PLAIN, DOES(.kind = ACTION_NOTE, .text = "Old."),
		       OLDER(HOUR));
	TIME_RULE("Urgent", PLAIN, OLDER(2 * HOUR));
}

static void open_some(int n)
{
	for (int i = 0; i < n; i++) {
		company_ticket(T0);
		if (i % 50 == 49)
			arena_reset(fixture.arena);
	}
}

/* As a pass does it, until there is nothing left. */
static enum err_kind pass(struct db *db, struct arena *a, instant now,
			  struct err *e)
{
	struct job job = {
		.db = db,
		.arena = a,
		.by = { .kind = ACTOR_SWEEPER, .via = VIA_SWEEP, .now = now }
	};
	int looked, did;
	bool left;

	do {
		arena_reset(a);
		if (desk_timed_step(&job, &looked, &left, e) ||
		    desk_sweep(&job, 20, &did, e))
			return e->kind;
	} while (looked > 0 || did > 0);
	return ERR_NONE;
}

static void each_acted_once(int64_t n)
{
	struct arena *a = arena_new();

	company_expect(pass(fixture.db, a, LATE, &error), ERR_NONE, &error);
	arena_free(a);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM message WHERE"
				" body = 'Old.'"),
			 n);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event e JOIN"
				" rule_version v ON v.id = e.rule_version_id"
				" AND v.name = 'Urgent'"),
			 n);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM rule_turn"), 2 * n);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket WHERE"
				" rule_at IS NOT NULL"),
			 0);
	company_check_refold();
}

/* ---- Faults ---------------------------------------------------------------
 */

struct fault {
	unsigned code;
	bool after; /* carried out, and its answer lost */
};

static bool pass_with_fault(const struct fault *f, int64_t nth)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	bool met;

	open_some(3);
	make_rules();
	db_test_fault(fixture.db, f->code, nth, f->after);
	(void)!pass(fixture.db, a, LATE, &e);
	met = !db_test_fault_waits(fixture.db);
	db_test_fault(fixture.db, 0, 0, false);
	err_clear(&e);
	company_expect(db_ready(fixture.db, &e), ERR_NONE, &e);
	arena_free(a);
	each_acted_once(3);
	return met;
}

/* Not each command, but every seventh: there are many. */
static void a_fault_anywhere_acts_neither_twice_nor_never(void **state)
{
	static const struct fault faults[] = { { 1213, false },
					       { 2013, false },
					       { 2013, true } };

	for (size_t i = 0; i < COUNT_OF(faults); i++) {
		int64_t nth = 1 + (int64_t)i;

		do {
			company_setup(state);
			nth += 7;
		} while (pass_with_fault(&faults[i], nth));
		assert_true(nth > 50);
	}
}

/* ---- Several at once ------------------------------------------------------
 */

static pid_t start_sweeper(bool for_ever)
{
	pid_t pid = fork();
	struct err e = { 0 };
	struct arena *a;
	struct db *db;
	int tries = 0;

	assert_true(pid >= 0);
	if (pid > 0)
		return pid;
	db = db_fixture_open();
	a = arena_new();
	for (instant t = T0; t <= LATE; t += 30 * MINUTE)
		while (pass(db, a, t, &e)) {
			if (++tries > 200)
				_exit(1);
			err_clear(&e);
			if (db_ready(db, &e))
				_exit(2);
		}
	while (for_ever)
		clock_sleep_ms(1000);
	_exit(0);
}

static void end_well(pid_t pid)
{
	int status = 1;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static void sweepers_at_the_same_time_act_once(void **state)
{
	pid_t pids[3];

	(void)state;
	open_some(MANY);
	make_rules();
	for (size_t i = 0; i < COUNT_OF(pids); i++)
		pids[i] = start_sweeper(false);
	for (size_t i = 0; i < COUNT_OF(pids); i++)
		end_well(pids[i]);
	each_acted_once(MANY);
}

/* What they held is free when the server has noticed. */
static void wait_for_the_killed(void)
{
	for (int i = 0; i < 60 * 100; i++) {
		if (NUMBER("SELECT COUNT(*) FROM information_schema.PROCESSLIST"
			   " WHERE DB = DATABASE() AND ID <> "
			   "CONNECTION_ID()") == 0)
			return;
		clock_sleep_ms(10);
	}
	fail_msg("the server keeps connections of those who are gone");
}

static void a_sweeper_killed_at_any_moment_acts_once(void **state)
{
	(void)state;
	open_some(MANY);
	make_rules();
	for (int i = 0; i < 20; i++) {
		pid_t pid = start_sweeper(true);

		clock_sleep_ms(1 + rng_below(40));
		assert_int_equal(kill(pid, SIGKILL), 0);
		assert_int_equal(waitpid(pid, NULL, 0), pid);
	}
	wait_for_the_killed();
	end_well(start_sweeper(false));
	each_acted_once(MANY);
}

/* ---- What it costs --------------------------------------------------------
 */

static void sweep_nothing(void *cookie)
{
	struct arena *a = arena_new();

	(void)cookie;
	company_expect(pass(fixture.db, a, T0 + 60, &error), ERR_NONE, &error);
	arena_free(a);
}

static void a_pass_with_nothing_due_costs_next_to_nothing(void **state)
{
	int64_t without, with;

	(void)state;
	open_some(MANY);
	without = db_fixture_cost("HANDLER_READ%", sweep_nothing, NULL);
	make_rules();
	TIME_RULE("Spam", PLAIN, HAS_STATUS(STATUS_SPAM), UNCHANGED(HOUR));
	sweep_nothing(NULL); /* looks at all of them once */
	with = db_fixture_cost("HANDLER_READ%", sweep_nothing, NULL);
	assert_true(without < 12);
	/* Whether one is behind, for each status. */
	assert_true(with < without + 30);
}

#define SAFE(what, f) TEST_WITH(what, f, company_setup, NULL)

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("a fault anywhere acts neither twice nor never",
			  a_fault_anywhere_acts_neither_twice_nor_never, NULL,
			  NULL),
		SAFE("sweepers at the same time act once",
		     sweepers_at_the_same_time_act_once),
		SAFE("a sweeper killed at any moment acts once",
		     a_sweeper_killed_at_any_moment_acts_once),
		SAFE("a pass with nothing due costs next to nothing",
		     a_pass_with_nothing_due_costs_next_to_nothing),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name("desk/timed_safe", tests,
					   db_fixture_setup,
					   db_fixture_teardown);
}
