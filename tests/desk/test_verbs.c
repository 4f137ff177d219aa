/* What each verb does to a ticket and its promises. */
#include "desk/company.h"

#include "base/rng.h"
#include "support/test.h"

#define NUMBER(sql) db_fixture_number(sql)
#define T0 MONDAY_9

static struct deed deed;

/* Do it as that person then; the error's kind. */
static enum err_kind reply(const struct member *p, instant now,
			   const char *code, const char *body)
{
	struct job job = company_job(p, now);
	struct err e = { 0 };

	return desk_reply(&job, code, 0, body, THEN_NOTHING, &deed, &e);
}

static enum err_kind note(const struct member *p, instant now, const char *code)
{
	struct job job = company_job(p, now);
	struct err e = { 0 };

	return desk_note(&job, code, 0, "Ask the vendor.", &deed, &e);
}

static enum err_kind assign(const struct member *p, instant now,
			    const char *code, const char *to)
{
	struct job job = company_job(p, now);
	struct err e = { 0 };

	return desk_assign(&job, code, 0, to, &deed, &e);
}

static enum err_kind postpone(const struct member *p, instant now,
			      const char *code, instant until)
{
	const struct desk_postponement d = { .until = until,
					     .party = PARTY_CUSTOMER,
					     .reason = "Waiting for a photo" };
	struct job job = company_job(p, now);
	struct err e = { 0 };

	return desk_postpone(&job, code, 0, &d, &deed, &e);
}

static enum err_kind resolve(const struct member *p, instant now,
			     const char *code)
{
	struct job job = company_job(p, now);
	struct err e = { 0 };

	return desk_resolve(&job, code, 0, &deed, &e);
}

static enum err_kind reopen(const struct member *p, instant now,
			    const char *code)
{
	struct job job = company_job(p, now);
	struct err e = { 0 };

	return desk_reopen(&job, code, 0, &deed, &e);
}

/* ---- Opening --------------------------------------------------------------
 */

static void opening_starts_the_promises_of_the_department(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(strlen(code), RNG_CODE_LEN);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"), 3);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 0"),
			 T0 + 4 * HOUR);
	/* The nearest is the first assignment, an hour from now. */
	assert_int_equal(NUMBER("SELECT due_at FROM ticket"), T0 + HOUR);
	assert_int_equal(NUMBER("SELECT due_metric FROM ticket"),
			 METRIC_FIRST_ASSIGN);
	assert_int_equal(NUMBER("SELECT order_at FROM ticket"), T0 + HOUR);
	assert_int_equal(NUMBER("SELECT version FROM ticket"), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM message"
				" WHERE author_kind = 0 AND visibility = 0"),
			 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
				" WHERE requester_name = 'Bob Customer'"
				" AND department_name = 'Support'"
				" AND level_name = 'Gold' AND agent_name = ''"),
			 3);
	company_check_refold();
}

static void an_agents_ticket_has_no_first_answer(void **state)
{
	struct job job = company_job(&company.alice, T0);
	const struct desk_ticket t = { .subject = "  Called about the printer ",
				       .body = "He called.",
				       .department = company.support_oid,
				       .requester = company.bob.oid,
				       .priority = PRIORITY_HIGH,
				       .source = SOURCE_PHONE };
	struct err e = { 0 };

	(void)state;
	company_expect(desk_open(&job, &t, &deed, &e), ERR_NONE, &e);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
				" WHERE metric = 0"),
			 0);
	assert_int_equal(NUMBER("SELECT by_agent + 10 * priority FROM ticket"),
			 1 + 10 * PRIORITY_HIGH);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket WHERE subject ="
				" 'Called about the printer'"),
			 1);
	assert_int_equal(NUMBER("SELECT requester_id FROM ticket"),
			 company.bob.id.n);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_OPEN);
	/* The agent spoke first: the customer's word wants the next answer. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock WHERE state = 0"),
			 2);
	assert_int_equal(reply(&company.bob, T0 + HOUR, deed.code, "And now?"),
			 ERR_NONE);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 1"),
			 T0 + 3 * HOUR);
	company_check_refold();
}

static void without_a_level_seven_days_order_it(void **state)
{
	struct job job = company_job(&company.dave, T0);
	const struct desk_ticket t = { .subject = "Invoice",
				       .body = "Which one?",
				       .department = company.billing_oid,
				       .requester = company.bob.oid,
				       .priority = PRIORITY_NORMAL,
				       .source = SOURCE_AGENT };
	struct err e = { 0 };

	(void)state;
	company_expect(desk_open(&job, &t, &deed, &e), ERR_NONE, &e);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"), 0);
	assert_int_equal(NUMBER("SELECT order_at FROM ticket"),
			 T0 + 7 * DAY_SECONDS);
	assert_int_equal(NUMBER("SELECT due_at IS NULL FROM ticket"), 1);
	company_check_refold();
}

static enum err_kind open_by(const struct member *p, struct desk_ticket t)
{
	struct job job = company_job(p, T0);
	struct err e = { 0 };

	return desk_open(&job, &t, &deed, &e);
}

static void customers_open_only_for_themselves(void **state)
{
	struct desk_ticket t = { .subject = "S",
				 .body = "B",
				 .department = company.billing_oid };

	(void)state;
	assert_int_equal(open_by(&company.bob, t), ERR_INVALID);
	t.department = "default";
	assert_int_equal(open_by(&company.bob, t), ERR_INVALID);
	t.department = company.support_oid;
	t.requester = company.carol.oid;
	assert_int_equal(open_by(&company.bob, t), ERR_DENIED);
	t.requester = "";
	assert_int_equal(open_by(&company.rita, t), ERR_DENIED);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket"), 0);
	/* What customers do not choose is not taken from them. */
	t.priority = PRIORITY_URGENT;
	assert_int_equal(open_by(&company.bob, t), ERR_NONE);
	assert_int_equal(NUMBER("SELECT priority FROM ticket"),
			 PRIORITY_NORMAL);
}

static void the_form_can_say_by_when_the_answer_comes(void **state)
{
	struct job job = company_job(&company.bob, T0 + 6 * HOUR);
	const struct level *level;
	struct err e = { 0 };
	instant due;

	(void)state;
	company_expect(
		desk_answer_by(&job, company.support_oid, &due, &level, &e),
		ERR_NONE, &e);
	/* Two hours are left today, the other two tomorrow. */
	assert_int_equal(due, T0 + 24 * HOUR + 2 * HOUR);
	assert_string_equal(level->name, "Gold");
	job.viewer = &company.dave.viewer;
	company_expect(
		desk_answer_by(&job, company.billing_oid, &due, &level, &e),
		ERR_NONE, &e);
	assert_int_equal(due, INSTANT_NONE);
	assert_null(level);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket"), 0);
}

/* ---- Talking --------------------------------------------------------------
 */

static void an_answer_in_time_meets_the_promise(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(reply(&company.alice, T0 + 4 * HOUR, code, "Water!"),
			 ERR_NONE);
	assert_int_equal(deed.version, 2);
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 0"),
			 CLOCK_MET);
	assert_int_equal(NUMBER("SELECT outcome FROM verdict"
				" WHERE metric = 0"),
			 CLOCK_MET);
	assert_int_equal(NUMBER("SELECT counted_at FROM verdict"
				" WHERE metric = 0"),
			 T0 + 4 * HOUR);
	assert_int_equal(NUMBER("SELECT resolver_id FROM verdict"
				" WHERE metric = 0"),
			 company.alice.id.n);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_ANSWERED);
	/* While it is answered, its resolution is not counted. */
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 3"),
			 CLOCK_PAUSED);
	company_check_refold();
}

static void a_late_answer_is_marked_overdue_first(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(reply(&company.alice, T0 + 4 * HOUR + 1, code, "Hm."),
			 ERR_NONE);
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 0"),
			 CLOCK_MISSED);
	assert_int_equal(NUMBER("SELECT counted_at FROM verdict"
				" WHERE metric = 0"),
			 T0 + 4 * HOUR);
	assert_int_equal(NUMBER("SELECT over_calendar FROM verdict"
				" WHERE metric = 0"),
			 1);
	/* Two marks, then the reply. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 13"
				" AND seq < (SELECT seq FROM event"
				" WHERE kind = 2)"),
			 2);
	assert_int_equal(NUMBER("SELECT due_at FROM event WHERE kind = 13"
				" AND metric = 0"),
			 T0 + 4 * HOUR);
	company_check_refold();
}

static void the_customers_word_starts_the_next_answer(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(reply(&company.alice, T0 + HOUR, code, "Which one?"),
			 ERR_NONE);
	assert_int_equal(reply(&company.bob, T0 + 2 * HOUR, code, "The red."),
			 ERR_NONE);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_OPEN);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 1"),
			 T0 + 4 * HOUR);
	assert_int_equal(reply(&company.alice, T0 + 3 * HOUR, code, "Water."),
			 ERR_NONE);
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 1"),
			 CLOCK_MET);
	assert_int_equal(reply(&company.bob, T0 + 4 * HOUR, code, "Thanks"),
			 ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock WHERE metric = 1"
				" AND cycle = 2 AND state = 0"),
			 1);
	company_check_refold();
}

static void reply_and_resolve_is_one_event(void **state)
{
	const char *code = company_ticket(T0);
	struct job job = company_job(&company.alice, T0 + HOUR);
	struct err e = { 0 };

	(void)state;
	company_expect(
		desk_reply(&job, code, 1, "Done.", THEN_RESOLVE, &deed, &e),
		ERR_NONE, &e);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event"), 2);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_RESOLVED);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM verdict"
				" WHERE outcome = 2 AND metric IN (0, 3)"),
			 2);
	/* Nobody was ever assigned: logged as cancelled. */
	assert_int_equal(NUMBER("SELECT reason FROM verdict WHERE metric = 2"),
			 CLOCK_RESOLVED);
	company_check_refold();
}

static void a_note_stops_nothing(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(note(&company.alice, T0 + HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock WHERE state = 0"),
			 3);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_NEW);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM message"
				" WHERE visibility = 1 AND author_kind = 1"),
			 1);
	assert_int_equal(note(&company.bob, T0 + HOUR, code), ERR_DENIED);
	company_check_refold();
}

/* ---- Assigning, postponing, ending ----------------------------------------
 */

static void assigning_to_a_person_meets_the_first_assignment(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(
		assign(&company.alice, T0 + HOUR, code, company.dave.oid),
		ERR_INVALID);
	assert_int_equal(assign(&company.alice, T0 + HOUR, code, "nobody"),
			 ERR_INVALID);
	assert_int_equal(
		assign(&company.alice, T0 + HOUR, code, company.ann.oid),
		ERR_NONE);
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 2"),
			 CLOCK_MET);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
				" WHERE agent_name = 'Ann Agent'"),
			 3);
	/* The same again is nothing; to nobody is something. */
	assert_int_equal(
		assign(&company.alice, T0 + 2 * HOUR, code, company.ann.oid),
		ERR_NONE);
	assert_int_equal(deed.version, 2);
	assert_int_equal(assign(&company.alice, T0 + 2 * HOUR, code, ""),
			 ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 4"),
			 2);
	/* What has ended keeps the name it had. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
				" WHERE agent_name = 'Ann Agent'"),
			 1);
	company_check_refold();
}

static void a_postponement_ends_at_its_own_instant(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(
		postpone(&company.alice, T0 + HOUR, code, T0 + 3 * HOUR),
		ERR_NONE);
	assert_int_equal(NUMBER("SELECT settle_at FROM ticket"), T0 + 3 * HOUR);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_POSTPONED);
	/* Nobody swept: the note that comes five hours later notes it. */
	assert_int_equal(note(&company.ann, T0 + 8 * HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT at FROM event WHERE kind = 8"),
			 T0 + 3 * HOUR);
	assert_int_equal(NUMBER("SELECT recorded_at FROM event WHERE kind = 8"),
			 T0 + 8 * HOUR);
	assert_int_equal(NUMBER("SELECT paused_s FROM clock WHERE metric = 3"),
			 2 * HOUR);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_NEW);
	company_check_refold();
}

static void a_postponement_needs_an_end_within_a_year(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(postpone(&company.alice, T0, code, T0), ERR_INVALID);
	assert_int_equal(
		postpone(&company.alice, T0, code, T0 + 367 * DAY_SECONDS),
		ERR_INVALID);
	assert_int_equal(postpone(&company.alice, T0, code, INSTANT_NONE),
			 ERR_NONE);
	assert_int_equal(NUMBER("SELECT settle_at IS NULL FROM ticket"), 1);
	assert_int_equal(NUMBER("SELECT party FROM event WHERE kind = 7"),
			 PARTY_CUSTOMER);
	assert_int_equal(reopen(&company.alice, T0 + HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_NEW);
	company_check_refold();
}

static void the_requester_may_solve_and_reopen(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(resolve(&company.bob, T0 + HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_RESOLVED);
	assert_int_equal(resolve(&company.bob, T0 + HOUR, code), ERR_CONFLICT);
	assert_int_equal(reopen(&company.bob, T0 + 2 * HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_OPEN);
	assert_int_equal(reopen(&company.bob, T0 + 2 * HOUR, code),
			 ERR_CONFLICT);
	/* The first resolution stands. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock WHERE metric = 3"),
			 1);
	company_check_refold();
}

static void the_customers_word_reopens_what_was_resolved(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(reply(&company.alice, T0 + HOUR, code, "Done."),
			 ERR_NONE);
	assert_int_equal(resolve(&company.alice, T0 + HOUR, code), ERR_NONE);
	assert_int_equal(reply(&company.bob, T0 + 2 * HOUR, code, "No."),
			 ERR_NONE);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_OPEN);
	assert_int_equal(NUMBER("SELECT resolved_at IS NULL FROM ticket"), 1);
	company_check_refold();
}

static void a_closed_ticket_stays_closed(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(resolve(&company.alice, T0 + HOUR, code), ERR_NONE);
	db_fixture_run("UPDATE ticket SET status = 5;\n");
	assert_int_equal(reply(&company.alice, T0 + HOUR, code, "Hello?"),
			 ERR_CONFLICT);
	assert_int_equal(reopen(&company.bob, T0 + HOUR, code), ERR_CONFLICT);
	assert_int_equal(resolve(&company.alice, T0 + HOUR, code),
			 ERR_CONFLICT);
	assert_int_equal(
		postpone(&company.alice, T0 + HOUR, code, INSTANT_NONE),
		ERR_CONFLICT);
	assert_int_equal(
		assign(&company.alice, T0 + HOUR, code, company.ann.oid),
		ERR_CONFLICT);
}

/* A wall clock that was set back changes no order. */
static void no_event_is_before_the_last(void **state)
{
	const char *code = company_ticket(T0 + HOUR);

	(void)state;
	assert_int_equal(reply(&company.alice, T0, code, "Early."), ERR_NONE);
	assert_int_equal(NUMBER("SELECT at FROM event WHERE seq = 2"),
			 T0 + HOUR);
	assert_int_equal(NUMBER("SELECT recorded_at FROM event WHERE seq = 2"),
			 T0);
	company_check_refold();
}

/* ---- Versions -------------------------------------------------------------
 */

static void promises_go_on_by_the_versions_they_were_made_by(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	company_change_level(1, T0 + 1);
	company_change_calendar(2, T0 + 1);
	assert_int_equal(
		assign(&company.alice, T0 + HOUR, code, company.ann.oid),
		ERR_NONE);
	assert_int_equal(
		postpone(&company.alice, T0 + HOUR, code, T0 + 3 * HOUR),
		ERR_NONE);
	assert_int_equal(note(&company.alice, T0 + 3 * HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 0"),
			 T0 + 4 * HOUR);
	/* 15 of 16 hours are left, 5 of them today. */
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 3"),
			 T0 + 2 * 24 * HOUR + 2 * HOUR);
	company_check_refold();
}

static void new_tickets_get_the_newest_versions(void **state)
{
	(void)state;
	company_change_level(3, T0 - 1);
	company_change_calendar(2, T0 - 1);
	company_ticket(T0);
	/* Two hours today, one tomorrow. */
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 0"),
			 T0 + 24 * HOUR + HOUR);
	assert_int_equal(NUMBER("SELECT l.number FROM clock c"
				" JOIN level_version l"
				" ON l.id = c.level_version_id LIMIT 1"),
			 2);
	company_check_refold();
}

/* With nothing running, the next promise is made by today's calendar. */
static void a_new_cycle_of_a_quiet_ticket_goes_by_todays_calendar(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(reply(&company.alice, T0 + HOUR, code, "Done."),
			 ERR_NONE);
	assert_int_equal(resolve(&company.alice, T0 + HOUR, code), ERR_NONE);
	company_change_calendar(2, T0 + HOUR);
	assert_int_equal(reply(&company.bob, T0 + HOUR + 1, code, "No."),
			 ERR_NONE);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 1"),
			 T0 + 25 * HOUR + 1);
	company_check_refold();
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("opening starts the promises of the department",
			  opening_starts_the_promises_of_the_department,
			  company_setup, NULL),
		TEST_WITH("an agents ticket has no first answer",
			  an_agents_ticket_has_no_first_answer, company_setup,
			  NULL),
		TEST_WITH("without a level seven days order it",
			  without_a_level_seven_days_order_it, company_setup,
			  NULL),
		TEST_WITH("customers open only for themselves, and where they "
			  "may",
			  customers_open_only_for_themselves, company_setup,
			  NULL),
		TEST_WITH("the form can say by when the answer comes",
			  the_form_can_say_by_when_the_answer_comes,
			  company_setup, NULL),
		TEST_WITH("an answer in time meets the promise",
			  an_answer_in_time_meets_the_promise, company_setup,
			  NULL),
		TEST_WITH("a late answer is marked overdue first",
			  a_late_answer_is_marked_overdue_first, company_setup,
			  NULL),
		TEST_WITH("the customers word starts the next answer",
			  the_customers_word_starts_the_next_answer,
			  company_setup, NULL),
		TEST_WITH("reply and resolve is one event",
			  reply_and_resolve_is_one_event, company_setup, NULL),
		TEST_WITH("a note stops nothing", a_note_stops_nothing,
			  company_setup, NULL),
		TEST_WITH("assigning to a person meets the first assignment",
			  assigning_to_a_person_meets_the_first_assignment,
			  company_setup, NULL),
		TEST_WITH("a postponement ends at its own instant",
			  a_postponement_ends_at_its_own_instant, company_setup,
			  NULL),
		TEST_WITH("a postponement needs an end within a year",
			  a_postponement_needs_an_end_within_a_year,
			  company_setup, NULL),
		TEST_WITH("the requester may solve and reopen",
			  the_requester_may_solve_and_reopen, company_setup,
			  NULL),
		TEST_WITH("the customers word reopens what was resolved",
			  the_customers_word_reopens_what_was_resolved,
			  company_setup, NULL),
		TEST_WITH("a closed ticket stays closed",
			  a_closed_ticket_stays_closed, company_setup, NULL),
		TEST_WITH("no event is before the last",
			  no_event_is_before_the_last, company_setup, NULL),
		TEST_WITH("promises go on by the versions they were made by",
			  promises_go_on_by_the_versions_they_were_made_by,
			  company_setup, NULL),
		TEST_WITH("new tickets get the newest versions",
			  new_tickets_get_the_newest_versions, company_setup,
			  NULL),
		TEST_WITH("a new cycle of a quiet ticket goes by today's "
			  "calendar",
			  a_new_cycle_of_a_quiet_ticket_goes_by_todays_calendar,
			  company_setup, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/verbs", tests, db_fixture_setup, db_fixture_teardown);
}
