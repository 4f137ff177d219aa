#ifndef CLI_HOURS_H
#define CLI_HOURS_H
/*
 * hours: working hours and lengths of time, as people write them on a command
 * line.
 */
#include "base/limits.h"
#include "core/calendar.h"

/* Working hours of a week. */
struct hours {
	bool always_open; /* 24x7: no windows */
	struct calendar_window windows[7 * LIMIT_WINDOWS_PER_DAY];
	size_t nwindows;
};

/* Minutes of ${n} bytes "HH:MM"; "24:00" too if it may be the end. */
bool hours_minutes(const char *s, size_t n, bool end, int32_t *out) MUST_CHECK;

/* What closes when it opens, or before, closes on the next day. */
int32_t hours_close_after(int32_t from, int32_t to);

/*
 * hours_week(text, out, e):
 * "Mon-Fri 09:00-17:00", several of them after commas, a day alone ("Sat
 * 10:00-14:00"), or "24x7". ERR_INVALID says which part is none.
 */
enum err_kind hours_week(const char *text, struct hours *out,
			 struct err *e) MUST_CHECK;

/*
 * hours_length(text, out, e):
 * "8h", "45m" or "1h30m": 1 minute to LIMIT_TARGET_SECONDS. "none" is 0.
 */
enum err_kind hours_length(const char *text, seconds *out,
			   struct err *e) MUST_CHECK;

#endif
