#ifndef DESK_LEVELS_H
#define DESK_LEVELS_H
/*
 * levels: the end of an SLA level, and what is to be known of one before it is
 * changed. What a level says is changed by desk_apply_level() (apply.h).
 */
#include "core/level.h"
#include "desk/desk.h"
#include "store/level_store.h"
#include "store/rule_store.h"

/*
 * levels_archive(job, oid, archived, e):
 * No rule and no escalation step gives it to a ticket any more: rules that name
 * it are invalid, and say so. Tickets that have it keep it, with its promises;
 * the log and reports tell it as before. False: it is back, and so are they.
 * For admins and the command line.
 */
enum err_kind levels_archive(struct job *job, const char *oid, bool archived,
			     struct err *e) MUST_CHECK;

/*
 * What a draft would be, stored now: its promises, steps and gears, by the
 * newest version of its calendar. Names of actions are not looked at.
 */
enum err_kind levels_of_draft(struct job *job, const struct level_draft *d,
			      struct level *out, struct err *e) MUST_CHECK;

/* ---- What is likely not meant --------------------------------------------
 */

enum levels_doubt_kind {
	LEVELS_NEVER_DUE,  /* no open time, or not that much (R6) */
	LEVELS_STEP_ONCE,  /* a step before the deadline, at once when it starts
			    */
	LEVELS_STEP_LATE,  /* a share of more than all: after the deadline */
	LEVELS_STEP_NEVER, /* a step of what is not promised */
	LEVELS_SOLVED_FIRST, /* to be solved before it is to be answered */
};

struct levels_doubt {
	enum levels_doubt_kind kind;
	enum metric metric;
	int step; /* its place in the metric, from 0 */
};

struct levels_doubts {
	const struct levels_doubt *v;
	size_t n;
};

/* Of a level, compiled, by its hours from ${now} on. */
void levels_doubts(struct arena *a, const struct level *l, instant now,
		   struct levels_doubts *out);

/* Is there an instant at which what begins now by that target is due (R6)? */
bool levels_falls_due(const struct level *l, struct target t, instant now);

/* ---- Who gives it -------------------------------------------------------- */

/* out[i] are the rules, of any kind, that give a ticket levels[i]. */
enum err_kind levels_rules(struct job *job, const int64_t *levels, size_t n,
			   struct rule_rows *out, struct err *e) MUST_CHECK;

#endif
