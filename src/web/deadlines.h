#ifndef WEB_DEADLINES_H
#define WEB_DEADLINES_H
/*
 * deadlines: those that people set by hand, and take back (sla.md R16).
 */
#include "web/promise_parts.h"
#include "web/ticket_sheet.h"

/* May the viewer set one, and is there a promise to set it for? */
bool deadlines_fit(const struct req *rq, const struct ticket_sheet *p);

/* Their form, where they may. */
void deadlines_fill(const struct req *rq, struct view *v,
		    const struct ticket_sheet *p);

/* Who set the deadline which a promise has by hand, and why: for staff. */
enum err_kind deadlines_name(struct req *rq, const struct ticket_sheet *p,
			     struct promise *promise, struct err *e) MUST_CHECK;

/* Which deadline was last set by hand, where that was just done. */
void deadlines_flash(const struct req *rq, struct view *flash,
		     const struct ticket_sheet *p);

/*
 * POST /tickets/:code/deadline: metric, due (local, the viewer's zone), reason;
 * then = "calculated" takes back what was set by hand.
 */
enum err_kind deadlines_create(struct req *rq, struct resp *rs,
			       struct err *e) MUST_CHECK;

#endif
