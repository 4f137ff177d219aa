#ifndef WEB_ACCOUNT_H
#define WEB_ACCOUNT_H
/*
 * account: what people change about themselves: name and time zone, their
 * password, and where they are signed in.
 */
#include "web/http.h"

/* GET /account */
enum err_kind account_show(struct req *rq, struct resp *rs,
			   struct err *e) MUST_CHECK;

/* POST /account: name, zone. 303 or 422. */
enum err_kind account_save(struct req *rq, struct resp *rs,
			   struct err *e) MUST_CHECK;

/*
 * POST /account/password: current_password, password. 303, 422, or 429 after
 * too many that were wrong.
 */
enum err_kind account_password(struct req *rq, struct resp *rs,
			       struct err *e) MUST_CHECK;

/* POST /account/sessions/:oid/end, and of all others /account/sessions/end. */
enum err_kind account_end(struct req *rq, struct resp *rs,
			  struct err *e) MUST_CHECK;
enum err_kind account_end_all(struct req *rq, struct resp *rs,
			      struct err *e) MUST_CHECK;

#endif
