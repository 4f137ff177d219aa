#include "web/rule_fill.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/str.h"
#include "core/rule_names.h"
#include "store/tag_store.h"
#include "web/names.h"
#include "web/page.h"
#include "web/rule_form_in.h"
#include "web/rule_words.h"
#include "web/words.h"

struct filling {
	struct req *rq;
	struct view *page;
	const struct rule_lists *lists;
	const struct rule_form *f;
};

/* ---- Inputs ---------------------------------------------------------------
 */

static void add_option(struct view *v, const char *key, const char *text,
		       bool chosen)
{
	v = view_row(v, PARTS_RULE_INPUT_OPTION);
	view_text(v, PARTS_RULE_INPUT_KEY, key);
	view_text(v, PARTS_RULE_INPUT_TEXT, text);
	if (chosen)
		view_show(v, PARTS_RULE_INPUT_CHOSEN);
}

static bool is_chosen(const char *const *v, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (str_eq(v[i], key))
			return true;
	return false;
}

/* What can be chosen: key and text, walked through. */
struct options {
	struct view *v;
	const char *const *chosen;
	size_t n, found;
};

static void offer(struct options *o, const char *key, const char *text)
{
	bool yes = is_chosen(o->chosen, o->n, key);

	o->found += yes;
	add_option(o->v, key, text, yes);
}

static void offer_field(const struct filling *x, struct options *o,
			const struct rule_condition *c)
{
	const struct rule_lists *l = x->lists;
	const struct custom_field *f;

	for (size_t i = 0; i < rule_choices(c->field); i++)
		if (rule_words_choice(c->field, (int64_t)i))
			offer(o, rule_choice_name(c->field, (int64_t)i),
			      rule_words_choice(c->field, (int64_t)i));
	if (c->field == RULE_DEPARTMENT)
		for (size_t i = 0; i < l->departments.n; i++)
			offer(o, l->departments.v[i].name,
			      l->departments.v[i].name);
	if (c->field == RULE_LEVEL) {
		offer(o, "", rule_words_get(RULE_WORD_NONE));
		for (size_t i = 0; i < l->levels.n; i++)
			offer(o, l->levels.v[i].name, l->levels.v[i].name);
	}
	if (c->field == RULE_GROUPS)
		for (size_t i = 0; i < l->groups.n; i++)
			offer(o, l->groups.v[i].name, l->groups.v[i].name);
	f = c->field == RULE_CUSTOM ? rule_form_in_custom(l, c->custom) : NULL;
	for (size_t i = 0; f && i < f->nchoices; i++)
		offer(o, f->choices[i].name, f->choices[i].name);
}

static void offer_deed(const struct filling *x, struct options *o,
		       const struct rule_deed *d)
{
	const struct rule_lists *l = x->lists;

	switch (d->is.kind) {
	case ACTION_PRIORITY:
		for (int p = 0; p < PRIORITY_N; p++)
			if (rule_choice_name(RULE_PRIORITY, p))
				offer(o, rule_choice_name(RULE_PRIORITY, p),
				      rule_words_choice(RULE_PRIORITY, p));
		break;
	case ACTION_LEVEL:
		offer(o, "", rule_words_get(RULE_WORD_NONE));
		for (size_t i = 0; i < l->levels.n; i++)
			offer(o, l->levels.v[i].name, l->levels.v[i].name);
		break;
	case ACTION_TRANSFER:
		for (size_t i = 0; i < l->departments.n; i++)
			if (l->departments.v[i].archived == INSTANT_NONE)
				offer(o, l->departments.v[i].name,
				      l->departments.v[i].name);
		break;
	default:
		for (size_t i = 0; i < l->customs.n; i++)
			if (l->customs.v[i].of == CUSTOM_OF_TICKET &&
			    l->customs.v[i].archived == INSTANT_NONE)
				offer(o, l->customs.v[i].oid,
				      l->customs.v[i].name);
	}
}

static void fill_units(const struct filling *x, struct view *v, int64_t unit)
{
	static const struct {
		int64_t unit;
		enum rule_term word;
	} units[] = {
		{ 60, RULE_WORD_MINUTES },
		{ 3600, RULE_WORD_HOURS },
		{ 86400, RULE_WORD_DAYS },
	};

	if (unit == 1) {
		view_show(v, PARTS_RULE_INPUT_DAYS);
		return;
	}
	v = view_row(v, PARTS_RULE_INPUT_UNITS);
	for (size_t i = 0; i < COUNT_OF(units); i++) {
		struct view *row = view_row(v, PARTS_RULE_INPUT_UNIT);

		view_text(row, PARTS_RULE_INPUT_KEY,
			  arena_printf(x->rq->a, "%" PRId64, units[i].unit));
		view_text(row, PARTS_RULE_INPUT_TEXT,
			  rule_words_get(units[i].word));
		if (units[i].unit == unit)
			view_show(row, PARTS_RULE_INPUT_CHOSEN);
	}
}

/* The section of a widget that holds a text; lists have their own. */
static const char *const sections[RULE_W_N] = {
	[RULE_W_PICK] = PARTS_RULE_INPUT_PICK,
	[RULE_W_PICKS] = PARTS_RULE_INPUT_PICKS,
	[RULE_W_WORD] = PARTS_RULE_INPUT_WORD,
	[RULE_W_WORDS] = PARTS_RULE_INPUT_WORD,
	[RULE_W_LINES] = PARTS_RULE_INPUT_LINES,
	[RULE_W_NUMBER] = PARTS_RULE_INPUT_NUMBER,
	[RULE_W_DAY] = PARTS_RULE_INPUT_DAY,
	[RULE_W_INSTANT] = PARTS_RULE_INPUT_INSTANT,
	[RULE_W_LENGTH] = PARTS_RULE_INPUT_LENGTH,
	[RULE_W_FLAG] = PARTS_RULE_INPUT_PICK,
	[RULE_W_NOTE] = PARTS_RULE_INPUT_NOTE,
};

static void fill_suggest(struct view *v, const char *from)
{
	if (from)
		view_text(view_row(v, PARTS_RULE_INPUT_SUGGEST),
			  PARTS_RULE_INPUT_FROM, from);
}

/* The input as such: returns its section, NULL of none. */
static struct view *fill_input(const struct filling *x, struct view *v,
			       enum rule_widget w, const char *id,
			       const char *fault)
{
	struct view *in;

	view_text(v, PARTS_RULE_INPUT_ID, id);
	view_text(v, PARTS_RULE_INPUT_NAME, id);
	if (fault)
		view_text(view_row(v, PARTS_RULE_INPUT_FAULT),
			  PARTS_RULE_INPUT_TEXT, fault);
	if (!sections[w])
		return NULL;
	in = view_row(v, sections[w]);
	if (fault)
		view_show(in, PARTS_RULE_INPUT_FAULTY);
	(void)x;
	return in;
}

/* ---- Conditions -----------------------------------------------------------
 */

static const char *suggest_of(enum rule_field f)
{
	return f == RULE_ASSIGNEE    ? "/people/suggest"
	       : f == RULE_REQUESTER ? "/customers/suggest"
	       : f == RULE_COMPANY   ? "/companies/suggest"
				     : NULL;
}

static void fill_values(const struct filling *x, struct view *v, int64_t group,
			const struct rule_typed *t, size_t nth, size_t gth)
{
	struct arena *a = x->rq->a;
	const char *where = arena_printf(a, "%" PRId64 "-%" PRId64, group,
					 t->number);
	const char *key = rule_form_field_key(x->rq, x->lists, &t->c);
	struct view *in;
	struct options o = { .chosen = t->v, .n = t->n };

	v = view_include(v, RULES_SHOW_INPUT, PARTS_RULE_INPUT_TPL);
	view_text(v, PARTS_RULE_INPUT_WHAT_NAME,
		  arena_printf(a, "w-%s", where));
	view_text(
		v, PARTS_RULE_INPUT_WHAT,
		arena_printf(a, "%s:%s", rule_form_in_widget(t->widget), key));
	view_text(v, PARTS_RULE_INPUT_UNIT_NAME,
		  arena_printf(a, "u-%s", where));
	view_int(v, PARTS_RULE_INPUT_NTH, (int64_t)nth);
	view_int(v, PARTS_RULE_INPUT_GROUP_NTH, (int64_t)gth);
	view_show(v, PARTS_RULE_INPUT_OF_CONDITION);
	in = fill_input(x, v, t->widget, arena_printf(a, "v-%s", where),
			t->fault);
	if (!in)
		return;
	o.v = in;
	if (t->widget == RULE_W_PICK || t->widget == RULE_W_PICKS) {
		offer_field(x, &o, &t->c);
		return;
	}
	if (t->widget == RULE_W_FLAG) {
		offer(&o, "yes", rule_words_get(RULE_WORD_YES));
		offer(&o, "no", rule_words_get(RULE_WORD_NO));
		return;
	}
	view_text(in, PARTS_RULE_INPUT_TEXT, t->n > 0 ? t->v[0] : "");
	if (t->widget == RULE_W_LENGTH)
		fill_units(x, in, t->unit);
	if (t->c.field == RULE_TAGS)
		view_show(in, PARTS_RULE_INPUT_LISTED);
	else if (t->widget == RULE_W_WORD || t->widget == RULE_W_WORDS)
		fill_suggest(in, suggest_of(t->c.field));
}

static void add_field(const struct filling *x, struct view *v, const char *key,
		      const char *text, const char *now)
{
	(void)x;
	v = view_row(v, RULES_SHOW_OPTION);
	view_text(v, RULES_SHOW_KEY, key);
	view_text(v, RULES_SHOW_TEXT, text);
	if (str_eq(key, now))
		view_show(v, RULES_SHOW_CHOSEN);
}

static void fill_fields(const struct filling *x, struct view *v,
			const struct rule_condition *c)
{
	const char *now = rule_form_field_key(x->rq, x->lists, c);
	bool sla = x->f->kind == RULE_KIND_SLA;
	struct view *list = view_row(v, RULES_SHOW_FIELDS);

	view_show(list, RULES_SHOW_PLAIN);
	for (int f = 0; f < RULE_FIELD_N; f++) {
		if (f == RULE_CUSTOM || (sla && f == RULE_DUE))
			continue;
		add_field(x, list, rule_field_name((enum rule_field)f),
			  rule_words_field((enum rule_field)f, 0), now);
		for (int m = 1; f == RULE_DUE && m <= METRIC_N; m++)
			add_field(x, list, arena_printf(x->rq->a, "due:%d", m),
				  rule_words_field(RULE_DUE, m), now);
	}
	for (int of = 0; of < CUSTOM_OF_N; of++) {
		static const char *const whose[CUSTOM_OF_N] = {
			[CUSTOM_OF_TICKET] = RULES_SHOW_OF_TICKETS,
			[CUSTOM_OF_CUSTOMER] = RULES_SHOW_OF_CUSTOMERS,
			[CUSTOM_OF_COMPANY] = RULES_SHOW_OF_COMPANIES,
		};

		list = NULL;
		for (size_t i = 0; i < x->lists->customs.n; i++) {
			const struct custom_field *f = &x->lists->customs.v[i];

			if (f->of != (enum custom_of)of ||
			    (f->archived != INSTANT_NONE && f->id != c->custom))
				continue;
			if (!list) {
				list = view_row(v, RULES_SHOW_FIELDS);
				view_show(list, whose[of]);
			}
			add_field(x, list,
				  arena_printf(x->rq->a, "custom:%s", f->oid),
				  f->name, now);
		}
	}
}

static void fill_condition(const struct filling *x, struct view *v,
			   const struct rule_typed_group *g, size_t gth,
			   size_t i)
{
	const struct rule_typed *t = &g->v[i];
	enum rule_type type = rule_type_of(&t->c);

	view_int(v, RULES_SHOW_C, t->number);
	view_int(v, RULES_SHOW_NTH, (int64_t)i + 1);
	view_int(v, RULES_SHOW_GROUP_NTH, (int64_t)gth);
	fill_fields(x, v, &t->c);
	for (int op = 0; op < RULE_OP_N; op++) {
		struct view *row;

		if (!rule_op_fits(type, (enum rule_op)op))
			continue;
		row = view_row(v, RULES_SHOW_OP);
		view_text(row, RULES_SHOW_KEY, rule_op_name((enum rule_op)op));
		view_text(row, RULES_SHOW_TEXT,
			  rule_words_op(t->c.field, type, (enum rule_op)op,
					false));
		if (op == (int)t->c.op)
			view_show(row, RULES_SHOW_CHOSEN);
	}
	fill_values(x, v, g->number, t, i + 1, gth);
	if (t->fault)
		(void)page_listed(
			x->rq, x->page, RULES_SHOW_ERRORS,
			arena_printf(x->rq->a,
				     t->widget == RULE_W_NONE
					     ? "f-%" PRId64 "-%" PRId64
					     : "v-%" PRId64 "-%" PRId64,
				     g->number, t->number),
			arena_printf(x->rq->a, "Group %zu, condition %zu: %s",
				     gth, i + 1, t->fault));
}

static void fill_groups(const struct filling *x, struct view *v)
{
	if (x->f->ngroups == 0)
		view_show(v, RULES_SHOW_ALWAYS);
	for (size_t g = 0; g < x->f->ngroups; g++) {
		struct view *row = view_row(v, RULES_SHOW_GROUP);

		view_int(row, RULES_SHOW_G, x->f->groups[g].number);
		view_int(row, RULES_SHOW_NTH, (int64_t)g + 1);
		if (g > 0)
			view_show(row, RULES_SHOW_LATER);
		for (size_t i = 0; i < x->f->groups[g].n; i++)
			fill_condition(x, view_row(row, RULES_SHOW_CONDITION),
				       &x->f->groups[g], g + 1, i);
	}
}

/* ---- Deeds ----------------------------------------------------------------
 */

static void fill_object(const struct filling *x, struct view *v,
			const struct rule_deed *d, size_t nth)
{
	struct arena *a = x->rq->a;
	struct options o = { .chosen = &d->value, .n = 1 };
	struct view *in;

	v = view_include(v, RULES_SHOW_INPUT, PARTS_RULE_INPUT_TPL);
	view_text(v, PARTS_RULE_INPUT_WHAT_NAME,
		  arena_printf(a, "y-%" PRId64, d->number));
	view_text(v, PARTS_RULE_INPUT_WHAT, action_name(d->is.kind));
	view_text(v, PARTS_RULE_INPUT_UNIT_NAME,
		  arena_printf(a, "z-%" PRId64, d->number));
	view_int(v, PARTS_RULE_INPUT_NTH, (int64_t)nth);
	view_show(v, PARTS_RULE_INPUT_OF_DEED);
	in = fill_input(x, v, d->widget,
			arena_printf(a, "x-%" PRId64, d->number), d->fault);
	if (!in)
		return;
	o.v = in;
	if (d->widget == RULE_W_PICK) {
		offer_deed(x, &o, d);
		return;
	}
	view_text(in, PARTS_RULE_INPUT_TEXT, d->value);
	if (d->widget == RULE_W_LENGTH)
		fill_units(x, in, d->unit);
	if (action_names(d->is.kind) == ACTION_NAMES_TAG)
		view_show(in, PARTS_RULE_INPUT_LISTED);
	if (action_names(d->is.kind) == ACTION_NAMES_PERSON)
		fill_suggest(in, "/people/suggest");
}

static bool offered(enum rule_kind kind, enum action_kind k)
{
	return kind == RULE_KIND_SLA ? k == ACTION_LEVEL : true;
}

static void fill_deed(const struct filling *x, struct view *v, size_t i)
{
	const struct rule_deed *d = &x->f->deeds[i];

	view_int(v, RULES_SHOW_K, d->number);
	view_int(v, RULES_SHOW_NTH, (int64_t)i + 1);
	for (int k = 0; k < ACTION_KIND_N; k++)
		if (offered(x->f->kind, (enum action_kind)k) ||
		    k == (int)d->is.kind)
			add_field(x, v, action_name((enum action_kind)k),
				  rule_words_deed((enum action_kind)k),
				  action_name(d->is.kind));
	fill_object(x, v, d, i + 1);
	if (d->is.kind == ACTION_FIELD)
		view_text(view_row(v, RULES_SHOW_WORDS), RULES_SHOW_TEXT,
			  d->words);
	if (d->fault)
		(void)page_listed(x->rq, x->page, RULES_SHOW_ERRORS,
				  arena_printf(x->rq->a,
					       d->widget == RULE_W_NONE
						       ? "a-%" PRId64
						       : "x-%" PRId64,
					       d->number),
				  arena_printf(x->rq->a, "Action %zu: %s",
					       i + 1, d->fault));
}

/* ---- The form -------------------------------------------------------------
 */

static void fill_fault(const struct filling *x, struct view *v,
		       const char *section, const char *id, const char *fault)
{
	if (!fault)
		return;
	view_text(view_row(v, section), RULES_SHOW_TEXT, fault);
	(void)page_listed(x->rq, x->page, RULES_SHOW_ERRORS, id, fault);
}

static void fill_triggers(const struct filling *x, struct view *v)
{
	struct view *events;

	if (x->f->kind != RULE_KIND_EVENT)
		return;
	events = view_row(v, RULES_SHOW_EVENTS);
	for (int t = 0; t < RULE_TRIGGER_N; t++) {
		struct view *row;

		if (t == RULE_ON_RATED) /* nobody can yet */
			continue;
		row = view_row(events, RULES_SHOW_TRIGGER);
		view_text(row, RULES_SHOW_KEY,
			  rule_trigger_name((enum rule_trigger)t));
		view_text(row, RULES_SHOW_TEXT,
			  rule_words_trigger((enum rule_trigger)t));
		if (x->f->triggers & RULE_ON(t))
			view_show(row, RULES_SHOW_CHOSEN);
	}
	fill_fault(x, events, RULES_SHOW_ON_ERROR, "on", x->f->triggers_fault);
}

/* To complete what is typed; more are typed whole. */
static enum err_kind fill_tags(const struct filling *x, struct view *v,
			       struct err *e)
{
	struct tags tags;

	if (tag_store_suggest(x->rq->job.db, x->rq->a, "", LIMIT_CHOICES, &tags,
			      e))
		return e->kind;
	for (size_t i = 0; i < tags.n; i++)
		view_text(view_row(v, RULES_SHOW_TAG), RULES_SHOW_TEXT,
			  tags.v[i].name);
	return ERR_NONE;
}

enum err_kind rule_fill(struct req *rq, struct view *page, struct view *form,
			const struct rule_lists *lists,
			const struct rule_form *f, struct err *e)
{
	const struct filling x = { rq, page, lists, f };

	view_text(form, RULES_SHOW_NAME, f->name);
	view_text(form, RULES_SHOW_NOTE, f->note);
	view_text(form, RULES_SHOW_CODE, f->code);
	view_int(form, RULES_SHOW_NAME_MAX, LIMIT_NAME);
	if (f->active)
		view_show(form, RULES_SHOW_ACTIVE);
	if (f->stops)
		view_show(form, RULES_SHOW_STOPS);
	if (f->kind == RULE_KIND_SLA) {
		struct view *keepable = view_row(form, RULES_SHOW_KEEPABLE);

		if (f->keeps)
			view_show(keepable, RULES_SHOW_KEEPS);
	}
	fill_fault(&x, form, RULES_SHOW_NAME_ERROR, "name", f->name_fault);
	fill_fault(&x, form, RULES_SHOW_NOTE_ERROR, "note", f->note_fault);
	fill_triggers(&x, form);
	fill_groups(&x, form);
	fill_fault(&x, form, RULES_SHOW_IF_ERROR, "if", f->if_fault);
	for (size_t i = 0; i < f->ndeeds; i++)
		fill_deed(&x, view_row(form, RULES_SHOW_DEED), i);
	fill_fault(&x, form, RULES_SHOW_THEN_ERROR, "then", f->then_fault);
	if (f->code_fault)
		fill_fault(&x, form, RULES_SHOW_CODE_ERROR, "code",
			   words_get(WORD_FAULT_NO_TICKET));
	return fill_tags(&x, form, e);
}
