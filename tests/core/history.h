#ifndef TESTS_CORE_HISTORY_H
#define TESTS_CORE_HISTORY_H
/*
 * history: a random ticket: levels with random calendars in any zone, targets,
 * pauses and steps, and what happened to it, often at instants that matter: in
 * the due second, one later, when the calendar opens or closes, twice in one
 * second.
 *
 * The same seed and number make the same history.
 */
#include "support/test.h"

#include "base/arena.h"
#include "core/clock.h"

#define HISTORY_EVENTS 24
#define HISTORY_LEVELS 3

enum history_kind {
	HISTORY_ANY,
	HISTORY_PLAIN, /* one level for good, working time only */
	/* Every metric, unit and gear; as many as there are settings. Changes
	 * that it makes by itself come in between (history_fold). */
	HISTORY_GEARS,
};

struct history {
	int64_t number;
	uint64_t random;
	enum history_kind kind;
	instant start;
	struct level levels[HISTORY_LEVELS];
	struct event events[HISTORY_EVENTS];
	const struct level *set[HISTORY_EVENTS]; /* by each event, or NULL */
	size_t n;
	struct close_rule closing[2];
	size_t nclosing;
	instant as_of; /* not before the last event */
};

void history_make(struct history *h, int64_t seed, int64_t number,
		  enum history_kind kind, struct arena *a);

/* An empty ticket for it. */
void history_begin(const struct history *h, struct clock_ticket *t);

/* What ${t} does by itself up to ${now}. */
void history_settle(struct clock_ticket *t, instant now, struct arena *a);

/*
 * Events ${from} to ${until} - 1 into ${t}, each after what the ticket does by
 * itself before it.
 */
void history_fold(const struct history *h, struct clock_ticket *t, size_t from,
		  size_t until, struct arena *a);

/* All of it, and what it does by itself up to as_of. */
void history_fold_all(const struct history *h, struct clock_ticket *t,
		      struct arena *a);

/* Without event ${i}, which is not the first. */
void history_drop(struct history *h, size_t i);

/* As people read it, to standard error. */
void history_print(const struct history *h);

/* More chance of the same history. */
int64_t history_below(struct history *h, int64_t n);
bool history_once_in(struct history *h, int64_t n);

#endif
