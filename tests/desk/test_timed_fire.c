/* Time rules do what they do, once each time they come to hold. */
#include "desk/timing.h"

#include "desk/rules.h"
#include "support/test.h"

#define NUMBER(sql) db_fixture_number(sql)

static struct err error;

static void expect(enum err_kind kind)
{
	company_expect(kind, ERR_NONE, &error);
}

static void resolve(const char *code, instant at)
{
	struct job job = company_job(&company.alice, at);
	struct deed deed;

	expect(desk_resolve(&job, code, 0, &deed, &error));
}

static void reopen(const char *code, instant at)
{
	struct job job = company_job(&company.alice, at);
	struct deed deed;

	expect(desk_reopen(&job, code, 0, &deed, &error));
}

static int64_t priority(void)
{
	return NUMBER("SELECT MAX(priority) FROM ticket");
}

static void it_acts_when_its_time_has_come_and_once(void **state)
{
	const char *code;

	(void)state;
	TIME_RULE_DOES("Old", PLAIN, DOES(.kind = ACTION_NOTE, .text = "Old."),
		       OLDER(HOUR));
	code = company_ticket(T0);
	company_sweep(fixture.db, T0 + HOUR);
	assert_int_equal(timing_fired(code, "Old"), 0);
	company_sweep(fixture.db, T0 + HOUR + 1);
	assert_int_equal(timing_fired(code, "Old"), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM message WHERE"
				" body = 'Old.' AND visibility = 1"),
			 1);
	assert_int_equal(NUMBER("SELECT at FROM event WHERE rule_version_id"
				" IS NOT NULL AND kind <> 0"),
			 T0 + HOUR + 1);
	for (int i = 1; i < 5; i++)
		company_sweep(fixture.db, T0 + i * DAY_SECONDS);
	assert_int_equal(timing_fired(code, "Old"), 1);
	company_check_refold();
}

static void it_acts_late_too_when_it_still_holds(void **state)
{
	const char *code;

	(void)state;
	TIME_RULE("Old", PLAIN, OLDER(HOUR));
	TIME_RULE("Young", PLAIN,
		  { .field = RULE_CREATED,
		    .op = RULE_WITHIN_LAST,
		    .number = 2 * HOUR },
		  OLDER(MINUTE));
	code = company_ticket(T0);
	company_sweep(fixture.db, T0 + 3 * DAY_SECONDS);
	assert_int_equal(timing_fired(code, "Old"), 1);
	/* Nobody looked while that held: it is over. */
	assert_int_equal(timing_fired(code, "Young"), 0);
	company_check_refold();
}

static void it_acts_again_when_it_failed_in_between(void **state)
{
	const char *code;

	(void)state;
	TIME_RULE_DOES("Rests", PLAIN, DOES(.kind = ACTION_NOTE, .text = "Hm."),
		       HAS_STATUS(STATUS_RESOLVED), UNCHANGED(HOUR));
	code = company_ticket(T0);
	resolve(code, T0 + 60);
	company_sweep(fixture.db, T0 + 2 * HOUR);
	assert_int_equal(timing_fired(code, "Rests"), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM rule_turn"), 1);
	reopen(code, T0 + 3 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM rule_turn"), 0);
	resolve(code, T0 + 3 * HOUR + 60);
	company_sweep(fixture.db, T0 + 4 * HOUR);
	assert_int_equal(timing_fired(code, "Rests"), 1);
	company_sweep(fixture.db, T0 + 5 * HOUR);
	assert_int_equal(timing_fired(code, "Rests"), 2);
	company_check_refold();
}

/* What time takes away and brings back, between two looks of the sweeper. */
static void it_acts_again_when_time_took_it_away(void **state)
{
	const struct rule_condition first[] = {
		{ .field = RULE_CREATED,
		  .op = RULE_WITHIN_LAST,
		  .number = HOUR },
		OLDER(10 * MINUTE),
	};
	const struct rule_condition second[] = { OLDER(3 * HOUR) };
	const struct rule_group groups[] = { { first, 2 }, { second, 1 } };
	const struct action note = { .kind = ACTION_NOTE, .text = "Hm." };
	const struct rule_draft d = { .kind = RULE_KIND_TIME,
				      .name = "Twice",
				      .active = true,
				      .groups = groups,
				      .ngroups = 2,
				      .actions = &note,
				      .nactions = 1 };
	const struct rules_draft in = { .rule = &d };
	struct job job = company_job(&company.olga, T0);
	struct rules_saved out;
	const char *code;

	(void)state;
	expect(rules_save(&job, &in, &out, &error));
	code = company_ticket(T0);
	company_sweep(fixture.db, T0 + 20 * MINUTE);
	assert_int_equal(timing_fired(code, "Twice"), 1);
	assert_int_equal(NUMBER("SELECT until_at FROM rule_turn"),
			 T0 + HOUR + 1);
	assert_int_equal(timing_at(code), T0 + 3 * HOUR + 1);
	company_check_refold();
	company_sweep(fixture.db, T0 + 4 * HOUR);
	assert_int_equal(timing_fired(code, "Twice"), 2);
	company_sweep(fixture.db, T0 + 9 * HOUR);
	assert_int_equal(timing_fired(code, "Twice"), 2);
	company_check_refold();
}

static void what_was_so_before_the_rule_is_acted_on_too(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	TIME_RULE("Old", PLAIN, OLDER(HOUR));
	assert_int_equal(timing_look(T0 + 2 * HOUR), 1);
	assert_int_equal(timing_at(code), T0 + 2 * HOUR);
	company_sweep(fixture.db, T0 + 2 * HOUR);
	assert_int_equal(timing_fired(code, "Old"), 1);
	assert_int_equal(priority(), PRIORITY_URGENT);
	company_check_refold();
}

/* Another version of a rule that holds is no other time. */
static void a_rule_that_changes_does_not_act_once_more(void **state)
{
	struct job job = company_job(&company.olga, T0);
	struct rules_saved out;
	struct rules_draft in;
	struct rule_draft d;
	struct rule_row row;
	const char *code;

	(void)state;
	TIME_RULE("Old", PLAIN, OLDER(HOUR));
	code = company_ticket(T0);
	company_sweep(fixture.db, T0 + 2 * HOUR);
	assert_int_equal(timing_fired(code, "Old"), 1);
	expect(rules_find(&job, RULE_KIND_TIME, "Old", &row, &error));
	d = row.is;
	d.note = "For the night shift.";
	in = (struct rules_draft){ .id = row.id, .rule = &d };
	expect(rules_save(&job, &in, &out, &error));
	assert_int_equal(timing_look(T0 + 3 * HOUR), 1);
	d.active = false;
	expect(rules_save(&job, &in, &out, &error));
	assert_int_equal(timing_look(T0 + 3 * HOUR), 1);
	assert_int_equal(timing_at(code), NEVER);
	d.active = true;
	expect(rules_save(&job, &in, &out, &error));
	assert_int_equal(timing_look(T0 + 3 * HOUR), 1);
	company_sweep(fixture.db, T0 + 4 * HOUR);
	assert_int_equal(timing_fired(code, "Old"), 1);
	company_check_refold();
}

static void one_that_stops_keeps_those_behind_it_from_being_asked(void **state)
{
	const char *code;

	(void)state;
	TIME_RULE_DOES("First", STOPS, DOES(.kind = ACTION_NOTE, .text = "1"),
		       OLDER(HOUR), HAS_STATUS(STATUS_NEW));
	TIME_RULE_DOES("Second", PLAIN, DOES(.kind = ACTION_NOTE, .text = "2"),
		       OLDER(2 * HOUR));
	code = company_ticket(T0);
	company_sweep(fixture.db, T0 + 3 * HOUR);
	assert_int_equal(timing_fired(code, "First"), 1);
	assert_int_equal(timing_fired(code, "Second"), 0);
	company_check_refold();
	/* It is free once the first does not hold any more. */
	resolve(code, T0 + 4 * HOUR);
	company_sweep(fixture.db, T0 + 4 * HOUR);
	assert_int_equal(timing_fired(code, "Second"), 1);
	company_check_refold();
}

static void each_is_asked_about_what_those_before_it_left(void **state)
{
	const char *code;

	(void)state;
	TIME_RULE_DOES("Close it", PLAIN, DOES(.kind = ACTION_RESOLVE),
		       OLDER(HOUR));
	TIME_RULE_DOES("New still", PLAIN,
		       DOES(.kind = ACTION_NOTE, .text = "!"), OLDER(HOUR),
		       HAS_STATUS(STATUS_NEW));
	code = company_ticket(T0);
	company_sweep(fixture.db, T0 + 2 * HOUR);
	assert_int_equal(timing_fired(code, "Close it"), 1);
	assert_int_equal(timing_fired(code, "New still"), 0);
	assert_int_equal(NUMBER("SELECT status FROM ticket"), STATUS_RESOLVED);
	company_check_refold();
}

static void two_that_set_each_other_off_come_to_an_end(void **state)
{
	static const int64_t normal[] = { PRIORITY_NORMAL };
	static const int64_t urgent[] = { PRIORITY_URGENT };
	const char *code;

	(void)state;
	TIME_RULE_DOES("Up", PLAIN,
		       DOES(.kind = ACTION_PRIORITY, .id = PRIORITY_URGENT),
		       OLDER(HOUR),
		       { .field = RULE_PRIORITY,
			 .op = RULE_IS,
			 .ids = normal,
			 .nids = 1 });
	TIME_RULE_DOES("Down", PLAIN,
		       DOES(.kind = ACTION_PRIORITY, .id = PRIORITY_NORMAL),
		       OLDER(HOUR),
		       { .field = RULE_PRIORITY,
			 .op = RULE_IS,
			 .ids = urgent,
			 .nids = 1 });
	code = company_ticket(T0);
	for (int i = 2; i < 9; i++)
		company_sweep(fixture.db, T0 + i * HOUR);
	assert_int_equal(timing_fired(code, "Up"), 1);
	assert_int_equal(timing_fired(code, "Down"), 1);
	company_check_refold();
}

/* What the first put on is asked about once, not after the second again. */
static void one_that_keeps_applying_does_not_undo_the_next(void **state)
{
	int64_t late = ruling_tag("LATE"), fast = ruling_level("Fast", 1);
	const struct rule_condition is_late = { .field = RULE_TAGS,
						.op = RULE_CONTAINS,
						IDS(late) };

	(void)state;
	ruling_rule("Late ones", &is_late, ruling_level("Slow", 9),
		    STOPS | KEEPS);
	TIME_RULE_DOES("Late", PLAIN, DOES(.kind = ACTION_TAG, .id = late),
		       OLDER(HOUR));
	TIME_RULE_DOES("Hurry", PLAIN, DOES(.kind = ACTION_LEVEL, .id = fast),
		       OLDER(HOUR));
	(void)company_ticket(T0);
	company_sweep(fixture.db, T0 + 2 * HOUR);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket t JOIN"
				" level_version v ON v.id = t.level_version_id"
				" WHERE v.name = 'Fast'"),
			 1);
	/* Slow, then Fast. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event WHERE did & 128"),
			 2);
	company_check_refold();
}

static void deadlines_that_come_near_and_pass_are_acted_on(void **state)
{
	const char *code;

	(void)state;
	TIME_RULE_DOES("Soon", PLAIN, DOES(.kind = ACTION_NOTE, .text = "Soon"),
		       DUE_IN(10 * MINUTE));
	TIME_RULE_DOES("Over", PLAIN, DOES(.kind = ACTION_NOTE, .text = "Over"),
		       OVERDUE(30 * MINUTE));
	code = company_ticket(T0); /* to be assigned within the hour */
	company_sweep(fixture.db, T0 + 50 * MINUTE);
	assert_int_equal(timing_fired(code, "Soon"), 1);
	company_sweep(fixture.db, T0 + 90 * MINUTE);
	assert_int_equal(timing_fired(code, "Over"), 0);
	company_sweep(fixture.db, T0 + 90 * MINUTE + 1);
	assert_int_equal(timing_fired(code, "Over"), 1);
	assert_int_equal(timing_fired(code, "Soon"), 1);
	company_check_refold();
}

#define FIRE(what, f) TEST_WITH(what, f, company_setup, NULL)

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		FIRE("it acts when its time has come, and once",
		     it_acts_when_its_time_has_come_and_once),
		FIRE("it acts late, too, when it still holds",
		     it_acts_late_too_when_it_still_holds),
		FIRE("it acts again when it failed in between",
		     it_acts_again_when_it_failed_in_between),
		FIRE("it acts again when time took it away",
		     it_acts_again_when_time_took_it_away),
		FIRE("what was so before the rule is acted on, too",
		     what_was_so_before_the_rule_is_acted_on_too),
		FIRE("a rule that changes does not act once more",
		     a_rule_that_changes_does_not_act_once_more),
		FIRE("one that stops keeps those behind it from being asked",
		     one_that_stops_keeps_those_behind_it_from_being_asked),
		FIRE("each is asked about what those before it left",
		     each_is_asked_about_what_those_before_it_left),
		FIRE("two that set each other off come to an end",
		     two_that_set_each_other_off_come_to_an_end),
		FIRE("one that keeps applying does not undo the next",
		     one_that_keeps_applying_does_not_undo_the_next),
		FIRE("deadlines that come near and pass are acted on",
		     deadlines_that_come_near_and_pass_are_acted_on),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name("desk/timed_fire", tests,
					   db_fixture_setup,
					   db_fixture_teardown);
}
