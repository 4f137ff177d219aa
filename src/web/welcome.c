#include "web/welcome.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/account.h"
#include "desk/people.h"
#include "store/person_store.h"
#include "web/admin.h"
#include "web/names.h"
#include "web/page.h"

enum {
	WELCOME_TOKEN,
	WELCOME_PASSWORD
};
/* clang-format off */
static const struct field fields[] = {
	[WELCOME_TOKEN]    = { "token", FIELD_SECRET, .max = RNG_TOKEN_LEN },
	[WELCOME_PASSWORD] = { "password", FIELD_SECRET, .max = LIMIT_PASSWORD, .must = true },
};
/* clang-format on */

/* A link that opens nothing, whatever the reason: nobody learns which. */
static enum err_kind show_void(struct req *rq, struct resp *rs, struct err *e)
{
	struct view *v = page_new(rq, LAYOUT_AT_WELCOME, WELCOME_SHOW_TPL);

	err_clear(e);
	view_show(v, WELCOME_SHOW_LINK_VOID);
	rs->status = 404;
	return page_send(rq, rs, e);
}

static struct view *start(struct req *rq, const struct person *p,
			  const char *token)
{
	struct view *v = page_new(rq, LAYOUT_AT_WELCOME, WELCOME_SHOW_TPL);
	struct view *form = view_row(v, WELCOME_SHOW_FORM);

	view_text(form, WELCOME_SHOW_NAME, p->name);
	view_text(form, WELCOME_SHOW_EMAIL, p->email);
	view_text(form, WELCOME_SHOW_TOKEN, token);
	view_int(form, WELCOME_SHOW_PASSWORD_MIN, LIMIT_PASSWORD_MIN);
	view_int(form, WELCOME_SHOW_PASSWORD_MAX, LIMIT_PASSWORD);
	return form;
}

enum err_kind welcome_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct person p;
	struct form f;
	const char *token;

	if (!rq->job.db) /* a page for visitors, but not without its database */
		return err_set(e, ERR_BUSY, "the database is away");
	form_read(rq, FIELDS(fields), &f);
	token = f.v[WELCOME_TOKEN].text;
	if (people_invited(&rq->job, token, &p, e) == ERR_NOT_FOUND)
		return show_void(rq, rs, e);
	if (e->kind)
		return e->kind;
	(void)start(rq, &p, token);
	return page_send(rq, rs, e);
}

enum err_kind welcome_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	const char *token, *email;
	struct person p;
	struct form f;
	bool done;

	form_read(rq, FIELDS(fields), &f);
	token = f.v[WELCOME_TOKEN].text;
	if (account_done(&rq->job, &done, e))
		return e->kind;
	if (done) { /* the link is used up, by this very form */
		page_done(rq, rs, PAGE_WELCOME, "/session/new");
		return ERR_NONE;
	}
	if (people_invited(&rq->job, token, &p, e) == ERR_NOT_FOUND)
		return show_void(rq, rs, e);
	if (e->kind)
		return e->kind;
	if (f.ok) {
		if (!people_accept(&rq->job, token, f.v[WELCOME_PASSWORD].text,
				   &email, e)) {
			page_done(rq, rs, PAGE_WELCOME, "/session/new");
			return ERR_NONE;
		}
		if (e->kind == ERR_NOT_FOUND)
			return show_void(rq, rs, e);
		if (!admin_fault(rq, &f, e, &fault))
			return e->kind;
		fault.id = fields[WELCOME_PASSWORD].name;
	}
	admin_refuse(rq, rs, start(rq, &p, token), WELCOME_SHOW_ERRORS, &f,
		     &fault);
	return page_send(rq, rs, e);
}
