#ifndef WEB_REQUESTER_H
#define WEB_REQUESTER_H
/*
 * requester: for whom staff open a ticket: somebody who is known by their
 * address, or becomes a customer by the same form.
 */
#include "web/admin.h"

/*
 * Include the fields as ${name}, for those who may open tickets for others: as
 * typed into the form that came back, for the customer of ?for=OID, or empty.
 * ${fault} (or NULL) stands beside its input.
 */
enum err_kind requester_fill(struct req *rq, struct view *v, const char *name,
			     const struct admin_fault *fault,
			     struct err *e) MUST_CHECK;

/*
 * Whose ticket it is: *oid, NULL for the viewer's own. Adds who is new. When
 * the fields are wrong fault->text says how, and nothing is done.
 */
enum err_kind requester_read(struct req *rq, const char **oid,
			     struct admin_fault *fault,
			     struct err *e) MUST_CHECK;

#endif
