/* `duedesk level diff`: in what two versions differ. */
#include "desk/level_diff.h"

#include <inttypes.h>
#include "cli/level_part.h"
#include "desk/level_words.h"

struct compared {
	struct arena *arena;
	const struct level *level[2];
	const char *calendar[2];
};

/* ---- Words --------------------------------------------------------------- */

static const char *target_text(struct arena *a, struct target t)
{
	static const char *const units[] = {
		[UNIT_WORKING] = "seconds",
		[UNIT_CALENDAR] = "calendar seconds",
		[UNIT_WORKING_DAYS] = "days",
		[UNIT_NEXT_OPEN] = "seconds after the next opening",
	};

	return t.seconds ? arena_printf(a, "%" PRId64 " %s", t.seconds,
					units[t.unit])
			 : "none";
}

static const char *pauses_text(struct arena *a, unsigned pauses)
{
	const char *text = "";

	for (int s = 0; s < LEVEL_WORDS_PAUSES; s++)
		if (pauses & STATUS_BIT(s))
			text = arena_printf(a, "%s%s%s", text,
					    *text ? ", " : "",
					    level_words_pause[s]);
	return *text ? text : "none";
}

static const char *step_text(struct arena *a, const struct level *l, int m,
			     int i)
{
	static const char *const units[] = {
		[STEP_WORKING] = " seconds",
		[STEP_CALENDAR] = " calendar seconds",
		[STEP_PERCENT] = " percent"
	};
	const struct step *s = &l->steps[m][i];
	const struct step_actions *actions = &l->actions[m][s->number];
	const char *text = arena_printf(a, "%" PRId64 "%s", s->offset,
					units[s->unit]);

	for (int k = 0; k < actions->n; k++)
		text = arena_printf(a, "%s%s %s", text, k ? "," : ":",
				    action_name(actions->v[k].kind));
	return text;
}

static const char *number_text(struct arena *a, int64_t n)
{
	return arena_printf(a, "%" PRId64, n);
}

static const char *gear_text(struct arena *a, const struct level_gears *g,
			     enum level_part part)
{
	switch (part) {
	case LEVEL_PART_ON_CHANGE:
		return level_words_change[g->on_change];
	case LEVEL_PART_REOPEN:
		return level_words_reopen[g->reopen];
	case LEVEL_PART_REOPEN_WINDOW:
		return number_text(a, g->reopen_window);
	case LEVEL_PART_BY_AGENT:
		return level_words_by_agent[g->by_agent];
	case LEVEL_PART_MAX_PAUSE:
		return number_text(a, g->max_pause);
	case LEVEL_PART_GRACE:
		return number_text(a, g->grace);
	case LEVEL_PART_LATE:
		return number_text(a, g->late);
	default:
		return g->by_consumption ? "true" : "false";
	}
}

/* What version ${which} says; NULL: it has no such step. */
static const char *text_of(const struct compared *c,
			   const struct level_difference *d, int which)
{
	const struct level *l = c->level[which];
	int step = which ? d->is : d->was;

	switch (d->part) {
	case LEVEL_PART_NAME:
		return l->name;
	case LEVEL_PART_CALENDAR:
		return c->calendar[which] ? c->calendar[which] : "24x7";
	case LEVEL_PART_TARGET:
		return target_text(c->arena, l->target[d->metric][d->priority]);
	case LEVEL_PART_PAUSES:
		return pauses_text(c->arena, l->pauses[d->metric]);
	case LEVEL_PART_STEP:
		return step == LEVEL_NOT_THERE
			       ? NULL
			       : step_text(c->arena, l, d->metric, step);
	default:
		return gear_text(c->arena, &l->gears, d->part);
	}
}

/* "first_answer urgent: ", or "". */
static const char *where_text(struct arena *a, const struct level_difference *d)
{
	const char *metric = level_metric_name(d->metric);

	if (d->part == LEVEL_PART_TARGET && d->priority != PRIORITY_ANY)
		return arena_printf(a, "%s %s: ", metric,
				    level_words_priority[d->priority]);
	if (d->part == LEVEL_PART_TARGET || d->part == LEVEL_PART_PAUSES ||
	    d->part == LEVEL_PART_STEP)
		return arena_printf(a, "%s: ", metric);
	return "";
}

/* ---- diff ---------------------------------------------------------------- */

static void print_difference(const struct compared *c,
			     const struct level_difference *d)
{
	static const char *const parts[LEVEL_PART_N] = {
		[LEVEL_PART_NAME] = "name",
		[LEVEL_PART_CALENDAR] = "calendar",
		[LEVEL_PART_TARGET] = "target",
		[LEVEL_PART_PAUSES] = "pauses",
		[LEVEL_PART_STEP] = "step",
		[LEVEL_PART_ON_CHANGE] = "on_change",
		[LEVEL_PART_REOPEN] = "reopen",
		[LEVEL_PART_REOPEN_WINDOW] = "reopen_window",
		[LEVEL_PART_BY_AGENT] = "by_agent",
		[LEVEL_PART_MAX_PAUSE] = "max_pause",
		[LEVEL_PART_GRACE] = "grace",
		[LEVEL_PART_LATE] = "late",
		[LEVEL_PART_BY_CONSUMPTION] = "by_consumption",
	};
	const char *was = text_of(c, d, 0), *is = text_of(c, d, 1);

	(void)printf("%s\t%s\t%s%s%s%s\n",
		     was && is ? "changed"
		     : was     ? "removed"
			       : "added",
		     parts[d->part], where_text(c->arena, d), is ? is : was,
		     was && is ? "\twas " : "", was && is ? was : "");
}

/* The newest two, unless told: one against the newest, or both. */
static enum err_kind load(struct part_work *w, const int64_t numbers[2],
			  struct compared *c, struct err *e)
{
	int64_t was = numbers[0];

	if (level_part_load(w, w->argv[0], numbers[1], &c->level[1], e))
		return e->kind;
	if (was == 0)
		was = c->level[1]->number - 1;
	if (was == 0)
		return err_set(e, ERR_NOT_FOUND,
			       "level %s has one version alone", w->argv[0]);
	if (level_part_load(w, w->argv[0], was, &c->level[0], e))
		return e->kind;
	for (int i = 0; i < 2; i++)
		if (level_part_calendar(w, c->level[i]->calendar_id,
					&c->calendar[i], e))
			return e->kind;
	return ERR_NONE;
}

int level_part_diff(struct part_work *w, struct err *e)
{
	struct compared c = { .arena = w->job.arena };
	struct level_differences all;
	int64_t numbers[2];

	if (!parts_versions(w, numbers, e))
		return 2;
	if (load(w, numbers, &c, e))
		return 1;
	level_diff(c.arena, c.level[0], c.level[1], &all);
	(void)printf("from\tversion %d\nto\tversion %d\n", c.level[0]->number,
		     c.level[1]->number);
	for (size_t i = 0; i < all.n; i++)
		print_difference(&c, &all.v[i]);
	if (all.n == 0)
		(void)puts("no difference");
	return 0;
}
