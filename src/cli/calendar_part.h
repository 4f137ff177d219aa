#ifndef CLI_CALENDAR_PART_H
#define CLI_CALENDAR_PART_H
/*
 * calendar_part: the commands of `duedesk calendar`. For calendar.c and
 * calendar_*.c alone.
 */
#include "cli/parts.h"
#include "store/calendar_store.h"

part_run calendar_part_test, calendar_part_lint, calendar_part_import;
part_run calendar_part_show, calendar_part_set, calendar_part_diff;
part_run calendar_part_rename, calendar_part_remove;

/* The newest version of the calendar of that name. */
enum err_kind calendar_part_load(struct part_work *w, const char *name,
				 struct calendar_stored *out,
				 struct err *e) MUST_CHECK;

/* What is likely not meant in a version, one sentence each. */
struct calendar_sentences {
	const char *const *v;
	size_t n;
};
enum err_kind calendar_part_findings(struct part_work *w,
				     const struct calendar_stored *s,
				     struct calendar_sentences *out,
				     struct err *e) MUST_CHECK;

/* The first stretch of more than a year in which it is closed, in one sentence;
 * or NULL. */
struct calendar_doubts;
const char *calendar_part_gap(struct part_work *w, const struct zone *z,
			      const struct calendar_doubts *d);

/* "Monday", ..., "Sunday" */
extern const char *const calendar_part_weekdays[7];

/* The day number of now on a calendar's clocks. */
int64_t calendar_part_today(const struct part_work *w, const struct zone *z);

/* "2026-12-24" */
const char *calendar_part_date(struct arena *a, int64_t day);

/* "09:00-17:00"; "all day". An end after 24:00 is the next day's. */
const char *calendar_part_times(struct arena *a, int32_t from, int32_t to);

#endif
