#ifndef WEB_TICKETS_H
#define WEB_TICKETS_H
/*
 * tickets: asking for help, one's own tickets, and the page of each.
 */
#include "web/http.h"

/*
 * GET /tickets: those the viewer asked for, or their company. Query: whose =
 * mine, company; state = all, open, solved; code, at, back (a key).
 */
enum err_kind tickets_index(struct req *rq, struct resp *rs,
			    struct err *e) MUST_CHECK;

/* GET /tickets/new: the form, which says by when we answer. */
enum err_kind tickets_new(struct req *rq, struct resp *rs,
			  struct err *e) MUST_CHECK;

/* POST /tickets: department, subject, body. 303 or 422. */
enum err_kind tickets_create(struct req *rq, struct resp *rs,
			     struct err *e) MUST_CHECK;

/* GET /tickets/:code. Query: before, to see earlier messages. */
enum err_kind tickets_show(struct req *rq, struct resp *rs,
			   struct err *e) MUST_CHECK;

#endif
