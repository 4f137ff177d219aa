#ifndef WEB_GROUPS_H
#define WEB_GROUPS_H
/*
 * groups: the pages of groups of customers, for those who set the desk up.
 */
#include "web/http.h"

/* GET /groups?archived=1 */
enum err_kind groups_index(struct req *rq, struct resp *rs, struct err *e);
enum err_kind groups_create(struct req *rq, struct resp *rs, struct err *e);

/* GET /groups/OID: the form, and who is in it. */
enum err_kind groups_show(struct req *rq, struct resp *rs, struct err *e);
enum err_kind groups_update(struct req *rq, struct resp *rs, struct err *e);

enum err_kind groups_end(struct req *rq, struct resp *rs, struct err *e);
enum err_kind groups_revive(struct req *rq, struct resp *rs, struct err *e);
enum err_kind groups_remove(struct req *rq, struct resp *rs, struct err *e);

#endif
