#ifndef WEB_TICKET_CUSTOMS_H
#define WEB_TICKET_CUSTOMS_H
/*
 * ticket_customs: the custom fields of a ticket.
 */
#include "web/ticket_sheet.h"

/* What there is of them, for those who see it, into ${p}. */
enum err_kind ticket_customs_read(struct req *rq, struct ticket_sheet *p,
				  struct err *e) MUST_CHECK;

/* The card beside the conversation: a form, or facts. */
void ticket_customs_side(struct req *rq, struct view *v,
			 const struct ticket_sheet *p);

/* The same for who asked: what they see of it. */
void ticket_customs_for_customer(struct req *rq, struct view *v,
				 const struct ticket_sheet *p);

/* What stood in them before event ${seq}, as hidden fields of ${undo}. */
void ticket_customs_undo(struct req *rq, struct view *undo,
			 const struct ticket_sheet *p, int64_t seq);

/*
 * POST /tickets/:code/fields: field-OID for each custom field that the form
 * shows. 303, 409 or 422.
 */
enum err_kind ticket_customs_create(struct req *rq, struct resp *rs,
				    struct err *e) MUST_CHECK;

#endif
