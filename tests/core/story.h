#ifndef TESTS_CORE_STORY_H
#define TESTS_CORE_STORY_H
/*
 * story: what happened to a ticket, told in lines, and what became of its
 * promises, as text.
 *
 * Times are Berlin's in 2026, "06-01 09:00" or "06-01 09:00:01"; 1 June is a
 * Monday. Unless a story says otherwise, its level is STORY_GOLD: Monday to
 * Friday 09:00-17:00, first answer in 4 hours, next answer in 2, assigned in
 * 1, resolved in 8.
 */
#include "support/test.h"

#include "base/arena.h"
#include "core/clock.h"

#define HOUR INT64_C(3600)
#define MIN INT64_C(60)

enum story_level {
	STORY_GOLD,
	STORY_NO_SLA,
	STORY_LONG,      /* 08:00-18:00, first answer in 4 h, reminder -1 h */
	STORY_LONG_90,   /* the same, first answer in 1.5 hours */
	STORY_LONG_75,   /* resolve in 8 hours, step at 75 % */
	STORY_URGENT,    /* gold, but resolve in 2 hours when urgent */
	STORY_CHICAGO,   /* resolve in 10 hours, 09:00-17:00 there */
	STORY_MANILA,    /* the same, 09:00-18:00 there */
	STORY_NEVER,     /* gold, whose calendar never opens */
	STORY_WAITS,     /* gold, everything pauses while Postponed */
	STORY_ALL_HOURS, /* gold, but in calendar seconds */
	STORY_STEPS,     /* gold; resolve: 2 h and 1 h before, at, 1 h after */
	STORY_SILVER, /* answer in 8 h, next in 6, no assign, resolve in 16 */
	/* Answer and resolve in 2 h (1 h when urgent), next in 1, no assign; a
	 * change to it, or within it: */
	STORY_REJUDGE,
	STORY_RESTART,
	STORY_KEEP,
	/* Gold, and: */
	STORY_CYCLES,    /* resolved anew after each reopening */
	STORY_CONTINUE,  /* ... or on, within 24 hours */
	STORY_INFORM,    /* keeps informed every 4 h */
	STORY_IMPATIENT, /* pauses last 2 h at most */
	/* Informs every 4 h, not while Answered or Postponed; pauses last 2 h;
	 * continues. The second rejudges, and informs every 5 h. */
	STORY_STAYS,
	STORY_STAYS_AGAIN,
	STORY_CONSUMED, /* judged by what was used */
	STORY_DAYS,     /* answer an hour after opening, resolve in 2 days */
	STORY_STARTED,  /* first answer runs when an agent opens it */
	STORY_MET,      /* ... or is met */
	STORY_GRACE,    /* rejudges nothing, but leaves 30 m; answer in 1 h */
	STORY_CHAT,     /* chats are taken in 30 m, calls too, day and night */
	STORY_LEVELS
};

struct turn {
	const char *when; /* NULL ends the story */
	unsigned did;
	enum status status;
	enum priority priority;
	int64_t who; /* assignee or department */
	enum story_level level;
	const char *until;
	enum event_kind kind;
	enum metric metric; /* of a deadline set by hand, a chat, a call */
	const char *due;    /* set by hand */
};

/* clang-format off */
#define CREATED(t)	{ .when = (t), .kind = EVENT_CREATED, \
			  .did = DID_CREATE | DID_CUSTOMER_SPOKE }
#define BY_AGENT(t)	{ .when = (t), .did = DID_CREATE | DID_BY_AGENT, \
			  .kind = EVENT_CREATED }
#define CUSTOMER(t)	{ .when = (t), .did = DID_CUSTOMER_SPOKE, \
			  .kind = EVENT_CUSTOMER_MESSAGE }
#define STAFF(t)	{ .when = (t), .did = DID_STAFF_SPOKE, \
			  .kind = EVENT_REPLY }
#define NOTE(t)		{ .when = (t), .did = DID_NOTE, .kind = EVENT_NOTE }
#define MARK(t)		{ .when = (t), .kind = EVENT_OVERDUE }
#define ASSIGN(t, w)	{ .when = (t), .did = DID_ASSIGN, .who = (w), \
			  .kind = EVENT_ASSIGNED }
#define MOVE(t, w)	{ .when = (t), .did = DID_DEPARTMENT, .who = (w), \
			  .kind = EVENT_MOVED }
#define SET(t, s)	{ .when = (t), .did = DID_STATUS, .status = (s), \
			  .kind = EVENT_CHANGED }
#define POSTPONE(t)	SET(t, STATUS_POSTPONED)
#define POSTPONE_TO(t, u) { .when = (t), .did = DID_STATUS, .until = (u), \
			  .status = STATUS_POSTPONED, .kind = EVENT_POSTPONED }
#define OPEN(t)		SET(t, STATUS_OPEN)
#define RESOLVE(t)	SET(t, STATUS_RESOLVED)
#define SPAM(t)		SET(t, STATUS_SPAM)
#define DELETE(t)	SET(t, STATUS_DELETED)
#define RESTORE(t)	{ .when = (t), .did = DID_RESTORE, \
			  .kind = EVENT_RESTORED }
#define ANSWERED(t)	{ .when = (t), .did = DID_ANSWERED, \
			  .kind = EVENT_MARKED_ANSWERED }
#define REOPEN(t)	{ .when = (t), .did = DID_REOPEN, \
			  .status = STATUS_OPEN, .kind = EVENT_REOPENED }
#define PRIORITY(t, p)	{ .when = (t), .did = DID_PRIORITY, .priority = (p), \
			  .kind = EVENT_PRIORITY }
#define LEVEL(t, l)	{ .when = (t), .did = DID_LEVEL, .level = (l), \
			  .kind = EVENT_LEVEL }
#define TOOK_IN(t, said) { .when = (t), .did = DID_TOOK_IN, .until = (said), \
			  .kind = EVENT_TOOK_IN }
#define NO_REPLY(t)	{ .when = (t), .did = DID_NO_REPLY, \
			  .kind = EVENT_NO_REPLY }
#define DUE(t, m, d)	{ .when = (t), .did = DID_DEADLINE, .metric = (m), \
			  .due = (d), .kind = EVENT_DEADLINE }
#define RESUME(t)	{ .when = (t), .did = DID_RESUME, \
			  .kind = EVENT_PAUSE_ENDED }
#define QUEUED(t, m)	{ .when = (t), .did = DID_QUEUED, .metric = (m), \
			  .kind = EVENT_QUEUED }
#define ACCEPTED(t, m)	{ .when = (t), .did = DID_ACCEPTED, .metric = (m), \
			  .kind = EVENT_ACCEPTED }
#define ABANDONED(t, m)	{ .when = (t), .did = DID_ABANDONED, .metric = (m), \
			  .kind = EVENT_ABANDONED }
/* More than one thing in one save. */
#define BOTH(t, d, ...)	{ .when = (t), .did = (d), .kind = EVENT_CHANGED, \
			  __VA_ARGS__ }

/* The metrics, short enough for tables. */
#define FA METRIC_FIRST_ANSWER
#define NA METRIC_NEXT_ANSWER
#define AS METRIC_FIRST_ASSIGN
#define RE METRIC_FIRST_RESOLVE
#define KI METRIC_KEEP_INFORMED
#define CH METRIC_CHAT_ANSWER
#define CA METRIC_CALL_ANSWER
/* clang-format on */

#define STORY_TURNS 10

/* For setup and teardown of a group. */
int story_setup(void **state);
int story_teardown(void **state);

struct arena *story_arena(void);
const struct level *story_level(enum story_level l);
instant story_time(const char *when);

/* The event of a turn; the level it sets goes to *level. */
struct event story_event(const struct turn *turn, int64_t seq,
			 enum story_level first, const struct level **level);

/* Tell it to ${t}; how many turns it had. */
size_t story_tell(struct clock_ticket *t, const struct turn *turns,
		  enum story_level first);

/*
 * All cycles of a metric, as " | "-separated text:
 *
 *	running, due 06-01 13:00, used 60 m
 *	paused, used 3 m
 *	met, stopped 06-01 10:00, used 60 m
 *	missed resolved, breached 06-01 13:00, stopped 06-01 14:00, used 300 m
 *
 * "" for none. A due date of an ended clock is not told.
 */
const char *story_clocks(const struct clock_ticket *t, enum metric m);

/* A story, and what it should have done to one metric. */
struct story {
	const char *what;
	enum metric metric;
	enum story_level level;
	const char *want; /* as story_clocks() says */
	struct turn turns[STORY_TURNS];
};

/* They must have ended as they say. */
void story_check(const struct story *stories, size_t n);

/* The newest cycle of a metric; it must be there. */
struct clock *story_clock(struct clock_ticket *t, enum metric m);

#endif
