#ifndef STORE_DEPARTMENT_STORE_H
#define STORE_DEPARTMENT_STORE_H
/*
 * department_store: departments and who is a member of them.
 */
#include "core/access.h"
#include "store/db.h"

struct department {
	department_id id;
	const char *oid; /* the first one's is "default" */
	const char *name;
	bool open_to_all; /* customers may choose it */
	instant archived; /* gets no new tickets; INSTANT_NONE: it does */
	int64_t version;
};

struct departments {
	struct department *v;
	size_t n;
};

/* ERR_NOT_FOUND if there is none. */
enum err_kind department_store_find_oid(struct db *db, struct arena *a,
					const char *oid, struct department *out,
					struct err *e) MUST_CHECK;
/*
 * The same for where a ticket is to go: it is not archived before the
 * transaction ends. Whoever archives one locks all of them first, so that of
 * two who do the second sees what the first left.
 */
enum err_kind department_store_hold(struct db *db, struct arena *a,
				    const char *oid, struct department *out,
				    struct err *e) MUST_CHECK;
enum err_kind department_store_hold_id(struct db *db, struct arena *a,
				       department_id id, bool *there,
				       bool *archived,
				       struct err *e) MUST_CHECK;
enum err_kind department_store_lock_all(struct db *db, struct arena *a,
					struct err *e) MUST_CHECK;

enum err_kind department_store_find_name(struct db *db, struct arena *a,
					 const char *name,
					 struct department *out,
					 struct err *e) MUST_CHECK;

/* By name: all; those that customers may choose; those ${v} may see. All but
 * the second hold archived ones, too. */
enum err_kind department_store_list(struct db *db, struct arena *a,
				    struct departments *out,
				    struct err *e) MUST_CHECK;
enum err_kind department_store_list_open(struct db *db, struct arena *a,
					 struct departments *out,
					 struct err *e) MUST_CHECK;
enum err_kind department_store_list_seen(struct db *db, struct arena *a,
					 const struct viewer *v,
					 struct departments *out,
					 struct err *e) MUST_CHECK;

/* By name: those that a person is a member of. */
enum err_kind department_store_list_of(struct db *db, struct arena *a,
				       person_id person,
				       struct departments *out,
				       struct err *e) MUST_CHECK;

/*
 * Store a new one: name and open_to_all count; sets id and oid. ERR_CONFLICT
 * if the name is taken.
 */
enum err_kind department_store_add(struct db *db, struct arena *a,
				   struct department *d, instant now,
				   struct err *e) MUST_CHECK;

/*
 * Write name, open_to_all and archived anew; counts the version. The log keeps
 * old names. ERR_NOT_FOUND, ERR_CONFLICT.
 */
enum err_kind department_store_change(struct db *db, const struct department *d,
				      struct err *e) MUST_CHECK;

/*
 * Who, of these people, is a member: in[i] of people[i].
 */
enum err_kind department_store_members_among(struct db *db, struct arena *a,
					     department_id department,
					     const int64_t *people, size_t n,
					     bool *in,
					     struct err *e) MUST_CHECK;

/* How many SLA rules look at it, and how many others customers may choose. */
enum err_kind department_store_ties(struct db *db, struct arena *a,
				    department_id id, int64_t *rules,
				    int64_t *others, struct err *e) MUST_CHECK;

/* Harmless when they are in, or out, already. */
enum err_kind department_store_add_member(struct db *db,
					  department_id department,
					  person_id person,
					  struct err *e) MUST_CHECK;
enum err_kind department_store_remove_member(struct db *db,
					     department_id department,
					     person_id person,
					     struct err *e) MUST_CHECK;

#endif
