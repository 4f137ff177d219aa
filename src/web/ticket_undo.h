#ifndef WEB_TICKET_UNDO_H
#define WEB_TICKET_UNDO_H
/*
 * ticket_undo: beside what was just done to a ticket, a button that takes it
 * back. It is an ordinary form the other way, for the version which that deed
 * left: once somebody else did something, it is refused like any other.
 */
#include "web/ticket_sheet.h"

/*
 * After page_new(). Nothing is offered unless the ticket's newest event is the
 * viewer's own, and what it did can be taken back.
 */
void ticket_undo_offer(struct req *rq, const struct ticket_sheet *p);

#endif
