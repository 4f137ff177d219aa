#ifndef WEB_ONCE_H
#define WEB_ONCE_H
/*
 * once: the token by which a form that arrives twice is carried out once.
 *
 * A page draws one token; each of its forms adds its own name ("TOKEN-reply").
 */
#include "web/http.h"

/*
 * Read it from a posted form. Returns false when there is none, or one that
 * no page of ours has drawn.
 */
bool once_read(const struct req *rq, struct once *out) MUST_CHECK;

#endif
