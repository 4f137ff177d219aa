/*
 * What must hold for any ticket, tried on random ones, and compared with the
 * oracle, which finds every verdict from the whole list of events.
 *
 * DUEDESK_TEST_SEED repeats a run; DUEDESK_TEST_CASES says how many to try.
 */
#include "support/test.h"

#include "base/clock.h"
#include "core/clock_oracle.h"
#include "core/history.h"

static int64_t seed, cases;
static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	print_message("DUEDESK_TEST_SEED=%" PRId64 "\n", seed);
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* ---- Comparing ----------------------------------------------------------- */

static void differ(const struct history *h, const struct clock *c,
		   const char *what, int64_t got, int64_t want)
{
	if (got != want)
		fail_msg("seed %" PRId64 ", case %" PRId64
			 ": %s %d: %s is %" PRId64 ", not %" PRId64,
			 seed, h->number, level_metric_name(c->metric),
			 c->cycle, what, got, want);
}

static seconds paused_by(const struct clock *c, instant now)
{
	return c->paused + (c->state == CLOCK_PAUSED ? now - c->since : 0);
}

static seconds waited(const struct clock *c)
{
	return c->waited[PARTY_NONE] + c->waited[PARTY_CUSTOMER] +
	       c->waited[PARTY_VENDOR] + c->waited[PARTY_TEAM] +
	       c->waited[PARTY_PLANNED];
}

/* What a verdict is made of, and what lists show. */
static void same_verdict(const struct history *h, const struct clock *a,
			 const struct clock *b)
{
	differ(h, a, "metric", a->metric, b->metric);
	differ(h, a, "cycle", a->cycle, b->cycle);
	differ(h, a, "state", a->state, b->state);
	differ(h, a, "reason", a->reason, b->reason);
	differ(h, a, "started", a->started, b->started);
	differ(h, a, "stopped", a->stopped, b->stopped);
	differ(h, a, "breached", a->breached, b->breached);
	differ(h, a, "due", a->due, b->due);
	differ(h, a, "target", a->target, b->target);
	differ(h, a, "unit", a->unit, b->unit);
	differ(h, a, "margin", a->margin, b->margin);
	differ(h, a, "department", a->department.n, b->department.n);
	differ(h, a, "agent", a->agent.n, b->agent.n);
	differ(h, a, "department at breach", a->breach_department.n,
	       b->breach_department.n);
	differ(h, a, "agent at breach", a->breach_agent.n, b->breach_agent.n);
	differ(h, a, "resolver", a->resolver.n, b->resolver.n);
	differ(h, a, "level version", a->level_version, b->level_version);
}

/* ... and every other thing it keeps. */
static void same_clock(const struct history *h, const struct clock *a,
		       const struct clock *b)
{
	same_verdict(h, a, b);
	differ(h, a, "first due", a->first_due, b->first_due);
	differ(h, a, "consumed", a->consumed, b->consumed);
	differ(h, a, "since", a->since, b->since);
	differ(h, a, "paused", a->paused, b->paused);
	differ(h, a, "next", a->next, b->next);
	differ(h, a, "calendar version", a->calendar_version,
	       b->calendar_version);
}

static void same_ticket(const struct history *h, const struct clock_ticket *a,
			const struct clock_ticket *b)
{
	const struct clock none = { .cycle = 0 };

	differ(h, &none, "status", a->status, b->status);
	differ(h, &none, "priority", a->priority, b->priority);
	differ(h, &none, "department", a->department.n, b->department.n);
	differ(h, &none, "assignee", a->assignee.n, b->assignee.n);
	differ(h, &none, "last_seq", a->last_seq, b->last_seq);
	differ(h, &none, "last_event", a->last_event, b->last_event);
	differ(h, &none, "first_answered", a->first_answered,
	       b->first_answered);
	differ(h, &none, "unanswered", a->unanswered, b->unanswered);
	differ(h, &none, "last_message", a->last_message, b->last_message);
	differ(h, &none, "resolved", a->resolved, b->resolved);
	differ(h, &none, "order_at", clock_ticket_order_at(a),
	       clock_ticket_order_at(b));
}

static const struct clock *find(const struct clock_ticket *t, enum metric m,
				int cycle)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->clocks[i].metric == m && t->clocks[i].cycle == cycle)
			return &t->clocks[i];
	return NULL;
}

/* The same clock in another ticket; it must be there. */
static const struct clock *same_one(const struct history *h,
				    const struct clock_ticket *t,
				    const struct clock *c)
{
	const struct clock *found = find(t, c->metric, c->cycle);

	if (!found) {
		differ(h, c, "found", 0, 1);
		abort();
	}
	return found;
}

/* Every clock of ${a} is in ${b}, and the same. */
static void same_clocks(const struct history *h, const struct clock_ticket *a,
			const struct clock_ticket *b)
{
	for (size_t i = 0; i < a->n; i++) {
		const struct clock *c = &a->clocks[i];

		same_clock(h, c, same_one(h, b, c));
	}
}

/* ---- Folding ------------------------------------------------------------- */

static void fold(const struct history *h, struct clock_ticket *t, size_t from,
		 size_t until)
{
	for (size_t i = from; i < until; i++)
		clock_ticket_apply(t, &h->events[i], h->set[i], arena);
}

static void fold_all(const struct history *h, struct clock_ticket *t)
{
	clock_ticket_init(t);
	fold(h, t, 0, h->n);
	clock_ticket_advance(t, h->as_of);
}

static void next_case(struct history *h, int64_t number, enum history_kind kind)
{
	arena_reset(arena);
	history_make(h, seed, number, kind, arena);
}

static void the_oracle_agrees(void **state)
{
	struct history h;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		struct clock want[CLOCK_ORACLE_MAX];
		struct clock_ticket t;
		size_t n;

		next_case(&h, i, HISTORY_ANY);
		fold_all(&h, &t);
		n = clock_oracle(h.events, h.set, h.n, h.as_of, want);
		for (size_t k = 0; k < n; k++) {
			const struct clock *got = find(&t, want[k].metric,
						       want[k].cycle);

			differ(&h, &want[k], "found", got != NULL, 1);
			same_verdict(&h, got, &want[k]);
			differ(&h, got, "consumed",
			       clock_consumed(got, h.as_of), want[k].consumed);
			differ(&h, got, "paused", paused_by(got, h.as_of),
			       want[k].paused);
			differ(&h, got, "waited for somebody", waited(got),
			       got->paused);
			differ(&h, got, "next", got->next, want[k].next);
		}
		differ(&h, &want[0], "clocks", (int64_t)t.n, (int64_t)n);
	}
}

/*
 * What the store would load, in some order: what is live, and the newest of
 * each metric.
 */
static void reload(const struct clock_ticket *from, struct clock_ticket *to,
		   bool all)
{
	*to = *from;
	to->n = 0;
	to->cap = from->n;
	to->clocks = ARENA_ARRAY(arena, from->n, struct clock);
	for (size_t i = from->n; i > 0; i--) {
		const struct clock *c = &from->clocks[i - 1];

		if (!all && !clock_live(c) &&
		    find(from, c->metric, c->cycle + 1))
			continue;
		to->clocks[to->n] = *c;
		to->clocks[to->n++].changed = false;
	}
}

static void evaluation_is_a_fold(void **state)
{
	struct history h;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		struct clock_ticket whole, part, again;
		size_t k;

		next_case(&h, i, HISTORY_ANY);
		fold_all(&h, &whole);
		k = 1 + (size_t)history_below(&h, (int64_t)h.n);
		clock_ticket_init(&part);
		fold(&h, &part, 0, k);
		reload(&part, &again, i % 2 == 0);
		fold(&h, &again, k, h.n);
		clock_ticket_advance(&again, h.as_of);
		same_ticket(&h, &again, &whole);
		same_clocks(&h, &again, &whole);
	}
}

/* What did not change since it was loaded need not be stored again. */
static void only_marked_clocks_change(void **state)
{
	struct history h;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		struct clock_ticket t, before;

		next_case(&h, i, HISTORY_ANY);
		clock_ticket_init(&t);
		for (size_t k = 0; k < h.n; k++) {
			reload(&t, &before, true);
			for (size_t j = 0; j < t.n; j++)
				t.clocks[j].changed = false;
			fold(&h, &t, k, k + 1);
			for (size_t j = 0; j < before.n; j++) {
				const struct clock *c = &before.clocks[j];
				const struct clock *d = same_one(&h, &t, c);

				if (!d->changed)
					same_clock(&h, d, c);
			}
		}
	}
}

static void the_sweepers_timing_changes_no_verdict(void **state)
{
	struct history h;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		struct clock_ticket never, often;

		next_case(&h, i, HISTORY_ANY);
		fold_all(&h, &never);
		clock_ticket_init(&often);
		for (size_t k = 0; k < h.n; k++) {
			seconds gap = k ? h.events[k].at - h.events[k - 1].at
					: 0;
			int64_t sweeps = history_below(&h, 4);

			for (int64_t j = 0; k > 0 && j < sweeps; j++)
				clock_ticket_advance(&often,
						     h.events[k - 1].at +
							     gap * j / sweeps);
			fold(&h, &often, k, k + 1);
		}
		clock_ticket_advance(&often, h.as_of);
		same_ticket(&h, &often, &never);
		same_clocks(&h, &often, &never);
	}
}

/* Nothing breaks before the instant at which it says to look again. */
static void nothing_happens_before_the_next_look(void **state)
{
	struct history h;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		struct clock_ticket t;

		next_case(&h, i, HISTORY_ANY);
		clock_ticket_init(&t);
		fold(&h, &t, 0, h.n);
		for (size_t k = 0; k < t.n; k++) {
			struct clock *c = &t.clocks[k];
			bool late = c->breached != INSTANT_NONE;

			if (c->next == INSTANT_NONE) {
				clock_ticket_advance(&t, INSTANT_MAX);
			} else {
				clock_ticket_advance(&t, c->next - 1);
				differ(&h, c, "early breach",
				       c->breached != INSTANT_NONE, late);
				continue;
			}
			differ(&h, c, "breach", c->breached != INSTANT_NONE,
			       late);
		}
	}
}

/* ---- A pause in closed time ---------------------------------------------- */

/* Could a pause begin and end there without another one being about? */
static bool is_quiet(const struct clock_ticket *t)
{
	for (int m = 0; m < METRIC_SHOWN_N; m++)
		if (t->level->pauses[m] & STATUS_BIT(t->status))
			return false;
	return true;
}

/* A closed span [a, b) in the gap after event k; false when there is none. */
static bool closed_gap(struct history *h, size_t k, instant *a, instant *b)
{
	instant from = h->events[k].at;
	instant until = k + 1 < h->n ? h->events[k + 1].at : h->as_of;
	instant opens;

	if (until <= from)
		return false;
	*a = calendar_next_closed(h->levels[0].calendar, from, until);
	if (*a >= until)
		return false;
	if (calendar_next_open(h->levels[0].calendar, *a, &opens) ||
	    opens > until)
		opens = until;
	*a += history_below(h, opens - *a);
	*b = *a + history_below(h, opens - *a + 1);
	return true;
}

static void set_status(struct clock_ticket *t, instant at, enum status s,
		       instant until)
{
	struct event ev = { .seq = t->last_seq + 1,
			    .at = at,
			    .did = DID_STATUS,
			    .status = s,
			    .until = until };

	clock_ticket_apply(t, &ev, NULL, arena);
}

/* The same history with such pauses wherever there is room for one. */
static size_t fold_paused(struct history *h, struct clock_ticket *t)
{
	size_t pauses = 0;

	clock_ticket_init(t);
	for (size_t k = 0; k < h->n; k++) {
		struct event ev = h->events[k];
		enum status was;
		instant a, b, until;

		ev.seq = t->last_seq + 1;
		clock_ticket_apply(t, &ev, h->set[k], arena);
		was = t->status;
		until = t->postponed_until;
		if ((was > STATUS_POSTPONED && was != STATUS_CHATTING) ||
		    !is_quiet(t) || !closed_gap(h, k, &a, &b))
			continue;
		set_status(t, a,
			   was == STATUS_POSTPONED ? STATUS_OPEN
						   : STATUS_POSTPONED,
			   INSTANT_NONE);
		set_status(t, b, was, until);
		pauses++;
	}
	clock_ticket_advance(t, h->as_of);
	return pauses;
}

static void a_pause_in_closed_time_changes_nothing(void **state)
{
	struct history h;
	size_t pauses = 0;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		struct clock_ticket with, without;

		next_case(&h, i, HISTORY_PLAIN);
		fold_all(&h, &without);
		pauses += fold_paused(&h, &with);
		differ(&h, &with.clocks[0], "clocks", (int64_t)with.n,
		       (int64_t)without.n);
		for (size_t k = 0; k < with.n; k++) {
			const struct clock *c = &with.clocks[k];
			const struct clock *d = &without.clocks[k];

			same_verdict(&h, c, d);
			differ(&h, c, "first due", c->first_due, d->first_due);
			differ(&h, c, "consumed", clock_consumed(c, h.as_of),
			       clock_consumed(d, h.as_of));
		}
	}
	assert_true(pauses > (size_t)cases / 4);
}

/* ---- Hidden for a while -------------------------------------------------- */

/* Does each clock run or rest as its status says? */
static bool is_settled(const struct clock_ticket *t)
{
	for (size_t i = 0; i < t->n; i++) {
		const struct clock *c = &t->clocks[i];

		if (clock_live(c) && (c->state == CLOCK_PAUSED) !=
					     ((t->level->pauses[c->metric] &
					       STATUS_BIT(t->status)) != 0))
			return false;
	}
	return true;
}

static void hide(struct history *h, struct clock_ticket *t, instant from,
		 instant until)
{
	instant a = from + 1 + history_below(h, until - from);
	struct event back = { .seq = t->last_seq + 2,
			      .at = a + history_below(h, until - a + 1),
			      .did = DID_RESTORE,
			      .until = INSTANT_NONE };

	set_status(t, a, history_below(h, 2) ? STATUS_SPAM : STATUS_DELETED,
		   INSTANT_NONE);
	clock_ticket_apply(t, &back, NULL, arena);
}

/* The same history, hidden here and there. */
static size_t fold_hidden(struct history *h, struct clock_ticket *t)
{
	size_t times = 0;

	clock_ticket_init(t);
	for (size_t k = 0; k < h->n; k++) {
		struct event ev = h->events[k];
		instant until = k + 1 < h->n ? h->events[k + 1].at : h->as_of;

		ev.seq = t->last_seq + 1;
		ev.until = INSTANT_NONE;
		clock_ticket_apply(t, &ev, h->set[k], arena);
		if (clock_ticket_hidden(t) || !is_settled(t) || ev.at == until)
			continue;
		hide(h, t, ev.at, until);
		times++;
	}
	clock_ticket_advance(t, h->as_of);
	return times;
}

/* The next cycle of a metric that hiding did not cancel, or NULL. */
static const struct clock *next_whole(const struct clock_ticket *t,
				      enum metric m, int *cycle)
{
	const struct clock *c;

	do {
		c = find(t, m, ++*cycle);
	} while (c && c->state == CLOCK_CANCELLED &&
		 (c->reason == CLOCK_SPAM || c->reason == CLOCK_DELETED));
	return c;
}

static void same_promise(struct history *h, const struct clock *c,
			 const struct clock *d)
{
	struct clock like = *c;

	like.cycle = d->cycle;
	same_verdict(h, &like, d);
	differ(h, c, "first due", c->first_due, d->first_due);
	differ(h, c, "consumed", clock_consumed(c, h->as_of),
	       clock_consumed(d, h->as_of));
	if (!clock_live(c))
		differ(h, c, "paused", c->paused, d->paused);
}

/* Nothing is gained by hiding a ticket for a while, and nothing lost. */
static void hiding_changes_no_verdict(void **state)
{
	struct history h;
	size_t times = 0;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		struct clock_ticket with, without;

		next_case(&h, i, HISTORY_PLAIN);
		times += fold_hidden(&h, &with);
		for (size_t k = 0; k < h.n; k++)
			h.events[k].until = INSTANT_NONE;
		fold_all(&h, &without);
		for (int m = 0; m < METRIC_SHOWN_N; m++) {
			int a = 0, b = 0;
			const struct clock *c, *d;

			do {
				c = next_whole(&with, (enum metric)m, &a);
				d = next_whole(&without, (enum metric)m, &b);
				if (!c && !d)
					break;
				differ(&h, c ? c : d, "found", c && d, 1);
				same_promise(&h, c, d);
			} while (true);
		}
	}
	assert_true(times > (size_t)cases);
}

/* ---- Sums ---------------------------------------------------------------- */

static void round_the_clock_used_and_paused_add_up(void **state)
{
	struct history h;

	(void)state;
	for (int64_t i = 0; i < cases; i++) {
		struct clock_ticket t;

		next_case(&h, i, HISTORY_PLAIN);
		h.levels[0].calendar = calendar_always();
		fold_all(&h, &t);
		for (size_t k = 0; k < t.n; k++) {
			const struct clock *c = &t.clocks[k];

			if (clock_live(c))
				continue;
			differ(&h, c, "used and paused",
			       c->consumed + c->paused,
			       c->stopped - c->started);
		}
	}
}

static int64_t environment(const char *name, int64_t otherwise)
{
	const char *text = getenv(name);
	int64_t n;

	if (!text)
		return otherwise;
	if (!str_to_i64(text, 0, INT64_MAX / 2, &n))
		fail_msg("%s is no number", name);
	return n;
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("the oracle agrees", the_oracle_agrees),
		TEST("evaluation is a fold", evaluation_is_a_fold),
		TEST("only marked clocks change", only_marked_clocks_change),
		TEST("the sweeper's timing changes no verdict",
		     the_sweepers_timing_changes_no_verdict),
		TEST("nothing happens before the next look",
		     nothing_happens_before_the_next_look),
		TEST("a pause in closed time changes nothing",
		     a_pause_in_closed_time_changes_nothing),
		TEST("hiding changes no verdict", hiding_changes_no_verdict),
		TEST("round the clock, used and paused add up",
		     round_the_clock_used_and_paused_add_up),
	};
	/* clang-format on */

	seed = environment("DUEDESK_TEST_SEED",
			   clock_monotonic_ns() % 1000000000);
	cases = environment("DUEDESK_TEST_CASES", 10000);
	return cmocka_run_group_tests(tests, setup, teardown);
}
