#ifndef WEB_SITE_H
#define WEB_SITE_H
/*
 * site: what all requests of a process share, made once at its start.
 */
#include "base/conf.h"
#include "base/limits.h"
#include "store/beat_store.h"
#include "store/db.h"

#define SITE_NAME (4 * LIMIT_NAME + 1)

struct route;
struct shared;
struct zone;

struct site {
	const struct conf *conf;
	const struct route *routes; /* ended by a line of zeroes */
	const struct zone *utc;
	struct db *db;         /* NULL until the database was first there */
	struct shared *shared; /* of the pool, or NULL */
	instant started;
	char name[SITE_NAME]; /* of the desk, "" as long as it is not known */
	bool sandbox;         /* nothing leaves it */
	int64_t named_ns;     /* when that was last looked at */
	struct beat beat; /* the sweeper's, as of the last look: sweeper.h */
	int64_t looked_ns;
};

/*
 * site_load(s, conf, routes, e):
 * Templates, words, zones: all that does not need the database. ERR_BROKEN
 * says in one sentence what is missing.
 */
enum err_kind site_load(struct site *s, const struct conf *conf,
			const struct route *routes, struct err *e) MUST_CHECK;

/*
 * Is the database one that promises can be kept on (db_self_check)? Opens a
 * connection for it and closes it.
 */
enum err_kind site_check(struct site *s, struct err *e) MUST_CHECK;

/* Before a unit of work: connected, or ERR_BUSY. */
enum err_kind site_ready(struct site *s, struct err *e) MUST_CHECK;

/*
 * What the desk is called; "duedesk" until that is known, or when it was never
 * named.
 */
const char *site_name(const struct site *s);

/* It is called that, and a sandbox or not: what came with a session; NULL:
 * nothing. */
void site_named(struct site *s, const char *name, bool sandbox);

/*
 * For a page of somebody without a session: read it, at most once a minute.
 * When that fails it stays what it was.
 */
void site_look_up_name(struct site *s, struct arena *a);

void site_release(struct site *s);

#endif
