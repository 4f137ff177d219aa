#include "core/story.h"

#include "base/sbuf.h"
#include "base/zone.h"

static struct arena *arena;
static struct level levels[STORY_LEVELS];

/* ---- Levels -------------------------------------------------------------- */

static const struct zone *zone(const char *name)
{
	const struct zone *z;
	struct err e = { 0 };

	if (zone_find(name, &z, &e))
		fail_msg("%s", e.msg);
	return z;
}

static const struct calendar *workdays(const char *zone_name, int from, int to)
{
	struct calendar_window windows[5];
	struct calendar_spec spec = { .zone = zone(zone_name),
				      .windows = windows,
				      .nwindows = from < to ? 5 : 0 };
	struct err e = { 0 };
	const struct calendar *c;

	for (int i = 0; i < 5; i++)
		windows[i] = (struct calendar_window){ i, from, to };
	c = calendar_new(arena, &spec, &e);
	if (!c)
		fail_msg("%s", e.msg);
	return c;
}

static void promise(struct level *l, enum metric m, seconds s)
{
	l->target[m][PRIORITY_ANY].seconds = s;
}

static struct level *named(enum story_level which, const char *name,
			   const struct calendar *cal)
{
	struct level *l = &levels[which];

	*l = (struct level){ .version = 10 + which,
			     .level = 1 + which,
			     .number = 1,
			     .name = name,
			     .calendar = cal,
			     .calendar_version = 100 + which,
			     .tz_version = "2026f" };
	for (int m = 0; m < METRIC_N; m++)
		l->pauses[m] = level_default_pauses((enum metric)m);
	return l;
}

static struct level *gold_like(enum story_level which, const char *name,
			       const struct calendar *cal)
{
	struct level *l = named(which, name, cal);

	promise(l, METRIC_FIRST_ANSWER, 4 * HOUR);
	promise(l, METRIC_NEXT_ANSWER, 2 * HOUR);
	promise(l, METRIC_FIRST_ASSIGN, 1 * HOUR);
	promise(l, METRIC_FIRST_RESOLVE, 8 * HOUR);
	return l;
}

static void step(struct level *l, enum metric m, seconds offset)
{
	int n = l->nsteps[m]++;

	l->steps[m][n] = (struct step){ .number = n, .offset = offset };
}

static void make_gold(void)
{
	const struct calendar *bh = workdays("Europe/Berlin", 540, 1020);
	struct level *l;

	gold_like(STORY_GOLD, "Gold", bh);
	gold_like(STORY_NEVER, "Never", workdays("Europe/Berlin", 0, 0));
	l = gold_like(STORY_URGENT, "Gold with urgent", bh);
	l->target[METRIC_FIRST_RESOLVE][PRIORITY_URGENT].seconds = 2 * HOUR;
	l->calendar_version = levels[STORY_GOLD].calendar_version;
	l = gold_like(STORY_WAITS, "Patient", bh);
	for (int m = 0; m < METRIC_SHOWN_N; m++)
		l->pauses[m] = STATUS_BIT(STATUS_POSTPONED);
	l = gold_like(STORY_ALL_HOURS, "Day and night", bh);
	for (int m = 0; m < METRIC_SHOWN_N; m++)
		l->target[m][PRIORITY_ANY].unit = UNIT_CALENDAR;
	l = gold_like(STORY_STEPS, "Stepped", bh);
	step(l, METRIC_FIRST_RESOLVE, -2 * HOUR);
	step(l, METRIC_FIRST_RESOLVE, -1 * HOUR);
	step(l, METRIC_FIRST_RESOLVE, 0);
	step(l, METRIC_FIRST_RESOLVE, 1 * HOUR);
	l = named(STORY_SILVER, "Silver", bh);
	promise(l, METRIC_FIRST_ANSWER, 8 * HOUR);
	promise(l, METRIC_NEXT_ANSWER, 6 * HOUR);
	promise(l, METRIC_FIRST_RESOLVE, 16 * HOUR);
}

static void make_others(void)
{
	const struct calendar *bh_long = workdays("Europe/Berlin", 480, 1080);
	struct level *l;

	named(STORY_NO_SLA, "None", bh_long);
	l = named(STORY_LONG, "Long", bh_long);
	promise(l, METRIC_FIRST_ANSWER, 4 * HOUR);
	step(l, METRIC_FIRST_ANSWER, -1 * HOUR);
	l = named(STORY_LONG_90, "Long 90", bh_long);
	promise(l, METRIC_FIRST_ANSWER, 90 * MIN);
	step(l, METRIC_FIRST_ANSWER, -1 * HOUR);
	l = named(STORY_LONG_75, "Long 75 %", bh_long);
	promise(l, METRIC_FIRST_RESOLVE, 8 * HOUR);
	step(l, METRIC_FIRST_RESOLVE, -2 * HOUR);
	l = named(STORY_CHICAGO, "Chicago",
		  workdays("America/Chicago", 540, 1020));
	promise(l, METRIC_FIRST_RESOLVE, 10 * HOUR);
	l = named(STORY_MANILA, "Manila", workdays("Asia/Manila", 540, 1080));
	promise(l, METRIC_FIRST_RESOLVE, 10 * HOUR);
}

static void make_quick(enum story_level which, const char *name,
		       enum level_change how)
{
	struct level *l = named(which, name, levels[STORY_GOLD].calendar);

	promise(l, METRIC_FIRST_ANSWER, 2 * HOUR);
	promise(l, METRIC_NEXT_ANSWER, 1 * HOUR);
	promise(l, METRIC_FIRST_RESOLVE, 2 * HOUR);
	l->target[METRIC_FIRST_RESOLVE][PRIORITY_URGENT].seconds = HOUR;
	l->gears.on_change = how;
}

static void make_reopened(const struct calendar *bh)
{
	struct level *l;

	l = gold_like(STORY_CYCLES, "Anew", bh);
	l->gears.reopen = REOPEN_NEW_CYCLE;
	l = gold_like(STORY_CONTINUE, "On", bh);
	l->gears.reopen = REOPEN_CONTINUE;
	l->gears.reopen_window = DAY_SECONDS;
	gold_like(STORY_STARTED, "Started", bh)->gears.by_agent =
		BY_AGENT_START;
	gold_like(STORY_MET, "Met", bh)->gears.by_agent = BY_AGENT_MET;
}

static void make_geared(void)
{
	const struct calendar *bh = levels[STORY_GOLD].calendar;
	struct level *l;

	make_quick(STORY_REJUDGE, "Rejudged", CHANGE_REJUDGE);
	make_quick(STORY_RESTART, "Restarted", CHANGE_RESTART);
	make_quick(STORY_KEEP, "Kept", CHANGE_KEEP);
	make_reopened(bh);
	l = gold_like(STORY_INFORM, "Informed", bh);
	promise(l, METRIC_KEEP_INFORMED, 4 * HOUR);
	gold_like(STORY_IMPATIENT, "Impatient", bh)->gears.max_pause = 2 * HOUR;
	l = gold_like(STORY_STAYS, "Stays", bh);
	promise(l, METRIC_KEEP_INFORMED, 4 * HOUR);
	l->pauses[METRIC_KEEP_INFORMED] = STATUS_BIT(STATUS_ANSWERED) |
					  STATUS_BIT(STATUS_POSTPONED);
	l->gears.max_pause = 2 * HOUR;
	l->gears.reopen = REOPEN_CONTINUE;
	l = gold_like(STORY_STAYS_AGAIN, "Stays again", bh);
	promise(l, METRIC_KEEP_INFORMED, 5 * HOUR);
	promise(l, METRIC_FIRST_RESOLVE, 9 * HOUR);
	l->pauses[METRIC_KEEP_INFORMED] = STATUS_BIT(STATUS_ANSWERED) |
					  STATUS_BIT(STATUS_POSTPONED);
	l->gears.max_pause = 2 * HOUR;
	l->gears.reopen = REOPEN_CONTINUE;
	l->gears.on_change = CHANGE_REJUDGE;
	gold_like(STORY_CONSUMED, "Consumed", bh)->gears.by_consumption = true;
	l = named(STORY_DAYS, "Days", bh);
	l->target[METRIC_FIRST_ANSWER][PRIORITY_ANY] = (struct target){
		HOUR, UNIT_NEXT_OPEN
	};
	l->target[METRIC_FIRST_RESOLVE][PRIORITY_ANY] = (struct target){
		2, UNIT_WORKING_DAYS
	};
	l = named(STORY_GRACE, "Graceful", bh);
	promise(l, METRIC_FIRST_ANSWER, HOUR);
	l->gears.grace = 30 * MIN;
	l = named(STORY_CHAT, "Chat", bh);
	promise(l, METRIC_CHAT_ANSWER, 30 * MIN);
	promise(l, METRIC_CALL_ANSWER, 30 * MIN);
	l->target[METRIC_CALL_ANSWER][PRIORITY_ANY].unit = UNIT_CALENDAR;
}

int story_setup(void **state)
{
	(void)state;
	arena = arena_new();
	make_gold();
	make_others();
	make_geared();
	return 0;
}

int story_teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

struct arena *story_arena(void)
{
	return arena;
}

const struct level *story_level(enum story_level l)
{
	return l == STORY_NO_SLA ? NULL : &levels[l];
}

/* ---- Times --------------------------------------------------------------- */

static int two_digits(const char *s)
{
	return (s[0] - '0') * 10 + s[1] - '0';
}

instant story_time(const char *when)
{
	struct civil date = { 2026, two_digits(when), two_digits(when + 3) };
	int second = two_digits(when + 6) * 3600 + two_digits(when + 9) * 60;

	if (when[11] == ':')
		second += two_digits(when + 12);
	return zone_instant_of(zone("Europe/Berlin"), instant_day_of(date),
			       second);
}

static void write_time(struct sbuf *b, instant at)
{
	char text[INSTANT_TEXT];
	const struct zone *z = zone("Europe/Berlin");

	instant_text_offset(at, zone_offset(z, at), text);
	/* "2026-03-30T16:00:00+02:00" */
	sbuf_add(b, text + 5, 5);
	sbuf_char(b, ' ');
	sbuf_add(b, text + 11, memcmp(text + 17, "00", 2) ? 8 : 5);
}

/* ---- Telling ------------------------------------------------------------- */

struct event story_event(const struct turn *turn, int64_t seq,
			 enum story_level first, const struct level **level)
{
	struct event ev = {
		.seq = seq,
		.at = story_time(turn->when),
		.recorded_at = story_time(turn->when),
		.kind = turn->kind,
		.did = turn->did,
		.status = turn->status,
		.priority = turn->priority,
		.until = turn->until ? story_time(turn->until) : INSTANT_NONE,
		.metric = -1,
		.cycle = -1,
		.step = -1,
		.due = INSTANT_NONE,
		.by = { .kind = ACTOR_PERSON, .person = { 70 + seq } },
	};

	*level = NULL;
	if (ev.did & DID_CREATE) {
		*level = story_level(first);
		ev.department.n = 1;
		if (!ev.priority)
			ev.priority = PRIORITY_NORMAL;
	} else if (ev.did & DID_LEVEL) {
		*level = story_level(turn->level);
	}
	if (ev.did & (DID_DEADLINE | DID_QUEUED | DID_ACCEPTED | DID_ABANDONED))
		ev.metric = (int)turn->metric;
	if (turn->due)
		ev.due = story_time(turn->due);
	if (ev.did & DID_ASSIGN)
		ev.assignee.n = turn->who;
	else if (ev.did & DID_DEPARTMENT)
		ev.department.n = turn->who;
	if (*level)
		ev.level_version = (*level)->version;
	return ev;
}

size_t story_tell(struct clock_ticket *t, const struct turn *turns,
		  enum story_level first)
{
	size_t n = 0;

	clock_ticket_init(t);
	for (; n < STORY_TURNS && turns[n].when; n++) {
		const struct level *level;
		struct event ev = story_event(&turns[n], (int64_t)n + 1, first,
					      &level);

		clock_ticket_apply(t, &ev, level, arena);
	}
	return n;
}

/* ---- What became of it --------------------------------------------------- */

static void write_seconds(struct sbuf *b, const char *what, seconds s)
{
	sbuf_printf(b, ", %s %" PRId64 " %s", what, s % 60 ? s : s / 60,
		    s % 60 ? "s" : "m");
}

static void write_instant(struct sbuf *b, const char *what, instant at)
{
	if (at == INSTANT_NONE)
		return;
	sbuf_printf(b, ", %s ", what);
	write_time(b, at);
}

static void write_clock(struct sbuf *b, const struct clock *c, instant now)
{
	sbuf_str(b, clock_state_name(c->state));
	if (!clock_live(c) && c->reason != CLOCK_DONE)
		sbuf_printf(b, " %s", clock_reason_name(c->reason));
	write_instant(b, "breached", c->breached);
	if (clock_live(c))
		write_instant(b, "due", c->due);
	write_instant(b, "stopped", c->stopped);
	write_seconds(b, "used", clock_consumed(c, now));
}

const char *story_clocks(const struct clock_ticket *t, enum metric m)
{
	struct sbuf b = SBUF_INIT(4096);
	const char *text;
	int cycle = 0;

	for (size_t i = 0; i < t->n; i++) {
		const struct clock *c = &t->clocks[i];

		if (c->metric != m)
			continue;
		check_i64("cycles count up", c->cycle, ++cycle);
		if (b.len)
			sbuf_str(&b, " | ");
		write_clock(&b, c, t->last_event);
	}
	text = arena_str(arena, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}

struct clock *story_clock(struct clock_ticket *t, enum metric m)
{
	for (size_t i = t->n; i > 0; i--)
		if (t->clocks[i - 1].metric == m)
			return &t->clocks[i - 1];
	fail_msg("no clock of %s", level_metric_name(m));
	return NULL;
}

void story_check(const struct story *stories, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct clock_ticket t;

		story_tell(&t, stories[i].turns, stories[i].level);
		check_text(stories[i].what, story_clocks(&t, stories[i].metric),
			   stories[i].want);
	}
}
