#include "web/sessions.h"
#include "base/limits.h"
#include "base/str.h"
#include "web/names.h"
#include "web/page.h"
#include "web/site.h"
#include "web/viewer.h"
#include "web/words.h"

enum {
	SIGN_IN_EMAIL,
	SIGN_IN_PASSWORD,
	SIGN_IN_NEXT
};
/* clang-format off */
static const struct field sign_in_fields[] = {
	[SIGN_IN_EMAIL]    = { "email",    FIELD_LINE,   .max = LIMIT_EMAIL },
	[SIGN_IN_PASSWORD] = { "password", FIELD_SECRET, .max = LIMIT_PASSWORD },
	[SIGN_IN_NEXT]     = { "next",     FIELD_LINE,   .max = LIMIT_URL },
};
/* clang-format on */

static const char *first_page(const struct viewer *who)
{
	if (who->roles & (ROLES_ANSWER | ROLE_READER))
		return "/inbox";
	if (access_reports(who))
		return "/reports/compliance";
	return "/tickets";
}

enum err_kind sessions_home(struct req *rq, struct resp *rs, struct err *e)
{
	(void)e;
	http_redirect(rq, rs, "%s", first_page(&rq->viewer));
	return ERR_NONE;
}

/*
 * Would a password travel readable? Not with TLS, nor to this very machine.
 */
static bool tls_needed(const struct req *rq)
{
	static const char local[] = ".localhost";
	const char *host = rq->site->conf->base_url;
	size_t n;

	if (!str_starts(host, "http://"))
		return false;
	host += strlen("http://");
	n = strcspn(host, ":/");
	if (n == 9 && !memcmp(host, "localhost", 9))
		return false;
	return n < strlen(local) ||
	       memcmp(host + n - strlen(local), local, strlen(local)) != 0;
}

/* The page, with what was typed; ${why} is a section of it or NULL. */
static enum err_kind show(struct req *rq, struct resp *rs, const char *why,
			  const char *email, const char *next, seconds wait,
			  struct err *e)
{
	struct view *v = page_new(rq, LAYOUT_AT_SIGN_IN, SESSIONS_NEW_TPL),
		    *form;

	if (tls_needed(rq)) {
		view_show(v, SESSIONS_NEW_TLS_NEEDED);
		return page_send(rq, rs, e);
	}
	form = view_row(v, SESSIONS_NEW_FORM);
	if (why) {
		struct view *note = view_row(form, why);

		words_view_duration(note, SESSIONS_NEW_WAIT,
				    wait < 60 ? 60 : wait, UNIT_WORKING);
	}
	view_text(form, SESSIONS_NEW_EMAIL, email);
	view_text(form, SESSIONS_NEW_NEXT, http_local_path(next) ? next : "");
	return page_send(rq, rs, e);
}

enum err_kind sessions_new(struct req *rq, struct resp *rs, struct err *e)
{
	const struct http_pair *next = http_find(&rq->query, "next");
	bool wanted = next && http_local_path(next->text);

	if (rq->viewer.person.n) {
		http_redirect(rq, rs, "%s", wanted ? next->text : "/");
		return ERR_NONE;
	}
	return show(rq, rs, wanted ? SESSIONS_NEW_NOBODY : NULL, "",
		    wanted ? next->text : "", 0, e);
}

enum err_kind sessions_again(struct req *rq, struct resp *rs, struct err *e)
{
	(void)e;
	http_redirect(rq, rs, "/session/new");
	return ERR_NONE;
}

enum err_kind sessions_create(struct req *rq, struct resp *rs, struct err *e)
{
	enum viewer_entry entry;
	struct form form;
	seconds wait = 0;
	const char *email, *next;

	form_read(rq, FIELDS(sign_in_fields), &form);
	email = form.v[SIGN_IN_EMAIL].text;
	next = form.v[SIGN_IN_NEXT].text;
	if (tls_needed(rq)) {
		rs->status = 403;
		return show(rq, rs, NULL, "", "", 0, e);
	}
	/* A bad form is a wrong password: it takes as long, says the same. */
	if (viewer_sign_in(rq, rs, form.ok ? email : "",
			   form.ok ? form.v[SIGN_IN_PASSWORD].text : "", &entry,
			   &wait, e))
		return e->kind;
	switch (entry) {
	case VIEWER_IN:
		http_redirect(rq, rs, "%s", http_local_path(next) ? next : "/");
		return ERR_NONE;
	case VIEWER_REFUSED:
		rs->status = 422;
		return show(rq, rs, SESSIONS_NEW_WRONG, email, next, 0, e);
	case VIEWER_TOO_OFTEN:
		break;
	}
	rs->status = 429;
	return show(rq, rs, SESSIONS_NEW_TOO_OFTEN, email, next, wait, e);
}

enum err_kind sessions_end(struct req *rq, struct resp *rs, struct err *e)
{
	if (rq->viewer.person.n && viewer_sign_out(rq, rs, e))
		return e->kind;
	page_done(rq, rs, PAGE_SIGNED_OUT, "/session/new");
	return ERR_NONE;
}
