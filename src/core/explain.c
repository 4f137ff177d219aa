#include "core/explain.h"

/*
 * Openings that are told one by one, at each end of a long stretch; fewer where
 * all of it would not fit.
 */
static const int ends[] = { 5, 1, 0 };

/* Lines that are kept for how it ends. */
#define LAST_LINES 2

/* What is being told, up to where. */
struct teller {
	struct explain *out;
	int ends;
	const struct level *level;
	seconds target;
	enum unit unit;
	seconds total;
	bool ahead;
	enum party party;
	instant due; /* still to be told of; INSTANT_MAX: no more */
};

static void put(struct teller *t, enum explain_kind kind, instant from,
		instant until, seconds used)
{
	struct explain *out = t->out;
	bool last = kind == EXPLAIN_NOW || kind == EXPLAIN_ENDED ||
		    kind == EXPLAIN_DUE;

	t->total += used;
	if (!t->ahead)
		out->used += used;
	if (out->n >= EXPLAIN_LINES - (last ? 0 : LAST_LINES)) {
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

static void tell_due(struct teller *t)
{
	instant due = t->due;

	t->due = INSTANT_MAX;
	put(t, EXPLAIN_DUE, due, due, 0);
}

/* What goes on beyond a deadline that has passed is told in two parts. */
static void tell(struct teller *t, enum explain_kind kind, instant from,
		 instant until, seconds used)
{
	bool counts = kind == EXPLAIN_OPEN || kind == EXPLAIN_MORE;
	instant due = t->due;

	if (until <= due) {
		put(t, kind, from, until, used);
		return;
	}
	if (from < due) {
		const struct calendar *cal = level_calendar(t->level, t->unit);
		seconds part = counts ? calendar_work(cal, from, due) : 0;

		put(t, kind, from, due, part);
		from = due;
		used -= part;
	}
	tell_due(t);
	put(t, kind, from, until, used);
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
static instant last_few(const struct calendar *cal, instant from, instant until,
			int most)
{
	seconds few = 0;
	instant at = until;

	for (seconds back = DAY_SECONDS; back < until - from; back *= 2) {
		struct calendar_iter it = { cal, until - back, until };
		struct calendar_span span;

		few = 0;
		while (few <= most && calendar_iter_next(&it, &span))
			if (few++ == 0)
				at = span.from;
		if (few > most)
			break;
	}
	return at;
}

static void tell_running(struct teller *t, const struct calendar *cal,
			 instant from, instant until)
{
	if (!has_more(cal, from, until, 3 * t->ends)) {
		from = tell_spans(t, cal, from, until, 3 * t->ends + 1);
	} else {
		instant late;

		from = tell_spans(t, cal, from, until, t->ends);
		late = t->ends ? last_few(cal, from, until, t->ends) : until;
		tell(t, EXPLAIN_MORE, from, late,
		     calendar_work(cal, from, late));
		from = tell_spans(t, cal, late, until, 3 * t->ends);
		if (has_more(cal, from, until, 0)) {
			tell(t, EXPLAIN_MORE, from, until,
			     calendar_work(cal, from, until));
			return;
		}
	}
	if (from < until)
		tell(t, EXPLAIN_CLOSED, from, until, 0);
}

/* The segments of a clock: its own, and those of the cycles that it goes on
 * from, because its ticket came back (sla.md D35). */
struct share {
	const struct clock *c;
	int first; /* cycle: the newest that counted from the very start */
};

static struct share share_of(const struct clock *c,
			     const struct clock_trace *trace)
{
	struct share out = { c, 0 };

	if (clock_live(c) && c->since == c->started)
		out.first = c->cycle;
	for (size_t i = 0; i < trace->n; i++) {
		const struct clock_segment *s = &trace->v[i];

		if (s->metric == c->metric && s->from == c->started &&
		    s->cycle <= c->cycle && s->cycle > out.first)
			out.first = s->cycle;
	}
	return out;
}

static bool is_of(const struct clock_segment *s, const struct share *share)
{
	const struct clock *c = share->c;

	return s->metric == c->metric && s->cycle >= share->first &&
	       s->cycle <= c->cycle && s->from >= c->started;
}

/* Does it promise the same as what was told before it, by the same hours? */
static bool is_alike(const struct teller *t, const struct clock_segment *s)
{
	return t->level->version == s->level->version &&
	       t->target == s->target && t->unit == s->unit &&
	       (s->unit == UNIT_CALENDAR ||
		t->level->calendar_version == s->level->calendar_version);
}

static void tell_segment(struct teller *t, const struct clock_segment *s,
			 bool first)
{
	bool changed = !first && !is_alike(t, s);

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

/* From its last change, or what is noted since, to now. */
static struct clock_segment current(const struct clock *c, instant noted,
				    instant now)
{
	instant from = noted > c->since ? noted : c->since;

	return (struct clock_segment){
		.metric = c->metric,
		.cycle = c->cycle,
		.from = from,
		.until = now > from ? now : from,
		.paused = c->state == CLOCK_PAUSED,
		.party = c->party,
		.target = c->target,
		.level = c->level,
		.unit = c->unit,
	};
}

/* How it ended, or stands, and what is to come. */
static void tell_end(struct teller *t, const struct clock *c, instant until)
{
	if (!clock_live(c)) {
		tell(t, EXPLAIN_ENDED, c->stopped, c->stopped, 0);
	} else {
		tell(t, EXPLAIN_NOW, until, until, 0);
		t->ahead = c->due > until;
		if (t->ahead && c->state == CLOCK_RUNNING)
			tell_running(t, level_calendar(c->level, c->unit),
				     until, c->due);
	}
	if (t->due != INSTANT_MAX)
		tell_due(t);
}

static void tell_all(struct teller *t, const struct clock *c,
		     const struct clock_trace *trace, instant now)
{
	struct share share = share_of(c, trace);
	struct clock_segment last;
	instant noted = c->since;
	bool first = true;

	t->due = c->due == INSTANT_NONE ? INSTANT_MAX : c->due;
	for (size_t i = 0; i < trace->n; i++) {
		if (!is_of(&trace->v[i], &share))
			continue;
		tell_segment(t, &trace->v[i], first);
		noted = trace->v[i].until;
		first = false;
	}
	last = current(c, noted, now);
	if (!clock_live(c))
		last.until = last.from = c->stopped;
	if (clock_live(c) || first)
		tell_segment(t, &last, first);
	tell_end(t, c, last.until);
}

void explain_clock(const struct clock *c, const struct clock_trace *trace,
		   instant now, struct explain *out)
{
	for (size_t i = 0; i < COUNT_OF(ends); i++) {
		struct teller t = { .out = out, .ends = ends[i] };

		out->n = 0;
		out->used = 0;
		out->cut = false;
		tell_all(&t, c, trace, now);
		if (!out->cut)
			return;
	}
}
