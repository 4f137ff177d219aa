/* Why promises are due: who is told what, on a desk that lives. */
#include "desk/company.h"

#include "base/limits.h"
#include "desk/apply.h"
#include "desk/explain.h"
#include "desk/explain_cause.h"
#include "support/test.h"

#define T0 MONDAY_9

static struct deed deed;
static struct err error;

static struct job start(const struct member *p, instant now)
{
	error = (struct err){ 0 };
	return company_job(p, now);
}

static struct desk_explanation explain(const struct member *p, instant now,
				       const char *code)
{
	struct job job = start(p, now);
	struct desk_explanation x;

	company_expect(
		desk_explain(&job, code, LIMIT_EXPLAIN_CLOCKS, &x, &error),
		ERR_NONE, &error);
	for (size_t i = 0; i < x.n; i++)
		assert_null(desk_explain_fault(&x.promises[i], x.at));
	return x;
}

/* The newest of a metric, which there is. */
static const struct desk_promise *find(const struct desk_explanation *x,
				       enum metric m)
{
	static const struct desk_promise none;

	for (size_t i = 0; i < x->n; i++)
		if (x->promises[i].clock.metric == m)
			return &x->promises[i];
	fail_msg("no %s is explained", level_metric_name(m));
	return &none;
}

/* "next_answer 2, first_resolve 1": which, in the order they are told. */
static void assert_told(const struct member *p, instant now, const char *code,
			const char *want)
{
	struct desk_explanation x = explain(p, now, code);
	char text[300] = "";

	for (size_t i = 0; i < x.n; i++) {
		const struct clock *c = &x.promises[i].clock;
		size_t n = strlen(text);

		snprintf(text + n, sizeof(text) - n, "%s%s %d", n ? ", " : "",
			 level_metric_name(c->metric), c->cycle);
	}
	assert_string_equal(text, want);
}

/*
 * Who waits asks for the answer first, and that the matter ends; who works
 * here, for what still runs.
 */
static void promises_stand_in_the_order_of_what_people_wait_for(void **state)
{
	const char *code = company_ticket(T0);
	struct job alice = start(&company.alice, T0 + HOUR / 2), bob;
	static const struct text {
		const char *said;
		bool staff;
	} talk[] = { { "Which one?", true },
		     { "That one.", false },
		     { "Ah.", true },
		     { "And?", false } };

	(void)state;
	assert_told(&company.bob, T0, code, "first_answer 1, first_resolve 1");
	company_expect(
		desk_assign(&alice, code, 0, company.ann.oid, &deed, &error),
		ERR_NONE, &error);
	for (size_t i = 0; i < COUNT_OF(talk); i++) {
		instant at = T0 + HOUR + (instant)i;
		const struct text *t = &talk[i];

		alice = start(&company.alice, at);
		bob = start(&company.bob, at);
		company_expect(desk_reply(t->staff ? &alice : &bob, code, 0,
					  t->said, THEN_NOTHING, &deed, &error),
			       ERR_NONE, &error);
	}
	assert_told(&company.bob, T0 + 2 * HOUR, code,
		    "first_answer 1, next_answer 2, next_answer 1,"
		    " first_resolve 1");
	assert_told(&company.alice, T0 + 2 * HOUR, code,
		    "next_answer 2, first_resolve 1, first_answer 1,"
		    " next_answer 1, first_assign 1");
}

static void assert_line(const struct desk_promise *p, size_t i,
			enum explain_kind kind, instant from, instant until)
{
	assert_true(i < p->n);
	assert_int_equal(p->lines[i].line.kind, kind);
	assert_int_equal(p->lines[i].line.from, from);
	assert_int_equal(p->lines[i].line.until, until);
}

static void lines_lead_from_the_start_to_the_deadline(void **state)
{
	const char *code = company_ticket(T0 + 7 * HOUR);
	struct desk_explanation x = explain(&company.alice, T0 + 9 * HOUR,
					    code);
	const struct desk_promise *p = find(&x, METRIC_FIRST_ANSWER);
	instant opens = T0 + DAY_SECONDS;

	(void)state;
	assert_true(x.staff);
	assert_int_equal(p->n, 7);
	assert_line(p, 0, EXPLAIN_STARTED, T0 + 7 * HOUR, T0 + 7 * HOUR);
	assert_int_equal(p->lines[0].cause, EXPLAIN_CAUSE_CUSTOMER);
	assert_line(p, 1, EXPLAIN_OPEN, T0 + 7 * HOUR, T0 + 8 * HOUR);
	assert_line(p, 2, EXPLAIN_CLOSED, T0 + 8 * HOUR, T0 + 9 * HOUR);
	assert_line(p, 3, EXPLAIN_NOW, T0 + 9 * HOUR, T0 + 9 * HOUR);
	assert_line(p, 4, EXPLAIN_CLOSED, T0 + 9 * HOUR, opens);
	assert_line(p, 5, EXPLAIN_OPEN, opens, opens + 3 * HOUR);
	assert_line(p, 6, EXPLAIN_DUE, opens + 3 * HOUR, opens + 3 * HOUR);
	assert_int_equal(p->used, HOUR);
	assert_int_equal(p->lines[6].line.total, 4 * HOUR);
	assert_int_equal(p->nhours, 1);
	assert_string_equal(p->hours[0].of->zone, "Europe/Berlin");
	p = find(&x, METRIC_FIRST_RESOLVE);
	assert_int_equal(p->lines[0].cause, EXPLAIN_CAUSE_OPENED);
}

static void customers_are_told_of_their_own_promises(void **state)
{
	const char *code = company_ticket(T0);
	struct desk_explanation x = explain(&company.bob, T0 + HOUR, code);
	struct job job = start(&company.carol, T0 + HOUR);

	(void)state;
	assert_false(x.staff);
	assert_int_equal(x.n, 2);
	(void)find(&x, METRIC_FIRST_ANSWER);
	(void)find(&x, METRIC_FIRST_RESOLVE);
	company_expect(desk_explain(&job, code, 1, &x, &error), ERR_NOT_FOUND,
		       &error);
}

static void a_deadline_by_hand_stands_beside_the_calculated_one(void **state)
{
	const struct desk_deadline d = { METRIC_FIRST_ANSWER, T0 + 6 * HOUR,
					 "They agreed on it." };
	const char *code = company_ticket(T0);
	struct job job = start(&company.mona, T0 + HOUR);
	struct desk_explanation x;
	const struct desk_promise *p;

	(void)state;
	company_expect(desk_set_deadline(&job, code, 0, &d, &deed, &error),
		       ERR_NONE, &error);
	x = explain(&company.alice, T0 + 2 * HOUR, code);
	p = find(&x, METRIC_FIRST_ANSWER);
	assert_int_equal(p->clock.due, T0 + 6 * HOUR);
	assert_int_equal(p->clock.manual, T0 + 6 * HOUR);
	assert_int_equal(p->calculated, T0 + 4 * HOUR);
	check_text("set by", p->set_by, "Mona Manager");
	check_text("because", p->set_because, "They agreed on it.");
	x = explain(&company.bob, T0 + 2 * HOUR, code);
	assert_null(find(&x, METRIC_FIRST_ANSWER)->set_by);
	x = explain(&company.alice, T0 + 7 * HOUR, code);
	p = find(&x, METRIC_FIRST_ANSWER);
	assert_line(p, p->n - 2, EXPLAIN_OPEN, T0 + 6 * HOUR, T0 + 7 * HOUR);
	assert_line(p, p->n - 3, EXPLAIN_DUE, T0 + 6 * HOUR, T0 + 6 * HOUR);
	x = explain(&company.alice, T0 + 2 * HOUR, code);
	p = find(&x, METRIC_FIRST_ANSWER);
	assert_line(p, p->n - 1, EXPLAIN_DUE, T0 + 6 * HOUR, T0 + 6 * HOUR);
	assert_int_equal(p->lines[p->n - 1].line.total, 6 * HOUR);
	assert_false(desk_explain_differs(&x));
}

static void what_came_back_is_told_from_its_start(void **state)
{
	const char *code = company_ticket(T0);
	struct job job = start(&company.alice, T0 + HOUR);
	struct desk_explanation x;
	const struct desk_promise *p;

	(void)state;
	company_expect(desk_mark_spam(&job, code, 0, &deed, &error), ERR_NONE,
		       &error);
	x = explain(&company.alice, T0 + HOUR, code);
	assert_int_equal(x.naway, 1);
	assert_int_equal(x.away[0].until, INSTANT_NONE);
	job = start(&company.alice, T0 + 2 * HOUR);
	company_expect(desk_restore(&job, code, 0, &deed, &error), ERR_NONE,
		       &error);
	x = explain(&company.alice, T0 + 3 * HOUR, code);
	assert_int_equal(x.naway, 1);
	assert_int_equal(x.away[0].status, STATUS_SPAM);
	assert_int_equal(x.away[0].from, T0 + HOUR);
	assert_int_equal(x.away[0].until, T0 + 2 * HOUR);
	p = find(&x, METRIC_FIRST_ANSWER);
	assert_int_equal(p->clock.cycle, 2);
	assert_int_equal(p->used, 3 * HOUR);
	assert_line(p, 0, EXPLAIN_STARTED, T0, T0);
	/* To him it is the first, and never was away. */
	x = explain(&company.bob, T0 + 3 * HOUR, code);
	assert_int_equal(x.naway, 0);
	assert_int_equal(x.n, 2);
	assert_int_equal(find(&x, METRIC_FIRST_ANSWER)->clock.cycle, 1);
}

static void a_pause_says_whom_for_and_until_what(void **state)
{
	const struct desk_postponement put_off = { .until = T0 + 5 * HOUR,
						   .party = PARTY_VENDOR,
						   .code = PAUSE_DELIVERY };
	const char *code = company_ticket(T0);
	struct job job = start(&company.alice, T0 + HOUR);
	struct desk_explanation x;
	const struct desk_promise *p;

	(void)state;
	company_expect(desk_postpone(&job, code, 0, &put_off, &deed, &error),
		       ERR_NONE, &error);
	company_sweep(fixture.db, T0 + 6 * HOUR);
	x = explain(&company.alice, T0 + 6 * HOUR, code);
	p = find(&x, METRIC_FIRST_RESOLVE);
	assert_line(p, 2, EXPLAIN_PAUSED, T0 + HOUR, T0 + 5 * HOUR);
	assert_int_equal(p->lines[2].line.party, PARTY_VENDOR);
	assert_int_equal(p->lines[2].end, EXPLAIN_CAUSE_TIME);
	assert_int_equal(p->lines[2].pause, PAUSE_DELIVERY);
	assert_int_equal(p->used, 2 * HOUR);
}

static void so_many_are_told_as_are_asked_for(void **state)
{
	const char *code = company_ticket(T0);
	struct job job = start(&company.alice, T0 + HOUR);
	struct desk_explanation x;

	(void)state;
	company_expect(desk_explain(&job, code, 1, &x, &error), ERR_NONE,
		       &error);
	assert_int_equal(x.n, 1);
	assert_int_equal(x.left_out, 2);
	/* So many events take too long to follow. */
	db_fixture_run("UPDATE ticket SET last_seq = 50001");
	company_expect(desk_explain(&job, code, 1, &x, &error), ERR_NONE,
		       &error);
	assert_non_null(x.broken);
	assert_int_equal(x.n, 0);
}

static void what_is_stored_is_not_hidden_by_what_should_be(void **state)
{
	const char *code = company_ticket(T0);
	struct desk_explanation x;
	const struct desk_promise *p;

	(void)state;
	db_fixture_run(
		"UPDATE clock SET due_at = due_at + 60 WHERE metric = 0");
	x = explain(&company.alice, T0 + HOUR, code);
	p = find(&x, METRIC_FIRST_ANSWER);
	assert_int_equal(p->differs, DESK_DIFFERS_DUE);
	assert_int_equal(p->stored_due, T0 + 4 * HOUR + 60);
	assert_int_equal(p->clock.due, T0 + 4 * HOUR);
	assert_true(desk_explain_differs(&x));
	/* By other time zones it may. */
	db_fixture_run("UPDATE clock SET tz_version = '1999a'");
	x = explain(&company.alice, T0 + HOUR, code);
	p = find(&x, METRIC_FIRST_ANSWER);
	assert_true(p->elsewhere);
	assert_false(desk_explain_differs(&x));
	/* So it may if only its beginning was counted by others. */
	db_fixture_run("UPDATE clock SET tz_version = start_tz_version,"
		       " start_tz_version = '1999a'");
	x = explain(&company.alice, T0 + HOUR, code);
	assert_true(find(&x, METRIC_FIRST_ANSWER)->elsewhere);
	assert_false(desk_explain_differs(&x));
	db_fixture_run("DELETE FROM clock WHERE metric = 3");
	x = explain(&company.alice, T0 + HOUR, code);
	assert_int_equal(find(&x, METRIC_FIRST_RESOLVE)->differs,
			 DESK_DIFFERS_MISSING);
}

/* ---- Versions -------------------------------------------------------------
 */

/* Another target of the first answer alone, for open tickets too. */
static void apply_another_first_answer(instant now)
{
	struct level_draft draft = company_gold();
	const struct apply_level in = { .draft = &draft, .open = true };
	struct job job = start(&company.olga, now);
	struct apply_stored out;
	bool left = true;
	int did;

	draft.target[METRIC_FIRST_ANSWER][PRIORITY_ANY].seconds = 5 * HOUR;
	company_expect(desk_apply_level(&job, &in, &out, &error), ERR_NONE,
		       &error);
	job.by = (struct actor){ .kind = ACTOR_SWEEPER,
				 .via = VIA_SWEEP,
				 .now = now };
	while (left)
		company_expect(desk_apply_step(&job, &did, &left, &error),
			       ERR_NONE, &error);
}

static void assert_level(const struct desk_promise *p, size_t i, int number)
{
	assert_int_equal(p->lines[i].line.level->number, number);
}

static void a_line_names_the_version_that_held_when_it_began(void **state)
{
	const char *code = company_ticket(T0);
	struct desk_explanation x;
	const struct desk_promise *p;

	(void)state;
	apply_another_first_answer(T0 + HOUR);
	x = explain(&company.alice, T0 + 2 * HOUR, code);
	p = find(&x, METRIC_FIRST_RESOLVE);
	assert_line(p, 0, EXPLAIN_STARTED, T0, T0);
	assert_level(p, 0, 1);
	assert_line(p, 1, EXPLAIN_OPEN, T0, T0 + HOUR);
	assert_line(p, 2, EXPLAIN_CHANGED, T0 + HOUR, T0 + HOUR);
	assert_level(p, 2, 2);
	assert_int_equal(p->lines[2].cause, EXPLAIN_CAUSE_LEVEL);
	assert_int_equal(p->lines[2].line.target, p->lines[0].line.target);
	assert_line(p, 3, EXPLAIN_OPEN, T0 + HOUR, T0 + 2 * HOUR);
	assert_int_equal(p->used, 2 * HOUR);
	assert_false(desk_explain_differs(&x));
}

static void a_pause_keeps_its_reason_under_another_version(void **state)
{
	const struct desk_postponement put_off = { .until = T0 + 5 * HOUR,
						   .party = PARTY_VENDOR,
						   .code = PAUSE_DELIVERY };
	const char *code = company_ticket(T0);
	struct job job = start(&company.alice, T0 + HOUR);
	struct desk_explanation x;
	const struct desk_promise *p;

	(void)state;
	company_expect(desk_postpone(&job, code, 0, &put_off, &deed, &error),
		       ERR_NONE, &error);
	apply_another_first_answer(T0 + 2 * HOUR);
	company_sweep(fixture.db, T0 + 6 * HOUR);
	x = explain(&company.alice, T0 + 6 * HOUR, code);
	p = find(&x, METRIC_FIRST_RESOLVE);
	assert_line(p, 2, EXPLAIN_PAUSED, T0 + HOUR, T0 + 2 * HOUR);
	assert_level(p, 2, 1);
	assert_line(p, 3, EXPLAIN_CHANGED, T0 + 2 * HOUR, T0 + 2 * HOUR);
	assert_level(p, 3, 2);
	assert_line(p, 4, EXPLAIN_PAUSED, T0 + 2 * HOUR, T0 + 5 * HOUR);
	assert_int_equal(p->lines[2].pause, PAUSE_DELIVERY);
	assert_int_equal(p->lines[2].end, EXPLAIN_CAUSE_NONE);
	assert_int_equal(p->lines[4].pause, PAUSE_DELIVERY);
	assert_int_equal(p->lines[4].end, EXPLAIN_CAUSE_TIME);
	assert_false(desk_explain_differs(&x));
}

static void a_line_older_than_its_version_does_not_add_up(void **state)
{
	struct level l = { .version = 2 };
	struct check_event events[] = {
		{ .at = 0, .did = DID_CREATE, .level_version = 1 },
		{ .at = 90, .did = DID_LEVEL, .level_version = 2 },
		{ .at = 95, .did = DID_TOOK_IN, .until = INSTANT_NONE },
	};
	const size_t n = COUNT_OF(events);
	struct desk_line lines[] = {
		{ .line = { .kind = EXPLAIN_DUE, .from = 80, .level = &l } },
		{ .line = { .kind = EXPLAIN_STARTED,
			    .from = 90,
			    .level = &l } },
	};
	const char *code = company_ticket(T0);
	struct desk_explanation x = explain(&company.alice, T0, code);
	struct desk_promise p = x.promises[0];

	(void)state;
	assert_false(explain_cause_early(events, n, lines, 2));
	lines[1].line.from = 89;
	assert_true(explain_cause_early(events, n, lines, 2));
	/* Taken in, it was counted anew under what held then. */
	events[2].until = 89;
	assert_false(explain_cause_early(events, n, lines, 2));
	events[2].until = 90;
	assert_true(explain_cause_early(events, n, lines, 2));
	l.gears.on_change = CHANGE_REJUDGE;
	assert_false(explain_cause_early(events, n, lines, 2));
	p.early = true;
	check_text("fault", desk_explain_fault(&p, x.at), "level");
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("lines lead from the start to the deadline",
			  lines_lead_from_the_start_to_the_deadline,
			  company_setup, NULL),
		TEST_WITH("promises stand in the order of what people wait for",
			  promises_stand_in_the_order_of_what_people_wait_for,
			  company_setup, NULL),
		TEST_WITH("customers are told of their own promises",
			  customers_are_told_of_their_own_promises,
			  company_setup, NULL),
		TEST_WITH("a deadline by hand stands beside the calculated one",
			  a_deadline_by_hand_stands_beside_the_calculated_one,
			  company_setup, NULL),
		TEST_WITH("what came back is told from its start",
			  what_came_back_is_told_from_its_start, company_setup,
			  NULL),
		TEST_WITH("a pause says whom for and until what",
			  a_pause_says_whom_for_and_until_what, company_setup,
			  NULL),
		TEST_WITH("so many are told as are asked for",
			  so_many_are_told_as_are_asked_for, company_setup,
			  NULL),
		TEST_WITH("what is stored is not hidden by what should be",
			  what_is_stored_is_not_hidden_by_what_should_be,
			  company_setup, NULL),
		TEST_WITH("a line names the version that held when it began",
			  a_line_names_the_version_that_held_when_it_began,
			  company_setup, NULL),
		TEST_WITH("a pause keeps its reason under another version",
			  a_pause_keeps_its_reason_under_another_version,
			  company_setup, NULL),
		TEST_WITH("a line older than its version does not add up",
			  a_line_older_than_its_version_does_not_add_up,
			  company_setup, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/explain", tests, db_fixture_setup, db_fixture_teardown);
}
