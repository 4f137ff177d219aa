#ifndef TESTS_CORE_ORACLE_H
#define TESTS_CORE_ORACLE_H
/*
 * oracle: what the calendar should say, found the slow way: by asking of one
 * local minute after the other whether it is open. Shares no code with
 * core/calendar but the list of offsets.
 */
#include "core/calendar.h"

bool oracle_open(const struct calendar_spec *s, instant u);

seconds oracle_work(const struct calendar_spec *s, instant a, instant b);

/*
 * The earliest instant with ${d} open seconds after ${a}; the latest with ${d}
 * before ${b}. INSTANT_NONE if that is more than ${reach} seconds away.
 */
instant oracle_add(const struct calendar_spec *s, instant a, seconds d,
		   seconds reach);
instant oracle_sub(const struct calendar_spec *s, instant b, seconds d,
		   seconds reach);

#endif
