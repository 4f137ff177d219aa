#ifndef WEB_TICKET_TAGS_H
#define WEB_TICKET_TAGS_H
/*
 * ticket_tags: the tags of a ticket.
 */
#include "web/http.h"

/*
 * POST /tickets/:code/tags: tags, those it has as the page knew them, parted by
 * commas; add, more of them; remove, one that goes. 303, 409 or 422.
 */
enum err_kind ticket_tags_create(struct req *rq, struct resp *rs,
				 struct err *e) MUST_CHECK;

#endif
