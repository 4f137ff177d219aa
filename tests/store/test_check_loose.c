/* Rows that name what is not there: what looking for them costs. */
#include "support/db_fixture.h"
#include "support/test.h"

#include "store/check_store.h"

#define NOW INT64_C(1780000000)

static struct err e;

static void count(void *cookie, const struct check_loose *row)
{
	(void)row;
	++*(int *)cookie;
}

static int found_by(bool quick)
{
	int found = 0;

	db_fixture_kind(ERR_NONE,
			check_store_loose_rows(fixture.db, fixture.arena, NOW,
					       quick, count, &found, &e),
			&e, __LINE__);
	return found;
}

static void look(void *cookie)
{
	assert_int_equal(found_by(*(const bool *)cookie), 0);
}

static void the_quick_check_does_not_read_all_people(void **state)
{
	bool quick = true, whole = false;

	(void)state;
	db_fixture_run("DELETE FROM sweep_state;\n"
		       "INSERT INTO desk (id, name, zone, created_at)"
		       " VALUES (1, 'Harbour', 'UTC', 1)"
		       " ON DUPLICATE KEY UPDATE name = 'Harbour';\n"
		       "INSERT INTO person (oid, name, roles, created_at)"
		       " SELECT LPAD(seq, 16, '0'), 'Bob', 1, 0"
		       " FROM seq_1_to_5000;\n"
		       "INSERT INTO person_word (person_id, word, staff)"
		       " SELECT id, 'Bob', 0 FROM person;");
	assert_in_range(db_fixture_cost("HANDLER_READ%", look, &whole), 5000,
			INT64_MAX);
	assert_in_range(db_fixture_cost("HANDLER_READ%", look, &quick), 1,
			1000);
}

static void a_copy_of_a_role_that_is_not_its_persons_is_found(void **state)
{
	(void)state;
	db_fixture_run("INSERT INTO person (oid, name, roles, created_at)"
		       " VALUES ('0000000000000001', 'Bob', 1, 0),"
		       " ('0000000000000002', 'Zoe', 5, 0);\n"
		       "INSERT INTO person_word (person_id, word, staff)"
		       " SELECT id, name, roles > 1 FROM person;");
	assert_int_equal(found_by(false), 0);
	db_fixture_run("UPDATE person_word SET staff = 1 - staff;");
	assert_int_equal(found_by(false), 2);
}

static int before(void **state)
{
	err_clear(&e);
	return db_fixture_clean(state);
}

int main(int argc, char **argv)
{
#define LOOSE_TEST(what, func) TEST_WITH(what, func, before, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		LOOSE_TEST("the quick check does not read all people", the_quick_check_does_not_read_all_people),
		LOOSE_TEST("a copy of a role that is not its person's is found", a_copy_of_a_role_that_is_not_its_persons_is_found),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name("store/check_loose", tests,
					   db_fixture_setup,
					   db_fixture_teardown);
}
