#include "support/db_fixture.h"

#include "support/test.h"

#include <pwd.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/rng.h"
#include "base/sbuf.h"
#include "store/migrate.h"

struct db_fixture fixture;

void db_fixture_need(char **argv)
{
	const char *source = getenv("TEST_SRCDIR");
	char with_db[4096];

	rng_init();
	if (getenv("DUEDESK_DB_SOCKET"))
		return;
	if (source && getenv("TEST_BUILDDIR")) {
		snprintf(with_db, sizeof(with_db), "%s/tests/support/with-db",
			 source);
		execl(with_db, with_db, "--bare", argv[0], (char *)NULL);
		perror(with_db);
	}
	puts("1..0 # SKIP no MariaDB: set DUEDESK_DB_SOCKET, or TEST_SRCDIR"
	     " and TEST_BUILDDIR");
	exit(EXIT_SUCCESS);
}

static void must(enum err_kind kind, const struct err *e)
{
	if (kind)
		fail_msg("%s: %s", err_kind_name(kind), e->msg);
}

struct db *db_fixture_open(void)
{
	struct err e = { 0 };
	struct db *db;

	must(db_open(&fixture.conf, &db, &e), &e);
	return db;
}

void db_fixture_run(const char *sql)
{
	struct err e = { 0 };

	must(db_run_script(fixture.db, sql, &e), &e);
}

int64_t db_fixture_number(const char *sql)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct rows *r;
	int64_t n;

	must(db_query(fixture.db, a, sql, NO_PARAMS, &r, &e), &e);
	assert_true(rows_next(r));
	n = rows_i64(r);
	must(rows_end(&r, &e), &e);
	arena_free(a);
	return n;
}

void db_fixture_kind(enum err_kind want, enum err_kind got, const struct err *e,
		     int line)
{
	if (want != got)
		fail_msg("line %d: %s, not %s: %s", line, err_kind_name(got),
			 err_kind_name(want), e->msg);
}

static int64_t status_now(const char *like)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct rows *r;
	int64_t n;

	must(db_query(fixture.db, a,
		      "SELECT CAST(SUM(VARIABLE_VALUE) AS INTEGER)"
		      " FROM information_schema.SESSION_STATUS"
		      " WHERE VARIABLE_NAME LIKE ?",
		      PARAMS(P_STR(like)), &r, &e),
	     &e);
	assert_true(rows_next(r));
	n = rows_i64(r);
	must(rows_end(&r, &e), &e);
	arena_free(a);
	return n;
}

int64_t db_fixture_cost(const char *like, void (*deed)(void *cookie),
			void *cookie)
{
	int64_t before = status_now(like);
	int64_t none = status_now(like) - before;

	before = status_now(like);
	deed(cookie);
	return status_now(like) - before - none;
}

/* Whoever runs the tests owns the server: it knows them by the socket. */
static void connect_as_owner(const char *database)
{
	const struct passwd *me = getpwuid(geteuid());
	struct db_conf patient;
	struct err e = { 0 };

	assert_non_null(me);
	fixture.conf = (struct db_conf){ .socket = getenv("DUEDESK_DB_SOCKET"),
					 .user = me->pw_name,
					 .password = "",
					 .name = database };
	/* To fill and empty tables takes what it takes. */
	patient = fixture.conf;
	patient.seconds = 600;
	must(db_open(&patient, &fixture.db, &e), &e);
}

int db_fixture_setup(void **state)
{
	struct err e = { 0 };
	char sql[200];

	(void)state;
	fixture.arena = arena_new();
	snprintf(fixture.name, sizeof(fixture.name), "duedesk_test_%ld",
		 (long)getpid());
	connect_as_owner("");
	snprintf(sql, sizeof(sql),
		 "CREATE DATABASE %s CHARACTER SET utf8mb4"
		 " COLLATE utf8mb4_unicode_520_ci;",
		 fixture.name);
	db_fixture_run(sql);
	db_close(&fixture.db);
	connect_as_owner(fixture.name);
	must(migrate_run(fixture.db, fixture.arena, migrations, migrations_n,
			 clock_now(), NULL, NULL, &e),
	     &e);
	arena_reset(fixture.arena);
	return 0;
}

int db_fixture_teardown(void **state)
{
	char sql[100];

	(void)state;
	db_close(&fixture.db);
	connect_as_owner("");
	snprintf(sql, sizeof(sql), "DROP DATABASE %s;", fixture.name);
	db_fixture_run(sql);
	db_close(&fixture.db);
	arena_free(fixture.arena);
	return 0;
}

int db_fixture_clean(void **state)
{
	struct sbuf sql = SBUF_INIT(64 * 1024);
	struct err e = { 0 };
	struct rows *r;

	(void)state;
	arena_reset(fixture.arena);
	must(db_ready(fixture.db, &e), &e);
	must(db_query(fixture.db, fixture.arena,
		      "SELECT TABLE_NAME FROM information_schema.TABLES"
		      " WHERE TABLE_SCHEMA = DATABASE()"
		      " AND TABLE_NAME <> 'schema_migration'"
		      " AND TABLE_TYPE = 'BASE TABLE'",
		      NO_PARAMS, &r, &e),
	     &e);
	sbuf_str(&sql, "SET foreign_key_checks = 0;\n");
	while (rows_next(r))
		sbuf_printf(&sql, "DELETE FROM %s;\n", rows_str(r));
	sbuf_str(&sql, "SET foreign_key_checks = 1;\n");
	must(rows_end(&r, &e), &e);
	db_fixture_run(sbuf_text(&sql));
	sbuf_release(&sql);
	arena_reset(fixture.arena);
	return 0;
}
