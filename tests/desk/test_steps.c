/* What escalation steps do: whom they tell, and what they change. */
#include "desk/ladder.h"

#include "base/limits.h"
#include "support/test.h"

static const person_id nobody;

/* ---- Telling ------------------------------------------------------------- */

static void whoever_has_it_is_told_once(void **state)
{
	const char *code;

	(void)state;
	PROMISE(-HOUR, { .kind = ACTION_TELL_AGENT });
	code = company_ticket(T0);
	ladder_assign(code, &company.ann, T0 + 60);
	company_sweep(fixture.db, T0 + 3 * HOUR);
	assert_int_equal(ladder_mails(&company.ann), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox"), 1);
	assert_int_equal(
		ladder_count(
			"SELECT COUNT(*) FROM outbox WHERE"
			" ukey = CONCAT('step:', (SELECT clock_id FROM"
			" fired_step), ':0:0:p', person_id)"
			" AND JSON_VALUE(payload, '$.ticket') = '%s'"
			" AND JSON_VALUE(payload, '$.to.address') ="
			" 'ann@harbour.example'"
			" AND JSON_VALUE(payload, '$.metric') = 'first_answer'"
			" AND JSON_VALUE(payload, '$.level') = 'Gold'"
			" AND JSON_VALUE(payload, '$.due') = %lld"
			" AND JSON_VALUE(payload, '$.subject') ="
			" 'The printer is on fire'",
			code, (long long)(T0 + 4 * HOUR)),
		1);
	company_sweep(fixture.db, T0 + 3 * HOUR + 60);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox"), 1);
	/* A letter is no change of the ticket. */
	assert_int_equal(NUMBER("SELECT version FROM ticket"), 2);
	assert_int_equal(NUMBER("SELECT committed_at - noticed_at"
				" FROM fired_step"),
			 0);
	ladder_is_well();
}

/* However long after that second somebody looks. */
static void a_step_at_the_deadline_is_done_once_it_has_passed(void **state)
{
	const char *code;

	(void)state;
	PROMISE(0, { .kind = ACTION_TELL_AGENT });
	code = company_ticket(T0);
	ladder_assign(code, &company.ann, T0 + 60);
	company_sweep(fixture.db, T0 + 4 * HOUR - 1);
	assert_int_equal(ladder_mails(&company.ann), 0);
	company_sweep(fixture.db, T0 + 4 * HOUR + 40);
	assert_int_equal(ladder_mails(&company.ann), 1);
	assert_int_equal(NUMBER("SELECT due_at FROM fired_step WHERE"
				" outcome = 0"),
			 T0 + 4 * HOUR);
	company_sweep(fixture.db, T0 + 5 * HOUR);
	assert_int_equal(ladder_mails(&company.ann), 1);
	ladder_is_well();
}

static void groups_and_addresses_are_told_each_person_once(void **state)
{
	const char *code;

	(void)state;
	db_fixture_run(arena_printf(fixture.arena,
				    "INSERT INTO department_member VALUES"
				    " (%lld, %lld);\n",
				    (long long)company.support.n,
				    (long long)company.mona.id.n));
	PROMISE(HOUR, { .kind = ACTION_TELL_AGENT },
		{ .kind = ACTION_TELL_DEPARTMENT },
		{ .kind = ACTION_TELL_MANAGERS },
		{ .kind = ACTION_TELL_ALL_MANAGERS },
		{ .kind = ACTION_TELL_ADDRESS, .text = "duty@example.com" });
	code = company_ticket(T0);
	ladder_assign(code, &company.ann, T0 + 60);
	company_sweep(fixture.db, T0 + 5 * HOUR);
	assert_int_equal(ladder_mails(&company.alice), 1);
	assert_int_equal(ladder_mails(&company.ann), 1);
	assert_int_equal(ladder_mails(&company.mona), 1);
	assert_int_equal(ladder_mails(&company.dave), 0);
	assert_int_equal(ladder_mails(&company.rita), 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox WHERE person_id"
				" IS NULL AND JSON_VALUE(payload,"
				" '$.to.address') = 'duty@example.com'"),
			 1);
	/* Mona has heard of it as the department's manager. */
	assert_int_equal(ladder_outcome(3), ACTION_TOLD);
	ladder_is_well();
}

static void who_cannot_be_told_is_noted(void **state)
{
	static const struct {
		const char *sql;
		int64_t outcome;
	} cases[] = {
		{ "UPDATE person SET disabled_at = 1, created_at = 0"
		  " WHERE name = 'Ann Agent';\n",
		  ACTION_DISABLED },
		{ "UPDATE person SET email = NULL WHERE name = 'Ann Agent';\n",
		  ACTION_NO_ADDRESS },
		{ "UPDATE person SET roles = 1 WHERE name = 'Ann Agent';\n"
		  "UPDATE person_word SET staff = 0 WHERE person_id ="
		  " (SELECT id FROM person WHERE name = 'Ann Agent');\n",
		  ACTION_NOT_SEEN },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		ladder_setup(state);
		PROMISE(-HOUR, { .kind = ACTION_TELL_AGENT });
		ladder_assign(company_ticket(T0), &company.ann, T0 + 60);
		db_fixture_run(cases[i].sql);
		company_sweep(fixture.db, T0 + 3 * HOUR);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM outbox"), 0);
		assert_int_equal(ladder_outcome(0), cases[i].outcome);
		assert_int_equal(NUMBER("SELECT missed FROM fired_action"), 1);
		ladder_is_well();
	}
	ladder_setup(state);
	PROMISE(-HOUR, { .kind = ACTION_TELL_AGENT });
	company_ticket(T0);
	company_sweep(fixture.db, T0 + 3 * HOUR);
	assert_int_equal(ladder_outcome(0), ACTION_NOBODY);
	assert_int_equal(NUMBER("SELECT missed FROM fired_action"), 0);
	ladder_is_well();
}

/* ---- Changing ------------------------------------------------------------ */

static int64_t new_tag(const char *name)
{
	static int number;

	db_fixture_run(arena_printf(fixture.arena,
				    "INSERT INTO tag (oid, name, created_at)"
				    " VALUES ('000000000000000%d', '%s', 0);\n",
				    ++number % 10, name));
	return NUMBER("SELECT MAX(id) FROM tag");
}

static void all_changes_of_a_step_are_one_event(void **state)
{
	const char *code;
	int64_t tag, old, level;
	struct level_draft silver = ladder_draft("Silver");

	(void)state;
	silver.target[METRIC_FIRST_ANSWER][PRIORITY_ANY].seconds = 6 * HOUR;
	level = ladder_level(&silver);
	tag = new_tag("late");
	old = new_tag("calm");
	PROMISE(0, { .kind = ACTION_PRIORITY, .id = PRIORITY_URGENT },
		{ .kind = ACTION_TRANSFER, .id = company.billing.n },
		{ .kind = ACTION_ASSIGN, .id = company.dave.id.n },
		{ .kind = ACTION_TAG, .id = tag },
		{ .kind = ACTION_UNTAG, .id = old },
		{ .kind = ACTION_NOTE, .text = "Call them." },
		{ .kind = ACTION_LEVEL, .id = level },
		{ .kind = ACTION_CALL, .text = "https://example.com/hook" },
		{ .kind = ACTION_TELL_AGENT });
	code = company_ticket(T0);
	ladder_assign(code, &company.ann, T0 + 60);
	db_fixture_run(arena_printf(
		fixture.arena,
		"UPDATE event SET did = did | %d WHERE seq = 1;\n"
		"INSERT INTO event_tag SELECT id, 1, %lld, 1 FROM ticket;\n"
		"INSERT INTO ticket_tag SELECT id, %lld FROM ticket;\n",
		DID_TAGS, (long long)old, (long long)old));
	company_sweep(fixture.db, T0 + 4 * HOUR);
	assert_int_equal(NUMBER("SELECT SUM(outcome) FROM fired_action"), 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_action"), 9);
	assert_int_equal(
		ladder_count(
			"SELECT COUNT(*) FROM event WHERE kind = %d AND metric "
			"="
			" 0 AND cycle = 1 AND step = 0 AND actor_kind = %d AND"
			" actor_id IS NULL AND did = %d",
			EVENT_CHANGED, ACTOR_SWEEPER,
			DID_PRIORITY | DID_DEPARTMENT | DID_ASSIGN | DID_TAGS |
				DID_NOTE | DID_LEVEL),
		1);
	assert_int_equal(
		ladder_count("SELECT COUNT(*) FROM ticket WHERE priority = 1"
			     " AND department_id = %lld AND assignee_id ="
			     " %lld AND level_version_id = (SELECT id FROM"
			     " level_version WHERE level_id = %lld)",
			     (long long)company.billing.n,
			     (long long)company.dave.id.n, (long long)level),
		1);
	assert_int_equal(ladder_count("SELECT tag_id FROM ticket_tag"), tag);
	assert_int_equal(
		ladder_count("SELECT COUNT(*) FROM message WHERE body ="
			     " 'Call them.' AND author_kind = 2 AND"
			     " visibility = 1"),
		1);
	assert_int_equal(
		ladder_count("SELECT COUNT(*) FROM outbox WHERE kind = 1 AND"
			     " JSON_VALUE(payload, '$.url') ="
			     " 'https://example.com/hook' AND"
			     " JSON_VALUE(payload, '$.ticket') = '%s'",
			     code),
		1);
	/* Whoever has it after all that is told. */
	assert_int_equal(ladder_mails(&company.dave), 1);
	assert_int_equal(ladder_mails(&company.ann), 0);
	assert_int_equal(NUMBER("SELECT version FROM ticket"), 3);
	/* Its deadline is two hours later; it goes on. */
	assert_int_equal(NUMBER("SELECT due_at FROM clock"), T0 + 6 * HOUR);
	assert_int_equal(company_sweep(fixture.db, T0 + 4 * HOUR + 60), 0);
	ladder_is_well();
}

static void who_does_not_work_there_loses_it(void **state)
{
	(void)state;
	PROMISE(0, { .kind = ACTION_TRANSFER, .id = company.billing.n });
	ladder_assign(company_ticket(T0), &company.ann, T0 + 60);
	company_sweep(fixture.db, T0 + 4 * HOUR);
	assert_int_equal(NUMBER("SELECT assignee_id IS NULL FROM ticket"), 1);
	ladder_is_well();
}

/* What makes no sense any more: it is noted, and the rest is done. */
static void what_makes_no_sense_is_noted_and_holds_nothing_up(void **state)
{
	int64_t tag = new_tag("gone"), gone = 0;
	struct level_draft silver = ladder_draft("Silver");
	static const char *const away[] = {
		"UPDATE department SET archived_at = 1 WHERE name ="
		" 'Billing';\n",
		"UPDATE tag SET archived_at = 1;\n",
		"SET foreign_key_checks = 0;\n",
		"DELETE FROM level_version WHERE name = 'Silver';\n",
		"SET foreign_key_checks = 1;\n",
	};

	(void)state;
	gone = ladder_level(&silver);
	PROMISE(0, { .kind = ACTION_PRIORITY, .id = PRIORITY_NORMAL },
		{ .kind = ACTION_ASSIGN, .id = 0 },
		{ .kind = ACTION_ASSIGN, .id = company.dave.id.n },
		{ .kind = ACTION_TRANSFER, .id = company.support.n },
		{ .kind = ACTION_TRANSFER, .id = company.billing.n },
		{ .kind = ACTION_TAG, .id = tag },
		{ .kind = ACTION_UNTAG, .id = tag },
		{ .kind = ACTION_LEVEL, .id = company.level },
		{ .kind = ACTION_LEVEL, .id = gone },
		{ .kind = ACTION_NOTE, .text = "Still here." });
	company_ticket(T0);
	for (size_t i = 0; i < COUNT_OF(away); i++)
		db_fixture_run(away[i]);
	company_sweep(fixture.db, T0 + 4 * HOUR);
	assert_int_equal(ladder_outcome(0), ACTION_SAME);
	assert_int_equal(ladder_outcome(1), ACTION_SAME);
	assert_int_equal(ladder_outcome(2), ACTION_NOT_THERE);
	assert_int_equal(ladder_outcome(3), ACTION_SAME);
	assert_int_equal(ladder_outcome(4), ACTION_ARCHIVED);
	assert_int_equal(ladder_outcome(5), ACTION_ARCHIVED);
	assert_int_equal(ladder_outcome(6), ACTION_SAME);
	assert_int_equal(ladder_outcome(7), ACTION_SAME);
	assert_int_equal(ladder_outcome(8), ACTION_GONE);
	assert_int_equal(ladder_outcome(9), ACTION_DONE);
	assert_int_equal(ladder_count("SELECT did FROM event WHERE kind = %d",
				      EVENT_CHANGED),
			 DID_NOTE);
}

static void a_ticket_has_no_more_tags_than_it_may(void **state)
{
	int64_t tag;

	(void)state;
	for (int i = 0; i < LIMIT_TAGS; i++)
		db_fixture_run(arena_printf(
			fixture.arena,
			"INSERT INTO tag (oid, name, created_at) VALUES"
			" ('00000000000001%c%c', 't%d', 0);\n",
			'a' + i / 8, '0' + i % 8, i));
	tag = new_tag("one more");
	PROMISE(0, { .kind = ACTION_TAG, .id = tag });
	company_ticket(T0);
	db_fixture_run("INSERT INTO ticket_tag SELECT t.id, g.id FROM ticket t"
		       " JOIN tag g WHERE g.name LIKE 't%';\n");
	company_sweep(fixture.db, T0 + 4 * HOUR);
	assert_int_equal(ladder_outcome(0), ACTION_FULL);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_tag"), LIMIT_TAGS);
}

/* ---- Steps that set each other off --------------------------------------- */

static struct action go_to[20];

/* At once it becomes another level's, which starts it anew. */
static void chain(int64_t *levels, int n)
{
	struct err e = { 0 };

	for (int i = 0; i < n; i++) {
		struct level_draft d = ladder_draft(
			arena_printf(fixture.arena, "Level %d", i));

		levels[i] = ladder_level(&d);
	}
	for (int i = 0; i < n; i++) {
		struct level_draft d = ladder_draft(
			arena_printf(fixture.arena, "Level %d", i));

		go_to[i] = (struct action){ .kind = ACTION_LEVEL,
					    .id = levels[(i + 1) % n] };
		d.gears.on_change = CHANGE_RESTART;
		ladder_step(&d, -4 * HOUR, &go_to[i], 1);
		MUST(level_store_revise(fixture.db, levels[i], &d, nobody, 0,
					&e));
	}
}

static void levels_that_follow_each_other_come_to_an_end(void **state)
{
	int64_t levels[20];

	for (int n = 2; n <= 20; n += 18) {
		ladder_setup(state);
		chain(levels, n);
		go_to[19] = (struct action){ .kind = ACTION_LEVEL,
					     .id = levels[0] };
		{
			struct level_draft d = ladder_draft("Gold");

			ladder_step(&d, -4 * HOUR, &go_to[19], 1);
			ladder_promise(&d);
		}
		company_ticket(T0);
		company_sweep(fixture.db, T0 + 60);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step WHERE"
					" outcome = 0"),
				 n == 2 ? 3 : LIMIT_STEP_ROUNDS);
		assert_int_equal(
			ladder_count("SELECT COUNT(*) FROM fired_step WHERE "
				     "outcome ="
				     " 2 AND reason = '%s'",
				     n == 2 ? "it set itself off again"
					    : "too many set each other off"),
			1);
		assert_int_equal(company_sweep(fixture.db, T0 + 120), 0);
		ladder_is_well();
	}
}

static void a_higher_priority_sets_off_what_it_makes_due(void **state)
{
	static const struct action high = { .kind = ACTION_PRIORITY,
					    .id = PRIORITY_HIGH };
	static const struct action tell = { .kind = ACTION_TELL_ALL_MANAGERS };
	struct level_draft d = ladder_draft("Gold");

	(void)state;
	d.target[METRIC_FIRST_ANSWER][PRIORITY_HIGH].seconds = 3 * HOUR;
	ladder_step(&d, -2 * HOUR, &high, 1);
	ladder_step(&d, -HOUR, &tell, 1);
	ladder_promise(&d);
	company_ticket(T0);
	/* Two hours are used: an hour before the new deadline, at once. */
	company_sweep(fixture.db, T0 + 2 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 2);
	assert_int_equal(ladder_mails(&company.mona), 1);
	ladder_is_well();
}

/* ---- What may be stored -------------------------------------------------- */

static const char *refusal(const struct action *a, int n)
{
	static struct err e;
	struct level_draft d = ladder_draft("Gold");

	ladder_step(&d, 0, a, n);
	e = (struct err){ 0 };
	company_expect(level_store_revise(fixture.db, company.level, &d, nobody,
					  0, &e),
		       ERR_INVALID, &e);
	return e.msg;
}

static void a_draft_names_what_is_wrong_with_it(void **state)
{
	static const struct {
		struct action a;
		const char *says;
	} cases[] = {
		{ { ACTION_CALL, 0, "ftp://x" }, "url" },
		{ { ACTION_TELL_ADDRESS, 0, "nobody" }, "address" },
		{ { ACTION_NOTE, 0, " " }, "note" },
		{ { ACTION_PRIORITY, 9, NULL }, "priority" },
		{ { ACTION_ASSIGN, 999999, NULL }, "person" },
		{ { ACTION_TRANSFER, 999999, NULL }, "department" },
		{ { ACTION_TAG, 999999, NULL }, "tag" },
		{ { ACTION_LEVEL, 999999, NULL }, "level" },
	};
	struct action many[LIMIT_STEP_ACTIONS + 1] = { { 0 } };
	struct level_draft d = ladder_draft("Gold");
	struct err e = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (!strstr(refusal(&cases[i].a, 1), cases[i].says) ||
		    !strstr(refusal(&cases[i].a, 1), "first_answer"))
			fail_msg("%s", refusal(&cases[i].a, 1));
	assert_non_null(
		strstr(refusal(many, LIMIT_STEP_ACTIONS + 1), "more than 16"));
	d.gears.late = -1;
	assert_int_equal(level_store_revise(fixture.db, company.level, &d,
					    nobody, 0, &e),
			 ERR_INVALID);
	assert_non_null(strstr(e.msg, "late"));
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM level_version"), 1);
}

/* ---- In which order -------------------------------------------------------
 */

/*
 * What the last of them makes of it stands, however many are found at once: of
 * one promise, whose steps may be written down in any order, and of two.
 */
static void late_steps_are_done_in_the_order_they_fell_due(void **state)
{
	static const struct action low = { .kind = ACTION_PRIORITY,
					   .id = PRIORITY_LOW };
	static const struct action high = { .kind = ACTION_PRIORITY,
					    .id = PRIORITY_HIGH };
	static const struct action urgent = { .kind = ACTION_PRIORITY,
					      .id = PRIORITY_URGENT };
	static struct step_actions of_assign = { &low, 1 };
	struct level_draft d = ladder_draft("Gold");

	(void)state;
	d.target[METRIC_FIRST_ASSIGN][PRIORITY_ANY].seconds = 5 * HOUR;
	ladder_step(&d, 3 * HOUR, &urgent, 1);
	ladder_step(&d, HOUR, &high, 1);
	d.steps[METRIC_FIRST_ASSIGN][0] = (struct step){ .offset = HOUR };
	d.nsteps[METRIC_FIRST_ASSIGN] = 1;
	d.actions[METRIC_FIRST_ASSIGN][0] = of_assign;
	ladder_promise(&d);
	company_ticket(T0);
	company_sweep(fixture.db, T0 + 30 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"
				" WHERE outcome = 1"),
			 3);
	assert_int_equal(NUMBER("SELECT priority FROM ticket"),
			 PRIORITY_URGENT);
	/* High, low, urgent. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE kind = 15"),
			 3);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event e JOIN fired_step f"
				" JOIN clock c ON c.id = f.clock_id AND"
				" c.metric = e.metric AND f.step = e.step"
				" JOIN event e2 JOIN fired_step f2"
				" JOIN clock c2 ON c2.id = f2.clock_id AND"
				" c2.metric = e2.metric AND f2.step = e2.step"
				" WHERE e.kind = 14 AND e2.kind = 14"
				" AND e.seq < e2.seq AND f.due_at > f2.due_at"),
			 0);
	ladder_is_well();
}

#define STEP_TEST(what, func) TEST_WITH(what, func, ladder_setup, NULL)

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		STEP_TEST("whoever has it is told once",
			  whoever_has_it_is_told_once),
		STEP_TEST("a step at the deadline is done once it has passed",
			  a_step_at_the_deadline_is_done_once_it_has_passed),
		STEP_TEST("groups and addresses are told, each person once",
			  groups_and_addresses_are_told_each_person_once),
		STEP_TEST("who cannot be told is noted",
			  who_cannot_be_told_is_noted),
		STEP_TEST("all changes of a step are one event",
			  all_changes_of_a_step_are_one_event),
		STEP_TEST("who does not work there loses it",
			  who_does_not_work_there_loses_it),
		STEP_TEST("what makes no sense is noted and holds nothing up",
			  what_makes_no_sense_is_noted_and_holds_nothing_up),
		STEP_TEST("a ticket has no more tags than it may",
			  a_ticket_has_no_more_tags_than_it_may),
		STEP_TEST("levels that follow each other come to an end",
			  levels_that_follow_each_other_come_to_an_end),
		STEP_TEST("a higher priority sets off what it makes due",
			  a_higher_priority_sets_off_what_it_makes_due),
		STEP_TEST("late steps are done in the order they fell due",
			  late_steps_are_done_in_the_order_they_fell_due),
		STEP_TEST("a draft names what is wrong with it",
			  a_draft_names_what_is_wrong_with_it),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
