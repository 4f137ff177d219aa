#ifndef WEB_NO_REPLIES_H
#define WEB_NO_REPLIES_H
/*
 * no_replies: "no reply needed": a customer's last word that wants no answer.
 */
#include "web/ticket_sheet.h"

/* May it be said of this ticket: does somebody wait, and were they answered
 * before? */
bool no_replies_fit(const struct ticket_sheet *p);

/* Its form, where it fits. */
void no_replies_fill(const struct req *rq, struct view *v,
		     const struct ticket_sheet *p);

/* POST /tickets/:code/no-reply: reason. */
enum err_kind no_replies_create(struct req *rq, struct resp *rs,
				struct err *e) MUST_CHECK;

#endif
