#ifndef WEB_VIEWER_H
#define WEB_VIEWER_H
/*
 * viewer: whose request it is.
 *
 * One cookie, __Host-duedesk, holds 256 random bits; the database holds their
 * SHA-256, so a copy of it opens no session. A browser that is not signed in
 * gets a cookie too as soon as it is shown a form: nothing is stored for it,
 * its form token is derived from the cookie itself. Signing in and out draws a
 * new one.
 */
#include "web/http.h"

/*
 * Find the person behind the request's cookie: rq->viewer, rq->email and
 * rq->csrf. Nobody is not an error.
 */
enum err_kind viewer_load(struct req *rq, struct err *e) MUST_CHECK;

/* Without asking the database: a visitor, whose forms have a token too. */
void viewer_nobody(struct req *rq);

/* What came of an attempt to sign in. */
enum viewer_entry {
	VIEWER_IN,
	VIEWER_REFUSED,  /* unknown, disabled or wrong: nobody learns which */
	VIEWER_TOO_OFTEN /* wait */
};

/*
 * viewer_sign_in(rq, rs, email, password, out, wait, e):
 * Start a session when the password is right. With VIEWER_TOO_OFTEN *wait is
 * how many seconds to wait.
 */
enum err_kind viewer_sign_in(struct req *rq, struct resp *rs, const char *email,
			     const char *password, enum viewer_entry *out,
			     seconds *wait, struct err *e) MUST_CHECK;

/* End the session; the browser gets a fresh cookie. */
enum err_kind viewer_sign_out(struct req *rq, struct resp *rs,
			      struct err *e) MUST_CHECK;

#endif
