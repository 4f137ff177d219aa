#ifndef WEB_ABOUT_H
#define WEB_ABOUT_H
/*
 * about: the tickets of a customer or a company, on the page about them: those
 * that the viewer may see as staff.
 */
#include "store/ticket_about.h"
#include "web/view.h"

struct req;

/*
 * Include them as ${name}: the part of the list that the address asks for
 * (?after=CODE), on the page ${path}.
 */
enum err_kind about_fill(struct req *rq, struct view *v, const char *name,
			 const char *path, enum about_kind kind, int64_t id,
			 struct err *e) MUST_CHECK;

#endif
