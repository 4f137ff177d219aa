#include "core/calendar_minutes.h"

void calendar_minutes_set(struct calendar_minutes *m, int from, int to,
			  bool open)
{
	if (from < 0)
		from = 0;
	if (to > DAY_MINUTES)
		to = DAY_MINUTES;
	while (from < to) {
		int word = from / 64, first = from % 64;
		int n = to - from < 64 - first ? to - from : 64 - first;
		uint64_t bits = (UINT64_MAX >> (64 - n)) << first;

		if (open)
			m->word[word] |= bits;
		else
			m->word[word] &= ~bits;
		from += n;
	}
}

/* The first minute at or after ${i} that is open, or that is closed. */
static int find(const struct calendar_minutes *m, int i, bool open)
{
	while (i < DAY_MINUTES) {
		uint64_t word = m->word[i / 64];
		uint64_t rest = (open ? word : ~word) >> (i % 64);

		if (rest) {
			i += __builtin_ctzll(rest);
			break;
		}
		i += 64 - i % 64;
	}
	return i < DAY_MINUTES ? i : DAY_MINUTES;
}

bool calendar_minutes_run(const struct calendar_minutes *m, int *from, int *to)
{
	*from = find(m, *from, true);
	*to = find(m, *from, false);
	return *from < DAY_MINUTES;
}
