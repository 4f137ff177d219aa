#ifndef WEB_CALENDAR_TEXT_H
#define WEB_CALENDAR_TEXT_H
/*
 * calendar_text: business hours as people type them into a form, and as they
 * get them back. What is written here reads as the same again.
 *
 *	a day             09:00-12:00, 13:00-17:00     22:00-06:00    (none)
 *	a day off         2026-12-25 Christmas Day
 *	part of one       2026-12-24 12:00-24:00 Christmas Eve
 *	the shifts of it  2026-12-24* Christmas Eve
 *	special hours     2026-12-31 10:00-12:00       2026-12-31     (closed)
 *
 * Hours may be short ("9-12") and have any dash. What closes when it opens, or
 * before, closes on the next day. ERR_INVALID is fit to be shown, and names the
 * line where there are several.
 */
#include "store/calendar_store.h"

/* ${out} has room for LIMIT_WINDOWS_PER_DAY. */
enum err_kind calendar_text_windows(const char *s, struct calendar_dated *out,
				    size_t *n, struct err *e) MUST_CHECK;
const char *calendar_text_of_windows(struct arena *a,
				     const struct calendar_dated *v, size_t n);

/* "09:00-17:00", "22:00-06:00", "00:00-24:00" */
const char *calendar_text_of_times(struct arena *a, int32_t from, int32_t to);

/* "2026-12-24" */
const char *calendar_text_of_day(struct arena *a, int64_t day);

/* One line: a day off. The name is of the arena. */
enum err_kind calendar_text_closure(struct arena *a, const char *s,
				    struct calendar_closure *out,
				    const char **name,
				    struct err *e) MUST_CHECK;
const char *calendar_text_of_closure(struct arena *a,
				     const struct calendar_closure *c,
				     const char *name);

/*
 * A day off on each line, into the draft. *line is that of the mistake. Blank
 * lines are none.
 */
enum err_kind calendar_text_closures(struct arena *a, const char *s,
				     struct calendar_draft *d, size_t *line,
				     struct err *e) MUST_CHECK;
const char *calendar_text_of_closures(struct arena *a,
				      const struct calendar_draft *d);

/* The same of days with hours of their own. */
enum err_kind calendar_text_specials(struct arena *a, const char *s,
				     struct calendar_draft *d, size_t *line,
				     struct err *e) MUST_CHECK;
const char *calendar_text_of_specials(struct arena *a,
				      const struct calendar_draft *d);

#endif
