/* Deadlines that people set by hand, and take back (sla.md R16). */
#include "desk/desk.h"

#include "base/limits.h"
#include "desk/work.h"

/* Its promise that is not ended, or NULL. */
static const struct clock *find_live(const struct work *w, enum metric m)
{
	for (size_t i = 0; i < w->state.n; i++) {
		const struct clock *c = &w->state.clocks[i];

		if (c->metric == m && clock_live(c))
			return c;
	}
	return NULL;
}

/* Whoever reads reports need not work on it, but on their own ticket nobody
 * sets what they are promised. */
static enum err_kind may(const struct work *w, struct err *e)
{
	const struct viewer *v = w->job->viewer;
	struct access_ticket at = work_access(w);

	if (!access_deadline(v, &at))
		return err_set(e, ERR_DENIED, "not theirs to set");
	return ERR_NONE;
}

static enum err_kind none_by_hand(struct err *e)
{
	err_set(e, ERR_INVALID,
		"No deadline was set by hand for that promise.");
	return err_about(e, "metric");
}

static enum err_kind set(struct work *w, const void *args, struct err *e)
{
	const struct desk_deadline *d = args;
	struct event ev = work_event(w, EVENT_DEADLINE, DID_DEADLINE);
	const struct clock *c = find_live(w, d->metric);

	if (may(w, e))
		return e->kind;
	if (!c)
		return err_set(e, ERR_CONFLICT, "no such promise runs");
	if (d->due == INSTANT_NONE && c->manual == INSTANT_NONE)
		return none_by_hand(e);
	if (c->manual == d->due)
		return ERR_NONE;
	ev.metric = (int)c->metric;
	ev.cycle = c->cycle;
	ev.due = d->due;
	ev.reason = d->reason;
	work_add(w, &ev, NULL);
	return ERR_NONE;
}

static enum err_kind check_due(instant due, instant now, struct err *e)
{
	if (due == INSTANT_NONE)
		return ERR_NONE;
	if (due <= now)
		err_set(e, ERR_INVALID, "Please give a time that lies ahead.");
	else if (due > now + LIMIT_DEADLINE_SECONDS)
		err_set(e, ERR_INVALID,
			"The deadline is more than ten years away.");
	return err_about(e, "due");
}

enum err_kind desk_set_deadline(struct job *job, const char *code, int64_t seen,
				const struct desk_deadline *d, struct deed *out,
				struct err *e)
{
	if (d->metric < 0 || d->metric >= METRIC_N) {
		err_set(e, ERR_INVALID, "There is no such promise.");
		return err_about(e, "metric");
	}
	if (check_due(d->due, job->by.now, e))
		return e->kind;
	if (work_check_text("The reason", d->reason, LIMIT_REASON, e))
		return err_about(e, "reason");
	return work_run(job, code, seen, set, d, out, e);
}
