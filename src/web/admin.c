#include "web/admin.h"
#include "base/limits.h"
#include "base/str.h"
#include "web/names.h"
#include "web/pager.h"
#include <ctype.h>

struct view *admin_page(struct req *rq, const char *at, const char *rail,
			const char *tpl, const char *name)
{
	struct view *v = page_new(rq, at, tpl), *side;

	side = view_include(v, name, PARTS_ADMIN_TPL);
	view_show(side, rail);
	if (access_admin(&rq->viewer))
		view_show(side, PARTS_ADMIN_SET_UP);
	if (access_customers(&rq->viewer))
		view_show(side, PARTS_ADMIN_SLA);
	return v;
}

void admin_title(struct req *rq, const char *title)
{
	view_text(view_row(page_frame(rq), LAYOUT_ABOUT), LAYOUT_ABOUT_WHAT,
		  title);
}

/* ---- Lists --------------------------------------------------------------- */

enum {
	LIST_Q,
	LIST_AFTER,
	LIST_BEFORE
};
static const struct field list_fields[] = {
	[LIST_Q] = { "q", FIELD_LINE, .max = LIMIT_NAME },
	[LIST_AFTER] = { "after", FIELD_LINE, .max = RNG_OID_LEN },
	[LIST_BEFORE] = { "before", FIELD_LINE, .max = RNG_OID_LEN },
};

void admin_list_read(const struct req *rq, struct admin_list *l)
{
	struct req get = *rq; /* the page may be shown again by a POST */
	struct form f;

	get.method = GET;
	form_read(&get, FIELDS(list_fields), &f);
	*l = (struct admin_list){ .q = "", .key = "" };
	if (f.v[LIST_Q].given)
		l->q = f.v[LIST_Q].text;
	if (f.v[LIST_AFTER].given)
		l->key = f.v[LIST_AFTER].text;
	else if (f.v[LIST_BEFORE].given)
		l->key = f.v[LIST_BEFORE].text;
	l->back = !f.v[LIST_AFTER].given && f.v[LIST_BEFORE].given;
}

static const char *url_of(struct req *rq, const char *path, const char *more,
			  const char *q, const char *way, const char *oid)
{
	struct sbuf b = SBUF_INIT(4 * LIMIT_URL);
	const char *url;

	sbuf_printf(&b, "%s?%s", path, more);
	if (*q) {
		sbuf_str(&b, "q=");
		http_encode(&b, q);
		sbuf_char(&b, '&');
	}
	sbuf_printf(&b, "%s=%s", way, oid);
	url = arena_str(rq->a, sbuf_text(&b));
	sbuf_release(&b);
	return url;
}

void admin_pager(struct req *rq, struct view *v, const char *name,
		 const char *path, const char *more, const struct admin_list *l,
		 const struct admin_pages *p)
{
	const char *previous = NULL, *next = NULL;

	if (p->before && p->first)
		previous = url_of(rq, path, more, l->q, "before", p->first);
	if (p->after && p->last)
		next = url_of(rq, path, more, l->q, "after", p->last);
	pager_include(v, name, previous, next);
}

void admin_count(struct view *v, const char *name, int64_t n)
{
	char text[STR_I64 + 1];
	size_t len = str_of_i64(n > LIMIT_COUNT ? LIMIT_COUNT : n, text);

	if (n > LIMIT_COUNT)
		memcpy(text + len, "+", 2);
	view_text(v, name, text);
}

/* ---- Forms --------------------------------------------------------------- */

size_t admin_oids(const struct req *rq, const char *name, const char **out,
		  size_t max)
{
	size_t n = 0;

	for (size_t i = 0; i < rq->fields.n && n < max; i++)
		if (str_eq(rq->fields.v[i].name, name) &&
		    rng_oid_valid(rq->fields.v[i].text))
			out[n++] = rq->fields.v[i].text;
	return n;
}

static const char *id_of(const struct field *f)
{
	return f->id ? f->id : f->name;
}

bool admin_fault(struct req *rq, const struct form *f, struct err *e,
		 struct admin_fault *out)
{
	const char *msg = e->msg;

	*out = (struct admin_fault){ 0 };
	if (e->kind != ERR_INVALID && e->kind != ERR_CONFLICT)
		return false;
	for (size_t i = 0; i < f->n && !out->text; i++) {
		size_t n = strlen(f->fields[i].name);

		if (!str_starts(msg, f->fields[i].name) ||
		    !str_starts(msg + n, ": "))
			continue;
		out->id = id_of(&f->fields[i]);
		out->text = page_sentence(rq->a, msg + n + 2);
	}
	if (!out->text && e->kind == ERR_INVALID) {
		out->id = id_of(&f->fields[0]);
		out->text = page_sentence(rq->a, msg);
	}
	if (!out->text)
		return false;
	err_clear(e);
	return true;
}

bool admin_stale(const struct req *rq, const struct err *e)
{
	return e->kind == ERR_CONFLICT && !rq->job.told;
}

void admin_refuse(struct req *rq, struct resp *rs, struct view *v,
		  const char *errors, const struct form *f,
		  const struct admin_fault *fault)
{
	if (fault && fault->text)
		page_error(rq, v, errors, fault->id, fault->text);
	else
		page_errors(rq, v, errors, f);
	page_invalid(rq, rs);
}

/* The section "SUBJECT_ERROR" of the input "subject", with its text. */
static void add_beside(struct view *v, const char *id, const char *suffix,
		       const char *text)
{
	char section[48];
	size_t n = 0;

	for (; id[n] && n < sizeof(section) - 7; n++)
		section[n] = (char)toupper((unsigned char)id[n]);
	memcpy(section + n, suffix, strlen(suffix) + 1);
	view_text(view_row(v, section), PARTS_ERRORS_TEXT, text);
}

void admin_beside(struct req *rq, struct view *fields, const struct form *f,
		  const struct admin_fault *fault)
{
	if (fault && fault->text) {
		add_beside(fields, fault->id, "_ERROR", fault->text);
		return;
	}
	for (size_t i = 0; i < f->n; i++)
		if (f->v[i].fault)
			add_beside(fields, id_of(&f->fields[i]), "_ERROR",
				   form_fault_text(rq->a, &f->fields[i],
						   &f->v[i]));
}

void admin_now(struct req *rq, struct resp *rs, struct view *v, const char *id,
	       const char *typed, const char *now)
{
	if (rs->status != 409)
		view_show(page_frame(rq), LAYOUT_INVALID);
	rs->status = 409;
	if (!str_eq(typed, now))
		add_beside(v, id, "_NOW", now);
}

bool admin_was(const struct req *rq, enum page_done what)
{
	return rq->method == GET && page_was(rq, what);
}
