/* Time passes, whoever looks, once and only once. */
#include "desk/company.h"

#include "base/clock.h"
#include "base/rng.h"
#include "store/ticket_store.h"
#include "support/test.h"

#define T0 MONDAY_9
#define NUMBER(sql) db_fixture_number(sql)

/* Metric 0: due T0 + 4 h; its steps an hour before and after. */

static void what_is_overdue_is_marked_once(void **state)
{
	const char *before;

	(void)state;
	company_ticket(T0);
	/* In the due second itself nothing is overdue. */
	assert_int_equal(company_sweep(fixture.db, T0 + HOUR), 0);
	assert_int_equal(company_sweep(fixture.db, T0 + HOUR + 1), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 13"
				" AND metric = 2"),
			 1);
	assert_int_equal(NUMBER("SELECT at FROM event WHERE kind = 13"),
			 T0 + HOUR + 1);
	assert_int_equal(NUMBER("SELECT due_at FROM event WHERE kind = 13"),
			 T0 + HOUR);
	assert_int_equal(NUMBER("SELECT breached_at FROM clock"
				" WHERE metric = 2"),
			 T0 + HOUR);
	before = company_dump();
	assert_int_equal(company_sweep(fixture.db, T0 + HOUR + 1), 0);
	assert_string_equal(company_dump(), before);
	company_check_refold();
}

static void reminders_fire_when_they_fall_due(void **state)
{
	(void)state;
	company_ticket(T0);
	company_sweep(fixture.db, T0 + 3 * HOUR - 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 0);
	company_sweep(fixture.db, T0 + 3 * HOUR);
	assert_int_equal(NUMBER("SELECT due_at FROM fired_step"
				" WHERE step = 0 AND outcome = 0"),
			 T0 + 3 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 14"
				" AND actor_kind = 2 AND step = 0"),
			 1);
	company_sweep(fixture.db, T0 + 5 * HOUR);
	assert_int_equal(NUMBER("SELECT outcome FROM fired_step"
				" WHERE step = 1"),
			 0);
	company_check_refold();
}

static void a_reminder_found_late_says_so(void **state)
{
	(void)state;
	company_ticket(T0);
	company_sweep(fixture.db, T0 + 30 * HOUR);
	/* Before due: no reminder any more. After: late by a day. */
	assert_int_equal(NUMBER("SELECT outcome FROM fired_step"
				" WHERE step = 0"),
			 2);
	assert_int_equal(NUMBER("SELECT outcome FROM fired_step"
				" WHERE step = 1"),
			 1);
	assert_int_equal(NUMBER("SELECT noticed_at FROM fired_step"
				" WHERE step = 1"),
			 T0 + 30 * HOUR);
	company_check_refold();
}

static void a_promise_that_ended_reminds_nobody(void **state)
{
	const char *code = company_ticket(T0);
	struct job job = company_job(&company.alice, T0 + 3 * HOUR);
	struct err e = { 0 };
	struct deed deed;

	(void)state;
	company_expect(
		desk_reply(&job, code, 0, "Water.", THEN_NOTHING, &deed, &e),
		ERR_NONE, &e);
	company_sweep(fixture.db, T0 + 30 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 0);
	company_check_refold();
}

static void postponements_end_though_nobody_looks(void **state)
{
	const struct desk_postponement p = { .until = T0 + 2 * HOUR };
	const char *code = company_ticket(T0);
	struct job job = company_job(&company.alice, T0 + HOUR);
	struct err e = { 0 };
	struct deed deed;

	(void)state;
	company_expect(desk_postpone(&job, code, 0, &p, &deed, &e), ERR_NONE,
		       &e);
	company_sweep(fixture.db, T0 + 2 * HOUR + 600);
	assert_int_equal(NUMBER("SELECT at FROM event WHERE kind = 8"),
			 T0 + 2 * HOUR);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_NEW);
	assert_int_equal(NUMBER("SELECT settle_at IS NULL FROM ticket"), 1);
	company_check_refold();
}

/* The same end, swept each quarter of an hour, once a day, or never. */
static void sweeping_decides_nothing(void **state)
{
	static const int64_t every[] = { HOUR / 4, 24 * HOUR, 0 };
	int64_t verdicts[COUNT_OF(every)];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(every); i++) {
		struct job job;
		struct err e = { 0 };
		struct deed deed;
		const char *code;

		company_setup(state);
		code = company_ticket(T0);
		for (instant t = T0; every[i] && t < T0 + 50 * HOUR;
		     t += every[i])
			company_sweep(fixture.db, t);
		job = company_job(&company.alice, T0 + 50 * HOUR);
		company_expect(desk_reply(&job, code, 0, "Water.", THEN_RESOLVE,
					  &deed, &e),
			       ERR_NONE, &e);
		verdicts[i] = NUMBER(
			"SELECT CAST(SUM(CRC32(CONCAT_WS(' ', metric, outcome,"
			" reason, counted_at, due_at, stopped_at, consumed,"
			" over_working, over_calendar))) AS INTEGER)"
			" FROM verdict");
		assert_int_equal(verdicts[i], verdicts[0]);
		company_check_refold();
	}
}

static void a_ticket_that_is_broken_holds_up_no_other(void **state)
{
	(void)state;
	company_ticket(T0);
	company_ticket(T0);
	company_ticket(T0);
	db_fixture_run("UPDATE ticket SET level_version_id = 999999"
		       " ORDER BY id LIMIT 1;\n");
	assert_int_equal(company_sweep(fixture.db, T0 + HOUR + 1), 2);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
				" WHERE breached_at IS NOT NULL"),
			 2);
	/* It is looked at again, later. */
	assert_int_equal(NUMBER("SELECT MIN(next_at) FROM clock c JOIN ticket t"
				" ON t.id = c.ticket_id"
				" WHERE t.level_version_id = 999999"),
			 T0 + HOUR + 1 + 300);
}

/* A clock that was repaired by hand must not remind again. */
static void a_step_that_has_a_row_never_fires_again(void **state)
{
	(void)state;
	company_ticket(T0);
	company_sweep(fixture.db, T0 + 3 * HOUR);
	db_fixture_run("UPDATE clock SET steps_done = 0, next_at = 1"
		       " WHERE metric = 0;\n");
	company_sweep(fixture.db, T0 + 3 * HOUR + 60);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 14"),
			 1);
	assert_int_equal(NUMBER("SELECT steps_done FROM clock"
				" WHERE metric = 0"),
			 1);
	company_check_refold();
}

/* ---- New time zones -------------------------------------------------------
 */

/* One pass: how many were put right. */
static int rezone(void)
{
	struct job job = {
		.db = fixture.db,
		.arena = fixture.arena,
		.by = { .kind = ACTOR_SWEEPER, .via = VIA_SWEEP, .now = T0 }
	};
	struct err e = { 0 };
	ticket_id after = { 0 };
	int did, all = 0;

	do {
		company_expect(desk_rezone(&job, &after, &did, &e), ERR_NONE,
			       &e);
		all += did;
	} while (after.n != 0);
	return all;
}

/* As an older tzdata had it: everything an hour later. */
static void make_old(void)
{
	db_fixture_run("UPDATE clock SET tz_version = '1999a',"
		       " due_at = due_at + 3600, next_at = next_at + 3600;\n"
		       "UPDATE ticket SET due_at = due_at + 3600,"
		       " order_at = order_at + 3600;\n");
}

static void new_time_zones_find_due_dates_again(void **state)
{
	(void)state;
	company_ticket(T0);
	company_ticket(T0);
	make_old();
	assert_int_equal(rezone(), 2);
	assert_int_equal(rezone(), 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM sweep_state"), 1);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 0"
				" LIMIT 1"),
			 T0 + 4 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event"), 2);
	company_check_refold();
	/* Written back by somebody who still has the old ones in memory. */
	make_old();
	assert_int_equal(rezone(), 2);
	company_check_refold();
}

#define BROKEN (TICKET_DUE_MAX + 5)

static void tickets_that_fail_hold_up_no_other_zones(void **state)
{
	(void)state;
	for (int i = 0; i < BROKEN + 1; i++)
		company_ticket(T0);
	make_old();
	db_fixture_run(arena_printf(fixture.arena,
				    "UPDATE ticket SET level_version_id ="
				    " 999999 ORDER BY id LIMIT %d;\n",
				    BROKEN));
	assert_int_equal(rezone(), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
				" WHERE tz_version <> '1999a' AND ticket_id ="
				" (SELECT MAX(id) FROM ticket)"),
			 NUMBER("SELECT COUNT(*) FROM clock WHERE ticket_id ="
				" (SELECT MAX(id) FROM ticket)"));
}

static void look_for_zones(void *cookie)
{
	(void)cookie;
	assert_int_equal(rezone(), 0);
}

/* The look of each pass reads what runs, and nothing of what has ended. */
static void zones_that_are_right_cost_little(void **state)
{
	(void)state;
	for (int i = 0; i < 100; i++)
		company_ticket(T0);
	db_fixture_run("UPDATE clock SET state = 2, next_at = NULL WHERE"
		       " ticket_id > (SELECT MIN(id) FROM ticket);\n"
		       "ANALYZE TABLE clock;\n");
	rezone(); /* takes note of the version */
	assert_true(db_fixture_cost("HANDLER_READ%", look_for_zones, NULL) <
		    20);
}

static void whoever_locks_a_ticket_first_finds_them_again(void **state)
{
	const char *code = company_ticket(T0);
	struct job job = company_job(&company.alice, T0 + 2 * HOUR);
	struct err e = { 0 };
	struct deed deed;

	(void)state;
	make_old();
	company_expect(desk_note(&job, code, 0, "Hm.", &deed, &e), ERR_NONE,
		       &e);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 0"),
			 T0 + 4 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
				" WHERE tz_version = '1999a'"),
			 0);
	company_check_refold();
}

/* ---- Faults ---------------------------------------------------------------
 */

static enum err_kind sweep_once(instant now, int *did)
{
	struct job job = {
		.db = fixture.db,
		.arena = fixture.arena,
		.by = { .kind = ACTOR_SWEEPER, .via = VIA_SWEEP, .now = now }
	};
	struct err e = { 0 };

	return desk_sweep(&job, 100, did, &e);
}

struct fault {
	unsigned code;
	bool after; /* carried out, and its answer lost */
};

/* Was there an ${nth} command to fail? */
static bool sweep_with_fault(const struct fault *f, int64_t nth)
{
	struct err e = { 0 };
	bool met;
	int did;

	for (int i = 0; i < 5; i++)
		company_ticket(T0);
	db_test_fault(fixture.db, f->code, nth, f->after);
	(void)!sweep_once(T0 + 5 * HOUR, &did);
	met = !db_test_fault_waits(fixture.db);
	db_test_fault(fixture.db, 0, 0, false);
	company_expect(db_ready(fixture.db, &e), ERR_NONE, &e);
	company_check_refold();
	company_sweep(fixture.db, T0 + 5 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 10);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 13"),
			 10);
	company_check_refold();
	return met;
}

static void a_fault_anywhere_fires_nothing_twice(void **state)
{
	static const struct fault faults[] = { { 1213, false },
					       { 2013, false },
					       { 2013, true } };

	for (size_t i = 0; i < COUNT_OF(faults); i++) {
		int64_t nth = 0;

		do
			company_setup(state);
		while (sweep_with_fault(&faults[i], ++nth));
		assert_true(nth > 12);
	}
}

/* ---- Several at once ------------------------------------------------------
 */

#define MANY 150

static void open_many(void)
{
	for (int i = 0; i < MANY; i++) {
		company_ticket(T0);
		if (i % 50 == 49)
			arena_reset(fixture.arena);
	}
}

/* A sweeper of its own, in a process of its own. */
static pid_t start_sweeper(bool for_ever)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid > 0)
		return pid;
	struct db *db = db_fixture_open();
	struct arena *a = arena_new();
	struct err e = { 0 };
	int did = 1, tries = 0;

	for (instant t = T0; t <= T0 + 6 * HOUR; t += 10 * MINUTE)
		for (did = 1; did > 0;) {
			struct job job = { .db = db,
					   .arena = a,
					   .by = { .kind = ACTOR_SWEEPER,
						   .via = VIA_SWEEP,
						   .now = t } };

			arena_reset(a);
			err_clear(&e);
			if (desk_sweep(&job, 20, &did, &e) && ++tries > 200)
				_exit(1);
			if (e.kind && db_ready(db, &e))
				_exit(2);
		}
	while (for_ever)
		clock_sleep_ms(1000);
	_exit(0);
}

static void all_fired_once(void)
{
	assert_int_equal(company_sweep(fixture.db, T0 + 6 * HOUR), 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 2 * MANY);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 13"),
			 2 * MANY);
	company_check_refold();
}

static void sweepers_at_the_same_time_fire_once(void **state)
{
	pid_t pids[3];

	(void)state;
	open_many();
	for (size_t i = 0; i < COUNT_OF(pids); i++)
		pids[i] = start_sweeper(false);
	for (size_t i = 0; i < COUNT_OF(pids); i++) {
		int status = 1;

		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
	all_fired_once();
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

static void a_sweeper_killed_at_any_moment_fires_once(void **state)
{
	(void)state;
	open_many();
	for (int i = 0; i < 30; i++) {
		pid_t pid = start_sweeper(true);

		clock_sleep_ms(1 + rng_below(40));
		assert_int_equal(kill(pid, SIGKILL), 0);
		assert_int_equal(waitpid(pid, NULL, 0), pid);
	}
	wait_for_the_killed();
	pid_t pid = start_sweeper(false);
	int status = 1;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	all_fired_once();
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("what is overdue is marked once",
			  what_is_overdue_is_marked_once, company_setup, NULL),
		TEST_WITH("reminders fire when they fall due",
			  reminders_fire_when_they_fall_due, company_setup,
			  NULL),
		TEST_WITH("a reminder found late says so",
			  a_reminder_found_late_says_so, company_setup, NULL),
		TEST_WITH("a promise that ended reminds nobody",
			  a_promise_that_ended_reminds_nobody, company_setup,
			  NULL),
		TEST_WITH("postponements end though nobody looks",
			  postponements_end_though_nobody_looks, company_setup,
			  NULL),
		TEST_WITH("sweeping decides nothing", sweeping_decides_nothing,
			  NULL, NULL),
		TEST_WITH("a ticket that is broken holds up no other",
			  a_ticket_that_is_broken_holds_up_no_other,
			  company_setup, NULL),
		TEST_WITH("a step that has a row never fires again",
			  a_step_that_has_a_row_never_fires_again,
			  company_setup, NULL),
		TEST_WITH("new time zones find due dates again",
			  new_time_zones_find_due_dates_again, company_setup,
			  NULL),
		TEST_WITH("tickets that fail hold up no other's zones",
			  tickets_that_fail_hold_up_no_other_zones,
			  company_setup, NULL),
		TEST_WITH("zones that are right cost little",
			  zones_that_are_right_cost_little, company_setup,
			  NULL),
		TEST_WITH("whoever locks a ticket first finds them again",
			  whoever_locks_a_ticket_first_finds_them_again,
			  company_setup, NULL),
		TEST_WITH("a fault anywhere fires nothing twice",
			  a_fault_anywhere_fires_nothing_twice, NULL, NULL),
		TEST_WITH("sweepers at the same time fire once",
			  sweepers_at_the_same_time_fire_once, company_setup,
			  NULL),
		TEST_WITH("a sweeper killed at any moment fires once",
			  a_sweeper_killed_at_any_moment_fires_once,
			  company_setup, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/sweep", tests, db_fixture_setup, db_fixture_teardown);
}
