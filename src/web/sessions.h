#ifndef WEB_SESSIONS_H
#define WEB_SESSIONS_H
/*
 * sessions: signing in and out, and the way to one's first page.
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

/* POST /session: email, password, next. 303, 422 or 429. */
enum err_kind sessions_create(struct req *rq, struct resp *rs,
			      struct err *e) MUST_CHECK;

/* POST /session/end. 303. */
enum err_kind sessions_end(struct req *rq, struct resp *rs,
			   struct err *e) MUST_CHECK;

#endif
