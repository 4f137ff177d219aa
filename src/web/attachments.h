#ifndef WEB_ATTACHMENTS_H
#define WEB_ATTACHMENTS_H
/*
 * attachments: files of messages, on their way to whoever may read these.
 *
 * A page names a file by its opaque id, on the desk's own origin. There it is
 * asked who wants it, and they are sent on to the files' origin by a link that
 * is good for them alone, for LIMIT_FILE_LINK_SECONDS:
 *
 *	/f/FILE/PERSON/EXPIRES/MAC/name.pdf
 *
 * signed with files_key of the settings. The files' origin knows no cookie. It
 * looks at the signature and then, once more, whether that person may have that
 * file; the web server sends it.
 */
#include "store/attachment_store.h"
#include "web/http.h"
#include "web/view.h"

/* GET /attachments/:oid */
enum err_kind attachments_show(struct req *rq, struct resp *rs,
			       struct err *e) MUST_CHECK;

/* GET /f/..., on the files' origin alone. */
enum err_kind attachments_deliver(struct req *rq, struct resp *rs,
				  struct err *e) MUST_CHECK;

/* Include the files of that message (opaque id) as ${name}, if it has any. */
void attachments_list(const struct req *rq, struct view *v, const char *name,
		      const struct attachments *all, const char *message);

/* ---- For tests ------------------------------------------------------------
 */

/* The path of a link, "/f/..."; ERR_BROKEN without files_key. */
enum err_kind attachments_link(const struct req *rq, const char *oid,
			       const char *person, instant expires,
			       const char *name, const char **out,
			       struct err *e) MUST_CHECK;

/* "attachment; filename*=UTF-8''...": nothing of it could end the header. */
const char *attachments_disposition(struct arena *a, const char *name);

#endif
