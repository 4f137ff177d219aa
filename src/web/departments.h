#ifndef WEB_DEPARTMENTS_H
#define WEB_DEPARTMENTS_H
/*
 * departments: their pages, for those who set the desk up.
 */
#include "web/http.h"

/* GET /departments?archived=1 */
enum err_kind departments_index(struct req *rq, struct resp *rs, struct err *e);
enum err_kind departments_create(struct req *rq, struct resp *rs,
				 struct err *e);

/* GET /departments/OID?q=...&after=OID: the form, and staff to tick. */
enum err_kind departments_show(struct req *rq, struct resp *rs, struct err *e);
enum err_kind departments_update(struct req *rq, struct resp *rs,
				 struct err *e);

/* POST /departments/OID/members: of the people shown, those ticked are in. */
enum err_kind departments_members(struct req *rq, struct resp *rs,
				  struct err *e);

enum err_kind departments_end(struct req *rq, struct resp *rs, struct err *e);
enum err_kind departments_revive(struct req *rq, struct resp *rs,
				 struct err *e);

#endif
