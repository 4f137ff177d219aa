#include "web/rule_parts.h"

#include <inttypes.h>
#include "base/str.h"
#include "core/rule_names.h"
#include "web/names.h"
#include "web/rule_words.h"
#include "web/words.h"

/* ---- A condition ----------------------------------------------------------
 */

static void add_value(struct view *v, const char *text)
{
	view_text(view_row(v, PARTS_RULE_CONDITION_VALUE),
		  PARTS_RULE_CONDITION_TEXT, text);
}

static const char *name_of(const struct rule_condition *c, size_t i)
{
	const char *name = rule_words_choice(c->field, c->ids[i]);

	if (name)
		return name;
	if (c->ids[i] == 0)
		return rule_words_get(c->field == RULE_ASSIGNEE ||
						      c->field == RULE_REQUESTER
					      ? RULE_WORD_NOBODY
					      : RULE_WORD_NONE);
	return c->names && c->names[i] ? c->names[i]
				       : rule_words_get(RULE_WORD_GONE);
}

static void add_number(const struct req *rq, struct view *v,
		       const struct rule_condition *c)
{
	enum rule_type type = rule_type_of(c);
	char text[WORDS_TEXT], number[CUSTOM_NUMBER_TEXT];

	if (type == RULE_FLAG) {
		add_value(v, rule_words_get(c->number ? RULE_WORD_YES
						      : RULE_WORD_NO));
	} else if (c->op >= RULE_WITHIN_LAST) {
		view_text(view_row(v, PARTS_RULE_CONDITION_LENGTH),
			  PARTS_RULE_CONDITION_TEXT,
			  words_duration(type == RULE_DAY ? c->number * 86400
							  : c->number,
					 UNIT_CALENDAR, text));
	} else if (type == RULE_DAY) {
		add_value(v, words_day(c->number, text));
	} else if (type == RULE_INSTANT) {
		words_time_for(rq, view_row(v, PARTS_RULE_CONDITION_TIME),
			       PARTS_RULE_CONDITION_T, c->number);
	} else {
		add_value(v, custom_number_text(c->number, number));
	}
}

static const char *whose(const char *of)
{
	return rule_words_get(str_eq(of, "customer")  ? RULE_WORD_OF_CUSTOMERS
			      : str_eq(of, "company") ? RULE_WORD_OF_COMPANIES
						      : RULE_WORD_OF_TICKETS);
}

static void add_field(struct view *v, const struct rule_condition *c)
{
	bool own = c->field == RULE_CUSTOM && c->label;

	view_text(v, PARTS_RULE_CONDITION_FIELD,
		  own ? c->label : rule_words_field(c->field, c->metric));
	if (own && c->of)
		view_text(view_row(v, PARTS_RULE_CONDITION_OF),
			  PARTS_RULE_CONDITION_WHOSE, whose(c->of));
}

void rule_parts_condition(const struct req *rq, struct view *v,
			  const char *include, const struct rule_condition *c)
{
	enum rule_type type = rule_type_of(c);
	size_t n = type == RULE_TEXT ? c->ntexts : c->nids;
	struct view *is = view_include(v, include, PARTS_RULE_CONDITION_TPL);

	add_field(is, c);
	view_text(is, PARTS_RULE_CONDITION_OP,
		  rule_words_op(c->field, type, c->op, n == 1));
	switch (rule_takes(type, c->op)) {
	case RULE_TAKES_NONE:
		break;
	case RULE_TAKES_NUMBER:
		add_number(rq, is, c);
		break;
	default:
		for (size_t i = 0; i < n; i++)
			add_value(is, type == RULE_TEXT ? c->texts[i]
							: name_of(c, i));
	}
	if (c->invalid)
		view_text(view_row(is, PARTS_RULE_CONDITION_BROKEN),
			  PARTS_RULE_CONDITION_WHY, c->invalid);
}

/* ---- A rule ---------------------------------------------------------------
 */

static void say_groups(const struct req *rq, struct view *v,
		       const struct rule_draft *is)
{
	if (is->ngroups == 0 && is->kind != RULE_KIND_EVENT)
		view_show(v, PARTS_RULE_SAYS_ALWAYS);
	for (size_t g = 0; g < is->ngroups; g++) {
		struct view *group = view_row(v, PARTS_RULE_SAYS_GROUP);

		view_show(group, g == 0 ? PARTS_RULE_SAYS_FIRST
					: PARTS_RULE_SAYS_LATER);
		for (size_t i = 0; i < is->groups[g].n; i++)
			rule_parts_condition(
				rq, view_row(group, PARTS_RULE_SAYS_CONDITION),
				PARTS_RULE_SAYS_IS, &is->groups[g].v[i]);
	}
}

/* What it is about, as people call it; "": nothing. */
static const char *object_of(struct req *rq, const struct rule_lists *lists,
			     const struct rule_deed *d)
{
	char text[WORDS_TEXT];

	if (d->is.kind == ACTION_PRIORITY)
		return rule_words_choice(RULE_PRIORITY, d->is.id);
	if (d->is.kind == ACTION_POSTPONE)
		return d->is.id ? arena_str(rq->a,
					    words_duration(d->is.id,
							   UNIT_CALENDAR, text))
				: rule_words_get(RULE_WORD_OPEN_END);
	if (d->is.kind == ACTION_LEVEL && d->is.id == 0)
		return rule_words_get(RULE_WORD_NONE);
	if (d->is.kind == ACTION_ASSIGN && d->is.id == 0)
		return rule_words_get(RULE_WORD_NOBODY);
	if (d->is.kind == ACTION_FIELD)
		for (size_t i = 0; i < lists->customs.n; i++)
			if (lists->customs.v[i].id == d->is.id)
				return arena_printf(
					rq->a, "%s: %s",
					lists->customs.v[i].name,
					*d->words ? d->words
						  : rule_words_get(
							    RULE_WORD_EMPTIED));
	if (d->widget != RULE_W_NONE && !*d->value)
		return rule_words_get(RULE_WORD_GONE);
	return d->value;
}

static enum err_kind say_deeds(struct req *rq, struct view *v,
			       const struct rule_lists *lists,
			       const struct rule_draft *is, struct err *e)
{
	for (size_t i = 0; i < is->nactions; i++) {
		struct rule_deed d = { 0 };
		struct view *row = view_row(v, PARTS_RULE_SAYS_DEED);
		const char *object;

		if (rule_form_deed(rq, lists, &is->actions[i], &d, e))
			return e->kind;
		view_text(row, PARTS_RULE_SAYS_DOES,
			  rule_words_does(d.is.kind));
		object = object_of(rq, lists, &d);
		if (object && *object)
			view_text(
				view_row(row, d.widget == RULE_W_NOTE
						      ? PARTS_RULE_SAYS_QUOTE
						      : PARTS_RULE_SAYS_VALUE),
				PARTS_RULE_SAYS_TEXT, object);
	}
	return ERR_NONE;
}

enum err_kind rule_parts_says(struct req *rq, struct view *v,
			      const char *include,
			      const struct rule_lists *lists,
			      const struct rule_draft *is, struct err *e)
{
	struct view *says = view_include(v, include, PARTS_RULE_SAYS_TPL);
	struct view *on;

	if (is->kind == RULE_KIND_EVENT && is->triggers) {
		on = view_row(says, PARTS_RULE_SAYS_ON);
		for (int t = 0; t < RULE_TRIGGER_N; t++)
			if (is->triggers & RULE_ON(t))
				view_text(view_row(on, PARTS_RULE_SAYS_EVENT),
					  PARTS_RULE_SAYS_TEXT,
					  rule_words_trigger(
						  (enum rule_trigger)t));
	}
	say_groups(rq, says, is);
	if (is->stops)
		view_show(says, PARTS_RULE_SAYS_STOPS);
	if (is->stops && is->nactions)
		view_show(says, PARTS_RULE_SAYS_COMMA);
	if (is->keeps)
		view_show(says, PARTS_RULE_SAYS_KEEPS);
	return say_deeds(rq, says, lists, is, e);
}

/* ---- What they said -------------------------------------------------------
 */

static void fill_level(struct view *v, const struct desk_choice *said)
{
	struct view *level = view_row(v, PARTS_RULE_SAID_LEVEL);

	if (said->level)
		view_text(view_row(level, PARTS_RULE_SAID_CHOSEN),
			  PARTS_RULE_SAID_NAME, said->level);
	else
		view_show(level, PARTS_RULE_SAID_NO_LEVEL);
	if (said->by)
		view_text(view_row(level, PARTS_RULE_SAID_BY),
			  PARTS_RULE_SAID_RULE, said->by->is.name);
	else
		view_show(level, PARTS_RULE_SAID_NOBODY);
}

static void fill_name(const struct req *rq, struct view *v,
		      const struct desk_word *w)
{
	bool link = w->rule && *w->rule->oid &&
		    (rq->viewer.roles & ROLES_CUSTOMERS) != 0;
	struct view *at = v;

	if (link) {
		at = view_row(v, PARTS_RULE_SAID_LINK);
		view_text(at, PARTS_RULE_SAID_URL,
			  arena_printf(rq->a, "/rules/%s", w->rule->oid));
	} else {
		at = view_row(v, PARTS_RULE_SAID_PLAIN);
	}
	view_text(at, PARTS_RULE_SAID_RULE,
		  w->rule ? w->rule->is.name : rule_words_get(RULE_WORD_GONE));
}

void rule_parts_said(const struct req *rq, struct view *v, const char *include,
		     const struct desk_choice *said, bool level)
{
	struct view *list = view_include(v, include, PARTS_RULE_SAID_TPL);

	if (level)
		fill_level(list, said);
	if (said->n == 0)
		view_show(list, PARTS_RULE_SAID_NONE);
	for (size_t i = 0; i < said->n; i++) {
		const struct desk_word *w = &said->words[i];
		struct view *row = view_row(list, PARTS_RULE_SAID_WORD);

		fill_name(rq, row, w);
		view_show(row, w->outcome == RULE_HOLDS ? PARTS_RULE_SAID_HOLDS
			       : w->outcome == RULE_FAILS
				       ? PARTS_RULE_SAID_FAILS
				       : PARTS_RULE_SAID_BROKEN);
		if (w->outcome == RULE_HOLDS && w->rule && w->rule->is.stops)
			view_show(row, PARTS_RULE_SAID_STOPPED);
		for (size_t k = 0; k < w->n; k++)
			rule_parts_condition(
				rq, view_row(row, PARTS_RULE_SAID_NOT),
				PARTS_RULE_SAID_IS, w->conditions[k]);
	}
	if (said->cut)
		view_show(list, PARTS_RULE_SAID_CUT);
}
