#include "web/rule_form_in.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/str.h"
#include "core/rule_names.h"
#include "desk/rule_name.h"
#include "store/person_store.h"
#include "store/tag_store.h"
#include "web/rule_words.h"
#include "web/words.h"

#define HOUR 3600
#define DAY 86400

enum err_kind rule_lists_load(struct req *rq, struct rule_lists *out,
			      struct err *e)
{
	struct db *db = rq->job.db;

	return department_store_list(db, rq->a, &out->departments, e) ||
			       level_read_list(db, rq->a, &out->levels, e) ||
			       group_store_list(db, rq->a, &out->groups, e) ||
			       custom_store_list(db, rq->a, CUSTOM_OF_N,
						 &out->customs, e)
		       ? e->kind
		       : ERR_NONE;
}

/* ---- Fields and widgets ---------------------------------------------------
 */

const struct custom_field *rule_form_in_custom(const struct rule_lists *lists,
					       int64_t id)
{
	for (size_t i = 0; i < lists->customs.n; i++)
		if (lists->customs.v[i].id == id)
			return &lists->customs.v[i];
	return NULL;
}

const char *rule_form_field_key(struct req *rq, const struct rule_lists *lists,
				const struct rule_condition *c)
{
	const struct custom_field *f;

	if (c->field == RULE_DUE && c->metric)
		return arena_printf(rq->a, "due:%d", c->metric);
	if (c->field != RULE_CUSTOM)
		return rule_field_name(c->field);
	f = rule_form_in_custom(lists, c->custom);
	return arena_printf(rq->a, "custom:%s", f ? f->oid : "");
}

bool rule_form_in_field(const struct rule_lists *lists, const char *key,
			struct rule_condition *c)
{
	int64_t metric;

	if (str_starts(key, "due:") &&
	    str_to_i64(key + 4, 1, METRIC_N, &metric)) {
		c->field = RULE_DUE;
		c->metric = (int)metric;
		return true;
	}
	if (str_starts(key, "custom:")) {
		c->field = RULE_CUSTOM;
		c->type = RULE_TEXT;
		for (size_t i = 0; i < lists->customs.n; i++)
			if (str_eq(lists->customs.v[i].oid, key + 7)) {
				c->custom = lists->customs.v[i].id;
				c->type = custom_type(lists->customs.v[i].kind);
				return true;
			}
		c->invalid = "The custom field that it asks is gone.";
		return false;
	}
	return rule_field_of(key, &c->field) && c->field != RULE_CUSTOM;
}

/* Names that are typed, as there may be too many for a list. */
static bool is_typed(enum rule_field f)
{
	return f == RULE_TAGS || f == RULE_ASSIGNEE || f == RULE_REQUESTER ||
	       f == RULE_COMPANY;
}

static enum rule_widget number_widget(enum rule_type t, enum rule_op op)
{
	if (t == RULE_FLAG)
		return RULE_W_FLAG;
	if (op >= RULE_WITHIN_LAST)
		return RULE_W_LENGTH;
	return t == RULE_DAY       ? RULE_W_DAY
	       : t == RULE_INSTANT ? RULE_W_INSTANT
				   : RULE_W_NUMBER;
}

enum rule_widget rule_form_widget(const struct rule_condition *c)
{
	enum rule_type t = rule_type_of(c);
	enum rule_values takes = rule_takes(t, c->op);

	if (takes == RULE_TAKES_NONE)
		return RULE_W_NONE;
	if (takes == RULE_TAKES_NUMBER)
		return number_widget(t, c->op);
	if (takes == RULE_TAKES_ONE)
		return t == RULE_TEXT || is_typed(c->field) ? RULE_W_WORD
							    : RULE_W_PICK;
	if (t == RULE_TEXT || c->field == RULE_COMPANY)
		return RULE_W_LINES;
	return is_typed(c->field) ? RULE_W_WORDS : RULE_W_PICKS;
}

enum rule_widget rule_form_deed_widget(enum action_kind k)
{
	switch (action_names(k)) {
	case ACTION_NAMES_PERSON:
	case ACTION_NAMES_TAG:
		return RULE_W_WORD;
	case ACTION_NAMES_DEPARTMENT:
	case ACTION_NAMES_LEVEL:
	case ACTION_NAMES_FIELD:
		return RULE_W_PICK;
	case ACTION_NAMES_NUMBER:
		return k == ACTION_POSTPONE ? RULE_W_LENGTH : RULE_W_PICK;
	default:
		break;
	}
	if (k == ACTION_NOTE || k == ACTION_ANSWER)
		return RULE_W_NOTE;
	return k == ACTION_TELL_ADDRESS || k == ACTION_CALL ? RULE_W_WORD
							    : RULE_W_NONE;
}

/* The operator to begin with: the one that people mean most often. */
enum rule_op rule_form_in_op(enum rule_type t)
{
	for (int op = 0; op < RULE_OP_N; op++)
		if (op != RULE_IS_EMPTY && op != RULE_IS_NOT_EMPTY &&
		    rule_op_fits(t, (enum rule_op)op))
			return t == RULE_TEXT      ? RULE_CONTAINS
			       : t == RULE_INSTANT ? RULE_WITHIN_LAST
						   : (enum rule_op)op;
	return RULE_IS;
}

/* ---- A new one ------------------------------------------------------------
 */

int64_t rule_form_in_number(const struct rule_form *f)
{
	int64_t n = 0;

	for (size_t g = 0; g < f->ngroups; g++) {
		if (f->groups[g].number >= n)
			n = f->groups[g].number + 1;
		for (size_t i = 0; i < f->groups[g].n; i++)
			if (f->groups[g].v[i].number >= n)
				n = f->groups[g].v[i].number + 1;
	}
	for (size_t i = 0; i < f->ndeeds; i++)
		if (f->deeds[i].number >= n)
			n = f->deeds[i].number + 1;
	return n;
}

struct rule_typed *rule_form_in_condition(struct req *rq, struct rule_form *f,
					  struct rule_typed_group *g)
{
	int64_t number = rule_form_in_number(f);
	struct rule_typed *t;

	ARENA_ROOM(rq->a, g->v, g->n, g->cap);
	t = &g->v[g->n++];
	*t = (struct rule_typed){ .number = number, .unit = HOUR };
	t->c.field = RULE_TAGS;
	t->c.op = rule_form_in_op(RULE_MANY);
	t->widget = rule_form_widget(&t->c);
	return t;
}

struct rule_typed_group *rule_form_in_group(struct req *rq, struct rule_form *f,
					    int64_t number)
{
	struct rule_typed_group *g;

	ARENA_ROOM(rq->a, f->groups, f->ngroups, f->capgroups);
	g = &f->groups[f->ngroups++];
	*g = (struct rule_typed_group){ .number = number };
	return g;
}

struct rule_deed *rule_form_in_deed(struct req *rq, struct rule_form *f,
				    int64_t number)
{
	struct rule_deed *d;

	ARENA_ROOM(rq->a, f->deeds, f->ndeeds, f->capdeeds);
	d = &f->deeds[f->ndeeds++];
	*d = (struct rule_deed){
		.number = number, .value = "", .words = "", .unit = HOUR
	};
	d->is.kind = f->kind == RULE_KIND_SLA ? ACTION_LEVEL : ACTION_TAG;
	d->widget = rule_form_deed_widget(d->is.kind);
	return d;
}

void rule_form_new(struct req *rq, enum rule_kind kind, struct rule_form *out)
{
	*out = (struct rule_form){ .kind = kind,
				   .name = "",
				   .note = "",
				   .active = true,
				   .stops = kind == RULE_KIND_SLA,
				   .deed = "",
				   .code = "" };
	if (kind == RULE_KIND_EVENT)
		out->triggers = RULE_ON(RULE_ON_CREATED);
	(void)rule_form_in_deed(rq, out, rule_form_in_number(out));
}

/* ---- As it is stored ------------------------------------------------------
 */

/* The most that a length is a whole number of. */
static int64_t unit_of(int64_t length)
{
	return length % DAY == 0 ? DAY : length % HOUR == 0 ? HOUR : 60;
}

static const char *number_text(struct req *rq, struct rule_typed *t)
{
	char local[WORDS_TEXT], number[CUSTOM_NUMBER_TEXT];
	struct civil day;

	switch (t->widget) {
	case RULE_W_FLAG:
		return t->c.number ? "yes" : "no";
	case RULE_W_LENGTH:
		if (rule_type_of(&t->c) == RULE_DAY)
			t->unit = 1;
		else
			t->unit = unit_of(t->c.number);
		return arena_printf(rq->a, "%" PRId64, t->c.number / t->unit);
	case RULE_W_DAY:
		day = instant_civil_of(t->c.number);
		return arena_printf(rq->a, "%04d-%02d-%02d", day.year,
				    day.month, day.day);
	case RULE_W_INSTANT:
		return arena_str(rq->a, words_local(t->c.number,
						    rq->viewer.zone, local));
	default:
		return arena_str(rq->a,
				 custom_number_text(t->c.number, number));
	}
}

/* What a value of a list is called in the form; nobody, or none: "". */
static const char *name_of(const struct rule_condition *c, size_t i)
{
	if (rule_choices(c->field))
		return rule_choice_name(c->field, c->ids[i]);
	return c->ids[i] && c->names ? c->names[i] : "";
}

static const char *joined(struct req *rq, const char *const *v, size_t n,
			  const char *between)
{
	const char *out = "";

	for (size_t i = 0; i < n; i++)
		out = arena_printf(rq->a, "%s%s%s", out, i ? between : "",
				   v[i]);
	return out;
}

static void take_values(struct req *rq, struct rule_typed *t)
{
	const struct rule_condition *c = &t->c;
	bool words = rule_type_of(c) == RULE_TEXT;
	size_t n = words ? c->ntexts : c->nids;
	const char **v = ARENA_ARRAY(rq->a, n + 1, const char *);

	if (rule_takes(rule_type_of(c), c->op) == RULE_TAKES_NUMBER) {
		v[0] = number_text(rq, t);
		n = 1;
	} else {
		for (size_t i = 0; i < n; i++) {
			const char *name = words ? c->texts[i] : name_of(c, i);

			v[i] = name ? name : "";
			if (!words && is_typed(c->field) && c->ids[i] == 0)
				v[i] = rule_words_get(RULE_WORD_NOBODY);
		}
	}
	if (t->widget == RULE_W_WORDS || t->widget == RULE_W_LINES) {
		v[0] = joined(rq, v, n,
			      t->widget == RULE_W_WORDS ? ", " : "\n");
		n = 1;
	}
	t->v = v;
	t->n = n;
}

static enum err_kind name_thing(struct req *rq, const struct rule_lists *lists,
				struct rule_deed *d, struct err *e)
{
	struct person p;
	struct tag t;

	switch (action_names(d->is.kind)) {
	case ACTION_NAMES_PERSON:
		if (d->is.id == 0)
			break;
		if (person_store_find(rq->job.db, rq->a,
				      (person_id){ d->is.id }, &p, e))
			return e->kind;
		d->value = p.email ? p.email : p.oid;
		break;
	case ACTION_NAMES_TAG:
		if (tag_store_find(rq->job.db, rq->a, (tag_id){ d->is.id }, &t,
				   e))
			return e->kind;
		d->value = t.name;
		break;
	case ACTION_NAMES_DEPARTMENT:
		for (size_t i = 0; i < lists->departments.n; i++)
			if (lists->departments.v[i].id.n == d->is.id)
				d->value = lists->departments.v[i].name;
		break;
	case ACTION_NAMES_LEVEL:
		for (size_t i = 0; i < lists->levels.n; i++)
			if (lists->levels.v[i].id == d->is.id)
				d->value = lists->levels.v[i].name;
		break;
	case ACTION_NAMES_FIELD:
		for (size_t i = 0; i < lists->customs.n; i++)
			if (lists->customs.v[i].id == d->is.id)
				d->value = lists->customs.v[i].oid;
		break;
	default:
		break;
	}
	return ERR_NONE;
}

/* What is typed of a value in a custom field: choices by their names. */
static const char *field_words(struct req *rq, const struct rule_lists *lists,
			       const struct rule_deed *d)
{
	const struct custom_field *f = rule_form_in_custom(lists, d->is.id);
	struct err e = { 0 };
	struct custom_value v;
	const char *out = "";

	if (!f || !d->is.text || !custom_has_choices(f->kind))
		return d->is.text ? d->is.text : "";
	if (custom_read_written(rq->a, f, d->is.text, &v, &e))
		return "";
	for (size_t i = 0; i < f->nchoices; i++)
		for (size_t k = 0; k < v.nids; k++)
			if (f->choices[i].id == v.ids[k])
				out = arena_printf(rq->a, "%s%s%s", out,
						   *out ? ", " : "",
						   f->choices[i].name);
	if (v.nids == 0 && v.set)
		for (size_t i = 0; i < f->nchoices; i++)
			if (f->choices[i].id == v.number)
				out = f->choices[i].name;
	return out;
}

enum err_kind rule_form_deed(struct req *rq, const struct rule_lists *lists,
			     const struct action *is, struct rule_deed *d,
			     struct err *e)
{
	d->value = d->words = "";
	d->is = *is;
	d->widget = rule_form_deed_widget(is->kind);
	if (is->kind == ACTION_PRIORITY) {
		const char *name = rule_choice_name(RULE_PRIORITY, is->id);

		d->value = name ? name : "";
	} else if (is->kind == ACTION_POSTPONE) {
		d->unit = unit_of(is->id);
		d->value = arena_printf(rq->a, "%" PRId64, is->id / d->unit);
	} else if (is->kind == ACTION_FIELD) {
		d->words = field_words(rq, lists, d);
	} else if (is->text) {
		d->value = is->text;
	}
	if (name_thing(rq, lists, d, e) && e->kind != ERR_NOT_FOUND)
		return e->kind;
	err_clear(e);
	return ERR_NONE;
}

enum err_kind rule_form_stored(struct req *rq, const struct rule_lists *lists,
			       const struct rule_row *row,
			       struct rule_form *out, struct err *e)
{
	const struct rule_draft *is = &row->is;

	*out = (struct rule_form){ .kind = is->kind,
				   .name = is->name,
				   .note = is->note ? is->note : "",
				   .active = is->active,
				   .stops = is->stops,
				   .keeps = is->keeps,
				   .triggers = is->triggers,
				   .seen = row->number,
				   .deed = "",
				   .code = "" };
	if (rule_name_people(rq->job.db, rq->a, row, e))
		return e->kind;
	for (size_t k = 0; k < is->ngroups; k++) {
		struct rule_typed_group *g = rule_form_in_group(
			rq, out, rule_form_in_number(out));

		for (size_t i = 0; i < is->groups[k].n; i++) {
			struct rule_typed *t = rule_form_in_condition(rq, out,
								      g);

			t->c = is->groups[k].v[i];
			t->fault = t->c.invalid;
			t->widget = rule_form_widget(&t->c);
			take_values(rq, t);
		}
	}
	for (size_t i = 0; i < is->nactions; i++)
		if (rule_form_deed(rq, lists, &is->actions[i],
				   rule_form_in_deed(rq, out,
						     rule_form_in_number(out)),
				   e))
			return e->kind;
	return ERR_NONE;
}
