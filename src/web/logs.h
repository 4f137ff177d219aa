#ifndef WEB_LOGS_H
#define WEB_LOGS_H
/*
 * logs: the SLA log: each promise that was ever made, and what became of it.
 */
#include "web/http.h"

/*
 * GET /reports/log. Query: the filters (filters.h), outcome, by, overdue, sort,
 * dir; code, promise, cycle, back (a key).
 */
enum err_kind logs_show(struct req *rq, struct resp *rs,
			struct err *e) MUST_CHECK;

/* GET /reports/log.csv: the same rows in the same order, all of them. */
enum err_kind logs_export(struct req *rq, struct resp *rs,
			  struct err *e) MUST_CHECK;

#endif
