#ifndef CLI_REPLAY_FOLD_H
#define CLI_REPLAY_FOLD_H
/*
 * replay_fold: what the promises of a scenario come to, folded by core/clock.h
 * as the desk folds its tickets.
 */
#include "cli/replay_line.h"
#include "core/clock.h"

struct replay_fold {
	const struct replay_line *line;
	struct arena *arena;
	struct clock_ticket ticket;
	const struct replay_level *level;
	const struct replay_gears *gears;
	int calendar;
	int64_t version; /* of the last level */
	/* Where every cycle is asked for: those that have a newer one. */
	struct clock *past;
	size_t npast, cappast;
};

/* Before the first event. What it makes lives in the line's arena. */
void replay_fold_begin(struct replay_fold *f, const struct replay_line *l);

/* Let happen what falls due by itself up to there, then apply the event. */
void replay_fold_event(struct replay_fold *f, const struct replay_event *ev);

/* Let happen what falls due by itself up to there, and note every breach. */
void replay_fold_settle(struct replay_fold *f, instant now);

/* A copy that may go on by itself, in another arena. */
void replay_fold_copy(struct replay_fold *to, const struct replay_fold *from,
		      struct arena *a);

/* The newest cycle of a metric, or NULL. */
const struct clock *replay_fold_newest(const struct replay_fold *f,
				       enum metric m);

/*
 * Every cycle there was, by metric and cycle, in ${a}; only of a line that asks
 * for it.
 */
const struct clock **replay_fold_every(const struct replay_fold *f,
				       struct arena *a, size_t *n);

#endif
