/* Tables get made once, changed files are refused; the server must be set so
 * that nothing gets lost. */
#include "support/db_fixture.h"
#include "support/test.h"

#include "base/clock.h"
#include "base/rng.h"
#include "base/sbuf.h"
#include "store/migrate.h"

static struct err e;

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)
#define IS(kind, call) db_fixture_kind((kind), (call), &e, __LINE__)

static const struct migration two[] = {
	{ 1, "one", "CREATE TABLE a (id INT PRIMARY KEY) ENGINE=InnoDB;\n" },
	{ 2, "two",
	  "CREATE TABLE IF NOT EXISTS b (id INT PRIMARY KEY) ENGINE=InnoDB;\n"
	  "INSERT INTO b (id) VALUES (1);\n" },
};

/* A connection to an empty database of this test's own. */
static struct db *empty_database(void)
{
	struct db_conf conf = fixture.conf;
	char name[80], sql[300];
	struct db *db;

	snprintf(name, sizeof(name), "%s_empty", fixture.name);
	snprintf(sql, sizeof(sql),
		 "DROP DATABASE IF EXISTS %s;\nCREATE DATABASE %s;\n", name,
		 name);
	db_fixture_run(sql);
	conf.name = name;
	OK(db_open(&conf, &db, &e));
	return db;
}

static int drop_empty_database(void **state)
{
	char sql[100];

	(void)state;
	snprintf(sql, sizeof(sql), "DROP DATABASE IF EXISTS %s_empty;",
		 fixture.name);
	db_fixture_run(sql);
	return 0;
}

static int clear(void **state)
{
	(void)state;
	err_clear(&e);
	arena_reset(fixture.arena);
	return 0;
}

static int64_t number(struct db *db, const char *sql)
{
	struct rows *r;
	int64_t n;

	OK(db_query(db, fixture.arena, sql, NO_PARAMS, &r, &e));
	assert_true(rows_next(r));
	n = rows_i64(r);
	OK(rows_end(&r, &e));
	return n;
}

static void count_done(void *cookie, const struct migration *m)
{
	int *n = cookie;

	assert_true(m->version > *n); /* in order; numbers may have gaps */
	(*n)++;
}

static enum err_kind migrate(struct db *db, const struct migration *list,
			     size_t n, int *done)
{
	return migrate_run(db, fixture.arena, list, n, 1000, count_done, done,
			   &e);
}

static void each_migration_is_applied_once(void **state)
{
	struct db *db = empty_database();
	int done = 0;

	(void)state;
	IS(ERR_BROKEN, migrate_check(db, fixture.arena, two, 2, &e));
	assert_non_null(strstr(e.msg, "duedesk migrate"));
	OK(migrate(db, two, 1, &done));
	assert_int_equal(done, 1);
	IS(ERR_BROKEN, migrate_check(db, fixture.arena, two, 2, &e));
	assert_non_null(strstr(e.msg, "0002_two"));
	assert_non_null(strstr(e.msg, "duedesk migrate"));
	OK(migrate(db, two, 2, &done));
	assert_int_equal(done, 2);
	OK(migrate(db, two, 2, &done));
	assert_int_equal(done, 2);
	assert_int_equal(number(db, "SELECT COUNT(*) FROM b"), 1);
	OK(migrate_check(db, fixture.arena, two, 2, &e));
	/* An old program goes on with a newer database. */
	OK(migrate_check(db, fixture.arena, two, 1, &e));
	OK(migrate(db, two, 1, &done));
	db_close(&db);
}

static void a_changed_file_is_refused(void **state)
{
	struct migration changed[] = { two[0], two[1] };
	struct db *db = empty_database();
	int done = 0;

	(void)state;
	OK(migrate(db, two, 1, &done));
	changed[0].sql = "CREATE TABLE c (id INT PRIMARY KEY) ENGINE=InnoDB;\n";
	IS(ERR_BROKEN, migrate(db, changed, 2, &done));
	assert_non_null(strstr(e.msg, "0001_one was changed"));
	assert_int_equal(done, 1);
	db_close(&db);
}

static void a_failure_names_the_file_and_can_be_repeated(void **state)
{
	struct migration broken[] = { two[0], two[1] };
	struct db *db = empty_database();
	int done = 0;

	(void)state;
	broken[1].sql = "CREATE TABLE IF NOT EXISTS b (id INT PRIMARY KEY)"
			" ENGINE=InnoDB;\nINSERT INTO nothing VALUES (1);\n";
	IS(ERR_BROKEN, migrate(db, broken, 2, &done));
	assert_non_null(strstr(e.msg, "0002_two: statement 2"));
	assert_int_equal(done, 1);
	err_clear(&e);
	OK(migrate(db, two, 2, &done));
	assert_int_equal(done, 2);
	db_close(&db);
}

static void two_at_a_time_wait_for_each_other(void **state)
{
	struct db *db = empty_database();
	struct db *other;
	struct rows *r;
	int done = 0;

	(void)state;
	OK(migrate(db, two, 1, &done));
	OK(db_again(db, &other, &e));
	OK(db_begin(other, &e));
	OK(db_query(other, fixture.arena,
		    "SELECT version FROM schema_migration WHERE version = 0"
		    " FOR UPDATE",
		    NO_PARAMS, &r, &e));
	OK(rows_end(&r, &e));
	IS(ERR_BUSY, migrate(db, two, 2, &done));
	assert_non_null(strstr(e.msg, "another"));
	db_close(&other);
	OK(migrate(db, two, 2, &done));
	db_close(&db);
}

static const struct migration three[] = {
	{ 1, "one", "CREATE TABLE a (id INT PRIMARY KEY) ENGINE=InnoDB;\n" },
	{ 2, "two", "CREATE TABLE IF NOT EXISTS b (id INT PRIMARY KEY);\n" },
	{ 3, "three", "CREATE TABLE IF NOT EXISTS c (id INT PRIMARY KEY);\n" },
};

/* What the server did last for a process that was killed, done only now. */
static void late(void *cookie, const struct migration *m)
{
	unsigned char hash[RNG_HASH_LEN];
	char hex[2 * RNG_HASH_LEN + 1];
	struct db *db = cookie;

	if (m->version != 1)
		return;
	rng_sha256(three[1].sql, strlen(three[1].sql), hash);
	rng_hex(hash, sizeof(hash), hex);
	OK(db_run_script(db, three[1].sql, &e));
	OK(db_exec(db,
		   "INSERT INTO schema_migration"
		   " (version, name, checksum, applied_at)"
		   " VALUES (2, 'two', ?, 1)",
		   PARAMS(P_STR(hex)), NULL, &e));
}

static void the_last_deed_of_a_killed_one_is_no_conflict(void **state)
{
	struct db *db = empty_database();

	(void)state;
	OK(migrate_run(db, fixture.arena, three, 3, 1000, late, db, &e));
	OK(migrate_check(db, fixture.arena, three, 3, &e));
	assert_int_equal(number(db, "SELECT COUNT(*) FROM schema_migration"
				    " WHERE version IN (1, 2, 3)"),
			 3);
	db_close(&db);
}

#ifdef DUEDESK_TEST_CLOCK
/* A passing hindrance is met again, one that stays is told. */
static void what_was_in_the_way_is_tried_again(void **state)
{
	struct migration stays[] = { three[0], three[1] };
	struct db *db = empty_database();
	int done = 0;

	(void)state;
	/* The working connection's: it reads, and notes 1, 2 and 3. */
	assert_int_equal(setenv("DUEDESK_TEST_DB_FAULT", "1205@4", 1), 0);
	OK(migrate(db, three, 3, &done));
	assert_int_equal(unsetenv("DUEDESK_TEST_DB_FAULT"), 0);
	assert_int_equal(done, 3);
	OK(migrate_check(db, fixture.arena, three, 3, &e));
	db_close(&db);
	db = empty_database();
	stays[1].sql = "CREATE TABLE IF NOT EXISTS b (id INT PRIMARY KEY);\n"
		       "INSERT INTO b VALUES (1), (1);\n";
	done = 0;
	IS(ERR_CONFLICT, migrate(db, stays, 2, &done));
	assert_non_null(strstr(e.msg, "0002_two: statement 2"));
	assert_int_equal(done, 1);
	db_close(&db);
}
#endif

static void the_first_migration_may_be_killed_half_way(void **state)
{
	struct db *db = empty_database();
	int done = 0;
	struct migration half = migrations[0];
	char *sql = arena_str(fixture.arena, half.sql);

	(void)state;
	/* Up to the middle, then nonsense. */
	char *middle = strstr(sql, "CREATE TABLE IF NOT EXISTS ticket");
	assert_non_null(middle);
	snprintf(middle, strlen(middle), "NONSENSE;\n");
	half.sql = sql;
	IS(ERR_BROKEN, migrate(db, &half, 1, &done));
	err_clear(&e);
	OK(migrate(db, migrations, migrations_n, &done));
	OK(migrate_check(db, fixture.arena, migrations, migrations_n, &e));
	db_close(&db);
}

/* Killed after a migration's last statement, before it was noted. */
static void each_migration_may_be_done_and_not_noted(void **state)
{
	struct db *db = empty_database();
	int done = 0;

	(void)state;
	for (size_t i = 0; i < migrations_n; i++) {
		OK(db_run_script(db, migrations[i].sql, &e));
		OK(migrate(db, migrations, i + 1, &done));
		assert_int_equal(done, i + 1);
	}
	db_close(&db);
}

/* A mended file is accepted by the checksum it names, and by no other. */
static void a_mended_migration_names_what_it_was(void **state)
{
	unsigned char hash[RNG_HASH_LEN];
	char hex[2 * RNG_HASH_LEN + 1];
	struct migration mended[] = { three[0] };
	struct db *db = empty_database();
	int done = 0;

	(void)state;
	OK(migrate(db, three, 1, &done));
	rng_sha256(three[0].sql, strlen(three[0].sql), hash);
	rng_hex(hash, sizeof(hash), hex);
	mended[0].sql = arena_printf(fixture.arena,
				     "-- %s\nCREATE TABLE IF NOT EXISTS a"
				     " (id INT PRIMARY KEY) ENGINE=InnoDB;\n",
				     hex);
	OK(migrate(db, mended, 1, &done));
	OK(db_exec(db,
		   "UPDATE schema_migration SET checksum = ''"
		   " WHERE version = 1",
		   NO_PARAMS, NULL, &e));
	IS(ERR_BROKEN, migrate(db, mended, 1, &done));
	db_close(&db);
}

/* ---- The self-check
 * ------------------------------------------------------------ */

static void an_unsafe_server_is_refused(void **state)
{
	/* clang-format off */
	static const struct {
		const char *unsafe, *safe, *says;
	} cases[] = {
		{ "SET GLOBAL innodb_flush_log_at_trx_commit = 0;",
		  "SET GLOBAL innodb_flush_log_at_trx_commit = 1;",
		  "innodb_flush_log_at_trx_commit" },
		{ "SET GLOBAL innodb_flush_log_at_trx_commit = 2;",
		  "SET GLOBAL innodb_flush_log_at_trx_commit = 1;",
		  "innodb_flush_log_at_trx_commit" },
		{ "SET GLOBAL innodb_snapshot_isolation = OFF;",
		  "SET GLOBAL innodb_snapshot_isolation = ON;",
		  "innodb_snapshot_isolation" },
		{ "SET GLOBAL sql_mode = 'NO_ENGINE_SUBSTITUTION';",
		  "SET GLOBAL sql_mode = 'STRICT_ALL_TABLES';",
		  "sql_mode" },
		{ "SET GLOBAL character_set_server = latin1;",
		  "SET GLOBAL character_set_server = utf8mb4;",
		  "character set" },
		{ "CREATE TABLE mine (id INT PRIMARY KEY) ENGINE=Aria;",
		  "DROP TABLE mine;",
		  "table mine is not in InnoDB" },
		{ "CREATE TABLE mine (id INT) ENGINE=InnoDB;",
		  "DROP TABLE mine;",
		  "table mine has no primary key" },
		{ "UPDATE schema_migration SET version = 900 WHERE version = 1;",
		  "UPDATE schema_migration SET version = 1 WHERE version = 900;",
		  "duedesk migrate" },
		{ "RENAME TABLE schema_migration TO elsewhere;",
		  "RENAME TABLE elsewhere TO schema_migration;",
		  "duedesk migrate" },
	};
	/* clang-format on */

	(void)state;
	OK(db_self_check(fixture.db, fixture.arena, clock_now(), &e));
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct db *db;
		enum err_kind kind;

		db_fixture_run(cases[i].unsafe);
		db = db_fixture_open();
		kind = db_self_check(db, fixture.arena, clock_now(), &e);
		db_close(&db);
		db_fixture_run(cases[i].safe);
		if (kind != ERR_BROKEN || !strstr(e.msg, cases[i].says))
			fail_msg("%s: %s: %s", cases[i].unsafe,
				 err_kind_name(kind), e.msg);
		err_clear(&e);
	}
	OK(db_self_check(fixture.db, fixture.arena, clock_now(), &e));
}

static void a_clock_that_differs_is_refused(void **state)
{
	(void)state;
	OK(db_self_check(fixture.db, fixture.arena, clock_now() + 3, &e));
	IS(ERR_BROKEN,
	   db_self_check(fixture.db, fixture.arena, clock_now() + 60, &e));
	assert_non_null(strstr(e.msg, "clock"));
	IS(ERR_BROKEN,
	   db_self_check(fixture.db, fixture.arena, clock_now() - 60, &e));
}

static pid_t server(void)
{
	const char *text = getenv("DUEDESK_TEST_DB_PID");
	int64_t pid;

	assert_non_null(text);
	assert_true(str_to_i64(text, 2, INT32_MAX, &pid));
	return (pid_t)pid;
}

/* Let the server go on in a while; it must be stopped. */
static pid_t wake_later(int64_t ms)
{
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid)
		return pid;
	clock_sleep_ms(ms);
	_exit(kill(server(), SIGCONT) ? 1 : 0);
}

static void an_answer_that_takes_long_makes_no_difference(void **state)
{
	seconds ahead;
	int status;
	pid_t pid;

	(void)state;
	assert_int_equal(kill(server(), SIGSTOP), 0);
	pid = wake_later(2500);
	OK(db_skew(fixture.db, fixture.arena, clock_now(), &ahead, &e));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_in_range(ahead + 1, 0, 2); /* seconds are cut off */
	OK(db_skew(fixture.db, fixture.arena, clock_now() - 9, &ahead, &e));
	assert_in_range(ahead, 8, 10);
}

/* ---- sql/schema.sql
 * ---------------------------------------------------------- */

static void dump_table(struct sbuf *out, const char *table)
{
	struct rows *r;
	char sql[100];

	snprintf(sql, sizeof(sql), "SHOW CREATE TABLE %s", table);
	OK(db_query(fixture.db, fixture.arena, sql, NO_PARAMS, &r, &e));
	assert_true(rows_next(r));
	(void)rows_str(r);
	sbuf_printf(out, "\n%s;\n", rows_str(r));
	OK(rows_end(&r, &e));
}

static void dump_schema(struct sbuf *out)
{
	struct rows *r;

	sbuf_str(out, "-- All tables as the migrations leave them. Made by"
		      " \"make schema\", not by hand.\n");
	/* A fresh count in tables that other tests have filled. */
	OK(db_query(fixture.db, fixture.arena,
		    "SELECT TABLE_NAME FROM information_schema.TABLES"
		    " WHERE TABLE_SCHEMA = DATABASE() ORDER BY TABLE_NAME",
		    NO_PARAMS, &r, &e));
	while (rows_next(r))
		dump_table(out, rows_str(r));
	OK(rows_end(&r, &e));
}

/* DUEDESK_WRITE_SCHEMA=file: write it instead ("make schema"). */
static void the_schema_is_what_the_migrations_make(void **state)
{
	const char *write_to = getenv("DUEDESK_WRITE_SCHEMA");
	const char *source = getenv("TEST_SRCDIR");
	struct sbuf want = SBUF_INIT(1024 * 1024);
	char path[4096], *have;
	size_t n;
	FILE *f;

	(void)state;
	dump_schema(&want);
	snprintf(path, sizeof(path), "%s/sql/schema.sql",
		 source ? source : ".");
	f = fopen(write_to ? write_to : path, write_to ? "w" : "r");
	if (!f)
		fail_msg("%s: cannot open", write_to ? write_to : path);
	if (write_to) {
		assert_int_equal(fwrite(want.p, 1, want.len, f), want.len);
	} else {
		have = arena_alloc(fixture.arena, want.len + 2);
		n = fread(have, 1, want.len + 1, f);
		if (n != want.len || memcmp(have, want.p, n) != 0)
			fail_msg("sql/schema.sql is old: run make schema");
	}
	assert_int_equal(fclose(f), 0);
	sbuf_release(&want);
}

int main(int argc, char **argv)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST_WITH("the schema is what the migrations make", the_schema_is_what_the_migrations_make, clear, NULL),
		TEST_WITH("each migration is applied once", each_migration_is_applied_once, clear, drop_empty_database),
		TEST_WITH("a changed file is refused", a_changed_file_is_refused, clear, drop_empty_database),
		TEST_WITH("a failure names the file and can be repeated", a_failure_names_the_file_and_can_be_repeated, clear, drop_empty_database),
		TEST_WITH("two at a time wait for each other", two_at_a_time_wait_for_each_other, clear, drop_empty_database),
		TEST_WITH("the last deed of a killed one is no conflict", the_last_deed_of_a_killed_one_is_no_conflict, clear, drop_empty_database),
#ifdef DUEDESK_TEST_CLOCK
		TEST_WITH("what was in the way is tried again", what_was_in_the_way_is_tried_again, clear, drop_empty_database),
#endif
		TEST_WITH("each migration may be done and not noted", each_migration_may_be_done_and_not_noted, clear, drop_empty_database),
		TEST_WITH("a mended migration names what it was", a_mended_migration_names_what_it_was, clear, drop_empty_database),
		TEST_WITH("the first migration may be killed half-way", the_first_migration_may_be_killed_half_way, clear, drop_empty_database),
		TEST_WITH("an unsafe server is refused", an_unsafe_server_is_refused, clear, NULL),
		TEST_WITH("a clock that differs is refused", a_clock_that_differs_is_refused, clear, NULL),
		TEST_WITH("an answer that takes long makes no difference", an_answer_that_takes_long_makes_no_difference, clear, NULL),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
