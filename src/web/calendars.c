#include "web/calendars.h"

#include "base/limits.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/calendars.h"
#include "web/admin.h"
#include "web/apply_parts.h"
#include "web/calendar_form.h"
#include "web/calendar_preview.h"
#include "web/calendar_words.h"
#include "web/names.h"
#include "web/words.h"

#define THINGS_SHOWN 200 /* days off to be read, on one page */

static const char *path_of(struct req *rq, const char *oid)
{
	return arena_printf(rq->a, "/calendars/%s", oid);
}

/* ---- The list ------------------------------------------------------------ */

static void fill_users(struct view *v, const char *section, const char *oid,
		       const char *name, const struct calendar_users *all,
		       int64_t calendar)
{
	for (size_t i = 0; i < all->n; i++) {
		struct view *row;

		if (all->v[i].calendar != calendar)
			continue;
		row = view_row(v, section);
		view_text(row, oid, all->v[i].oid);
		view_text(row, name, all->v[i].name);
	}
}

/* The next day off, from today on. */
static void fill_next(struct req *rq, struct view *row,
		      const struct calendar_stored *s)
{
	int64_t today = calendar_doubts_day(s->spec.zone, rq->job.by.now);
	char text[WORDS_TEXT];

	for (size_t i = 0; i < s->spec.nclosures; i++) {
		struct view *next;

		if (s->spec.closures[i].day < today)
			continue;
		next = view_row(row, CALENDARS_INDEX_NEXT);
		view_text(next, CALENDARS_INDEX_DATE,
			  words_day_full(s->spec.closures[i].day, text));
		view_text(next, CALENDARS_INDEX_CLOSURE, s->closure_names[i]);
		return;
	}
	view_show(row, CALENDARS_INDEX_NO_NEXT);
}

static enum err_kind fill_row(struct req *rq, struct view *row,
			      const struct calendar_name *name,
			      const struct calendar_users *users, struct err *e)
{
	struct calendar_stored s;
	size_t doubts;

	if (calendar_store_load(rq->job.db, rq->a, name->id, &s, e))
		return e->kind;
	view_text(row, CALENDARS_INDEX_OID, name->oid);
	view_text(row, CALENDARS_INDEX_NAME, name->name);
	view_text(row, CALENDARS_INDEX_OWN_ZONE, s.draft.zone);
	calendar_words_week(rq, row, CALENDARS_INDEX_HOURS, &s);
	fill_next(rq, row, &s);
	fill_users(row, CALENDARS_INDEX_LEVEL, CALENDARS_INDEX_LEVEL_OID,
		   CALENDARS_INDEX_LEVEL_NAME, users, name->id);
	return calendar_words_doubts(rq, row, CALENDARS_INDEX_DOUBTS, &s,
				     &doubts, e);
}

enum err_kind calendars_index(struct req *rq, struct resp *rs, struct err *e)
{
	struct view *v = admin_page(rq, LAYOUT_AT_CALENDARS,
				    PARTS_ADMIN_AT_CALENDARS,
				    CALENDARS_INDEX_TPL, CALENDARS_INDEX_ADMIN);
	struct calendar_names all;
	struct calendar_users users;

	if (calendar_store_list(rq->job.db, rq->a, &all, e) ||
	    calendar_store_users(rq->job.db, rq->a, &users, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (fill_row(rq, view_row(v, CALENDARS_INDEX_CALENDAR),
			     &all.v[i], &users, e))
			return e->kind;
	if (all.n == 0)
		view_show(v, CALENDARS_INDEX_NONE);
	if (access_admin(&rq->viewer))
		view_show(v, CALENDARS_INDEX_MAY);
	return page_send(rq, rs, e);
}

/* ---- A new one ----------------------------------------------------------- */

static enum err_kind show_new(struct req *rq, struct resp *rs,
			      const struct calendar_form *f, struct err *e)
{
	struct view *v = admin_page(rq, LAYOUT_AT_CALENDARS,
				    PARTS_ADMIN_AT_CALENDARS,
				    CALENDARS_EDIT_TPL, CALENDARS_EDIT_ADMIN);

	view_show(v, CALENDARS_EDIT_FRESH);
	view_show(v, CALENDARS_EDIT_EDITOR);
	view_show(v, CALENDARS_EDIT_FRESH_NAME);
	view_text(v, CALENDARS_EDIT_ACTION, "/calendars");
	calendar_form_fill(rq, v, f);
	if (f->n)
		page_invalid(rq, rs);
	if (calendar_preview_fill(rq, v, CALENDARS_EDIT_PREVIEW,
				  f->n ? NULL : &f->made, e))
		return e->kind;
	return page_send(rq, rs, e);
}

enum err_kind calendars_new(struct req *rq, struct resp *rs, struct err *e)
{
	struct calendar_form f;

	calendar_form_of(rq, NULL, &f);
	return show_new(rq, rs, &f, e);
}

/* Was it a button that stores nothing? */
static bool is_draft(const struct req *rq)
{
	static const char *const deeds[] = { "copy", "more", "try" };
	const struct http_pair *deed = http_find(&rq->fields, "deed");

	for (size_t i = 0; deed && i < COUNT_OF(deeds); i++)
		if (str_eq(deed->text, deeds[i]))
			return true;
	return false;
}

/* What was typed, changed as that button says. */
static void read_draft(struct req *rq, struct calendar_form *f)
{
	const struct http_pair *deed = http_find(&rq->fields, "deed");

	calendar_form_read(rq, false, f);
	if (str_eq(deed->text, "copy"))
		calendar_form_copy(rq, f);
	if (str_eq(deed->text, "more"))
		calendar_form_more(rq, f);
}

static bool is_forced(const struct req *rq)
{
	const struct http_pair *force = http_find(&rq->fields, "force");

	return force && str_eq(force->text, "1");
}

enum err_kind calendars_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct calendar_form f;
	struct calendar_name made;
	struct apply_stored out;
	const struct apply_calendar in = { .draft = &f.draft,
					   .fresh = true,
					   .force = is_forced(rq) };

	if (is_draft(rq)) {
		read_draft(rq, &f);
		return show_new(rq, rs, &f, e);
	}
	calendar_form_read(rq, true, &f);
	if (f.n)
		return show_new(rq, rs, &f, e);
	if (!desk_apply_calendar(&rq->job, &in, &out, e)) {
		if (calendar_store_find(rq->job.db, rq->a, f.name, &made, e))
			return e->kind;
		page_done(rq, rs, PAGE_ADDED, path_of(rq, made.oid));
		return ERR_NONE;
	}
	if (!calendar_form_refused(rq, &f, e))
		return e->kind;
	return show_new(rq, rs, &f, e);
}

/* ---- One ----------------------------------------------------------------- */

/* A calendar's page as it is being made. */
struct page_of {
	struct calendar_name name;
	struct calendar_stored is; /* its newest version */
	struct calendar_form form;
	struct apply_asked asked;
	struct apply_preview would;
	bool looked, conflict;
	int32_t seen;                    /* by whom somebody else came before */
	const char *called, *call_fault; /* of the form for another name */
};

static enum err_kind load_version(struct req *rq, int64_t id, int32_t number,
				  struct calendar_stored *out, struct err *e)
{
	return calendar_store_version(rq->job.db, rq->a, id, number, out, e);
}

static enum err_kind fill_versions(struct req *rq, struct view *v,
				   struct page_of *p, struct err *e)
{
	struct calendar_stored was, is;
	struct calendar_changes changes = { 0 };
	struct apply_compared c;
	struct view *list;
	bool ordered = false;
	const char *level;

	if (apply_parts_compared(rq, VERSION_OF_CALENDAR, p->name.id, &c, e))
		return e->kind;
	if (p->conflict && p->seen > 0 && p->seen < p->is.number) {
		c.from = p->seen;
		c.to = p->is.number;
	}
	if (c.from) {
		if (load_version(rq, p->name.id, c.from, &was, e) ||
		    load_version(rq, p->name.id, c.to, &is, e))
			return e->kind;
		calendar_diff(rq->a, &was, &is, &changes);
	}
	list = apply_parts_versions(rq, v, CALENDARS_EDIT_VERSIONS,
				    path_of(rq, p->name.oid), &c, changes.n);
	if (list)
		calendar_words_differences(rq, list, &was, &is, &changes);
	if (calendar_store_user(rq->job.db, rq->a, p->name.id, &level, e))
		return e->kind;
	for (size_t i = 0; i < c.all.n; i++)
		ordered = ordered || c.all.v[i].change;
	if (level)
		view_text(view_row(v, CALENDARS_EDIT_STAYS),
			  CALENDARS_EDIT_LEVEL_NAME, level);
	else
		view_show(v, ordered ? CALENDARS_EDIT_STAYS_ORDERED
				     : CALENDARS_EDIT_MAY_GO);
	return apply_parts_progress(rq, v, CALENDARS_EDIT_PROGRESS,
				    VERSION_OF_CALENDAR, p->name.id,
				    path_of(rq, p->name.oid), e);
}

/* What it says, to be read by those who change nothing. */
static void fill_reading(struct req *rq, struct view *v,
			 const struct calendar_stored *s)
{
	const struct {
		enum calendar_change_kind kind;
		size_t n;
	} things[] = { { CALENDAR_CHANGE_RULE, s->draft.nrules },
		       { CALENDAR_CHANGE_CLOSURE, s->draft.spec.nclosures },
		       { CALENDAR_CHANGE_REPLACEMENT,
			 s->draft.spec.nreplacements } };
	size_t left = THINGS_SHOWN;

	v = view_row(v, CALENDARS_EDIT_READING);
	view_text(v, CALENDARS_EDIT_OWN_ZONE, s->draft.zone);
	calendar_words_week(rq, v, CALENDARS_EDIT_HOURS, s);
	for (size_t k = 0; k < COUNT_OF(things); k++)
		for (size_t i = 0; i < things[k].n && left; i++, left--)
			calendar_words_thing(
				rq,
				view_include(view_row(v, CALENDARS_EDIT_OFF),
					     CALENDARS_EDIT_THING,
					     CALENDARS_THING_TPL),
				s, things[k].kind, i);
	if (left == 0)
		view_show(v, CALENDARS_EDIT_FURTHER);
}

static void fill_calling(struct req *rq, struct resp *rs, struct view *v,
			 const struct page_of *p)
{
	v = view_row(v, CALENDARS_EDIT_CALLING);
	view_text(v, CALENDARS_EDIT_CALLED,
		  p->called ? p->called : p->name.name);
	view_int(v, CALENDARS_EDIT_NAME_MAX, LIMIT_NAME);
	if (!p->call_fault)
		return;
	page_invalid(rq, rs);
	view_text(view_row(v, CALENDARS_EDIT_WRONG), CALENDARS_EDIT_TEXT,
		  p->call_fault);
}

static void fill_editor(struct req *rq, struct resp *rs, struct view *v,
			const struct page_of *p)
{
	view_show(v, CALENDARS_EDIT_EDITOR);
	view_show(v, CALENDARS_EDIT_FILES);
	calendar_form_fill(rq, v, &p->form);
	apply_parts_choice(rq, v, CALENDARS_EDIT_APPLY, &p->asked,
			   p->looked ? &p->would : NULL);
	fill_calling(rq, rs, v, p);
	if (p->call_fault)
		(void)page_listed(rq, v, CALENDARS_EDIT_ERRORS, "called",
				  p->call_fault);
	if (p->form.n)
		page_invalid(rq, rs);
	if (p->conflict) {
		rs->status = 409;
		view_show(page_frame(rq), LAYOUT_INVALID);
		view_show(v, CALENDARS_EDIT_CHANGED);
	}
}

static enum err_kind show_one(struct req *rq, struct resp *rs,
			      struct page_of *p, struct err *e)
{
	struct view *v = admin_page(rq, LAYOUT_AT_CALENDARS,
				    PARTS_ADMIN_AT_CALENDARS,
				    CALENDARS_EDIT_TPL, CALENDARS_EDIT_ADMIN);
	const struct calendar_stored *s = p->form.n ? NULL : &p->form.made;
	bool admin = access_admin(&rq->viewer);
	struct calendar_users users;

	admin_title(rq, p->name.name);
	view_show(v, CALENDARS_EDIT_STORED);
	view_text(v, CALENDARS_EDIT_WHAT, p->name.name);
	view_text(v, CALENDARS_EDIT_ACTION, path_of(rq, p->name.oid));
	if (calendar_store_users(rq->job.db, rq->a, &users, e))
		return e->kind;
	fill_users(v, CALENDARS_EDIT_LEVEL, CALENDARS_EDIT_LEVEL_OID,
		   CALENDARS_EDIT_LEVEL_NAME, &users, p->name.id);
	if (admin)
		fill_editor(rq, rs, v, p);
	else
		fill_reading(rq, v, &p->form.made);
	if (fill_versions(rq, v, p, e) ||
	    calendar_preview_fill(rq, v, CALENDARS_EDIT_PREVIEW, s, e))
		return e->kind;
	return page_send(rq, rs, e);
}

static enum err_kind load(struct req *rq, struct page_of *p, struct err *e)
{
	if (calendar_store_by_oid(rq->job.db, rq->a, rq->oid, &p->name, e) ||
	    calendar_store_load(rq->job.db, rq->a, p->name.id, &p->is, e))
		return e->kind;
	return ERR_NONE;
}

enum err_kind calendars_show(struct req *rq, struct resp *rs, struct err *e)
{
	const struct http_pair *asked = http_find(&rq->query, "version");
	struct page_of p = { 0 };
	struct calendar_stored old;
	int64_t number = 0;

	if (asked && !str_to_i64(asked->text, 1, INT32_MAX, &number))
		return err_set(e, ERR_INVALID, "version: must be a number");
	if (load(rq, &p, e))
		return e->kind;
	if (number && number != p.is.number) {
		if (load_version(rq, p.name.id, (int32_t)number, &old, e))
			return e->kind;
		calendar_form_of(rq, &old, &p.form);
		p.form.seen = p.is.number;
	} else {
		calendar_form_of(rq, &p.is, &p.form);
	}
	return show_one(rq, rs, &p, e);
}

/* ---- Saving -------------------------------------------------------------- */

struct saving {
	struct apply_calendar in;
	bool *nothing; /* open tickets go by it already */
};

static enum err_kind for_open(struct job *job, const void *args, struct err *e)
{
	const struct saving *s = args;
	struct apply_calendar in = s->in;
	struct apply_stored out;

	in.open = true;
	if (desk_apply_calendar(job, &in, &out, e))
		return e->kind;
	*s->nothing = out.same && !out.change;
	return *s->nothing ? err_set(e, ERR_CONFLICT, "nothing would change")
			   : ERR_NONE;
}

/* Not saved: the page as it was typed, with what is wrong. */
static enum err_kind come_back(struct req *rq, struct resp *rs,
			       struct page_of *p, struct err *e)
{
	if (admin_stale(rq, e)) {
		err_clear(e);
		p->conflict = true;
		p->seen = p->form.seen;
		p->form.seen = p->is.number;
	} else if (e->kind && !calendar_form_refused(rq, &p->form, e)) {
		return e->kind;
	}
	return show_one(rq, rs, p, e);
}

static enum err_kind look(struct req *rq, struct page_of *p,
			  const struct apply_calendar *in, struct err *e)
{
	bool nothing = false;
	const struct saving s = { *in, &nothing };

	if (apply_parts_look(rq, for_open, &s, &p->would, e) && !nothing)
		return e->kind;
	err_clear(e);
	p->looked = true;
	return ERR_NONE;
}

enum err_kind calendars_update(struct req *rq, struct resp *rs, struct err *e)
{
	struct page_of p = { 0 };
	struct apply_stored out;
	struct apply_calendar in;

	if (load(rq, &p, e))
		return e->kind;
	if (is_draft(rq)) {
		read_draft(rq, &p.form);
		return show_one(rq, rs, &p, e);
	}
	calendar_form_read(rq, false, &p.form);
	if (!apply_parts_read(rq, &p.asked)) {
		(void)err_set(e, ERR_INVALID,
			      "for: choose new tickets only, or open ones too");
		return come_back(rq, rs, &p, e);
	}
	if (p.form.n)
		return show_one(rq, rs, &p, e);
	p.form.draft.name = p.name.name;
	in = (struct apply_calendar){ .draft = &p.form.draft,
				      .seen = p.form.seen,
				      .open = p.asked.open,
				      .force = p.asked.force };
	if (apply_parts_must_look(&p.asked)) {
		if (look(rq, &p, &in, e))
			return come_back(rq, rs, &p, e);
		return show_one(rq, rs, &p, e);
	}
	if (desk_apply_calendar(&rq->job, &in, &out, e))
		return come_back(rq, rs, &p, e);
	page_done(rq, rs, PAGE_SAVED, path_of(rq, rq->oid));
	return ERR_NONE;
}

/* ---- Its name, and its end ----------------------------------------------- */

static const struct field call_fields[] = {
	{ "name", FIELD_LINE, .max = LIMIT_NAME, .must = true, .id = "called" },
};

enum err_kind calendars_call(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	struct page_of p = { 0 };
	struct form f;

	if (load(rq, &p, e))
		return e->kind;
	form_read(rq, FIELDS(call_fields), &f);
	if (f.ok && !calendars_rename(&rq->job, p.name.name, f.v[0].text, e)) {
		page_done(rq, rs, PAGE_RENAMED, path_of(rq, rq->oid));
		return ERR_NONE;
	}
	if (!f.ok)
		fault.text = form_fault_text(rq->a, &call_fields[0], &f.v[0]);
	else if (!admin_fault(rq, &f, e, &fault))
		return e->kind;
	p.called = f.v[0].text;
	p.call_fault = fault.text;
	calendar_form_of(rq, &p.is, &p.form);
	return show_one(rq, rs, &p, e);
}

enum err_kind calendars_end(struct req *rq, struct resp *rs, struct err *e)
{
	struct page_of p = { 0 };

	if (load(rq, &p, e))
		return e->kind;
	if (!calendars_remove(&rq->job, p.name.name, e)) {
		page_done(rq, rs, PAGE_GONE, "/calendars");
		return ERR_NONE;
	}
	if (!admin_stale(rq, e))
		return e->kind;
	/* A level took it meanwhile: its page says why it stays. */
	err_clear(e);
	http_redirect(rq, rs, "%s#end", path_of(rq, rq->oid));
	return ERR_NONE;
}
