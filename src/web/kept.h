#ifndef WEB_KEPT_H
#define WEB_KEPT_H
/*
 * kept: what a person typed into a form whose session has ended, carried
 * through the sign-in page in hidden fields, so that nothing is lost.
 *
 * The form's old token goes with it: after signing in it says whose form it
 * was (viewer_wrote()), and nobody else is shown it. Passwords are not kept.
 */
#include "web/http.h"
#include "web/view.h"

struct kept {
	const char *path; /* where the form went */
	const char *csrf; /* the token it had */
	struct http_pairs fields;
};

/* From a form that could not be taken. False: nothing of it can be kept. */
bool kept_of_form(const struct req *rq, struct kept *out) MUST_CHECK;

/* From the sign-in form that carries it. False: it carries none. */
bool kept_of_sign_in(const struct req *rq, struct kept *out) MUST_CHECK;

/* The hidden fields of the sign-in form, in a template of sessions/new. */
void kept_carry(const struct kept *k, struct view *form);

/* The page on which it stands ready to be sent again. */
enum err_kind kept_page(struct req *rq, struct resp *rs, const struct kept *k,
			struct err *e) MUST_CHECK;

/* Is that field's value a secret, not to be given back? */
bool kept_is_secret(const char *name);

/* Does it hold what a person wrote, worth showing? */
bool kept_is_prose(const char *name);

#endif
