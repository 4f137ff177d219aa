#include "core/laws.h"

#include "base/clock.h"

#define CASES 10000

static int64_t seed, cases, only;
static struct arena *arena;
static char said[300];

static const struct history *current; /* for what aborts */

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

/* A condition of core failed: say at least where. */
static void on_abort(int number)
{
	(void)number;
	if (current) {
		print_error("DUEDESK_TEST_SEED=%" PRId64
			    " DUEDESK_TEST_CASE=%" PRId64 " aborts:\n",
			    seed, current->number);
		history_print(current);
	}
	signal(SIGABRT, SIG_DFL);
}

int laws_setup(void **state)
{
	(void)state;
	seed = environment("DUEDESK_TEST_SEED",
			   clock_monotonic_ns() % 1000000000);
	cases = environment("DUEDESK_TEST_CASES", CASES);
	only = environment("DUEDESK_TEST_CASE", -1);
	arena = arena_new();
	signal(SIGABRT, on_abort);
	print_message("# DUEDESK_TEST_SEED=%" PRId64
		      " DUEDESK_TEST_CASES=%" PRId64 "\n",
		      seed, cases);
	return 0;
}

int laws_teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

int64_t laws_cases(void)
{
	return only >= 0 ? 1 : cases;
}

struct arena *laws_arena(void)
{
	return arena;
}

const char *laws_broken(const struct clock *c, const char *what)
{
	(void)snprintf(said, sizeof(said), "%s %d: %s",
		       level_metric_name(c->metric), c->cycle, what);
	return said;
}

const char *laws_differ(const struct clock *c, const char *what, int64_t got,
			int64_t want)
{
	if (got == want)
		return NULL;
	(void)snprintf(said, sizeof(said),
		       "%s %d: %s is %" PRId64 ", not %" PRId64,
		       level_metric_name(c->metric), c->cycle, what, got, want);
	return said;
}

const struct clock *laws_find(const struct clock_ticket *t, enum metric m,
			      int cycle)
{
	for (size_t i = 0; i < t->n; i++)
		if (t->clocks[i].metric == m && t->clocks[i].cycle == cycle)
			return &t->clocks[i];
	return NULL;
}

void laws_reload(const struct clock_ticket *from, struct clock_ticket *to,
		 bool all)
{
	*to = *from;
	to->n = 0;
	to->cap = from->n;
	to->clocks = ARENA_ARRAY(laws_arena(), from->n, struct clock);
	for (size_t i = from->n; i > 0; i--) {
		const struct clock *c = &from->clocks[i - 1];

		if (!all && !clock_live(c) &&
		    laws_find(from, c->metric, c->cycle + 1))
			continue;
		to->clocks[to->n] = *c;
		to->clocks[to->n++].changed = false;
	}
}

/* Without every event that it is broken without as well. */
static void shrink(struct history *h, law *holds)
{
	bool smaller;

	do {
		smaller = false;
		for (size_t i = h->n; i-- > 1;) {
			struct history less = *h, tried;

			history_drop(&less, i);
			tried = less;
			if (!holds(&tried))
				continue;
			*h = less;
			smaller = true;
		}
	} while (smaller);
}

/* The sets of a copy point into the history it was copied from. */
static void try_one(law *holds, struct history *h)
{
	struct history tried = *h;

	current = h;
	if (!holds(&tried)) {
		current = NULL;
		return;
	}
	shrink(h, holds);
	tried = *h;
	print_error("DUEDESK_TEST_SEED=%" PRId64 " DUEDESK_TEST_CASE=%" PRId64
		    ": %s\n",
		    seed, h->number, holds(&tried));
	history_print(h);
	fail_msg("seed %" PRId64 ", case %" PRId64 ": %s", seed, h->number,
		 said);
}

void laws_try(law *holds, enum history_kind kind)
{
	struct history h;

	for (int64_t n = 0; n < laws_cases(); n++) {
		int64_t i = only >= 0 ? only : n;

		arena_reset(arena);
		history_make(&h, seed, i, kind, arena);
		try_one(holds, &h);
	}
}
