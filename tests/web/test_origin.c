/*
 * From which page a customer came to the form, and what is made of it.
 */
#include "support/test.h"
#include "support/tickets.h"
#include "base/limits.h"

#define PATH(...) arena_printf(fixture.arena, __VA_ARGS__)
#define SHOP "https://shop.example/cart?x=1&y=2"
#define SHOP_HTML "https://shop.example/cart?x=1&amp;y=2"

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

/* The form, asked for from that page. */
static struct answer form(enum who who, const char *path, const char *referer)
{
	const struct ask a = {
		.method = GET, .path = path, .who = who, .referer = referer
	};

	return ask_with(&a);
}

/* A ticket that says it came from there; where it stands. */
static const char *sent(enum who who, const char *referrer)
{
	struct answer a = ask_form(
		"/tickets", who,
		PATH("department=default&subject=x&body=y&referrer=%s",
		     referrer));

	assert_int_equal(a.status, 303);
	return a.location;
}

static void the_form_carries_on_where_they_came_from(void **state)
{
	struct answer a = form(BOB, "/tickets/new", SHOP);
	const char *at;

	(void)state;
	has(a, "name=\"referrer\" value=\"" SHOP_HTML "\"");
	/* A link to the form knows better: browsers say the origin alone. */
	a = form(BOB, "/tickets/new?from=https://a.example/b",
		 "https://a.example/");
	has(a, "name=\"referrer\" value=\"https://a.example/b\"");
	/* Our own pages are no news. */
	has_not(form(BOB, "/tickets/new", ASK_BASE "/tickets"),
		"name=\"referrer\"");
	has_not(form(BOB, "/tickets/new", ""), "name=\"referrer\"");
	at = sent(BOB, "https://shop.example/cart%3Fx=1%26y=2");
	a = ask(GET, at, ALICE);
	has(a, "<a href=\"" SHOP_HTML
	       "\" rel=\"noreferrer nofollow noopener\">" SHOP_HTML "</a>");
	/* It is for staff. */
	has_not(ask(GET, at, BOB), "shop.example");
}

/* What comes back with errors has it still. */
static void it_survives_a_mistake(void **state)
{
	struct answer a = ask_form("/tickets", BOB,
				   "department=default&subject=&body=y"
				   "&referrer=https://shop.example/");

	(void)state;
	assert_int_equal(a.status, 422);
	has(a, "name=\"referrer\" value=\"https://shop.example/\"");
}

static void what_is_no_address_is_text(void **state)
{
	static const char *const bad[] = {
		"javascript:alert(1)", "data:text/html,%3Cscript%3E",
		"//evil.example/", "%3Cscript%3Ealert(1)%3C/script%3E"
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct answer a = ask(GET, sent(BOB, bad[i]), ALICE);

		has(a, "From the page");
		has_not(a, "<script>alert");
		has_not(a, "href=\"javascript");
		has_not(a, "href=\"data:");
		has_not(a, "href=\"//evil");
	}
}

/* Nobody typed it: what is wrong with it costs nobody their ticket. */
static void what_is_no_text_is_dropped(void **state)
{
	static const char *const bad[] = { "", "%20", "a%0Ab", "%FF" };
	char *much = arena_alloc(fixture.arena, 3 * LIMIT_REFERRER + 1);

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		has_not(ask(GET, sent(BOB, bad[i]), ALICE), "From the page");
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM ticket"
					   " WHERE referrer IS NOT NULL"),
			 0);
	memset(much, 'x', 3 * LIMIT_REFERRER);
	much[3 * LIMIT_REFERRER] = '\0';
	sent(BOB, much);
	assert_int_equal(db_fixture_number("SELECT MAX(LENGTH(referrer))"
					   " FROM ticket"),
			 LIMIT_REFERRER);
}

static void who_has_to_sign_in_first_came_from_there_still(void **state)
{
	struct answer a = form(NOBODY, "/tickets/new", SHOP);

	(void)state;
	assert_int_equal(a.status, 303);
	assert_string_equal(a.location,
			    "/session/new?next=/tickets/new%3Ffrom%3D"
			    "https%253A//shop.example/cart"
			    "%253Fx%253D1%2526y%253D2");
	/* On other pages nobody asks. */
	a = form(NOBODY, "/tickets", SHOP);
	assert_string_equal(a.location, "/session/new?next=/tickets");
	a = form(NOBODY, "/tickets/new", ASK_BASE "/x");
	assert_string_equal(a.location, "/session/new?next=/tickets/new");
}

/* An agent came to the form from their own work. */
static void on_behalf_of_somebody_nothing_is_kept(void **state)
{
	struct answer a = ask_form(
		"/tickets", ALICE,
		PATH("department=default&subject=x&body=y&customer=%s"
		     "&referrer=https://shop.example/",
		     ask_oid(BOB)));

	(void)state;
	assert_int_equal(a.status, 303);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM ticket"
					   " WHERE referrer IS NOT NULL"),
			 0);
}

static void no_form_says_that_it_was_invited(void **state)
{
	const char *at;

	(void)state;
	at = sent(BOB, "x&invited=1&invitation=1");
	has_not(ask(GET, at, ALICE), "created from one");
	db_fixture_run("UPDATE ticket SET invited = 1;");
	has(ask(GET, at, ALICE), "created from one");
	has_not(ask(GET, at, BOB), "created from one");
}

int main(int argc, char **argv)
{
#define ASK_TEST(what, func) TEST_WITH(what, func, ask_clean, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		ASK_TEST("the form carries on where they came from", the_form_carries_on_where_they_came_from),
		ASK_TEST("it survives a mistake", it_survives_a_mistake),
		ASK_TEST("what is no address is text", what_is_no_address_is_text),
		ASK_TEST("what is no text is dropped", what_is_no_text_is_dropped),
		ASK_TEST("who has to sign in first came from there still", who_has_to_sign_in_first_came_from_there_still),
		ASK_TEST("on behalf of somebody nothing is kept", on_behalf_of_somebody_nothing_is_kept),
		ASK_TEST("no form says that it was invited", no_form_says_that_it_was_invited),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
