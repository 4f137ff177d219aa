/* Tags, for those who keep them in order. */
#include "desk/tags_admin.h"

#include "desk/company.h"
#include "store/tag_store.h"
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

static const char *tag(const char *name)
{
	const struct tags_draft d = { .name = name };
	struct job job = job_of(&company.olga);
	const char *oid;

	is(tags_add(&job, &d, &oid, &error), ERR_NONE);
	return oid;
}

static void a_merged_tag_leads_on_and_cannot_be_deleted(void **state)
{
	const char *bug = tag("bug"), *defect = tag("defect");
	struct job job = job_of(&company.olga);
	int64_t left;

	(void)state;
	company_ticket(T0);
	db_fixture_run("INSERT INTO ticket_tag SELECT t.id, g.id FROM ticket t"
		       " JOIN tag g ON g.name = 'defect';");
	is(tags_merge(&job, defect, defect, 10, &left, &error), ERR_INVALID);
	job = job_of(&company.olga);
	is(tags_merge(&job, defect, bug, 10, &left, &error), ERR_NONE);
	check_i64("left", left, 0);
	check_i64("moved",
		  NUMBER("SELECT COUNT(*) FROM ticket_tag o JOIN tag g"
			 " ON g.id = o.tag_id WHERE g.name = 'bug'"),
		  1);
	/* Its tickets have the other: there is no way back, nor to a third. */
	job = job_of(&company.olga);
	is(tags_archive(&job, defect, false, &error), ERR_CONFLICT);
	job = job_of(&company.olga);
	is(tags_merge(&job, defect, tag("third"), 10, &left, &error),
	   ERR_INVALID);
	job = job_of(&company.olga);
	is(tags_merge(&job, defect, bug, 10, &left, &error), ERR_NONE);
	job = job_of(&company.olga);
	is(tags_delete(&job, bug, &error), ERR_CONFLICT);
	job = job_of(&company.olga);
	is(tags_merge(&job, bug, defect, 10, &left, &error), ERR_INVALID);
	job = job_of(&company.olga);
	is(tags_delete(&job, tag("unused"), &error), ERR_NONE);
}

static void names_of_tags_are_checked(void **state)
{
	const char *const bad[] = { "", "  ", "a,b", "a\nb",
				    "012345678901234567890123456789012345678901"
				    "2345678901" };

	(void)state;
	tag("Refund");
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		const struct tags_draft d = { .name = bad[i] };
		struct job job = job_of(&company.olga);
		const char *oid;

		is(tags_add(&job, &d, &oid, &error), ERR_INVALID);
	}
	struct tags_draft d = { .name = "refund " };
	struct job job = job_of(&company.olga);
	const char *oid;

	is(tags_add(&job, &d, &oid, &error), ERR_CONFLICT);
	job = job_of(&company.alice);
	d.name = "mine";
	is(tags_add(&job, &d, &oid, &error), ERR_DENIED);
}

static void a_tag_gets_a_colour_and_is_shown_to_customers(void **state)
{
	const char *bug = tag("bug");
	struct tags_draft d = { "Bug", COLOUR_RED, true, 1 };
	struct job job = job_of(&company.olga);
	struct tag t;

	(void)state;
	check_i64("plain at first, and staff's",
		  NUMBER("SELECT colour + public FROM tag"), 0);
	is(tags_change(&job, bug, &d, &error), ERR_NONE);
	is(tag_store_find_oid(fixture.db, fixture.arena, bug, &t, &error),
	   ERR_NONE);
	check_i64("colour", t.colour, COLOUR_RED);
	check_i64("open", t.open, true);
	check_i64("version", t.version, 2);
	job = job_of(&company.olga); /* somebody else was quicker */
	is(tags_change(&job, bug, &d, &error), ERR_CONFLICT);
	job = job_of(&company.olga);
	d = (struct tags_draft){ .name = "bug", .colour = COLOUR_N };
	is(tags_change(&job, bug, &d, &error), ERR_INVALID);
	job = job_of(&company.alice);
	d.colour = COLOUR_NONE;
	is(tags_change(&job, bug, &d, &error), ERR_DENIED);
	check_i64("as it was", NUMBER("SELECT colour * 10 + public FROM tag"),
		  11);
}

int main(int argc, char **argv)
{
#define TAG_TEST(what, func) TEST_WITH(what, func, company_setup, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TAG_TEST("a merged tag leads on and cannot be deleted", a_merged_tag_leads_on_and_cannot_be_deleted),
		TAG_TEST("names of tags are checked", names_of_tags_are_checked),
		TAG_TEST("a tag gets a colour, and is shown to customers", a_tag_gets_a_colour_and_is_shown_to_customers),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name("desk/tags", tests, db_fixture_setup,
					   db_fixture_teardown);
}
