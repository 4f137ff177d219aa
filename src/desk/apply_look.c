#include "desk/apply_look.h"

void apply_look(const struct work *w, struct apply_look *out)
{
	*out = (struct apply_look){ 0 };
	for (size_t i = 0; i < w->state.n; i++) {
		const struct clock *c = &w->state.clocks[i];

		if (!clock_live(c))
			continue;
		out->of[c->metric].live = true;
		out->of[c->metric].due = c->due;
		out->of[c->metric].breached = c->breached;
		out->of[c->metric].started = c->started;
		out->of[c->metric].cycle = c->cycle;
	}
}

void apply_look_count(const struct apply_look *was,
		      const struct apply_look *now, struct apply_preview *p)
{
	for (int m = 0; m < METRIC_N; m++) {
		bool before = was->of[m].live, after = now->of[m].live;
		instant from = was->of[m].due, to = now->of[m].due;

		p->clocks += before;
		p->ended += before && !after;
		p->started += after && !before;
		if (!before || !after)
			continue;
		p->overdue += now->of[m].breached != INSTANT_NONE &&
			      was->of[m].breached == INSTANT_NONE;
		/* INSTANT_NONE, never due, comes after every instant. */
		if (to != from && to == INSTANT_NONE)
			p->later++;
		else if (to != from && from == INSTANT_NONE)
			p->earlier++;
		else if (to != from)
			*(to < from ? &p->earlier : &p->later) += 1;
	}
}

struct work *apply_look_work(struct job *job, struct names *names,
			     const struct ticket_taken *t)
{
	struct work *w = ARENA_NEW(job->arena, struct work);

	work_init(w, job, names);
	w->row = t->t;
	w->state = t->state;
	w->waits = true;
	return w;
}

enum err_kind apply_look_take(struct job *job, const ticket_id *ids, size_t n,
			      struct work **works, size_t *found, struct err *e)
{
	struct names *names = name_store_new(job->arena);
	struct ticket_taken *taken = ARENA_ARRAY(job->arena, n,
						 struct ticket_taken);

	if (ticket_store_take(job->db, job->arena, ids, n, false, taken, found,
			      e))
		return e->kind;
	for (size_t i = 0; i < *found; i++)
		works[i] = apply_look_work(job, names, &taken[i]);
	return work_load_all(works, *found, e);
}
