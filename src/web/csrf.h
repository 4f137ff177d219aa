#ifndef WEB_CSRF_H
#define WEB_CSRF_H
/*
 * csrf: does a form come from our own page? Three questions, all of which must
 * be answered yes: the Origin (or else the Referer) is ours, the browser does
 * not say that another site sent it, and the form carries the session's token.
 */
#include "web/http.h"

#define CSRF_LEN 64
#define CSRF_KEY_LEN 32

/* The token that forms of a session with that key carry. */
void csrf_token(const unsigned char key[CSRF_KEY_LEN], char out[CSRF_LEN + 1]);

/* The first two questions. */
bool csrf_same_origin(const struct req *rq);

/* The third. */
bool csrf_token_good(const struct req *rq);

/* The path of the Referer when it is a page of ours, else NULL. */
const char *csrf_local_referer(const struct req *rq);

#endif
