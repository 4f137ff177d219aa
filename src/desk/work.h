#ifndef DESK_WORK_H
#define DESK_WORK_H
/*
 * work: a ticket in hand: locked, its state loaded, what happens to it folded
 * in memory, and then everything written back at once. What all the verbs, the
 * sweeper and the import share; for desk/ alone.
 *
 * A verb is a function that looks at the work, refuses or adds its event:
 *
 *	static enum err_kind note(struct work *w, const void *args,
 *				  struct err *e)
 *	{
 *		struct event ev = work_event(w, EVENT_NOTE, DID_NOTE);
 *		...
 *		work_say(w, args, AUTHOR_STAFF, VISIBLE_STAFF);
 *		work_add(w, &ev, NULL);
 *		return ERR_NONE;
 *	}
 *
 * and work_run() is the transaction around it.
 */
#include "desk/desk.h"
#include "store/applied_store.h"
#include "store/custom_store.h"
#include "store/message_store.h"
#include "store/name_store.h"
#include "store/step_store.h"
#include "store/ticket_store.h"
#include "store/event_store.h"
#include "store/link_store.h"

/* What was written of a clock when it was last looked at. */
struct work_mark {
	bool overdue; /* its mark stands in the timeline */
	bool ended;   /* its verdict is stored */
	bool stored;  /* it is no new one */
	instant stopped;
};

/* A step that fell due; its clock by place, for the array may grow. */
struct work_step {
	size_t clock;
	int step;
	instant due, noticed;
	enum step_outcome outcome;
	const char *reason;
	const struct level *level; /* whose step it was */
};

/* Tags that an event put on and took off; ids of the arena. */
struct work_tags {
	int64_t seq; /* of the event */
	const tag_id *on, *off;
	size_t non, noff;
};

/* The custom fields that an event changed; of the arena. */
struct work_fields {
	int64_t seq; /* of the event */
	const struct custom_change *v;
	size_t n;
};

struct work {
	struct job *job;
	struct names *names;
	struct ticket row;
	struct clock_ticket state;
	struct work_mark *marks; /* of state.clocks[0..nmarks) */
	size_t nmarks, capmarks;
	const char *requester_name; /* NULL: to be looked up */
	bool closing;               /* state.closing is set, and held */
	bool past;  /* an import: marks stand where they fell due */
	bool moved; /* by more than marks: the version counts it */
	bool waits; /* changes that were applied are left to the caller */
	const struct applied_changes *changes; /* NULL: they were not read */
	/* to be written */
	struct event_row *events;
	size_t nevents, capevents;
	struct message *messages;
	size_t nmessages, capmessages;
	struct work_step *steps;
	size_t nsteps, capsteps;
	struct work_tags *tags;
	size_t ntags, captags;
	struct work_fields *fields;
	size_t nfields, capfields;
	/*
	 * Another ticket that the same verb changes or makes, and how they are
	 * linked; there the caller is led, and there go the files.
	 */
	struct work *also;
	struct link link; /* its seqs; the rest is filled in */
	bool linked;
	/* Of what steps and rules do (desk/deeds.h); NULL where none does. */
	struct deeds *shared; /* with its batch */
	struct work_act *acts;
	size_t nacts, capacts;
	struct work_letter *letters;
	size_t nletters, capletters;
	tag_id *has; /* the tags on it, */
	size_t nhas, caphas;
	bool knows_tags; /* ... once somebody looked */
	/* Of rules (desk/rule_run.h). */
	unsigned set_off; /* what happened to it: RULE_ON() bits */
	int64_t *ran;     /* rules that acted: rule.id */
	size_t nran, capran;
	size_t nchosen; /* events that SLA rules were asked about */
	/* While rules say what it begins as: its level and status so far. */
	const struct level *opening;
	enum status opening_status;
	/* Of work_say(), work_tag() and work_fill(), until their event is
	 * added. */
	struct message pending;
	struct work_tags pending_tags;
	struct work_fields pending_fields;
	struct timed *timed; /* of time rules (desk/timed.h); NULL: unread */
};

/* ---- The verbs' frame -----------------------------------------------------
 */

typedef enum err_kind work_verb(struct work *w, const void *args,
				struct err *e);

/*
 * One transaction: the form's key, the ticket's lock, what fell due before now,
 * may they see it, is it still what they saw; then ${verb}, and all of it is
 * stored. Nothing is left behind on any error.
 */
enum err_kind work_run(struct job *job, const char *code, int64_t seen,
		       work_verb *verb, const void *args, struct deed *out,
		       struct err *e) MUST_CHECK;

/*
 * The same with another ticket, w->also, which is locked, too, both in order of
 * id. What is not theirs to see cannot be told from what is not there:
 * ERR_INVALID, about ${field}.
 */
struct work_other {
	const char *code, *field;
};
enum err_kind work_run_pair(struct job *job, const char *code, int64_t seen,
			    const struct work_other *other, work_verb *verb,
			    const void *args, struct deed *out,
			    struct err *e) MUST_CHECK;

/* ${w} is linked to w->also by the next event of each. */
void work_link(struct work *w, enum link_kind kind);

/* A new ticket beside ${w}, as w->also, for the verb to fill. */
struct work *work_beside(struct work *w);

/* The same for a ticket that ${verb} makes. */
enum err_kind work_run_new(struct job *job, work_verb *verb, const void *args,
			   struct deed *out, struct err *e) MUST_CHECK;

/* ---- A ticket in hand -----------------------------------------------------
 */

void work_init(struct work *w, struct job *job, struct names *names);

/*
 * Its clocks and level, once its row is locked (and no lock is to follow); and
 * the versions of its level and calendar that were applied to open tickets
 * since it was last locked, unless it waits (work_catch_up).
 */
enum err_kind work_load(struct work *w, struct err *e) MUST_CHECK;

/* The same for up to TICKET_DUE_MAX of them, in order of id. */
enum err_kind work_load_all(struct work *const *works, size_t n,
			    struct err *e) MUST_CHECK;

/*
 * Make it whole (core/clock.h): what its events say of the statuses it had. To
 * be called, after work_load(), before an event that goes through a promise
 * again: a level, priority, return or reopening under CHANGE_REJUDGE, and
 * DID_TOOK_IN. It is once enough; work_run() does it for tickets whose own
 * level has that mode.
 */
enum err_kind work_whole(struct work *w, struct err *e) MUST_CHECK;

/* The same, if ${level} (or none: NULL) has that mode. */
enum err_kind work_whole_for(struct work *w, const struct level *level,
			     struct err *e) MUST_CHECK;

/* Tell those that are resolved when they close by themselves. */
enum err_kind work_closing(struct work *const *works, size_t n,
			   struct err *e) MUST_CHECK;

/* Read the changes that any of them has not taken: once for all. */
enum err_kind work_read_changes(struct work *const *works, size_t n,
				struct err *e) MUST_CHECK;

/*
 * Take the applied changes up to number ${until}, each at its own instant, and
 * what happened by itself before. INT64_MAX: all of them.
 */
enum err_kind work_catch_up(struct work *w, int64_t until,
			    struct err *e) MUST_CHECK;

/*
 * Of an applied change: the event that puts the ticket under ${level}. It is no
 * doing of anybody with this ticket: nobody's answer is refused for it.
 */
void work_take(struct work *w, const struct event *ev,
	       const struct level *level);

/* What happens by itself up to ${until}, without marks. */
void work_pass(struct work *w, instant until);

/*
 * Let happen, up to ${now}, what happens by itself (ends of postponements,
 * closing) at its own instant, then breaches, each marked in the timeline.
 */
void work_settle(struct work *w, instant now);

/*
 * Of an import: the steps of running clocks that fell due at or before ${now}
 * are noted, and do nothing.
 */
void work_skip_steps(struct work *w, instant now);

/* An event by job->by at job->by.now, with nothing in its other fields. */
struct event work_event(const struct work *w, enum event_kind kind,
			unsigned did);

/* The words that come with the next event that is added. */
void work_say(struct work *w, const char *body, enum author author,
	      enum visibility visibility);

/* ... that was said on another ticket: by whom and when it was said there. */
void work_copy(struct work *w, const struct message *m);

/* The tags that come and go with the next event that is added. */
void work_tag(struct work *w, const struct work_tags *tags);

/* What is filled into its custom fields with the next event that is added. */
void work_fill(struct work *w, const struct work_fields *fields);

/*
 * Fold ${ev} in: seq and recorded_at are set, its instant is never before the
 * last event's. ${level} as for clock_ticket_apply().
 */
void work_add(struct work *w, const struct event *ev,
	      const struct level *level);

/* ---- Writing --------------------------------------------------------------
 */

/*
 * Write ${n} tickets in order of id (new ones, id 0, last): rows, clocks,
 * verdicts, steps, events, messages, each kind in one statement.
 */
enum err_kind work_store(struct work *const *works, size_t n,
			 struct err *e) MUST_CHECK;

/* Ids set aside for what tickets of the past leave behind. */
struct work_ids {
	int64_t clock, verdict, message; /* the next of each to use */
	int64_t clock_end, verdict_end, message_end; /* ... before these */
};

/* The same for new tickets that bring ids, oids and codes of their own. */
enum err_kind work_store_past(struct work *const *works, size_t n,
			      struct work_ids *ids, struct err *e) MUST_CHECK;

/* ---- What people typed ----------------------------------------------------
 */

/*
 * ERR_INVALID, naming ${field} ("The message") and ${max} characters, for text
 * that is missing, blank, not UTF-8 or too long.
 */
enum err_kind work_check_text(const char *field, const char *text, size_t max,
			      struct err *e) MUST_CHECK;

/* A ticket's subject becomes one line, without what surrounds it. */
enum err_kind work_check_subject(struct arena *a, const char **subject,
				 struct err *e) MUST_CHECK;

/* ---- Who may --------------------------------------------------------------
 */

struct access_ticket work_access(const struct work *w);

/* ERR_DENIED unless they may work on it. */
enum err_kind work_may(const struct work *w, struct err *e) MUST_CHECK;

/* Have they any role that writes? Read-only people have none. */
bool work_writes(const struct viewer *v);

/* ERR_DENIED if the requester is a read-only person. */
enum err_kind work_speaks(const struct work *w, struct err *e) MUST_CHECK;

/* New, Open, Answered or Postponed? */
bool work_is_open(const struct work *w);

/* ... or Resolved: neither closed nor hidden. */
bool work_is_kept(const struct work *w);

/*
 * Somebody who works in that department, by opaque id; "" or NULL is nobody (id
 * 0). ERR_INVALID: they do not.
 */
enum err_kind work_worker(const struct work *w, department_id department,
			  const char *oid, person_id *out,
			  struct err *e) MUST_CHECK;

#endif
