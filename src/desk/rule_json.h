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

/* The members of a rule, into an object that is begun; what its actions name,
 * as it is called now (null: it is gone). */
enum err_kind rule_json_rule(struct db *db, struct arena *a,
			     const struct rule_row *rule, struct json_out *j,
			     struct err *e) MUST_CHECK;

/* "sla", "event", "time". */
const char *rule_json_kind(enum rule_kind k);
bool rule_json_kind_of(const char *name, enum rule_kind *out);

/* A condition as a line to read: 'tags contains "URGENT"'. */
const char *rule_json_line(struct arena *a, const struct rule_condition *c);

#endif
