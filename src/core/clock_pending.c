/* What a ticket does by itself (sla.md R29). */
#include "core/clock_fold.h"

instant fold_pause_end(const struct clock_ticket *t, const struct clock *c)
{
	return c->metric == METRIC_KEEP_INFORMED &&
			       t->unanswered != INSTANT_NONE
		       ? INSTANT_NONE
		       : clock_pause_end(c);
}

/* Of the pauses that may last only so long, the first to end. */
static instant first_pause_end(const struct clock_ticket *t)
{
	instant found = INSTANT_NONE;

	for (size_t i = 0; i < t->n; i++) {
		instant end = fold_pause_end(t, &t->clocks[i]);

		if (end != INSTANT_NONE &&
		    (found == INSTANT_NONE || end < found))
			found = end;
	}
	return found;
}

/*
 * When a resolved ticket closes: by the rule of that instant. A rule takes
 * effect on what was resolved before it, too, and at its beginning at the
 * soonest.
 */
static instant closes_at(const struct clock_ticket *t)
{
	for (size_t i = 0; i < t->nclosing; i++) {
		const struct close_rule *r = &t->closing[i];
		instant at = t->resolved + r->after;

		if (r->after == 0)
			continue;
		if (at < r->since)
			at = r->since;
		if (i + 1 == t->nclosing || at < r[1].since)
			return at;
	}
	return INSTANT_NONE;
}

/* The first that comes, as the event it will be. */
static struct event next_by_itself(const struct clock_ticket *t)
{
	struct event ev = { .at = INSTANT_NONE };
	instant end = first_pause_end(t);

	if (t->status == STATUS_POSTPONED &&
	    t->postponed_until != INSTANT_NONE) {
		ev.at = t->postponed_until;
		ev.kind = EVENT_POSTPONEMENT_ENDED;
		ev.did = DID_STATUS;
		ev.status = fold_after_postponement(t);
	} else if (t->status == STATUS_RESOLVED) {
		ev.at = closes_at(t);
		ev.kind = EVENT_CLOSED;
		ev.did = DID_STATUS;
		ev.status = STATUS_CLOSED;
	}
	if (end != INSTANT_NONE && (ev.at == INSTANT_NONE || end < ev.at)) {
		ev.at = end;
		ev.kind = EVENT_PAUSE_ENDED;
		ev.did = DID_RESUME;
	}
	return ev;
}

instant clock_ticket_settle_at(const struct clock_ticket *t)
{
	return next_by_itself(t).at;
}

bool clock_ticket_pending(const struct clock_ticket *t, instant now,
			  struct event *ev)
{
	*ev = next_by_itself(t);
	if (ev->at == INSTANT_NONE || ev->at > now)
		return false;
	if (ev->at < t->last_event)
		ev->at = t->last_event;
	ev->recorded_at = now;
	ev->until = ev->due = INSTANT_NONE;
	ev->metric = ev->cycle = ev->step = -1;
	ev->by = (struct actor){ .kind = ACTOR_SYSTEM, .now = now };
	return true;
}
