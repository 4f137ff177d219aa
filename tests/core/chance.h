#ifndef TESTS_CORE_CHANCE_H
#define TESTS_CORE_CHANCE_H
/*
 * chance: random numbers that a seed repeats, and small random calendars.
 * DUEDESK_TEST_SEED repeats a run.
 */
#include "core/calendars.h"

/* Begin; prints the seed and returns it. */
int64_t chance_begin(void);
void chance_seed(int64_t seed);

/* 0 to n - 1. */
int64_t chance_below(int64_t n);

struct chance_calendar {
	struct calendar_window windows[8];
	struct calendar_closure closures[6];
	struct calendar_replacement replacements[3];
	struct calendar_dated dated[3][3];
	struct calendar_spec spec;
};

/*
 * A calendar with exceptions near a date. Its minutes are few and awkward, so
 * that windows touch, overlap, and miss each other by a minute.
 */
void chance_calendar(struct chance_calendar *c, const char *zone, int64_t day);

#endif
