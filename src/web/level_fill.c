/* The form of a level as it is shown. */
#include "web/level_form.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/level_words.h"
#include "store/calendar_store.h"
#include "store/custom_store.h"
#include "store/department_store.h"
#include "store/level_read.h"
#include "web/level_says.h"
#include "web/names.h"
#include "web/promise_parts.h"
#include <ctype.h>

/* What actions choose from; each is read once, when it is needed. */
struct filling {
	struct req *rq;
	const struct level_form *f;
	struct view *v;
	bool has_departments, has_levels, has_fields;
	struct departments departments;
	struct level_names levels;
	struct custom_fields fields;
};

static const char *fault_of(const struct level_form *f, const char *id)
{
	for (size_t i = 0; i < f->nfaults; i++)
		if (str_eq(f->faults[i].id, id))
			return f->faults[i].text;
	return NULL;
}

/* Beside the input of that id: the section, with its TEXT. */
static void show_fault(const struct level_form *f, struct view *v,
		       const char *section, const char *id)
{
	const char *text = fault_of(f, id);

	if (text)
		view_text(view_row(v, section), PARTS_ERRORS_TEXT, text);
}

static void show_focus(const struct level_form *f, struct view *v,
		       const char *section, const char *id)
{
	if (f->focus && str_eq(f->focus, id))
		view_show(v, section);
}

/* ---- Promises ------------------------------------------------------------ */

static void fill_time(struct filling *fl, struct view *part,
		      const char *include, int m, int p)
{
	static const char *const units[] = {
		[UNIT_WORKING] = LEVELS_TIME_WORKING,
		[UNIT_CALENDAR] = LEVELS_TIME_CALENDAR,
		[UNIT_WORKING_DAYS] = LEVELS_TIME_DAYS,
		[UNIT_NEXT_OPEN] = LEVELS_TIME_NEXT_OPEN,
	};
	static const char *const priorities[PRIORITY_N] = {
		[PRIORITY_ANY] = LEVELS_TIME_ANY,
		[PRIORITY_URGENT] = LEVELS_TIME_URGENT,
		[PRIORITY_HIGH] = LEVELS_TIME_HIGH,
		[PRIORITY_NORMAL] = LEVELS_TIME_NORMAL,
		[PRIORITY_LOW] = LEVELS_TIME_LOW,
	};
	struct view *v = view_include(part, include, LEVELS_TIME_TPL);
	const char *id = arena_printf(fl->rq->a, "%s-%s",
				      level_metric_name((enum metric)m),
				      p ? level_words_priority[p] : "time");

	view_text(v, LEVELS_TIME_ID, id);
	view_text(v, LEVELS_TIME_TIME, fl->f->metric[m].time[p]);
	view_show(v, priorities[p]);
	view_show(v, units[fl->f->metric[m].unit[p]]);
	show_fault(fl->f, v, LEVELS_TIME_ERROR, id);
}

static void fill_pauses(struct filling *fl, struct view *v, int m)
{
	static const char *const sections[LEVEL_WORDS_PAUSES] = {
		[STATUS_NEW] = LEVELS_PROMISE_PAUSE_NEW,
		[STATUS_OPEN] = LEVELS_PROMISE_PAUSE_OPEN,
		[STATUS_ANSWERED] = LEVELS_PROMISE_PAUSE_ANSWERED,
		[STATUS_POSTPONED] = LEVELS_PROMISE_PAUSE_POSTPONED,
	};
	unsigned is = fl->f->metric[m].pauses;

	for (int s = 0; s < LEVEL_WORDS_PAUSES; s++)
		if (is & STATUS_BIT(s))
			view_show(v, sections[s]);
	if (is != level_default_pauses((enum metric)m))
		view_show(v, LEVELS_PROMISE_PAUSES_OPEN);
}

static void fill_promise(struct filling *fl, int m)
{
	const char *include = m < METRIC_SHOWN_N ? LEVELS_FORM_PROMISE
						 : LEVELS_FORM_RARE;
	struct view *v = view_include(fl->v, include, LEVELS_PROMISE_TPL);
	const char *key = level_metric_name((enum metric)m);
	bool own = false;

	view_text(v, LEVELS_PROMISE_KEY, key);
	promise_parts_metric(v, (enum metric)m);
	if (fl->f->metric[m].on)
		view_show(v, LEVELS_PROMISE_ON);
	show_fault(fl->f, v, LEVELS_PROMISE_ERROR, key);
	fill_time(fl, v, LEVELS_PROMISE_TIME, m, PRIORITY_ANY);
	for (int p = PRIORITY_URGENT; p < PRIORITY_N; p++) {
		own = own || !str_empty(fl->f->metric[m].time[p]);
		fill_time(fl, v, LEVELS_PROMISE_PRIORITY, m, p);
	}
	if (own)
		view_show(v, LEVELS_PROMISE_OWN);
	fill_pauses(fl, v, m);
	if (m >= METRIC_SHOWN_N && fl->f->metric[m].on)
		view_show(fl->v, LEVELS_FORM_RARE_OPEN);
}

/* ---- What a step does ---------------------------------------------------- */

static struct view *add_option(struct view *list, const char *oid,
			       const char *name, const char *is)
{
	struct view *row = view_row(list, LEVELS_ACTION_INPUT_OPTION);

	view_text(row, LEVELS_ACTION_INPUT_VALUE_OID, oid);
	view_text(row, LEVELS_ACTION_INPUT_OPTION_NAME, name);
	if (str_eq(oid, is))
		view_show(row, LEVELS_ACTION_INPUT_CHOSEN);
	return row;
}

/* One that is archived by now is still there where it is chosen. */
static enum err_kind fill_departments(struct filling *fl, struct view *list,
				      const char *is, struct err *e)
{
	if (!fl->has_departments &&
	    department_store_list(fl->rq->job.db, fl->rq->a, &fl->departments,
				  e))
		return e->kind;
	fl->has_departments = true;
	for (size_t i = 0; i < fl->departments.n; i++) {
		const struct department *d = &fl->departments.v[i];

		if (d->archived == INSTANT_NONE || str_eq(d->oid, is))
			add_option(list, d->oid, d->name, is);
	}
	return ERR_NONE;
}

static enum err_kind fill_levels(struct filling *fl, struct view *list,
				 const char *is, struct err *e)
{
	if (!fl->has_levels &&
	    level_read_list(fl->rq->job.db, fl->rq->a, &fl->levels, e))
		return e->kind;
	fl->has_levels = true;
	for (size_t i = 0; i < fl->levels.n; i++) {
		const struct level_name *l = &fl->levels.v[i];

		if (l->archived == INSTANT_NONE || str_eq(l->oid, is))
			add_option(list, l->oid, l->name, is);
	}
	return ERR_NONE;
}

static enum err_kind fill_fields(struct filling *fl, struct view *list,
				 const char *is, struct err *e)
{
	if (!fl->has_fields &&
	    custom_store_list(fl->rq->job.db, fl->rq->a, CUSTOM_OF_TICKET,
			      &fl->fields, e))
		return e->kind;
	fl->has_fields = true;
	for (size_t i = 0; i < fl->fields.n; i++) {
		const struct custom_field *c = &fl->fields.v[i];

		if (c->archived == INSTANT_NONE || str_eq(c->oid, is))
			add_option(list, c->oid, c->name, is);
	}
	return ERR_NONE;
}

static void fill_priorities(struct view *list, const char *is)
{
	static const char *const sections[PRIORITY_N] = {
		[PRIORITY_URGENT] = LEVELS_ACTION_INPUT_IS_URGENT,
		[PRIORITY_HIGH] = LEVELS_ACTION_INPUT_IS_HIGH,
		[PRIORITY_NORMAL] = LEVELS_ACTION_INPUT_IS_NORMAL,
		[PRIORITY_LOW] = LEVELS_ACTION_INPUT_IS_LOW,
	};
	struct view *v = view_row(list, LEVELS_ACTION_INPUT_PRIORITIES);

	for (int p = PRIORITY_URGENT; p < PRIORITY_N; p++)
		if (str_eq(is, level_words_priority[p]))
			view_show(v, sections[p]);
}

static enum err_kind fill_choice(struct filling *fl, struct view *v,
				 const struct level_form_action *is,
				 struct err *e)
{
	struct view *list = view_row(v, LEVELS_ACTION_INPUT_CHOICE);

	switch (action_names(is->kind)) {
	case ACTION_NAMES_DEPARTMENT:
		return fill_departments(fl, list, is->value, e);
	case ACTION_NAMES_LEVEL:
		return fill_levels(fl, list, is->value, e);
	case ACTION_NAMES_FIELD:
		return fill_fields(fl, list, is->value, e);
	default:
		fill_priorities(list, is->value);
		return ERR_NONE;
	}
}

static bool is_choice(enum action_kind k)
{
	return k == ACTION_PRIORITY || k == ACTION_TRANSFER ||
	       k == ACTION_LEVEL || k == ACTION_FIELD;
}

/* Does it have one line, and of how many characters? 0: no line. */
static int64_t line_max(enum action_kind k)
{
	switch (k) {
	case ACTION_TELL_ADDRESS:
	case ACTION_TELL_PERSON:
	case ACTION_ASSIGN:
		return LIMIT_EMAIL;
	case ACTION_TAG:
	case ACTION_UNTAG:
	case ACTION_POSTPONE:
		return LIMIT_NAME;
	case ACTION_CALL:
		return LIMIT_ACTION_URL;
	default:
		return 0;
	}
}

static void fill_line(struct view *v, const struct level_form_action *is)
{
	bool words = is->kind == ACTION_NOTE || is->kind == ACTION_ANSWER;
	struct view *line;

	if (!words && line_max(is->kind) == 0) {
		view_show(v, LEVELS_ACTION_INPUT_NOTHING);
		return;
	}
	view_show(v, LEVELS_ACTION_INPUT_LABELS);
	view_int(v, LEVELS_ACTION_INPUT_TEXT_MAX,
		 is->kind == ACTION_ANSWER ? LIMIT_ACTION_ANSWER
		 : words                   ? LIMIT_ACTION_NOTE
					   : line_max(is->kind));
	line = view_row(v, words ? LEVELS_ACTION_INPUT_WORDS
				 : LEVELS_ACTION_INPUT_LINE);
	if (action_names(is->kind) == ACTION_NAMES_PERSON)
		view_show(line, LEVELS_ACTION_INPUT_SUGGEST);
}

static enum err_kind fill_action(struct filling *fl, struct view *step, int i,
				 int k, struct err *e)
{
	const struct level_form_action *is = &fl->f->steps[i].actions[k];
	struct view *v = view_include(step, LEVELS_STEP_INPUT_DO,
				      LEVELS_ACTION_INPUT_TPL);
	const char *id = arena_printf(fl->rq->a, "step%d-%d", i, k);

	view_text(v, LEVELS_ACTION_INPUT_ID, id);
	view_text(v, LEVELS_ACTION_INPUT_DO, action_name(is->kind));
	view_text(v, LEVELS_ACTION_INPUT_VALUE, is->value);
	view_text(v, LEVELS_ACTION_INPUT_UNDO,
		  arena_printf(fl->rq->a, "%d-%d", i, k));
	view_show(v, level_says_action(is->kind));
	show_fault(fl->f, v, LEVELS_ACTION_INPUT_ERROR, id);
	show_focus(fl->f, v, LEVELS_ACTION_INPUT_FOCUS, id);
	if (!is_choice(is->kind)) {
		fill_line(v, is);
		return ERR_NONE;
	}
	view_show(v, LEVELS_ACTION_INPUT_LABELS);
	if (is->kind == ACTION_FIELD) {
		view_int(v, LEVELS_ACTION_INPUT_TEXT_MAX, LIMIT_ACTION_NOTE);
		view_text(view_row(v, LEVELS_ACTION_INPUT_VALUE_TOO),
			  LEVELS_ACTION_INPUT_MORE, is->more);
	}
	return fill_choice(fl, v, is, e);
}

/* ---- Steps --------------------------------------------------------------- */

static void fill_when(struct filling *fl, struct view *v, int i)
{
	static const char *const whens[LEVEL_WHEN_N] = {
		[LEVEL_WHEN_BEFORE] = LEVELS_STEP_INPUT_BEFORE,
		[LEVEL_WHEN_AT] = LEVELS_STEP_INPUT_AT,
		[LEVEL_WHEN_AFTER] = LEVELS_STEP_INPUT_AFTER,
		[LEVEL_WHEN_PERCENT] = LEVELS_STEP_INPUT_PERCENT,
	};
	const struct level_form_step *s = &fl->f->steps[i];

	for (int m = 0; m < METRIC_N; m++) {
		struct view *row = view_row(v, LEVELS_STEP_INPUT_METRIC);

		view_text(row, LEVELS_STEP_INPUT_KEY,
			  level_metric_name((enum metric)m));
		promise_parts_metric(row, (enum metric)m);
		if ((int)s->metric == m)
			view_show(row, LEVELS_STEP_INPUT_CHOSEN);
	}
	view_show(v, whens[s->when]);
	view_text(v, LEVELS_STEP_INPUT_TIME, s->time);
	view_show(v, s->calendar ? LEVELS_STEP_INPUT_CALENDAR
				 : LEVELS_STEP_INPUT_WORKING);
}

/* What the inputs of a step are called, and what is said of them. */
static void fill_beside(struct filling *fl, struct view *v, int i)
{
	static const struct {
		const char *id, *focus, *fault;
	} inputs[] = {
		{ "step%d-metric", LEVELS_STEP_INPUT_METRIC_FOCUS,
		  LEVELS_STEP_INPUT_METRIC_ERROR },
		{ "step%d-time", LEVELS_STEP_INPUT_TIME_FOCUS,
		  LEVELS_STEP_INPUT_TIME_ERROR },
		{ "step%d-add", LEVELS_STEP_INPUT_ADD_FOCUS, NULL },
		{ "up-%d", LEVELS_STEP_INPUT_UP_FOCUS, NULL },
		{ "down-%d", LEVELS_STEP_INPUT_DOWN_FOCUS, NULL },
	};
	const char *const ids[COUNT_OF(inputs)] = {
		arena_printf(fl->rq->a, "step%d-metric", i),
		arena_printf(fl->rq->a, "step%d-time", i),
		arena_printf(fl->rq->a, "step%d-add", i),
		arena_printf(fl->rq->a, "up-%d", i),
		arena_printf(fl->rq->a, "down-%d", i),
	};

	for (size_t k = 0; k < COUNT_OF(inputs); k++) {
		show_focus(fl->f, v, inputs[k].focus, ids[k]);
		if (inputs[k].fault)
			show_fault(fl->f, v, inputs[k].fault, ids[k]);
	}
}

static enum err_kind fill_step(struct filling *fl, int i, struct err *e)
{
	const struct level_form_step *s = &fl->f->steps[i];
	struct view *v = view_include(fl->v, LEVELS_FORM_STEP,
				      LEVELS_STEP_INPUT_TPL);

	view_int(v, LEVELS_STEP_INPUT_I, i);
	view_int(v, LEVELS_STEP_INPUT_N, i + 1);
	view_int(v, LEVELS_STEP_INPUT_ACTIONS, s->n);
	fill_when(fl, v, i);
	fill_beside(fl, v, i);
	if (i == 0)
		view_show(v, LEVELS_STEP_INPUT_FIRST);
	if (i + 1 == fl->f->nsteps)
		view_show(v, LEVELS_STEP_INPUT_LAST);
	if (s->n == LIMIT_STEP_ACTIONS)
		view_show(v, LEVELS_STEP_INPUT_FULL);
	for (int k = 0; k < s->n; k++)
		if (fill_action(fl, v, i, k, e))
			return e->kind;
	return ERR_NONE;
}

/* ---- The rest ------------------------------------------------------------ */

static enum err_kind fill_calendars(struct filling *fl, struct err *e)
{
	struct calendar_names all;
	struct view *row;

	if (calendar_store_list(fl->rq->job.db, fl->rq->a, &all, e))
		return e->kind;
	if (str_empty(fl->f->calendar))
		view_show(fl->v, LEVELS_FORM_ALWAYS);
	for (size_t i = 0; i < all.n; i++) {
		row = view_row(fl->v, LEVELS_FORM_CALENDAR);
		view_text(row, LEVELS_FORM_OID, all.v[i].oid);
		view_text(row, LEVELS_FORM_CALENDAR_NAME, all.v[i].name);
		if (str_eq(all.v[i].oid, fl->f->calendar))
			view_show(row, LEVELS_FORM_CHOSEN);
	}
	return ERR_NONE;
}

static void fill_gears(struct filling *fl)
{
	static const char *const changes[] = {
		[CHANGE_RETARGET] = LEVELS_FORM_CHANGE_RETARGET,
		[CHANGE_REJUDGE] = LEVELS_FORM_CHANGE_REJUDGE,
		[CHANGE_RESTART] = LEVELS_FORM_CHANGE_RESTART,
		[CHANGE_KEEP] = LEVELS_FORM_CHANGE_KEEP,
	};
	static const char *const reopens[] = {
		[REOPEN_FIRST_ONLY] = LEVELS_FORM_REOPEN_FIRST_ONLY,
		[REOPEN_NEW_CYCLE] = LEVELS_FORM_REOPEN_NEW_CYCLE,
		[REOPEN_CONTINUE] = LEVELS_FORM_REOPEN_CONTINUE,
	};
	static const char *const agents[] = {
		[BY_AGENT_NONE] = LEVELS_FORM_AGENT_NONE,
		[BY_AGENT_START] = LEVELS_FORM_AGENT_START,
		[BY_AGENT_MET] = LEVELS_FORM_AGENT_MET,
	};
	const struct level_form *f = fl->f;

	view_show(fl->v, changes[f->on_change]);
	view_show(fl->v, reopens[f->reopen]);
	view_show(fl->v, agents[f->by_agent]);
	if (f->by_consumption)
		view_show(fl->v, LEVELS_FORM_BY_CONSUMPTION);
	view_text(fl->v, LEVELS_FORM_REOPEN_WINDOW, f->reopen_window);
	view_text(fl->v, LEVELS_FORM_MAX_PAUSE, f->max_pause);
	view_text(fl->v, LEVELS_FORM_GRACE, f->grace);
	view_text(fl->v, LEVELS_FORM_LATE, f->late);
	if (f->on_change || f->reopen || f->by_agent || f->by_consumption ||
	    !str_empty(f->reopen_window) || !str_empty(f->max_pause) ||
	    !str_empty(f->grace) || !str_empty(f->late))
		view_show(fl->v, LEVELS_FORM_MORE_OPEN);
}

enum err_kind level_form_fill(struct req *rq, struct view *v,
			      const char *action, const struct level_form *f,
			      struct err *e)
{
	struct filling fl = { .rq = rq, .f = f, .v = v };

	view_text(v, LEVELS_FORM_ACTION, action);
	view_text(v, LEVELS_FORM_NAME, f->name);
	view_int(v, LEVELS_FORM_NAME_MAX, LIMIT_NAME);
	view_text(v, LEVELS_FORM_SEEN,
		  f->seen ? arena_printf(rq->a, "%lld", (long long)f->seen)
			  : "");
	view_int(v, LEVELS_FORM_STEPS, f->nsteps);
	show_fault(f, v, LEVELS_FORM_NAME_ERROR, "name");
	show_fault(f, v, LEVELS_FORM_CALENDAR_ERROR, "calendar");
	show_fault(f, v, LEVELS_FORM_REOPEN_WINDOW_ERROR, "reopen_window");
	show_fault(f, v, LEVELS_FORM_MAX_PAUSE_ERROR, "max_pause");
	show_fault(f, v, LEVELS_FORM_GRACE_ERROR, "grace");
	show_fault(f, v, LEVELS_FORM_LATE_ERROR, "late");
	show_focus(f, v, LEVELS_FORM_ADD_FOCUS, "add-step");
	for (int m = 0; m < METRIC_N; m++)
		fill_promise(&fl, m);
	fill_gears(&fl);
	if (fill_calendars(&fl, e))
		return e->kind;
	for (int i = 0; i < f->nsteps; i++)
		if (fill_step(&fl, i, e))
			return e->kind;
	return ERR_NONE;
}
