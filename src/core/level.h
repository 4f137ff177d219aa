#ifndef CORE_LEVEL_H
#define CORE_LEVEL_H
/*
 * level: an SLA level's version, compiled: what is promised, by which
 * calendar, what pauses it, whom to remind, and what happens when it changes.
 * Immutable. The first member of every gear is its default: a level that says
 * nothing is all zeros.
 */
#include "core/action.h"
#include "core/calendar.h"
#include "core/event.h"

enum metric {
	METRIC_FIRST_ANSWER,
	METRIC_NEXT_ANSWER,
	METRIC_FIRST_ASSIGN,
	METRIC_FIRST_RESOLVE,
	METRIC_CHAT_ANSWER,
	METRIC_CALL_ANSWER,
	METRIC_KEEP_INFORMED,
	METRIC_N
};
/* The first four are those that tickets of every channel have. */
#define METRIC_SHOWN_N (METRIC_FIRST_RESOLVE + 1)

/* How a target is told (sla.md R2); a clock counts seconds all the same. */
enum unit {
	UNIT_WORKING,
	UNIT_CALENDAR,
	UNIT_WORKING_DAYS, /* target.seconds is a number of days */
	UNIT_NEXT_OPEN     /* ... of working seconds after the next opening */
};

struct target {
	seconds seconds; /* 0: no such promise */
	enum unit unit;
};

enum step_unit {
	STEP_WORKING,
	STEP_CALENDAR,
	STEP_PERCENT /* of the target; from the start, not from due */
};

/* An escalation step: so much before (negative) or after due. */
struct step {
	int number; /* 0..15, stable within the level's version */
	seconds offset;
	enum step_unit unit;
};

/* What a step does, in order. */
struct step_actions {
	const struct action *v;
	int n;
};

/* What a change of level, calendar or priority does to a running clock. */
enum level_change {
	CHANGE_RETARGET, /* what is used stays used */
	CHANGE_REJUDGE,  /* as if it had held since the start */
	CHANGE_RESTART,  /* a new cycle */
	CHANGE_KEEP      /* as promised at first */
};

/* What becomes of first resolve when its ticket is reopened. */
enum level_reopen {
	REOPEN_FIRST_ONLY, /* the first resolution is final */
	REOPEN_NEW_CYCLE,
	REOPEN_CONTINUE /* the same cycle; the time between is a pause */
};

/* First answer on a ticket that an agent opens for somebody. */
enum level_by_agent {
	BY_AGENT_NONE,
	BY_AGENT_START,
	BY_AGENT_MET
};

/* What a level says besides its targets, pauses and steps. */
struct level_gears {
	enum level_change on_change;
	enum level_reopen reopen;
	seconds reopen_window; /* of REOPEN_CONTINUE; 0: for ever */
	enum level_by_agent by_agent;
	seconds max_pause;   /* calendar; 0: none */
	seconds grace;       /* R12, retarget: working; 0: none */
	bool by_consumption; /* R17: met while used <= target */
	seconds late;        /* R21: g; 0: LEVEL_LATE */
};
#define LEVEL_LATE 3600

struct level {
	int64_t version; /* level_version.id */
	int64_t level;
	int number;
	const char *name;
	const struct calendar *calendar; /* never NULL: 24x7 is one too */
	int64_t calendar_version;        /* 0: 24x7 */
	int64_t calendar_id;             /* whose version it is */
	const char *tz_version;
	struct target target[METRIC_N][PRIORITY_N]; /* [m][PRIORITY_ANY] */
	unsigned pauses[METRIC_N];                  /* bits of STATUS_BIT() */
	struct step steps[METRIC_N][16];
	int nsteps[METRIC_N];
	struct step_actions actions[METRIC_N][16]; /* by step.number */
	struct level_gears gears;
};

/* The target that holds for a metric and priority; seconds 0: none. */
struct target level_target(const struct level *l, enum metric m,
			   enum priority p);

/* What pauses a metric unless the level says otherwise (sla.md §1). */
unsigned level_default_pauses(enum metric m);

/* Found more than that after it fell due, a step is late (R21). */
seconds level_late(const struct level *l);

/* Does it promise that metric, for whatever priority? */
bool level_promises(const struct level *l, enum metric m);

/*
 * level_seconds(l, target, from):
 * A target as the seconds that a clock which starts at ${from} counts: those of
 * WORKING_DAYS and NEXT_OPEN are the open ones up to the instant they mean.
 * LEVEL_NEVER when there is no such instant.
 */
#define LEVEL_NEVER INT64_MAX
seconds level_seconds(const struct level *l, struct target target,
		      instant from);

/* The calendar that target counts by: the level's, or 24x7. */
const struct calendar *level_calendar(const struct level *l, enum unit u);

/* "first_answer", ...: as in the API and in CSV. */
const char *level_metric_name(enum metric m);

#endif
