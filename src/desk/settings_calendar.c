/* Business hours as elements. */
#include "desk/settings_part.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/calendar_json.h"

/* ---- Out ----------------------------------------------------------------- */

/* An end on the next day is told in its own hours. */
static void set_time(struct arena *a, struct xml_element *el, const char *name,
		     int32_t minute)
{
	if (minute > 1440)
		minute -= 1440;
	xml_set(a, el, name,
		arena_printf(a, "%02d:%02d", minute / 60, minute % 60));
}

static void set_date(struct arena *a, struct xml_element *el, int64_t day)
{
	struct civil d = instant_civil_of(day);

	xml_set(a, el, "date",
		arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day));
}

static void put_windows(struct arena *a, struct xml_element *to,
			const struct calendar_spec *s)
{
	for (size_t i = 0; i < s->nwindows; i++) {
		struct xml_element *el = xml_add(a, to, "window");

		xml_set(a, el, "day", calendar_weekdays[s->windows[i].weekday]);
		set_time(a, el, "from", s->windows[i].from_min);
		set_time(a, el, "to", s->windows[i].to_min);
	}
}

static void put_closing(struct arena *a, struct xml_element *el,
			const struct calendar_closure *c, const char *name)
{
	if (c->from_min != 0 || c->to_min != 1440) {
		set_time(a, el, "from", c->from_min);
		set_time(a, el, "to", c->to_min);
	}
	xml_set(a, el, "mode", calendar_json_modes[c->mode]);
	xml_set(a, el, "name", name);
}

static void put_closures(struct arena *a, struct xml_element *to,
			 const struct calendar_draft *d)
{
	for (size_t i = 0; i < d->spec.nclosures; i++) {
		struct xml_element *el = xml_add(a, to, "closure");

		set_date(a, el, d->spec.closures[i].day);
		put_closing(a, el, &d->spec.closures[i],
			    d->closure_names ? d->closure_names[i] : NULL);
	}
}

static void put_recurring(struct arena *a, struct xml_element *to,
			  const struct closure_rule *r, const char *name)
{
	const struct calendar_closure times = { 0, r->from_min, r->to_min,
						r->mode };
	struct xml_element *el = xml_add(a, to, "recurring");

	xml_set(a, el, "rule", calendar_json_rules[r->kind]);
	if (r->kind != CLOSURE_EASTER)
		xml_set_i64(a, el, "month", r->month);
	if (r->kind == CLOSURE_YEARLY)
		xml_set_i64(a, el, "day", r->day);
	if (r->kind == CLOSURE_NTH) {
		xml_set(a, el, "weekday", calendar_weekdays[r->weekday]);
		xml_set_i64(a, el, "nth", r->nth);
	}
	xml_set_i64(a, el, "offset", r->offset);
	if (r->first_year)
		xml_set_i64(a, el, "first-year", r->first_year);
	if (r->last_year)
		xml_set_i64(a, el, "last-year", r->last_year);
	put_closing(a, el, &times, name);
}

static void put_replacements(struct arena *a, struct xml_element *to,
			     const struct calendar_spec *s)
{
	for (size_t i = 0; i < s->nreplacements; i++) {
		const struct calendar_replacement *r = &s->replacements[i];
		struct xml_element *el = xml_add(a, to, "replacement");

		set_date(a, el, r->day);
		for (size_t k = 0; k < r->nwindows; k++) {
			struct xml_element *w = xml_add(a, el, "hours");

			set_time(a, w, "from", r->windows[k].from_min);
			set_time(a, w, "to", r->windows[k].to_min);
		}
	}
}

void settings_put_calendar(struct arena *a, struct xml_element *to,
			   const struct calendar_draft *d)
{
	struct xml_element *el = xml_add(a, to, "calendar");

	xml_set(a, el, "name", d->name);
	xml_set(a, el, "zone", d->zone);
	settings_set_flag(a, el, "always-open", d->always_open);
	if (d->always_open)
		return;
	put_windows(a, el, &d->spec);
	put_closures(a, el, d);
	for (size_t i = 0; i < d->nrules; i++)
		put_recurring(a, el, &d->rules[i],
			      d->rule_names ? d->rule_names[i] : NULL);
	put_replacements(a, el, &d->spec);
}

/* ---- In ------------------------------------------------------------------ */

/* What closes when it opens, or before, closes on the next day. */
static void get_times(const struct xml_element *el, int32_t *from, int32_t *to)
{
	const char *first = xml_get(el, "from"), *last = xml_get(el, "to");

	*from = first ? settings_minute(first) : 0;
	*to = last ? settings_minute(last) : 1440;
	if (*to <= *from)
		*to += 1440;
}

static enum err_kind get_closing(const struct xml_element *el, int32_t *from,
				 int32_t *to, enum calendar_mode *mode,
				 const char **name, struct err *e)
{
	int word = settings_choice(el, "mode", settings_word_mode);

	if (!xml_get(el, "from") != !xml_get(el, "to"))
		return err_set(e, ERR_INVALID,
			       "line %d: from and to: both, or none for the"
			       " whole day",
			       el->line);
	get_times(el, from, to);
	*mode = word < 0 ? CALENDAR_CIVIL : (enum calendar_mode)word;
	*name = xml_get(el, "name");
	if (!*name)
		*name = "";
	return ERR_NONE;
}

static int32_t small(const struct xml_element *el, const char *name)
{
	return (int32_t)settings_number(el, name, 0);
}

static enum err_kind get_recurring(const struct xml_element *el,
				   struct closure_rule *r, const char **name,
				   struct err *e)
{
	*r = (struct closure_rule){
		.kind = (enum closure_rule_kind)settings_choice(
			el, "rule", settings_word_closure),
		.month = small(el, "month"),
		.day = small(el, "day"),
		.nth = small(el, "nth"),
		.offset = small(el, "offset"),
		.first_year = small(el, "first-year"),
		.last_year = small(el, "last-year"),
	};
	if (xml_get(el, "weekday"))
		r->weekday = settings_choice(el, "weekday",
					     settings_word_weekday);
	else if (r->kind == CLOSURE_NTH)
		return err_set(e, ERR_INVALID, "line %d: weekday is missing",
			       el->line);
	if (get_closing(el, &r->from_min, &r->to_min, &r->mode, name, e))
		return e->kind;
	if (closure_rule_check(r, e))
		return err_wrap(e, "line %d: recurring", el->line);
	return ERR_NONE;
}

static void get_replacement(struct arena *a, const struct xml_element *el,
			    struct calendar_replacement *out)
{
	struct calendar_dated *w = ARENA_ARRAY(a, LIMIT_WINDOWS_PER_DAY,
					       struct calendar_dated);

	out->day = settings_day(xml_get(el, "date"));
	out->windows = w;
	for (const struct xml_element *c = el->first; c; c = c->next, w++) {
		get_times(c, &w->from_min, &w->to_min);
		out->nwindows++;
	}
}

static size_t count(const struct xml_element *el, const char *name)
{
	size_t n = 0;

	for (const struct xml_element *c = el->first; c; c = c->next)
		n += xml_is(c, name);
	return n;
}

/* As many as there may be; how few, the store says. */
static enum err_kind check_counts(const struct xml_element *el, struct err *e)
{
	size_t exceptions = count(el, "closure") + count(el, "replacement");

	if (exceptions > LIMIT_EXCEPTIONS)
		return err_set(e, ERR_INVALID,
			       "line %d: at most %d closures and replacements",
			       el->line, LIMIT_EXCEPTIONS);
	for (const struct xml_element *c = el->first; c; c = c->next)
		if (xml_is(c, "replacement") &&
		    count(c, "hours") > LIMIT_WINDOWS_PER_DAY)
			return err_set(e, ERR_INVALID,
				       "line %d: at most %d hours", c->line,
				       LIMIT_WINDOWS_PER_DAY);
	if (count(el, "window") > 7 * (size_t)LIMIT_WINDOWS_PER_DAY)
		return err_set(e, ERR_INVALID, "line %d: at most %d windows",
			       el->line, 7 * LIMIT_WINDOWS_PER_DAY);
	return ERR_NONE;
}

struct calendar_getting {
	struct calendar_window *windows;
	struct calendar_closure *closures;
	const char **closure_names, **rule_names;
	struct closure_rule *rules;
	struct calendar_replacement *replacements;
};

static enum err_kind get_part(struct arena *a, const struct xml_element *c,
			      struct calendar_getting *g,
			      struct calendar_draft *d, struct err *e)
{
	if (xml_is(c, "window")) {
		struct calendar_window *w = &g->windows[d->spec.nwindows++];

		w->weekday = settings_choice(c, "day", settings_word_weekday);
		get_times(c, &w->from_min, &w->to_min);
		return ERR_NONE;
	}
	if (xml_is(c, "closure")) {
		size_t i = d->spec.nclosures++;
		struct calendar_closure *x = &g->closures[i];

		x->day = settings_day(xml_get(c, "date"));
		return get_closing(c, &x->from_min, &x->to_min, &x->mode,
				   &g->closure_names[i], e);
	}
	if (xml_is(c, "recurring")) {
		size_t i = d->nrules++;

		return get_recurring(c, &g->rules[i], &g->rule_names[i], e);
	}
	get_replacement(a, c, &g->replacements[d->spec.nreplacements++]);
	return ERR_NONE;
}

enum err_kind settings_get_calendar(struct job *job,
				    const struct xml_element *el,
				    struct calendar_draft *out, struct err *e)
{
	struct arena *a = job->arena;
	size_t rules = count(el, "recurring") + 1;
	size_t closures = count(el, "closure") + 1;
	struct calendar_getting g = {
		.windows = ARENA_ARRAY(a, count(el, "window") + 1,
				       struct calendar_window),
		.closures = ARENA_ARRAY(a, closures, struct calendar_closure),
		.closure_names = ARENA_ARRAY(a, closures, const char *),
		.rules = ARENA_ARRAY(a, rules, struct closure_rule),
		.rule_names = ARENA_ARRAY(a, rules, const char *),
		.replacements = ARENA_ARRAY(a, count(el, "replacement") + 1,
					    struct calendar_replacement),
	};

	*out = (struct calendar_draft){
		.name = xml_get(el, "name"),
		.zone = xml_get(el, "zone"),
		.always_open = settings_flag(el, "always-open", false),
		.spec = { .windows = g.windows,
			  .closures = g.closures,
			  .replacements = g.replacements },
		.closure_names = g.closure_names,
		.rules = g.rules,
		.rule_names = g.rule_names,
	};
	if (out->always_open && el->first)
		return err_set(e, ERR_INVALID,
			       "line %d: calendar: what is always open has"
			       " nothing in it",
			       el->first->line);
	if (check_counts(el, e))
		return e->kind;
	for (const struct xml_element *c = el->first; c; c = c->next)
		if (get_part(a, c, &g, out, e))
			return e->kind;
	return ERR_NONE;
}
