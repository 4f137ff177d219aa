#ifndef DESK_RULES_H
#define DESK_RULES_H
/*
 * rules: the verbs that set rules up (sla.md §12). For those who set the desk
 * up, and the command line; ERR_DENIED for others.
 */
#include "desk/desk.h"
#include "desk/explain_rules.h"

struct rules_draft {
	int64_t id;   /* rule.id; 0: a new one */
	int64_t seen; /* the number of the version that was looked at; 0: any */
	const struct rule_draft *rule;
};

struct rules_saved {
	int64_t id;
	int32_t number; /* of its version */
	bool same;      /* it said so already: no version was made */
};

/* Can it be saved, as far as it says by itself? */
enum err_kind rules_check(const struct rule_draft *d, struct err *e) MUST_CHECK;

/*
 * rules_save(job, in, out, e):
 * A new rule, behind the others of its kind, or the next version of one.
 * ERR_INVALID names what is wrong, of a condition also where it stands ("if:
 * group 1, condition 2: ..."). ERR_CONFLICT: it changed since, or was taken
 * away.
 */
enum err_kind rules_save(struct job *job, const struct rules_draft *in,
			 struct rules_saved *out, struct err *e) MUST_CHECK;

/* Another one like it, called ${name}, right behind it and switched off. */
enum err_kind rules_clone(struct job *job, int64_t id, const char *name,
			  struct rules_saved *out, struct err *e) MUST_CHECK;

/* Take it away; what it did stays, and goes on being told. */
enum err_kind rules_remove(struct job *job, int64_t id,
			   struct err *e) MUST_CHECK;

/* Bring back what was taken away; among the others as it stood then. */
enum err_kind rules_restore(struct job *job, int64_t id,
			    struct err *e) MUST_CHECK;

/* Switch it on or off: a version that differs in that alone. What is invalid
 * can be switched off. */
enum err_kind rules_switch(struct job *job, int64_t id, bool on,
			   struct rules_saved *out, struct err *e) MUST_CHECK;

/* Put it at that place among those of its kind: 1 is first, and what is larger
 * than there are is last. */
enum err_kind rules_move(struct job *job, int64_t id, size_t place,
			 struct err *e) MUST_CHECK;

/*
 * rules_find(job, kind, which, out, e):
 * The one of that opaque id, or of that name, if but one has it; RULE_KIND_N:
 * of any kind. ERR_NOT_FOUND; ERR_CONFLICT: several are called so.
 */
enum err_kind rules_find(struct job *job, enum rule_kind kind,
			 const char *which, struct rule_row *out,
			 struct err *e) MUST_CHECK;

/*
 * rules_try(job, code, out, e):
 * What SLA rules would say of a ticket as it stands now, and which level they
 * would choose. Changes nothing. ERR_NOT_FOUND: no such ticket, or not theirs
 * to see.
 */
enum err_kind rules_try(struct job *job, const char *code,
			struct desk_choice *out, struct err *e) MUST_CHECK;

/*
 * The same of rules on events, those alone that any of ${triggers} (RULE_ON()
 * bits; 0: all) sets off: what each says of the ticket as it stands. No level,
 * no rule is chosen.
 */
enum err_kind rules_try_events(struct job *job, const char *code,
			       unsigned triggers, struct desk_choice *out,
			       struct err *e) MUST_CHECK;

#endif
