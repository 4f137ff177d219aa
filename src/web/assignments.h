#ifndef WEB_ASSIGNMENTS_H
#define WEB_ASSIGNMENTS_H
/*
 * assignments: who works on a ticket.
 */
#include "web/http.h"

/*
 * POST /tickets/:code/assignment: agent (nobody when empty) or, by a name,
 * agent_typed; seen. 303, 422 or 409.
 */
enum err_kind assignments_create(struct req *rq, struct resp *rs,
				 struct err *e) MUST_CHECK;

/* GET /tickets/:code/agents?q=...: whom it may be assigned to, as JSON. */
enum err_kind assignments_suggest(struct req *rq, struct resp *rs,
				  struct err *e) MUST_CHECK;

#endif
