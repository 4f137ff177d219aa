#ifndef TESTS_CORE_LAWS_H
#define TESTS_CORE_LAWS_H
/*
 * laws: what must hold for any ticket, tried on random ones. A history that
 * breaks a law is made as small as it stays one that does, and printed.
 *
 *	DUEDESK_TEST_SEED   repeats a run,
 *	DUEDESK_TEST_CASE   tries only that one of it,
 *	DUEDESK_TEST_CASES  says how many to try.
 */
#include "core/history.h"

/* NULL: it holds; or what is wrong. Makes the same of the same history. */
typedef const char *law(struct history *h);

/* Try it on every case of a kind. Fails the test that calls it. */
void laws_try(law *holds, enum history_kind kind);

/* Number of cases of this run. */
int64_t laws_cases(void);

/* Memory for one case. */
struct arena *laws_arena(void);

/* What is wrong with a clock. */
const char *laws_broken(const struct clock *c, const char *what);
const char *laws_differ(const struct clock *c, const char *what, int64_t got,
			int64_t want);

/* Returns what is wrong where a field of clock ${a} is not that of ${b}. */
#define LAWS_SAME(field)                                                       \
	do {                                                                   \
		const char *other_ = laws_differ(a, #field, (int64_t)a->field, \
						 (int64_t)b->field);           \
                                                                               \
		if (other_)                                                    \
			return other_;                                         \
	} while (0)

/* The clock of that metric and cycle, or NULL. */
const struct clock *laws_find(const struct clock_ticket *t, enum metric m,
			      int cycle);

/*
 * ${from} as the store would load it, in another order: what is live and the
 * newest of each metric; ${all}: every clock.
 */
void laws_reload(const struct clock_ticket *from, struct clock_ticket *to,
		 bool all);

/* For cmocka_run_group_tests(). */
int laws_setup(void **state);
int laws_teardown(void **state);

#endif
