#ifndef CLI_RULE_FILE_H
#define CLI_RULE_FILE_H
/*
 * rule_file: a rule as JSON (doc/rules.md), for whoever writes rules down:
 * `duedesk rule`.
 */
#include "store/rule_store.h"

struct rule_file {
	const char *id; /* the opaque id that it names; NULL: none */
	struct rule_draft rule;
};

/*
 * rule_file_read(db, a, text, n, out, e):
 * ERR_INVALID names the member, and of a condition where it stands, that is
 * missing, unknown or out of range. What it lends lives in ${a}; ${db} is asked
 * for what it names.
 */
enum err_kind rule_file_read(struct db *db, struct arena *a, const char *text,
			     size_t n, struct rule_file *out,
			     struct err *e) MUST_CHECK;

/* What a value of a list means: its number, and what it is called. */
struct rule_named {
	int64_t id;
	const char *name;
};

/* The thing of that name that a condition on ${c} can be compared with; of a
 * custom field c->custom says which. ERR_INVALID: there is none. */
enum err_kind rule_name_find(struct db *db, struct arena *a,
			     const struct rule_condition *c, const char *word,
			     struct rule_named *out, struct err *e) MUST_CHECK;

/* The people in its conditions are called by what rule_name_find() knows them
 * by, instead of by name. */
enum err_kind rule_name_people(struct db *db, struct arena *a,
			       const struct rule_row *rule,
			       struct err *e) MUST_CHECK;

#endif
