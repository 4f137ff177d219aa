/*
 * json_pull must take and refuse exactly what json_in does, but for the size
 * of numbers and keys that are given twice.
 */
#include "support/test.h"

#include "base/json_in.h"
#include "base/json_pull.h"

static bool pulls(const char *s, size_t n)
{
	struct json_pull p;

	json_pull_init(&p, s, n);
	json_pull_skip(&p);
	return json_pull_end(&p);
}

static bool parses(const char *s, size_t n)
{
	struct json_in *doc = NULL;
	struct err e = { 0 };

	if (json_in_parse(s, n, &doc, &e))
		return false;
	json_in_free(doc);
	return true;
}

static void test_documents_good_and_bad(void **state)
{
	static const struct {
		const char *text;
		bool good;
	} all[] = {
		{ "[]", true },
		{ " { } ", true },
		{ "{\"a\":[1,{\"b\":null}],\"c\":true}", true },
		{ "[-0,0.5,1e3,1E+3,12e-1,\"\"]", true },
		{ "[\"\\u00e4\\ud83d\\ude00\\n\\/\"]", true },
		{ "[\"\xc3\xa4\"]", true },
		{ "", false },
		{ "[", false },
		{ "[1,]", false },
		{ "[,1]", false },
		{ "[1 2]", false },
		{ "[1}", false },
		{ "{\"a\":1]", false },
		{ "{\"a\"}", false },
		{ "{\"a\":}", false },
		{ "{\"a\":1,}", false },
		{ "{a:1}", false },
		{ "{1:1}", false },
		{ "[01]", false },
		{ "[1.]", false },
		{ "[.1]", false },
		{ "[+1]", false },
		{ "[1e]", false },
		{ "[-]", false },
		{ "[tru]", false },
		{ "[nulll]", false },
		{ "[\"\\x\"]", false },
		{ "[\"\\u12g4\"]", false },
		{ "[\"\\ud800\"]", false },
		{ "[\"\\ud800\\u0041\"]", false },
		{ "[\"\\ude00\"]", false },
		{ "[\"\\u0000\"]", false },
		{ "[\"\t\"]", false },
		{ "[\"\xff\"]", false },
		{ "[\"\xc3\"]", false },
		{ "[\"a\\n\xc3\"]", false },
		{ "[\"", false },
		{ "[\"\\", false },
		{ "[\"\\u00", false },
		{ "[] []", false },
		{ "[]x", false },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(all); i++) {
		size_t n = strlen(all[i].text);

		if (pulls(all[i].text, n) != all[i].good)
			fail_msg("json_pull about %s", all[i].text);
		if (parses(all[i].text, n) != all[i].good)
			fail_msg("json_in about %s", all[i].text);
	}
	assert_false(pulls("[\"a\0b\"]", 7));
	assert_false(pulls("[]\0", 3));
}

/* Change a good document here and there; both readers must agree. */
static void test_both_readers_agree_on_damaged_documents(void **state)
{
	/* One key an object, so that none can be given twice. */
	static const char good[] =
		"{\"a\":[1,-2.5,\"x\\u00e4\\n\",{\"c\":null},"
		"{\"d\":[true,false,[[],{}]]},1e3,\"\xc3\xa4 z\"]}";
	static const char bytes[] = "{}[]:,\"\\ 019-+.eEtfnu/\x01\xc3\xa4\xffx";
	uint64_t r = 1;
	char text[sizeof(good)];
	unsigned taken = 0;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		size_t n = sizeof(good) - 1;

		memcpy(text, good, sizeof(good));
		for (unsigned k = 0; k <= (r >> 20) % 3; k++) {
			r = r * UINT64_C(6364136223846793005) + 1;
			text[(r >> 33) % n] =
				bytes[(r >> 50) % (sizeof(bytes) - 1)];
		}
		if (pulls(text, n) != parses(text, n))
			fail_msg("they differ about %s", text);
		taken += pulls(text, n);
	}
	assert_true(taken > 1000);
}

static void test_members_and_elements_come_in_order(void **state)
{
	static const char s[] =
		"{\"n\":[7,-8],\"s\":\"a\\tb\",\"x\":{\"y\":[]}}";
	struct json_pull p;
	struct json_text t;
	int64_t n;

	(void)state;
	json_pull_init(&p, s, strlen(s));
	assert_int_equal(json_pull_kind(&p), JSON_OBJECT);
	assert_true(json_pull_object(&p));
	assert_true(json_pull_member(&p, &t) && json_text_is(t, "n"));
	assert_true(json_pull_array(&p));
	assert_true(json_pull_element(&p) && json_pull_i64(&p, &n) && n == 7);
	assert_true(json_pull_element(&p) && json_pull_i64(&p, &n) && n == -8);
	assert_false(json_pull_element(&p));
	assert_true(json_pull_member(&p, &t) && json_text_is(t, "s"));
	assert_true(json_pull_string(&p, &t) && json_text_is(t, "a\tb"));
	assert_true(json_pull_member(&p, &t) && json_text_is(t, "x"));
	assert_true(json_pull_skip(&p));
	assert_false(json_pull_member(&p, &t));
	assert_true(json_pull_end(&p));
}

static void test_whole_numbers_to_both_ends(void **state)
{
	static const struct {
		const char *text;
		bool good;
		int64_t n;
	} all[] = {
		{ "9223372036854775807", true, INT64_MAX },
		{ "9223372036854775808", false, 0 },
		{ "-9223372036854775808", true, INT64_MIN },
		{ "-9223372036854775809", false, 0 },
		{ "99999999999999999999", false, 0 },
		{ "1.0", false, 0 },
		{ "1e2", false, 0 },
		{ "-0", true, 0 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(all); i++) {
		struct json_pull p;
		int64_t n = 0;

		json_pull_init(&p, all[i].text, strlen(all[i].text));
		if (json_pull_i64(&p, &n) != all[i].good || n != all[i].n)
			fail_msg("%s", all[i].text);
	}
}

static void test_depth_is_bounded(void **state)
{
	char deep[2 * JSON_PULL_DEPTH + 2];

	(void)state;
	memset(deep, '[', JSON_PULL_DEPTH);
	memset(deep + JSON_PULL_DEPTH, ']', JSON_PULL_DEPTH);
	assert_true(pulls(deep, 2 * (size_t)JSON_PULL_DEPTH));
	assert_true(parses(deep, 2 * (size_t)JSON_PULL_DEPTH));
	memset(deep, '[', JSON_PULL_DEPTH + 1);
	memset(deep + JSON_PULL_DEPTH + 1, ']', JSON_PULL_DEPTH + 1);
	assert_false(pulls(deep, 2 * (size_t)JSON_PULL_DEPTH + 2));
	assert_false(parses(deep, 2 * (size_t)JSON_PULL_DEPTH + 2));
}

static void test_long_text_with_escapes_is_cut(void **state)
{
	char s[600] = "\"\\n";
	struct json_pull p;
	struct json_text t;

	(void)state;
	memset(s + 3, 'x', 500);
	s[503] = '"';
	json_pull_init(&p, s, 504);
	assert_true(json_pull_string(&p, &t));
	assert_int_equal(t.n, JSON_PULL_TEXT);
	assert_true(json_pull_end(&p));
	/* Without escapes it is lent from the input, whole. */
	s[1] = s[2] = 'x';
	json_pull_init(&p, s, 504);
	assert_true(json_pull_string(&p, &t));
	assert_int_equal(t.n, 502);
}

static void test_the_first_mistake_sticks_and_knows_its_place(void **state)
{
	static const char s[] = "[1,2 3]";
	struct json_pull p;

	(void)state;
	json_pull_init(&p, s, strlen(s));
	assert_false(json_pull_skip(&p));
	assert_string_equal(p.error, "expected , or ]");
	assert_int_equal(p.at - p.start, 5);
	assert_int_equal(json_pull_kind(&p), JSON_BAD);
	assert_false(json_pull_element(&p));
	assert_false(json_pull_end(&p));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_documents_good_and_bad),
		cmocka_unit_test(test_both_readers_agree_on_damaged_documents),
		cmocka_unit_test(test_members_and_elements_come_in_order),
		cmocka_unit_test(test_whole_numbers_to_both_ends),
		cmocka_unit_test(test_depth_is_bounded),
		cmocka_unit_test(test_long_text_with_escapes_is_cut),
		cmocka_unit_test(
			test_the_first_mistake_sticks_and_knows_its_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
