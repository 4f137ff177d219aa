#ifndef WEB_CALENDAR_PREVIEW_H
#define WEB_CALENDAR_PREVIEW_H
/*
 * calendar_preview: what a calendar does, stored or still a draft: its next 14
 * days with the reasons, and when a length of working time that begins at some
 * moment is over, with the lines that add up to it.
 */
#include "store/calendar_store.h"
#include "web/http.h"
#include "web/view.h"

/*
 * Include calendars/preview.tpl as ${include}, for ${s} (NULL: there is nothing
 * to show, for something is wrong with the draft). "test_at", on the calendar's
 * clocks, and "test_for" ("8h") of the form or the query are what is tried.
 */
enum err_kind calendar_preview_fill(struct req *rq, struct view *v,
				    const char *include,
				    const struct calendar_stored *s,
				    struct err *e) MUST_CHECK;

/* "8h", "45m", "1h30m": 1 minute to LIMIT_TARGET_SECONDS. */
bool calendar_preview_length(const char *text, seconds *out) MUST_CHECK;

#endif
