/* What people say about promises by hand: no reply, deadlines. */
#include "desk/company.h"

#include "base/limits.h"
#include "support/test.h"

#define NUMBER(sql) db_fixture_number(sql)
#define T0 MONDAY_9

static struct deed deed;
static struct err error;

static struct job start(const struct member *p, instant now)
{
	error = (struct err){ 0 };
	return company_job(p, now);
}

static void expect(enum err_kind kind, enum err_kind want)
{
	company_expect(kind, want, &error);
}

static void reply(const struct member *p, instant now, const char *code)
{
	struct job job = start(p, now);

	expect(desk_reply(&job, code, 0, "Water.", THEN_NOTHING, &deed, &error),
	       ERR_NONE);
}

static enum err_kind no_reply(const struct member *p, instant now,
			      const char *code, const char *why)
{
	struct job job = start(p, now);

	return desk_no_reply(&job, code, 0, why, &deed, &error);
}

static enum err_kind set(const struct member *p, instant now, const char *code,
			 const struct desk_deadline *d)
{
	struct job job = start(p, now);

	return desk_set_deadline(&job, code, 0, d, &deed, &error);
}

/* "Thank you!" at 11:00, after an answer at 10:00. */
static const char *thanked(void)
{
	const char *code = company_ticket(T0);

	reply(&company.alice, T0 + HOUR, code);
	reply(&company.bob, T0 + 2 * HOUR, code);
	return code;
}

/* ---- No reply -------------------------------------------------------------
 */

static void thanks_need_no_reply(void **state)
{
	const char *code = thanked();

	(void)state;
	expect(no_reply(&company.alice, T0 + 3 * HOUR, code, "He says thanks."),
	       ERR_NONE);
	/* Next answer: cancelled, no_reply. */
	assert_int_equal(NUMBER("SELECT state * 100 + reason FROM clock"
				" WHERE metric = 1"),
			 406);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_ANSWERED);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 21"
				" AND reason = 'He says thanks.'"),
			 1);
	/* Nobody waits: a second time it says nothing new. */
	expect(no_reply(&company.ann, T0 + 4 * HOUR, code, "Nor do I."),
	       ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 21"),
			 1);
	/* His next question is one again. */
	reply(&company.bob, T0 + 5 * HOUR, code);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock WHERE metric = 1"
				" AND cycle = 2 AND state = 0"),
			 1);
	company_check_refold();
}

static void a_first_answer_is_owed_all_the_same(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	expect(no_reply(&company.alice, T0 + HOUR, code, "Spam?"),
	       ERR_CONFLICT);
	assert_int_equal(NUMBER("SELECT last_seq FROM ticket"), 1);
}

static void no_reply_is_staffs_to_say_and_has_a_reason(void **state)
{
	const char *code = thanked();

	(void)state;
	expect(no_reply(&company.bob, T0 + 3 * HOUR, code, "Mine."),
	       ERR_DENIED);
	expect(no_reply(&company.carol, T0 + 3 * HOUR, code, "Hers."),
	       ERR_NOT_FOUND);
	expect(no_reply(&company.dave, T0 + 3 * HOUR, code, "His."),
	       ERR_NOT_FOUND);
	expect(no_reply(&company.rita, T0 + 3 * HOUR, code, "Hers."),
	       ERR_DENIED);
	expect(no_reply(&company.alice, T0 + 3 * HOUR, code, " "), ERR_INVALID);
	check_text("reason", error.msg, "The reason is empty.");
	/* What is there besides: nobody was assigned in time. */
	assert_int_equal(NUMBER("SELECT last_seq FROM ticket"), 4);
}

/* ---- Deadlines -------------------------------------------------------------
 */

static struct desk_deadline friday(void)
{
	return (struct desk_deadline){ .metric = METRIC_FIRST_RESOLVE,
				       .due = T0 + 4 * DAY_SECONDS,
				       .reason = "Agreed on the phone." };
}

static void a_deadline_is_set_and_taken_back(void **state)
{
	const char *code = company_ticket(T0);
	int64_t due = NUMBER("SELECT due_at FROM clock WHERE metric = 3");
	struct desk_deadline d = friday();
	int64_t last;

	(void)state;
	expect(set(&company.mona, T0 + HOUR, code, &d), ERR_NONE);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 3"),
			 d.due);
	assert_int_equal(NUMBER("SELECT manual_at FROM clock WHERE metric = 3"),
			 d.due);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event e JOIN person p"
				" ON p.id = e.actor_id WHERE e.kind = 28"
				" AND p.name = 'Mona Manager'"
				" AND reason = 'Agreed on the phone.'"),
			 1);
	assert_int_equal(NUMBER("SELECT calculated_at FROM clock"
				" WHERE metric = 3"),
			 due);
	/* The same again says nothing. */
	expect(set(&company.mona, T0 + HOUR, code, &d), ERR_NONE);
	assert_int_equal(deed.version, 2);
	d.due = INSTANT_NONE;
	expect(set(&company.olga, T0 + 2 * HOUR, code, &d), ERR_NONE);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 3"),
			 due);
	assert_int_equal(NUMBER("SELECT manual_at IS NULL"
				" AND calculated_at IS NULL FROM clock"
				" WHERE metric = 3"),
			 1);
	/* Taken back it is: not once more. */
	last = NUMBER("SELECT last_seq FROM ticket");
	expect(set(&company.olga, T0 + 3 * HOUR, code, &d), ERR_INVALID);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 28"),
			 2);
	assert_int_equal(NUMBER("SELECT last_seq FROM ticket"), last);
	company_check_refold();
}

/* It is not moved by a pause, and is broken while the clock stands still. */
static void a_deadline_by_hand_breaks_in_a_pause(void **state)
{
	const char *code = company_ticket(T0);
	struct desk_deadline soon = friday();

	(void)state;
	soon.due = T0 + 3 * HOUR;
	expect(set(&company.olga, T0 + HOUR, code, &soon), ERR_NONE);
	reply(&company.alice, T0 + 2 * HOUR, code);
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 3"), 1);
	assert_int_equal(NUMBER("SELECT next_at FROM clock WHERE metric = 3"),
			 soon.due + 1);
	company_sweep(fixture.db, T0 + 4 * HOUR);
	assert_int_equal(NUMBER("SELECT breached_at FROM clock"
				" WHERE metric = 3"),
			 soon.due);
	company_check_refold();
}

static void deadlines_are_admins_and_managers_to_set(void **state)
{
	static const struct member *const others[] = { &company.alice,
						       &company.bob,
						       &company.rita };
	const char *code = company_ticket(T0);
	struct desk_deadline d = friday();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(others); i++)
		expect(set(others[i], T0 + HOUR, code, &d), ERR_DENIED);
	expect(set(&company.carol, T0 + HOUR, code, &d), ERR_NOT_FOUND);
	assert_int_equal(NUMBER("SELECT last_seq FROM ticket"), 1);
}

static void refuse(const char *code, const struct desk_deadline *d,
		   const char *message)
{
	expect(set(&company.olga, T0 + HOUR, code, d), ERR_INVALID);
	check_text("deadline", error.msg, message);
}

static void a_deadline_is_checked(void **state)
{
	const char *code = company_ticket(T0);
	struct desk_deadline d = friday();
	struct job job = start(&company.olga, T0 + HOUR);

	(void)state;
	d.due = T0 + HOUR;
	refuse(code, &d, "Please give a time that lies ahead.");
	d.due = T0 + HOUR + LIMIT_DEADLINE_SECONDS + 1;
	refuse(code, &d, "The deadline is more than ten years away.");
	d = friday();
	d.reason = "";
	refuse(code, &d, "The reason is empty.");
	d = friday();
	d.metric = METRIC_N;
	refuse(code, &d, "There is no such promise.");
	/* Nothing to take back. */
	d = friday();
	d.due = INSTANT_NONE;
	refuse(code, &d, "No deadline was set by hand for that promise.");
	check_text("field", error.field, "metric");
	/* One that does not run. */
	d.metric = METRIC_NEXT_ANSWER;
	expect(set(&company.olga, T0 + HOUR, code, &d), ERR_CONFLICT);
	d = friday();
	expect(desk_set_deadline(&job, code, 7, &d, &deed, &error),
	       ERR_CONFLICT);
	assert_int_equal(NUMBER("SELECT last_seq FROM ticket"), 1);
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("thanks need no reply", thanks_need_no_reply,
			  company_setup, NULL),
		TEST_WITH("a first answer is owed all the same",
			  a_first_answer_is_owed_all_the_same, company_setup,
			  NULL),
		TEST_WITH("no reply is staff's to say, and has a reason",
			  no_reply_is_staffs_to_say_and_has_a_reason,
			  company_setup, NULL),
		TEST_WITH("a deadline is set, and taken back",
			  a_deadline_is_set_and_taken_back, company_setup,
			  NULL),
		TEST_WITH("a deadline by hand breaks in a pause",
			  a_deadline_by_hand_breaks_in_a_pause, company_setup,
			  NULL),
		TEST_WITH("deadlines are admins' and managers' to set",
			  deadlines_are_admins_and_managers_to_set,
			  company_setup, NULL),
		TEST_WITH("a deadline is checked", a_deadline_is_checked,
			  company_setup, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/promises", tests, db_fixture_setup, db_fixture_teardown);
}
