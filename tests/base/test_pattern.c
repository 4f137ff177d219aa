/* Regular expressions: what they find, what is none, and how long they take. */
#include "support/test.h"

#include "base/clock.h"
#include "base/pattern.h"

static bool found(const char *pattern, const char *text)
{
	struct pattern *p;
	struct err e = { 0 };
	bool yes;

	if (pattern_new(pattern, &p, &e))
		fail_msg("%s", e.msg);
	yes = pattern_found(p, text, strlen(text));
	pattern_free(p);
	return yes;
}

static void test_finds(void **state)
{
	(void)state;
	assert_true(found("inv(oice)? *#?\\d+", "see INVOICE #77"));
	assert_false(found("(?-i)invoice", "INVOICE"));
	assert_true(found("größe", "DIE GRÖßE"));
	assert_true(found("^a.c$", "abc"));
	assert_false(found("^b", "a\nb"));
	assert_true(found("(?m)^b", "a\nb"));
	assert_true(found("", ""));
	pattern_free(NULL);
}

static void test_says_what_is_wrong(void **state)
{
	static const char *const none[] = { "(",       "[a",      "a**", "\\1",
					    "(?<=a)b", "x{2000}", "\xff" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(none); i++) {
		struct pattern *p;
		struct err e = { 0 };

		assert_int_equal(pattern_new(none[i], &p, &e), ERR_INVALID);
		assert_null(p);
		assert_non_null(strstr(e.msg, "cannot be used: "));
	}
}

/* What takes others for ever: twice the text, about twice as long. */
static void test_cannot_blow_up(void **state)
{
	static char text[200000];
	struct pattern *p;
	struct err e = { 0 };
	int64_t took[2];

	(void)state;
	memset(text, 'a', sizeof(text));
	assert_int_equal(pattern_new("(a+)+(a*)*(a|aa)+x", &p, &e), ERR_NONE);
	for (size_t i = 0; i < 2; i++) {
		int64_t since = clock_monotonic_ns();

		assert_false(
			pattern_found(p, text, sizeof(text) / 2 * (i + 1)));
		took[i] = clock_monotonic_ns() - since;
	}
	/* By trying all ways it would be some 2^100000 times as long. */
	assert_true(took[1] < 100 * took[0] + 1000000000);
	pattern_free(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("finds", test_finds),
		TEST("says what is wrong", test_says_what_is_wrong),
		TEST("cannot blow up", test_cannot_blow_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
