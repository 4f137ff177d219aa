#ifndef WEB_INBOX_H
#define WEB_INBOX_H
/*
 * inbox: the open tickets of an agent's departments, nearest due first.
 */
#include "web/http.h"

/* GET /inbox. Query: view = all, mine, overdue; code, at, back (a key). */
enum err_kind inbox_show(struct req *rq, struct resp *rs,
			 struct err *e) MUST_CHECK;

#endif
