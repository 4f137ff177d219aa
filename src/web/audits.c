#include "web/audits.h"

#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "base/zone.h"
#include "store/audit_store.h"
#include "store/person_store.h"
#include "web/admin.h"
#include "web/audit_columns.h"
#include "web/audit_entry.h"
#include "web/names.h"
#include "web/pager.h"
#include "web/spool.h"

/* ---- What is asked for --------------------------------------------------- */

enum {
	AUDIT_FIELD_OBJECT,
	AUDIT_FIELD_ABOUT,
	AUDIT_FIELD_BY,
	AUDIT_FIELD_WHO,
	AUDIT_FIELD_SINCE,
	AUDIT_FIELD_UNTIL,
	AUDIT_FIELD_WORDS,
	AUDIT_FIELD_AFTER,
	AUDIT_FIELD_BEFORE
};
/* clang-format off */
static const struct field_choice objects[] = {
	{ "desk", AUDIT_DESK },
	{ "department", AUDIT_DEPARTMENT },
	{ "person", AUDIT_PERSON },
	{ "company", AUDIT_COMPANY },
	{ "tag", AUDIT_TAG },
	{ "group", AUDIT_GROUP },
	{ "field", AUDIT_FIELD },
	{ "calendar", AUDIT_CALENDAR },
	{ "level", AUDIT_LEVEL },
	{ "rule", AUDIT_RULE },
	{ "golden", AUDIT_GOLDEN },
	{ "calls", AUDIT_CALLS },
	{ NULL, -1 },
};
static const struct field fields[] = {
	[AUDIT_FIELD_OBJECT] = { "object", FIELD_CHOICE, .choices = objects,
				 .otherwise = -1 },
	[AUDIT_FIELD_ABOUT]  = { "about", FIELD_OID },
	[AUDIT_FIELD_BY]     = { "by", FIELD_LINE, .max = RNG_OID_LEN },
	[AUDIT_FIELD_WHO]    = { "who", FIELD_LINE, .max = LIMIT_NAME },
	[AUDIT_FIELD_SINCE]  = { "since", FIELD_DAY },
	[AUDIT_FIELD_UNTIL]  = { "until", FIELD_DAY },
	[AUDIT_FIELD_WORDS]  = { "words", FIELD_LINE, .max = LIMIT_NAME },
	[AUDIT_FIELD_AFTER]  = { "after", FIELD_OID },
	[AUDIT_FIELD_BEFORE] = { "before", FIELD_OID },
};
/* clang-format on */

struct wanted {
	struct form form;
	struct audit_filter f;
	const char *by_name; /* of one person alone; or NULL */
	const char *key;
	bool back;
	const char *fault; /* a filter that cannot be used; or NULL */
};

static instant start_of(const struct req *rq, const struct form_value *day,
			int64_t later)
{
	return day->given
		       ? zone_instant_of(rq->viewer.zone, day->i64 + later, 0)
		       : INSTANT_NONE;
}

/* One person alone, or the command line; nobody of that name did nothing. */
static enum err_kind read_by(struct req *rq, struct wanted *w, struct err *e)
{
	const struct form_value *by = &w->form.v[AUDIT_FIELD_BY];
	struct person p;

	if (!by->given)
		return ERR_NONE;
	w->f.by_nobody = str_eq(by->text, "shell");
	if (w->f.by_nobody)
		return ERR_NONE;
	if (person_store_find_oid(rq->job.db, rq->a, by->text, &p, e))
		return e->kind;
	w->f.who = p.id;
	w->by_name = p.name;
	return ERR_NONE;
}

static enum err_kind read_wanted(struct req *rq, struct wanted *w,
				 struct err *e)
{
	const struct form_value *v = w->form.v;
	struct err fault = { 0 };

	form_read(rq, FIELDS(fields), &w->form);
	w->f = (struct audit_filter){
		.object = (int)v[AUDIT_FIELD_OBJECT].i64,
		.about = v[AUDIT_FIELD_ABOUT].text,
		.called = v[AUDIT_FIELD_WHO].text,
		.from = start_of(rq, &v[AUDIT_FIELD_SINCE], 0),
		.until = start_of(rq, &v[AUDIT_FIELD_UNTIL], 1),
		.words = v[AUDIT_FIELD_WORDS].text,
	};
	w->by_name = w->fault = NULL;
	w->back = !v[AUDIT_FIELD_AFTER].given && v[AUDIT_FIELD_BEFORE].given;
	w->key = v[w->back ? AUDIT_FIELD_BEFORE : AUDIT_FIELD_AFTER].text;
	/* What is not understood must not widen the choice. */
	if (form_check(rq->a, &w->form, &fault)) {
		w->fault = arena_str(rq->a, fault.msg);
		return ERR_NONE;
	}
	return read_by(rq, w, e);
}

/* ---- URLs ---------------------------------------------------------------- */

static void add_query(struct sbuf *to, const char *name, const char *value)
{
	if (str_empty(value))
		return;
	sbuf_printf(to, "%s%s=", to->len ? "&" : "", name);
	http_encode(to, value);
}

/* ${path}?... with all that is chosen but fields ${but} (bits). */
static const char *url_of(struct req *rq, const struct wanted *w,
			  const char *path, unsigned but, const char *way,
			  const char *key)
{
	struct sbuf query = SBUF_INIT(4 * LIMIT_URL);
	const char *url;

	for (unsigned i = 0; i < AUDIT_FIELD_AFTER; i++)
		if (!(but & (1u << i)) && w->form.v[i].given)
			add_query(&query, fields[i].name, w->form.v[i].text);
	add_query(&query, way, key);
	url = arena_printf(rq->a, "%s%s%s", path, query.len ? "?" : "",
			   sbuf_text(&query));
	sbuf_release(&query);
	return url;
}

/* ---- The list ------------------------------------------------------------ */

/* What it is about is called as in the newest of its changes. */
static enum err_kind fill_about(struct req *rq, struct view *v,
				const struct wanted *w,
				const struct audit_page *page)
{
	struct view *note;

	if (!w->form.v[AUDIT_FIELD_ABOUT].given)
		return ERR_NONE;
	note = view_row(v, AUDIT_INDEX_ABOUT);
	view_text(note, AUDIT_INDEX_ABOUT_OID, w->f.about);
	view_text(note, AUDIT_INDEX_ABOUT_NAME,
		  page->n > 0 ? page->v[0].name : w->f.about);
	view_text(note, AUDIT_INDEX_ALL_URL,
		  url_of(rq, w, "/audit", 1u << AUDIT_FIELD_ABOUT, NULL, NULL));
	return ERR_NONE;
}

static void fill_by(struct req *rq, struct view *v, const struct wanted *w)
{
	struct view *note;

	if (w->f.by_nobody) {
		note = view_row(v, AUDIT_INDEX_BY_SHELL);
	} else if (w->by_name) {
		note = view_row(v, AUDIT_INDEX_BY);
		view_text(note, AUDIT_INDEX_BY_NAME, w->by_name);
		view_text(note, AUDIT_INDEX_BY_OID,
			  w->form.v[AUDIT_FIELD_BY].text);
	} else {
		return;
	}
	view_text(note, AUDIT_INDEX_ALL_URL,
		  url_of(rq, w, "/audit", 1u << AUDIT_FIELD_BY, NULL, NULL));
}

/* What is no day cannot stand in a field for one. */
static void fill_day(struct view *v, const char *name,
		     const struct form_value *day)
{
	view_text(v, name, day->given ? day->text : "");
}

static void fill_filters(struct req *rq, struct view *v, const struct wanted *w)
{
	static const char *const chosen[AUDIT_OBJECT_N] = {
		[AUDIT_DESK] = AUDIT_INDEX_IS_DESK,
		[AUDIT_DEPARTMENT] = AUDIT_INDEX_IS_DEPARTMENT,
		[AUDIT_PERSON] = AUDIT_INDEX_IS_PERSON,
		[AUDIT_COMPANY] = AUDIT_INDEX_IS_COMPANY,
		[AUDIT_TAG] = AUDIT_INDEX_IS_TAG,
		[AUDIT_GROUP] = AUDIT_INDEX_IS_GROUP,
		[AUDIT_FIELD] = AUDIT_INDEX_IS_FIELD,
		[AUDIT_CALENDAR] = AUDIT_INDEX_IS_CALENDAR,
		[AUDIT_LEVEL] = AUDIT_INDEX_IS_LEVEL,
		[AUDIT_RULE] = AUDIT_INDEX_IS_RULE,
		[AUDIT_GOLDEN] = AUDIT_INDEX_IS_GOLDEN,
		[AUDIT_CALLS] = AUDIT_INDEX_IS_CALLS,
	};

	view_show(v, w->f.object < 0 ? AUDIT_INDEX_ANY : chosen[w->f.object]);
	view_text(v, AUDIT_INDEX_WHO, w->form.v[AUDIT_FIELD_WHO].text);
	view_text(v, AUDIT_INDEX_WORDS, w->form.v[AUDIT_FIELD_WORDS].text);
	fill_day(v, AUDIT_INDEX_SINCE_INPUT, &w->form.v[AUDIT_FIELD_SINCE]);
	fill_day(v, AUDIT_INDEX_UNTIL_INPUT, &w->form.v[AUDIT_FIELD_UNTIL]);
	view_text(v, AUDIT_INDEX_CSV_URL,
		  url_of(rq, w, "/audit.csv", 0, NULL, NULL));
	fill_by(rq, v, w);
}

static bool is_filtered(const struct wanted *w)
{
	for (int i = 0; i < AUDIT_FIELD_AFTER; i++)
		if (w->form.v[i].given)
			return true;
	return false;
}

static enum err_kind fill_list(struct req *rq, struct view *v,
			       const struct wanted *w,
			       const struct audit_page *page, struct err *e)
{
	const char *oids[LIMIT_PAGE_ROWS];
	bool gone[LIMIT_PAGE_ROWS];
	struct view *list;

	if (page->n == 0) {
		view_show(view_row(v, AUDIT_INDEX_EMPTY),
			  is_filtered(w) ? AUDIT_INDEX_NO_MATCH
					 : AUDIT_INDEX_NONE);
		return ERR_NONE;
	}
	for (size_t i = 0; i < page->n; i++)
		oids[i] = page->v[i].about;
	if (audit_store_gone(rq->job.db, rq->a, oids, page->n, gone, e))
		return e->kind;
	list = view_row(v, AUDIT_INDEX_LIST);
	for (size_t i = 0; i < page->n; i++)
		if (audit_entry_fill(rq, view_row(list, AUDIT_INDEX_ITEM),
				     AUDIT_INDEX_ENTRY, &page->v[i], gone[i],
				     AUDIT_AS_LISTED, e))
			return e->kind;
	pager_include(list, AUDIT_INDEX_PAGER,
		      page->before ? url_of(rq, w, "/audit", 0, "before",
					    page->v[0].oid)
				   : NULL,
		      page->after ? url_of(rq, w, "/audit", 0, "after",
					   page->v[page->n - 1].oid)
				  : NULL);
	return ERR_NONE;
}

enum err_kind audits_index(struct req *rq, struct resp *rs, struct err *e)
{
	struct audit_page page = { 0 };
	struct wanted w;
	struct view *v;

	if (read_wanted(rq, &w, e))
		return e->kind;
	v = admin_page(rq, LAYOUT_AT_AUDIT, PARTS_ADMIN_AT_AUDIT,
		       AUDIT_INDEX_TPL, AUDIT_INDEX_ADMIN);
	fill_filters(rq, v, &w);
	if (w.fault) {
		rs->status = 400;
		view_text(view_row(v, AUDIT_INDEX_ERROR_NOTE), AUDIT_INDEX_TEXT,
			  page_sentence(rq->a, w.fault));
		view_show(view_row(v, AUDIT_INDEX_EMPTY), AUDIT_INDEX_NO_MATCH);
		return page_send(rq, rs, e);
	}
	if (audit_store_page(rq->job.db, rq->a, &w.f, w.key, w.back, &page,
			     e) ||
	    fill_about(rq, v, &w, &page) || fill_list(rq, v, &w, &page, e))
		return e->kind;
	return page_send(rq, rs, e);
}

/* ---- One ----------------------------------------------------------------- */

enum err_kind audits_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct audit_entry x;
	struct view *v;
	bool gone;

	if (audit_store_find(rq->job.db, rq->a, rq->oid, &x, e) ||
	    audit_store_gone(rq->job.db, rq->a, &x.about, 1, &gone, e))
		return e->kind;
	v = admin_page(rq, LAYOUT_AT_AUDIT, PARTS_ADMIN_AT_AUDIT,
		       AUDIT_SHOW_TPL, AUDIT_SHOW_ADMIN);
	admin_title(rq, x.name);
	view_text(v, AUDIT_SHOW_WHAT, x.name);
	if (audit_entry_fill(rq, v, AUDIT_SHOW_ENTRY, &x, gone, AUDIT_AS_WHOLE,
			     e))
		return e->kind;
	return page_send(rq, rs, e);
}

/* ---- The same as CSV ----------------------------------------------------- */

static enum err_kind end_row(void *cookie, struct err *e)
{
	return spool_end_row(cookie, e);
}

static enum err_kind write_rows(struct req *rq, const struct wanted *w,
				struct spool *s, struct err *e)
{
	struct arena *each = arena_new();
	struct audit_stream *rows;
	struct err at_end = { 0 };
	struct audit_entry x;

	audit_columns_head(&s->csv);
	if (spool_end_row(s, e) ||
	    audit_store_stream(rq->job.db, rq->a, &w->f, &rows, e)) {
		arena_free(each);
		return e->kind;
	}
	while (!e->kind && audit_store_next(rows, &x)) {
		arena_reset(each);
		if (audit_columns_rows(each, &s->csv, &x, rq->viewer.zone,
				       end_row, s, e))
			break;
	}
	if (audit_store_end(&rows, &at_end) && !e->kind)
		*e = at_end;
	arena_free(each);
	return e->kind;
}

enum err_kind audits_export(struct req *rq, struct resp *rs, struct err *e)
{
	struct wanted w;
	struct spool s;

	if (read_wanted(rq, &w, e))
		return e->kind;
	if (w.fault)
		return err_set(e, ERR_INVALID, "%s", w.fault);
	if (spool_open(rq, &s, e))
		return e->kind;
	if (write_rows(rq, &w, &s, e)) {
		spool_drop(&s);
		return e->kind;
	}
	return spool_send(rq, rs, &s, "audit-log.csv", e);
}
