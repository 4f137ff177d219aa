/* Where a ticket came from, as the verb that opens it is told. */
#include "desk/company.h"
#include "support/test.h"

#define T0 MONDAY_9

static struct err error;

static const char *open_as(const struct member *m, struct desk_ticket t)
{
	struct job job = company_job(m, T0);
	struct deed deed;

	t.subject = "A question";
	t.body = "Words.";
	t.department = company.support_oid;
	t.priority = PRIORITY_NORMAL;
	error = (struct err){ 0 };
	company_expect(desk_open(&job, &t, &deed, &error), ERR_NONE, &error);
	return deed.code;
}

static int64_t kept(const char *code, const char *what)
{
	return db_fixture_number(
		arena_printf(fixture.arena,
			     "SELECT COUNT(*) FROM ticket WHERE code = '%s'"
			     " AND %s",
			     code, what));
}

static void an_invitation_is_kept_with_the_ticket(void **state)
{
	const char *plain = open_as(&company.bob, (struct desk_ticket){ 0 });
	const char *invited = open_as(&company.bob,
				      (struct desk_ticket){ .invited = true });

	(void)state;
	check_i64("plain", kept(plain, "invited = 0"), 1);
	check_i64("invited", kept(invited, "invited = 1"), 1);
	company_check_refold();
}

static void the_page_before_is_kept_of_who_asks_for_themself(void **state)
{
	const struct desk_ticket t = { .referrer = " https://shop.example/ " };
	const struct desk_ticket none = { .referrer = "two\nlines" };
	const struct desk_ticket called = { .referrer = "https://a.example/",
					    .requester = company.bob.oid };

	(void)state;
	check_i64("a customer's",
		  kept(open_as(&company.bob, t),
		       "referrer = 'https://shop.example/'"),
		  1);
	check_i64("an agent's own",
		  kept(open_as(&company.alice, t), "referrer IS NOT NULL"), 1);
	check_i64("no text",
		  kept(open_as(&company.bob, none), "referrer IS NULL"), 1);
	check_i64("on behalf of somebody",
		  kept(open_as(&company.alice, called), "referrer IS NULL"), 1);
}

int main(int argc, char **argv)
{
#define ORIGIN_TEST(what, func) TEST_WITH(what, func, company_setup, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		ORIGIN_TEST("an invitation is kept with the ticket", an_invitation_is_kept_with_the_ticket),
		ORIGIN_TEST("the page before is kept of who asks for themself", the_page_before_is_kept_of_who_asks_for_themself),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/origin", tests, db_fixture_setup, db_fixture_teardown);
}
