#ifndef WEB_COMPANIES_H
#define WEB_COMPANIES_H
/*
 * companies: whom customers belong to. Agents look them up, managers and admins
 * keep them.
 */
#include "web/http.h"

/* GET /companies?q=...&after=OID */
enum err_kind companies_index(struct req *rq, struct resp *rs, struct err *e);
enum err_kind companies_create(struct req *rq, struct resp *rs, struct err *e);

/* GET /companies/suggest?q=...: a few that begin so as JSON, for a field. */
enum err_kind companies_suggest(struct req *rq, struct resp *rs, struct err *e);

/* GET /companies/OID?q=...&after=OID: what is known of it, and its people. */
enum err_kind companies_show(struct req *rq, struct resp *rs, struct err *e);
enum err_kind companies_update(struct req *rq, struct resp *rs, struct err *e);

/* POST /companies/OID/groups: it is in those that are ticked. */
enum err_kind companies_groups(struct req *rq, struct resp *rs, struct err *e);

/* GET /companies/OID/tickets?after=CODE */
enum err_kind companies_tickets(struct req *rq, struct resp *rs, struct err *e);

/* POST /companies/OID/fields: field-OID for each custom field. */
enum err_kind companies_customs(struct req *rq, struct resp *rs, struct err *e);

#endif
