#ifndef TESTS_CORE_CLOCK_ORACLE_H
#define TESTS_CORE_CLOCK_ORACLE_H
/*
 * clock_oracle: what the clocks of a ticket should say, found the slow way:
 * clock by clock, from the whole list of events, by the definitions of
 * doc/sla.md. Time used is the sum of open time over all spans in which it
 * ran, counted anew whenever it is asked for; a deadline is found by trying
 * instants. Shares no code with core/clock.
 */
#include "core/clock.h"

#define CLOCK_ORACLE_MAX 256

/*
 * clock_oracle(ev, set, n, as_of, out):
 * The clocks of a ticket at ${as_of}, after ${n} events of which set[i] is the
 * level that ev[i] sets. Fills of each what verdicts are made of, and due and
 * next; consumed and paused are up to ${as_of}. Ordered by metric and cycle.
 * Returns how many.
 */
size_t clock_oracle(const struct event *ev, const struct level *const *set,
		    size_t n, instant as_of,
		    struct clock out[CLOCK_ORACLE_MAX]);

#endif
