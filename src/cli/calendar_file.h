#ifndef CLI_CALENDAR_FILE_H
#define CLI_CALENDAR_FILE_H
/*
 * calendar_file: business hours as JSON (doc/calendars.md), read: what
 * desk/calendar_json.h writes.
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

#endif
