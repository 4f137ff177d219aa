#ifndef DESK_CALENDARS_H
#define DESK_CALENDARS_H
/*
 * calendars: what admins do with business hours. A calendar is never changed:
 * each verb makes its next version, which tickets go by from then on.
 */
#include "core/calendar.h"
#include "desk/desk.h"

/* Closures that were looked at, and by which version of the calendar. */
struct calendars_closures {
	const char *calendar; /* its name */
	int32_t seen;         /* the version's number; 0: any */
	const struct calendar_closure *v;
	const char *const *names; /* at most LIMIT_NAME characters each */
	size_t n;
	bool open; /* for open tickets too */
};

/*
 * calendars_close(job, in, number, e):
 * The next version, with these closures besides; *number is its number. For
 * admins and the command line. ERR_NOT_FOUND: no such calendar. ERR_CONFLICT:
 * there is a newer version than the one that was seen. ERR_INVALID: it is
 * always open, or would never be.
 */
enum err_kind calendars_close(struct job *job,
			      const struct calendars_closures *in,
			      int32_t *number, struct err *e) MUST_CHECK;

#endif
