/*
 * What rules ask: each field, each operator, its opposite, groups, and what
 * cannot be evaluated. What time alone changes: test_rule_time.c.
 */
#include "core/asked.h"

#include "base/limits.h"

static const struct rule_facts bare = {
	.now = NOW,
	.today = DAY,
	.zone = &asked_utc,
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

static void test_each_condition_and_its_opposite(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct rule_condition c = cases[i].c;

		check_bool(cases[i].what, asked_holds(&c, &asked_full),
			   cases[i].full);
		check_bool(cases[i].what, asked_holds(&c, &bare),
			   cases[i].bare);
		c.op++;
		check_bool(cases[i].what, asked_holds(&c, &asked_full),
			   !cases[i].full);
		check_bool(cases[i].what, asked_holds(&c, &bare),
			   !cases[i].bare);
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
	struct rules *r = asked_rules(v, COUNT_OF(v));
	struct rule_look *look = rule_look_at(asked_arena, &asked_full);

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
	struct rules *r = asked_rules(&rule, 1);

	(void)state;
	assert_int_equal(
		rules_ask(r, 0, rule_look_at(asked_arena, &asked_full)),
		RULE_HOLDS);
	rules_free(r);
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
	rules_free(asked_one(&c));
	c.nids++;
	assert_int_equal(rules_new(&rule, 1, &r, &bad, &e), ERR_INVALID);
	assert_string_equal(e.msg, "There are more than 50 values.");
	c = (struct rule_condition){ .field = RULE_SUBJECT,
				     .op = RULE_IS,
				     .texts = &longest,
				     .ntexts = 1 };
	rules_free(asked_one(&c));
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
		TEST("what is no condition", test_what_is_no_condition),
		TEST("as many values as may be", test_as_many_values_as_may_be),
	};

	return cmocka_run_group_tests(tests, asked_setup, asked_teardown);
}
