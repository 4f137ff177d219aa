#include "web/level_form.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/level_words.h"
#include "store/calendar_store.h"
#include "store/custom_store.h"
#include "store/department_store.h"
#include "store/level_read.h"
#include "store/person_store.h"
#include "store/tag_store.h"
#include "web/duration_text.h"
#include "web/form.h"
#include "web/page.h"
#include <inttypes.h>

static const char *const units[] = {
	[UNIT_WORKING] = "working",
	[UNIT_CALENDAR] = "calendar",
	[UNIT_WORKING_DAYS] = "days",
	[UNIT_NEXT_OPEN] = "next_open",
};
static const char *const whens[LEVEL_WHEN_N] = {
	[LEVEL_WHEN_BEFORE] = "before",
	[LEVEL_WHEN_AT] = "at",
	[LEVEL_WHEN_AFTER] = "after",
	[LEVEL_WHEN_PERCENT] = "percent",
};

/* ---- Faults -------------------------------------------------------------- */

void level_form_fault(struct req *rq, struct level_form *f, const char *id,
		      const char *text)
{
	ARENA_ROOM(rq->a, f->faults, f->nfaults, f->capfaults);
	f->faults[f->nfaults++] = (struct level_form_fault){
		arena_str(rq->a, id), page_sentence(rq->a, text)
	};
}

void level_form_word(struct req *rq, struct level_form *f, const char *id,
		     enum word w, int64_t min, int64_t max)
{
	char lowest[24], highest[24], text[WORDS_TEXT * 2];
	const struct words_blank blanks[] = { { "MIN", lowest },
					      { "MAX", highest },
					      { NULL, NULL } };

	if (min == 0 && max == 0) {
		level_form_fault(rq, f, id, words_get(w));
		return;
	}
	snprintf(lowest, sizeof(lowest), "%" PRId64, min);
	snprintf(highest, sizeof(highest), "%" PRId64, max);
	level_form_fault(rq, f, id, words_fill(w, blanks, text));
}

/* ---- As it was typed ----------------------------------------------------- */

static int64_t value(struct req *rq, struct level_form *f,
		     const struct field *field, const char **text)
{
	struct form form;

	form_read(rq, field, 1, &form);
	if (form.v[0].fault)
		level_form_fault(rq, f, field->name,
				 form_fault_text(rq->a, field, &form.v[0]));
	if (text)
		*text = form.v[0].text;
	return form.v[0].i64;
}

/* One line, or several, "" if it is not there. */
static const char *typed(struct req *rq, struct level_form *f, const char *name,
			 enum field_kind kind, int64_t max)
{
	const struct field field = { name, kind, .max = max };
	const char *text;

	(void)value(rq, f, &field, &text);
	return text;
}

/* The place of what was chosen among ${n} words; a strange one is a fault. */
static int chosen(struct req *rq, struct level_form *f, const char *name,
		  const char *const *words, int n)
{
	struct field_choice *choices = ARENA_ARRAY(rq->a, (size_t)n + 1,
						   struct field_choice);
	const struct field field = { name, FIELD_CHOICE, .choices = choices };

	for (int i = 0; i < n; i++)
		choices[i] = (struct field_choice){ words[i], i };
	return (int)value(rq, f, &field, NULL);
}

static bool ticked(struct req *rq, struct level_form *f, const char *name)
{
	const struct field field = { .name = name, .kind = FIELD_FLAG };

	return value(rq, f, &field, NULL) != 0;
}

static void read_metric(struct req *rq, struct level_form *f, int m)
{
	const char *name = level_metric_name((enum metric)m);

	f->metric[m].on = ticked(rq, f, name);
	for (int p = 0; p < PRIORITY_N; p++) {
		const char *id = arena_printf(rq->a, "%s-%s", name,
					      p ? level_words_priority[p]
						: "time");

		f->metric[m].time[p] = typed(rq, f, id, FIELD_LINE, LIMIT_NAME);
		f->metric[m].unit[p] = (enum unit)chosen(
			rq, f, arena_printf(rq->a, "%s-unit", id), units,
			COUNT_OF(units));
	}
	for (int s = 0; s < LEVEL_WORDS_PAUSES; s++)
		if (ticked(rq, f,
			   arena_printf(rq->a, "%s-pauses-%s", name,
					level_words_pause[s])))
			f->metric[m].pauses |= STATUS_BIT(s);
}

/* How many there are, at most ${most}: a hidden input says so. */
static int read_count(const struct req *rq, const char *name, int most)
{
	const struct http_pair *p = http_find(&rq->fields, name);
	int64_t n;

	return p && str_to_i64(p->text, 0, most, &n) ? (int)n : 0;
}

static enum field_kind kind_of(enum action_kind k)
{
	return k == ACTION_NOTE || k == ACTION_ANSWER ? FIELD_TEXT : FIELD_LINE;
}

static bool read_action(struct req *rq, struct level_form *f, int i, int k,
			struct level_form_action *out)
{
	const char *id = arena_printf(rq->a, "step%d-%d", i, k);
	const struct http_pair *p = http_find(&rq->fields,
					      arena_printf(rq->a, "%s-do", id));

	*out = (struct level_form_action){ .more = "" };
	if (!p || !action_of(p->text, &out->kind))
		return false;
	out->value = typed(rq, f, id, kind_of(out->kind), LIMIT_MESSAGE);
	if (out->kind == ACTION_FIELD)
		out->more = typed(rq, f, arena_printf(rq->a, "%s-value", id),
				  FIELD_LINE, LIMIT_MESSAGE);
	return true;
}

static void read_step(struct req *rq, struct level_form *f, int i,
		      struct level_form_step *s)
{
	static const char *const counts[] = { "working", "calendar" };
	const char *names[METRIC_N];
	int n = read_count(rq, arena_printf(rq->a, "step%d-n", i),
			   LIMIT_STEP_ACTIONS);

	for (int m = 0; m < METRIC_N; m++)
		names[m] = level_metric_name((enum metric)m);
	*s = (struct level_form_step){ 0 };
	s->metric = (enum metric)chosen(rq, f,
					arena_printf(rq->a, "step%d-metric", i),
					names, METRIC_N);
	s->when = (enum level_when)chosen(rq, f,
					  arena_printf(rq->a, "step%d-when", i),
					  whens, LEVEL_WHEN_N);
	s->time = typed(rq, f, arena_printf(rq->a, "step%d-time", i),
			FIELD_LINE, LIMIT_NAME);
	s->calendar = chosen(rq, f, arena_printf(rq->a, "step%d-unit", i),
			     counts, 2) == 1;
	for (int k = 0; k < n; k++)
		if (read_action(rq, f, i, k, &s->actions[s->n]))
			s->n++;
}

static void read_gears(struct req *rq, struct level_form *f)
{
	f->on_change = (enum level_change)chosen(rq, f, "on_change",
						 level_words_change, 4);
	f->reopen = (enum level_reopen)chosen(rq, f, "reopen",
					      level_words_reopen, 3);
	f->by_agent = (enum level_by_agent)chosen(rq, f, "by_agent",
						  level_words_by_agent, 3);
	f->by_consumption = ticked(rq, f, "by_consumption");
	f->reopen_window = typed(rq, f, "reopen_window", FIELD_LINE,
				 LIMIT_NAME);
	f->max_pause = typed(rq, f, "max_pause", FIELD_LINE, LIMIT_NAME);
	f->grace = typed(rq, f, "grace", FIELD_LINE, LIMIT_NAME);
	f->late = typed(rq, f, "late", FIELD_LINE, LIMIT_NAME);
}

void level_form_new(struct req *rq, struct level_form *f)
{
	*f = (struct level_form){ .name = "", .calendar = "" };
	f->steps = ARENA_ARRAY(rq->a, LEVEL_FORM_STEPS + 1,
			       struct level_form_step);
	f->reopen_window = f->max_pause = f->grace = f->late = "";
	for (int m = 0; m < METRIC_N; m++) {
		f->metric[m].pauses = level_default_pauses((enum metric)m);
		for (int p = 0; p < PRIORITY_N; p++)
			f->metric[m].time[p] = "";
	}
}

void level_form_read(struct req *rq, struct level_form *f)
{
	int n = read_count(rq, "steps", LEVEL_FORM_STEPS);
	int64_t seen = 0;

	level_form_new(rq, f);
	f->name = typed(rq, f, "name", FIELD_LINE, LIMIT_NAME);
	f->calendar = typed(rq, f, "calendar", FIELD_LINE, LIMIT_NAME);
	if (str_to_i64(typed(rq, f, "seen", FIELD_LINE, LIMIT_NAME), 1,
		       INT32_MAX, &seen))
		f->seen = seen;
	for (int m = 0; m < METRIC_N; m++) {
		f->metric[m].pauses = 0;
		read_metric(rq, f, m);
	}
	while (f->nsteps < n) {
		read_step(rq, f, f->nsteps, &f->steps[f->nsteps]);
		f->nsteps++;
	}
	read_gears(rq, f);
}

/* ---- A level, to be changed ---------------------------------------------- */

static const char *length(struct req *rq, seconds s, bool days)
{
	char text[WORDS_TEXT];

	return arena_str(rq->a, duration_text(s, days, text));
}

static const char *target_text(struct req *rq, struct target t)
{
	if (t.seconds == 0)
		return "";
	if (t.unit == UNIT_WORKING_DAYS)
		return arena_printf(rq->a, "%" PRId64, t.seconds);
	return length(rq, t.seconds, t.unit == UNIT_CALENDAR);
}

static enum err_kind name_tag(struct req *rq, int64_t id, const char **out,
			      struct err *e)
{
	struct tag t;

	if (tag_store_find(rq->job.db, rq->a, (tag_id){ id }, &t, e))
		return e->kind;
	*out = t.name;
	return ERR_NONE;
}

static enum err_kind name_person(struct req *rq, int64_t id, const char **out,
				 struct err *e)
{
	struct person p;

	*out = "";
	if (id == 0)
		return ERR_NONE;
	if (person_store_find(rq->job.db, rq->a, (person_id){ id }, &p, e))
		return e->kind;
	*out = p.email ? p.email : p.name;
	return ERR_NONE;
}

static enum err_kind name_department(struct req *rq, int64_t id,
				     const char **out, struct err *e)
{
	struct departments all;

	*out = "";
	if (department_store_list(rq->job.db, rq->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id.n == id)
			*out = all.v[i].oid;
	return ERR_NONE;
}

static enum err_kind name_level(struct req *rq, int64_t id, const char **out,
				struct err *e)
{
	struct level_name l;

	*out = "";
	if (id == 0)
		return ERR_NONE;
	if (level_read_id(rq->job.db, rq->a, id, &l, e))
		return e->kind;
	*out = l.oid;
	return ERR_NONE;
}

static enum err_kind name_field(struct req *rq, int64_t id, const char **out,
				struct err *e)
{
	struct custom_fields all;

	*out = "";
	if (custom_store_list(rq->job.db, rq->a, CUSTOM_OF_TICKET, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id == id)
			*out = all.v[i].oid;
	return ERR_NONE;
}

static enum err_kind action_of_level(struct req *rq, const struct action *is,
				     struct level_form_action *out,
				     struct err *e)
{
	*out = (struct level_form_action){ is->kind, "", "" };
	switch (action_names(is->kind)) {
	case ACTION_NAMES_PERSON:
		return name_person(rq, is->id, &out->value, e);
	case ACTION_NAMES_DEPARTMENT:
		return name_department(rq, is->id, &out->value, e);
	case ACTION_NAMES_TAG:
		return name_tag(rq, is->id, &out->value, e);
	case ACTION_NAMES_LEVEL:
		return name_level(rq, is->id, &out->value, e);
	case ACTION_NAMES_FIELD:
		out->more = is->text ? is->text : "";
		return name_field(rq, is->id, &out->value, e);
	case ACTION_NAMES_NUMBER:
		out->value = is->kind == ACTION_PRIORITY
				     ? level_words_priority[is->id]
				     : length(rq, is->id, true);
		return ERR_NONE;
	case ACTION_NAMES_NOTHING:
		out->value = is->text ? is->text : "";
	}
	return ERR_NONE;
}

/* One whose tag was deleted names nothing, and says so. */
static enum err_kind actions_of_level(struct req *rq, struct level_form *f,
				      const struct step_actions *v,
				      struct level_form_step *out,
				      struct err *e)
{
	for (; out->n < v->n && out->n < LIMIT_STEP_ACTIONS; out->n++) {
		struct level_form_action *is = &out->actions[out->n];

		if (action_of_level(rq, &v->v[out->n], is, e) == ERR_NONE)
			continue;
		if (e->kind != ERR_NOT_FOUND)
			return e->kind;
		err_clear(e);
		is->value = "";
		level_form_word(
			rq, f,
			arena_printf(rq->a, "step%d-%d", f->nsteps, out->n),
			WORD_FAULT_WRONG, 0, 0);
	}
	return ERR_NONE;
}

/* The form's next step. */
static enum err_kind step_of_level(struct req *rq, struct level_form *f,
				   const struct level *l, int m,
				   const struct step *s, struct err *e)
{
	struct level_form_step *out = &f->steps[f->nsteps];
	const struct step_actions *actions = &l->actions[m][s->number];
	seconds far = s->offset < 0 ? -s->offset : s->offset;

	*out = (struct level_form_step){ .metric = (enum metric)m, .time = "" };
	out->calendar = s->unit == STEP_CALENDAR;
	out->when = s->unit == STEP_PERCENT ? LEVEL_WHEN_PERCENT
		    : s->offset < 0         ? LEVEL_WHEN_BEFORE
		    : s->offset == 0        ? LEVEL_WHEN_AT
					    : LEVEL_WHEN_AFTER;
	if (s->unit == STEP_PERCENT)
		out->time = arena_printf(rq->a, "%" PRId64, s->offset);
	else if (far > 0)
		out->time = length(rq, far, out->calendar);
	return actions_of_level(rq, f, actions, out, e);
}

static enum err_kind name_calendar(struct req *rq, int64_t id, const char **out,
				   struct err *e)
{
	struct calendar_names all;

	*out = "";
	if (calendar_store_list(rq->job.db, rq->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id == id)
			*out = all.v[i].oid;
	return ERR_NONE;
}

enum err_kind level_form_of(struct req *rq, const struct level *l,
			    struct level_form *f, struct err *e)
{
	const struct level_gears *g = &l->gears;

	level_form_new(rq, f);
	f->name = l->name;
	f->seen = l->number;
	for (int m = 0; m < METRIC_N; m++) {
		f->metric[m].on = level_promises(l, (enum metric)m);
		f->metric[m].pauses = l->pauses[m];
		for (int p = 0; p < PRIORITY_N; p++) {
			f->metric[m].time[p] = target_text(rq, l->target[m][p]);
			f->metric[m].unit[p] = l->target[m][p].unit;
		}
		for (int i = 0; i < l->nsteps[m]; i++, f->nsteps++)
			if (step_of_level(rq, f, l, m, &l->steps[m][i], e))
				return e->kind;
	}
	f->on_change = g->on_change;
	f->reopen = g->reopen;
	f->by_agent = g->by_agent;
	f->by_consumption = g->by_consumption;
	f->reopen_window = length(rq, g->reopen_window, true);
	f->max_pause = length(rq, g->max_pause, true);
	f->grace = length(rq, g->grace, false);
	f->late = length(rq, g->late, true);
	return name_calendar(rq, l->calendar_id, &f->calendar, e);
}

/* ---- Steps: more, fewer, in another order -------------------------------- */

static void swap_steps(struct level_form *f, int i, int k)
{
	struct level_form_step s = f->steps[i];

	f->steps[i] = f->steps[k];
	f->steps[k] = s;
}

/* Begins with what most of them are: a reminder to whoever has it. */
static void add_step(struct req *rq, struct level_form *f)
{
	struct level_form_step *s = &f->steps[f->nsteps];
	int m = 0;

	if (f->nsteps == LEVEL_FORM_STEPS)
		return;
	while (m < METRIC_N - 1 && !f->metric[m].on)
		m++;
	*s = (struct level_form_step){
		.metric = f->metric[m].on ? (enum metric)m : 0,
		.time = "",
		.actions = { { ACTION_TELL_AGENT, "", "" } },
		.n = 1,
	};
	f->focus = arena_printf(rq->a, "step%d-time", f->nsteps++);
}

static void add_action(struct req *rq, struct level_form *f, int i)
{
	struct level_form_step *s = &f->steps[i];
	const struct http_pair *p = http_find(
		&rq->fields, arena_printf(rq->a, "step%d-add", i));
	enum action_kind kind;

	f->focus = arena_printf(rq->a, "step%d-add", i);
	if (!p || !action_of(p->text, &kind) || s->n == LIMIT_STEP_ACTIONS)
		return;
	s->actions[s->n] = (struct level_form_action){ kind, "", "" };
	f->focus = arena_printf(rq->a, "step%d-%d", i, s->n++);
}

static void drop_action(struct req *rq, struct level_form *f, int i, int k)
{
	struct level_form_step *s = &f->steps[i];

	if (k < 0 || k >= s->n)
		return;
	memmove(&s->actions[k], &s->actions[k + 1],
		(size_t)(s->n - k - 1) * sizeof(s->actions[0]));
	s->n--;
	f->focus = arena_printf(rq->a, "step%d-add", i);
}

static void drop_step(struct req *rq, struct level_form *f, int i)
{
	memmove(&f->steps[i], &f->steps[i + 1],
		(size_t)(f->nsteps - i - 1) * sizeof(f->steps[0]));
	f->nsteps--;
	f->focus = f->nsteps == 0
			   ? "add-step"
			   : arena_printf(rq->a, "step%d-metric",
					  i < f->nsteps ? i : f->nsteps - 1);
}

static void lift_step(struct req *rq, struct level_form *f, int i)
{
	if (i > 0)
		swap_steps(f, i, i - 1);
	f->focus = i > 1 ? arena_printf(rq->a, "up-%d", i - 1) : "down-0";
}

static void sink_step(struct req *rq, struct level_form *f, int i)
{
	if (i + 1 < f->nsteps)
		swap_steps(f, i, i + 1);
	f->focus = i + 2 < f->nsteps
			   ? arena_printf(rq->a, "down-%d", i + 1)
			   : arena_printf(rq->a, "up-%d", f->nsteps - 1);
}

/* "-1", or "-1-0": of which step, and of which of its actions; -1: of none. */
static bool read_places(struct req *rq, const char *s, int *i, int *k)
{
	size_t n = *s ? strcspn(s + 1, "-") : 0;
	int64_t step, action = -1;

	if (*s != '-' || !str_to_i64(arena_copy(rq->a, s + 1, n), 0,
				     LEVEL_FORM_STEPS, &step))
		return false;
	s += 1 + n;
	if (*s && !str_to_i64(s + 1, 0, LIMIT_STEP_ACTIONS, &action))
		return false;
	*i = (int)step;
	*k = (int)action;
	return true;
}

/* What is done to one step, if it is there. */
static bool step_deed(struct req *rq, struct level_form *f, const char *deed)
{
	static const struct {
		const char *word;
		void (*act)(struct req *rq, struct level_form *f, int i);
	} deeds[] = { { "drop", drop_step },
		      { "up", lift_step },
		      { "down", sink_step },
		      { "do", add_action },
		      { "undo", NULL } };
	size_t n = strcspn(deed, "-"), d = 0;
	int i, k;

	while (d < COUNT_OF(deeds) &&
	       !str_eq(arena_copy(rq->a, deed, n), deeds[d].word))
		d++;
	if (d == COUNT_OF(deeds) || !read_places(rq, deed + n, &i, &k))
		return false;
	if (i < f->nsteps && deeds[d].act)
		deeds[d].act(rq, f, i);
	else if (i < f->nsteps)
		drop_action(rq, f, i, k);
	return true;
}

bool level_form_deed(struct req *rq, struct level_form *f)
{
	const struct http_pair *p = http_find(&rq->fields, "deed");

	if (!p)
		return false;
	if (str_eq(p->text, "add"))
		add_step(rq, f);
	return str_eq(p->text, "add") || str_eq(p->text, "examples") ||
	       step_deed(rq, f, p->text);
}
