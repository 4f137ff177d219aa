#ifndef DESK_EXPLAIN_H
#define DESK_EXPLAIN_H
/*
 * explain: why each promise of a ticket is due when it is (sla.md R24), found
 * by following the ticket's events again, under the levels and calendars that
 * held; so the lines are those that its verdicts were computed from.
 *
 * Reads alone, without locks. What it costs is bounded by the ticket's own
 * events (LIMIT_EXPLAIN_EVENTS).
 */
#include "core/explain.h"
#include "desk/desk.h"
#include "desk/explain_rules.h"
#include "store/calendar_view.h"
#include "store/ticket_store.h"

/* What made a line begin; of a pause also what ended it. */
enum explain_cause {
	EXPLAIN_CAUSE_NONE,   /* several things could have, or none is known */
	EXPLAIN_CAUSE_OPENED, /* the ticket */
	EXPLAIN_CAUSE_BY_STAFF, /* ... by staff, for somebody */
	EXPLAIN_CAUSE_CUSTOMER, /* a customer's message */
	EXPLAIN_CAUSE_STAFF,    /* a public word of staff */
	EXPLAIN_CAUSE_MARKED,   /* as answered */
	EXPLAIN_CAUSE_ASSIGNED,
	EXPLAIN_CAUSE_RESOLVED,
	EXPLAIN_CAUSE_REOPENED, /* or taken up again */
	EXPLAIN_CAUSE_LEVEL,    /* ... or its hours */
	EXPLAIN_CAUSE_PRIORITY,
	EXPLAIN_CAUSE_RESTORED,
	EXPLAIN_CAUSE_TOOK_IN, /* the word of a ticket that was merged in */
	EXPLAIN_CAUSE_TIME,    /* the end of a postponement */
	EXPLAIN_CAUSE_LONGEST, /* a pause may last no longer */
	EXPLAIN_CAUSE_QUEUED,
	EXPLAIN_CAUSE_ACCEPTED,
	EXPLAIN_CAUSE_SPAM,
	EXPLAIN_CAUSE_DELETED,
	EXPLAIN_CAUSE_MERGED,
	EXPLAIN_CAUSE_NO_REPLY,
	EXPLAIN_CAUSE_ABANDONED,
	EXPLAIN_CAUSE_SHUT, /* outside opening hours */
	EXPLAIN_CAUSE_N
};

struct desk_line {
	struct explain_line line;
	enum explain_cause cause, end;
	/* Why it was postponed, where that is one thing; for staff. */
	enum pause_code pause;
};

/* A version of a calendar that it went by, and what that closed for between
 * its start and its end. */
struct desk_hours {
	const struct calendar_view *of; /* without its closures */
	const struct calendar_view_closure *closures;
	size_t n;
	bool more; /* there may be others behind these */
};

/* What is stored differs from what the events say. */
enum desk_differs {
	DESK_DIFFERS_STATE = 1 << 0,
	DESK_DIFFERS_DUE = 1 << 1,
	DESK_DIFFERS_USED = 1 << 2,
	DESK_DIFFERS_PAUSED = 1 << 3,
	DESK_DIFFERS_MISSING = 1 << 4, /* it is not stored at all */
};

struct desk_promise {
	/* As its events make it, at the instant asked about, with its level;
	 * of a customer's its cycle is counted among what they are shown. */
	struct clock clock;
	const struct desk_line *lines;
	size_t n;
	bool cut;           /* some lines were left out */
	bool early;         /* a line names a version that held only later */
	seconds used;       /* what the open lines add up to */
	instant calculated; /* without the deadline set by hand, or NONE */
	/* Who set that one, and why; for staff, else NULL. */
	const char *set_by, *set_because;
	seconds grace;                  /* in its target */
	const struct desk_hours *hours; /* in the order of their use */
	size_t nhours;
	unsigned differs;   /* bits of enum desk_differs */
	instant stored_due; /* when DESK_DIFFERS_DUE */
	bool elsewhere; /* it was, or began to be, counted by other time zones
			   than these: what differs may be right */
};

/* A stretch in which the ticket was spam, deleted or merged. */
struct desk_away {
	instant from, until; /* INSTANT_NONE: it still is */
	enum status status;  /* the last of these it was */
};

struct desk_explanation {
	struct ticket_view ticket;
	bool staff; /* they see it as staff; else as its customer */
	instant at; /* how things stand then */
	/* In their order; for staff those that run or are paused first. */
	const struct desk_promise *promises;
	size_t n;
	size_t left_out;              /* older ones that were not asked for */
	const struct desk_away *away; /* for staff */
	size_t naway;
	/* How rules chose its levels, the newest first; for staff. */
	const struct desk_choice *choices;
	size_t nchoices;
	/* The events cannot be followed, there are no promises here: a column
	 * that stands in the way; NULL otherwise. */
	const char *broken;
	bool extra; /* more promises are stored than the events make */
};

/*
 * The order in which a ticket's promises are told, wherever several are, for
 * qsort() of struct clock: first answer, next answer and so on, as their enum
 * has them, of each the newest first.
 */
int desk_promise_order(const void *a, const void *b);

/*
 * desk_explain(job, code, most, out, e):
 * Explain the promises of a ticket, ${most} of them (what runs or is paused,
 * and the newest of the others), as things stand at
 * job->by.now, to job->viewer. Its customers are told of what is promised to
 * them, and of nobody who works here. ERR_NOT_FOUND: no such ticket, or not
 * theirs to see.
 */
enum err_kind desk_explain(struct job *job, const char *code, size_t most,
			   struct desk_explanation *out,
			   struct err *e) MUST_CHECK;

/* Is what is stored not what it is explained by, in any of them? Those that
 * were counted by other time zones may differ. */
bool desk_explain_differs(const struct desk_explanation *x);

/*
 * What of a promise does not add up at ${at}: "used", "paused", "time", "due",
 * "line", "left", "level"; NULL when all of it does (sla.md, invariant 9).
 */
const char *desk_explain_fault(const struct desk_promise *p, instant at);

#endif
