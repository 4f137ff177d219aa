/*
 * What a ticket knows of itself: its status, what it does by itself, its place
 * in lists.
 */
#include "core/story.h"

/* clang-format off */
static const struct {
	const char *what, *want;
	struct turn turns[STORY_TURNS];
} moves[] = {
	{ "a customer's ticket is New", "new", { CREATED("06-01 09:00") } },
	{ "writing again leaves it New", "new",
	  { CREATED("06-01 09:00"), CUSTOMER("06-01 10:00") } },
	{ "the first public reply makes New Answered", "answered",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00") } },
	{ "a note moves nothing", "new",
	  { CREATED("06-01 09:00"), NOTE("06-01 10:00") } },
	{ "assigning moves nothing", "new",
	  { CREATED("06-01 09:00"), ASSIGN("06-01 10:00", 7) } },
	{ "a customer's message makes Answered Open", "open",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00") } },
	{ "a reply makes Open Answered", "answered",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), STAFF("06-01 12:00") } },
	{ "a customer's message makes Postponed Open", "open",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    CUSTOMER("06-01 11:00") } },
	{ "a reply makes Postponed Answered", "answered",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    STAFF("06-01 11:00") } },
	{ "a note leaves it Postponed", "postponed",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    NOTE("06-01 11:00") } },
	{ "reply and postpone in one save is Postponed", "postponed",
	  { CREATED("06-01 09:00"),
	    { .when = "06-01 10:00", .did = DID_STAFF_SPOKE | DID_STATUS,
	      .status = STATUS_POSTPONED } } },
	{ "reply and resolve in one save is Resolved", "resolved",
	  { CREATED("06-01 09:00"),
	    { .when = "06-01 10:00", .did = DID_STAFF_SPOKE | DID_STATUS,
	      .status = STATUS_RESOLVED } } },
	{ "a customer's message makes Resolved Open", "open",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    CUSTOMER("06-01 11:00") } },
	{ "a reply leaves it Resolved", "resolved",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    STAFF("06-01 11:00") } },
	{ "reopening makes it Open", "open",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    REOPEN("06-01 11:00") } },
	{ "reopening with a reply makes it Answered", "answered",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    { .when = "06-01 11:00", .did = DID_REOPEN | DID_STAFF_SPOKE,
	      .status = STATUS_OPEN } } },
	{ "a customer's message leaves it Closed", "closed",
	  { CREATED("06-01 09:00"), SET("06-01 10:00", STATUS_CLOSED),
	    CUSTOMER("06-01 11:00") } },
	{ "no message brings spam back", "spam",
	  { CREATED("06-01 09:00"), SET("06-01 10:00", STATUS_SPAM),
	    CUSTOMER("06-01 11:00"), STAFF("06-01 12:00") } },
	{ "an agent's opening words make it Answered", "answered",
	  { { .when = "06-01 09:00",
	      .did = DID_CREATE | DID_BY_AGENT | DID_STAFF_SPOKE } } },
	{ "a chat stays a chat whoever speaks", "chatting",
	  { CREATED("06-01 09:00"), SET("06-01 09:00", STATUS_CHATTING),
	    STAFF("06-01 09:01"), CUSTOMER("06-01 09:02") } },
};

static const struct {
	const char *what, *want; /* order_at; "" is last */
	enum story_level level;
	struct turn turns[STORY_TURNS];
} places[] = {
	{ "the nearest due date", "06-01 10:00", STORY_GOLD,
	  { CREATED("06-01 09:00") } },
	{ "the next one once that is met", "06-01 13:00", STORY_GOLD,
	  { CREATED("06-01 09:00"), ASSIGN("06-01 09:30", 7) } },
	{ "an overdue one stays first", "06-01 10:00", STORY_GOLD,
	  { CREATED("06-01 09:00"), NOTE("06-05 09:00") } },
	{ "without a level a week after the customer's message",
	  "06-08 09:00", STORY_NO_SLA, { CREATED("06-01 09:00") } },
	{ "the oldest of them that nobody answered", "06-10 09:00",
	  STORY_NO_SLA,
	  { CREATED("06-01 09:00"), STAFF("06-02 09:00"),
	    CUSTOMER("06-03 09:00"), CUSTOMER("06-04 09:00") } },
	{ "a week after its creation when all are answered",
	  "06-08 09:00", STORY_NO_SLA,
	  { CREATED("06-01 09:00"), STAFF("06-02 09:00") } },
	{ "waiting for the customer it comes last", "", STORY_GOLD,
	  { CREATED("06-01 09:00"), ASSIGN("06-01 09:10", 7),
	    STAFF("06-01 09:30") } },
	{ "all promises kept, the week counts again", "06-08 09:00",
	  STORY_GOLD,
	  { CREATED("06-01 09:00"), ASSIGN("06-01 09:10", 7),
	    STAFF("06-01 09:30"), RESOLVE("06-01 10:00"),
	    REOPEN("06-01 11:00") } },
	{ "never due comes last", "", STORY_NEVER,
	  { CREATED("06-01 09:00") } },
	{ "what was over when it was paused comes last, too", "", STORY_GOLD,
	  { CREATED("06-01 09:00"), ASSIGN("06-01 09:10", 7),
	    STAFF("06-03 09:30") } },
	{ "resolved, by when that was", "06-01 10:00", STORY_GOLD,
	  { CREATED("06-01 09:00"), ASSIGN("06-01 09:10", 7),
	    STAFF("06-01 09:30"), RESOLVE("06-01 10:00") } },
	{ "what is hidden, the same", "06-01 11:00", STORY_NO_SLA,
	  { CREATED("06-01 09:00"), SET("06-01 11:00", STATUS_SPAM) } },
};
/* clang-format on */

static void messages_move_the_status(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(moves); i++) {
		struct clock_ticket t;

		story_tell(&t, moves[i].turns, STORY_GOLD);
		check_text(moves[i].what, event_status_name(t.status),
			   moves[i].want);
	}
}

static void lists_have_what_is_due_first_on_top(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(places); i++) {
		struct clock_ticket t;
		instant want;

		story_tell(&t, places[i].turns, places[i].level);
		want = places[i].want[0] ? story_time(places[i].want)
					 : CLOCK_ORDER_LAST + t.last_event;
		check_i64(places[i].what, clock_ticket_order_at(&t), want);
	}
}

static void the_nearest_clock_is_the_one_due_first(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00") };
	const struct turn done[STORY_TURNS] = { CREATED("06-01 09:00"),
						RESOLVE("06-01 09:30") };
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	check_i64("first assign", clock_ticket_nearest(&t)->metric,
		  METRIC_FIRST_ASSIGN);
	story_tell(&t, done, STORY_GOLD);
	assert_null(clock_ticket_nearest(&t));
	story_tell(&t, turns, STORY_NEVER);
	assert_null(clock_ticket_nearest(&t));
}

/* Whoever loads them has them in another order than they came in. */
static void of_two_due_at_once_the_lower_metric_is_nearest(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00") };
	struct clock_ticket t;
	struct clock first;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	assert_true(t.n >= 2);
	for (size_t i = 0; i < t.n; i++)
		t.clocks[i].due = t.clocks[0].due;
	check_i64("in order", clock_ticket_nearest(&t)->metric,
		  METRIC_FIRST_ANSWER);
	first = t.clocks[0];
	t.clocks[0] = t.clocks[t.n - 1];
	t.clocks[t.n - 1] = first;
	check_i64("turned round", clock_ticket_nearest(&t)->metric,
		  METRIC_FIRST_ANSWER);
}

/* ---- What a ticket remembers --------------------------------------------- */

static void a_ticket_remembers_who_waits_for_whom(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 09:00"),  CUSTOMER("06-01 10:00"),
		STAFF("06-01 11:00"),    CUSTOMER("06-01 12:00"),
		CUSTOMER("06-01 13:00"),
	};
	const struct turn resolved[STORY_TURNS] = {
		CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
		SET("06-06 10:00", STATUS_CLOSED)
	};
	const struct turn reopened[STORY_TURNS] = { CREATED("06-01 09:00"),
						    RESOLVE("06-01 10:00"),
						    REOPEN("06-01 11:00") };
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_NO_SLA);
	check_i64("created", t.created, story_time("06-01 09:00"));
	check_i64("first answered", t.first_answered,
		  story_time("06-01 11:00"));
	check_i64("oldest unanswered", t.unanswered, story_time("06-01 12:00"));
	check_i64("last message", t.last_message, story_time("06-01 13:00"));
	check_i64("last event", t.last_event, t.last_message);
	check_i64("events", t.last_seq, 5);
	check_i64("not resolved", t.resolved, INSTANT_NONE);
	story_tell(&t, resolved, STORY_GOLD);
	check_i64("resolved when it was, not when closed", t.resolved,
		  story_time("06-01 10:00"));
	check_i64("nobody waits", t.unanswered, INSTANT_NONE);
	check_i64("never answered", t.first_answered, INSTANT_NONE);
	story_tell(&t, reopened, STORY_GOLD);
	check_i64("no longer resolved", t.resolved, INSTANT_NONE);
}

static void one_save_may_change_everything(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 09:00"),
		ASSIGN("06-01 09:10", 7),
		MOVE("06-01 09:20", 4),
		PRIORITY("06-01 09:30", PRIORITY_LOW),
		LEVEL("06-01 09:40", STORY_SILVER),
	};
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	check_i64("assignee", t.assignee.n, 7);
	check_i64("department", t.department.n, 4);
	check_i64("priority", t.priority, PRIORITY_LOW);
	assert_ptr_equal(t.level, story_level(STORY_SILVER));
	check_bool("by a customer", t.by_agent, false);
}

/* ---- The end of a postponement ------------------------------------------- */

static void check_end(const char *what, const struct turn *turns,
		      const char *at, enum status status)
{
	struct clock_ticket t;
	struct event ev;
	instant end = story_time(at), now = end + 3 * HOUR;

	story_tell(&t, turns, STORY_GOLD);
	check_i64(what, clock_ticket_settle_at(&t), end);
	check_bool(what, clock_ticket_pending(&t, end - 1, &ev), false);
	check_bool(what, clock_ticket_pending(&t, end, &ev), true);
	check_bool(what, clock_ticket_pending(&t, now, &ev), true);
	check_i64(what, ev.at, end);
	check_i64(what, ev.recorded_at, now);
	check_i64(what, ev.kind, EVENT_POSTPONEMENT_ENDED);
	check_i64(what, ev.did, DID_STATUS);
	check_i64(what, ev.status, status);
	check_i64(what, ev.by.kind, ACTOR_SYSTEM);
	check_i64(what, ev.metric, -1);
	ev.seq = t.last_seq + 1;
	clock_ticket_apply(&t, &ev, NULL, story_arena());
	check_i64(what, t.status, status);
	check_i64(what, clock_ticket_settle_at(&t), INSTANT_NONE);
	check_i64(what, t.postponed_until, INSTANT_NONE);
	check_bool(what, clock_ticket_pending(&t, INSTANT_MAX, &ev), false);
}

static void a_postponement_ends_by_itself(void **state)
{
	const struct turn never[STORY_TURNS] = { CREATED("06-01 09:00"),
						 POSTPONE_TO("06-01 10:00",
							     "06-02 09:00") };
	const struct turn answered[STORY_TURNS] = {
		CREATED("06-01 09:00"), STAFF("06-01 09:30"),
		POSTPONE_TO("06-01 10:00", "06-02 09:00"), NOTE("06-01 12:00")
	};
	const struct turn longer[STORY_TURNS] = {
		CREATED("06-01 09:00"),
		POSTPONE_TO("06-01 10:00", "06-02 09:00"),
		POSTPONE_TO("06-01 11:00", "06-04 09:00")
	};
	const struct turn created[STORY_TURNS] = { { .when = "06-01 09:00",
						     .did = DID_CREATE |
							    DID_BY_AGENT,
						     .status = STATUS_POSTPONED,
						     .until = "06-03 09:00" } };

	(void)state;
	check_end("never answered: New", never, "06-02 09:00", STATUS_NEW);
	check_end("answered before: Open", answered, "06-02 09:00",
		  STATUS_OPEN);
	check_end("postponed again", longer, "06-04 09:00", STATUS_NEW);
	check_end("created postponed", created, "06-03 09:00", STATUS_NEW);
}

static void an_end_in_the_past_happens_after_the_last_event(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 POSTPONE_TO("06-01 10:00",
							     "06-01 09:30") };
	struct clock_ticket t;
	struct event ev;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	check_bool("due", clock_ticket_pending(&t, t.last_event, &ev), true);
	check_i64("at", ev.at, story_time("06-01 10:00"));
}

static void whoever_speaks_ends_a_postponement(void **state)
{
	const struct turn open_end[STORY_TURNS] = { CREATED("06-01 09:00"),
						    POSTPONE("06-01 10:00") };
	const struct turn customer[STORY_TURNS] = { CREATED("06-01 09:00"),
						    POSTPONE_TO("06-01 10:00",
								"06-02 09:00"),
						    CUSTOMER("06-01 11:00") };
	struct clock_ticket t;
	struct event ev;

	(void)state;
	story_tell(&t, open_end, STORY_GOLD);
	check_bool("open end", clock_ticket_pending(&t, INSTANT_MAX, &ev),
		   false);
	story_tell(&t, customer, STORY_GOLD);
	check_bool("customer", clock_ticket_pending(&t, INSTANT_MAX, &ev),
		   false);
	check_i64("no end left", clock_ticket_settle_at(&t), INSTANT_NONE);
}

/* Whose next promise goes by the calendar that it has now (D31)? */
static void what_runs_keeps_its_hours(void **state)
{
	/* clang-format off */
	static const struct {
		const char *what;
		enum story_level level;
		bool keeps;
		struct turn turns[STORY_TURNS];
	} cases[] = {
		{ "running", STORY_GOLD, true, { CREATED("06-01 09:00") } },
		{ "no level", STORY_NO_SLA, false, { CREATED("06-01 09:00") } },
		{ "by no hours", STORY_ALL_HOURS, false,
		  { CREATED("06-01 09:00") } },
		{ "resolved", STORY_GOLD, false,
		  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00") } },
		{ "hidden", STORY_GOLD, true,
		  { CREATED("06-01 09:00"), SPAM("06-01 10:00") } },
		{ "resolved, then hidden", STORY_GOLD, false,
		  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
		    SPAM("06-01 11:00") } },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct clock_ticket t;

		story_tell(&t, cases[i].turns, cases[i].level);
		check_bool(cases[i].what, clock_ticket_by_hours(&t),
			   cases[i].keeps);
	}
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("what runs keeps its hours", what_runs_keeps_its_hours),
		TEST("messages move the status", messages_move_the_status),
		TEST("lists have on top what is due first",
		     lists_have_what_is_due_first_on_top),
		TEST("the nearest clock is the one due first",
		     the_nearest_clock_is_the_one_due_first),
		TEST("of two due at once the lower metric is nearest",
		     of_two_due_at_once_the_lower_metric_is_nearest),
		TEST("a ticket remembers who waits for whom",
		     a_ticket_remembers_who_waits_for_whom),
		TEST("a ticket takes on what its events say",
		     one_save_may_change_everything),
		TEST("a postponement ends by itself",
		     a_postponement_ends_by_itself),
		TEST("an end in the past happens after the last event",
		     an_end_in_the_past_happens_after_the_last_event),
		TEST("whoever speaks ends a postponement",
		     whoever_speaks_ends_a_postponement),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, story_setup, story_teardown);
}
