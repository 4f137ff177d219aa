/* A part of a ticket becomes one of its own (sla.md R15, D73, D74). */
#include "desk/parts.h"

#include "base/limits.h"
#include "desk/explain.h"
#include "store/link_store.h"
#include "store/message_store.h"
#include "store/ticket_store.h"
#include "support/test.h"

/* ---- Its clocks -----------------------------------------------------------
 */

static void it_counts_from_what_was_said(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c;
	int64_t due = parts_clock(a, METRIC_FIRST_ANSWER, "due_at");

	(void)state;
	parts_say(&company.bob, T0 + 30 * MINUTE, a, "And the lift is stuck.");
	parts_expect(parts_split(&company.alice, T0 + 2 * HOUR, a, 2),
		     ERR_NONE);
	c = parts.deed.code;
	assert_string_not_equal(c, a);
	assert_false(parts.deed.again);
	assert_int_equal(parts_of(c, "status"), STATUS_NEW);
	assert_int_equal(parts_of(c, "created_at"), T0 + 2 * HOUR);
	assert_int_equal(parts_of(c, "unanswered_at"), T0 + 30 * MINUTE);
	assert_int_equal(parts_clock(c, METRIC_FIRST_ANSWER, "started_at"),
			 T0 + 30 * MINUTE);
	assert_int_equal(parts_clock(c, METRIC_FIRST_ANSWER, "due_at"),
			 T0 + 30 * MINUTE + 4 * HOUR);
	assert_int_equal(parts_clock(c, METRIC_FIRST_ANSWER, "first_due_at"),
			 T0 + 30 * MINUTE + 4 * HOUR);
	assert_int_equal(parts_clock(c, METRIC_FIRST_RESOLVE, "started_at"),
			 T0 + 30 * MINUTE);
	/* The other keeps its own. */
	assert_int_equal(parts_clock(a, METRIC_FIRST_ANSWER, "due_at"), due);
	assert_int_equal(parts_of(a, "unanswered_at"), T0);
	parts_check(T0 + DAY_SECONDS);
}

/* Nobody had promised it before: no day that is over counts another miss. */
static void overdue_it_breaks_as_it_is_split_off(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c;
	instant now = T0 + DAY_SECONDS + HOUR;

	(void)state;
	parts_say(&company.alice, T0 + HOUR, a, "We are coming.");
	parts_assign(T0 + HOUR, a, &company.alice);
	parts_expect(parts_split(&company.alice, now, a, 1), ERR_NONE);
	c = parts.deed.code;
	assert_int_equal(parts_clock(c, METRIC_FIRST_ANSWER, "breached_at"),
			 now);
	assert_int_equal(parts_clock(c, METRIC_FIRST_ANSWER, "due_at"),
			 T0 + 4 * HOUR);
	assert_int_equal(parts_clock(c, METRIC_FIRST_ANSWER, "state"),
			 CLOCK_RUNNING);
	/* It was nobody's before. */
	assert_int_equal(
		parts_clock(c, METRIC_FIRST_ANSWER, "breach_agent_id IS NULL"),
		1);
	assert_int_equal(parts_clock(c, METRIC_FIRST_ANSWER, "agent_id"),
			 company.alice.id.n);
	assert_int_equal(
		parts_count(c, "event", "kind = 13 AND at = recorded_at"), 1);
	assert_int_equal(parts_of(c, "first_answered_at IS NULL"), 1);
	parts_check(now);
	/* Answered now it is missed, today. */
	parts_say(&company.alice, now + HOUR, c, "About the invoice: paid.");
	assert_int_equal(parts_count(c, "verdict",
				     "metric = 0 AND outcome = 3"
				     " AND counted_at = breached_at"),
			 1);
	assert_int_equal(NUMBER("SELECT MIN(counted_at) FROM verdict v"
				" WHERE outcome = 3"),
			 now);
	parts_check(now + DAY_SECONDS);
}

static void who_has_the_other_has_it(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c;

	(void)state;
	parts_assign(T0 + 10 * MINUTE, a, &company.ann);
	parts_expect(parts_split(&company.alice, T0 + 3 * HOUR, a, 1),
		     ERR_NONE);
	c = parts.deed.code;
	assert_int_equal(parts_of(c, "assignee_id"), company.ann.id.n);
	assert_int_equal(parts_clock(c, METRIC_FIRST_ASSIGN, "state"),
			 CLOCK_MET);
	assert_int_equal(parts_clock(c, METRIC_FIRST_ASSIGN, "consumed"), 0);
	parts_check(T0 + DAY_SECONDS);
}

static void nobody_has_what_nobody_had(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c;

	(void)state;
	parts_expect(parts_split(&company.alice, T0 + 3 * HOUR, a, 1),
		     ERR_NONE);
	c = parts.deed.code;
	assert_int_equal(parts_of(c, "assignee_id IS NULL"), 1);
	assert_int_equal(parts_clock(c, METRIC_FIRST_ASSIGN, "breached_at"),
			 T0 + 3 * HOUR);
	parts_check(T0 + DAY_SECONDS);
}

/* Nobody would see it in the hands of who left. */
static void who_left_does_not_get_it(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c;

	(void)state;
	parts_assign(T0 + 10 * MINUTE, a, &company.ann);
	db_fixture_run(arena_printf(fixture.arena,
				    "UPDATE person SET disabled_at = %lld"
				    " WHERE id = %lld;\n",
				    (long long)T0 + HOUR,
				    (long long)company.ann.id.n));
	parts_expect(parts_split(&company.alice, T0 + 90 * MINUTE, a, 1),
		     ERR_NONE);
	c = parts.deed.code;
	assert_int_equal(parts_of(c, "assignee_id IS NULL"), 1);
	assert_int_equal(parts_clock(c, METRIC_FIRST_ASSIGN, "state"),
			 CLOCK_RUNNING);
	parts_check(T0 + DAY_SECONDS);
}

/* What fell due before now: the sweeper finds it, late, and tells so. */
static void its_steps_come_late_but_come(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c;
	instant now = T0 + DAY_SECONDS + HOUR;

	(void)state;
	parts_expect(parts_split(&company.alice, now, a, 1), ERR_NONE);
	c = parts.deed.code;
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 0);
	company_sweep(fixture.db, now + MINUTE);
	assert_int_equal(NUMBER(arena_printf(
				 fixture.arena,
				 "SELECT COUNT(*) FROM fired_step s JOIN clock"
				 " c ON c.id = s.clock_id WHERE ticket_code ="
				 " '%s' AND step = 1 AND outcome = 1",
				 c)),
			 1);
	parts_check(now + DAY_SECONDS);
}

static void by_the_rules_of_today(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c;

	(void)state;
	company_change_level(2, T0 + HOUR);
	parts_expect(parts_split(&company.alice, T0 + 90 * MINUTE, a, 1),
		     ERR_NONE);
	c = parts.deed.code;
	assert_int_equal(parts_clock(c, METRIC_FIRST_ANSWER, "due_at"),
			 T0 + 2 * HOUR);
	assert_int_equal(parts_clock(a, METRIC_FIRST_ANSWER, "due_at"),
			 T0 + 4 * HOUR);
	parts_check(T0 + DAY_SECONDS);
}

static void where_nothing_is_promised_nothing_counts(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c;
	struct job job = parts_start(&company.alice, T0 + MINUTE);

	(void)state;
	parts_expect(desk_transfer(&job, a, 0, company.billing_oid, &parts.deed,
				   &parts.error),
		     ERR_NONE);
	parts_expect(parts_split(&company.dave, T0 + HOUR, a, 1), ERR_NONE);
	c = parts.deed.code;
	assert_int_equal(parts_of(c, "department_id"), company.billing.n);
	assert_int_equal(parts_of(c, "level_version_id IS NULL"), 1);
	assert_int_equal(parts_of(c, "order_at"), T0 + 7 * DAY_SECONDS);
	assert_int_equal(parts_count(c, "clock", "TRUE"), 0);
	parts_check(T0 + DAY_SECONDS);
}

/* A level whose changes go through promises again does so from the message. */
static void gone_through_again_it_counts_from_there(void **state)
{
	struct level_draft l = company_gold();
	const char *a = parts_ask(&company.bob, T0), *c;
	struct job job;

	(void)state;
	l.gears.on_change = CHANGE_REJUDGE;
	l.target[METRIC_FIRST_ANSWER][PRIORITY_URGENT].seconds = 2 * HOUR;
	company_revise(&l, T0 + MINUTE);
	parts_expect(parts_split(&company.alice, T0 + HOUR, a, 1), ERR_NONE);
	c = parts.deed.code;
	job = parts_start(&company.alice, T0 + 3 * HOUR);
	parts_expect(desk_set_priority(&job, c, 0, PRIORITY_URGENT, &parts.deed,
				       &parts.error),
		     ERR_NONE);
	assert_int_equal(parts_clock(c, METRIC_FIRST_ANSWER, "due_at"),
			 T0 + 2 * HOUR);
	assert_int_equal(parts_clock(c, METRIC_FIRST_ANSWER, "breached_at"),
			 T0 + 3 * HOUR);
	parts_check(T0 + DAY_SECONDS);
}

/* ---- What it is -----------------------------------------------------------
 */

static void it_is_what_the_other_is(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c;
	struct job job = parts_start(&company.alice, T0);
	const char *oid;
	struct desk_split s = { .messages = &oid, .n = 1 };

	(void)state;
	parts_expect(desk_set_priority(&job, a, 0, PRIORITY_HIGH, &parts.deed,
				       &parts.error),
		     ERR_NONE);
	parts_expect(desk_set_tags(&job, a, 0, "fire, old, paper", &parts.deed,
				   &parts.error),
		     ERR_NONE);
	db_fixture_run("UPDATE tag SET archived_at = 5 WHERE name = 'old';\n");
	oid = parts_message(a, 1);
	job = parts_start(&company.alice, T0 + HOUR);
	s.subject = "  The invoice ";
	parts_expect(desk_split(&job, a, parts_of(a, "version"), &s,
				&parts.deed, &parts.error),
		     ERR_NONE);
	c = parts.deed.code;
	assert_int_equal(parts.deed.version, 1);
	assert_int_equal(parts_of(c, "subject = 'The invoice'"), 1);
	assert_int_equal(parts_of(c, "priority"), PRIORITY_HIGH);
	assert_int_equal(parts_of(c, "requester_id"), company.bob.id.n);
	assert_int_equal(parts_of(c, "source"), SOURCE_FORM);
	/* What is archived is put on nothing. */
	assert_int_equal(parts_count(c, "ticket_tag", "TRUE"), 2);
	assert_int_equal(parts_of(a, "version"), 4);
	parts_check(T0 + DAY_SECONDS);
}

static void both_tell_of_each_other(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c;
	struct link_view *links;
	struct ticket_view t;
	size_t n;

	(void)state;
	parts_expect(parts_split(&company.alice, T0 + HOUR, a, 1), ERR_NONE);
	c = parts.deed.code;
	for (int i = 0; i < 2; i++) {
		parts_expect(ticket_store_find(fixture.db, fixture.arena,
					       &company.bob.viewer, i ? c : a,
					       &t, &parts.error),
			     ERR_NONE);
		parts_expect(link_store_list(fixture.db, fixture.arena,
					     &company.bob.viewer, t.row.id,
					     &links, &n, &parts.error),
			     ERR_NONE);
		assert_int_equal(n, 1);
		assert_int_equal(links[0].kind, LINK_SPLIT);
		assert_int_equal(links[0].from, i == 0);
		assert_string_equal(links[0].code, i ? a : c);
	}
	/* Nobody else reads more than before. */
	parts_expect(ticket_store_find(fixture.db, fixture.arena,
				       &company.carol.viewer, c, &t,
				       &parts.error),
		     ERR_NOT_FOUND);
	parts_expect(ticket_store_find(fixture.db, fixture.arena,
				       &company.dave.viewer, c, &t,
				       &parts.error),
		     ERR_NOT_FOUND);
}

/* Each says by whom and when it was said; notes stay among staff. */
static void its_words_are_what_was_said(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c, *oids[4];

	(void)state;
	parts_note(&company.ann, T0 + 10 * MINUTE, a);
	parts_say(&company.alice, T0 + 20 * MINUTE, a, "Water is on its way.");
	parts_say(&company.bob, T0 + 30 * MINUTE, a, "And the invoice?");
	/* In any order, one of them twice. */
	oids[0] = oids[3] = parts_message(a, 4);
	oids[1] = parts_message(a, 2);
	oids[2] = parts_message(a, 1);
	parts_expect(parts_split_all(&company.alice, T0 + HOUR, a, oids, 4),
		     ERR_NONE);
	c = parts.deed.code;
	assert_int_equal(parts_count(c, "message", "TRUE"), 3);
	assert_int_equal(
		parts_count(c, "message",
			    arena_printf(fixture.arena,
					 "seq = 1 AND at = %lld AND"
					 " author_id = %lld AND author_kind"
					 " = 0",
					 (long long)T0,
					 (long long)company.bob.id.n)),
		1);
	assert_int_equal(
		parts_count(c, "message",
			    arena_printf(fixture.arena,
					 "at = %lld AND author_id = %lld"
					 " AND visibility = 1",
					 (long long)T0 + 10 * MINUTE,
					 (long long)company.ann.id.n)),
		1);
	assert_int_equal(parts_count(a, "message", "TRUE"), 4);
	/* Bob reads the two that are his. */
	{
		struct ticket_view t;
		struct message *m;
		size_t n;

		parts_expect(ticket_store_find(fixture.db, fixture.arena,
					       &company.bob.viewer, c, &t,
					       &parts.error),
			     ERR_NONE);
		parts_expect(message_store_list(fixture.db, fixture.arena,
						t.row.id, false, INT64_MAX, 50,
						&m, &n, &parts.error),
			     ERR_NONE);
		assert_int_equal(n, 2);
		assert_string_equal(m[1].body, "And the invoice?");
		assert_string_equal(m[1].author_name, "Bob Customer");
	}
	parts_check(T0 + DAY_SECONDS);
}

/* One message may be about three matters. */
static void the_same_words_may_be_split_off_twice(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c;

	(void)state;
	parts_expect(parts_split(&company.alice, T0 + HOUR, a, 1), ERR_NONE);
	c = parts.deed.code;
	parts_expect(parts_split(&company.alice, T0 + HOUR, a, 1), ERR_NONE);
	assert_string_not_equal(parts.deed.code, c);
	/* And what was split off may be split once more. */
	parts_expect(parts_split(&company.alice, T0 + 2 * HOUR, c, 1),
		     ERR_NONE);
	assert_int_equal(
		parts_clock(parts.deed.code, METRIC_FIRST_ANSWER, "started_at"),
		T0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_link"
				" WHERE kind = 1"),
			 3);
	parts_check(T0 + DAY_SECONDS);
}

static void a_resolved_one_stays_resolved(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c;
	struct job job = parts_start(&company.alice, T0 + HOUR);

	(void)state;
	parts_expect(desk_resolve(&job, a, 0, &parts.deed, &parts.error),
		     ERR_NONE);
	parts_expect(parts_split(&company.alice, T0 + 2 * HOUR, a, 1),
		     ERR_NONE);
	c = parts.deed.code;
	assert_int_equal(parts_of(a, "status"), STATUS_RESOLVED);
	assert_int_equal(parts_of(c, "status"), STATUS_NEW);
	parts_check(T0 + DAY_SECONDS);
}

static void merged_back_it_is_undone(void **state)
{
	const char *a = parts_ask(&company.bob, T0), *c;
	int64_t due = parts_clock(a, METRIC_FIRST_ANSWER, "due_at");
	struct job job;

	(void)state;
	parts_expect(parts_split(&company.alice, T0 + 30 * MINUTE, a, 1),
		     ERR_NONE);
	c = parts.deed.code;
	job = parts_start(&company.alice, T0 + 45 * MINUTE);
	parts_expect(desk_merge(&job, c, 0, a, &parts.deed, &parts.error),
		     ERR_NONE);
	assert_int_equal(parts_count(c, "clock", "state = 4 AND reason = 5"),
			 3);
	assert_int_equal(parts_of(a, "unanswered_at"), T0);
	assert_int_equal(parts_clock(a, METRIC_FIRST_ANSWER, "due_at"), due);
	parts_check(T0 + DAY_SECONDS);
}

/* The wall clock was set back since the message was said. */
static void a_clock_that_was_set_back_changes_no_order(void **state)
{
	const char *a = parts_ask(&company.bob, T0);

	(void)state;
	parts_note(&company.alice, T0 + HOUR, a);
	parts_expect(parts_split(&company.alice, T0 - HOUR, a, 1), ERR_NONE);
	assert_int_equal(parts_of(parts.deed.code, "created_at"), T0 + HOUR);
	assert_int_equal(
		parts_clock(parts.deed.code, METRIC_FIRST_ANSWER, "started_at"),
		T0);
	company_check_refold();
}

/* ---- Files ----------------------------------------------------------------
 */

static void its_files_go_with_it(void **state)
{
	const char *tokens[] = {
		files_upload(&company.bob, T0, "one.txt", "one"),
		files_upload(&company.bob, T0, "two.txt", "two"),
	};
	const char *a = parts_ask(&company.bob, T0), *c;
	struct job job = parts_start(&company.bob, T0 + HOUR);
	int64_t room;

	(void)state;
	job.files = files_of("session", tokens, 2);
	parts_expect(desk_reply(&job, a, 0, "See.", THEN_NOTHING, &parts.deed,
				&parts.error),
		     ERR_NONE);
	parts_expect(parts_split(&company.alice, T0 + 2 * HOUR, a, 2),
		     ERR_NONE);
	c = parts.deed.code;
	assert_int_equal(parts_count(a, "attachment", "TRUE"), 2);
	assert_int_equal(parts_count(c, "attachment",
				     "position = 0 AND name ="
				     " 'one.txt' AND size = 3"),
			 1);
	assert_int_equal(parts_count(c, "attachment", "position = 1"), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM blob_file"), 2);
	/* He sent six bytes today, not twelve. */
	job = parts_start(&company.bob, T0 + 3 * HOUR);
	parts_expect(desk_upload_room(&job, &room, &parts.error), ERR_NONE);
	assert_int_equal(room, LIMIT_FILES_DAY_BYTES - 6);
	parts_check(T0 + DAY_SECONDS);
}

/* ---- Explained ------------------------------------------------------------
 */

static void it_says_what_it_counts_from(void **state)
{
	const char *a = parts_ask(&company.bob, T0);
	struct desk_explanation x;
	struct job job;

	(void)state;
	parts_expect(parts_split(&company.alice, T0 + 5 * HOUR, a, 1),
		     ERR_NONE);
	for (int i = 0; i < 2; i++) {
		job = parts_start(i ? &company.bob : &company.alice,
				  T0 + 6 * HOUR);
		parts_expect(desk_explain(&job, parts.deed.code,
					  LIMIT_EXPLAIN_CLOCKS, &x,
					  &parts.error),
			     ERR_NONE);
		assert_int_equal(x.n, i ? 2 : 3);
		for (size_t k = 0; k < x.n; k++) {
			const struct desk_promise *p = &x.promises[k];

			assert_null(desk_explain_fault(p, x.at));
			assert_int_equal(p->differs, 0);
			assert_int_equal(p->lines[0].line.from, T0);
			assert_int_equal(p->lines[0].cause,
					 EXPLAIN_CAUSE_CUSTOMER);
			assert_int_equal(p->used, 6 * HOUR);
		}
	}
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("it counts from what was said",
			  it_counts_from_what_was_said, company_setup, NULL),
		TEST_WITH("overdue, it breaks as it is split off",
			  overdue_it_breaks_as_it_is_split_off, company_setup,
			  NULL),
		TEST_WITH("who has the other has it", who_has_the_other_has_it,
			  company_setup, NULL),
		TEST_WITH("nobody has what nobody had",
			  nobody_has_what_nobody_had, company_setup, NULL),
		TEST_WITH("who left does not get it", who_left_does_not_get_it,
			  company_setup, NULL),
		TEST_WITH("its steps come late, but come",
			  its_steps_come_late_but_come, company_setup, NULL),
		TEST_WITH("by the rules of today", by_the_rules_of_today,
			  company_setup, NULL),
		TEST_WITH("where nothing is promised nothing counts",
			  where_nothing_is_promised_nothing_counts,
			  company_setup, NULL),
		TEST_WITH("gone through again it counts from there",
			  gone_through_again_it_counts_from_there,
			  company_setup, NULL),
		TEST_WITH("it is what the other is", it_is_what_the_other_is,
			  company_setup, NULL),
		TEST_WITH("both tell of each other", both_tell_of_each_other,
			  company_setup, NULL),
		TEST_WITH("its words are what was said",
			  its_words_are_what_was_said, company_setup, NULL),
		TEST_WITH("the same words may be split off twice",
			  the_same_words_may_be_split_off_twice, company_setup,
			  NULL),
		TEST_WITH("a resolved one stays resolved",
			  a_resolved_one_stays_resolved, company_setup, NULL),
		TEST_WITH("merged back, it is undone", merged_back_it_is_undone,
			  company_setup, NULL),
		TEST_WITH("a clock that was set back changes no order",
			  a_clock_that_was_set_back_changes_no_order,
			  company_setup, NULL),
		TEST_WITH("its files go with it", its_files_go_with_it,
			  files_setup, files_teardown),
		TEST_WITH("it says what it counts from",
			  it_says_what_it_counts_from, company_setup, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/split", tests, db_fixture_setup, db_fixture_teardown);
}
