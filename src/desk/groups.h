#ifndef DESK_GROUPS_H
#define DESK_GROUPS_H
/*
 * groups: groups of customers, for those who set the desk up; and who is in
 * them, for those who keep customers. Errors as in people.h.
 */
#include "core/colour.h"
#include "desk/desk.h"

struct groups_draft {
	const char *name; /* 1..LIMIT_NAME characters */
	enum colour colour;
	int64_t seen; /* of one that is there: its version; 0: any */
};

/* ERR_INVALID when there are LIMIT_GROUPS already. */
enum err_kind groups_add(struct job *job, const struct groups_draft *d,
			 const char **oid, struct err *e) MUST_CHECK;
enum err_kind groups_change(struct job *job, const char *oid,
			    const struct groups_draft *d,
			    struct err *e) MUST_CHECK;

/* Nobody new gets in, and rules do not ask about it any more; who is in it
 * stays. false: as before. */
enum err_kind groups_archive(struct job *job, const char *oid, bool archived,
			     struct err *e) MUST_CHECK;

/* ERR_CONFLICT when anybody is in it. */
enum err_kind groups_delete(struct job *job, const char *oid,
			    struct err *e) MUST_CHECK;

/*
 * A customer, or a company, is in these groups (opaque ids) from now on and in
 * no others. ERR_INVALID: one of them is not there, or archived and new to
 * them.
 */
struct groups_chosen {
	const char *const *oids;
	size_t n;
};
enum err_kind groups_set_person(struct job *job, const char *who,
				const struct groups_chosen *c,
				struct err *e) MUST_CHECK;
enum err_kind groups_set_company(struct job *job, const char *oid,
				 const struct groups_chosen *c,
				 struct err *e) MUST_CHECK;

#endif
