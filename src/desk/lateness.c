#include "desk/lateness.h"

#define MINUTE 60
#define HOUR 3600

static int bucket_of(seconds late)
{
	seconds n;

	if (late < LATENESS_SECONDS)
		return (int)late;
	n = late / MINUTE - LATENESS_SECONDS / MINUTE;
	if (n < LATENESS_MINUTES)
		return LATENESS_SECONDS + (int)n;
	n = late / HOUR - 2;
	return n < LATENESS_HOURS ? LATENESS_SECONDS + LATENESS_MINUTES + (int)n
				  : LATENESS_N - 1;
}

/* The most that a bucket holds. */
static seconds end_of(int bucket)
{
	int n = bucket - LATENESS_SECONDS;

	if (n < 0)
		return bucket;
	if (n < LATENESS_MINUTES)
		return (n + LATENESS_SECONDS / MINUTE + 1) * MINUTE - 1;
	return (seconds)(n - LATENESS_MINUTES + 3) * HOUR - 1;
}

void lateness_add(struct lateness *l, seconds late)
{
	if (late < 0)
		late = 0;
	if (late > l->worst)
		l->worst = late;
	l->counts[bucket_of(late)]++;
	l->n++;
}

seconds lateness_at(const struct lateness *l, int percent)
{
	int64_t want = (l->n * percent + 99) / 100, seen = 0;
	int i = 0;

	if (l->n == 0)
		return 0;
	while (i < LATENESS_N - 1 && seen + l->counts[i] < want)
		seen += l->counts[i++];
	return i == LATENESS_N - 1 || end_of(i) > l->worst ? l->worst
							   : end_of(i);
}
