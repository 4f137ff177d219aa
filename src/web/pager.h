#ifndef WEB_PAGER_H
#define WEB_PAGER_H
/*
 * pager: walking through a list of tickets, page by page, by the key of a row
 * that was seen.
 */
#include "store/ticket_list.h"
#include "web/http.h"
#include "web/view.h"

/* Read the key out of the query; one that is none is the list's beginning. */
void pager_read_key(const struct req *rq, struct ticket_key *key);

/*
 * Include the pager as ${name}, if there is another page. ${base} is the list's
 * URL up to where more of a query can follow: "/inbox?view=mine&".
 */
void pager_tickets(struct req *rq, struct view *v, const char *name,
		   const char *base, const struct ticket_page *page);

/* The same from two ready URLs; NULL: no page on that side. */
void pager_include(struct view *v, const char *name, const char *previous,
		   const char *next);

#endif
