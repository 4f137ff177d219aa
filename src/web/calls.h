#ifndef WEB_CALLS_H
#define WEB_CALLS_H
/*
 * calls: the page of calls of URLs: whether they are made, where they may go,
 * and what came of them. Managers read it; who sets the desk up changes it.
 */
#include "web/http.h"

/* GET /calls?show=well, failed, refused; after=OID or before=OID of a try. */
enum err_kind calls_index(struct req *rq, struct resp *rs, struct err *e);

/* The switch; a host that may be called, which shows its secret. */
enum err_kind calls_turn(struct req *rq, struct resp *rs, struct err *e);
enum err_kind calls_create(struct req *rq, struct resp *rs, struct err *e);

/* Of a host: another secret, shown; its end; a test. */
enum err_kind calls_secret(struct req *rq, struct resp *rs, struct err *e);
enum err_kind calls_end(struct req *rq, struct resp *rs, struct err *e);
enum err_kind calls_try(struct req *rq, struct resp *rs, struct err *e);

/* Of a line of the log: once more. */
enum err_kind calls_repeat(struct req *rq, struct resp *rs, struct err *e);

#endif
