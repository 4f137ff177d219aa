/* A part of another ticket that becomes one of its own (sla.md R15). */
#include "core/clock_fold.h"

#include "base/require.h"

/*
 * It runs since that was said, as what its ticket is now. A deadline that lies
 * before now breaks now: nobody promised it before.
 */
static void begin_earlier(const struct fold *f, struct clock *c)
{
	const struct event *ev = f->ev;
	enum status s = f->t->status;

	clock_start(c, c->level, c->promised, ev->until);
	clock_hold(c, fold_holds(c, s, true), fold_party(s, ev->party),
		   ev->until);
	fold_go_on(c, false, ev->until, ev->at);
	if (c->breached != INSTANT_NONE)
		clock_breach(c, ev->at);
}

void fold_split(struct fold *f)
{
	struct clock_ticket *t = f->t;
	const struct event *ev = f->ev;
	bool assigned = (ev->did & DID_ASSIGN) != 0;

	REQUIRE(ev->until != INSTANT_NONE && ev->until <= ev->at);
	for (size_t i = 0; i < t->n; i++)
		if (t->clocks[i].metric != METRIC_FIRST_ASSIGN || !assigned)
			begin_earlier(f, &t->clocks[i]);
	t->unanswered = ev->until;
}
