#ifndef DESK_RULE_NAME_H
#define DESK_RULE_NAME_H
/*
 * rule_name: what conditions of rules name, by the words that people use for
 * it, in files and in forms.
 */
#include "store/rule_store.h"

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
