#ifndef DESK_DEPARTMENTS_H
#define DESK_DEPARTMENTS_H
/*
 * departments: what they are called, who works in them, and their end. For
 * those who set the desk up. Errors as in people.h.
 */
#include "desk/desk.h"

struct departments_draft {
	int64_t seen;     /* its version, 0: any; else ERR_CONFLICT */
	const char *name; /* 1..LIMIT_NAME characters */
	bool open_to_all; /* customers may choose it */
};

enum err_kind departments_add(struct job *job,
			      const struct departments_draft *d,
			      const char **oid, struct err *e) MUST_CHECK;

/*
 * Promises that run keep the old name in the SLA log until they next change.
 * ERR_INVALID ("open: ..."): customers could choose no other, so they go on
 * choosing it.
 */
enum err_kind departments_change(struct job *job, const char *which,
				 const struct departments_draft *d,
				 struct err *e) MUST_CHECK;

/*
 * Of these people (opaque ids) those in members are in, the others out.
 * ERR_INVALID: who is no staff, or who is new to an archived one.
 */
struct departments_members {
	const char *const *among;
	size_t namong;
	const char *const *members;
	size_t nmembers;
};
enum err_kind departments_set_members(struct job *job, const char *which,
				      const struct departments_members *m,
				      struct err *e) MUST_CHECK;

/* What keeps a department from being archived. */
struct departments_ties {
	int64_t open_tickets; /* exact up to LIMIT_COUNT */
	int64_t rules;        /* SLA rules that look at it */
	bool last_open;       /* customers could choose no other */
};
enum err_kind departments_ties(struct job *job, const char *which,
			       struct departments_ties *out,
			       struct err *e) MUST_CHECK;

/*
 * It keeps its tickets and its members and gets no new ones. ERR_CONFLICT while
 * something is tied to it. False: it is back.
 *
 * No ticket in it is open then, but one may be again: its customer answers, it
 * is reopened, restored from spam or deletion, or part of one is split off. It
 * stays in its department and is worked on like any other: its promises run on,
 * members see and answer it and can be assigned, and it can be transferred. To
 * refuse would leave a customer who still needs help without an answer, and to
 * move it would take it from those who know it and put it under others'
 * promises.
 */
enum err_kind departments_archive(struct job *job, const char *which,
				  bool archived, struct err *e) MUST_CHECK;

#endif
