/* What a level promises, and the words of its field. */
#include "core/calendars.h"

#include "core/level.h"

static void a_priority_may_have_a_target_of_its_own(void **state)
{
	struct level l = { .version = 1 };

	(void)state;
	l.target[METRIC_FIRST_ANSWER][PRIORITY_ANY] = (struct target){
		3600, UNIT_WORKING
	};
	l.target[METRIC_FIRST_ANSWER][PRIORITY_URGENT] = (struct target){
		600, UNIT_CALENDAR
	};
	l.target[METRIC_NEXT_ANSWER][PRIORITY_LOW] = (struct target){
		900, UNIT_WORKING
	};
	check_i64(
		"urgent",
		level_target(&l, METRIC_FIRST_ANSWER, PRIORITY_URGENT).seconds,
		600);
	check_i64("its unit",
		  level_target(&l, METRIC_FIRST_ANSWER, PRIORITY_URGENT).unit,
		  UNIT_CALENDAR);
	check_i64(
		"normal",
		level_target(&l, METRIC_FIRST_ANSWER, PRIORITY_NORMAL).seconds,
		3600);
	check_i64("only low",
		  level_target(&l, METRIC_NEXT_ANSWER, PRIORITY_LOW).seconds,
		  900);
	check_i64("others have none",
		  level_target(&l, METRIC_NEXT_ANSWER, PRIORITY_HIGH).seconds,
		  0);
	check_i64("nor has any other metric",
		  level_target(&l, METRIC_FIRST_RESOLVE, PRIORITY_LOW).seconds,
		  0);
}

static void first_resolve_alone_pauses_by_itself(void **state)
{
	(void)state;
	check_i64("first resolve", level_default_pauses(METRIC_FIRST_RESOLVE),
		  STATUS_BIT(STATUS_ANSWERED) | STATUS_BIT(STATUS_POSTPONED));
	check_i64("first answer", level_default_pauses(METRIC_FIRST_ANSWER), 0);
	check_i64("next answer", level_default_pauses(METRIC_NEXT_ANSWER), 0);
	check_i64("first assign", level_default_pauses(METRIC_FIRST_ASSIGN), 0);
}

/* In Berlin in June, two hours east, of 9 to 17 on weekdays. */
static void every_target_is_a_second_at_least(void **state)
{
	static const struct {
		const char *what;
		struct target target;
		const char *from; /* on the wall */
		seconds want;
	} targets[] = {
		{ "an hour", { HOUR, UNIT_WORKING }, "2026-06-07 08:00", HOUR },
		{ "of any hours", { 1, UNIT_CALENDAR }, "2026-06-07 08:00", 1 },
		{ "a day's hours",
		  { 1, UNIT_WORKING_DAYS },
		  "2026-06-01 10:00",
		  8 * HOUR },
		{ "none before Monday's opening",
		  { 1, UNIT_WORKING_DAYS },
		  "2026-06-07 08:00",
		  1 },
		{ "an hour after the next opening",
		  { HOUR, UNIT_NEXT_OPEN },
		  "2026-06-01 16:00",
		  2 * HOUR },
	};
	struct level l = {
		.calendar = calendars_weekly("Europe/Berlin", &calendars_bh),
	};
	const struct target never = { 1, UNIT_NEXT_OPEN };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(targets); i++)
		check_i64(targets[i].what,
			  level_seconds(&l, targets[i].target,
					calendars_berlin(targets[i].from)),
			  targets[i].want);
	l.calendar = calendar_always();
	check_i64("what is always open opens never",
		  level_seconds(&l, never, 0), LEVEL_NEVER);
}

static void late_is_an_hour_unless_it_says_so(void **state)
{
	struct level l = { .gears = { .late = 0 } };

	(void)state;
	check_i64("unsaid", level_late(&l), LEVEL_LATE);
	l.gears.late = 1;
	check_i64("a second", level_late(&l), 1);
}

static void calendar_time_goes_by_no_calendar(void **state)
{
	const struct calendar *own = (const struct calendar *)&own;
	struct level l = { .calendar = own };

	(void)state;
	assert_ptr_equal(level_calendar(&l, UNIT_WORKING), own);
	assert_ptr_equal(level_calendar(&l, UNIT_CALENDAR), calendar_always());
}

static void the_words_are_those_of_the_api(void **state)
{
	static const char *const metrics[] = { "first_answer", "next_answer",
					       "first_assign", "first_resolve",
					       "chat_answer",  "call_answer",
					       "keep_informed" };
	static const char *const statuses[] = {
		"new",      "open",    "answered", "postponed",
		"resolved", "closed",  "spam",     "deleted",
		"chatting", "calling", "merged"
	};
	static const char *const priorities[] = { "any", "urgent", "high",
						  "normal", "low" };
	static const char *const sources[] = {
		"form",  "mail",         "chat", "phone", "api",
		"agent", "self_service", "ivr",  "direct"
	};

	(void)state;
	for (int i = 0; i < METRIC_N; i++)
		check_text("metric", level_metric_name((enum metric)i),
			   metrics[i]);
	for (int i = 0; i < STATUS_N; i++)
		check_text("status", event_status_name((enum status)i),
			   statuses[i]);
	for (int i = 0; i < PRIORITY_N; i++)
		check_text("priority", event_priority_name((enum priority)i),
			   priorities[i]);
	for (int i = 0; i < SOURCE_N; i++)
		check_text("source", event_source_name((enum source)i),
			   sources[i]);
}

static void each_reason_to_wait_waits_for_somebody(void **state)
{
	static const struct {
		enum pause_code code;
		const char *name;
		enum party party;
	} reasons[] = {
		{ PAUSE_UNSAID, "", PARTY_NONE },
		{ PAUSE_INFORMATION, "information", PARTY_CUSTOMER },
		{ PAUSE_APPROVAL, "approval", PARTY_CUSTOMER },
		{ PAUSE_CONFIRMATION, "confirmation", PARTY_CUSTOMER },
		{ PAUSE_VENDOR, "vendor", PARTY_VENDOR },
		{ PAUSE_DELIVERY, "delivery", PARTY_VENDOR },
		{ PAUSE_TEAM, "team", PARTY_TEAM },
		{ PAUSE_DATE, "date", PARTY_PLANNED },
		{ PAUSE_OTHER, "other", PARTY_NONE },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(reasons); i++) {
		check_text("reason", event_pause_name(reasons[i].code),
			   reasons[i].name);
		check_i64(reasons[i].name, event_pause_party(reasons[i].code),
			  reasons[i].party);
	}
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("a priority may have a target of its own",
		     a_priority_may_have_a_target_of_its_own),
		TEST("first resolve alone pauses by itself",
		     first_resolve_alone_pauses_by_itself),
		TEST("every target is a second at least",
		     every_target_is_a_second_at_least),
		TEST("late is an hour unless it says so",
		     late_is_an_hour_unless_it_says_so),
		TEST("calendar time goes by no calendar",
		     calendar_time_goes_by_no_calendar),
		TEST("each reason to wait waits for somebody",
		     each_reason_to_wait_waits_for_somebody),
		TEST("the words are those of the API",
		     the_words_are_those_of_the_api),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, calendars_setup,
				      calendars_teardown);
}
