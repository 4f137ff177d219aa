#ifndef WEB_REPORTS_H
#define WEB_REPORTS_H
/*
 * reports: SLA compliance by day: how many promises were kept.
 */
#include "web/http.h"

/* GET /reports/compliance. Query: the filters (filters.h). */
enum err_kind reports_compliance(struct req *rq, struct resp *rs,
				 struct err *e) MUST_CHECK;

/* GET /reports/compliance.csv: the same rows. */
enum err_kind reports_compliance_export(struct req *rq, struct resp *rs,
					struct err *e) MUST_CHECK;

#endif
