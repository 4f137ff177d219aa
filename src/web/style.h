#ifndef WEB_STYLE_H
#define WEB_STYLE_H
/*
 * style: every part of the pages in every state, on one page: what somebody
 * who writes a page looks at, and what the tests of the browser look over. It
 * is always Tuesday noon there. Only where duedesk.conf says development = yes;
 * anywhere else there is nothing.
 */
#include "web/http.h"

/* GET /style; ?error=N shows the page of error N of enum errors_what. */
enum err_kind style_show(struct req *rq, struct resp *rs,
			 struct err *e) MUST_CHECK;

#endif
