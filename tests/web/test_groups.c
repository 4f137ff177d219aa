/*
 * Groups of customers: their pages, and where they are shown and ticked.
 */
#include "support/test.h"
#include "support/tickets.h"

#define PATH(...) arena_printf(fixture.arena, __VA_ARGS__)
#define GOLD "g100000000000000"
#define OLD "g200000000000000"

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

static int before(void **state)
{
	ask_clean(state);
	db_fixture_run(
		"INSERT INTO company (id, oid, name, created_at)"
		" VALUES (7, 'c700000000000000', 'Harbour', 0);\n"
		"INSERT INTO customer_group (id, oid, name, colour, created_at,"
		" archived_at) VALUES (1, '" GOLD "', 'Gold <1>', 3, 0, NULL),"
		" (2, '" OLD "', 'Past', 0, 0, 1);");
	return 0;
}

static void one_is_added_looked_at_and_changed(void **state)
{
	struct answer a = ask_form("/groups", ADAM, "name=Pilot&colour=teal");

	(void)state;
	assert_int_equal(a.status, 303);
	a = ask(GET, a.location, ADAM);
	has(a, "<span class=\"tag tag--teal\">");
	has(a, "Nobody yet");
	has(a, "/deleted");
	a = ask(GET, "/groups", ADAM);
	has(a, "<span class=\"tag tag--yellow\"><a class=\"tag__name\""
	       " dir=\"auto\" href=\"/groups/" GOLD "\">Gold &lt;1&gt;<");
	has_not(a, ">Past<");
	has(ask(GET, "/groups?archived=1", ADAM), ">Past<");
	a = ask_form("/groups/" GOLD, ADAM, "name=Gold&colour=red&seen=1");
	assert_int_equal(a.status, 303);
	has(ask(GET, "/groups/" GOLD, ADAM), "value=\"red\" checked");
	/* Who was slower is told, and keeps what was typed. */
	a = ask_form("/groups/" GOLD, ADAM, "name=Mine&colour=blue&seen=1");
	assert_int_equal(a.status, 409);
	has(a, "value=\"Mine\"");
	has(a, "It is now:");
}

static void bad_ones_are_refused_and_kept(void **state)
{
	static const char *const bad[] = { "name=", "colour=red",
					   "name=gold+%3C1%3E",
					   "name=x&colour=mauve", "name=%FF" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		check_i64(bad[i], ask_form("/groups", ADAM, bad[i]).status,
			  422);
		if (i != 2)
			check_i64(
				bad[i],
				ask_form("/groups/" GOLD, ADAM, bad[i]).status,
				422);
	}
	has(ask_form("/groups", ADAM, "name=gold+%3C1%3E&colour=pink"),
	    "value=\"pink\" checked");
	assert_int_equal(
		db_fixture_number("SELECT COUNT(*) FROM customer_group"), 2);
}

static void a_customer_is_ticked_into_them(void **state)
{
	const char *path = PATH("/customers/%s", ask_oid(BOB));
	struct answer a = ask(GET, path, MIA);

	(void)state;
	has(a, "name=\"group\" value=\"" GOLD "\">");
	has_not(a, OLD); /* nothing new gets in */
	assert_int_equal(
		ask_form(PATH("%s/groups", path), MIA, "group=" GOLD).status,
		303);
	a = ask(GET, path, MIA);
	has(a, "name=\"group\" value=\"" GOLD "\" checked");
	has(a, "<dt>Groups</dt>");
	has(a, "<span class=\"tag tag--yellow\">");
	/* Agents see it, and cannot change it. */
	a = ask(GET, path, ALICE);
	has(a, "Gold &lt;1&gt;");
	has_not(a, "name=\"group\"");
	a = ask_form(PATH("%s/groups", path), MIA, "group=" OLD);
	assert_int_equal(a.status, 422);
	has(a, "href=\"#groups\"");
	has(a, "id=\"groups-error\"");
	has(a, "Past is archived and takes nobody new");
	a = ask_form(PATH("%s/groups", path), MIA, "group=n0b0dys1d0000000");
	assert_int_equal(a.status, 422);
	has(a, "There is no such group");
	assert_int_equal(db_fixture_number("SELECT group_id FROM"
					   " customer_group_person"),
			 1);
	assert_int_equal(ask_form(PATH("%s/groups", path), MIA, "x=").status,
			 303);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM"
					   " customer_group_person"),
			 0);
}

static void a_companys_are_its_customers_too(void **state)
{
	const char *code;
	struct answer a;

	(void)state;
	db_fixture_run("UPDATE person SET company_id = 7"
		       " WHERE email LIKE 'bob@%';");
	assert_int_equal(ask_form("/companies/c700000000000000/groups", MIA,
				  "group=" GOLD)
				 .status,
			 303);
	has(ask(GET, "/companies/c700000000000000", ALICE), "Gold &lt;1&gt;");
	a = ask(GET, PATH("/customers/%s", ask_oid(BOB)), ALICE);
	has(a, "through the company:");
	has(a, "Gold &lt;1&gt;");
	has(ask(GET, "/groups/" GOLD, ADAM), ">Harbour<");
	code = tickets_open(BOB, "default");
	db_fixture_run("UPDATE ticket SET company_id = 7;");
	a = ask(GET, PATH("/tickets/%s", code), ALICE);
	has(a, "<dt>Groups</dt>");
	has(a, "<span class=\"tag tag--yellow\">");
	/* It is nothing that customers are shown. */
	has_not(ask(GET, PATH("/tickets/%s", code), BOB), "Gold");
	assert_int_equal(ask_form("/companies/c700000000000000/groups", MIA,
				  "group=" OLD)
				 .status,
			 422);
	/* Elsewhere by now, the ticket stays the company's. */
	db_fixture_run("UPDATE person SET company_id = NULL;");
	has(ask(GET, PATH("/tickets/%s", code), ALICE), "Gold &lt;1&gt;");
}

static void its_end_can_be_taken_back(void **state)
{
	struct answer a = ask_form("/groups/" GOLD "/archived", ADAM, "");

	(void)state;
	assert_int_equal(a.status, 303);
	a = ask(GET, a.location, ADAM);
	has(a, "action=\"/groups/" GOLD "/revived\"");
	assert_int_equal(ask_form("/groups/" GOLD "/revived", ADAM, "").status,
			 303);
	db_fixture_run("INSERT INTO customer_group_company VALUES (7, 1);");
	a = ask_form("/groups/" GOLD "/deleted", ADAM, "");
	assert_string_equal(a.location, "/groups/" GOLD);
	db_fixture_run("DELETE FROM customer_group_company;");
	a = ask_form("/groups/" GOLD "/deleted", ADAM, "");
	assert_int_equal(a.status, 303);
	assert_int_equal(ask(GET, "/groups/" GOLD, ADAM).status, 404);
}

int main(int argc, char **argv)
{
#define ASK_TEST(what, func) TEST_WITH(what, func, before, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		ASK_TEST("one is added, looked at and changed", one_is_added_looked_at_and_changed),
		ASK_TEST("bad ones are refused, and kept", bad_ones_are_refused_and_kept),
		ASK_TEST("a customer is ticked into them", a_customer_is_ticked_into_them),
		ASK_TEST("a company's are its customers', too", a_companys_are_its_customers_too),
		ASK_TEST("its end can be taken back", its_end_can_be_taken_back),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
