#include "support/test.h"

#include "base/json_in.h"

/* Parse a text that must be good. */
static struct json_in *parse(const char *s)
{
	struct json_in *doc = NULL;
	struct err e = { 0 };

	if (json_in_parse(s, strlen(s), &doc, &e))
		fail_msg("%s: %s", s, e.msg);
	return doc;
}

static void bad_documents_are_refused(void **state)
{
	/* clang-format off */
	static const struct {
		const char *what, *s;
		size_t n;
	} cases[] = {
		{ "nothing",              "", 0 },
		{ "blanks",               "  ", 2 },
		{ "cut in the middle",    "{\"a\":", 5 },
		{ "a key twice",          "{\"a\":1,\"a\":2}", 13 },
		{ "a key twice, deeper",  "[{\"b\":{\"a\":1,\"a\":1}}]", 21 },
		{ "text behind it",       "{} x", 4 },
		{ "another one behind",   "{}{}", 4 },
		{ "a trailing comma",     "[1,]", 4 },
		{ "a comment",            "[1] // x", 8 },
		{ "single quotes",        "{'a':1}", 7 },
		{ "a leading zero",       "[01]", 4 },
		{ "a plus sign",          "[+1]", 4 },
		{ "NaN",                  "[NaN]", 5 },
		{ "a number too large",   "[1e400]", 7 },
		{ "a whole one too large", "[9223372036854775808]", 21 },
		{ "invalid UTF-8",        "[\"\xff\"]", 5 },
		{ "overlong UTF-8",       "[\"\xc0\xaf\"]", 6 },
		{ "half a surrogate",     "[\"\\ud800\"]", 10 },
		{ "NUL escaped",          "[\"a\\u0000\"]", 11 },
		{ "NUL as it is",         "[\"a\0\"]", 6 },
		{ "NUL behind it",        "[]\0", 3 },
		{ "a newline in a string", "[\"a\nb\"]", 7 },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct json_in *doc = NULL;
		struct err e = { 0 };

		check_i64(cases[i].what,
			  json_in_parse(cases[i].s, cases[i].n, &doc, &e),
			  ERR_INVALID);
		assert_null(doc);
		assert_true(str_starts(e.msg, "JSON "));
	}
}

static void refusals_say_where(void **state)
{
	static const char s[] = "{\n  \"a\": 1,\n  \"b\": oops\n}";
	struct json_in *doc = NULL;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(json_in_parse(s, strlen(s), &doc, &e), ERR_INVALID);
	assert_non_null(strstr(e.msg, "line 3"));
}

/* ${depth} brackets around nothing. */
static enum err_kind parse_depth(int depth, struct err *e)
{
	char *s = malloc((size_t)depth * 2 + 1);
	struct json_in *doc = NULL;
	enum err_kind k;

	assert_non_null(s);
	memset(s, '[', (size_t)depth);
	memset(s + depth, ']', (size_t)depth);
	k = json_in_parse(s, (size_t)depth * 2, &doc, e);
	free(s);
	json_in_free(doc);
	return k;
}

static void depth_ends_at_64(void **state)
{
	struct json_in *doc;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(parse_depth(64, &e), ERR_NONE);
	assert_int_equal(parse_depth(65, &e), ERR_INVALID);
	assert_int_equal(parse_depth(10000, &e), ERR_INVALID);
	doc = parse("[\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
		    "[[[[[[[[[[[[[[[[[[[[\\\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[\"]");
	json_in_free(doc);
}

static void members_come_by_name_and_in_order(void **state)
{
	struct json_in *doc = parse("{\"z\":1,\"a\":null,\"m\":[7,8]}");
	struct json_in_iter it = { .object = doc };
	char order[16] = "";
	size_t n = 0;

	(void)state;
	assert_true(json_in_is_object(doc));
	assert_false(json_in_is_array(doc));
	assert_int_equal(json_in_count(doc), 3);
	while (json_in_next(&it)) {
		assert_ptr_equal(it.value, json_in_get(doc, it.key));
		order[n++] = it.key[0];
	}
	assert_string_equal(order, "zam");
	assert_true(json_in_is_null(json_in_get(doc, "a")));
	assert_true(json_in_is_null(json_in_get(doc, "missing")));
	assert_null(json_in_get(doc, "missing"));
	assert_false(json_in_is_null(json_in_get(doc, "z")));
	assert_true(json_in_is_array(json_in_get(doc, "m")));
	assert_int_equal(json_in_count(json_in_get(doc, "m")), 2);
	assert_non_null(json_in_at(json_in_get(doc, "m"), 1));
	assert_null(json_in_at(json_in_get(doc, "m"), 2));
	json_in_free(doc);
}

static void absent_values_are_safe_to_ask(void **state)
{
	struct json_in_iter it = { .object = NULL };
	int64_t n;
	bool b;

	(void)state;
	assert_null(json_in_get(NULL, "x"));
	assert_null(json_in_at(NULL, 0));
	assert_int_equal(json_in_count(NULL), 0);
	assert_null(json_in_str(NULL, NULL));
	assert_false(json_in_i64(NULL, &n));
	assert_false(json_in_bool(NULL, &b));
	assert_false(json_in_next(&it));
	assert_false(json_in_is_object(NULL));
	assert_true(json_in_is_null(NULL));
	json_in_free(NULL);
}

static void whole_numbers_are_numbers_without_a_fraction(void **state)
{
	/* clang-format off */
	static const struct {
		const char *s;
		bool ok;
		int64_t want;
	} cases[] = {
		{ "[0]",                    true, 0 },
		{ "[-0]",                   true, 0 },
		{ "[9223372036854775807]",  true, INT64_MAX },
		{ "[-9223372036854775808]", true, INT64_MIN },
		{ "[9007199254740993]",     true, INT64_C(9007199254740993) },
		{ "[3600.0]",               true, 3600 },
		{ "[-2e3]",                 true, -2000 },
		{ "[0.5]",                  false, 0 },
		{ "[-1.5]",                 false, 0 },
		{ "[1e18]",                 false, 0 },
		{ "[1e300]",                false, 0 },
		{ "[\"1\"]",                false, 0 },
		{ "[true]",                 false, 0 },
		{ "[null]",                 false, 0 },
		{ "[[1]]",                  false, 0 },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct json_in *doc = parse(cases[i].s);
		int64_t n = 0;

		check_bool(cases[i].s, json_in_i64(json_in_at(doc, 0), &n),
			   cases[i].ok);
		check_i64(cases[i].s, n, cases[i].want);
		json_in_free(doc);
	}
}

static void text_and_truth_are_only_themselves(void **state)
{
	struct json_in *doc = parse(
		"[\"\\u00e9\\n\\ud83d\\ude00\", true, false, 1, \"true\"]");
	size_t n = 0;
	bool b = false;

	(void)state;
	assert_string_equal(json_in_str(json_in_at(doc, 0), &n),
			    "\xc3\xa9\n\xf0\x9f\x98\x80");
	assert_int_equal(n, 7);
	assert_null(json_in_str(json_in_at(doc, 1), &n));
	assert_null(json_in_str(json_in_at(doc, 3), NULL));
	assert_true(json_in_bool(json_in_at(doc, 1), &b) && b);
	assert_true(json_in_bool(json_in_at(doc, 2), &b) && !b);
	assert_false(json_in_bool(json_in_at(doc, 3), &b));
	assert_false(json_in_bool(json_in_at(doc, 4), &b));
	json_in_free(doc);
}

static void a_document_may_be_any_value(void **state)
{
	struct json_in *doc = parse(" \"alone\" ");

	(void)state;
	assert_string_equal(json_in_str(doc, NULL), "alone");
	json_in_free(doc);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("bad documents are refused", bad_documents_are_refused),
		TEST("refusals say where", refusals_say_where),
		TEST("depth ends at 64", depth_ends_at_64),
		TEST("members come by name and in order",
		     members_come_by_name_and_in_order),
		TEST("absent values are safe to ask",
		     absent_values_are_safe_to_ask),
		TEST("whole numbers are numbers without a fraction",
		     whole_numbers_are_numbers_without_a_fraction),
		TEST("text and truth are only themselves",
		     text_and_truth_are_only_themselves),
		TEST("a document may be any value",
		     a_document_may_be_any_value),
	};

	return cmocka_run_group_tests_name("json_in", tests, NULL, NULL);
}
