/*
 * What becomes of a promise: the vectors of doc/sla.md that are about clocks,
 * every row of its event table, and each decision it takes.
 */
#include "core/story.h"

#define FA METRIC_FIRST_ANSWER
#define NA METRIC_NEXT_ANSWER
#define AS METRIC_FIRST_ASSIGN
#define RE METRIC_FIRST_RESOLVE

/* clang-format off */
#define BOTH(t, d, ...) { .when = (t), .did = (d), .kind = EVENT_CHANGED, \
			  __VA_ARGS__ }

struct story {
	const char *what;
	enum metric metric;
	enum story_level level;
	const char *want; /* as story_clocks() says */
	struct turn turns[STORY_TURNS];
};

static const struct story vectors[] = {
	{ "V19: a pause moves the deadline by open time", RE, STORY_GOLD,
	  "running, due 06-03 15:00, used 180 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 12:00"),
	    OPEN("06-03 10:00") } },
	{ "V20: a pause in closed time changes nothing", RE, STORY_GOLD,
	  "running, due 06-08 13:00, used 240 m",
	  { CREATED("06-05 13:00"), POSTPONE("06-05 17:00"),
	    OPEN("06-08 09:00") } },
	{ "V24: hours of two calendars add up", RE, STORY_CHICAGO,
	  "running, due 06-02 09:00, used 240 m",
	  { CREATED("06-01 19:00"), LEVEL("06-01 23:00", STORY_MANILA) } },
	{ "V25: a shorter target that is used up breaks now", RE, STORY_URGENT,
	  "running, breached 06-01 12:00, due 06-01 12:00, used 180 m",
	  { CREATED("06-01 09:00"),
	    PRIORITY("06-01 12:00", PRIORITY_URGENT) } },
	{ "V30: with nothing left it does not pause", RE, STORY_GOLD,
	  "running, due 06-01 17:00, used 480 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 17:00") } },
	{ "V30: and so it is overdue in the morning", RE, STORY_GOLD,
	  "running, breached 06-01 17:00, due 06-01 17:00, used 480 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 17:00"),
	    OPEN("06-02 09:00") } },
	{ "V31: a pause with steps ends with the same deadline", RE,
	  STORY_STEPS, "running, due 06-03 15:00, used 180 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 12:00"),
	    OPEN("06-03 10:00") } },
};

static const struct story event_table[] = {
	/* created by customer */
	{ "a customer's ticket starts first answer", FA, STORY_GOLD,
	  "running, due 06-01 13:00, used 0 m", { CREATED("06-01 09:00") } },
	{ "a customer's ticket starts no next answer", NA, STORY_GOLD,
	  "", { CREATED("06-01 09:00") } },
	{ "a customer's ticket starts first resolve", RE, STORY_GOLD,
	  "running, due 06-01 17:00, used 0 m", { CREATED("06-01 09:00") } },
	{ "a customer's ticket starts first assign", AS, STORY_GOLD,
	  "running, due 06-01 10:00, used 0 m", { CREATED("06-01 09:00") } },
	/* created by agent for customer */
	{ "an agent's ticket has no first answer", FA, STORY_GOLD,
	  "", { BY_AGENT("06-01 09:00") } },
	{ "an agent's ticket has no next answer", NA, STORY_GOLD,
	  "", { BY_AGENT("06-01 09:00") } },
	{ "an agent's ticket starts first resolve", RE, STORY_GOLD,
	  "running, due 06-01 17:00, used 0 m", { BY_AGENT("06-01 09:00") } },
	{ "an agent's ticket starts first assign", AS, STORY_GOLD,
	  "running, due 06-01 10:00, used 0 m", { BY_AGENT("06-01 09:00") } },
	/* customer message */
	{ "writing again does not restart first answer", FA, STORY_GOLD,
	  "running, due 06-01 13:00, used 60 m",
	  { CREATED("06-01 09:00"), CUSTOMER("06-01 10:00") } },
	{ "writing before the first answer starts no next answer", NA,
	  STORY_GOLD, "",
	  { CREATED("06-01 09:00"), CUSTOMER("06-01 10:00") } },
	{ "a customer's message starts next answer", NA, STORY_GOLD,
	  "running, due 06-01 13:00, used 0 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00") } },
	{ "several messages do not restart next answer", NA, STORY_GOLD,
	  "running, due 06-01 13:00, used 90 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), CUSTOMER("06-01 12:00"),
	    CUSTOMER("06-01 12:30") } },
	{ "a customer's message resumes first resolve", RE, STORY_GOLD,
	  "running, due 06-02 10:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00") } },
	{ "a customer's message leaves first assign alone", AS, STORY_GOLD,
	  "running, due 06-01 10:00, used 30 m",
	  { CREATED("06-01 09:00"), CUSTOMER("06-01 09:30") } },
	/* public staff reply */
	{ "a reply in time meets first answer", FA, STORY_GOLD,
	  "met, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00") } },
	{ "a reply in the very second of the deadline meets it", FA,
	  STORY_GOLD, "met, stopped 06-01 13:00, used 240 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 13:00") } },
	{ "a reply one second later misses it", FA, STORY_GOLD,
	  "missed, breached 06-01 13:00, stopped 06-01 13:00:01, used 14401 s",
	  { CREATED("06-01 09:00"), STAFF("06-01 13:00:01") } },
	{ "a second reply changes nothing", FA, STORY_GOLD,
	  "met, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    STAFF("06-01 16:00") } },
	{ "a reply meets next answer", NA, STORY_GOLD,
	  "met, stopped 06-01 13:00, used 120 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), STAFF("06-01 13:00") } },
	{ "each answer is a cycle of its own", NA, STORY_GOLD,
	  "met, stopped 06-01 12:00, used 60 m | missed, breached "
	  "06-01 15:00, stopped 06-01 15:30, used 150 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), STAFF("06-01 12:00"),
	    CUSTOMER("06-01 13:00"), STAFF("06-01 15:30") } },
	{ "a reply does not stop first resolve, it waits", RE, STORY_GOLD,
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00") } },
	{ "a reply does not stop first assign", AS, STORY_GOLD,
	  "running, due 06-01 10:00, used 30 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 09:30") } },
	/* internal note */
	{ "a note never stops first answer", FA, STORY_GOLD,
	  "running, due 06-01 13:00, used 60 m",
	  { CREATED("06-01 09:00"), NOTE("06-01 10:00") } },
	{ "a note never stops next answer", NA, STORY_GOLD,
	  "running, due 06-01 13:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), NOTE("06-01 12:00") } },
	{ "a note leaves first resolve alone", RE, STORY_GOLD,
	  "running, due 06-01 17:00, used 60 m",
	  { CREATED("06-01 09:00"), NOTE("06-01 10:00") } },
	{ "a note leaves first assign alone", AS, STORY_GOLD,
	  "running, due 06-01 10:00, used 30 m",
	  { CREATED("06-01 09:00"), NOTE("06-01 09:30") } },
	{ "a mark changes no clock", FA, STORY_GOLD,
	  "running, breached 06-01 13:00, due 06-01 13:00, used 480 m",
	  { CREATED("06-01 09:00"), MARK("06-01 13:00:00"),
	    MARK("06-01 17:00"), MARK("06-02 09:00") } },
	/* status -> paused */
	{ "postponing does not pause first answer", FA, STORY_GOLD,
	  "running, due 06-01 13:00, used 120 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    NOTE("06-01 11:00") } },
	{ "it does where the level says so", FA, STORY_WAITS,
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    NOTE("06-01 11:00") } },
	{ "postponing does not pause next answer", NA, STORY_GOLD,
	  "running, due 06-01 13:00, used 90 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), POSTPONE("06-01 12:00"),
	    NOTE("06-01 12:30") } },
	{ "next answer pauses where the level says so", NA, STORY_WAITS,
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), POSTPONE("06-01 12:00"),
	    NOTE("06-01 12:30") } },
	{ "postponing pauses first resolve", RE, STORY_GOLD,
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    NOTE("06-01 11:00") } },
	{ "first resolve waits on from Answered to Postponed", RE, STORY_GOLD,
	  "running, due 06-02 12:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    POSTPONE("06-01 11:00"), OPEN("06-01 13:00") } },
	{ "postponing does not pause first assign", AS, STORY_GOLD,
	  "running, due 06-01 10:00, used 45 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 09:30"),
	    NOTE("06-01 09:45") } },
	{ "first assign pauses where the level says so", AS, STORY_WAITS,
	  "paused, used 30 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 09:30"),
	    NOTE("06-01 09:45") } },
	/* status -> open */
	{ "opening resumes first answer", FA, STORY_WAITS,
	  "running, due 06-01 15:00, used 60 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    OPEN("06-01 12:00") } },
	{ "opening resumes next answer", NA, STORY_WAITS,
	  "running, due 06-01 15:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), POSTPONE("06-01 12:00"),
	    OPEN("06-01 14:00") } },
	{ "opening resumes first resolve", RE, STORY_GOLD,
	  "running, due 06-02 11:00, used 60 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    OPEN("06-01 12:00") } },
	{ "opening resumes first assign", AS, STORY_WAITS,
	  "running, due 06-01 12:30, used 30 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 09:30"),
	    OPEN("06-01 12:00") } },
	/* assigned */
	{ "assigning meets first assign", AS, STORY_GOLD,
	  "met, stopped 06-01 09:30, used 30 m",
	  { CREATED("06-01 09:00"), ASSIGN("06-01 09:30", 7) } },
	{ "assigning too late misses it", AS, STORY_GOLD,
	  "missed, breached 06-01 10:00, stopped 06-01 10:30, used 90 m",
	  { CREATED("06-01 09:00"), ASSIGN("06-01 10:30", 7) } },
	{ "only the first assignment counts", AS, STORY_GOLD,
	  "met, stopped 06-01 09:30, used 30 m",
	  { CREATED("06-01 09:00"), ASSIGN("06-01 09:30", 7),
	    ASSIGN("06-01 09:40", 0), ASSIGN("06-01 12:00", 8) } },
	{ "assigning to nobody is no assignment", AS, STORY_GOLD,
	  "running, due 06-01 10:00, used 30 m",
	  { CREATED("06-01 09:00"), ASSIGN("06-01 09:30", 0) } },
	{ "moving to a department is no assignment", AS, STORY_GOLD,
	  "running, due 06-01 10:00, used 30 m",
	  { CREATED("06-01 09:00"), MOVE("06-01 09:30", 2) } },
	{ "assigning leaves first answer alone", FA, STORY_GOLD,
	  "running, due 06-01 13:00, used 30 m",
	  { CREATED("06-01 09:00"), ASSIGN("06-01 09:30", 7) } },
	{ "assigning leaves next answer alone", NA, STORY_GOLD,
	  "running, due 06-01 13:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), ASSIGN("06-01 12:00", 7) } },
	{ "assigning leaves first resolve alone", RE, STORY_GOLD,
	  "running, due 06-01 17:00, used 30 m",
	  { CREATED("06-01 09:00"), ASSIGN("06-01 09:30", 7) } },
	/* resolved */
	{ "resolving without an answer cancels first answer", FA, STORY_GOLD,
	  "cancelled resolved, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00") } },
	{ "when it was overdue, it is missed", FA, STORY_GOLD,
	  "missed resolved, breached 06-01 13:00, stopped 06-01 14:00, "
	  "used 300 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 14:00") } },
	{ "resolving cancels next answer", NA, STORY_GOLD,
	  "cancelled resolved, stopped 06-01 12:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), RESOLVE("06-01 12:00") } },
	{ "an overdue next answer is missed by resolving", NA, STORY_GOLD,
	  "missed resolved, breached 06-01 13:00, stopped 06-01 14:00, "
	  "used 180 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), RESOLVE("06-01 14:00") } },
	{ "resolving in time meets first resolve", RE, STORY_GOLD,
	  "met, stopped 06-01 17:00, used 480 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 17:00") } },
	{ "resolving too late misses it", RE, STORY_GOLD,
	  "missed, breached 06-01 17:00, stopped 06-02 10:00, used 540 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-02 10:00") } },
	{ "after closing time it is missed by no working time", RE,
	  STORY_GOLD,
	  "missed, breached 06-01 17:00, stopped 06-01 20:00, used 480 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 20:00") } },
	{ "resolving what nobody had cancels first assign", AS, STORY_GOLD,
	  "cancelled resolved, stopped 06-01 09:30, used 30 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 09:30") } },
	{ "overdue first assign is missed by resolving", AS, STORY_GOLD,
	  "missed resolved, breached 06-01 10:00, stopped 06-01 11:00, "
	  "used 120 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 11:00") } },
	/* reopened */
	{ "reopening starts no first answer", FA, STORY_GOLD,
	  "met, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    RESOLVE("06-01 11:00"), REOPEN("06-01 12:00") } },
	{ "reopening alone starts no next answer", NA, STORY_GOLD, "",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    RESOLVE("06-01 11:00"), REOPEN("06-01 12:00") } },
	{ "a message after reopening starts next answer", NA, STORY_GOLD,
	  "running, due 06-01 15:00, used 0 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    RESOLVE("06-01 11:00"), REOPEN("06-01 12:00"),
	    CUSTOMER("06-01 13:00") } },
	{ "reopening by message starts next answer at once", NA, STORY_GOLD,
	  "running, due 06-01 14:00, used 0 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    RESOLVE("06-01 11:00"), CUSTOMER("06-01 12:00") } },
	{ "the new cycle counts from its own message", NA, STORY_GOLD,
	  "cancelled resolved, stopped 06-01 12:00, used 60 m | "
	  "running, due 06-01 15:00, used 0 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), RESOLVE("06-01 12:00"),
	    CUSTOMER("06-01 13:00") } },
	{ "the first resolution is final", RE, STORY_GOLD,
	  "met, stopped 06-01 11:00, used 120 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 11:00"),
	    CUSTOMER("06-01 12:00"), RESOLVE("06-09 09:00") } },
	{ "reopening starts no first assign", AS, STORY_GOLD,
	  "cancelled resolved, stopped 06-01 09:30, used 30 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 09:30"),
	    REOPEN("06-01 12:00") } },
	/* merged, spam, deleted */
	{ "spam cancels", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), SET("06-01 10:00", STATUS_SPAM) } },
	{ "spam cancels even what was overdue", FA, STORY_GOLD,
	  "cancelled spam, breached 06-01 13:00, stopped 06-01 14:00, "
	  "used 300 m",
	  { CREATED("06-01 09:00"), SET("06-01 14:00", STATUS_SPAM) } },
	{ "deleting cancels", RE, STORY_GOLD,
	  "cancelled deleted, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), SET("06-01 10:00", STATUS_DELETED) } },
	{ "deleting cancels even what was overdue", AS, STORY_GOLD,
	  "cancelled deleted, breached 06-01 10:00, stopped 06-01 14:00, "
	  "used 300 m",
	  { CREATED("06-01 09:00"), SET("06-01 14:00", STATUS_DELETED) } },
	{ "merging cancels", FA, STORY_GOLD,
	  "cancelled merged, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), SET("06-01 10:00", STATUS_MERGED) } },
	{ "merging misses what was overdue", FA, STORY_GOLD,
	  "missed merged, breached 06-01 13:00, stopped 06-01 14:00, "
	  "used 300 m",
	  { CREATED("06-01 09:00"), SET("06-01 14:00", STATUS_MERGED) } },
};

static const struct story changes[] = {
	{ "a longer target adds what it is longer by", FA, STORY_GOLD,
	  "running, due 06-01 17:00, used 60 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 10:00", STORY_SILVER) } },
	{ "next answer follows the new level", NA, STORY_GOLD,
	  "running, due 06-01 17:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), LEVEL("06-01 12:00", STORY_SILVER) } },
	{ "a promise the new level does not make is cancelled", AS, STORY_GOLD,
	  "cancelled level, stopped 06-01 09:30, used 30 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 09:30", STORY_SILVER) } },
	{ "or missed, when it was overdue", AS, STORY_GOLD,
	  "missed level, breached 06-01 10:00, stopped 06-01 11:00, "
	  "used 120 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 11:00", STORY_SILVER) } },
	{ "no level any more cancels all", RE, STORY_GOLD,
	  "cancelled level, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 10:00", STORY_NO_SLA) } },
	{ "a breach stays a breach under a longer target", FA, STORY_GOLD,
	  "running, breached 06-01 13:00, due 06-01 17:00, used 300 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 14:00", STORY_SILVER) } },
	{ "even when the longer one is kept", FA, STORY_GOLD,
	  "missed, breached 06-01 13:00, stopped 06-01 15:00, used 360 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 14:00", STORY_SILVER),
	    STAFF("06-01 15:00") } },
	{ "what was overdue keeps its due date under a shorter target", RE,
	  STORY_URGENT,
	  "running, breached 06-01 17:00, due 06-01 17:00, used 540 m",
	  { CREATED("06-01 09:00"),
	    PRIORITY("06-02 10:00", PRIORITY_URGENT) } },
	{ "and under a longer one that is used up as well", FA, STORY_GOLD,
	  "running, breached 06-01 13:00, due 06-01 13:00, used 480 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 17:00", STORY_SILVER) } },
	{ "a priority without a target of its own changes nothing", RE,
	  STORY_URGENT, "running, due 06-01 17:00, used 60 m",
	  { CREATED("06-01 09:00"), PRIORITY("06-01 10:00", PRIORITY_HIGH) } },
	{ "a shorter target with time left is due sooner", RE, STORY_URGENT,
	  "running, due 06-01 11:00, used 60 m",
	  { CREATED("06-01 09:00"),
	    PRIORITY("06-01 10:00", PRIORITY_URGENT) } },
	{ "and back again restores the deadline", RE, STORY_URGENT,
	  "running, due 06-01 17:00, used 90 m",
	  { CREATED("06-01 09:00"), PRIORITY("06-01 10:00", PRIORITY_URGENT),
	    PRIORITY("06-01 10:30", PRIORITY_NORMAL) } },
	{ "a target just used up is broken by the change", RE, STORY_URGENT,
	  "running, breached 06-01 11:00, due 06-01 11:00, used 120 m",
	  { CREATED("06-01 09:00"),
	    PRIORITY("06-01 11:00", PRIORITY_URGENT) } },
	{ "while it is paused, a shorter target breaks nothing", RE,
	  STORY_URGENT, "paused, used 180 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 12:00"),
	    PRIORITY("06-01 13:00", PRIORITY_URGENT) } },
	{ "but it is broken the moment it goes on", RE, STORY_URGENT,
	  "running, breached 06-01 14:00, due 06-01 14:00, used 180 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 12:00"),
	    PRIORITY("06-01 13:00", PRIORITY_URGENT), OPEN("06-01 14:00") } },
	{ "or is resolved straight out of the pause", RE, STORY_URGENT,
	  "missed, breached 06-01 14:00, stopped 06-01 14:00, used 180 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 12:00"),
	    PRIORITY("06-01 13:00", PRIORITY_URGENT),
	    RESOLVE("06-01 14:00") } },
	{ "a target that is longer again by then breaks nothing", RE,
	  STORY_URGENT, "running, due 06-02 11:00, used 180 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 12:00"),
	    PRIORITY("06-01 13:00", PRIORITY_URGENT),
	    PRIORITY("06-01 13:30", PRIORITY_NORMAL), OPEN("06-01 14:00") } },
	{ "an overdue clock that waits gets time under a longer target", RE,
	  STORY_GOLD, "paused, breached 06-01 17:00, used 540 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-02 10:00"),
	    LEVEL("06-02 11:00", STORY_SILVER) } },
	{ "and its new due date when it goes on", RE, STORY_GOLD,
	  "running, breached 06-01 17:00, due 06-03 11:00, used 540 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-02 10:00"),
	    LEVEL("06-02 11:00", STORY_SILVER), OPEN("06-02 12:00") } },
	{ "which is now, if the target was cut back meanwhile", RE, STORY_GOLD,
	  "running, breached 06-01 17:00, due 06-02 12:00, used 540 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-02 10:00"),
	    LEVEL("06-02 11:00", STORY_SILVER),
	    LEVEL("06-02 11:30", STORY_GOLD), OPEN("06-02 12:00") } },
	{ "what was done in the same save is judged by the old target", RE,
	  STORY_URGENT, "paused, used 90 m",
	  { CREATED("06-01 09:00"),
	    BOTH("06-01 10:30", DID_STAFF_SPOKE | DID_PRIORITY,
		 .priority = PRIORITY_URGENT) } },
	{ "assigning and dropping the promise in one save keeps it", AS,
	  STORY_GOLD, "met, stopped 06-01 09:30, used 30 m",
	  { CREATED("06-01 09:00"),
	    BOTH("06-01 09:30", DID_ASSIGN | DID_LEVEL, .who = 7,
		 .level = STORY_SILVER) } },
	{ "a level named twice in its creation is one level", RE, STORY_GOLD,
	  "running, due 06-01 17:00, used 0 m",
	  { BOTH("06-01 09:00", DID_CREATE | DID_CUSTOMER_SPOKE | DID_LEVEL,
		 .level = STORY_SILVER) } },
	{ "another name alone moves nothing", RE, STORY_GOLD,
	  "running, due 06-01 17:00, used 480 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 17:00", STORY_URGENT) } },
	{ "seconds already counted stay so when the unit changes", FA,
	  STORY_GOLD, "running, due 06-01 20:00, used 60 m",
	  { CREATED("06-01 16:00"),
	    LEVEL("06-01 17:00", STORY_ALL_HOURS) } },
	{ "a level that pauses there pauses at once", FA, STORY_GOLD,
	  "paused, used 120 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    LEVEL("06-01 11:00", STORY_WAITS), NOTE("06-01 12:00") } },
	{ "a level that does not goes on at once", FA, STORY_WAITS,
	  "running, due 06-01 14:00, used 60 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    LEVEL("06-01 11:00", STORY_GOLD) } },
	/* A level for what had none. */
	{ "a promise made later counts from then: first answer", FA,
	  STORY_NO_SLA, "running, due 06-01 14:00, used 0 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 10:00", STORY_GOLD) } },
	{ "a promise made later counts from then: first assign", AS,
	  STORY_NO_SLA, "running, due 06-01 11:00, used 0 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 10:00", STORY_GOLD) } },
	{ "a promise made later counts from then: first resolve", RE,
	  STORY_NO_SLA, "running, due 06-02 10:00, used 0 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 10:00", STORY_GOLD) } },
	{ "a promise made later counts from then: next answer", NA,
	  STORY_NO_SLA, "running, due 06-01 14:00, used 0 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), LEVEL("06-01 12:00", STORY_GOLD) } },
	{ "no next answer is promised later to whom nobody owes one", NA,
	  STORY_NO_SLA, "",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    LEVEL("06-01 12:00", STORY_GOLD) } },
	{ "no first answer is promised later once it was given", FA,
	  STORY_NO_SLA, "",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    LEVEL("06-01 12:00", STORY_GOLD) } },
	{ "nor for a ticket that an agent opened", FA, STORY_NO_SLA, "",
	  { BY_AGENT("06-01 09:00"), LEVEL("06-01 12:00", STORY_GOLD) } },
	{ "no first assign is promised later to what somebody has", AS,
	  STORY_NO_SLA, "",
	  { CREATED("06-01 09:00"), ASSIGN("06-01 10:00", 7),
	    LEVEL("06-01 12:00", STORY_GOLD) } },
	{ "a resolved ticket is promised nothing", RE, STORY_NO_SLA, "",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    LEVEL("06-01 12:00", STORY_GOLD) } },
	{ "a promise taken away and made again is a new one", FA, STORY_GOLD,
	  "cancelled level, stopped 06-01 10:00, used 60 m | "
	  "running, due 06-01 15:00, used 0 m",
	  { CREATED("06-01 09:00"), LEVEL("06-01 10:00", STORY_NO_SLA),
	    LEVEL("06-01 11:00", STORY_GOLD) } },
	{ "but one that was kept is not made again", AS, STORY_GOLD,
	  "met, stopped 06-01 09:30, used 30 m",
	  { CREATED("06-01 09:00"), ASSIGN("06-01 09:30", 7),
	    ASSIGN("06-01 10:00", 0), LEVEL("06-01 10:30", STORY_NO_SLA),
	    LEVEL("06-01 11:00", STORY_GOLD) } },
	{ "what was no spam after all is promised anew with its level", RE,
	  STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m | "
	  "running, due 06-02 11:00, used 0 m",
	  { CREATED("06-01 09:00"), SET("06-01 10:00", STATUS_SPAM),
	    BOTH("06-01 11:00", DID_STATUS | DID_LEVEL, .status = STATUS_NEW,
		 .level = STORY_GOLD) } },
	{ "and what was deleted by mistake too", FA, STORY_GOLD,
	  "cancelled deleted, stopped 06-01 10:00, used 60 m | "
	  "running, due 06-01 15:00, used 0 m",
	  { CREATED("06-01 09:00"), SET("06-01 10:00", STATUS_DELETED),
	    BOTH("06-01 11:00", DID_STATUS | DID_LEVEL, .status = STATUS_NEW,
		 .level = STORY_GOLD) } },
};

static const struct story decisions[] = {
	/* Order inside one event, R8 */
	{ "reply and postpone fulfils first answer", FA, STORY_WAITS,
	  "met, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"),
	    BOTH("06-01 10:00", DID_STAFF_SPOKE | DID_STATUS,
		 .status = STATUS_POSTPONED) } },
	{ "reply and resolve fulfils first answer", FA, STORY_GOLD,
	  "met, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"),
	    BOTH("06-01 10:00", DID_STAFF_SPOKE | DID_STATUS,
		 .status = STATUS_RESOLVED) } },
	{ "a pause is credited before a resolution stops the clock", RE,
	  STORY_GOLD, "met, stopped 06-03 10:00, used 180 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 12:00"),
	    RESOLVE("06-03 10:00") } },
	{ "assign and resolve in one save meets first assign", AS, STORY_GOLD,
	  "met, stopped 06-01 09:30, used 30 m",
	  { CREATED("06-01 09:00"),
	    BOTH("06-01 09:30", DID_ASSIGN | DID_STATUS, .who = 7,
		 .status = STATUS_RESOLVED) } },
	{ "a word that solves it is logged as asked and cancelled", NA,
	  STORY_GOLD, "cancelled resolved, stopped 06-01 11:00, used 0 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    BOTH("06-01 11:00", DID_CUSTOMER_SPOKE | DID_STATUS,
		 .status = STATUS_RESOLVED) } },
	{ "order within one second is the order of events", FA, STORY_GOLD,
	  "met, stopped 06-01 09:00, used 0 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 09:00"),
	    RESOLVE("06-01 09:00") } },
	{ "a ticket created resolved is met at once", RE, STORY_GOLD,
	  "met, stopped 06-01 09:00, used 0 m",
	  { BOTH("06-01 09:00", DID_CREATE | DID_CUSTOMER_SPOKE |
		 DID_STAFF_SPOKE | DID_STATUS, .status = STATUS_RESOLVED) } },
	{ "priority set as it is created counts from the start", RE,
	  STORY_URGENT, "running, due 06-01 11:00, used 0 m",
	  { BOTH("06-01 09:00", DID_CREATE | DID_CUSTOMER_SPOKE |
		 DID_PRIORITY, .priority = PRIORITY_URGENT) } },
	/* Pauses, R9 and R10 */
	{ "an overdue clock waits too, and keeps its due date", RE, STORY_GOLD,
	  "paused, breached 06-01 17:00, due 06-01 17:00, used 540 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-02 10:00"),
	    NOTE("06-02 12:00") } },
	{ "and goes on counting what it is over by", RE, STORY_GOLD,
	  "missed, breached 06-01 17:00, stopped 06-02 14:00, used 600 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-02 10:00"),
	    OPEN("06-02 13:00"), RESOLVE("06-02 14:00") } },
	{ "with nothing left it goes on while postponed", RE, STORY_GOLD,
	  "running, breached 06-01 17:00, due 06-01 17:00, used 540 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 17:00"),
	    NOTE("06-02 10:00") } },
	{ "until it is postponed anew", RE, STORY_GOLD,
	  "paused, breached 06-01 17:00, due 06-01 17:00, used 600 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 17:00"),
	    OPEN("06-02 10:00"), POSTPONE("06-02 11:00"),
	    NOTE("06-02 12:00") } },
	{ "paused at the last second it has that second left", RE, STORY_GOLD,
	  "running, due 06-02 09:00:01, used 28799 s",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 16:59:59"),
	    OPEN("06-02 09:00") } },
	{ "while it waits it has no deadline", RE, STORY_GOLD,
	  "paused, used 28799 s",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 16:59:59") } },
	{ "a paused clock does not break, however long", RE, STORY_GOLD,
	  "met, stopped 06-30 10:00, used 420 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 16:00"),
	    RESOLVE("06-30 10:00") } },
	{ "a customer's message ends the wait for the customer", RE,
	  STORY_GOLD, "running, due 06-02 16:00, used 60 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    CUSTOMER("06-02 09:00") } },
	{ "a message that keeps it postponed does not", RE, STORY_GOLD,
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), POSTPONE("06-01 10:00"),
	    BOTH("06-02 09:00", DID_CUSTOMER_SPOKE | DID_STATUS,
		 .status = STATUS_POSTPONED) } },
	{ "it starts paused where its status pauses it", RE, STORY_GOLD,
	  "paused, used 0 m",
	  { BOTH("06-01 09:00", DID_CREATE | DID_BY_AGENT | DID_STAFF_SPOKE,
		 .status = STATUS_NEW) } },
	/* Metrics, R14 */
	{ "the first reply to an agent's ticket opens next answers", NA,
	  STORY_GOLD, "running, due 06-01 13:00, used 0 m",
	  { BY_AGENT("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00") } },
	{ "an agent's opening words count as that reply", NA, STORY_GOLD,
	  "running, due 06-01 13:00, used 0 m",
	  { BOTH("06-01 09:00", DID_CREATE | DID_BY_AGENT | DID_STAFF_SPOKE,
		 .status = STATUS_NEW), CUSTOMER("06-01 11:00") } },
	{ "before it, an agent's ticket owes no first answer", FA, STORY_GOLD,
	  "", { BY_AGENT("06-01 09:00"), CUSTOMER("06-01 10:00") } },
	{ "and no next answer", NA, STORY_GOLD,
	  "", { BY_AGENT("06-01 09:00"), CUSTOMER("06-01 10:00") } },
	{ "next answers go on after a missed first one", NA, STORY_GOLD,
	  "running, due 06-01 17:00, used 0 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 14:00"),
	    CUSTOMER("06-01 15:00") } },
	{ "assigned as it is created, first assign is met with 0", AS,
	  STORY_GOLD, "met, stopped 06-01 09:00, used 0 m",
	  { BOTH("06-01 09:00", DID_CREATE | DID_CUSTOMER_SPOKE | DID_ASSIGN,
		 .who = 7) } },
	{ "writing after a resolution without answer asks for one", FA,
	  STORY_GOLD,
	  "cancelled resolved, stopped 06-01 10:00, used 60 m | "
	  "running, due 06-01 15:00, used 0 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    CUSTOMER("06-01 11:00") } },
	{ "closing at once resolves", RE, STORY_GOLD,
	  "met, stopped 06-01 11:00, used 120 m",
	  { CREATED("06-01 09:00"), SET("06-01 11:00", STATUS_CLOSED) } },
	{ "closing later adds nothing", RE, STORY_GOLD,
	  "met, stopped 06-01 11:00, used 120 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 11:00"),
	    SET("06-06 11:00", STATUS_CLOSED) } },
	{ "a word on a closed ticket starts nothing", NA, STORY_GOLD, "",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    SET("06-01 11:00", STATUS_CLOSED), CUSTOMER("06-01 12:00") } },
	{ "a word on spam starts nothing", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 11:00, used 120 m",
	  { CREATED("06-01 09:00"), SET("06-01 11:00", STATUS_SPAM),
	    CUSTOMER("06-01 12:00") } },
	{ "a word that says it was no spam does", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 11:00, used 120 m | "
	  "running, due 06-01 16:00, used 0 m",
	  { CREATED("06-01 09:00"), SET("06-01 11:00", STATUS_SPAM),
	    BOTH("06-01 12:00", DID_CUSTOMER_SPOKE | DID_STATUS,
		 .status = STATUS_NEW) } },
	{ "a reply on a resolved ticket changes nothing", RE, STORY_GOLD,
	  "met, stopped 06-01 11:00, used 120 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 11:00"),
	    STAFF("06-01 12:00") } },
	{ "a ticket without a level has no clocks", FA, STORY_NO_SLA, "",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), RESOLVE("06-01 12:00") } },
	/* Hours, R6 and R2 */
	{ "a calendar that never opens is never due", FA, STORY_NEVER,
	  "running, used 0 m",
	  { CREATED("06-01 09:00"), NOTE("12-31 09:00") } },
	{ "and whatever was done in it was done in time", FA, STORY_NEVER,
	  "met, stopped 12-31 09:00, used 0 m",
	  { CREATED("06-01 09:00"), STAFF("12-31 09:00") } },
	{ "calendar time counts day and night", FA, STORY_ALL_HOURS,
	  "missed, breached 06-05 20:00, stopped 06-05 20:30, used 270 m",
	  { CREATED("06-05 16:00"), STAFF("06-05 20:30") } },
};
/* clang-format on */

static void check_stories(const struct story *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct clock_ticket t;

		story_tell(&t, s[i].turns, s[i].level);
		check_text(s[i].what, story_clocks(&t, s[i].metric), s[i].want);
	}
}

static void the_vectors_hold(void **state)
{
	(void)state;
	check_stories(vectors, COUNT_OF(vectors));
}

static void each_row_of_the_event_table_holds(void **state)
{
	(void)state;
	check_stories(event_table, COUNT_OF(event_table));
}

static void level_and_priority_may_change(void **state)
{
	(void)state;
	check_stories(changes, COUNT_OF(changes));
}

static void the_decisions_hold(void **state)
{
	(void)state;
	check_stories(decisions, COUNT_OF(decisions));
}

/* ---- Steps --------------------------------------------------------------- */

static instant step_at(struct clock_ticket *t, enum metric m, int number)
{
	const struct level *l = t->level;

	return clock_step_at(story_clock(t, m), l, &l->steps[m][number]);
}

static void check_step(const char *what, enum story_level level, enum metric m,
		       const char *start, const char *step, const char *due)
{
	const struct turn turns[STORY_TURNS] = { CREATED(start) };
	struct clock_ticket t;

	story_tell(&t, turns, level);
	check_i64(what, step_at(&t, m, 0), story_time(step));
	check_i64(what, story_clock(&t, m)->due, story_time(due));
	check_i64(what, story_clock(&t, m)->next, story_time(step));
}

static void reminders_go_by_working_time(void **state)
{
	(void)state;
	check_step("V21: one working hour before", STORY_LONG, FA,
		   "06-01 17:00", "06-02 10:00", "06-02 11:00");
	check_step("V22: the reminder is on the evening before", STORY_LONG_90,
		   FA, "06-01 17:00", "06-01 17:30", "06-02 08:30");
	check_step("V23: 75 % of 8 hours", STORY_LONG_75, RE, "06-01 14:00",
		   "06-02 10:00", "06-02 12:00");
}

static void steps_wait_while_the_clock_is_paused(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 POSTPONE("06-01 12:00") };
	struct clock_ticket t;
	struct event ev;
	const struct turn open = OPEN("06-03 10:00");
	const struct level *level;

	(void)state;
	story_tell(&t, turns, STORY_STEPS);
	check_i64("no step", step_at(&t, RE, 0), INSTANT_NONE);
	check_i64("nothing to look for", story_clock(&t, RE)->next,
		  INSTANT_NONE);
	check_bool("but that is not for ever",
		   clock_never_due(story_clock(&t, RE)), false);
	ev = story_event(&open, 3, STORY_STEPS, &level);
	clock_ticket_apply(&t, &ev, level, story_arena());
	check_i64("V31: 75 % step", step_at(&t, RE, 0),
		  story_time("06-03 13:00"));
	check_i64("V31: due", story_clock(&t, RE)->due,
		  story_time("06-03 15:00"));
}

static void the_next_look_is_at_the_earliest_of_steps_and_breach(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00") };
	struct clock_ticket t;
	struct clock *c;

	(void)state;
	story_tell(&t, turns, STORY_STEPS);
	c = story_clock(&t, RE);
	check_i64("2 h before", c->next, story_time("06-01 15:00"));
	c->changed = false;
	clock_step_done(c, t.level, 0);
	check_bool("noticed", c->changed, true);
	check_i64("1 h before", c->next, story_time("06-01 16:00"));
	clock_step_done(c, t.level, 1);
	check_i64("at due", c->next, story_time("06-01 17:00"));
	clock_step_done(c, t.level, 2);
	check_i64("the breach", c->next, story_time("06-01 17:00:01"));
	clock_ticket_advance(&t, story_time("06-01 17:00:01"));
	check_i64("1 h after due", c->next, story_time("06-02 10:00"));
	clock_step_done(c, t.level, 3);
	check_i64("nothing more", c->next, INSTANT_NONE);
}

static void a_step_out_of_turn_is_noticed_too(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00") };
	struct clock_ticket t;
	struct clock *c;

	(void)state;
	story_tell(&t, turns, STORY_STEPS);
	c = story_clock(&t, RE);
	c->changed = false;
	clock_find_next(c, t.level);
	check_bool("nothing new", c->changed, false);
	clock_step_done(c, t.level, 2);
	check_bool("it was done", c->changed, true);
	check_i64("the next is the same", c->next, story_time("06-01 15:00"));
	c->changed = false;
	c->steps_done = 1;
	clock_find_next(c, t.level);
	check_bool("as stored, it looked elsewhere", c->changed, true);
	check_i64("now it does not", c->next, story_time("06-01 16:00"));
}

static void a_step_already_so_falls_due_on_the_resume(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 POSTPONE("06-01 15:30"),
						 OPEN("06-02 11:00") };
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_STEPS);
	check_i64("2 h before: at once", step_at(&t, RE, 0),
		  story_time("06-02 11:00"));
	check_i64("1 h before", step_at(&t, RE, 1), story_time("06-02 11:30"));
	check_i64("next", story_clock(&t, RE)->next, story_time("06-02 11:00"));
}

static void once_broken_only_later_steps_remain(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 NOTE("06-01 18:00") };
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_STEPS);
	check_i64("next", story_clock(&t, RE)->next, story_time("06-02 10:00"));
	check_i64("the one that was not fired", step_at(&t, RE, 0),
		  story_time("06-01 15:00"));
}

static void a_clock_without_end_has_no_steps(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00") };
	const struct step before = { 0, -HOUR }, later = { 1, HOUR };
	struct clock_ticket t;
	struct clock *c;

	(void)state;
	story_tell(&t, turns, STORY_NEVER);
	c = story_clock(&t, RE);
	check_bool("never due", clock_never_due(c), true);
	check_i64("before", clock_step_at(c, t.level, &before), INSTANT_NONE);
	check_i64("after", clock_step_at(c, t.level, &later), INSTANT_NONE);
	check_i64("next", c->next, INSTANT_NONE);
	check_i64("all is left", clock_remaining(c, t.level, t.created + HOUR),
		  8 * HOUR);
}

/* ---- What a clock keeps -------------------------------------------------- */

static void a_clock_names_who_answered_for_it(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 09:00"),
		BOTH("06-01 09:10", DID_ASSIGN | DID_STAFF_SPOKE, .who = 7),
		CUSTOMER("06-01 10:00"),
		MOVE("06-01 11:00", 2),
		ASSIGN("06-01 14:00", 8),
		STAFF("06-01 15:00"),
		RESOLVE("06-01 16:00"),
		MOVE("06-01 17:00", 3),
	};
	struct clock_ticket t;
	const struct clock *c;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	c = story_clock(&t, FA);
	check_i64("replying and assigning: nobody had it", c->agent.n, 0);
	check_i64("its department", c->department.n, 1);
	check_i64("the one who replied", c->resolver.n, 72);
	c = story_clock(&t, AS);
	check_i64("assigned to", c->agent.n, 7);
	check_i64("by", c->resolver.n, 72);
	c = story_clock(&t, NA);
	check_i64("breached under the department before", c->breached,
		  story_time("06-01 12:00"));
	check_i64("department at breach", c->breach_department.n, 2);
	check_i64("agent at breach", c->breach_agent.n, 7);
	check_i64("agent at stop", c->agent.n, 8);
	check_i64("resolver", c->resolver.n, 76);
	c = story_clock(&t, RE);
	check_i64("department at stop stays", c->department.n, 2);
	check_i64("agent at stop stays", c->agent.n, 8);
}

static void a_breach_is_the_matter_of_who_had_it_then(void **state)
{
	/* Broken on change, in the very save that hands it over. */
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 09:00"),
		ASSIGN("06-01 09:10", 7),
		BOTH("06-01 12:00", DID_PRIORITY | DID_ASSIGN, .who = 8,
		     .priority = PRIORITY_URGENT),
	};
	struct clock_ticket t;
	const struct clock *c;

	(void)state;
	story_tell(&t, turns, STORY_URGENT);
	c = story_clock(&t, RE);
	check_i64("at breach", c->breach_agent.n, 7);
	check_i64("now", c->agent.n, 8);
}

static void a_clock_names_the_versions_it_ran_under(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 19:00"), LEVEL("06-01 23:00", STORY_MANILA)
	};
	const struct turn again[STORY_TURNS] = { CREATED("06-01 19:00") };
	const struct level *was = story_level(STORY_CHICAGO);
	const struct level *is = story_level(STORY_MANILA);
	struct clock_ticket t;
	const struct clock *c;

	(void)state;
	story_tell(&t, turns, STORY_CHICAGO);
	c = story_clock(&t, RE);
	check_i64("level at start", c->start_level_version, was->version);
	check_i64("calendar at start", c->start_calendar_version,
		  was->calendar_version);
	check_text("tz at start", c->start_tz_version, "2026f");
	check_i64("level", c->level_version, is->version);
	check_i64("calendar", c->calendar_version, is->calendar_version);
	check_text("tz", c->tz_version, "2026f");
	check_text("name", c->level_name, "Manila");
	check_i64("first due, by Chicago's hours alone", c->first_due,
		  story_time("06-02 21:00"));
	story_tell(&t, again, STORY_ALL_HOURS);
	check_i64("calendar time has no calendar",
		  story_clock(&t, FA)->calendar_version, 0);
}

static void newer_zone_rules_are_named_from_then_on(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00") };
	struct level newer = *story_level(STORY_GOLD);
	struct clock_ticket t;
	struct event ev = { .seq = 2,
			    .did = DID_LEVEL,
			    .level_version = newer.version };
	const struct clock *c;

	(void)state;
	newer.tz_version = "2027a";
	story_tell(&t, turns, STORY_GOLD);
	ev.at = story_time("06-01 10:00");
	clock_ticket_apply(&t, &ev, &newer, story_arena());
	c = story_clock(&t, RE);
	check_text("at start", c->start_tz_version, "2026f");
	check_text("now", c->tz_version, "2027a");
	check_i64("due as before", c->due, story_time("06-01 17:00"));
	check_i64("a segment of its own", c->since, ev.at);
}

static void a_stopped_clock_adds_up(void **state)
{
	const struct turn turns[STORY_TURNS] = {
		CREATED("06-01 09:00"), POSTPONE("06-01 12:00"),
		OPEN("06-01 14:00"),    POSTPONE("06-01 15:00"),
		RESOLVE("06-02 10:00"),
	};
	const struct turn longer[STORY_TURNS] = {
		CREATED("06-01 09:00"), LEVEL("06-01 14:00", STORY_SILVER),
		STAFF("06-01 15:00")
	};
	const struct turn solved[STORY_TURNS] = { CREATED("06-01 09:00"),
						  RESOLVE("06-01 10:00") };
	struct clock_ticket t;
	const struct clock *c;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	c = story_clock(&t, RE);
	check_i64("used", c->consumed, 4 * HOUR);
	check_i64("paused, by the wall clock", c->paused, 21 * HOUR);
	check_i64("left", c->margin, -4 * HOUR);
	check_i64("up to", c->since, c->stopped);
	check_i64("whole", c->stopped - c->started, 25 * HOUR);
	check_i64("asked later, the same",
		  clock_consumed(c, t.level, c->stopped + 9 * HOUR), 4 * HOUR);
	c = story_clock(&t, FA);
	check_i64("missed by resolving, over by", c->margin, 5 * HOUR);
	story_tell(&t, longer, STORY_GOLD);
	check_i64("missed under a target it would have met now",
		  story_clock(&t, FA)->margin, 0);
	story_tell(&t, solved, STORY_GOLD);
	check_i64("a cancelled one is over by nothing",
		  story_clock(&t, FA)->margin, 0);
}

static void only_what_changed_is_marked_so(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00") };
	const struct turn note = NOTE("06-01 09:30");
	const struct turn move = MOVE("06-01 09:40", 2);
	const struct turn assign = ASSIGN("06-01 09:50", 7);
	const struct level *level;
	struct clock_ticket t;
	struct event ev;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	for (size_t i = 0; i < t.n; i++) {
		check_bool("a new one is", t.clocks[i].changed, true);
		t.clocks[i].changed = false;
	}
	ev = story_event(&note, 2, STORY_GOLD, &level);
	clock_ticket_apply(&t, &ev, level, story_arena());
	for (size_t i = 0; i < t.n; i++)
		check_bool("a note changes none", t.clocks[i].changed, false);
	ev = story_event(&move, 3, STORY_GOLD, &level);
	clock_ticket_apply(&t, &ev, level, story_arena());
	for (size_t i = 0; i < t.n; i++) {
		check_bool("all have moved", t.clocks[i].changed, true);
		t.clocks[i].changed = false;
	}
	clock_ticket_advance(&t, story_time("06-01 09:45"));
	check_bool("time alone", story_clock(&t, AS)->changed, false);
	ev = story_event(&assign, 4, STORY_GOLD, &level);
	clock_ticket_apply(&t, &ev, level, story_arena());
	check_bool("it stopped", story_clock(&t, AS)->changed, true);
	clock_ticket_advance(&t, story_time("06-01 13:00:01"));
	check_bool("it is overdue", story_clock(&t, FA)->changed, true);
}

static void a_new_name_is_a_change(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00") };
	const struct turn urgent = LEVEL("06-01 09:30", STORY_URGENT);
	const struct level *level;
	struct clock_ticket t;
	struct event ev = story_event(&urgent, 2, STORY_GOLD, &level);
	struct clock *c;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	c = story_clock(&t, RE);
	c->changed = false;
	clock_ticket_apply(&t, &ev, level, story_arena());
	check_bool("changed", c->changed, true);
	check_text("its name", c->level_name, "Gold with urgent");
	check_i64("no new segment", c->since, c->started);
}

static void a_second_without_breach_is_the_due_second_itself(void **state)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00") };
	struct clock_ticket t;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	clock_ticket_advance(&t, story_time("06-01 13:00"));
	check_i64("not yet", story_clock(&t, FA)->breached, INSTANT_NONE);
	check_i64("next look", story_clock(&t, FA)->next,
		  story_time("06-01 13:00:01"));
	clock_ticket_advance(&t, story_time("06-01 13:00:01"));
	check_i64("now, as of the due second", story_clock(&t, FA)->breached,
		  story_time("06-01 13:00"));
	check_i64("nothing more", story_clock(&t, FA)->next, INSTANT_NONE);
}

static void a_long_ticket_keeps_all_its_cycles(void **state)
{
	const struct turn first = CREATED("06-01 09:00");
	const struct level *level;
	struct clock_ticket t;
	struct event ev = story_event(&first, 1, STORY_GOLD, &level);

	(void)state;
	clock_ticket_init(&t);
	clock_ticket_apply(&t, &ev, level, story_arena());
	for (int i = 0; i < 200; i++) {
		ev.seq++;
		ev.at += 60;
		ev.did = i % 2 ? DID_CUSTOMER_SPOKE : DID_STAFF_SPOKE;
		clock_ticket_apply(&t, &ev, NULL, story_arena());
	}
	check_i64("clocks", (int64_t)t.n, 3 + 100);
	check_i64("the newest", story_clock(&t, NA)->cycle, 100);
	check_i64("it runs", story_clock(&t, NA)->state, CLOCK_RUNNING);
}

/* ---- Broken invariants --------------------------------------------------- */

static void apply_twice(void)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00") };
	const struct level *level;
	struct clock_ticket t;
	struct event ev = story_event(&turns[0], 1, STORY_GOLD, &level);

	story_tell(&t, turns, STORY_GOLD);
	ev.did = DID_NOTE;
	clock_ticket_apply(&t, &ev, level, story_arena());
}

static void go_back_in_time(void)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 NOTE("06-01 08:59:59") };
	struct clock_ticket t;

	story_tell(&t, turns, STORY_GOLD);
}

static void create_twice(void)
{
	const struct turn turns[STORY_TURNS] = { CREATED("06-01 09:00"),
						 CREATED("06-01 09:00") };
	struct clock_ticket t;

	story_tell(&t, turns, STORY_GOLD);
}

static void events_out_of_order_are_a_bug(void **state)
{
	(void)state;
	check_aborts("the same event twice", apply_twice);
	check_aborts("an event before the last", go_back_in_time);
	check_aborts("a second creation", create_twice);
}

static void states_and_reasons_have_their_names(void **state)
{
	(void)state;
	check_text("running", clock_state_name(CLOCK_RUNNING), "running");
	check_text("paused", clock_state_name(CLOCK_PAUSED), "paused");
	check_text("met", clock_state_name(CLOCK_MET), "met");
	check_text("missed", clock_state_name(CLOCK_MISSED), "missed");
	check_text("cancelled", clock_state_name(CLOCK_CANCELLED), "cancelled");
	check_text("done", clock_reason_name(CLOCK_DONE), "done");
	check_text("resolved", clock_reason_name(CLOCK_RESOLVED), "resolved");
	check_text("level", clock_reason_name(CLOCK_LEVEL), "level");
	check_text("spam", clock_reason_name(CLOCK_SPAM), "spam");
	check_text("deleted", clock_reason_name(CLOCK_DELETED), "deleted");
	check_text("merged", clock_reason_name(CLOCK_MERGED), "merged");
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("the vectors hold", the_vectors_hold),
		TEST("each row of the event table holds",
		     each_row_of_the_event_table_holds),
		TEST("level and priority may change",
		     level_and_priority_may_change),
		TEST("the decisions hold", the_decisions_hold),
		TEST("reminders go by working time",
		     reminders_go_by_working_time),
		TEST("steps wait while the clock is paused",
		     steps_wait_while_the_clock_is_paused),
		TEST("the next look is at the earliest of steps and breach",
		     the_next_look_is_at_the_earliest_of_steps_and_breach),
		TEST("a step out of turn is noticed too",
		     a_step_out_of_turn_is_noticed_too),
		TEST("a step that is already so falls due on the resume",
		     a_step_already_so_falls_due_on_the_resume),
		TEST("once broken, only later steps remain",
		     once_broken_only_later_steps_remain),
		TEST("a clock without end has no steps",
		     a_clock_without_end_has_no_steps),
		TEST("a clock names who answered for it",
		     a_clock_names_who_answered_for_it),
		TEST("a breach is the matter of who had it then",
		     a_breach_is_the_matter_of_who_had_it_then),
		TEST("a clock names the versions it ran under",
		     a_clock_names_the_versions_it_ran_under),
		TEST("newer zone rules are named from then on",
		     newer_zone_rules_are_named_from_then_on),
		TEST("a stopped clock adds up", a_stopped_clock_adds_up),
		TEST("only what changed is marked so",
		     only_what_changed_is_marked_so),
		TEST("a new name is a change", a_new_name_is_a_change),
		TEST("in the due second itself nothing is overdue",
		     a_second_without_breach_is_the_due_second_itself),
		TEST("a long ticket keeps all its cycles",
		     a_long_ticket_keeps_all_its_cycles),
		TEST("events out of order are a bug",
		     events_out_of_order_are_a_bug),
		TEST("states and reasons have their names",
		     states_and_reasons_have_their_names),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, story_setup, story_teardown);
}
