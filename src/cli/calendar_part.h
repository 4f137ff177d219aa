#ifndef CLI_CALENDAR_PART_H
#define CLI_CALENDAR_PART_H
/*
 * calendar_part: the commands of `duedesk calendar`. For calendar.c and
 * calendar_*.c alone.
 */
#include "cli/parts.h"
#include "store/calendar_store.h"

part_run calendar_part_test, calendar_part_lint, calendar_part_import;

/* The newest version of the calendar of that name. */
enum err_kind calendar_part_load(struct part_work *w, const char *name,
				 struct calendar_stored *out,
				 struct err *e) MUST_CHECK;

/* The day number of now on a calendar's clocks. */
int64_t calendar_part_today(const struct part_work *w, const struct zone *z);

/* "2026-12-24" */
const char *calendar_part_date(struct arena *a, int64_t day);

/* "09:00-17:00"; "all day". An end after 24:00 is the next day's. */
const char *calendar_part_times(struct arena *a, int32_t from, int32_t to);

#endif
