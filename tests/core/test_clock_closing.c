/* When what is resolved closes by itself (sla.md R29, D68). */
#include "core/story.h"

static const struct close_rule after_5_days = { INSTANT_MIN, 5 * DAY_SECONDS };

static void a_resolution_is_closed_by_itself(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 RESOLVE("06-01 10:00") };
	struct clock_ticket t;
	struct event ev;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	check_i64("not unless told", clock_ticket_settle_at(&t), INSTANT_NONE);
	t.closing = &after_5_days;
	t.nclosing = 1;
	check_bool("five days later",
		   clock_ticket_pending(&t, story_time("06-06 10:00"), &ev),
		   true);
	check_i64("at its instant", ev.at, story_time("06-06 10:00"));
	check_i64("status", ev.status, STATUS_CLOSED);
	ev.seq = t.last_seq + 1;
	clock_ticket_apply(&t, &ev, NULL, story_arena());
	check_i64("closed", t.status, STATUS_CLOSED);
	check_text("nothing else", story_clocks(&t, RE),
		   "met, stopped 06-01 10:00, used 60 m");
}

/* When what was resolved on 06-01 at 10:00 closes, by these rules. */
static instant closes_by(const struct close_rule *rules, size_t n)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 RESOLVE("06-01 10:00") };
	struct clock_ticket t;

	story_tell(&t, turns, STORY_GOLD);
	t.closing = rules;
	t.nclosing = n;
	return clock_ticket_settle_at(&t);
}

static void a_change_of_the_rule_closes_nothing_before_it(void **state)
{
	instant change = story_time("06-04 10:00");
	struct close_rule rules[] = { { INSTANT_MIN, 5 * DAY_SECONDS },
				      { change, 2 * DAY_SECONDS } };

	(void)state;
	check_i64("sooner: at the change", closes_by(rules, 2), change);
	rules[1].after = 9 * DAY_SECONDS;
	check_i64("later", closes_by(rules, 2), story_time("06-10 10:00"));
	rules[1].after = 0;
	check_i64("never", closes_by(rules, 2), INSTANT_NONE);
	rules[0].after = 0;
	rules[1].after = 5 * DAY_SECONDS;
	check_i64("first never", closes_by(rules, 2),
		  story_time("06-06 10:00"));
}

static void what_should_have_closed_goes_by_the_rule_of_then(void **state)
{
	struct close_rule rules[] = {
		{ INSTANT_MIN, 5 * DAY_SECONDS },
		{ story_time("06-06 10:00") + 1, 0 },
	};

	(void)state;
	check_i64("a second before", closes_by(rules, 2),
		  story_time("06-06 10:00"));
	rules[1].since--;
	check_i64("in that second", closes_by(rules, 2), INSTANT_NONE);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("a resolution is closed by itself",
		     a_resolution_is_closed_by_itself),
		TEST("a change of the rule closes nothing before it",
		     a_change_of_the_rule_closes_nothing_before_it),
		TEST("what should have closed goes by the rule of then",
		     what_should_have_closed_goes_by_the_rule_of_then),
	};

	return cmocka_run_group_tests(tests, story_setup, story_teardown);
}
