#ifndef WEB_INBOX_H
#define WEB_INBOX_H
/*
 * inbox: the tickets of an agent's departments, by views; what is open has what
 * is due first on top, what has ended the newest.
 */
#include "store/ticket_list.h"
#include "web/http.h"

/*
 * GET /inbox. Query: view = due, overdue, today, unassigned, mine, all (at
 * first), answered, postponed, resolved, spam, deleted; code, at, back (a key).
 */
enum err_kind inbox_show(struct req *rq, struct resp *rs,
			 struct err *e) MUST_CHECK;

/* Which view of it a path of ours shows; false when it is another page. */
bool inbox_view_of(struct arena *a, const char *path,
		   enum ticket_view_kind *out);

#endif
