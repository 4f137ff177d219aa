#ifndef WEB_TRANSFERS_H
#define WEB_TRANSFERS_H
/*
 * transfers: a ticket moves to another department.
 */
#include "web/http.h"

/*
 * POST /tickets/:code/transfer: department; agent, if it comes, who has it from
 * then on. 303, 409 or 422.
 */
enum err_kind transfers_create(struct req *rq, struct resp *rs,
			       struct err *e) MUST_CHECK;

#endif
