#include "cli/level_file.h"

#include <inttypes.h>
#include "base/json_in.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/action_json.h"
#include "desk/level_words.h"
#include "store/calendar_store.h"

struct level_reading {
	struct db *db;
	struct arena *a;
	struct level_draft *d;
};

/* ---- Parts of any object ------------------------------------------------- */

/* The place of ${word} among ${n}, or -1. */
static int among(const char *word, const char *const *words, int n)
{
	for (int i = 0; word && i < n; i++)
		if (str_eq(word, words[i]))
			return i;
	return -1;
}

static enum err_kind unknown(const char *key, struct err *e)
{
	return err_set(e, ERR_INVALID, "%.64s: there is no such member", key);
}

static enum err_kind read_word(const struct json_in_iter *it,
			       const char *const *words, int n, int *out,
			       struct err *e)
{
	size_t len;

	*out = among(json_in_str(it->value, &len), words, n);
	if (*out < 0)
		return err_set(e, ERR_INVALID, "%.64s: must be a word: %s, ...",
			       it->key, words[0]);
	return ERR_NONE;
}

static enum err_kind read_count(const struct json_in_iter *it, int64_t from,
				int64_t until, int64_t *out, struct err *e)
{
	if (!json_in_i64(it->value, out) || *out < from || *out > until)
		return err_set(e, ERR_INVALID,
			       "%.64s: must be a whole number from %" PRId64
			       " to %" PRId64,
			       it->key, from, until);
	return ERR_NONE;
}

static enum err_kind must_be_object(const struct json_in *v, const char *what,
				    struct err *e)
{
	return json_in_is_object(v) ? ERR_NONE
				    : err_set(e, ERR_INVALID,
					      "%.64s: must be an object", what);
}

/* ---- Targets ------------------------------------------------------------- */

static enum err_kind read_target(const struct json_in *v,
				 struct target targets[PRIORITY_N],
				 enum priority of, struct err *e);

static enum err_kind read_priorities(const struct json_in *v,
				     struct target targets[PRIORITY_N],
				     enum priority of, struct err *e)
{
	struct json_in_iter it = { .object = v };

	if (of != PRIORITY_ANY)
		return err_set(e, ERR_INVALID, "priority: not in a priority");
	if (must_be_object(v, "priority", e))
		return e->kind;
	while (json_in_next(&it)) {
		int p = among(it.key, level_words_priority, PRIORITY_N);

		if (p < PRIORITY_URGENT)
			return unknown(it.key, e);
		if (read_target(it.value, targets, (enum priority)p, e))
			return err_wrap(e, "%.64s", it.key);
	}
	return ERR_NONE;
}

static enum err_kind read_target_member(const struct json_in_iter *it,
					struct target targets[PRIORITY_N],
					enum priority of, int *lengths,
					struct err *e)
{
	struct target *t = &targets[of];
	int unit;

	if (str_eq(it->key, "priority"))
		return read_priorities(it->value, targets, of, e);
	if (str_eq(it->key, "unit")) {
		if (read_word(it, level_words_unit, 2, &unit, e))
			return e->kind;
		t->unit = (enum unit)unit;
		return ERR_NONE;
	}
	++*lengths;
	if (str_eq(it->key, "seconds"))
		return read_count(it, 1, LIMIT_TARGET_SECONDS, &t->seconds, e);
	if (str_eq(it->key, "days")) {
		t->unit = UNIT_WORKING_DAYS;
		return read_count(it, 1, LIMIT_LEVEL_DAYS, &t->seconds, e);
	}
	if (str_eq(it->key, "next_open")) {
		t->unit = UNIT_NEXT_OPEN;
		return read_count(it, 1, LIMIT_TARGET_SECONDS, &t->seconds, e);
	}
	return unknown(it->key, e);
}

/* Seconds, or an object. */
static enum err_kind read_target(const struct json_in *v,
				 struct target targets[PRIORITY_N],
				 enum priority of, struct err *e)
{
	struct json_in_iter it = { .object = v, .key = "a target", .value = v };
	bool unit = json_in_get(v, "unit") != NULL;
	int lengths = 0;

	if (!json_in_is_object(v))
		return read_count(&it, 1, LIMIT_TARGET_SECONDS,
				  &targets[of].seconds, e);
	while (json_in_next(&it))
		if (read_target_member(&it, targets, of, &lengths, e))
			return e->kind;
	if (lengths > 1 || (lengths == 0 && !json_in_get(v, "priority")))
		return err_set(e, ERR_INVALID,
			       "must have one of seconds, days, next_open");
	if (unit && !json_in_get(v, "seconds"))
		return err_set(e, ERR_INVALID, "unit: only with seconds");
	return ERR_NONE;
}

/* ---- Pauses ------------------------------------------------------------- */

static enum err_kind read_pauses(const struct json_in *v, unsigned *out,
				 struct err *e)
{
	if (!json_in_is_array(v))
		return err_set(e, ERR_INVALID, "must be a list of statuses");
	*out = 0;
	for (size_t i = 0; i < json_in_count(v); i++) {
		size_t len;
		const char *word = json_in_str(json_in_at(v, i), &len);
		int s = among(word, level_words_pause, LEVEL_WORDS_PAUSES);

		if (s < 0)
			return err_set(e, ERR_INVALID,
				       "%.64s: no status that pauses",
				       word ? word : "?");
		*out |= STATUS_BIT(s);
	}
	return ERR_NONE;
}

/* ---- Steps --------------------------------------------------------------- */

/* A step, and what it does. */
struct step_reading {
	struct step *step;
	struct step_actions *actions;
};

static enum err_kind read_step_member(struct level_reading *r,
				      const struct json_in_iter *it,
				      struct step_reading *out, struct err *e)
{
	struct step *s = out->step;
	int unit;

	if (str_eq(it->key, "seconds"))
		return read_count(it, -LIMIT_TARGET_SECONDS,
				  LIMIT_TARGET_SECONDS, &s->offset, e);
	if (str_eq(it->key, "percent")) {
		s->unit = STEP_PERCENT;
		return read_count(it, 0, LIMIT_STEP_PERCENT, &s->offset, e);
	}
	if (str_eq(it->key, "unit")) {
		if (!read_word(it, level_words_unit, 2, &unit, e))
			s->unit = (enum step_unit)unit;
		return e->kind;
	}
	if (str_eq(it->key, "actions"))
		return action_json_read(r->db, r->a, it->value, out->actions,
					e);
	return unknown(it->key, e);
}

static enum err_kind read_step(struct level_reading *r, const struct json_in *v,
			       struct step_reading *out, struct err *e)
{
	struct json_in_iter it = { .object = v };
	bool percent = json_in_get(v, "percent") != NULL;

	if (must_be_object(v, "a step", e))
		return e->kind;
	if (percent == (json_in_get(v, "seconds") != NULL) ||
	    (percent && json_in_get(v, "unit")))
		return err_set(e, ERR_INVALID,
			       "must have seconds (and a unit) or percent");
	while (json_in_next(&it))
		if (read_step_member(r, &it, out, e))
			return e->kind;
	return ERR_NONE;
}

static enum err_kind read_steps(struct level_reading *r,
				const struct json_in *v, int metric,
				struct err *e)
{
	struct level_draft *d = r->d;
	size_t n = json_in_count(v);

	if (!json_in_is_array(v) || n > LIMIT_STEPS)
		return err_set(e, ERR_INVALID,
			       "must be a list of at most %d steps",
			       LIMIT_STEPS);
	for (size_t i = 0; i < n; i++) {
		struct step_reading s = { &d->steps[metric][i],
					  &d->actions[metric][i] };

		s.step->number = (int)i;
		if (read_step(r, json_in_at(v, i), &s, e))
			return err_wrap(e, "step %zu", i + 1);
	}
	d->nsteps[metric] = (int)n;
	return ERR_NONE;
}

/* ---- Metric by metric ---------------------------------------------------- */

/* What is said metric by metric. */
enum per_metric {
	TARGETS,
	PAUSES,
	STEPS
};

static enum err_kind read_metric(struct level_reading *r, enum per_metric what,
				 const struct json_in *v, int m, struct err *e)
{
	switch (what) {
	case TARGETS:
		return read_target(v, r->d->target[m], PRIORITY_ANY, e);
	case PAUSES:
		r->d->pauses_set[m] = true;
		return read_pauses(v, &r->d->pauses[m], e);
	case STEPS:
		break;
	}
	return read_steps(r, v, m, e);
}

static enum err_kind read_metrics(struct level_reading *r, enum per_metric what,
				  const struct json_in *v, struct err *e)
{
	struct json_in_iter it = { .object = v };

	if (!json_in_is_object(v))
		return err_set(e, ERR_INVALID, "must be an object");
	while (json_in_next(&it)) {
		int m = 0;

		while (m < METRIC_N &&
		       !str_eq(it.key, level_metric_name((enum metric)m)))
			m++;
		if (m == METRIC_N)
			return unknown(it.key, e);
		if (read_metric(r, what, it.value, m, e))
			return err_wrap(e, "%.64s", it.key);
	}
	return ERR_NONE;
}

/* ---- The level ----------------------------------------------------------- */

static enum err_kind read_name(struct level_reading *r,
			       const struct json_in_iter *it, struct err *e)
{
	size_t n;
	const char *name = json_in_str(it->value, &n);

	if (!name || n == 0 || str_utf8_count(name, n) > LIMIT_NAME)
		return err_set(e, ERR_INVALID,
			       "name: must be a text of 1 to %d characters",
			       LIMIT_NAME);
	r->d->name = arena_str(r->a, name);
	return ERR_NONE;
}

static enum err_kind read_calendar(struct level_reading *r,
				   const struct json_in_iter *it, struct err *e)
{
	struct calendar_name found;
	size_t n;
	const char *name = json_in_str(it->value, &n);

	if (json_in_is_null(it->value))
		return ERR_NONE;
	if (!name)
		return err_set(e, ERR_INVALID,
			       "calendar: must be a name, or null: 24x7");
	if (calendar_store_find(r->db, r->a, name, &found, e)) {
		if (e->kind == ERR_NOT_FOUND)
			e->kind = ERR_INVALID;
		return err_wrap(e, "calendar");
	}
	r->d->calendar = found.id;
	return ERR_NONE;
}

static enum err_kind read_gear(struct level_reading *r,
			       const struct json_in_iter *it, struct err *e)
{
	struct level_gears *g = &r->d->gears;
	const struct {
		const char *key;
		seconds *to;
	} lengths[] = { { "reopen_window", &g->reopen_window },
			{ "max_pause", &g->max_pause },
			{ "grace", &g->grace },
			{ "late", &g->late } };
	int word;

	for (size_t i = 0; i < COUNT_OF(lengths); i++)
		if (str_eq(it->key, lengths[i].key))
			return read_count(it, 0, LIMIT_TARGET_SECONDS,
					  lengths[i].to, e);
	if (str_eq(it->key, "on_change")) {
		if (!read_word(it, level_words_change, 4, &word, e))
			g->on_change = (enum level_change)word;
	} else if (str_eq(it->key, "reopen")) {
		if (!read_word(it, level_words_reopen, 3, &word, e))
			g->reopen = (enum level_reopen)word;
	} else if (str_eq(it->key, "by_agent")) {
		if (!read_word(it, level_words_by_agent, 3, &word, e))
			g->by_agent = (enum level_by_agent)word;
	} else if (str_eq(it->key, "by_consumption")) {
		if (!json_in_bool(it->value, &g->by_consumption))
			return err_set(e, ERR_INVALID,
				       "by_consumption: must be true or false");
	} else {
		return unknown(it->key, e);
	}
	return e->kind;
}

static enum err_kind read_member(struct level_reading *r,
				 const struct json_in_iter *it, struct err *e)
{
	static const char *const parts[] = {
		[TARGETS] = "targets", [PAUSES] = "pauses", [STEPS] = "steps"
	};
	int part = among(it->key, parts, (int)COUNT_OF(parts));

	if (str_eq(it->key, "name"))
		return read_name(r, it, e);
	if (str_eq(it->key, "calendar"))
		return read_calendar(r, it, e);
	if (part < 0)
		return read_gear(r, it, e);
	if (read_metrics(r, (enum per_metric)part, it->value, e))
		return err_wrap(e, "%s", it->key);
	return ERR_NONE;
}

static enum err_kind read_level(struct level_reading *r,
				const struct json_in *doc, struct err *e)
{
	struct json_in_iter it = { .object = doc };

	if (!json_in_is_object(doc))
		return err_set(e, ERR_INVALID, "must be an object");
	while (json_in_next(&it))
		if (read_member(r, &it, e))
			return e->kind;
	if (!r->d->name)
		return err_set(e, ERR_INVALID, "name: is missing");
	if (!json_in_get(doc, "calendar"))
		return err_set(e, ERR_INVALID,
			       "calendar: is missing (null is 24x7)");
	return ERR_NONE;
}

enum err_kind level_file_read(struct db *db, struct arena *a, const char *text,
			      size_t n, struct level_draft *out, struct err *e)
{
	struct level_reading r = { db, a, out };
	struct json_in *doc;

	*out = (struct level_draft){ 0 };
	if (json_in_parse(text, n, &doc, e))
		return e->kind;
	(void)read_level(&r, doc, e);
	json_in_free(doc);
	return e->kind;
}
