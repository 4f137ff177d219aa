/*
 * Whether agents are there: said in the frame, noted by asking, shown beside
 * their names.
 */
#include "support/test.h"
#include "support/tickets.h"
#include "base/clock.h"
#include "base/limits.h"

#define PATH(...) arena_printf(fixture.arena, __VA_ARGS__)

static void has(struct answer a, const char *text)
{
	if (!strstr(a.body, text))
		fail_msg("\"%s\" is missing", text);
}

static void has_not(struct answer a, const char *text)
{
	if (strstr(a.body, text))
		fail_msg("\"%s\" must not be there", text);
}

/* What stands of Alice: what she chose, and whether she is there (10). */
static int64_t alice(void)
{
	return db_fixture_number(
		PATH("SELECT chosen + 10 * (seen_at IS NOT NULL)"
		     " FROM presence WHERE person_id = %lld",
		     (long long)ask_person(ALICE).n));
}

static struct answer choose(enum who who, const char *fields)
{
	return ask_form("/presence", who, fields);
}

static void who_answers_says_whether_they_are_there(void **state)
{
	struct answer a = ask(GET, "/inbox", ALICE);

	(void)state;
	has(a, "value=\"online\" aria-pressed=\"true\"");
	a = choose(ALICE, "presence=paused&next=/inbox%3Fview%3Dmine");
	assert_int_equal(a.status, 303);
	assert_string_equal(a.location, "/inbox?view=mine&done=presence");
	assert_int_equal(alice(), 12);
	a = ask(GET, a.location, ALICE);
	has(a, "value=\"online\" aria-pressed=\"false\"");
	has(a, "value=\"paused\" aria-pressed=\"true\"");
	has(a, "Your colleagues see your new status.");
	/* What was just done is not done again by coming back. */
	has(a, "name=\"next\" value=\"/inbox?view=mine\"");
	choose(ALICE, "presence=away");
	assert_int_equal(alice(), 13);
	has(ask(GET, "/inbox", ALICE), "value=\"away\" aria-pressed=\"true\"");
}

static void nobody_else_is_asked(void **state)
{
	static const enum who others[] = { BOB, RITA, MIA };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(others); i++) {
		has_not(ask(GET, "/account", others[i]), "/presence");
		assert_int_equal(choose(others[i], "presence=away").status,
				 403);
	}
	assert_int_equal(choose(NOBODY, "presence=away").status, 403);
}

static void what_is_no_status_is_refused(void **state)
{
	static const char *const bad[] = {
		"",           "presence=",       "presence=here",
		"presence=0", "presence=ONLINE", "presence=away&presence=online"
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		if (choose(ALICE, bad[i]).status / 100 != 4)
			fail_msg("%s was taken", bad[i]);
	assert_int_equal(alice(), 11);
}

static void it_leads_nowhere_else(void **state)
{
	static const char *const bad[] = { "https://evil.example/",
					   "//evil.example", "/\\evil.example",
					   "javascript:alert(1)", "inbox" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct answer a = choose(
			ALICE, PATH("presence=paused&next=%s", bad[i]));

		assert_int_equal(a.status, 303);
		assert_string_equal(a.location, "/?done=presence");
	}
}

/* At most once a minute: a page more costs no write. */
static void asking_is_noted_once_a_minute(void **state)
{
	int64_t before;

	(void)state;
	before = ask_digest();
	ask(GET, "/inbox", ALICE);
	assert_int_equal(ask_digest(), before);
	db_fixture_run(
		PATH("UPDATE presence SET seen_at = %lld;",
		     (long long)(clock_now() - LIMIT_PRESENCE_NOTE_SECONDS)));
	ask(GET, "/inbox", ALICE);
	assert_int_not_equal(ask_digest(), before);
	before = ask_digest();
	ask(GET, "/inbox", ALICE);
	assert_int_equal(ask_digest(), before);
}

static void who_signs_in_comes_and_who_signs_out_goes(void **state)
{
	struct ask in = { .method = POST, .path = "/session", .who = NOBODY };
	struct answer a;

	(void)state;
	choose(ALICE, "presence=paused");
	a = ask_form("/session/end", ALICE, "");
	assert_int_equal(a.status, 303);
	assert_int_equal(alice(), 2);
	in.fields = PATH("email=%s&password=%s", ask_email(ALICE),
			 "orbit+maple+tram+7");
	a = ask_with(&in);
	assert_int_equal(a.status, 303);
	assert_int_equal(alice(), 11);
}

static void names_say_who_is_there(void **state)
{
	const char *code = tickets_open(BOB, "default");
	struct answer a;

	(void)state;
	choose(ERIK, "presence=paused");
	db_fixture_run(PATH("UPDATE presence SET seen_at = %lld"
			    " WHERE person_id = %lld;",
			    (long long)(clock_now() - LIMIT_AWAY_SECONDS),
			    (long long)ask_person(OLGA).n));
	a = ask(GET, PATH("/tickets/%s", code), ALICE);
	has(a, " · paused</option>");
	has(a, " · away</option>");
	a = ask(GET, "/people", ADAM);
	has(a, "<span class=\"presence presence--paused\">");
	has(a, "<span class=\"presence presence--online\">");
	has(a, "<span class=\"presence\">");
	has(ask(GET, PATH("/people/%s", ask_oid(ERIK)), ADAM),
	    "<span class=\"presence presence--paused\">");
	/* Customers are told nothing of it. */
	has_not(ask(GET, PATH("/tickets/%s", code), BOB), "presence");
}

int main(int argc, char **argv)
{
#define ASK_TEST(what, func) TEST_WITH(what, func, ask_clean, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		ASK_TEST("who answers says whether they are there", who_answers_says_whether_they_are_there),
		ASK_TEST("nobody else is asked", nobody_else_is_asked),
		ASK_TEST("what is no status is refused", what_is_no_status_is_refused),
		ASK_TEST("it leads nowhere else", it_leads_nowhere_else),
		ASK_TEST("asking is noted once a minute", asking_is_noted_once_a_minute),
		ASK_TEST("who signs in comes, and who signs out goes", who_signs_in_comes_and_who_signs_out_goes),
		ASK_TEST("names say who is there", names_say_who_is_there),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
