#include "support/test.h"

#include "base/str.h"

static void numbers_are_the_whole_text_and_in_range(void **state)
{
	/* clang-format off */
	static const struct {
		const char *s;
		int64_t min, max;
		bool ok;
		int64_t want;
	} cases[] = {
		{ "0",                     0, 9,  true, 0 },
		{ "007",                   0, 9,  true, 7 },
		{ "-5",                   -5, 9,  true, -5 },
		{ "-0",                    0, 9,  true, 0 },
		{ "9223372036854775807",   0, INT64_MAX, true, INT64_MAX },
		{ "-9223372036854775808", INT64_MIN, 0,  true, INT64_MIN },
		{ "9223372036854775808",  INT64_MIN, INT64_MAX, false, 0 },
		{ "-9223372036854775809", INT64_MIN, INT64_MAX, false, 0 },
		{ "99999999999999999999999", 0, INT64_MAX, false, 0 },
		{ "10",   0, 9, false, 0 },
		{ "-1",   0, 9, false, 0 },
		{ "",     0, 9, false, 0 },
		{ "-",   -9, 9, false, 0 },
		{ "--1", -9, 9, false, 0 },
		{ "+1",   0, 9, false, 0 },
		{ " 1",   0, 9, false, 0 },
		{ "1 ",   0, 9, false, 0 },
		{ "1.0",  0, 9, false, 0 },
		{ "1e3",  0, 9999, false, 0 },
		{ "0x1",  0, 9, false, 0 },
		{ "\xd9\xa1", 0, 9, false, 0 }, /* Arabic one */
		{ NULL,   0, 9, false, 0 },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		const char *what = cases[i].s ? cases[i].s : "NULL";
		int64_t n = 0;

		check_bool(
			what,
			str_to_i64(cases[i].s, cases[i].min, cases[i].max, &n),
			cases[i].ok);
		check_i64(what, n, cases[i].want);
	}
}

static void small_questions_have_plain_answers(void **state)
{
	(void)state;
	assert_true(str_eq("a", "a"));
	assert_false(str_eq("a", "A"));
	assert_false(str_eq("a", NULL));
	assert_false(str_eq(NULL, ""));
	assert_true(str_eq(NULL, NULL));
	assert_true(str_starts("https://x", "https://"));
	assert_true(str_starts("x", ""));
	assert_false(str_starts("htt", "http"));
	assert_true(str_empty(NULL));
	assert_true(str_empty(""));
	assert_false(str_empty(" "));
}

/* clang-format off */
static const struct {
	const char *what, *s;
	size_t n;
	bool ok;
} utf8_cases[] = {
	{ "nothing is fine",            "", 0, true },
	{ "ASCII is fine",              "az AZ~\x7f", 7, true },
	{ "two bytes, the lowest",      "\xc2\x80", 2, true },
	{ "three bytes, the lowest",    "\xe0\xa0\x80", 3, true },
	{ "below the surrogates",       "\xed\x9f\xbf", 3, true },
	{ "above the surrogates",       "\xee\x80\x80", 3, true },
	{ "four bytes, the lowest",     "\xf0\x90\x80\x80", 4, true },
	{ "the last code point",        "\xf4\x8f\xbf\xbf", 4, true },
	{ "NUL",                        "a\0b", 3, false },
	{ "a lone continuation",        "\x80", 1, false },
	{ "overlong slash, two bytes",  "\xc0\xaf", 2, false },
	{ "overlong 0x7f",              "\xc1\xbf", 2, false },
	{ "overlong, three bytes",      "\xe0\x9f\xbf", 3, false },
	{ "overlong, four bytes",       "\xf0\x8f\xbf\xbf", 4, false },
	{ "the first surrogate",        "\xed\xa0\x80", 3, false },
	{ "the last surrogate",         "\xed\xbf\xbf", 3, false },
	{ "beyond U+10FFFF",            "\xf4\x90\x80\x80", 4, false },
	{ "a lead byte that is none",   "\xf5\x80\x80\x80", 4, false },
	{ "0xff",                       "\xff", 1, false },
	{ "cut after one of two",       "\xc3", 1, false },
	{ "cut after two of three",     "\xe2\x82", 2, false },
	{ "cut after three of four",    "\xf0\x9f\x98", 3, false },
	{ "a letter in a sequence",     "\xe2(\xa1", 3, false },
	{ "Latin-1",                    "caf\xe9", 4, false },
};
/* clang-format on */

static void only_well_formed_utf8_is_valid(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(utf8_cases); i++)
		check_bool(utf8_cases[i].what,
			   str_utf8_valid(utf8_cases[i].s, utf8_cases[i].n),
			   utf8_cases[i].ok);
}

static void one_code_point_at_a_time(void **state)
{
	uint32_t c = 0;

	(void)state;
	assert_int_equal(str_utf8_next("x", 1, &c), 1);
	assert_int_equal(c, 'x');
	assert_int_equal(str_utf8_next("\xe2\x82\xacuro", 6, &c), 3);
	assert_int_equal(c, 0x20ac);
	assert_int_equal(str_utf8_next("\xf0\x9f\x98\x80", 4, &c), 4);
	assert_int_equal(c, 0x1f600);
	assert_int_equal(str_utf8_next("", 0, &c), 0);
	assert_int_equal(str_utf8_next("\xe2\x82\xac", 2, &c), 0);
}

static void characters_are_counted_and_cut_whole(void **state)
{
	const char *s = "a\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80z"; /* aé€😀z */

	(void)state;
	assert_int_equal(str_utf8_count(s, strlen(s)), 5);
	assert_int_equal(str_utf8_count("", 0), 0);
	assert_int_equal(str_utf8_cut(s, strlen(s), 0), 0);
	assert_int_equal(str_utf8_cut(s, strlen(s), 1), 1);
	assert_int_equal(str_utf8_cut(s, strlen(s), 2), 3);
	assert_int_equal(str_utf8_cut(s, strlen(s), 3), 6);
	assert_int_equal(str_utf8_cut(s, strlen(s), 4), 10);
	assert_int_equal(str_utf8_cut(s, strlen(s), 5), 11);
	assert_int_equal(str_utf8_cut(s, strlen(s), 99), 11);
}

static void blank_is_what_nobody_can_see(void **state)
{
	/* clang-format off */
	static const struct {
		const char *what, *s;
		bool blank;
	} cases[] = {
		{ "nothing",               "", true },
		{ "blanks and line ends",  " \t\r\n\v\f", true },
		{ "no-break space",        "\xc2\xa0", true },
		{ "ideographic space",     "\xe3\x80\x80", true },
		{ "zero width space",      "\xe2\x80\x8b", true },
		{ "byte order mark",       "\xef\xbb\xbf", true },
		{ "soft hyphen",           "\xc2\xad", true },
		{ "Hangul filler",         "\xe3\x85\xa4", true },
		{ "direction override",    "\xe2\x80\xae", true },
		{ "a tag character",       "\xf3\xa0\x81\x81", true },
		{ "controls",              "\x01\x7f", true },
		{ "marks without letters", "\xcc\x81 \xe2\x83\x9d", true },
		{ "a letter with marks",   "e\xcc\x81", false },
		{ "a letter",              " x ", false },
		{ "a letter after many",   "\xe2\x80\x8b\xc2\xa0.", false },
		{ "an emoji",              "\xf0\x9f\x98\x80", false },
		{ "bytes that are no text", "\xff", false },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check_bool(cases[i].what,
			   str_blank(cases[i].s, strlen(cases[i].s)),
			   cases[i].blank);
}

static void runs_of_spaces_become_one(void **state)
{
	static const struct {
		const char *before, *after;
	} cases[] = {
		{ "", "" },
		{ "a b", "a b" },
		{ "a   b  c", "a b c" },
		{ "a\xc2\xa0 \xc2\xa0"
		  "b",
		  "a b" },
		{ "  a ", " a " },
		{ "\xc3\xa4\xc2\xa7 \xe2\x82\xac",
		  "\xc3\xa4\xc2\xa7 \xe2\x82\xac" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		char text[32];

		snprintf(text, sizeof(text), "%s", cases[i].before);
		str_one_space(text);
		check_text(cases[i].before, text, cases[i].after);
	}
}

static void trimming_takes_white_space_off_both_ends(void **state)
{
	static const struct {
		const char *s, *want;
	} cases[] = {
		{ "", "" },
		{ "  ", "" },
		{ "x", "x" },
		{ " a b\t\n", "a b" },
		{ "\xc2\xa0"
		  "a\xe3\x80\x80",
		  "a" },
		{ " \xff ", "\xff" },
		{ "\xe2\x80\x8b", "\xe2\x80\x8b" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		size_t n = 99;
		const char *p = str_trim(cases[i].s, &n);

		check_i64(cases[i].want, (int64_t)n,
			  (int64_t)strlen(cases[i].want));
		assert_memory_equal(p, cases[i].want, n);
	}
}

static void secrets_match_only_when_whole_and_not_empty(void **state)
{
	static const char long_a[] =
		"0123456789012345678901234567890123456789012";
	static const char long_b[] =
		"0123456789012345678901234567890123456789013";
	/* clang-format off */
	static const struct {
		const char *what, *a, *b;
		size_t na, nb;
		bool want;
	} cases[] = {
		{ "the same",                  "secret", "secret", 6, 6, true },
		{ "both empty",                "", "", 0, 0, false },
		{ "one empty",                 "", "secret", 0, 6, false },
		{ "both NULL",                 NULL, NULL, 0, 0, false },
		{ "NULL with a length",        NULL, NULL, 6, 6, false },
		{ "NULL against one",          NULL, "secret", 6, 6, false },
		{ "one against NULL",          "secret", NULL, 6, 6, false },
		{ "a prefix",                  "secre", "secret", 5, 6, false },
		{ "a longer one",              "secrets", "secret", 7, 6, false },
		{ "0 against a secret",        "0", "secret", 1, 6, false },
		{ "0 against true",            "0", "true", 1, 4, false },
		{ "true against a secret",     "true", "secret", 4, 6, false },
		{ "0e1 against 0e2",           "0e1", "0e2", 3, 3, false },
		{ "the other case",            "Secret", "secret", 6, 6, false },
		{ "the first byte differs",    "xecret", "secret", 6, 6, false },
		{ "the last byte differs",     long_a, long_b, 43, 43, false },
		{ "long and the same",         long_a, long_a, 43, 43, true },
		{ "differs after a NUL",       "a\0b", "a\0c", 3, 3, false },
		{ "one bit of the top byte",   "\x80", "\x00", 1, 1, false },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		check_bool(cases[i].what,
			   str_secret_eq(cases[i].a, cases[i].na, cases[i].b,
					 cases[i].nb),
			   cases[i].want);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("numbers are the whole text and in range",
		     numbers_are_the_whole_text_and_in_range),
		TEST("small questions have plain answers",
		     small_questions_have_plain_answers),
		TEST("only well-formed UTF-8 is valid",
		     only_well_formed_utf8_is_valid),
		TEST("one code point at a time", one_code_point_at_a_time),
		TEST("characters are counted and cut whole",
		     characters_are_counted_and_cut_whole),
		TEST("blank is what nobody can see",
		     blank_is_what_nobody_can_see),
		TEST("trimming takes white space off both ends",
		     trimming_takes_white_space_off_both_ends),
		TEST("runs of spaces become one", runs_of_spaces_become_one),
		TEST("secrets match only when whole and not empty",
		     secrets_match_only_when_whole_and_not_empty),
	};

	return cmocka_run_group_tests_name("str", tests, NULL, NULL);
}
