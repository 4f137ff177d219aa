/* Old tickets come in with their history, once, and whole. */
#include "desk/company.h"
#include "desk/import.h"

#include "base/clock.h"
#include "base/rng.h"
#include "store/level_store.h"
#include "support/test.h"

#define NOW (MONDAY_9 + 21 * DAY_SECONDS)

static struct event event(enum event_kind kind, unsigned did, instant at,
			  person_id who)
{
	return (struct event){
		.at = at,
		.kind = kind,
		.did = did,
		.until = INSTANT_NONE,
		.by = { .kind = ACTOR_IMPORT,
			.person = who,
			.via = VIA_IMPORT },
	};
}

static struct import_event created(instant at)
{
	struct import_event ie = {
		.event = event(EVENT_CREATED, DID_CREATE | DID_CUSTOMER_SPOKE,
			       at, company.bob.id),
		.body = "It burns.",
	};

	ie.event.status = STATUS_NEW;
	ie.event.priority = PRIORITY_NORMAL;
	ie.event.department = company.support;
	return ie;
}

static struct import_event answered(instant at)
{
	return (struct import_event){
		.event = event(EVENT_REPLY, DID_STAFF_SPOKE, at,
			       company.alice.id),
		.body = "Use water.",
	};
}

static struct import_event resolved(instant at)
{
	struct import_event ie = {
		.event = event(EVENT_RESOLVED, DID_STATUS, at,
			       company.alice.id),
	};

	ie.event.status = STATUS_RESOLVED;
	return ie;
}

static struct import_ticket ticket(const char *key,
				   const struct import_event *events, size_t n)
{
	return (struct import_ticket){ .key = key,
				       .subject = "The printer",
				       .source = SOURCE_PHONE,
				       .requester = company.bob.id,
				       .events = events,
				       .n = n };
}

static struct job job_at(instant now)
{
	struct job job = company_job(&company.olga, now);

	job.viewer = NULL;
	job.by = (struct actor){ .kind = ACTOR_IMPORT,
				 .via = VIA_IMPORT,
				 .now = now };
	return job;
}

static int64_t import(struct import_ticket *tickets, size_t n)
{
	struct import *im = desk_import_new();
	struct job job = job_at(NOW);
	struct err e = { 0 };
	int64_t events = 0;

	company_expect(desk_import(im, &job, tickets, n, &events, &e), ERR_NONE,
		       &e);
	desk_import_free(&im);
	return events;
}

static void history_ends_as_it_would_have(void **state)
{
	const struct import_event events[] = {
		created(MONDAY_9),
		answered(MONDAY_9 + 6 * HOUR),
		resolved(MONDAY_9 + 26 * HOUR),
	};
	struct import_ticket t = ticket("INC1", events, 3);

	(void)state;
	/* Its own three, and that two promises were broken. */
	assert_int_equal(import(&t, 1), 5);
	assert_int_equal(t.outcome, IMPORT_NEW);
	/* Due 13:00, answered 15:00: missed by two hours. */
	assert_int_equal(
		db_fixture_number("SELECT state * 1000000 + margin FROM clock"
				  " WHERE metric = 0"),
		CLOCK_MISSED * 1000000 + 2 * HOUR);
	assert_int_equal(db_fixture_number("SELECT outcome FROM verdict"
					   " WHERE metric = 3"),
			 CLOCK_MET);
	assert_int_equal(
		db_fixture_number("SELECT at FROM event WHERE kind = 13"
				  " AND metric = 0"),
		MONDAY_9 + 4 * HOUR + 1);
	assert_int_equal(db_fixture_number("SELECT status FROM ticket"),
			 STATUS_RESOLVED);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM message"), 2);
	company_check_refold();
}

static void past_steps_are_noted_and_nobody_is_told(void **state)
{
	const struct import_event events[] = { created(MONDAY_9) };
	struct import_ticket t = ticket("INC1", events, 1);

	(void)state;
	import(&t, 1);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM fired_step"
					   " WHERE outcome = 2"),
			 2);
	assert_int_equal(
		db_fixture_number("SELECT COUNT(*) FROM event WHERE kind = 14"),
		0);
	/* Nothing is left for the sweeper. */
	assert_int_equal(company_sweep(fixture.db, NOW), 0);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM clock"
					   " WHERE breached_at IS NOT NULL"),
			 3);
	company_check_refold();
}

static void twice_imports_nothing_twice(void **state)
{
	const struct import_event events[] = {
		created(MONDAY_9),
		answered(MONDAY_9 + HOUR),
	};
	struct import_ticket t[] = {
		ticket("INC1", events, 2),
		ticket("INC2", events, 2),
		ticket("INC1", events, 2),
	};
	const char *before;

	(void)state;
	import(t, 2);
	before = company_dump();
	assert_int_equal(import(t, 3), 0);
	for (int i = 0; i < 3; i++)
		assert_int_equal(t[i].outcome, IMPORT_KNOWN);
	assert_string_equal(company_dump(), before);
}

static void same_key_in_one_batch_is_one_ticket(void **state)
{
	const struct import_event events[] = { created(MONDAY_9) };
	struct import_ticket t[] = {
		ticket("INC1", events, 1),
		ticket("INC1", events, 1),
	};

	(void)state;
	import(t, 2);
	assert_int_equal(t[0].outcome, IMPORT_NEW);
	assert_int_equal(t[1].outcome, IMPORT_KNOWN);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM ticket"), 1);
}

static void expect_bad(const struct import_event *events, size_t n,
		       const char *reason)
{
	const struct import_event good[] = { created(MONDAY_9) };
	struct import_ticket t[] = {
		ticket("BAD", events, n),
		ticket("GOOD", good, 1),
	};

	import(t, 2);
	assert_int_equal(t[0].outcome, IMPORT_BAD);
	assert_string_equal(t[0].reason, reason);
	assert_int_not_equal(t[1].outcome, IMPORT_BAD);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM ticket"), 1);
}

static void bad_histories_are_told_apart(void **state)
{
	struct import_event ev[2] = { 0 };

	(void)state;
	expect_bad(ev, 0, "it has no events");
	ev[0] = answered(MONDAY_9);
	expect_bad(ev, 1,
		   "event 1 does not open the ticket where the history"
		   " begins");
	ev[0] = created(MONDAY_9);
	ev[1] = answered(MONDAY_9 - 1);
	expect_bad(ev, 2, "event 2 lies before the one before it");
	ev[1] = answered(NOW + 1);
	expect_bad(ev, 2, "event 2 lies in the future, or too far back");
	ev[1] = answered(MONDAY_9);
	ev[1].body = "\xff";
	expect_bad(ev, 2,
		   "event 2 has words that are empty, too long, or no UTF-8");
	ev[1] = resolved(MONDAY_9);
	ev[1].body = "Done.";
	expect_bad(ev, 2, "event 2 has words, but nobody spoke");
	ev[0].event.department.n = 0;
	expect_bad(ev, 2, "event 1 has no department");
}

/* A postponement that ended by itself ends in the history too. */
static void postponements_end_at_their_own_instant(void **state)
{
	struct import_event events[] = {
		created(MONDAY_9),
		{ .event = event(EVENT_POSTPONED, DID_STATUS, MONDAY_9 + HOUR,
				 company.alice.id) },
		answered(MONDAY_9 + 5 * HOUR),
	};
	struct import_ticket t = ticket("INC1", events, 3);

	(void)state;
	events[1].event.status = STATUS_POSTPONED;
	events[1].event.until = MONDAY_9 + 2 * HOUR;
	import(&t, 1);
	assert_int_equal(
		db_fixture_number("SELECT at FROM event WHERE kind = 8"),
		MONDAY_9 + 2 * HOUR);
	company_check_refold();
}

/* ---- Many, and faults -----------------------------------------------------
 */

#define BATCH 20
#define LENGTH 12

static unsigned seed;

static unsigned draw(unsigned n)
{
	seed = seed * 1103515245u + 12345u;
	return (seed >> 16) % n;
}

static struct import_event anything(instant at)
{
	static const enum status statuses[] = { STATUS_OPEN, STATUS_ANSWERED,
						STATUS_POSTPONED,
						STATUS_RESOLVED,
						STATUS_CLOSED };
	struct import_event ie = answered(at);

	switch (draw(6)) {
	case 0:
		return ie;
	case 1:
		ie.event.did = DID_CUSTOMER_SPOKE;
		ie.event.kind = EVENT_CUSTOMER_MESSAGE;
		ie.event.by.person = company.bob.id;
		return ie;
	case 2:
		ie.event.did = DID_ASSIGN;
		ie.event.kind = EVENT_ASSIGNED;
		ie.event.assignee = draw(2) ? company.alice.id : company.ann.id;
		break;
	case 3:
		ie.event.did = DID_PRIORITY;
		ie.event.kind = EVENT_PRIORITY;
		ie.event.priority = (enum priority)(1 + draw(4));
		break;
	default:
		ie.event.did = DID_STATUS;
		ie.event.kind = EVENT_CHANGED;
		ie.event.status = statuses[draw(5)];
		if (ie.event.status == STATUS_POSTPONED && draw(2))
			ie.event.until = at + 1 + draw(100000);
	}
	ie.body = NULL;
	return ie;
}

static void random_batch(struct import_ticket t[BATCH],
			 struct import_event events[BATCH][LENGTH])
{
	for (size_t i = 0; i < BATCH; i++) {
		instant at = MONDAY_9 + draw(300000);

		events[i][0] = created(at);
		for (size_t k = 1; k < LENGTH; k++) {
			at += draw(2) ? draw(3) : draw(90000);
			events[i][k] = anything(at);
		}
		t[i] = ticket(arena_printf(fixture.arena, "INC%u-%zu", seed, i),
			      events[i], LENGTH);
	}
}

static void random_histories_fold_to_what_is_stored(void **state)
{
	struct import_event events[BATCH][LENGTH];
	struct import_ticket t[BATCH];
	const char *given = getenv("DUEDESK_TEST_SEED");

	(void)state;
	seed = given ? (unsigned)strtoul(given, NULL, 10) : rng_below(1u << 31);
	print_message("DUEDESK_TEST_SEED=%u\n", seed);
	for (int round = 0; round < 10; round++) {
		random_batch(t, events);
		import(t, BATCH);
	}
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM ticket"),
			 10 * BATCH);
	company_check_refold();
}

static void fault_at_any_statement_leaves_nothing_half(void **state)
{
	struct import_event events[BATCH][LENGTH];
	struct import_ticket t[BATCH];
	struct import *im = desk_import_new();
	struct job job = job_at(NOW);
	const char *before = company_dump();
	int64_t nth = 0;
	struct err e;

	(void)state;
	seed = 7;
	random_batch(t, events);
	do {
		e = (struct err){ 0 };
		db_test_fault(fixture.db, 1213, ++nth, false);
		if (desk_import(im, &job, t, BATCH, NULL, &e) == ERR_NONE)
			break;
		assert_int_equal(e.kind, ERR_BUSY);
		assert_string_equal(company_dump(), before);
	} while (nth < 1000);
	assert_true(db_test_fault_waits(fixture.db));
	db_test_fault(fixture.db, 0, 0, false);
	assert_true(nth > 10);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM ticket"),
			 BATCH);
	company_check_refold();
	desk_import_free(&im);
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("history ends as it would have",
			  history_ends_as_it_would_have, company_setup, NULL),
		TEST_WITH("past steps are noted and nobody is told",
			  past_steps_are_noted_and_nobody_is_told,
			  company_setup, NULL),
		TEST_WITH("twice imports nothing twice",
			  twice_imports_nothing_twice, company_setup, NULL),
		TEST_WITH("same key in one batch is one ticket",
			  same_key_in_one_batch_is_one_ticket, company_setup,
			  NULL),
		TEST_WITH("bad histories are told apart",
			  bad_histories_are_told_apart, company_setup, NULL),
		TEST_WITH("postponements end at their own instant",
			  postponements_end_at_their_own_instant, company_setup,
			  NULL),
		TEST_WITH("random histories fold to what is stored",
			  random_histories_fold_to_what_is_stored,
			  company_setup, NULL),
		TEST_WITH("fault at any statement leaves nothing half",
			  fault_at_any_statement_leaves_nothing_half,
			  company_setup, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/import", tests, db_fixture_setup, db_fixture_teardown);
}
