#ifndef WEB_PROMISE_PARTS_H
#define WEB_PROMISE_PARTS_H
/*
 * promise_parts: one promise on a page: the badge of lists and the strip of a
 * ticket. Everything is shown as it is at the request's instant, in the
 * viewer's zone.
 */
#include "core/strip.h"
#include "web/http.h"
#include "web/view.h"

/* A clock with what is needed to draw it. */
struct promise {
	const struct clock *clock;          /* with its level */
	const struct calendar_span *pauses; /* sorted; of strips alone */
	size_t npauses;
	const char *why; /* where it is explained, or NULL; of strips alone */
	/* Who set its deadline by hand, and why; NULL: not to be told. */
	const char *set_by, *set_because;
};

/* Give a clock the level it counts by, lent for the life of the process. */
enum err_kind promise_parts_level(struct req *rq, struct clock *c,
				  struct err *e) MUST_CHECK;

/* Show the section FIRST_ANSWER ... of a view that has them. */
void promise_parts_metric(struct view *v, enum metric m);

/* Include the badge as ${name}. */
void promise_parts_badge(const struct req *rq, struct view *v, const char *name,
			 const struct clock *c);

/* The badge of what has no promise. */
void promise_parts_no_badge(struct view *v, const char *name);

/* Include the strip as ${name}. */
void promise_parts_strip(const struct req *rq, struct view *v, const char *name,
			 const struct promise *p);

#endif
