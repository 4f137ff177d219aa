#include "cli/rule_file.h"

#include <inttypes.h>
#include <string.h>
#include "base/json_in.h"
#include "base/limits.h"
#include "base/str.h"
#include "core/rule_names.h"
#include "desk/action_json.h"
#include "desk/rule_json.h"
#include "store/custom_store.h"

struct rule_reading {
	struct db *db;
	struct arena *a;
	struct rule_file *f;
};

/* ---- Parts of any object ------------------------------------------------- */

static enum err_kind unknown(const char *key, struct err *e)
{
	return err_set(e, ERR_INVALID, "%.64s: there is no such member", key);
}

static enum err_kind must(const char *key, const char *what, struct err *e)
{
	return err_set(e, ERR_INVALID, "%.64s: must be %s", key, what);
}

/* A text of an object, or NULL. */
static const char *text_of(const struct json_in *object, const char *key)
{
	size_t n;

	return json_in_str(json_in_get(object, key), &n);
}

static enum err_kind read_bool(const struct json_in_iter *it, bool *out,
			       struct err *e)
{
	return json_in_bool(it->value, out) ? ERR_NONE
					    : must(it->key, "true or false", e);
}

static enum err_kind read_text(struct rule_reading *r,
			       const struct json_in_iter *it, const char **out,
			       struct err *e)
{
	size_t n;
	const char *s = json_in_str(it->value, &n);

	if (!s)
		return must(it->key, "a text", e);
	*out = arena_str(r->a, s);
	return ERR_NONE;
}

/* ---- Values -------------------------------------------------------------- */

static enum err_kind read_words(struct rule_reading *r, const struct json_in *v,
				struct rule_condition *c, struct err *e)
{
	size_t n = json_in_count(v), len;
	const char **list = ARENA_ARRAY(r->a, n, const char *);

	for (size_t i = 0; i < n; i++) {
		const char *s = json_in_str(json_in_at(v, i), &len);

		if (!s)
			return must("values", "a list of texts", e);
		list[i] = arena_str(r->a, s);
	}
	c->texts = list;
	c->ntexts = n;
	return ERR_NONE;
}

/* null: nobody, or none. */
static enum err_kind read_named(struct rule_reading *r, const struct json_in *v,
				struct rule_condition *c, struct err *e)
{
	size_t n = json_in_count(v), len;
	const char **names = ARENA_ARRAY(r->a, n, const char *);
	int64_t *ids = ARENA_ARRAY(r->a, n, int64_t);

	for (size_t i = 0; i < n; i++) {
		const struct json_in *item = json_in_at(v, i);
		const char *s = json_in_str(item, &len);
		struct rule_named named = { 0, "" };

		if (!s && !(json_in_is_null(item) && !rule_choices(c->field)))
			return must("values", "a list of names", e);
		if (s && rule_name_find(r->db, r->a, c, s, &named, e))
			return e->kind;
		ids[i] = named.id;
		names[i] = arena_str(r->a, named.name);
	}
	c->ids = ids;
	c->names = names;
	c->nids = n;
	return ERR_NONE;
}

static enum err_kind read_values(struct rule_reading *r,
				 const struct json_in *v,
				 struct rule_condition *c, struct err *e)
{
	if (!json_in_is_array(v) || json_in_count(v) > LIMIT_RULE_VALUES)
		return err_set(e, ERR_INVALID,
			       "values: must be a list of at most %d",
			       LIMIT_RULE_VALUES);
	return rule_type_of(c) == RULE_TEXT ? read_words(r, v, c, e)
					    : read_named(r, v, c, e);
}

/* A length of time: so many of ${key}. */
static enum err_kind read_length(const struct json_in *object, const char *key,
				 int least, int64_t *out, struct err *e)
{
	if (!json_in_i64(json_in_get(object, key), out) || *out < least ||
	    *out > LIMIT_TARGET_SECONDS)
		return err_set(e, ERR_INVALID,
			       "%s: must be a whole number from %d to %" PRId64,
			       key, least, (int64_t)LIMIT_TARGET_SECONDS);
	return ERR_NONE;
}

static enum err_kind read_instant(const char *text, int64_t *out, struct err *e)
{
	if (text && instant_parse(text, strlen(text), out))
		return ERR_NONE;
	return must("value", "an instant like 2026-11-24T09:00:00Z", e);
}

static enum err_kind read_number(const struct json_in *object,
				 struct rule_condition *c, struct err *e)
{
	enum rule_type type = rule_type_of(c);
	bool length = c->op >= RULE_WITHIN_LAST;
	const char *text = text_of(object, "value");
	bool flag = false;

	if (length)
		return read_length(
			object, type == RULE_DAY ? "days" : "seconds",
			c->op >= RULE_LONGER_AGO ? 0 : 1, &c->number, e);
	switch (type) {
	case RULE_FLAG:
		if (!json_in_bool(json_in_get(object, "value"), &flag))
			return must("value", "true or false", e);
		c->number = flag;
		return ERR_NONE;
	case RULE_INSTANT:
		return read_instant(text, &c->number, e);
	case RULE_DAY:
		return text && custom_day(text, &c->number)
			       ? ERR_NONE
			       : must("value", "a date like \"2026-11-24\"", e);
	default:
		return text && custom_number(text, &c->number)
			       ? ERR_NONE
			       : must("value", "a number like \"12.5\"", e);
	}
}

/* ---- Conditions ---------------------------------------------------------- */

/* "of" and "name" say which custom field. */
static enum err_kind read_custom(struct rule_reading *r,
				 const struct json_in *object,
				 struct rule_condition *c, struct err *e)
{
	static const char *const whose[CUSTOM_OF_N] = { "ticket", "customer",
							"company" };
	const char *of = text_of(object, "of");
	const char *name = text_of(object, "name");
	struct custom_fields all;

	if (!of || !name)
		return err_set(e, ERR_INVALID,
			       "of, name: must say whose custom field it is,"
			       " and which");
	if (custom_store_list(r->db, r->a, CUSTOM_OF_N, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (str_eq(whose[all.v[i].of], of) &&
		    str_eq(all.v[i].name, name)) {
			c->custom = all.v[i].id;
			c->type = custom_type(all.v[i].kind);
			return ERR_NONE;
		}
	return err_set(e, ERR_INVALID,
		       "name: there is no custom field %.60s of a %.20s", name,
		       of);
}

/* Whose deadline; without: the nearest. */
static enum err_kind read_metric(const struct json_in *object,
				 struct rule_condition *c, struct err *e)
{
	const char *name = text_of(object, "metric");

	if (!json_in_get(object, "metric"))
		return ERR_NONE;
	for (int m = 0; m < METRIC_N; m++)
		if (str_eq(level_metric_name((enum metric)m), name)) {
			c->metric = m + 1;
			return ERR_NONE;
		}
	return must("metric", "a word: first_answer, next_answer, ...", e);
}

/* The members that a condition may have, by what it asks. */
static bool is_member(const struct rule_condition *c, const char *key)
{
	enum rule_values takes = rule_takes(rule_type_of(c), c->op);

	if (str_eq(key, "field") || str_eq(key, "op"))
		return true;
	if (str_eq(key, "of") || str_eq(key, "name"))
		return c->field == RULE_CUSTOM;
	if (str_eq(key, "metric"))
		return c->field == RULE_DUE;
	if (str_eq(key, "values"))
		return takes == RULE_TAKES_ONE || takes == RULE_TAKES_SOME;
	if (takes != RULE_TAKES_NUMBER)
		return false;
	if (c->op >= RULE_WITHIN_LAST)
		return str_eq(key,
			      rule_type_of(c) == RULE_DAY ? "days" : "seconds");
	return str_eq(key, "value");
}

static enum err_kind read_asked(struct rule_reading *r,
				const struct json_in *object,
				struct rule_condition *c, struct err *e)
{
	struct json_in_iter it = { .object = object };

	while (json_in_next(&it))
		if (!is_member(c, it.key))
			return unknown(it.key, e);
	switch (rule_takes(rule_type_of(c), c->op)) {
	case RULE_TAKES_NONE:
		return ERR_NONE;
	case RULE_TAKES_NUMBER:
		return read_number(object, c, e);
	default:
		return read_values(r, json_in_get(object, "values"), c, e);
	}
}

static enum err_kind read_condition(struct rule_reading *r,
				    const struct json_in *object,
				    struct rule_condition *c, struct err *e)
{
	const char *field = text_of(object, "field");
	const char *op = text_of(object, "op");

	if (!json_in_is_object(object))
		return err_set(e, ERR_INVALID, "must be an object");
	if (!field || !rule_field_of(field, &c->field))
		return must("field", "a word: source, status, tags, ...", e);
	if (!op || !rule_op_of(op, &c->op))
		return must("op", "a word: is, is_not, contains, ...", e);
	if ((c->field == RULE_CUSTOM && read_custom(r, object, c, e)) ||
	    (c->field == RULE_DUE && read_metric(object, c, e)))
		return e->kind;
	if (!rule_op_fits(rule_type_of(c), c->op))
		return err_set(e, ERR_INVALID, "op: %s cannot be asked of %s",
			       op, field);
	return read_asked(r, object, c, e);
}

static enum err_kind read_group(struct rule_reading *r, const struct json_in *v,
				struct rule_group *out, struct err *e)
{
	size_t n = json_in_count(v);
	struct rule_condition *list;

	if (!json_in_is_array(v) || n > LIMIT_RULE_CONDITIONS)
		return err_set(e, ERR_INVALID,
			       "must be a list of at most %d conditions",
			       LIMIT_RULE_CONDITIONS);
	list = ARENA_ARRAY(r->a, n, struct rule_condition);
	for (size_t i = 0; i < n; i++)
		if (read_condition(r, json_in_at(v, i), &list[i], e))
			return err_wrap(e, "condition %zu", i + 1);
	*out = (struct rule_group){ list, n };
	return ERR_NONE;
}

static enum err_kind read_groups(struct rule_reading *r,
				 const struct json_in *v, struct err *e)
{
	size_t n = json_in_count(v);
	struct rule_group *list;

	if (!json_in_is_array(v) || n > LIMIT_RULE_GROUPS)
		return err_set(e, ERR_INVALID,
			       "if: must be a list of at most %d groups",
			       LIMIT_RULE_GROUPS);
	list = ARENA_ARRAY(r->a, n, struct rule_group);
	for (size_t i = 0; i < n; i++)
		if (read_group(r, json_in_at(v, i), &list[i], e))
			return err_wrap(e, "if: group %zu", i + 1);
	r->f->rule.groups = list;
	r->f->rule.ngroups = n;
	return ERR_NONE;
}

/* ---- Actions ------------------------------------------------------------- */

static enum err_kind read_actions(struct rule_reading *r,
				  const struct json_in *v, struct err *e)
{
	size_t n = json_in_count(v);
	struct action *list;

	if (!json_in_is_array(v) || n > LIMIT_RULE_ACTIONS)
		return err_set(e, ERR_INVALID,
			       "then: must be a list of at most %d",
			       LIMIT_RULE_ACTIONS);
	list = ARENA_ARRAY(r->a, n, struct action);
	for (size_t i = 0; i < n; i++)
		if (action_json_read_one(r->db, r->a, json_in_at(v, i),
					 &list[i], e))
			return err_wrap(e, "then: action %zu", i + 1);
	r->f->rule.actions = list;
	r->f->rule.nactions = n;
	return ERR_NONE;
}

/* ---- Its kind, and what sets it off ---------------------------------------
 */

static enum err_kind read_kind(const struct json_in_iter *it,
			       enum rule_kind *out, struct err *e)
{
	size_t n;
	const char *word = json_in_str(it->value, &n);

	return word && rule_json_kind_of(word, out)
		       ? ERR_NONE
		       : must("kind", "sla, event or time", e);
}

static enum err_kind read_triggers(const struct json_in_iter *it, unsigned *out,
				   struct err *e)
{
	size_t n = json_in_count(it->value), len;
	enum rule_trigger t;

	*out = 0;
	if (!json_in_is_array(it->value))
		return must("on", "a list of words: created, status, ...", e);
	for (size_t i = 0; i < n; i++) {
		const char *word = json_in_str(json_in_at(it->value, i), &len);

		if (!word || !rule_trigger_of(word, &t))
			return must("on",
				    "a list of words: created, status, ...", e);
		*out |= RULE_ON(t);
	}
	return ERR_NONE;
}

/* ---- The rule ------------------------------------------------------------ */

static enum err_kind read_member(struct rule_reading *r,
				 const struct json_in_iter *it, struct err *e)
{
	struct rule_draft *d = &r->f->rule;

	if (str_eq(it->key, "id"))
		return read_text(r, it, &r->f->id, e);
	if (str_eq(it->key, "name"))
		return read_text(r, it, &d->name, e);
	if (str_eq(it->key, "note"))
		return read_text(r, it, &d->note, e);
	if (str_eq(it->key, "active"))
		return read_bool(it, &d->active, e);
	if (str_eq(it->key, "stop"))
		return read_bool(it, &d->stops, e);
	if (str_eq(it->key, "keep_applying"))
		return read_bool(it, &d->keeps, e);
	if (str_eq(it->key, "kind"))
		return read_kind(it, &d->kind, e);
	if (str_eq(it->key, "on"))
		return read_triggers(it, &d->triggers, e);
	if (str_eq(it->key, "if"))
		return read_groups(r, it->value, e);
	if (str_eq(it->key, "then"))
		return read_actions(r, it->value, e);
	return unknown(it->key, e);
}

static enum err_kind read_rule(struct rule_reading *r,
			       const struct json_in *doc, struct err *e)
{
	struct json_in_iter it = { .object = doc };

	if (!json_in_is_object(doc))
		return err_set(e, ERR_INVALID, "must be an object");
	while (json_in_next(&it))
		if (read_member(r, &it, e))
			return e->kind;
	if (!r->f->rule.name)
		return err_set(e, ERR_INVALID, "name: is missing");
	if (!json_in_get(doc, "if"))
		return err_set(e, ERR_INVALID,
			       "if: is missing (an empty list is always)");
	if (!json_in_get(doc, "then"))
		return err_set(e, ERR_INVALID, "then: is missing");
	return ERR_NONE;
}

enum err_kind rule_file_read(struct db *db, struct arena *a, const char *text,
			     size_t n, struct rule_file *out, struct err *e)
{
	struct rule_reading r = { db, a, out };
	struct json_in *doc;

	*out = (struct rule_file){
		.rule = { .kind = RULE_KIND_SLA, .note = "", .active = true }
	};
	if (json_in_parse(text, n, &doc, e))
		return e->kind;
	(void)read_rule(&r, doc, e);
	json_in_free(doc);
	return e->kind;
}
