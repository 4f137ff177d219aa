#include "desk/work.h"

/* g of sla.md R21: found later than that, it is no reminder any more. */
#define LATE_SECONDS 3600

static void note_step(struct work *w, size_t clock, const struct step *s,
		      instant due, enum step_outcome outcome,
		      const char *reason)
{
	struct work_step *more;

	if (w->nsteps == w->capsteps) {
		w->capsteps = w->capsteps ? w->capsteps * 2 : 4;
		more = ARENA_ARRAY(w->job->arena, w->capsteps,
				   struct work_step);
		if (w->nsteps > 0)
			memcpy(more, w->steps, w->nsteps * sizeof(*more));
		w->steps = more;
	}
	w->steps[w->nsteps++] = (struct work_step){
		.clock = clock,
		.step = s->number,
		.due = due,
		.noticed = w->job->by.now,
		.outcome = outcome,
		.reason = reason,
	};
}

/* Its line in the timeline; letters come from the outbox. */
static void remind(struct work *w, const struct clock *c, const struct step *s)
{
	struct event ev = work_event(w, EVENT_REMINDER, 0);

	ev.metric = (int)c->metric;
	ev.cycle = c->cycle;
	ev.step = s->number;
	ev.due = c->due;
	work_add(w, &ev, NULL);
}

/* One step of a running clock that fell due at ${due}. */
static void fire(struct work *w, size_t clock, const struct step *s,
		 instant due, enum work_steps how)
{
	struct clock *c = &w->state.clocks[clock];
	bool stale = clock_step_warns(s) && c->breached != INSTANT_NONE;
	bool late = w->job->by.now - due > LATE_SECONDS;

	clock_step_done(c, s->number);
	if (how == STEPS_SKIP) {
		note_step(w, clock, s, due, STEP_SKIPPED, "imported");
	} else if (stale) {
		note_step(w, clock, s, due, STEP_SKIPPED, "overdue by then");
	} else {
		note_step(w, clock, s, due, late ? STEP_LATE : STEP_FIRED,
			  NULL);
		remind(w, c, s);
	}
}

void work_fire(struct work *w, instant now, enum work_steps how)
{
	for (size_t i = 0; i < w->state.n; i++) {
		enum metric m = w->state.clocks[i].metric;
		instant next = w->state.clocks[i].next;
		const struct level *l = w->state.clocks[i].level;

		if (w->state.clocks[i].state != CLOCK_RUNNING)
			continue;
		/* An import has many clocks, and few steps to look at. */
		if (how == STEPS_SKIP && (next == INSTANT_NONE || next > now))
			continue;
		for (int k = 0; k < l->nsteps[m]; k++) {
			const struct clock *c = &w->state.clocks[i];
			const struct step *s = &l->steps[m][k];
			instant due;

			if (c->steps_done & 1u << s->number)
				continue;
			due = clock_step_at(c, s);
			if (due != INSTANT_NONE && due <= now)
				fire(w, i, s, due, how);
		}
	}
}
