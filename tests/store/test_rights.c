/* Accounts get their rights and no more: what happened cannot be rewritten. */
#include "support/db_fixture.h"
#include "support/test.h"

#include "base/clock.h"
#include "store/migrate.h"

static struct err e;

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)
#define IS(kind, call) db_fixture_kind((kind), (call), &e, __LINE__)

#define WEB "duedesk_test_web"
#define SWEEP "duedesk_test_sweep"
#define HOOK "duedesk_test_hook"

static int make_accounts(void **state)
{
	char sql[400];

	(void)state;
	err_clear(&e);
	arena_reset(fixture.arena);
	snprintf(sql, sizeof(sql),
		 "CREATE OR REPLACE USER " WEB "@localhost;\n"
		 "CREATE OR REPLACE USER " SWEEP "@localhost;\n"
		 "CREATE OR REPLACE USER " HOOK "@localhost;\n"
		 "GRANT ALL ON %s.* TO " WEB "@localhost;\n",
		 fixture.name);
	db_fixture_run(sql);
	OK(migrate_grant(fixture.db, MIGRATE_WEB, WEB, &e));
	OK(migrate_grant(fixture.db, MIGRATE_SWEEP, SWEEP, &e));
	OK(migrate_grant(fixture.db, MIGRATE_HOOK, HOOK, &e));
	return 0;
}

static int drop_accounts(void **state)
{
	(void)state;
	db_fixture_run("DROP USER " WEB "@localhost, " SWEEP "@localhost, " HOOK
		       "@localhost;");
	return 0;
}

/* The account with no password: the server is ours, on a socket. */
static struct db *as(const char *user)
{
	struct db_conf conf = fixture.conf;
	struct db *db;

	conf.user = user;
	OK(db_open(&conf, &db, &e));
	return db;
}

static void refused(struct db *db, const char *sql)
{
	struct err local = { 0 };

	if (!db_run_script(db, sql, &local) || !strstr(local.msg, "denied"))
		fail_msg("%s: %s", sql, local.msg);
}

static void allowed(struct db *db, const char *sql)
{
	struct err local = { 0 };

	if (db_run_script(db, sql, &local))
		fail_msg("%s: %s", sql, local.msg);
}

static void what_happened_cannot_be_rewritten(void **state)
{
	static const char *const users[] = { WEB, SWEEP };
	static const char *const kept[] = { "event", "verdict", "fired_step",
					    "fired_action" };
	char sql[200];
	struct db *db;

	(void)state;
	for (size_t u = 0; u < COUNT_OF(users); u++) {
		db = as(users[u]);
		for (size_t i = 0; i < COUNT_OF(kept); i++) {
			snprintf(sql, sizeof(sql), "SELECT * FROM %s;",
				 kept[i]);
			allowed(db, sql);
			snprintf(sql, sizeof(sql), "DELETE FROM %s;", kept[i]);
			refused(db, sql);
			snprintf(sql, sizeof(sql), "TRUNCATE %s;", kept[i]);
			refused(db, sql);
			snprintf(sql, sizeof(sql), "DROP TABLE %s;", kept[i]);
			refused(db, sql);
		}
		refused(db, "UPDATE event SET at = 1;");
		refused(db, "UPDATE fired_step SET outcome = 1;");
		refused(db, "UPDATE fired_action SET outcome = 1;");
		refused(db, "UPDATE verdict SET outcome = 1;");
		refused(db, "CREATE TABLE x (id INT PRIMARY KEY);");
		refused(db, "ALTER TABLE ticket ADD x INT;");
		refused(db, "UPDATE schema_migration SET version = 9;");
		refused(db, "DELETE FROM person;");
		db_close(&db);
	}
	db = as(SWEEP);
	allowed(db, "UPDATE verdict SET folded = 1;");
	allowed(db, "UPDATE fired_step SET committed_at = 1;");
	refused(db, "UPDATE notice SET slot = 1;");
	refused(db, "DELETE FROM event_tag;");
	db_close(&db);
	db = as(WEB);
	refused(db, "UPDATE verdict SET folded = 1;");
	allowed(db, "INSERT INTO blob_file (hash, size, created_at, used_at)"
		    " VALUES (REPEAT('h', 32), 1, 1, 1)"
		    " ON DUPLICATE KEY UPDATE used_at = VALUES(used_at);");
	refused(db, "UPDATE invitation SET person_id = 1;");
	allowed(db, "UPDATE invitation SET used_at = 1;");
	refused(db, "DELETE FROM session;");
	allowed(db, "UPDATE person SET password_hash = NULL;");
	db_close(&db);
}

static void every_table_has_its_line_of_rights(void **state)
{
	(void)state;
	/* All but those that only the commands or the sweeper use, or none. */
	assert_int_equal(
		db_fixture_number(
			"SELECT COUNT(*) FROM information_schema.TABLES t"
			" WHERE t.TABLE_SCHEMA = DATABASE()"
			" AND t.TABLE_NAME NOT IN ('sla_rule', 'import_fault',"
			" 'notice', 'sample_run',"
			" 'sweep_state')"
			" AND NOT EXISTS (SELECT 1 FROM mysql.tables_priv p"
			" WHERE p.Db = DATABASE() AND p.User = '" WEB "'"
			" AND p.Table_name = t.TABLE_NAME)"),
		0);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM mysql.db"
					   " WHERE User = '" WEB "'"),
			 0);
	IS(ERR_INVALID,
	   migrate_grant(fixture.db, MIGRATE_WEB, "x'@localhost; DROP", &e));
}

static void the_accounts_pass_the_self_check(void **state)
{
	static const char *const users[] = { WEB, SWEEP, HOOK };
	struct db *db;

	(void)state;
	for (size_t u = 0; u < COUNT_OF(users); u++) {
		db = as(users[u]);
		OK(db_self_check(db, fixture.arena, clock_now(), &e));
		db_close(&db);
	}
}

int main(int argc, char **argv)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST_WITH("what happened cannot be rewritten", what_happened_cannot_be_rewritten, make_accounts, drop_accounts),
		TEST_WITH("every table has its line of rights", every_table_has_its_line_of_rights, make_accounts, drop_accounts),
		TEST_WITH("the accounts pass the self-check", the_accounts_pass_the_self_check, make_accounts, drop_accounts),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
