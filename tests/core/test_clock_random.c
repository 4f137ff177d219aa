/*
 * Random tickets of one level or three, in every zone, compared with the
 * oracle, which finds every verdict from the whole list of events; and what
 * must hold where the level and its hours stay the same for good.
 */
#include "core/laws.h"

#include "core/clock_oracle.h"

/* ---- Comparing ----------------------------------------------------------- */

static seconds paused_by(const struct clock *c, instant now)
{
	return c->paused + (c->state == CLOCK_PAUSED ? now - c->since : 0);
}

static seconds waited(const struct clock *c)
{
	seconds sum = 0;

	for (int p = 0; p < PARTY_N; p++)
		sum += c->waited[p];
	return sum;
}

/* What a verdict is made of, and what lists show. */
static const char *other_verdict(const struct clock *a, const struct clock *b)
{
	LAWS_SAME(state);
	LAWS_SAME(reason);
	LAWS_SAME(started);
	LAWS_SAME(stopped);
	LAWS_SAME(breached);
	LAWS_SAME(due);
	LAWS_SAME(target);
	LAWS_SAME(unit);
	LAWS_SAME(margin);
	LAWS_SAME(department.n);
	LAWS_SAME(agent.n);
	LAWS_SAME(breach_department.n);
	LAWS_SAME(breach_agent.n);
	LAWS_SAME(resolver.n);
	LAWS_SAME(level_version);
	return NULL;
}

/* ---- The oracle ---------------------------------------------------------- */

static const char *other_than_wanted(const struct clock *got,
				     const struct clock *want, instant as_of)
{
	const char *wrong = other_verdict(got, want);

	if (!wrong)
		wrong = laws_differ(got, "consumed", clock_consumed(got, as_of),
				    want->consumed);
	if (!wrong)
		wrong = laws_differ(got, "paused", paused_by(got, as_of),
				    want->paused);
	if (!wrong)
		wrong = laws_differ(got, "waited for somebody", waited(got),
				    got->paused);
	return wrong ? wrong : laws_differ(got, "next", got->next, want->next);
}

static const char *fold_as_wanted(struct history *h)
{
	const struct clock none = { .cycle = 0 };
	struct clock want[CLOCK_ORACLE_MAX];
	struct clock_ticket t;
	size_t n;

	history_fold_all(h, &t, laws_arena());
	n = clock_oracle(h->events, h->set, h->n, h->as_of, want);
	for (size_t i = 0; i < n; i++) {
		const struct clock *got = laws_find(&t, want[i].metric,
						    want[i].cycle);
		const char *wrong = got ? other_than_wanted(got, &want[i],
							    h->as_of)
					: laws_broken(&want[i], "is not there");

		if (wrong)
			return wrong;
	}
	return laws_differ(&none, "clocks", (int64_t)t.n, (int64_t)n);
}

static void the_oracle_agrees(void **state)
{
	(void)state;
	laws_try(fold_as_wanted, HISTORY_ANY);
}

/* ---- A pause in closed time ---------------------------------------------- */

static size_t interruptions; /* pauses put in, or times hidden */

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

	clock_ticket_apply(t, &ev, NULL, laws_arena());
}

/* The same history with such pauses wherever there is room for one. */
static void fold_paused(struct history *h, struct clock_ticket *t)
{
	history_begin(h, t);
	for (size_t k = 0; k < h->n; k++) {
		enum status was;
		instant a, b, until;

		history_fold(h, t, k, k + 1, laws_arena());
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
		interruptions++;
	}
	clock_ticket_advance(t, h->as_of);
}

static const char *same_promise(const struct clock *a, const struct clock *b,
				instant as_of)
{
	const char *wrong = other_verdict(a, b);

	if (wrong)
		return wrong;
	LAWS_SAME(first_due);
	return laws_differ(a, "consumed", clock_consumed(a, as_of),
			   clock_consumed(b, as_of));
}

static const char *paused_where_closed(struct history *h)
{
	struct clock_ticket with, without;
	const char *wrong;

	history_fold_all(h, &without, laws_arena());
	fold_paused(h, &with);
	wrong = laws_differ(&with.clocks[0], "clocks", (int64_t)with.n,
			    (int64_t)without.n);
	for (size_t k = 0; k < with.n && !wrong; k++)
		wrong = same_promise(&with.clocks[k], &without.clocks[k],
				     h->as_of);
	return wrong;
}

static void a_pause_in_closed_time_changes_nothing(void **state)
{
	(void)state;
	interruptions = 0;
	laws_try(paused_where_closed, HISTORY_PLAIN);
	assert_true(interruptions > (size_t)laws_cases() / 4 ||
		    laws_cases() == 1);
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
	clock_ticket_apply(t, &back, NULL, laws_arena());
}

/* The same history, hidden here and there. */
static void fold_hidden(struct history *h, struct clock_ticket *t)
{
	history_begin(h, t);
	for (size_t k = 0; k < h->n; k++) {
		instant at = h->events[k].at;
		instant until = k + 1 < h->n ? h->events[k + 1].at : h->as_of;

		history_fold(h, t, k, k + 1, laws_arena());
		if (clock_ticket_hidden(t) || !is_settled(t) || at == until)
			continue;
		hide(h, t, at, until);
		interruptions++;
	}
	clock_ticket_advance(t, h->as_of);
}

/* The next cycle of a metric that hiding did not cancel, or NULL. */
static const struct clock *next_whole(const struct clock_ticket *t,
				      enum metric m, int *cycle)
{
	const struct clock *c;

	do {
		c = laws_find(t, m, ++*cycle);
	} while (c && c->state == CLOCK_CANCELLED &&
		 (c->reason == CLOCK_SPAM || c->reason == CLOCK_DELETED));
	return c;
}

/* Its cycles may have other numbers. */
static const char *same_cycles(const struct clock_ticket *with,
			       const struct clock_ticket *without,
			       enum metric m, instant as_of)
{
	const char *wrong = NULL;
	const struct clock *c, *d;
	int i = 0, j = 0;

	do {
		c = next_whole(with, m, &i);
		d = next_whole(without, m, &j);
		if (!c != !d)
			wrong = laws_broken(c ? c : d, "is only in one");
		else if (c)
			wrong = same_promise(c, d, as_of);
		if (c && !wrong && !clock_live(c))
			wrong = laws_differ(c, "paused", c->paused, d->paused);
	} while (c && !wrong);
	return wrong;
}

/* Nothing is gained by hiding a ticket for a while, and nothing lost. */
static const char *hidden_for_a_while(struct history *h)
{
	struct clock_ticket with, without;
	const char *wrong = NULL;

	for (size_t k = 0; k < h->n; k++)
		h->events[k].until = INSTANT_NONE;
	history_fold_all(h, &without, laws_arena());
	fold_hidden(h, &with);
	for (int m = 0; m < METRIC_SHOWN_N && !wrong; m++)
		wrong = same_cycles(&with, &without, (enum metric)m, h->as_of);
	return wrong;
}

static void hiding_changes_no_verdict(void **state)
{
	(void)state;
	interruptions = 0;
	laws_try(hidden_for_a_while, HISTORY_PLAIN);
	assert_true(interruptions > (size_t)laws_cases() || laws_cases() == 1);
}

/* ---- Sums ---------------------------------------------------------------- */

static const char *round_the_clock(struct history *h)
{
	struct clock_ticket t;
	const char *wrong = NULL;

	h->levels[0].calendar = calendar_always();
	for (size_t k = 0; k < h->n; k++)
		if (h->set[k])
			h->set[k] = &h->levels[0];
	history_fold_all(h, &t, laws_arena());
	for (size_t i = 0; i < t.n && !wrong; i++) {
		const struct clock *c = &t.clocks[i];

		if (!clock_live(c))
			wrong = laws_differ(c, "used and paused",
					    c->consumed + c->paused,
					    c->stopped - c->started);
	}
	return wrong;
}

static void round_the_clock_used_and_paused_add_up(void **state)
{
	(void)state;
	laws_try(round_the_clock, HISTORY_PLAIN);
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST("the oracle agrees", the_oracle_agrees),
		TEST("a pause in closed time changes nothing",
		     a_pause_in_closed_time_changes_nothing),
		TEST("hiding changes no verdict", hiding_changes_no_verdict),
		TEST("round the clock, used and paused add up",
		     round_the_clock_used_and_paused_add_up),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, laws_setup, laws_teardown);
}
