#ifndef WEB_SHARED_H
#define WEB_SHARED_H
/*
 * shared: the few numbers that a pool's master and workers share, in memory of
 * their own. Without a pool (tests, duedesk page) there are none: NULL.
 */
#include <stdatomic.h>
#include "base/attr.h"

struct shared {
	_Atomic int64_t slow_until_ns; /* breaker.h */
	_Atomic int64_t lost;          /* workers that died */
	_Atomic int64_t invariants;    /* ... of a REQUIRE() */
};

#endif
