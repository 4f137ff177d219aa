#ifndef WEB_TICKET_STRIPS_H
#define WEB_TICKET_STRIPS_H
/*
 * ticket_strips: the promises of a ticket on its page, one strip each.
 */
#include "web/ticket_sheet.h"

/*
 * Include a strip as ${name} for each clock that ${wanted} says yes to.
 * Returns how many in *n.
 */
enum err_kind ticket_strips_show(struct req *rq, const struct ticket_sheet *p,
				 struct view *v, const char *name,
				 bool (*wanted)(const struct ticket_sheet *,
						const struct clock *),
				 size_t *n, struct err *e) MUST_CHECK;

#endif
