/* A part of a ticket that became one of its own (sla.md R15, D73). */
#include "core/story.h"

/* Split off at ${t}; its customer waits since ${said}. */
#define SPLIT(t, said)                                                         \
	BOTH(t, DID_CREATE | DID_CUSTOMER_SPOKE | DID_SPLIT, .until = (said))
#define SPLIT_AS(t, said, s)                                                   \
	BOTH(t, DID_CREATE | DID_CUSTOMER_SPOKE | DID_SPLIT | DID_STATUS,      \
	     .until = (said), .status = (s))
#define SPLIT_TO(t, said, w)                                                   \
	BOTH(t, DID_CREATE | DID_CUSTOMER_SPOKE | DID_SPLIT | DID_ASSIGN,      \
	     .until = (said), .who = (w))

/* clang-format off */
static const struct story begun[] = {
	{ "first answer counts from when it was said", FA, STORY_GOLD,
	  "running, due 06-01 13:00, used 120 m",
	  { SPLIT("06-01 11:00", "06-01 09:00") } },
	{ "and so does first resolve", RE, STORY_GOLD,
	  "running, due 06-01 17:00, used 120 m",
	  { SPLIT("06-01 11:00", "06-01 09:00") } },
	{ "and first assign, if nobody has it", AS, STORY_GOLD,
	  "running, due 06-01 11:30, used 30 m",
	  { SPLIT("06-01 11:00", "06-01 10:30") } },
	{ "by whoever has the other it was assigned at once", AS, STORY_GOLD,
	  "met, stopped 06-01 11:00, used 0 m",
	  { SPLIT_TO("06-01 11:00", "06-01 09:00", 7) } },
	{ "what was assigned counts its answer all the same", FA, STORY_GOLD,
	  "running, due 06-01 13:00, used 120 m",
	  { SPLIT_TO("06-01 11:00", "06-01 09:00", 7) } },
	{ "in the very second it is like any other", FA, STORY_GOLD,
	  "running, due 06-01 13:00, used 0 m",
	  { SPLIT("06-01 09:00", "06-01 09:00") } },
	{ "said after closing time, it waits for the morning", FA, STORY_GOLD,
	  "running, due 06-02 13:00, used 60 m",
	  { SPLIT("06-02 10:00", "06-01 20:00") } },
	{ "due before, it breaks as it is split off", FA, STORY_GOLD,
	  "running, breached 06-01 14:00, due 06-01 13:00, used 300 m",
	  { SPLIT("06-01 14:00", "06-01 09:00") } },
	{ "in its due second it is not broken", FA, STORY_GOLD,
	  "running, due 06-01 13:00, used 240 m",
	  { SPLIT("06-01 13:00", "06-01 09:00") } },
	{ "answered late, it is missed", FA, STORY_GOLD,
	  "missed, breached 06-01 14:00, stopped 06-01 15:00, used 360 m",
	  { SPLIT("06-01 14:00", "06-01 09:00"), STAFF("06-01 15:00") } },
	{ "an answer in time meets it", FA, STORY_GOLD,
	  "met, stopped 06-01 12:00, used 180 m",
	  { SPLIT("06-01 11:00", "06-01 09:00"), STAFF("06-01 12:00") } },
	{ "more words of the customer begin nothing", NA, STORY_GOLD, "",
	  { SPLIT("06-01 11:00", "06-01 09:00"), CUSTOMER("06-01 11:00") } },
	{ "merged and taken out again it counts on", FA, STORY_GOLD,
	  "cancelled merged, stopped 06-01 12:00, used 180 m | "
	  "running, due 06-01 13:00, used 210 m",
	  { SPLIT("06-01 11:00", "06-01 09:00"),
	    SET("06-01 12:00", STATUS_MERGED), RESTORE("06-01 12:30") } },
	{ "without an SLA nothing counts", FA, STORY_NO_SLA, "",
	  { SPLIT("06-01 11:00", "06-01 09:00") } },
	{ "nobody has to keep its customer informed yet", KI, STORY_INFORM, "",
	  { SPLIT("06-01 11:00", "06-01 09:00") } },
	{ "where it never opens it is never due", FA, STORY_NEVER,
	  "running, used 0 m",
	  { SPLIT("06-01 14:00", "06-01 09:00") } },
	{ "by another level, it is gone through from the same word", FA,
	  STORY_GOLD,
	  "running, breached 06-01 12:00, due 06-01 11:00, used 180 m",
	  { SPLIT("06-01 11:00", "06-01 09:00"),
	    LEVEL("06-01 12:00", STORY_REJUDGE) } },
};

/* Created as postponed, it stood still while it was part of the other. */
static const struct story paused[] = {
	{ "it was all along what it is split off as", RE, STORY_GOLD,
	  "paused, used 0 m",
	  { SPLIT_AS("06-01 11:00", "06-01 09:00", STATUS_POSTPONED) } },
	{ "and goes on from there", RE, STORY_GOLD,
	  "running, due 06-02 12:00, used 0 m",
	  { SPLIT_AS("06-01 11:00", "06-01 09:00", STATUS_POSTPONED),
	    OPEN("06-01 12:00") } },
	{ "its pause lasted no longer than one may", RE, STORY_IMPATIENT,
	  "running, due 06-02 11:00, used 60 m",
	  { SPLIT_AS("06-01 12:00", "06-01 09:00", STATUS_POSTPONED) } },
	{ "gone through again, it stood still all along", RE, STORY_GOLD,
	  "paused, used 0 m",
	  { SPLIT_AS("06-01 11:00", "06-01 09:00", STATUS_POSTPONED),
	    LEVEL("06-01 12:00", STORY_REJUDGE) } },
};
/* clang-format on */

static void it_counts_from_its_message(void **state)
{
	(void)state;
	story_check(begun, COUNT_OF(begun));
}

static void what_it_was_before_is_what_it_is(void **state)
{
	(void)state;
	story_check(paused, COUNT_OF(paused));
}

static void the_ticket_itself_is_new(void **state)
{
	static const struct turn turns[] = {
		SPLIT("06-01 14:00", "06-01 09:00"),
		{ .when = NULL },
	};
	struct clock_ticket t;
	const struct clock *c;

	(void)state;
	(void)story_tell(&t, turns, STORY_GOLD);
	assert_int_equal(t.created, story_time("06-01 14:00"));
	assert_int_equal(t.last_message, story_time("06-01 14:00"));
	assert_int_equal(t.unanswered, story_time("06-01 09:00"));
	assert_int_equal(t.nstays, 1);
	assert_int_equal(t.stays[0].at, story_time("06-01 09:00"));
	c = story_clock(&t, METRIC_FIRST_ANSWER);
	assert_int_equal(c->started, story_time("06-01 09:00"));
	assert_int_equal(c->first_due, story_time("06-01 13:00"));
	assert_int_equal(c->cycle, 1);
	assert_int_equal(c->paused, 0);
	c = story_clock(&t, METRIC_FIRST_RESOLVE);
	assert_int_equal(c->breached, INSTANT_NONE);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("it counts from its message", it_counts_from_its_message),
		TEST("what it was before is what it is",
		     what_it_was_before_is_what_it_is),
		TEST("the ticket itself is new", the_ticket_itself_is_new),
	};

	return cmocka_run_group_tests_name("core/clock_split", tests,
					   story_setup, story_teardown);
}
