#ifndef WEB_ASSIGNMENTS_H
#define WEB_ASSIGNMENTS_H
/*
 * assignments: who works on a ticket.
 */
#include "web/http.h"

/* POST /tickets/:code/assignment: agent (nobody when empty), seen. 303, 422
 * or 409. */
enum err_kind assignments_create(struct req *rq, struct resp *rs,
				 struct err *e) MUST_CHECK;

#endif
