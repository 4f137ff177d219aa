/* Values in, rows out; what each kind of failure is called. */
#include "support/db_fixture.h"
#include "support/test.h"

#include <pthread.h>

#include "base/clock.h"
#include "base/limits.h"

static struct err e;

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)
#define IS(kind, call) db_fixture_kind((kind), (call), &e, __LINE__)

static int clean(void **state)
{
	err_clear(&e);
	db_fixture_run("DROP TABLE IF EXISTS t;\n"
		       "CREATE TABLE t (id BIGINT NOT NULL AUTO_INCREMENT"
		       " PRIMARY KEY, n BIGINT, s VARCHAR(200),"
		       " b VARBINARY(2000), long_one MEDIUMTEXT,"
		       " UNIQUE KEY t_s (s)) ENGINE=InnoDB;\n");
	return db_fixture_clean(state);
}

static struct db *db(void)
{
	return fixture.db;
}

static void insert(struct db *to, int64_t id, int64_t n)
{
	OK(db_exec(to, "INSERT INTO t (id, n) VALUES (?, ?)",
		   PARAMS(P_I64(id), P_I64(n)), NULL, &e));
}

static enum err_kind set_n(struct db *to, int64_t id, int64_t n)
{
	return db_exec(to, "UPDATE t SET n = ? WHERE id = ?",
		       PARAMS(P_I64(n), P_I64(id)), NULL, &e);
}

static int64_t count(void)
{
	return db_fixture_number("SELECT COUNT(*) FROM t");
}

static void kill_link(const struct db *victim)
{
	struct err ignore = { 0 };
	struct rows *r;
	int64_t id;
	char sql[128];

	OK(db_query((struct db *)(uintptr_t)victim, fixture.arena,
		    "SELECT CONNECTION_ID()", NO_PARAMS, &r, &e));
	assert_true(rows_next(r));
	id = rows_i64(r);
	OK(rows_end(&r, &ignore));
	snprintf(sql, sizeof(sql), "KILL CONNECTION %lld;", (long long)id);
	db_fixture_run(sql);
	snprintf(sql, sizeof(sql),
		 "SELECT COUNT(*) FROM information_schema.PROCESSLIST"
		 " WHERE ID = %lld",
		 (long long)id);
	for (int i = 0; db_fixture_number(sql) && i < 60 * 100; i++)
		clock_sleep_ms(10);
	check_i64("it is gone", db_fixture_number(sql), 0);
}

/* ---- Values ---------------------------------------------------------------
 */

static void values_come_back_as_they_went_in(void **state)
{
	static const char bytes[] = "a\0b\xff";
	char *book = arena_alloc(fixture.arena, 70001);
	struct rows *r;
	size_t n;

	(void)state;
	memset(book, 'x', 70000);
	OK(db_exec(db(),
		   "INSERT INTO t (n, s, b, long_one) VALUES (?, ?, ?, ?)",
		   PARAMS(P_I64(INT64_MIN + 1), P_STR("Žaļā māja 🏠"),
			  P_BYTES(bytes, 4), P_TEXT(book, 70000)),
		   NULL, &e));
	OK(db_exec(db(),
		   "INSERT INTO t (n, s, b, long_one) VALUES (?, ?, ?, ?)",
		   PARAMS(P_AT(INSTANT_NONE), P_STR(NULL), P_NULL, P_STR("")),
		   NULL, &e));
	OK(db_query(db(), fixture.arena,
		    "SELECT n, s, b, long_one, id > 0, n, s FROM t ORDER BY id",
		    NO_PARAMS, &r, &e));
	assert_true(rows_next(r));
	assert_int_equal(rows_i64(r), INT64_MIN + 1);
	assert_string_equal(rows_str(r), "Žaļā māja 🏠");
	assert_memory_equal(rows_bytes(r, &n), bytes, 4);
	assert_int_equal(n, 4);
	assert_memory_equal(rows_bytes(r, &n), book, 70001);
	assert_int_equal(n, 70000);
	assert_int_equal(rows_i64(r), 1);
	assert_int_equal(rows_at(r), INT64_MIN + 1);
	assert_true(rows_next(r));
	assert_int_equal(rows_at(r), INSTANT_NONE);
	assert_null(rows_str(r));
	assert_null(rows_bytes(r, &n));
	assert_int_equal(n, 0);
	assert_string_equal(rows_str(r), "");
	assert_false(rows_next(r));
	OK(rows_end(&r, &e));
}

static void sums_are_numbers(void **state)
{
	(void)state;
	insert(db(), 1, INT64_C(4000000000000000000));
	insert(db(), 2, -7);
	assert_int_equal(db_fixture_number("SELECT SUM(n) FROM t"),
			 INT64_C(3999999999999999993));
	assert_int_equal(db_fixture_number("SELECT MAX(n) FROM t"),
			 INT64_C(4000000000000000000));
}

static void a_wrong_count_of_values_is_an_error(void **state)
{
	struct rows *r;

	(void)state;
	IS(ERR_BROKEN, db_query(db(), fixture.arena, "SELECT ? + ?",
				PARAMS(P_I64(1)), &r, &e));
	IS(ERR_BROKEN, db_exec(db(), "SELECT 1", NO_PARAMS, NULL, &e));
	IS(ERR_BROKEN,
	   db_query(db(), fixture.arena, "DELETE FROM t", NO_PARAMS, &r, &e));
	OK(db_exec(db(), "DELETE FROM t", NO_PARAMS, NULL, &e));
}

static void matched_counts_rows_that_stay_the_same(void **state)
{
	int64_t matched;

	(void)state;
	insert(db(), 5, 7);
	OK(db_exec(db(), "UPDATE t SET n = 7 WHERE id = 5", NO_PARAMS, &matched,
		   &e));
	assert_int_equal(matched, 1);
	OK(db_exec(db(), "UPDATE t SET n = 7 WHERE id = 6", NO_PARAMS, &matched,
		   &e));
	assert_int_equal(matched, 0);
	OK(db_exec(db(), "INSERT INTO t (n) VALUES (1)", NO_PARAMS, NULL, &e));
	assert_int_equal(db_last_id(db()), 6);
}

static void rows_of_one_text_may_be_read_inside_each_other(void **state)
{
	static const char sql[] = "SELECT id FROM t ORDER BY id";
	struct rows *outer, *inner;
	int seen = 0;

	(void)state;
	insert(db(), 1, 0);
	insert(db(), 2, 0);
	OK(db_query(db(), fixture.arena, sql, NO_PARAMS, &outer, &e));
	while (rows_next(outer)) {
		OK(db_query(db(), fixture.arena, sql, NO_PARAMS, &inner, &e));
		while (rows_next(inner))
			seen++;
		OK(rows_end(&inner, &e));
	}
	OK(rows_end(&outer, &e));
	assert_int_equal(seen, 4);
}

static void statements_are_kept_but_not_too_many(void **state)
{
	struct rows *r;
	char sql[40];
	int64_t before = db_fixture_number(
		"SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
		" WHERE VARIABLE_NAME = 'Prepared_stmt_count'");
	struct db *other = db_fixture_open();

	(void)state;
	for (int i = 0; i < 3 * LIMIT_STATEMENTS; i++) {
		snprintf(sql, sizeof(sql), "SELECT %d", i % 300);
		OK(db_query(other, fixture.arena, sql, NO_PARAMS, &r, &e));
		assert_true(rows_next(r));
		assert_int_equal(rows_i64(r), i % 300);
		OK(rows_end(&r, &e));
	}
	assert_int_equal(
		db_fixture_number("SELECT VARIABLE_VALUE FROM"
				  " information_schema.GLOBAL_STATUS WHERE"
				  " VARIABLE_NAME = 'Prepared_stmt_count'"),
		before + LIMIT_STATEMENTS);
	db_close(&other);
}

/* ---- Many rows -------------------------------------------------------------
 */

#define MANY 1000

static void many_rows_go_in_as_one(void **state)
{
	struct param *p = ARENA_ARRAY(fixture.arena, MANY * 4, struct param);

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		p[i * 4] = P_I64((int64_t)i + 1);
		p[i * 4 + 1] = i % 3 ? P_I64((int64_t)i) : P_NULL;
		p[i * 4 + 2] = P_STR(arena_printf(fixture.arena, "s%zu", i));
		p[i * 4 + 3] = i % 2 ? P_BYTES("\0x", 2) : P_NULL;
	}
	OK(db_exec_rows(db(), "INSERT INTO t (id, n, s, b) VALUES (?, ?, ?, ?)",
			p, 4, MANY, &e));
	assert_int_equal(count(), MANY);
	assert_int_equal(db_fixture_number("SELECT COUNT(n) FROM t"), 666);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM t WHERE s ="
					   " CONCAT('s', id - 1)"),
			 MANY);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM t WHERE b ="
					   " '\\0x'"),
			 MANY / 2);
	/* The same text for one row, and for many again. */
	OK(db_exec(db(), "INSERT INTO t (id, n, s, b) VALUES (?, ?, ?, ?)",
		   PARAMS(P_I64(5000), P_I64(1), P_STR("one"), P_NULL), NULL,
		   &e));
	assert_int_equal(count(), MANY + 1);
	/* A duplicate in the middle leaves none of them. */
	for (size_t i = 0; i < MANY; i++) {
		p[i * 4] = P_I64((int64_t)i + 4600);
		p[i * 4 + 2] = P_STR(arena_printf(fixture.arena, "t%zu", i));
	}
	IS(ERR_CONFLICT,
	   db_exec_rows(db(), "INSERT INTO t (id, n, s, b) VALUES (?, ?, ?, ?)",
			p, 4, MANY, &e));
	assert_int_equal(count(), MANY + 1);
	OK(db_exec_rows(db(), "DELETE FROM t WHERE id = ?", p, 1, 0, &e));
}

static void a_column_may_be_null_in_every_row(void **state)
{
	const struct param p[] = { P_I64(1), P_NULL, P_I64(2), P_NULL };

	(void)state;
	OK(db_exec_rows(db(), "INSERT INTO t (id, s) VALUES (?, ?)", p, 2, 2,
			&e));
	assert_int_equal(
		db_fixture_number("SELECT COUNT(*) FROM t WHERE s IS NULL"), 2);
}

/* ---- What failures are called ----------------------------------------------
 */

static void a_duplicate_is_a_conflict(void **state)
{
	(void)state;
	insert(db(), 1, 1);
	IS(ERR_CONFLICT, db_exec(db(), "INSERT INTO t (id, n) VALUES (?, ?)",
				 PARAMS(P_I64(1), P_I64(1)), NULL, &e));
	IS(ERR_BROKEN, db_exec(db(), "INSERT INTO nothing VALUES (1)",
			       NO_PARAMS, NULL, &e));
	/* Strict: what does not fit is refused, not cut. */
	IS(ERR_BROKEN,
	   db_exec(db(), "INSERT INTO t (s) VALUES (REPEAT('x', 201))",
		   NO_PARAMS, NULL, &e));
	IS(ERR_BROKEN, db_exec(db(), "INSERT INTO t (s) VALUES (?)",
			       PARAMS(P_STR("\xc3(")), NULL, &e));
}

struct other {
	struct db *db;
	pthread_barrier_t *both;
	enum err_kind kind;
	struct err e;
};

static void *lock_2_then_1(void *cookie)
{
	struct other *o = cookie;
	static const char sql[] = "UPDATE t SET n = n + 1 WHERE id = ?";

	if (db_begin(o->db, &o->e) ||
	    db_exec(o->db, sql, PARAMS(P_I64(2)), NULL, &o->e))
		abort();
	pthread_barrier_wait(o->both);
	o->kind = db_exec(o->db, sql, PARAMS(P_I64(1)), NULL, &o->e);
	if (!o->kind)
		o->kind = db_commit(o->db, &o->e);
	db_rollback(o->db);
	return NULL;
}

static void a_deadlock_is_busy_for_one_of_the_two(void **state)
{
	static const char sql[] = "UPDATE t SET n = n + 1 WHERE id = ?";
	pthread_barrier_t both;
	struct other o = { .db = db_fixture_open(), .both = &both };
	enum err_kind kind;
	pthread_t thread;

	(void)state;
	insert(db(), 1, 0);
	insert(db(), 2, 0);
	pthread_barrier_init(&both, NULL, 2);
	assert_int_equal(pthread_create(&thread, NULL, lock_2_then_1, &o), 0);
	OK(db_begin(db(), &e));
	OK(db_exec(db(), sql, PARAMS(P_I64(1)), NULL, &e));
	pthread_barrier_wait(&both);
	kind = db_exec(db(), sql, PARAMS(P_I64(2)), NULL, &e);
	if (!kind)
		kind = db_commit(db(), &e);
	db_rollback(db());
	pthread_join(thread, NULL);
	assert_int_equal((kind == ERR_NONE) + (o.kind == ERR_NONE), 1);
	assert_int_equal((kind == ERR_BUSY) + (o.kind == ERR_BUSY), 1);
	assert_non_null(strstr(kind ? e.msg : o.e.msg, "1213"));
	assert_int_equal(db_fixture_number("SELECT SUM(n) FROM t"), 2);
	db_close(&o.db);
	pthread_barrier_destroy(&both);
}

static void a_lock_wait_is_busy_and_a_rollback_undoes_all(void **state)
{
	struct db *other = db_fixture_open();

	(void)state;
	insert(db(), 1, 0);
	insert(db(), 2, 0);
	OK(db_begin(other, &e));
	OK(set_n(other, 1, 10));
	OK(db_run_script(db(), "SET SESSION innodb_lock_wait_timeout = 1;",
			 &e));
	OK(db_begin(db(), &e));
	OK(set_n(db(), 2, 20));
	IS(ERR_BUSY, set_n(db(), 1, 20));
	assert_non_null(strstr(e.msg, "1205"));
	assert_true(db_in_transaction(db()));
	db_rollback(db());
	assert_false(db_in_transaction(db()));
	OK(db_commit(other, &e));
	db_close(&other);
	assert_int_equal(db_fixture_number("SELECT SUM(n) FROM t"), 10);
	OK(db_run_script(db(), "SET SESSION innodb_lock_wait_timeout = 5;",
			 &e));
}

static void a_row_changed_since_it_was_read_is_busy(void **state)
{
	struct db *other = db_fixture_open();
	struct rows *r;

	(void)state;
	insert(db(), 1, 0);
	OK(db_begin(db(), &e));
	OK(db_query(db(), fixture.arena, "SELECT n FROM t WHERE id = 1",
		    NO_PARAMS, &r, &e));
	OK(rows_end(&r, &e));
	OK(set_n(other, 1, 1));
	IS(ERR_BUSY, set_n(db(), 1, 2));
	assert_non_null(strstr(e.msg, "1020"));
	db_rollback(db());
	/* The same in the middle of fetching; the statement stays usable. */
	for (int i = 0; i < 2; i++) {
		OK(db_begin(db(), &e));
		OK(db_query(db(), fixture.arena, "SELECT COUNT(*) FROM t",
			    NO_PARAMS, &r, &e));
		OK(rows_end(&r, &e));
		OK(set_n(other, 1, 10 + i));
		IS(ERR_BUSY, db_query(db(), fixture.arena,
				      "SELECT n FROM t WHERE id = 1 FOR UPDATE",
				      NO_PARAMS, &r, &e));
		db_rollback(db());
	}
	OK(db_query(db(), fixture.arena,
		    "SELECT n FROM t WHERE id = 1 FOR UPDATE", NO_PARAMS, &r,
		    &e));
	assert_true(rows_next(r));
	assert_int_equal(rows_i64(r), 11);
	OK(rows_end(&r, &e));
	db_close(&other);
}

static void a_statement_that_takes_too_long_is_ended(void **state)
{
	struct rows *r;

	(void)state;
	OK(db_run_script(db(), "SET SESSION max_statement_time = 0.2;", &e));
	IS(ERR_BROKEN, db_query(db(), fixture.arena,
				"SELECT COUNT(*) FROM seq_1_to_10000000 a"
				" JOIN seq_1_to_10000000 b",
				NO_PARAMS, &r, &e));
	assert_non_null(strstr(e.msg, "1969"));
	/* ... also when it has begun to answer. */
	IS(ERR_BROKEN,
	   db_query(db(), fixture.arena,
		    "SELECT a.seq FROM seq_1_to_10000000 a"
		    " JOIN seq_1_to_10000000 b WHERE a.seq + b.seq < 4",
		    NO_PARAMS, &r, &e));
	OK(db_run_script(db(), "SET SESSION max_statement_time = 10;", &e));
	assert_int_equal(db_fixture_number("SELECT 1"), 1);
}

static void a_lost_link_is_replaced_between_units(void **state)
{
	struct db *other = db_fixture_open();
	struct rows *r;

	(void)state;
	kill_link(other);
	IS(ERR_BUSY,
	   db_query(other, fixture.arena, "SELECT 1", NO_PARAMS, &r, &e));
	/* It stays lost until somebody asks for a new one. */
	IS(ERR_BUSY,
	   db_query(other, fixture.arena, "SELECT 1", NO_PARAMS, &r, &e));
	IS(ERR_BUSY, db_begin(other, &e));
	OK(db_ready(other, &e));
	OK(db_query(other, fixture.arena,
		    "SELECT @@time_zone, @@sql_mode,"
		    " @@innodb_snapshot_isolation, @@character_set_client,"
		    " @@idle_transaction_timeout",
		    NO_PARAMS, &r, &e));
	assert_true(rows_next(r));
	assert_string_equal(rows_str(r), "+00:00");
	assert_non_null(strstr(rows_str(r), "STRICT_ALL_TABLES"));
	assert_int_equal(rows_i64(r), 1);
	assert_string_equal(rows_str(r), "utf8mb4");
	assert_int_equal(rows_i64(r), 30);
	OK(rows_end(&r, &e));
	db_close(&other);
}

static void a_link_lost_before_the_commit_keeps_nothing(void **state)
{
	struct db *other = db_fixture_open();

	(void)state;
	OK(db_begin(other, &e));
	insert(other, 1, 1);
	kill_link(other);
	IS(ERR_BUSY, db_commit(other, &e));
	db_rollback(other);
	assert_int_equal(count(), 0);
	OK(db_ready(other, &e));
	insert(other, 1, 1);
	assert_int_equal(count(), 1);
	db_close(&other);
}

static void no_server_is_busy_and_a_wrong_password_is_not(void **state)
{
	struct db_conf conf = fixture.conf;
	struct db *none;

	(void)state;
	conf.socket = "/nonexistent/socket";
	IS(ERR_BUSY, db_open(&conf, &none, &e));
	assert_null(none);
	conf = fixture.conf;
	conf.user = "nobody-of-that-name";
	IS(ERR_BROKEN, db_open(&conf, &none, &e));
	assert_null(none);
	db_close(&none);
}

/* ---- Scripts ----------------------------------------------------------------
 */

static void a_script_is_split_at_the_ends_of_lines(void **state)
{
	(void)state;
	OK(db_run_script(db(),
			 "-- a comment; with a semicolon\n"
			 "INSERT INTO t (s) VALUES ('a;b');\n"
			 "\n  -- another\n"
			 "INSERT INTO t (s)\n  VALUES ('it''s; so');\n"
			 "INSERT INTO t (s) VALUES ('last')",
			 &e));
	assert_int_equal(count(), 3);
	assert_int_equal(
		db_fixture_number("SELECT COUNT(*) FROM t WHERE s = 'a;b'"), 1);
	IS(ERR_BROKEN, db_run_script(db(),
				     "INSERT INTO t (s) VALUES ('x');\n"
				     "INSERT INTO t (nothing) VALUES (1);\n",
				     &e));
	assert_non_null(strstr(e.msg, "statement 2"));
	/* Two in one line are two statements in one text: refused. */
	IS(ERR_BROKEN, db_run_script(db(), "SELECT 1; SELECT 2;\n", &e));
}

static void a_look_up_is_quick(void **state)
{
	const int n = 2000;
	struct arena *a = arena_new();
	struct rows *r;
	int64_t start;

	(void)state;
	OK(db_exec(db(), "INSERT INTO t (id, n, s) VALUES (1, 2, 'three')",
		   NO_PARAMS, NULL, &e));
	start = clock_monotonic_ns();
	for (int i = 0; i < n; i++) {
		OK(db_query(db(), a, "SELECT id, n, s FROM t WHERE id = ?",
			    PARAMS(P_I64(1)), &r, &e));
		assert_true(rows_next(r));
		OK(rows_end(&r, &e));
		arena_reset(a);
	}
	print_message("# a look-up takes %.1f us\n",
		      (double)(clock_monotonic_ns() - start) / n / 1000);
	arena_free(a);
}

int main(int argc, char **argv)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST_WITH("values come back as they went in", values_come_back_as_they_went_in, clean, NULL),
		TEST_WITH("sums are numbers", sums_are_numbers, clean, NULL),
		TEST_WITH("a wrong count of values is an error", a_wrong_count_of_values_is_an_error, clean, NULL),
		TEST_WITH("matched counts rows that stay the same", matched_counts_rows_that_stay_the_same, clean, NULL),
		TEST_WITH("rows of one text may be read inside each other", rows_of_one_text_may_be_read_inside_each_other, clean, NULL),
		TEST_WITH("statements are kept but not too many", statements_are_kept_but_not_too_many, clean, NULL),
		TEST_WITH("many rows go in as one", many_rows_go_in_as_one, clean, NULL),
		TEST_WITH("a column may be null in every row", a_column_may_be_null_in_every_row, clean, NULL),
		TEST_WITH("a duplicate is a conflict", a_duplicate_is_a_conflict, clean, NULL),
		TEST_WITH("a deadlock is busy for one of the two", a_deadlock_is_busy_for_one_of_the_two, clean, NULL),
		TEST_WITH("a lock wait is busy and a rollback undoes all", a_lock_wait_is_busy_and_a_rollback_undoes_all, clean, NULL),
		TEST_WITH("a row changed since it was read is busy", a_row_changed_since_it_was_read_is_busy, clean, NULL),
		TEST_WITH("a statement that takes too long is ended", a_statement_that_takes_too_long_is_ended, clean, NULL),
		TEST_WITH("a lost link is replaced between units", a_lost_link_is_replaced_between_units, clean, NULL),
		TEST_WITH("a link lost before the commit keeps nothing", a_link_lost_before_the_commit_keeps_nothing, clean, NULL),
		TEST_WITH("no server is busy and a wrong password is not", no_server_is_busy_and_a_wrong_password_is_not, clean, NULL),
		TEST_WITH("a script is split at the ends of lines", a_script_is_split_at_the_ends_of_lines, clean, NULL),
		TEST_WITH("a look up is quick", a_look_up_is_quick, clean, NULL),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
