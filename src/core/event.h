#ifndef CORE_EVENT_H
#define CORE_EVENT_H
/*
 * event: an immutable fact about a ticket, and the words of the field: status,
 * priority, source, actor.
 *
 * The numbers are stored: add at the end, never renumber.
 */
#include "core/ids.h"
#include "base/instant.h"

enum status {
	STATUS_NEW,
	STATUS_OPEN,
	STATUS_ANSWERED,
	STATUS_POSTPONED,
	STATUS_RESOLVED,
	STATUS_CLOSED,
	STATUS_SPAM,
	STATUS_DELETED,
	STATUS_CHATTING,
	STATUS_CALLING,
	STATUS_MERGED,
	STATUS_N
};
#define STATUS_BIT(s) (1u << (s))

enum priority {
	PRIORITY_ANY = 0, /* in a level's targets only */
	PRIORITY_URGENT = 1,
	PRIORITY_HIGH,
	PRIORITY_NORMAL,
	PRIORITY_LOW,
	PRIORITY_N
};

enum source {
	SOURCE_FORM,
	SOURCE_MAIL,
	SOURCE_CHAT,
	SOURCE_PHONE,
	SOURCE_API,
	SOURCE_AGENT, /* opened by an agent on behalf of a customer */
	SOURCE_SELF_SERVICE,
	SOURCE_IVR,
	SOURCE_DIRECT,
	SOURCE_N
};

enum actor_kind {
	ACTOR_PERSON,
	ACTOR_RULE,
	ACTOR_SWEEPER,
	ACTOR_LETTER,
	ACTOR_API_KEY,
	ACTOR_IMPORT,
	ACTOR_SYSTEM, /* time itself: the end of a postponement */
};

enum via {
	VIA_WEB,
	VIA_CLI,
	VIA_SWEEP,
	VIA_MAIL,
	VIA_API,
	VIA_IMPORT
};

/* Who did it, by which way and when. */
struct actor {
	enum actor_kind kind;
	person_id person; /* 0: nobody */
	enum via via;
	char request_id[17];
	instant now;
};

enum party {
	PARTY_NONE,
	PARTY_CUSTOMER,
	PARTY_VENDOR,
	PARTY_TEAM,
	PARTY_PLANNED,
	PARTY_N
};

/* Why a ticket is postponed. */
enum pause_code {
	PAUSE_UNSAID,      /* nothing was chosen */
	PAUSE_INFORMATION, /* more of it is needed */
	PAUSE_APPROVAL,
	PAUSE_CONFIRMATION, /* that it works now */
	PAUSE_VENDOR,
	PAUSE_DELIVERY,
	PAUSE_TEAM,
	PAUSE_DATE, /* that was agreed on */
	PAUSE_OTHER,
	PAUSE_N
};

/* What the timeline calls it. */
enum event_kind {
	EVENT_CREATED,
	EVENT_CUSTOMER_MESSAGE,
	EVENT_REPLY,
	EVENT_NOTE,
	EVENT_ASSIGNED,
	EVENT_MOVED, /* to another department */
	EVENT_PRIORITY,
	EVENT_POSTPONED,
	EVENT_POSTPONEMENT_ENDED,
	EVENT_RESOLVED,
	EVENT_REOPENED,
	EVENT_CLOSED,
	EVENT_LEVEL,
	EVENT_OVERDUE,         /* a mark: changes nothing */
	EVENT_REMINDER,        /* a mark: an escalation step fired */
	EVENT_CHANGED,         /* several things at once */
	EVENT_TAGS,            /* put on or taken off */
	EVENT_MARKED_ANSWERED, /* by hand: answered by other ways */
	EVENT_SPAM,
	EVENT_DELETED,
	EVENT_RESTORED, /* spam, deleted or merged no more */
	EVENT_NO_REPLY, /* none is needed, says an agent */
	EVENT_MERGED,   /* into another ticket */
	EVENT_TOOK_IN,  /* another ticket was merged into it */
	EVENT_SPLIT,    /* a part of it became a ticket of its own */
	EVENT_FORWARDED,
	EVENT_FOLLOWED,    /* a new ticket follows up on it */
	EVENT_PAUSE_ENDED, /* it had lasted as long as a pause may */
	EVENT_DEADLINE,    /* set by hand, or taken back */
	EVENT_QUEUED,      /* a chat or call waits */
	EVENT_ACCEPTED,    /* ... and somebody took it */
	EVENT_ABANDONED,   /* ... or nobody did */
	EVENT_REVISED,     /* a new version of its level, for open ones too */
	EVENT_HOURS,       /* ... of its level's calendar */
	EVENT_FIELDS,      /* custom fields were filled in or emptied */
	EVENT_RULE,        /* a rule acted: event.rule */
	EVENT_RULES_END,   /* ... and that one did not: too many set each
			    * other off */
	EVENT_KIND_N
};

/*
 * What it changed: all changes of one save are one event (sla.md R8), and take
 * effect in this order: create or reopen, customer spoke, staff spoke,
 * attributes, status.
 *
 * A message moves the status by itself, unless the event sets it (DID_STATUS):
 * a customer's word makes Answered, Postponed and Resolved Open; a public word
 * of staff makes New, Open and Postponed Answered. So a verb that only speaks
 * leaves DID_STATUS out and finds the new status in the ticket afterwards
 * (clock_ticket_apply). With DID_CREATE and DID_REOPEN, status is what the
 * message of the same event finds.
 */
enum event_did {
	DID_CREATE = 1 << 0,
	DID_REOPEN = 1 << 1,
	DID_CUSTOMER_SPOKE = 1 << 2,
	DID_STAFF_SPOKE = 1 << 3, /* publicly */
	DID_NOTE = 1 << 4,
	DID_DEPARTMENT = 1 << 5,
	DID_PRIORITY = 1 << 6,
	DID_LEVEL = 1 << 7,
	DID_ASSIGN = 1 << 8, /* assignee 0: to nobody */
	DID_STATUS = 1 << 9,
	DID_BY_AGENT = 1 << 10, /* with DID_CREATE: on behalf of a customer */
	DID_TAGS = 1 << 11,
	DID_ANSWERED = 1 << 12, /* staff say that they answered elsewhere */
	DID_RESTORE = 1 << 13,  /* status is what it was before */
	DID_NO_REPLY = 1 << 14, /* nobody waits any more */
	DID_TOOK_IN = 1 << 15,  /* ev->until: oldest unanswered word it brought,
				 * or INSTANT_NONE */
	DID_RESUME = 1 << 16,   /* pauses that are as long as may be end */
	DID_DEADLINE = 1 << 17, /* of ev->metric: ev->due, or INSTANT_NONE */
	DID_QUEUED = 1 << 18,   /* of ev->metric: chat or call answer */
	DID_ACCEPTED = 1 << 19,
	DID_ABANDONED = 1 << 20,
	DID_SPLIT = 1 << 21,  /* with DID_CREATE: part of another ticket, whose
			       * customer waits since ev->until */
	DID_FIELDS = 1 << 22, /* custom fields */
	DID_DESK_SPOKE = 1 << 23, /* publicly, by itself: no answer of staff */
};

/* Of these its requester is told; nobody outside hears of the rest. */
#define DID_PUBLIC                                                             \
	(DID_CREATE | DID_REOPEN | DID_CUSTOMER_SPOKE | DID_STAFF_SPOKE |      \
	 DID_STATUS | DID_ANSWERED | DID_RESTORE | DID_DESK_SPOKE)

struct event {
	int64_t seq; /* 1, 2, ... within the ticket */
	instant at;
	instant recorded_at;
	enum event_kind kind;
	unsigned did;
	enum status status;       /* with DID_STATUS, DID_CREATE, DID_REOPEN */
	enum priority priority;   /* with DID_PRIORITY, DID_CREATE */
	department_id department; /* with DID_DEPARTMENT, DID_CREATE */
	person_id assignee;       /* with DID_ASSIGN */
	int64_t level_version;    /* with DID_LEVEL, DID_CREATE; 0: none */
	int64_t calendar_version; /* by which it counts; 0: 24x7;
				   * INSTANT_NONE: it was not noted */
	int64_t rule;             /* rule_version.id that chose it, or that
				   * acted; or 0 */
	const void *asked;        /* what rules said (core/rule_trace.h) */
	size_t nasked;
	instant until;           /* of a postponement, or INSTANT_NONE */
	enum party party;        /* of a postponement */
	enum pause_code pause;   /* ... */
	int metric, cycle, step; /* of a mark; -1 for none */
	instant due;             /* of a mark, or INSTANT_NONE */
	const char *reason;      /* or NULL */
	struct actor by;
};

/* Does it tell something, and change nothing of the ticket? */
bool event_is_mark(const struct event *ev);

/* "new", "open", ...: as in the API and in CSV. */
const char *event_status_name(enum status s);
const char *event_priority_name(enum priority p);
const char *event_source_name(enum source s);
const char *event_pause_name(enum pause_code c);

/* Whom we wait for when a ticket is postponed for that reason. */
enum party event_pause_party(enum pause_code c);

#endif
