/* Rules as elements. */
#include "desk/settings_part.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/str.h"
#include "core/rule_names.h"
#include "desk/rule_name.h"
#include "store/custom_store.h"

/* A length of time, and not an instant or a day. */
static bool is_length(const struct rule_condition *c)
{
	return c->op >= RULE_WITHIN_LAST;
}

/* Where what it is compared with stands, if it is a number. */
static const char *number_attr(const struct rule_condition *c)
{
	if (!is_length(c))
		return "value";
	return rule_type_of(c) == RULE_DAY ? "days" : "seconds";
}

/* ---- Out ----------------------------------------------------------------- */

static const char *name_of(const struct rule_condition *c, size_t i)
{
	if (rule_choices(c->field))
		return rule_choice_name(c->field, c->ids[i]);
	if (c->ids[i] == 0 || !c->names)
		return NULL;
	return c->names[i];
}

static void put_values(struct arena *a, struct xml_element *el,
		       const struct rule_condition *c)
{
	bool words = rule_type_of(c) == RULE_TEXT;
	size_t n = words ? c->ntexts : c->nids;

	for (size_t i = 0; i < n; i++) {
		const char *text = words ? c->texts[i] : name_of(c, i);

		if (text)
			xml_set_text(a, xml_add(a, el, "value"), text);
		else
			(void)xml_add(a, el, "nobody");
	}
}

static void put_number(struct arena *a, struct xml_element *el,
		       const struct rule_condition *c)
{
	char text[CUSTOM_NUMBER_TEXT], at[INSTANT_TEXT];
	struct civil day;

	if (is_length(c)) {
		xml_set_i64(a, el, number_attr(c), c->number);
		return;
	}
	switch (rule_type_of(c)) {
	case RULE_FLAG:
		settings_set_flag(a, el, "value", c->number != 0);
		break;
	case RULE_INSTANT:
		xml_set(a, el, "value", instant_text(c->number, at));
		break;
	case RULE_DAY:
		day = instant_civil_of(c->number);
		xml_set(a, el, "value",
			arena_printf(a, "%04d-%02d-%02d", day.year, day.month,
				     day.day));
		break;
	default:
		xml_set(a, el, "value", custom_number_text(c->number, text));
	}
}

static void put_condition(struct arena *a, struct xml_element *to,
			  const struct rule_condition *c)
{
	struct xml_element *el = xml_add(a, to, "condition");

	xml_set(a, el, "field", rule_field_name(c->field));
	if (c->field == RULE_CUSTOM) {
		xml_set(a, el, "of", c->of);
		xml_set(a, el, "name", c->label);
	}
	if (c->field == RULE_DUE && c->metric)
		xml_set(a, el, "metric", settings_word_metric(c->metric - 1));
	xml_set(a, el, "op", rule_op_name(c->op));
	switch (rule_takes(rule_type_of(c), c->op)) {
	case RULE_TAKES_NONE:
		break;
	case RULE_TAKES_NUMBER:
		put_number(a, el, c);
		break;
	default:
		put_values(a, el, c);
	}
}

static const char *trigger_words(struct arena *a, unsigned triggers)
{
	const char *words = "";

	for (int i = 0; i < RULE_TRIGGER_N; i++)
		if (triggers & RULE_ON(i))
			words = arena_printf(a, "%s%s%s", words,
					     *words ? " " : "",
					     settings_word_trigger(i));
	return words;
}

static enum err_kind put_rule(struct job *job, struct xml_element *el,
			      const struct rule_draft *d, struct err *e)
{
	struct arena *a = job->arena;

	xml_set(a, el, "kind", settings_word_rule((int)d->kind));
	xml_set(a, el, "name", d->name);
	settings_set_flag(a, el, "active", d->active);
	settings_set_flag(a, el, "stop", d->stops);
	settings_set_flag(a, el, "keep-applying", d->keeps);
	xml_set(a, el, "on", trigger_words(a, d->triggers));
	if (d->note && *d->note)
		xml_set_text(a, xml_add(a, el, "note"), d->note);
	for (size_t g = 0; g < d->ngroups; g++) {
		struct xml_element *group = xml_add(a, el, "if");

		for (size_t i = 0; i < d->groups[g].n; i++)
			put_condition(a, group, &d->groups[g].v[i]);
	}
	for (size_t i = 0; i < d->nactions; i++)
		if (settings_put_action(job, el, &d->actions[i], e))
			return err_wrap(e, "rule %.60s", d->name);
	return ERR_NONE;
}

enum err_kind settings_put_rule(struct job *job, struct xml_element *to,
				const struct rule_row *rule, bool *put,
				struct err *e)
{
	struct xml_element *el = xml_new(job->arena, "rule");

	*put = false;
	if (rule->invalid)
		return ERR_NONE;
	if (rule_name_people(job->db, job->arena, rule, e))
		return e->kind;
	if (put_rule(job, el, &rule->is, e) == ERR_NOT_FOUND) {
		err_clear(e);
		return ERR_NONE;
	}
	if (e->kind)
		return e->kind;
	xml_append(to, el);
	*put = true;
	return ERR_NONE;
}

/* ---- In: conditions ------------------------------------------------------ */

static enum err_kind get_custom(struct job *job, const struct xml_element *el,
				struct rule_condition *c, struct err *e)
{
	const char *name = xml_get(el, "name");
	int of = settings_choice(el, "of", settings_word_of_what);
	struct custom_fields all;

	if (of < 0 || !name)
		return err_set(e, ERR_INVALID,
			       "of and name must say which custom field");
	if (custom_store_list(job->db, job->arena, (enum custom_of)of, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(all.v[i].name, name)) {
			c->custom = all.v[i].id;
			c->type = custom_type(all.v[i].kind);
			return ERR_NONE;
		}
	return err_set(e, ERR_INVALID, "there is no custom field %.60s of a %s",
		       name, settings_word_of_what(of));
}

static enum err_kind get_number(const struct xml_element *el,
				struct rule_condition *c, struct err *e)
{
	const char *attr = number_attr(c), *value = xml_get(el, attr);
	bool right = value != NULL;

	if (!value)
		return err_set(e, ERR_INVALID, "%s is missing", attr);
	if (is_length(c)) {
		c->number = settings_number(el, attr, 0);
		return ERR_NONE;
	}
	switch (rule_type_of(c)) {
	case RULE_FLAG:
		c->number = str_eq(value, "yes");
		right = c->number || str_eq(value, "no");
		break;
	case RULE_INSTANT:
		right = instant_parse(value, strlen(value), &c->number);
		break;
	case RULE_DAY:
		right = custom_day(value, &c->number);
		break;
	default:
		right = custom_number(value, &c->number);
	}
	return right ? ERR_NONE
		     : err_set(e, ERR_INVALID,
			       "value: %.60s cannot be compared"
			       " with it",
			       value);
}

static enum err_kind get_value(struct job *job, const struct xml_element *v,
			       struct rule_condition *c, int64_t *id,
			       const char **name, struct err *e)
{
	struct rule_named named = { 0, "" };

	if (xml_is(v, "nobody") && rule_choices(c->field))
		return err_set(e, ERR_INVALID,
			       "line %d: nobody is none of its values",
			       v->line);
	if (!xml_is(v, "nobody") &&
	    rule_name_find(job->db, job->arena, c, v->text, &named, e))
		return e->kind;
	*id = named.id;
	*name = named.name;
	return ERR_NONE;
}

static enum err_kind get_values(struct job *job, const struct xml_element *el,
				struct rule_condition *c, struct err *e)
{
	bool words = rule_type_of(c) == RULE_TEXT;
	const char **texts;
	int64_t *ids;
	size_t n = 0;

	for (const struct xml_element *v = el->first; v; v = v->next)
		n++;
	if (n > LIMIT_RULE_VALUES)
		return err_set(e, ERR_INVALID, "at most %d values",
			       LIMIT_RULE_VALUES);
	texts = ARENA_ARRAY(job->arena, n + 1, const char *);
	ids = ARENA_ARRAY(job->arena, n + 1, int64_t);
	n = 0;
	for (const struct xml_element *v = el->first; v; v = v->next, n++) {
		texts[n] = v->text;
		if (words && xml_is(v, "nobody"))
			return err_set(e, ERR_INVALID,
				       "nobody is no text to compare with");
		if (!words && get_value(job, v, c, &ids[n], &texts[n], e))
			return e->kind;
	}
	*(words ? &c->texts : &c->names) = texts;
	*(words ? &c->ntexts : &c->nids) = n;
	c->ids = ids;
	return ERR_NONE;
}

/* What is said besides is not asked. */
static enum err_kind check_said(const struct xml_element *el,
				const struct rule_condition *c, struct err *e)
{
	enum rule_values takes = rule_takes(rule_type_of(c), c->op);

	for (size_t i = 0; i < el->nattrs; i++) {
		const char *name = el->attrs[i].name;
		bool custom = str_eq(name, "of") || str_eq(name, "name");

		if (str_eq(name, "field") || str_eq(name, "op") ||
		    (custom && c->field == RULE_CUSTOM) ||
		    (str_eq(name, "metric") && c->field == RULE_DUE) ||
		    (takes == RULE_TAKES_NUMBER &&
		     str_eq(name, number_attr(c))))
			continue;
		return err_set(e, ERR_INVALID, "%s is not for this condition",
			       name);
	}
	if (el->first && takes != RULE_TAKES_ONE && takes != RULE_TAKES_SOME)
		return err_set(e, ERR_INVALID,
			       "no values are for this condition");
	return ERR_NONE;
}

static enum err_kind get_asked(struct job *job, const struct xml_element *el,
			       struct rule_condition *c, struct err *e)
{
	if (c->field == RULE_CUSTOM && get_custom(job, el, c, e))
		return e->kind;
	if (!rule_op_fits(rule_type_of(c), c->op))
		return err_set(e, ERR_INVALID, "%s cannot be asked of %s",
			       rule_op_name(c->op), rule_field_name(c->field));
	if (check_said(el, c, e))
		return e->kind;
	switch (rule_takes(rule_type_of(c), c->op)) {
	case RULE_TAKES_NONE:
		return ERR_NONE;
	case RULE_TAKES_NUMBER:
		return get_number(el, c, e);
	default:
		return get_values(job, el, c, e);
	}
}

static enum err_kind get_condition(struct job *job,
				   const struct xml_element *el,
				   struct rule_condition *c, struct err *e)
{
	c->field = (enum rule_field)settings_choice(el, "field",
						    settings_word_field);
	c->op = (enum rule_op)settings_choice(el, "op", settings_word_op);
	c->metric = settings_choice(el, "metric", settings_word_metric) + 1;
	if (get_asked(job, el, c, e))
		return err_wrap(e, "line %d: condition", el->line);
	return ERR_NONE;
}

/* ---- In: the rule -------------------------------------------------------- */

static size_t count(const struct xml_element *el, const char *name)
{
	size_t n = 0;

	for (const struct xml_element *c = el->first; c; c = c->next)
		n += !name || xml_is(c, name);
	return n;
}

static enum err_kind get_group(struct job *job, const struct xml_element *el,
			       struct rule_group *out, struct err *e)
{
	size_t n = count(el, NULL);
	struct rule_condition *v;

	if (n > LIMIT_RULE_CONDITIONS)
		return err_set(e, ERR_INVALID,
			       "line %d: if: at most %d conditions", el->line,
			       LIMIT_RULE_CONDITIONS);
	v = ARENA_ARRAY(job->arena, n + 1, struct rule_condition);
	*out = (struct rule_group){ v, n };
	for (const struct xml_element *c = el->first; c; c = c->next)
		if (get_condition(job, c, v++, e))
			return e->kind;
	return ERR_NONE;
}

enum err_kind settings_get_rule(struct job *job, const struct xml_element *el,
				struct rule_draft *out, struct err *e)
{
	size_t groups = count(el, "if"), actions = count(el, "action");
	const struct xml_element *note = xml_child(el, "note");
	struct rule_group *g;
	struct action *a;

	if (groups > LIMIT_RULE_GROUPS || actions > LIMIT_RULE_ACTIONS)
		return err_set(e, ERR_INVALID,
			       "line %d: rule: at most %d groups and %d"
			       " actions",
			       el->line, LIMIT_RULE_GROUPS, LIMIT_RULE_ACTIONS);
	g = ARENA_ARRAY(job->arena, groups + 1, struct rule_group);
	a = ARENA_ARRAY(job->arena, actions + 1, struct action);
	*out = (struct rule_draft){
		.kind = (enum rule_kind)settings_choice(el, "kind",
							settings_word_rule),
		.name = xml_get(el, "name"),
		.note = note ? note->text : "",
		.active = settings_flag(el, "active", true),
		.stops = settings_flag(el, "stop", false),
		.keeps = settings_flag(el, "keep-applying", false),
		.triggers = settings_choices(el, "on", settings_word_trigger),
		.groups = g,
		.ngroups = groups,
		.actions = a,
		.nactions = actions,
	};
	for (const struct xml_element *c = el->first; c; c = c->next)
		if ((xml_is(c, "if") && get_group(job, c, g++, e)) ||
		    (xml_is(c, "action") &&
		     settings_get_action(job, c, a++, e)))
			return e->kind;
	return ERR_NONE;
}
