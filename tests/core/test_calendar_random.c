/*
 * What must hold for any calendar in any zone, tried on random ones, and
 * compared with the oracle, which counts minute by minute.
 *
 * DUEDESK_TEST_SEED repeats a run; DUEDESK_TEST_CASES says how many to try.
 */
#include "support/test.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/str.h"
#include "core/calendar.h"
#include "core/duration.h"
#include "core/oracle.h"
#include "core/zones.h"

#include <inttypes.h>

#define MAX_WINDOWS 24
#define MAX_CLOSURES 12
#define MAX_REPLACEMENTS 5

static int64_t seed, cases;
static struct arena *arena;

/* A random calendar, and instants to ask it about. */
struct situation {
	int64_t number;
	uint64_t random;
	struct calendar_window windows[MAX_WINDOWS + 1];
	struct calendar_closure closures[MAX_CLOSURES + 1];
	struct calendar_replacement replacements[MAX_REPLACEMENTS];
	struct calendar_dated dated[MAX_REPLACEMENTS][2];
	struct calendar_spec spec;
	const struct calendar *cal;
	instant a, b;
};

/* ---- Chance -------------------------------------------------------------- */

static uint64_t next(struct situation *s) /* splitmix64 */
{
	uint64_t z = s->random += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static int64_t below(struct situation *s, int64_t n)
{
	return (int64_t)(next(s) % (uint64_t)n);
}

static int64_t between(struct situation *s, int64_t low, int64_t high)
{
	return low + below(s, high - low + 1);
}

/* Round minutes mostly, as people write them. */
static int32_t minute(struct situation *s, int32_t limit)
{
	int64_t grain = below(s, 4) ? 30 : 1;

	return (int32_t)(below(s, limit / grain) * grain);
}

static void random_window(struct situation *s, int32_t *from, int32_t *to)
{
	*from = minute(s, 1440);
	switch (below(s, 4)) {
	case 0:
		*to = *from + 1440;
		break;
	case 1:
		*to = *from + 1 + minute(s, 60);
		break;
	default:
		*to = *from + 1 + minute(s, 1440);
	}
}

/* Often near a change of the offset, which is where bugs live. */
static instant random_instant(struct situation *s)
{
	const struct zone *z = s->spec.zone;
	instant u = between(s, INSTANT_MIN + 3 * WEEK_SECONDS,
			    INSTANT_MAX - 3 * WEEK_SECONDS);

	if (z->n > 1 && below(s, 3))
		u = z->spans[1 + below(s, (int64_t)z->n - 1)].from +
		    between(s, -2 * DAY_SECONDS, 2 * DAY_SECONDS);
	if (u < INSTANT_MIN + 3 * WEEK_SECONDS)
		u = INSTANT_MIN + 3 * WEEK_SECONDS;
	if (u > INSTANT_MAX - 3 * WEEK_SECONDS)
		u = INSTANT_MAX - 3 * WEEK_SECONDS;
	return below(s, 2) ? u : u - u % 1800;
}

static int64_t date_near(struct situation *s)
{
	return s->a / DAY_SECONDS + between(s, -4, 7);
}

static void random_week(struct situation *s)
{
	size_t n = (size_t)below(s, 12);

	for (size_t i = 0; i < n; i++) {
		s->windows[i].weekday = (int32_t)below(s, 7);
		random_window(s, &s->windows[i].from_min,
			      &s->windows[i].to_min);
	}
	s->spec.windows = s->windows;
	s->spec.nwindows = n;
}

static void random_closure(struct situation *s, struct calendar_closure *c)
{
	c->day = date_near(s);
	c->mode = below(s, 2) ? CALENDAR_CIVIL : CALENDAR_SHIFT;
	c->from_min = 0;
	c->to_min = 1440;
	if (below(s, 2))
		random_window(s, &c->from_min, &c->to_min);
}

static void random_exceptions(struct situation *s)
{
	s->spec.nclosures = (size_t)below(s, MAX_CLOSURES);
	if (below(s, 3) == 0)
		s->spec.nclosures = 0;
	for (size_t i = 0; i < s->spec.nclosures; i++)
		random_closure(s, &s->closures[i]);
	s->spec.closures = s->closures;
	if (below(s, 2))
		return;
	for (int i = 0; i < below(s, MAX_REPLACEMENTS); i++) {
		struct calendar_replacement *r = &s->replacements[i];

		r->day = s->a / DAY_SECONDS - 3 + 2 * i + below(s, 2);
		r->windows = s->dated[i];
		r->nwindows = (size_t)below(s, 3);
		for (size_t j = 0; j < r->nwindows; j++)
			random_window(s, &s->dated[i][j].from_min,
				      &s->dated[i][j].to_min);
		s->spec.nreplacements++;
	}
	s->spec.replacements = s->replacements;
}

static const struct calendar *compile(struct situation *s)
{
	struct err e = { 0 };
	const struct calendar *c = calendar_new(arena, &s->spec, &e);

	if (!c)
		fail_msg("case %" PRId64 ": %s", s->number, e.msg);
	return c;
}

static void situation_make(struct situation *s, int64_t number)
{
	arena_reset(arena);
	*s = (struct situation){ .number = number };
	s->random = (uint64_t)seed * UINT64_C(1000003) + (uint64_t)number;
	/* Every zone comes round. */
	s->spec.zone = zones_at(number);
	s->a = random_instant(s);
	s->b = s->a +
	       below(s, below(s, 40) ? 2 * DAY_SECONDS : 2 * WEEK_SECONDS);
	random_week(s);
	random_exceptions(s);
	s->cal = compile(s);
}

#define CHECK(s, condition)                                                    \
	do {                                                                   \
		if (!(condition))                                              \
			fail_msg("seed %" PRId64 ", case %" PRId64             \
				 ", %s, a=%" PRId64 " b=%" PRId64              \
				 ": not " #condition,                          \
				 seed, (s)->number, (s)->spec.zone->name,      \
				 (s)->a, (s)->b);                              \
	} while (0)

/* ---- Laws ---------------------------------------------------------------- */

static void check_add_and_sub(struct situation *s, seconds d)
{
	const struct calendar *c = s->cal;
	instant t, u, v;

	if (calendar_add(c, s->a, d, &t) == CALENDAR_OK) {
		CHECK(s, calendar_work(c, s->a, t) == d);
		CHECK(s, calendar_open(c, t - 1));
		CHECK(s, t - s->a >= d);
		if (calendar_add(c, s->a, d + 1, &u) == CALENDAR_OK)
			CHECK(s, u > t);
		if (calendar_add(c, s->b, d, &v) == CALENDAR_OK)
			CHECK(s, v >= t);
	}
	if (calendar_sub(c, s->b, d, &t) == CALENDAR_OK) {
		CHECK(s, calendar_work(c, t, s->b) == d);
		CHECK(s, calendar_open(c, t));
	}
}

static void test_work_add_and_sub_belong_together(void **state)
{
	struct situation s;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		instant far;
		seconds w;

		situation_make(&s, i);
		far = random_instant(&s);
		if (far < s.b)
			far = s.b;
		w = calendar_work(s.cal, s.a, s.b);
		CHECK(&s, w >= 0 && w <= s.b - s.a);
		CHECK(&s, w + calendar_work(s.cal, s.b, far) ==
				  calendar_work(s.cal, s.a, far));
		CHECK(&s, calendar_work(s.cal, s.b, s.a) == 0);
		check_add_and_sub(&s, 1 + below(&s, 3 * DAY_SECONDS));
		check_add_and_sub(&s, 1 + below(&s, 1000 * DAY_SECONDS));
	}
}

static void test_round_the_clock_is_plain_subtraction_everywhere(void **state)
{
	static const struct calendar_window all[] = {
		{ 0, 0, 1440 }, { 1, 0, 1440 }, { 2, 0, 1440 }, { 3, 0, 1440 },
		{ 4, 0, 1440 }, { 5, 0, 1440 }, { 6, 0, 1440 },
	};
	struct situation s;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		struct calendar_iter it;
		struct calendar_span span;
		instant t;

		situation_make(&s, i);
		s.spec = (struct calendar_spec){ .zone = s.spec.zone,
						 .windows = all,
						 .nwindows = COUNT_OF(all) };
		s.cal = compile(&s);
		s.b = random_instant(&s);
		CHECK(&s, calendar_work(s.cal, s.a, s.b) ==
				  (s.b > s.a ? s.b - s.a : 0));
		if (s.b <= s.a || s.b - s.a > LIMIT_HORIZON_SECONDS)
			continue;
		CHECK(&s, !calendar_add(s.cal, s.a, s.b - s.a, &t) && t == s.b);
		CHECK(&s, !calendar_sub(s.cal, s.b, s.b - s.a, &t) && t == s.a);
		it = (struct calendar_iter){ s.cal, s.a, s.b };
		CHECK(&s, calendar_iter_next(&it, &span) && span.from == s.a &&
				  span.until == s.b);
	}
}

static void test_a_window_more_is_never_later(void **state)
{
	struct situation s;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		struct calendar_window *w;
		const struct calendar *more;
		seconds d;
		instant t, u = 0;

		situation_make(&s, i);
		d = 1 + below(&s, 5 * DAY_SECONDS);
		w = &s.windows[s.spec.nwindows++];
		w->weekday = (int32_t)below(&s, 7);
		random_window(&s, &w->from_min, &w->to_min);
		more = compile(&s);
		if (calendar_add(s.cal, s.a, d, &t))
			continue;
		CHECK(&s, !calendar_add(more, s.a, d, &u));
		CHECK(&s, u <= t);
	}
}

static void test_a_closure_more_is_never_earlier(void **state)
{
	struct situation s;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		const struct calendar *less;
		seconds d;
		instant t = 0, u;

		situation_make(&s, i);
		d = 1 + below(&s, 5 * DAY_SECONDS);
		random_closure(&s, &s.closures[s.spec.nclosures++]);
		less = compile(&s);
		if (calendar_add(less, s.a, d, &u))
			continue;
		CHECK(&s, !calendar_add(s.cal, s.a, d, &t));
		CHECK(&s, u >= t);
	}
}

/* Pauses that lie in the first closed stretches after the start. */
static size_t closed_pauses(struct situation *s, struct duration_pause *p,
			    size_t max)
{
	instant at = s->a, closed, open;
	size_t n = 0;

	while (n < max) {
		closed = calendar_next_closed(s->cal, at,
					      s->a + 30 * DAY_SECONDS);
		if (closed >= s->a + 30 * DAY_SECONDS ||
		    calendar_next_open(s->cal, closed, &open) ||
		    open - closed < 2)
			break;
		p[n].from = closed + below(s, (open - closed) / 2);
		p[n].until = p[n].from + 1 + below(s, open - p[n].from);
		n++;
		at = open;
	}
	return n;
}

static void test_a_pause_in_closed_time_changes_nothing(void **state)
{
	struct situation s;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		struct duration_pause p[4];
		seconds d;
		instant t = 0, u = 0;
		size_t n;

		situation_make(&s, i);
		n = closed_pauses(&s, p, COUNT_OF(p));
		d = 1 + below(&s, 5 * DAY_SECONDS);
		CHECK(&s, duration_merge(p, n) == n);
		CHECK(&s, duration_elapsed(s.cal, p, n, s.a, s.b) ==
				  calendar_work(s.cal, s.a, s.b));
		if (calendar_add(s.cal, s.a, d, &t))
			continue;
		CHECK(&s,
		      duration_due(s.cal, p, n, s.a, d, &u) == DURATION_DUE);
		CHECK(&s, t == u);
	}
}

/* ---- Against the oracle -------------------------------------------------- */

static void check_open(struct situation *s)
{
	for (int i = 0; i < 8; i++) {
		instant u = s->a + below(s, WEEK_SECONDS);

		CHECK(s, calendar_open(s->cal, u) == oracle_open(&s->spec, u));
	}
}

/* An instant of [a, b] at which a window or an offset may well end. */
static instant edge(struct situation *s)
{
	const struct zone *z = s->spec.zone;
	size_t i = zone_span_at(z, s->b);
	instant u = s->a + below(s, s->b - s->a + 1);

	if (z->spans[i].from > s->a && below(s, 2))
		return z->spans[i].from;
	u -= (u + z->spans[i].offset) % 1800;
	return u > s->a && u <= s->b ? u : s->b;
}

static void check_reach(struct situation *s, seconds work)
{
	instant u = edge(s), t = 0;
	seconds d = 1 + below(s, work);

	/* Being late by one window is likeliest where one just ends. */
	if (below(s, 2) && calendar_work(s->cal, s->a, u) > 0)
		d = calendar_work(s->cal, s->a, u);
	CHECK(s, !calendar_add(s->cal, s->a, d, &t));
	CHECK(s, t == oracle_add(&s->spec, s->a, d, s->b - s->a));
	d = 1 + below(s, work);
	if (below(s, 2) && calendar_work(s->cal, u, s->b) > 0)
		d = calendar_work(s->cal, u, s->b);
	CHECK(s, !calendar_sub(s->cal, s->b, d, &t));
	CHECK(s, t == oracle_sub(&s->spec, s->b, d, s->b - s->a));
}

static void check_spans(struct situation *s, seconds work)
{
	struct calendar_iter it = { s->cal, s->a, s->b };
	struct calendar_span span;
	instant last = s->a - 1;

	while (calendar_iter_next(&it, &span)) {
		CHECK(s, span.from > last && span.from < span.until);
		CHECK(s, oracle_open(&s->spec, span.from));
		CHECK(s, oracle_open(&s->spec, span.until - 1));
		CHECK(s,
		      span.until == s->b || !oracle_open(&s->spec, span.until));
		CHECK(s, span.from == s->a ||
				 !oracle_open(&s->spec, span.from - 1));
		work -= span.until - span.from;
		last = span.until;
	}
	CHECK(s, work == 0 && last <= s->b);
}

static void test_the_oracle_agrees(void **state)
{
	struct situation s;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		seconds work;

		situation_make(&s, i);
		work = calendar_work(s.cal, s.a, s.b);
		CHECK(&s, work == oracle_work(&s.spec, s.a, s.b));
		check_open(&s);
		check_spans(&s, work);
		if (work > 0)
			check_reach(&s, work);
	}
}

/* ---- All of them --------------------------------------------------------- */

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	print_message("# %zu zones, DUEDESK_TEST_SEED=%" PRId64
		      " DUEDESK_TEST_CASES=%" PRId64 "\n",
		      zones_count(), seed, cases);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static int64_t environment(const char *name, int64_t fallback)
{
	const char *text = getenv(name);
	int64_t n;

	return text && str_to_i64(text, 0, INT64_MAX, &n) ? n : fallback;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_work_add_and_sub_belong_together),
		cmocka_unit_test(
			test_round_the_clock_is_plain_subtraction_everywhere),
		cmocka_unit_test(test_a_window_more_is_never_later),
		cmocka_unit_test(test_a_closure_more_is_never_earlier),
		cmocka_unit_test(test_a_pause_in_closed_time_changes_nothing),
		cmocka_unit_test(test_the_oracle_agrees),
	};

	seed = environment("DUEDESK_TEST_SEED",
			   clock_monotonic_ns() % 1000000000);
	cases = environment("DUEDESK_TEST_CASES", 10000);
	return cmocka_run_group_tests(tests, setup, teardown);
}
