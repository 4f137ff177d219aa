#include "desk/rule_json.h"

#include <inttypes.h>
#include "base/sbuf.h"
#include "base/str.h"
#include "core/custom.h"
#include "core/rule_names.h"
#include "desk/action_json.h"

/* ---- Conditions -----------------------------------------------------------
 */

/* What a value of a list is called; NULL: nobody, none. */
static const char *name_of(const struct rule_condition *c, size_t i)
{
	if (rule_choices(c->field))
		return rule_choice_name(c->field, c->ids[i]);
	if (c->ids[i] == 0 || !c->names)
		return NULL;
	return c->names[i];
}

static void put_values(struct json_out *j, const struct rule_condition *c)
{
	bool words = rule_type_of(c) == RULE_TEXT;
	size_t n = words ? c->ntexts : c->nids;

	json_out_array(j, "values");
	for (size_t i = 0; i < n; i++)
		json_out_str(j, NULL, words ? c->texts[i] : name_of(c, i));
	json_out_end_array(j);
}

static bool is_length(enum rule_op op)
{
	return op >= RULE_WITHIN_LAST;
}

static void day_text(int64_t day, char out[INSTANT_TEXT])
{
	struct civil c = instant_civil_of(day);

	(void)snprintf(out, INSTANT_TEXT, "%04d-%02d-%02d", c.year, c.month,
		       c.day);
}

/* What it is compared with, as a text; of flags "yes" and "no". */
static void number_text(const struct rule_condition *c, char out[INSTANT_TEXT])
{
	switch (rule_type_of(c)) {
	case RULE_INSTANT:
		if (is_length(c->op))
			(void)snprintf(out, INSTANT_TEXT, "%" PRId64,
				       c->number);
		else
			(void)instant_text(c->number, out);
		break;
	case RULE_DAY:
		if (is_length(c->op))
			(void)snprintf(out, INSTANT_TEXT, "%" PRId64,
				       c->number);
		else
			day_text(c->number, out);
		break;
	case RULE_FLAG:
		(void)snprintf(out, INSTANT_TEXT, "%s",
			       c->number ? "yes" : "no");
		break;
	default:
		(void)custom_number_text(c->number, out);
	}
}

static void put_number(struct json_out *j, const struct rule_condition *c)
{
	enum rule_type type = rule_type_of(c);
	char text[INSTANT_TEXT];

	if (type == RULE_FLAG)
		json_out_bool(j, "value", c->number != 0);
	else if (type == RULE_INSTANT && is_length(c->op))
		json_out_i64(j, "seconds", c->number);
	else if (type == RULE_DAY && is_length(c->op))
		json_out_i64(j, "days", c->number);
	else {
		number_text(c, text);
		json_out_str(j, "value", text);
	}
}

void rule_json_condition(struct json_out *j, const char *key,
			 const struct rule_condition *c)
{
	json_out_object(j, key);
	json_out_str(j, "field", rule_field_name(c->field));
	if (c->field == RULE_CUSTOM) {
		json_out_str(j, "of", c->of);
		json_out_str(j, "name", c->label);
	}
	if (c->metric > 0 && c->metric <= METRIC_N)
		json_out_str(j, "metric",
			     level_metric_name((enum metric)(c->metric - 1)));
	json_out_str(j, "op", rule_op_name(c->op));
	switch (rule_takes(rule_type_of(c), c->op)) {
	case RULE_TAKES_NONE:
		break;
	case RULE_TAKES_NUMBER:
		put_number(j, c);
		break;
	default:
		put_values(j, c);
	}
	if (c->invalid)
		json_out_str(j, "invalid", c->invalid);
	json_out_end_object(j);
}

/* ---- As a line ------------------------------------------------------------
 */

static void add_values(struct sbuf *b, const struct rule_condition *c)
{
	bool words = rule_type_of(c) == RULE_TEXT;
	size_t n = words ? c->ntexts : c->nids;

	for (size_t i = 0; i < n; i++) {
		const char *name = words ? c->texts[i] : name_of(c, i);

		if (name)
			sbuf_printf(b, "%s \"%s\"", i ? "," : "", name);
		else
			sbuf_printf(b, "%s nobody", i ? "," : "");
	}
}

const char *rule_json_line(struct arena *a, const struct rule_condition *c)
{
	struct sbuf b = SBUF_INIT(64 * 1024);
	enum rule_values takes = rule_takes(rule_type_of(c), c->op);
	char text[INSTANT_TEXT];
	const char *line;

	if (c->field == RULE_CUSTOM)
		sbuf_printf(&b, "%s's \"%s\"", c->of ? c->of : "a",
			    c->label ? c->label : "?");
	else
		sbuf_printf(&b, "%s", rule_field_name(c->field));
	if (c->metric > 0 && c->metric <= METRIC_N)
		sbuf_printf(&b, " of %s",
			    level_metric_name((enum metric)(c->metric - 1)));
	for (const char *s = rule_op_name(c->op), *end = NULL; *s;
	     s = end + (*end == '_')) {
		end = s + strcspn(s, "_");
		sbuf_printf(&b, " %.*s", (int)(end - s), s);
	}
	if (takes == RULE_TAKES_NUMBER) {
		number_text(c, text);
		sbuf_printf(&b, " %s%s", text,
			    !is_length(c->op)             ? ""
			    : rule_type_of(c) == RULE_DAY ? " days"
							  : " seconds");
	} else if (takes != RULE_TAKES_NONE) {
		add_values(&b, c);
	}
	line = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return line;
}

/* ---- Rules ----------------------------------------------------------------
 */

static void put_groups(struct json_out *j, const struct rule_draft *d)
{
	json_out_array(j, "if");
	for (size_t g = 0; g < d->ngroups; g++) {
		json_out_array(j, NULL);
		for (size_t i = 0; i < d->groups[g].n; i++)
			rule_json_condition(j, NULL, &d->groups[g].v[i]);
		json_out_end_array(j);
	}
	json_out_end_array(j);
}

static enum err_kind put_actions(struct db *db, struct arena *a,
				 const struct rule_draft *d, struct json_out *j,
				 struct err *e)
{
	json_out_array(j, "then");
	for (size_t i = 0; i < d->nactions; i++)
		if (action_json_write_one(db, a, &d->actions[i], j, e))
			return e->kind;
	json_out_end_array(j);
	return ERR_NONE;
}

static void put_triggers(struct json_out *j, const struct rule_draft *d)
{
	if (d->kind != RULE_KIND_EVENT)
		return;
	json_out_array(j, "on");
	for (int t = 0; t < RULE_TRIGGER_N; t++)
		if (d->triggers & RULE_ON(t))
			json_out_str(j, NULL,
				     rule_trigger_name((enum rule_trigger)t));
	json_out_end_array(j);
}

enum err_kind rule_json_rule(struct db *db, struct arena *a,
			     const struct rule_row *rule, struct json_out *j,
			     struct err *e)
{
	const struct rule_draft *d = &rule->is;

	json_out_str(j, "kind", rule_json_kind(d->kind));
	json_out_str(j, "name", d->name);
	json_out_str(j, "note", d->note);
	json_out_bool(j, "active", d->active);
	put_triggers(j, d);
	put_groups(j, d);
	if (put_actions(db, a, d, j, e))
		return e->kind;
	json_out_bool(j, "stop", d->stops);
	if (d->kind == RULE_KIND_SLA)
		json_out_bool(j, "keep_applying", d->keeps);
	return ERR_NONE;
}

/* ---- Kinds ----------------------------------------------------------------
 */

const char *rule_json_kind(enum rule_kind k)
{
	static const char *const names[RULE_KIND_N] = {
		[RULE_KIND_SLA] = "sla",
		[RULE_KIND_EVENT] = "event",
		[RULE_KIND_TIME] = "time",
	};

	return names[k];
}

bool rule_json_kind_of(const char *name, enum rule_kind *out)
{
	for (int k = 0; k < RULE_KIND_N; k++)
		if (str_eq(rule_json_kind((enum rule_kind)k), name)) {
			*out = (enum rule_kind)k;
			return true;
		}
	return false;
}
