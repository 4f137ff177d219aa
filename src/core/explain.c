#include "core/explain.h"

/* Openings that are told one by one, at each end of a long stretch. */
#define ENDS 5

/* What is being told, up to where. */
struct teller {
	struct explain *out;
	const struct level *level;
	seconds target;
	enum unit unit;
	seconds total;
	bool ahead;
	enum party party;
};

static void tell(struct teller *t, enum explain_kind kind, instant from,
		 instant until, seconds used)
{
	struct explain *out = t->out;

	t->total += used;
	if (!t->ahead)
		out->used += used;
	if (out->n == EXPLAIN_LINES) {
		out->cut = true;
		return;
	}
	out->lines[out->n++] = (struct explain_line){
		.kind = kind,
		.from = from,
		.until = until,
		.used = used,
		.total = t->total,
		.ahead = t->ahead,
		.party = kind == EXPLAIN_PAUSED ? t->party : PARTY_NONE,
		.level = t->level,
		.target = t->target,
		.unit = t->unit,
	};
}

/* Told one by one, with what is closed between. */
static instant tell_spans(struct teller *t, const struct calendar *cal,
			  instant from, instant until, int most)
{
	struct calendar_iter it = { cal, from, until };
	struct calendar_span span;

	while (most-- > 0 && calendar_iter_next(&it, &span)) {
		if (span.from > from)
			tell(t, EXPLAIN_CLOSED, from, span.from, 0);
		tell(t, EXPLAIN_OPEN, span.from, span.until,
		     span.until - span.from);
		from = span.until;
	}
	return from;
}

static bool has_more(const struct calendar *cal, instant from, instant until,
		     int most)
{
	struct calendar_iter it = { cal, from, until };
	struct calendar_span span;

	while (most-- >= 0)
		if (!calendar_iter_next(&it, &span))
			return false;
	return true;
}

/* Where the last few openings before ${until} begin; not before ${from}. */
static instant last_few(const struct calendar *cal, instant from, instant until)
{
	seconds few = 0;
	instant at = until;

	for (seconds back = DAY_SECONDS; back < until - from; back *= 2) {
		struct calendar_iter it = { cal, until - back, until };
		struct calendar_span span;

		few = 0;
		while (few <= ENDS && calendar_iter_next(&it, &span))
			if (few++ == 0)
				at = span.from;
		if (few > ENDS)
			break;
	}
	return few > 0 ? at : until;
}

static void tell_running(struct teller *t, const struct calendar *cal,
			 instant from, instant until)
{
	if (!has_more(cal, from, until, 3 * ENDS)) {
		from = tell_spans(t, cal, from, until, 3 * ENDS + 1);
	} else {
		instant late;

		from = tell_spans(t, cal, from, until, ENDS);
		late = last_few(cal, from, until);
		tell(t, EXPLAIN_MORE, from, late,
		     calendar_work(cal, from, late));
		from = tell_spans(t, cal, late, until, 3 * ENDS);
		if (has_more(cal, from, until, 0)) {
			tell(t, EXPLAIN_MORE, from, until,
			     calendar_work(cal, from, until));
			return;
		}
	}
	if (from < until)
		tell(t, EXPLAIN_CLOSED, from, until, 0);
}

/* Does it belong to this clock, or to the cycle that it goes on from? */
static bool is_of(const struct clock_segment *s, const struct clock *c)
{
	return s->metric == c->metric && s->cycle <= c->cycle &&
	       s->from >= c->started;
}

static void tell_segment(struct teller *t, const struct clock_segment *s,
			 bool first)
{
	bool changed = t->level != s->level || t->target != s->target ||
		       t->unit != s->unit;

	t->level = s->level;
	t->target = s->target;
	t->unit = s->unit;
	t->party = s->party;
	if (first)
		tell(t, EXPLAIN_STARTED, s->from, s->from, 0);
	else if (changed)
		tell(t, EXPLAIN_CHANGED, s->from, s->from, 0);
	if (s->paused)
		tell(t, EXPLAIN_PAUSED, s->from, s->until, 0);
	else
		tell_running(t, level_calendar(s->level, s->unit), s->from,
			     s->until);
}

/* From its last change to now. */
static struct clock_segment current(const struct clock *c, instant now)
{
	return (struct clock_segment){
		.metric = c->metric,
		.cycle = c->cycle,
		.from = c->since,
		.until = now > c->since ? now : c->since,
		.paused = c->state == CLOCK_PAUSED,
		.party = c->party,
		.target = c->target,
		.level = c->level,
		.unit = c->unit,
	};
}

void explain_clock(const struct clock *c, const struct clock_trace *trace,
		   instant now, struct explain *out)
{
	struct teller t = { .out = out };
	struct clock_segment last = current(c, now);
	bool first = true;

	*out = (struct explain){ .n = 0 };
	for (size_t i = 0; i < trace->n; i++) {
		if (!is_of(&trace->v[i], c))
			continue;
		tell_segment(&t, &trace->v[i], first);
		first = false;
	}
	if (!clock_live(c)) {
		last.until = last.from = c->stopped;
		if (first)
			tell_segment(&t, &last, true);
		tell(&t, EXPLAIN_ENDED, c->stopped, c->stopped, 0);
		if (c->due != INSTANT_NONE)
			tell(&t, EXPLAIN_DUE, c->due, c->due, 0);
		return;
	}
	tell_segment(&t, &last, first);
	tell(&t, EXPLAIN_NOW, last.until, last.until, 0);
	if (c->due == INSTANT_NONE)
		return;
	t.ahead = c->due > last.until;
	if (t.ahead && c->state == CLOCK_RUNNING)
		tell_running(&t, level_calendar(c->level, c->unit), last.until,
			     c->due);
	tell(&t, EXPLAIN_DUE, c->due, c->due, 0);
}
