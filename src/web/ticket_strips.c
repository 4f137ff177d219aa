#include "web/ticket_strips.h"
#include "base/limits.h"
#include "store/level_store.h"
#include "web/deadlines.h"
#include "web/promise_parts.h"
#include "web/proof.h"

/*
 * The level that an event set, with the calendar of the time: the one that a
 * clock of this level counts by.
 */
static enum err_kind level_of_event(struct req *rq,
				    const struct ticket_sheet *p,
				    int64_t version, const struct level **out,
				    struct err *e)
{
	struct level_ref ref = { .version = 0 };

	for (size_t i = 0; i < p->nclocks && !ref.version; i++) {
		const struct clock *c = &p->clocks[i];

		if (c->start_level_version == version)
			ref = (struct level_ref){ version,
						  c->start_calendar_version };
		else if (c->level_version == version)
			ref = (struct level_ref){ version,
						  c->calendar_version };
	}
	if (!ref.version &&
	    level_store_ref(rq->job.db, rq->a, version, &ref, e))
		return e->kind;
	return level_store_compile(rq->job.db, ref, out, e);
}

/* The events once more, to find out when clocks were paused. */
struct past {
	const struct event *events;
	const struct level **levels;
	size_t n;
};

static enum err_kind read_past(struct req *rq, const struct ticket_sheet *p,
			       struct past *past, struct err *e)
{
	struct event *events = ARENA_ARRAY(rq->a, p->nevents, struct event);

	past->n = p->nevents;
	past->events = events;
	past->levels = ARENA_ARRAY(rq->a, p->nevents, const struct level *);
	for (size_t i = 0; i < p->nevents; i++) {
		const struct event *ev = &p->events[i].event;

		events[i] = *ev;
		if (ev->did & (DID_CREATE | DID_LEVEL) && ev->level_version &&
		    level_of_event(rq, p, ev->level_version, &past->levels[i],
				   e))
			return e->kind;
	}
	return ERR_NONE;
}

/* Too many events to read are too many to fold: no pauses are drawn then. */
static bool can_fold(const struct ticket_sheet *p)
{
	return p->nevents > 0 && p->nevents < LIMIT_PAGE_EVENTS;
}

static enum err_kind find_pauses(struct req *rq, const struct ticket_sheet *p,
				 struct past *past, struct promise *promise,
				 struct err *e)
{
	const struct clock *c = promise->clock;
	struct calendar_span *spans;

	if ((c->paused == 0 && c->state != CLOCK_PAUSED) || !can_fold(p))
		return ERR_NONE;
	if (!past->events && read_past(rq, p, past, e))
		return e->kind;
	promise->npauses = strip_pauses(past->events, past->n, past->levels, c,
					rq->a, &spans);
	promise->pauses = spans;
	return ERR_NONE;
}

/* Which of those that are shown; they are not to wonder where others are. */
static int shown_cycle(const struct ticket_sheet *p, const struct clock *c,
		       bool (*wanted)(const struct ticket_sheet *,
				      const struct clock *))
{
	int n = 0;

	for (size_t i = 0; i < p->nclocks; i++)
		n += p->clocks[i].metric == c->metric &&
		     p->clocks[i].cycle <= c->cycle && wanted(p, &p->clocks[i]);
	return n;
}

enum err_kind ticket_strips_show(struct req *rq, const struct ticket_sheet *p,
				 struct view *v, const char *name,
				 bool (*wanted)(const struct ticket_sheet *,
						const struct clock *),
				 size_t *n, struct err *e)
{
	struct past past = { .events = NULL };

	*n = 0;
	for (size_t i = 0; i < p->nclocks; i++) {
		struct clock c = p->clocks[i];
		struct promise promise = { .clock = &c };

		if (!wanted(p, &c))
			continue;
		if (!p->staff)
			c.cycle = shown_cycle(p, &c, wanted);
		promise.why = arena_printf(rq->a, "%s#%s",
					   ticket_sheet_url(rq, "/why"),
					   proof_anchor(rq->a, &c));
		if (deadlines_name(rq, p, &promise, e) ||
		    promise_parts_level(rq, &c, e) ||
		    find_pauses(rq, p, &past, &promise, e))
			return e->kind;
		promise_parts_strip(rq, v, name, &promise);
		(*n)++;
	}
	return ERR_NONE;
}
