#ifndef STORE_SETUP_STORE_H
#define STORE_SETUP_STORE_H
/*
 * setup_store: what has to stand on the server before there are tables: the
 * database, and an account for each program. For a connection that owns the
 * server, to any database. Each may be done again at any time.
 *
 * ERR_INVALID names what cannot be a name.
 */
#include "store/db.h"

/*
 * Make the database unless it is there. ERR_CONFLICT when it is, with tables
 * that are not ours.
 */
enum err_kind setup_store_database(struct db *db, struct arena *a,
				   const char *name, struct err *e) MUST_CHECK;

/*
 * setup_store_account(db, a, user, password, limit, e):
 * Make ${user}@localhost unless it is there; its password is ${password} from
 * now on, and its statements end after ${limit} seconds (0: never).
 */
enum err_kind setup_store_account(struct db *db, struct arena *a,
				  const char *user, const char *password,
				  int64_t limit, struct err *e) MUST_CHECK;

/* Let ${user} do all in that database, and pass rights on. */
enum err_kind setup_store_owner(struct db *db, const char *database,
				const char *user, struct err *e) MUST_CHECK;

#endif
