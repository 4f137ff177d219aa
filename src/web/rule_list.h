#ifndef WEB_RULE_LIST_H
#define WEB_RULE_LIST_H
/*
 * rule_list: rules in their order: what each says in one sentence, how often it
 * held, what is odd about them; moved, switched, copied, deleted.
 */
#include "store/rule_store.h"
#include "web/http.h"
#include "web/view.h"

/* GET /rules?kind=sla, event, time; done=OID, way=up, down, switch: that one
 * was just moved, or switched; was=OID: it was just deleted. */
enum err_kind rule_list_show(struct req *rq, struct resp *rs, struct err *e);

/* POST /rules/OID/moved: way = up, down; or place = 1, 2, ... */
enum err_kind rule_list_move(struct req *rq, struct resp *rs, struct err *e);

/* POST /rules/OID/switched: on = yes, no */
enum err_kind rule_list_switch(struct req *rq, struct resp *rs, struct err *e);

enum err_kind rule_list_clone(struct req *rq, struct resp *rs, struct err *e);
enum err_kind rule_list_remove(struct req *rq, struct resp *rs, struct err *e);
enum err_kind rule_list_restore(struct req *rq, struct resp *rs, struct err *e);

/* "sla", ... of ?kind= or a form's; SLA rules without. ERR_NOT_FOUND. */
enum err_kind rule_list_kind(const struct http_pairs *from, enum rule_kind *out,
			     struct err *e) MUST_CHECK;
const char *rule_list_url(enum rule_kind kind);

#endif
