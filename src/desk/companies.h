#ifndef DESK_COMPANIES_H
#define DESK_COMPANIES_H
/*
 * companies: whom customers belong to. For managers and those who set the desk
 * up. Errors as in people.h.
 */
#include "desk/desk.h"

struct companies_draft {
	int64_t seen;     /* its version, 0: any; else ERR_CONFLICT */
	const char *name; /* 1..LIMIT_NAME characters */
	const char *note; /* up to LIMIT_NOTE, for staff; or NULL */
};

enum err_kind companies_add(struct job *job, const struct companies_draft *d,
			    const char **oid, struct err *e) MUST_CHECK;
enum err_kind companies_change(struct job *job, const char *oid,
			       const struct companies_draft *d,
			       struct err *e) MUST_CHECK;

#endif
