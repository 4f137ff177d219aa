#ifndef WEB_WELCOME_H
#define WEB_WELCOME_H
/*
 * welcome: who comes by a one-time link sets their password.
 */
#include "web/http.h"

/* GET /welcome?token=...: the form, or what to do when the link is no good. */
enum err_kind welcome_show(struct req *rq, struct resp *rs, struct err *e);

/* POST /welcome: token, password. 303 to sign in with it. */
enum err_kind welcome_create(struct req *rq, struct resp *rs, struct err *e);

#endif
