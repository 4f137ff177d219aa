#include "web/errors.h"
#include "base/log.h"
#include "base/rng.h"
#include "base/str.h"
#include "web/csrf.h"
#include "web/kept.h"
#include "web/names.h"
#include "web/page.h"
#include "web/router.h"
#include "web/site.h"

static const struct {
	const char *section;
	int status;
} pages[ERRORS_N] = {
	[ERRORS_BAD_REQUEST] = { ERRORS_PAGE_BAD_REQUEST, 400 },
	[ERRORS_FORBIDDEN] = { ERRORS_PAGE_FORBIDDEN, 403 },
	[ERRORS_EXPIRED] = { ERRORS_PAGE_EXPIRED, 403 },
	[ERRORS_FOREIGN] = { ERRORS_PAGE_FOREIGN, 403 },
	[ERRORS_NOT_FOUND] = { ERRORS_PAGE_NOT_FOUND, 404 },
	[ERRORS_LINK] = { ERRORS_PAGE_LINK, 404 },
	[ERRORS_METHOD] = { ERRORS_PAGE_METHOD, 405 },
	[ERRORS_CONFLICT] = { ERRORS_PAGE_CONFLICT, 409 },
	[ERRORS_SENT] = { ERRORS_PAGE_SENT, 409 },
	[ERRORS_TOO_LARGE] = { ERRORS_PAGE_TOO_LARGE, 413 },
	[ERRORS_INVALID] = { ERRORS_PAGE_INVALID, 422 },
	[ERRORS_TOO_MANY] = { ERRORS_PAGE_TOO_MANY, 429 },
	[ERRORS_BROKEN] = { ERRORS_PAGE_BROKEN, 500 },
	[ERRORS_BUSY] = { ERRORS_PAGE_BUSY, 503 },
};

enum errors_what errors_of(enum err_kind kind, enum http_method method)
{
	switch (kind) {
	case ERR_INVALID:
		return method == POST ? ERRORS_INVALID : ERRORS_BAD_REQUEST;
	case ERR_NOT_FOUND:
		return ERRORS_NOT_FOUND;
	case ERR_DENIED:
		return ERRORS_FORBIDDEN;
	case ERR_CONFLICT:
		return ERRORS_CONFLICT;
	case ERR_BUSY:
	case ERR_UNSURE:
		return ERRORS_BUSY;
	case ERR_NONE:
	case ERR_BROKEN:
		break;
	}
	return ERRORS_BROKEN;
}

void errors_denied_to(const struct req *rq, person_id actor, const char *why)
{
	log_event(LOG_WARN, "denied",
		  LOG_PAIRS(LOG_N("person", actor.n), LOG_S("why", why),
			    LOG_S("method", rq->method_text),
			    LOG_S("route", rq->route ? rq->route->path : ""),
			    LOG_S("code", rq->code), LOG_S("oid", rq->oid),
			    LOG_S("remote", rq->remote),
			    LOG_S("request", rq->job.by.request_id)));
}

void errors_denied(const struct req *rq, const char *why)
{
	errors_denied_to(rq, rq->viewer.person, why);
}

static void show_typed(struct view *v, const struct http_pairs *fields)
{
	struct view *kept = NULL;

	for (size_t i = 0; i < fields->n; i++) {
		const struct http_pair *p = &fields->v[i];

		if (!kept_is_prose(p->name) || !str_utf8_valid(p->text, p->n) ||
		    str_blank(p->text, p->n))
			continue;
		if (!kept)
			kept = view_row(v, ERRORS_PAGE_KEPT);
		view_text(view_row(kept, ERRORS_PAGE_TYPED), ERRORS_PAGE_TEXT,
			  p->text);
	}
}

/* The token to send it with: the one it had, or another for another deed. */
static const char *next_once(struct req *rq, bool anew)
{
	const struct http_pair *once = http_find(&rq->fields, "once");
	char fresh[RNG_TOKEN_LEN + 1];

	if (!anew)
		return once ? once->text : "";
	rng_token(fresh);
	return arena_str(rq->a, fresh);
}

/* The same form once more, by a press of a button. */
static void show_retry(struct req *rq, struct view *v, bool anew)
{
	struct view *retry = view_row(v, ERRORS_PAGE_RETRY);

	view_text(retry, ERRORS_PAGE_ACTION, rq->path);
	view_text(retry, ERRORS_PAGE_OLD_ONCE, next_once(rq, anew));
	view_show(retry, anew ? ERRORS_PAGE_ANEW : ERRORS_PAGE_AGAIN);
	for (size_t i = 0; i < rq->fields.n; i++) {
		const struct http_pair *p = &rq->fields.v[i];
		struct view *field;

		if (kept_is_secret(p->name) || str_eq(p->name, "once") ||
		    !str_utf8_valid(p->text, p->n) ||
		    !str_utf8_valid(p->name, strlen(p->name)))
			continue;
		field = view_row(retry, ERRORS_PAGE_FIELD);
		view_text(field, ERRORS_PAGE_NAME, p->name);
		view_text(field, ERRORS_PAGE_VALUE, p->text);
	}
}

/*
 * Is one press enough to do it after all? While the database is away nobody
 * knows who asks, so the form goes back with the token it came with.
 */
static bool may_retry(struct req *rq, enum errors_what what)
{
	const struct http_pair *csrf = http_find(&rq->fields, "csrf");

	if (http_find(&rq->fields, "password"))
		return false;
	if (what == ERRORS_BUSY && str_empty(rq->csrf) && csrf)
		rq->csrf = csrf->text;
	return what == ERRORS_BUSY || what == ERRORS_SENT ||
	       (what == ERRORS_EXPIRED && rq->viewer.person.n);
}

/* Where the person came from, as far as we know it. */
static const char *way_back(struct req *rq)
{
	const char *back;

	if (rq->method == POST && rq->code[0])
		return arena_printf(rq->a, "/tickets/%s", rq->code);
	back = csrf_local_referer(rq);
	return back && rq->files_origin
		       ? arena_printf(rq->a, "%s%s", rq->site->conf->base_url,
				      back)
		       : back;
}

static bool is_page(const struct req *rq, const char *path)
{
	struct req probe = *rq; /* takes the code or the id of the path */
	bool known;

	return router_find(rq->site->routes, GET, path, &probe, &known) != NULL;
}

/* The page of what a form made or changed when it was sent first, or NULL. */
static const char *page_of_it(struct req *rq)
{
	const char *told = rq->job.told, *at, *path;

	if (rq->oid[0]) { /* the object's: "/people/OID" of ".../disabled" */
		at = strstr(rq->path, rq->oid);
		path = at ? arena_copy(rq->a, rq->path,
				       (size_t)(at - rq->path) + RNG_OID_LEN)
			  : rq->path;
		return is_page(rq, path) ? path : NULL;
	}
	path = arena_printf(rq->a, "%s/%s", rq->path, told ? told : "");
	if (!str_empty(told) && is_page(rq, path))
		return path;
	return is_page(rq, rq->path) ? rq->path : NULL;
}

static void fill(struct req *rq, enum errors_what what, const char *detail,
		 struct view *v)
{
	const char *back = way_back(rq), *made = NULL;

	view_show(v, pages[what].section);
	if (what != ERRORS_CONFLICT && what != ERRORS_SENT) /* every day */
		view_text(view_row(v, ERRORS_PAGE_NUMBER),
			  ERRORS_PAGE_REQUEST_ID, rq->job.by.request_id);
	if (what == ERRORS_SENT)
		made = page_of_it(rq);
	if (made)
		view_text(view_row(v, ERRORS_PAGE_MADE), ERRORS_PAGE_URL, made);
	if (detail)
		view_text(view_row(v, ERRORS_PAGE_DETAIL), ERRORS_PAGE_TEXT,
			  detail);
	if (what == ERRORS_EXPIRED && !rq->viewer.person.n)
		view_text(view_row(v, ERRORS_PAGE_SIGN_IN), ERRORS_PAGE_NEXT,
			  back ? back : "/");
	if (back)
		view_text(view_row(v, ERRORS_PAGE_BACK), ERRORS_PAGE_URL, back);
}

void errors_page(struct req *rq, struct resp *rs, enum errors_what what,
		 const char *detail)
{
	struct err e = { 0 };
	struct view *v;
	bool ours = rq->method == POST && csrf_same_origin(rq);
	bool retry = ours && may_retry(rq, what);

	if (rq->files_origin && what == ERRORS_NOT_FOUND)
		what = ERRORS_LINK;
	http_reset(rs);
	rs->status = pages[what].status;
	v = page_new(rq, LAYOUT_AT_ERROR, ERRORS_PAGE_TPL);
	fill(rq, what, detail, v);
	if (ours && what != ERRORS_FOREIGN)
		show_typed(v, &rq->fields);
	if (retry)
		show_retry(rq, v, what == ERRORS_SENT);
	else
		rq->new_cookie = NULL; /* there is no form on it */
	if (page_send(rq, rs, &e)) {   /* too large to give back */
		sbuf_clear(&rs->body);
		v = page_new(rq, LAYOUT_AT_ERROR, ERRORS_PAGE_TPL);
		fill(rq, what, detail, v);
		if (page_send(rq, rs, &e)) {
			sbuf_clear(&rs->body);
			sbuf_str(&rs->body, http_reason(rs->status));
			rs->content_type = "text/plain; charset=utf-8";
		}
	}
}
