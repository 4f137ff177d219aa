#ifndef WEB_FINDER_H
#define WEB_FINDER_H
/*
 * finder: the box in the header of staff that opens a ticket by its code.
 */
#include "web/http.h"

/*
 * GET /find?q=CODE: to that ticket, its code typed in any case, with or without
 * dashes and spaces; else a page that says what was not found.
 */
enum err_kind finder_show(struct req *rq, struct resp *rs,
			  struct err *e) MUST_CHECK;

#endif
