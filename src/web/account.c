#include "web/account.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/account.h"
#include "store/person_store.h"
#include "web/names.h"
#include "web/page.h"
#include "web/viewer.h"
#include "web/words.h"

#define LIMIT_ZONE_NAME 64

enum {
	ABOUT_NAME,
	ABOUT_ZONE
};
enum {
	SECRET_CURRENT,
	SECRET_NEW
};
/* clang-format off */
static const struct field about_fields[] = {
	[ABOUT_NAME] = { "name", FIELD_LINE, .max = LIMIT_NAME, .must = true },
	[ABOUT_ZONE] = { "zone", FIELD_LINE, .max = LIMIT_ZONE_NAME, .must = true,
			 .id = "home_zone" },
};
static const struct field secret_fields[] = {
	[SECRET_CURRENT] = { "current_password", FIELD_SECRET, .max = LIMIT_PASSWORD,
			     .must = true, .id = "current" },
	[SECRET_NEW]     = { "password", FIELD_SECRET, .max = LIMIT_PASSWORD,
			     .must = true },
};
/* clang-format on */

/* ---- The page ------------------------------------------------------------ */

/* Which of them is this one? Each has its own form key. */
static bool is_this(const struct req *rq, const struct session_row *s)
{
	return s->oid && str_eq(s->oid, rq->session);
}

static void fill_session(const struct req *rq, struct view *v,
			 const struct session_row *s)
{
	struct view *row = view_row(v, ACCOUNT_SHOW_SESSION);

	if (*s->came_from)
		view_text(view_row(row, ACCOUNT_SHOW_FROM),
			  ACCOUNT_SHOW_NETWORK, s->came_from);
	else
		view_show(row, ACCOUNT_SHOW_UNKNOWN);
	words_time_for(rq, row, ACCOUNT_SHOW_SINCE, s->created);
	words_time_for(rq, row, ACCOUNT_SHOW_SEEN, s->seen);
	if (is_this(rq, s))
		view_show(row, ACCOUNT_SHOW_THIS);
	else if (s->oid)
		view_text(view_row(row, ACCOUNT_SHOW_END), ACCOUNT_SHOW_OID,
			  s->oid);
}

static enum err_kind fill_sessions(struct req *rq, struct view *v,
				   struct err *e)
{
	const struct session_idle idle = viewer_idle(rq);
	struct session_list list;

	if (session_store_list(rq->job.db, rq->a, rq->viewer.person,
			       rq->job.by.now, &idle, &list, e))
		return e->kind;
	for (size_t i = 0; i < list.n; i++)
		fill_session(rq, v, &list.v[i]);
	if (list.n > 1)
		view_show(v, ACCOUNT_SHOW_OTHERS);
	return ERR_NONE;
}

/* With what was typed into the first form, or as it is (NULL). */
static enum err_kind start_page(struct req *rq, const struct form *about,
				struct view **out, struct err *e)
{
	struct view *v = page_new(rq, LAYOUT_AT_ACCOUNT, ACCOUNT_SHOW_TPL);
	struct person p;

	*out = v;
	if (person_store_find(rq->job.db, rq->a, rq->viewer.person, &p, e))
		return e->kind;
	view_text(v, ACCOUNT_SHOW_NAME,
		  about ? about->v[ABOUT_NAME].text : p.name);
	view_text(v, ACCOUNT_SHOW_HOME_ZONE,
		  about ? about->v[ABOUT_ZONE].text : p.zone);
	view_text(v, ACCOUNT_SHOW_EMAIL, rq->email);
	view_int(v, ACCOUNT_SHOW_NAME_MAX, LIMIT_NAME);
	view_int(v, ACCOUNT_SHOW_PASSWORD_MIN, LIMIT_PASSWORD_MIN);
	view_int(v, ACCOUNT_SHOW_PASSWORD_MAX, LIMIT_PASSWORD);
	return fill_sessions(rq, v, e);
}

enum err_kind account_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct view *v;

	if (start_page(rq, NULL, &v, e))
		return e->kind;
	return page_send(rq, rs, e);
}

/* ---- Name and zone ------------------------------------------------------- */

/* What the desk said is "name: ...": of which input? Without its name. */
static const char *of_input(struct arena *a, const struct field *fields,
			    size_t n, const char *msg, const char **id)
{
	*id = fields[0].id ? fields[0].id : fields[0].name;
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(fields[i].name);

		if (!str_starts(msg, fields[i].name) || msg[len] != ':')
			continue;
		*id = fields[i].id ? fields[i].id : fields[i].name;
		return arena_str(a, msg + len + 2);
	}
	return arena_str(a, msg);
}

enum err_kind account_save(struct req *rq, struct resp *rs, struct err *e)
{
	const char *why = NULL, *id;
	struct form form;
	struct view *v;

	form_read(rq, FIELDS(about_fields), &form);
	if (form.ok) {
		if (!account_update(&rq->job, form.v[ABOUT_NAME].text,
				    form.v[ABOUT_ZONE].text, e)) {
			page_done(rq, rs, PAGE_SAVED, "/account");
			return ERR_NONE;
		}
		if (e->kind != ERR_INVALID)
			return e->kind;
		why = of_input(rq->a, FIELDS(about_fields), e->msg, &id);
		err_clear(e);
	}
	if (start_page(rq, &form, &v, e))
		return e->kind;
	if (why)
		page_error(rq, v, ACCOUNT_SHOW_ERRORS, id, why);
	else
		page_errors(rq, v, ACCOUNT_SHOW_ERRORS, &form);
	page_invalid(rq, rs);
	return page_send(rq, rs, e);
}

/* ---- Password ------------------------------------------------------------ */

/* The form comes back, empty, with what is wrong with it. */
static enum err_kind refuse(struct req *rq, struct resp *rs,
			    const struct form *form, const char *id,
			    const char *why, struct err *e)
{
	struct view *v;

	if (start_page(rq, NULL, &v, e))
		return e->kind;
	if (why)
		page_error(rq, v, ACCOUNT_SHOW_ERRORS, id, why);
	else
		page_errors(rq, v, ACCOUNT_SHOW_ERRORS, form);
	page_invalid(rq, rs);
	return page_send(rq, rs, e);
}

/* Too often: nobody looks at the password any more. */
static enum err_kind wait_first(struct req *rq, struct resp *rs, seconds wait,
				struct err *e)
{
	char for_long[WORDS_TEXT], text[WORDS_TEXT];
	const struct words_blank blanks[] = { { "WAIT", for_long },
					      { NULL, NULL } };

	words_duration(wait < 60 ? 60 : wait, UNIT_WORKING, for_long);
	words_fill(WORD_FAULT_WAIT, blanks, text);
	if (refuse(rq, rs, NULL, secret_fields[SECRET_CURRENT].id, text, e))
		return e->kind;
	rs->status = 429;
	return ERR_NONE;
}

/* The present one was right. */
static enum err_kind set_password(struct req *rq, struct resp *rs,
				  const char *password, struct err *e)
{
	unsigned char hash[RNG_HASH_LEN];
	const char *why, *id;

	if (!viewer_token_hash(rq, hash))
		return err_set(e, ERR_DENIED, "no session");
	if (!account_set_password(&rq->job, password, hash, e)) {
		page_done(rq, rs, PAGE_PASSWORD_SET, "/account");
		return ERR_NONE;
	}
	if (e->kind != ERR_INVALID)
		return e->kind;
	why = of_input(rq->a, &secret_fields[SECRET_NEW], 1, e->msg, &id);
	err_clear(e);
	return refuse(rq, rs, NULL, id, why, e);
}

enum err_kind account_password(struct req *rq, struct resp *rs, struct err *e)
{
	enum viewer_entry entry;
	seconds wait = 0;
	struct form form;
	bool done;

	form_read(rq, FIELDS(secret_fields), &form);
	if (!form.ok)
		return refuse(rq, rs, &form, NULL, NULL, e);
	if (account_done(&rq->job, &done, e))
		return e->kind;
	if (done) { /* it is the other password by now */
		page_done(rq, rs, PAGE_PASSWORD_SET, "/account");
		return ERR_NONE;
	}
	if (viewer_knows(rq, form.v[SECRET_CURRENT].text, &entry, &wait, e))
		return e->kind;
	switch (entry) {
	case VIEWER_IN:
		return set_password(rq, rs, form.v[SECRET_NEW].text, e);
	case VIEWER_REFUSED:
		return refuse(rq, rs, NULL, secret_fields[SECRET_CURRENT].id,
			      words_get(WORD_FAULT_PASSWORD), e);
	case VIEWER_TOO_OFTEN:
		break;
	}
	return wait_first(rq, rs, wait, e);
}

/* ---- Sessions ------------------------------------------------------------ */

enum err_kind account_end(struct req *rq, struct resp *rs, struct err *e)
{
	if (account_end_session(&rq->job, rq->oid, e))
		return e->kind;
	page_done(rq, rs, PAGE_SESSION_ENDED, "/account");
	return ERR_NONE;
}

enum err_kind account_end_all(struct req *rq, struct resp *rs, struct err *e)
{
	unsigned char hash[RNG_HASH_LEN];

	if (!viewer_token_hash(rq, hash))
		return err_set(e, ERR_DENIED, "no session");
	if (account_end_others(&rq->job, hash, e))
		return e->kind;
	page_done(rq, rs, PAGE_SESSIONS_ENDED, "/account");
	return ERR_NONE;
}
