/* What is told of a clock adds up, on random tickets (see test_clock_random).
 */
#include "support/test.h"

#include "base/str.h"
#include "base/zone.h"
#include "core/explain.h"
#include "core/history.h"

#define CASES 2500

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void differ(const struct history *h, const struct clock *c,
		   const char *what, int64_t got, int64_t want)
{
	if (got != want)
		fail_msg("case %" PRId64 ": %s %d: %s is %" PRId64
			 ", not %" PRId64,
			 h->number, level_metric_name(c->metric), c->cycle,
			 what, got, want);
}

/* Invariant 9: what is used, what it stood still for whom, and what is closed
 * make up all the time there was. */
static void check_ledger(const struct history *h, const struct clock *c,
			 const struct explain *x)
{
	bool stands = c->state == CLOCK_PAUSED;
	instant end = clock_live(c) ? h->as_of : c->stopped;
	seconds waited[PARTY_N] = { 0 };
	seconds all = 0;

	for (size_t i = 0; i < x->n; i++) {
		const struct explain_line *line = &x->lines[i];

		if (line->ahead || line->kind == EXPLAIN_DUE)
			continue;
		all += line->until - line->from;
		if (line->kind == EXPLAIN_PAUSED)
			waited[line->party] += line->until - line->from;
		if (line->kind == EXPLAIN_OPEN)
			differ(h, c, "an opening", line->used,
			       line->until - line->from);
	}
	differ(h, c, "all the time", all, end - c->started);
	for (int i = 0; i < PARTY_N; i++)
		differ(h, c, "waited", waited[i],
		       c->waited[i] + (stands && c->party == (enum party)i
					       ? end - c->since
					       : 0));
}

/* Each line where the last one ended, and open hours that add up. */
static void check_lines(struct history *h, const struct clock *c,
			const struct explain *x)
{
	instant at = c->started;
	seconds ahead = 0;

	check_ledger(h, c, x);
	for (size_t i = 1; i < x->n; i++)
		differ(h, c, "a line in its place",
		       x->lines[i].from < x->lines[i - 1].from ||
			       (x->lines[i - 1].kind == EXPLAIN_DUE &&
				x->lines[i].until <= x->lines[i - 1].from),
		       false);
	for (size_t i = 0; i < x->n; i++) {
		const struct explain_line *line = &x->lines[i];

		if (line->kind == EXPLAIN_DUE)
			break;
		differ(h, c, "a gap between lines", line->from, at);
		differ(h, c, "the first line", line->kind == EXPLAIN_STARTED,
		       i == 0);
		if (line->kind == EXPLAIN_CLOSED)
			differ(h, c, "a closed line of no length",
			       line->from == line->until, false);
		at = line->until;
		if (line->ahead)
			ahead += line->used;
	}
	/* One that broke before may keep a deadline that no time is left to. */
	if (!x->cut && c->state == CLOCK_RUNNING && c->due > h->as_of &&
	    c->breached == INSTANT_NONE)
		differ(h, c, "what is left", ahead,
		       clock_remaining(c, h->as_of));
}

static void explain_all(struct history *h)
{
	struct clock_trace trace = { .arena = arena };
	struct clock_ticket t;
	struct explain x;

	clock_ticket_init(&t);
	t.trace = &trace;
	for (size_t k = 0; k < h->n; k++)
		clock_ticket_apply(&t, &h->events[k], h->set[k], arena);
	clock_ticket_advance(&t, h->as_of);
	for (size_t k = 0; k < t.n; k++) {
		const struct clock *c = &t.clocks[k];

		explain_clock(c, &trace, h->as_of, &x);
		differ(h, c, "explained", x.used, clock_consumed(c, h->as_of));
		if (!x.cut)
			check_lines(h, c, &x);
	}
}

static void explanations_add_up(void **state)
{
	struct history h;

	(void)state;
	for (int64_t i = 0; i < CASES; i++) {
		history_make(&h, 1, i, HISTORY_ANY, arena);
		explain_all(&h);
		arena_reset(arena);
	}
}

/* What comes back is gone through again, what is kept or continued ... */
static void set_gears(struct history *h)
{
	for (size_t i = 0; i < HISTORY_LEVELS; i++) {
		struct level_gears *g = &h->levels[i].gears;

		g->on_change = (enum level_change)history_below(h, 4);
		g->reopen = (enum level_reopen)history_below(h, 3);
		g->reopen_window = history_below(h, 2) * WEEK_SECONDS;
		g->by_agent = (enum level_by_agent)history_below(h, 3);
		g->max_pause = history_below(h, 3) * DAY_SECONDS;
		g->grace = history_below(h, 3) * 3600;
		g->by_consumption = history_below(h, 2) != 0;
	}
}

static void explanations_add_up_under_all_gears(void **state)
{
	struct history h;

	(void)state;
	for (int64_t i = 0; i < CASES; i++) {
		history_make(&h, 2, i, HISTORY_ANY, arena);
		set_gears(&h);
		explain_all(&h);
		arena_reset(arena);
	}
}

/* ---- Long ones -----------------------------------------------------------
 */

#define HOUR INT64_C(3600)

/* Open from nine to ten, every day. */
static void make_level(struct level *l, struct err *e)
{
	struct calendar_window windows[7];
	struct calendar_spec spec = { .windows = windows, .nwindows = 7 };

	assert_int_equal(zone_find("UTC", &spec.zone, e), ERR_NONE);
	for (int32_t i = 0; i < 7; i++)
		windows[i] = (struct calendar_window){ i, 540, 600 };
	*l = (struct level){ .version = 1, .number = 1, .name = "Hourly" };
	l->calendar = calendar_new(arena, &spec, e);
	assert_non_null(l->calendar);
	l->target[METRIC_FIRST_RESOLVE][PRIORITY_ANY] = (struct target){
		1000 * HOUR, UNIT_WORKING
	};
	l->pauses[METRIC_FIRST_RESOLVE] = STATUS_BIT(STATUS_POSTPONED);
}

static struct event next(int64_t *seq, instant at, unsigned did,
			 enum status status)
{
	return (struct event){
		.seq = ++*seq,
		.at = at,
		.did = did,
		.status = status,
		.priority = PRIORITY_NORMAL,
		.until = INSTANT_NONE,
		.due = INSTANT_NONE,
		.party = PARTY_VENDOR,
		.metric = -1,
		.cycle = -1,
		.step = -1,
	};
}

/* A clock that was paused ${pauses} times, for an hour of every third day. */
static void explain_long(int pauses, struct explain *x, struct clock *out,
			 instant *now)
{
	struct clock_trace trace = { .arena = arena };
	struct err e = { 0 };
	struct clock_ticket t;
	struct level level;
	int64_t seq = 0;
	struct event ev;

	make_level(&level, &e);
	clock_ticket_init(&t);
	t.trace = &trace;
	ev = next(&seq, 0, DID_CREATE | DID_CUSTOMER_SPOKE, STATUS_NEW);
	ev.level_version = level.version;
	clock_ticket_apply(&t, &ev, &level, arena);
	for (int i = 0; i < pauses; i++) {
		instant at = (3 * i + 2) * DAY_SECONDS + 570 * 60;

		ev = next(&seq, at, DID_STATUS, STATUS_POSTPONED);
		clock_ticket_apply(&t, &ev, NULL, arena);
		ev = next(&seq, at + HOUR, DID_STATUS, STATUS_OPEN);
		clock_ticket_apply(&t, &ev, NULL, arena);
	}
	*now = (3 * pauses + 9) * DAY_SECONDS;
	assert_int_equal(t.n, 1);
	*out = t.clocks[0];
	explain_clock(out, &trace, *now, x);
}

static void many_pauses_are_told_in_fewer_words(void **state)
{
	struct history h = { .number = -1 };
	struct explain x;
	struct clock c;

	(void)state;
	explain_long(30, &x, &c, &h.as_of);
	assert_false(x.cut);
	differ(&h, &c, "explained", x.used, clock_consumed(&c, h.as_of));
	check_lines(&h, &c, &x);
	assert_int_equal(x.lines[x.n - 1].kind, EXPLAIN_DUE);
	assert_int_equal(x.lines[x.n - 1].total, c.target);
}

static void how_it_stands_is_told_when_lines_are_left_out(void **state)
{
	instant now;
	struct explain x;
	struct clock c;

	(void)state;
	explain_long(300, &x, &c, &now);
	assert_true(x.cut);
	assert_int_equal(x.n, EXPLAIN_LINES);
	assert_int_equal(x.used, clock_consumed(&c, now));
	assert_int_equal(x.lines[x.n - 2].kind, EXPLAIN_NOW);
	assert_int_equal(x.lines[x.n - 1].kind, EXPLAIN_DUE);
	assert_int_equal(x.lines[x.n - 1].from, c.due);
	assert_int_equal(x.lines[x.n - 1].total, c.target);
}

/* Twenty-four times each Thursday for ten minutes; day 0 is one. */
static const struct calendar *many_windows(size_t closed)
{
	struct calendar_window windows[24];
	struct calendar_closure closures[2] = { { .day = 7, .to_min = 1440 },
						{ .day = 14, .to_min = 1440 } };
	struct calendar_spec spec = { .windows = windows,
				      .nwindows = COUNT_OF(windows),
				      .closures = closures,
				      .nclosures = closed };
	const struct calendar *c;
	struct err e = { 0 };

	assert_int_equal(zone_find("UTC", &spec.zone, &e), ERR_NONE);
	for (int32_t i = 0; i < 24; i++)
		windows[i] = (struct calendar_window){ 3, i * 30, i * 30 + 10 };
	c = calendar_new(arena, &spec, &e);
	assert_non_null(c);
	return c;
}

/* A clock that ran by that calendar from the beginning to ${now}. */
static void explain_running(const struct calendar *cal, instant now,
			    struct explain *x)
{
	const struct level level = { .calendar = cal, .name = "Hourly" };
	struct clock_trace trace = { .arena = arena };
	const struct clock c = { .metric = METRIC_FIRST_RESOLVE,
				 .cycle = 1,
				 .level = &level,
				 .due = INSTANT_NONE,
				 .manual = INSTANT_NONE,
				 .breached = INSTANT_NONE,
				 .stopped = INSTANT_NONE };
	seconds sum = 0;

	explain_clock(&c, &trace, now, x);
	assert_false(x->cut);
	for (size_t i = 0; i < x->n; i++)
		sum += x->lines[i].used;
	assert_int_equal(sum, calendar_work(cal, 0, now));
	assert_int_equal(x->used, sum);
	assert_int_equal(x->lines[x->n - 1].until, now);
}

static size_t lines_of(const struct explain *x, enum explain_kind kind)
{
	size_t n = 0;

	for (size_t i = 0; i < x->n; i++)
		n += x->lines[i].kind == kind;
	return n;
}

static void many_windows_a_day_are_told_as_two_lots(void **state)
{
	struct explain x;

	(void)state;
	explain_running(many_windows(0), 8 * DAY_SECONDS, &x);
	assert_int_equal(lines_of(&x, EXPLAIN_MORE), 2);
}

/* An hour a day: five of them, all those between, and the last week. */
static void a_long_stretch_is_told_by_its_ends(void **state)
{
	struct err e = { 0 };
	struct level level;
	struct explain x;
	size_t last = 0;

	(void)state;
	make_level(&level, &e);
	explain_running(level.calendar, 100 * DAY_SECONDS, &x);
	assert_int_equal(lines_of(&x, EXPLAIN_MORE), 1);
	while (x.lines[x.n - 1 - last].kind != EXPLAIN_MORE)
		last++;
	x.n -= last;
	assert_int_equal(lines_of(&x, EXPLAIN_OPEN), 5);
	x.n += last;
	assert_in_range(lines_of(&x, EXPLAIN_OPEN), 5 + 6, 5 + 15);
}

/* A pause is no change; the same seconds in another unit are one. */
static void what_changed_is_told_once(void **state)
{
	struct clock_trace trace = { .arena = arena };
	const struct target all_hours = { 1000 * HOUR, UNIT_CALENDAR };
	struct explain x;
	struct err e = { 0 };
	struct clock_ticket t;
	struct level level;
	int64_t seq = 0;
	struct event ev;

	(void)state;
	make_level(&level, &e);
	level.tz_version = "2026f";
	level.target[METRIC_FIRST_RESOLVE][PRIORITY_URGENT] = all_hours;
	clock_ticket_init(&t);
	t.trace = &trace;
	ev = next(&seq, 0, DID_CREATE | DID_CUSTOMER_SPOKE, STATUS_NEW);
	ev.level_version = level.version;
	clock_ticket_apply(&t, &ev, &level, arena);
	ev = next(&seq, 34000, DID_STATUS, STATUS_POSTPONED);
	clock_ticket_apply(&t, &ev, NULL, arena);
	ev = next(&seq, 35000, DID_STATUS, STATUS_OPEN);
	clock_ticket_apply(&t, &ev, NULL, arena);
	explain_clock(&t.clocks[0], &trace, 40000, &x);
	assert_int_equal(lines_of(&x, EXPLAIN_CHANGED), 0);
	ev = next(&seq, 50000, DID_PRIORITY, STATUS_OPEN);
	ev.priority = PRIORITY_URGENT;
	clock_ticket_apply(&t, &ev, NULL, arena);
	explain_clock(&t.clocks[0], &trace, 60000, &x);
	assert_int_equal(lines_of(&x, EXPLAIN_CHANGED), 1);
}

/* ---- Versions that count alike ------------------------------------------ */

/* A ticket under two versions of a level that promise the same here. */
struct versions {
	struct level first, second;
	struct clock_trace trace;
	struct clock_ticket t, untold; /* nobody asks of that one */
	int64_t seq;
	struct explain x;
};

static void happens(struct versions *v, instant at, unsigned did,
		    enum status status, const struct level *l)
{
	struct event ev = next(&v->seq, at, did, status);

	ev.level_version = l ? l->version : 0;
	clock_ticket_apply(&v->t, &ev, l, arena);
	clock_ticket_apply(&v->untold, &ev, l, arena);
}

static struct versions *two_versions(enum unit unit)
{
	struct versions *v = ARENA_NEW(arena, struct versions);
	struct err e = { 0 };

	make_level(&v->first, &e);
	v->first.tz_version = "2026f";
	v->first.target[METRIC_FIRST_RESOLVE][PRIORITY_ANY].unit = unit;
	v->second = v->first;
	v->second.version = v->second.number = 2;
	v->trace.arena = arena;
	clock_ticket_init(&v->t);
	clock_ticket_init(&v->untold);
	v->t.trace = &v->trace;
	happens(v, 0, DID_CREATE | DID_CUSTOMER_SPOKE, STATUS_NEW, &v->first);
	return v;
}

/* How it stands at ${now} adds up, and is what it is when nobody asks. */
static const struct clock *tell_versions(struct versions *v, instant now)
{
	struct history h = { .number = -1, .as_of = now };
	const struct clock *c = &v->t.clocks[0], *o = &v->untold.clocks[0];
	seconds used = 0;

	explain_clock(c, &v->trace, now, &v->x);
	check_lines(&h, c, &v->x);
	differ(&h, c, "explained", v->x.used, clock_consumed(c, now));
	for (size_t i = 0; i < v->trace.n; i++)
		used += v->trace.v[i].used;
	if (!clock_live(c))
		differ(&h, c, "noted", used, c->consumed);
	differ(&h, c, "due", c->due, o->due);
	differ(&h, c, "consumed", c->consumed, o->consumed);
	differ(&h, c, "since", c->since, o->since);
	differ(&h, c, "paused", c->paused, o->paused);
	return c;
}

static void assert_told(const struct versions *v, size_t i,
			enum explain_kind kind, instant from, instant until,
			int number)
{
	const struct explain_line *l = &v->x.lines[i];

	assert_true(i < v->x.n);
	assert_int_equal(l->kind, kind);
	assert_int_equal(l->from, from);
	assert_int_equal(l->until, until);
	assert_int_equal(l->level->number, number);
}

static void a_version_that_counts_alike_is_told_where_it_began(void **state)
{
	struct versions *v = two_versions(UNIT_WORKING);

	(void)state;
	happens(v, 34000, DID_LEVEL, STATUS_NEW, &v->second);
	(void)tell_versions(v, 35000);
	assert_told(v, 0, EXPLAIN_STARTED, 0, 0, 1);
	assert_told(v, 1, EXPLAIN_CLOSED, 0, 9 * HOUR, 1);
	assert_told(v, 2, EXPLAIN_OPEN, 9 * HOUR, 34000, 1);
	assert_told(v, 3, EXPLAIN_CHANGED, 34000, 34000, 2);
	assert_told(v, 4, EXPLAIN_OPEN, 34000, 35000, 2);
	assert_told(v, 5, EXPLAIN_NOW, 35000, 35000, 2);
	assert_int_equal(v->t.clocks[0].since, 0);
	happens(v, 34500 + HOUR, DID_STATUS, STATUS_RESOLVED, NULL);
	(void)tell_versions(v, 50000);
	assert_told(v, 0, EXPLAIN_STARTED, 0, 0, 1);
	assert_int_equal(lines_of(&v->x, EXPLAIN_CHANGED), 1);
	assert_int_equal(v->x.lines[v->x.n - 1].kind, EXPLAIN_DUE);
}

static void a_pause_is_told_under_the_version_it_began_under(void **state)
{
	struct versions *v = two_versions(UNIT_WORKING);
	const struct clock *c;

	(void)state;
	happens(v, 34000, DID_STATUS, STATUS_POSTPONED, NULL);
	happens(v, 34400, DID_LEVEL, STATUS_POSTPONED, &v->second);
	(void)tell_versions(v, 34600);
	assert_told(v, 3, EXPLAIN_PAUSED, 34000, 34400, 1);
	assert_told(v, 4, EXPLAIN_CHANGED, 34400, 34400, 2);
	assert_told(v, 5, EXPLAIN_PAUSED, 34400, 34600, 2);
	happens(v, 35000, DID_STATUS, STATUS_OPEN, NULL);
	c = tell_versions(v, 35500);
	assert_int_equal(c->paused, 1000);
	assert_told(v, 3, EXPLAIN_PAUSED, 34000, 34400, 1);
	assert_told(v, 4, EXPLAIN_CHANGED, 34400, 34400, 2);
	assert_told(v, 5, EXPLAIN_PAUSED, 34400, 35000, 2);
	assert_told(v, 6, EXPLAIN_OPEN, 35000, 35500, 2);
	assert_int_equal(lines_of(&v->x, EXPLAIN_CHANGED), 1);
}

static void of_two_versions_at_once_the_last_is_told(void **state)
{
	struct versions *v = two_versions(UNIT_WORKING);
	struct level third = v->second;

	(void)state;
	third.version = third.number = 3;
	happens(v, 34000, DID_LEVEL, STATUS_NEW, &v->second);
	happens(v, 34000, DID_LEVEL, STATUS_NEW, &third);
	(void)tell_versions(v, 35000);
	assert_told(v, 0, EXPLAIN_STARTED, 0, 0, 1);
	assert_told(v, 3, EXPLAIN_CHANGED, 34000, 34000, 3);
	assert_int_equal(lines_of(&v->x, EXPLAIN_CHANGED), 1);
}

/* Whose level has them, but which runs day and night. */
static void other_hours_are_told_of_what_runs_by_them(void **state)
{
	static const enum unit units[] = { UNIT_WORKING, UNIT_CALENDAR };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(units); i++) {
		struct versions *v = two_versions(units[i]);

		v->second.version = v->second.number = 1;
		v->second.calendar_version = 7;
		happens(v, 34000, DID_LEVEL, STATUS_NEW, &v->second);
		happens(v, 34100, DID_STATUS, STATUS_POSTPONED, NULL);
		(void)tell_versions(v, 35000);
		assert_int_equal(lines_of(&v->x, EXPLAIN_CHANGED),
				 units[i] == UNIT_WORKING);
	}
}

static void a_long_quiet_end_is_told_as_closed(void **state)
{
	struct explain x;

	(void)state;
	explain_running(many_windows(2), 20 * DAY_SECONDS, &x);
	assert_int_equal(x.lines[x.n - 2].kind, EXPLAIN_MORE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("many windows a day are told as two lots",
		     many_windows_a_day_are_told_as_two_lots),
		TEST("a long stretch is told by its ends",
		     a_long_stretch_is_told_by_its_ends),
		TEST("what changed is told once", what_changed_is_told_once),
		TEST("a version that counts alike is told where it began",
		     a_version_that_counts_alike_is_told_where_it_began),
		TEST("a pause is told under the version it began under",
		     a_pause_is_told_under_the_version_it_began_under),
		TEST("of two versions at once the last is told",
		     of_two_versions_at_once_the_last_is_told),
		TEST("other hours are told of what runs by them",
		     other_hours_are_told_of_what_runs_by_them),
		TEST("a long quiet end is told as closed",
		     a_long_quiet_end_is_told_as_closed),
		TEST("explanations add up", explanations_add_up),
		TEST("explanations add up under all gears",
		     explanations_add_up_under_all_gears),
		TEST("many pauses are told in fewer words",
		     many_pauses_are_told_in_fewer_words),
		TEST("how it stands is told when lines are left out",
		     how_it_stands_is_told_when_lines_are_left_out),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
