#ifndef WEB_MARKINGS_H
#define WEB_MARKINGS_H
/*
 * markings: staff say what became of a ticket without a word in it: answered by
 * other ways, spam, deleted. A page asks first, and says what becomes of each
 * promise.
 */
#include "web/http.h"

/* GET /tickets/:code/marking, /spam, /deletion: the question. */
enum err_kind markings_ask_answered(struct req *rq, struct resp *rs,
				    struct err *e) MUST_CHECK;
enum err_kind markings_ask_spam(struct req *rq, struct resp *rs,
				struct err *e) MUST_CHECK;
enum err_kind markings_ask_deletion(struct req *rq, struct resp *rs,
				    struct err *e) MUST_CHECK;

/* POST to the same paths: 303 or 409. */
enum err_kind markings_answered(struct req *rq, struct resp *rs,
				struct err *e) MUST_CHECK;
enum err_kind markings_spam(struct req *rq, struct resp *rs,
			    struct err *e) MUST_CHECK;
enum err_kind markings_delete(struct req *rq, struct resp *rs,
			      struct err *e) MUST_CHECK;

/* POST /tickets/:code/restoration: spam or deleted no more. */
enum err_kind markings_restore(struct req *rq, struct resp *rs,
			       struct err *e) MUST_CHECK;

#endif
