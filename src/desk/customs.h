#ifndef DESK_CUSTOMS_H
#define DESK_CUSTOMS_H
/*
 * customs: custom fields and their choices, for those who set the desk up.
 * Errors as in people.h. What was filled in stays, whatever becomes of them.
 */
#include "core/custom.h"
#include "desk/desk.h"

struct customs_draft {
	const char *name; /* 1..LIMIT_NAME characters, among its kind alone */
	enum custom_of of;
	enum custom_kind kind; /* for ever, as ${of} */
	bool shown, required;  /* of tickets alone: for customers */
};

/* A new one, behind the others. At most LIMIT_FIELDS are not archived. */
enum err_kind customs_add(struct job *job, const struct customs_draft *d,
			  const char **oid, struct err *e) MUST_CHECK;

struct customs_change {
	int64_t seen; /* its version, 0: any; else ERR_CONFLICT */
	const char *name;
	bool shown, required;
};
enum err_kind customs_change(struct job *job, const char *oid,
			     const struct customs_change *c,
			     struct err *e) MUST_CHECK;

/* Kept where it is and asked nowhere; false: asked again. */
enum err_kind customs_archive(struct job *job, const char *oid, bool archived,
			      struct err *e) MUST_CHECK;

/* One place up or down among those that are not archived; at the end: no. */
enum err_kind customs_move(struct job *job, const char *oid, bool up,
			   struct err *e) MUST_CHECK;

/* ---- Its choices ---------------------------------------------------------
 */

/* Behind the others. ERR_INVALID: it has none, or LIMIT_FIELD_CHOICES. */
enum err_kind customs_add_choice(struct job *job, const char *oid,
				 const char *name, struct err *e) MUST_CHECK;

enum customs_deed {
	CUSTOMS_RENAME,
	CUSTOMS_UP,
	CUSTOMS_DOWN,
	CUSTOMS_ARCHIVE, /* kept where it is, no longer to choose */
	CUSTOMS_REVIVE
};

/* ${choice} is its opaque id; ${name} of CUSTOMS_RENAME, else NULL. */
enum err_kind customs_change_choice(struct job *job, const char *oid,
				    const char *choice, enum customs_deed deed,
				    const char *name, struct err *e) MUST_CHECK;

#endif
