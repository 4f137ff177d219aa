#ifndef CORE_RULE_IMPLY_H
#define CORE_RULE_IMPLY_H
/*
 * rule_imply: does one condition follow from another? What lint of rules is
 * made of (core/rule_lint.h).
 *
 * "Yes" is always right. "No" can mean that nobody knows: a regular expression
 * follows from itself alone.
 */
#include "core/rule.h"

/* Do both look at the same thing: one field, of custom ones the same, of what
 * is due the same metric? */
bool rule_imply_same(const struct rule_condition *a,
		     const struct rule_condition *b);

/* Does ${b} hold wherever ${a} does? Memory comes from ${arena}. */
bool rule_imply(struct arena *arena, const struct rule_condition *a,
		const struct rule_condition *b);

/* Can the two never hold of one ticket? */
bool rule_imply_never(struct arena *arena, const struct rule_condition *a,
		      const struct rule_condition *b);

#endif
