#ifndef WEB_TAGS_H
#define WEB_TAGS_H
/*
 * tags: the page on which they are kept in order.
 */
#include "web/http.h"

/* GET /tags?q=...&archived=1&after=OID */
enum err_kind tags_index(struct req *rq, struct resp *rs, struct err *e);
enum err_kind tags_create(struct req *rq, struct resp *rs, struct err *e);

enum err_kind tags_show(struct req *rq, struct resp *rs, struct err *e);
enum err_kind tags_update(struct req *rq, struct resp *rs, struct err *e);

/* POST /tags/OID/merged: into another one, by its name; batch after batch. */
enum err_kind tags_become(struct req *rq, struct resp *rs, struct err *e);

enum err_kind tags_end(struct req *rq, struct resp *rs, struct err *e);
enum err_kind tags_revive(struct req *rq, struct resp *rs, struct err *e);
enum err_kind tags_remove(struct req *rq, struct resp *rs, struct err *e);

#endif
