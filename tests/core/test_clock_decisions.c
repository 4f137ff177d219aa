/*
 * What doc/sla.md decides where its rules are silent or meet, and what becomes
 * of a promise when level or priority change.
 */
#include "core/story.h"

/* clang-format off */
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

static const struct story hidden[] = {
	/* D34 */
	{ "marked as answered, the first answer is given", FA, STORY_GOLD,
	  "met, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), ANSWERED("06-01 10:00") } },
	{ "and the next one", NA, STORY_GOLD,
	  "met, stopped 06-01 12:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    CUSTOMER("06-01 11:00"), ANSWERED("06-01 12:00") } },
	{ "what is asked after it is a next answer", NA, STORY_GOLD,
	  "running, due 06-01 14:00, used 0 m",
	  { CREATED("06-01 09:00"), ANSWERED("06-01 10:00"),
	    CUSTOMER("06-01 12:00") } },
	{ "a mark that comes too late is missed like an answer", FA, STORY_GOLD,
	  "missed, breached 06-01 13:00, stopped 06-01 14:00, used 300 m",
	  { CREATED("06-01 09:00"), ANSWERED("06-01 14:00") } },
	{ "marked as answered, it waits for the customer", RE, STORY_GOLD,
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), ANSWERED("06-01 10:00"),
	    NOTE("06-01 12:00") } },
	/* D35 */
	{ "restored, a promise counts on from where it began", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m | "
	  "running, due 06-01 13:00, used 120 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    RESTORE("06-01 11:00") } },
	{ "what fell due while it was hidden is overdue since then", FA,
	  STORY_GOLD,
	  "cancelled deleted, stopped 06-01 10:00, used 60 m | "
	  "missed, breached 06-01 13:00, stopped 06-01 15:30, used 390 m",
	  { CREATED("06-01 09:00"), DELETE("06-01 10:00"),
	    RESTORE("06-01 15:00"), STAFF("06-01 15:30") } },
	{ "in the due second it is not overdue yet", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 13:00, used 240 m | "
	  "met, stopped 06-01 13:00, used 240 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 13:00"),
	    RESTORE("06-01 13:00"), STAFF("06-01 13:00") } },
	{ "a breach of before stands", FA, STORY_GOLD,
	  "cancelled spam, breached 06-01 13:00, stopped 06-01 14:00, "
	  "used 300 m | missed, breached 06-01 13:00, stopped 06-01 15:00, "
	  "used 360 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 14:00"),
	    RESTORE("06-01 14:30"), STAFF("06-01 15:00") } },
	{ "what was paused stays paused while it is hidden", RE, STORY_GOLD,
	  "cancelled spam, stopped 06-01 11:00, used 60 m | "
	  "running, due 06-02 13:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"), SPAM("06-01 11:00"),
	    RESTORE("06-01 13:00"), CUSTOMER("06-01 14:00") } },
	{ "and comes back paused", RE, STORY_GOLD,
	  "cancelled spam, stopped 06-01 11:00, used 60 m | "
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"), SPAM("06-01 11:00"),
	    RESTORE("06-01 13:00"), NOTE("06-01 14:00") } },
	{ "what was done before does not come back", FA, STORY_GOLD,
	  "met, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    DELETE("06-01 11:00"), RESTORE("06-01 12:00") } },
	{ "nor what was done meanwhile", AS, STORY_GOLD,
	  "cancelled spam, stopped 06-01 09:10, used 10 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 09:10"),
	    ASSIGN("06-01 09:20", 7), RESTORE("06-01 09:30") } },
	{ "resolved and deleted, it comes back resolved, without clocks", FA,
	  STORY_GOLD, "cancelled resolved, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    DELETE("06-01 11:00"), RESTORE("06-01 12:00"),
	    NOTE("06-01 13:00") } },
	{ "spam that was deleted is spam again", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    DELETE("06-01 10:30"), RESTORE("06-01 11:00") } },
	{ "and then what it was before that", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m | "
	  "running, due 06-01 13:00, used 180 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    DELETE("06-01 10:30"), RESTORE("06-01 11:00"),
	    RESTORE("06-01 12:00") } },
	{ "without a level nothing comes back", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    LEVEL("06-01 10:30", STORY_NO_SLA), RESTORE("06-01 11:00") } },
	{ "another target that came meanwhile holds from the return on", RE,
	  STORY_URGENT,
	  "cancelled spam, stopped 06-01 10:00, used 60 m | "
	  "running, breached 06-01 12:00, due 06-01 12:00, used 180 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    PRIORITY("06-01 10:30", PRIORITY_URGENT),
	    RESTORE("06-01 12:00") } },
	{ "only what this hiding cancelled comes back", FA, STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"), OPEN("06-01 10:30"),
	    DELETE("06-01 11:00"), RESTORE("06-01 12:00") } },
	{ "a message that comes with the return finds the promise", FA,
	  STORY_GOLD,
	  "cancelled spam, stopped 06-01 10:00, used 60 m | "
	  "met, stopped 06-01 11:00, used 120 m",
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    BOTH("06-01 11:00", DID_RESTORE | DID_STAFF_SPOKE) } },
	/* D36 */
	{ "a postponement ends while it is hidden, too", RE, STORY_GOLD,
	  "cancelled spam, stopped 06-01 11:00, used 60 m | "
	  "running, due 06-02 11:00, used 180 m",
	  { CREATED("06-01 09:00"), POSTPONE_TO("06-01 10:00", "06-01 12:00"),
	    SPAM("06-01 11:00"), RESTORE("06-01 14:00") } },
	{ "one that goes on goes on", RE, STORY_GOLD,
	  "cancelled spam, stopped 06-01 11:00, used 60 m | "
	  "paused, used 60 m",
	  { CREATED("06-01 09:00"), POSTPONE_TO("06-01 10:00", "06-01 16:00"),
	    SPAM("06-01 11:00"), RESTORE("06-01 14:00") } },
};
/* clang-format on */

static void changes_hold(void **state)
{
	(void)state;
	story_check(changes, COUNT_OF(changes));
}

static void decisions_hold(void **state)
{
	(void)state;
	story_check(decisions, COUNT_OF(decisions));
}

static void hiding_holds(void **state)
{
	(void)state;
	story_check(hidden, COUNT_OF(hidden));
}

/* clang-format off */
/* What the ticket itself is, after a story. */
static const struct {
	const char *what;
	enum status want;
	instant first_answered, last_message;
	struct turn turns[STORY_TURNS];
} states[] = {
	{ "a mark answers what is new", STATUS_ANSWERED, 1, 0,
	  { CREATED("06-01 09:00"), ANSWERED("06-01 10:00") } },
	{ "and what is postponed", STATUS_ANSWERED, 1, 0,
	  { CREATED("06-01 09:00"), POSTPONE("06-01 09:30"),
	    ANSWERED("06-01 10:00") } },
	{ "a resolved ticket stays resolved", STATUS_RESOLVED, 2, 0,
	  { CREATED("06-01 09:00"), RESOLVE("06-01 10:00"),
	    ANSWERED("06-01 11:00") } },
	{ "a hidden ticket is what it was", STATUS_POSTPONED, 0, 0,
	  { CREATED("06-01 09:00"), POSTPONE("06-01 09:30"),
	    DELETE("06-01 10:00"), RESTORE("06-01 11:00") } },
	{ "but postponed no more when that ended", STATUS_NEW, 0, 0,
	  { CREATED("06-01 09:00"), POSTPONE_TO("06-01 09:30", "06-01 10:30"),
	    DELETE("06-01 10:00"), RESTORE("06-01 11:00") } },
	{ "open, when it was answered before", STATUS_OPEN, 1, 1,
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    POSTPONE_TO("06-01 10:30", "06-01 11:00"), SPAM("06-01 10:45"),
	    RESTORE("06-01 12:00") } },
	{ "spam that was deleted is spam", STATUS_SPAM, 0, 0,
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    DELETE("06-01 10:30"), RESTORE("06-01 11:00") } },
	{ "deleted spam that is spam after all is what it was before",
	  STATUS_NEW, 0, 0,
	  { CREATED("06-01 09:00"), SPAM("06-01 10:00"),
	    DELETE("06-01 10:30"), SPAM("06-01 11:00"),
	    RESTORE("06-01 12:00") } },
	{ "deleted, then spam: restored it is what it was", STATUS_NEW, 0, 0,
	  { CREATED("06-01 09:00"), DELETE("06-01 10:00"),
	    SPAM("06-01 10:30"), RESTORE("06-01 11:00") } },
	{ "closed before, closed again", STATUS_CLOSED, 0, 0,
	  { CREATED("06-01 09:00"), SET("06-01 09:30", STATUS_CLOSED),
	    DELETE("06-01 10:00"), RESTORE("06-01 11:00") } },
	{ "what is not hidden cannot be restored", STATUS_ANSWERED, 1, 1,
	  { CREATED("06-01 09:00"), STAFF("06-01 10:00"),
	    RESTORE("06-01 11:00") } },
};

/* clang-format on */

/* Of hours: that many after the creation; a message: none, or the answer. */
static void hidden_tickets_come_back_as_they_were(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(states); i++) {
		const instant start = story_time("06-01 09:00");
		instant answered = states[i].first_answered;
		struct clock_ticket t;

		story_tell(&t, states[i].turns, STORY_GOLD);
		check_text(states[i].what, event_status_name(t.status),
			   event_status_name(states[i].want));
		check_i64(states[i].what, t.first_answered,
			  answered ? start + answered * HOUR : INSTANT_NONE);
		check_i64(states[i].what, t.last_message,
			  start + states[i].last_message * HOUR);
		check_i64(states[i].what, t.unanswered,
			  answered || t.resolved != INSTANT_NONE ? INSTANT_NONE
								 : start);
	}
}

/* While it is hidden nothing happens by itself; back, it does. */
static void hidden_tickets_wait_for_nothing(void **state)
{
	static const struct turn turns[] = {
		CREATED("06-01 09:00"),
		POSTPONE_TO("06-01 10:00", "06-01 16:00"),
		SPAM("06-01 11:00"),
		{ 0 },
		{ 0 },
	};
	struct turn back[COUNT_OF(turns)];
	struct clock_ticket t;
	struct event ev;

	(void)state;
	story_tell(&t, turns, STORY_GOLD);
	assert_true(clock_ticket_hidden(&t));
	assert_int_equal(clock_ticket_before(&t), STATUS_POSTPONED);
	assert_int_equal(t.hidden, story_time("06-01 11:00"));
	assert_int_equal(clock_ticket_settle_at(&t), INSTANT_NONE);
	assert_false(clock_ticket_pending(&t, INSTANT_MAX, &ev));

	memcpy(back, turns, sizeof(turns));
	back[3] = (struct turn)RESTORE("06-01 12:00");
	story_tell(&t, back, STORY_GOLD);
	assert_false(clock_ticket_hidden(&t));
	assert_int_equal(clock_ticket_before(&t), STATUS_POSTPONED);
	assert_int_equal(t.hidden, INSTANT_NONE);
	assert_int_equal(clock_ticket_settle_at(&t), story_time("06-01 16:00"));
}

/* It is the same promise: what it started with, and what it told. */
static void a_promise_comes_back_whole(void **state)
{
	static const struct turn turns[] = {
		CREATED("06-01 09:00"),
		SPAM("06-01 10:00"),
		{ 0 },
		{ 0 },
	};
	struct turn back[COUNT_OF(turns)];
	const struct level *l = story_level(STORY_STEPS);
	struct clock_ticket t;
	struct clock was, *c;
	struct event ev;
	const struct level *set;

	(void)state;
	memcpy(back, turns, sizeof(turns));
	story_tell(&t, turns, STORY_STEPS);
	c = story_clock(&t, METRIC_FIRST_RESOLVE);
	c->steps_done = 1;
	c->id.n = 17;
	was = *c;
	back[2] = (struct turn)RESTORE("06-01 11:00");
	ev = story_event(&back[2], t.last_seq + 1, STORY_STEPS, &set);
	clock_ticket_apply(&t, &ev, NULL, story_arena());
	c = story_clock(&t, METRIC_FIRST_RESOLVE);
	assert_int_equal(c->cycle, 2);
	assert_int_equal(c->id.n, 0);
	assert_true(c->changed);
	assert_int_equal(c->started, was.started);
	assert_int_equal(c->first_due, was.first_due);
	assert_int_equal(c->due, was.due);
	assert_int_equal(c->target, was.target);
	assert_int_equal(c->steps_done, 1);
	assert_int_equal(c->start_level_version, was.start_level_version);
	assert_int_equal(c->since, was.stopped);
	assert_int_equal(clock_consumed(c, l, ev.at), 2 * HOUR);
	assert_true(c->next > ev.at && c->next <= c->due + 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("level and priority may change", changes_hold),
		TEST("the decisions hold", decisions_hold),
		TEST("hiding is no pause, and no end", hiding_holds),
		TEST("hidden tickets come back as they were",
		     hidden_tickets_come_back_as_they_were),
		TEST("hidden tickets wait for nothing",
		     hidden_tickets_wait_for_nothing),
		TEST("a promise comes back whole", a_promise_comes_back_whole),
	};

	return cmocka_run_group_tests(tests, story_setup, story_teardown);
}
