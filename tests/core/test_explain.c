/* What is told of a clock adds up, on random tickets (see test_clock_random).
 */
#include "support/test.h"

#include "base/str.h"
#include "core/explain.h"
#include "core/history.h"

#define CASES 2500

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void differ(const struct history *h, const struct clock *c,
		   const char *what, int64_t got, int64_t want)
{
	if (got != want)
		fail_msg("case %" PRId64 ": %s %d: %s is %" PRId64
			 ", not %" PRId64,
			 h->number, level_metric_name(c->metric), c->cycle,
			 what, got, want);
}

/* Each line where the last one ended, and open hours that add up. */
static void check_lines(struct history *h, const struct clock *c,
			const struct explain *x)
{
	instant at = c->started;
	seconds ahead = 0;

	for (size_t i = 0; i < x->n; i++) {
		const struct explain_line *line = &x->lines[i];

		if (line->kind == EXPLAIN_DUE)
			break;
		differ(h, c, "a gap between lines", line->from, at);
		at = line->until;
		if (line->ahead)
			ahead += line->used;
	}
	/* One that broke before may keep a deadline that no time is left to. */
	if (!x->cut && c->state == CLOCK_RUNNING && c->due > h->as_of &&
	    c->breached == INSTANT_NONE)
		differ(h, c, "what is left", ahead,
		       clock_remaining(c, h->as_of));
}

static void explanations_add_up(void **state)
{
	struct history h;

	(void)state;
	for (int64_t i = 0; i < CASES; i++) {
		struct clock_trace trace = { .arena = arena };
		struct clock_ticket t;
		struct explain x;

		history_make(&h, 1, i, HISTORY_ANY, arena);
		clock_ticket_init(&t);
		t.trace = &trace;
		for (size_t k = 0; k < h.n; k++)
			clock_ticket_apply(&t, &h.events[k], h.set[k], arena);
		clock_ticket_advance(&t, h.as_of);
		for (size_t k = 0; k < t.n; k++) {
			const struct clock *c = &t.clocks[k];

			explain_clock(c, &trace, h.as_of, &x);
			differ(&h, c, "explained", x.used,
			       clock_consumed(c, h.as_of));
			check_lines(&h, c, &x);
		}
		arena_reset(arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST("explanations add up", explanations_add_up),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
