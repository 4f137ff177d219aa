#ifndef CLI_REPLAY_LINE_H
#define CLI_REPLAY_LINE_H
/*
 * replay_line: one scenario to `duedesk replay`, read from its line of JSON
 * (doc/replay.md). Nothing is judged here; replay_fold.h does that.
 */
#include "base/err.h"
#include "cli/calc_line.h"
#include "cli/json_line.h"
#include "core/clock.h"

struct arena;
struct json_pull;

/* A level as the scenario promises it. */
struct replay_level {
	struct target target[METRIC_N][PRIORITY_N];
	enum metric named[METRIC_N]; /* in order, null ones too */
	size_t nnamed;
};

/* How it judges, and what pauses it. */
struct replay_gears {
	struct level_gears gears;
	unsigned pauses[METRIC_N];
};

struct replay_calendar {
	const char *name;
	const struct calendar *calendar;
};

enum replay_type {
	REPLAY_CREATED,
	REPLAY_CUSTOMER_MESSAGE,
	REPLAY_AGENT_MESSAGE,
	REPLAY_INTERNAL_NOTE,
	REPLAY_STATE,
	REPLAY_LEVEL_CHANGE,
	REPLAY_CALENDAR_CHANGE,
	REPLAY_ASSIGNED,
	REPLAY_PRIORITY,
	REPLAY_MARK_ANSWERED,
	REPLAY_NO_REPLY,
	REPLAY_MERGED_IN,
	REPLAY_DEADLINE,
	REPLAY_QUEUED,
	REPLAY_ACCEPTED,
	REPLAY_ABANDONED,
	REPLAY_RESUME,
	REPLAY_CHANGED,
	REPLAY_RESTORED,
	REPLAY_TYPES
};

/* One event. What its type does not have is zero, or INSTANT_NONE. */
struct replay_event {
	instant at;
	enum replay_type type;
	bool by_agent;
	bool moves; /* to ${status} */
	enum status status;
	enum priority priority;           /* ANY: it sets none */
	bool assigns;                     /* ${to}, beside what else it does */
	person_id to;                     /* assigned; 0: to nobody */
	const struct replay_level *level; /* NULL: none */
	const struct replay_gears *gears; /* of it; NULL: as they are */
	const char *calendar_name;        /* NULL: 24x7 */
	int calendar;                     /* 0: 24x7, 1: the first, ... */
	const char *hours_name;           /* NULL: they are not set */
	int hours;    /* by which goes what begins from here on */
	instant when; /* until, oldest_unanswered, due, since */
	enum metric metric;
};

struct replay_ask {
	int64_t after; /* 1: the first event */
	instant at;
	bool every; /* cycle there was, not the newest alone */
};

struct replay_line {
	struct json_line_id id;
	struct arena *arena; /* of all that follows */
	struct replay_calendar *calendars;
	size_t ncalendars;
	int calendar; /* in force at first: 0: 24x7, 1: the first, ... */
	const struct replay_level *level;
	struct replay_gears gears; /* of its levels, unless told otherwise */
	struct close_rule closing; /* which holds always */
	struct replay_event *events;
	size_t nevents;
	struct replay_ask *asks;
	size_t nasks;
	bool every; /* somebody asks for every cycle */
	enum metric
		named[METRIC_N]; /* by any level, in order of first naming */
	size_t nnamed;
	bool called[2]; /* first_resolve is called so; ... resolve */

	struct calc_line *hours; /* to read calendars with */
};

/* An empty one to read lines into; its memory is used again for each. */
struct replay_line *replay_line_new(void);
void replay_line_free(struct replay_line *l); /* accepts NULL */

/* Find the id alone, as calc_line_id() does. */
void replay_line_id(struct replay_line *l, const char *s, size_t n);

/* ERR_INVALID names the member that is wrong, and its limit. */
enum err_kind replay_line_read(struct replay_line *l, const char *s, size_t n,
			       struct err *e) MUST_CHECK;

#endif
