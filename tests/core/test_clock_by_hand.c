/* Deadlines set by hand, and the calculated ones beside them. */
#include "core/story.h"

/* clang-format off */
static const struct story stories[] = {
	{ "a deadline set by hand holds", FA, STORY_GOLD,
	  "running, due 06-01 10:30, used 60 m",
	  { CREATED("06-01 09:00"), DUE("06-01 09:10", FA, "06-01 10:30"),
	    LEVEL("06-01 10:00", STORY_SILVER) } },
	{ "also while it is paused", RE, STORY_GOLD,
	  "paused, breached 06-01 12:00, due 06-01 12:00, used 60 m",
	  { CREATED("06-01 09:00"), DUE("06-01 09:10", RE, "06-01 12:00"),
	    POSTPONE("06-01 10:00"), NOTE("06-01 13:00") } },
	{ "also where a level is judged again that it would have broken", RE,
	  STORY_GOLD, "running, due 06-03 09:00, used 180 m",
	  { CREATED("06-01 09:00"), DUE("06-01 10:00", RE, "06-03 09:00"),
	    LEVEL("06-01 12:00", STORY_REJUDGE) } },
	{ "taken back, the calculated one holds again", FA, STORY_GOLD,
	  "running, due 06-01 13:00, used 60 m",
	  { CREATED("06-01 09:00"), DUE("06-01 09:10", FA, "06-01 10:30"),
	    DUE("06-01 10:00", FA, NULL) } },
	{ "taken back too late, it breaks there", FA, STORY_GOLD,
	  "running, breached 06-01 14:00, due 06-01 13:00, used 300 m",
	  { CREATED("06-01 09:00"), DUE("06-01 09:10", FA, "06-01 16:00"),
	    DUE("06-01 14:00", FA, NULL) } },
	{ "too late also when it was used up before it went on", RE, STORY_GOLD,
	  "running, breached 06-02 18:00, due 06-01 17:00, used 28802 s",
	  { CREATED("06-01 09:00"), DUE("06-01 09:10", RE, "06-03 10:00"),
	    POSTPONE("06-02 09:00:01"), OPEN("06-02 16:59:59"),
	    DUE("06-02 18:00", RE, NULL) } },
	{ "nothing left and unbroken, it breaks when it goes on", RE,
	  STORY_GOLD, "paused, used 28801 s",
	  { CREATED("06-01 09:00"), DUE("06-01 09:10", RE, "06-03 10:00"),
	    POSTPONE("06-02 09:00:01"), DUE("06-02 18:00", RE, NULL) } },
	{ "set in the past, it breaks when it is set", FA, STORY_GOLD,
	  "running, breached 06-01 10:00, due 06-01 09:30, used 60 m",
	  { CREATED("06-01 09:00"), DUE("06-01 10:00", FA, "06-01 09:30") } },
	{ "taken back with a second left, a pause has none", RE, STORY_GOLD,
	  "paused, breached 06-01 10:00, used 28799 s",
	  { CREATED("06-01 09:00"), DUE("06-01 09:10", RE, "06-01 10:00"),
	    POSTPONE("06-01 16:59:59"), DUE("06-01 18:00", RE, NULL) } },
	{ "with nothing left, the one that has passed", RE, STORY_GOLD,
	  "paused, breached 06-01 10:00, due 06-01 17:00, used 28801 s",
	  { CREATED("06-01 09:00"), DUE("06-01 09:10", RE, "06-01 10:00"),
	    POSTPONE("06-02 09:00:01"), DUE("06-02 18:00", RE, NULL) } },
};
/* clang-format on */

static void a_deadline_by_hand_holds(void **state)
{
	(void)state;
	story_check(stories, COUNT_OF(stories));
}

static void a_deadline_by_hand_moves_its_warnings(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 10:00"), DUE("06-01 10:00", RE, "06-01 14:00")
	};
	const struct step hour = { 0, -HOUR, STEP_WORKING };
	const struct step day = { 0, -24 * HOUR, STEP_WORKING };
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	check_i64("an hour before", clock_step_at(story_clock(&t, RE), &hour),
		  story_time("06-01 13:00"));
	check_i64("at once", clock_step_at(story_clock(&t, RE), &day),
		  story_time("06-01 10:00"));
	check_i64("calculated", clock_calculated(story_clock(&t, RE)),
		  story_time("06-02 10:00"));
}

static void without_a_hand_the_calculated_deadline_is_the_one(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 10:00"), DUE("06-01 10:00", RE, "06-01 14:00"),
		POSTPONE("06-01 11:00")
	};
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	check_i64("not by hand", clock_calculated(story_clock(&t, FA)),
		  story_time("06-01 14:00"));
	check_i64("paused", clock_calculated(story_clock(&t, RE)),
		  INSTANT_NONE);
}

/* Beside it the calculated one goes its own way: it stands still and goes on,
 * is found again by what changes, and has passed once it has. */
static void the_calculated_deadline_goes_on_beside_it(void **state)
{
	static const struct {
		const char *what, *calculated;
		struct turn turns[STORY_TURNS];
	} cases[] = {
		{ "set",
		  "06-01 13:00",
		  { CREATED("06-01 09:00"),
		    DUE("06-01 10:00", FA, "06-03 09:00") } },
		{ "set again",
		  "06-01 13:00",
		  { CREATED("06-01 09:00"),
		    DUE("06-01 10:00", FA, "06-03 09:00"),
		    DUE("06-01 11:00", FA, "06-04 09:00") } },
		{ "goes on",
		  "06-02 11:00",
		  { CREATED("06-01 10:00"),
		    DUE("06-01 10:00", RE, "06-03 09:00"),
		    POSTPONE("06-01 11:00"), OPEN("06-01 12:00") } },
		{ "changed",
		  "06-01 17:00",
		  { CREATED("06-01 09:00"),
		    DUE("06-01 10:00", FA, "06-03 09:00"),
		    LEVEL("06-01 11:00", STORY_SILVER) } },
		{ "gone through again",
		  "06-01 11:00",
		  { CREATED("06-01 09:00"),
		    DUE("06-01 10:00", RE, "06-03 09:00"),
		    LEVEL("06-01 12:00", STORY_REJUDGE) } },
		{ "stands still once it has passed",
		  "06-01 17:00",
		  { CREATED("06-01 09:00"),
		    DUE("06-01 10:00", RE, "06-04 09:00"),
		    POSTPONE("06-02 10:00") } },
		{ "changed while it stands still",
		  NULL,
		  { CREATED("06-01 10:00"),
		    DUE("06-01 10:00", RE, "06-03 09:00"),
		    POSTPONE("06-01 11:00"),
		    LEVEL("06-01 12:00", STORY_SILVER) } },
		{ "used up by a change",
		  "06-01 12:00",
		  { CREATED("06-01 09:00"),
		    DUE("06-01 10:00", FA, "06-03 09:00"),
		    LEVEL("06-01 12:00", STORY_GRACE) } },
		{ "passed, and nothing is left of another target",
		  "06-01 13:00",
		  { CREATED("06-01 09:00"),
		    DUE("06-01 10:00", FA, "06-03 09:00"),
		    LEVEL("06-01 17:00", STORY_SILVER) } },
		{ "taken back",
		  "06-01 13:00",
		  { CREATED("06-01 09:00"),
		    DUE("06-01 10:00", FA, "06-03 09:00"),
		    DUE("06-01 11:00", FA, NULL) } },
		{ "ended",
		  "06-01 13:00",
		  { CREATED("06-01 09:00"),
		    DUE("06-01 10:00", FA, "06-03 09:00"),
		    STAFF("06-01 16:00") } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct clock_ticket t;
		const struct clock *c;

		story_tell(&t, cases[i].turns, STORY_GOLD);
		c = story_clock(&t, cases[i].turns[1].metric);
		check_i64(cases[i].what, clock_calculated(c),
			  cases[i].calculated ? story_time(cases[i].calculated)
					      : INSTANT_NONE);
		check_bool(cases[i].what, c->calculated == INSTANT_NONE,
			   c->manual == INSTANT_NONE || !cases[i].calculated);
	}
}

/* By hand it may be late: nothing was left long before. */
static void a_late_deadline_by_hand_is_beside_one_that_passed(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 09:00"), DUE("06-01 09:30", FA, "06-03 09:00"),
		BOTH("06-02 10:00", DID_PRIORITY, .priority = PRIORITY_LOW),
		LEVEL("06-02 10:00", STORY_SILVER),
		LEVEL("06-02 10:00", STORY_GOLD)
	};
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	check_i64("calculated", clock_calculated(story_clock(&t, FA)),
		  story_time("06-01 13:00"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("a deadline by hand holds", a_deadline_by_hand_holds),
		TEST("a deadline by hand moves its warnings",
		     a_deadline_by_hand_moves_its_warnings),
		TEST("without a hand the calculated deadline is the one",
		     without_a_hand_the_calculated_deadline_is_the_one),
		TEST("the calculated deadline goes on beside it",
		     the_calculated_deadline_goes_on_beside_it),
		TEST("a late deadline by hand is beside one that passed",
		     a_late_deadline_by_hand_is_beside_one_that_passed),
	};

	return cmocka_run_group_tests(tests, story_setup, story_teardown);
}
