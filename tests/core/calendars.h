#ifndef TESTS_CORE_CALENDARS_H
#define TESTS_CORE_CALENDARS_H
/*
 * calendars: small calendars by name, and times as people write them. What
 * is not right fails the test that asked.
 */
#include "support/test.h"

#include "core/calendar.h"

#define HOUR 3600
#define DAILY(from, to)                                                        \
	{ 0, from, to }, { 1, from, to }, { 2, from, to }, { 3, from, to },    \
		{ 4, from, to }, { 5, from, to },                              \
	{                                                                      \
		6, from, to                                                    \
	}
#define WORKDAYS(from, to)                                                     \
	{ 0, from, to }, { 1, from, to }, { 2, from, to }, { 3, from, to },    \
	{                                                                      \
		4, from, to                                                    \
	}

struct week {
	size_t n;
	struct calendar_window windows[14];
};

extern const struct week calendars_bh;      /* Mon-Fri 09-17 */
extern const struct week calendars_bh_long; /* Mon-Fri 08-18 */
extern const struct week calendars_lunch;   /* 09-12, 13-17 */
extern const struct week calendars_always;
extern const struct week calendars_night; /* 22-06 daily */
extern const struct week calendars_never;

/* For cmocka_run_group_tests(): the arena all of them live in. */
int calendars_setup(void **state);
int calendars_teardown(void **state);
struct arena *calendars_arena(void);

const struct zone *calendars_zone(const char *name);
const struct calendar *calendars_compile(const struct calendar_spec *spec);
const struct calendar *calendars_weekly(const char *zone, const struct week *w);

/* In Berlin, with one dated closure. */
const struct calendar *calendars_closed_on(const struct week *w,
					   const char *date, int from, int to,
					   enum calendar_mode mode);

int64_t calendars_day(const char *text); /* "2026-03-27" */

/* "2026-03-27T15:00:00Z"; "2026-03-27 16:00" on the wall in a zone. */
instant calendars_utc(const char *text);
instant calendars_local(const char *zone, const char *text);
instant calendars_berlin(const char *text);

void calendars_assert_instant(const char *what, instant got, instant want);

#endif
