/* Whether an agent is there. */
#include "support/test.h"

#include "base/limits.h"
#include "core/presence.h"

#define NOW INT64_C(1780000000)

/* clang-format off */
static const struct {
	const char *what;
	enum presence chosen;
	instant seen;
	enum presence want;
} cases[] = {
	{ "seen just now", PRESENCE_ONLINE, NOW, PRESENCE_ONLINE },
	{ "a clock that goes back takes nobody away", PRESENCE_ONLINE, NOW + 5, PRESENCE_ONLINE },
	{ "quiet for almost as long as one may be", PRESENCE_ONLINE, NOW - LIMIT_AWAY_SECONDS + 1, PRESENCE_ONLINE },
	{ "quiet for that long", PRESENCE_ONLINE, NOW - LIMIT_AWAY_SECONDS, PRESENCE_AWAY },
	{ "paused", PRESENCE_PAUSED, NOW - 60, PRESENCE_PAUSED },
	{ "paused, and gone since", PRESENCE_PAUSED, NOW - LIMIT_AWAY_SECONDS, PRESENCE_AWAY },
	{ "who says that they are away stays so at work", PRESENCE_AWAY, NOW, PRESENCE_AWAY },
	{ "signed out", PRESENCE_ONLINE, INSTANT_NONE, PRESENCE_AWAY },
};
/* clang-format on */

static void what_was_chosen_holds_while_they_are_there(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		if (presence_at(cases[i].chosen, cases[i].seen, NOW) !=
		    cases[i].want)
			fail_msg("%s", cases[i].what);
}

static void it_is_noted_once_a_minute(void **state)
{
	(void)state;
	assert_true(presence_stale(INSTANT_NONE, NOW));
	assert_false(presence_stale(NOW - 59, NOW));
	assert_true(presence_stale(NOW - 60, NOW));
}

static void each_has_a_name_and_nothing_else_has(void **state)
{
	enum presence p = PRESENCE_NONE;

	(void)state;
	for (int i = PRESENCE_ONLINE; i < PRESENCE_N; i++) {
		assert_true(presence_of(presence_name((enum presence)i), &p));
		assert_int_equal(p, i);
	}
	assert_null(presence_name(PRESENCE_NONE));
	assert_null(presence_name(PRESENCE_N));
	p = PRESENCE_PAUSED;
	assert_false(presence_of("Online", &p));
	assert_false(presence_of("", &p));
	assert_int_equal(p, PRESENCE_PAUSED);
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("what was chosen holds while they are there", what_was_chosen_holds_while_they_are_there),
		TEST("it is noted once a minute", it_is_noted_once_a_minute),
		TEST("each has a name, and nothing else has", each_has_a_name_and_nothing_else_has),
	};
	/* clang-format on */

	return cmocka_run_group_tests_name("core/presence", tests, NULL, NULL);
}
