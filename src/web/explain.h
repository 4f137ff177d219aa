#ifndef WEB_EXPLAIN_H
#define WEB_EXPLAIN_H
/*
 * explain: why a ticket's promises are due when they are, as a page that is
 * asked for: the ticket's own page costs no more for it.
 */
#include "web/http.h"

/* GET /tickets/:code/why */
enum err_kind explain_show(struct req *rq, struct resp *rs,
			   struct err *e) MUST_CHECK;

#endif
