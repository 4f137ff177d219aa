#ifndef TESTS_CORE_HISTORY_H
#define TESTS_CORE_HISTORY_H
/*
 * history: a random ticket: levels with random calendars, targets, pauses and
 * steps, and what happened to it, often at instants that matter: in the due
 * second, one later, when the calendar opens or closes, twice in one second.
 *
 * The same seed and number make the same history.
 */
#include "support/test.h"

#include "base/arena.h"
#include "core/clock.h"

#define HISTORY_EVENTS 24
#define HISTORY_LEVELS 3

struct history {
	int64_t number;
	uint64_t random;
	struct level levels[HISTORY_LEVELS];
	struct event events[HISTORY_EVENTS];
	const struct level *set[HISTORY_EVENTS]; /* by each event, or NULL */
	size_t n;
	instant as_of; /* not before the last event */
};

enum history_kind {
	HISTORY_ANY,
	HISTORY_PLAIN, /* one level for good, working time only */
};

void history_make(struct history *h, int64_t seed, int64_t number,
		  enum history_kind kind, struct arena *a);

/* More chance of the same history. */
int64_t history_below(struct history *h, int64_t n);

#endif
