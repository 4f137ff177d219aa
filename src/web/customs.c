#include "web/customs.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/customs.h"
#include "store/custom_store.h"
#include "web/admin.h"
#include "web/names.h"

/* clang-format off */
static const struct field_choice abouts[] = {
	{ "tickets", CUSTOM_OF_TICKET },
	{ "customers", CUSTOM_OF_CUSTOMER },
	{ "companies", CUSTOM_OF_COMPANY },
	{ NULL, CUSTOM_OF_TICKET },
};
static const struct field_choice kinds[] = {
	{ "text", CUSTOM_TEXT },     { "number", CUSTOM_NUMBER },
	{ "date", CUSTOM_DATE },     { "choice", CUSTOM_CHOICE },
	{ "choices", CUSTOM_MANY },  { "flag", CUSTOM_FLAG },
	{ NULL, CUSTOM_TEXT },
};
static const struct field_choice ways[] = {
	{ "up", true },
	{ "down", false },
	{ NULL, false },
};
static const struct field_choice deeds[] = {
	{ "rename", CUSTOMS_RENAME },   { "up", CUSTOMS_UP },
	{ "down", CUSTOMS_DOWN },       { "archive", CUSTOMS_ARCHIVE },
	{ "revive", CUSTOMS_REVIVE },   { NULL, CUSTOMS_RENAME },
};

enum {
	CUSTOM_NAME,
	CUSTOM_SHOWN,
	CUSTOM_REQUIRED,
	CUSTOM_SEEN,
	CUSTOM_ABOUT,
	CUSTOM_HOLDS,
	CUSTOM_FIELDS
};
static const struct field fields[CUSTOM_FIELDS] = {
	[CUSTOM_NAME]     = { "name", FIELD_LINE, .max = LIMIT_NAME, .must = true },
	[CUSTOM_SHOWN]    = { "shown", FIELD_FLAG },
	[CUSTOM_REQUIRED] = { "required", FIELD_FLAG },
	[CUSTOM_SEEN]     = { "seen", FIELD_I64, .min = 1, .max = INT64_MAX },
	[CUSTOM_ABOUT]    = { "about", FIELD_CHOICE, .choices = abouts },
	[CUSTOM_HOLDS]    = { "kind", FIELD_CHOICE, .choices = kinds },
};
static const struct field new_choice[] = {
	{ "choice", FIELD_LINE, .max = LIMIT_NAME, .must = true },
};
enum {
	PICK_NAME,
	PICK_OID,
	PICK_DEED
};
static const struct field pick_fields[] = {
	[PICK_NAME] = { "name", FIELD_LINE, .max = LIMIT_NAME },
	[PICK_OID]  = { "choice", FIELD_OID, .must = true },
	[PICK_DEED] = { "deed", FIELD_CHOICE, .choices = deeds, .must = true },
};
static const struct field move_fields[] = {
	{ "way", FIELD_CHOICE, .choices = ways, .must = true },
};
/* clang-format on */

static const char *path_of(struct req *rq, const char *oid)
{
	return arena_printf(rq->a, "/fields/%s", oid);
}

/* Did the button of that thing lead here, and which one? */
static bool was_moved(const struct req *rq, const char *oid, const char *to)
{
	const struct http_pair *moved = http_find(&rq->query, "moved");
	const struct http_pair *way = http_find(&rq->query, "way");

	return rq->method == GET && moved && way && str_eq(moved->text, oid) &&
	       str_eq(way->text, to);
}

/* ---- The list ------------------------------------------------------------ */

static void fill_field(struct req *rq, struct view *row,
		       const struct custom_field *f, bool first, bool last)
{
	static const char *const holds[CUSTOM_KIND_N] = {
		[CUSTOM_TEXT] = FIELDS_INDEX_IS_TEXT,
		[CUSTOM_NUMBER] = FIELDS_INDEX_IS_NUMBER,
		[CUSTOM_DATE] = FIELDS_INDEX_IS_DATE,
		[CUSTOM_CHOICE] = FIELDS_INDEX_IS_CHOICE,
		[CUSTOM_MANY] = FIELDS_INDEX_IS_MANY,
		[CUSTOM_FLAG] = FIELDS_INDEX_IS_FLAG,
	};
	struct view *order;

	view_text(row, FIELDS_INDEX_OID, f->oid);
	view_text(row, FIELDS_INDEX_NAME, f->name);
	view_show(row, holds[f->kind]);
	view_show(row, !f->shown     ? FIELDS_INDEX_UNSEEN
		       : f->required ? FIELDS_INDEX_MUST
				     : FIELDS_INDEX_ASKED);
	if (f->archived != INSTANT_NONE)
		return;
	order = view_row(row, FIELDS_INDEX_ORDER);
	if (first)
		view_show(order, FIELDS_INDEX_FIRST);
	if (last)
		view_show(order, FIELDS_INDEX_LAST);
	/* Where it ends, the other button is the one to go on with. */
	if (was_moved(rq, f->oid, "up"))
		view_show(order, first ? FIELDS_INDEX_DOWN_FOCUS
				       : FIELDS_INDEX_UP_FOCUS);
	if (was_moved(rq, f->oid, "down"))
		view_show(order, last ? FIELDS_INDEX_UP_FOCUS
				      : FIELDS_INDEX_DOWN_FOCUS);
}

static bool fill_group(struct req *rq, struct view *v, enum custom_of of,
		       const struct custom_fields *all, bool archived)
{
	static const char *const names[CUSTOM_OF_N] = {
		[CUSTOM_OF_TICKET] = FIELDS_INDEX_OF_TICKETS,
		[CUSTOM_OF_CUSTOMER] = FIELDS_INDEX_OF_CUSTOMERS,
		[CUSTOM_OF_COMPANY] = FIELDS_INDEX_OF_COMPANIES,
	};
	size_t n = 0, at = 0;
	struct view *group;

	for (size_t i = 0; i < all->n; i++)
		n += all->v[i].of == of &&
		     (all->v[i].archived != INSTANT_NONE) == archived;
	if (n == 0)
		return false;
	group = view_row(v, FIELDS_INDEX_GROUP);
	view_show(group, names[of]);
	for (size_t i = 0; i < all->n; i++) {
		const struct custom_field *f = &all->v[i];

		if (f->of != of || (f->archived != INSTANT_NONE) != archived)
			continue;
		fill_field(rq, view_row(group, FIELDS_INDEX_FIELD), f, at == 0,
			   at + 1 == n);
		at++;
	}
	return true;
}

/* What was typed into the form for a new one, or how it begins. */
static void fill_new(struct view *v, const struct form *f)
{
	static const char *const about[CUSTOM_OF_N] = {
		[CUSTOM_OF_TICKET] = FIELDS_INDEX_ABOUT_TICKETS,
		[CUSTOM_OF_CUSTOMER] = FIELDS_INDEX_ABOUT_CUSTOMERS,
		[CUSTOM_OF_COMPANY] = FIELDS_INDEX_ABOUT_COMPANIES,
	};
	static const char *const kind[CUSTOM_KIND_N] = {
		[CUSTOM_TEXT] = FIELDS_INDEX_KIND_TEXT,
		[CUSTOM_NUMBER] = FIELDS_INDEX_KIND_NUMBER,
		[CUSTOM_DATE] = FIELDS_INDEX_KIND_DATE,
		[CUSTOM_CHOICE] = FIELDS_INDEX_KIND_CHOICE,
		[CUSTOM_MANY] = FIELDS_INDEX_KIND_MANY,
		[CUSTOM_FLAG] = FIELDS_INDEX_KIND_FLAG,
	};

	view_text(v, FIELDS_INDEX_TYPED, f ? f->v[CUSTOM_NAME].text : "");
	view_int(v, FIELDS_INDEX_NAME_MAX, LIMIT_NAME);
	view_show(v, about[f ? f->v[CUSTOM_ABOUT].i64 : CUSTOM_OF_TICKET]);
	view_show(v, kind[f ? f->v[CUSTOM_HOLDS].i64 : CUSTOM_TEXT]);
	if (f && f->v[CUSTOM_SHOWN].i64)
		view_show(v, FIELDS_INDEX_SHOWN);
	if (f && f->v[CUSTOM_REQUIRED].i64)
		view_show(v, FIELDS_INDEX_REQUIRED);
}

static enum err_kind show_list(struct req *rq, struct resp *rs,
			       const struct form *f,
			       const struct admin_fault *fault, struct err *e)
{
	bool archived = http_find(&rq->query, "archived"), any = false;
	struct view *v = admin_page(rq, LAYOUT_AT_FIELDS, PARTS_ADMIN_AT_FIELDS,
				    FIELDS_INDEX_TPL, FIELDS_INDEX_ADMIN);
	struct custom_fields all;

	if (custom_store_list(rq->job.db, rq->a, CUSTOM_OF_N, &all, e))
		return e->kind;
	view_show(v, archived ? FIELDS_INDEX_GONE : FIELDS_INDEX_GOING);
	for (int of = 0; of < CUSTOM_OF_N; of++)
		any |= fill_group(rq, v, (enum custom_of)of, &all, archived);
	if (!any)
		view_show(v, archived ? FIELDS_INDEX_NONE_ARCHIVED
				      : FIELDS_INDEX_NONE);
	fill_new(v, f);
	if (f)
		admin_refuse(rq, rs, v, FIELDS_INDEX_ERRORS, f, fault);
	return page_send(rq, rs, e);
}

enum err_kind customs_index(struct req *rq, struct resp *rs, struct err *e)
{
	return show_list(rq, rs, NULL, NULL, e);
}

enum err_kind customs_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct customs_draft d;
	struct admin_fault fault = { 0 };
	const char *oid;
	struct form f;

	form_read(rq, fields, CUSTOM_FIELDS, &f);
	if (!f.ok)
		return show_list(rq, rs, &f, NULL, e);
	d = (struct customs_draft){
		.name = f.v[CUSTOM_NAME].text,
		.of = (enum custom_of)f.v[CUSTOM_ABOUT].i64,
		.kind = (enum custom_kind)f.v[CUSTOM_HOLDS].i64,
		.shown = f.v[CUSTOM_SHOWN].i64 != 0,
		.required = f.v[CUSTOM_REQUIRED].i64 != 0,
	};
	if (!customs_add(&rq->job, &d, &oid, e)) {
		page_done(rq, rs, PAGE_ADDED, path_of(rq, oid));
		return ERR_NONE;
	}
	if (!admin_fault(rq, &f, e, &fault))
		return e->kind;
	return show_list(rq, rs, &f, &fault, e);
}

enum err_kind customs_order(struct req *rq, struct resp *rs, struct err *e)
{
	struct form f;

	form_read(rq, FIELDS(move_fields), &f);
	if (form_check(rq->a, &f, e) ||
	    customs_move(&rq->job, rq->oid, f.v[0].i64 != 0, e))
		return e->kind;
	page_done(rq, rs, PAGE_SAVED,
		  arena_printf(rq->a, "/fields?moved=%s&way=%s", rq->oid,
			       f.v[0].i64 ? "up" : "down"));
	return ERR_NONE;
}

/* ---- One ----------------------------------------------------------------- */

static void fill_pick(struct req *rq, struct view *row,
		      const struct custom_choice *c, bool first, bool last)
{
	struct view *current;

	view_text(row, FIELDS_SHOW_CHOICE_OID, c->oid);
	view_text(row, FIELDS_SHOW_CHOICE_NAME, c->name);
	if (c->archived != INSTANT_NONE) {
		view_show(row, FIELDS_SHOW_OLD);
		return;
	}
	current = view_row(row, FIELDS_SHOW_CURRENT);
	if (first)
		view_show(current, FIELDS_SHOW_FIRST);
	if (last)
		view_show(current, FIELDS_SHOW_LAST);
	if (was_moved(rq, c->oid, "up"))
		view_show(current, first ? FIELDS_SHOW_DOWN_FOCUS
					 : FIELDS_SHOW_UP_FOCUS);
	if (was_moved(rq, c->oid, "down"))
		view_show(current,
			  last ? FIELDS_SHOW_UP_FOCUS : FIELDS_SHOW_DOWN_FOCUS);
}

/* Those to choose first, the archived ones behind them. */
static void fill_choices(struct req *rq, struct view *v,
			 const struct custom_field *f)
{
	struct view *list = view_row(v, FIELDS_SHOW_CHOICES);
	size_t n = 0, at = 0;

	if (was_moved(rq, f->oid, "added"))
		view_show(list, FIELDS_SHOW_ADD_FOCUS);
	if (f->nchoices == 0) {
		view_show(list, FIELDS_SHOW_EMPTY);
		return;
	}
	list = view_row(list, FIELDS_SHOW_SOME);
	for (size_t i = 0; i < f->nchoices; i++)
		n += f->choices[i].archived == INSTANT_NONE;
	for (int old = 0; old < 2; old++)
		for (size_t i = 0; i < f->nchoices; i++) {
			const struct custom_choice *c = &f->choices[i];

			if ((c->archived != INSTANT_NONE) != (old > 0))
				continue;
			fill_pick(rq, view_row(list, FIELDS_SHOW_PICK), c,
				  at == 0, at + 1 == n);
			at++;
		}
}

static void fill_undo(struct req *rq, const struct custom_field *f)
{
	if (admin_was(rq, PAGE_ARCHIVED))
		(void)page_undo(
			rq, arena_printf(rq->a, "/fields/%s/revived", f->oid));
	if (admin_was(rq, PAGE_REVIVED))
		(void)page_undo(
			rq, arena_printf(rq->a, "/fields/%s/archived", f->oid));
}

static void fill_what(struct view *v, const struct custom_field *f)
{
	static const char *const holds[CUSTOM_KIND_N] = {
		[CUSTOM_TEXT] = FIELDS_SHOW_IS_TEXT,
		[CUSTOM_NUMBER] = FIELDS_SHOW_IS_NUMBER,
		[CUSTOM_DATE] = FIELDS_SHOW_IS_DATE,
		[CUSTOM_CHOICE] = FIELDS_SHOW_IS_CHOICE,
		[CUSTOM_MANY] = FIELDS_SHOW_IS_MANY,
		[CUSTOM_FLAG] = FIELDS_SHOW_IS_FLAG,
	};

	view_show(v, holds[f->kind]);
	if (f->of == CUSTOM_OF_CUSTOMER)
		view_show(v, FIELDS_SHOW_OF_CUSTOMERS);
	if (f->of == CUSTOM_OF_COMPANY)
		view_show(v, FIELDS_SHOW_OF_COMPANIES);
	view_show(v, f->archived == INSTANT_NONE ? FIELDS_SHOW_IN_USE
						 : FIELDS_SHOW_ARCHIVED);
}

/* As it is, or with what was typed into its form, or a new choice. */
struct typed {
	const struct form *form;
	const char *choice;
};

static enum err_kind start_one(struct req *rq, const struct typed *t,
			       struct custom_field *f, struct view **out,
			       struct err *e)
{
	const struct form *form = t->form;
	struct view *v;

	if (custom_store_find(rq->job.db, rq->a, rq->oid, f, e))
		return e->kind;
	v = admin_page(rq, LAYOUT_AT_FIELDS, PARTS_ADMIN_AT_FIELDS,
		       FIELDS_SHOW_TPL, FIELDS_SHOW_ADMIN);
	*out = v;
	admin_title(rq, f->name);
	view_text(v, FIELDS_SHOW_OID, f->oid);
	view_text(v, FIELDS_SHOW_WHAT, f->name);
	view_text(v, FIELDS_SHOW_NAME,
		  form ? form->v[CUSTOM_NAME].text : f->name);
	view_text(v, FIELDS_SHOW_CHOICE, t->choice ? t->choice : "");
	view_int(v, FIELDS_SHOW_NAME_MAX, LIMIT_NAME);
	view_int(v, FIELDS_SHOW_SEEN_VERSION, f->version);
	fill_what(v, f);
	if (f->of == CUSTOM_OF_TICKET) {
		view_show(v, FIELDS_SHOW_OF_TICKETS);
		if (form ? form->v[CUSTOM_SHOWN].i64 != 0 : f->shown)
			view_show(v, FIELDS_SHOW_SHOWN);
		if (form ? form->v[CUSTOM_REQUIRED].i64 != 0 : f->required)
			view_show(v, FIELDS_SHOW_REQUIRED);
	}
	if (custom_has_choices(f->kind))
		fill_choices(rq, v, f);
	fill_undo(rq, f);
	return ERR_NONE;
}

enum err_kind customs_show(struct req *rq, struct resp *rs, struct err *e)
{
	const struct typed nothing = { 0 };
	struct custom_field f;
	struct view *v;

	if (start_one(rq, &nothing, &f, &v, e))
		return e->kind;
	return page_send(rq, rs, e);
}

static enum err_kind show_again(struct req *rq, struct resp *rs,
				const struct form *form,
				const struct admin_fault *fault, struct err *e)
{
	const struct typed typed = { .form = form };
	bool conflict = e->kind == ERR_CONFLICT;
	struct custom_field f;
	struct view *v;

	err_clear(e);
	if (start_one(rq, &typed, &f, &v, e))
		return e->kind;
	if (conflict) {
		view_show(v, FIELDS_SHOW_CHANGED);
		admin_now(rq, rs, v, "name", form->v[CUSTOM_NAME].text, f.name);
	} else {
		admin_refuse(rq, rs, v, FIELDS_SHOW_ERRORS, form, fault);
	}
	return page_send(rq, rs, e);
}

enum err_kind customs_update(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	struct customs_change c;
	struct form f;

	form_read(rq, fields, CUSTOM_FIELDS, &f);
	if (!f.ok)
		return show_again(rq, rs, &f, NULL, e);
	c = (struct customs_change){
		.seen = f.v[CUSTOM_SEEN].i64,
		.name = f.v[CUSTOM_NAME].text,
		.shown = f.v[CUSTOM_SHOWN].i64 != 0,
		.required = f.v[CUSTOM_REQUIRED].i64 != 0,
	};
	if (!customs_change(&rq->job, rq->oid, &c, e)) {
		page_done(rq, rs, PAGE_SAVED, path_of(rq, rq->oid));
		return ERR_NONE;
	}
	if (admin_fault(rq, &f, e, &fault) || admin_stale(rq, e))
		return show_again(rq, rs, &f, &fault, e);
	return e->kind;
}

/* ---- Its choices --------------------------------------------------------- */

/* A choice that cannot be so, at the input for a new one. */
static enum err_kind refuse_choice(struct req *rq, struct resp *rs,
				   const char *choice, const struct form *form,
				   const struct admin_fault *fault,
				   struct err *e)
{
	const struct typed typed = { .choice = choice };
	struct custom_field f;
	struct view *v;

	if (start_one(rq, &typed, &f, &v, e))
		return e->kind;
	admin_refuse(rq, rs, v, FIELDS_SHOW_ERRORS, form, fault);
	return page_send(rq, rs, e);
}

enum err_kind customs_choose(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	struct form f;

	form_read(rq, FIELDS(new_choice), &f);
	if (!f.ok)
		return refuse_choice(rq, rs, f.v[0].text, &f, NULL, e);
	if (!customs_add_choice(&rq->job, rq->oid, f.v[0].text, e)) {
		page_done(rq, rs, PAGE_ADDED,
			  arena_printf(rq->a, "/fields/%s?moved=%s&way=added",
				       rq->oid, rq->oid));
		return ERR_NONE;
	}
	if (!admin_fault(rq, &f, e, &fault))
		return e->kind;
	return refuse_choice(rq, rs, f.v[0].text, &f, &fault, e);
}

enum err_kind customs_choice(struct req *rq, struct resp *rs, struct err *e)
{
	static const struct field about[] = {
		{ .name = "choice" },
		{ .name = "name", .id = "choice" },
	};
	const struct form where = { .fields = about, .n = COUNT_OF(about) };
	struct admin_fault fault = { 0 };
	enum customs_deed deed;
	struct form f;

	form_read(rq, FIELDS(pick_fields), &f);
	if (!f.ok && f.v[PICK_NAME].fault)
		return refuse_choice(
			rq, rs, f.v[PICK_NAME].text, &where,
			&(struct admin_fault){
				"choice",
				form_fault_text(rq->a, &pick_fields[PICK_NAME],
						&f.v[PICK_NAME]) },
			e);
	if (form_check(rq->a, &f, e))
		return e->kind;
	deed = (enum customs_deed)f.v[PICK_DEED].i64;
	if (!customs_change_choice(&rq->job, rq->oid, f.v[PICK_OID].text, deed,
				   f.v[PICK_NAME].text, e)) {
		page_done(rq, rs, PAGE_SAVED,
			  arena_printf(rq->a, "/fields/%s?moved=%s&way=%s",
				       rq->oid, f.v[PICK_OID].text,
				       f.v[PICK_DEED].text));
		return ERR_NONE;
	}
	if (!admin_fault(rq, &where, e, &fault))
		return e->kind;
	return refuse_choice(rq, rs,
			     deed == CUSTOMS_RENAME ? f.v[PICK_NAME].text : "",
			     &where, &fault, e);
}

/* ---- Its end ------------------------------------------------------------- */

enum err_kind customs_end(struct req *rq, struct resp *rs, struct err *e)
{
	if (customs_archive(&rq->job, rq->oid, true, e))
		return e->kind;
	page_done(rq, rs, PAGE_ARCHIVED, path_of(rq, rq->oid));
	return ERR_NONE;
}

enum err_kind customs_revive(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	const struct form where = { .fields = fields, .n = 1 };

	if (!customs_archive(&rq->job, rq->oid, false, e)) {
		page_done(rq, rs, PAGE_REVIVED, path_of(rq, rq->oid));
		return ERR_NONE;
	}
	if (!admin_fault(rq, &where, e, &fault))
		return e->kind;
	return refuse_choice(rq, rs, "", &where, &fault, e);
}
