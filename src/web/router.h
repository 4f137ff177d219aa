#ifndef WEB_ROUTER_H
#define WEB_ROUTER_H
/*
 * router: from a request to an answer.
 *
 * Finds the line of the table, the person and their rights, checks that a POST
 * comes from our own page, and runs the handler; again, up to LIMIT_TRIES
 * times, while the database is busy or unsure (the form's token makes that
 * safe). Turns an error's kind into a page, and writes the one line of log.
 *
 * Who has no role of the line's is sent to sign in (nobody signed in) or told
 * 403. A line without roles admits nobody.
 */
#include "web/http.h"

typedef enum err_kind (*route_fn)(struct req *rq, struct resp *rs,
				  struct err *e);

/* Roles of a line: bits of enum role, or this. */
#define ANYONE (1u << 30) /* signed in or not */
#define EVERYBODY ((unsigned)(ROLE_CUSTOMER | ROLES_STAFF)) /* signed in */

enum route_flags {
	ROUTE_SLOW = 1 << 0,    /* the web server sends it to the slow pool */
	ROUTE_NO_ONCE = 1 << 1, /* harmless to do twice; no token needed */
	ROUTE_BARE = 1 << 2,    /* answers without session and database */
	ROUTE_STANDS = 1 << 3,  /* stays up, for a visitor, without database */
	ROUTE_FILES = 1 << 4,   /* a form that files may come with */
	ROUTE_BODY = 1 << 5,    /* reads the body itself: a file */
	ROUTE_LINK = 1 << 6,    /* on the files' origin, and there alone: no
				 * session; a signature says who asks */
	ROUTE_TEXTS = 1 << 8,   /* a form whose files are read as texts, and not
				 * kept: LIMIT_TEXT_FILES of them together */
	ROUTE_FROM = 1 << 7,    /* from where one came to it is kept when one
				 * has to sign in first: ?from= */
};

/*
 * One thing a person can do. A segment ":code" or ":oid" matches what is shaped
 * like a ticket's code or an opaque id (rq->code, rq->oid); "*" at the end
 * matches all that follows.
 */
struct route {
	enum http_method method;
	const char *path;
	route_fn handler;
	unsigned roles;
	unsigned flags;
};

/*
 * The database for this request (rq->job.db), with the time that a page may
 * take from now on. ERR_BUSY: it is away, or known to hang.
 */
enum err_kind router_connect(struct req *rq, struct err *e) MUST_CHECK;

/* Answer a request. ${rs} is whole afterwards, whatever happens. */
void router_run(struct req *rq, struct resp *rs);

/*
 * The line for a method and path, or NULL: *known says if the path is there
 * with another method. Fills rq->code and rq->oid.
 */
const struct route *router_find(const struct route *routes,
				enum http_method method, const char *path,
				struct req *rq, bool *known);

#endif
