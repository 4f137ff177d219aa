#ifndef CORE_CALENDAR_MINUTES_H
#define CORE_CALENDAR_MINUTES_H
/*
 * calendar_minutes: the open minutes of one day, a bit each. What windows and
 * closures are united and cut with while a calendar is compiled.
 */
#include "base/attr.h"

#define DAY_MINUTES 1440

struct calendar_minutes {
	uint64_t word[(DAY_MINUTES + 63) / 64];
};

/* Set or clear [from, to), as much of it as lies within the day. */
void calendar_minutes_set(struct calendar_minutes *m, int from, int to,
			  bool open);

/*
 * The first open run at or after *from: sets *from and *to to its ends. False
 * if there is none.
 */
bool calendar_minutes_run(const struct calendar_minutes *m, int *from, int *to);

#endif
