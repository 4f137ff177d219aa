#ifndef WEB_CUSTOMERS_H
#define WEB_CUSTOMERS_H
/*
 * customers: who asks for help. Agents look them up, managers and admins keep
 * what is known of them.
 */
#include "web/http.h"

/* GET /customers?q=...&after=OID */
enum err_kind customers_index(struct req *rq, struct resp *rs, struct err *e);

/* GET /customers/suggest?q=...: a few as JSON, for the new-ticket form. */
enum err_kind customers_suggest(struct req *rq, struct resp *rs, struct err *e);

enum err_kind customers_new(struct req *rq, struct resp *rs, struct err *e);
enum err_kind customers_create(struct req *rq, struct resp *rs, struct err *e);

/* GET /customers/OID?after=CODE: what is known of them, and their tickets. */
enum err_kind customers_show(struct req *rq, struct resp *rs, struct err *e);
enum err_kind customers_update(struct req *rq, struct resp *rs, struct err *e);

/* POST /customers/OID/tickets: those of before go to their company. */
enum err_kind customers_take_along(struct req *rq, struct resp *rs,
				   struct err *e);

/* POST /customers/OID/groups: they are in those that are ticked. */
enum err_kind customers_groups(struct req *rq, struct resp *rs, struct err *e);

enum err_kind customers_link(struct req *rq, struct resp *rs, struct err *e);
enum err_kind customers_disable(struct req *rq, struct resp *rs, struct err *e);
enum err_kind customers_enable(struct req *rq, struct resp *rs, struct err *e);

/* POST /customers/OID/fields: field-OID for each custom field. */
enum err_kind customers_customs(struct req *rq, struct resp *rs, struct err *e);

#endif
