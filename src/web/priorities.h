#ifndef WEB_PRIORITIES_H
#define WEB_PRIORITIES_H
/*
 * priorities: how urgent a ticket is.
 */
#include "web/form.h"

/* POST /tickets/:code/priority: priority. 303, 409 or 422. */
enum err_kind priorities_create(struct req *rq, struct resp *rs,
				struct err *e) MUST_CHECK;

/* "urgent", "high", "normal", "low": choices of a form. */
extern const struct field_choice priorities_choices[];

#endif
