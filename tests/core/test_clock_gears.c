/*
 * The gears of a level beyond its defaults: what a change does, what reopening
 * does, keep informed, merging, longest pauses, chats and calls, and how
 * targets are told.
 */
#include "core/story.h"

/* clang-format off */
static const struct story changes[] = {
	{ "rejudged, it is broken by the change, due when it should have been",
	  RE, STORY_GOLD,
	  "running, breached 06-01 12:00, due 06-01 11:00, used 180 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 12:00", STORY_REJUDGE) } },
	{ "rejudged in time, it is due as if always so", RE, STORY_GOLD,
	  "running, due 06-01 11:00, used 60 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 10:00", STORY_REJUDGE) } },
	{ "rejudged, a pause of before counts as the new level says", FA,
	  STORY_WAITS, "running, due 06-01 11:00, used 90 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 09:30"),
	    OPEN("06-01 10:00"), LEVEL("06-01 10:30", STORY_REJUDGE) } },
	{ "rejudged while paused, it stays paused", RE, STORY_GOLD,
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    LEVEL("06-01 15:00", STORY_REJUDGE) } },
	{ "rejudged while paused, what broke before the pause is broken", RE,
	  STORY_GOLD,
	  "paused, breached 06-01 15:00, due 06-01 11:00, used 240 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 13:00"),
	    LEVEL("06-01 15:00", STORY_REJUDGE) } },
	{ "rejudged by priority, and back: a breach stays", RE, STORY_REJUDGE,
	  "running, breached 06-01 10:30, due 06-01 11:00, used 105 m",
	  { CREATED("06-01 09:00"), PRIORITY("06-01 10:30", PRIORITY_URGENT),
	    PRIORITY("06-01 10:45", PRIORITY_NORMAL) } },
	{ "restarted, the cycle ends and another begins", RE, STORY_GOLD,
	  "cancelled level, stopped 06-01 12:00, used 180 m | "
	  "running, due 06-01 14:00, used 0 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 12:00", STORY_RESTART) } },
	{ "restarted when it was broken, it was missed", FA, STORY_GOLD,
	  "missed level, breached 06-01 13:00, stopped 06-01 14:00, "
	  "used 300 m | running, due 06-01 16:00, used 0 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 14:00", STORY_RESTART) } },
	{ "restarted while postponed, it waits", RE, STORY_GOLD,
	  "cancelled level, stopped 06-01 12:00, used 60 m | paused, used 0 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    LEVEL("06-01 12:00", STORY_RESTART) } },
	{ "a priority restarts what it changes", RE, STORY_RESTART,
	  "cancelled level, stopped 06-01 10:00, used 60 m | "
	  "running, due 06-01 11:00, used 0 m",
	  { CREATED("06-01 09:00"),
	    PRIORITY("06-01 10:00", PRIORITY_URGENT) } },
	{ "and nothing else", FA, STORY_RESTART,
	  "running, due 06-01 11:00, used 60 m",
	  { CREATED("06-01 09:00"),
	    PRIORITY("06-01 10:00", PRIORITY_URGENT) } },
	{ "kept, it runs as it was promised", RE, STORY_GOLD,
	  "running, due 06-01 17:00, used 180 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 12:00", STORY_KEEP) } },
	{ "kept, unless it is promised no more", AS, STORY_GOLD,
	  "cancelled level, stopped 06-01 09:30, used 30 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 09:30", STORY_KEEP) } },
	{ "what starts later goes by the new level", NA, STORY_GOLD,
	  "running, due 06-01 12:00, used 0 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 09:30", STORY_KEEP),
	    STAFF("06-01 10:00"), CUSTOMER("06-01 11:00") } },
	{ "a grace after a change", FA, STORY_GOLD,
	  "running, due 06-01 12:30, used 180 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 12:00", STORY_GRACE) } },
	{ "which passes, too", FA, STORY_GOLD,
	  "missed, breached 06-01 12:30, stopped 06-01 12:31, used 211 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 12:00", STORY_GRACE),
	    STAFF("06-01 12:31") } },
};

static const struct story reopenings[] = {
	{ "the first resolution is final", RE, STORY_GOLD,
	  "met, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    REOPEN("06-01 11:00") } },
	{ "unless each reopening begins anew", RE, STORY_CYCLES,
	  "met, stopped 06-01 10:00, used 60 m | "
	  "running, due 06-02 11:00, used 0 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    CUSTOMER("06-01 11:00") } },
	{ "or goes on", RE, STORY_CONTINUE,
	  "running, due 06-02 10:00, used 120 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), NOTE("06-01 12:00") } },
	{ "goes on, though closed in between", RE, STORY_CONTINUE,
	  "running, due 06-02 10:00, used 60 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    SET("06-01 10:30", STATUS_CLOSED), OPEN("06-01 11:00") } },
	{ "goes on into a pause", RE, STORY_CONTINUE, "paused, used 60 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    POSTPONE("06-01 11:00") } },
	{ "by the level that its ticket got meanwhile", RE, STORY_CONTINUE,
	  "running, due 06-02 11:00, used 60 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    LEVEL("06-01 10:30", STORY_STAYS_AGAIN), OPEN("06-01 11:00") } },
	{ "missed, it goes on as broken", RE, STORY_CONTINUE,
	  "running, breached 06-01 17:00, due 06-01 17:00, used 600 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-02 10:00"),
	    OPEN("06-02 11:00"), NOTE("06-02 12:00") } },
	{ "with nothing left it never paused", RE, STORY_CONTINUE,
	  "running, breached 06-01 17:00, due 06-01 17:00, used 480 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 17:00"),
	    OPEN("06-02 09:00") } },
	{ "after its window it begins anew", RE, STORY_CONTINUE,
	  "met, stopped 06-01 10:00, used 60 m | "
	  "running, due 06-03 10:00:01, used 1 s",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    OPEN("06-02 10:00:01"), NOTE("06-02 10:00:02") } },
	{ "what no resolution ended does not go on", RE, STORY_CONTINUE,
	  "cancelled level, stopped 06-01 09:30, used 30 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 09:30", STORY_NO_SLA),
	    RESOLVE("06-01 10:00"), OPEN("06-01 11:00") } },
};

static const struct story informed[] = {
	{ "each word of staff is a promise of the next", KI, STORY_INFORM,
	  "met, stopped 06-01 12:00, used 120 m | "
	  "running, due 06-01 16:00, used 0 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    STAFF("06-01 12:00") } },
	{ "broken, it is missed and begins again", KI, STORY_INFORM,
	  "missed, breached 06-01 14:00, stopped 06-01 15:00, used 300 m | "
	  "running, due 06-02 11:00, used 0 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    STAFF("06-01 15:00") } },
	{ "it waits while the customer does", KI, STORY_INFORM,
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), NOTE("06-01 12:00") } },
	{ "and goes on when no reply is needed", KI, STORY_INFORM,
	  "running, due 06-01 15:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), NO_REPLY("06-01 12:00") } },
	{ "a last word is no promise", KI, STORY_INFORM, "",
	  { CREATED("06-01 09:00"),
	    BOTH("06-01 10:00", DID_STAFF_SPOKE | DID_STATUS,
		 .status = STATUS_RESOLVED) } },
	{ "resolved, nobody waits to be told", KI, STORY_INFORM,
	  "cancelled resolved, stopped 06-01 11:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    RESOLVE("06-01 11:00") } },
	{ "reopened, they do again", KI, STORY_INFORM,
	  "cancelled resolved, stopped 06-01 11:00, used 60 m | "
	  "running, due 06-01 16:00, used 0 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    RESOLVE("06-01 11:00"), OPEN("06-01 12:00") } },
	{ "an agent's own ticket starts with it, and once", KI, STORY_INFORM,
	  "running, due 06-01 13:00, used 0 m",
	  { BOTH("06-01 09:00",
		 DID_CREATE | DID_BY_AGENT | DID_STAFF_SPOKE) } },
	{ "promised later, it counts from then", KI, STORY_GOLD,
	  "running, due 06-01 15:00, used 0 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    LEVEL("06-01 11:00", STORY_INFORM) } },
};

static const struct story merged[] = {
	{ "the older word counts", NA, STORY_GOLD,
	  "running, due 06-01 13:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:30"), TOOK_IN("06-01 12:00", "06-01 11:00") } },
	{ "the younger one does not", NA, STORY_GOLD,
	  "running, due 06-01 13:30, used 30 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:30"), TOOK_IN("06-01 12:00", "06-01 11:45") } },
	{ "found broken, it breaks by the merging", NA, STORY_GOLD,
	  "running, breached 06-01 14:00, due 06-01 11:30, used 270 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    TOOK_IN("06-01 14:00", "06-01 09:30") } },
	{ "before a first answer it starts none", NA, STORY_GOLD, "",
	  { CREATED("06-01 09:00"), TOOK_IN("06-01 10:00", "06-01 09:30") } },
	{ "a ticket without a waiting word brings none", NA, STORY_GOLD, "",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    TOOK_IN("06-01 11:00", NULL) } },
	{ "the merged one is cancelled", FA, STORY_GOLD,
	  "cancelled merged, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), SET("06-01 10:00", STATUS_MERGED) } },
	{ "and counts on when it is unmerged", FA, STORY_GOLD,
	  "cancelled merged, stopped 06-01 10:00, used 60 m | "
	  "running, due 06-01 13:00, used 120 m",
	  { CREATED("06-01 09:00"), SET("06-01 10:00", STATUS_MERGED),
	    RESTORE("06-01 11:00") } },
	{ "deleted and merged, it comes back step by step", FA, STORY_GOLD,
	  "cancelled merged, stopped 06-01 10:00, used 60 m | "
	  "running, due 06-01 13:00, used 180 m",
	  { CREATED("06-01 09:00"), SET("06-01 10:00", STATUS_MERGED),
	    DELETE("06-01 10:30"), RESTORE("06-01 11:00"),
	    RESTORE("06-01 12:00") } },
};

static const struct story others[] = {
	{ "no reply needed ends next answer", NA, STORY_GOLD,
	  "cancelled no_reply, stopped 06-01 12:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), NO_REPLY("06-01 12:00") } },
	{ "but no first one", FA, STORY_GOLD,
	  "running, due 06-01 13:00, used 60 m",
	  { CREATED("06-01 09:00"), NO_REPLY("06-01 10:00") } },
	{ "broken, it was missed all the same", NA, STORY_GOLD,
	  "missed no_reply, breached 06-01 13:00, stopped 06-01 14:00, "
	  "used 180 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), NO_REPLY("06-01 14:00") } },
	{ "a pause ends when it may last no longer", RE, STORY_IMPATIENT,
	  "running, due 06-02 11:00, used 60 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    RESUME("06-01 12:00") } },
	{ "and does not begin again while it is postponed", RE, STORY_IMPATIENT,
	  "running, due 06-02 11:00, used 120 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    RESUME("06-01 12:00"), SET("06-01 13:00", STATUS_ANSWERED) } },
	{ "used up at closing, it is due at the next opening", RE,
	  STORY_CONSUMED, "met, stopped 06-01 20:00, used 480 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 20:00") } },
	{ "and in that second still", RE, STORY_CONSUMED,
	  "met, stopped 06-02 09:00, used 480 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-02 09:00") } },
	{ "but not one later", RE, STORY_CONSUMED,
	  "missed, breached 06-02 09:00, stopped 06-02 09:00:01, used 28801 s",
	  { CREATED("06-01 09:00"), RESOLVE("06-02 09:00:01") } },
	{ "two working days", RE, STORY_DAYS,
	  "running, due 06-09 15:00, used 0 m", { CREATED("06-05 15:00") } },
	{ "an hour after the next opening", FA, STORY_DAYS,
	  "running, due 06-08 10:00, used 0 m", { CREATED("06-05 15:00") } },
	{ "an agent's own ticket may owe an answer", FA, STORY_STARTED,
	  "running, due 06-01 13:00, used 0 m", { BY_AGENT("06-01 09:00") } },
	{ "or have it met", FA, STORY_MET,
	  "met, stopped 06-01 09:00, used 0 m",
	  { BY_AGENT("06-01 09:00"), CUSTOMER("06-01 10:00") } },
	{ "then the next one is owed", NA, STORY_MET,
	  "running, due 06-01 12:00, used 0 m",
	  { BY_AGENT("06-01 09:00"), CUSTOMER("06-01 10:00") } },
};

static const struct story live[] = {
	{ "a chat waits until somebody takes it", CH, STORY_CHAT,
	  "met, stopped 06-01 09:20, used 20 m",
	  { CREATED("06-01 09:00"), QUEUED("06-01 09:00", CH),
	    QUEUED("06-01 09:10", CH), ACCEPTED("06-01 09:20", CH) } },
	{ "or says something", CH, STORY_CHAT,
	  "missed, breached 06-01 09:30, stopped 06-01 09:40, used 40 m",
	  { CREATED("06-01 09:00"), QUEUED("06-01 09:00", CH),
	    STAFF("06-01 09:40") } },
	{ "handed on, it waits anew", CH, STORY_CHAT,
	  "met, stopped 06-01 09:20, used 20 m | "
	  "running, due 06-01 10:00, used 0 m",
	  { CREATED("06-01 09:00"), QUEUED("06-01 09:00", CH),
	    ACCEPTED("06-01 09:20", CH), QUEUED("06-01 09:30", CH) } },
	{ "whoever leaves is not answered", CH, STORY_CHAT,
	  "cancelled abandoned, stopped 06-01 09:20, used 20 m",
	  { CREATED("06-01 09:00"), QUEUED("06-01 09:00", CH),
	    ABANDONED("06-01 09:20", CH) } },
	{ "nobody is there at night", CH, STORY_CHAT,
	  "cancelled closed, stopped 06-01 20:00, used 0 m",
	  { CREATED("06-01 09:00"), QUEUED("06-01 20:00", CH) } },
	{ "but for calls", CA, STORY_CHAT,
	  "running, due 06-01 20:30, used 0 m",
	  { CREATED("06-01 09:00"), QUEUED("06-01 20:00", CA) } },
};
/* clang-format on */

static void changes_go_as_the_level_says(void **state)
{
	(void)state;
	story_check(changes, COUNT_OF(changes));
}

static void reopening_goes_as_the_level_says(void **state)
{
	(void)state;
	story_check(reopenings, COUNT_OF(reopenings));
}

static void customers_are_kept_informed(void **state)
{
	(void)state;
	story_check(informed, COUNT_OF(informed));
}

static void merging_takes_the_older_word(void **state)
{
	(void)state;
	story_check(merged, COUNT_OF(merged));
}

static void each_gear_does_what_it_says(void **state)
{
	(void)state;
	story_check(others, COUNT_OF(others));
}

static void chats_and_calls_wait_to_be_taken(void **state)
{
	(void)state;
	story_check(live, COUNT_OF(live));
}

/* ---- What happens by itself ---------------------------------------------- */

static void a_pause_that_is_too_long_ends_by_itself(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 POSTPONE("06-01 10:00") };
	struct clock_ticket t;
	struct event ev;

	(void)state;
	story_tell(&t, turns, STORY_IMPATIENT);
	check_i64("when", clock_ticket_settle_at(&t),
		  story_time("06-01 12:00"));
	check_bool("not yet",
		   clock_ticket_pending(&t, story_time("06-01 11:59"), &ev),
		   false);
	check_bool("then",
		   clock_ticket_pending(&t, story_time("06-01 13:00"), &ev),
		   true);
	check_i64("at its instant", ev.at, story_time("06-01 12:00"));
	ev.seq = t.last_seq + 1;
	clock_ticket_apply(&t, &ev, NULL, story_arena());
	check_i64("status stays", t.status, STATUS_POSTPONED);
	check_text("runs", story_clocks(&t, RE),
		   "running, due 06-02 11:00, used 60 m");
	check_i64("once", clock_ticket_settle_at(&t), INSTANT_NONE);
}

/* Resolved in its last second and reopened in it, it has nothing left but that
 * second: the next one breaks it. */
static void what_goes_on_in_its_last_second_breaks_after_it(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 RESOLVE("06-01 17:00"),
						 REOPEN("06-01 17:00") };
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_CONTINUE);
	check_text("runs", story_clocks(&t, RE),
		   "running, due 06-01 17:00, used 480 m");
	check_i64("looked at", story_clock(&t, RE)->next,
		  story_time("06-01 17:00:01"));
}

/* ---- Steps, and what is told --------------------------------------------- */

static void steps_come_in_every_unit(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 10:00") };
	static const struct {
		struct step step;
		const char *at;
		bool warns;
	} cases[] = {
		{ { 0, -HOUR, STEP_WORKING }, "06-01 17:00", true },
		{ { 0, -4 * HOUR, STEP_CALENDAR }, "06-02 06:00", true },
		{ { 0, -9 * DAY_SECONDS, STEP_CALENDAR }, "06-01 10:00", true },
		{ { 0, 4 * HOUR, STEP_CALENDAR }, "06-02 14:00", false },
		{ { 0, 75, STEP_PERCENT }, "06-01 16:00", true },
		{ { 0, 100, STEP_PERCENT }, "06-02 10:00", false },
		{ { 0, 0, STEP_WORKING }, "06-02 10:00", false },
		{ { 0, 200, STEP_PERCENT }, "06-03 10:00", false },
	};
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct clock *c = story_clock(&t, RE);

		check_i64(cases[i].at, clock_step_at(c, &cases[i].step),
			  story_time(cases[i].at));
		check_bool(cases[i].at, clock_step_warns(&cases[i].step),
			   cases[i].warns);
	}
}

/* Saved together, the cycle that ends is whose the ticket is then (D6). */
static void a_cycle_restarted_ends_as_the_matter_of_the_new_one(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 09:00"), ASSIGN("06-01 09:10", 7),
		BOTH("06-01 10:00", DID_LEVEL | DID_ASSIGN,
		     .level = STORY_RESTART, .who = 8)
	};
	struct clock_ticket t;
	int found = 0;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	for (size_t i = 0; i < t.n; i++) {
		if (t.clocks[i].metric != RE)
			continue;
		found++;
		check_i64("cycle", t.clocks[i].cycle, found);
		check_i64("agent", t.clocks[i].agent.n, 8);
	}
	check_i64("cycles", found, 2);
}

/* Postponed it waits for something else, and goes on doing so. */
static void no_reply_needed_leaves_what_is_postponed(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 STAFF("06-01 10:00"),
						 POSTPONE("06-01 11:00"),
						 NO_REPLY("06-01 12:00") };
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	check_i64("status", t.status, STATUS_POSTPONED);
}

/* The same seconds in another unit are another target. */
static void another_unit_is_caught_up_with(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 SPAM("06-01 10:00") };
	const struct turn later[2] = { PRIORITY("06-01 11:00", PRIORITY_URGENT),
				       RESTORE("06-01 12:00") };
	struct level gold = *story_level(STORY_GOLD);
	const struct level *set;
	struct clock_ticket t;

	(void)state;
	gold.target[FA][PRIORITY_URGENT] = (struct target){
		level_target(&gold, FA, PRIORITY_ANY).seconds, UNIT_CALENDAR
	};
	story_tell(&t, turns, STORY_GOLD);
	t.level = &gold;
	for (size_t i = 0; i < t.n; i++)
		t.clocks[i].level = &gold;
	for (size_t i = 0; i < 2; i++) {
		struct event ev = story_event(&later[i], t.last_seq + 1,
					      STORY_GOLD, &set);

		clock_ticket_apply(&t, &ev, set, story_arena());
	}
	check_i64("unit", story_clock(&t, FA)->unit, UNIT_CALENDAR);
}

/* A level that restarts, whose calendar has another version from now on. */
static void new_hours(struct level *to, enum unit unit)
{
	*to = *story_level(STORY_RESTART);
	to->target[RE][PRIORITY_ANY] = (struct target){ 2 * HOUR, unit };
	to->target[RE][PRIORITY_URGENT] = to->target[RE][PRIORITY_ANY];
}

static void no_priority_restarts_what_goes_by_no_hours(void **state)
{
	const struct turn created = CREATED("06-01 09:00");
	const struct turn urgent = PRIORITY("06-01 10:00", PRIORITY_URGENT);
	const struct level *none;
	struct level before, later;
	struct clock_ticket t;
	struct event ev;

	(void)state;
	new_hours(&before, UNIT_CALENDAR);
	later = before;
	later.calendar_version++;
	clock_ticket_init(&t);
	ev = story_event(&created, 1, STORY_RESTART, &none);
	clock_ticket_apply(&t, &ev, &before, story_arena());
	t.level = &later; /* what begins goes by the new ones */
	ev = story_event(&urgent, 2, STORY_RESTART, &none);
	clock_ticket_apply(&t, &ev, NULL, story_arena());
	check_text("it goes on", story_clocks(&t, RE),
		   "running, due 06-01 11:00, used 60 m");
}

static void new_hours_restart_what_comes_back_from_hiding(void **state)
{
	const struct turn turns[] = { CREATED("06-01 09:00"),
				      SPAM("06-01 10:00"),
				      LEVEL("06-01 10:10", STORY_RESTART),
				      RESTORE("06-01 10:20") };
	const struct level *none;
	struct level before, later;
	struct clock_ticket t;

	(void)state;
	new_hours(&before, UNIT_WORKING);
	later = before;
	later.calendar_version++;
	clock_ticket_init(&t);
	for (size_t i = 0; i < COUNT_OF(turns); i++) {
		struct event ev = story_event(&turns[i], (int64_t)i + 1,
					      STORY_RESTART, &none);

		ev.level_version = before.version;
		clock_ticket_apply(&t, &ev, i == 0 ? &before : &later,
				   story_arena());
	}
	check_text("another cycle", story_clocks(&t, RE),
		   "cancelled spam, stopped 06-01 10:00, used 60 m | "
		   "cancelled level, stopped 06-01 10:20, used 80 m | "
		   "running, due 06-01 12:20, used 0 m");
}

/* Loaded without its past, a ticket does not collect half of one. */
static void half_a_past_is_none(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00") };
	const struct turn answer = STAFF("06-01 10:00");
	const struct level *set;
	struct clock_ticket t;
	struct event ev;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	ev = story_event(&answer, t.last_seq + 1, STORY_GOLD, &set);
	t.whole = false;
	t.nstays = 0;
	clock_ticket_apply(&t, &ev, set, story_arena());
	check_i64("stays", (int64_t)t.nstays, 0);
}

static void segments_add_up(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
		OPEN("06-01 12:00"), LEVEL("06-01 13:00", STORY_SILVER),
		RESOLVE("06-01 15:00")
	};
	struct clock_trace trace = { .arena = story_arena() };
	struct clock_ticket t;
	seconds used = 0, paused = 0;
	instant at = story_time("06-01 09:00");

	(void)state;
	clock_ticket_init(&t);
	t.trace = &trace;
	for (int i = 0; turns[i].when; i++) {
		const struct level *level;
		struct event ev = story_event(&turns[i], i + 1, STORY_GOLD,
					      &level);

		clock_ticket_apply(&t, &ev, level, story_arena());
	}
	for (size_t i = 0; i < trace.n; i++) {
		const struct clock_segment *s = &trace.v[i];

		if (s->metric != RE)
			continue;
		check_i64("one after the other", s->from, at);
		at = s->until;
		used += s->used;
		paused += s->paused ? s->until - s->from : 0;
	}
	check_i64("to the end", at, story_time("06-01 15:00"));
	check_i64("used", used, story_clock(&t, RE)->consumed);
	check_i64("paused", paused, story_clock(&t, RE)->paused);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("changes go as the level says",
		     changes_go_as_the_level_says),
		TEST("reopening goes as the level says",
		     reopening_goes_as_the_level_says),
		TEST("customers are kept informed",
		     customers_are_kept_informed),
		TEST("merging takes the older word",
		     merging_takes_the_older_word),
		TEST("each gear does what it says",
		     each_gear_does_what_it_says),
		TEST("chats and calls wait to be taken",
		     chats_and_calls_wait_to_be_taken),
		TEST("a pause that is too long ends by itself",
		     a_pause_that_is_too_long_ends_by_itself),
		TEST("what goes on in its last second breaks after it",
		     what_goes_on_in_its_last_second_breaks_after_it),
		TEST("steps come in every unit", steps_come_in_every_unit),
		TEST("a cycle restarted ends as the matter of the new one",
		     a_cycle_restarted_ends_as_the_matter_of_the_new_one),
		TEST("no reply needed leaves what is postponed",
		     no_reply_needed_leaves_what_is_postponed),
		TEST("another unit is caught up with",
		     another_unit_is_caught_up_with),
		TEST("no priority restarts what goes by no hours",
		     no_priority_restarts_what_goes_by_no_hours),
		TEST("new hours restart what comes back from hiding",
		     new_hours_restart_what_comes_back_from_hiding),
		TEST("half a past is none", half_a_past_is_none),
		TEST("segments add up", segments_add_up),
	};

	return cmocka_run_group_tests(tests, story_setup, story_teardown);
}
