/* What verbs change of a ticket besides what is said: where, how, and if. */
#include "desk/company.h"

#include "base/limits.h"
#include "base/sbuf.h"
#include "store/tag_store.h"
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

static enum err_kind transfer(const struct member *p, instant now,
			      const char *code, const char *to)
{
	struct job job = start(p, now);

	return desk_transfer(&job, code, 0, to, &deed, &error);
}

static enum err_kind hand_over(const struct member *p, instant now,
			       const char *code, const char *to,
			       const char *person)
{
	struct job job = start(p, now);

	return desk_hand_over(&job, code, 0, to, person, &deed, &error);
}

static enum err_kind prioritize(instant now, const char *code, enum priority to)
{
	struct job job = start(&company.alice, now);

	return desk_set_priority(&job, code, 0, to, &deed, &error);
}

static enum err_kind tag(instant now, const char *code, const char *typed)
{
	struct job job = start(&company.alice, now);

	return desk_set_tags(&job, code, 0, typed, &deed, &error);
}

static enum err_kind mark(instant now, const char *code)
{
	struct job job = start(&company.alice, now);

	return desk_mark_answered(&job, code, 0, &deed, &error);
}

static enum err_kind spam(instant now, const char *code)
{
	struct job job = start(&company.alice, now);

	return desk_mark_spam(&job, code, 0, &deed, &error);
}

static enum err_kind delete_it(instant now, const char *code)
{
	struct job job = start(&company.alice, now);

	return desk_delete(&job, code, 0, &deed, &error);
}

static enum err_kind restore(instant now, const char *code)
{
	struct job job = start(&company.alice, now);

	return desk_restore(&job, code, 0, &deed, &error);
}

static enum err_kind reply(const struct member *p, instant now,
			   const char *code)
{
	struct job job = start(p, now);

	return desk_reply(&job, code, 0, "Water.", THEN_NOTHING, &deed, &error);
}

static enum err_kind assign(instant now, const char *code, const char *to)
{
	struct job job = start(&company.alice, now);

	return desk_assign(&job, code, 0, to, &deed, &error);
}

static enum err_kind resolve(instant now, const char *code)
{
	struct job job = start(&company.alice, now);

	return desk_resolve(&job, code, 0, &deed, &error);
}

/* ---- Departments ----------------------------------------------------------
 */

static void a_transfer_names_the_new_department(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(
		transfer(&company.alice, T0 + HOUR, code, company.billing_oid),
		ERR_NONE);
	assert_int_equal(NUMBER("SELECT department_id FROM ticket"),
			 company.billing.n);
	/* The promise goes on, under its own level. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock c"
				" JOIN department d ON d.id = c.department_id"
				" WHERE c.state = 0 AND d.name = 'Billing'"
				" AND c.department_name = 'Billing'"
				" AND due_at IS NOT NULL"),
			 3);
	assert_int_equal(NUMBER("SELECT due_at FROM clock WHERE metric = 0"),
			 T0 + 4 * HOUR);
	/* It is Dave's matter now, and no more Alice's. */
	assert_int_equal(reply(&company.alice, T0 + HOUR, code), ERR_NOT_FOUND);
	assert_int_equal(reply(&company.dave, T0 + HOUR, code), ERR_NONE);
	company_check_refold();
}

static void who_does_not_work_there_loses_it(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(assign(T0 + MINUTE, code, company.ann.oid), ERR_NONE);
	assert_int_equal(
		transfer(&company.alice, T0 + HOUR, code, company.billing_oid),
		ERR_NONE);
	assert_int_equal(NUMBER("SELECT IFNULL(assignee_id, 0) FROM ticket"),
			 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE seq > 2"), 1);
	company_check_refold();
}

static void who_works_everywhere_keeps_it(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(assign(T0 + MINUTE, code, company.olga.oid), ERR_NONE);
	assert_int_equal(
		transfer(&company.alice, T0 + HOUR, code, company.billing_oid),
		ERR_NONE);
	assert_int_equal(NUMBER("SELECT assignee_id FROM ticket"),
			 company.olga.id.n);
}

static void it_can_be_handed_to_a_person_there(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(hand_over(&company.alice, T0 + HOUR, code,
				   company.billing_oid, company.ann.oid),
			 ERR_INVALID);
	check_text("hand over", error.msg,
		   "That person does not work in this department.");
	assert_int_equal(hand_over(&company.alice, T0 + HOUR, code,
				   company.billing_oid, company.dave.oid),
			 ERR_NONE);
	assert_int_equal(NUMBER("SELECT assignee_id FROM ticket"),
			 company.dave.id.n);
	/* An assignment, too: that promise is kept. */
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 2"), 2);
	assert_int_equal(hand_over(&company.dave, T0 + HOUR, code,
				   company.support_oid, ""),
			 ERR_NONE);
	assert_int_equal(NUMBER("SELECT IFNULL(assignee_id, 0) FROM ticket"),
			 0);
	company_check_refold();
}

static void it_goes_to_departments_that_there_are(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(transfer(&company.alice, T0, code, "nowhere"),
			 ERR_INVALID);
	check_text("nowhere", error.msg, "There is no such department.");
	db_fixture_run("UPDATE department SET archived_at = 1"
		       " WHERE name = 'Billing';\n");
	assert_int_equal(
		transfer(&company.alice, T0, code, company.billing_oid),
		ERR_INVALID);
	/* Where it is already there is nothing to do. */
	assert_int_equal(
		transfer(&company.alice, T0, code, company.support_oid),
		ERR_NONE);
	assert_int_equal(deed.version, 1);
}

/* ---- Priority -------------------------------------------------------------
 */

static void another_priority_follows_its_target(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	db_fixture_run("INSERT INTO level_target (level_version_id, metric,"
		       " priority, seconds, unit) SELECT level_version_id, 0,"
		       " 1, 7200, 0 FROM clock LIMIT 1;\n");
	assert_int_equal(prioritize(T0 + HOUR, code, PRIORITY_URGENT),
			 ERR_NONE);
	assert_int_equal(NUMBER("SELECT priority FROM ticket"),
			 PRIORITY_URGENT);
	assert_int_equal(NUMBER("SELECT version FROM ticket"), 2);
	assert_int_equal(prioritize(T0 + HOUR, code, PRIORITY_URGENT),
			 ERR_NONE);
	assert_int_equal(NUMBER("SELECT version FROM ticket"), 2);
	assert_int_equal(prioritize(T0 + HOUR, code, PRIORITY_ANY),
			 ERR_INVALID);
	check_text("priority", error.msg, "There is no such priority.");
	company_check_refold();
}

/* ---- Tags -----------------------------------------------------------------
 */

/* "air fire", by name. */
static const char *tags_of(const char *code)
{
	struct sbuf b = SBUF_INIT(1000);
	const char *text;
	struct rows *r;

	assert_int_equal(db_query(fixture.db, fixture.arena,
				  "SELECT t.name FROM ticket_tag k"
				  " JOIN tag t ON t.id = k.tag_id"
				  " JOIN ticket c ON c.id = k.ticket_id"
				  " WHERE c.code = ? ORDER BY t.name",
				  PARAMS(P_STR(code)), &r, &error),
			 ERR_NONE);
	while (rows_next(r))
		sbuf_printf(&b, "%s%s", b.len ? " " : "", rows_str(r));
	assert_int_equal(rows_end(&r, &error), ERR_NONE);
	text = arena_str(fixture.arena, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}

static void tags_are_what_was_typed_last(void **state)
{
	const char *code = company_ticket(T0);
	struct tag_event *list;
	size_t n;

	(void)state;
	assert_int_equal(tag(T0, code, " fire, ,Water ,fire"), ERR_NONE);
	check_text("put on", tags_of(code), "fire Water");
	assert_int_equal(tag(T0 + 1, code, "WATER, air"), ERR_NONE);
	check_text("one off, one on", tags_of(code), "air Water");
	assert_int_equal(tag(T0 + 2, code, "air,water"), ERR_NONE);
	assert_int_equal(deed.version, 3);
	assert_int_equal(tag_store_events(fixture.db, fixture.arena,
					  (ticket_id){ NUMBER("SELECT id FROM"
							      " ticket") },
					  &list, &n, &error),
			 ERR_NONE);
	assert_int_equal(n, 4);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM tag"), 3);
	assert_int_equal(tag(T0 + 3, code, ""), ERR_NONE);
	check_text("all off", tags_of(code), "");
	/* No clock ever moved. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock WHERE state = 0"
				" AND since_at = started_at"),
			 3);
	company_check_refold();
}

static void what_is_no_tag_is_said(void **state)
{
	const char *code = company_ticket(T0);
	struct sbuf many = SBUF_INIT(10000);

	(void)state;
	for (int i = 0; i <= LIMIT_TAGS; i++)
		sbuf_printf(&many, "tag %d,", i);
	assert_int_equal(tag(T0, code, sbuf_text(&many)), ERR_INVALID);
	check_text("many", error.msg, "There are more than 20 tags.");
	sbuf_release(&many);
	assert_int_equal(tag(T0, code,
			     "12345678901234567890123456789012345678901234567"
			     "890x"),
			 ERR_INVALID);
	check_text("long", error.msg,
		   "A tag has more than 50 characters: "
		   "12345678901234567890...");
	assert_int_equal(tag(T0, code, "a\nb"), ERR_INVALID);
	check_text("lines", error.msg, "A tag has a control character.");
	assert_int_equal(tag(T0, code, "\xff"), ERR_INVALID);
	check_text("bytes", error.msg, "The tags are not valid UTF-8 text.");
	/* Zero width, a mark on no letter: like nothing between two commas. */
	assert_int_equal(tag(T0, code, "\xe2\x80\x8b,\xcc\x81, ,"), ERR_NONE);
	check_text("none was made", tags_of(code), "");
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM tag"), 0);
}

static void an_archived_tag_stays_and_comes_nowhere_else(void **state)
{
	const char *code = company_ticket(T0);
	const char *other = company_ticket(T0);

	(void)state;
	assert_int_equal(tag(T0, code, "old"), ERR_NONE);
	db_fixture_run("UPDATE tag SET archived_at = 1;\n");
	assert_int_equal(tag(T0 + 1, code, "old, new"), ERR_NONE);
	check_text("it stays", tags_of(code), "new old");
	assert_int_equal(tag(T0 + 1, other, "old"), ERR_INVALID);
	check_text("archived", error.msg, "The tag old is archived.");
	assert_int_equal(tag(T0 + 2, code, "new"), ERR_NONE);
	assert_int_equal(tag(T0 + 3, code, "new, old"), ERR_INVALID);
}

static void staff_tag_as_they_open(void **state)
{
	const struct desk_ticket t = { .subject = "Fire",
				       .body = "Hot.",
				       .department = company.support_oid,
				       .requester = company.bob.oid,
				       .priority = PRIORITY_NORMAL,
				       .tags = "fire, phone" };
	struct desk_ticket own = t;
	struct job job = start(&company.alice, T0);

	(void)state;
	assert_int_equal(desk_open(&job, &t, &deed, &error), ERR_NONE);
	check_text("by staff", tags_of(deed.code), "fire phone");
	own.requester = NULL;
	job = start(&company.bob, T0);
	assert_int_equal(desk_open(&job, &own, &deed, &error), ERR_NONE);
	check_text("customers do not choose", tags_of(deed.code), "");
	company_check_refold();
}

/* ---- Answered by other ways -----------------------------------------------
 */

static void a_mark_is_an_answer(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(mark(T0 + HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_ANSWERED);
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 0"),
			 CLOCK_MET);
	assert_int_equal(NUMBER("SELECT last_message_at FROM ticket"), T0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event"
				" WHERE kind = 17 AND did = 4096"),
			 1);
	assert_int_equal(mark(T0 + 2 * HOUR, code), ERR_NONE);
	assert_int_equal(deed.version, 2);
	assert_int_equal(reply(&company.bob, T0 + 2 * HOUR, code), ERR_NONE);
	assert_int_equal(mark(T0 + 3 * HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 1"),
			 CLOCK_MET);
	assert_int_equal(resolve(T0 + 3 * HOUR, code), ERR_NONE);
	assert_int_equal(mark(T0 + 3 * HOUR, code), ERR_CONFLICT);
	company_check_refold();
}

/* ---- Hidden ---------------------------------------------------------------
 */

static void spam_is_out_of_its_requesters_sight(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(spam(T0 + HOUR, code), ERR_NONE);
	assert_int_equal(reply(&company.bob, T0 + HOUR, code), ERR_NOT_FOUND);
	assert_int_equal(reply(&company.alice, T0 + HOUR, code), ERR_CONFLICT);
	assert_int_equal(assign(T0 + HOUR, code, company.ann.oid),
			 ERR_CONFLICT);
	assert_int_equal(
		transfer(&company.alice, T0 + HOUR, code, company.billing_oid),
		ERR_CONFLICT);
	assert_int_equal(prioritize(T0 + HOUR, code, PRIORITY_LOW),
			 ERR_CONFLICT);
	assert_int_equal(tag(T0 + HOUR, code, "a"), ERR_CONFLICT);
	assert_int_equal(mark(T0 + HOUR, code), ERR_CONFLICT);
	assert_int_equal(resolve(T0 + HOUR, code), ERR_CONFLICT);
	assert_int_equal(restore(T0 + 2 * HOUR, code), ERR_NONE);
	assert_int_equal(reply(&company.bob, T0 + 2 * HOUR, code), ERR_NONE);
	company_check_refold();
}

static void restored_its_promises_count_on(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(delete_it(T0 + HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
				" WHERE state = 4 AND reason = 4"),
			 3);
	assert_int_equal(company_sweep(fixture.db, T0 + 5 * HOUR), 0);
	/* The first answer was due an hour ago. */
	assert_int_equal(restore(T0 + 5 * HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT breached_at FROM clock"
				" WHERE metric = 0 AND cycle = 2"),
			 T0 + 4 * HOUR);
	assert_int_equal(NUMBER("SELECT due_at FROM clock"
				" WHERE metric = 3 AND cycle = 2"),
			 T0 + 24 * HOUR + 8 * HOUR);
	assert_int_equal(reply(&company.alice, T0 + 6 * HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM verdict"
				" WHERE metric = 0 AND outcome = 3 AND"
				" over_working = 7200"),
			 1);
	company_check_refold();
}

static void an_overdue_is_noted_once(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_true(company_sweep(fixture.db, T0 + 5 * HOUR) > 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 13"),
			 2);
	assert_int_equal(spam(T0 + 5 * HOUR, code), ERR_NONE);
	assert_int_equal(restore(T0 + 6 * HOUR, code), ERR_NONE);
	company_sweep(fixture.db, T0 + 7 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 13"),
			 2);
	company_check_refold();
}

/* A reminder that fired does not fire again for the cycle that goes on. */
static void a_reminder_fires_once(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_true(company_sweep(fixture.db, T0 + 3 * HOUR) > 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 14"),
			 1);
	assert_int_equal(spam(T0 + 3 * HOUR, code), ERR_NONE);
	assert_int_equal(restore(T0 + 3 * HOUR + 60, code), ERR_NONE);
	company_sweep(fixture.db, T0 + 3 * HOUR + 120);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 14"),
			 1);
	company_check_refold();
}

static void hidden_it_keeps_its_calendar(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(spam(T0 + HOUR, code), ERR_NONE);
	company_change_calendar(1, T0 + HOUR);
	company_change_level(1, T0 + HOUR);
	assert_int_equal(restore(T0 + 2 * HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT due_at FROM clock"
				" WHERE metric = 0 AND cycle = 2"),
			 T0 + 4 * HOUR);
	company_check_refold();
}

static void deleted_spam_is_spam_again_first(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	assert_int_equal(spam(T0 + HOUR, code), ERR_NONE);
	assert_int_equal(spam(T0 + HOUR, code), ERR_NONE);
	assert_int_equal(deed.version, 2);
	assert_int_equal(delete_it(T0 + 2 * HOUR, code), ERR_NONE);
	assert_int_equal(delete_it(T0 + 2 * HOUR, code), ERR_NONE);
	assert_int_equal(spam(T0 + 2 * HOUR, code), ERR_CONFLICT);
	assert_int_equal(NUMBER("SELECT before_deleted FROM ticket"),
			 STATUS_SPAM);
	assert_int_equal(restore(T0 + 2 * HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_SPAM);
	assert_int_equal(NUMBER("SELECT hidden_at FROM ticket"), T0 + HOUR);
	assert_int_equal(restore(T0 + 3 * HOUR, code), ERR_NONE);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_NEW);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket"
				" WHERE before_spam IS NULL AND"
				" before_deleted IS NULL AND"
				" hidden_at IS NULL"),
			 1);
	assert_int_equal(restore(T0 + 3 * HOUR, code), ERR_CONFLICT);
	assert_int_equal(NUMBER("SELECT due_at FROM clock"
				" WHERE metric = 0 AND cycle = 2"),
			 T0 + 4 * HOUR);
	company_check_refold();
}

int main(int argc, char **argv)
{
	/* clang-format off */
	static const struct CMUnitTest tests[] = {
#define CHANGE(name, f) TEST_WITH(name, f, company_setup, NULL)
		CHANGE("a transfer names the new department",
		       a_transfer_names_the_new_department),
		CHANGE("who does not work there loses it",
		       who_does_not_work_there_loses_it),
		CHANGE("who works everywhere keeps it",
		       who_works_everywhere_keeps_it),
		CHANGE("it can be handed to a person there",
		       it_can_be_handed_to_a_person_there),
		CHANGE("it goes to departments that there are",
		       it_goes_to_departments_that_there_are),
		CHANGE("another priority follows its target",
		       another_priority_follows_its_target),
		CHANGE("tags are what was typed last",
		       tags_are_what_was_typed_last),
		CHANGE("what is no tag is said", what_is_no_tag_is_said),
		CHANGE("an archived tag stays, and comes nowhere else",
		       an_archived_tag_stays_and_comes_nowhere_else),
		CHANGE("staff tag as they open", staff_tag_as_they_open),
		CHANGE("a mark is an answer", a_mark_is_an_answer),
		CHANGE("spam is out of its requester's sight",
		       spam_is_out_of_its_requesters_sight),
		CHANGE("restored, its promises count on",
		       restored_its_promises_count_on),
		CHANGE("an overdue is noted once", an_overdue_is_noted_once),
		CHANGE("a reminder fires once", a_reminder_fires_once),
		CHANGE("hidden, it keeps its calendar",
		       hidden_it_keeps_its_calendar),
		CHANGE("deleted spam is spam again first",
		       deleted_spam_is_spam_again_first),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/changes", tests, db_fixture_setup, db_fixture_teardown);
}
