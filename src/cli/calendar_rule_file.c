/* Closures that come back, in business hours as JSON. */
#include "base/json_in.h"
#include "base/limits.h"
#include "base/str.h"
#include "cli/calendar_file.h"
#include "cli/calendar_value.h"
#include "desk/calendar_json.h"

/* ---- Closures that come back --------------------------------------------- */

static enum err_kind read_rule_kind(const struct json_in *v,
				    struct closure_rule *r, struct err *e)
{
	int word;

	if (calendar_value_word("rule", json_in_get(v, "rule"),
				calendar_json_rules, CALENDAR_JSON_RULES, &word,
				e))
		return e->kind;
	r->kind = (enum closure_rule_kind)word;
	return ERR_NONE;
}

static enum err_kind read_nth(const struct json_in *v, struct closure_rule *r,
			      struct err *e)
{
	if (calendar_value_count("nth", v, -5, 5, &r->nth, e))
		return e->kind;
	return r->nth ? ERR_NONE
		      : err_set(e, ERR_INVALID,
				"nth: must be 1 to 5, or -1 (the last) to -5");
}

/* A number of a rule: its limits, and which rules have it. */
struct rule_number {
	const char *key;
	size_t to;
	int32_t from, until;
	unsigned rules; /* bits of enum closure_rule_kind */
};

#define OF(kind) (1U << (kind))
#define ANY_RULE (OF(CLOSURE_YEARLY) | OF(CLOSURE_NTH) | OF(CLOSURE_EASTER))

static const struct rule_number rule_numbers[] = {
	{ "month", offsetof(struct closure_rule, month), 1, 12,
	  OF(CLOSURE_YEARLY) | OF(CLOSURE_NTH) },
	{ "day", offsetof(struct closure_rule, day), 1, 31,
	  OF(CLOSURE_YEARLY) },
	{ "offset", offsetof(struct closure_rule, offset),
	  -LIMIT_CLOSURE_OFFSET, LIMIT_CLOSURE_OFFSET, ANY_RULE },
	{ "first_year", offsetof(struct closure_rule, first_year), 1900, 2399,
	  ANY_RULE },
	{ "last_year", offsetof(struct closure_rule, last_year), 1900, 2399,
	  ANY_RULE },
};

static enum err_kind read_rule_number(const struct json_in_iter *it,
				      struct closure_rule *r, struct err *e)
{
	for (size_t i = 0; i < COUNT_OF(rule_numbers); i++) {
		const struct rule_number *n = &rule_numbers[i];

		if (str_eq(it->key, n->key) && (n->rules & OF(r->kind)))
			return calendar_value_count(
				it->key, it->value, n->from, n->until,
				(int32_t *)((char *)r + n->to), e);
	}
	return err_set(e, ERR_INVALID,
		       "%.64s: there is no such member with rule %s", it->key,
		       calendar_json_rules[r->kind]);
}

static enum err_kind read_rule_member(const struct json_in_iter *it,
				      struct closure_rule *r, struct err *e)
{
	int word;

	if (calendar_value_of_closing(it->key) || str_eq(it->key, "rule"))
		return ERR_NONE;
	if (r->kind == CLOSURE_NTH && str_eq(it->key, "nth"))
		return read_nth(it->value, r, e);
	if (r->kind != CLOSURE_NTH || !str_eq(it->key, "weekday"))
		return read_rule_number(it, r, e);
	if (calendar_value_word("weekday", it->value, calendar_weekdays, 7,
				&word, e))
		return e->kind;
	r->weekday = word;
	return ERR_NONE;
}

static enum err_kind must_have(const struct json_in *v,
			       const struct closure_rule *r, struct err *e)
{
	static const char *const keys[CALENDAR_JSON_RULES][3] = {
		[CLOSURE_YEARLY] = { "month", "day" },
		[CLOSURE_NTH] = { "month", "weekday", "nth" },
	};

	for (int i = 0; i < 3 && keys[r->kind][i]; i++)
		if (!json_in_get(v, keys[r->kind][i]))
			return err_set(e, ERR_INVALID, "%s: is missing",
				       keys[r->kind][i]);
	return ERR_NONE;
}

static enum err_kind read_rule(struct arena *a, const struct json_in *v,
			       struct closure_rule *r, const char **name,
			       struct err *e)
{
	struct json_in_iter it = { .object = v };
	struct calendar_value_closing c;

	if (calendar_value_object(v, e) || read_rule_kind(v, r, e) ||
	    must_have(v, r, e))
		return e->kind;
	while (json_in_next(&it))
		if (read_rule_member(&it, r, e))
			return e->kind;
	if (calendar_value_closing(a, v, &c, e))
		return e->kind;
	r->from_min = c.from_min;
	r->to_min = c.to_min;
	r->mode = c.mode;
	*name = c.name;
	return closure_rule_check(r, e);
}

enum err_kind calendar_file_read_rules(struct arena *a, const struct json_in *v,
				       struct calendar_draft *d, struct err *e)
{
	struct closure_rule *r;
	const char **names;
	size_t n;

	if (calendar_value_list(v, LIMIT_CLOSURE_RULES, &n, e))
		return e->kind;
	r = ARENA_ARRAY(a, n + 1, struct closure_rule);
	names = ARENA_ARRAY(a, n + 1, const char *);
	for (size_t i = 0; i < n; i++) {
		r[i] = (struct closure_rule){ 0 };
		if (read_rule(a, json_in_at(v, i), &r[i], &names[i], e))
			return err_wrap(e, "closure %zu", i + 1);
	}
	d->rules = r;
	d->nrules = n;
	d->rule_names = names;
	return ERR_NONE;
}
