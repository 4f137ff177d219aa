#include "desk/levels.h"

#include <string.h>
#include "desk/admin.h"
#include "desk/audit.h"
#include "store/calendar_store.h"
#include "store/level_read.h"
#include "store/level_store.h"

/* ---- Its end ------------------------------------------------------------- */

struct archiving {
	const char *oid;
	bool archived;
};

static enum err_kind archive(struct admin *ad, const void *args, struct err *e)
{
	const struct archiving *in = args;
	struct job *job = ad->job;
	struct audit_look was;
	struct level_name l;

	/* Rules that give it are to be read anew. */
	if (rule_store_begin(job->db, e) ||
	    level_read_oid(job->db, job->arena, in->oid, &l, e))
		return e->kind;
	ad->oid = l.oid;
	if ((l.archived != INSTANT_NONE) == in->archived)
		return ERR_NONE;
	if (audit_look(job, AUDIT_LEVEL, l.oid, &was, e) ||
	    level_store_archive(job->db, l.id,
				in->archived ? job->by.now : INSTANT_NONE, e) ||
	    audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, in->archived ? "level_archived" : "level_revived", l.oid,
		   NULL);
	return ERR_NONE;
}

enum err_kind levels_archive(struct job *job, const char *oid, bool archived,
			     struct err *e)
{
	const struct archiving in = { oid, archived };

	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, archive, &in, NULL, e);
}

/* ---- A draft ------------------------------------------------------------- */

/* The hours that a level stored now would go by. */
static enum err_kind find_hours(struct job *job, int64_t calendar,
				const struct calendar **out, struct err *e)
{
	struct calendar_stored is;

	*out = calendar_always();
	if (calendar == 0)
		return ERR_NONE;
	if (calendar_store_load(job->db, job->arena, calendar, &is, e))
		return e->kind;
	if (!is.draft.always_open)
		*out = calendar_new(job->arena, &is.spec, e);
	return e->kind;
}

enum err_kind levels_of_draft(struct job *job, const struct level_draft *d,
			      struct level *out, struct err *e)
{
	*out = (struct level){ .name = d->name, .calendar_id = d->calendar };
	memcpy(out->target, d->target, sizeof(out->target));
	memcpy(out->steps, d->steps, sizeof(out->steps));
	memcpy(out->nsteps, d->nsteps, sizeof(out->nsteps));
	memcpy(out->actions, d->actions, sizeof(out->actions));
	out->gears = d->gears;
	for (int m = 0; m < METRIC_N; m++)
		out->pauses[m] = d->pauses_set[m]
					 ? d->pauses[m]
					 : level_default_pauses((enum metric)m);
	return find_hours(job, d->calendar, &out->calendar, e);
}

/* ---- Doubts -------------------------------------------------------------- */

struct doubting {
	struct arena *arena;
	const struct level *l;
	instant now;
	struct levels_doubt *v;
	size_t n, cap;
};

static void add(struct doubting *d, enum levels_doubt_kind kind, int m,
		int step)
{
	ARENA_ROOM(d->arena, d->v, d->n, d->cap);
	d->v[d->n++] = (struct levels_doubt){ kind, (enum metric)m, step };
}

bool levels_falls_due(const struct level *l, struct target t, instant now)
{
	seconds n = level_seconds(l, t, now);
	instant due;

	return n != LEVEL_NEVER && calendar_add(level_calendar(l, t.unit), now,
						n, &due) == CALENDAR_OK;
}

/* Does each priority's promise have an instant at which it is due? */
static bool all_due(const struct doubting *d, int m)
{
	for (int p = 0; p < PRIORITY_N; p++)
		if (d->l->target[m][p].seconds > 0 &&
		    !levels_falls_due(d->l, d->l->target[m][p], d->now))
			return false;
	return true;
}

/* The longest of the metric that is counted as the step is; 0: none is. */
static seconds longest(const struct level *l, int m, enum unit unit)
{
	seconds most = 0;

	for (int p = 0; p < PRIORITY_N; p++)
		if (l->target[m][p].unit == unit &&
		    l->target[m][p].seconds > most)
			most = l->target[m][p].seconds;
	return most;
}

static void doubt_step(struct doubting *d, int m, int i)
{
	const struct step *s = &d->l->steps[m][i];
	enum unit unit = s->unit == STEP_CALENDAR ? UNIT_CALENDAR
						  : UNIT_WORKING;
	seconds most = longest(d->l, m, unit);

	if (s->unit == STEP_PERCENT) {
		if (s->offset > 100)
			add(d, LEVELS_STEP_LATE, m, i);
	} else if (s->offset < 0 && most > 0 && -s->offset >= most) {
		add(d, LEVELS_STEP_ONCE, m, i);
	}
}

/* By what is promised to most, where both are counted alike. */
static void doubt_order(struct doubting *d)
{
	const struct target *answer =
		&d->l->target[METRIC_FIRST_ANSWER][PRIORITY_ANY];
	const struct target *solve =
		&d->l->target[METRIC_FIRST_RESOLVE][PRIORITY_ANY];

	if (answer->seconds > 0 && solve->seconds > 0 &&
	    answer->unit == solve->unit && solve->seconds < answer->seconds)
		add(d, LEVELS_SOLVED_FIRST, METRIC_FIRST_RESOLVE, 0);
}

void levels_doubts(struct arena *a, const struct level *l, instant now,
		   struct levels_doubts *out)
{
	struct doubting d = { .arena = a, .l = l, .now = now };

	for (int m = 0; m < METRIC_N; m++) {
		bool promised = level_promises(l, (enum metric)m);

		if (promised && !all_due(&d, m))
			add(&d, LEVELS_NEVER_DUE, m, 0);
		for (int i = 0; i < l->nsteps[m]; i++)
			if (!promised)
				add(&d, LEVELS_STEP_NEVER, m, i);
			else
				doubt_step(&d, m, i);
	}
	doubt_order(&d);
	*out = (struct levels_doubts){ d.v, d.n };
}

/* ---- Who gives it -------------------------------------------------------- */

static bool gives(const struct rule_row *r, int64_t level)
{
	for (size_t i = 0; i < r->is.nactions; i++)
		if (r->is.actions[i].kind == ACTION_LEVEL &&
		    r->is.actions[i].id == level)
			return true;
	return false;
}

enum err_kind levels_rules(struct job *job, const int64_t *levels, size_t n,
			   struct rule_rows *out, struct err *e)
{
	size_t *caps = ARENA_ARRAY(job->arena, n, size_t);

	for (size_t i = 0; i < n; i++)
		out[i] = (struct rule_rows){ 0 };
	for (int k = 0; k < RULE_KIND_N; k++) {
		struct rule_rows all;

		if (rule_store_list(job->db, job->arena, (enum rule_kind)k,
				    &all, e))
			return e->kind;
		for (size_t i = 0; i < n; i++)
			for (size_t r = 0; r < all.n; r++) {
				if (!gives(&all.v[r], levels[i]))
					continue;
				ARENA_ROOM(job->arena, out[i].v, out[i].n,
					   caps[i]);
				out[i].v[out[i].n++] = all.v[r];
			}
	}
	return ERR_NONE;
}
