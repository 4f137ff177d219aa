/* Groups of customers: made, changed and ended, and who is in them. */
#include "base/limits.h"
#include "desk/companies.h"
#include "desk/groups.h"

#include "desk/company.h"
#include "store/fact_store.h"
#include "store/group_store.h"
#include "support/test.h"

#define T0 MONDAY_9
#define NUMBER(sql) db_fixture_number(sql)

static struct err error;

static struct job job_of(const struct member *m)
{
	error = (struct err){ 0 };
	return company_job(m, T0);
}

static void is(enum err_kind kind, enum err_kind want)
{
	company_expect(kind, want, &error);
}

static const char *group(const char *name)
{
	const struct groups_draft d = { .name = name, .colour = COLOUR_BLUE };
	struct job job = job_of(&company.olga);
	const char *oid;

	is(groups_add(&job, &d, &oid, &error), ERR_NONE);
	return oid;
}

/* Bob's groups, ${n} of them, as somebody says. */
static enum err_kind put_bob(const struct member *by, const char *const *oids,
			     size_t n)
{
	const struct groups_chosen c = { oids, n };
	struct job job = job_of(by);

	return groups_set_person(&job, company.bob.oid, &c, &error);
}

static void names_and_colours_are_checked(void **state)
{
	static const struct groups_draft bad[] = {
		{ .name = "" },
		{ .name = " \t" },
		{ .name = "a\nb" },
		{ .name = "\xff" },
		{ .name = "Gold", .colour = COLOUR_N },
	};
	struct groups_draft d = { .name = " GOLD " };
	const char *oid;
	struct job job;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		job = job_of(&company.olga);
		is(groups_add(&job, &bad[i], &oid, &error), ERR_INVALID);
	}
	group("Gold");
	job = job_of(&company.olga);
	is(groups_add(&job, &d, &oid, &error), ERR_CONFLICT);
	job = job_of(&company.mona);
	d.name = "mine";
	is(groups_add(&job, &d, &oid, &error), ERR_DENIED);
	check_i64("groups", NUMBER("SELECT COUNT(*) FROM customer_group"), 1);
}

static void a_desk_has_so_many_and_no_more(void **state)
{
	const struct groups_draft d = { .name = "One more" };
	struct job job = job_of(&company.olga);
	const char *oid;

	(void)state;
	db_fixture_run("INSERT INTO customer_group (oid, name, created_at)"
		       " SELECT LPAD(seq, 16, '0'), CONCAT('Group ', seq), 0"
		       " FROM seq_1_to_49;");
	is(groups_add(&job, &d, &oid, &error), ERR_NONE);
	job = job_of(&company.olga);
	is(groups_add(&job, &d, &oid, &error), ERR_INVALID);
	assert_non_null(strstr(error.msg, "at most 50 groups"));
}

static void one_is_changed_by_who_saw_it_last(void **state)
{
	struct groups_draft d = { "Gold plus", COLOUR_RED, 1 };
	const char *gold = group("Gold");
	struct job job = job_of(&company.olga);
	struct customer_group g;

	(void)state;
	is(groups_change(&job, gold, &d, &error), ERR_NONE);
	job = job_of(&company.olga);
	is(groups_change(&job, gold, &d, &error), ERR_CONFLICT);
	is(group_store_find_oid(fixture.db, fixture.arena, gold, &g, &error),
	   ERR_NONE);
	assert_string_equal(g.name, "Gold plus");
	check_i64("colour", g.colour, COLOUR_RED);
	check_i64("version", g.version, 2);
	group("Silver");
	job = job_of(&company.olga);
	d = (struct groups_draft){ .name = "silver" };
	is(groups_change(&job, gold, &d, &error), ERR_CONFLICT);
	job = job_of(&company.alice);
	is(groups_change(&job, gold, &d, &error), ERR_DENIED);
}

static void customers_come_and_go(void **state)
{
	const char *gold = group("Gold"), *silver = group("Silver");
	const char *const both[] = { gold, silver, gold };
	const char *const none[] = { "nonexistent00000" };

	(void)state;
	is(put_bob(&company.mona, both, 3), ERR_NONE);
	check_i64("in two",
		  NUMBER("SELECT COUNT(*) FROM"
			 " customer_group_person"),
		  2);
	is(put_bob(&company.mona, &silver, 1), ERR_NONE);
	check_i64("in one",
		  NUMBER("SELECT COUNT(*) FROM"
			 " customer_group_person"),
		  1);
	/* All or nothing. */
	is(put_bob(&company.mona, none, 1), ERR_INVALID);
	is(put_bob(&company.alice, both, 2), ERR_DENIED);
	is(put_bob(&company.bob, both, 2), ERR_DENIED);
	check_i64("in one still",
		  NUMBER("SELECT COUNT(*) FROM"
			 " customer_group_person"),
		  1);
	is(put_bob(&company.olga, NULL, 0), ERR_NONE);
	check_i64("in none",
		  NUMBER("SELECT COUNT(*) FROM"
			 " customer_group_person"),
		  0);
}

static void staff_are_in_no_group(void **state)
{
	const char *gold = group("Gold");
	const struct groups_chosen c = { &gold, 1 };
	struct job job = job_of(&company.olga);

	(void)state;
	is(groups_set_person(&job, company.alice.oid, &c, &error),
	   ERR_NOT_FOUND);
}

static void an_archived_one_takes_nobody_new_and_keeps_who_is_in(void **state)
{
	const char *gold = group("Gold"), *silver = group("Silver");
	const char *const both[] = { gold, silver };
	struct job job;

	(void)state;
	is(put_bob(&company.mona, &gold, 1), ERR_NONE);
	job = job_of(&company.olga);
	is(groups_archive(&job, gold, true, &error), ERR_NONE);
	job = job_of(&company.olga);
	is(groups_archive(&job, silver, true, &error), ERR_NONE);
	is(put_bob(&company.mona, both, 2), ERR_INVALID);
	is(put_bob(&company.mona, &gold, 1), ERR_NONE);
	check_i64("still in",
		  NUMBER("SELECT COUNT(*) FROM"
			 " customer_group_person"),
		  1);
	job = job_of(&company.olga);
	is(groups_archive(&job, silver, false, &error), ERR_NONE);
	is(put_bob(&company.mona, both, 2), ERR_NONE);
	job = job_of(&company.mona);
	is(groups_archive(&job, gold, false, &error), ERR_DENIED);
}

static void one_that_anybody_is_in_is_not_deleted(void **state)
{
	const char *gold = group("Gold");
	struct job job;

	(void)state;
	is(put_bob(&company.mona, &gold, 1), ERR_NONE);
	job = job_of(&company.olga);
	is(groups_delete(&job, gold, &error), ERR_CONFLICT);
	is(put_bob(&company.mona, NULL, 0), ERR_NONE);
	job = job_of(&company.mona);
	is(groups_delete(&job, gold, &error), ERR_DENIED);
	job = job_of(&company.olga);
	is(groups_delete(&job, gold, &error), ERR_NONE);
	job = job_of(&company.olga);
	is(groups_delete(&job, gold, &error), ERR_NOT_FOUND);
}

static void a_companys_groups_are_its_customers(void **state)
{
	const struct companies_draft acme = { .name = "Acme" };
	const char *gold = group("Gold"), *oid;
	const struct groups_chosen c = { &gold, 1 };
	struct job job = job_of(&company.mona);
	struct fact_ids ids;
	company_id id;

	(void)state;
	is(companies_add(&job, &acme, &oid, &error), ERR_NONE);
	job = job_of(&company.alice);
	is(groups_set_company(&job, oid, &c, &error), ERR_DENIED);
	job = job_of(&company.mona);
	is(groups_set_company(&job, oid, &c, &error), ERR_NONE);
	id.n = NUMBER("SELECT id FROM company");
	is(fact_store_groups(fixture.db, fixture.arena, company.bob.id, id,
			     &ids, &error),
	   ERR_NONE);
	check_i64("through it", (int64_t)ids.n, 1);
	job = job_of(&company.mona);
	is(groups_set_company(&job, "nonexistent00000", &c, &error),
	   ERR_NOT_FOUND);
}

int main(int argc, char **argv)
{
#define GROUP_TEST(what, func) TEST_WITH(what, func, company_setup, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		GROUP_TEST("names and colours are checked", names_and_colours_are_checked),
		GROUP_TEST("a desk has so many, and no more", a_desk_has_so_many_and_no_more),
		GROUP_TEST("one is changed by who saw it last", one_is_changed_by_who_saw_it_last),
		GROUP_TEST("customers come and go", customers_come_and_go),
		GROUP_TEST("staff are in no group", staff_are_in_no_group),
		GROUP_TEST("an archived one takes nobody new, and keeps who is in", an_archived_one_takes_nobody_new_and_keeps_who_is_in),
		GROUP_TEST("one that anybody is in is not deleted", one_that_anybody_is_in_is_not_deleted),
		GROUP_TEST("a company's groups are its customers'", a_companys_groups_are_its_customers),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/groups", tests, db_fixture_setup, db_fixture_teardown);
}
