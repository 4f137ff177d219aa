#ifndef DESK_RULE_DOUBTS_H
#define DESK_RULE_DOUBTS_H
/*
 * rule_doubts: what is odd about the rules of a kind (core/rule_lint.h), by the
 * desk as it is now. For those who read how promises are made.
 */
#include "core/rule_lint.h"
#include "desk/desk.h"
#include "store/department_store.h"
#include "store/rule_store.h"

struct rule_doubts {
	struct rule_rows rules; /* findings name them by their places */
	/* Those that new tickets come to; none of rules but SLA rules. */
	struct departments departments;
	struct rule_findings found;
};

/* ERR_DENIED for others than managers, admins and owners. */
enum err_kind rule_doubts(struct job *job, enum rule_kind kind,
			  struct rule_doubts *out, struct err *e) MUST_CHECK;

#endif
