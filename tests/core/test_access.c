/* Who sees what, and who may work on it: the whole matrix. */
#include "support/test.h"

#include "core/access.h"

/*
 * Many people before one ticket, which is in department 20, asked by person 1
 * and assigned to person 5. What each may, in letters: s sees it, f as staff,
 * w works on it, d sets deadlines on it, q is its customer there, r reads
 * reports, e of every department; - for nothing at all.
 */
/* clang-format off */
static const int64_t in_20[] = { 10, 20, 30 }, in_others[] = { 10, 30 };

static const struct {
	const char *what;
	int64_t person;
	unsigned roles;
	bool member;
	const char *may;
	int64_t company; /* the ticket's is 40 */
	bool speaks;     /* ... for it */
} people[] = {
	{ "nobody", 0, 0, false, "-", 0, false },
	{ "nobody with rights left over", 0, ROLE_AGENT | ROLE_ADMIN, true, "e", 0, false },
	{ "a person without roles, even its requester", 1, 0, false, "q", 0, false },
	{ "its requester", 1, ROLE_CUSTOMER, false, "sq", 0, false },
	{ "another customer", 2, ROLE_CUSTOMER, false, "-", 0, false },
	{ "another customer who was once a member", 2, ROLE_CUSTOMER, true, "-", 0, false },
	{ "a reader of its department", 3, ROLE_READER, true, "sfr", 0, false },
	{ "a reader of others", 3, ROLE_READER, false, "r", 0, false },
	{ "a reader it was assigned to", 5, ROLE_READER, false, "r", 0, false },
	{ "an agent of its department", 4, ROLE_AGENT, true, "sfw", 0, false },
	{ "an agent of others", 4, ROLE_AGENT, false, "-", 0, false },
	{ "the agent it is assigned to", 5, ROLE_AGENT, false, "sfw", 0, false },
	{ "an agent who is also a customer", 4, ROLE_AGENT | ROLE_CUSTOMER, false, "-", 0, false },
	{ "a reader and agent", 4, ROLE_AGENT | ROLE_READER, true, "sfwr", 0, false },
	{ "a manager", 6, ROLE_MANAGER, false, "sfdre", 0, false },
	{ "a manager of its department", 6, ROLE_MANAGER, true, "sfdre", 0, false },
	{ "a manager who is an agent there", 6, ROLE_MANAGER | ROLE_AGENT, true, "sfwdre", 0, false },
	{ "a manager who is an agent elsewhere", 6, ROLE_MANAGER | ROLE_AGENT, false, "sfdre", 0, false },
	{ "an admin", 7, ROLE_ADMIN, false, "sfwdre", 0, false },
	{ "an owner", 8, ROLE_OWNER, false, "sfwdre", 0, false },
	{ "an agent who asked for it", 1, ROLE_AGENT, true, "sq", 0, false },
	{ "a manager who asked for it", 1, ROLE_MANAGER, false, "sqre", 0, false },
	{ "a reader who asked for it", 1, ROLE_READER, true, "sqr", 0, false },
	{ "an admin who asked for it", 1, ROLE_ADMIN, false, "sfwdqre", 0, false },
	{ "an owner who asked for it", 1, ROLE_OWNER, false, "sfwdqre", 0, false },
	{ "a colleague", 2, ROLE_CUSTOMER, false, "-", 40, false },
	{ "a colleague who speaks for the company", 2, ROLE_CUSTOMER, false, "sq", 40, true },
	{ "who speaks for another company", 2, ROLE_CUSTOMER, false, "-", 41, true },
	{ "who speaks for no company", 2, ROLE_CUSTOMER, false, "-", 0, true },
	{ "staff with a company left over", 4, ROLE_AGENT, false, "-", 40, true },
	{ "an agent of others who speaks for the company", 4, ROLE_AGENT | ROLE_CUSTOMER, false, "sq", 40, true },
	{ "an agent there who speaks for the company", 4, ROLE_AGENT | ROLE_CUSTOMER, true, "sfw", 40, true },
};
/* clang-format on */

static void check_person(size_t i)
{
	const struct access_ticket t = { .department = { 20 },
					 .requester = { 1 },
					 .company = { 40 },
					 .assignee = { 5 } };
	struct viewer v = {
		.person = { people[i].person },
		.roles = people[i].roles,
		.company = { people[i].company },
		.sees_company = people[i].speaks,
		.departments = people[i].member ? in_20 : in_others,
		.ndepartments = people[i].member ? COUNT_OF(in_20)
						 : COUNT_OF(in_others),
	};
	char may[10] = "";
	size_t n = 0;

	access_viewer_ready(&v);
	if (access_see(&v, &t))
		may[n++] = 's';
	if (access_see_as_staff(&v, &t))
		may[n++] = 'f';
	if (access_work(&v, &t))
		may[n++] = 'w';
	if (access_deadline(&v, &t))
		may[n++] = 'd';
	if (access_is_customer(&v, &t))
		may[n++] = 'q';
	if (access_reports(&v))
		may[n++] = 'r';
	if (v.everywhere)
		may[n++] = 'e';
	if (n == 0)
		may[n++] = '-';
	check_text(people[i].what, may, people[i].may);
	check_bool(people[i].what, access_is_requester(&v, &t),
		   people[i].person == 1);
	/* Who works on it sees it as staff, and who does sees it at all. */
	check_bool(people[i].what,
		   access_see_as_staff(&v, &t) || !access_work(&v, &t), true);
	check_bool(people[i].what,
		   access_see(&v, &t) || !access_see_as_staff(&v, &t), true);
}

static void the_matrix_holds(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(people); i++)
		check_person(i);
}

/*
 * Whom each may manage: what is the business of admins (a), looked up by staff
 * (l), about customers (c); accounts of customers (1), agents (2), owners (3);
 * making a customer an agent (4), themselves one (5).
 */
static const struct {
	const char *what;
	int64_t person;
	unsigned roles;
	const char *may;
} managers[] = {
	{ "nobody with rights left over", 0,
	  ROLE_OWNER | ROLE_ADMIN | ROLE_MANAGER | ROLE_AGENT, "" },
	{ "a customer", 1, ROLE_CUSTOMER, "" },
	{ "a reader", 1, ROLE_READER, "" },
	{ "an agent", 1, ROLE_AGENT, "l" },
	{ "a manager", 1, ROLE_MANAGER, "lc1" },
	{ "an admin", 1, ROLE_ADMIN, "alc124" },
	{ "an owner", 1, ROLE_OWNER, "alc1234" },
};

static void who_may_manage_whom(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(managers); i++) {
		const struct viewer v = { .person = { managers[i].person },
					  .roles = managers[i].roles };
		const person_id own = { managers[i].person }, other = { 99 };
		char may[10] = "";
		size_t n = 0;

		if (access_admin(&v))
			may[n++] = 'a';
		if (access_look_up(&v))
			may[n++] = 'l';
		if (access_customers(&v))
			may[n++] = 'c';
		if (access_manage(&v, ROLE_CUSTOMER))
			may[n++] = '1';
		if (access_manage(&v, ROLE_AGENT | ROLE_CUSTOMER))
			may[n++] = '2';
		if (access_manage(&v, ROLE_AGENT | ROLE_OWNER))
			may[n++] = '3';
		if (access_grant(&v, other, ROLE_CUSTOMER, ROLE_AGENT))
			may[n++] = '4';
		if (access_grant(&v, own, ROLE_CUSTOMER,
				 ROLE_CUSTOMER | ROLE_AGENT))
			may[n++] = '5';
		check_text(managers[i].what, may, managers[i].may);
	}
}

static void roles_may_be_taken_and_kept(void **state)
{
	const struct viewer admin = { .person = { 1 }, .roles = ROLE_ADMIN };
	const struct viewer manager = { .person = { 1 },
					.roles = ROLE_MANAGER };
	const person_id own = { 1 }, other = { 2 };

	(void)state;
	check_bool(
		"one's own fewer",
		access_grant(&admin, own, ROLE_ADMIN | ROLE_AGENT, ROLE_ADMIN),
		true);
	check_bool("another's owner",
		   access_grant(&admin, other, ROLE_OWNER, 0), false);
	check_bool("to an owner",
		   access_grant(&admin, other, ROLE_AGENT, ROLE_OWNER), false);
	check_bool("a customer's an agent",
		   access_grant(&manager, other, ROLE_CUSTOMER, ROLE_AGENT),
		   false);
	check_bool("an agent's a customer",
		   access_grant(&manager, other, ROLE_AGENT, ROLE_CUSTOMER),
		   false);
	check_bool("a customer's the same",
		   access_grant(&manager, other, ROLE_CUSTOMER, ROLE_CUSTOMER),
		   true);
}

static void what_is_hidden_only_staff_see(void **state)
{
	const struct access_ticket t = { .department = { 20 },
					 .requester = { 1 },
					 .hidden = true };
	struct viewer asked = { .person = { 1 }, .roles = ROLE_CUSTOMER };
	struct viewer agent = { .person = { 4 },
				.roles = ROLE_AGENT,
				.departments = in_20,
				.ndepartments = COUNT_OF(in_20) };

	(void)state;
	access_viewer_ready(&asked);
	access_viewer_ready(&agent);
	check_bool("its requester", access_see(&asked, &t), false);
	check_bool("an agent there", access_see(&agent, &t), true);
}

static void nobody_is_nobodys_requester(void **state)
{
	const struct access_ticket t = { .department = { 20 } };
	struct viewer v = { .roles = ROLE_CUSTOMER | ROLE_AGENT };

	(void)state;
	access_viewer_ready(&v);
	check_bool("requester", access_is_requester(&v, &t), false);
	check_bool("sees", access_see(&v, &t), false);
	check_bool("works", access_work(&v, &t), false);
	check_bool("reads reports", access_reports(&v), false);
}

static void a_ticket_of_no_company_is_no_companys(void **state)
{
	const struct access_ticket t = { .department = { 20 },
					 .requester = { 1 } };
	struct viewer v = { .person = { 2 },
			    .roles = ROLE_CUSTOMER,
			    .sees_company = true };

	(void)state;
	access_viewer_ready(&v);
	check_bool("sees", access_see(&v, &t), false);
	check_bool("is its customer", access_is_customer(&v, &t), false);
}

static void an_agent_does_not_have_what_nobody_has(void **state)
{
	const struct access_ticket t = { .department = { 20 },
					 .requester = { 1 } };
	struct viewer v = { .person = { 4 }, .roles = ROLE_AGENT };

	(void)state;
	access_viewer_ready(&v);
	check_bool("sees", access_see(&v, &t), false);
	check_bool("works", access_work(&v, &t), false);
}

static void departments_are_found_in_any_number(void **state)
{
	int64_t all[50];
	struct viewer v = { .person = { 4 },
			    .roles = ROLE_AGENT,
			    .departments = all };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(all); i++)
		all[i] = (int64_t)(2 * i + 2);
	access_viewer_ready(&v);
	for (v.ndepartments = 0; v.ndepartments <= COUNT_OF(all);
	     v.ndepartments++)
		for (int64_t d = 1; d <= 102; d++)
			check_bool("theirs",
				   access_department(&v, (department_id){ d }),
				   d % 2 == 0 &&
					   d / 2 <= (int64_t)v.ndepartments);
	v.roles = ROLE_MANAGER;
	access_viewer_ready(&v);
	check_bool("a manager's", access_department(&v, (department_id){ 7 }),
		   true);
}

static void roles_have_their_names(void **state)
{
	static const char *const names[] = { "customer", "read-only", "agent",
					     "manager",  "admin",     "owner" };
	enum role r;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		check_text("name", access_role_name((enum role)(1 << i)),
			   names[i]);
		check_bool(names[i], access_role_of(names[i], &r), true);
		check_i64(names[i], r, 1 << i);
	}
	assert_null(access_role_name((enum role)(1 << 6)));
	check_bool("no role", access_role_of("root", &r), false);
	check_bool("no role", access_role_of("", &r), false);
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("who may manage whom", who_may_manage_whom),
		TEST("roles may be taken and kept",
		     roles_may_be_taken_and_kept),
		TEST("what is hidden only staff see",
		     what_is_hidden_only_staff_see),
		TEST("the matrix of people and rights holds", the_matrix_holds),
		TEST("nobody is nobody's requester",
		     nobody_is_nobodys_requester),
		TEST("a ticket of no company is no company's",
		     a_ticket_of_no_company_is_no_companys),
		TEST("an agent does not have what nobody has",
		     an_agent_does_not_have_what_nobody_has),
		TEST("departments are found in any number",
		     departments_are_found_in_any_number),
		TEST("roles have their names", roles_have_their_names),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, NULL, NULL);
}
