#ifndef CORE_RULE_LINT_H
#define CORE_RULE_LINT_H
/*
 * rule_lint: what is odd about some rules, before a ticket tells (sla.md D90).
 * Each finding is certain: where it says that a rule is never reached, no
 * ticket can show otherwise. What nobody knows is not told.
 */
#include "base/limits.h"
#include "core/rule.h"

struct arena;

/* A rule as lint sees it. */
struct rule_lint_of {
	const struct rule_group *groups;
	size_t ngroups;
	bool active, invalid; /* an invalid one is not asked */
	bool stops, keeps;
	bool changes; /* what others ask, besides the level */
	bool sets;    /* a level: */
	int64_t level;
	unsigned triggers; /* what sets it off; of SLA rules 0 */
};

/* In the order in which they are told, of one rule. */
enum rule_flaw {
	RULE_FLAW_INVALID,   /* it is active, and is not asked */
	RULE_FLAW_GROUP,     /* of a group two conditions never hold at once */
	RULE_FLAW_NEVER,     /* ... of each group: it never holds */
	RULE_FLAW_UNREACHED, /* ${other}, before it, holds too, and stops */
	RULE_FLAW_OVERRULED, /* ${other}, behind it, holds too, and sets another
			      * level */
	RULE_FLAW_OVERLAP,   /* ... where both hold */
	RULE_FLAW_NO_LEVEL,  /* no rule surely sets one in ${department} */
	RULE_FLAW_N
};

struct rule_finding {
	enum rule_flaw flaw;
	size_t rule, other; /* their places */
	size_t group, a, b; /* RULE_FLAW_GROUP: which conditions */
	size_t department;  /* RULE_FLAW_NO_LEVEL: its place */
};

/* All the findings; LIMIT_RULE_FINDINGS, and no more than so many questions. */
struct rule_findings {
	struct rule_finding v[LIMIT_RULE_FINDINGS];
	size_t n;
	bool cut; /* there may be more */
};

/*
 * rule_lint(arena, v, n, departments, nd, out):
 * ${v} in their order. ${departments} (department.id) are those that new
 * tickets come to; none of rules of events and of time.
 */
void rule_lint(struct arena *arena, const struct rule_lint_of *v, size_t n,
	       const int64_t *departments, size_t nd,
	       struct rule_findings *out);

#endif
