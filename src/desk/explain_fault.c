/* Does an explanation add up (sla.md, invariant 9)? */
#include "desk/explain.h"

bool desk_explain_differs(const struct desk_explanation *x)
{
	bool differs = x->extra;

	for (size_t i = 0; i < x->n; i++)
		differs |= x->promises[i].differs && !x->promises[i].elsewhere;
	return differs;
}

/* What its lines come to. */
struct sums {
	seconds used, all, ahead, waited[PARTY_N];
	instant due;
	seconds total; /* at the due line */
	bool joined;   /* each begins where the last one ended */
};

static void add_up(const struct desk_promise *p, struct sums *s)
{
	instant at = p->clock.started;

	*s = (struct sums){ .due = INSTANT_NONE, .joined = true };
	for (size_t i = 0; i < p->n; i++) {
		const struct explain_line *l = &p->lines[i].line;

		if (l->kind == EXPLAIN_DUE) {
			s->due = l->from;
			s->total = l->total;
			continue;
		}
		s->joined &= l->from == at && l->until >= at;
		at = l->until;
		if (l->ahead) {
			s->ahead += l->used;
			continue;
		}
		s->used += l->used;
		s->all += l->until - l->from;
		if (l->kind == EXPLAIN_OPEN)
			s->joined &= l->used == l->until - l->from;
		if (l->kind == EXPLAIN_PAUSED)
			s->waited[l->party] += l->until - l->from;
	}
}

static bool ledger_adds_up(const struct clock *c, const struct sums *s,
			   instant at)
{
	for (int i = 0; i < PARTY_N; i++) {
		seconds waited = c->waited[i];

		if (c->state == CLOCK_PAUSED && c->party == (enum party)i)
			waited += at - c->since;
		if (s->waited[i] != waited)
			return false;
	}
	return true;
}

/* Has it a deadline ahead that its target makes? */
static bool is_aimed(const struct clock *c, instant at)
{
	return c->state == CLOCK_RUNNING && c->due > at &&
	       c->manual == INSTANT_NONE && c->breached == INSTANT_NONE;
}

const char *desk_explain_fault(const struct desk_promise *p, instant at)
{
	const struct clock *c = &p->clock;
	seconds used = clock_consumed(c, at);
	instant end = clock_live(c) ? at : c->stopped;
	struct sums s;

	add_up(p, &s);
	if (p->early)
		return "level";
	if (p->used != used)
		return "used";
	if (s.due != c->due)
		return "due";
	if (is_aimed(c, at) && s.total != c->target)
		return "left";
	if (p->cut)
		return NULL;
	if (s.used != used)
		return "used";
	if (!s.joined)
		return "line";
	if (s.all != end - c->started)
		return "time";
	return ledger_adds_up(c, &s, at) ? NULL : "paused";
}
