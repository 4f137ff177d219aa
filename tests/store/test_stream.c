/* Exports: any number of rows, in constant memory, and never half of them taken
 * for all. */
#include "support/db_fixture.h"
#include "support/test.h"

#include "base/clock.h"

static struct err e;

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)
#define IS(kind, call) db_fixture_kind((kind), (call), &e, __LINE__)

static int clean(void **state)
{
	(void)state;
	err_clear(&e);
	arena_reset(fixture.arena);
	return 0;
}

static struct db *db(void)
{
	return fixture.db;
}

static void a_stream_needs_no_memory_and_no_turn(void **state)
{
	struct rows *r;
	size_t before = 0;
	int64_t sum = 0;
	char want[40];

	(void)state;
	OK(db_stream(db(), fixture.arena,
		     "SELECT seq, CONCAT('row ', seq),"
		     " IF(seq % 1000, '', REPEAT('y', 3000))"
		     " FROM seq_1_to_200000",
		     NO_PARAMS, &r, &e));
	for (int64_t i = 1; rows_next(r); i++) {
		sum += rows_i64(r);
		snprintf(want, sizeof(want), "row %lld", (long long)i);
		assert_string_equal(rows_str(r), want);
		assert_int_equal(strlen(rows_str(r)), i % 1000 ? 0 : 3000);
		if (i == 100)
			before = arena_used(fixture.arena);
		if (i == 500)
			assert_int_equal(db_fixture_number("SELECT 42"), 42);
	}
	assert_int_equal(arena_used(fixture.arena), before);
	OK(rows_end(&r, &e));
	assert_null(r);
	assert_int_equal(sum, INT64_C(200000) * 200001 / 2);
}

static void a_stream_may_be_left_early(void **state)
{
	int64_t start = clock_monotonic_ns();
	struct rows *r;

	(void)state;
	OK(db_stream(db(), fixture.arena, "SELECT seq FROM seq_1_to_1000000000",
		     NO_PARAMS, &r, &e));
	assert_true(rows_next(r));
	OK(rows_end(&r, &e));
	/* All of them would take minutes. */
	assert_true(clock_monotonic_ns() - start < INT64_C(60000000000));
}

static void a_stream_that_breaks_says_so(void **state)
{
	struct rows *r;
	int64_t id;
	char sql[64];

	(void)state;
	OK(db_stream(db(), fixture.arena,
		     "SELECT CONNECTION_ID(), seq FROM seq_1_to_1000000000",
		     NO_PARAMS, &r, &e));
	assert_true(rows_next(r));
	id = rows_i64(r);
	snprintf(sql, sizeof(sql), "KILL CONNECTION %lld;", (long long)id);
	db_fixture_run(sql);
	while (rows_next(r))
		;
	assert_int_not_equal(rows_end(&r, &e), ERR_NONE);
	err_clear(&e);
	IS(ERR_BROKEN,
	   db_stream(db(), fixture.arena, "SELECT nothing", NO_PARAMS, &r, &e));
}

int main(int argc, char **argv)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST_WITH("a stream needs no memory and no turn", a_stream_needs_no_memory_and_no_turn, clean, NULL),
		TEST_WITH("a stream may be left early", a_stream_may_be_left_early, clean, NULL),
		TEST_WITH("a stream that breaks says so", a_stream_that_breaks_says_so, clean, NULL),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
