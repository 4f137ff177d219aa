#ifndef WEB_AUDITS_H
#define WEB_AUDITS_H
/*
 * audits: the log of all changes of settings. For who sets the desk up, and for
 * managers.
 */
#include "web/http.h"

/*
 * GET /audit. Query: object, about (the opaque id of a thing), by (a person's,
 * or "shell"), who (part of a name or an address), since, until (days in the
 * viewer's zone), words; after or before, the opaque id of an entry.
 */
enum err_kind audits_index(struct req *rq, struct resp *rs,
			   struct err *e) MUST_CHECK;

/* GET /audit/:oid: one change, whole. */
enum err_kind audits_show(struct req *rq, struct resp *rs,
			  struct err *e) MUST_CHECK;

/* GET /audit.csv: what the list says, all of it. */
enum err_kind audits_export(struct req *rq, struct resp *rs,
			    struct err *e) MUST_CHECK;

#endif
