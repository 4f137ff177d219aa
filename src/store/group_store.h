#ifndef STORE_GROUP_STORE_H
#define STORE_GROUP_STORE_H
/*
 * group_store: groups of customers. People are in one by themselves, or
 * because their company is. Names are alike as the database compares them. A
 * desk has up to LIMIT_GROUPS of them.
 */
#include "core/colour.h"
#include "core/ids.h"
#include "store/db.h"

struct customer_group {
	group_id id;
	const char *oid, *name;
	enum colour colour;
	instant archived; /* nobody is put into it any more; INSTANT_NONE */
	int64_t version;
};

struct customer_groups {
	struct customer_group *v; /* by name */
	size_t n;
};

/* All there are, archived ones too. */
enum err_kind group_store_list(struct db *db, struct arena *a,
			       struct customer_groups *out,
			       struct err *e) MUST_CHECK;

/* Those that somebody, or a company, is in by themselves. */
enum err_kind group_store_of_person(struct db *db, struct arena *a,
				    person_id person,
				    struct customer_groups *out,
				    struct err *e) MUST_CHECK;
enum err_kind group_store_of_company(struct db *db, struct arena *a,
				     company_id company,
				     struct customer_groups *out,
				     struct err *e) MUST_CHECK;

/* Those of who asked for a ticket, by themself or through the company that it
 * was asked for (0: none), but for archived ones. */
enum err_kind group_store_of_requester(struct db *db, struct arena *a,
				       person_id person, company_id company,
				       struct customer_groups *out,
				       struct err *e) MUST_CHECK;

/* Who is in one by themselves: the first LIMIT_PAGE_ROWS customers, and
 * companies, by name. */
struct group_member {
	const char *oid, *name;
	bool company;
};
struct group_members {
	struct group_member *v; /* companies first */
	size_t n;
};
enum err_kind group_store_members(struct db *db, struct arena *a,
				  group_id group, struct group_members *out,
				  struct err *e) MUST_CHECK;

/* Is anybody in it? */
enum err_kind group_store_used(struct db *db, struct arena *a, group_id group,
			       bool *used, struct err *e) MUST_CHECK;

/* ERR_NOT_FOUND if there is none. */
enum err_kind group_store_find_oid(struct db *db, struct arena *a,
				   const char *oid, struct customer_group *out,
				   struct err *e) MUST_CHECK;

/* The same, locked until the transaction ends. */
enum err_kind group_store_lock(struct db *db, struct arena *a, const char *oid,
			       struct customer_group *out,
			       struct err *e) MUST_CHECK;

/* All of them locked, so that nobody adds another meanwhile: *n are there. */
enum err_kind group_store_lock_all(struct db *db, struct arena *a, size_t *n,
				   struct err *e) MUST_CHECK;

/* A new one: sets id and oid. ERR_CONFLICT: the name is taken. */
enum err_kind group_store_add(struct db *db, struct arena *a,
			      struct customer_group *g, instant now,
			      struct err *e) MUST_CHECK;

/* Write name, colour and archived anew; counts the version. */
enum err_kind group_store_change(struct db *db, const struct customer_group *g,
				 struct err *e) MUST_CHECK;

/* Of one that nobody is in. */
enum err_kind group_store_delete(struct db *db, group_id id,
				 struct err *e) MUST_CHECK;

/* Put somebody, or a company, into one, or take them out; harmless twice. */
enum err_kind group_store_set_person(struct db *db, group_id group,
				     person_id person, bool in,
				     struct err *e) MUST_CHECK;
enum err_kind group_store_set_company(struct db *db, group_id group,
				      company_id company, bool in,
				      struct err *e) MUST_CHECK;

#endif
