#include "web/companies.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/customs_fill.h"
#include "desk/companies.h"
#include "store/company_store.h"
#include "store/people_list.h"
#include "web/about.h"
#include "web/admin.h"
#include "web/custom_card.h"
#include "web/custom_form.h"
#include "web/group_choice.h"
#include "web/names.h"
#include "web/suggest.h"
#include "web/tag_parts.h"

#define SUGGESTIONS 8

enum {
	COMPANY_NAME,
	COMPANY_NOTE,
	COMPANY_SEEN,
	COMPANY_FIELDS
};
/* clang-format off */
static const struct field fields[COMPANY_FIELDS] = {
	[COMPANY_NAME] = { "name", FIELD_LINE, .max = LIMIT_NAME, .must = true },
	[COMPANY_NOTE] = { "note", FIELD_TEXT, .max = LIMIT_NOTE },
	[COMPANY_SEEN] = { "seen", FIELD_I64, .min = 1, .max = INT64_MAX },
};
/* clang-format on */

static const char *path_of(struct req *rq, const char *oid)
{
	return arena_printf(rq->a, "/companies/%s", oid);
}

/* ---- The list ------------------------------------------------------------ */

static enum err_kind fill_list(struct req *rq, struct view *v, struct err *e)
{
	struct company_page page;
	struct admin_list l;
	struct view *list;

	admin_list_read(rq, &l);
	view_text(v, COMPANIES_INDEX_Q, l.q);
	if (company_store_page(rq->job.db, rq->a, l.q, l.key, l.back, &page, e))
		return e->kind;
	if (page.n == 0) {
		view_show(view_row(v, COMPANIES_INDEX_EMPTY),
			  *l.q ? COMPANIES_INDEX_NO_MATCH
			       : COMPANIES_INDEX_NONE);
		return ERR_NONE;
	}
	list = view_row(v, COMPANIES_INDEX_LIST);
	for (size_t i = 0; i < page.n; i++) {
		struct view *row = view_row(list, COMPANIES_INDEX_COMPANY);

		view_text(row, COMPANIES_INDEX_OID, page.rows[i].oid);
		view_text(row, COMPANIES_INDEX_NAME, page.rows[i].name);
		admin_count(row, COMPANIES_INDEX_PEOPLE, page.rows[i].people);
	}
	admin_pager(rq, list, COMPANIES_INDEX_PAGER, "/companies", "", &l,
		    &(struct admin_pages){ page.rows[0].oid,
					   page.rows[page.n - 1].oid,
					   page.before, page.after });
	return ERR_NONE;
}

static enum err_kind show_list(struct req *rq, struct resp *rs,
			       const struct form *f,
			       const struct admin_fault *fault, struct err *e)
{
	struct view *v = admin_page(rq, LAYOUT_AT_COMPANIES,
				    PARTS_ADMIN_AT_COMPANIES,
				    COMPANIES_INDEX_TPL, COMPANIES_INDEX_ADMIN);
	struct view *form;

	if (fill_list(rq, v, e))
		return e->kind;
	if (access_customers(&rq->viewer)) {
		form = view_row(v, COMPANIES_INDEX_MAY_ADD);
		view_text(form, COMPANIES_INDEX_TYPED,
			  f ? f->v[COMPANY_NAME].text : "");
		view_text(form, COMPANIES_INDEX_NOTE,
			  f ? f->v[COMPANY_NOTE].text : "");
		view_int(form, COMPANIES_INDEX_NAME_MAX, LIMIT_NAME);
		view_int(form, COMPANIES_INDEX_NOTE_MAX, LIMIT_NOTE);
	}
	if (f)
		admin_refuse(rq, rs, v, COMPANIES_INDEX_ERRORS, f, fault);
	return page_send(rq, rs, e);
}

enum err_kind companies_index(struct req *rq, struct resp *rs, struct err *e)
{
	return show_list(rq, rs, NULL, NULL, e);
}

enum err_kind companies_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct companies_draft d = { 0 };
	struct admin_fault fault = { 0 };
	const char *oid;
	struct form f;

	form_read(rq, fields, COMPANY_FIELDS, &f);
	if (!f.ok)
		return show_list(rq, rs, &f, NULL, e);
	d.name = f.v[COMPANY_NAME].text;
	d.note = f.v[COMPANY_NOTE].text;
	if (!companies_add(&rq->job, &d, &oid, e)) {
		page_done(rq, rs, PAGE_ADDED, path_of(rq, oid));
		return ERR_NONE;
	}
	if (!admin_fault(rq, &f, e, &fault))
		return e->kind;
	return show_list(rq, rs, &f, &fault, e);
}

enum err_kind companies_suggest(struct req *rq, struct resp *rs, struct err *e)
{
	struct suggestion said[SUGGESTIONS];
	struct company_page page = { 0 };
	struct admin_list l;

	admin_list_read(rq, &l);
	if (*l.q && company_store_suggest(rq->job.db, rq->a, l.q, SUGGESTIONS,
					  &page, e))
		return e->kind;
	for (size_t i = 0; i < page.n; i++)
		said[i] = (struct suggestion){ .id = page.rows[i].oid,
					       .name = page.rows[i].name };
	suggest_answer(rs, said, page.n);
	return ERR_NONE;
}

/* ---- One ----------------------------------------------------------------- */

static enum err_kind fill_people(struct req *rq, struct view *v,
				 const struct company *c, struct err *e)
{
	struct people_search s = { .company = c->id };
	struct people_page page;
	struct admin_list l;
	struct view *list;

	admin_list_read(rq, &l);
	s.q = l.q;
	s.key = l.key;
	s.back = l.back;
	view_text(v, COMPANIES_SHOW_Q, l.q);
	if (people_list_customers(rq->job.db, rq->a, &s, &page, e))
		return e->kind;
	if (page.n == 0) {
		view_show(v, *l.q ? COMPANIES_SHOW_NO_MATCH
				  : COMPANIES_SHOW_NOBODY);
		return ERR_NONE;
	}
	list = view_row(v, COMPANIES_SHOW_PEOPLE);
	for (size_t i = 0; i < page.n; i++) {
		const struct people_row *p = &page.rows[i];
		struct view *row = view_row(list, COMPANIES_SHOW_PERSON);

		view_text(row, COMPANIES_SHOW_PERSON_OID, p->oid);
		view_text(row, COMPANIES_SHOW_PERSON_NAME, p->name);
		view_text(row, COMPANIES_SHOW_EMAIL, p->email ? p->email : "");
		view_text(row, COMPANIES_SHOW_INITIALS,
			  page_initials(rq->a, p->name));
		if (p->sees_company)
			view_show(row, COMPANIES_SHOW_SPEAKS);
		if (p->disabled)
			view_show(row, COMPANIES_SHOW_DISABLED);
	}
	admin_pager(rq, list, COMPANIES_SHOW_PAGER, path_of(rq, c->oid), "", &l,
		    &(struct admin_pages){ page.rows[0].oid,
					   page.rows[page.n - 1].oid,
					   page.before, page.after });
	return ERR_NONE;
}

/* The groups it is in, and a form to change them: *groups, or NULL. */
static enum err_kind fill_groups(struct req *rq, struct view *v,
				 const struct company *c, struct view **groups,
				 struct err *e)
{
	struct customer_groups in;
	struct view *row;

	*groups = NULL;
	if (group_store_of_company(rq->job.db, rq->a, c->id, &in, e))
		return e->kind;
	row = in.n ? view_row(v, COMPANIES_SHOW_IN_GROUPS) : NULL;
	for (size_t i = 0; i < in.n; i++)
		(void)tag_parts_group(row, COMPANIES_SHOW_OWN_GROUP, &in.v[i],
				      NULL);
	if (!access_customers(&rq->viewer))
		return ERR_NONE;
	return group_choice_fill(
		rq, v, COMPANIES_SHOW_GROUPS,
		arena_printf(rq->a, "/companies/%s/groups", c->oid), &in,
		groups, e);
}

/* As it is (NULL), or with what was typed; *groups is their form, or NULL. */
static enum err_kind start_one(struct req *rq, const struct form *f,
			       struct company *c, struct view **out,
			       struct view **groups, struct err *e)
{
	struct view *v, *form;

	if (company_store_find_oid(rq->job.db, rq->a, rq->oid, c, e))
		return e->kind;
	v = admin_page(rq, LAYOUT_AT_COMPANIES, PARTS_ADMIN_AT_COMPANIES,
		       COMPANIES_SHOW_TPL, COMPANIES_SHOW_ADMIN);
	*out = v;
	admin_title(rq, c->name);
	view_text(v, COMPANIES_SHOW_OID, c->oid);
	view_text(v, COMPANIES_SHOW_WHAT, c->name);
	if (*c->note)
		view_text(view_row(v, COMPANIES_SHOW_ABOUT_IT),
			  COMPANIES_SHOW_TEXT, c->note);
	if (access_customers(&rq->viewer)) {
		view_show(v, COMPANIES_SHOW_MAY_ADD);
		form = view_row(v, COMPANIES_SHOW_FORM);
		view_text(form, COMPANIES_SHOW_NAME,
			  f ? f->v[COMPANY_NAME].text : c->name);
		view_text(form, COMPANIES_SHOW_NOTE,
			  f ? f->v[COMPANY_NOTE].text : c->note);
		view_int(form, COMPANIES_SHOW_NAME_MAX, LIMIT_NAME);
		view_int(form, COMPANIES_SHOW_NOTE_MAX, LIMIT_NOTE);
		view_int(form, COMPANIES_SHOW_SEEN_VERSION, c->version);
	}
	return fill_groups(rq, v, c, groups, e) ||
			       custom_card_company(rq, v, c, e) ||
			       fill_people(rq, v, c, e)
		       ? e->kind
		       : ERR_NONE;
}

enum err_kind companies_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct view *v, *groups;
	struct company c;

	if (start_one(rq, NULL, &c, &v, &groups, e))
		return e->kind;
	return page_send(rq, rs, e);
}

static enum err_kind show_again(struct req *rq, struct resp *rs,
				const struct form *f,
				const struct admin_fault *fault, struct err *e)
{
	bool conflict = e->kind == ERR_CONFLICT;
	struct view *v, *groups;
	struct company c;

	err_clear(e);
	if (start_one(rq, f, &c, &v, &groups, e))
		return e->kind;
	if (conflict) {
		view_show(v, COMPANIES_SHOW_CHANGED);
		admin_now(rq, rs, v, "name", f->v[COMPANY_NAME].text, c.name);
		admin_now(rq, rs, v, "note", f->v[COMPANY_NOTE].text, c.note);
	} else {
		admin_refuse(rq, rs, v, COMPANIES_SHOW_ERRORS, f, fault);
	}
	return page_send(rq, rs, e);
}

enum err_kind companies_update(struct req *rq, struct resp *rs, struct err *e)
{
	struct companies_draft d = { 0 };
	struct admin_fault fault = { 0 };
	struct form f;

	form_read(rq, fields, COMPANY_FIELDS, &f);
	if (!f.ok)
		return show_again(rq, rs, &f, NULL, e);
	d.name = f.v[COMPANY_NAME].text;
	d.note = f.v[COMPANY_NOTE].text;
	d.seen = f.v[COMPANY_SEEN].i64;
	if (!companies_change(&rq->job, rq->oid, &d, e)) {
		page_done(rq, rs, PAGE_SAVED, path_of(rq, rq->oid));
		return ERR_NONE;
	}
	if (admin_fault(rq, &f, e, &fault) || admin_stale(rq, e))
		return show_again(rq, rs, &f, &fault, e);
	return e->kind;
}

enum err_kind companies_groups(struct req *rq, struct resp *rs, struct err *e)
{
	const struct groups_chosen chosen = group_choice_read(rq);
	struct admin_fault fault;
	struct view *v, *groups;
	struct company c;

	if (!groups_set_company(&rq->job, rq->oid, &chosen, e)) {
		page_done(rq, rs, PAGE_SAVED, path_of(rq, rq->oid));
		return ERR_NONE;
	}
	if (!admin_fault(rq, &group_choice_form, e, &fault) ||
	    start_one(rq, NULL, &c, &v, &groups, e))
		return e->kind;
	group_choice_refuse(rq, rs, v, COMPANIES_SHOW_ERRORS, groups, &fault);
	return page_send(rq, rs, e);
}

enum err_kind companies_customs(struct req *rq, struct resp *rs, struct err *e)
{
	struct desk_fields typed;
	struct view *v, *groups;
	struct company c;
	struct err why;

	custom_form_read(rq, &typed);
	if (!customs_fill_company(&rq->job, rq->oid, &typed, e)) {
		page_done(rq, rs, PAGE_FILLED_IN, path_of(rq, rq->oid));
		return ERR_NONE;
	}
	why = *e;
	if (why.kind != ERR_INVALID)
		return why.kind;
	err_clear(e);
	if (start_one(rq, NULL, &c, &v, &groups, e))
		return e->kind;
	custom_card_refuse(rq, rs, v, COMPANIES_SHOW_ERRORS, why.msg);
	return page_send(rq, rs, e);
}

enum err_kind companies_tickets(struct req *rq, struct resp *rs, struct err *e)
{
	struct company c;
	struct view *v;

	if (company_store_find_oid(rq->job.db, rq->a, rq->oid, &c, e))
		return e->kind;
	v = admin_page(rq, LAYOUT_AT_COMPANIES, PARTS_ADMIN_AT_COMPANIES,
		       COMPANIES_TICKETS_TPL, COMPANIES_TICKETS_ADMIN);
	admin_title(rq, c.name);
	view_text(v, COMPANIES_TICKETS_OID, c.oid);
	view_text(v, COMPANIES_TICKETS_WHAT, c.name);
	if (about_fill(rq, v, COMPANIES_TICKETS_TICKETS,
		       arena_printf(rq->a, "/companies/%s/tickets", c.oid),
		       ABOUT_COMPANY, c.id.n, e))
		return e->kind;
	return page_send(rq, rs, e);
}
