/* Tags: found or made by their names, on tickets, and kept in order. */
#include "support/db_fixture.h"
#include "support/test.h"

#include "store/tag_store.h"

#define NOW INT64_C(1780000000)

static struct err e;

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)
#define NUMBER(sql) db_fixture_number(sql)

/* Tickets 1 to 600 of one customer. */
static int before(void **state)
{
	err_clear(&e);
	db_fixture_clean(state);
	db_fixture_run(
		"INSERT INTO person (id, oid, name, roles, created_at)"
		" VALUES (1, 'p', 'Bob', 1, 0);\n"
		"INSERT INTO department (id, oid, name, created_at)"
		" VALUES (1, 'default', 'Support', 0);\n"
		"INSERT INTO ticket (id, oid, code, last_event_at, subject,"
		" source, priority, status, department_id, requester_id,"
		" created_at, order_at) SELECT seq, LPAD(seq, 16, '0'),"
		" LPAD(seq, 13, '0'), 0, 'x', 0, 3, 0, 1, 1, 0, 0"
		" FROM seq_1_to_600;");
	return 0;
}

static struct tags need(const char *first, const char *second)
{
	const char *const names[] = { first, second };
	struct tags out;

	OK(db_begin(fixture.db, &e));
	OK(tag_store_need(fixture.db, fixture.arena, names, second ? 2 : 1, NOW,
			  &out, &e));
	OK(db_commit(fixture.db, &e));
	return out;
}

static void names_are_found_in_any_case_or_made(void **state)
{
	struct tags made = need("Urgent", "bug"), again;

	(void)state;
	assert_int_equal(made.n, 2);
	assert_string_equal(made.v[0].name, "Urgent");
	again = need("URGENT", "urgent");
	assert_int_equal(again.n, 1);
	assert_int_equal(again.v[0].id.n, made.v[0].id.n);
	assert_string_equal(again.v[0].name, "Urgent");
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM tag"), 2);
}

static void tickets_have_theirs_by_name(void **state)
{
	struct tags made = need("urgent", "bug"), of[3];
	const tag_id both[] = { made.v[0].id, made.v[1].id };
	const ticket_id tickets[] = { { 1 }, { 2 }, { 3 } };

	(void)state;
	OK(tag_store_put(fixture.db, tickets[0], both, 2, &e));
	OK(tag_store_put(fixture.db, tickets[0], both, 2, &e)); /* harmless */
	OK(tag_store_put(fixture.db, tickets[2], both, 1, &e));
	OK(tag_store_of_tickets(fixture.db, fixture.arena, tickets, 3, of, &e));
	assert_int_equal(of[0].n, 2);
	assert_string_equal(of[0].v[0].name, "bug");
	assert_string_equal(of[0].v[1].name, "urgent");
	assert_int_equal(of[1].n, 0);
	assert_int_equal(of[2].n, 1);
	OK(tag_store_take(fixture.db, tickets[0], both, 1, &e));
	OK(tag_store_of_ticket(fixture.db, fixture.arena, tickets[0], &of[0],
			       &e));
	assert_int_equal(of[0].n, 1);
	assert_string_equal(of[0].v[0].name, "bug");
}

static void suggestions_begin_as_typed_and_know_no_wildcards(void **state)
{
	struct tags some = need("refund", "re%fund");

	(void)state;
	some.v[0].archived = NOW;
	OK(tag_store_suggest(fixture.db, fixture.arena, "re%", 10, &some, &e));
	assert_int_equal(some.n, 1);
	assert_string_equal(some.v[0].name, "re%fund");
	OK(tag_store_suggest(fixture.db, fixture.arena, "REF", 10, &some, &e));
	assert_int_equal(some.n, 1);
	some.v[0].archived = NOW;
	OK(tag_store_change(fixture.db, &some.v[0], &e));
	OK(tag_store_suggest(fixture.db, fixture.arena, "ref", 10, &some, &e));
	assert_int_equal(some.n, 0);
}

static void a_merge_goes_batch_by_batch_and_leads_the_name_on(void **state)
{
	struct tags made = need("bug", "defect");
	tag_id bug = made.v[0].id, defect = made.v[1].id;
	int64_t did;

	(void)state;
	db_fixture_run(arena_printf(
		fixture.arena,
		"INSERT INTO ticket_tag SELECT id, %lld FROM ticket;\n"
		"INSERT INTO ticket_tag SELECT id, %lld FROM ticket"
		" WHERE id <= 10;",
		(long long)defect.n, (long long)bug.n));
	OK(tag_store_move(fixture.db, fixture.arena, defect, bug, 500, &did,
			  &e));
	assert_int_equal(did, 500);
	OK(tag_store_move(fixture.db, fixture.arena, defect, bug, 500, &did,
			  &e));
	assert_int_equal(did, 100);
	OK(tag_store_move(fixture.db, fixture.arena, defect, bug, 500, &did,
			  &e));
	assert_int_equal(did, 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket_tag"), 600);
	made.v[1].archived = NOW;
	made.v[1].merged = bug;
	OK(tag_store_change(fixture.db, &made.v[1], &e));
	assert_int_equal(need("Defect", NULL).v[0].id.n, bug.n);
}

static void pages_go_on_and_back(void **state)
{
	struct tag_search s = { .q = "", .key = "" };
	struct tag_page page;
	const char *first, *last;

	(void)state;
	db_fixture_run("INSERT INTO tag (oid, name, created_at)"
		       " SELECT LPAD(seq, 16, '0'), CONCAT('t', LPAD(seq, 3,"
		       " '0')), 0 FROM seq_1_to_120;");
	OK(tag_store_page(fixture.db, fixture.arena, &s, &page, &e));
	assert_int_equal(page.tags.n, 50);
	assert_false(page.before);
	assert_true(page.after);
	last = s.key = page.tags.v[49].oid;
	OK(tag_store_page(fixture.db, fixture.arena, &s, &page, &e));
	assert_string_equal(page.tags.v[0].name, "t051");
	assert_true(page.before && page.after);
	first = s.key = page.tags.v[0].oid;
	s.back = true;
	OK(tag_store_page(fixture.db, fixture.arena, &s, &page, &e));
	assert_string_equal(page.tags.v[49].oid, last);
	assert_string_not_equal(first, last);
	assert_false(page.before);
	assert_true(page.after);
	s = (struct tag_search){ .q = "T1", .key = "" };
	OK(tag_store_page(fixture.db, fixture.arena, &s, &page, &e));
	assert_int_equal(page.tags.n, 21); /* t100 ... t120 */
	assert_false(page.after);
}

int main(int argc, char **argv)
{
#define TAG_TEST(what, func) TEST_WITH(what, func, before, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TAG_TEST("names are found in any case, or made", names_are_found_in_any_case_or_made),
		TAG_TEST("tickets have their tags by name", tickets_have_theirs_by_name),
		TAG_TEST("suggestions begin as typed and know no wildcards", suggestions_begin_as_typed_and_know_no_wildcards),
		TAG_TEST("a merge goes batch by batch and leads the name on", a_merge_goes_batch_by_batch_and_leads_the_name_on),
		TAG_TEST("pages go on and back", pages_go_on_and_back),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"store/tags", tests, db_fixture_setup, db_fixture_teardown);
}
