/* What the badge says and what the bar shows. */
#include "core/story.h"

#include "core/strip.h"

/* ---- Badges -------------------------------------------------------------- */

static const char *const kinds[] = {
	[STRIP_CALM] = "calm",
	[STRIP_SOON] = "soon",
	[STRIP_URGENT] = "urgent",
	[STRIP_OVERDUE] = "overdue",
	[STRIP_PAUSED] = "paused",
	[STRIP_MET] = "met",
	[STRIP_MISSED] = "missed",
	[STRIP_CANCELLED] = "cancelled",
	[STRIP_NO_OPEN_TIME] = "never open",
};

/* clang-format off */
static const struct {
	const char *what;
	enum metric metric;
	enum story_level level;
	const char *now, *kind;
	seconds left, amount, late;
	bool ticking;
	struct turn turns[STORY_TURNS];
} badges[] = {
	{ "in time", FA, STORY_GOLD, "06-01 09:00", "calm", 4 * HOUR, 4 * HOUR,
	  0, true,
	  { CREATED("06-01 09:00") } },
	{ "a second before the last quarter", FA, STORY_GOLD,
	  "06-01 11:59:59", "calm", HOUR + 1, HOUR + 1, 0, true,
	  { CREATED("06-01 09:00") } },
	{ "the last quarter", FA, STORY_GOLD, "06-01 12:00", "soon", HOUR, HOUR,
	  0,
	  true, { CREATED("06-01 09:00") } },
	{ "the last tenth", FA, STORY_GOLD, "06-01 12:36", "urgent",
	  24 * MIN, 24 * MIN, 0, true, { CREATED("06-01 09:00") } },
	{ "a second before the last tenth", FA, STORY_GOLD, "06-01 12:35:59",
	  "soon", 24 * MIN + 1, 24 * MIN + 1, 0, true,
	  { CREATED("06-01 09:00") } },
	{ "the last quarter of an hour", METRIC_FIRST_ASSIGN, STORY_GOLD,
	  "06-01 09:45", "urgent", 15 * MIN, 15 * MIN, 0, true,
	  { CREATED("06-01 09:00") } },
	{ "a second before it", FA, STORY_LONG_90, "06-01 10:14:59", "soon",
	  15 * MIN + 1, 15 * MIN + 1, 0, true,
	  { CREATED("06-01 09:00") } },
	{ "nothing left, but not overdue", FA, STORY_GOLD, "06-01 13:00",
	  "urgent", 0, 0, 0, true, { CREATED("06-01 09:00") } },
	{ "overdue though nothing noted it", FA, STORY_GOLD, "06-01 13:00:01",
	  "overdue", -1, 1, 1, true, { CREATED("06-01 09:00") } },
	{ "overdue at night by no working time", RE, STORY_GOLD,
	  "06-01 20:00", "overdue", 0, 0, 3 * HOUR, true,
	  { CREATED("06-01 09:00") } },
	{ "asked about a time before it began", FA, STORY_GOLD,
	  "06-01 08:00", "calm", 4 * HOUR, 4 * HOUR, 0, true,
	  { CREATED("06-01 09:00") } },
	{ "paused", RE, STORY_GOLD, "06-01 16:00", "paused", 5 * HOUR, 5 * HOUR,
	  0,
	  false, { CREATED("06-01 09:00"), POSTPONE("06-01 12:00") } },
	{ "paused when it was over, it is paused and says by how much", RE,
	  STORY_GOLD, "06-02 16:00", "paused", -1 * HOUR, 1 * HOUR, 23 * HOUR,
	  false,
	  { CREATED("06-01 09:00"), POSTPONE("06-02 10:00") } },
	{ "met", FA, STORY_GOLD, "06-09 16:00", "met", 3 * HOUR, 3 * HOUR, 0,
	  false,
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00") } },
	{ "missed", FA, STORY_GOLD, "06-09 16:00", "missed", -1 * HOUR,
	  1 * HOUR, HOUR,
	  false, { CREATED("06-01 09:00"), STAFF("06-01 14:00") } },
	{ "missed by no working time", RE, STORY_GOLD, "06-09 16:00",
	  "missed", 0, 0, 3 * HOUR, false,
	  { CREATED("06-01 09:00"), RESOLVE("06-01 20:00") } },
	{ "cancelled", FA, STORY_GOLD, "06-09 16:00", "cancelled",
	  3 * HOUR, 3 * HOUR,
	  0, false, { CREATED("06-01 09:00"), RESOLVE("06-01 10:00") } },
	{ "never open", FA, STORY_NEVER, "06-09 16:00", "never open",
	  4 * HOUR, 4 * HOUR, 0, true, { CREATED("06-01 09:00") } },
	{ "missed under a shorter target, by nothing now", FA, STORY_GOLD,
	  "06-09 14:00", "missed", 2 * HOUR, 0, 0, false,
	  { CREATED("06-01 09:00"), LEVEL("06-01 14:00", STORY_SILVER),
	    STAFF("06-01 15:00") } },
	{ "paused with a target used up meanwhile", RE, STORY_URGENT,
	  "06-01 15:00", "paused", -1 * HOUR, 0, 0, false,
	  { CREATED("06-01 09:00"), POSTPONE("06-01 12:00"),
	    PRIORITY("06-01 13:00", PRIORITY_URGENT) } },
	{ "missed already, with a new due date ahead", FA, STORY_GOLD,
	  "06-01 14:00", "calm", 3 * HOUR, 3 * HOUR, 0, true,
	  { CREATED("06-01 09:00"), LEVEL("06-01 14:00", STORY_SILVER) } },
	{ "due by hand, it counts to that", RE, STORY_GOLD, "06-01 10:00",
	  "soon", 2 * HOUR, 2 * HOUR, 0, true,
	  { CREATED("06-01 09:00"), DUE("06-01 09:30", RE, "06-01 12:00") } },
	{ "overdue by hand with much of its target left", RE, STORY_GOLD,
	  "06-01 13:00", "overdue", -1 * HOUR, 1 * HOUR, HOUR, true,
	  { CREATED("06-01 09:00"), DUE("06-01 09:30", RE, "06-01 12:00") } },
	{ "missed by hand with much of its target left", RE, STORY_GOLD,
	  "06-09 16:00", "missed", -2 * HOUR, 2 * HOUR, 2 * HOUR, false,
	  { CREATED("06-01 09:00"), DUE("06-01 09:30", RE, "06-01 12:00"),
	    RESOLVE("06-01 14:00") } },
	{ "paused, a deadline by hand comes nearer", RE, STORY_GOLD,
	  "06-01 11:00", "paused", 1 * HOUR, 1 * HOUR, 0, false,
	  { CREATED("06-01 09:00"), DUE("06-01 09:30", RE, "06-01 12:00"),
	    POSTPONE("06-01 10:00") } },
};
/* clang-format on */

static void badges_say_what_is_left(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(badges); i++) {
		struct clock_ticket t;
		struct strip_badge b;

		story_tell(&t, badges[i].turns, badges[i].level);
		strip_badge(story_clock(&t, badges[i].metric),
			    story_time(badges[i].now), &b);
		check_text(badges[i].what, kinds[b.kind], badges[i].kind);
		check_i64(badges[i].what, b.left, badges[i].left);
		check_i64(badges[i].what, b.amount, badges[i].amount);
		check_i64(badges[i].what, b.late, badges[i].late);
		check_bool(badges[i].what, b.ticking, badges[i].ticking);
		check_i64(badges[i].what, b.unit, UNIT_WORKING);
	}
}

static void countdowns_know_when_to_stand_still(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-05 16:00") };
	const struct turn paused[STORY_TURNS] = { CREATED("06-05 16:00"),
						  POSTPONE("06-05 16:30") };
	struct calendar_span windows[3];
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	check_i64("windows",
		  (int64_t)strip_windows(story_clock(&t, RE),
					 story_time("06-05 16:10"), windows, 3),
		  3);
	check_i64("from now", windows[0].from, story_time("06-05 16:10"));
	check_i64("to closing", windows[0].until, story_time("06-05 17:00"));
	check_i64("then Monday", windows[1].from, story_time("06-08 09:00"));
	check_i64("and Tuesday", windows[2].until, story_time("06-09 17:00"));
	story_tell(&t, paused, STORY_GOLD);
	check_i64("none while paused",
		  (int64_t)strip_windows(story_clock(&t, RE), t.last_event,
					 windows, 3),
		  0);
	story_tell(&t, turns, STORY_ALL_HOURS);
	check_i64("none for day and night",
		  (int64_t)strip_windows(story_clock(&t, RE), t.last_event,
					 windows, 3),
		  0);
	story_tell(&t, turns, STORY_NEVER);
	check_i64("none where it never opens",
		  (int64_t)strip_windows(story_clock(&t, RE), t.last_event,
					 windows, 3),
		  0);
}

/* ---- Pauses -------------------------------------------------------------- */

static size_t pauses_of(const struct turn *turns, size_t n,
			const struct clock *c, struct calendar_span **out)
{
	struct event ev[STORY_TURNS];
	const struct level *levels[STORY_TURNS];

	for (size_t i = 0; i < n; i++)
		ev[i] = story_event(&turns[i], (int64_t)i + 1, STORY_GOLD,
				    &levels[i]);
	return strip_pauses(ev, n, levels, c, story_arena(), out);
}

static void a_later_cycle_has_its_own_pauses(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 09:00"),  STAFF("06-01 10:00"),
		CUSTOMER("06-01 10:30"), POSTPONE("06-01 10:40"),
		STAFF("06-01 11:00"),    CUSTOMER("06-01 11:30"),
		POSTPONE("06-01 12:00"),
	};
	struct event ev[7];
	const struct level *levels[7];
	struct calendar_span *p;
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_WAITS);
	for (size_t i = 0; i < 7; i++)
		ev[i] = story_event(&turns[i], (int64_t)i + 1, STORY_WAITS,
				    &levels[i]);
	check_i64("pauses",
		  (int64_t)strip_pauses(ev, 7, levels,
					story_clock(&t, METRIC_NEXT_ANSWER),
					story_arena(), &p),
		  1);
	check_i64("its own", p[0].from, story_time("06-01 12:00"));
	check_i64("as the first answer had none",
		  (int64_t)strip_pauses(ev, 7, levels, story_clock(&t, FA),
					story_arena(), &p),
		  0);
	check_i64("but first assign two, one of which goes on",
		  (int64_t)strip_pauses(ev, 7, levels, story_clock(&t, AS),
					story_arena(), &p),
		  2);
	check_i64("until now", p[1].until, INSTANT_MAX);
}

/* Hidden while it stood still, and back when its postponement was over. */
static void a_hidden_promise_keeps_its_pauses(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 09:00"),
		POSTPONE("06-01 10:00"),
		OPEN("06-01 10:30"),
		POSTPONE_TO("06-01 11:00", "06-01 13:00"),
		SPAM("06-01 12:00"),
		RESTORE("06-01 14:00"),
		NOTE("06-01 15:00"),
	};
	struct event ev[7];
	const struct level *levels[7];
	struct calendar_span *p;
	struct clock_ticket t;
	const struct clock *c;

	(void)state;
	story_tell(&t, turns, STORY_WAITS);
	for (size_t i = 0; i < 7; i++)
		ev[i] = story_event(&turns[i], (int64_t)i + 1, STORY_WAITS,
				    &levels[i]);
	c = story_clock(&t, RE);
	check_i64("pauses",
		  (int64_t)strip_pauses(ev, 7, levels, c, story_arena(), &p),
		  2);
	check_i64("of before", p[0].until, story_time("06-01 10:30"));
	check_i64("the second began", p[1].from, story_time("06-01 11:00"));
	check_i64("and ended hidden", p[1].until, story_time("06-01 13:00"));
	check_i64("as the clock says", c->paused, HOUR / 2 + 2 * HOUR);
	c = &t.clocks[2]; /* what was cancelled */
	check_i64("it is", c->metric, RE);
	check_i64("pauses it had",
		  (int64_t)strip_pauses(ev, 7, levels, c, story_arena(), &p),
		  2);
	check_i64("to its end", p[1].until, story_time("06-01 12:00"));
}

static void customers_see_what_was_promised_to_them(void **state)
{
	static const struct {
		const char *what;
		struct clock clock;
		bool seen;
	} cases[] = {
		{ "an answer", { .metric = FA }, true },
		{ "who has it", { .metric = AS }, false },
		{ "taken away by a level",
		  { .metric = RE,
		    .state = CLOCK_CANCELLED,
		    .reason = CLOCK_LEVEL },
		  true },
		{ "as spam",
		  { .metric = RE,
		    .state = CLOCK_CANCELLED,
		    .reason = CLOCK_SPAM },
		  false },
		{ "as deleted",
		  { .metric = RE,
		    .state = CLOCK_CANCELLED,
		    .reason = CLOCK_DELETED },
		  false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check_bool(cases[i].what, strip_for_customer(&cases[i].clock),
			   cases[i].seen);
}

static void pauses_are_found_from_events(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 09:00"),  POSTPONE("06-01 10:00"),
		NOTE("06-01 11:00"),     OPEN("06-01 12:00"),
		NOTE("06-01 13:00"),     STAFF("06-01 14:00"),
		POSTPONE("06-01 15:00"), CUSTOMER("06-01 16:00"),
		STAFF("06-01 16:30"),
	};
	struct calendar_span *p;
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	check_i64("pauses",
		  (int64_t)pauses_of(turns, 9, story_clock(&t, RE), &p), 3);
	check_i64("first", p[0].from, story_time("06-01 10:00"));
	check_i64("its end", p[0].until, story_time("06-01 12:00"));
	check_i64("Answered, then Postponed", p[1].from,
		  story_time("06-01 14:00"));
	check_i64("are one", p[1].until, story_time("06-01 16:00"));
	check_i64("the last", p[2].from, story_time("06-01 16:30"));
	check_i64("goes on", p[2].until, INSTANT_MAX);
	check_i64("first answer had none",
		  (int64_t)pauses_of(turns, 9, story_clock(&t, FA), &p), 0);
	check_i64("nor had the other one as it began",
		  (int64_t)pauses_of(turns, 1, story_clock(&t, RE), &p), 0);
}

/* ---- Bars ---------------------------------------------------------------- */

/* "spent 0-250, closed 250-500, ...; due 900, now 300, ticks 100 200" */
static const char *bar_text(const struct strip *s)
{
	static const char *const parts[] = { "closed", "spent", "late", "open",
					     "pause" };
	const char *text = "";

	for (size_t i = 0; i < s->n; i++)
		text = arena_printf(story_arena(), "%s%s%s %d-%d", text,
				    i ? ", " : "", parts[s->segments[i].part],
				    s->segments[i].x,
				    s->segments[i].x + s->segments[i].width);
	check_bool("nothing before it", s->now >= -1 && s->stop >= -1, true);
	if (s->now >= 0)
		text = arena_printf(story_arena(), "%s; now %d", text, s->now);
	if (s->stop >= 0)
		text = arena_printf(story_arena(), "%s; stop %d", text,
				    s->stop);
	if (s->due >= 0)
		text = arena_printf(story_arena(), "%s; due %d", text, s->due);
	for (size_t i = 0; i < s->nticks; i++)
		text = arena_printf(story_arena(), "%s; tick %d", text,
				    s->ticks[i]);
	return text;
}

/* clang-format off */
static const struct {
	const char *what;
	enum metric metric;
	enum story_level level;
	const char *now, *want;
	struct turn turns[STORY_TURNS];
} bars[] = {
	{ "from start to due, now between", FA, STORY_GOLD, "06-01 10:00",
	  "spent 0-250, open 250-1000; now 250; due 1000",
	  { CREATED("06-01 09:00") } },
	{ "just begun", FA, STORY_GOLD, "06-01 09:00",
	  "open 0-1000; now 0; due 1000", { CREATED("06-01 09:00") } },
	{ "over a night", FA, STORY_GOLD, "06-01 16:00",
	  "spent 0-50, open 50-100, closed 100-900, open 900-1000; now 50; "
	  "due 1000", { CREATED("06-01 15:00") } },
	{ "now in a night", FA, STORY_GOLD, "06-02 01:00",
	  "spent 0-94, closed 94-894, open 894-1000; now 494; due 1000",
	  { CREATED("06-01 15:07") } },
	{ "a pause too short to be seen", FA, STORY_WAITS, "06-01 10:00",
	  "spent 0-249, open 249-1000; now 249; due 1000",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 09:31"),
	    OPEN("06-01 09:31:05") } },
	{ "overdue it goes on to now", FA, STORY_GOLD, "06-01 14:00",
	  "spent 0-800, late 800-1000; now 1000; due 800",
	  { CREATED("06-01 09:00") } },
	{ "overdue in closed hours", RE, STORY_GOLD, "06-01 19:00",
	  "spent 0-800, closed 800-1000; now 1000; due 800",
	  { CREATED("06-01 09:00") } },
	{ "paused it ends now", RE, STORY_GOLD, "06-01 14:00",
	  "spent 0-200, pause 200-1000; now 1000",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00") } },
	{ "a pause in between", RE, STORY_GOLD, "06-01 14:00",
	  "spent 0-37, pause 37-148, spent 148-185, open 185-296, "
	  "closed 296-888, open 888-1000; now 185; due 1000",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    OPEN("06-01 13:00") } },
	{ "met with time to spare", FA, STORY_GOLD, "06-09 14:00",
	  "spent 0-250, open 250-1000; stop 250; due 1000",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00") } },
	{ "missed", FA, STORY_GOLD, "06-09 14:00",
	  "spent 0-800, late 800-1000; stop 1000; due 800",
	  { CREATED("06-01 09:00"), STAFF("06-01 14:00") } },
	{ "met at once", METRIC_FIRST_ASSIGN, STORY_GOLD, "06-09 14:00",
	  "open 0-1000; stop 0; due 1000",
	  { CREATED("06-01 09:00"), ASSIGN("06-01 09:00", 7) } },
	{ "never open", FA, STORY_NEVER, "06-02 09:00",
	  "closed 0-1000; now 1000", { CREATED("06-01 09:00") } },
	{ "never open, just begun", FA, STORY_NEVER, "06-01 09:00",
	  "closed 0-1000; now 0", { CREATED("06-01 09:00") } },
	{ "reminders are ticks", RE, STORY_STEPS, "06-01 09:00",
	  "open 0-1000; now 0; due 1000; tick 750; tick 875; tick 1000",
	  { CREATED("06-01 09:00") } },
	{ "day and night", FA, STORY_ALL_HOURS, "06-01 21:00",
	  "spent 0-250, open 250-1000; now 250; due 1000",
	  { CREATED("06-01 20:00") } },
};
/* clang-format on */

static void tell_bar(const struct turn *turns, enum story_level level,
		     enum metric m, const char *now, struct strip *s)
{
	struct calendar_span *pauses;
	struct clock_ticket t;
	size_t n = story_tell(&t, turns, level), npauses;
	struct event ev[STORY_TURNS];
	const struct level *levels[STORY_TURNS];
	const struct clock *c = story_clock(&t, m);

	for (size_t i = 0; i < n; i++)
		ev[i] = story_event(&turns[i], (int64_t)i + 1, level,
				    &levels[i]);
	npauses = strip_pauses(ev, n, levels, c, story_arena(), &pauses);
	strip_bar(c, pauses, npauses, story_time(now), s);
}

/* The pieces fill the whole bar, in order, none empty. */
static void check_bar(const char *what, const struct strip *s)
{
	int x = 0;

	for (size_t i = 0; i < s->n; i++) {
		check_i64(what, s->segments[i].x, x);
		check_bool(what, s->segments[i].width > 0, true);
		x += s->segments[i].width;
	}
	check_i64(what, x, STRIP_WIDTH);
}

static void bars_show_what_was_spent(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(bars); i++) {
		struct strip s;

		tell_bar(bars[i].turns, bars[i].level, bars[i].metric,
			 bars[i].now, &s);
		check_bar(bars[i].what, &s);
		check_text(bars[i].what, bar_text(&s), bars[i].want);
	}
}

static void a_long_bar_is_drawn_in_few_pieces(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("01-05 09:00") };
	const struct turn waits[STORY_TURNS] = { CREATED("01-05 09:00"),
						 POSTPONE("01-05 12:00"),
						 OPEN("06-01 09:00") };
	struct strip s;
	bool late = false;

	(void)state;
	tell_bar(turns, STORY_GOLD, FA, "12-20 12:00", &s);
	check_bar("a year", &s);
	check_bool("not too many", s.n <= STRIP_SEGMENTS, true);
	for (size_t i = 0; i < s.n; i++)
		late |= s.segments[i].part == STRIP_PART_LATE;
	check_bool("overdue it is", late, true);
	tell_bar(waits, STORY_GOLD, RE, "12-20 12:00", &s);
	check_bar("a year with a pause", &s);
	check_i64("it waited at first", s.segments[0].part, STRIP_PART_PAUSE);
	check_bool("for less than half the time",
		   s.segments[0].width > 400 && s.segments[0].width < 450,
		   true);
	check_i64("and is late now", s.segments[s.n - 1].part, STRIP_PART_LATE);
}

static void nights_vanish_in_a_bar_of_many_years(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("01-05 09:00") };
	struct clock_ticket t;
	struct strip s;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	strip_bar(story_clock(&t, FA), NULL, 0,
		  t.created + 40 * 365 * DAY_SECONDS, &s);
	check_bar("40 years", &s);
	check_text("late nearly all the time", bar_text(&s),
		   "spent 0-16, late 16-1000; now 1000; due 0");
}

static void weekends_show_in_a_bar_of_weeks(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("01-05 09:00") };
	struct clock_ticket t;
	struct strip s;
	int closed = 0;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	strip_bar(story_clock(&t, FA), NULL, 0, t.created + 8 * WEEK_SECONDS,
		  &s);
	check_bar("eight weeks", &s);
	for (size_t i = 0; i < s.n; i++)
		closed += s.segments[i].part == STRIP_PART_CLOSED;
	check_i64("weekends", closed, 8);
}

/* ---- How long ------------------------------------------------------------ */

static void durations_have_two_units_at_most(void **state)
{
	/* clang-format off */
	static const struct {
		seconds s;
		enum unit u;
		struct strip_time want;
	} cases[] = {
		{ 0, UNIT_WORKING, { 0, 0, STRIP_SECONDS, STRIP_NONE } },
		{ 45, UNIT_WORKING, { 45, 0, STRIP_SECONDS, STRIP_NONE } },
		{ 59, UNIT_WORKING, { 59, 0, STRIP_SECONDS, STRIP_NONE } },
		{ 60, UNIT_WORKING, { 1, 0, STRIP_MINUTES, STRIP_NONE } },
		{ 2159, UNIT_WORKING, { 35, 0, STRIP_MINUTES, STRIP_NONE } },
		{ 3600, UNIT_WORKING, { 1, 0, STRIP_HOURS, STRIP_NONE } },
		{ 4859, UNIT_WORKING, { 1, 20, STRIP_HOURS, STRIP_MINUTES } },
		{ -4800, UNIT_WORKING, { 1, 20, STRIP_HOURS, STRIP_MINUTES } },
		{ 86400, UNIT_WORKING, { 24, 0, STRIP_HOURS, STRIP_NONE } },
		{ 360060, UNIT_WORKING, { 100, 1, STRIP_HOURS,
		STRIP_MINUTES } },
		{ 86399, UNIT_CALENDAR, { 23, 59, STRIP_HOURS,
		STRIP_MINUTES } },
		{ 86400, UNIT_CALENDAR, { 1, 0, STRIP_DAYS, STRIP_NONE } },
		{ 183600, UNIT_CALENDAR, { 2, 3, STRIP_DAYS, STRIP_HOURS } },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct strip_time t = strip_time(cases[i].s, cases[i].u);

		check_i64("first", t.value1, cases[i].want.value1);
		check_i64("second", t.value2, cases[i].want.value2);
		check_i64("its unit", t.unit1, cases[i].want.unit1);
		check_i64("and its", t.unit2, cases[i].want.unit2);
	}
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("badges say what is left", badges_say_what_is_left),
		TEST("countdowns know when to stand still",
		     countdowns_know_when_to_stand_still),
		TEST("customers see what was promised to them",
		     customers_see_what_was_promised_to_them),
		TEST("pauses are found from events",
		     pauses_are_found_from_events),
		TEST("bars show what was spent", bars_show_what_was_spent),
		TEST("a long bar is drawn in few pieces",
		     a_long_bar_is_drawn_in_few_pieces),
		TEST("a hidden promise keeps its pauses",
		     a_hidden_promise_keeps_its_pauses),
		TEST("a later cycle has its own pauses",
		     a_later_cycle_has_its_own_pauses),
		TEST("nights vanish in a bar of many years",
		     nights_vanish_in_a_bar_of_many_years),
		TEST("weekends show in a bar of weeks",
		     weekends_show_in_a_bar_of_weeks),
		TEST("durations have two units at most",
		     durations_have_two_units_at_most),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, story_setup, story_teardown);
}
