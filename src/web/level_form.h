#ifndef WEB_LEVEL_FORM_H
#define WEB_LEVEL_FORM_H
/*
 * level_form: the form that an SLA level is written in (levels/form.tpl): read
 * as it was typed, made from a level, checked into a draft, and shown again.
 *
 * Escalation steps come as step0-..., step1-..., in the order of the page; each
 * button of theirs (deed = add, drop-1, up-1, down-1, do-1, undo-1-0) sends the
 * whole form, and it comes back with that done. Nothing is saved by it.
 *
 *	level_form_read(rq, &f);                what was typed
 *	if (level_form_deed(rq, &f)) ...        show it again
 *	if (level_form_draft(rq, &f, &d, e)) ...
 *	if (f.nfaults) ...                      show it again, 422
 */
#include "core/level.h"
#include "store/level_store.h"
#include "base/limits.h"
#include "web/http.h"
#include "web/view.h"
#include "web/words.h"

enum level_when {
	LEVEL_WHEN_BEFORE,
	LEVEL_WHEN_AT,
	LEVEL_WHEN_AFTER,
	LEVEL_WHEN_PERCENT,
	LEVEL_WHEN_N
};

/* What a step does: the input beside it as typed, ids as the page has them. */
struct level_form_action {
	enum action_kind kind;
	const char *value; /* an address, a name, an opaque id, words */
	const char *more;  /* of a custom field: what is to stand in it */
};

struct level_form_step {
	enum metric metric;
	enum level_when when;
	const char *time; /* or percent */
	bool calendar;    /* the time is counted around the clock */
	struct level_form_action actions[LIMIT_STEP_ACTIONS];
	int n;
};

#define LEVEL_FORM_STEPS (METRIC_N * LIMIT_STEPS)

struct level_form {
	const char *name;
	const char *calendar; /* its opaque id; "": 24x7 */
	int64_t seen;         /* the version's number; 0: it is new */
	struct {
		bool on;
		const char *time[PRIORITY_N];
		enum unit unit[PRIORITY_N];
		unsigned pauses;
	} metric[METRIC_N];
	struct level_form_step *steps;
	int nsteps;
	enum level_change on_change;
	enum level_reopen reopen;
	enum level_by_agent by_agent;
	bool by_consumption;
	const char *reopen_window, *max_pause, *grace, *late;

	const char *focus; /* id of the input to go on with; NULL: none */
	struct level_form_fault {
		const char *id, *text;
	} * faults;
	size_t nfaults, capfaults;
};

/* A new one, as it begins: nothing is ticked yet. */
void level_form_new(struct req *rq, struct level_form *f);

/* As it was typed. Unreadable and doubled fields leave a fault. */
void level_form_read(struct req *rq, struct level_form *f);

/* A level, to be changed; its actions name what there is now. */
enum err_kind level_form_of(struct req *rq, const struct level *l,
			    struct level_form *f, struct err *e) MUST_CHECK;

/* Do what the button of a step asks for; false: it was another button. */
bool level_form_deed(struct req *rq, struct level_form *f);

/*
 * Make it a draft. What is wrong is noted in the form, by its input, and the
 * draft has the rest. An error is the database's.
 */
enum err_kind level_form_draft(struct req *rq, struct level_form *f,
			       struct level_draft *out,
			       struct err *e) MUST_CHECK;

/* Note what is wrong with the input of that id. */
void level_form_fault(struct req *rq, struct level_form *f, const char *id,
		      const char *text);

/* The same by a word; MIN and MAX of it unless both are 0. */
void level_form_word(struct req *rq, struct level_form *f, const char *id,
		     enum word w, int64_t min, int64_t max);

/* What the desk refused (ERR_INVALID), at the input it is about; clears it. */
void level_form_refused(struct req *rq, struct level_form *f, struct err *e);

/*
 * Show it in levels/form.tpl, that was included as ${v}, to be sent to
 * ${action}: inputs, choices, faults. Not what is around them: examples, whom
 * it is for.
 */
enum err_kind level_form_fill(struct req *rq, struct view *v,
			      const char *action, const struct level_form *f,
			      struct err *e) MUST_CHECK;

#endif
