/*
 * Whatever the database answers, at whatever command: a unit of work that is
 * run as desk.h says has its effect exactly once (security.md R8).
 */
#include "support/db_fixture.h"
#include "support/test.h"

#ifndef DUEDESK_TEST_CLOCK
int main(void)
{
	puts("1..0 # SKIP faults can be made with --enable-test-clock only");
	return EXIT_SUCCESS;
}
#else
#include "base/limits.h"
#include "store/once_store.h"

#define NOW INT64_C(1780000000)

static struct err e;

static int clean(void **state)
{
	err_clear(&e);
	db_fixture_clean(state);
	db_fixture_run("DROP TABLE IF EXISTS counter;\n"
		       "CREATE TABLE counter (id INT PRIMARY KEY, n INT)"
		       " ENGINE=InnoDB;\n"
		       "INSERT INTO counter VALUES (1, 0), (2, 0);\n");
	return 0;
}

/* ---- A unit of work, and who runs it
 * ----------------------------------------------- */

static unsigned char key[32];

static enum err_kind work(struct db *db, bool *again, struct err *w)
{
	const char *answer;

	if (once_store_claim(db, fixture.arena, key, key, NOW, again, &answer,
			     w))
		return w->kind;
	if (*again)
		return ERR_NONE;
	if (db_exec(db, "UPDATE counter SET n = n + 1 WHERE id = 1", NO_PARAMS,
		    NULL, w) ||
	    db_exec(db, "UPDATE counter SET n = n + 1 WHERE id = 2", NO_PARAMS,
		    NULL, w))
		return w->kind;
	return once_store_answer(db, key, "done", w);
}

static enum err_kind unit(struct db *db, struct err *w)
{
	bool again;

	if (db_begin(db, w))
		return w->kind;
	if (work(db, &again, w) || db_commit(db, w)) {
		db_rollback(db);
		return w->kind;
	}
	return ERR_NONE;
}

/* As the router does: again while busy or unsure, a few times. */
static enum err_kind run(struct db *db)
{
	for (int i = 0; i < LIMIT_TRIES; i++) {
		err_clear(&e);
		if (!db_ready(db, &e) && !unit(db, &e))
			return ERR_NONE;
		if (e.kind != ERR_BUSY && e.kind != ERR_UNSURE)
			break;
	}
	return e.kind;
}

static int64_t counter(int id)
{
	char sql[60];

	snprintf(sql, sizeof(sql), "SELECT n FROM counter WHERE id = %d", id);
	return db_fixture_number(sql);
}

/* ---- The faults
 * ----------------------------------------------------------------------- */

static void meet_everywhere(unsigned code, bool after)
{
	struct db *db = db_fixture_open();
	int64_t done = 0, nth = 0;
	bool waits;

	do {
		nth++;
		memset(key, 0, sizeof(key));
		snprintf((char *)key, sizeof(key), "%u-%d-%d", code, after,
			 (int)nth);
		db_test_fault(db, code, nth, after);
		if (run(db))
			fail_msg("%u at command %d: %s: %s", code, (int)nth,
				 err_kind_name(e.kind), e.msg);
		done++;
		waits = db_test_fault_waits(db);
		db_test_fault(db, 0, 0, false);
		if (counter(1) != done || counter(2) != done)
			fail_msg("%u at command %d%s: %d and %d, not %d", code,
				 (int)nth, after ? ", answer lost" : "",
				 (int)counter(1), (int)counter(2), (int)done);
	} while (!waits);
	/* begin, claim, two updates, answer, commit; then none is left */
	assert_int_equal(nth, 7);
	db_close(&db);
	db_fixture_run("UPDATE counter SET n = 0;");
}

static void a_unit_has_one_effect_whatever_it_meets(void **state)
{
	static const unsigned codes[] = { 1213, 1205, 1020, 1047, 1180,
					  1317, 2006, 2013, 1927, 1053 };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(codes); i++)
		meet_everywhere(codes[i], false);
}

static void a_unit_has_one_effect_when_an_answer_is_lost(void **state)
{
	(void)state;
	meet_everywhere(2013, true);
}

/* What the kinds are at each command: begin, claim, update, update, answer,
 * commit. */
static enum err_kind kind_at(unsigned code, int nth, bool after)
{
	struct db *db = db_fixture_open();
	enum err_kind kind;

	memset(key, 0, sizeof(key));
	snprintf((char *)key, sizeof(key), "k%u-%d-%d", code, after, nth);
	err_clear(&e);
	db_test_fault(db, code, nth, after);
	kind = unit(db, &e);
	db_close(&db);
	return kind;
}

static void only_a_lost_commit_is_unsure(void **state)
{
	(void)state;
	for (int nth = 1; nth <= 5; nth++) {
		assert_int_equal(kind_at(2013, nth, false), ERR_BUSY);
		assert_int_equal(kind_at(2013, nth, true), ERR_BUSY);
		assert_int_equal(kind_at(1213, nth, false), ERR_BUSY);
	}
	assert_int_equal(counter(1), 0);
	assert_int_equal(kind_at(2013, 6, false), ERR_UNSURE);
	assert_int_equal(counter(1), 0);
	assert_int_equal(kind_at(1180, 6, false), ERR_UNSURE);
	assert_int_equal(kind_at(1213, 6, false), ERR_BUSY);
	/* It was never sent: nothing can have been kept. */
	assert_int_equal(kind_at(2006, 6, false), ERR_BUSY);
	assert_int_equal(counter(1), 0);
	assert_int_equal(kind_at(2013, 6, true), ERR_UNSURE);
	assert_int_equal(counter(1), 1);
}

static void a_lost_write_of_its_own_is_unsure(void **state)
{
	static const char sql[] = "UPDATE counter SET n = n + 1 WHERE id = 1";
	struct db *db = db_fixture_open();

	(void)state;
	db_test_fault(db, 2013, 1, true);
	assert_int_equal(db_exec(db, sql, NO_PARAMS, NULL, &e), ERR_UNSURE);
	assert_int_equal(counter(1), 1);
	err_clear(&e);
	assert_int_equal(db_ready(db, &e), ERR_NONE);
	db_test_fault(db, 1213, 1, false);
	assert_int_equal(db_exec(db, sql, NO_PARAMS, NULL, &e), ERR_BUSY);
	assert_int_equal(counter(1), 1);
	db_close(&db);
}

static void the_environment_arms_a_connection(void **state)
{
	struct db *db;
	struct rows *r;

	(void)state;
	setenv("DUEDESK_TEST_DB_FAULT", "1205@2", 1);
	db = db_fixture_open();
	setenv("DUEDESK_TEST_DB_FAULT", "nonsense@@", 1);
	assert_int_equal(
		db_query(db, fixture.arena, "SELECT 1", NO_PARAMS, &r, &e),
		ERR_NONE);
	assert_int_equal(
		db_query(db, fixture.arena, "SELECT 1", NO_PARAMS, &r, &e),
		ERR_BUSY);
	db_close(&db);
	db = db_fixture_open();
	unsetenv("DUEDESK_TEST_DB_FAULT");
	assert_false(db_test_fault_waits(db));
	db_close(&db);
}

int main(int argc, char **argv)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST_WITH("a unit has one effect whatever it meets", a_unit_has_one_effect_whatever_it_meets, clean, NULL),
		TEST_WITH("a unit has one effect when an answer is lost", a_unit_has_one_effect_when_an_answer_is_lost, clean, NULL),
		TEST_WITH("only a lost commit is unsure", only_a_lost_commit_is_unsure, clean, NULL),
		TEST_WITH("a lost write of its own is unsure", a_lost_write_of_its_own_is_unsure, clean, NULL),
		TEST_WITH("the environment arms a connection", the_environment_arms_a_connection, clean, NULL),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
#endif
