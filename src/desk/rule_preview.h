#ifndef DESK_RULE_PREVIEW_H
#define DESK_RULE_PREVIEW_H
/*
 * rule_preview: what a rule would do, before it is saved: which open tickets it
 * holds of now, and what all rules, with it, would say of a ticket. Nothing is
 * changed. For those who set the desk up, and the command line.
 */
#include "base/limits.h"
#include "desk/explain_rules.h"
#include "desk/rules.h"

/* An open ticket that it holds of. */
struct rule_preview_row {
	const char *code, *subject;
	bool reached;           /* no rule before it stops */
	int64_t level, becomes; /* level.id; 0: none. Of SLA rules */
};

struct rule_preview {
	int64_t looked;   /* open tickets, those due first */
	bool more;        /* there are more than were looked at */
	int64_t holds;    /* of so many it holds, */
	int64_t reached;  /* ... and was not stopped before, */
	int64_t becoming; /* ... and another level would be chosen than they
			     have */
	struct rule_preview_row v[LIMIT_RULE_PREVIEW_ROWS];
	size_t n;
};

/* ERR_INVALID as rules_save() has it; of tickets that the viewer sees. */
enum err_kind rule_preview(struct job *job, const struct rules_draft *in,
			   struct rule_preview *out, struct err *e) MUST_CHECK;

/*
 * What the rules of its kind would say of a ticket if it was saved so; words
 * name the draft by in->rule. ERR_NOT_FOUND: no such ticket, or not theirs.
 */
enum err_kind rule_preview_try(struct job *job, const struct rules_draft *in,
			       const char *code, struct desk_choice *out,
			       struct err *e) MUST_CHECK;

#endif
