#include "web/sessions.h"
#include "base/limits.h"
#include "base/str.h"
#include "web/kept.h"
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

/* What the form shows; ${why} is a section of it or NULL. */
struct entry {
	const char *why, *email, *next;
	seconds wait;
	const struct kept *kept; /* or NULL */
};

static enum err_kind show(struct req *rq, struct resp *rs,
			  const struct entry *x, struct err *e)
{
	struct view *v = page_new(rq, LAYOUT_AT_SIGN_IN, SESSIONS_NEW_TPL),
		    *form;

	if (tls_needed(rq)) {
		view_show(v, SESSIONS_NEW_TLS_NEEDED);
		return page_send(rq, rs, e);
	}
	form = view_row(v, SESSIONS_NEW_FORM);
	if (x->why) {
		struct view *note = view_row(form, x->why);

		words_view_duration(note, SESSIONS_NEW_WAIT,
				    x->wait < 60 ? 60 : x->wait, UNIT_WORKING);
	}
	view_text(form, SESSIONS_NEW_EMAIL, x->email);
	view_text(form, SESSIONS_NEW_NEXT,
		  http_local_path(x->next) ? x->next : "");
	if (x->kept)
		kept_carry(x->kept, form);
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
	return show(rq, rs,
		    &(struct entry){ .why = wanted ? SESSIONS_NEW_NOBODY : NULL,
				     .email = "",
				     .next = wanted ? next->text : "" },
		    e);
}

enum err_kind sessions_again(struct req *rq, struct resp *rs, struct err *e)
{
	(void)e;
	http_redirect(rq, rs, "/session/new");
	return ERR_NONE;
}

/* Signed in: to what was typed before, if it is theirs, or to a page. */
static enum err_kind go_on(struct req *rq, struct resp *rs,
			   const struct kept *kept, const char *next,
			   struct err *e)
{
	bool theirs = false;

	if (kept && viewer_wrote(rq, kept->csrf, &theirs, e))
		return e->kind;
	if (theirs)
		return kept_page(rq, rs, kept, e);
	http_redirect(rq, rs, "%s",
		      !kept && http_local_path(next) ? next : "/");
	return ERR_NONE;
}

/* Not yet: the form again. */
static enum err_kind once_more(struct req *rq, struct resp *rs,
			       enum viewer_entry what, struct entry *x,
			       struct err *e)
{
	bool wrong = what == VIEWER_REFUSED;

	rs->status = wrong ? 422 : 429;
	x->why = wrong ? SESSIONS_NEW_WRONG : SESSIONS_NEW_TOO_OFTEN;
	return show(rq, rs, x, e);
}

enum err_kind sessions_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct entry x = { .email = "", .next = "" };
	enum viewer_entry what;
	struct kept kept;
	struct form form;

	if (tls_needed(rq)) {
		rs->status = 403;
		return show(rq, rs, &x, e);
	}
	form_read(rq, FIELDS(sign_in_fields), &form);
	x.email = form.v[SIGN_IN_EMAIL].text;
	x.next = form.v[SIGN_IN_NEXT].text;
	if (kept_of_sign_in(rq, &kept))
		x.kept = &kept;
	/* A bad form is a wrong password: it takes as long, says the same. */
	if (viewer_sign_in(rq, rs, form.ok ? x.email : "",
			   form.ok ? form.v[SIGN_IN_PASSWORD].text : "", &what,
			   &x.wait, e))
		return e->kind;
	return what == VIEWER_IN ? go_on(rq, rs, x.kept, x.next, e)
				 : once_more(rq, rs, what, &x, e);
}

bool sessions_ended(struct req *rq, struct resp *rs)
{
	struct entry x = { .why = SESSIONS_NEW_EXPIRED,
			   .email = "",
			   .next = "" };
	struct err e = { 0 };
	struct kept kept;

	if (!kept_of_form(rq, &kept) || tls_needed(rq))
		return false;
	x.kept = &kept;
	rs->status = 403;
	if (!show(rq, rs, &x, &e))
		return true;
	http_reset(rs); /* too large to carry */
	return false;
}

bool sessions_carry_on(struct req *rq, struct resp *rs)
{
	struct entry x = { .why = SESSIONS_NEW_EXPIRED,
			   .email = "",
			   .next = "" };
	struct err e = { 0 };
	bool theirs = false;
	struct kept kept;

	if (!kept_of_sign_in(rq, &kept) || tls_needed(rq))
		return false;
	if (rq->viewer.person.n)
		return !viewer_wrote(rq, kept.csrf, &theirs, &e) && theirs &&
		       !kept_page(rq, rs, &kept, &e);
	x.kept = &kept;
	rs->status = 403;
	return !show(rq, rs, &x, &e);
}

enum err_kind sessions_end(struct req *rq, struct resp *rs, struct err *e)
{
	if (rq->viewer.person.n && viewer_sign_out(rq, rs, e))
		return e->kind;
	page_done(rq, rs, PAGE_SIGNED_OUT, "/session/new");
	return ERR_NONE;
}
