/*
 * What rules ask: each field, each operator, its opposite, groups, what cannot
 * be evaluated, and what time alone changes.
 */
#include "support/test.h"

#include "base/arena.h"
#include "base/limits.h"
#include "base/zone.h"
#include "core/chance.h"
#include "core/rule.h"

#define NOW INT64_C(1790000000)
#define DAY INT64_C(20717)
#define HOUR 3600
#define TEXT(s)                                                                \
	{                                                                      \
		s, sizeof(s) - 1                                               \
	}
#define CUSTOM(f, t, o)                                                        \
	.field = RULE_CUSTOM, .custom = (f), .type = (t), .op = (o)
#define IDS(...)                                                               \
	.ids = (const int64_t[]){ __VA_ARGS__ },                               \
	.nids = COUNT_OF(((const int64_t[]){ __VA_ARGS__ }))
#define WORDS(...)                                                             \
	.texts = (const char *const[]){ __VA_ARGS__ },                         \
	.ntexts = COUNT_OF(((const char *const[]){ __VA_ARGS__ }))

enum {
	WORDS_FIELD = 1,
	COUNT_FIELD,
	DAY_FIELD,
	CHOICE_FIELD,
	CHOICES_FIELD,
	FLAG_FIELD,
	ABSENT_FIELD
};

static struct arena *arena;

static const struct zone_span spans[] = { { INT64_MIN, 0 } };
static const struct zone utc = { "UTC", spans, 1 };

static const int64_t tags[] = { 7, 8, 9 };
static const int64_t groups[] = { 3 };
static const int64_t choices[] = { 41, 42 };
static const struct rule_custom custom[] = {
	{ .field = WORDS_FIELD, .text = TEXT("Pump Nº 7") },
	{ .field = COUNT_FIELD, .number = 0 },
	{ .field = DAY_FIELD, .number = DAY + 3 },
	{ .field = CHOICE_FIELD, .number = 40 },
	{ .field = CHOICES_FIELD, .ids = choices, .nids = 2 },
	{ .field = FLAG_FIELD, .number = 1 },
};
static const struct rule_facts full = {
	.now = NOW,
	.today = DAY,
	.zone = &utc,
	.source = SOURCE_MAIL,
	.status = STATUS_OPEN,
	.priority = PRIORITY_HIGH,
	.created = NOW - 2 * HOUR,
	.changed = NOW,
	.deleted = INSTANT_NONE,
	.status_since = NOW - HOUR,
	.due = NOW - 60,
	.dues = { [METRIC_FIRST_ANSWER] = NOW - 60,
		  [METRIC_NEXT_ANSWER] = INSTANT_NONE,
		  [METRIC_FIRST_RESOLVE] = NOW + HOUR },
	.subject = TEXT("Größe der LIEFERUNG"),
	.message = TEXT("The printer burns. Ticket #4711, please help!"),
	.referrer = TEXT("https://shop.example/cart?x=1"),
	.language = TEXT("de"),
	.message_by = RULE_BY_CUSTOMER,
	.agent = PRESENCE_PAUSED,
	.department = { 5 },
	.assignee = { 11 },
	.requester = { 12 },
	.company = { 13 },
	.level = 2,
	.invited = true,
	.tags = tags,
	.groups = groups,
	.ntags = 3,
	.ngroups = 1,
	.custom = custom,
	.ncustom = COUNT_OF(custom),
};
static const struct rule_facts bare = {
	.now = NOW,
	.today = DAY,
	.zone = &utc,
	.status = STATUS_NEW,
	.priority = PRIORITY_NORMAL,
	.created = NOW,
	.status_since = NOW,
	.due = INSTANT_NONE,
	.dues = { [METRIC_FIRST_ANSWER] = INSTANT_NONE,
		  [METRIC_NEXT_ANSWER] = INSTANT_NONE,
		  [METRIC_FIRST_RESOLVE] = INSTANT_NONE },
	.changed = NOW,
	.deleted = INSTANT_NONE,
	.department = { 5 },
	.requester = { 12 },
};

/* clang-format off */
static const struct {
	const char *what;
	bool full, bare;
	struct rule_condition c;
} cases[] = {
	{ "source is mail", true, false, { .field = RULE_SOURCE, .op = RULE_IS, IDS(SOURCE_MAIL) } },
	{ "a form is a source", false, true, { .field = RULE_SOURCE, .op = RULE_IS, IDS(SOURCE_FORM) } },
	{ "a source is never missing", false, false, { .field = RULE_SOURCE, .op = RULE_IS_EMPTY } },
	{ "nor is New no status", false, false, { .field = RULE_STATUS, .op = RULE_IS_EMPTY } },
	{ "status is one of", true, true, { .field = RULE_STATUS, .op = RULE_IS_ONE_OF, IDS(STATUS_OPEN, STATUS_NEW, STATUS_OPEN) } },
	{ "priority is Urgent", false, false, { .field = RULE_PRIORITY, .op = RULE_IS, IDS(PRIORITY_URGENT) } },
	{ "department", true, true, { .field = RULE_DEPARTMENT, .op = RULE_IS, IDS(5) } },
	{ "assigned to Nobody", false, true, { .field = RULE_ASSIGNEE, .op = RULE_IS_EMPTY } },
	{ "assigned to one of two or Nobody", true, true, { .field = RULE_ASSIGNEE, .op = RULE_IS_ONE_OF, IDS(11, 0) } },
	{ "agent paused", true, false, { .field = RULE_AGENT_STATUS, .op = RULE_IS, IDS(PRESENCE_PAUSED) } },
	{ "level", true, false, { .field = RULE_LEVEL, .op = RULE_IS, IDS(2) } },
	{ "no level", false, true, { .field = RULE_LEVEL, .op = RULE_IS_EMPTY } },
	{ "requester", true, true, { .field = RULE_REQUESTER, .op = RULE_IS, IDS(12) } },
	{ "company", true, false, { .field = RULE_COMPANY, .op = RULE_IS_ONE_OF, IDS(1, 13) } },
	{ "the customer spoke last", true, false, { .field = RULE_MESSAGE_BY, .op = RULE_IS, IDS(RULE_BY_CUSTOMER) } },
	{ "invited", true, false, { .field = RULE_INVITED, .op = RULE_IS, .number = 1 } },
	{ "any of some tags", true, false, { .field = RULE_TAGS, .op = RULE_CONTAINS, IDS(1, 9) } },
	{ "none of others", false, false, { .field = RULE_TAGS, .op = RULE_CONTAINS, IDS(1, 2) } },
	{ "all of some tags", true, false, { .field = RULE_TAGS, .op = RULE_CONTAINS_ALL, IDS(9, 7) } },
	{ "not all", false, false, { .field = RULE_TAGS, .op = RULE_CONTAINS_ALL, IDS(9, 1) } },
	{ "no tags", false, true, { .field = RULE_TAGS, .op = RULE_IS_EMPTY } },
	{ "groups", true, false, { .field = RULE_GROUPS, .op = RULE_CONTAINS, IDS(3) } },
	{ "subject, of either case", true, false, { .field = RULE_SUBJECT, .op = RULE_CONTAINS, WORDS("GRÖSSE", "lieferung") } },
	{ "all words", true, false, { .field = RULE_SUBJECT, .op = RULE_CONTAINS_ALL, WORDS("lieferung", "GRÖßE") } },
	{ "not all words", false, false, { .field = RULE_SUBJECT, .op = RULE_CONTAINS_ALL, WORDS("lieferung", "heute") } },
	{ "subject is", true, false, { .field = RULE_SUBJECT, .op = RULE_IS, WORDS("größe der lieferung") } },
	{ "and not a part", false, false, { .field = RULE_SUBJECT, .op = RULE_IS, WORDS("größe der") } },
	{ "nor as long as", false, false, { .field = RULE_SUBJECT, .op = RULE_IS, WORDS("größe der lieferunx") } },
	{ "language is one of", true, false, { .field = RULE_LANGUAGE, .op = RULE_IS_ONE_OF, WORDS("en", "DE") } },
	{ "starts", true, false, { .field = RULE_REFERRER, .op = RULE_STARTS, WORDS("HTTPS://") } },
	{ "does not start", false, false, { .field = RULE_REFERRER, .op = RULE_STARTS, WORDS("shop") } },
	{ "ends", true, false, { .field = RULE_MESSAGE, .op = RULE_ENDS, WORDS("HELP!") } },
	{ "does not end", false, false, { .field = RULE_MESSAGE, .op = RULE_ENDS, WORDS("help") } },
	{ "longer than the text", false, false, { .field = RULE_LANGUAGE, .op = RULE_CONTAINS, WORDS("deutsch") } },
	{ "matches", true, false, { .field = RULE_MESSAGE, .op = RULE_MATCHES, WORDS("ticket #\\d{4}\\b") } },
	{ "with case", false, false, { .field = RULE_MESSAGE, .op = RULE_MATCHES, WORDS("(?-i)ticket #") } },
	{ "nothing matches nothing", false, true, { .field = RULE_MESSAGE, .op = RULE_MATCHES, WORDS("^$") } },
	{ "no words", false, true, { .field = RULE_MESSAGE, .op = RULE_IS_EMPTY } },
	{ "created before", true, false, { .field = RULE_CREATED, .op = RULE_LESS, .number = NOW } },
	{ "created after", false, true, { .field = RULE_CREATED, .op = RULE_GREATER, .number = NOW - HOUR } },
	{ "within the last two hours, the ends too", true, true, { .field = RULE_CREATED, .op = RULE_WITHIN_LAST, .number = 2 * HOUR } },
	{ "within a second less", false, true, { .field = RULE_CREATED, .op = RULE_WITHIN_LAST, .number = 2 * HOUR - 1 } },
	{ "changed within the next", true, true, { .field = RULE_CHANGED, .op = RULE_WITHIN_NEXT, .number = 0 } },
	{ "created within the next", false, true, { .field = RULE_CREATED, .op = RULE_WITHIN_NEXT, .number = HOUR } },
	{ "not deleted", true, true, { .field = RULE_DELETED, .op = RULE_IS_EMPTY } },
	{ "what was not deleted, was so at no time", false, false, { .field = RULE_DELETED, .op = RULE_LESS, .number = NOW } },
	{ "its status has not changed for 59 minutes", true, false, { .field = RULE_STATUS_SINCE, .op = RULE_LONGER_AGO, .number = 59 * 60 } },
	{ "just an hour ago is not longer ago", false, false, { .field = RULE_STATUS_SINCE, .op = RULE_LONGER_AGO, .number = HOUR } },
	{ "overdue", true, false, { .field = RULE_DUE, .op = RULE_LONGER_AGO, .number = 0 } },
	{ "overdue for less", false, false, { .field = RULE_DUE, .op = RULE_LONGER_AGO, .number = 60 } },
	{ "what is overdue is not due soon", false, false, { .field = RULE_DUE, .op = RULE_WITHIN_NEXT, .number = HOUR } },
	{ "another metric is", true, false, { .field = RULE_DUE, .metric = 1 + METRIC_FIRST_RESOLVE, .op = RULE_WITHIN_NEXT, .number = HOUR } },
	{ "one that does not run is not overdue", false, false, { .field = RULE_DUE, .metric = 1 + METRIC_NEXT_ANSWER, .op = RULE_LONGER_AGO, .number = 0 } },
	{ "... it is not there", true, true, { .field = RULE_DUE, .metric = 1 + METRIC_NEXT_ANSWER, .op = RULE_IS_EMPTY } },
	{ "a day that is longer ago", false, false, { CUSTOM(DAY_FIELD, RULE_DAY, RULE_LONGER_AGO), .number = 0 } },
	{ "words of its own", true, false, { CUSTOM(WORDS_FIELD, RULE_TEXT, RULE_CONTAINS), WORDS("pump") } },
	{ "a number", true, false, { CUSTOM(COUNT_FIELD, RULE_NUMBER, RULE_IS), .number = 0 } },
	{ "less", true, false, { CUSTOM(COUNT_FIELD, RULE_NUMBER, RULE_LESS), .number = 1 } },
	{ "0 is a number", false, true, { CUSTOM(COUNT_FIELD, RULE_NUMBER, RULE_IS_EMPTY) } },
	{ "another number", false, false, { CUSTOM(COUNT_FIELD, RULE_NUMBER, RULE_IS), .number = 7 } },
	{ "none is no 0", false, false, { CUSTOM(ABSENT_FIELD, RULE_NUMBER, RULE_IS), .number = 0 } },
	{ "a day", true, false, { CUSTOM(DAY_FIELD, RULE_DAY, RULE_IS), .number = DAY + 3 } },
	{ "in the next three days", true, false, { CUSTOM(DAY_FIELD, RULE_DAY, RULE_WITHIN_NEXT), .number = 3 } },
	{ "in the next two", false, false, { CUSTOM(DAY_FIELD, RULE_DAY, RULE_WITHIN_NEXT), .number = 2 } },
	{ "in the last", false, false, { CUSTOM(DAY_FIELD, RULE_DAY, RULE_WITHIN_LAST), .number = 9 } },
	{ "a choice", true, false, { CUSTOM(CHOICE_FIELD, RULE_ONE, RULE_IS_ONE_OF), IDS(40, 39) } },
	{ "no choice", false, true, { CUSTOM(CHOICE_FIELD, RULE_ONE, RULE_IS_EMPTY) } },
	{ "choices", true, false, { CUSTOM(CHOICES_FIELD, RULE_MANY, RULE_CONTAINS_ALL), IDS(42, 41) } },
	{ "a flag", true, false, { CUSTOM(FLAG_FIELD, RULE_FLAG, RULE_IS), .number = 1 } },
	{ "a flag that was never set is off", true, true, { CUSTOM(ABSENT_FIELD, RULE_FLAG, RULE_IS), .number = 0 } },
};
/* clang-format on */

static struct rules *compile(const struct rule *v, size_t n)
{
	struct rule_place bad;
	struct rules *r;
	struct err e = { 0 };

	if (rules_new(v, n, &r, &bad, &e))
		fail_msg("%s", e.msg);
	return r;
}

static struct rules *compile_one(const struct rule_condition *c)
{
	struct rule_group g = { c, 1 };
	struct rule rule = { .active = true, .groups = &g, .ngroups = 1 };

	return compile(&rule, 1);
}

static bool holds(const struct rule_condition *c, const struct rule_facts *f)
{
	struct rules *r = compile_one(c);
	enum rule_outcome o = rules_ask(r, 0, rule_look_at(arena, f));

	rules_free(r);
	assert_true(o == RULE_HOLDS || o == RULE_FAILS);
	return o == RULE_HOLDS;
}

static void test_each_condition_and_its_opposite(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct rule_condition c = cases[i].c;

		check_bool(cases[i].what, holds(&c, &full), cases[i].full);
		check_bool(cases[i].what, holds(&c, &bare), cases[i].bare);
		c.op++;
		check_bool(cases[i].what, holds(&c, &full), !cases[i].full);
		check_bool(cases[i].what, holds(&c, &bare), !cases[i].bare);
	}
}

/* Each field, with each operator that fits it, stands in the table above. */
static void test_the_table_leaves_nothing_out(void **state)
{
	bool seen[RULE_TYPE_N][RULE_OP_N] = { 0 }, fields[RULE_FIELD_N] = { 0 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const struct rule_condition *c = &cases[i].c;

		fields[c->field] = true;
		seen[rule_type_of(c)][c->op] = true;
	}
	for (int f = 0; f < RULE_FIELD_N; f++)
		if (!fields[f])
			fail_msg("field %d", f);
	for (int op = 0; op < RULE_OP_N; op += 2)
		for (int t = 0; t < RULE_TYPE_N; t++) {
			bool fits = rule_op_fits(t, op);

			assert_true(fits == rule_op_fits(t, op + 1));
			/* Instants, days and numbers are asked alike. */
			if (fits && !seen[t][op] && t != RULE_DAY &&
			    t != RULE_NUMBER)
				fail_msg("type %d, operator %d", t, op);
		}
}

/* ---- Groups ----------------------------------------------------------------
 */

static const struct rule_condition yes = { .field = RULE_LEVEL,
					   .op = RULE_IS,
					   IDS(2) };
static const struct rule_condition no = { .field = RULE_LEVEL,
					  .op = RULE_IS,
					  IDS(3) };

static void test_groups(void **state)
{
	const struct rule_condition both[2] = { yes, no };
	const struct rule_condition gone = { .field = RULE_TAGS,
					     .op = RULE_CONTAINS,
					     .invalid = "its tag was deleted" };
	const struct rule_condition mixed[2] = { yes, gone };
	const struct rule_group none = { NULL, 0 };
	const struct rule_group first[2] = { { both, 2 }, { &yes, 1 } };
	const struct rule_group fails[2] = { { &no, 1 }, { both, 2 } };
	const struct rule_group invalid[2] = { { &yes, 1 }, { mixed, 2 } };
	const struct rule v[] = {
		{ .active = true },
		{ .active = true, .groups = &none, .ngroups = 1 },
		{ .active = true, .groups = first, .ngroups = 2 },
		{ .active = true, .groups = fails, .ngroups = 2 },
		{ .active = true, .groups = invalid, .ngroups = 2 },
		{ .active = false, .groups = first, .ngroups = 2 },
	};
	struct rules *r = compile(v, COUNT_OF(v));
	struct rule_look *look = rule_look_at(arena, &full);

	(void)state;
	assert_int_equal(rules_count(r), COUNT_OF(v));
	assert_int_equal(rules_ask(r, 0, look), RULE_HOLDS);
	assert_int_equal(rules_ask(r, 1, look), RULE_HOLDS);
	assert_int_equal(rules_ask(r, 2, look), RULE_HOLDS);
	assert_int_equal(rules_ask(r, 3, look), RULE_FAILS);
	assert_int_equal(rules_failed(r, 3, 0, look), 0);
	assert_int_equal(rules_failed(r, 3, 1, look), 1);
	assert_int_equal(rules_ask(r, 4, look), RULE_INVALID);
	assert_int_equal(rules_failed(r, 4, 0, look), -1);
	assert_int_equal(rules_failed(r, 4, 1, look), 1);
	assert_int_equal(rules_next(r, 4, look), INSTANT_NONE);
	assert_int_equal(rules_next_after(r, 4, look, NOW), INSTANT_NONE);
	assert_int_equal(rules_ask(r, 5, look), RULE_OFF);
	assert_int_equal(rules_next(r, 5, look), INSTANT_NONE);
	assert_int_equal(rules_next_after(r, 5, look, NOW), INSTANT_NONE);
	rules_free(r);
	rules_free(NULL);
}

/* The same words are asked about twice, others in between. */
static void test_words_are_asked_about_more_than_once(void **state)
{
	const struct rule_condition c[] = {
		{ .field = RULE_SUBJECT, .op = RULE_CONTAINS, WORDS("größe") },
		{ .field = RULE_MESSAGE, .op = RULE_CONTAINS, WORDS("burns") },
		{ .field = RULE_SUBJECT, .op = RULE_ENDS, WORDS("lieferung") },
	};
	const struct rule_group g = { c, COUNT_OF(c) };
	const struct rule rule = { .active = true, .groups = &g, .ngroups = 1 };
	struct rules *r = compile(&rule, 1);

	(void)state;
	assert_int_equal(rules_ask(r, 0, rule_look_at(arena, &full)),
			 RULE_HOLDS);
	rules_free(r);
}

/* ---- What time changes -----------------------------------------------------
 */

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
		struct rules *r = compile_one(&times[i].c);
		struct rule_look *look = rule_look_at(arena, &full);

		check_i64(times[i].what, rules_next(r, 0, look), times[i].next);
		rules_free(r);
	}
}

/* The instant before it is as now, the instant itself is not: by asking. */
static void test_time_changes_it_then(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(times); i++) {
		struct rule_facts f = full;
		bool now = holds(&times[i].c, &f);

		if (times[i].c.field == RULE_CUSTOM)
			continue;
		f.now = times[i].next == INSTANT_NONE ? NOW + 99 * HOUR
						      : times[i].next - 1;
		check_bool(times[i].what, holds(&times[i].c, &f), now);
		f.now = times[i].next;
		if (f.now != INSTANT_NONE)
			check_bool(times[i].what, holds(&times[i].c, &f), !now);
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
	*f = full;
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
	enum rule_outcome now = rules_ask(r, 0, rule_look_at(arena, f));

	for (int s = 1; s <= SECONDS + 60; s++) {
		struct rule_facts later = *f;

		later.now += s;
		if (rules_ask(r, 0, rule_look_at(arena, &later)) != now)
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
	assert_int_equal(next, rules_next(r, 0, rule_look_at(arena, &later)));
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

		arena_reset(arena);
		draw_facts(&f);
		rule.ngroups = (size_t)chance_below(4);
		for (size_t k = 0; k < rule.ngroups; k++) {
			g[k] = (struct rule_group){
				c[k], 1 + (size_t)chance_below(3)
			};
			for (size_t j = 0; j < g[k].n; j++)
				draw_condition(&c[k][j]);
		}
		r = compile(&rule, 1);
		look = rule_look_at(arena, &f);
		next = rules_next(r, 0, look);
		asked = next_by_asking(r, &f);
		if (next != asked)
			fail_msg("case %d: %" PRId64 ", by asking %" PRId64, i,
				 next, asked);
		check_after(r, &f, look);
		/* The look is as it was. */
		assert_int_equal(rules_ask(r, 0, look),
				 rules_ask(r, 0, rule_look_at(arena, &f)));
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
	struct rule_facts f = full;
	struct rules *r = compile_one(&c);
	struct rule_look *look;

	(void)state;
	f.zone = NULL;
	look = rule_look_at(arena, &f);
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
		struct rule_facts f = full;
		struct rules *r = compile_one(&c);
		instant next, at;
		bool now;

		arena_reset(arena);
		f.zone = zone;
		f.custom = &day;
		f.ncustom = 1;
		f.now = (i % 2 ? 20541 : 20751) * DAY_SECONDS +
			HOUR * (chance_below(96) - 48);
		f.today = (f.now + zone_offset(zone, f.now)) / DAY_SECONDS;
		next = rules_next(r, 0, rule_look_at(arena, &f));
		now = rules_ask(r, 0, rule_look_at(arena, &f)) == RULE_HOLDS;
		for (at = f.now + HOUR; at < f.now + 300 * HOUR; at += HOUR) {
			struct rule_facts g = f;

			g.now = at;
			g.today = (at + zone_offset(zone, at)) / DAY_SECONDS;
			if ((rules_ask(r, 0, rule_look_at(arena, &g)) ==
			     RULE_HOLDS) != now)
				break;
		}
		assert_int_equal(next,
				 at < f.now + 300 * HOUR ? at : INSTANT_NONE);
		rules_free(r);
	}
}

/* ---- What is no rule -------------------------------------------------------
 */

#define LONG_500                                                               \
	"0123456789012345678901234567890123456789"                             \
	"0123456789012345678901234567890123456789"                             \
	"01234567890123456789"
#define LONG LONG_500 LONG_500 LONG_500 LONG_500 LONG_500

/* clang-format off */
static const struct {
	const char *says;
	struct rule_condition c;
} wrong[] = {
	{ "cannot be asked", { .field = RULE_TAGS, .op = RULE_STARTS, IDS(1) } },
	{ "cannot be asked", { .field = RULE_LEVEL, .op = RULE_OP_N, IDS(1) } },
	{ "cannot be asked", { CUSTOM(1, RULE_TYPE_N, RULE_IS), IDS(1) } },
	{ "cannot be asked", { .field = RULE_DUE, .metric = -1, .op = RULE_IS_EMPTY } },
	{ "cannot be asked", { .field = RULE_DUE, .metric = METRIC_N + 1, .op = RULE_IS_EMPTY } },
	{ "nothing to compare with", { .field = RULE_LEVEL, .op = RULE_IS } },
	{ "nothing to compare with", { .field = RULE_SUBJECT, .op = RULE_CONTAINS } },
	{ "one value", { .field = RULE_LEVEL, .op = RULE_IS_NOT, IDS(1, 2) } },
	{ "one value", { .field = RULE_SUBJECT, .op = RULE_STARTS, WORDS("a", "b") } },
	{ "one value", { .field = RULE_SUBJECT, .op = RULE_ENDS_NOT, WORDS("a", "b") } },
	{ "one value", { .field = RULE_SUBJECT, .op = RULE_MATCHES, WORDS("a", "b") } },
	{ "value is empty", { .field = RULE_SUBJECT, .op = RULE_CONTAINS, WORDS("a", "") } },
	{ "is no text", { .field = RULE_SUBJECT, .op = RULE_CONTAINS, WORDS("\xff") } },
	{ "longer than 500", { .field = RULE_SUBJECT, .op = RULE_CONTAINS, WORDS(LONG "x") } },
	{ "cannot be used", { .field = RULE_SUBJECT, .op = RULE_MATCHES, WORDS("(a") } },
	{ "cannot be used", { .field = RULE_SUBJECT, .op = RULE_MATCHES, WORDS("(?=a)") } },
	{ "cannot be used", { .field = RULE_SUBJECT, .op = RULE_MATCHES, WORDS("((a{1,1000}){1,1000})") } },
};
/* clang-format on */

static void test_what_is_no_condition(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		const struct rule_condition v[2] = { yes, wrong[i].c };
		const struct rule_group g[2] = { { v, 1 }, { v, 2 } };
		const struct rule rule[2] = { { .active = true },
					      { .groups = g, .ngroups = 2 } };
		struct rule_place bad;
		struct rules *r;
		struct err e = { 0 };

		assert_int_equal(rules_new(rule, 2, &r, &bad, &e), ERR_INVALID);
		assert_null(r);
		assert_int_equal(bad.rule, 1);
		assert_int_equal(bad.group, 1);
		assert_int_equal(bad.condition, 1);
		if (!strstr(e.msg, wrong[i].says))
			fail_msg("%zu: %s", i, e.msg);
	}
}

static void test_as_many_values_as_may_be(void **state)
{
	int64_t ids[LIMIT_RULE_VALUES + 1] = { 0 };
	struct rule_condition c = { .field = RULE_TAGS,
				    .op = RULE_CONTAINS,
				    .ids = ids,
				    .nids = LIMIT_RULE_VALUES };
	const struct rule_group g = { &c, 1 };
	const struct rule rule = { .groups = &g, .ngroups = 1 };
	const char *const longest = LONG;
	struct rule_place bad;
	struct rules *r;
	struct err e = { 0 };

	(void)state;
	rules_free(compile_one(&c));
	c.nids++;
	assert_int_equal(rules_new(&rule, 1, &r, &bad, &e), ERR_INVALID);
	assert_string_equal(e.msg, "There are more than 50 values.");
	c = (struct rule_condition){ .field = RULE_SUBJECT,
				     .op = RULE_IS,
				     .texts = &longest,
				     .ntexts = 1 };
	rules_free(compile_one(&c));
}

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("each condition and its opposite",
		     test_each_condition_and_its_opposite),
		TEST("the table leaves nothing out",
		     test_the_table_leaves_nothing_out),
		TEST("groups", test_groups),
		TEST("words are asked about more than once",
		     test_words_are_asked_about_more_than_once),
		TEST("what time changes", test_what_time_changes),
		TEST("time changes it then", test_time_changes_it_then),
		TEST("the next turn is that of every second asked",
		     test_the_next_turn_is_that_of_every_second_asked),
		TEST("days stand still where the desk has no zone",
		     test_days_stand_still_where_the_desk_has_no_zone),
		TEST("days turn when the desk has midnight",
		     test_days_turn_when_the_desk_has_midnight),
		TEST("what is no condition", test_what_is_no_condition),
		TEST("as many values as may be", test_as_many_values_as_may_be),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
