#ifndef TESTS_CORE_ZONES_H
#define TESTS_CORE_ZONES_H
/*
 * zones: every time zone of the system's tzdata, links included, so that a law
 * is tried in each of them.
 */
#include "support/test.h"

#include "base/zone.h"

size_t zones_count(void);

/* Number ${number}, after the last of them the first again. */
const struct zone *zones_at(int64_t number);

#endif
