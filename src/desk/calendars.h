#ifndef DESK_CALENDARS_H
#define DESK_CALENDARS_H
/*
 * calendars: what admins do with business hours. What a calendar says is never
 * changed: its next version is made (here for closures; desk_apply_calendar()
 * for all of it), which tickets go by from then on. Its name is no part of
 * that: what was promised by it is told with the name it has now.
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
	bool open;  /* for open tickets too */
	bool force; /* though it, or a promise by it, is never due (R6) */
};

/*
 * calendars_close(job, in, number, e):
 * The next version, with these closures besides; *number is its number. For
 * admins and the command line. ERR_NOT_FOUND: no such calendar. ERR_CONFLICT:
 * there is a newer version than the one that was seen. ERR_INVALID: it is
 * always open, or would never be, or not enough for one of its levels (R6).
 */
enum err_kind calendars_close(struct job *job,
			      const struct calendars_closures *in,
			      int32_t *number, struct err *e) MUST_CHECK;

/*
 * calendars_rename(job, name, to, e):
 * The same calendar, called ${to} everywhere, in old versions too.
 * ERR_CONFLICT: another is called so.
 */
enum err_kind calendars_rename(struct job *job, const char *name,
			       const char *to, struct err *e) MUST_CHECK;

/*
 * calendars_remove(job, name, e):
 * Take away a calendar and its versions. ERR_CONFLICT: a level has it, or had:
 * promises were explained by it, and stay so; or a version of it was for open
 * tickets: that order names it.
 */
enum err_kind calendars_remove(struct job *job, const char *name,
			       struct err *e) MUST_CHECK;

#endif
