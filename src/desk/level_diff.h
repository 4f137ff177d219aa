#ifndef DESK_LEVEL_DIFF_H
#define DESK_LEVEL_DIFF_H
/*
 * level_diff: in what two versions of an SLA level differ, as data; words for
 * it stand elsewhere. Pure.
 */
#include "base/arena.h"
#include "core/level.h"

enum level_part {
	LEVEL_PART_NAME,
	LEVEL_PART_CALENDAR,
	LEVEL_PART_TARGET, /* of metric and priority */
	LEVEL_PART_PAUSES, /* of metric */
	LEVEL_PART_STEP,   /* of metric: steps[metric][was], [is] */
	LEVEL_PART_ON_CHANGE,
	LEVEL_PART_REOPEN,
	LEVEL_PART_REOPEN_WINDOW,
	LEVEL_PART_BY_AGENT,
	LEVEL_PART_MAX_PAUSE,
	LEVEL_PART_GRACE,
	LEVEL_PART_LATE,
	LEVEL_PART_BY_CONSUMPTION,
	LEVEL_PART_N
};

/*
 * Of steps, LEVEL_NOT_THERE: it was added, or removed. Those that are the same
 * are no difference wherever they stand; the others are compared in order.
 * Anything else is there in both; a target of 0 seconds is none.
 */
#define LEVEL_NOT_THERE (-1)
struct level_difference {
	enum level_part part;
	enum metric metric;
	enum priority priority;
	int was, is;
};

struct level_differences {
	const struct level_difference *v;
	size_t n;
};

/* In order of metric within each part, and of parts. */
void level_diff(struct arena *a, const struct level *was,
		const struct level *is, struct level_differences *out);

#endif
