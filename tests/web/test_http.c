#include "support/test.h"
#include "base/limits.h"
#include "web/http.h"

static int setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

/* Parse and write down again: "name=text|name=text", \ooo for odd bytes. */
static const char *parsed(struct arena *a, const char *s)
{
	struct sbuf out = SBUF_INIT(10000);
	struct http_pairs p;
	const char *kept;

	assert_true(http_parse_fields(a, s, strlen(s), &p));
	for (size_t i = 0; i < p.n; i++) {
		sbuf_printf(&out, "%s%s=", i ? "|" : "", p.v[i].name);
		for (size_t k = 0; k < p.v[i].n; k++)
			if (p.v[i].text[k])
				sbuf_char(&out, p.v[i].text[k]);
			else
				sbuf_str(&out, "\\0");
		assert_int_equal(p.v[i].text[p.v[i].n], 0);
	}
	kept = arena_str(a, sbuf_text(&out));
	sbuf_release(&out);
	return kept;
}

static void fields_are_read_as_browsers_write_them(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" },
		{ "a=1&b=2", "a=1|b=2" },
		{ "a=&b", "a=|b=" },
		{ "&&a=1&", "a=1" },
		{ "a=b=c", "a=b=c" },
		{ "a+b=c+d%2B", "a b=c d+" },
		{ "s=%C3%A9%0D%0A", "s=\xc3\xa9\r\n" },
		{ "s=100%&t=%zz%4", "s=100%|t=%zz%4" },
		{ "s=a%00b", "s=a\\0b" },
		{ "=x", "=x" },
		{ "a=1&a=2", "a=1|a=2" },
		{ "a%3Db=1%26", "a=b=1&" },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++)
		assert_string_equal(parsed(*state, cases[i][0]), cases[i][1]);
}

static void there_are_at_most_so_many_fields(void **state)
{
	struct sbuf b = SBUF_INIT(10000);
	struct http_pairs p;

	for (int i = 0; i < LIMIT_FORM_FIELDS; i++)
		sbuf_printf(&b, "f%d=1&", i);
	assert_true(http_parse_fields(*state, b.p, b.len, &p));
	assert_int_equal(p.n, LIMIT_FORM_FIELDS);
	sbuf_str(&b, "one=more");
	assert_false(http_parse_fields(*state, b.p, b.len, &p));
	assert_int_equal(p.n, LIMIT_FORM_FIELDS);
	sbuf_release(&b);
}

static void the_cookie_is_found_among_others(void **state)
{
	static const struct {
		const char *header, *want;
	} cases[] = {
		{ "", NULL },         { "d=1", "1" },  { "x=0; d=1; y=2", "1" },
		{ " d=1 ;y=2", "1" }, { "d=", "" },    { "dd=1; d=2", "2" },
		{ "d=1=2", "1=2" },   { "d", NULL },   { "d=1; d=1", "1" },
		{ "d=1; d=2", NULL }, { ";;;", NULL },
	};

	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *got = http_cookie(*state, cases[i].header, "d");

		if (!cases[i].want)
			assert_null(got);
		else
			assert_string_equal(got, cases[i].want);
	}
}

static void only_paths_of_our_own_are_followed(void **state)
{
	static const char *const good[] = { "/", "/tickets?view=a%20b",
					    "/tickets/ABC-DEFGH-123#x" };
	static const char *const bad[] = {
		"",        "tickets",    "//evil.example", "/\\evil.example",
		"/a\\b",   "https:evil", "https://evil",   "/a b",
		"/\tevil", "/a\nb: c",   "javascript:x",   "\\/evil",
		"/a\x7f",  " /tickets"
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++)
		assert_true(http_local_path(good[i]));
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (http_local_path(bad[i]))
			fail_msg("%s is followed", bad[i]);
	assert_false(http_local_path(NULL));
}

static void a_code_is_known_by_its_shape(void **state)
{
	(void)state;
	assert_true(http_code_valid("ABC-DEFGH-123"));
	assert_false(http_code_valid(""));
	assert_false(http_code_valid("ABC-DEFGH-12"));
	assert_false(http_code_valid("ABC-DEFGH-1234"));
	assert_false(http_code_valid("abc-defgh-123"));
	assert_false(http_code_valid("ABC_DEFGH_123"));
	assert_false(http_code_valid("ABC-DEFGH-12x"));
}

static void a_value_is_encoded_for_a_query(void **state)
{
	struct sbuf b = SBUF_INIT(100);

	(void)state;
	http_encode(&b, "/a b?c=d&e#\xc3\xa9%");
	assert_string_equal(sbuf_text(&b), "/a%20b%3Fc%3Dd%26e%23%C3%A9%25");
	sbuf_release(&b);
}

int main(void)
{
#define CASE(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
	static const struct CMUnitTest tests[] = {
		CASE(fields_are_read_as_browsers_write_them),
		CASE(there_are_at_most_so_many_fields),
		CASE(the_cookie_is_found_among_others),
		CASE(only_paths_of_our_own_are_followed),
		CASE(a_code_is_known_by_its_shape),
		CASE(a_value_is_encoded_for_a_query),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
