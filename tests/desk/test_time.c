/*
 * Time itself: whoever looks when, what happens by itself happens at its own
 * instant, and the same becomes of every promise (sla.md §8, 6).
 */
#include "desk/company.h"

#include "base/clock.h"
#include "base/dice.h"
#include "base/limits.h"
#include "base/rng.h"
#include "store/level_store.h"
#include "support/test.h"

#define T0 MONDAY_9
#define DAYS(n) ((n)*DAY_SECONDS)
#define NUMBER(sql) db_fixture_number(sql)

/* The rule for closing, and a level under which a pause lasts 12 hours. */
static int setup(void **state)
{
	struct level_draft l = { .name = "Gold", .calendar = 0 };
	struct err e = { 0 };
	int rc = company_setup(state);

	db_fixture_run("INSERT INTO desk_closing VALUES (0, 432000);\n");
	l.calendar = company.calendar;
	l.target[METRIC_FIRST_ANSWER][PRIORITY_ANY].seconds = 4 * HOUR;
	l.target[METRIC_NEXT_ANSWER][PRIORITY_ANY].seconds = 2 * HOUR;
	l.target[METRIC_FIRST_ASSIGN][PRIORITY_ANY].seconds = HOUR;
	l.target[METRIC_FIRST_RESOLVE][PRIORITY_ANY].seconds = 16 * HOUR;
	l.steps[METRIC_FIRST_ANSWER][0].offset = -HOUR;
	l.steps[METRIC_FIRST_ANSWER][1] = (struct step){ .number = 1,
							 .offset = HOUR };
	l.nsteps[METRIC_FIRST_ANSWER] = 2;
	l.gears.max_pause = 12 * HOUR;
	company_expect(level_store_revise(fixture.db, company.level, &l,
					  company.olga.id, 1, &e),
		       ERR_NONE, &e);
	return rc;
}

/* ---- What is done -------------------------------------------------------- */

struct deal {
	struct db *db;
	struct arena *arena;
	instant now;
};

static struct job job_of(const struct deal *d, const struct member *who)
{
	struct job job = company_job(who, d->now);

	job.db = d->db;
	job.arena = d->arena;
	return job;
}

/* One of what people do; what is refused (it is closed, say) is no matter. */
static enum err_kind deed(const struct deal *d, const char *code, uint64_t what,
			  struct err *e)
{
	const struct desk_postponement open_end = { .until = INSTANT_NONE,
						    .code = PAUSE_VENDOR };
	struct desk_postponement later = { .until = d->now + 9 * HOUR,
					   .code = PAUSE_DATE };
	struct job alice = job_of(d, &company.alice);
	struct job bob = job_of(d, &company.bob);
	struct deed out;

	switch (what) {
	case 0:
		return desk_reply(&bob, code, 0, "And?", THEN_NOTHING, &out, e);
	case 1:
		return desk_reply(&alice, code, 0, "Water.", THEN_NOTHING, &out,
				  e);
	case 2:
		return desk_reply(&alice, code, 0, "Done.", THEN_RESOLVE, &out,
				  e);
	case 3:
		return desk_postpone(&alice, code, 0, &later, &out, e);
	case 4:
		return desk_postpone(&alice, code, 0, &open_end, &out, e);
	case 5:
		return desk_assign(&alice, code, 0, company.ann.oid, &out, e);
	case 6:
		return desk_reopen(&alice, code, 0, &out, e);
	case 7:
		return desk_delete(&alice, code, 0, &out, e);
	case 8:
		return desk_restore(&alice, code, 0, &out, e);
	default:
		return desk_set_priority(
			&alice, code, 0,
			what % 2 ? PRIORITY_URGENT : PRIORITY_LOW, &out, e);
	}
}

#define DEEDS 11

/* ---- Three desks ----------------------------------------------------------
 */

enum sweeping {
	SWEPT_ALWAYS,
	SWEPT_AT_THE_END,
	SWEPT_NEVER,
	SWEEPINGS
};

#define TICKETS 12
#define TURNS 160

/* Whoever locks them last: all that was to happen has. */
static void look_at_all(instant now)
{
	struct job job = company_job(&company.alice, now);
	struct err e = { 0 };
	struct deed out;
	struct rows *r;

	company_expect(db_query(fixture.db, fixture.arena,
				"SELECT code FROM ticket ORDER BY id",
				NO_PARAMS, &r, &e),
		       ERR_NONE, &e);
	while (rows_next(r))
		company_expect(
			desk_note(&job, rows_str(r), 0, "Seen.", &out, &e),
			ERR_NONE, &e);
	company_expect(rows_end(&r, &e), ERR_NONE, &e);
}

/* The same story each time: what is done, when and to what, out of a seed. */
static void tell(uint64_t seed, enum sweeping how)
{
	const struct deal first = { fixture.db, fixture.arena, T0 + 1 };
	const char *codes[TICKETS];
	instant now = T0, swept = T0;
	struct err e = { 0 };
	struct dice d;

	dice_init(&d, seed, 0);
	for (size_t i = 0; i < TICKETS; i++)
		codes[i] = company_ticket(T0);
	/* One is left alone, so that one closes by itself by any dice. */
	company_expect(deed(&first, company_ticket(T0), 2, &e), ERR_NONE, &e);
	for (int i = 0; i < TURNS; i++) {
		struct deal deal = { fixture.db, fixture.arena, 0 };
		uint64_t of = dice_below(&d, TICKETS);
		uint64_t what = dice_below(&d, DEEDS);

		e = (struct err){ 0 };
		now += (instant)dice_below(&d, 3 * HOUR) + 1;
		if (dice_below(&d, 40) == 0)
			now += DAYS(6);
		for (; how == SWEPT_ALWAYS && swept <= now; swept += HOUR / 2)
			company_sweep(fixture.db, swept);
		deal.now = now;
		(void)!deed(&deal, codes[of], what, &e);
	}
	now += DAYS(60);
	if (how != SWEPT_NEVER)
		company_sweep(fixture.db, now);
	look_at_all(now);
}

static int64_t digest(const char *columns, const char *from)
{
	return NUMBER(arena_printf(fixture.arena,
				   "SELECT CAST(COALESCE(SUM(CRC32(CONCAT_WS('"
				   " ', %s))), 0) AS INTEGER) FROM %s",
				   columns, from));
}

struct outcome {
	int64_t verdicts, clocks, events, tickets, closed;
};

#define TICKET "ticket_id - (SELECT MIN(id) FROM ticket)"

/* All but when marks and steps were noticed. */
static struct outcome outcome(void)
{
	return (struct outcome){
		.verdicts = digest(
			TICKET
			", metric, cycle, kind, outcome, reason,"
			" counted_at, started_at, IFNULL(due_at, '-'),"
			" stopped_at, IFNULL(breached_at, '-'), target,"
			" consumed, paused_s, over_working, over_calendar,"
			" IFNULL(agent_id - (SELECT MIN(id) FROM person), '-')",
			"verdict"),
		.clocks = digest(
			TICKET
			", metric, cycle, state, reason,"
			" IFNULL(due_at, '-'), consumed, paused_s,"
			" IFNULL(breached_at, '-'), IFNULL(stopped_at, '-'),"
			" waited_customer, waited_vendor, waited_planned",
			"clock"),
		.events = digest(TICKET ", at, kind, did,"
					" IFNULL(status, '-')",
				 "event WHERE kind NOT IN (13, 14)"),
		.tickets = digest("id - (SELECT MIN(id) FROM ticket), status, "
				  "last_event_at,"
				  " IFNULL(due_at, '-'), order_at,"
				  " IFNULL(settle_at, '-')",
				  "ticket"),
		.closed = NUMBER("SELECT COUNT(*) FROM event WHERE kind = 11"),
	};
}

static void sweeping_changes_no_verdict(void **state)
{
	const char *told = getenv("DUEDESK_TEST_SEED");
	uint64_t seed = told ? strtoull(told, NULL, 10) : rng_below(1000000);

	print_message("DUEDESK_TEST_SEED=%llu\n", (unsigned long long)seed);
	for (int round = 0; round < 2; round++) {
		struct outcome all[SWEEPINGS];

		for (int how = 0; how < SWEEPINGS; how++) {
			setup(state);
			tell(seed + (uint64_t)round, (enum sweeping)how);
			company_check_refold();
			all[how] = outcome();
			assert_int_equal(all[how].verdicts, all[0].verdicts);
			assert_int_equal(all[how].clocks, all[0].clocks);
			assert_int_equal(all[how].events, all[0].events);
			assert_int_equal(all[how].tickets, all[0].tickets);
		}
		assert_true(all[0].closed > 0);
	}
}

/* ---- A month asleep -------------------------------------------------------
 */

static void after_a_month_all_stands_where_it_fell_due(void **state)
{
	instant woke = T0 + DAYS(32);
	struct deal d = { fixture.db, fixture.arena, T0 + HOUR };
	const char *postponed, *paused, *resolved;
	struct err e = { 0 };

	(void)state;
	company_ticket(T0); /* nobody does anything */
	postponed = company_ticket(T0);
	paused = company_ticket(T0);
	resolved = company_ticket(T0);
	company_expect(deed(&d, postponed, 3, &e), ERR_NONE, &e);
	company_expect(deed(&d, paused, 4, &e), ERR_NONE, &e);
	company_expect(deed(&d, resolved, 2, &e), ERR_NONE, &e);
	company_sweep(fixture.db, woke);
	assert_int_equal(NUMBER("SELECT at FROM event WHERE kind = 8"),
			 T0 + 10 * HOUR);
	assert_int_equal(NUMBER("SELECT MIN(at) FROM event WHERE kind = 27"),
			 T0 + 13 * HOUR);
	assert_int_equal(NUMBER("SELECT at FROM event WHERE kind = 11"),
			 T0 + HOUR + DAYS(5));
	/* Broken in their due second, found when it woke. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock WHERE metric = 0"
				" AND breached_at = due_at"),
			 3);
	assert_int_equal(NUMBER("SELECT MIN(breached_at) FROM clock"
				" WHERE metric = 0"),
			 T0 + 4 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(DISTINCT at) FROM event"
				" WHERE kind = 13"),
			 1);
	assert_int_equal(NUMBER("SELECT MAX(at) FROM event WHERE kind = 13"),
			 woke);
	/* Warnings are too late, what follows is late; nobody is told twice. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"
				" WHERE outcome = 2 AND step = 0"),
			 3);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"
				" WHERE outcome = 1 AND step = 1"),
			 3);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 6);
	assert_int_equal(company_sweep(fixture.db, woke), 0);
	company_check_refold();
}

/* ---- The wall clock is set ------------------------------------------------
 */

static void a_clock_that_is_set_fires_nothing_twice(void **state)
{
	static const int64_t steps[] = { 0,  -HOUR, 1,        HOUR,
					 -2, -HOUR, 5 * HOUR, -HOUR };
	struct deal d = { fixture.db, fixture.arena, T0 + HOUR };
	const char *postponed, *resolved;
	struct err e = { 0 };
	instant at = T0 + DAYS(6);

	(void)state;
	company_ticket(T0);
	postponed = company_ticket(T0);
	resolved = company_ticket(T0);
	company_expect(deed(&d, postponed, 3, &e), ERR_NONE, &e);
	company_expect(deed(&d, resolved, 2, &e), ERR_NONE, &e);
	for (size_t i = 0; i < COUNT_OF(steps); i++) {
		at += steps[i];
		company_sweep(fixture.db, at);
		company_check_refold();
	}
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 4);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 11"),
			 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 8"),
			 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) - COUNT(DISTINCT ticket_id,"
				" metric, cycle) FROM event WHERE kind = 13"),
			 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event e JOIN event f"
				" USING (ticket_id) WHERE e.seq < f.seq"
				" AND e.at > f.at"),
			 0);
	/* What somebody does an hour before what was done is no earlier. */
	d.now = at - HOUR;
	company_expect(deed(&d, postponed, 1, &e), ERR_NONE, &e);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
				" WHERE consumed < 0 OR paused_s < 0"),
			 0);
	company_check_refold();
}

/* ---- What cannot be settled ----------------------------------------------
 */

#define MANY 130

static void one_that_cannot_be_closed_holds_up_no_other(void **state)
{
	struct deal d = { fixture.db, fixture.arena, T0 + HOUR };
	struct err e = { 0 };

	(void)state;
	for (int i = 0; i < MANY; i++)
		company_expect(deed(&d, company_ticket(T0), 2, &e), ERR_NONE,
			       &e);
	db_fixture_run("UPDATE ticket SET level_version_id = 999999"
		       " ORDER BY id LIMIT 3;\n");
	company_sweep(fixture.db, T0 + DAYS(7));
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket WHERE status = 5"),
			 MANY - 3);
	/* Put right, they close at their own instant, too. */
	db_fixture_run("UPDATE ticket SET level_version_id = (SELECT MAX(id)"
		       " FROM level_version) WHERE level_version_id = 999999"
		       ";\n");
	company_sweep(fixture.db, T0 + DAYS(8));
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 11"),
			 MANY);
	assert_int_equal(NUMBER("SELECT COUNT(DISTINCT at) FROM event"
				" WHERE kind = 11"),
			 1);
	company_check_refold();
}

/* ---- Sweepers and people at once ------------------------------------------
 */

#define SWEEPERS 4
#define PEOPLE 3
#define TOGETHER 40

static void sweep_along(struct db *db, struct arena *a)
{
	for (instant t = T0; t < T0 + DAYS(9); t += 6 * HOUR)
		for (int did = 1, tries = 0; did > 0 && tries < 200;) {
			struct err e = { 0 };
			struct job job = { .db = db,
					   .arena = a,
					   .by = { .kind = ACTOR_SWEEPER,
						   .via = VIA_SWEEP,
						   .now = t } };

			arena_reset(a);
			if (desk_sweep(&job, 20, &did, &e)) {
				if (db_ready(db, &e))
					_exit(2);
				tries++;
				did = 1;
			}
		}
}

static void work_along(struct db *db, struct arena *a, const char **codes,
		       uint64_t seed)
{
	struct dice dice;
	instant now = T0;

	dice_init(&dice, seed, 0);
	for (int i = 0; i < 150; i++) {
		struct deal d = { db, a, 0 };
		struct err e = { 0 };
		enum err_kind kind;

		arena_reset(a);
		now += (instant)dice_below(&dice, 2 * HOUR) + 1;
		d.now = now;
		kind = deed(&d, codes[dice_below(&dice, TOGETHER)],
			    dice_below(&dice, DEEDS), &e);
		if (kind == ERR_BROKEN)
			_exit(3);
		err_clear(&e);
		if (db_ready(db, &e))
			_exit(2);
	}
}

static pid_t start(int number, const char **codes)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid > 0)
		return pid;
	struct db *db = db_fixture_open();
	struct arena *a = arena_new();

	if (number < SWEEPERS)
		sweep_along(db, a);
	else
		work_along(db, a, codes, (uint64_t)number);
	_exit(0);
}

static void people_and_sweepers_are_in_nobodys_way(void **state)
{
	const char *codes[TOGETHER];
	pid_t pids[SWEEPERS + PEOPLE];

	(void)state;
	for (size_t i = 0; i < TOGETHER; i++)
		codes[i] = company_ticket(T0);
	for (size_t i = 0; i < COUNT_OF(pids); i++)
		pids[i] = start((int)i, codes);
	for (size_t i = 0; i < COUNT_OF(pids); i++) {
		int status = 1;

		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_int_equal(status, 0);
	}
	company_check_refold();
	company_sweep(fixture.db, T0 + DAYS(60));
	assert_int_equal(NUMBER("SELECT COUNT(*) - COUNT(DISTINCT ticket_id,"
				" metric, cycle) FROM event WHERE kind = 13"),
			 0);
	company_check_refold();
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("sweeping changes no verdict",
			  sweeping_changes_no_verdict, NULL, NULL),
		TEST_WITH("after a month all stands where it fell due",
			  after_a_month_all_stands_where_it_fell_due, setup,
			  NULL),
		TEST_WITH("a clock that is set fires nothing twice",
			  a_clock_that_is_set_fires_nothing_twice, setup, NULL),
		TEST_WITH("one that cannot be closed holds up no other",
			  one_that_cannot_be_closed_holds_up_no_other, setup,
			  NULL),
		TEST_WITH("people and sweepers are in nobody's way",
			  people_and_sweepers_are_in_nobodys_way, setup, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name("desk/time", tests, db_fixture_setup,
					   db_fixture_teardown);
}
