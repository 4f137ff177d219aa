#include "store/db.h"

#include <inttypes.h>

#include "base/clock.h"
#include "base/str.h"
#include "store/migrate.h"

#define CLOCK_SKEW 5 /* seconds */

/* What the server must be set to, and what happens otherwise. */
struct rule {
	const char *sql; /* one value, "1" when all is well */
	const char *otherwise;
};

/* clang-format off */
static const struct rule server_rules[] = {
	{ "SELECT @@GLOBAL.innodb_flush_log_at_trx_commit = 1",
	  "innodb_flush_log_at_trx_commit is not 1:"
	  " what was confirmed could be lost" },
	{ "SELECT @@GLOBAL.log_bin = 0 OR @@GLOBAL.sync_binlog = 1",
	  "sync_binlog is not 1: what was confirmed could be lost" },
	{ "SELECT @@GLOBAL.innodb_snapshot_isolation = 1"
	  " AND @@SESSION.innodb_snapshot_isolation = 1",
	  "innodb_snapshot_isolation is OFF: changes could get lost" },
	{ "SELECT @@GLOBAL.sql_mode LIKE '%STRICT\\_%\\_TABLES%'"
	  " AND @@SESSION.sql_mode LIKE '%STRICT\\_ALL\\_TABLES%'",
	  "sql_mode is not strict: values could be cut" },
	{ "SELECT @@GLOBAL.character_set_server = 'utf8mb4'"
	  " AND @@SESSION.character_set_client = 'utf8mb4'",
	  "the character set of the server is not utf8mb4" },
	{ "SELECT @@SESSION.time_zone = '+00:00'",
	  "the session's time zone is not UTC" },
};

static const struct rule database_rules[] = {
	{ "SELECT @@character_set_database = 'utf8mb4'",
	  "the character set of the database is not utf8mb4" },
};
/* clang-format on */

static enum err_kind check_rules(struct db *db, struct arena *a,
				 const struct rule *rules, size_t n,
				 struct err *e)
{
	struct rows *r;
	bool well;

	for (size_t i = 0; i < n; i++) {
		if (db_query(db, a, rules[i].sql, NO_PARAMS, &r, e))
			return e->kind;
		well = rows_next(r) && rows_i64(r) == 1;
		if (rows_end(&r, e))
			return e->kind;
		if (!well)
			return err_set(e, ERR_BROKEN, "%s", rules[i].otherwise);
	}
	return ERR_NONE;
}

/* Every table must be InnoDB, with a primary key. */
static enum err_kind check_tables(struct db *db, struct arena *a, struct err *e)
{
	const char *table, *engine, *bad = NULL;
	bool keyed, innodb = true;
	struct rows *r;

	if (db_query(db, a,
		     "SELECT t.TABLE_NAME, t.ENGINE, EXISTS (SELECT 1"
		     " FROM information_schema.STATISTICS s"
		     " WHERE s.TABLE_SCHEMA = DATABASE()"
		     " AND s.TABLE_NAME = t.TABLE_NAME"
		     " AND s.INDEX_NAME = 'PRIMARY')"
		     " FROM information_schema.TABLES t"
		     " WHERE t.TABLE_SCHEMA = DATABASE()"
		     " AND t.TABLE_TYPE = 'BASE TABLE'",
		     NO_PARAMS, &r, e))
		return e->kind;
	while (!bad && rows_next(r)) {
		table = rows_str(r);
		engine = rows_str(r);
		keyed = rows_i64(r) != 0;
		innodb = str_eq(engine, "InnoDB");
		if (!keyed || !innodb)
			bad = table;
	}
	if (rows_end(&r, e))
		return e->kind;
	if (bad)
		return err_set(e, ERR_BROKEN, "table %s %s", bad,
			       innodb ? "has no primary key"
				      : "is not in InnoDB");
	return ERR_NONE;
}

enum err_kind db_skew(struct db *db, struct arena *a, instant now,
		      seconds *ahead, struct err *e)
{
	int64_t asked = clock_monotonic_ns();
	instant theirs = now;
	struct rows *r;
	seconds took;

	if (db_query(db, a, "SELECT CAST(UNIX_TIMESTAMP() AS INTEGER)",
		     NO_PARAMS, &r, e))
		return e->kind;
	if (rows_next(r))
		theirs = rows_at(r);
	took = (clock_monotonic_ns() - asked) / INT64_C(1000000000);
	*ahead = theirs - now;
	if (*ahead > 0) /* our clock went on, too */
		*ahead = *ahead > took ? *ahead - took : 0;
	return rows_end(&r, e);
}

static enum err_kind check_clock(struct db *db, struct arena *a, instant now,
				 struct err *e)
{
	seconds ahead;

	if (db_skew(db, a, now, &ahead, e))
		return e->kind;
	if (ahead < -CLOCK_SKEW || ahead > CLOCK_SKEW)
		return err_set(e, ERR_BROKEN,
			       "the database's clock differs from this"
			       " computer's by %" PRId64 " seconds",
			       ahead);
	return ERR_NONE;
}

enum err_kind db_check_server(struct db *db, struct arena *a, instant now,
			      struct err *e)
{
	/* The clock first: time goes on. */
	if (check_clock(db, a, now, e) ||
	    check_rules(db, a, server_rules, COUNT_OF(server_rules), e))
		return err_wrap(e, "the database is not safe to use");
	return ERR_NONE;
}

enum err_kind db_self_check(struct db *db, struct arena *a, instant now,
			    struct err *e)
{
	if (db_check_server(db, a, now, e))
		return e->kind;
	if (check_rules(db, a, database_rules, COUNT_OF(database_rules), e) ||
	    migrate_check(db, a, migrations, migrations_n, e) ||
	    check_tables(db, a, e))
		return err_wrap(e, "the database is not safe to use");
	return ERR_NONE;
}
