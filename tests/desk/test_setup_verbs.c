/* Departments, companies, and tickets that change hands. */
#include "desk/companies.h"
#include "desk/departments.h"
#include "desk/people.h"

#include "desk/company.h"
#include "store/person_store.h"
#include "support/test.h"

#define T0 MONDAY_9
#define NUMBER(sql) db_fixture_number(sql)

static struct err error;

static struct job job_of(const struct member *m)
{
	error = (struct err){ 0 };
	return company_job(m, T0);
}

/* The command line. */
static struct job job_of_nobody(void)
{
	static const struct viewer nobody;
	struct job job = job_of(&company.olga);

	job.viewer = &nobody;
	job.by.kind = ACTOR_SYSTEM;
	job.by.person.n = 0;
	return job;
}

static void is(enum err_kind kind, enum err_kind want)
{
	company_expect(kind, want, &error);
}

/* ---- Owners and admins --------------------------------------------------- */

static void the_only_owner_stays(void **state)
{
	struct job job = job_of(&company.olga);

	(void)state;
	is(people_set_roles(&job, company.olga.oid, ROLE_AGENT, &error),
	   ERR_DENIED); /* a role she has not */
	job = job_of(&company.olga);
	is(people_set_disabled(&job, company.olga.oid, true, &error),
	   ERR_DENIED);
	job = job_of(&company.olga);
	is(people_set_roles(&job, company.alice.oid, ROLE_OWNER, &error),
	   ERR_NONE);
	job = job_of(&company.olga);
	is(people_set_disabled(&job, company.alice.oid, true, &error),
	   ERR_NONE);
	/* Who is disabled is no owner that would be left. */
	job = job_of_nobody();
	is(people_set_roles(&job, company.olga.oid, ROLE_ADMIN, &error),
	   ERR_CONFLICT);
	job = job_of_nobody();
	is(people_set_disabled(&job, company.olga.oid, true, &error),
	   ERR_INVALID);
	check_i64("owners",
		  NUMBER("SELECT COUNT(*) FROM person WHERE roles & 32"
			 " AND disabled_at IS NULL"),
		  1);
}

static void agents_and_customers_change_nobody(void **state)
{
	const struct member *const all[] = { &company.alice, &company.bob,
					     &company.rita };
	const struct people_change c = { .name = "Mallory" };
	const char *token;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(all); i++) {
		struct job job = job_of(all[i]);

		is(people_change(&job, company.carol.oid, &c, &error),
		   ERR_DENIED);
		job = job_of(all[i]);
		is(people_invite(&job, company.carol.oid, &token, &error),
		   ERR_DENIED);
		job = job_of(all[i]);
		is(people_set_password(&job, company.carol.oid,
				       "quiet lamp river 3", &error),
		   ERR_DENIED);
		job = job_of(all[i]);
		is(departments_archive(&job, company.billing_oid, true, &error),
		   ERR_DENIED);
	}
	/* A manager keeps mere customers, and nobody else. */
	struct job job = job_of(&company.mona);

	is(people_change(&job, company.carol.oid, &c, &error), ERR_NONE);
	job = job_of(&company.mona);
	is(people_change(&job, company.alice.oid, &c, &error), ERR_DENIED);
	job = job_of(&company.mona);
	is(people_set_roles(&job, company.carol.oid, ROLE_AGENT, &error),
	   ERR_DENIED);
}

/* ---- Handing over -------------------------------------------------------- */

static void assign(const char *code, const char *oid)
{
	struct job job = job_of(&company.olga);
	struct deed deed;

	is(desk_assign(&job, code, 0, oid, &deed, &error), ERR_NONE);
}

static enum err_kind join(const char *department, const struct member *m)
{
	struct job job = job_of(&company.olga);

	return people_set_member(&job, department, m->oid, true, &error);
}

static enum err_kind hand_over(const struct member *to, int64_t *left)
{
	struct job job = job_of(&company.olga);

	return people_hand_over(&job, company.alice.oid, to ? to->oid : "",
				false, 2, left, &error);
}

static void tickets_go_to_who_works_there_or_to_nobody(void **state)
{
	const char *codes[4];
	struct deed deed;
	struct job job;
	int64_t left;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(codes); i++) {
		codes[i] = arena_str(fixture.arena,
				     company_ticket(T0 + (instant)i));
		assign(codes[i], company.alice.oid);
	}
	is(hand_over(&company.ann, &left), ERR_NONE);
	check_i64("left", left, 2);
	/* Dave works on one of the others. */
	is(join("Billing", &company.alice), ERR_NONE);
	job = job_of(&company.olga);
	is(desk_transfer(&job, codes[3], 0, company.billing_oid, &deed, &error),
	   ERR_NONE);
	is(hand_over(&company.dave, &left), ERR_NONE);
	check_i64("left", left, 0);
	check_i64("of nobody",
		  NUMBER("SELECT COUNT(*) FROM ticket"
			 " WHERE assignee_id IS NULL"),
		  1);
	job = job_of(&company.mona);
	is(people_hand_over(&job, company.ann.oid, NULL, false, 2, &left,
			    &error),
	   ERR_DENIED);
	company_check_refold();
}

/* Batches are cut by age: what is left over may be all of other departments. */
static void what_is_left_over_of_a_handover_goes_on(void **state)
{
	struct job job = job_of(&company.olga);
	int64_t left;

	(void)state;
	assign(company_ticket(T0), company.alice.oid);
	is(people_hand_over(&job, company.alice.oid, company.rita.oid, true, 2,
			    &left, &error),
	   ERR_INVALID); /* answers none */
	job = job_of(&company.olga);
	is(people_hand_over(&job, company.alice.oid, company.dave.oid, true, 2,
			    &left, &error),
	   ERR_NONE);
	check_i64("left", left, 0);
	check_i64("of nobody",
		  NUMBER("SELECT COUNT(*) FROM ticket"
			 " WHERE assignee_id IS NULL"),
		  1);
	company_check_refold();
}

/* Who is disabled, and how many tickets Alice has. */
static void check_alice(int64_t disabled, int64_t tickets)
{
	check_i64("disabled", NUMBER("SELECT COUNT(disabled_at) FROM person"),
		  disabled);
	check_i64(
		"tickets",
		db_fixture_number(arena_printf(
			fixture.arena,
			"SELECT COUNT(*) FROM ticket WHERE assignee_id = %lld",
			(long long)company.alice.id.n)),
		tickets);
}

static void nobody_is_disabled_for_whom_nobody_can_stand_in(void **state)
{
	const char *const bad[] = { company.dave.oid, company.rita.oid,
				    company.bob.oid, company.alice.oid,
				    "0000000000000000" };
	struct job job = job_of(&company.olga);
	int64_t left;

	(void)state;
	assign(company_ticket(T0), company.alice.oid);
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		job = job_of(&company.olga);
		is(people_replace(&job, company.alice.oid, bad[i], &error),
		   ERR_INVALID);
		assert_ptr_equal(strstr(error.msg, "to: "), error.msg);
		job = job_of(&company.olga);
		is(people_hand_over(&job, company.alice.oid, bad[i], false, 2,
				    &left, &error),
		   ERR_INVALID);
		check_alice(0, 1);
	}
	job = job_of(&company.olga);
	is(people_set_disabled(&job, company.ann.oid, true, &error), ERR_NONE);
	job = job_of(&company.olga);
	is(people_replace(&job, company.alice.oid, company.ann.oid, &error),
	   ERR_INVALID);
	assert_non_null(strstr(error.msg, " is disabled"));
	check_alice(1, 1);
	job = job_of(&company.olga);
	is(people_replace(&job, company.alice.oid, company.olga.oid, &error),
	   ERR_NONE);
	check_alice(2, 1);
	is(hand_over(&company.olga, &left), ERR_NONE);
	check_alice(2, 0);
}

/* ---- Departments --------------------------------------------------------- */

static void a_department_ends_when_nothing_is_tied_to_it(void **state)
{
	struct departments_ties ties;
	struct job job = job_of(&company.olga);

	(void)state;
	company_ticket(T0);
	is(departments_archive(&job, company.support_oid, true, &error),
	   ERR_CONFLICT);
	job = job_of(&company.olga);
	is(departments_ties(&job, company.support_oid, &ties, &error),
	   ERR_NONE);
	check_i64("open", ties.open_tickets, 1);
	check_i64("rules", ties.rules, 1);
	assert_true(ties.last_open); /* Billing is for staff */
	job = job_of(&company.olga);
	is(departments_archive(&job, company.billing_oid, true, &error),
	   ERR_NONE);
	job = job_of(&company.olga);
	is(departments_archive(&job, company.billing_oid, false, &error),
	   ERR_NONE);
}

/* A ticket in Billing, that nobody has. */
static const char *ticket_in_billing(void)
{
	const char *code = arena_str(fixture.arena, company_ticket(T0));
	struct job job = job_of(&company.olga);
	struct deed deed;

	is(desk_transfer(&job, code, 0, company.billing_oid, &deed, &error),
	   ERR_NONE);
	return code;
}

/* Dave goes on with it, and then Support has it. */
static void check_workable(const char *code)
{
	struct job job = job_of(&company.dave);
	struct deed deed;

	check_i64("open",
		  NUMBER("SELECT COUNT(*) FROM ticket t JOIN department d"
			 " ON d.id = t.department_id WHERE t.is_open"
			 " AND d.archived_at IS NOT NULL"),
		  1);
	is(desk_assign(&job, code, 0, "", &deed, &error), ERR_NONE);
	job = job_of(&company.dave);
	is(desk_hand_over(&job, code, 0, company.billing_oid, company.dave.oid,
			  &deed, &error),
	   ERR_NONE);
	job = job_of(&company.dave);
	is(desk_reply(&job, code, 0, "Water.", THEN_NOTHING, &deed, &error),
	   ERR_NONE);
	job = job_of(&company.dave);
	is(desk_transfer(&job, code, 0, company.support_oid, &deed, &error),
	   ERR_NONE);
	job = job_of(&company.olga);
	is(desk_transfer(&job, code, 0, company.billing_oid, &deed, &error),
	   ERR_INVALID);
}

static void
what_opens_again_in_an_archived_department_is_worked_on(void **state)
{
	const char *resolved = ticket_in_billing();
	const char *answered = ticket_in_billing();
	const char *spam = ticket_in_billing(), *gone = ticket_in_billing();
	struct job job;
	struct deed deed;

	(void)state;
	job = job_of(&company.dave);
	is(desk_resolve(&job, resolved, 0, &deed, &error), ERR_NONE);
	job = job_of(&company.dave);
	is(desk_resolve(&job, answered, 0, &deed, &error), ERR_NONE);
	job = job_of(&company.dave);
	is(desk_mark_spam(&job, spam, 0, &deed, &error), ERR_NONE);
	job = job_of(&company.dave);
	is(desk_delete(&job, gone, 0, &deed, &error), ERR_NONE);
	job = job_of(&company.olga);
	is(departments_archive(&job, "Billing", true, &error), ERR_NONE);

	job = job_of(&company.dave);
	is(desk_reopen(&job, resolved, 0, &deed, &error), ERR_NONE);
	check_workable(resolved);
	job = job_of(&company.bob);
	is(desk_reply(&job, answered, 0, "Still hot.", THEN_NOTHING, &deed,
		      &error),
	   ERR_NONE);
	check_workable(answered);
	job = job_of(&company.dave);
	is(desk_restore(&job, spam, 0, &deed, &error), ERR_NONE);
	check_workable(spam);
	job = job_of(&company.dave);
	is(desk_restore(&job, gone, 0, &deed, &error), ERR_NONE);
	check_workable(gone);
	company_check_refold();
}

static int64_t members_of(const char *department)
{
	return db_fixture_number(
		arena_printf(fixture.arena,
			     "SELECT COUNT(*) FROM department_member m"
			     " JOIN department d ON d.id = m.department_id"
			     " WHERE d.name = '%s'",
			     department));
}

static void staff_alone_work_in_a_department(void **state)
{
	const char *const both[] = { company.ann.oid, company.bob.oid };
	const struct departments_members m = { both, 2, both, 2 };
	const struct people_change c = {
		.set_departments = true,
		.departments = (const char *[]){ company.billing_oid },
		.ndepartments = 1
	};
	struct job job = job_of(&company.olga);

	(void)state;
	is(join("Billing", &company.bob), ERR_INVALID);
	assert_non_null(strstr(error.msg, "department: Bob"));
	is(departments_set_members(&job, "Billing", &m, &error), ERR_INVALID);
	job = job_of(&company.olga);
	is(people_change(&job, company.bob.oid, &c, &error), ERR_INVALID);
	check_i64("members", members_of("Billing"), 1);
	/* Who works here no more is a member of nothing. */
	job = job_of(&company.olga);
	is(people_set_roles(&job, company.dave.oid, ROLE_CUSTOMER, &error),
	   ERR_NONE);
	check_i64("members", members_of("Billing"), 0);
}

static void an_archived_department_takes_nobody_new(void **state)
{
	const char *const both[] = { company.ann.oid, company.dave.oid };
	struct departments_members m = { both, 2, both, 2 };
	struct job job = job_of(&company.olga);

	(void)state;
	is(departments_archive(&job, "Billing", true, &error), ERR_NONE);
	is(join("Billing", &company.ann), ERR_INVALID);
	assert_non_null(strstr(error.msg, "department: Billing is archived"));
	job = job_of(&company.olga);
	is(departments_set_members(&job, "Billing", &m, &error), ERR_INVALID);
	/* Dave, who is in it, stays or leaves. */
	is(join("Billing", &company.dave), ERR_NONE);
	m = (struct departments_members){ both + 1, 1, NULL, 0 };
	job = job_of(&company.olga);
	is(departments_set_members(&job, "Billing", &m, &error), ERR_NONE);
	check_i64("members", members_of("Billing"), 0);
}

static void customers_can_always_choose_a_department(void **state)
{
	struct departments_draft d = { .name = "Support" };
	struct job job = job_of(&company.olga);

	(void)state;
	is(departments_change(&job, company.support_oid, &d, &error),
	   ERR_INVALID);
	assert_ptr_equal(strstr(error.msg, "open: "), error.msg);
	check_i64("open", NUMBER("SELECT SUM(public) FROM department"), 1);
	d = (struct departments_draft){ .name = "Billing",
					.open_to_all = true };
	job = job_of(&company.olga);
	is(departments_change(&job, company.billing_oid, &d, &error), ERR_NONE);
	/* One that is archived is none to choose. */
	job = job_of(&company.olga);
	is(departments_archive(&job, "Billing", true, &error), ERR_NONE);
	d = (struct departments_draft){ .name = "Support" };
	job = job_of(&company.olga);
	is(departments_change(&job, "Support", &d, &error), ERR_INVALID);
	job = job_of(&company.olga);
	is(departments_archive(&job, "Billing", false, &error), ERR_NONE);
	job = job_of(&company.olga);
	is(departments_change(&job, "Support", &d, &error), ERR_NONE);
}

static void two_departments_have_two_names(void **state)
{
	const struct departments_draft taken = { .name = " SUPPORT " };
	const struct departments_draft old = { .name = "Money", .seen = 7 };
	struct job job = job_of(&company.olga);
	const char *oid;

	(void)state;
	is(departments_add(&job, &taken, &oid, &error), ERR_CONFLICT);
	job = job_of(&company.olga);
	is(departments_change(&job, company.billing_oid, &taken, &error),
	   ERR_CONFLICT);
	job = job_of(&company.olga);
	is(departments_change(&job, company.billing_oid, &old, &error),
	   ERR_CONFLICT);
	check_i64(
		"as it was",
		NUMBER("SELECT version FROM department WHERE name = 'Billing'"),
		1);
}

/* ---- Companies ----------------------------------------------------------- */

static void tickets_of_before_go_along_batch_by_batch(void **state)
{
	const struct companies_draft acme = { .name = "Acme" };
	struct people_change c = { 0 };
	struct job job = job_of(&company.mona);
	int64_t left;

	(void)state;
	for (int i = 0; i < 3; i++)
		company_ticket(T0);
	is(companies_add(&job, &acme, &c.company, &error), ERR_NONE);
	job = job_of(&company.mona);
	is(people_change(&job, company.bob.oid, &c, &error), ERR_NONE);
	check_i64("not yet",
		  NUMBER("SELECT COUNT(*) FROM ticket"
			 " WHERE company_id IS NOT NULL"),
		  0);
	job = job_of(&company.mona);
	is(people_take_tickets_along(&job, company.bob.oid, 2, &left, &error),
	   ERR_NONE);
	check_i64("left", left, 1);
	job = job_of(&company.mona);
	is(people_take_tickets_along(&job, company.bob.oid, 2, &left, &error),
	   ERR_NONE);
	check_i64("left", left, 0);
	check_i64("all",
		  NUMBER("SELECT COUNT(*) FROM ticket t JOIN company c"
			 " ON c.id = t.company_id WHERE c.name = 'Acme'"),
		  3);
	company_check_refold();
}

/* ---- The same form twice ------------------------------------------------- */

static void the_same_form_twice_adds_one(void **state)
{
	const struct people_draft d = { .name = "Erna",
					.email = "erna@desk.example",
					.roles = ROLE_AGENT };
	struct once once = { .key_hash = { 1 }, .request_hash = { 2 } };
	const char *first, *second;
	struct job job = job_of(&company.olga);

	(void)state;
	job.once = &once;
	is(people_add(&job, &d, &first, &error), ERR_NONE);
	job = job_of(&company.olga);
	job.once = &once;
	is(people_add(&job, &d, &second, &error), ERR_NONE);
	assert_string_equal(first, second);
	once.request_hash[0] = 3;
	job = job_of(&company.olga);
	job.once = &once;
	is(people_add(&job, &d, &second, &error), ERR_CONFLICT);
	check_i64("people",
		  NUMBER("SELECT COUNT(*) FROM person WHERE name = 'Erna'"), 1);
}

int main(int argc, char **argv)
{
#define SETUP_TEST(what, func) TEST_WITH(what, func, company_setup, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		SETUP_TEST("the only owner stays one", the_only_owner_stays),
		SETUP_TEST("agents and customers change nobody, managers mere customers", agents_and_customers_change_nobody),
		SETUP_TEST("tickets go to who works there, or to nobody", tickets_go_to_who_works_there_or_to_nobody),
		SETUP_TEST("what is left over of a handover goes on", what_is_left_over_of_a_handover_goes_on),
		SETUP_TEST("nobody is disabled for whom nobody can stand in", nobody_is_disabled_for_whom_nobody_can_stand_in),
		SETUP_TEST("a department ends when nothing is tied to it", a_department_ends_when_nothing_is_tied_to_it),
		SETUP_TEST("what opens again in an archived department is worked on", what_opens_again_in_an_archived_department_is_worked_on),
		SETUP_TEST("staff alone work in a department", staff_alone_work_in_a_department),
		SETUP_TEST("an archived department takes nobody new", an_archived_department_takes_nobody_new),
		SETUP_TEST("customers can always choose a department", customers_can_always_choose_a_department),
		SETUP_TEST("two departments have two names", two_departments_have_two_names),
		SETUP_TEST("tickets of before go along batch by batch", tickets_of_before_go_along_batch_by_batch),
		SETUP_TEST("the same form twice adds one", the_same_form_twice_adds_one),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name("desk/setup_verbs", tests,
					   db_fixture_setup,
					   db_fixture_teardown);
}
