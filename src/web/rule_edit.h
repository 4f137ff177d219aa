#ifndef WEB_RULE_EDIT_H
#define WEB_RULE_EDIT_H
/*
 * rule_edit: a rule as a page: read, changed, looked at before it is saved.
 */
#include "web/http.h"

/* GET /rules/new?kind=sla, event, time */
enum err_kind rule_edit_new(struct req *rq, struct resp *rs, struct err *e);

/* POST /rules: the form of a new one, with kind; "deed" says whether it is to
 * be saved, looked at, tried on the ticket ${code}, or gets another input. */
enum err_kind rule_edit_create(struct req *rq, struct resp *rs, struct err *e);

enum err_kind rule_edit_show(struct req *rq, struct resp *rs, struct err *e);

/* POST /rules/OID: the same of one that is stored, with seen. */
enum err_kind rule_edit_update(struct req *rq, struct resp *rs, struct err *e);

#endif
