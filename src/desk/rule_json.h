#ifndef DESK_RULE_JSON_H
#define DESK_RULE_JSON_H
/*
 * rule_json: rules as JSON (doc/rules.md).
 */
#include "base/json_out.h"
#include "store/rule_store.h"

/* One condition, as an object in an array, or as member ${key}. */
void rule_json_condition(struct json_out *j, const char *key,
			 const struct rule_condition *c);

/* The members of a rule, into an object that is begun; ${levels}: what its
 * actions set, by their place, NULL where that is no level. */
void rule_json_rule(struct json_out *j, const struct rule_row *rule,
		    const char *const *levels);

/* A condition as a line to read: 'tags contains "URGENT"'. */
const char *rule_json_line(struct arena *a, const struct rule_condition *c);

#endif
