#ifndef WEB_PROOF_H
#define WEB_PROOF_H
/*
 * proof: one promise, explained: the lines that add up, on a page.
 */
#include "desk/explain.h"
#include "web/http.h"
#include "web/view.h"

/* "first_answer-1": what a promise is called on that page, and after the # of
 * its address. */
const char *proof_anchor(struct arena *a, const struct clock *c);

/* Include it as ${name}. ${staff}: they are told of levels, and of faults. */
void proof_show(const struct req *rq, struct view *v, const char *name,
		const struct desk_promise *p, bool staff);

#endif
