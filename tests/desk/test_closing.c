/* What is resolved closes by itself: at its own instant, by the rule of then.
 */
#include "desk/company.h"

#include "desk/closing.h"
#include "desk/import.h"
#include "support/test.h"

#define T0 MONDAY_9
#define DAYS(n) ((n)*DAY_SECONDS)
#define NUMBER(sql) db_fixture_number(sql)
#define CLOSED_AT "SELECT at FROM event WHERE kind = 11"

/* A desk whose rule has held from its beginning. */
static int setup(void **state)
{
	int rc = company_setup(state);

	db_fixture_run("INSERT INTO desk_closing VALUES (0, 432000);\n");
	return rc;
}

static const char *resolved_ticket(instant at)
{
	const char *code = company_ticket(at - HOUR);
	struct job job = company_job(&company.alice, at);
	struct err e = { 0 };
	struct deed deed;

	company_expect(
		desk_reply(&job, code, 0, "Water.", THEN_RESOLVE, &deed, &e),
		ERR_NONE, &e);
	return code;
}

static void note(const char *code, instant at)
{
	struct job job = company_job(&company.alice, at);
	struct err e = { 0 };
	struct deed deed;

	company_expect(desk_note(&job, code, 0, "Hm.", &deed, &e), ERR_NONE,
		       &e);
}

static enum err_kind answer(const char *code, instant at)
{
	struct job job = company_job(&company.bob, at);
	struct err e = { 0 };
	struct deed deed;

	return desk_reply(&job, code, 0, "It burns again.", THEN_NOTHING, &deed,
			  &e);
}

static void set_rule(seconds after, instant now)
{
	struct job job = company_job(&company.olga, now);
	struct err e = { 0 };

	company_expect(desk_close_after(&job, after, &e), ERR_NONE, &e);
}

/* Tell all tickets; how many came to know something new. */
static int tell(void)
{
	struct job job = company_job(&company.olga, T0);
	struct err e = { 0 };
	bool done = false;
	int did, all = 0;

	while (!done) {
		company_expect(desk_tell_closing(&job, &did, &done, &e),
			       ERR_NONE, &e);
		all += did;
	}
	return all;
}

/* ---- At its own instant ---------------------------------------------------
 */

static void it_closes_at_its_own_instant_whoever_looks(void **state)
{
	const char *code;

	for (int swept = 0; swept < 2; swept++) {
		setup(state);
		code = resolved_ticket(T0 + HOUR);
		assert_int_equal(NUMBER("SELECT settle_at FROM ticket"),
				 T0 + HOUR + DAYS(5));
		company_sweep(fixture.db, T0 + HOUR + DAYS(5) - 1);
		assert_int_equal(NUMBER("SELECT status FROM ticket"),
				 STATUS_RESOLVED);
		if (swept)
			company_sweep(fixture.db, T0 + DAYS(30));
		else
			note(code, T0 + DAYS(30));
		assert_int_equal(NUMBER("SELECT status FROM ticket"),
				 STATUS_CLOSED);
		assert_int_equal(NUMBER(CLOSED_AT), T0 + HOUR + DAYS(5));
		assert_int_equal(NUMBER("SELECT actor_kind FROM event"
					" WHERE kind = 11"),
				 ACTOR_SYSTEM);
		assert_int_equal(NUMBER("SELECT settle_at IS NULL FROM ticket"),
				 1);
		company_check_refold();
	}
}

static void until_then_its_customer_opens_it_again(void **state)
{
	const char *code = resolved_ticket(T0 + HOUR);

	(void)state;
	assert_int_equal(answer(code, T0 + HOUR + DAYS(5) - 1), ERR_NONE);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_OPEN);
	assert_int_equal(NUMBER("SELECT settle_at IS NULL FROM ticket"), 1);
	company_check_refold();
}

/* In the very second of its closing it is closed: nobody swept it. */
static void from_then_on_it_is_closed_though_nobody_swept(void **state)
{
	const char *code = resolved_ticket(T0 + HOUR);

	(void)state;
	(void)answer(code, T0 + HOUR + DAYS(5));
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 10"),
			 0);
	note(code, T0 + HOUR + DAYS(5));
	/* What was answered is another one now. */
	assert_int_equal(NUMBER("SELECT status FROM ticket ORDER BY id"
				" LIMIT 1"),
			 STATUS_CLOSED);
	company_check_refold();
}

static void closing_changes_no_verdict(void **state)
{
	static const char verdicts[] =
		"SELECT CAST(SUM(CRC32(CONCAT_WS(' ', metric, outcome, reason,"
		" stopped_at, consumed))) AS INTEGER) FROM verdict";
	int64_t before;

	(void)state;
	resolved_ticket(T0 + HOUR);
	before = NUMBER(verdicts);
	company_sweep(fixture.db, T0 + DAYS(6));
	assert_int_equal(NUMBER(verdicts), before);
}

/* ---- The rule changes -----------------------------------------------------
 */

static void a_change_is_told_to_what_is_resolved(void **state)
{
	(void)state;
	resolved_ticket(T0 + HOUR);
	resolved_ticket(T0 + DAYS(4));
	company_ticket(T0);
	assert_int_equal(tell(), 0);
	set_rule(DAYS(2), T0 + DAYS(4) + HOUR);
	/* Until all are told, that is no fault. */
	company_check_refold();
	assert_int_equal(tell(), 2);
	assert_int_equal(tell(), 0);
	company_check_refold();
	/* No sooner than the change. */
	assert_int_equal(NUMBER("SELECT MIN(settle_at) FROM ticket"),
			 T0 + DAYS(4) + HOUR);
	assert_int_equal(NUMBER("SELECT MAX(settle_at) FROM ticket"),
			 T0 + DAYS(6));
	set_rule(0, T0 + DAYS(5));
	assert_int_equal(tell(), 1);
	company_check_refold();
	company_sweep(fixture.db, T0 + DAYS(30));
	/* The first should have closed before that: it did. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket WHERE status = 5"),
			 1);
	assert_int_equal(NUMBER(CLOSED_AT), T0 + DAYS(4) + HOUR);
	company_check_refold();
}

static void whoever_looks_first_need_not_be_told(void **state)
{
	const char *code = resolved_ticket(T0 + HOUR);

	(void)state;
	set_rule(DAYS(2), T0 + DAYS(1));
	note(code, T0 + DAYS(4));
	assert_int_equal(NUMBER(CLOSED_AT), T0 + HOUR + DAYS(2));
	assert_int_equal(tell(), 0);
	company_check_refold();
}

static void a_desk_of_before_is_told_batch_by_batch(void **state)
{
	(void)state;
	for (int i = 0; i < 5; i++)
		resolved_ticket(T0 + HOUR);
	/* As its rows were, and what the migration makes of them. */
	db_fixture_run("UPDATE ticket SET settle_at = NULL;\n"
		       "DELETE FROM desk_closing;\n"
		       "INSERT INTO desk_closing SELECT MAX(last_event_at),"
		       " 432000 FROM ticket;\n");
	db_fixture_run("UPDATE desk_closing SET since = since + 864000;\n");
	company_check_refold();
	assert_int_equal(tell(), 5);
	assert_int_equal(company_sweep(fixture.db, T0 + DAYS(40)), 5);
	assert_int_equal(NUMBER(CLOSED_AT " ORDER BY at DESC LIMIT 1"),
			 T0 + HOUR + DAYS(10));
	company_check_refold();
}

static void limits_are_named(void **state)
{
	static const seconds wrong[] = { -1, 1, 3599, DAYS(366) + 1 };
	struct job job = company_job(&company.olga, T0);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct err e = { 0 };

		assert_int_equal(desk_close_after(&job, wrong[i], &e),
				 ERR_INVALID);
		assert_non_null(strstr(e.msg, "366 days"));
	}
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM desk_closing"), 1);
}

/* A change waits for who has a resolved ticket in hand. */
static void nobody_goes_by_a_rule_of_before(void **state)
{
	struct db *other = db_fixture_open();
	struct job job = company_job(&company.olga, T0 + DAYS(1));
	struct arena *a = arena_new();
	struct closing held;
	struct err e = { 0 };

	(void)state;
	company_expect(db_begin(other, &e), ERR_NONE, &e);
	company_expect(closing_store_hold(other, a, &held, &e), ERR_NONE, &e);
	db_fixture_run("SET innodb_lock_wait_timeout = 1;\n");
	assert_int_equal(desk_close_after(&job, DAYS(2), &e), ERR_BUSY);
	db_rollback(other);
	err_clear(&e);
	company_expect(desk_close_after(&job, DAYS(2), &e), ERR_NONE, &e);
	db_fixture_run("SET innodb_lock_wait_timeout = DEFAULT;\n");
	db_close(&other);
	arena_free(a);
}

/* ---- Faults ---------------------------------------------------------------
 */

static void a_fault_while_telling_leaves_nobody_out(void **state)
{
	static const bool afters[] = { false, true };
	struct err e = { 0 };

	for (size_t i = 0; i < COUNT_OF(afters); i++) {
		int64_t nth = 0;
		bool met = true;

		while (met) {
			struct job job;
			bool done;
			int did;

			setup(state);
			resolved_ticket(T0 + HOUR);
			set_rule(DAYS(9), T0 + DAYS(1));
			job = company_job(&company.olga, T0 + DAYS(1));
			db_test_fault(fixture.db, 2013, ++nth, afters[i]);
			(void)!desk_tell_closing(&job, &did, &done, &e);
			met = !db_test_fault_waits(fixture.db);
			db_test_fault(fixture.db, 0, 0, false);
			err_clear(&e);
			company_expect(db_ready(fixture.db, &e), ERR_NONE, &e);
			company_check_refold();
			tell();
			company_check_refold();
			assert_int_equal(NUMBER("SELECT settle_at FROM ticket"),
					 T0 + HOUR + DAYS(9));
		}
		assert_true(nth > 5);
	}
}

/* ---- The past -------------------------------------------------------------
 */

static struct import_event happened(enum event_kind kind, unsigned did,
				    enum status status, instant at)
{
	struct import_event ie = desk_import_event(kind, at, company.bob.id);

	ie.event.did = did;
	ie.event.status = status;
	ie.event.priority = PRIORITY_NORMAL;
	ie.event.department = company.support;
	return ie;
}

/* The log says that it was opened again after a month: so it was. */
static void a_log_says_what_became_of_it(void **state)
{
	struct import_event events[] = {
		happened(EVENT_CREATED, DID_CREATE, STATUS_NEW, T0),
		happened(EVENT_RESOLVED, DID_STATUS, STATUS_RESOLVED,
			 T0 + HOUR),
		happened(EVENT_REOPENED, DID_REOPEN, STATUS_OPEN,
			 T0 + DAYS(30)),
		happened(EVENT_RESOLVED, DID_STATUS, STATUS_RESOLVED,
			 T0 + DAYS(31)),
	};
	struct import_ticket t = { .key = "INC1",
				   .subject = "The printer",
				   .source = SOURCE_PHONE,
				   .requester = company.bob.id,
				   .events = events,
				   .n = COUNT_OF(events) };
	struct import *im = desk_import_new();
	struct job job = company_job(&company.olga, T0 + DAYS(90));
	struct err e = { 0 };
	int64_t n;

	(void)state;
	job.by = (struct actor){ .kind = ACTOR_IMPORT,
				 .via = VIA_IMPORT,
				 .now = T0 + DAYS(90) };
	company_expect(desk_import(im, &job, &t, 1, &n, &e), ERR_NONE, &e);
	desk_import_free(&im);
	assert_int_equal(t.outcome, IMPORT_NEW);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 11"),
			 1);
	assert_int_equal(NUMBER(CLOSED_AT), T0 + DAYS(36));
	company_check_refold();
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("it closes at its own instant, whoever looks",
			  it_closes_at_its_own_instant_whoever_looks, NULL,
			  NULL),
		TEST_WITH("until then its customer opens it again",
			  until_then_its_customer_opens_it_again, setup, NULL),
		TEST_WITH("from then on it is closed, though nobody swept",
			  from_then_on_it_is_closed_though_nobody_swept, setup,
			  NULL),
		TEST_WITH("closing changes no verdict",
			  closing_changes_no_verdict, setup, NULL),
		TEST_WITH("a change is told to what is resolved",
			  a_change_is_told_to_what_is_resolved, setup, NULL),
		TEST_WITH("whoever looks first need not be told",
			  whoever_looks_first_need_not_be_told, setup, NULL),
		TEST_WITH("a desk of before is told batch by batch",
			  a_desk_of_before_is_told_batch_by_batch, setup, NULL),
		TEST_WITH("limits are named", limits_are_named, setup, NULL),
		TEST_WITH("nobody goes by a rule of before",
			  nobody_goes_by_a_rule_of_before, setup, NULL),
		TEST_WITH("a fault while telling leaves nobody out",
			  a_fault_while_telling_leaves_nobody_out, NULL, NULL),
		TEST_WITH("a log says what became of it",
			  a_log_says_what_became_of_it, setup, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/closing", tests, db_fixture_setup, db_fixture_teardown);
}
