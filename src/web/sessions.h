#ifndef WEB_SESSIONS_H
#define WEB_SESSIONS_H
/*
 * sessions: signing in and out, and the way to one's first page. What was typed
 * into a form whose session has ended comes back after signing in (kept.h).
 */
#include "web/http.h"

/* GET /: to the page one works with. */
enum err_kind sessions_home(struct req *rq, struct resp *rs,
			    struct err *e) MUST_CHECK;

/* GET /session/new: the form. Query: next. */
enum err_kind sessions_new(struct req *rq, struct resp *rs,
			   struct err *e) MUST_CHECK;

/* GET /session: back to the form, after a reload of what POST answered. */
enum err_kind sessions_again(struct req *rq, struct resp *rs,
			     struct err *e) MUST_CHECK;

/*
 * POST /session: email, password, next. 303, 422 or 429; 200 with what was
 * typed before, when the form carried it.
 */
enum err_kind sessions_create(struct req *rq, struct resp *rs,
			      struct err *e) MUST_CHECK;

/* POST /session/end. 303. */
enum err_kind sessions_end(struct req *rq, struct resp *rs,
			   struct err *e) MUST_CHECK;

/*
 * For the router: a form whose session has ended. Answers 403 with the sign-in
 * page that carries it; false when there is nothing to carry.
 */
bool sessions_ended(struct req *rq, struct resp *rs);

/*
 * For the router: a sign-in page that carries a form, and whose own token is
 * old. Somebody who is signed in by now (in another tab) is shown what they
 * wrote, a visitor the page once more; false otherwise.
 */
bool sessions_carry_on(struct req *rq, struct resp *rs);

#endif
