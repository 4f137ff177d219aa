#ifndef WEB_POOL_H
#define WEB_POOL_H
/*
 * pool: a master and its workers.
 *
 * The master owns the listening socket, checks everything once before it
 * starts (a bad template or an unsafe database refuses the start), forks the
 * workers and replaces each that leaves: at once, but more and more slowly when
 * it leaves before its first answer. On SIGTERM the workers finish the request
 * they are at. Workers follow a master that dies.
 *
 * Whoever dies is counted; one that died of a REQUIRE() raises an alarm, and so
 * does a sweeper that stays out (event=alarm in the log).
 */
#include "base/err.h"

struct conf;
struct route;

struct pool {
	const struct conf *conf;
	const struct route *routes;
	const char *name;   /* "fast" or "slow" */
	const char *socket; /* to make and listen at, or NULL */
	int listen_fd;      /* or one that listens already, else -1 */
	int workers;
	bool watches; /* this pool's master sees to the sweeper's alarm */
};

/* Serve until SIGTERM or SIGINT. */
enum err_kind pool_run(const struct pool *p, struct err *e) MUST_CHECK;

#endif
