#ifndef WEB_NOTES_H
#define WEB_NOTES_H
/*
 * notes: what staff write on a ticket for each other.
 */
#include "web/http.h"

/* POST /tickets/:code/notes: body, seen. 303, 422 or 409. */
enum err_kind notes_create(struct req *rq, struct resp *rs,
			   struct err *e) MUST_CHECK;

#endif
