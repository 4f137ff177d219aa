#include "support/test.h"

#include "base/instant.h"
#include "base/limits.h"
#include "base/log.h"

static char logged[256 * 1024];

/* Run log_event() and keep what came out on standard error. */
static const char *log_of(enum log_level level, const char *event,
			  const struct log_pair *pairs, size_t n)
{
	FILE *f = tmpfile();
	int saved = dup(STDERR_FILENO);
	size_t got;

	assert_non_null(f);
	assert_true(saved >= 0 && dup2(fileno(f), STDERR_FILENO) >= 0);
	log_event(level, event, pairs, n);
	dup2(saved, STDERR_FILENO);
	close(saved);
	rewind(f);
	got = fread(logged, 1, sizeof(logged) - 1, f);
	logged[got] = '\0';
	fclose(f);
	return logged;
}

/* The part after the time, which must be a time. */
static const char *after_time(const char *line)
{
	const char *end = strchr(line, ' ');
	instant at;

	assert_true(str_starts(line, "at="));
	assert_non_null(end);
	assert_true(instant_parse(line + 3, (size_t)(end - line) - 3, &at));
	return end + 1;
}

static void an_event_is_one_line_of_pairs(void **state)
{
	(void)state;
	log_init("duedesk-web", LOG_INFO);
	assert_string_equal(
		after_time(log_of(
			LOG_INFO, "started",
			LOG_PAIRS(LOG_N("workers", 4), LOG_S("path", "/x")))),
		"level=info program=duedesk-web event=started workers=4"
		" path=/x\n");
	assert_string_equal(after_time(log_of(LOG_ERROR, "stopped", NULL, 0)),
			    "level=error program=duedesk-web event=stopped\n");
}

static void what_is_below_the_level_is_not_said(void **state)
{
	(void)state;
	log_init("t", LOG_WARN);
	assert_string_equal(log_of(LOG_DEBUG, "x", NULL, 0), "");
	assert_string_equal(log_of(LOG_INFO, "x", NULL, 0), "");
	assert_string_not_equal(log_of(LOG_WARN, "x", NULL, 0), "");
	log_init("t", LOG_DEBUG);
	assert_string_not_equal(log_of(LOG_DEBUG, "x", NULL, 0), "");
}

static void nothing_in_a_value_can_forge_a_line(void **state)
{
	/* clang-format off */
	static const struct {
		const char *what, *value, *want;
	} cases[] = {
		{ "a word stays bare",     "word-7:x/y?z",  "word-7:x/y?z" },
		{ "nothing is quoted",     "",              "\"\"" },
		{ "NULL is nothing",       NULL,            "\"\"" },
		{ "a blank is quoted",     "a b",           "\"a b\"" },
		{ "an equals sign too",    "a=b",           "\"a=b\"" },
		{ "quotes are escaped",    "a\"b",          "\"a\\\"b\"" },
		{ "backslashes as well",   "a\\nb",         "\"a\\\\nb\"" },
		{ "a forged line",         "x\nat=1 level=info event=login",
		  "\"x\\nat=1 level=info event=login\"" },
		{ "carriage return",       "a\r\nb",        "\"a\\r\\nb\"" },
		{ "tab",                   "a\tb",          "\"a\\tb\"" },
		{ "terminal colours",      "\x1b[31mred",   "\"\\x1b[31mred\"" },
		{ "delete",                "\x7f",          "\"\\x7f\"" },
		{ "next line (C1)",        "\xc2\x85",      "\"\\xc2\\x85\"" },
		{ "line separator",        "\xe2\x80\xa8",
		  "\"\\xe2\\x80\\xa8\"" },
		{ "direction override",    "a\xe2\x80\xae"  "b",
		  "\"a\\xe2\\x80\\xaeb\"" },
		{ "byte that is no text",  "\xff\xfe",      "\"\\xff\\xfe\"" },
		{ "half a character",      "\xc3",          "\"\\xc3\"" },
		{ "an overlong newline",   "\xc0\x8a",      "\"\\xc0\\x8a\"" },
		{ "letters of any script", "z\xc3\xbcri",   "z\xc3\xbcri" },
	};
	/* clang-format on */
	char want[256];

	(void)state;
	log_init("t", LOG_INFO);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		snprintf(want, sizeof(want),
			 "level=info program=t event=e v=%s n=1\n",
			 cases[i].want);
		check_text(
			cases[i].what,
			after_time(log_of(LOG_INFO, "e",
					  LOG_PAIRS(LOG_S("v", cases[i].value),
						    LOG_N("n", 1)))),
			want);
	}
}

static void every_byte_leaves_one_line(void **state)
{
	(void)state;
	log_init("t", LOG_INFO);
	for (int c = 1; c < 256; c++) {
		char value[4] = { 'a', (char)c, 'b', '\0' };
		const char *line = log_of(LOG_INFO, "e",
					  LOG_PAIRS(LOG_S("v", value)));

		assert_ptr_equal(strchr(line, '\n'), line + strlen(line) - 1);
		for (const char *p = line; *p && *p != '\n'; p++)
			assert_true((unsigned char)*p >= 0x20 && *p != 0x7f);
	}
}

static void long_values_are_cut_between_characters(void **state)
{
	static char value[3 * LOG_VALUE_MAX];
	const char *got;

	(void)state;
	log_init("t", LOG_INFO);
	memset(value, 'x', sizeof(value) - 1);
	got = strstr(log_of(LOG_INFO, "e", LOG_PAIRS(LOG_S("v", value))),
		     "v=x");
	assert_int_equal(strspn(got + 2, "x"), LOG_VALUE_MAX);
	for (size_t i = 1; i + 4 < sizeof(value); i += 4)
		memcpy(value + i, "\xf0\x9f\x98\x80", 5);
	got = strstr(log_of(LOG_INFO, "e", LOG_PAIRS(LOG_S("v", value))),
		     "v=x");
	assert_int_equal(strlen(got + 2), 1 + (LOG_VALUE_MAX - 1) / 4 * 4 + 1);
	assert_true(str_utf8_valid(got, strlen(got)));
}

static void a_line_has_an_end(void **state)
{
	static char value[LOG_VALUE_MAX + 1];
	struct log_pair pairs[40];
	const char *line;
	size_t n;

	(void)state;
	log_init("t", LOG_INFO);
	memset(value, '\x01', sizeof(value) - 1);
	for (size_t i = 0; i < COUNT_OF(pairs); i++)
		pairs[i] = (struct log_pair)LOG_S("v", value);
	line = log_of(LOG_INFO, "e", pairs, COUNT_OF(pairs));
	n = strlen(line);
	assert_true(n <= 64u * 1024);
	assert_string_equal(line + n - 9, " cut=yes\n");
}

static void levels_have_names(void **state)
{
	(void)state;
	assert_int_equal(log_level_of("debug"), LOG_DEBUG);
	assert_int_equal(log_level_of("info"), LOG_INFO);
	assert_int_equal(log_level_of("warn"), LOG_WARN);
	assert_int_equal(log_level_of("error"), LOG_ERROR);
	assert_int_equal(log_level_of("Warn"), LOG_INFO);
	assert_int_equal(log_level_of(""), LOG_INFO);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("an event is one line of pairs",
		     an_event_is_one_line_of_pairs),
		TEST("what is below the level is not said",
		     what_is_below_the_level_is_not_said),
		TEST("nothing in a value can forge a line",
		     nothing_in_a_value_can_forge_a_line),
		TEST("every byte leaves one line", every_byte_leaves_one_line),
		TEST("long values are cut between characters",
		     long_values_are_cut_between_characters),
		TEST("a line has an end", a_line_has_an_end),
		TEST("levels have names", levels_have_names),
	};

	return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
