/* Rules on events: what sets them off, and where they end. */
#include "desk/ruled.h"

#include "base/limits.h"
#include "support/test.h"

/* ---- On creation ----------------------------------------------------------
 */

static void
what_a_rule_tags_urgent_is_promised_as_urgent_from_the_start(void **state)
{
	int64_t tag = ruling_tag("URGENT"), level;
	const struct rule_condition words = { .field = RULE_MESSAGE,
					      .op = RULE_CONTAINS,
					      WORDS("not print") };
	const struct rule_condition urgent = { .field = RULE_TAGS,
					       .op = RULE_CONTAINS,
					       IDS(tag) };
	const char *code;

	(void)state;
	level = ruling_level("Urgent SLA", 1);
	ruling_rule("Urgent", &urgent, level, STOPS);
	ON("Down", RULE_ON(RULE_ON_CREATED), &words, 0, TAG_ON(tag),
	   PRIORITY_OF(PRIORITY_URGENT),
	   { .kind = ACTION_ASSIGN, .id = company.ann.id.n },
	   { .kind = ACTION_NOTE, .text = "Call them." });
	code = ruled_open(&company.bob, T0, "printer");
	assert_int_equal(
		ladder_count("SELECT c.due_at FROM clock c JOIN ticket t"
			     " ON t.id = c.ticket_id WHERE t.code ="
			     " '%s' AND metric = 0",
			     code),
		T0 + HOUR);
	assert_int_equal(ruled_priority(code), PRIORITY_URGENT);
	/* It began so: one event opened it, the rule's stands behind. */
	assert_int_equal(ruled_events(code, EVENT_LEVEL), 0);
	assert_int_equal(ruled_events(code, EVENT_RULE), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE seq = 1"
				" AND kind = 0 AND priority = 1"
				" AND assignee_id IS NOT NULL"),
			 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_tag"), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM rule_deed"
				" WHERE outcome = 0"),
			 4);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM message"
				" WHERE visibility = 1"
				" AND author_kind = 2"),
			 1);
	ladder_is_well();
}

static void
a_level_that_a_rule_sets_stands_unless_an_sla_rule_sets_one(void **state)
{
	const struct rule_condition billing = { .field = RULE_DEPARTMENT,
						.op = RULE_IS,
						IDS(company.billing.n) };
	int64_t fast = ruling_level("Fast", 1);
	const char *code;

	(void)state;
	ON("Fast", RULE_ON(RULE_ON_CREATED), NULL, 0,
	   { .kind = ACTION_LEVEL, .id = fast });
	code = ruled_open(&company.bob, T0, NULL);
	assert_int_equal(ladder_count("SELECT COUNT(*) FROM ticket t JOIN"
				      " level_version v ON v.id ="
				      " t.level_version_id WHERE t.code = '%s'"
				      " AND v.name = 'Gold'",
				      code),
			 1);
	ON("Elsewhere", RULE_ON(RULE_ON_CREATED), NULL, 0,
	   { .kind = ACTION_TRANSFER, .id = company.billing.n });
	code = ruled_open(&company.bob, T0, NULL);
	assert_int_equal(ladder_count("SELECT COUNT(*) FROM ticket t JOIN"
				      " level_version v ON v.id ="
				      " t.level_version_id WHERE t.code = '%s'"
				      " AND v.name = 'Fast'",
				      code),
			 1);
	ruling_rule("None in Billing", &billing, 0, PLAIN);
	code = ruled_open(&company.bob, T0, NULL);
	assert_int_equal(ladder_count("SELECT COUNT(*) FROM ticket WHERE code"
				      " = '%s' AND level_version_id IS NULL",
				      code),
			 1);
	ladder_is_well();
}

static void what_is_told_before_is_what_is_promised(void **state)
{
	int64_t fast = ruling_level("Fast", 1);
	const struct level *level;
	struct job job;
	instant due;

	(void)state;
	db_fixture_run("UPDATE rule SET archived_at = 1;\n"
		       "UPDATE rule_state SET version = version + 1;\n");
	ON("Fast", RULE_ON(RULE_ON_CREATED), NULL, 0,
	   { .kind = ACTION_LEVEL, .id = fast });
	job = ruled_job(&company.bob, T0);
	RULED_MUST(desk_answer_by(&job, company.support_oid, &due, &level,
				  &ruled_error));
	assert_int_equal(due, T0 + HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event"), 0);
}

static void spam_on_creation_is_spam(void **state)
{
	const char *code;

	(void)state;
	ON("Spam", RULE_ON(RULE_ON_CREATED), NULL, STOPS, MOVES(ACTION_SPAM));
	ON("Next", RULE_ON(RULE_ON_CREATED), NULL, 0, CALL_OUT);
	code = ruled_open(&company.bob, T0, NULL);
	assert_int_equal(ruled_status(code), STATUS_SPAM);
	assert_int_equal(ruled_calls(), 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock WHERE state <> 4"),
			 0);
	ladder_is_well();
}

/* ---- What sets them off ---------------------------------------------------
 */

static void by_merging(const char *code)
{
	const char *other = ruled_open(&company.bob, T0 + 50, NULL);

	RULED_DO(&company.alice, T0 + 60, desk_merge, other, 0, code);
}
static void by_splitting(const char *code)
{
	char oid[17];
	const char *one = oid;
	const struct desk_split s = { .messages = &one, .n = 1 };

	db_fixture_run("UPDATE message SET oid = '0123456789abcdef'");
	memcpy(oid, "0123456789abcdef", sizeof(oid));
	RULED_DO(&company.alice, T0 + 60, desk_split, code, 0, &s);
}
static void by_restoring(const char *code)
{
	RULED_DO(&company.alice, T0 + 60, desk_delete, code, 0);
	RULED_DO(&company.alice, T0 + 70, desk_restore, code, 0);
}

static void each_event_sets_off_its_rules_and_no_others(void **state)
{
	static const struct {
		enum rule_trigger on;
		void (*verb)(const char *code);
		unsigned also; /* what else happens by it */
	} list[] = {
		{ RULE_ON_CUSTOMER_MESSAGE, ruled_by_customer, 0 },
		{ RULE_ON_STAFF_MESSAGE, ruled_by_staff,
		  RULE_ON(RULE_ON_STATUS) },
		{ RULE_ON_NOTE, ruled_by_note, 0 },
		{ RULE_ON_STATUS, ruled_by_status, 0 },
		{ RULE_ON_ASSIGNED, ruled_by_assigning, 0 },
		{ RULE_ON_TAGS, ruled_by_tags, 0 },
		{ RULE_ON_PRIORITY, ruled_by_priority, 0 },
		{ RULE_ON_DEPARTMENT, ruled_by_department, 0 },
		{ RULE_ON_MERGED, by_merging, RULE_ON(RULE_ON_CREATED) },
		{ RULE_ON_SPLIT, by_splitting, 0 },
		{ RULE_ON_RESTORED, by_restoring, RULE_ON(RULE_ON_STATUS) },
	};
	const unsigned all = (RULE_ON(RULE_TRIGGER_N) - 1) &
			     ~RULE_ON(RULE_ON_RATED);

	for (size_t i = 0; i < COUNT_OF(list); i++) {
		const char *code;
		int64_t before;

		company_setup(state);
		code = ruled_open(&company.bob, T0, NULL);
		ON("That", RULE_ON(list[i].on), NULL, 0, CALL_OUT);
		ON("Others", all & ~RULE_ON(list[i].on) & ~list[i].also, NULL,
		   0, { .kind = ACTION_CALL, .text = "https://other.example" });
		before = ruled_calls();
		list[i].verb(code);
		if (ruled_calls() != before + 1 ||
		    NUMBER("SELECT COUNT(*) FROM outbox WHERE payload LIKE"
			   " '%other.example%'"))
			fail_msg("%d: %" PRId64 " calls", (int)list[i].on,
				 ruled_calls());
		ladder_is_well();
	}
}

static void what_happens_by_itself_sets_them_off_when_it_is_found(void **state)
{
	const struct desk_postponement p = { .until = T0 + HOUR };
	const char *code = ruled_open(&company.bob, T0, NULL);

	(void)state;
	ON("Status", RULE_ON(RULE_ON_STATUS), NULL, 0, CALL_OUT);
	RULED_DO(&company.alice, T0 + 60, desk_postpone, code, 0, &p);
	assert_int_equal(ruled_calls(), 1);
	(void)company_sweep(fixture.db, T0 + 2 * HOUR);
	assert_int_equal(ruled_calls(), 2);
	(void)company_sweep(fixture.db, T0 + 2 * HOUR);
	assert_int_equal(ruled_calls(), 2);
	ladder_is_well();
}

static void a_save_that_changes_nothing_sets_nothing_off(void **state)
{
	const char *code = ruled_open(&company.bob, T0, NULL);

	(void)state;
	ON("Any", RULE_ON(RULE_ON_PRIORITY) | RULE_ON(RULE_ON_ASSIGNED), NULL,
	   0, CALL_OUT);
	RULED_DO(&company.alice, T0 + 60, desk_set_priority, code, 0,
		 PRIORITY_NORMAL);
	assert_int_equal(ruled_calls(), 0);
	/* Nor does a rule that does not hold, or is off, act. */
	ON("Off", RULE_ON(RULE_ON_PRIORITY), NULL, INACTIVE,
	   MOVES(ACTION_CLOSE));
	RULED_DO(&company.alice, T0 + 70, desk_set_priority, code, 0,
		 PRIORITY_LOW);
	assert_int_equal(ruled_calls(), 1);
	assert_int_equal(ruled_status(code), STATUS_NEW);
}

/* ---- One after the other --------------------------------------------------
 */

static void rules_see_what_those_before_did_and_one_stops(void **state)
{
	int64_t vip = ruling_tag("vip");
	const struct rule_condition is_vip = { .field = RULE_TAGS,
					       .op = RULE_CONTAINS,
					       IDS(vip) };
	const char *code = ruled_open(&company.bob, T0, NULL);

	(void)state;
	ON("Too early", RULE_ON(RULE_ON_NOTE), &is_vip, 0, MOVES(ACTION_CLOSE));
	ON("Mark", RULE_ON(RULE_ON_NOTE), NULL, 0, TAG_ON(vip));
	ON("Then", RULE_ON(RULE_ON_NOTE), &is_vip, STOPS,
	   PRIORITY_OF(PRIORITY_HIGH));
	ON("Never", RULE_ON(RULE_ON_NOTE), &is_vip, 0, MOVES(ACTION_DELETE));
	ruled_by_note(code);
	assert_int_equal(ruled_priority(code), PRIORITY_HIGH);
	assert_int_equal(ruled_status(code), STATUS_NEW);
	assert_int_equal(ruled_events(code, EVENT_RULE), 2);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 35"
				" AND actor_kind = 1 AND actor_id IS NULL"
				" AND rule_version_id IS NOT NULL"),
			 2);
	ladder_is_well();
}

static void two_that_undo_each_other_act_once_and_that_is_told(void **state)
{
	const struct rule_condition high = { .field = RULE_PRIORITY,
					     .op = RULE_IS,
					     IDS(PRIORITY_HIGH) };
	const struct rule_condition not_high = { .field = RULE_PRIORITY,
						 .op = RULE_IS_NOT,
						 IDS(PRIORITY_HIGH) };
	const char *code = ruled_open(&company.bob, T0, NULL);

	(void)state;
	ON("Up", RULE_ON(RULE_ON_PRIORITY), &not_high, 0,
	   PRIORITY_OF(PRIORITY_HIGH));
	ON("Down", RULE_ON(RULE_ON_PRIORITY), &high, 0,
	   PRIORITY_OF(PRIORITY_LOW));
	ruled_by_priority(code);
	assert_int_equal(ruled_events(code, EVENT_RULE), 2);
	assert_int_equal(ruled_events(code, EVENT_RULES_END), 1);
	assert_int_equal(ruled_priority(code), PRIORITY_LOW);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event x JOIN"
				" rule_version v ON v.id = x.rule_version_id"
				" WHERE x.kind = 36 AND v.name = 'Up'"),
			 1);
	ladder_is_well();
}

static void a_chain_ends_after_eight_rounds(void **state)
{
	int64_t tags[LIMIT_RULE_ROUNDS + 3];
	const char *code = ruled_open(&company.bob, T0, NULL);
	char name[20];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(tags); i++) {
		snprintf(name, sizeof(name), "t%zu", i);
		tags[i] = ruling_tag(name);
	}
	/* The last link first: each has to wait for the next round. */
	for (size_t i = COUNT_OF(tags) - 1; i > 0; i--) {
		const struct rule_condition c = { .field = RULE_TAGS,
						  .op = RULE_CONTAINS,
						  .ids = &tags[i - 1],
						  .nids = 1 };

		ON("Link", RULE_ON(RULE_ON_TAGS), &c, 0, TAG_ON(tags[i]));
	}
	RULED_DO(&company.alice, T0 + 60, desk_set_tags, code, 0, "t0");
	assert_int_equal(ruled_events(code, EVENT_RULE), LIMIT_RULE_ROUNDS);
	assert_int_equal(ruled_events(code, EVENT_RULES_END), 1);
	ladder_is_well();
}

static void what_rules_change_is_what_sla_rules_are_asked_about(void **state)
{
	int64_t fast = ruling_level("Fast", 1);
	const struct rule_condition high = { .field = RULE_PRIORITY,
					     .op = RULE_IS,
					     IDS(PRIORITY_HIGH) };
	const char *code = ruled_open(&company.bob, T0, NULL);

	(void)state;
	ruling_rule("High is fast", &high, fast, KEEPS | STOPS);
	ON("High", RULE_ON(RULE_ON_NOTE), NULL, 0, PRIORITY_OF(PRIORITY_HIGH));
	ruled_by_note(code);
	assert_int_equal(ladder_count("SELECT COUNT(*) FROM ticket t JOIN"
				      " level_version v ON v.id ="
				      " t.level_version_id WHERE t.code = '%s'"
				      " AND v.name = 'Fast'",
				      code),
			 1);
	ladder_is_well();
}

static void what_steps_change_sets_rules_off_and_asks_sla_rules(void **state)
{
	int64_t fast = ruling_level("Fast", 1);
	const struct rule_condition high = { .field = RULE_PRIORITY,
					     .op = RULE_IS,
					     IDS(PRIORITY_HIGH) };
	const char *code;

	(void)state;
	PROMISE(-HOUR, PRIORITY_OF(PRIORITY_HIGH));
	ruling_rule("High is fast", &high, fast, KEEPS | STOPS);
	ON("Note it", RULE_ON(RULE_ON_PRIORITY), NULL, 0, CALL_OUT);
	code = ruled_open(&company.bob, T0, NULL);
	(void)company_sweep(fixture.db, T0 + 3 * HOUR);
	assert_int_equal(ruled_calls(), 1);
	assert_int_equal(ruled_events(code, EVENT_LEVEL), 1);
	(void)company_sweep(fixture.db, T0 + 3 * HOUR);
	assert_int_equal(ruled_calls(), 1);
	ladder_is_well();
}

static void steps_do_what_rules_do(void **state)
{
	const char *code;

	(void)state;
	PROMISE(-HOUR, { .kind = ACTION_ANSWER, .text = "Soon." },
		{ .kind = ACTION_TELL_PERSON, .id = company.ann.id.n },
		MOVES(ACTION_POSTPONE));
	code = ruled_open(&company.bob, T0, NULL);
	(void)company_sweep(fixture.db, T0 + 3 * HOUR);
	assert_int_equal(ruled_status(code), STATUS_POSTPONED);
	assert_int_equal(ladder_mails(&company.ann), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM message WHERE"
				" visibility = 0 AND author_kind = 2"),
			 1);
	ladder_is_well();
}

/* ---- Once -----------------------------------------------------------------
 */

static void a_form_that_comes_twice_sets_them_off_once(void **state)
{
	const char *code = ruled_open(&company.bob, T0, NULL);
	struct once once;
	struct job job;

	(void)state;
	ON("Call", RULE_ON(RULE_ON_NOTE), NULL, 0, CALL_OUT);
	memset(&once, 7, sizeof(once));
	for (int i = 0; i < 2; i++) {
		job = ruled_job(&company.alice, T0 + 60 + i);
		job.once = &once;
		RULED_MUST(desk_note(&job, code, 0, "Hm.", &ruled_deed,
				     &ruled_error));
		assert_int_equal(ruled_deed.again, i == 1);
	}
	assert_int_equal(ruled_calls(), 1);
	assert_int_equal(ruled_events(code, EVENT_RULE), 1);
}

static void what_is_refused_leaves_nothing_behind(void **state)
{
	const char *code = ruled_open(&company.bob, T0, NULL);
	const char *before;
	struct job job;

	(void)state;
	ON("Call", RULE_ON(RULE_ON_STATUS), NULL, 0, CALL_OUT,
	   { .kind = ACTION_NOTE, .text = "x" });
	ruled_by_status(code);
	before = company_dump();
	job = ruled_job(&company.alice, T0 + 90);
	company_expect(desk_resolve(&job, code, 0, &ruled_deed, &ruled_error),
		       ERR_CONFLICT, &ruled_error);
	assert_string_equal(company_dump(), before);
	assert_int_equal(ruled_calls(), 1);
}

static void answers_are_refused_for_changes_alone(void **state)
{
	const char *code = ruled_open(&company.bob, T0, NULL);
	int64_t seen;

	(void)state;
	ON("Tell", RULE_ON(RULE_ON_STATUS), NULL, 0, CALL_OUT);
	RULED_DO(&company.alice, T0 + 60, desk_resolve, code, 0);
	seen = ladder_count("SELECT version FROM ticket WHERE code = '%s'",
			    code);
	assert_int_equal(seen, 2);
	RULED_DO(&company.alice, T0 + 70, desk_reply, code, seen, "Bye.",
		 THEN_NOTHING);
	ladder_is_well();
}

#define RULED(what, f) TEST_WITH(what, f, ladder_setup, NULL)

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		RULED("what a rule tags urgent is promised as urgent from the "
		      "start",
		      what_a_rule_tags_urgent_is_promised_as_urgent_from_the_start),
		RULED("a level that a rule sets stands unless an sla rule sets "
		      "one",
		      a_level_that_a_rule_sets_stands_unless_an_sla_rule_sets_one),
		RULED("what is told before is what is promised",
		      what_is_told_before_is_what_is_promised),
		RULED("spam on creation is spam", spam_on_creation_is_spam),
		RULED("each event sets off its rules and no others",
		      each_event_sets_off_its_rules_and_no_others),
		RULED("what happens by itself sets them off when it is found",
		      what_happens_by_itself_sets_them_off_when_it_is_found),
		RULED("a save that changes nothing sets nothing off",
		      a_save_that_changes_nothing_sets_nothing_off),
		RULED("rules see what those before did and one stops",
		      rules_see_what_those_before_did_and_one_stops),
		RULED("two that undo each other act once and that is told",
		      two_that_undo_each_other_act_once_and_that_is_told),
		RULED("a chain ends after eight rounds",
		      a_chain_ends_after_eight_rounds),
		RULED("what rules change is what sla rules are asked about",
		      what_rules_change_is_what_sla_rules_are_asked_about),
		RULED("what steps change sets rules off and asks sla rules",
		      what_steps_change_sets_rules_off_and_asks_sla_rules),
		RULED("steps do what rules do", steps_do_what_rules_do),
		RULED("a form that comes twice sets them off once",
		      a_form_that_comes_twice_sets_them_off_once),
		RULED("what is refused leaves nothing behind",
		      what_is_refused_leaves_nothing_behind),
		RULED("answers are refused for changes alone",
		      answers_are_refused_for_changes_alone),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/rule_run", tests, db_fixture_setup, db_fixture_teardown);
}
