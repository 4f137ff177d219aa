/* What rules on events do, and steps as well. */
#include "desk/ruled.h"

#include "base/limits.h"
#include "desk/rules.h"
#include "support/test.h"

/* ---- What they do ---------------------------------------------------------
 */

static void each_way_to_move_the_status(void **state)
{
	static const struct {
		struct action action;
		enum status then;
		unsigned via;
	} list[] = {
		{ MOVES(ACTION_RESOLVE), STATUS_RESOLVED, 0 },
		{ MOVES(ACTION_CLOSE), STATUS_CLOSED, 0 },
		{ { .kind = ACTION_POSTPONE, .id = 3600 },
		  STATUS_POSTPONED,
		  0 },
		{ MOVES(ACTION_POSTPONE), STATUS_POSTPONED, 0 },
		{ MOVES(ACTION_MARK_ANSWERED), STATUS_ANSWERED, 0 },
		{ MOVES(ACTION_SPAM), STATUS_SPAM, 0 },
		{ MOVES(ACTION_DELETE), STATUS_DELETED, 0 },
	};

	for (size_t i = 0; i < COUNT_OF(list); i++) {
		const char *code;

		company_setup(state);
		code = ruled_open(&company.bob, T0, NULL);
		ruling_event("Move", RULE_ON(RULE_ON_TAGS), NULL,
			     &list[i].action, 1, 0);
		ruled_by_tags(code);
		assert_int_equal(ruled_status(code), list[i].then);
		assert_int_equal(NUMBER("SELECT outcome FROM rule_deed"), 0);
		if (list[i].action.id)
			assert_int_equal(NUMBER("SELECT until_at FROM event"
						" WHERE until_at IS NOT NULL"),
					 T0 + 60 + 3600);
		ladder_is_well();
	}
}

static void what_is_over_stays_as_it_is_and_says_so(void **state)
{
	const char *code = ruled_open(&company.bob, T0, NULL);

	(void)state;
	RULED_DO(&company.alice, T0 + 10, desk_mark_spam, code, 0);
	ON("All", RULE_ON(RULE_ON_NOTE), NULL, 0, MOVES(ACTION_REOPEN),
	   MOVES(ACTION_CLOSE), MOVES(ACTION_SPAM), PRIORITY_OF(PRIORITY_LOW),
	   TAG_ON(ruling_tag("x")), { .kind = ACTION_ANSWER, .text = "Hello" });
	ruled_by_note(code);
	assert_int_equal(ruled_outcome(ACTION_REOPEN), ACTION_NOT_OPEN);
	assert_int_equal(ruled_outcome(ACTION_CLOSE), ACTION_NOT_OPEN);
	assert_int_equal(ruled_outcome(ACTION_SPAM), ACTION_SAME);
	assert_int_equal(ruled_outcome(ACTION_PRIORITY), ACTION_NOT_OPEN);
	assert_int_equal(ruled_outcome(ACTION_TAG), ACTION_NOT_OPEN);
	assert_int_equal(ruled_outcome(ACTION_ANSWER), ACTION_NOT_OPEN);
	assert_int_equal(ruled_status(code), STATUS_SPAM);
	/* A mark: no version of the ticket counts it. */
	assert_int_equal(NUMBER("SELECT did FROM event WHERE kind = 35"), 0);
	ladder_is_well();
}

static void resolved_tickets_are_reopened_and_closed_stay_closed(void **state)
{
	const char *code = ruled_open(&company.bob, T0, NULL);

	(void)state;
	ruled_by_status(code);
	ON("Again", RULE_ON(RULE_ON_NOTE), NULL, 0, MOVES(ACTION_REOPEN));
	RULED_DO(&company.alice, T0 + 70, desk_note, code, 0, "Not yet.");
	assert_int_equal(ruled_status(code), STATUS_OPEN);
	RULED_DO(&company.alice, T0 + 80, desk_note, code, 0,
		 "It is so already.");
	assert_int_equal(ruled_events(code, EVENT_RULE), 1);
	ladder_is_well();
}

static void what_the_desk_says_by_itself_is_no_answer(void **state)
{
	const struct rule_condition customer = { .field = RULE_MESSAGE_BY,
						 .op = RULE_IS,
						 IDS(RULE_BY_CUSTOMER) };
	const char *code;

	(void)state;
	ON("Thanks", RULE_ON(RULE_ON_CREATED), NULL, 0,
	   { .kind = ACTION_ANSWER, .text = "We have **it**." },
	   { .kind = ACTION_NOTE, .text = "Told." });
	code = ruled_open(&company.bob, T0, NULL);
	assert_int_equal(ruled_status(code), STATUS_NEW);
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 0"), 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM message WHERE"
				" visibility = 0 AND author_kind = 2"
				" AND author_id IS NULL"),
			 1);
	/* The last word is the customer's still. */
	ON("Last", RULE_ON(RULE_ON_TAGS), &customer, 0, CALL_OUT);
	ruled_by_tags(code);
	assert_int_equal(ruled_calls(), 1);
	ruled_by_staff(code);
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 0"), 2);
	ladder_is_well();
}

static int64_t add_field(int kind, const char *name)
{
	db_fixture_run(arena_printf(
		fixture.arena,
		"INSERT INTO field (oid, about, kind, name, position,"
		" created_at) VALUES (LPAD(%d, 16, '0'), 0, %d, '%s', %d, 1)",
		kind + 1, kind, name, kind + 1));
	return NUMBER("SELECT MAX(id) FROM field");
}

static void custom_fields_are_filled_in_once(void **state)
{
	int64_t text = add_field(0, "Order"), flag = add_field(5, "Spoiled");
	const char *code = ruled_open(&company.bob, T0, NULL);

	(void)state;
	ON("Fill", RULE_ON(RULE_ON_TAGS), NULL, 0,
	   { .kind = ACTION_FIELD, .id = text, .text = "1" },
	   { .kind = ACTION_FIELD, .id = text, .text = "2" },
	   { .kind = ACTION_FIELD, .id = flag, .text = "1" });
	ON("Filled", RULE_ON(RULE_ON_FIELD), NULL, 0, CALL_OUT);
	ruled_by_tags(code);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_field"), 2);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event_field"), 2);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_field"
				" WHERE text = '2'"),
			 1);
	assert_int_equal(ruled_calls(), 1);
	/* On creation, too: it begins with them. */
	ON("Begin", RULE_ON(RULE_ON_CREATED), NULL, 0,
	   { .kind = ACTION_FIELD, .id = text, .text = "3" });
	(void)ruled_open(&company.bob, T0 + 100, NULL);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event_field f JOIN event"
				" x ON x.ticket_id = f.ticket_id AND"
				" x.seq = f.seq WHERE x.kind = 0"),
			 1);
	ladder_is_well();
}

static void letters_go_out_once_and_share_the_hour_with_steps(void **state)
{
	const char *code;

	(void)state;
	ON("Tell", RULE_ON(RULE_ON_NOTE), NULL, 0,
	   { .kind = ACTION_TELL_PERSON, .id = company.ann.id.n },
	   { .kind = ACTION_TELL_DEPARTMENT }, MOVES(ACTION_TELL_AGENT),
	   { .kind = ACTION_TELL_ADDRESS, .text = "a@example.com" });
	code = ruled_open(&company.bob, T0, NULL);
	ruled_by_note(code);
	assert_int_equal(ladder_mails(&company.ann), 1);
	assert_int_equal(ladder_mails(&company.alice), 1);
	assert_int_equal(ruled_outcome(ACTION_TELL_AGENT), ACTION_NOBODY);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox WHERE ukey LIKE"
				" 'rule:%'"),
			 3);
	for (int i = 0; i < LIMIT_NOTICES_PER_HOUR + 3; i++)
		RULED_DO(&company.alice, T0 + 100 + i, desk_note, code, 0,
			 "Again.");
	/* The rest of the hour is one letter. */
	assert_int_equal(ladder_mails(&company.ann),
			 LIMIT_NOTICES_PER_HOUR + 1);
	ladder_is_well();
}

static void who_may_not_see_it_is_not_told(void **state)
{
	const char *code = ruled_open(&company.bob, T0, NULL);

	(void)state;
	ON("Tell", RULE_ON(RULE_ON_NOTE), NULL, 0,
	   { .kind = ACTION_TELL_PERSON, .id = company.dave.id.n });
	ruled_by_note(code);
	assert_int_equal(ruled_outcome(ACTION_TELL_PERSON), ACTION_NOT_SEEN);
	assert_int_equal(ladder_mails(&company.dave), 0);
}

/* ---- What is not in use any more -------------------------------------------
 */

static enum err_kind save_as(int64_t id, const struct rule_draft *d)
{
	const struct rules_draft in = { .id = id, .rule = d };
	struct job job = ruled_job(&company.olga, T0);
	struct rules_saved out;

	return rules_save(&job, &in, &out, &ruled_error);
}

/* Nothing else can be done with such a rule, and all of it can be. */
static void can_be_put_aside(struct action does)
{
	const struct rule_draft d = { .kind = RULE_KIND_EVENT,
				      .name = "Renamed",
				      .triggers = RULE_ON(RULE_ON_NOTE),
				      .actions = &does,
				      .nactions = 1 };
	struct rule_draft on = d;
	int64_t id = ruling_event("Old", RULE_ON(RULE_ON_NOTE), NULL, &does, 1,
				  0);
	struct job job = ruled_job(&company.olga, T0);
	struct rules_saved out;

	db_fixture_run("UPDATE level SET archived_at = 1 WHERE name = 'Gone'");
	db_fixture_run("UPDATE tag SET archived_at = 1 WHERE name = 'Gone'");
	db_fixture_run("UPDATE department SET archived_at = 1"
		       " WHERE name = 'Billing'");
	db_fixture_run("UPDATE field SET archived_at = 1");
	db_fixture_run("UPDATE person SET disabled_at = 1"
		       " WHERE name LIKE 'Dave%'");
	RULED_MUST(rules_switch(&job, id, false, &out, &ruled_error));
	RULED_MUST(rules_clone(&job, id, "Other", &out, &ruled_error));
	RULED_MUST(save_as(id, &d));
	assert_int_equal(rules_switch(&job, id, true, &out, &ruled_error),
			 ERR_INVALID);
	on.active = true;
	assert_int_equal(save_as(id, &on), ERR_INVALID);
	db_fixture_run("UPDATE level SET archived_at = NULL");
	db_fixture_run("UPDATE tag SET archived_at = NULL");
	db_fixture_run("UPDATE department SET archived_at = NULL");
	db_fixture_run("UPDATE field SET archived_at = NULL");
	db_fixture_run("UPDATE person SET disabled_at = NULL");
	job = ruled_job(&company.olga, T0);
	RULED_MUST(rules_switch(&job, id, true, &out, &ruled_error));
}

static void rules_about_what_is_not_in_use_can_be_put_aside(void **state)
{
	int64_t level = ruling_level("Gone", 1), tag = ruling_tag("Gone");
	int64_t field = add_field(0, "Order");

	(void)state;
	can_be_put_aside((struct action)TAG_ON(tag));
	can_be_put_aside((struct action){ .kind = ACTION_LEVEL, .id = level });
	can_be_put_aside((struct action){ .kind = ACTION_TRANSFER,
					  .id = company.billing.n });
	can_be_put_aside((struct action){
		.kind = ACTION_FIELD, .id = field, .text = "1" });
	can_be_put_aside((struct action){ .kind = ACTION_TELL_PERSON,
					  .id = company.dave.id.n });
}

#define RULED(what, f) TEST_WITH(what, f, ladder_setup, NULL)

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		RULED("each way to move the status",
		      each_way_to_move_the_status),
		RULED("what is over stays as it is and says so",
		      what_is_over_stays_as_it_is_and_says_so),
		RULED("resolved tickets are reopened and closed stay closed",
		      resolved_tickets_are_reopened_and_closed_stay_closed),
		RULED("what the desk says by itself is no answer",
		      what_the_desk_says_by_itself_is_no_answer),
		RULED("custom fields are filled in once",
		      custom_fields_are_filled_in_once),
		RULED("letters go out once and share the hour with steps",
		      letters_go_out_once_and_share_the_hour_with_steps),
		RULED("who may not see it is not told",
		      who_may_not_see_it_is_not_told),
		RULED("rules about what is not in use can be put aside",
		      rules_about_what_is_not_in_use_can_be_put_aside),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name("desk/rule_deeds", tests,
					   db_fixture_setup,
					   db_fixture_teardown);
}
