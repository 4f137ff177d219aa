#ifndef CLI_CONNECT_H
#define CLI_CONNECT_H
/*
 * connect: the settings and the database, as commands of an administrator need
 * them.
 */
#include "base/conf.h"
#include "store/db.h"

/*
 * connect_admin(c, out, e):
 * Read the settings into ${c} and connect as the account that owns the tables.
 * The server is not checked, nor its schema: connect_ready() does. *out is
 * yours: db_close().
 */
enum err_kind connect_admin(struct conf *c, struct db **out,
			    struct err *e) MUST_CHECK;

/* The same, refused on an unsafe server or an old schema. */
enum err_kind connect_ready(struct conf *c, struct db **out,
			    struct err *e) MUST_CHECK;

/* Say on standard error what went wrong; returns the exit status, 1. */
int connect_failed(const char *command, const struct err *e);

#endif
