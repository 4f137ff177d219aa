#ifndef SUPPORT_DB_FIXTURE_H
#define SUPPORT_DB_FIXTURE_H
/*
 * db_fixture: a database of this test program's own, with all tables, dropped
 * at the end. It lives in the MariaDB that DUEDESK_DB_SOCKET names; without
 * one the program runs itself again inside tests/support/with-db.
 *
 *	int main(int argc, char **argv)
 *	{
 *		db_fixture_need(argv);
 *		return cmocka_run_group_tests(tests, db_fixture_setup,
 *					      db_fixture_teardown);
 *	}
 */
#include "base/arena.h"
#include "store/db.h"

struct db_fixture {
	struct db_conf conf; /* to open more connections with */
	struct db *db;       /* as the owner of everything */
	struct arena *arena; /* reset by db_fixture_clean() */
	char name[65];       /* of the database */
};

/* The one of this program; filled by db_fixture_setup(). */
extern struct db_fixture fixture;

/* First thing in main: see that there is a MariaDB, or leave. */
void db_fixture_need(char **argv);

/* For cmocka_run_group_tests(). */
int db_fixture_setup(void **state);
int db_fixture_teardown(void **state);

/* Another connection to it, or fail. */
struct db *db_fixture_open(void);

/* Run statements (each ends in ';' at a line's end), or fail. */
void db_fixture_run(const char *sql);

/* The number a SELECT answers with, or fail. */
int64_t db_fixture_number(const char *sql);

/*
 * What ${deed} adds to this session's status counters of that name (LIKE
 * "HANDLER_READ%": entries read; "SORT_ROWS"), without what asking costs.
 */
int64_t db_fixture_cost(const char *like, void (*deed)(void *cookie),
			void *cookie);

/* The kind must be that; ${e} says what went wrong instead. */
void db_fixture_kind(enum err_kind want, enum err_kind got, const struct err *e,
		     int line);

/* Empty all tables and the arena: a setup for each test. */
int db_fixture_clean(void **state);

#endif
