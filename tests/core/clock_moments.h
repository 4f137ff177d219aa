#ifndef TESTS_CORE_CLOCK_MOMENTS_H
#define TESTS_CORE_CLOCK_MOMENTS_H
/*
 * clock_moments: what a ticket was like after each of its events, as far as its
 * promises ask, by the words of doc/sla.md. For clock_oracle alone.
 */
#include "core/clock.h"

#define MOMENTS_MAX 64
#define ANSWER (DID_STAFF_SPOKE | DID_ANSWERED)

struct moment {
	instant at;
	enum status status;
	const struct level *level;
	enum priority priority;
	int64_t department, agent;
	bool answered;     /* some public word of staff was said so far */
	bool answered_was; /* ... before this event */
	bool heard;        /* the customer spoke, and it counts */
	bool waited;       /* for an answer, when its attributes change */
	bool waits;        /* ... and when all is over */
	/* What lies below while it is hidden, and the end of a postponement. */
	enum status below_spam, below_deleted, below_merged;
	instant until, hidden;
	bool back;               /* hidden no more, by this event */
	enum status gone, found; /* what it was meanwhile, what it is then */
	instant gone_until;      /* ... if it changed on the way */
};

struct moments {
	const struct event *ev;
	size_t n;
	bool by_agent;
	struct moment m[MOMENTS_MAX];
};

/* All of them; set[i] is the level that ev[i] sets. */
void clock_moments(struct moments *h, const struct event *ev,
		   const struct level *const *set, size_t n);

/* Closed, spam, deleted, merged: nothing is promised, and no word heard. */
bool clock_moments_dead(enum status s);

/* The status that it would have if nothing hid it. */
enum status clock_moments_below(const struct moment *m);

/* The promise as it stood after event k, and whether it waits there. */
struct target clock_moments_target(const struct moments *h, size_t k,
				   enum metric m);
bool clock_moments_waits(const struct moments *h, size_t k, enum metric m);

#endif
