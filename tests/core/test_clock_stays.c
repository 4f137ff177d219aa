/*
 * How long a clock stands still: stays in pausing statuses, waits for an
 * answer, and the longest pause (doc/sla.md, D9, D46), also when it is gone
 * through again.
 */
#include "core/story.h"

/* clang-format off */
static const struct story stays[] = {
	{ "with another target, what had nothing left pauses", RE, STORY_GOLD,
	  "paused, used 480 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 17:00"),
	    LEVEL("06-01 17:00", STORY_SILVER) } },
	{ "an answer that was waited for ends a longest pause", KI, STORY_STAYS,
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    RESUME("06-01 12:00"), CUSTOMER("06-01 13:00"),
	    NO_REPLY("06-01 14:00") } },
	{ "reopened, it may pause again", RE, STORY_STAYS,
	  "paused, used 120 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    RESUME("06-01 12:00"), RESOLVE("06-01 13:00"),
	    POSTPONE("06-01 14:00") } },
	{ "gone through again, it waited as long", KI, STORY_STAYS,
	  "running, due 06-02 12:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    BOTH("06-01 10:30", DID_CUSTOMER_SPOKE | DID_STATUS,
		 .status = STATUS_POSTPONED),
	    NO_REPLY("06-01 15:00"), RESUME("06-01 15:00"),
	    LEVEL("06-01 16:00", STORY_STAYS_AGAIN) } },
	{ "gone through again, what was resolved paused for as long", RE,
	  STORY_STAYS, "running, due 06-02 14:00, used 240 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    RESUME("06-01 12:00"), RESOLVE("06-01 13:00"),
	    OPEN("06-01 15:00"), LEVEL("06-01 17:00", STORY_STAYS_AGAIN) } },
	/* D71 */
	{ "told in the very second after it was hidden, it is told", KI,
	  STORY_INFORM, "cancelled spam, stopped 06-01 10:00, used 60 m",
	  { BY_AGENT("06-01 09:00"), SPAM("06-01 10:00"),
	    STAFF("06-01 10:00"), RESTORE("06-01 11:00") } },
	{ "what began in that very second comes back", KI, STORY_INFORM,
	  "met, stopped 06-01 10:00, used 60 m | "
	  "cancelled spam, stopped 06-01 10:00, used 0 m | "
	  "running, due 06-01 14:00, used 60 m",
	  { BY_AGENT("06-01 09:00"), STAFF("06-01 10:00"),
	    SPAM("06-01 10:00"), RESTORE("06-01 11:00") } },
};
/* clang-format on */

static void stays_hold(void **state)
{
	(void)state;
	story_check(stays, COUNT_OF(stays));
}

/* When does the longest pause end? */
static void check_settle(const char *what, const struct turn *turns,
			 const char *want)
{
	struct clock_ticket t;

	story_tell(&t, turns, STORY_STAYS);
	check_i64(what, clock_ticket_settle_at(&t), story_time(want));
}

static void a_wait_is_no_part_of_a_pause(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 STAFF("06-01 10:00"),
						 CUSTOMER("06-01 10:30"),
						 NO_REPLY("06-01 11:30") };

	(void)state;
	check_settle("after the wait", turns, "06-01 13:30");
}

static void reopened_into_a_pause_it_is_another(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
		LEVEL("06-01 11:00", STORY_STAYS_AGAIN), POSTPONE("06-01 13:00")
	};

	(void)state;
	check_settle("from the reopening on", turns, "06-01 15:00");
}

static void a_postponement_ends_before_the_longest_pause(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 POSTPONE_TO("06-01 10:00",
							     "06-01 12:00") };
	struct clock_ticket t;
	struct event ev;

	(void)state;
	story_tell(&t, turns, STORY_STAYS);
	check_bool("both end", clock_ticket_pending(&t, INSTANT_MAX, &ev),
		   true);
	check_i64("by that", ev.kind, EVENT_POSTPONEMENT_ENDED);
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("stays last as long as they do", stays_hold),
		TEST("a wait is no part of a pause",
		     a_wait_is_no_part_of_a_pause),
		TEST("reopened into a pause it is another",
		     reopened_into_a_pause_it_is_another),
		TEST("a postponement ends before the longest pause",
		     a_postponement_ends_before_the_longest_pause),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, story_setup, story_teardown);
}
