#ifndef WEB_TICKET_STAFF_H
#define WEB_TICKET_STAFF_H
/*
 * ticket_staff: a ticket as those see it who work on it or watch over it.
 */
#include "web/ticket_sheet.h"

enum err_kind ticket_staff_show(struct req *rq, struct resp *rs,
				const struct ticket_sheet *p,
				struct err *e) MUST_CHECK;

#endif
