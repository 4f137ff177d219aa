#ifndef WEB_TICKET_BESIDE_H
#define WEB_TICKET_BESIDE_H
/*
 * ticket_beside: from a ticket to the next or the previous one of the view of
 * the inbox that the agent came from. Which that is, is asked when somebody
 * goes there; the page of a ticket costs no more for it.
 */
#include "web/http.h"
#include "web/view.h"

/* Show the ways as section ${section}: NEXT_URL, PREVIOUS_URL; if they came
 * from the inbox. */
void ticket_beside_fill(struct req *rq, struct view *v, const char *section);

/*
 * GET /tickets/:code/next, /tickets/:code/previous: 303 to that ticket, or back
 * to the list at its end. Query: back, a view of the inbox (all open ones).
 */
enum err_kind ticket_beside_next(struct req *rq, struct resp *rs,
				 struct err *e) MUST_CHECK;
enum err_kind ticket_beside_previous(struct req *rq, struct resp *rs,
				     struct err *e) MUST_CHECK;

#endif
