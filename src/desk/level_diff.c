#include "desk/level_diff.h"

#include "base/str.h"

struct differing {
	struct arena *arena;
	const struct level *was, *is;
	struct level_difference *v;
	size_t n, cap;
};

static struct level_difference *add(struct differing *d, enum level_part part)
{
	ARENA_ROOM(d->arena, d->v, d->n, d->cap);
	d->v[d->n] = (struct level_difference){ .part = part };
	return &d->v[d->n++];
}

/* ---- Metric by metric ---------------------------------------------------- */

static void differ_targets(struct differing *d)
{
	for (int m = 0; m < METRIC_N; m++)
		for (int p = 0; p < PRIORITY_N; p++) {
			const struct target *a = &d->was->target[m][p];
			const struct target *b = &d->is->target[m][p];
			struct level_difference *x;

			if (a->seconds == b->seconds &&
			    (a->unit == b->unit || a->seconds == 0))
				continue;
			x = add(d, LEVEL_PART_TARGET);
			x->metric = (enum metric)m;
			x->priority = (enum priority)p;
		}
}

static void differ_pauses(struct differing *d)
{
	for (int m = 0; m < METRIC_N; m++)
		if (d->was->pauses[m] != d->is->pauses[m])
			add(d, LEVEL_PART_PAUSES)->metric = (enum metric)m;
}

/* ---- Steps --------------------------------------------------------------- */

static bool same_action(const struct action *a, const struct action *b)
{
	return a->kind == b->kind && a->id == b->id &&
	       (a->text == b->text ||
		(a->text && b->text && str_eq(a->text, b->text)));
}

static bool same_step(const struct differing *d, int m, const struct step *a,
		      const struct step *b)
{
	const struct step_actions *x = &d->was->actions[m][a->number];
	const struct step_actions *y = &d->is->actions[m][b->number];
	int i = 0;

	if (a->offset != b->offset || a->unit != b->unit || x->n != y->n)
		return false;
	while (i < x->n && same_action(&x->v[i], &y->v[i]))
		i++;
	return i == x->n;
}

/* Bits of the steps that have their like in the other version. */
struct alike {
	unsigned was, is;
};

static struct alike find_alike(const struct differing *d, int m)
{
	struct alike out = { 0 };

	for (int i = 0; i < d->was->nsteps[m]; i++)
		for (int k = 0; k < d->is->nsteps[m]; k++)
			if (!(out.is & 1U << k) &&
			    same_step(d, m, &d->was->steps[m][i],
				      &d->is->steps[m][k])) {
				out.was |= 1U << i;
				out.is |= 1U << k;
				break;
			}
	return out;
}

/* The next that is not alike, from ${i} on; ${n}: none. */
static int next_other(unsigned alike, int i, int n)
{
	while (i < n && alike & 1U << i)
		i++;
	return i;
}

static void differ_steps(struct differing *d, int m)
{
	struct alike alike = find_alike(d, m);
	int nwas = d->was->nsteps[m], nis = d->is->nsteps[m];
	int i = next_other(alike.was, 0, nwas);
	int k = next_other(alike.is, 0, nis);

	while (i < nwas || k < nis) {
		struct level_difference *x = add(d, LEVEL_PART_STEP);

		x->metric = (enum metric)m;
		x->was = i < nwas ? i : LEVEL_NOT_THERE;
		x->is = k < nis ? k : LEVEL_NOT_THERE;
		i = next_other(alike.was, i + 1, nwas);
		k = next_other(alike.is, k + 1, nis);
	}
}

/* ---- Gears --------------------------------------------------------------- */

static void differ_if(struct differing *d, enum level_part part, bool differs)
{
	if (differs)
		(void)add(d, part);
}

static void differ_gears(struct differing *d)
{
	const struct level_gears *a = &d->was->gears, *b = &d->is->gears;

	differ_if(d, LEVEL_PART_ON_CHANGE, a->on_change != b->on_change);
	differ_if(d, LEVEL_PART_REOPEN, a->reopen != b->reopen);
	differ_if(d, LEVEL_PART_REOPEN_WINDOW,
		  a->reopen_window != b->reopen_window);
	differ_if(d, LEVEL_PART_BY_AGENT, a->by_agent != b->by_agent);
	differ_if(d, LEVEL_PART_MAX_PAUSE, a->max_pause != b->max_pause);
	differ_if(d, LEVEL_PART_GRACE, a->grace != b->grace);
	differ_if(d, LEVEL_PART_LATE, a->late != b->late);
	differ_if(d, LEVEL_PART_BY_CONSUMPTION,
		  a->by_consumption != b->by_consumption);
}

void level_diff(struct arena *a, const struct level *was,
		const struct level *is, struct level_differences *out)
{
	struct differing d = { .arena = a, .was = was, .is = is };

	differ_if(&d, LEVEL_PART_NAME, !str_eq(was->name, is->name));
	differ_if(&d, LEVEL_PART_CALENDAR, was->calendar_id != is->calendar_id);
	differ_targets(&d);
	differ_pauses(&d);
	for (int m = 0; m < METRIC_N; m++)
		differ_steps(&d, m);
	differ_gears(&d);
	*out = (struct level_differences){ d.v, d.n };
}
