/* A part of another ticket that becomes one of its own (sla.md R15). */
#include "core/clock_fold.h"

#include "base/require.h"

/*
 * It runs since ${said}, as what its ticket is now. A deadline that lies before
 * now breaks now: nobody promised it before.
 */
static void begin_earlier(const struct clock_ticket *t, struct clock *c,
			  instant said, instant now)
{
	clock_start(c, c->level, c->promised, said);
	clock_hold(c, fold_holds(c, t->status, true), PARTY_NONE, said);
	fold_go_on(c, false, said, now);
	if (c->breached != INSTANT_NONE)
		clock_breach(c, now);
}

void fold_split(struct fold *f)
{
	struct clock_ticket *t = f->t;
	const struct event *ev = f->ev;
	bool assigned = (ev->did & DID_ASSIGN) != 0;

	REQUIRE(ev->until != INSTANT_NONE && ev->until <= ev->at);
	for (size_t i = 0; i < t->n; i++)
		if (t->clocks[i].metric != METRIC_FIRST_ASSIGN || !assigned)
			begin_earlier(t, &t->clocks[i], ev->until, ev->at);
	t->unanswered = ev->until;
}
