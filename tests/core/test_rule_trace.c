/* What rules said, in few bytes. */
#include "support/test.h"
#include "base/rng.h"
#include "core/rule_names.h"
#include "core/rule_trace.h"

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

static bool same(const struct rule_word *a, const struct rule_word *b)
{
	size_t n = a->outcome == RULE_HOLDS ? 0 : a->n;

	return a->version == b->version && a->outcome == b->outcome &&
	       n == b->n &&
	       (n == 0 || memcmp(a->conditions, b->conditions,
				 n * sizeof(*a->conditions)) == 0);
}

static void what_is_written_is_read_again(void **state)
{
	static const int64_t failed[] = { 201, 7, 90000 }, gone[] = { 206 };
	static const struct rule_word words[] = {
		{ 17, RULE_FAILS, failed, 3 },
		{ 4, RULE_INVALID, gone, 1 },
		{ 5, RULE_INVALID, NULL, 0 },
		{ 90001, RULE_HOLDS, NULL, 0 },
		{ 90002, RULE_FAILS, failed, 1 },
	};
	struct rule_trace t = { .n = 0 };
	struct rule_trace_reader rd;
	struct rule_word w;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(words); i++)
		rule_trace_add(&t, &words[i]);
	assert_true(t.n < 30);
	rule_trace_read(&rd, t.bytes, t.n);
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		assert_true(rule_trace_next(&rd, arena, &w));
		assert_true(same(&words[i], &w));
	}
	assert_false(rule_trace_next(&rd, arena, &w));
	assert_false(rd.bad || rd.cut);
}

static void what_does_not_fit_is_left_out_and_said(void **state)
{
	int64_t failed[LIMIT_RULE_GROUPS];
	struct rule_word w = { .version = 1,
			       .outcome = RULE_FAILS,
			       .conditions = failed,
			       .n = LIMIT_RULE_GROUPS };
	struct rule_trace t = { .n = 0 };
	struct rule_trace_reader rd;
	struct rule_word back;
	int n = 0;

	(void)state;
	for (int i = 0; i < LIMIT_RULE_GROUPS; i++)
		failed[i] = i % 2 ? INT64_C(1) << 40 : 1;
	for (int i = 0; i < LIMIT_RULES; i++)
		rule_trace_add(&t, &w);
	assert_true(t.cut && t.n <= LIMIT_RULE_TRACE);
	rule_trace_read(&rd, t.bytes, t.n);
	while (rule_trace_next(&rd, arena, &back)) {
		assert_true(same(&w, &back));
		n++;
	}
	assert_true(rd.cut && !rd.bad);
	assert_true(n > 50 && n < LIMIT_RULES);
}

static void two_hundred_rules_take_few_bytes(void **state)
{
	struct rule_trace t = { .n = 0 };

	(void)state;
	for (int64_t i = 0; i < 200; i++) {
		int64_t failed = 5000 + 5 * i;
		struct rule_word w = { 3000 + i, RULE_FAILS, &failed, 1 };

		rule_trace_add(&t, &w);
	}
	assert_true(t.n < 200 * 4);
}

static void other_bytes_are_no_trace(void **state)
{
	unsigned char bytes[40];
	int bad = 0;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		size_t n = 1 + rng_below(sizeof(bytes));
		struct rule_trace_reader rd;
		struct rule_word w;

		rng_bytes(bytes, n);
		arena_reset(arena);
		rule_trace_read(&rd, bytes, n);
		while (rule_trace_next(&rd, arena, &w)) {
			assert_true(w.version > 0);
			for (size_t k = 0; k < w.n; k++)
				assert_true(w.conditions[k] > 0);
		}
		assert_true(rd.at <= rd.end);
		bad += rd.bad;
	}
	assert_true(bad > 10000);
}

static void each_name_is_one_things(void **state)
{
	enum rule_field f;
	enum rule_op op;

	(void)state;
	for (int i = 0; i < RULE_FIELD_N; i++) {
		assert_true(
			rule_field_of(rule_field_name((enum rule_field)i), &f));
		assert_int_equal(f, i);
	}
	for (int i = 0; i < RULE_OP_N; i++) {
		assert_true(rule_op_of(rule_op_name((enum rule_op)i), &op));
		assert_int_equal(op, i);
	}
	assert_false(rule_field_of("colour", &f));
	assert_false(rule_op_of("rhymes_with", &op));
	assert_string_equal(rule_choice_name(RULE_PRIORITY, PRIORITY_URGENT),
			    "urgent");
	assert_string_equal(rule_choice_name(RULE_AGENT_STATUS, PRESENCE_AWAY),
			    "away");
	assert_null(rule_choice_name(RULE_PRIORITY, PRIORITY_ANY));
	assert_null(rule_choice_name(RULE_PRIORITY, PRIORITY_N));
	assert_null(rule_choice_name(RULE_STATUS, -1));
	assert_null(rule_choice_name(RULE_TAGS, 1));
	for (int i = 0; i < RULE_FIELD_N; i++)
		for (size_t k = 0; k < rule_choices((enum rule_field)i); k++)
			(void)rule_choice_name((enum rule_field)i, (int64_t)k);
	assert_string_equal(rule_choice_name(RULE_SOURCE, SOURCE_MAIL), "mail");
	assert_string_equal(rule_choice_name(RULE_MESSAGE_BY, RULE_BY_STAFF),
			    "staff");
	assert_string_equal(rule_outcome_name(RULE_INVALID), "invalid");
}

static void operators_take_as_many_values_as_they_compare_with(void **state)
{
	(void)state;
	assert_int_equal(rule_takes(RULE_TEXT, RULE_IS_NOT_EMPTY),
			 RULE_TAKES_NONE);
	assert_int_equal(rule_takes(RULE_ONE, RULE_IS), RULE_TAKES_ONE);
	assert_int_equal(rule_takes(RULE_ONE, RULE_IS_NONE_OF),
			 RULE_TAKES_SOME);
	assert_int_equal(rule_takes(RULE_TEXT, RULE_MATCHES_NOT),
			 RULE_TAKES_ONE);
	assert_int_equal(rule_takes(RULE_MANY, RULE_CONTAINS_NOT),
			 RULE_TAKES_SOME);
	assert_int_equal(rule_takes(RULE_INSTANT, RULE_WITHIN_LAST),
			 RULE_TAKES_NUMBER);
	assert_int_equal(rule_takes(RULE_DAY, RULE_IS), RULE_TAKES_NUMBER);
	assert_int_equal(rule_takes(RULE_FLAG, RULE_IS), RULE_TAKES_NUMBER);
	assert_int_equal(rule_takes(RULE_NUMBER, RULE_NOT_LESS),
			 RULE_TAKES_NUMBER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("what is written is read again",
			  what_is_written_is_read_again, setup, teardown),
		TEST_WITH("what does not fit is left out, and said",
			  what_does_not_fit_is_left_out_and_said, setup,
			  teardown),
		TEST_WITH("two hundred rules take few bytes",
			  two_hundred_rules_take_few_bytes, setup, teardown),
		TEST_WITH("other bytes are no trace", other_bytes_are_no_trace,
			  setup, teardown),
		TEST_WITH("each name is one thing's", each_name_is_one_things,
			  setup, teardown),
		TEST_WITH("operators take as many values as they compare with",
			  operators_take_as_many_values_as_they_compare_with,
			  setup, teardown),
	};

	rng_init();
	return cmocka_run_group_tests_name("core/rule_trace", tests, NULL,
					   NULL);
}
