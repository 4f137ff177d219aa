#ifndef WEB_ADMIN_H
#define WEB_ADMIN_H
/*
 * admin: what the pages about people, departments, tags, customers and
 * companies share: the rail beside them, lists that are searched and walked
 * through by the row that was seen, and forms that come back.
 */
#include "web/form.h"
#include "web/page.h"
#include "web/view.h"

/*
 * Start such a page: ${at} is its section of the layout, ${rail} the same of
 * parts/admin.tpl, which becomes the include named ${name} of the page.
 */
struct view *admin_page(struct req *rq, const char *at, const char *rail,
			const char *tpl, const char *name);

/* What it is about, in the title of the page. */
void admin_title(struct req *rq, const char *title);

/* ---- Lists --------------------------------------------------------------- */

/* Which part of a list is asked for: ?q=...&after=OID or &before=OID. */
struct admin_list {
	const char *q, *key;
	bool back;
};
void admin_list_read(const struct req *rq, struct admin_list *l);

/*
 * Include the pager as ${name}, if there is another page. ${path} is the
 * list's, ${more} what else its query says ("archived=1&", or "").
 */
struct admin_pages {
	const char *first, *last; /* the oids, or codes, of the rows shown */
	bool before, after;
};
void admin_pager(struct req *rq, struct view *v, const char *name,
		 const char *path, const char *more, const struct admin_list *l,
		 const struct admin_pages *p);

/* "30", or "999+" for one more than LIMIT_COUNT. */
void admin_count(struct view *v, const char *name, int64_t n);

/* ---- Forms --------------------------------------------------------------- */

/* The values of a field that may come many times, opaque ids, up to ${max}. */
size_t admin_oids(const struct req *rq, const char *name, const char **out,
		  size_t max);

/* What the desk refused, and at which input it stands. */
struct admin_fault {
	const char *id, *text;
};

/*
 * Is it about an input: ERR_INVALID, or ERR_CONFLICT that names its field?
 * Then ${e} is cleared and *out says what to show.
 */
bool admin_fault(struct req *rq, const struct form *f, struct err *e,
		 struct admin_fault *out);

/*
 * Did somebody else change it since the form was opened? Not when the form
 * was carried out before: that is the router's to say.
 */
bool admin_stale(const struct req *rq, const struct err *e);

/*
 * Show it beside its input, or (text NULL) all that is wrong with the form;
 * ${errors} is the include. Sets title and status 422.
 */
void admin_refuse(struct req *rq, struct resp *rs, struct view *v,
		  const char *errors, const struct form *f,
		  const struct admin_fault *fault);

/* The same faults beside inputs that stand in an include of the page. */
void admin_beside(struct req *rq, struct view *fields, const struct form *f,
		  const struct admin_fault *fault);

/*
 * Somebody else changed it since the form was opened: status 409, and at each
 * input where what they wrote is not what was typed a section SOMETHING_NOW
 * with their TEXT. Call once for each; ${id} is the input.
 */
void admin_now(struct req *rq, struct resp *rs, struct view *v, const char *id,
	       const char *typed, const char *now);

/* Did what the flash of this page tells just happen? */
bool admin_was(const struct req *rq, enum page_done what);

#endif
