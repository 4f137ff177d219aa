/*
 * The invariants of doc/sla.md §8 that are about a ticket and its clocks, on
 * random tickets with every gear, in every zone.
 */
#include "core/laws.h"

#include "core/explain.h"

/* ---- Comparing ----------------------------------------------------------- */

/* Everything that is stored of a clock. */
static const char *other_clock(const struct clock *a, const struct clock *b)
{
	LAWS_SAME(state);
	LAWS_SAME(reason);
	LAWS_SAME(level_version);
	LAWS_SAME(start_level_version);
	LAWS_SAME(calendar_version);
	LAWS_SAME(start_calendar_version);
	LAWS_SAME(started);
	LAWS_SAME(first_due);
	LAWS_SAME(due);
	LAWS_SAME(target);
	LAWS_SAME(promised.seconds);
	LAWS_SAME(promised.unit);
	LAWS_SAME(unit);
	LAWS_SAME(manual);
	LAWS_SAME(calculated);
	LAWS_SAME(consumed);
	LAWS_SAME(since);
	LAWS_SAME(paused);
	for (int p = 0; p < PARTY_N; p++)
		LAWS_SAME(waited[p]);
	LAWS_SAME(party);
	LAWS_SAME(excused);
	LAWS_SAME(stood);
	LAWS_SAME(breached);
	LAWS_SAME(stopped);
	LAWS_SAME(margin);
	LAWS_SAME(next);
	LAWS_SAME(steps_done);
	LAWS_SAME(department.n);
	LAWS_SAME(breach_department.n);
	LAWS_SAME(agent.n);
	LAWS_SAME(breach_agent.n);
	LAWS_SAME(resolver.n);
	return NULL;
}

static const char *other_ticket(const struct clock_ticket *a,
				const struct clock_ticket *b)
{
	const struct clock none = { .cycle = 0 };

#define SAME_TICKET(field)                                                     \
	if (a->field != b->field)                                              \
	return laws_broken(&none, "the ticket's " #field)
	SAME_TICKET(status);
	SAME_TICKET(before_spam);
	SAME_TICKET(before_deleted);
	SAME_TICKET(before_merged);
	SAME_TICKET(hidden);
	SAME_TICKET(priority);
	SAME_TICKET(department.n);
	SAME_TICKET(assignee.n);
	SAME_TICKET(level);
	SAME_TICKET(last_seq);
	SAME_TICKET(last_event);
	SAME_TICKET(first_answered);
	SAME_TICKET(unanswered);
	SAME_TICKET(last_message);
	SAME_TICKET(last_answered);
	SAME_TICKET(resolved);
	SAME_TICKET(postponed_until);
	SAME_TICKET(party);
	if (clock_ticket_order_at(a) != clock_ticket_order_at(b))
		return laws_broken(&none, "order_at");
	return NULL;
}

/* Every clock of ${a} is in ${b}, and the same. */
static const char *other_clocks(const struct clock_ticket *a,
				const struct clock_ticket *b)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct clock *c = &a->clocks[i];
		const struct clock *d = laws_find(b, c->metric, c->cycle);
		const char *wrong = d ? other_clock(c, d)
				      : laws_broken(c, "is not there");

		if (wrong)
			return wrong;
	}
	return NULL;
}

static const char *other(const struct clock_ticket *a,
			 const struct clock_ticket *b)
{
	const char *wrong = other_ticket(a, b);

	return wrong ? wrong : other_clocks(a, b);
}

/* ---- 4. Evaluation is a fold --------------------------------------------- */

static void end_at(const struct history *h, struct clock_ticket *t)
{
	history_settle(t, h->as_of, laws_arena());
	clock_ticket_advance(t, h->as_of);
}

static const char *fold_in_two(struct history *h)
{
	size_t k = 1 + (size_t)history_below(h, (int64_t)h->n);
	bool all = history_once_in(h, 2);
	struct clock_ticket whole, part, again;

	history_fold_all(h, &whole, laws_arena());
	history_begin(h, &part);
	history_fold(h, &part, 0, k, laws_arena());
	laws_reload(&part, &again, all);
	history_fold(h, &again, k, h->n, laws_arena());
	end_at(h, &again);
	return other(&again, &whole);
}

static void evaluation_is_a_fold(void **state)
{
	(void)state;
	laws_try(fold_in_two, HISTORY_GEARS);
}

/* What did not change since it was loaded need not be stored again. */
static const char *fold_marked(struct history *h)
{
	struct clock_ticket t, before;

	history_begin(h, &t);
	for (size_t k = 0; k < h->n; k++) {
		const char *wrong = NULL;

		laws_reload(&t, &before, true);
		for (size_t j = 0; j < t.n; j++)
			t.clocks[j].changed = false;
		history_fold(h, &t, k, k + 1, laws_arena());
		for (size_t j = 0; j < before.n && !wrong; j++) {
			const struct clock *c = &before.clocks[j];
			const struct clock *d = laws_find(&t, c->metric,
							  c->cycle);

			if (!d)
				wrong = laws_broken(c, "is gone");
			else if (!d->changed)
				wrong = other_clock(d, c);
		}
		if (wrong)
			return wrong;
	}
	return NULL;
}

static void only_marked_clocks_change(void **state)
{
	(void)state;
	laws_try(fold_marked, HISTORY_GEARS);
}

/* ---- 6. Who looks when --------------------------------------------------- */

static void look_some_times(struct history *h, struct clock_ticket *t,
			    instant from, instant until)
{
	int64_t times = history_below(h, 4);

	for (int64_t i = 0; i < times; i++) {
		instant now = from + (until - from) * i / times;

		history_settle(t, now, laws_arena());
		clock_ticket_advance(t, now);
	}
}

static const char *fold_looked_at(struct history *h)
{
	struct clock_ticket never, often;

	history_fold_all(h, &never, laws_arena());
	history_begin(h, &often);
	for (size_t k = 0; k < h->n; k++) {
		if (k > 0)
			look_some_times(h, &often, h->events[k - 1].at,
					h->events[k].at);
		history_fold(h, &often, k, k + 1, laws_arena());
	}
	look_some_times(h, &often, h->events[h->n - 1].at, h->as_of);
	end_at(h, &often);
	return other(&often, &never);
}

static void the_sweepers_timing_changes_no_verdict(void **state)
{
	(void)state;
	laws_try(fold_looked_at, HISTORY_GEARS);
}

/* Nothing breaks before the instant at which it says to look again. */
static const char *look_too_soon(struct history *h)
{
	struct clock_ticket t;

	history_begin(h, &t);
	history_fold(h, &t, 0, h->n, laws_arena());
	for (size_t k = 0; k < t.n; k++) {
		struct clock *c = &t.clocks[k];
		instant was = c->breached;

		clock_ticket_advance(&t, c->next == INSTANT_NONE ? INSTANT_MAX
								 : c->next - 1);
		if (c->breached != was)
			return laws_broken(c, "broke before it was looked at");
	}
	return NULL;
}

static void nothing_happens_before_the_next_look(void **state)
{
	(void)state;
	laws_try(look_too_soon, HISTORY_GEARS);
}

/* ---- What is decided stays (R17, R18) ------------------------------------ */

/* Reopened, the same cycle may go on. */
static bool goes_on(const struct clock *was, const struct clock *c)
{
	return was->metric == METRIC_FIRST_RESOLVE &&
	       was->reason == CLOCK_DONE &&
	       (clock_live(c) || c->stopped > was->stopped ||
		c->reason != CLOCK_DONE || c->paused != was->paused ||
		c->consumed != was->consumed);
}

static const char *still(const struct clock_ticket *before,
			 const struct clock_ticket *t)
{
	for (size_t i = 0; i < before->n; i++) {
		const struct clock *c = &before->clocks[i];
		const struct clock *d = laws_find(t, c->metric, c->cycle);
		const char *wrong = NULL;

		if (!d)
			return laws_broken(c, "is gone");
		if (c->breached != INSTANT_NONE)
			wrong = laws_differ(d, "breached", d->breached,
					    c->breached);
		if (!wrong && !clock_live(c) && !goes_on(c, d))
			wrong = other_clock(d, c);
		if (wrong)
			return wrong;
	}
	return NULL;
}

static const char *fold_and_keep(struct history *h)
{
	struct clock_ticket t, before;

	history_begin(h, &t);
	for (size_t k = 0; k < h->n; k++) {
		const char *wrong;

		laws_reload(&t, &before, true);
		history_fold(h, &t, k, k + 1, laws_arena());
		wrong = still(&before, &t);
		if (wrong)
			return wrong;
	}
	return NULL;
}

static void what_is_decided_stays(void **state)
{
	(void)state;
	laws_try(fold_and_keep, HISTORY_GEARS);
}

static const char *impossible_end(const struct clock *c)
{
	bool late = c->breached != INSTANT_NONE;

	if (c->stopped < c->started)
		return "ended before it started";
	if (c->state == CLOCK_MET && late)
		return "was met, and broken";
	if (c->state == CLOCK_MISSED && !late)
		return "was missed, and not broken";
	if (c->state == CLOCK_CANCELLED && late && c->reason != CLOCK_SPAM &&
	    c->reason != CLOCK_DELETED)
		return "was broken, and cancelled";
	if (c->state == CLOCK_MET && c->due != INSTANT_NONE &&
	    c->stopped > c->due)
		return "was met after it was due";
	if (c->next != INSTANT_NONE)
		return "ended, and is waited for";
	return NULL;
}

static const char *impossible_life(const struct clock *c, instant now)
{
	bool runs = c->state == CLOCK_RUNNING;

	if (c->stopped != INSTANT_NONE)
		return "lives, and has stopped";
	if (!runs && c->next != INSTANT_NONE && c->manual == INSTANT_NONE)
		return "is paused, and waited for";
	if (runs && c->breached == INSTANT_NONE && c->due != INSTANT_NONE &&
	    c->due < now)
		return "is overdue, and not broken";
	if (c->state == CLOCK_PAUSED && c->stood == INSTANT_NONE)
		return "stands still since never";
	if (runs && c->stood != INSTANT_NONE)
		return "runs, and stands still";
	if (c->margin != 0)
		return "has a margin before it ended";
	return NULL;
}

static const char *impossible(const struct clock_ticket *t,
			      const struct clock *c, instant now)
{
	bool over = t->status == STATUS_RESOLVED || t->status == STATUS_CLOSED;
	seconds used = clock_consumed(c, now);
	instant until = clock_live(c) ? now : c->stopped;
	seconds paused = c->paused +
			 (c->state == CLOCK_PAUSED ? now - c->since : 0);

	if (used < 0 || paused < 0 || used + paused > until - c->started)
		return "took longer than it is old";
	if (c->state != CLOCK_PAUSED && c->party != PARTY_NONE)
		return "waits for somebody, and is not paused";
	if (clock_live(c) && laws_find(t, c->metric, c->cycle + 1))
		return "lives, and has a next cycle";
	if (c->cycle > 1 && !laws_find(t, c->metric, c->cycle - 1))
		return "has no cycle before it";
	if (clock_live(c) &&
	    (over || clock_ticket_hidden(t) || t->status == STATUS_MERGED))
		return "lives on a ticket that ended";
	return clock_live(c) ? impossible_life(c, now) : impossible_end(c);
}

static const char *fold_possible(struct history *h)
{
	struct clock_ticket t;

	history_fold_all(h, &t, laws_arena());
	for (size_t i = 0; i < t.n; i++) {
		const char *wrong = impossible(&t, &t.clocks[i], h->as_of);

		if (wrong)
			return laws_broken(&t.clocks[i], wrong);
	}
	return NULL;
}

static void every_clock_is_possible(void **state)
{
	(void)state;
	laws_try(fold_possible, HISTORY_GEARS);
}

/* ---- 9. Sums ------------------------------------------------------------- */

/* The newest cycle that counted from its very start: others went on from it. */
static int first_cycle(const struct clock_trace *trace, const struct clock *c)
{
	int found = c->since == c->started ? c->cycle : 1;

	for (size_t i = 0; i < trace->n; i++) {
		const struct clock_segment *s = &trace->v[i];

		if (s->metric == c->metric && s->from == c->started &&
		    s->cycle <= c->cycle && s->cycle > found)
			found = s->cycle;
	}
	return found;
}

/* Its segments, one after the other, from its start to its end. */
static const char *other_segments(const struct clock_trace *trace,
				  const struct clock *c)
{
	int first = first_cycle(trace, c);
	instant at = c->started;
	seconds used = 0, paused = 0;

	for (size_t i = 0; i < trace->n; i++) {
		const struct clock_segment *s = &trace->v[i];

		if (s->metric != c->metric || s->cycle > c->cycle ||
		    s->cycle < first)
			continue;
		if (s->from != at)
			return laws_differ(c, "a segment", s->from, at);
		at = s->until;
		used += s->used;
		paused += s->paused ? s->until - s->from : 0;
		if (!s->paused &&
		    s->used != calendar_work(level_calendar(s->level, s->unit),
					     s->from, s->until))
			return laws_broken(c, "a segment is not as it says");
	}
	/* Part of its current one, if its level changed since. */
	if (clock_live(c) && at > c->since && c->state == CLOCK_PAUSED)
		paused -= at - c->since;
	if (laws_differ(c, "the last segment",
			clock_live(c) && at > c->since ? c->since : at,
			c->since) ||
	    laws_differ(c, "used in segments", used, clock_consumed(c, at)))
		return laws_broken(c, "segments and clock differ");
	return laws_differ(c, "paused in segments", paused, c->paused);
}

/* Did its ticket have that version by then, or is it counted anew under it? */
static bool held_by(const struct history *h, const struct clock_segment *s)
{
	if (s->level->gears.on_change == CHANGE_REJUDGE)
		return true;
	for (size_t i = 0; i < h->n; i++) {
		const struct event *ev = &h->events[i];

		if (ev->did & (DID_TOOK_IN | DID_SPLIT) ||
		    (h->set[i] && h->set[i]->version == s->level->version &&
		     ev->at <= s->from))
			return true;
	}
	return false;
}

/* Each names the version under which it began (R11). */
static const char *other_levels(const struct history *h,
				const struct clock_trace *trace)
{
	for (size_t i = 0; i < trace->n; i++) {
		const struct clock_segment *s = &trace->v[i];
		const struct clock c = { .metric = s->metric,
					 .cycle = s->cycle };

		if (!held_by(h, s))
			return laws_broken(&c, "a segment is older than its "
					       "level");
	}
	return NULL;
}

static const char *other_sums(struct history *h, const struct clock_trace *tr,
			      const struct clock *c)
{
	seconds waited = 0;
	struct explain x;
	const char *wrong;

	for (int p = 0; p < PARTY_N; p++)
		waited += c->waited[p];
	wrong = laws_differ(c, "waited for somebody", waited, c->paused);
	if (!wrong)
		wrong = other_segments(tr, c);
	if (wrong)
		return wrong;
	explain_clock(c, tr, h->as_of, &x);
	return laws_differ(c, "explained", x.used, clock_consumed(c, h->as_of));
}

static const char *fold_sums(struct history *h)
{
	struct clock_trace trace = { .arena = laws_arena() };
	struct clock_ticket t, plain;
	const char *wrong;

	history_begin(h, &t);
	t.trace = &trace;
	history_fold(h, &t, 0, h->n, laws_arena());
	end_at(h, &t);
	history_fold_all(h, &plain, laws_arena());
	wrong = other(&t, &plain); /* for being watched */
	if (!wrong)
		wrong = other_levels(h, &trace);
	for (size_t i = 0; i < t.n && !wrong; i++)
		wrong = other_sums(h, &trace, &t.clocks[i]);
	return wrong;
}

static void what_was_used_and_waited_for_adds_up(void **state)
{
	(void)state;
	laws_try(fold_sums, HISTORY_GEARS);
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("evaluation is a fold", evaluation_is_a_fold),
		TEST("only marked clocks change", only_marked_clocks_change),
		TEST("the sweeper's timing changes no verdict",
		     the_sweepers_timing_changes_no_verdict),
		TEST("nothing happens before the next look",
		     nothing_happens_before_the_next_look),
		TEST("what is decided stays", what_is_decided_stays),
		TEST("every clock is possible", every_clock_is_possible),
		TEST("what was used and waited for adds up",
		     what_was_used_and_waited_for_adds_up),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, laws_setup, laws_teardown);
}
