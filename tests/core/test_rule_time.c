/*
 * What time alone changes in what rules say: the next turn, held against every
 * second and every hour asked one by one.
 */
#include "core/asked.h"

#include "base/zone.h"
#include "core/chance.h"

/* clang-format off */
static const struct {
	const char *what;
	instant next;
	struct rule_condition c;
} times[] = {
	{ "created within the last: until it is over", NOW + HOUR + 1, { .field = RULE_CREATED, .op = RULE_WITHIN_LAST, .number = 3 * HOUR } },
	{ "the opposite: the same", NOW + HOUR + 1, { .field = RULE_CREATED, .op = RULE_NOT_WITHIN_LAST, .number = 3 * HOUR } },
	{ "it is over", INSTANT_NONE, { .field = RULE_CREATED, .op = RULE_WITHIN_LAST, .number = HOUR } },
	{ "now, and then no more", NOW + 1, { .field = RULE_CHANGED, .op = RULE_WITHIN_NEXT, .number = HOUR } },
	{ "a date between two others does not move", INSTANT_NONE, { .field = RULE_CREATED, .op = RULE_LESS, .number = NOW } },
	{ "none: never", INSTANT_NONE, { .field = RULE_DELETED, .op = RULE_WITHIN_LAST, .number = HOUR } },
	{ "days: when one begins", (DAY + 2) * DAY_SECONDS, { CUSTOM(DAY_FIELD, RULE_DAY, RULE_WITHIN_NEXT), .number = 1 } },
	{ "three days after it", (DAY + 7) * DAY_SECONDS, { CUSTOM(DAY_FIELD, RULE_DAY, RULE_LONGER_AGO), .number = 3 } },
	{ "its status will not have changed for so long", NOW + HOUR + 1, { .field = RULE_STATUS_SINCE, .op = RULE_LONGER_AGO, .number = 2 * HOUR } },
	{ "overdue from the second after on", NOW + HOUR + 1, { .field = RULE_DUE, .metric = 1 + METRIC_FIRST_RESOLVE, .op = RULE_LONGER_AGO, .number = 0 } },
	{ "due in less than an hour: until it is overdue", NOW + HOUR + 1, { .field = RULE_DUE, .metric = 1 + METRIC_FIRST_RESOLVE, .op = RULE_WITHIN_NEXT, .number = 2 * HOUR } },
	{ "nothing runs: never", INSTANT_NONE, { .field = RULE_DUE, .metric = 1 + METRIC_NEXT_ANSWER, .op = RULE_WITHIN_NEXT, .number = HOUR } },
	{ "words do not change", INSTANT_NONE, { .field = RULE_SUBJECT, .op = RULE_IS, WORDS("x") } },
};
/* clang-format on */

static void test_what_time_changes(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(times); i++) {
		struct rules *r = asked_one(&times[i].c);
		struct rule_look *look = rule_look_at(asked_arena, &asked_full);

		check_i64(times[i].what, rules_next(r, 0, look), times[i].next);
		rules_free(r);
	}
}

/* The instant before it is as now, the instant itself is not: by asking. */
static void test_time_changes_it_then(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(times); i++) {
		struct rule_facts f = asked_full;
		bool now = asked_holds(&times[i].c, &f);

		if (times[i].c.field == RULE_CUSTOM)
			continue;
		f.now = times[i].next == INSTANT_NONE ? NOW + 99 * HOUR
						      : times[i].next - 1;
		check_bool(times[i].what, asked_holds(&times[i].c, &f), now);
		f.now = times[i].next;
		if (f.now != INSTANT_NONE)
			check_bool(times[i].what, asked_holds(&times[i].c, &f),
				   !now);
	}
}

/* ---- Against every second -------------------------------------------------
 */

#define SECONDS 90

/* So that much happens in a minute and a half: around now, or nowhere. */
static instant some_instant(void)
{
	return chance_below(6) == 0 ? INSTANT_NONE
				    : NOW - 40 + chance_below(100);
}

static void draw_condition(struct rule_condition *c)
{
	static const enum rule_field fields[] = { RULE_CREATED, RULE_CHANGED,
						  RULE_STATUS_SINCE, RULE_DUE };
	static const int64_t open[] = { STATUS_OPEN };

	*c = (struct rule_condition){ 0 };
	if (chance_below(6) == 0) {
		c->field = RULE_STATUS;
		c->op = chance_below(3) == 0 ? RULE_IS_NOT : RULE_IS;
		c->ids = open;
		c->nids = 1;
		return;
	}
	c->field = fields[chance_below(COUNT_OF(fields))];
	if (c->field == RULE_DUE)
		c->metric = (int)chance_below(3);
	c->op = (enum rule_op)(RULE_LESS + chance_below(RULE_OP_N - RULE_LESS));
	c->number = c->op < RULE_WITHIN_LAST ? NOW + chance_below(60) - 30
					     : chance_below(50);
}

static void draw_facts(struct rule_facts *f)
{
	*f = asked_full;
	f->created = some_instant();
	f->changed = some_instant();
	f->status_since = some_instant();
	f->due = some_instant();
	f->dues[METRIC_FIRST_ANSWER] = some_instant();
	f->dues[METRIC_NEXT_ANSWER] = some_instant();
}

/* The first second at which it is another, asked one by one. */
static instant next_by_asking(const struct rules *r, const struct rule_facts *f)
{
	enum rule_outcome now = rules_ask(r, 0, rule_look_at(asked_arena, f));

	for (int s = 1; s <= SECONDS + 60; s++) {
		struct rule_facts later = *f;

		later.now += s;
		if (rules_ask(r, 0, rule_look_at(asked_arena, &later)) != now)
			return later.now;
	}
	return INSTANT_NONE;
}

/* As if it were later: what facts of then say. */
static void check_after(const struct rules *r, const struct rule_facts *f,
			struct rule_look *look)
{
	struct rule_facts later = *f;
	instant next;

	later.now += chance_below(60);
	next = rules_next_after(r, 0, look, later.now);
	assert_int_equal(next,
			 rules_next(r, 0, rule_look_at(asked_arena, &later)));
	assert_int_equal(next, next_by_asking(r, &later));
}

static void test_the_next_turn_is_that_of_every_second_asked(void **state)
{
	int turns = 0, never = 0;

	(void)state;
	(void)chance_begin();
	for (int i = 0; i < 4000; i++) {
		struct rule_condition c[3][3];
		struct rule_group g[3];
		struct rule rule = { .active = true, .groups = g };
		struct rule_facts f;
		struct rule_look *look;
		struct rules *r;
		instant next, asked;

		arena_reset(asked_arena);
		draw_facts(&f);
		rule.ngroups = (size_t)chance_below(4);
		for (size_t k = 0; k < rule.ngroups; k++) {
			g[k] = (struct rule_group){
				c[k], 1 + (size_t)chance_below(3)
			};
			for (size_t j = 0; j < g[k].n; j++)
				draw_condition(&c[k][j]);
		}
		r = asked_rules(&rule, 1);
		look = rule_look_at(asked_arena, &f);
		next = rules_next(r, 0, look);
		asked = next_by_asking(r, &f);
		if (next != asked)
			fail_msg("case %d: %" PRId64 ", by asking %" PRId64, i,
				 next, asked);
		check_after(r, &f, look);
		/* The look is as it was. */
		assert_int_equal(
			rules_ask(r, 0, look),
			rules_ask(r, 0, rule_look_at(asked_arena, &f)));
		turns += next != INSTANT_NONE;
		never += next == INSTANT_NONE;
		rules_free(r);
	}
	assert_true(turns > 500 && never > 500);
}

static void test_days_stand_still_where_the_desk_has_no_zone(void **state)
{
	const struct rule_condition c = {
		CUSTOM(DAY_FIELD, RULE_DAY, RULE_WITHIN_NEXT), .number = 1
	};
	struct rule_facts f = asked_full;
	struct rules *r = asked_one(&c);
	struct rule_look *look;

	(void)state;
	f.zone = NULL;
	look = rule_look_at(asked_arena, &f);
	assert_int_equal(rules_next(r, 0, look), INSTANT_NONE);
	assert_int_equal(rules_next_after(r, 0, look, NOW + 9 * HOUR),
			 INSTANT_NONE);
	rules_free(r);
}

/* Hour by hour, where a day has 23 of them, and another 25. */
static void test_days_turn_when_the_desk_has_midnight(void **state)
{
	const struct zone *zone;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(zone_find("Europe/Berlin", &zone, &e), ERR_NONE);
	for (int i = 0; i < 400; i++) {
		static const enum rule_op ops[] = { RULE_WITHIN_LAST,
						    RULE_WITHIN_NEXT,
						    RULE_LONGER_AGO };
		const struct rule_condition c = {
			CUSTOM(DAY_FIELD, RULE_DAY,
			       ops[chance_below(3)] +
				       (enum rule_op)chance_below(2)),
			.number = chance_below(4)
		};
		/* The days around the 29th of March and 25th of October. */
		struct rule_custom day = { .field = DAY_FIELD,
					   .number = (i % 2 ? 20541 : 20751) +
						     chance_below(5) - 2 };
		struct rule_facts f = asked_full;
		struct rules *r = asked_one(&c);
		instant next, at;
		bool now;

		arena_reset(asked_arena);
		f.zone = zone;
		f.custom = &day;
		f.ncustom = 1;
		f.now = (i % 2 ? 20541 : 20751) * DAY_SECONDS +
			HOUR * (chance_below(96) - 48);
		f.today = (f.now + zone_offset(zone, f.now)) / DAY_SECONDS;
		next = rules_next(r, 0, rule_look_at(asked_arena, &f));
		now = rules_ask(r, 0, rule_look_at(asked_arena, &f)) ==
		      RULE_HOLDS;
		for (at = f.now + HOUR; at < f.now + 300 * HOUR; at += HOUR) {
			struct rule_facts g = f;

			g.now = at;
			g.today = (at + zone_offset(zone, at)) / DAY_SECONDS;
			if ((rules_ask(r, 0, rule_look_at(asked_arena, &g)) ==
			     RULE_HOLDS) != now)
				break;
		}
		assert_int_equal(next,
				 at < f.now + 300 * HOUR ? at : INSTANT_NONE);
		rules_free(r);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("what time changes", test_what_time_changes),
		TEST("time changes it then", test_time_changes_it_then),
		TEST("the next turn is that of every second asked",
		     test_the_next_turn_is_that_of_every_second_asked),
		TEST("days stand still where the desk has no zone",
		     test_days_stand_still_where_the_desk_has_no_zone),
		TEST("days turn when the desk has midnight",
		     test_days_turn_when_the_desk_has_midnight),
	};

	return cmocka_run_group_tests(tests, asked_setup, asked_teardown);
}
