#ifndef WEB_CALENDAR_WORDS_H
#define WEB_CALENDAR_WORDS_H
/*
 * calendar_words: business hours as people read them: the week in a few words,
 * a day off, a closure that comes back, what is likely not meant.
 */
#include "desk/calendar_diff.h"
#include "desk/calendar_doubts.h"
#include "web/apply_parts.h"
#include "web/view.h"

/* Include calendars/week.tpl as ${include}. */
void calendar_words_week(struct req *rq, struct view *v, const char *include,
			 const struct calendar_stored *s);

/* Include calendars/doubts.tpl as ${include}, if there are some; how many. */
enum err_kind calendar_words_doubts(struct req *rq, struct view *v,
				    const char *include,
				    const struct calendar_stored *s, size_t *n,
				    struct err *e) MUST_CHECK;

/* One of the things that a calendar says, into calendars/thing.tpl. */
void calendar_words_thing(struct req *rq, struct view *v,
			  const struct calendar_stored *s,
			  enum calendar_change_kind kind, size_t i);

/* In what two versions differ, into the list of apply_parts. */
void calendar_words_differences(struct req *rq, struct view *list,
				const struct calendar_stored *was,
				const struct calendar_stored *is,
				const struct calendar_changes *changes);

/* "09:00–17:00" */
const char *calendar_words_times(struct arena *a, int32_t from, int32_t to);

#endif
