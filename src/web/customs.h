#ifndef WEB_CUSTOMS_H
#define WEB_CUSTOMS_H
/*
 * customs: the pages on which custom fields and their choices are kept.
 */
#include "web/http.h"

/* GET /fields?archived=1; moved=OID&way=up: that one was just moved. */
enum err_kind customs_index(struct req *rq, struct resp *rs, struct err *e);
enum err_kind customs_create(struct req *rq, struct resp *rs, struct err *e);

enum err_kind customs_show(struct req *rq, struct resp *rs, struct err *e);
enum err_kind customs_update(struct req *rq, struct resp *rs, struct err *e);

/* POST /fields/OID/moved: way = up, down. */
enum err_kind customs_order(struct req *rq, struct resp *rs, struct err *e);

/* POST /fields/OID/choices: choice, the name of a new one. */
enum err_kind customs_choose(struct req *rq, struct resp *rs, struct err *e);

/* POST /fields/OID/choice: choice, an opaque id; deed, what to do; name. */
enum err_kind customs_choice(struct req *rq, struct resp *rs, struct err *e);

enum err_kind customs_end(struct req *rq, struct resp *rs, struct err *e);
enum err_kind customs_revive(struct req *rq, struct resp *rs, struct err *e);

#endif
