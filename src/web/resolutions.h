#ifndef WEB_RESOLUTIONS_H
#define WEB_RESOLUTIONS_H
/*
 * resolutions: a ticket is solved, say staff or its requester.
 */
#include "web/http.h"

/* POST /tickets/:code/resolution: seen. 303 or 409. */
enum err_kind resolutions_create(struct req *rq, struct resp *rs,
				 struct err *e) MUST_CHECK;

#endif
