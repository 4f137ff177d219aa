#include "support/test.h"

#include "base/json_in.h"
#include "base/json_out.h"

static void commas_look_after_themselves(void **state)
{
	struct sbuf b = SBUF_INIT(1000);
	struct json_out j = JSON_OUT(&b);

	(void)state;
	json_out_object(&j, NULL);
	json_out_i64(&j, "n", -7);
	json_out_array(&j, "list");
	json_out_i64(&j, NULL, 1);
	json_out_object(&j, NULL);
	json_out_end_object(&j);
	json_out_array(&j, NULL);
	json_out_end_array(&j);
	json_out_str(&j, NULL, "x");
	json_out_end_array(&j);
	json_out_bool(&j, "yes", true);
	json_out_bool(&j, "no", false);
	json_out_null(&j, "nothing");
	json_out_str(&j, "none", NULL);
	json_out_object(&j, "o");
	json_out_str(&j, "k\"", "v");
	json_out_end_object(&j);
	json_out_end_object(&j);
	assert_string_equal(sbuf_text(&b),
			    "{\"n\":-7,\"list\":[1,{},[],\"x\"],\"yes\":true,"
			    "\"no\":false,\"nothing\":null,\"none\":null,"
			    "\"o\":{\"k\\\"\":\"v\"}}");
	sbuf_release(&b);
}

static void text_is_escaped_and_made_utf8(void **state)
{
	/* clang-format off */
	static const struct {
		const char *what, *s, *want;
	} cases[] = {
		{ "plain",             "abc",            "\"abc\"" },
		{ "nothing",           "",               "\"\"" },
		{ "quote, backslash",  "\"\\",           "\"\\\"\\\\\"" },
		{ "controls",          "\n\r\t\x01\x1f", "\"\\n\\r\\t\\u0001\\u001f\"" },
		{ "delete stays",      "\x7f",           "\"\x7f\"" },
		{ "UTF-8 stays",       "\xc3\xa9\xf0\x9f\x98\x80",
		  "\"\xc3\xa9\xf0\x9f\x98\x80\"" },
		{ "a bad byte",        "a\xff" "b",      "\"a\xef\xbf\xbd" "b\"" },
		{ "two bad bytes",     "\xc0\xaf",
		  "\"\xef\xbf\xbd\xef\xbf\xbd\"" },
		{ "cut short",         "\xe2\x82",
		  "\"\xef\xbf\xbd\xef\xbf\xbd\"" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct sbuf b = SBUF_INIT(1000);
		struct json_out j = JSON_OUT(&b);

		json_out_str(&j, NULL, cases[i].s);
		check_text(cases[i].what, sbuf_text(&b), cases[i].want);
		sbuf_release(&b);
	}
}

static void any_bytes_are_read_back_as_json(void **state)
{
	struct sbuf b = SBUF_INIT(4000);
	struct json_out j = JSON_OUT(&b);
	char all[256];
	struct json_in *doc = NULL;
	struct err e = { 0 };

	(void)state;
	for (int i = 0; i < 255; i++)
		all[i] = (char)(i + 1);
	all[255] = '\0';
	json_out_array(&j, NULL);
	json_out_str(&j, NULL, all);
	json_out_i64(&j, NULL, INT64_MIN);
	json_out_end_array(&j);
	assert_int_equal(json_in_parse(b.p, b.len, &doc, &e), ERR_NONE);
	assert_int_equal(json_in_count(doc), 2);
	assert_memory_equal(json_in_str(json_in_at(doc, 0), NULL), all, 127);
	json_in_free(doc);
	sbuf_release(&b);
}

static void the_ceiling_is_the_buffer_s(void **state)
{
	struct sbuf b = SBUF_INIT(8);
	struct json_out j = JSON_OUT(&b);

	(void)state;
	json_out_str(&j, NULL, "far too long");
	assert_true(b.failed);
	sbuf_release(&b);
}

static void lines_begin_where_they_are_told(void **state)
{
	struct sbuf b = SBUF_INIT(200);
	struct json_out j = JSON_OUT(&b);

	(void)state;
	json_out_array(&j, NULL);
	json_out_line(&j);
	json_out_i64(&j, NULL, 1);
	json_out_line(&j);
	json_out_object(&j, NULL);
	json_out_bool(&j, "a", true);
	json_out_line(&j);
	json_out_null(&j, "b");
	json_out_end_object(&j);
	json_out_line(&j);
	json_out_end_array(&j);
	check_text("lines", sbuf_text(&b),
		   "[\n1,\n{\"a\":true,\n\"b\":null}\n]");
	sbuf_release(&b);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("commas look after themselves",
		     commas_look_after_themselves),
		TEST("text is escaped and made UTF-8",
		     text_is_escaped_and_made_utf8),
		TEST("any bytes are read back as JSON",
		     any_bytes_are_read_back_as_json),
		TEST("lines begin where they are told",
		     lines_begin_where_they_are_told),
		TEST("the ceiling is the buffer's",
		     the_ceiling_is_the_buffer_s),
	};

	return cmocka_run_group_tests_name("json_out", tests, NULL, NULL);
}
