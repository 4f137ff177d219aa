#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H
/*
 * migrate: bring the tables to what this program needs, and say who may do
 * what with them.
 *
 * The files of sql/migrations are built into the programs. They are applied
 * in order, each once; table schema_migration keeps what was applied, with the
 * file's SHA-256: one that was changed afterwards is refused. Two that run at
 * the same time wait for each other.
 */
#include "store/db.h"

struct migration {
	int version; /* growing; gaps are harmless */
	const char *name;
	const char *sql;
};

/* All there are, made by tools/embed-migrations. */
extern const struct migration migrations[];
extern const size_t migrations_n;

/* Told of each that was applied. */
typedef void migrate_done(void *cookie, const struct migration *m);

/*
 * migrate_run(db, a, list, n, now, done, cookie, e):
 * Apply what is missing of ${list}. Needs an account that may create tables.
 * Run again after a failure, it goes on where it stopped. ERR_BUSY while
 * another process is at it for more than a few seconds.
 */
enum err_kind migrate_run(struct db *db, struct arena *a,
			  const struct migration *list, size_t n, instant now,
			  migrate_done *done, void *cookie,
			  struct err *e) MUST_CHECK;

/*
 * Has the database all of ${list}? ERR_BROKEN names the command to run. A
 * newer schema is none of our business: old programs may go on during an
 * upgrade.
 */
enum err_kind migrate_check(struct db *db, struct arena *a,
			    const struct migration *list, size_t n,
			    struct err *e) MUST_CHECK;

/* Whose rights: the account of duedesk-web, duedesk-sweep, or duedesk-hook. */
enum migrate_account {
	MIGRATE_WEB,
	MIGRATE_SWEEP,
	MIGRATE_HOOK
};

/*
 * migrate_grant(db, who, user, e):
 * Give ${user}@localhost exactly the rights its program needs, table by table:
 * never DDL, and on what must not be changed (event, verdict, fired_step) only
 * SELECT and INSERT. The account must exist; ours must have GRANT OPTION. Each
 * table is out of its reach for a moment meanwhile.
 */
enum err_kind migrate_grant(struct db *db, enum migrate_account who,
			    const char *user, struct err *e) MUST_CHECK;

#endif
