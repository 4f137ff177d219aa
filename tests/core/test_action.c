/* What a step may do, and what it may be told with. */
#include "support/test.h"

#include "base/limits.h"
#include "core/action.h"
#include "core/level.h"
#include "core/rule_names.h"

static const char *fault(enum action_kind kind, int64_t id, const char *text)
{
	static struct err e;
	const struct action a = { .kind = kind, .id = id, .text = text };

	e = (struct err){ 0 };
	if (action_check(&a, &e) == ERR_NONE)
		return "";
	assert_int_equal(e.kind, ERR_INVALID);
	return e.msg;
}

static char *so_many(const char *head, char c, size_t n)
{
	static char text[3000];
	size_t k = strlen(head);

	memcpy(text, head, k);
	memset(text + k, c, n - k);
	text[n] = '\0';
	return text;
}

static void each_kind_has_a_name_of_its_own(void **state)
{
	enum action_kind k;

	(void)state;
	for (int i = 0; i < ACTION_KIND_N; i++) {
		assert_true(action_of(action_name((enum action_kind)i), &k));
		assert_int_equal(k, i);
	}
	assert_false(action_of("explode", &k));
	assert_true(action_tells(ACTION_TELL_AGENT));
	assert_true(action_tells(ACTION_TELL_ADDRESS));
	assert_true(action_tells(ACTION_TELL_PERSON));
	assert_false(action_tells(ACTION_PRIORITY));
	assert_false(action_tells(ACTION_ANSWER));
}

static void each_kind_names_what_it_names(void **state)
{
	static const enum action_names expected[ACTION_KIND_N] = {
		[ACTION_PRIORITY] = ACTION_NAMES_NUMBER,
		[ACTION_ASSIGN] = ACTION_NAMES_PERSON,
		[ACTION_TRANSFER] = ACTION_NAMES_DEPARTMENT,
		[ACTION_TAG] = ACTION_NAMES_TAG,
		[ACTION_UNTAG] = ACTION_NAMES_TAG,
		[ACTION_LEVEL] = ACTION_NAMES_LEVEL,
		[ACTION_POSTPONE] = ACTION_NAMES_NUMBER,
		[ACTION_FIELD] = ACTION_NAMES_FIELD,
		[ACTION_TELL_PERSON] = ACTION_NAMES_PERSON,
	};

	(void)state;
	for (int i = 0; i < ACTION_KIND_N; i++)
		assert_int_equal(action_names((enum action_kind)i),
				 expected[i]);
}

static void each_event_that_sets_rules_off_has_a_name(void **state)
{
	enum rule_trigger t;

	(void)state;
	for (int i = 0; i < RULE_TRIGGER_N; i++) {
		assert_true(rule_trigger_of(
			rule_trigger_name((enum rule_trigger)i), &t));
		assert_int_equal(t, i);
	}
	assert_false(rule_trigger_of("lunch", &t));
	assert_int_equal(t, RULE_ON_CREATED);
}

static void a_mark_changes_nothing_of_a_ticket(void **state)
{
	(void)state;
	for (int kind = 0; kind < EVENT_KIND_N; kind++) {
		const struct event tells = { .kind = (enum event_kind)kind };
		const struct event does = { .kind = (enum event_kind)kind,
					    .did = DID_TAGS };
		bool always = kind == EVENT_OVERDUE || kind == EVENT_REMINDER ||
			      kind == EVENT_RULES_END;

		assert_int_equal(event_is_mark(&does), always);
		assert_int_equal(event_is_mark(&tells),
				 always || kind == EVENT_RULE);
	}
}

static void a_postponement_is_not_for_ever(void **state)
{
	(void)state;
	assert_string_equal(fault(ACTION_POSTPONE, 0, NULL), "");
	assert_string_equal(fault(ACTION_POSTPONE, LIMIT_POSTPONEMENT, NULL),
			    "");
	assert_non_null(
		strstr(fault(ACTION_POSTPONE, LIMIT_POSTPONEMENT + 1, NULL),
		       "31622400"));
	assert_non_null(strstr(fault(ACTION_POSTPONE, -1, NULL), "seconds"));
}

static void words_for_customers_are_there_and_not_too_many(void **state)
{
	(void)state;
	assert_string_equal(
		fault(ACTION_ANSWER, 0, so_many("", 'x', LIMIT_ACTION_ANSWER)),
		"");
	assert_non_null(strstr(fault(ACTION_ANSWER, 0,
				     so_many("", 'x', LIMIT_ACTION_ANSWER + 1)),
			       "answer: it has more than 2000"));
	assert_non_null(strstr(fault(ACTION_ANSWER, 0, NULL), "answer"));
}

static void words_of_a_note_are_there_and_not_too_many(void **state)
{
	(void)state;
	assert_string_equal(fault(ACTION_NOTE, 0, "Call them."), "");
	assert_non_null(strstr(fault(ACTION_NOTE, 0, NULL), "note"));
	assert_non_null(strstr(fault(ACTION_NOTE, 0, " \n"), "note"));
	assert_non_null(strstr(fault(ACTION_NOTE, 0, "\xff"), "UTF-8"));
	assert_string_equal(
		fault(ACTION_NOTE, 0, so_many("", 'x', LIMIT_ACTION_NOTE)), "");
	assert_non_null(strstr(
		fault(ACTION_NOTE, 0, so_many("", 'x', LIMIT_ACTION_NOTE + 1)),
		"1000"));
}

static void an_address_is_one_that_can_be_written_to(void **state)
{
	static const char *const bad[] = {
		"",           "somebody",   "@example.com", "a@",
		"a@b@c.com",  "a b@c.com",  "a@c.com\n",    "<a@c.com>",
		"a@c.com,b@", "\xff@c.com", "a@c.com\x7f",
	};

	(void)state;
	assert_string_equal(fault(ACTION_TELL_ADDRESS, 0, "a@example.com"), "");
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (!strstr(fault(ACTION_TELL_ADDRESS, 0, bad[i]),
			    "address: write"))
			fail_msg("%s is taken", bad[i]);
	assert_string_equal(
		fault(ACTION_TELL_ADDRESS, 0, so_many("a@", 'x', LIMIT_EMAIL)),
		"");
	assert_non_null(strstr(fault(ACTION_TELL_ADDRESS, 0,
				     so_many("a@", 'x', LIMIT_EMAIL + 1)),
			       "254"));
}

static void a_url_is_plain_http_without_credentials(void **state)
{
	static const char *const good[] = {
		"http://example.com",
		"HTTPS://example.com:8080/a?b=c@d#e",
		"https://[::1]/x",
	};
	static const char *const bad[][2] = {
		{ "", "begins" },
		{ "ftp://example.com/", "begins" },
		{ "javascript:alert(1)", "begins" },
		{ "http:/example.com", "begins" },
		{ "https:/example.com", "begins" },
		{ "https://", "write it" },
		{ "https:///x", "write it" },
		{ "https://:80/x", "write it" },
		{ "https://example.com/a b", "write it" },
		{ "https://example.com/\xff", "write it" },
		{ "https://example.com/<x>", "write it" },
		{ "https://me@example.com/", "user" },
		{ "https://me:secret@example.com", "user" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(good); i++)
		assert_string_equal(fault(ACTION_CALL, 0, good[i]), "");
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (!strstr(fault(ACTION_CALL, 0, bad[i][0]), bad[i][1]))
			fail_msg("%s: %s", bad[i][0],
				 fault(ACTION_CALL, 0, bad[i][0]));
	assert_string_equal(fault(ACTION_CALL, 0,
				  so_many("http://", 'x', LIMIT_ACTION_URL)),
			    "");
	assert_non_null(
		strstr(fault(ACTION_CALL, 0,
			     so_many("http://", 'x', LIMIT_ACTION_URL + 1)),
		       "1000"));
}

static void a_priority_is_one_that_there_is(void **state)
{
	(void)state;
	assert_string_equal(fault(ACTION_PRIORITY, PRIORITY_URGENT, NULL), "");
	assert_string_equal(fault(ACTION_PRIORITY, PRIORITY_LOW, NULL), "");
	assert_non_null(strstr(fault(ACTION_PRIORITY, 0, NULL), "priority"));
	assert_non_null(strstr(fault(ACTION_PRIORITY, 5, NULL), "priority"));
	assert_string_equal(fault(ACTION_ASSIGN, 0, NULL), "");
}

static void a_level_says_when_a_step_is_late(void **state)
{
	struct level l = { .version = 1 };

	(void)state;
	assert_int_equal(level_late(&l), LEVEL_LATE);
	l.gears.late = 1;
	assert_int_equal(level_late(&l), 1);
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("each kind has a name of its own",
		     each_kind_has_a_name_of_its_own),
		TEST("each kind names what it names",
		     each_kind_names_what_it_names),
		TEST("each event that sets rules off has a name",
		     each_event_that_sets_rules_off_has_a_name),
		TEST("a mark changes nothing of a ticket",
		     a_mark_changes_nothing_of_a_ticket),
		TEST("a postponement is not for ever",
		     a_postponement_is_not_for_ever),
		TEST("words for customers are there and not too many",
		     words_for_customers_are_there_and_not_too_many),
		TEST("words of a note are there and not too many",
		     words_of_a_note_are_there_and_not_too_many),
		TEST("an address is one that can be written to",
		     an_address_is_one_that_can_be_written_to),
		TEST("a URL is plain http without credentials",
		     a_url_is_plain_http_without_credentials),
		TEST("a priority is one that there is",
		     a_priority_is_one_that_there_is),
		TEST("a level says when a step is late",
		     a_level_says_when_a_step_is_late),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, NULL, NULL);
}
