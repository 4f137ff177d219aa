#include "desk/steps.h"

#include "base/clock.h"
#include "base/limits.h"
#include "desk/lateness.h"

/* ---- One step ------------------------------------------------------------ */

static void note_step(struct work *w, size_t clock, const struct step *s,
		      instant due, enum step_outcome outcome,
		      const char *reason)
{
	ARENA_ROOM(w->job->arena, w->steps, w->nsteps, w->capsteps);
	w->steps[w->nsteps++] = (struct work_step){
		.clock = clock,
		.step = s->number,
		.due = due,
		.noticed = w->job->by.now,
		.outcome = outcome,
		.reason = reason,
		.level = w->state.clocks[clock].level,
	};
	clock_step_done(&w->state.clocks[clock], s->number);
}

/* Its line in the timeline. */
static void remind(struct work *w, size_t clock, const struct step *s)
{
	const struct clock *c = &w->state.clocks[clock];
	struct event ev = work_event(w, EVENT_REMINDER, 0);

	ev.metric = (int)c->metric;
	ev.cycle = c->cycle;
	ev.step = s->number;
	ev.due = c->due;
	work_add(w, &ev, NULL);
}

static bool stale(const struct clock *c, const struct step *s)
{
	return clock_step_warns(s) && c->breached != INSTANT_NONE;
}

/* Of a running clock, not done, and due by ${now}? */
static bool falls_due(const struct clock *c, const struct step *s, instant now,
		      instant *due)
{
	if (c->state != CLOCK_RUNNING || (c->steps_done & 1u << s->number))
		return false;
	*due = clock_step_at(c, s);
	return *due != INSTANT_NONE && *due <= now;
}

/*
 * Did the same step of the same level fire in this go, on another cycle? One
 * that restarts its own clock would go on for ever.
 */
static bool fired_now(const struct work *w, size_t clock, const struct step *s)
{
	const struct clock *c = &w->state.clocks[clock];

	for (size_t i = 0; i < w->nsteps; i++) {
		const struct work_step *was = &w->steps[i];

		if (was->clock != clock && was->step == s->number &&
		    was->outcome != STEP_SKIPPED &&
		    was->level->level == c->level->level &&
		    w->state.clocks[was->clock].metric == c->metric)
			return true;
	}
	return false;
}

/* All its actions, and the event that they are. */
static enum err_kind act(struct work *w, size_t clock, const struct step *s,
			 instant fell_due, bool late, struct err *e)
{
	const struct clock *c = &w->state.clocks[clock];
	const struct step_actions *acts =
		&c->level->actions[c->metric][s->number];
	const struct deed_by by = { .clock = clock,
				    .step = s->number,
				    .fell_due = fell_due,
				    .late = late };
	struct deeds_plan p;

	if (acts->n == 0)
		return ERR_NONE;
	deeds_begin(&p, w, &by);
	if (deeds_plan(&p, acts->v, (size_t)acts->n, e))
		return e->kind;
	return deeds_add(&p, e);
}

static enum err_kind fire(struct work *w, size_t clock, const struct step *s,
			  instant due, struct err *e)
{
	const struct clock *c = &w->state.clocks[clock];
	bool late = w->job->by.now - due > level_late(c->level);

	if (stale(c, s)) {
		note_step(w, clock, s, due, STEP_SKIPPED, "overdue by then");
		return ERR_NONE;
	}
	if (fired_now(w, clock, s)) {
		note_step(w, clock, s, due, STEP_SKIPPED,
			  "it set itself off again");
		return ERR_NONE;
	}
	note_step(w, clock, s, due, late ? STEP_LATE : STEP_FIRED, NULL);
	remind(w, clock, s);
	return act(w, clock, s, due, late, e);
}

/* ---- All of a ticket ----------------------------------------------------- */

/* A step that was due when a round began. */
struct found {
	size_t clock;
	const struct level *level; /* the clock's */
	const struct step *step;
	instant due;
};

/* Behind what fell due no later. */
static void put_in_order(struct found *list, size_t n, struct found f)
{
	for (; n > 0 && list[n - 1].due > f.due; n--)
		list[n] = list[n - 1];
	list[n] = f;
}

/* In the order in which they fell due: the last one's changes stand. */
static size_t find_due(struct work *w, instant now, struct found **out)
{
	struct found *list = NULL;
	size_t n = 0, cap = 0;

	for (size_t i = 0; i < w->state.n; i++) {
		const struct clock *c = &w->state.clocks[i];
		instant due;

		if (c->state != CLOCK_RUNNING)
			continue;
		for (int k = 0; k < c->level->nsteps[c->metric]; k++) {
			const struct step *s = &c->level->steps[c->metric][k];

			if (!falls_due(c, s, now, &due))
				continue;
			ARENA_ROOM(w->job->arena, list, n, cap);
			put_in_order(list, n++,
				     (struct found){ i, c->level, s, due });
		}
	}
	*out = list;
	return n;
}

/* What they set off by what they change is the next round's. */
static enum err_kind fire_round(struct work *w, instant now,
				const struct found *list, size_t n,
				struct err *e)
{
	for (size_t i = 0; i < n; i++) {
		const struct clock *c = &w->state.clocks[list[i].clock];
		const struct step *s = list[i].step;
		instant due;

		/* Another level may have come, by the step before it. */
		if (c->level != list[i].level || !falls_due(c, s, now, &due))
			continue;
		if (fire(w, list[i].clock, s, due, e))
			return e->kind;
	}
	return ERR_NONE;
}

enum err_kind steps_fire(struct work *w, instant now, struct err *e)
{
	struct found *list;
	size_t n;

	for (int i = 0; i < LIMIT_STEP_ROUNDS; i++) {
		n = find_due(w, now, &list);
		if (n == 0)
			return ERR_NONE;
		if (fire_round(w, now, list, n, e))
			return e->kind;
	}
	n = find_due(w, now, &list);
	for (size_t i = 0; i < n; i++)
		note_step(w, list[i].clock, list[i].step,
			  clock_step_at(&w->state.clocks[list[i].clock],
					list[i].step),
			  STEP_SKIPPED, "too many set each other off");
	return ERR_NONE;
}

/* An import has many clocks, and few steps to look at. */
void work_skip_steps(struct work *w, instant now)
{
	for (size_t i = 0; i < w->state.n; i++) {
		const struct clock *c = &w->state.clocks[i];
		instant due;

		if (c->state != CLOCK_RUNNING || c->next == INSTANT_NONE ||
		    c->next > now)
			continue;
		for (int k = 0; k < c->level->nsteps[c->metric]; k++) {
			const struct step *s = &c->level->steps[c->metric][k];

			if (falls_due(c, s, now, &due))
				note_step(w, i, s, due, STEP_SKIPPED,
					  "imported");
		}
	}
}

/* ---- A batch ------------------------------------------------------------- */

/* How late each was that did something; the clocks of all. */
static size_t look_back(struct job *job, struct work *const *works, size_t n,
			instant committed, int64_t **clocks)
{
	size_t count = 0, cap = 0;
	int64_t *list = NULL;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < works[i]->nsteps; k++) {
			const struct work_step *s = &works[i]->steps[k];

			if (s->outcome != STEP_SKIPPED && job->lateness)
				lateness_add(job->lateness, committed - s->due);
			ARENA_ROOM(job->arena, list, count, cap);
			list[count++] = works[i]->state.clocks[s->clock].id.n;
		}
	*clocks = list;
	return count;
}

void steps_committed(struct job *job, struct work *const *works, size_t n)
{
	int64_t since = job->lateness ? job->lateness->began_ns : 0;
	seconds passed = since ? (clock_monotonic_ns() - since) / 1000000000
			       : 0;
	instant committed = job->by.now + passed;
	struct err e = { 0 };
	int64_t *clocks;
	size_t count = look_back(job, works, n, committed, &clocks);

	if (count == 0)
		return;
	/* Nothing hangs on it: where it fails, it stays unknown. */
	if (db_begin(job->db, &e) ||
	    step_store_committed(job->db, job->arena, clocks, count,
				 job->by.now, committed, &e) ||
	    db_commit(job->db, &e))
		db_rollback(job->db);
}
