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
	ERRORS_NOT_FOUND,
	ERRORS_METHOD,
	ERRORS_CONFLICT,
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

/* Which page tells of that kind of error, for a method. */
enum errors_what errors_of(enum err_kind kind, enum http_method method);

#endif
