/*
 * Tags: their colours, who sees them, and the pages that keep them in order.
 */
#include "support/test.h"
#include "support/tickets.h"
#include "base/limits.h"

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

#define PATH(...) arena_printf(fixture.arena, __VA_ARGS__)

/* A ticket of Bob's, with a tag that customers see, and one that is staff's. */
static const char *tagged(void)
{
	const char *code = tickets_open(BOB, "default");

	tickets_send(code, "tags", ALICE, "add=shown,hidden,past");
	db_fixture_run("UPDATE tag SET colour = 6, public = 1"
		       " WHERE name = 'shown';\n"
		       "UPDATE tag SET colour = 1 WHERE name = 'hidden';\n"
		       "UPDATE tag SET archived_at = 1, public = 1"
		       " WHERE name = 'past';");
	return code;
}

static void staff_see_all_in_their_colours(void **state)
{
	const char *code = tagged();
	struct answer a = ask(GET, "/inbox", ALICE);

	(void)state;
	has(a, "<span class=\"tag tag--blue\"><span class=\"tag__name\""
	       " dir=\"auto\">shown<");
	has(a, "<span class=\"tag tag--red\"><span class=\"tag__name\""
	       " dir=\"auto\">hidden<");
	has(a, "<span class=\"tag tag--old\"><span class=\"tag__name\""
	       " dir=\"auto\">past<");
	a = ask(GET, PATH("/tickets/%s", code), ALICE);
	has(a, "<span class=\"tag tag--blue\"><span class=\"tag__name\""
	       " dir=\"auto\">shown<");
	has(a, "<span class=\"tag tag--red\"><span class=\"tag__name\""
	       " dir=\"auto\">hidden<");
	/* Read-only people have them as facts. */
	a = ask(GET, PATH("/tickets/%s", code), RITA);
	has(a, "<span class=\"tag tag--red\">");
	has_not(a, "id=\"tags-form\"");
}

static void customers_see_those_that_are_open_to_them(void **state)
{
	const char *code = tagged();
	struct answer a = ask(GET, PATH("/tickets/%s", code), BOB);

	(void)state;
	has(a, "<span class=\"tag tag--blue\"><span class=\"tag__name\""
	       " dir=\"auto\">shown<");
	has(a, "<span class=\"tag tag--old\">");
	has_not(a, "hidden<");
	has_not(a, "tagged “");
	a = ask(GET, "/tickets", BOB);
	has(a, ">shown<");
	has_not(a, ">hidden<");
	db_fixture_run("UPDATE tag SET public = 0;");
	a = ask(GET, PATH("/tickets/%s", code), BOB);
	has_not(a, "class=\"tag");
	has_not(ask(GET, "/tickets", BOB), "class=\"tag");
}

/* Staff whose own ticket it is are its customers. */
static void who_asked_for_it_sees_no_more_for_being_staff(void **state)
{
	const char *code = tickets_open(FRANK, "default");

	(void)state;
	tickets_send(code, "tags", ALICE, "add=hidden");
	has_not(ask(GET, PATH("/tickets/%s", code), FRANK), "hidden<");
}

/* The address of the only one there is. */
static const char *page(void)
{
	db_fixture_run("UPDATE tag SET oid = 't100000000000000';");
	return "/tags/t100000000000000";
}

static int64_t looks(void)
{
	return db_fixture_number("SELECT colour * 10 + public FROM tag");
}

static void one_is_added_with_its_looks_and_changed(void **state)
{
	struct answer a = ask_form("/tags", ADAM,
				   "name=vip&colour=purple&public=1");
	const char *at;

	(void)state;
	assert_int_equal(a.status, 303);
	assert_int_equal(looks(), 71);
	at = page();
	a = ask(GET, at, ADAM);
	has(a, "value=\"purple\" checked");
	has(a, "name=\"public\" value=\"1\" checked");
	a = ask_form(at, ADAM, "name=vip&colour=red&seen=1");
	assert_int_equal(a.status, 303);
	assert_int_equal(looks(), 10);
	/* How it was can be had back with one button. */
	a = ask(GET, a.location, ADAM);
	has(a, "<input type=\"hidden\" name=\"name\" value=\"vip\">");
	has(a, "<input type=\"hidden\" name=\"colour\" value=\"purple\">");
	has(a, "<input type=\"hidden\" name=\"public\" value=\"1\">");
	a = ask(GET, "/tags", ADAM);
	has(a, "<span class=\"tag tag--red\">");
}

static void bad_looks_are_refused_and_kept(void **state)
{
	static const char *const bad[] = { "name=x&colour=%23ff0000",
					   "name=x&colour=mauve",
					   "name=x&colour=red&colour=blue",
					   "name=x&colour=RED" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct answer a = ask_form("/tags", ADAM, bad[i]);

		check_i64(bad[i], a.status, 422);
		has(a, "id=\"colour-error\"");
		has(a, "href=\"#colour\"");
		has(a, "value=\"x\"");
	}
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM tag"), 0);
	ask_form("/tags", ADAM, "name=x&colour=teal");
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct answer a = ask_form(page(), ADAM, bad[i]);

		check_i64(bad[i], a.status, 422);
		has(a, "id=\"colour-error\"");
	}
	/* What is wrong with the name takes no colour away. */
	has(ask_form("/tags", ADAM, "name=a%2Cb&colour=teal&public=1"),
	    "value=\"teal\" checked");
	assert_int_equal(looks(), 50);
}

static void an_address_that_was_made_up_takes_nothing_back(void **state)
{
	const char *at;

	(void)state;
	ask_form("/tags", ADAM, "name=vip");
	at = page();
	has_not(ask(GET, PATH("%s?was=a&colour=mauve&done=saved", at), ADAM),
		"name=\"colour\" value=\"mauve\"");
	has(ask(GET, PATH("%s?was=%%3Cb%%3E&colour=red&done=saved", at), ADAM),
	    "value=\"&lt;b&gt;\"");
}

int main(int argc, char **argv)
{
#define ASK_TEST(what, func) TEST_WITH(what, func, ask_clean, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		ASK_TEST("staff see all in their colours", staff_see_all_in_their_colours),
		ASK_TEST("customers see those that are open to them", customers_see_those_that_are_open_to_them),
		ASK_TEST("who asked for it sees no more for being staff", who_asked_for_it_sees_no_more_for_being_staff),
		ASK_TEST("one is added with its looks, and changed", one_is_added_with_its_looks_and_changed),
		ASK_TEST("bad looks are refused, and kept", bad_looks_are_refused_and_kept),
		ASK_TEST("an address that was made up takes nothing back", an_address_that_was_made_up_takes_nothing_back),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
