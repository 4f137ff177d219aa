/*
 * What becomes of a ticket's promises when it is marked as answered, or hidden
 * as spam or deleted for a while (doc/sla.md, D34 to D37).
 */
#include "core/story.h"

/* clang-format off */
static const struct story hidden[] = {
	/* D34 */
	{ "marked as answered, the first answer is given", FA, STORY_GOLD,
	  "met, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), ANSWERED("06-01 10:00") } },
	{ "and the next one", NA, STORY_GOLD,
	  "met, stopped 06-01 12:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), ANSWERED("06-01 12:00") } },
	{ "what is asked after it is a next answer", NA, STORY_GOLD,
	  "running, due 06-01 14:00, used 0 m",
	  { CREATED("06-01 09:00"), ANSWERED("06-01 10:00"),
	    CUSTOMER("06-01 12:00") } },
	{ "a mark that comes too late is missed like an answer", FA, STORY_GOLD,
	  "missed, breached 06-01 13:00, stopped 06-01 14:00, used 300 m",
	  { CREATED("06-01 09:00"), ANSWERED("06-01 14:00") } },
	{ "marked as answered, it waits for the customer", RE, STORY_GOLD,
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), ANSWERED("06-01 10:00"),
	    NOTE("06-01 12:00") } },
	/* D71 */
	{ "used up while it stood, it does not break by being hidden", RE,
	  STORY_URGENT,
	  "cancelled spam, stopped 06-01 15:00, used 180 m | "
	  "paused, used 180 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 12:00"),
	    PRIORITY("06-01 14:00", PRIORITY_URGENT), SPAM("06-01 15:00"),
	    RESTORE("06-01 16:00") } },
	{ "it breaks when it goes on", RE, STORY_URGENT,
	  "cancelled spam, stopped 06-01 15:00, used 180 m | "
	  "running, breached 06-01 16:30, due 06-01 16:30, used 180 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 12:00"),
	    PRIORITY("06-01 14:00", PRIORITY_URGENT), SPAM("06-01 15:00"),
	    RESTORE("06-01 16:00"), OPEN("06-01 16:30") } },
	{ "who needed no reply meanwhile has not waited since", KI,
	  STORY_INFORM,
	  "met, stopped 06-01 09:00, used 0 m | "
	  "cancelled spam, stopped 06-01 11:00, used 60 m | "
	  "running, due 06-01 14:00, used 180 m",
	  { BY_AGENT("06-01 09:00"), STAFF("06-01 09:00"),
	    CUSTOMER("06-01 10:00"),
	    SPAM("06-01 11:00"), NO_REPLY("06-01 12:00"),
	    RESTORE("06-01 13:00") } },
	{ "an assignment that was taken back is none", AS, STORY_GOLD,
	  "cancelled spam, stopped 06-01 09:10, used 10 m | "
	  "running, due 06-01 10:00, used 30 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 09:10"),
	    ASSIGN("06-01 09:20", 7), ASSIGN("06-01 09:25", 0),
	    RESTORE("06-01 09:30") } },
	{ "brought back and answered in one save, it is told", KI,
	  STORY_INFORM,
	  "cancelled spam, stopped 06-01 10:00, used 60 m | "
	  "met, stopped 06-01 11:00, used 120 m | "
	  "running, due 06-01 15:00, used 0 m",
	  { BY_AGENT("06-01 09:00"), SPAM("06-01 10:00"),
	    BOTH("06-01 11:00", DID_RESTORE | DID_STAFF_SPOKE,
		 .until = NULL) } },
	/* D35 */
	{ "hidden, a pause lasts no longer than one may", RE, STORY_IMPATIENT,
	  "cancelled spam, stopped 06-01 11:00, used 60 m | "
	  "running, due 06-02 11:00, used 300 m",
	  { CREATED("06-01 09:00"), POSTPONE_TO("06-01 10:00", "06-01 15:00"),
	    SPAM("06-01 11:00"), RESTORE("06-01 16:00") } },
	{ "restored, a promise counts on from where it began", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m | "
	  "running, due 06-01 13:00, used 120 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    RESTORE("06-01 11:00") } },
	{ "what fell due while it was hidden is overdue since then", FA,
	  STORY_GOLD,
	  "cancelled deleted, stopped 06-01 10:00, used 60 m | "
	  "missed, breached 06-01 13:00, stopped 06-01 15:30, used 390 m",
	  { CREATED("06-01 09:00"), DELETE("06-01 10:00"),
	    RESTORE("06-01 15:00"), STAFF("06-01 15:30") } },
	{ "in the due second it is not overdue yet", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 13:00, used 240 m | "
	  "met, stopped 06-01 13:00, used 240 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 13:00"),
	    RESTORE("06-01 13:00"), STAFF("06-01 13:00") } },
	{ "a breach of before stands", FA, STORY_GOLD,
	  "cancelled spam, breached 06-01 13:00, stopped 06-01 14:00, "
	  "used 300 m | missed, breached 06-01 13:00, stopped 06-01 15:00, "
	  "used 360 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 14:00"),
	    RESTORE("06-01 14:30"), STAFF("06-01 15:00") } },
	{ "what was paused stays paused while it is hidden", RE, STORY_GOLD,
	  "cancelled spam, stopped 06-01 11:00, used 60 m | "
	  "running, due 06-02 13:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"), SPAM("06-01 11:00"),
	    RESTORE("06-01 13:00"), CUSTOMER("06-01 14:00") } },
	{ "and comes back paused", RE, STORY_GOLD,
	  "cancelled spam, stopped 06-01 11:00, used 60 m | "
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"), SPAM("06-01 11:00"),
	    RESTORE("06-01 13:00"), NOTE("06-01 14:00") } },
	{ "what was done before does not come back", FA, STORY_GOLD,
	  "met, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    DELETE("06-01 11:00"), RESTORE("06-01 12:00") } },
	{ "nor what was done meanwhile", AS, STORY_GOLD,
	  "cancelled spam, stopped 06-01 09:10, used 10 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 09:10"),
	    ASSIGN("06-01 09:20", 7), RESTORE("06-01 09:30") } },
	{ "resolved and deleted, it comes back resolved, without clocks", FA,
	  STORY_GOLD, "cancelled resolved, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    DELETE("06-01 11:00"), RESTORE("06-01 12:00"),
	    NOTE("06-01 13:00") } },
	{ "spam that was deleted is spam again", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    DELETE("06-01 10:30"), RESTORE("06-01 11:00") } },
	{ "and then what it was before that", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m | "
	  "running, due 06-01 13:00, used 180 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    DELETE("06-01 10:30"), RESTORE("06-01 11:00"),
	    RESTORE("06-01 12:00") } },
	{ "without a level nothing comes back", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    LEVEL("06-01 10:30", STORY_NO_SLA), RESTORE("06-01 11:00") } },
	{ "another target that came meanwhile holds from the return on", RE,
	  STORY_URGENT,
	  "cancelled spam, stopped 06-01 10:00, used 60 m | "
	  "running, breached 06-01 12:00, due 06-01 12:00, used 180 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    PRIORITY("06-01 10:30", PRIORITY_URGENT),
	    RESTORE("06-01 12:00") } },
	{ "another unit, too, though it be as many seconds", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-05 16:30, used 30 m | "
	  "running, due 06-05 20:30, used 60 m",
	  { CREATED("06-05 16:00"), SPAM("06-05 16:30"),
	    LEVEL("06-05 16:40", STORY_ALL_HOURS), RESTORE("06-05 17:30") } },
	{ "only what this hiding cancelled comes back", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"), OPEN("06-01 10:30"),
	    DELETE("06-01 11:00"), RESTORE("06-01 12:00") } },
	{ "a message that comes with the return finds the promise", FA,
	  STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m | "
	  "met, stopped 06-01 11:00, used 120 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    BOTH("06-01 11:00", DID_RESTORE | DID_STAFF_SPOKE) } },
	/* D36 */
	{ "a postponement ends while it is hidden, too", RE, STORY_GOLD,
	  "cancelled spam, stopped 06-01 11:00, used 60 m | "
	  "running, due 06-02 11:00, used 180 m",
	  { CREATED("06-01 09:00"), POSTPONE_TO("06-01 10:00", "06-01 12:00"),
	    SPAM("06-01 11:00"), RESTORE("06-01 14:00") } },
	{ "one that goes on goes on", RE, STORY_GOLD,
	  "cancelled spam, stopped 06-01 11:00, used 60 m | "
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), POSTPONE_TO("06-01 10:00", "06-01 16:00"),
	    SPAM("06-01 11:00"), RESTORE("06-01 14:00") } },
};
/* clang-format on */

static void hiding_holds(void **state)
{
	(void)state;
	story_check(hidden, COUNT_OF(hidden));
}

/* clang-format off */
/* What the ticket itself is, after a story. */
static const struct {
	const char *what;
	enum status want;
	instant first_answered, last_message;
	struct turn turns[STORY_TURNS];
} states[] = {
	{ "a mark answers what is new", STATUS_ANSWERED, 1, 0,
	  { CREATED("06-01 09:00"), ANSWERED("06-01 10:00") } },
	{ "and what is postponed", STATUS_ANSWERED, 1, 0,
	  { CREATED("06-01 09:00"), POSTPONE("06-01 09:30"),
	    ANSWERED("06-01 10:00") } },
	{ "a resolved ticket stays resolved", STATUS_RESOLVED, 2, 0,
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    ANSWERED("06-01 11:00") } },
	{ "a hidden ticket is what it was", STATUS_POSTPONED, 0, 0,
	  { CREATED("06-01 09:00"), POSTPONE("06-01 09:30"),
	    DELETE("06-01 10:00"), RESTORE("06-01 11:00") } },
	{ "but postponed no more when that ended", STATUS_NEW, 0, 0,
	  { CREATED("06-01 09:00"), POSTPONE_TO("06-01 09:30", "06-01 10:30"),
	    DELETE("06-01 10:00"), RESTORE("06-01 11:00") } },
	{ "or ends in that very second", STATUS_NEW, 0, 0,
	  { CREATED("06-01 09:00"), POSTPONE_TO("06-01 09:30", "06-01 11:00"),
	    DELETE("06-01 10:00"), RESTORE("06-01 11:00") } },
	{ "open, when it was answered before", STATUS_OPEN, 1, 1,
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    POSTPONE_TO("06-01 10:30", "06-01 11:00"), SPAM("06-01 10:45"),
	    RESTORE("06-01 12:00") } },
	{ "spam that was deleted is spam", STATUS_SPAM, 0, 0,
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    DELETE("06-01 10:30"), RESTORE("06-01 11:00") } },
	{ "deleted spam that is spam after all is what it was before",
	  STATUS_NEW, 0, 0,
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    DELETE("06-01 10:30"), SPAM("06-01 11:00"),
	    RESTORE("06-01 12:00") } },
	{ "deleted, then spam: restored it is what it was", STATUS_NEW, 0, 0,
	  { CREATED("06-01 09:00"), DELETE("06-01 10:00"),
	    SPAM("06-01 10:30"), RESTORE("06-01 11:00") } },
	{ "closed before, closed again", STATUS_CLOSED, 0, 0,
	  { CREATED("06-01 09:00"), SET("06-01 09:30", STATUS_CLOSED),
	    DELETE("06-01 10:00"), RESTORE("06-01 11:00") } },
	{ "what is not hidden cannot be restored", STATUS_ANSWERED, 1, 1,
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    RESTORE("06-01 11:00") } },
};

/* clang-format on */

/* Of hours: that many after the creation; a message: none, or the answer. */
static void hidden_tickets_come_back_as_they_were(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(states); i++) {
		const instant start = story_time("06-01 09:00");
		instant answered = states[i].first_answered;
		struct clock_ticket t;

		story_tell(&t, states[i].turns, STORY_GOLD);
		check_text(states[i].what, event_status_name(t.status),
			   event_status_name(states[i].want));
		check_i64(states[i].what, t.first_answered,
			  answered ? start + answered * HOUR : INSTANT_NONE);
		check_i64(states[i].what, t.last_message,
			  start + states[i].last_message * HOUR);
		check_i64(states[i].what, t.unanswered,
			  answered || t.resolved != INSTANT_NONE ? INSTANT_NONE
								 : start);
	}
}

static void what_lies_below_is_remembered(void **state)
{
	static const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
							POSTPONE("06-01 10:00"),
							SPAM("06-01 11:00"),
							DELETE("06-01 12:00") };
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	check_bool("deleted", clock_ticket_lies_in(&t, STATUS_DELETED), true);
	check_bool("spam", clock_ticket_lies_in(&t, STATUS_SPAM), true);
	check_bool("postponed", clock_ticket_lies_in(&t, STATUS_POSTPONED),
		   true);
	check_bool("merged", clock_ticket_lies_in(&t, STATUS_MERGED), false);
	check_bool("new", clock_ticket_lies_in(&t, STATUS_NEW), false);
}

/* Three layers, one on the other. */
static void what_was_merged_lies_below_two_more(void **state)
{
	static const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 09:00"), SET("06-01 10:00", STATUS_MERGED),
		SPAM("06-01 11:00"), DELETE("06-01 12:00")
	};
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	check_bool("new", clock_ticket_lies_in(&t, STATUS_NEW), true);
	check_bool("open", clock_ticket_lies_in(&t, STATUS_OPEN), false);
}

/* While it is hidden nothing happens by itself; back, it does. */
static void hidden_tickets_wait_for_nothing(void **state)
{
	static const struct turn turns[] = {
		CREATED("06-01 09:00"),
		POSTPONE_TO("06-01 10:00", "06-01 16:00"),
		SPAM("06-01 11:00"),
		{ 0 },
		{ 0 },
	};
	struct turn back[COUNT_OF(turns)];
	struct clock_ticket t;
	struct event ev;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	assert_true(clock_ticket_hidden(&t));
	assert_int_equal(clock_ticket_before(&t), STATUS_POSTPONED);
	assert_int_equal(t.hidden, story_time("06-01 11:00"));
	assert_int_equal(clock_ticket_settle_at(&t), INSTANT_NONE);
	assert_false(clock_ticket_pending(&t, INSTANT_MAX, &ev));

	memcpy(back, turns, sizeof(turns));
	back[3] = (struct turn)RESTORE("06-01 12:00");
	story_tell(&t, back, STORY_GOLD);
	assert_false(clock_ticket_hidden(&t));
	assert_int_equal(clock_ticket_before(&t), STATUS_POSTPONED);
	assert_int_equal(t.hidden, INSTANT_NONE);
	assert_int_equal(clock_ticket_settle_at(&t), story_time("06-01 16:00"));
}

/* It is the same promise: what it started with, and what it told. */
static void a_promise_comes_back_whole(void **state)
{
	static const struct turn turns[] = {
		CREATED("06-01 09:00"),
		SPAM("06-01 10:00"),
		{ 0 },
		{ 0 },
	};
	struct turn back[COUNT_OF(turns)];
	struct clock_ticket t;
	struct clock was, *c;
	struct event ev;
	const struct level *set;

	(void)state;
	memcpy(back, turns, sizeof(turns));
	story_tell(&t, turns, STORY_STEPS);
	c = story_clock(&t, METRIC_FIRST_RESOLVE);
	c->steps_done = 1;
	c->id.n = 17;
	was = *c;
	back[2] = (struct turn)RESTORE("06-01 11:00");
	ev = story_event(&back[2], t.last_seq + 1, STORY_STEPS, &set);
	clock_ticket_apply(&t, &ev, NULL, story_arena());
	c = story_clock(&t, METRIC_FIRST_RESOLVE);
	assert_int_equal(c->cycle, 2);
	assert_int_equal(c->id.n, 0);
	assert_true(c->changed);
	assert_int_equal(c->started, was.started);
	assert_int_equal(c->first_due, was.first_due);
	assert_int_equal(c->due, was.due);
	assert_int_equal(c->target, was.target);
	assert_int_equal(c->steps_done, 1);
	assert_int_equal(c->start_level_version, was.start_level_version);
	assert_int_equal(c->since, was.stopped);
	assert_int_equal(clock_consumed(c, ev.at), 2 * HOUR);
	assert_true(c->next > ev.at && c->next <= c->due + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("hiding is no pause, and no end", hiding_holds),
		TEST("hidden tickets come back as they were",
		     hidden_tickets_come_back_as_they_were),
		TEST("what lies below is remembered",
		     what_lies_below_is_remembered),
		TEST("what was merged lies below two more",
		     what_was_merged_lies_below_two_more),
		TEST("hidden tickets wait for nothing",
		     hidden_tickets_wait_for_nothing),
		TEST("a promise comes back whole", a_promise_comes_back_whole),
	};

	return cmocka_run_group_tests(tests, story_setup, story_teardown);
}
