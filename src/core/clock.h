#ifndef CORE_CLOCK_H
#define CORE_CLOCK_H
/*
 * clock: how a ticket's promises run, pause, break and end (sla.md §4, §5).
 *
 * Pure: the state of a ticket and its clocks is a fold over its events.
 * Applying events 1..k and then k+1..n gives what 1..n gives, so the desk keeps
 * the state in rows and applies one event at a time; `verdict` is written for
 * each clock that a fold step ended. No wall clock: the caller passes instants.
 */
#include "core/level.h"

struct arena;

enum clock_state {
	CLOCK_RUNNING,
	CLOCK_PAUSED,
	CLOCK_MET,
	CLOCK_MISSED,
	CLOCK_CANCELLED,
};

/* Why it ended so. */
enum clock_reason {
	CLOCK_DONE,     /* the promised thing was done */
	CLOCK_RESOLVED, /* the ticket was resolved first */
	CLOCK_LEVEL,
	CLOCK_SPAM,
	CLOCK_DELETED,
	CLOCK_MERGED,
	CLOCK_NO_REPLY,  /* none was needed */
	CLOCK_ABANDONED, /* a chat or call that its customer left */
	CLOCK_SHUT,      /* ... that came outside opening hours */
};

/* Why it runs on though its ticket's status would hold it. */
enum clock_excuse {
	CLOCK_NOT_EXCUSED,
	CLOCK_NOTHING_LEFT, /* when the stay began (sla.md R9) */
	CLOCK_PAUSED_LONG,  /* its longest pause is over (D46) */
};

struct clock_trace;

struct clock {
	clock_id id; /* 0 until stored */
	enum metric metric;
	int cycle; /* 1, 2, ... of its metric */
	enum clock_state state;
	enum clock_reason reason;
	int64_t level_version, start_level_version;
	int64_t calendar_version, start_calendar_version;
	const char *tz_version, *start_tz_version;
	const char *level_name;
	/*
	 * The version under which it runs, which may be older than its
	 * ticket's (CHANGE_KEEP). Whoever loads a live clock sets it.
	 */
	const struct level *level;
	instant started;
	/*
	 * The due instant in force; INSTANT_NONE while paused with time left,
	 * or when its calendar never opens that long (clock_never_due). One
	 * that breached keeps its own, paused or not, unless a change left it
	 * time. first_due is the first it had.
	 */
	instant first_due, due;
	seconds target;         /* as it counts it (level_seconds) */
	struct target promised; /* as the level says it */
	enum unit unit;
	instant manual; /* a due instant set by hand, or INSTANT_NONE */
	/*
	 * While that holds: what would be due without it; INSTANT_NONE while
	 * paused with time left, or never. It breaks nothing.
	 */
	instant calculated;
	seconds consumed; /* up to `since`; all of it once stopped */
	instant since;    /* start of its current segment */
	/* Calendar seconds of its pauses up to `since`, and of these whom we
	 * waited for. */
	seconds paused, waited[PARTY_N];
	enum party party; /* of the pause it is in */
	enum clock_excuse excused;
	/* Since when it stands still; INSTANT_NONE: it runs. What was taken
	 * away while it stood keeps it, and goes on from there. */
	instant stood;
	instant breached; /* INSTANT_NONE: not */
	instant stopped;  /* INSTANT_NONE: still there */
	/* Ended: seconds over target; met: negative, what was left. */
	seconds margin;
	struct clock_trace *trace; /* its ticket's */
	instant next; /* earliest of steps and due + 1; INSTANT_NONE: none */
	unsigned steps_done;
	department_id department, breach_department;
	person_id agent, breach_agent, resolver;
	bool changed; /* by the fold, since it was loaded or stored */
};

/* A stretch of a clock's life in which one level and one state held. */
struct clock_segment {
	enum metric metric;
	int cycle;
	instant from, until;
	bool paused;
	enum party party; /* while paused: whom we wait for */
	seconds used;     /* of the target; 0 while paused */
	seconds target;
	/* Another version that counts alike begins a segment, too. */
	const struct level *level;
	enum unit unit;
};

/* Where closed segments are noted, for whoever explains them. */
struct clock_trace {
	struct arena *arena;
	struct clock_segment *v;
	size_t n, cap;
};

/*
 * From ${at} on the ticket had that status, waited for that party while it
 * paused, and its customer waited or not.
 */
struct clock_stay {
	instant at;
	enum status status;
	enum party party;
	bool waiting;
};

/* From ${since} on: so long after its resolution a ticket closes by itself. */
struct close_rule {
	instant since;
	seconds after; /* 0: never */
};

/* A ticket as far as its promises need to know it, with its clocks. */
struct clock_ticket {
	enum status status;
	instant status_since; /* INSTANT_NONE: a row of before, unknown */
	/* While it is spam, deleted or merged: */
	enum status before_spam, before_deleted, before_merged;
	instant hidden; /* since when it is such, or INSTANT_NONE */
	enum priority priority;
	department_id department;
	person_id assignee;
	bool by_agent;
	const struct level *level; /* NULL: no SLA */
	int64_t last_seq;
	instant last_event;
	instant created;
	instant first_answered; /* INSTANT_NONE: not yet */
	instant unanswered; /* oldest unanswered customer message, or NONE */
	instant last_message;
	instant last_answered; /* the last public word of staff */
	instant resolved;      /* the last resolution, while it stands */
	/* While it is postponed with an end, or such a one is hidden. */
	instant postponed_until;
	enum party party; /* whom it was postponed for, last */
	/* Its clocks: those running or paused, and the newest ended one of each
	 * metric at least; the caller may load more. */
	struct clock *clocks;
	size_t n, cap;
	/* When it closes by itself, in order of since; none: never. */
	const struct close_rule *closing;
	size_t nclosing;
	/*
	 * The statuses it had, when it was folded from its first event on:
	 * what CHANGE_REJUDGE and DID_TOOK_IN go through again.
	 */
	bool whole;
	struct clock_stay *stays;
	size_t nstays, capstays;
	struct clock_trace *trace; /* NULL: nobody asks */
};

/* An empty ticket to apply its first event (DID_CREATE) to. */
void clock_ticket_init(struct clock_ticket *t);

/*
 * clock_ticket_apply(t, ev, level, a):
 * Fold ${ev} into ${t}. ${level} is the compiled version of ev->level_version
 * when the event sets one (DID_CREATE, DID_LEVEL), else ignored. New clocks
 * come from ${a}. Events must come in order: ev->seq == t->last_seq + 1 and
 * ev->at >= t->last_event (asserted); a mark (EVENT_OVERDUE, EVENT_REMINDER)
 * changes no clock. A level with CHANGE_REJUDGE, and DID_TOOK_IN, take a ticket
 * that is whole (asserted).
 */
void clock_ticket_apply(struct clock_ticket *t, const struct event *ev,
			const struct level *level, struct arena *a);

/*
 * Note every breach that lies before ${now} (due < now): the breach instant is
 * the due instant. Nothing else changes; apply does it for the event's instant.
 */
void clock_ticket_advance(struct clock_ticket *t, instant now);

/*
 * The next change the ticket makes by itself (sla.md R29), at or before
 * ${now}: fills ${ev} (kind, at, did, status; not seq) and returns true. The
 * caller appends it and asks again. Here: the end of a postponement, of a
 * pause that lasted as long as it may, and closing after a resolution.
 */
bool clock_ticket_pending(const struct clock_ticket *t, instant now,
			  struct event *ev);

/* When clock_ticket_pending() next has something; INSTANT_NONE: never. */
instant clock_ticket_settle_at(const struct clock_ticket *t);

/* Is it spam or deleted? */
bool clock_ticket_hidden(const struct clock_ticket *t);

/*
 * Is it that (spam, deleted or merged), or will it be on its way back? Only
 * then its before_... of it means something.
 */
bool clock_ticket_lies_in(const struct clock_ticket *t, enum status s);

/* The status that DID_RESTORE brings it back to; its own if it is not hidden.
 */
enum status clock_ticket_before(const struct clock_ticket *t);

/* The running clock that is due first (of two at once that of the lower
 * metric), or NULL. */
const struct clock *clock_ticket_nearest(const struct clock_ticket *t);

/*
 * Does a promise of it go on by its level's hours: one that runs, stands still,
 * or was taken away by hiding it and will come back? Where none does, the next
 * goes by the calendar's newest version (sla.md D31).
 */
bool clock_ticket_by_hours(const struct clock_ticket *t);

/*
 * What sorts it in lists: the nearest due instant; else, with no clock running
 * and none paused, 7 x 86,400 s after the oldest unanswered customer message
 * or its creation; paused and answered ones after all those
 * (CLOCK_ORDER_LAST + last event). What has ended or is hidden: its last event;
 * lists show the newest of those first.
 */
#define CLOCK_ORDER_LAST (INT64_C(1) << 40)
instant clock_ticket_order_at(const struct clock_ticket *t);

/* Open, unpaused seconds used up by ${now} (all of it once stopped). */
seconds clock_consumed(const struct clock *c, instant now);

/* Is it running with no due instant, because its calendar never opens? */
bool clock_never_due(const struct clock *c);

/* Still running or paused? */
bool clock_live(const struct clock *c);

/* What is left, in the clock's unit; negative: over. */
seconds clock_remaining(const struct clock *c, instant now);

/* The due instant without the one set by hand: `calculated`, or `due`. */
instant clock_calculated(const struct clock *c);

/*
 * The instant at which step ${s} falls due, counted from the last resume;
 * INSTANT_NONE while paused, ended or when it never does. A step before due
 * that was not fired when the clock breached still has its instant here, but
 * no longer counts for c->next.
 */
instant clock_step_at(const struct clock *c, const struct step *s);

/* Does it warn before the deadline? Such a one is stale once that is broken. */
bool clock_step_warns(const struct step *s);

/* Mark a step as fired or skipped, and find the next instant to look. */
void clock_step_done(struct clock *c, int number);

/* Find c->next again, after loading or a change of level. */
void clock_find_next(struct clock *c);

const char *clock_state_name(enum clock_state s);
const char *clock_reason_name(enum clock_reason r);

#endif
