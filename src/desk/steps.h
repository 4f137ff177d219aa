#ifndef DESK_STEPS_H
#define DESK_STEPS_H
/*
 * steps: escalation steps of tickets in hand (sla.md R20-R22): which fall due,
 * and what they do. For desk/ alone.
 *
 * The sweeper fires them; who opens a ticket or works on it does not (D58). A
 * step is claimed by its row of fired_step; what it changes is one event of the
 * ticket, by the sweeper, that names metric, cycle and step; whom it tells, and
 * what it calls, are rows of outbox and notice. All of that is one transaction.
 * An action that makes no sense any more is noted with its reason, and holds
 * nothing up.
 */
#include "desk/work.h"
#include "store/staff_store.h"

/*
 * What the steps of one batch share: who may be told, what there is. Each is
 * read once, when it is first needed, after the tickets were locked.
 */
struct steps *steps_new(struct job *job, struct work *const *works, size_t n);

/*
 * Fire the steps of its running clocks that fell due at or before ${now}, and
 * those that these set off, LIMIT_STEP_ROUNDS deep. No step of a level's metric
 * fires twice in one go, whatever clock it is of. ERR_BUSY and ERR_BROKEN are
 * the database's.
 */
enum err_kind steps_fire(struct steps *st, struct work *w, instant now,
			 struct err *e) MUST_CHECK;

/*
 * Write, once its tickets, clocks and steps are stored, what became of their
 * actions, letters and calls. ERR_BUSY: run the transaction again.
 */
enum err_kind steps_store(struct work *const *works, size_t n,
			  struct err *e) MUST_CHECK;

/* After the commit: note when it was, and how late these steps were. */
void steps_committed(struct job *job, struct work *const *works, size_t n);

/* ---- Between the files of steps ------------------------------------------ */

/* What an action did. */
struct work_act {
	size_t clock;
	int step, position;
	enum action_kind kind;
	enum action_outcome outcome;
	int told, missed;
};

/* Somebody is to be told, or a URL called. */
struct work_letter {
	size_t clock;
	int step, position;
	const struct staff *to; /* NULL: an address, or a URL */
	const char *text;       /* the address or the URL */
	bool call, late;
	instant fell_due; /* the step */
	instant due;      /* its clock, then */
};

/* A department, tag or level that actions name, as it is now. */
struct steps_known {
	struct steps_known *next;
	enum action_kind kind;
	int64_t id; /* as the action has it */
	bool there, archived;
	int64_t means; /* the tag that it became; else the same */
	const struct level *level;
};

struct steps {
	struct job *job;
	struct work *const *works;
	size_t n;
	bool has_staff, has_tags;
	struct staff_list staff;
	struct steps_known *known;
};

/* A step that fires: the event that it is going to be. */
struct steps_plan {
	struct steps *st;
	struct work *w;
	size_t clock;
	const struct step *step;
	instant fell_due;
	bool late;
	struct event ev;
	const struct level *level; /* with DID_LEVEL */
	tag_id *on, *off;
	size_t non, noff;
	const char *note; /* its words so far, or NULL */
	size_t first;     /* of w->letters that is this step's */
};

/* Who has the ticket, and where it is, once that is done. */
department_id steps_department(const struct steps_plan *p);
person_id steps_assignee(const struct steps_plan *p);

/* All the actions of a step that fires, and the event that they are. */
enum err_kind steps_act(struct steps *st, struct work *w, size_t clock,
			const struct step *s, instant fell_due, bool late,
			struct err *e) MUST_CHECK;

/* Tell whom the action says; counts those who are told and those who cannot
 * be. */
void steps_tell(struct steps_plan *p, int position, const struct action *a,
		struct work_act *out);

/* A letter or a call of this step. */
void steps_letter(struct steps_plan *p, int position, const struct staff *to,
		  const char *text, bool call);

#endif
