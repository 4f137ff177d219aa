#ifndef WEB_TICKET_SIDE_H
#define WEB_TICKET_SIDE_H
/*
 * ticket_side: what stands beside a ticket's conversation for staff: its
 * properties, which can be changed in place, and who asked.
 */
#include "web/ticket_sheet.h"

/* Agent, department, priority, tags: as forms, or as facts. */
enum err_kind ticket_side_properties(struct req *rq, struct view *v,
				     const struct ticket_sheet *p,
				     struct err *e) MUST_CHECK;

/* Who asked, and their other tickets that the viewer may see. */
enum err_kind ticket_side_requester(struct req *rq, struct view *v,
				    const struct ticket_sheet *p,
				    struct err *e) MUST_CHECK;

#endif
