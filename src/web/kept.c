#include "web/kept.h"
#include "base/limits.h"
#include "base/str.h"
#include "web/names.h"
#include "web/page.h"

#define PREFIX "kept-"
#define PREFIX_N (sizeof(PREFIX) - 1)
#define FIELDS_MOST 48 /* the sign-in form has some of its own */
#define NAME_MOST 64

bool kept_is_secret(const char *name)
{
	return str_eq(name, "csrf") || strstr(name, "password") ||
	       str_eq(name, "token");
}

bool kept_is_prose(const char *name)
{
	return str_eq(name, "subject") || str_eq(name, "body") ||
	       str_eq(name, "reason") || str_eq(name, "note") ||
	       str_eq(name, "name") || str_eq(name, "tags");
}

/* A name that a form of ours could have. */
static bool is_name(const char *s)
{
	static const char plain[] = "abcdefghijklmnopqrstuvwxyz0123456789_-"
				    "ABCDEFGHIJKLMNOPQRSTUVWXYZ[].";
	size_t n = strlen(s);

	return n > 0 && n <= NAME_MOST && strspn(s, plain) == n;
}

static bool add(struct http_pair *v, size_t *n, const char *name,
		const struct http_pair *p)
{
	if (*n == FIELDS_MOST)
		return false;
	if (is_name(name) && str_utf8_valid(p->text, p->n))
		v[(*n)++] = (struct http_pair){ name, p->text, p->n };
	return true;
}

bool kept_of_form(const struct req *rq, struct kept *out)
{
	struct http_pair *v = ARENA_ARRAY(rq->a, FIELDS_MOST, struct http_pair);
	const struct http_pair *csrf = http_find(&rq->fields, "csrf");
	bool any = false;

	*out = (struct kept){ .path = rq->path, .fields.v = v };
	if (!csrf || !http_local_path(rq->path))
		return false;
	out->csrf = csrf->text;
	for (size_t i = 0; i < rq->fields.n; i++) {
		const struct http_pair *p = &rq->fields.v[i];

		if (kept_is_secret(p->name))
			continue;
		if (!add(v, &out->fields.n, p->name, p))
			return false;
		any |= p->n > 0 && !str_eq(p->name, "once");
	}
	return any;
}

bool kept_of_sign_in(const struct req *rq, struct kept *out)
{
	struct http_pair *v = ARENA_ARRAY(rq->a, FIELDS_MOST, struct http_pair);
	const struct http_pair *path = http_find(&rq->fields, "kept_path");
	const struct http_pair *csrf = http_find(&rq->fields, "kept_csrf");

	*out = (struct kept){ .fields.v = v };
	if (!path || !csrf || !http_local_path(path->text))
		return false;
	out->path = path->text;
	out->csrf = csrf->text;
	for (size_t i = 0; i < rq->fields.n; i++) {
		const struct http_pair *p = &rq->fields.v[i];

		if (str_starts(p->name, PREFIX) &&
		    !kept_is_secret(p->name + PREFIX_N) &&
		    !add(v, &out->fields.n, p->name + PREFIX_N, p))
			return false;
	}
	return true;
}

void kept_carry(const struct kept *k, struct view *form)
{
	struct view *section = view_row(form, SESSIONS_NEW_KEPT);

	view_text(section, SESSIONS_NEW_KEPT_PATH, k->path);
	view_text(section, SESSIONS_NEW_KEPT_CSRF, k->csrf);
	for (size_t i = 0; i < k->fields.n; i++) {
		struct view *row = view_row(section, SESSIONS_NEW_FIELD);

		view_text(row, SESSIONS_NEW_NAME, k->fields.v[i].name);
		view_text(row, SESSIONS_NEW_VALUE, k->fields.v[i].text);
	}
}

enum err_kind kept_page(struct req *rq, struct resp *rs, const struct kept *k,
			struct err *e)
{
	struct view *v = page_new(rq, LAYOUT_AT_SIGN_IN, SESSIONS_KEPT_TPL);

	view_text(v, SESSIONS_KEPT_ACTION, k->path);
	for (size_t i = 0; i < k->fields.n; i++) {
		const struct http_pair *p = &k->fields.v[i];
		struct view *row;

		if (kept_is_prose(p->name) && !str_blank(p->text, p->n))
			view_text(view_row(v, SESSIONS_KEPT_TYPED),
				  SESSIONS_KEPT_TEXT, p->text);
		row = view_row(v, SESSIONS_KEPT_FIELD);
		view_text(row, SESSIONS_KEPT_NAME, p->name);
		view_text(row, SESSIONS_KEPT_VALUE, p->text);
	}
	return page_send(rq, rs, e);
}
