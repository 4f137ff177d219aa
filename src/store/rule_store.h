#ifndef STORE_RULE_STORE_H
#define STORE_RULE_STORE_H
/*
 * rule_store: rules (sla.md §12): in an order, each in versions that never
 * change. One that is taken away is kept, so that events that name it can.
 *
 * Whoever changes one calls rule_store_begin() first: changes wait for each
 * other there, and programs that keep rules compiled (store/rule_book.h) read
 * them anew.
 */
#include "core/action.h"
#include "core/ids.h"
#include "core/rule.h"
#include "store/db.h"

/* The numbers are stored: add at the end, never renumber. */
enum rule_kind {
	RULE_KIND_SLA,   /* on creation, split, return from spam */
	RULE_KIND_EVENT, /* on what happens to a ticket */
	RULE_KIND_TIME,  /* on what it has been for some time */
	RULE_KIND_N
};

/* What a rule says: what a version of it holds. */
struct rule_draft {
	enum rule_kind kind;
	const char *name, *note; /* note: "" is none */
	bool active;
	bool stops;        /* where it holds, no other is asked */
	bool keeps;        /* asked again when a field that it reads changes */
	unsigned triggers; /* of RULE_KIND_EVENT: RULE_ON() bits */
	const struct rule_group *groups;
	size_t ngroups;
	const struct action *actions; /* ACTION_LEVEL of 0: no level */
	size_t nactions;
};

/* A rule as it is, or was. */
struct rule_row {
	int64_t id, version; /* rule.id, rule_version.id */
	int32_t number;      /* of the version */
	const char *oid;
	struct rule_draft is;
	instant changed, archived; /* when the version came; INSTANT_NONE */
	const char *changed_by;    /* or NULL */
	/* Why it does not run, though it be active: what one of its conditions
	 * or actions names is gone; or NULL. */
	const char *invalid;
};

struct rule_rows {
	struct rule_row *v; /* in their order */
	size_t n;
};

/* ---- Reading --------------------------------------------------------------
 */

/* Those of a kind that were not taken away. Names of values as of now. */
enum err_kind rule_store_list(struct db *db, struct arena *a,
			      enum rule_kind kind, struct rule_rows *out,
			      struct err *e) MUST_CHECK;

/* Versions of rules, of any kind, by id; those that are there, in that order.
 * Names of values as they were when each was written. */
enum err_kind rule_store_versions(struct db *db, struct arena *a,
				  const int64_t *ids, size_t n,
				  struct rule_rows *out,
				  struct err *e) MUST_CHECK;

/*
 * A number that every change of rules draws anew, and the newest applied_change
 * of the same moment: a ticket that is opened by these rules has followed
 * those.
 */
enum err_kind rule_store_state(struct db *db, struct arena *a, int64_t *version,
			       int64_t *applied, struct err *e) MUST_CHECK;

/* How many rules that were not taken away have a condition with a value of
 * that field that is ${id}. */
enum err_kind rule_store_names(struct db *db, struct arena *a,
			       enum rule_field field, int64_t id, int64_t *n,
			       struct err *e) MUST_CHECK;

/* ---- Writing --------------------------------------------------------------
 */

/* First in the transaction of a change. */
enum err_kind rule_store_begin(struct db *db, struct err *e) MUST_CHECK;

/*
 * A new rule, behind the others of its kind. ERR_INVALID: what an action names
 * is not there, an SLA rule does more than set a level, or there are too many
 * rules. (That conditions can be asked is for rules_new() to say.)
 */
enum err_kind rule_store_add(struct db *db, struct arena *a,
			     const struct rule_draft *d, person_id by,
			     instant now, int64_t *id,
			     struct err *e) MUST_CHECK;

/* The next version of rule ${id}. */
enum err_kind rule_store_revise(struct db *db, struct arena *a, int64_t id,
				const struct rule_draft *d, person_id by,
				instant now, struct err *e) MUST_CHECK;

/* Take it away. */
enum err_kind rule_store_remove(struct db *db, int64_t id, person_id by,
				instant now, struct err *e) MUST_CHECK;

/* All ${n} of a kind, by id, in their new order. */
enum err_kind rule_store_order(struct db *db, const int64_t *ids, size_t n,
			       struct err *e) MUST_CHECK;

/*
 * What a department's own level is: "department is X", then ${level}, and no
 * other rule is asked.
 */
enum err_kind rule_store_promise(struct db *db, struct arena *a,
				 const char *name, department_id department,
				 int64_t level, instant now,
				 struct err *e) MUST_CHECK;

#endif
