#ifndef WEB_TICKET_CUSTOMER_H
#define WEB_TICKET_CUSTOMER_H
/*
 * ticket_customer: a ticket as the person sees it who asked: by when we answer,
 * and what was said. Nobody of the staff is named, no note is shown.
 */
#include "web/ticket_sheet.h"

enum err_kind ticket_customer_show(struct req *rq, struct resp *rs,
				   const struct ticket_sheet *p,
				   struct err *e) MUST_CHECK;

#endif
