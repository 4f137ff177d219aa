#ifndef STORE_AGENT_LIST_H
#define STORE_AGENT_LIST_H
/*
 * agent_list: staff to choose from, at a desk of any size. Nothing here reads
 * all of them: a list is given up where it gets too long, and a search goes by
 * the words of names and addresses (person_words.h).
 *
 * Of each person id, oid, name and email are set.
 */
#include "core/access.h"
#include "store/person_store.h"

/* Whom to choose from. */
struct agents_of {
	/*
	 * Who does not see everywhere may choose among those who share a
	 * department with them; NULL: among all. Looked at without ${works_in}.
	 */
	const struct viewer *viewer;
	department_id works_in; /* who may work there; 0: anywhere */
	unsigned roles;         /* one of these; ROLES_ANSWER with works_in */
	bool disabled;          /* those who were disabled, too */
	person_id but;          /* not that one; 0: anybody */
};

/*
 * All of them by name, or *many and none of them when they are more than
 * ${limit}.
 */
enum err_kind agent_list_few(struct db *db, struct arena *a,
			     const struct agents_of *of, size_t limit,
			     struct people *out, bool *many,
			     struct err *e) MUST_CHECK;

/*
 * Up to ${limit} of them, of whom each word of ${q} begins a word of name or
 * address; with an @ in it the address has to begin so, too. First come those
 * whose whole name (with an @: address) it is, then, by name, some of the rest.
 */
enum err_kind agent_list_find(struct db *db, struct arena *a,
			      const struct agents_of *of, const char *q,
			      size_t limit, struct people *out,
			      struct err *e) MUST_CHECK;

/* The one of that id; ERR_NOT_FOUND when it is none of them. */
enum err_kind agent_list_id(struct db *db, struct arena *a,
			    const struct agents_of *of, person_id id,
			    struct person *out, struct err *e) MUST_CHECK;
enum err_kind agent_list_oid(struct db *db, struct arena *a,
			     const struct agents_of *of, const char *oid,
			     struct person *out, struct err *e) MUST_CHECK;

#endif
