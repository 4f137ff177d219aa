/* When time rules are to be looked at, and what is kept of them. */
#include "desk/timing.h"

#include "desk/check.h"
#include "desk/rules.h"
#include "desk/timed_step.h"
#include "support/test.h"

#define NUMBER(sql) db_fixture_number(sql)
#define GOLD_FIRST (4 * HOUR) /* of it; 09:00 to 13:00 */

static struct err error;

static void expect(enum err_kind kind)
{
	company_expect(kind, ERR_NONE, &error);
}

/* ---- The instant ----------------------------------------------------------
 */

static void each_rule_has_its_instant(void **state)
{
	const struct {
		struct rule_condition c;
		int64_t at; /* after T0; NEVER */
	} cases[] = {
		{ OLDER(HOUR), HOUR + 1 },
		{ UNCHANGED(2 * HOUR), 2 * HOUR + 1 },
		/* First assignment, 1 h, is the nearest. */
		{ DUE_IN(10 * MINUTE), 50 * MINUTE },
		{ OVERDUE(0), HOUR + 1 },
		{ { .field = RULE_DUE,
		    .metric = 1 + METRIC_FIRST_ANSWER,
		    .op = RULE_WITHIN_NEXT,
		    .number = HOUR },
		  GOLD_FIRST - HOUR },
		{ { .field = RULE_DUE,
		    .metric = 1 + METRIC_NEXT_ANSWER,
		    .op = RULE_LONGER_AGO },
		  NEVER },
		{ HAS_STATUS(STATUS_RESOLVED), NEVER },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *code;

		company_setup(state);
		timing_rule("It", PLAIN, NULL, &cases[i].c, 1);
		code = company_ticket(T0);
		assert_int_equal(timing_at(code),
				 cases[i].at ? T0 + cases[i].at : NEVER);
		company_check_refold();
	}
}

static void the_first_of_several_counts(void **state)
{
	const char *code;

	(void)state;
	TIME_RULE("Late", PLAIN, OLDER(3 * HOUR));
	TIME_RULE("Early", PLAIN, OLDER(HOUR));
	TIME_RULE("Off", INACTIVE, OLDER(MINUTE));
	TIME_RULE("Not so", PLAIN, OLDER(MINUTE), HAS_STATUS(STATUS_ANSWERED));
	code = company_ticket(T0);
	assert_int_equal(timing_at(code), T0 + HOUR + 1);
	company_check_refold();
}

static void every_change_finds_it_anew(void **state)
{
	struct job job = company_job(&company.alice, T0 + 600);
	const char *code;
	struct deed deed;

	(void)state;
	TIME_RULE("Answered", PLAIN, HAS_STATUS(STATUS_ANSWERED),
		  UNCHANGED(HOUR));
	TIME_RULE("Due", PLAIN, DUE_IN(10 * MINUTE));
	code = company_ticket(T0);
	assert_int_equal(timing_at(code), T0 + 50 * MINUTE);
	/* Assigned: first answer is due next, at 13:00. */
	expect(desk_assign(&job, code, 0, company.alice.oid, &deed, &error));
	assert_int_equal(timing_at(code), T0 + GOLD_FIRST - 10 * MINUTE);
	expect(desk_reply(&job, code, 0, "Turn it off.", THEN_NOTHING, &deed,
			  &error));
	assert_int_equal(timing_at(code), T0 + 600 + HOUR + 1);
	job.by.now = T0 + 900;
	expect(desk_postpone(&job, code, 0,
			     &(struct desk_postponement){ .until = T0 + 1200 },
			     &deed, &error));
	/* What is paused has no deadline. */
	assert_int_equal(timing_at(code), NEVER);
	company_check_refold();
	company_sweep(fixture.db, T0 + 1260);
	assert_int_equal(timing_at(code),
			 NUMBER("SELECT due_at - 600 FROM ticket"));
	company_check_refold();
}

/* ---- Tickets of before ----------------------------------------------------
 */

static void a_new_rule_reaches_tickets_in_batches(void **state)
{
	struct job job = company_job(&company.olga, T0 + 60);
	const char *code = NULL;
	int64_t waiting, id;

	(void)state;
	for (int i = 0; i < 130; i++)
		code = company_ticket(T0);
	assert_int_equal(timing_at(code), NEVER);
	id = TIME_RULE("Old", PLAIN, OLDER(HOUR));
	expect(desk_timed_waiting(&job, &waiting, &error));
	assert_int_equal(waiting, 130);
	assert_int_equal(timing_look(T0 + 60), 130);
	assert_int_equal(timing_at(code), T0 + HOUR + 1);
	assert_int_equal(timing_look(T0 + 60), 0);
	expect(desk_timed_waiting(&job, &waiting, &error));
	assert_int_equal(waiting, 0);
	company_check_refold();
	/* Taken away, it is to be looked at no more. */
	expect(rules_remove(&job, id, &error));
	assert_int_equal(timing_look(T0 + 90), 130);
	assert_int_equal(timing_at(code), NEVER);
	/* It is no change of the ticket. */
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket WHERE"
				" version <> 1 OR last_seq <> 1"),
			 0);
	company_check_refold();
}

/* A status that it had before the column is found in its events. */
static void tickets_of_before_say_since_when_they_are_so(void **state)
{
	const char *code = company_ticket(T0);
	struct job job = company_job(&company.alice, T0 + 600);
	struct deed deed;

	(void)state;
	expect(desk_reply(&job, code, 0, "Turn it off.", THEN_NOTHING, &deed,
			  &error));
	job.by.now = T0 + 900;
	expect(desk_note(&job, code, 0, "Hm.", &deed, &error));
	db_fixture_run("UPDATE ticket SET status_at = NULL;\n");
	TIME_RULE("Answered", PLAIN, HAS_STATUS(STATUS_ANSWERED),
		  UNCHANGED(HOUR));
	assert_int_equal(timing_look(T0 + 960), 1);
	assert_int_equal(timing_at(code), T0 + 600 + HOUR + 1);
	company_check_refold();
}

static void a_ticket_by_older_rules_is_found_again(void **state)
{
	const char *code;

	(void)state;
	TIME_RULE("Old", PLAIN, OLDER(HOUR));
	code = company_ticket(T0);
	/* As if whoever opened it had read the rules before that. */
	db_fixture_run("UPDATE ticket SET rule_seen = 0, rule_at = NULL;\n");
	assert_int_equal(timing_look(T0 + 60), 1);
	assert_int_equal(timing_at(code), T0 + HOUR + 1);
}

/* ---- What is hidden -------------------------------------------------------
 */

static void what_is_hidden_is_for_rules_that_say_so(void **state)
{
	struct job job = company_job(&company.alice, T0 + 600);
	const char *spam, *gone;
	struct deed deed;

	(void)state;
	TIME_RULE("Any", PLAIN, OLDER(HOUR));
	spam = company_ticket(T0);
	gone = company_ticket(T0);
	assert_int_equal(timing_at(spam), T0 + HOUR + 1);
	expect(desk_mark_spam(&job, spam, 0, &deed, &error));
	expect(desk_delete(&job, gone, 0, &deed, &error));
	assert_int_equal(timing_at(spam), NEVER);
	company_check_refold();
	/* A rule for it reaches what was hidden before, and no others. */
	TIME_RULE("Spam", PLAIN, HAS_STATUS(STATUS_SPAM), UNCHANGED(HOUR));
	assert_int_equal(timing_look(T0 + 660), 1);
	assert_int_equal(timing_at(spam), T0 + 600 + HOUR + 1);
	assert_int_equal(timing_at(gone), NEVER);
	job.by.now = T0 + 720;
	expect(desk_restore(&job, spam, 0, &deed, &error));
	assert_int_equal(timing_at(spam), T0 + HOUR + 1);
	company_check_refold();
}

/* ---- What the check sees --------------------------------------------------
 */

static int found;

static void count_finding(void *cookie, const struct check_finding *f)
{
	found += strcmp(f->kind, cookie) == 0;
}

static void count_findings(const char *kind, instant now)
{
	char name[40];
	const struct check_range all = { 1, INT64_MAX - 1 };
	struct desk_check c = { .db = fixture.db,
				.arena = fixture.arena,
				.each = count_finding,
				.cookie = name,
				.now = now };

	(void)snprintf(name, sizeof(name), "%s", kind);
	found = 0;
	expect(desk_check_tickets(&c, &all, &error));
	expect(desk_check_rest(&c, now, false, &error));
}

static void the_check_finds_what_is_not_as_rules_say(void **state)
{
	static const struct {
		const char *kind, *sql;
	} seeds[] = {
		{ "ticket.rule_at", "UPDATE ticket SET rule_at = rule_at + 1" },
		{ "ticket.rule_at", "UPDATE ticket SET rule_at = NULL" },
		{ "ticket.rule_at", "DELETE FROM rule_turn" },
		{ "ticket.rule_seen",
		  "UPDATE ticket SET rule_seen = rule_seen + 1" },
		{ "rule_turn.rule_id",
		  "INSERT INTO rule_turn SELECT t.id, r.id, 1, NULL FROM"
		  " ticket t JOIN rule r ON r.kind = 2 AND r.position = 1" },
		{ "rule_turn.until_at",
		  "UPDATE rule_turn SET until_at = 4000000000" },
		{ "rule_turn.until_at", "UPDATE rule_turn SET until_at = 5" },
		{ "rule_turn.fired_at",
		  "UPDATE rule_turn SET fired_at = 9000000000" },
		{ "rule_turn.rule_id",
		  "INSERT INTO rule_turn SELECT t.id, r.id, 1, NULL FROM"
		  " ticket t JOIN rule r ON r.kind = 0" },
		{ "rule_state.timed", "UPDATE rule_state SET timed = 0" },
	};

	for (size_t i = 0; i < COUNT_OF(seeds); i++) {
		company_setup(state);
		TIME_RULE("Late", PLAIN, OLDER(9 * HOUR));
		TIME_RULE("Early", PLAIN, OLDER(HOUR));
		company_ticket(T0);
		company_sweep(fixture.db, T0 + 2 * HOUR);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM rule_turn"), 1);
		count_findings(seeds[i].kind, T0 + 3 * HOUR);
		assert_int_equal(found, 0);
		db_fixture_run(
			arena_printf(fixture.arena, "%s;\n", seeds[i].sql));
		count_findings(seeds[i].kind, T0 + 3 * HOUR);
		if (found == 0)
			fail_msg("%s finds nothing", seeds[i].sql);
	}
}

#define TIMED(what, f) TEST_WITH(what, f, company_setup, NULL)

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TIMED("each rule has its instant", each_rule_has_its_instant),
		TIMED("the first of several counts",
		      the_first_of_several_counts),
		TIMED("every change finds it anew", every_change_finds_it_anew),
		TIMED("a new rule reaches tickets in batches",
		      a_new_rule_reaches_tickets_in_batches),
		TIMED("tickets of before say since when they are so",
		      tickets_of_before_say_since_when_they_are_so),
		TIMED("a ticket by older rules is found again",
		      a_ticket_by_older_rules_is_found_again),
		TIMED("what is hidden is for rules that say so",
		      what_is_hidden_is_for_rules_that_say_so),
		TIMED("the check finds what is not as rules say",
		      the_check_finds_what_is_not_as_rules_say),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/timed", tests, db_fixture_setup, db_fixture_teardown);
}
