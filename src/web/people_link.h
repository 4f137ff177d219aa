#ifndef WEB_PEOPLE_LINK_H
#define WEB_PEOPLE_LINK_H
/*
 * people_link: the page that shows a one-time link, this once.
 */
#include "web/http.h"

/* Make a link for the person of that opaque id, and show it. */
enum err_kind people_link_show(struct req *rq, struct resp *rs, const char *oid,
			       struct err *e) MUST_CHECK;

#endif
