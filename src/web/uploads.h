#ifndef WEB_UPLOADS_H
#define WEB_UPLOADS_H
/*
 * uploads: files on their way into a form.
 *
 * With script they go ahead, one by one (POST /uploads answers with a token),
 * and the form sends their tokens. Without, they come in the form itself
 * (multipart/form-data): the router has uploads_take_form() store each as it
 * arrives, and from there on both ways are one: tokens, in fields "upload" of
 * the form, good for the form's "draft" and this session alone. So a form that
 * comes back with an error still has its files.
 *
 * Nothing of a file is ever whole in memory. Whose session it is, and that the
 * page is ours, is known before its first byte is kept.
 */
#include "web/http.h"
#include "web/view.h"

/*
 * By the router, once, for a form with files whose body nobody read yet: its
 * fields, files becoming tokens. What cannot be kept is noted as a fault; what
 * is no form sets rq->malformed or rq->too_large.
 */
void uploads_take_form(struct req *rq);

/* By the router, before a handler of a form that may have files: job.files. */
void uploads_bind(struct req *rq);

/*
 * By the router, at the end: what was not kept is gone, and a form that came
 * back for want of room says so in its status.
 */
void uploads_finish(struct req *rq, struct resp *rs);

/*
 * What tells one form with files from another: instead of the tokens of those
 * that came with it, what they hold.
 */
bool uploads_came_with(const struct req *rq, const struct http_pair *field);
void uploads_identify(const struct req *rq, struct sbuf *b);

/* Is something wrong with the form's files? It must come back then. */
bool uploads_faulted(const struct req *rq);

/* List what is wrong with them in the page's faults; their input is ${id}. */
void uploads_errors(struct req *rq, struct view *v, const char *errors,
		    const char *id);

/*
 * uploads_field(rq, v, include, id, sent, e):
 * Put the field for files (parts/upload.tpl) in as ${include}; its input is
 * called ${id}. ${sent}: it is of the form that came back, and has its files.
 */
enum err_kind uploads_field(struct req *rq, struct view *v, const char *include,
			    const char *id, bool sent,
			    struct err *e) MUST_CHECK;

/* POST /uploads?name=...&draft=...: the body is the file. */
enum err_kind uploads_create(struct req *rq, struct resp *rs,
			     struct err *e) MUST_CHECK;

#endif
