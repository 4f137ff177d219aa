#ifndef DESK_CUSTOM_H
#define DESK_CUSTOM_H
/*
 * custom: custom fields as people fill them in. For desk/ alone.
 */
#include "desk/work.h"

/* Whose fields, and who fills them in. */
struct custom_whom {
	enum custom_of of;
	int64_t id;    /* of the ticket, customer or company; 0: a new one */
	bool customer; /* only what customers see, and what they must is there
			*/
};

/*
 * custom_changes(job, whom, typed, out, n, e):
 * What becomes of their fields; what is typed as it stands is no change. NULL,
 * or a field that is not among those typed: it stays as it is. ERR_INVALID
 * about "field-" and the field's opaque id.
 */
enum err_kind custom_changes(struct job *job, const struct custom_whom *whom,
			     const struct desk_fields *typed,
			     const struct custom_change **out, size_t *n,
			     struct err *e) MUST_CHECK;

/*
 * The same of a ticket in hand: they come with ${ev}, which gets DID_FIELDS
 * unless nothing changes.
 */
enum err_kind custom_change_ticket(struct work *w, bool customer,
				   const struct desk_fields *typed,
				   struct event *ev, struct err *e) MUST_CHECK;

/* Its fields are those of ${from}, but for what is archived. */
enum err_kind custom_copy_ticket(struct work *w, ticket_id from,
				 struct event *ev, struct err *e) MUST_CHECK;

/*
 * The same of a customer or a company, stored at once, within the transaction
 * that there is. *changed: something was.
 */
enum err_kind custom_change_stored(struct job *job,
				   const struct custom_whom *whom,
				   const struct desk_fields *typed,
				   bool *changed, struct err *e) MUST_CHECK;

#endif
