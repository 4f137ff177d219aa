#ifndef DESK_SETUP_H
#define DESK_SETUP_H
/*
 * setup: a desk from nothing: its name, the first department, what is promised
 * there, and an owner with a link to come in by.
 */
#include "desk/settings.h"

/* What is promised of the first department's tickets, in the desk's zone. */
struct setup_promise {
	seconds first_answer, next_answer; /* 0: not promised; not both */
	bool always_open;                  /* 24x7: no windows */
	const struct calendar_window *windows;
	size_t nwindows;
};

struct setup_draft {
	const char *name, *zone;             /* of the desk */
	const char *department;              /* the first */
	const char *owner, *email;           /* who sets a password by a link */
	const struct setup_promise *promise; /* NULL: none */
	bool promise_old; /* also to a desk that was there without one */
	/* What a desk that is made here is set up with, but for its owner:
	 * then it says name, zone, departments and promises. NULL: nothing. */
	const struct settings *from;
	bool sandbox; /* it sends nothing outside */
};

enum setup_promised {
	SETUP_NO_PROMISE,
	SETUP_PROMISE_MADE,
	SETUP_PROMISE_KEPT, /* there were levels already */
	SETUP_PROMISE_FROM  /* those of the file */
};

/* What the desk has now, in the job's arena. */
struct setup_desk {
	const char *name, *zone, *department;
	const char *owner; /* address */
	const char *token; /* of the owner's link; NULL: has a password */
	enum setup_promised promised;
	struct settings_plan from; /* what was made of the file */
	bool sandbox;
};

/*
 * setup_desk(job, d, out, e):
 * Make what is missing, in one transaction; what is there stays as it is, and
 * every time the owner has no password there is another link. The promise is
 * the calendar "Business hours" (none for 24x7), the level "Standard" and a
 * rule that gives it to the first department: for a desk that is made here, or
 * by promise_old for one that has no level. For the command line alone.
 *
 * ERR_INVALID names the field, or the line of the file; ERR_CONFLICT: the owner
 * is somebody else.
 */
enum err_kind setup_desk(struct job *job, const struct setup_draft *d,
			 struct setup_desk *out, struct err *e) MUST_CHECK;

#endif
