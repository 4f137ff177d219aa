/* Steps that are late, or many, or found by several at once: each once. */
#include "desk/ladder.h"

#include <sys/wait.h>
#include "base/limits.h"
#include "desk/lateness.h"
#include "support/test.h"

/* ---- Late ---------------------------------------------------------------- */

static void an_hour_late_is_not_late_a_second_more_is(void **state)
{
	for (int more = 0; more <= 1; more++) {
		ladder_setup(state);
		PROMISE(HOUR, { .kind = ACTION_TELL_ALL_MANAGERS });
		for (int i = 0; i < 3; i++)
			company_ticket(T0);
		company_sweep(fixture.db, T0 + 6 * HOUR + more);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"
					" WHERE outcome = 1"),
				 more ? 3 : 0);
		/* One letter each, or one of all. */
		assert_int_equal(ladder_mails(&company.mona), more ? 1 : 3);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM notice"), 3);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox WHERE"
					" ukey LIKE 'late:%' AND"
					" JSON_VALUE(payload, '$.why') ="
					" 'late'"),
				 more);
		ladder_is_well();
	}
}

static void a_level_says_itself_what_is_late(void **state)
{
	static const struct action tell = { .kind = ACTION_TELL_ALL_MANAGERS };
	struct level_draft d = ladder_draft("Gold");

	(void)state;
	d.gears.late = 60;
	ladder_step(&d, HOUR, &tell, 1);
	ladder_promise(&d);
	company_ticket(T0);
	company_sweep(fixture.db, T0 + 5 * HOUR + 60);
	assert_int_equal(NUMBER("SELECT outcome FROM fired_step"), 0);
	company_ticket(T0);
	company_sweep(fixture.db, T0 + 5 * HOUR + 61);
	assert_int_equal(NUMBER("SELECT MAX(outcome) FROM fired_step"), 1);
	ladder_is_well();
}

static void a_late_warning_is_skipped_a_late_change_is_made(void **state)
{
	static const struct action tell = { .kind = ACTION_TELL_ALL_MANAGERS };
	static const struct action high = { .kind = ACTION_PRIORITY,
					    .id = PRIORITY_HIGH };
	struct level_draft d = ladder_draft("Gold");

	(void)state;
	ladder_step(&d, -HOUR, &tell, 1);
	ladder_step(&d, HOUR, &high, 1);
	ladder_promise(&d);
	company_ticket(T0);
	company_sweep(fixture.db, T0 + 30 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox"), 0);
	assert_int_equal(NUMBER("SELECT outcome FROM fired_step WHERE step ="
				" 0"),
			 2);
	assert_int_equal(NUMBER("SELECT priority FROM ticket"), PRIORITY_HIGH);
	ladder_is_well();
}

/* ---- Many ---------------------------------------------------------------- */

static void too_many_letters_become_one(void **state)
{
	const int many = LIMIT_NOTICES_PER_HOUR + 50;

	(void)state;
	PROMISE(HOUR, { .kind = ACTION_TELL_ALL_MANAGERS });
	for (int i = 0; i < many; i++)
		company_ticket(T0);
	company_sweep(fixture.db, T0 + 5 * HOUR);
	assert_int_equal(ladder_mails(&company.mona),
			 LIMIT_NOTICES_PER_HOUR + 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM notice n JOIN outbox o ON"
				" o.ukey = n.ukey WHERE o.ukey LIKE 'hour:%'"
				" AND n.slot IS NULL"),
			 50);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM notice"), many);
	ladder_is_well();
	/* What comes in the same hour joins them; the next hour is another. */
	company_ticket(T0 + 60);
	company_sweep(fixture.db, T0 + 5 * HOUR + 60);
	assert_int_equal(ladder_mails(&company.mona),
			 LIMIT_NOTICES_PER_HOUR + 1);
	company_ticket(T0 + HOUR);
	company_sweep(fixture.db, T0 + 6 * HOUR);
	assert_int_equal(ladder_mails(&company.mona),
			 LIMIT_NOTICES_PER_HOUR + 2);
	ladder_is_well();
}

#define SWEEPERS 10

static void sweep_all(instant now)
{
	struct db *db = db_fixture_open();
	struct arena *a = arena_new();
	struct err e = { 0 };
	int did = 1, tries = 0;

	while (did > 0) {
		struct job job = { .db = db,
				   .arena = a,
				   .by = { .kind = ACTOR_SWEEPER,
					   .via = VIA_SWEEP,
					   .now = now } };

		arena_reset(a);
		err_clear(&e);
		if (desk_sweep(&job, 20, &did, &e) && ++tries > 500)
			_exit(1);
		if (e.kind && db_ready(db, &e))
			_exit(2);
	}
	_exit(0);
}

/* None is lost, none told twice, no limit overrun. */
static void ten_sweepers_tell_of_each_once(void **state)
{
	pid_t pids[SWEEPERS];

	(void)state;
	PROMISE(HOUR, { .kind = ACTION_TELL_ALL_MANAGERS },
		{ .kind = ACTION_PRIORITY, .id = PRIORITY_HIGH });
	for (int i = 0; i < 200; i++)
		company_ticket(T0);
	for (int i = 0; i < SWEEPERS; i++) {
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (pids[i] == 0)
			sweep_all(T0 + 5 * HOUR);
	}
	for (int i = 0; i < SWEEPERS; i++) {
		int status = 1;

		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
	/* Those that met a fault were put off for five minutes. */
	company_sweep(fixture.db, T0 + 5 * HOUR + 301);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 200);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM notice"), 200);
	assert_int_equal(ladder_mails(&company.mona),
			 LIMIT_NOTICES_PER_HOUR + 1);
	assert_int_equal(
		ladder_count("SELECT COUNT(*) FROM event WHERE kind = %d",
			     EVENT_CHANGED),
		200);
	ladder_is_well();
}

/* ---- Faults -------------------------------------------------------------- */

struct fault {
	unsigned code;
	bool after;
};

static bool sweep_with_fault(const struct fault *f, int64_t nth)
{
	struct job job = { .db = fixture.db,
			   .arena = fixture.arena,
			   .by = { .kind = ACTOR_SWEEPER,
				   .via = VIA_SWEEP,
				   .now = T0 + 5 * HOUR } };
	struct err e = { 0 };
	bool met;
	int did;

	PROMISE(HOUR, { .kind = ACTION_TELL_ALL_MANAGERS },
		{ .kind = ACTION_TELL_DEPARTMENT },
		{ .kind = ACTION_PRIORITY, .id = PRIORITY_HIGH },
		{ .kind = ACTION_CALL, .text = "https://example.com/" });
	company_ticket(T0);
	company_ticket(T0);
	db_test_fault(fixture.db, f->code, nth, f->after);
	(void)!desk_sweep(&job, 100, &did, &e);
	met = !db_test_fault_waits(fixture.db);
	db_test_fault(fixture.db, 0, 0, false);
	err_clear(&e);
	MUST(db_ready(fixture.db, &e));
	ladder_is_well();
	company_sweep(fixture.db, T0 + 5 * HOUR + 301);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 2);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_action"), 8);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM notice"), 6);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox"), 8);
	assert_int_equal(
		ladder_count("SELECT COUNT(*) FROM event WHERE kind = %d",
			     EVENT_CHANGED),
		2);
	ladder_is_well();
	return met;
}

static void a_fault_anywhere_tells_nobody_twice(void **state)
{
	static const struct fault faults[] = { { 1213, false },
					       { 2013, true } };

	for (size_t i = 0; i < COUNT_OF(faults); i++) {
		int64_t nth = 0;

		do
			ladder_setup(state);
		while (sweep_with_fault(&faults[i], ++nth));
		assert_true(nth > 20);
	}
}

/* ---- Lateness ------------------------------------------------------------ */

static void lateness_is_told_in_parts_of_a_hundred(void **state)
{
	struct lateness l = { 0 };

	(void)state;
	assert_int_equal(lateness_at(&l, 95), 0);
	for (int i = 1; i <= 100; i++)
		lateness_add(&l, i);
	assert_int_equal(lateness_at(&l, 50), 50);
	assert_int_equal(lateness_at(&l, 95), 95);
	assert_int_equal(lateness_at(&l, 100), 100);
	lateness_add(&l, -5);
	assert_int_equal(lateness_at(&l, 1), 1);
	lateness_add(&l, 40 * DAY_SECONDS);
	assert_int_equal(l.worst, 40 * DAY_SECONDS);
	assert_int_equal(lateness_at(&l, 100), 40 * DAY_SECONDS);
	l = (struct lateness){ 0 };
	lateness_add(&l, 130);
	lateness_add(&l, 5 * HOUR);
	lateness_add(&l, 5 * HOUR);
	assert_int_equal(lateness_at(&l, 33), 179);
	assert_int_equal(lateness_at(&l, 50), 5 * HOUR);
	lateness_add(&l, 5 * HOUR + 1800);
	assert_int_equal(lateness_at(&l, 50), 5 * HOUR + 1800);
}

#define STEP_TEST(what, func) TEST_WITH(what, func, ladder_setup, NULL)

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		STEP_TEST("an hour late is not late, a second more is",
			  an_hour_late_is_not_late_a_second_more_is),
		STEP_TEST("a level says itself what is late",
			  a_level_says_itself_what_is_late),
		STEP_TEST("a late warning is skipped, a late change is made",
			  a_late_warning_is_skipped_a_late_change_is_made),
		STEP_TEST("too many letters become one",
			  too_many_letters_become_one),
		STEP_TEST("ten sweepers tell of each once",
			  ten_sweepers_tell_of_each_once),
		STEP_TEST("lateness is told in parts of a hundred",
			  lateness_is_told_in_parts_of_a_hundred),
		STEP_TEST("a fault anywhere tells nobody twice",
			  a_fault_anywhere_tells_nobody_twice),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
