/* SLA levels as elements. */
#include "desk/settings_part.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/level_words.h"
#include "store/calendar_store.h"

/* ---- Out ----------------------------------------------------------------- */

static void put_target(struct arena *a, struct xml_element *to, int m, int p,
		       struct target t)
{
	struct xml_element *el;

	if (t.seconds == 0)
		return;
	el = xml_add(a, to, "target");
	xml_set(a, el, "metric", settings_word_metric(m));
	xml_set(a, el, "priority", settings_word_priority(p));
	xml_set_i64(a, el,
		    t.unit == UNIT_WORKING_DAYS ? "days"
		    : t.unit == UNIT_NEXT_OPEN  ? "next-open"
						: "seconds",
		    t.seconds);
	if (t.unit == UNIT_CALENDAR)
		xml_set(a, el, "unit", "calendar");
}

/* A list of words that is empty is none: what pauses nothing says so. */
static void put_pause(struct arena *a, struct xml_element *to, int m,
		      unsigned statuses)
{
	struct xml_element *el;
	const char *words = "";

	if (statuses == level_default_pauses((enum metric)m))
		return;
	el = xml_add(a, to, "pause");
	xml_set(a, el, "metric", settings_word_metric(m));
	for (int s = 0; s < LEVEL_WORDS_PAUSES; s++)
		if (statuses & STATUS_BIT(s))
			words = arena_printf(a, "%s%s%s", words,
					     *words ? " " : "",
					     settings_word_pause(s));
	xml_set(a, el, "statuses", words);
}

static enum err_kind put_step(struct job *job, struct xml_element *to, int m,
			      const struct step *s,
			      const struct step_actions *actions, bool *cut,
			      struct err *e)
{
	struct arena *a = job->arena;
	struct xml_element *el = xml_add(a, to, "step");

	xml_set(a, el, "metric", settings_word_metric(m));
	xml_set_i64(a, el, s->unit == STEP_PERCENT ? "percent" : "seconds",
		    s->offset);
	if (s->unit == STEP_CALENDAR)
		xml_set(a, el, "unit", "calendar");
	for (int i = 0; i < actions->n; i++) {
		if (settings_put_action(job, el, &actions->v[i], e) ==
		    ERR_NOT_FOUND) {
			err_clear(e);
			*cut = true;
		}
		if (e->kind)
			return e->kind;
	}
	return ERR_NONE;
}

static void put_gears(struct arena *a, struct xml_element *el,
		      const struct level_gears *g)
{
	xml_set(a, el, "on-change", level_words_change[g->on_change]);
	xml_set(a, el, "reopen", level_words_reopen[g->reopen]);
	xml_set_i64(a, el, "reopen-window", g->reopen_window);
	xml_set(a, el, "by-agent", level_words_by_agent[g->by_agent]);
	xml_set_i64(a, el, "max-pause", g->max_pause);
	xml_set_i64(a, el, "grace", g->grace);
	xml_set_i64(a, el, "late", g->late);
	settings_set_flag(a, el, "by-consumption", g->by_consumption);
}

enum err_kind settings_put_level(struct job *job, struct xml_element *to,
				 const struct level *l, const char *calendar,
				 bool *cut, struct err *e)
{
	struct arena *a = job->arena;
	struct xml_element *el = xml_add(a, to, "level");

	xml_set(a, el, "name", l->name);
	xml_set(a, el, "calendar", calendar);
	put_gears(a, el, &l->gears);
	*cut = false;
	for (int m = 0; m < METRIC_N; m++) {
		for (int p = 0; p < PRIORITY_N; p++)
			put_target(a, el, m, p, l->target[m][p]);
		put_pause(a, el, m, l->pauses[m]);
		for (int i = 0; i < l->nsteps[m]; i++) {
			const struct step *s = &l->steps[m][i];

			if (put_step(job, el, m, s, &l->actions[m][s->number],
				     cut, e))
				return err_wrap(e, "level %.60s", l->name);
		}
	}
	return ERR_NONE;
}

/* ---- In ------------------------------------------------------------------ */

static bool is_calendar(const struct xml_element *el)
{
	return settings_choice(el, "unit", settings_word_unit) == UNIT_CALENDAR;
}

static enum err_kind get_target(const struct xml_element *el,
				struct level_draft *d, struct err *e)
{
	int m = settings_choice(el, "metric", settings_word_metric);
	int p = settings_choice(el, "priority", settings_word_priority);
	struct target *t = &d->target[m][p < 0 ? PRIORITY_ANY : p];
	static const char *const lengths[] = { "seconds", "days", "next-open" };
	static const enum unit units[] = { UNIT_WORKING, UNIT_WORKING_DAYS,
					   UNIT_NEXT_OPEN };
	int said = 0;

	for (size_t i = 0; i < COUNT_OF(lengths); i++)
		if (xml_get(el, lengths[i])) {
			*t = (struct target){
				settings_number(el, lengths[i], 0), units[i]
			};
			said++;
		}
	if (said != 1)
		return err_set(e, ERR_INVALID,
			       "line %d: target: one of seconds, days,"
			       " next-open",
			       el->line);
	if (is_calendar(el) && t->unit != UNIT_WORKING)
		return err_set(e, ERR_INVALID,
			       "line %d: target: unit only with seconds",
			       el->line);
	if (is_calendar(el))
		t->unit = UNIT_CALENDAR;
	return ERR_NONE;
}

static enum err_kind get_actions(struct job *job, const struct xml_element *el,
				 struct step_actions *out, struct err *e)
{
	struct action *v;
	int n = 0;

	for (const struct xml_element *c = el->first; c; c = c->next)
		n++;
	if (n > LIMIT_STEP_ACTIONS)
		return err_set(e, ERR_INVALID,
			       "line %d: step: at most %d actions", el->line,
			       LIMIT_STEP_ACTIONS);
	v = ARENA_ARRAY(job->arena, (size_t)n + 1, struct action);
	*out = (struct step_actions){ v, n };
	for (const struct xml_element *c = el->first; c; c = c->next)
		if (settings_get_action(job, c, v++, e))
			return e->kind;
	return ERR_NONE;
}

static enum err_kind get_step(struct job *job, const struct xml_element *el,
			      struct level_draft *d, struct err *e)
{
	int m = settings_choice(el, "metric", settings_word_metric);
	bool percent = xml_get(el, "percent") != NULL;
	int number = d->nsteps[m];
	struct step *s = &d->steps[m][number];

	if (number == LIMIT_STEPS)
		return err_set(e, ERR_INVALID,
			       "line %d: step: at most %d of a metric",
			       el->line, LIMIT_STEPS);
	if (percent == (xml_get(el, "seconds") != NULL) ||
	    (percent && is_calendar(el)))
		return err_set(e, ERR_INVALID,
			       "line %d: step: seconds (and a unit) or percent",
			       el->line);
	s->number = number;
	s->offset = settings_number(el, percent ? "percent" : "seconds", 0);
	s->unit = percent           ? STEP_PERCENT
		  : is_calendar(el) ? STEP_CALENDAR
				    : STEP_WORKING;
	d->nsteps[m]++;
	return get_actions(job, el, &d->actions[m][number], e);
}

static int gear(const struct xml_element *el, const char *name,
		const char *(*word)(int i))
{
	int i = settings_choice(el, name, word);

	return i < 0 ? 0 : i;
}

static struct level_gears get_gears(const struct xml_element *el)
{
	return (struct level_gears){
		.on_change = (enum level_change)gear(el, "on-change",
						     settings_word_change),
		.reopen = (enum level_reopen)gear(el, "reopen",
						  settings_word_reopen),
		.reopen_window = settings_number(el, "reopen-window", 0),
		.by_agent = (enum level_by_agent)gear(el, "by-agent",
						      settings_word_by_agent),
		.max_pause = settings_number(el, "max-pause", 0),
		.grace = settings_number(el, "grace", 0),
		.by_consumption = settings_flag(el, "by-consumption", false),
		.late = settings_number(el, "late", 0),
	};
}

static enum err_kind get_part(struct job *job, const struct xml_element *c,
			      struct level_draft *d, struct err *e)
{
	int m = settings_choice(c, "metric", settings_word_metric);

	if (xml_is(c, "target"))
		return get_target(c, d, e);
	if (xml_is(c, "step"))
		return get_step(job, c, d, e);
	d->pauses_set[m] = true;
	d->pauses[m] = settings_choices(c, "statuses", settings_word_pause);
	return ERR_NONE;
}

enum err_kind settings_get_level(struct job *job, const struct xml_element *el,
				 struct level_draft *out, struct err *e)
{
	const char *calendar = xml_get(el, "calendar");
	struct calendar_name found;

	*out = (struct level_draft){ .name = xml_get(el, "name"),
				     .gears = get_gears(el) };
	if (calendar &&
	    calendar_store_find(job->db, job->arena, calendar, &found, e)) {
		if (e->kind == ERR_NOT_FOUND)
			e->kind = ERR_INVALID;
		return err_wrap(e, "line %d: level: calendar %.60s", el->line,
				calendar);
	}
	out->calendar = calendar ? found.id : 0;
	for (const struct xml_element *c = el->first; c; c = c->next)
		if (get_part(job, c, out, e))
			return e->kind;
	return ERR_NONE;
}
