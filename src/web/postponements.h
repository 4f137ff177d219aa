#ifndef WEB_POSTPONEMENTS_H
#define WEB_POSTPONEMENTS_H
/*
 * postponements: putting a ticket off, for a while or until something happens.
 */
#include "web/http.h"

/* POST /tickets/:code/postponement: until (in the viewer's zone, or empty),
 * code, party, reason, seen. 303, 422 or 409. */
enum err_kind postponements_create(struct req *rq, struct resp *rs,
				   struct err *e) MUST_CHECK;

#endif
