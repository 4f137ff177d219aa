#ifndef WEB_BREAKER_H
#define WEB_BREAKER_H
/*
 * breaker: when the database hangs, the whole pool knows it from the first
 * worker that waited in vain. For a moment nobody else waits: people are told
 * 503 at once, and pages that need no database stay up. Then one request tries.
 *
 * Takes the pool's numbers; without (NULL) it is always closed.
 */
#include "web/shared.h"

/*
 * May this request use the database? Of those that come when the moment is
 * over, one may; it says what it found with one of the two below.
 */
bool breaker_lets(struct shared *s, int64_t now_ns);

/* It was in vain. */
void breaker_open(struct shared *s, int64_t now_ns);

/* All is well. */
void breaker_close(struct shared *s);

#endif
