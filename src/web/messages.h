#ifndef WEB_MESSAGES_H
#define WEB_MESSAGES_H
/*
 * messages: what is said on a ticket, by its requester or by staff.
 */
#include "web/http.h"

/* POST /tickets/:code/messages: body, then, seen. 303, 422 or 409. */
enum err_kind messages_create(struct req *rq, struct resp *rs,
			      struct err *e) MUST_CHECK;

#endif
