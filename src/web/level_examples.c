#include "web/level_examples.h"
#include "base/zone.h"
#include "desk/levels.h"
#include "web/names.h"
#include "web/promise_parts.h"

#define FRIDAY 4
#define LATE (INT64_C(16) * 3600 + 30 * 60)

/* The next Friday at 16:30 on these clocks. */
static instant next_friday(instant now, const struct zone *z)
{
	instant local = now + zone_offset(z, now);
	int64_t day = local / DAY_SECONDS;
	instant at;

	while (instant_weekday(day) != FRIDAY)
		day++;
	at = zone_instant_of(z, day, LATE);
	return at > now ? at : zone_instant_of(z, day + 7, LATE);
}

/* When it would be due that begins at ${from}; INSTANT_NONE: never. */
static instant due_at(const struct level *l, struct target t, instant from)
{
	seconds n = level_seconds(l, t, from);
	instant due;

	if (n == LEVEL_NEVER ||
	    calendar_add(level_calendar(l, t.unit), from, n, &due))
		return INSTANT_NONE;
	return due;
}

struct exampling {
	struct req *rq;
	struct view *some;
	const struct level *level;
	const struct zone *zone;
	instant now, friday;
};

static void fill_due(const struct exampling *x, struct view *row, instant due,
		     const char *section, const char *name, const char *never)
{
	if (due == INSTANT_NONE)
		view_show(row, never);
	else
		words_view_time(view_row(row, section), name, due, x->now,
				x->zone);
}

static void fill_row(const struct exampling *x, int m, int p)
{
	static const char *const priorities[PRIORITY_N] = {
		[PRIORITY_URGENT] = LEVELS_EXAMPLES_URGENT,
		[PRIORITY_HIGH] = LEVELS_EXAMPLES_HIGH,
		[PRIORITY_NORMAL] = LEVELS_EXAMPLES_NORMAL,
		[PRIORITY_LOW] = LEVELS_EXAMPLES_LOW,
	};
	struct view *row = view_row(x->some, LEVELS_EXAMPLES_ROW);
	struct target t = x->level->target[m][p];

	promise_parts_metric(row, (enum metric)m);
	if (p)
		view_show(row, priorities[p]);
	fill_due(x, row, due_at(x->level, t, x->now), LEVELS_EXAMPLES_DUE_NOW,
		 LEVELS_EXAMPLES_DUE, LEVELS_EXAMPLES_NEVER_NOW);
	fill_due(x, row, due_at(x->level, t, x->friday),
		 LEVELS_EXAMPLES_DUE_FRIDAY, LEVELS_EXAMPLES_LATER,
		 LEVELS_EXAMPLES_NEVER_FRIDAY);
}

static void fill_some(struct exampling *x, struct view *part)
{
	words_view_time(part, LEVELS_EXAMPLES_NOW, x->now, x->now, x->zone);
	words_view_time(part, LEVELS_EXAMPLES_FRIDAY, x->friday, x->now,
			x->zone);
	for (int m = 0; m < METRIC_N; m++)
		for (int p = 0; p < PRIORITY_N; p++) {
			if (x->level->target[m][p].seconds == 0)
				continue;
			if (!x->some)
				x->some = view_row(part, LEVELS_EXAMPLES_SOME);
			fill_row(x, m, p);
		}
	if (!x->some)
		view_show(part, LEVELS_EXAMPLES_NONE);
	else if (x->zone != x->rq->viewer.zone)
		view_text(view_row(x->some, LEVELS_EXAMPLES_ZONE_NAME),
			  LEVELS_EXAMPLES_TEXT, x->zone->name);
}

enum err_kind level_examples(struct req *rq, struct view *v,
			     const char *include, const struct level_form *f,
			     struct err *e)
{
	struct exampling x = { .rq = rq, .now = rq->job.by.now };
	struct level_form copy = *f;
	struct level_draft *d = ARENA_NEW(rq->a, struct level_draft);
	struct level *l = ARENA_NEW(rq->a, struct level);

	copy.faults = NULL; /* what is wrong is not told twice */
	copy.nfaults = copy.capfaults = 0;
	if (level_form_draft(rq, &copy, d, e) ||
	    levels_of_draft(&rq->job, d, l, e))
		return e->kind;
	x.level = l;
	x.zone = calendar_zone(l->calendar);
	if (!x.zone)
		x.zone = rq->viewer.zone;
	x.friday = next_friday(x.now, x.zone);
	fill_some(&x, view_include(v, include, LEVELS_EXAMPLES_TPL));
	return ERR_NONE;
}
