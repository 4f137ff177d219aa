#ifndef WEB_HEALTH_H
#define WEB_HEALTH_H
/*
 * health: may this program be sent requests? For those who watch over it.
 */
#include "web/http.h"

/* GET /healthz: 200 when the database answers, else 503. */
enum err_kind health_show(struct req *rq, struct resp *rs,
			  struct err *e) MUST_CHECK;

#endif
