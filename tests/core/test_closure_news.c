/* What a proposed closure is to a calendar. */
#include "core/calendars.h"
#include "core/closure_news.h"

static const struct calendar_closure there[] = {
	{ 10, 720, 1440, CALENDAR_CIVIL }, { 11, 0, 1440, CALENDAR_SHIFT },
	{ 12, 0, 600, CALENDAR_CIVIL },    { 12, 1200, 1440, CALENDAR_CIVIL },
	{ 9, 0, 1440, CALENDAR_CIVIL }, /* behind the last */
};
#define THERE (COUNT_OF(there) - 1)

/* clang-format off */
static const struct {
	const char *what;
	struct calendar_closure proposed;
	enum closure_news want;
	size_t which;
} news[] = {
	{ "another date", { 9, 0, 1440, CALENDAR_CIVIL }, CLOSURE_NEW, 9 },
	{ "the same", { 10, 720, 1440, CALENDAR_CIVIL }, CLOSURE_KNOWN, 0 },
	{ "all of a half day", { 10, 0, 1440, CALENDAR_CIVIL }, CLOSURE_DIFFERENT, 0 },
	{ "as long, otherwise counted", { 11, 0, 1440, CALENDAR_CIVIL }, CLOSURE_KNOWN, 1 },
	{ "the second of a date", { 12, 1200, 1440, CALENDAR_CIVIL }, CLOSURE_KNOWN, 3 },
	{ "none of two", { 12, 600, 1200, CALENDAR_CIVIL }, CLOSURE_DIFFERENT, 2 },
	{ "an end of its own", { 12, 0, 601, CALENDAR_CIVIL }, CLOSURE_DIFFERENT, 2 },
};
/* clang-format on */

static void test_news(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(news); i++) {
		size_t which = 9;

		check_i64(news[i].what,
			  closure_news_of(there, THERE, &news[i].proposed,
					  &which),
			  news[i].want);
		check_i64(news[i].what, (int64_t)which, (int64_t)news[i].which);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("what a proposed closure is", test_news),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
