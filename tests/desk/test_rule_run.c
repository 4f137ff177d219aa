/* Rules on events: what sets them off, what they do, and where they end. */
#include "desk/ladder.h"
#include "desk/ruling.h"

#include "base/limits.h"
#include "base/rng.h"
#include "store/rule_event_store.h"
#include "support/test.h"

#define CALL_OUT                                                               \
	{                                                                      \
		.kind = ACTION_CALL, .text = "https://example.com/x"           \
	}
#define TAG_ON(tag)                                                            \
	{                                                                      \
		.kind = ACTION_TAG, .id = (tag)                                \
	}
#define PRIORITY_OF(p)                                                         \
	{                                                                      \
		.kind = ACTION_PRIORITY, .id = (p)                             \
	}
#define MOVES(k)                                                               \
	{                                                                      \
		.kind = (k)                                                    \
	}

static struct deed deed;
static struct err e;

static struct job start(const struct member *p, instant now)
{
	e = (struct err){ 0 };
	return company_job(p, now);
}

static const char *open_at(const struct member *p, instant now,
			   const char *tags)
{
	const struct desk_ticket t = { .subject = "Printer",
				       .body = "It does not print.",
				       .department = company.support_oid,
				       .priority = PRIORITY_NORMAL,
				       .source = SOURCE_FORM,
				       .tags = tags };
	struct job job = start(p, now);

	MUST(desk_open(&job, &t, &deed, &e));
	return deed.code;
}

#define DO(who, now, verb, ...)                                                \
	do {                                                                   \
		struct job job_ = start((who), (now));                         \
		MUST(verb(&job_, __VA_ARGS__, &deed, &e));                     \
	} while (0)

static int64_t events(const char *code, enum event_kind kind)
{
	return ladder_count("SELECT COUNT(*) FROM event x JOIN ticket t"
			    " ON t.id = x.ticket_id WHERE t.code = '%s'"
			    " AND x.kind = %d",
			    code, kind);
}

static int64_t calls(void)
{
	return NUMBER("SELECT COUNT(*) FROM outbox WHERE kind = 1");
}

/* What became of the only action of that kind. */
static int64_t outcome(enum action_kind kind)
{
	return ladder_count("SELECT outcome FROM rule_deed WHERE kind = %d",
			    kind);
}

static int64_t priority_of(const char *code)
{
	return ladder_count("SELECT priority FROM ticket WHERE code = '%s'",
			    code);
}

static int64_t status_of(const char *code)
{
	return ladder_count("SELECT status FROM ticket WHERE code = '%s'",
			    code);
}

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
	code = open_at(&company.bob, T0, "printer");
	assert_int_equal(
		ladder_count("SELECT c.due_at FROM clock c JOIN ticket t"
			     " ON t.id = c.ticket_id WHERE t.code ="
			     " '%s' AND metric = 0",
			     code),
		T0 + HOUR);
	assert_int_equal(priority_of(code), PRIORITY_URGENT);
	/* It began so: one event opened it, the rule's stands behind. */
	assert_int_equal(events(code, EVENT_LEVEL), 0);
	assert_int_equal(events(code, EVENT_RULE), 1);
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
	code = open_at(&company.bob, T0, NULL);
	assert_int_equal(ladder_count("SELECT COUNT(*) FROM ticket t JOIN"
				      " level_version v ON v.id ="
				      " t.level_version_id WHERE t.code = '%s'"
				      " AND v.name = 'Gold'",
				      code),
			 1);
	ON("Elsewhere", RULE_ON(RULE_ON_CREATED), NULL, 0,
	   { .kind = ACTION_TRANSFER, .id = company.billing.n });
	code = open_at(&company.bob, T0, NULL);
	assert_int_equal(ladder_count("SELECT COUNT(*) FROM ticket t JOIN"
				      " level_version v ON v.id ="
				      " t.level_version_id WHERE t.code = '%s'"
				      " AND v.name = 'Fast'",
				      code),
			 1);
	ruling_rule("None in Billing", &billing, 0, PLAIN);
	code = open_at(&company.bob, T0, NULL);
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
	job = start(&company.bob, T0);
	MUST(desk_answer_by(&job, company.support_oid, &due, &level, &e));
	assert_int_equal(due, T0 + HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event"), 0);
}

static void spam_on_creation_is_spam(void **state)
{
	const char *code;

	(void)state;
	ON("Spam", RULE_ON(RULE_ON_CREATED), NULL, STOPS, MOVES(ACTION_SPAM));
	ON("Next", RULE_ON(RULE_ON_CREATED), NULL, 0, CALL_OUT);
	code = open_at(&company.bob, T0, NULL);
	assert_int_equal(status_of(code), STATUS_SPAM);
	assert_int_equal(calls(), 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock WHERE state <> 4"),
			 0);
	ladder_is_well();
}

/* ---- What sets them off ---------------------------------------------------
 */

static void by_customer(const char *code)
{
	DO(&company.bob, T0 + 60, desk_reply, code, 0, "Please.", THEN_NOTHING);
}
static void by_staff(const char *code)
{
	DO(&company.alice, T0 + 60, desk_reply, code, 0, "Done.", THEN_NOTHING);
}
static void by_note(const char *code)
{
	DO(&company.alice, T0 + 60, desk_note, code, 0, "Hm.");
}
static void by_status(const char *code)
{
	DO(&company.alice, T0 + 60, desk_resolve, code, 0);
}
static void by_assigning(const char *code)
{
	DO(&company.alice, T0 + 60, desk_assign, code, 0, company.ann.oid);
}
static void by_tags(const char *code)
{
	DO(&company.alice, T0 + 60, desk_set_tags, code, 0, "printer");
}
static void by_priority(const char *code)
{
	DO(&company.alice, T0 + 60, desk_set_priority, code, 0, PRIORITY_LOW);
}
static void by_department(const char *code)
{
	DO(&company.olga, T0 + 60, desk_transfer, code, 0, company.billing_oid);
}
static void by_merging(const char *code)
{
	const char *other = open_at(&company.bob, T0 + 50, NULL);

	DO(&company.alice, T0 + 60, desk_merge, other, 0, code);
}
static void by_splitting(const char *code)
{
	char oid[17];
	const char *one = oid;
	const struct desk_split s = { .messages = &one, .n = 1 };

	db_fixture_run("UPDATE message SET oid = '0123456789abcdef'");
	memcpy(oid, "0123456789abcdef", sizeof(oid));
	DO(&company.alice, T0 + 60, desk_split, code, 0, &s);
}
static void by_restoring(const char *code)
{
	DO(&company.alice, T0 + 60, desk_delete, code, 0);
	DO(&company.alice, T0 + 70, desk_restore, code, 0);
}

static void each_event_sets_off_its_rules_and_no_others(void **state)
{
	static const struct {
		enum rule_trigger on;
		void (*verb)(const char *code);
		unsigned also; /* what else happens by it */
	} list[] = {
		{ RULE_ON_CUSTOMER_MESSAGE, by_customer, 0 },
		{ RULE_ON_STAFF_MESSAGE, by_staff, RULE_ON(RULE_ON_STATUS) },
		{ RULE_ON_NOTE, by_note, 0 },
		{ RULE_ON_STATUS, by_status, 0 },
		{ RULE_ON_ASSIGNED, by_assigning, 0 },
		{ RULE_ON_TAGS, by_tags, 0 },
		{ RULE_ON_PRIORITY, by_priority, 0 },
		{ RULE_ON_DEPARTMENT, by_department, 0 },
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
		code = open_at(&company.bob, T0, NULL);
		ON("That", RULE_ON(list[i].on), NULL, 0, CALL_OUT);
		ON("Others", all & ~RULE_ON(list[i].on) & ~list[i].also, NULL,
		   0, { .kind = ACTION_CALL, .text = "https://other.example" });
		before = calls();
		list[i].verb(code);
		if (calls() != before + 1 ||
		    NUMBER("SELECT COUNT(*) FROM outbox WHERE payload LIKE"
			   " '%other.example%'"))
			fail_msg("%d: %" PRId64 " calls", (int)list[i].on,
				 calls());
		ladder_is_well();
	}
}

static void what_happens_by_itself_sets_them_off_when_it_is_found(void **state)
{
	const struct desk_postponement p = { .until = T0 + HOUR };
	const char *code = open_at(&company.bob, T0, NULL);

	(void)state;
	ON("Status", RULE_ON(RULE_ON_STATUS), NULL, 0, CALL_OUT);
	DO(&company.alice, T0 + 60, desk_postpone, code, 0, &p);
	assert_int_equal(calls(), 1);
	(void)company_sweep(fixture.db, T0 + 2 * HOUR);
	assert_int_equal(calls(), 2);
	(void)company_sweep(fixture.db, T0 + 2 * HOUR);
	assert_int_equal(calls(), 2);
	ladder_is_well();
}

static void a_save_that_changes_nothing_sets_nothing_off(void **state)
{
	const char *code = open_at(&company.bob, T0, NULL);

	(void)state;
	ON("Any", RULE_ON(RULE_ON_PRIORITY) | RULE_ON(RULE_ON_ASSIGNED), NULL,
	   0, CALL_OUT);
	DO(&company.alice, T0 + 60, desk_set_priority, code, 0,
	   PRIORITY_NORMAL);
	assert_int_equal(calls(), 0);
	/* Nor does a rule that does not hold, or is off, act. */
	ON("Off", RULE_ON(RULE_ON_PRIORITY), NULL, INACTIVE,
	   MOVES(ACTION_CLOSE));
	DO(&company.alice, T0 + 70, desk_set_priority, code, 0, PRIORITY_LOW);
	assert_int_equal(calls(), 1);
	assert_int_equal(status_of(code), STATUS_NEW);
}

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
		code = open_at(&company.bob, T0, NULL);
		ruling_event("Move", RULE_ON(RULE_ON_TAGS), NULL,
			     &list[i].action, 1, 0);
		by_tags(code);
		assert_int_equal(status_of(code), list[i].then);
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
	const char *code = open_at(&company.bob, T0, NULL);

	(void)state;
	DO(&company.alice, T0 + 10, desk_mark_spam, code, 0);
	ON("All", RULE_ON(RULE_ON_NOTE), NULL, 0, MOVES(ACTION_REOPEN),
	   MOVES(ACTION_CLOSE), MOVES(ACTION_SPAM), PRIORITY_OF(PRIORITY_LOW),
	   TAG_ON(ruling_tag("x")), { .kind = ACTION_ANSWER, .text = "Hello" });
	by_note(code);
	assert_int_equal(outcome(ACTION_REOPEN), ACTION_NOT_OPEN);
	assert_int_equal(outcome(ACTION_CLOSE), ACTION_NOT_OPEN);
	assert_int_equal(outcome(ACTION_SPAM), ACTION_SAME);
	assert_int_equal(outcome(ACTION_PRIORITY), ACTION_NOT_OPEN);
	assert_int_equal(outcome(ACTION_TAG), ACTION_NOT_OPEN);
	assert_int_equal(outcome(ACTION_ANSWER), ACTION_NOT_OPEN);
	assert_int_equal(status_of(code), STATUS_SPAM);
	/* A mark: no version of the ticket counts it. */
	assert_int_equal(NUMBER("SELECT did FROM event WHERE kind = 35"), 0);
	ladder_is_well();
}

static void resolved_tickets_are_reopened_and_closed_stay_closed(void **state)
{
	const char *code = open_at(&company.bob, T0, NULL);

	(void)state;
	by_status(code);
	ON("Again", RULE_ON(RULE_ON_NOTE), NULL, 0, MOVES(ACTION_REOPEN));
	DO(&company.alice, T0 + 70, desk_note, code, 0, "Not yet.");
	assert_int_equal(status_of(code), STATUS_OPEN);
	DO(&company.alice, T0 + 80, desk_note, code, 0, "It is so already.");
	assert_int_equal(events(code, EVENT_RULE), 1);
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
	code = open_at(&company.bob, T0, NULL);
	assert_int_equal(status_of(code), STATUS_NEW);
	assert_int_equal(NUMBER("SELECT state FROM clock WHERE metric = 0"), 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM message WHERE"
				" visibility = 0 AND author_kind = 2"
				" AND author_id IS NULL"),
			 1);
	/* The last word is the customer's still. */
	ON("Last", RULE_ON(RULE_ON_TAGS), &customer, 0, CALL_OUT);
	by_tags(code);
	assert_int_equal(calls(), 1);
	by_staff(code);
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
	const char *code = open_at(&company.bob, T0, NULL);

	(void)state;
	ON("Fill", RULE_ON(RULE_ON_TAGS), NULL, 0,
	   { .kind = ACTION_FIELD, .id = text, .text = "1" },
	   { .kind = ACTION_FIELD, .id = text, .text = "2" },
	   { .kind = ACTION_FIELD, .id = flag, .text = "1" });
	ON("Filled", RULE_ON(RULE_ON_FIELD), NULL, 0, CALL_OUT);
	by_tags(code);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_field"), 2);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event_field"), 2);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_field"
				" WHERE text = '2'"),
			 1);
	assert_int_equal(calls(), 1);
	/* On creation, too: it begins with them. */
	ON("Begin", RULE_ON(RULE_ON_CREATED), NULL, 0,
	   { .kind = ACTION_FIELD, .id = text, .text = "3" });
	(void)open_at(&company.bob, T0 + 100, NULL);
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
	code = open_at(&company.bob, T0, NULL);
	by_note(code);
	assert_int_equal(ladder_mails(&company.ann), 1);
	assert_int_equal(ladder_mails(&company.alice), 1);
	assert_int_equal(outcome(ACTION_TELL_AGENT), ACTION_NOBODY);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox WHERE ukey LIKE"
				" 'rule:%'"),
			 3);
	for (int i = 0; i < LIMIT_NOTICES_PER_HOUR + 3; i++)
		DO(&company.alice, T0 + 100 + i, desk_note, code, 0, "Again.");
	/* The rest of the hour is one letter. */
	assert_int_equal(ladder_mails(&company.ann),
			 LIMIT_NOTICES_PER_HOUR + 1);
	ladder_is_well();
}

static void who_may_not_see_it_is_not_told(void **state)
{
	const char *code = open_at(&company.bob, T0, NULL);

	(void)state;
	ON("Tell", RULE_ON(RULE_ON_NOTE), NULL, 0,
	   { .kind = ACTION_TELL_PERSON, .id = company.dave.id.n });
	by_note(code);
	assert_int_equal(outcome(ACTION_TELL_PERSON), ACTION_NOT_SEEN);
	assert_int_equal(ladder_mails(&company.dave), 0);
}

/* ---- One after the other --------------------------------------------------
 */

static void rules_see_what_those_before_did_and_one_stops(void **state)
{
	int64_t vip = ruling_tag("vip");
	const struct rule_condition is_vip = { .field = RULE_TAGS,
					       .op = RULE_CONTAINS,
					       IDS(vip) };
	const char *code = open_at(&company.bob, T0, NULL);

	(void)state;
	ON("Too early", RULE_ON(RULE_ON_NOTE), &is_vip, 0, MOVES(ACTION_CLOSE));
	ON("Mark", RULE_ON(RULE_ON_NOTE), NULL, 0, TAG_ON(vip));
	ON("Then", RULE_ON(RULE_ON_NOTE), &is_vip, STOPS,
	   PRIORITY_OF(PRIORITY_HIGH));
	ON("Never", RULE_ON(RULE_ON_NOTE), &is_vip, 0, MOVES(ACTION_DELETE));
	by_note(code);
	assert_int_equal(priority_of(code), PRIORITY_HIGH);
	assert_int_equal(status_of(code), STATUS_NEW);
	assert_int_equal(events(code, EVENT_RULE), 2);
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
	const char *code = open_at(&company.bob, T0, NULL);

	(void)state;
	ON("Up", RULE_ON(RULE_ON_PRIORITY), &not_high, 0,
	   PRIORITY_OF(PRIORITY_HIGH));
	ON("Down", RULE_ON(RULE_ON_PRIORITY), &high, 0,
	   PRIORITY_OF(PRIORITY_LOW));
	by_priority(code);
	assert_int_equal(events(code, EVENT_RULE), 2);
	assert_int_equal(events(code, EVENT_RULES_END), 1);
	assert_int_equal(priority_of(code), PRIORITY_LOW);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event x JOIN"
				" rule_version v ON v.id = x.rule_version_id"
				" WHERE x.kind = 36 AND v.name = 'Up'"),
			 1);
	ladder_is_well();
}

static void a_chain_ends_after_eight_rounds(void **state)
{
	int64_t tags[LIMIT_RULE_ROUNDS + 3];
	const char *code = open_at(&company.bob, T0, NULL);
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
	DO(&company.alice, T0 + 60, desk_set_tags, code, 0, "t0");
	assert_int_equal(events(code, EVENT_RULE), LIMIT_RULE_ROUNDS);
	assert_int_equal(events(code, EVENT_RULES_END), 1);
	ladder_is_well();
}

static void what_rules_change_is_what_sla_rules_are_asked_about(void **state)
{
	int64_t fast = ruling_level("Fast", 1);
	const struct rule_condition high = { .field = RULE_PRIORITY,
					     .op = RULE_IS,
					     IDS(PRIORITY_HIGH) };
	const char *code = open_at(&company.bob, T0, NULL);

	(void)state;
	ruling_rule("High is fast", &high, fast, KEEPS | STOPS);
	ON("High", RULE_ON(RULE_ON_NOTE), NULL, 0, PRIORITY_OF(PRIORITY_HIGH));
	by_note(code);
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
	code = open_at(&company.bob, T0, NULL);
	(void)company_sweep(fixture.db, T0 + 3 * HOUR);
	assert_int_equal(calls(), 1);
	assert_int_equal(events(code, EVENT_LEVEL), 1);
	(void)company_sweep(fixture.db, T0 + 3 * HOUR);
	assert_int_equal(calls(), 1);
	ladder_is_well();
}

static void steps_do_what_rules_do(void **state)
{
	const char *code;

	(void)state;
	PROMISE(-HOUR, { .kind = ACTION_ANSWER, .text = "Soon." },
		{ .kind = ACTION_TELL_PERSON, .id = company.ann.id.n },
		MOVES(ACTION_POSTPONE));
	code = open_at(&company.bob, T0, NULL);
	(void)company_sweep(fixture.db, T0 + 3 * HOUR);
	assert_int_equal(status_of(code), STATUS_POSTPONED);
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
	const char *code = open_at(&company.bob, T0, NULL);
	struct once once;
	struct job job;

	(void)state;
	ON("Call", RULE_ON(RULE_ON_NOTE), NULL, 0, CALL_OUT);
	memset(&once, 7, sizeof(once));
	for (int i = 0; i < 2; i++) {
		job = start(&company.alice, T0 + 60 + i);
		job.once = &once;
		MUST(desk_note(&job, code, 0, "Hm.", &deed, &e));
		assert_int_equal(deed.again, i == 1);
	}
	assert_int_equal(calls(), 1);
	assert_int_equal(events(code, EVENT_RULE), 1);
}

static void what_is_refused_leaves_nothing_behind(void **state)
{
	const char *code = open_at(&company.bob, T0, NULL);
	const char *before;
	struct job job;

	(void)state;
	ON("Call", RULE_ON(RULE_ON_STATUS), NULL, 0, CALL_OUT,
	   { .kind = ACTION_NOTE, .text = "x" });
	by_status(code);
	before = company_dump();
	job = start(&company.alice, T0 + 90);
	company_expect(desk_resolve(&job, code, 0, &deed, &e), ERR_CONFLICT,
		       &e);
	assert_string_equal(company_dump(), before);
	assert_int_equal(calls(), 1);
}

static void answers_are_refused_for_changes_alone(void **state)
{
	const char *code = open_at(&company.bob, T0, NULL);
	int64_t seen;

	(void)state;
	ON("Tell", RULE_ON(RULE_ON_STATUS), NULL, 0, CALL_OUT);
	DO(&company.alice, T0 + 60, desk_resolve, code, 0);
	seen = ladder_count("SELECT version FROM ticket WHERE code = '%s'",
			    code);
	assert_int_equal(seen, 2);
	DO(&company.alice, T0 + 70, desk_reply, code, seen, "Bye.",
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
