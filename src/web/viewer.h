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
#include "store/session_store.h"
#include "web/http.h"

/*
 * Find the person behind the request's cookie: rq->viewer, rq->email and
 * rq->csrf. Nobody is not an error.
 */
enum err_kind viewer_load(struct req *rq, struct err *e) MUST_CHECK;

/* Without asking the database: a visitor, whose forms have a token too. */
void viewer_nobody(struct req *rq);

/*
 * viewer_wrote(rq, csrf, theirs, e):
 * Was a form with that token filled in by who is signed in now, in this or
 * another session of theirs, be it over?
 */
enum err_kind viewer_wrote(const struct req *rq, const char *csrf, bool *theirs,
			   struct err *e) MUST_CHECK;

/* What of the cookie the database holds; false: there is no such cookie. */
bool viewer_token_hash(const struct req *rq, unsigned char out[RNG_HASH_LEN]);

/* After how long without a request sessions end, by the settings. */
struct session_idle viewer_idle(const struct req *rq);

/* What came of an attempt to sign in. */
enum viewer_entry {
	VIEWER_IN,
	VIEWER_REFUSED,  /* unknown, disabled or wrong: nobody learns which */
	VIEWER_TOO_OFTEN /* wait */
};

/*
 * viewer_sign_in(rq, rs, email, password, out, wait, e):
 * Start a session when the password is right: the rest of the request is that
 * person's. With VIEWER_TOO_OFTEN *wait is how many seconds to wait.
 */
enum err_kind viewer_sign_in(struct req *rq, struct resp *rs, const char *email,
			     const char *password, enum viewer_entry *out,
			     seconds *wait, struct err *e) MUST_CHECK;

/*
 * viewer_knows(rq, password, out, wait, e):
 * Is it the password of who is signed in? Counts like an attempt to sign in:
 * whoever finds an open browser has few guesses.
 */
enum err_kind viewer_knows(struct req *rq, const char *password,
			   enum viewer_entry *out, seconds *wait,
			   struct err *e) MUST_CHECK;

/* End the session; the browser gets a fresh cookie. */
enum err_kind viewer_sign_out(struct req *rq, struct resp *rs,
			      struct err *e) MUST_CHECK;

#endif
