#ifndef DESK_LATENESS_H
#define DESK_LATENESS_H
/*
 * lateness: how late the steps of a pass were, from when they fell due to when
 * what they did was committed. Counted in buckets, so that it takes the same
 * room however many they are: seconds up to two minutes, then minutes up to two
 * hours, then hours up to thirty days, then all the rest.
 */
#include "base/instant.h"

#define LATENESS_SECONDS 120
#define LATENESS_MINUTES 118
#define LATENESS_HOURS 718
#define LATENESS_N (LATENESS_SECONDS + LATENESS_MINUTES + LATENESS_HOURS + 1)

struct lateness {
	int64_t began_ns; /* the pass, clock_monotonic_ns() */
	int64_t n;
	seconds worst;
	int64_t counts[LATENESS_N];
};

/* Less than nothing counts as nothing. */
void lateness_add(struct lateness *l, seconds late);

/*
 * The least bucket's upper end that ${percent} of them, rounded up, are not
 * above; never more than the worst. 0 for none.
 */
seconds lateness_at(const struct lateness *l, int percent);

#endif
