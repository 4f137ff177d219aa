/* From the form of a level to its draft, and back what was refused. */
#include "web/level_form.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/level_words.h"
#include "store/agent_list.h"
#include "store/calendar_store.h"
#include "store/custom_store.h"
#include "store/department_store.h"
#include "store/level_read.h"
#include "store/tag_store.h"
#include "web/duration_text.h"
#include <inttypes.h>

/* What stands behind the first of these, or all of it. */
static const char *behind(const char *text, const char *mark)
{
	const char *at = strstr(text, mark);

	return at ? at + strlen(mark) : text;
}

struct drafting {
	struct req *rq;
	struct level_form *f;
	struct level_draft *d;
};

/* "" is none: 0. */
static seconds read_length(struct drafting *d, const char *id, const char *text,
			   bool days)
{
	enum word fault;
	seconds s = 0;

	if (!str_empty(text) &&
	    !duration_text_read(text, days, LIMIT_TARGET_SECONDS, &s, &fault))
		level_form_word(d->rq, d->f, id, fault, 0, 0);
	return s;
}

/* A whole number, with or without what it counts behind it. */
static int64_t read_whole(struct drafting *d, const char *id, const char *text,
			  enum word fault, int64_t min, int64_t max)
{
	size_t n = strspn(text, "0123456789");
	const char *digits = arena_copy(d->rq->a, text, n);
	const char *rest = text + n + strspn(text + n, " ");
	int64_t out = 0;

	if (str_to_i64(digits, min, max, &out) &&
	    (str_empty(rest) || str_eq(rest, "%") || str_eq(rest, "d") ||
	     str_eq(rest, "days") || str_eq(rest, "day")))
		return out;
	level_form_word(d->rq, d->f, id, fault, min, max);
	return 0;
}

static void draft_metric(struct drafting *d, int m)
{
	const char *name = level_metric_name((enum metric)m);
	bool any = false;

	d->d->pauses[m] = d->f->metric[m].pauses;
	d->d->pauses_set[m] = d->f->metric[m].pauses !=
			      level_default_pauses((enum metric)m);
	for (int p = 0; d->f->metric[m].on && p < PRIORITY_N; p++) {
		const char *text = d->f->metric[m].time[p];
		const char *id = arena_printf(d->rq->a, "%s-%s", name,
					      p ? level_words_priority[p]
						: "time");
		struct target *t = &d->d->target[m][p];

		any = any || !str_empty(text);
		t->unit = d->f->metric[m].unit[p];
		if (str_empty(text))
			*t = (struct target){ 0 };
		else if (t->unit == UNIT_WORKING_DAYS)
			t->seconds = read_whole(d, id, text,
						WORD_FAULT_WORKING_DAYS, 1,
						LIMIT_LEVEL_DAYS);
		else
			t->seconds = read_length(d, id, text,
						 t->unit == UNIT_CALENDAR);
	}
	if (d->f->metric[m].on && !any)
		level_form_word(d->rq, d->f,
				arena_printf(d->rq->a, "%s-time", name),
				WORD_FAULT_DURATION, 0, 0);
}

static enum err_kind find_tag(struct drafting *d, const char *id,
			      const char *name, int64_t *out, struct err *e)
{
	struct tag t;

	if (tag_store_find_name(d->rq->job.db, d->rq->a, name, &t, e) ==
	    ERR_NONE) {
		*out = t.id.n;
		return ERR_NONE;
	}
	if (e->kind != ERR_NOT_FOUND)
		return e->kind;
	err_clear(e);
	level_form_word(d->rq, d->f, id, WORD_FAULT_NO_TAG, 0, 0);
	return ERR_NONE;
}

/* By an address, or by what begins a name, if that is but one's. */
static enum err_kind find_person(struct drafting *d, const char *id,
				 const char *text, bool may_be_nobody,
				 int64_t *out, struct err *e)
{
	const struct agents_of of = { .roles = ROLES_STAFF };
	struct people found;

	if (str_empty(text) && may_be_nobody)
		return ERR_NONE;
	if (agent_list_find(d->rq->job.db, d->rq->a, &of, text, 2, &found, e))
		return e->kind;
	if (found.n == 1 || (found.n == 2 && found.v[0].email &&
			     str_eq(found.v[0].email, text)))
		*out = found.v[0].id.n;
	else
		level_form_word(d->rq, d->f, id,
				found.n ? WORD_FAULT_SEVERAL_FIT
					: WORD_FAULT_NOBODY_FITS,
				0, 0);
	return ERR_NONE;
}

/* The id of what the page has by its opaque id. */
static enum err_kind find_oid(struct drafting *d, const char *id,
			      enum action_names what, const char *oid,
			      int64_t *out, struct err *e)
{
	struct department dep = { 0 };
	struct custom_field field = { 0 };
	struct level_name l = { 0 };
	enum err_kind kind = ERR_NOT_FOUND;
	struct req *rq = d->rq;

	if (!rng_oid_valid(oid) && !str_eq(oid, "default"))
		kind = err_set(e, ERR_NOT_FOUND, "there is none");
	else if (what == ACTION_NAMES_DEPARTMENT)
		kind = department_store_find_oid(rq->job.db, rq->a, oid, &dep,
						 e);
	else if (what == ACTION_NAMES_LEVEL)
		kind = level_read_oid(rq->job.db, rq->a, oid, &l, e);
	else
		kind = custom_store_find(rq->job.db, rq->a, oid, &field, e);
	*out = what == ACTION_NAMES_DEPARTMENT ? dep.id.n
	       : what == ACTION_NAMES_LEVEL    ? l.id
					       : field.id;
	if (kind != ERR_NOT_FOUND)
		return kind;
	err_clear(e);
	level_form_word(rq, d->f, id, WORD_FAULT_WRONG, 0, 0);
	return ERR_NONE;
}

static enum err_kind draft_action(struct drafting *d, const char *id,
				  const struct level_form_action *is,
				  struct action *out, struct err *e)
{
	enum action_names what = action_names(is->kind);

	*out = (struct action){ .kind = is->kind };
	switch (what) {
	case ACTION_NAMES_PERSON:
		return find_person(d, id, is->value, is->kind == ACTION_ASSIGN,
				   &out->id, e);
	case ACTION_NAMES_TAG:
		return find_tag(d, id, is->value, &out->id, e);
	case ACTION_NAMES_FIELD:
		out->text = str_empty(is->more) ? NULL : is->more;
		return find_oid(d, id, what, is->value, &out->id, e);
	case ACTION_NAMES_DEPARTMENT:
	case ACTION_NAMES_LEVEL:
		return find_oid(d, id, what, is->value, &out->id, e);
	case ACTION_NAMES_NUMBER:
		if (is->kind == ACTION_POSTPONE)
			out->id = read_length(d, id, is->value, true);
		for (int p = PRIORITY_URGENT; p < PRIORITY_N; p++)
			if (is->kind == ACTION_PRIORITY &&
			    str_eq(is->value, level_words_priority[p]))
				out->id = p;
		return ERR_NONE;
	case ACTION_NAMES_NOTHING:
		out->text = str_empty(is->value) ? NULL : is->value;
	}
	return ERR_NONE;
}

static seconds draft_moment(struct drafting *d, int i,
			    const struct level_form_step *s)
{
	const char *id = arena_printf(d->rq->a, "step%d-time", i);
	seconds far;

	if (s->when == LEVEL_WHEN_AT)
		return 0;
	if (s->when == LEVEL_WHEN_PERCENT)
		return read_whole(d, id, s->time, WORD_FAULT_PERCENT, 1,
				  LIMIT_STEP_PERCENT);
	far = read_length(d, id, s->time, s->calendar);
	if (str_empty(s->time))
		level_form_word(d->rq, d->f, id, WORD_FAULT_DURATION, 0, 0);
	return s->when == LEVEL_WHEN_BEFORE ? -far : far;
}

static enum err_kind draft_step(struct drafting *d, int i, struct err *e)
{
	const struct level_form_step *s = &d->f->steps[i];
	struct level_draft *out = d->d;
	int k = out->nsteps[s->metric];
	struct action *actions = ARENA_ARRAY(d->rq->a, (size_t)s->n + 1,
					     struct action);

	if (k == LIMIT_STEPS) {
		level_form_word(d->rq, d->f,
				arena_printf(d->rq->a, "step%d-metric", i),
				WORD_FAULT_TOO_MANY_STEPS, 1, LIMIT_STEPS);
		return ERR_NONE;
	}
	out->nsteps[s->metric]++;
	out->steps[s->metric][k] = (struct step){
		.number = k,
		.offset = draft_moment(d, i, s),
		.unit = s->when == LEVEL_WHEN_PERCENT ? STEP_PERCENT
			: s->calendar && s->when != LEVEL_WHEN_AT
				? STEP_CALENDAR
				: STEP_WORKING,
	};
	for (int n = 0; n < s->n; n++) {
		const char *id = arena_printf(d->rq->a, "step%d-%d", i, n);
		size_t before = d->f->nfaults;

		if (draft_action(d, id, &s->actions[n], &actions[n], e))
			return e->kind;
		if (d->f->nfaults > before ||
		    action_check(&actions[n], e) == ERR_NONE)
			continue;
		level_form_fault(d->rq, d->f, id, behind(e->msg, ": "));
		err_clear(e);
	}
	out->actions[s->metric][k] = (struct step_actions){ actions, s->n };
	return ERR_NONE;
}

static enum err_kind draft_calendar(struct drafting *d, struct err *e)
{
	struct calendar_names all;

	if (str_empty(d->f->calendar))
		return ERR_NONE;
	if (calendar_store_list(d->rq->job.db, d->rq->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.v[i].oid, d->f->calendar)) {
			d->d->calendar = all.v[i].id;
			return ERR_NONE;
		}
	level_form_word(d->rq, d->f, "calendar", WORD_FAULT_WRONG, 0, 0);
	return ERR_NONE;
}

static void draft_gears(struct drafting *d)
{
	const struct level_form *f = d->f;

	d->d->gears = (struct level_gears){
		.on_change = f->on_change,
		.reopen = f->reopen,
		.by_agent = f->by_agent,
		.by_consumption = f->by_consumption,
		.reopen_window = read_length(d, "reopen_window",
					     f->reopen_window, true),
		.max_pause = read_length(d, "max_pause", f->max_pause, true),
		.grace = read_length(d, "grace", f->grace, false),
		.late = read_length(d, "late", f->late, true),
	};
}

enum err_kind level_form_draft(struct req *rq, struct level_form *f,
			       struct level_draft *out, struct err *e)
{
	struct drafting d = { rq, f, out };
	bool any = false;

	*out = (struct level_draft){ .name = f->name };
	if (str_empty(f->name))
		level_form_word(rq, f, "name", WORD_FAULT_MISSING, 0, 0);
	for (int m = 0; m < METRIC_N; m++) {
		any = any || f->metric[m].on;
		draft_metric(&d, m);
	}
	if (!any)
		level_form_word(rq, f, "first_answer", WORD_FAULT_NO_PROMISE, 0,
				0);
	draft_gears(&d);
	if (draft_calendar(&d, e))
		return e->kind;
	for (int i = 0; i < f->nsteps; i++)
		if (draft_step(&d, i, e))
			return e->kind;
	return ERR_NONE;
}

/* ---- What the desk refused ----------------------------------------------- */

/* "step 2: ...": the number; 0: that is not what it says. */
static int number_behind(struct req *rq, const char *text, const char *word)
{
	size_t n = strlen(word);
	int64_t out = 0;

	if (!text || !str_starts(text, word) ||
	    !str_to_i64(arena_copy(rq->a, text + n, strcspn(text + n, ":")), 1,
			LIMIT_STEPS, &out))
		return 0;
	return (int)out;
}

/* "step 2: action 1: ...", of a metric: the input it is about. */
static const char *id_of_step(struct req *rq, const struct level_form *f, int m,
			      const char *rest)
{
	int step = number_behind(rq, rest, "step "), n = 0;
	int action = number_behind(rq, behind(rest, ": "), "action ");

	for (int i = 0; step && i < f->nsteps; i++) {
		if ((int)f->steps[i].metric != m || ++n < step)
			continue;
		return action > 0
			       ? arena_printf(rq->a, "step%d-%d", i, action - 1)
			       : arena_printf(rq->a, "step%d-time", i);
	}
	return NULL;
}

static const char *id_of(struct req *rq, const struct level_form *f,
			 const char *msg)
{
	bool target = str_starts(msg, "targets: ");

	if (target)
		msg = behind(msg, ": ");
	for (int m = 0; m < METRIC_N; m++) {
		const char *name = level_metric_name((enum metric)m);
		const char *id;

		if (!str_starts(msg, name) || msg[strlen(name)] != ':')
			continue;
		id = id_of_step(rq, f, m, behind(msg, ": "));
		return id ? id : arena_printf(rq->a, "%s-time", name);
	}
	return str_starts(msg, "late: ") ? "late" : "name";
}

void level_form_refused(struct req *rq, struct level_form *f, struct err *e)
{
	const char *last = e->msg;

	for (const char *at; (at = strstr(last, ": ")) != NULL;)
		last = at + 2;
	level_form_fault(rq, f, id_of(rq, f, e->msg), last);
	err_clear(e);
}
