#ifndef WEB_PEOPLE_H
#define WEB_PEOPLE_H
/*
 * people: staff, for those who set the desk up: who they are, what they may do
 * and where they work; inviting them, and closing the door behind them.
 */
#include "web/http.h"

/* GET /people?q=...&role=agent&state=active|invited|disabled&after=OID */
enum err_kind people_index(struct req *rq, struct resp *rs, struct err *e);
enum err_kind people_new(struct req *rq, struct resp *rs, struct err *e);

/* POST /people: 200 with the one-time link, which is shown this once. */
enum err_kind people_create(struct req *rq, struct resp *rs, struct err *e);

/* POST /people/OID/link: the same for somebody who is there. */
enum err_kind people_link(struct req *rq, struct resp *rs, struct err *e);

enum err_kind people_show(struct req *rq, struct resp *rs, struct err *e);
enum err_kind people_update(struct req *rq, struct resp *rs, struct err *e);

/* GET /people/OID/disable asks; POST /people/OID/disabled does it. */
enum err_kind people_confirm(struct req *rq, struct resp *rs, struct err *e);
enum err_kind people_disable(struct req *rq, struct resp *rs, struct err *e);
enum err_kind people_enable(struct req *rq, struct resp *rs, struct err *e);

/* POST /people/OID/handover: the next batch of their open tickets. */
enum err_kind people_handover(struct req *rq, struct resp *rs, struct err *e);

/* POST /people/OID/sessions/end: one of their sessions, or all. */
enum err_kind people_sign_out(struct req *rq, struct resp *rs, struct err *e);

#endif
