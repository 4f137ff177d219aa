#ifndef WEB_REOPENINGS_H
#define WEB_REOPENINGS_H
/*
 * reopenings: a ticket that was resolved or put off is open again.
 */
#include "web/http.h"

/* POST /tickets/:code/reopening: seen. 303 or 409. */
enum err_kind reopenings_create(struct req *rq, struct resp *rs,
				struct err *e) MUST_CHECK;

#endif
