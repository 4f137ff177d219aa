#ifndef DESK_TIMED_TRY_H
#define DESK_TIMED_TRY_H
/*
 * timed_try: how time rules stand for a ticket now, and when the next of them
 * comes to hold: a dry run.
 */
#include "desk/timed.h"

/* One rule's word. */
struct timed_said {
	const struct rule_row *rule;
	struct timed_word word;
	instant fired; /* when it did what it does, while it holds since */
	/* RULE_FAILS: of each group the first condition that fails.
	 * RULE_INVALID: the first that is, or none. */
	const struct rule_condition *const *conditions;
	size_t n;
};

struct timed_tried {
	instant at;                 /* when they were asked */
	const struct timed_said *v; /* in their order */
	size_t n;
};

/*
 * For those who set the desk up. Changes nothing. ERR_NOT_FOUND: no such
 * ticket, or not theirs to see.
 */
enum err_kind desk_timed_try(struct job *job, const char *code,
			     struct timed_tried *out, struct err *e) MUST_CHECK;

#endif
