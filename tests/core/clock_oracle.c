#include "core/clock_oracle.h"

#include "core/clock_moments.h"

#include "support/test.h"

#include "base/limits.h"

static bool did(const struct moments *h, size_t k, unsigned what)
{
	return (h->ev[k].did & what) != 0;
}

/* ---- One clock ----------------------------------------------------------- */

struct run {
	const struct calendar *cal;
	instant from, until;
};

struct life {
	const struct moments *h;
	struct clock *c;
	struct run runs[4 * MOMENTS_MAX];
	size_t nruns;
	const struct level *level;
	instant segment; /* when it last began to run, or was re-aimed */
	bool ran_on;     /* nothing was left when the stay began */
};

static seconds used_by(const struct life *l, instant t)
{
	seconds sum = 0;

	for (size_t i = 0; i < l->nruns; i++)
		sum += calendar_work(l->runs[i].cal, l->runs[i].from,
				     l->runs[i].until < t ? l->runs[i].until
							  : t);
	return sum;
}

/* The earliest instant from ${from} on with ${d} open seconds passed. */
static instant reach(const struct calendar *cal, instant from, seconds d)
{
	instant low = from, high = from + 1;

	if (d <= 0)
		return from;
	while (calendar_work(cal, from, high) < d) {
		low = high;
		high += high - from;
		if (high - from > 2 * LIMIT_HORIZON_SECONDS)
			return INSTANT_NONE;
	}
	while (high - low > 1) {
		instant mid = low + (high - low) / 2;

		if (calendar_work(cal, from, mid) < d)
			low = mid;
		else
			high = mid;
	}
	return high - from > LIMIT_HORIZON_SECONDS ? INSTANT_NONE : high;
}

static const struct calendar *hours(const struct life *l)
{
	return l->c->unit == UNIT_CALENDAR ? calendar_always()
					   : l->level->calendar;
}

static void breaks(struct life *l, instant at)
{
	if (l->c->breached != INSTANT_NONE)
		return;
	l->c->breached = at;
	l->c->breach_department = l->c->department;
	l->c->breach_agent = l->c->agent;
}

static void run_from(struct life *l, instant at)
{
	seconds left = l->c->target - used_by(l, at);

	l->runs[l->nruns++] = (struct run){ hours(l), at, INSTANT_MAX };
	l->c->state = CLOCK_RUNNING;
	l->segment = at;
	if (left > 0) {
		l->c->due = reach(hours(l), at, left);
	} else {
		if (l->c->due == INSTANT_NONE)
			l->c->due = at;
		breaks(l, at);
	}
}

static void rest_from(struct life *l, instant at)
{
	if (l->c->state == CLOCK_RUNNING)
		l->runs[l->nruns - 1].until = at;
	l->c->state = CLOCK_PAUSED;
	l->segment = at;
}

/* Did its deadline pass before ${now}? */
static void look(struct life *l, instant now)
{
	if (l->c->state == CLOCK_RUNNING && l->c->due != INSTANT_NONE &&
	    l->c->due < now)
		breaks(l, l->c->due);
}

static bool params(struct life *l, const struct level *now, struct target t)
{
	bool same = t.seconds == l->c->target && t.unit == l->c->unit &&
		    (t.unit == UNIT_CALENDAR ||
		     now->calendar_version == l->level->calendar_version);

	l->level = now;
	l->c->target = t.seconds;
	l->c->unit = t.unit;
	l->c->level_version = now->version;
	return !same;
}

/* The promise as it stands after event p holds from ${at} on. */
static void change(struct life *l, size_t p, instant at)
{
	bool ran = l->c->state == CLOCK_RUNNING;

	if (!params(l, l->h->m[p].level,
		    clock_moments_target(l->h, p, l->c->metric)))
		return;
	l->ran_on = false;
	if (l->c->breached == INSTANT_NONE || l->c->target > used_by(l, at))
		l->c->due = INSTANT_NONE;
	if (ran) {
		rest_from(l, at);
		run_from(l, at);
	} else {
		l->c->paused += at - l->segment;
		l->segment = at;
	}
}

/* Into a stay that holds it. */
static void rest_or_run_on(struct life *l, instant at)
{
	seconds left = l->c->target - used_by(l, at);

	if (left == 0)
		l->ran_on = true;
	if (l->ran_on)
		return;
	rest_from(l, at);
	if (left > 0)
		l->c->due = INSTANT_NONE;
}

static bool rests(const struct life *l, enum status s)
{
	return (l->level->pauses[l->c->metric] & STATUS_BIT(s)) != 0;
}

/* It breaks when it goes on, not by being hidden. */
static bool is_used_up(const struct life *l)
{
	return l->c->breached == INSTANT_NONE && l->c->due == INSTANT_NONE &&
	       l->c->target <= used_by(l, l->segment);
}

static void wait_or_go_on(struct life *l, size_t k)
{
	enum metric m = l->c->metric;
	instant at = l->h->m[k].at;
	bool held = clock_moments_waits(l->h, k, m);
	enum status now = l->h->m[k].status;
	bool away = now == STATUS_SPAM || now == STATUS_DELETED ||
		    now == STATUS_MERGED;

	/* What is away may come back into this very stay. */
	if (!held && !away)
		l->ran_on = false;
	if (l->c->state == CLOCK_PAUSED && away &&
	    (is_used_up(l) ||
	     (now == STATUS_MERGED && l->c->breached != INSTANT_NONE)) &&
	    rests(l, clock_moments_below(&l->h->m[k])))
		return;
	if (l->c->state == CLOCK_PAUSED && !held) {
		l->c->paused += at - l->segment;
		run_from(l, at);
	} else if (l->c->state == CLOCK_RUNNING && held) {
		rest_or_run_on(l, at);
	}
}

/* It ended; ${done} by what was promised. */
static void stop(struct life *l, size_t k, enum clock_reason reason)
{
	struct clock *c = l->c;
	bool spared = reason == CLOCK_SPAM || reason == CLOCK_DELETED;
	instant at = l->h->m[k].at;

	if (c->state == CLOCK_PAUSED)
		c->paused += at - l->segment;
	/* What is done ends the pause first. */
	if (c->state == CLOCK_PAUSED && reason == CLOCK_DONE)
		run_from(l, at);
	if (c->state == CLOCK_RUNNING)
		l->runs[l->nruns - 1].until = at;
	c->stopped = at;
	c->reason = reason;
	c->resolver = l->h->ev[k].by.person;
	c->consumed = used_by(l, c->stopped);
	c->margin = c->consumed - c->target;
	if (c->breached != INSTANT_NONE && !spared) {
		c->state = CLOCK_MISSED;
		if (c->margin < 0)
			c->margin = 0;
	} else if (reason == CLOCK_DONE) {
		c->state = CLOCK_MET;
	} else {
		c->state = CLOCK_CANCELLED;
		c->margin = 0;
	}
}

/* What is done at event k before its attributes change? */
static bool is_done(const struct moments *h, size_t k, enum metric m)
{
	if (m == METRIC_FIRST_ANSWER || m == METRIC_NEXT_ANSWER)
		return did(h, k, ANSWER);
	return m == METRIC_FIRST_ASSIGN && did(h, k, DID_ASSIGN) &&
	       h->ev[k].assignee.n != 0;
}

/* Does the status after event k end it? */
static bool is_ended(const struct moments *h, size_t k, enum metric m,
		     enum clock_reason *why)
{
	switch (h->m[k].status) {
	case STATUS_RESOLVED:
	case STATUS_CLOSED:
		*why = m == METRIC_FIRST_RESOLVE ? CLOCK_DONE : CLOCK_RESOLVED;
		return true;
	case STATUS_SPAM:
		*why = CLOCK_SPAM;
		return true;
	case STATUS_DELETED:
		*why = CLOCK_DELETED;
		return true;
	case STATUS_MERGED:
		*why = CLOCK_MERGED;
		return true;
	default:
		return false;
	}
}

static void belongs(struct life *l, size_t k)
{
	l->c->department.n = l->h->m[k].department;
	l->c->agent.n = l->h->m[k].agent;
}

/* Event k comes over it. True when it ended there. */
static bool meet(struct life *l, size_t k)
{
	enum metric m = l->c->metric;
	enum clock_reason why;

	look(l, l->h->m[k].at);
	if (is_done(l->h, k, m)) {
		/* A reply is the matter of who had it before the save. */
		if (m == METRIC_FIRST_ASSIGN)
			belongs(l, k);
		stop(l, k, CLOCK_DONE);
		return true;
	}
	if (clock_moments_target(l->h, k, m).seconds == 0) {
		belongs(l, k);
		stop(l, k, CLOCK_LEVEL);
		return true;
	}
	change(l, k, l->h->m[k].at);
	belongs(l, k);
	wait_or_go_on(l, k);
	if (!is_ended(l->h, k, m, &why))
		return false;
	stop(l, k, why);
	return true;
}

/* ---- All clocks ---------------------------------------------------------- */

/*
 * Does the next cycle of a metric begin at event k, under the promise of event
 * p (k itself, or the one before, when it began before attributes changed)?
 */
static bool begins(const struct moments *h, size_t k, enum metric m,
		   const struct clock *last, size_t *p)
{
	const struct moment *now = &h->m[k];
	bool reply = m == METRIC_FIRST_ANSWER || m == METRIC_NEXT_ANSWER;
	bool mine = m == METRIC_NEXT_ANSWER
			    ? now->answered_was
			    : !now->answered_was && !h->by_agent;
	bool over = last && last->reason != CLOCK_LEVEL &&
		    last->reason != CLOCK_SPAM &&
		    last->reason != CLOCK_DELETED &&
		    last->reason != CLOCK_MERGED;

	*p = k;
	if (k == 0)
		return m != METRIC_NEXT_ANSWER &&
		       (m != METRIC_FIRST_ANSWER || !h->by_agent) &&
		       clock_moments_target(h, k, m).seconds;
	*p = k - 1;
	if (reply && mine && now->heard &&
	    clock_moments_target(h, k - 1, m).seconds)
		return true;
	*p = k;
	if (!did(h, k, DID_LEVEL | DID_PRIORITY) ||
	    clock_moments_dead(now->status) || now->status == STATUS_RESOLVED ||
	    !clock_moments_target(h, k, m).seconds)
		return false;
	switch (m) {
	case METRIC_FIRST_ANSWER:
		return !over && !now->answered && !h->by_agent;
	case METRIC_NEXT_ANSWER:
		return now->answered && now->waited;
	case METRIC_FIRST_ASSIGN:
		return !over && now->agent == 0;
	default:
		return !over;
	}
}

static void be_born(struct life *l, size_t k, size_t p)
{
	struct target t = clock_moments_target(l->h, p, l->c->metric);
	const struct moment *m = &l->h->m[k > 0 ? k - 1 : 0];

	l->level = l->h->m[p].level;
	l->c->target = t.seconds;
	l->c->unit = t.unit;
	l->c->level_version = l->level->version;
	l->c->started = l->h->m[k].at;
	l->c->due = l->c->breached = l->c->stopped = INSTANT_NONE;
	l->c->next = INSTANT_NONE;
	l->c->department.n = m->department;
	l->c->agent.n = k > 0 ? m->agent : 0;
	run_from(l, l->c->started);
}

/* Does the promise that hiding cancelled go on at event k? */
static bool returns(const struct moments *h, size_t k, const struct clock *last)
{
	if (!last || !h->m[k].back || last->state != CLOCK_CANCELLED ||
	    last->stopped != h->m[k - 1].hidden ||
	    (last->reason != CLOCK_SPAM && last->reason != CLOCK_DELETED &&
	     last->reason != CLOCK_MERGED) ||
	    clock_moments_target(h, k - 1, last->metric).seconds == 0)
		return false;
	switch (last->metric) {
	case METRIC_FIRST_ANSWER:
		return !h->m[k].answered_was;
	case METRIC_NEXT_ANSWER:
		return h->m[k - 1].waits;
	case METRIC_FIRST_ASSIGN:
		return h->m[k - 1].agent == 0;
	default:
		return true;
	}
}

/* From where it stopped, as what it was then; anew from the change on. */
static void lie_hidden(struct life *l, const struct moment *m, instant since)
{
	seconds left = l->c->target - used_by(l, since);
	instant turn = m->gone_until > since ? m->gone_until : since;

	if (!rests(l, m->gone))
		l->ran_on = false;
	l->segment = since;
	if (is_used_up(l)) {
		l->c->state = CLOCK_PAUSED;
	} else {
		l->c->state = CLOCK_RUNNING;
		l->runs[l->nruns++] = (struct run){ hours(l), since,
						    INSTANT_MAX };
		if (left > 0)
			l->c->due = reach(hours(l), since, left);
		if (rests(l, m->gone))
			rest_or_run_on(l, since);
	}
	if (m->gone_until == INSTANT_NONE)
		return;
	look(l, turn);
	if (!rests(l, m->found))
		l->ran_on = false;
	if (l->c->state == CLOCK_PAUSED && !rests(l, m->found)) {
		l->c->paused += turn - since;
		run_from(l, turn);
	} else if (l->c->state == CLOCK_RUNNING && rests(l, m->found)) {
		rest_or_run_on(l, turn);
	}
}

static void come_back(struct life *l, size_t k)
{
	instant since = l->c->stopped;

	l->c->cycle++;
	l->c->reason = CLOCK_DONE;
	l->c->stopped = INSTANT_NONE;
	l->c->resolver.n = 0;
	l->c->margin = 0;
	lie_hidden(l, &l->h->m[k], since);
	look(l, l->h->m[k].at);
	change(l, k - 1, l->h->m[k].at);
}

/* As it stands at the end: is it overdue, when has one to look again? */
static void conclude(struct life *l, instant as_of)
{
	struct clock *c = l->c;
	const struct level *v = l->level;

	look(l, as_of);
	c->consumed = used_by(l, as_of);
	if (c->state == CLOCK_PAUSED)
		c->paused += as_of - l->segment;
	if (c->state != CLOCK_RUNNING)
		return;
	if (c->breached == INSTANT_NONE && c->due != INSTANT_NONE)
		c->next = c->due + 1;
	for (int i = 0; i < v->nsteps[c->metric]; i++) {
		seconds x = v->steps[c->metric][i].offset;
		instant at = INSTANT_NONE;

		if (x < 0 && c->breached == INSTANT_NONE)
			at = reach(hours(l), l->segment,
				   c->target + x - used_by(l, l->segment));
		else if (x >= 0 && c->due != INSTANT_NONE)
			at = reach(hours(l), c->due, x);
		if (at != INSTANT_NONE &&
		    (c->next == INSTANT_NONE || at < c->next))
			c->next = at;
	}
}

static size_t of_metric(const struct moments *h, enum metric m, instant as_of,
			struct clock *out, size_t max)
{
	struct life l = { .h = h };
	size_t n = 0;
	bool alive = false;

	for (size_t k = 0; k < h->n; k++) {
		size_t p;
		bool back = !alive && returns(h, k, n ? &out[n - 1] : NULL);
		bool first = !alive && !back &&
			     begins(h, k, m, n ? &out[n - 1] : NULL, &p);

		if (back) {
			assert_true(n < max);
			out[n] = out[n - 1];
			l.c = &out[n++];
			come_back(&l, k);
			alive = true;
		}
		if (first) {
			assert_true(n < max);
			l = (struct life){ .h = h, .c = &out[n] };
			out[n] = (struct clock){ .metric = m,
						 .cycle = (int)n + 1 };
			n++;
			be_born(&l, k, p);
			alive = true;
		}
		if (alive)
			alive = !meet(&l, k);
	}
	if (alive)
		conclude(&l, as_of);
	return n;
}

size_t clock_oracle(const struct event *ev, const struct level *const *set,
		    size_t n, instant as_of, struct clock out[CLOCK_ORACLE_MAX])
{
	struct moments h;
	size_t found = 0;

	clock_moments(&h, ev, set, n);
	for (int m = 0; m < METRIC_SHOWN_N; m++)
		found += of_metric(&h, (enum metric)m, as_of, out + found,
				   CLOCK_ORACLE_MAX - found);
	return found;
}
