#ifndef CORE_LEVEL_H
#define CORE_LEVEL_H
/*
 * level: an SLA level's version, compiled: what is promised, by which
 * calendar, what pauses it, whom to remind. Immutable.
 */
#include "core/calendar.h"
#include "core/event.h"

enum metric {
	METRIC_FIRST_ANSWER,
	METRIC_NEXT_ANSWER,
	METRIC_FIRST_ASSIGN,
	METRIC_FIRST_RESOLVE,
	METRIC_N
};

enum unit {
	UNIT_WORKING,
	UNIT_CALENDAR
};

struct target {
	seconds seconds; /* 0: no such promise */
	enum unit unit;
};

/* An escalation step: x working seconds before (negative) or after due. */
struct step {
	int number; /* 0..15, stable within the level's version */
	seconds offset;
};

struct level {
	int64_t version; /* level_version.id */
	int64_t level;
	int number;
	const char *name;
	const struct calendar *calendar; /* never NULL: 24x7 is one too */
	int64_t calendar_version;        /* 0: 24x7 */
	const char *tz_version;
	struct target target[METRIC_N][PRIORITY_N]; /* [m][PRIORITY_ANY] */
	unsigned pauses[METRIC_N];                  /* bits of STATUS_BIT() */
	struct step steps[METRIC_N][16];
	int nsteps[METRIC_N];
};

/* The target that holds for a metric and priority; seconds 0: none. */
struct target level_target(const struct level *l, enum metric m,
			   enum priority p);

/* What pauses a metric unless the level says otherwise (sla.md §1). */
unsigned level_default_pauses(enum metric m);

/* The calendar that target counts by: the level's, or 24x7. */
const struct calendar *level_calendar(const struct level *l, enum unit u);

/* "first_answer", ...: as in the API and in CSV. */
const char *level_metric_name(enum metric m);

#endif
