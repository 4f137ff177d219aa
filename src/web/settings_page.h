#ifndef WEB_SETTINGS_PAGE_H
#define WEB_SETTINGS_PAGE_H
/*
 * settings_page: all that the desk is set up with, as XML: to download, and to
 * import after a look. For who sets the desk up.
 */
#include "web/http.h"

/* GET /settings */
enum err_kind settings_page_show(struct req *rq, struct resp *rs,
				 struct err *e) MUST_CHECK;

/* GET /settings.xml */
enum err_kind settings_page_export(struct req *rq, struct resp *rs,
				   struct err *e) MUST_CHECK;

/*
 * POST /settings: file, or the same as text; remove, open; deed: "look" shows
 * what it would do, "apply" does it if the desk is as it was seen.
 */
enum err_kind settings_page_import(struct req *rq, struct resp *rs,
				   struct err *e) MUST_CHECK;

#endif
