#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H
/*
 * clock: the one place that reads the time.
 *
 * A program reads it once per request, letter or batch and passes it on.
 */
#include "base/instant.h"

/*
 * The host's clock in whole seconds. In a build for tests (--enable-test-clock
 * or sanitizers) DUEDESK_TEST_NOW_FILE names a file whose first line, a count
 * of seconds, is added to it.
 */
instant clock_now(void);

/* Monotonic nanoseconds, for timeouts and measurements only. */
int64_t clock_monotonic_ns(void);

/* Sleep that long, less when a signal comes. */
void clock_sleep_ms(int64_t ms);

#endif
