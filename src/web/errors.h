#ifndef WEB_ERRORS_H
#define WEB_ERRORS_H
/*
 * errors: pages that say what happened and what to do, and give back what was
 * typed. Nothing of the inside is told: no SQL, no paths, no version.
 */
#include "web/http.h"

enum errors_what {
	ERRORS_BAD_REQUEST,
	ERRORS_FORBIDDEN,
	ERRORS_EXPIRED,
	ERRORS_FOREIGN, /* a form of another person's session: not shown */
	ERRORS_NOT_FOUND,
	ERRORS_LINK, /* the same on the files' origin */
	ERRORS_METHOD,
	ERRORS_CONFLICT,
	ERRORS_SENT, /* a form that was carried out before, sent with changes */
	ERRORS_TOO_LARGE,
	ERRORS_INVALID,
	ERRORS_TOO_MANY,
	ERRORS_BROKEN,
	ERRORS_BUSY,
	ERRORS_N
};

/*
 * errors_page(rq, rs, what, detail):
 * Answer with that page and its status. ${detail} (or NULL) is a message fit
 * to show. What was typed comes back where the form came from our own page.
 */
void errors_page(struct req *rq, struct resp *rs, enum errors_what what,
		 const char *detail);

/*
 * errors_denied(rq, why):
 * One line of the log: who was refused what, and why. ${why} is ours, or an
 * error's message; nothing that was typed. errors_denied_to() for who is not
 * signed in (yet): 0 is nobody.
 */
void errors_denied(const struct req *rq, const char *why);
void errors_denied_to(const struct req *rq, person_id actor, const char *why);

/* Which page tells of that kind of error, for a method. */
enum errors_what errors_of(enum err_kind kind, enum http_method method);

#endif
