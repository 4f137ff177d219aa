#ifndef CORE_RULE_NAMES_H
#define CORE_RULE_NAMES_H
/*
 * rule_names: the words of rules as in files and in the API: "tags",
 * "contains", "urgent".
 */
#include "core/rule.h"

/* "source", "status", ...; of a custom field "custom". */
const char *rule_field_name(enum rule_field f);
bool rule_field_of(const char *name, enum rule_field *out);

/* "is", "is_not", ... */
const char *rule_op_name(enum rule_op op);
bool rule_op_of(const char *name, enum rule_op *out);

/* "created", "customer_message", ... */
const char *rule_trigger_name(enum rule_trigger t);
bool rule_trigger_of(const char *name, enum rule_trigger *out);

/* "holds", "fails", "off", "invalid". */
const char *rule_outcome_name(enum rule_outcome o);

/* The names of what a field can be whose list the program knows ("new",
 * "urgent", "online"), by number; NULL: there is none of that number. *n is how
 * many numbers there are; 0: the list is the desk's. */
const char *rule_choice_name(enum rule_field f, int64_t id);
size_t rule_choices(enum rule_field f);

/* How many values an operator compares with. */
enum rule_values {
	RULE_TAKES_NONE,
	RULE_TAKES_ONE,
	RULE_TAKES_SOME,
	RULE_TAKES_NUMBER /* a number, an instant, a day, a length of time */
};
enum rule_values rule_takes(enum rule_type t, enum rule_op op);

#endif
