/* What a rule's form names, looked up; and what the desk says of it. */
#include "web/rule_form_in.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "core/rule_names.h"
#include "desk/rule_name.h"
#include "store/person_store.h"
#include "store/tag_store.h"
#include "web/form.h"
#include "web/page.h"
#include "web/rule_words.h"

/* ---- Numbers --------------------------------------------------------------
 */

static const char *value(const struct rule_typed *t)
{
	return t->n > 0 ? t->v[0] : "";
}

static void read_length(struct req *rq, struct rule_typed *t)
{
	int64_t least = t->c.op >= RULE_LONGER_AGO ? 0 : 1;
	int64_t most = LIMIT_TARGET_SECONDS / t->unit;

	if (!str_to_i64(value(t), least, most, &t->c.number))
		t->fault = arena_printf(rq->a,
					"Please choose a whole number from"
					" %" PRId64 " to %" PRId64 ".",
					least, most);
	else
		t->c.number *= t->unit;
}

static void read_instant(struct req *rq, int64_t group, struct rule_typed *t)
{
	const struct field f = { arena_printf(rq->a, "v-%" PRId64 "-%" PRId64,
					      group, t->number),
				 FIELD_INSTANT, .must = true };
	struct form form;

	form_read(rq, &f, 1, &form);
	t->c.number = form.v[0].i64;
	if (form.v[0].fault)
		t->fault = form_fault_text(rq->a, &f, &form.v[0]);
}

static void read_number(struct req *rq, int64_t group, struct rule_typed *t)
{
	switch (t->widget) {
	case RULE_W_FLAG:
		t->c.number = str_eq(value(t), "yes");
		break;
	case RULE_W_LENGTH:
		read_length(rq, t);
		break;
	case RULE_W_INSTANT:
		read_instant(rq, group, t);
		break;
	case RULE_W_DAY:
		if (!custom_day(value(t), &t->c.number))
			t->fault = "Please choose a date.";
		break;
	default:
		if (!custom_number(value(t), &t->c.number))
			t->fault = "Please type a number, like 12.5.";
	}
}

/* ---- Words and names ------------------------------------------------------
 */

/* What stands between commas, or on lines, trimmed; blanks count for nothing.
 */
static size_t split(struct req *rq, const char *s, const char *at,
		    const char ***out)
{
	const char **v = NULL;
	size_t n = 0, cap = 0;

	while (*s) {
		size_t len = strcspn(s, at), k = len;
		const char *text = str_trim(s, &k);

		if (k > 0) {
			ARENA_ROOM(rq->a, v, n, cap);
			v[n++] = arena_copy(rq->a, text, k);
		}
		s += len + (s[len] != '\0');
	}
	*out = v;
	return n;
}

static size_t values_of(struct req *rq, const struct rule_typed *t,
			const char ***out)
{
	if (t->widget == RULE_W_WORDS)
		return split(rq, value(t), ",", out);
	if (t->widget == RULE_W_LINES)
		return split(rq, value(t), "\n", out);
	*out = (const char **)(uintptr_t)t->v;
	return t->n == 1 && t->widget == RULE_W_WORD && !*value(t) ? 0 : t->n;
}

/* Does "" mean that there is none? */
static bool may_be_none(const struct rule_condition *c)
{
	return c->field == RULE_LEVEL;
}

static enum err_kind find_one(struct req *rq, struct rule_typed *t,
			      const char *word, struct rule_named *out,
			      struct err *e)
{
	*out = (struct rule_named){ 0, "" };
	if ((!*word && may_be_none(&t->c)) ||
	    ((t->c.field == RULE_ASSIGNEE || t->c.field == RULE_REQUESTER ||
	      t->c.field == RULE_COMPANY) &&
	     str_eq(word, rule_words_get(RULE_WORD_NOBODY))))
		return ERR_NONE;
	if (!rule_name_find(rq->job.db, rq->a, &t->c, word, out, e))
		return ERR_NONE;
	if (e->kind != ERR_INVALID && e->kind != ERR_NOT_FOUND)
		return e->kind;
	t->fault = t->c.field == RULE_TAGS
			   ? arena_printf(
				     rq->a,
				     "There is no tag called %.100s. Add it"
				     " under Tags first.",
				     word)
			   : arena_printf(rq->a,
					  "There is nothing called %.100s"
					  " here.",
					  *word ? word : "nothing");
	err_clear(e);
	return ERR_NONE;
}

static enum err_kind find_names(struct req *rq, struct rule_typed *t,
				const char *const *v, size_t n, struct err *e)
{
	const char **names = ARENA_ARRAY(rq->a, n, const char *);
	int64_t *ids = ARENA_ARRAY(rq->a, n, int64_t);

	for (size_t i = 0; i < n; i++) {
		struct rule_named named;

		if (find_one(rq, t, v[i], &named, e))
			return e->kind;
		ids[i] = named.id;
		names[i] = named.name;
	}
	t->c.ids = ids;
	t->c.names = names;
	t->c.nids = n;
	return ERR_NONE;
}

static enum err_kind resolve(struct req *rq, int64_t group,
			     struct rule_typed *t, struct err *e)
{
	enum rule_values takes = rule_takes(rule_type_of(&t->c), t->c.op);
	const char **v;
	size_t n;

	if (t->fault || takes == RULE_TAKES_NONE)
		return ERR_NONE;
	if (takes == RULE_TAKES_NUMBER) {
		read_number(rq, group, t);
		return ERR_NONE;
	}
	n = values_of(rq, t, &v);
	if (n > LIMIT_RULE_VALUES)
		t->fault = arena_printf(rq->a, "At most %d of them, please.",
					LIMIT_RULE_VALUES);
	else if (n == 0)
		t->fault = "Please say what to compare with.";
	if (t->fault)
		return ERR_NONE;
	if (rule_type_of(&t->c) != RULE_TEXT)
		return find_names(rq, t, v, n, e);
	t->c.texts = v;
	t->c.ntexts = n;
	return ERR_NONE;
}

/* ---- Deeds ----------------------------------------------------------------
 */

static enum err_kind find_person(struct req *rq, struct rule_deed *d,
				 struct err *e)
{
	struct person p;

	if (!*d->value && d->is.kind == ACTION_ASSIGN)
		return ERR_NONE;
	if (!*d->value) {
		d->fault = "Please say whom.";
		return ERR_NONE;
	}
	if (!(rng_oid_valid(d->value)
		      ? person_store_find_oid(rq->job.db, rq->a, d->value, &p,
					      e)
		      : person_store_find_email(rq->job.db, rq->a, d->value, &p,
						e)))
		d->is.id = p.id.n;
	return e->kind;
}

static enum err_kind find_tag(struct req *rq, struct rule_deed *d,
			      struct err *e)
{
	struct tag t;

	if (!tag_store_find_name(rq->job.db, rq->a, d->value, &t, e))
		d->is.id = t.merged.n ? t.merged.n : t.id.n;
	return e->kind;
}

/* Choices are typed by their names. */
static const char *const *typed_in(struct req *rq, const struct custom_field *f,
				   const char *words, size_t *n)
{
	const char **v;

	if (!custom_has_choices(f->kind)) {
		v = ARENA_ARRAY(rq->a, 1, const char *);
		v[0] = words;
		*n = *words != '\0';
		return v;
	}
	*n = split(rq, words, ",", &v);
	for (size_t i = 0; i < *n; i++)
		for (size_t k = 0; k < f->nchoices; k++)
			if (str_eq(f->choices[k].name, v[i])) {
				v[i] = f->choices[k].oid;
				break;
			}
	return v;
}

static void find_field(struct req *rq, const struct rule_lists *lists,
		       struct rule_deed *d)
{
	const struct custom_field *f = NULL;
	const char *const *v;
	struct custom_value now;
	struct err e = { 0 };
	size_t n;

	for (size_t i = 0; i < lists->customs.n; i++)
		if (lists->customs.v[i].of == CUSTOM_OF_TICKET &&
		    str_eq(lists->customs.v[i].oid, d->value))
			f = &lists->customs.v[i];
	if (!f) {
		d->fault = "Please choose a field.";
		return;
	}
	d->is.id = f->id;
	v = typed_in(rq, f, d->words, &n);
	if (custom_read(rq->a, f, v, n, NULL, &now, &e)) {
		d->fault = page_sentence(rq->a, e.msg);
		return;
	}
	d->is.text = custom_write(rq->a, f->kind, &now);
}

static void find_listed(const struct rule_lists *lists, struct rule_deed *d)
{
	bool level = d->is.kind == ACTION_LEVEL, found = level && !*d->value;

	for (size_t i = 0; level && i < lists->levels.n; i++)
		if (str_eq(lists->levels.v[i].name, d->value)) {
			d->is.id = lists->levels.v[i].id;
			found = true;
		}
	for (size_t i = 0; !level && i < lists->departments.n; i++)
		if (str_eq(lists->departments.v[i].name, d->value)) {
			d->is.id = lists->departments.v[i].id.n;
			found = true;
		}
	if (!found)
		d->fault = level ? "Please choose a level."
				 : "Please choose a department.";
}

static void find_number(struct req *rq, struct rule_deed *d)
{
	int64_t most = LIMIT_POSTPONEMENT / d->unit;

	if (d->is.kind == ACTION_PRIORITY) {
		for (int p = 0; p < PRIORITY_N; p++) {
			const char *name = rule_choice_name(RULE_PRIORITY, p);

			if (name && str_eq(name, d->value))
				d->is.id = p;
		}
		if (!d->is.id)
			d->fault = "Please choose a priority.";
	} else if (*d->value && !str_to_i64(d->value, 0, most, &d->is.id)) {
		d->fault = arena_printf(rq->a,
					"Please choose a whole number from 0 to"
					" %" PRId64 "; nothing is open end.",
					most);
	} else {
		d->is.id *= d->unit;
	}
}

static enum err_kind find_thing(struct req *rq, const struct rule_lists *lists,
				struct rule_deed *d, struct err *e)
{
	switch (action_names(d->is.kind)) {
	case ACTION_NAMES_PERSON:
		(void)find_person(rq, d, e);
		break;
	case ACTION_NAMES_TAG:
		(void)find_tag(rq, d, e);
		break;
	case ACTION_NAMES_DEPARTMENT:
	case ACTION_NAMES_LEVEL:
		find_listed(lists, d);
		break;
	case ACTION_NAMES_FIELD:
		find_field(rq, lists, d);
		break;
	case ACTION_NAMES_NUMBER:
		find_number(rq, d);
		break;
	default:
		d->is.text = d->widget == RULE_W_NONE ? NULL : d->value;
	}
	if (e->kind == ERR_NOT_FOUND || e->kind == ERR_INVALID) {
		d->fault = arena_printf(rq->a,
					"There is nothing called %.100s here.",
					*d->value ? d->value : "nothing");
		err_clear(e);
	}
	return e->kind;
}

static enum err_kind resolve_deed(struct req *rq,
				  const struct rule_lists *lists,
				  struct rule_deed *d, struct err *e)
{
	struct err bad = { 0 };

	d->is.id = 0;
	d->is.text = NULL;
	if (d->fault || find_thing(rq, lists, d, e))
		return e->kind;
	if (!d->fault && action_check(&d->is, &bad))
		d->fault = page_sentence(rq->a, bad.msg);
	return ERR_NONE;
}

/* ---- All of it ------------------------------------------------------------
 */

static void take_groups(struct req *rq, const struct rule_form *f,
			struct rule_draft *out)
{
	struct rule_group *groups = ARENA_ARRAY(rq->a, f->ngroups,
						struct rule_group);

	for (size_t g = 0; g < f->ngroups; g++) {
		const struct rule_typed_group *is = &f->groups[g];
		struct rule_condition *v = ARENA_ARRAY(rq->a, is->n,
						       struct rule_condition);

		for (size_t i = 0; i < is->n; i++) {
			v[i] = is->v[i].c;
			v[i].id = 0;
		}
		groups[g] = (struct rule_group){ v, is->n };
	}
	out->groups = groups;
	out->ngroups = f->ngroups;
}

enum err_kind rule_form_draft(struct req *rq, const struct rule_lists *lists,
			      struct rule_form *f, struct rule_draft *out,
			      struct err *e)
{
	struct action *actions = ARENA_ARRAY(rq->a, f->ndeeds, struct action);

	*out = (struct rule_draft){ .kind = f->kind,
				    .name = f->name,
				    .note = f->note,
				    .active = f->active,
				    .stops = f->stops,
				    .keeps = f->keeps,
				    .triggers = f->triggers,
				    .actions = actions,
				    .nactions = f->ndeeds };
	f->faults = f->name_fault || f->note_fault || f->if_fault ||
		    f->then_fault;
	for (size_t g = 0; g < f->ngroups; g++)
		for (size_t i = 0; i < f->groups[g].n; i++) {
			struct rule_typed *t = &f->groups[g].v[i];

			if (resolve(rq, f->groups[g].number, t, e))
				return e->kind;
			f->faults = f->faults || t->fault;
		}
	for (size_t i = 0; i < f->ndeeds; i++) {
		if (resolve_deed(rq, lists, &f->deeds[i], e))
			return e->kind;
		actions[i] = f->deeds[i].is;
		f->faults = f->faults || f->deeds[i].fault;
	}
	take_groups(rq, f, out);
	return ERR_NONE;
}

/* ---- What the desk refused ------------------------------------------------
 */

/* "if: group 1, condition 2: ...": that condition, and what is behind it. */
static struct rule_typed *condition_in(struct rule_form *f, const char **msg)
{
	const char *s = *msg;
	int64_t group, condition;

	if (!rule_form_in_take(&s, "if: group ", &group) ||
	    !rule_form_in_take(&s, ", condition ", &condition) ||
	    !str_starts(s, ": ") || group < 1 || condition < 1 ||
	    (size_t)group > f->ngroups ||
	    (size_t)condition > f->groups[group - 1].n)
		return NULL;
	*msg = s + 2;
	return &f->groups[group - 1].v[condition - 1];
}

static struct rule_deed *deed_in(struct rule_form *f, const char **msg)
{
	const char *s = *msg;
	int64_t action;

	if (!rule_form_in_take(&s, "action ", &action) ||
	    !str_starts(s, ": ") || action < 1 || (size_t)action > f->ndeeds)
		return NULL;
	*msg = s + 2;
	return &f->deeds[action - 1];
}

void rule_form_refused(struct req *rq, struct rule_form *f, struct err *e)
{
	const struct {
		const char *start;
		const char **fault;
	} parts[] = {
		{ "if: ", &f->if_fault },     { "on: ", &f->triggers_fault },
		{ "name: ", &f->name_fault }, { "note: ", &f->note_fault },
		{ "then: ", &f->then_fault },
	};
	const char *msg = e->msg;
	struct rule_typed *t = condition_in(f, &msg);
	struct rule_deed *d = t ? NULL : deed_in(f, &msg);
	const char **fault = t ? &t->fault : d ? &d->fault : NULL;

	for (size_t i = 0; !fault && i < COUNT_OF(parts); i++)
		if (str_starts(msg, parts[i].start)) {
			fault = parts[i].fault;
			msg += strlen(parts[i].start);
		}
	f->faults = true;
	*(fault ? fault : &f->then_fault) = page_sentence(rq->a, msg);
	err_clear(e);
}
