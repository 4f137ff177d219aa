#ifndef DESK_DEEDS_H
#define DESK_DEEDS_H
/*
 * deeds: what escalation steps and rules do to tickets in hand (core/action.h):
 * the one executor of actions. For desk/ alone.
 *
 * All that the actions of one step, or one rule, change is one event of the
 * ticket; whom they tell, and what they call, are rows of outbox and notice,
 * written in the transaction of that event. An action that makes no sense any
 * more is noted with its reason, and holds nothing up.
 *
 *	deeds_begin(&p, w, &by);
 *	if (deeds_plan(&p, actions, n, e) || deeds_add(&p, e))
 *		return e->kind;
 */
#include "desk/work.h"
#include "store/custom_store.h"
#include "store/rule_store.h"
#include "store/staff_store.h"

/* Who acts: a step that fires, or a rule. */
struct deed_by {
	const struct rule_row *rule; /* NULL: a step */
	/* Of a step. */
	size_t clock;
	int step;
	instant fell_due;
	bool late;
};

/* What an action did. */
struct work_act {
	struct deed_by by;
	int64_t seq; /* of a rule's event */
	int position;
	enum action_kind kind;
	enum action_outcome outcome;
	int told, missed;
};

/* Somebody is to be told, or a URL called. */
struct work_letter {
	struct deed_by by;
	int64_t seq;
	int position;
	const struct staff *to; /* NULL: an address, or a URL */
	const char *text;       /* the address or the URL */
	bool call;
	instant due; /* of a step's clock, then */
};

/* A department, tag or level that actions name, as it is now. */
struct deeds_known {
	struct deeds_known *next;
	enum action_kind kind;
	int64_t id; /* as the action has it */
	bool there, archived;
	int64_t means; /* the tag that it became; else the same */
	const struct level *level;
};

/*
 * What the tickets of one transaction share: who may be told, what there is.
 * Each is read once, when it is first needed, after the tickets were locked.
 */
struct deeds {
	struct job *job;
	struct work *const *works;
	size_t n;
	bool has_staff, has_fields;
	struct staff_list staff;
	struct custom_fields fields; /* of tickets */
	struct deeds_known *known;
};

struct deeds *deeds_new(struct job *job, struct work *const *works, size_t n);

/* The one of ${w} and of w->also; made, if there is none yet. */
struct deeds *deeds_of(struct work *w);

/*
 * Write, once tickets, clocks, steps and events are stored, what became of
 * actions, letters and calls. ERR_BUSY: run the transaction again.
 */
enum err_kind deeds_store(struct work *const *works, size_t n,
			  struct err *e) MUST_CHECK;

/* ---- One step, or one rule ------------------------------------------------
 */

struct deeds_plan {
	struct deeds *d;
	struct work *w;
	struct deed_by by;
	const struct event *opens; /* a ticket that is not there yet: the event
				    * that is going to open it; or NULL */
	struct event ev;           /* what it is going to be */
	const struct level *level; /* with DID_LEVEL */
	tag_id *on, *off;
	size_t non, noff;
	struct custom_change *fields;
	size_t nfields;
	const char *note, *answer; /* their words so far, or NULL */
	/* Of w->letters and w->acts: those that are this one's. */
	size_t letters, letters_end, acts, acts_end;
};

void deeds_begin(struct deeds_plan *p, struct work *w,
		 const struct deed_by *by);

/* What becomes of each action; nothing is done yet but noted. */
enum err_kind deeds_plan(struct deeds_plan *p, const struct action *v, size_t n,
			 struct err *e) MUST_CHECK;

/* Would anything come of it: a change, a letter, or a reason why not? */
bool deeds_any(const struct deeds_plan *p);

/* Would it change the ticket, by more than words? */
bool deeds_change(const struct deeds_plan *p);

/* Forget that it was planned. */
void deeds_drop(struct deeds_plan *p);

/* The event that it is, and of an answer beside a note one more. */
enum err_kind deeds_add(struct deeds_plan *p, struct err *e) MUST_CHECK;

/* ---- Between the files of deeds -------------------------------------------
 */

/* As it is once that is done. */
department_id deeds_department(const struct deeds_plan *p);
person_id deeds_assignee(const struct deeds_plan *p);
enum status deeds_status(const struct deeds_plan *p);
enum priority deeds_priority(const struct deeds_plan *p);

/* Do they work in its department? */
bool deeds_works(const struct deeds_plan *p, person_id who);

/* What there is of that. */
enum err_kind deeds_find(struct deeds *d, enum action_kind kind, int64_t id,
			 const struct deeds_known **out,
			 struct err *e) MUST_CHECK;

/* Actions on tags, and on custom fields. */
enum err_kind deeds_tag(struct deeds_plan *p, const struct action *a,
			enum action_outcome *out, struct err *e) MUST_CHECK;
enum err_kind deeds_field(struct deeds_plan *p, const struct action *a,
			  enum action_outcome *out, struct err *e) MUST_CHECK;

/* Those that move its status. */
enum action_outcome deeds_move(struct deeds_plan *p, const struct action *a);

/* Tell whom the action says; counts those who are told and those who cannot
 * be. */
void deeds_tell(struct deeds_plan *p, const struct action *a,
		struct work_act *out);

/* A letter or a call. */
void deeds_letter(struct deeds_plan *p, int position, const struct staff *to,
		  const char *text, bool call);

#endif
