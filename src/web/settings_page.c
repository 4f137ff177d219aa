#include "web/settings_page.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/settings.h"
#include "web/admin.h"
#include "web/names.h"
#include "web/words.h"

#define MOST_ITEMS 500
#define MOST_LINES 2000

/* clang-format off */
static const struct field_choice deeds[] = {
	{ "look", false },
	{ "apply", true },
	{ NULL, false },
};
enum {
	FORM_REMOVE,
	FORM_OPEN,
	FORM_SEEN,
	FORM_DEED
};
static const struct field fields[] = {
	[FORM_REMOVE] = { "remove", FIELD_FLAG },
	[FORM_OPEN]   = { "open", FIELD_FLAG },
	[FORM_SEEN]   = { "seen", FIELD_LINE, .max = SETTINGS_SEEN_LEN },
	[FORM_DEED]   = { "deed", FIELD_CHOICE, .choices = deeds, .must = true },
};
/* clang-format on */

struct importing {
	struct settings_import in;
	struct settings *file;
	const struct http_pair *text; /* the file, as it came */
	struct settings_plan plan;
	bool planned, changed;
	const char *fault;
};

/* ---- The page -------------------------------------------------------------
 */

static size_t fill_lines(struct view *row, const struct settings_item *item,
			 size_t room)
{
	size_t n = item->nlines < room ? item->nlines : room;

	for (size_t i = 0; i < n; i++) {
		struct view *line = view_row(row, SETTINGS_SHOW_LINE);

		view_text(line, SETTINGS_SHOW_TEXT, item->lines[i].text);
		view_show(line, item->lines[i].added ? SETTINGS_SHOW_ADDED
						     : SETTINGS_SHOW_TAKEN);
	}
	return n;
}

/* What stays is counted only. */
static void fill_items(struct view *v, const struct settings_plan *p)
{
	static const char *const deed[SETTINGS_DEED_N] = {
		[SETTINGS_MAKE] = SETTINGS_SHOW_MAKE,
		[SETTINGS_CHANGE] = SETTINGS_SHOW_CHANGE,
		[SETTINGS_KEEP] = SETTINGS_SHOW_KEEP,
		[SETTINGS_REMOVE] = SETTINGS_SHOW_REMOVE,
	};
	size_t shown = 0, more = 0, room = MOST_LINES;

	for (size_t i = 0; i < p->n; i++) {
		struct view *row;

		if (p->v[i].deed == SETTINGS_STAY)
			continue;
		if (shown == MOST_ITEMS || room == 0) {
			more++;
			continue;
		}
		shown++;
		row = view_row(v, SETTINGS_SHOW_ITEM);
		view_text(row, SETTINGS_SHOW_WHAT, p->v[i].what);
		view_text(row, SETTINGS_SHOW_NAME, p->v[i].name);
		view_show(row, deed[p->v[i].deed]);
		room -= fill_lines(row, &p->v[i], room);
	}
	if (more)
		view_int(view_row(v, SETTINGS_SHOW_MORE), SETTINGS_SHOW_COUNT,
			 (int64_t)more);
}

static void fill_count(struct view *v, const char *name, size_t n)
{
	view_int(v, name, (int64_t)n);
}

static void fill_plan(struct view *page, const struct importing *im)
{
	const struct settings_plan *p = &im->plan;
	struct view *v = view_row(page, SETTINGS_SHOW_PLAN), *apply;

	fill_count(v, SETTINGS_SHOW_MADE, p->count[SETTINGS_MAKE]);
	fill_count(v, SETTINGS_SHOW_ALTERED, p->count[SETTINGS_CHANGE]);
	fill_count(v, SETTINGS_SHOW_SAME, p->count[SETTINGS_STAY]);
	fill_count(v, SETTINGS_SHOW_GONE, p->count[SETTINGS_REMOVE]);
	fill_count(v, SETTINGS_SHOW_KEPT, p->count[SETTINGS_KEEP]);
	fill_items(v, p);
	if (p->count[SETTINGS_MAKE] + p->count[SETTINGS_CHANGE] +
		    p->count[SETTINGS_REMOVE] ==
	    0) {
		view_show(v, SETTINGS_SHOW_NOTHING);
		return;
	}
	apply = view_row(v, SETTINGS_SHOW_APPLY);
	view_text(apply, SETTINGS_SHOW_SEEN, p->seen);
	view_text(apply, SETTINGS_SHOW_TEXT_XML, im->text->text);
	if (im->in.remove)
		view_show(apply, SETTINGS_SHOW_REMOVE_ON);
	if (im->in.open)
		view_show(apply, SETTINGS_SHOW_OPEN_ON);
}

static enum err_kind show(struct req *rq, struct resp *rs,
			  const struct importing *im, struct err *e)
{
	struct view *v = admin_page(rq, LAYOUT_AT_SETTINGS,
				    PARTS_ADMIN_AT_SETTINGS, SETTINGS_SHOW_TPL,
				    SETTINGS_SHOW_ADMIN);

	if (im->in.remove)
		view_show(v, SETTINGS_SHOW_REMOVE_ON);
	if (im->in.open)
		view_show(v, SETTINGS_SHOW_OPEN_ON);
	if (im->planned)
		fill_plan(v, im);
	if (im->fault) {
		page_invalid(rq, rs);
		page_error(rq, v, SETTINGS_SHOW_ERRORS, "file", im->fault);
	}
	if (im->changed) {
		view_show(v, SETTINGS_SHOW_CHANGED);
		rs->status = 409;
	}
	return page_send(rq, rs, e);
}

static enum err_kind say_left_out(struct req *rq, struct view *v, struct err *e)
{
	struct settings_text t;
	struct view *row;

	if (settings_export(&rq->job, &t, e))
		return e->kind;
	row = t.nleft_out ? view_row(v, SETTINGS_SHOW_LEFT_OUT) : NULL;
	for (size_t i = 0; i < t.nleft_out; i++)
		view_text(view_row(row, SETTINGS_SHOW_RULE), SETTINGS_SHOW_NAME,
			  t.left_out[i]);
	row = t.ncut ? view_row(v, SETTINGS_SHOW_CUT) : NULL;
	for (size_t i = 0; i < t.ncut; i++)
		view_text(view_row(row, SETTINGS_SHOW_LEVEL),
			  SETTINGS_SHOW_NAME, t.cut[i]);
	return ERR_NONE;
}

enum err_kind settings_page_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct view *v = admin_page(rq, LAYOUT_AT_SETTINGS,
				    PARTS_ADMIN_AT_SETTINGS, SETTINGS_SHOW_TPL,
				    SETTINGS_SHOW_ADMIN);

	if (say_left_out(rq, v, e))
		return e->kind;
	return page_send(rq, rs, e);
}

enum err_kind settings_page_export(struct req *rq, struct resp *rs,
				   struct err *e)
{
	struct settings_text t;

	if (settings_export(&rq->job, &t, e))
		return e->kind;
	sbuf_add(&rs->body, t.text, t.n);
	if (rs->body.failed)
		return err_set(e, ERR_INVALID,
			       "the settings are too large for a page");
	rs->content_type = "application/xml; charset=utf-8";
	rs->file_name = "settings.xml";
	return ERR_NONE;
}

/* ---- The import ------------------------------------------------------------
 */

/* What people may be told becomes a fault of the file. */
static bool is_fault(struct req *rq, struct importing *im, struct err *e)
{
	if (e->kind != ERR_INVALID && e->kind != ERR_CONFLICT &&
	    e->kind != ERR_DENIED)
		return false;
	im->fault = arena_str(rq->a, e->msg);
	err_clear(e);
	return true;
}

static void read_file(struct req *rq, struct importing *im)
{
	const struct http_pair *file = http_find(&rq->fields, "file");
	struct err e = { 0 };

	im->text = file && file->n ? file : http_find(&rq->fields, "text");
	if (!im->text || im->text->n == 0)
		im->fault = words_get(WORD_FAULT_MISSING);
	else if (settings_read(rq->a, im->text->text, im->text->n, &im->file,
			       &e))
		im->fault = arena_str(rq->a, e.msg);
	im->in.file = im->file;
}

static enum err_kind look(struct req *rq, struct importing *im, struct err *e)
{
	if (settings_preview(&rq->job, &im->in, &im->plan, e))
		return is_fault(rq, im, e) ? ERR_NONE : e->kind;
	im->planned = true;
	return ERR_NONE;
}

/* Somebody changed the desk: look again. */
static enum err_kind apply(struct req *rq, struct resp *rs,
			   struct importing *im, struct err *e)
{
	const char *seen = im->in.seen;

	if (settings_apply(&rq->job, &im->in, &im->plan, e) == ERR_NONE) {
		page_done(rq, rs, PAGE_SAVED, "/settings");
		return ERR_NONE;
	}
	if (e->kind == ERR_CONFLICT && !rq->job.told &&
	    !str_eq(seen, im->plan.seen)) {
		err_clear(e);
		im->changed = true;
		im->in.seen = NULL;
		return look(rq, im, e) ? e->kind : show(rq, rs, im, e);
	}
	if (rq->job.told || !is_fault(rq, im, e))
		return e->kind;
	return show(rq, rs, im, e);
}

enum err_kind settings_page_import(struct req *rq, struct resp *rs,
				   struct err *e)
{
	struct importing im = { 0 };
	struct form f;

	form_read(rq, FIELDS(fields), &f);
	if (form_check(rq->a, &f, e))
		return e->kind;
	im.in.remove = f.v[FORM_REMOVE].i64 != 0;
	im.in.open = f.v[FORM_OPEN].i64 != 0;
	im.in.seen = f.v[FORM_SEEN].text;
	read_file(rq, &im);
	if (im.fault)
		return show(rq, rs, &im, e);
	if (f.v[FORM_DEED].i64)
		return apply(rq, rs, &im, e);
	im.in.seen = NULL;
	return look(rq, &im, e) ? e->kind : show(rq, rs, &im, e);
}
