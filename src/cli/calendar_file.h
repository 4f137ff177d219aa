#ifndef CLI_CALENDAR_FILE_H
#define CLI_CALENDAR_FILE_H
/*
 * calendar_file: business hours as JSON (doc/calendars.md), for whoever writes
 * them down: `duedesk calendar show` and `set`.
 */
#include "base/sbuf.h"
#include "store/calendar_store.h"

/*
 * calendar_file_read(a, text, n, out, e):
 * ERR_INVALID names the member that is missing, unknown or out of range, and
 * which of a list it is in. What it lends lives in ${a}.
 */
enum err_kind calendar_file_read(struct arena *a, const char *text, size_t n,
				 struct calendar_draft *out,
				 struct err *e) MUST_CHECK;

/* Read again it is the same calendar. One line for each thing it says. */
void calendar_file_write(struct arena *a, const struct calendar_draft *d,
			 struct sbuf *out);

/* "date", "weekday", "easter"; "civil", "shift". */
#define CALENDAR_FILE_RULES (CLOSURE_EASTER + 1)
#define CALENDAR_FILE_MODES (CALENDAR_SHIFT + 1)
extern const char *const calendar_file_rules[CALENDAR_FILE_RULES];
extern const char *const calendar_file_modes[CALENDAR_FILE_MODES];

#endif
