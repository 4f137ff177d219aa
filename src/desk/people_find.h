#ifndef DESK_PEOPLE_FIND_H
#define DESK_PEOPLE_FIND_H
/*
 * people_find: the people and departments that verbs are about, and whether
 * they are the actor's to change. For desk/ alone.
 */
#include "desk/desk.h"
#include "store/department_store.h"
#include "store/person_store.h"

/*
 * The person of that opaque id, or of that address (it has an @). ERR_NOT_FOUND
 * names the address.
 */
enum err_kind people_find(struct job *job, const char *who, struct person *out,
			  struct err *e) MUST_CHECK;

/* The same, and ERR_DENIED unless they may change that person. */
enum err_kind people_find_theirs(struct job *job, const char *who,
				 struct person *out, struct err *e) MUST_CHECK;

/* The department of that opaque id or, for the command line, of that name. */
enum err_kind people_find_department(struct job *job, const char *which,
				     struct department *out,
				     struct err *e) MUST_CHECK;

/*
 * Make them a member of it. ERR_INVALID: it is archived, or they do not work
 * here.
 */
enum err_kind people_join(struct job *job, const struct department *d,
			  const struct person *p, struct err *e) MUST_CHECK;

/* ERR_DENIED unless they may give that person these roles. */
enum err_kind people_may_grant(const struct job *job, const struct person *p,
			       unsigned roles, struct err *e) MUST_CHECK;

/*
 * Somebody (an opaque id; NULL or "": nobody) is to get the open tickets of
 * ${p}, if there are any. ERR_INVALID ("to: ..."): they are not there, cannot
 * sign in, answer no tickets, work on none of these, or are ${p}. In a
 * transaction they stay so until its end.
 */
enum err_kind people_heir(struct job *job, const struct person *p,
			  const char *to, struct err *e) MUST_CHECK;

/*
 * They went on: ${to} gets what is left over, and need not work on any of that.
 * ERR_INVALID as above but for this.
 */
enum err_kind people_heir_of_rest(struct job *job, const struct person *p,
				  const char *to, struct err *e) MUST_CHECK;

/*
 * ERR_CONFLICT when ${p} is the only owner who can sign in and would be one no
 * longer. Locks all owners until the transaction ends.
 */
enum err_kind people_keep_owner(struct job *job, const struct person *p,
				struct err *e) MUST_CHECK;

#endif
