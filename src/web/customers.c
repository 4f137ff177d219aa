#include "web/customers.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/customs_fill.h"
#include "desk/people.h"
#include "store/company_store.h"
#include "store/people_list.h"
#include "store/person_store.h"
#include "web/about.h"
#include "web/admin.h"
#include "web/custom_card.h"
#include "web/custom_form.h"
#include "web/group_choice.h"
#include "web/names.h"
#include "web/people_link.h"
#include "web/suggest.h"
#include "web/tag_parts.h"

#define ALONG_BATCH 5000
#define SUGGESTIONS 8

enum {
	CUSTOMER_NAME,
	CUSTOMER_EMAIL,
	CUSTOMER_COMPANY,
	CUSTOMER_SEES,
	CUSTOMER_ALONG,
	CUSTOMER_NOTE,
	CUSTOMER_SEEN,
	CUSTOMER_FIELDS
};
/* clang-format off */
static const struct field fields[CUSTOMER_FIELDS] = {
	[CUSTOMER_NAME]    = { "name",    FIELD_LINE, .max = LIMIT_NAME, .must = true },
	[CUSTOMER_EMAIL]   = { "email",   FIELD_LINE, .max = LIMIT_EMAIL, .must = true },
	[CUSTOMER_COMPANY] = { "company", FIELD_LINE, .max = LIMIT_NAME },
	[CUSTOMER_SEES]    = { "sees",    FIELD_FLAG },
	[CUSTOMER_ALONG]   = { "along",   FIELD_FLAG },
	[CUSTOMER_NOTE]    = { "note",    FIELD_TEXT, .max = LIMIT_NOTE },
	[CUSTOMER_SEEN]    = { "seen",    FIELD_I64,  .min = 1, .max = INT64_MAX },
};
/* clang-format on */

static const char *path_of(struct req *rq, const char *oid)
{
	return arena_printf(rq->a, "/customers/%s", oid);
}

/* ---- The list ------------------------------------------------------------ */

static void fill_row(struct req *rq, struct view *list,
		     const struct people_row *p)
{
	struct view *row = view_row(list, CUSTOMERS_INDEX_CUSTOMER), *company;

	view_text(row, CUSTOMERS_INDEX_OID, p->oid);
	view_text(row, CUSTOMERS_INDEX_NAME, p->name);
	view_text(row, CUSTOMERS_INDEX_INITIALS, page_initials(rq->a, p->name));
	view_text(row, CUSTOMERS_INDEX_EMAIL, p->email ? p->email : "");
	if (p->disabled)
		view_show(row, CUSTOMERS_INDEX_DISABLED);
	if (!p->company_oid)
		return;
	company = view_row(row, CUSTOMERS_INDEX_COMPANY);
	view_text(company, CUSTOMERS_INDEX_COMPANY_OID, p->company_oid);
	view_text(company, CUSTOMERS_INDEX_COMPANY_NAME, p->company_name);
	if (p->sees_company)
		view_show(company, CUSTOMERS_INDEX_SPEAKS);
}

/* Companies that begin as what was typed: their customers are there. */
static enum err_kind fill_companies(struct req *rq, struct view *v,
				    const char *q, struct err *e)
{
	struct company_page page;
	struct view *section, *row;

	if (!*q)
		return ERR_NONE;
	if (company_store_suggest(rq->job.db, rq->a, q, SUGGESTIONS, &page, e))
		return e->kind;
	if (page.n == 0)
		return ERR_NONE;
	section = view_row(v, CUSTOMERS_INDEX_COMPANIES);
	for (size_t i = 0; i < page.n; i++) {
		row = view_row(section, CUSTOMERS_INDEX_FOUND);
		view_text(row, CUSTOMERS_INDEX_COMPANY_OID, page.rows[i].oid);
		view_text(row, CUSTOMERS_INDEX_COMPANY_NAME, page.rows[i].name);
	}
	return ERR_NONE;
}

enum err_kind customers_index(struct req *rq, struct resp *rs, struct err *e)
{
	struct people_search s = { 0 };
	struct people_page page;
	struct admin_list l;
	struct view *list, *v;

	admin_list_read(rq, &l);
	s.q = l.q;
	s.key = l.key;
	s.back = l.back;
	if (people_list_customers(rq->job.db, rq->a, &s, &page, e))
		return e->kind;
	v = admin_page(rq, LAYOUT_AT_CUSTOMERS, PARTS_ADMIN_AT_CUSTOMERS,
		       CUSTOMERS_INDEX_TPL, CUSTOMERS_INDEX_ADMIN);
	view_text(v, CUSTOMERS_INDEX_Q, l.q);
	if (fill_companies(rq, v, l.q, e))
		return e->kind;
	if (page.n == 0) {
		view_show(view_row(v, CUSTOMERS_INDEX_EMPTY),
			  *l.q ? CUSTOMERS_INDEX_NO_MATCH
			       : CUSTOMERS_INDEX_NONE);
		return page_send(rq, rs, e);
	}
	list = view_row(v, CUSTOMERS_INDEX_LIST);
	for (size_t i = 0; i < page.n; i++)
		fill_row(rq, list, &page.rows[i]);
	admin_pager(rq, list, CUSTOMERS_INDEX_PAGER, "/customers", "", &l,
		    &(struct admin_pages){ page.rows[0].oid,
					   page.rows[page.n - 1].oid,
					   page.before, page.after });
	return page_send(rq, rs, e);
}

enum err_kind customers_suggest(struct req *rq, struct resp *rs, struct err *e)
{
	struct suggestion said[SUGGESTIONS];
	struct people_page page;
	struct admin_list l;

	admin_list_read(rq, &l);
	if (people_list_suggest(rq->job.db, rq->a, l.q, SUGGESTIONS, &page, e))
		return e->kind;
	for (size_t i = 0; i < page.n; i++) {
		const struct people_row *p = &page.rows[i];

		said[i] = (struct suggestion){
			.id = p->oid,
			.name = p->name,
			.email = p->email ? p->email : "",
			.company = p->company_name ? p->company_name : "",
		};
	}
	suggest_answer(rs, said, page.n);
	return ERR_NONE;
}

/* ---- What is known of one ------------------------------------------------ */

struct values {
	const char *name, *email, *company, *note;
	bool sees;
};

static struct values typed(const struct form *f)
{
	return (struct values){ .name = f->v[CUSTOMER_NAME].text,
				.email = f->v[CUSTOMER_EMAIL].text,
				.company = f->v[CUSTOMER_COMPANY].text,
				.note = f->v[CUSTOMER_NOTE].text,
				.sees = f->v[CUSTOMER_SEES].i64 != 0 };
}

static void fill_fields(struct req *rq, struct view *v, const struct values *c)
{
	struct view *kept;

	view_text(v, CUSTOMERS_FIELDS_NAME, c->name);
	view_text(v, CUSTOMERS_FIELDS_EMAIL, c->email);
	view_int(v, CUSTOMERS_FIELDS_NAME_MAX, LIMIT_NAME);
	view_int(v, CUSTOMERS_FIELDS_EMAIL_MAX, LIMIT_EMAIL);
	if (!access_customers(&rq->viewer))
		return;
	kept = view_row(v, CUSTOMERS_FIELDS_KEPT);
	view_text(kept, CUSTOMERS_FIELDS_COMPANY, c->company);
	view_text(kept, CUSTOMERS_FIELDS_NOTE, c->note);
	view_int(kept, CUSTOMERS_FIELDS_NAME_MAX, LIMIT_NAME);
	view_int(kept, CUSTOMERS_FIELDS_NOTE_MAX, LIMIT_NOTE);
	if (c->sees)
		view_show(kept, CUSTOMERS_FIELDS_CHECKED);
}

/* The fault beside its input: those about companies and notes are in KEPT. */
static void refuse(struct req *rq, struct resp *rs, struct view *v,
		   const char *errors, struct view *part, const struct form *f,
		   const struct admin_fault *fault)
{
	admin_refuse(rq, rs, v, errors, f, fault);
	admin_beside(rq, part, f, fault);
}

/* Which company that is; "" for none. */
static enum err_kind find_company(struct req *rq, const char *name,
				  const char **oid, struct err *e)
{
	struct company c;

	*oid = "";
	if (str_empty(name))
		return ERR_NONE;
	if (company_store_find_name(rq->job.db, rq->a, name, &c, e) ==
	    ERR_NOT_FOUND) {
		err_clear(e);
		return err_set(e, ERR_INVALID,
			       "company: there is no company of that name");
	}
	*oid = c.oid;
	return e->kind;
}

/* ---- A new one ----------------------------------------------------------- */

static enum err_kind show_new(struct req *rq, struct resp *rs,
			      const struct values *c, const struct form *f,
			      const struct admin_fault *fault, struct err *e)
{
	struct view *v = admin_page(rq, LAYOUT_AT_CUSTOMERS,
				    PARTS_ADMIN_AT_CUSTOMERS, CUSTOMERS_NEW_TPL,
				    CUSTOMERS_NEW_ADMIN);
	struct view *part = view_include(v, CUSTOMERS_NEW_FIELDS,
					 CUSTOMERS_FIELDS_TPL);

	fill_fields(rq, part, c);
	if (f)
		refuse(rq, rs, v, CUSTOMERS_NEW_ERRORS, part, f, fault);
	return page_send(rq, rs, e);
}

/* ?company=OID: one for that company. */
enum err_kind customers_new(struct req *rq, struct resp *rs, struct err *e)
{
	const struct http_pair *of = http_find(&rq->query, "company");
	struct values c = { "", "", "", "", false };
	struct company company;

	if (of && rng_oid_valid(of->text)) {
		if (!company_store_find_oid(rq->job.db, rq->a, of->text,
					    &company, e))
			c.company = company.name;
		else if (e->kind != ERR_NOT_FOUND)
			return e->kind;
		err_clear(e);
	}
	return show_new(rq, rs, &c, NULL, NULL, e);
}

enum err_kind customers_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct people_draft d = { .roles = ROLE_CUSTOMER };
	struct admin_fault fault = { 0 };
	const char *oid;
	struct values c;
	struct form f;

	form_read(rq, fields, CUSTOMER_FIELDS, &f);
	c = typed(&f);
	if (!f.ok)
		return show_new(rq, rs, &c, &f, NULL, e);
	d.name = c.name;
	d.email = c.email;
	d.zone = rq->viewer.zone->name;
	d.note = c.note;
	d.sees_company = c.sees;
	if (!find_company(rq, c.company, &d.company, e) &&
	    !people_add(&rq->job, &d, &oid, e)) {
		page_done(rq, rs, PAGE_ADDED, path_of(rq, oid));
		return ERR_NONE;
	}
	if (!admin_fault(rq, &f, e, &fault))
		return e->kind;
	return show_new(rq, rs, &c, &f, &fault, e);
}

/* ---- One ----------------------------------------------------------------- */

struct card {
	struct req *rq;
	struct person p;
	struct company company; /* id 0: none */
	struct view *v, *part;  /* part: the fields, or NULL */
	struct view *groups;    /* their form, or NULL */
	bool theirs;
};

static enum err_kind find(struct card *c, struct err *e)
{
	struct req *rq = c->rq;

	if (person_store_find_oid(rq->job.db, rq->a, rq->oid, &c->p, e))
		return e->kind;
	if (!(c->p.roles & ROLE_CUSTOMER))
		return err_set(e, ERR_NOT_FOUND, "no customer");
	if (c->p.company.n)
		return company_store_find(rq->job.db, rq->a, c->p.company,
					  &c->company, e);
	return ERR_NONE;
}

static void fill_facts(struct card *c)
{
	struct view *section;

	view_text(c->v, CUSTOMERS_SHOW_OID, c->p.oid);
	view_text(c->v, CUSTOMERS_SHOW_WHO, c->p.name);
	view_text(c->v, CUSTOMERS_SHOW_ADDRESS, c->p.email ? c->p.email : "");
	view_text(c->v, CUSTOMERS_SHOW_HOME_ZONE, c->p.zone);
	if (c->company.id.n) {
		section = view_row(c->v, CUSTOMERS_SHOW_OF_COMPANY);
		view_text(section, CUSTOMERS_SHOW_COMPANY_OID, c->company.oid);
		view_text(section, CUSTOMERS_SHOW_COMPANY_NAME,
			  c->company.name);
		if (c->p.sees_company)
			view_show(section, CUSTOMERS_SHOW_SPEAKS);
	}
	if (*c->p.note)
		view_text(view_row(c->v, CUSTOMERS_SHOW_ABOUT_THEM),
			  CUSTOMERS_SHOW_TEXT, c->p.note);
}

/* What the viewer may do about them. */
static void fill_ways(struct card *c)
{
	struct req *rq = c->rq;
	bool disabled = c->p.disabled != INSTANT_NONE;

	if (access_admin(&rq->viewer))
		view_show(c->v, CUSTOMERS_SHOW_MAY_ROLES);
	if ((rq->viewer.roles & ROLES_ANSWER) && !disabled)
		view_show(c->v, CUSTOMERS_SHOW_ASK_FOR);
	if (disabled)
		view_show(c->v, CUSTOMERS_SHOW_DISABLED);
	if (!c->theirs)
		return;
	if (disabled) {
		view_show(c->v, CUSTOMERS_SHOW_ENABLE);
	} else {
		view_show(c->v, CUSTOMERS_SHOW_LINK);
		view_show(c->v, CUSTOMERS_SHOW_DOOR);
	}
	if (admin_was(rq, PAGE_PERSON_DISABLED))
		(void)page_undo(rq, arena_printf(rq->a, "/customers/%s/enabled",
						 c->p.oid));
	if (admin_was(rq, PAGE_PERSON_ENABLED))
		(void)page_undo(rq,
				arena_printf(rq->a, "/customers/%s/disabled",
					     c->p.oid));
}

/* Tickets of before that their company does not have yet. */
static enum err_kind fill_elsewhere(struct card *c, struct err *e)
{
	struct req *rq = c->rq;
	int64_t n;

	if (!c->theirs || !c->company.id.n)
		return ERR_NONE;
	if (ticket_about_elsewhere(rq->job.db, rq->a, c->p.id, c->p.company, &n,
				   e))
		return e->kind;
	if (n)
		admin_count(view_row(c->v, CUSTOMERS_SHOW_ELSEWHERE),
			    CUSTOMERS_SHOW_N, n);
	return ERR_NONE;
}

/* The groups they are in, and a form to change them. */
static enum err_kind fill_groups(struct card *c, struct err *e)
{
	struct req *rq = c->rq;
	struct customer_groups own, through = { 0 };
	struct view *row;

	if (group_store_of_person(rq->job.db, rq->a, c->p.id, &own, e) ||
	    (c->company.id.n &&
	     group_store_of_company(rq->job.db, rq->a, c->company.id, &through,
				    e)))
		return e->kind;
	row = own.n + through.n ? view_row(c->v, CUSTOMERS_SHOW_IN_GROUPS)
				: NULL;
	for (size_t i = 0; i < own.n; i++)
		(void)tag_parts_group(row, CUSTOMERS_SHOW_OWN_GROUP, &own.v[i],
				      NULL);
	if (through.n) {
		row = view_row(row, CUSTOMERS_SHOW_THROUGH);
		for (size_t i = 0; i < through.n; i++)
			(void)tag_parts_group(row, CUSTOMERS_SHOW_ITS_GROUP,
					      &through.v[i], NULL);
	}
	if (!c->theirs)
		return ERR_NONE;
	return group_choice_fill(
		rq, c->v, CUSTOMERS_SHOW_GROUPS,
		arena_printf(rq->a, "/customers/%s/groups", c->p.oid), &own,
		&c->groups, e);
}

/* As it is (NULL), or with what was typed. */
static enum err_kind start(struct req *rq, const struct values *given,
			   struct card *c, struct err *e)
{
	struct values stored;
	struct view *form;

	*c = (struct card){ .rq = rq };
	if (find(c, e))
		return e->kind;
	c->theirs = access_manage(&rq->viewer, c->p.roles);
	c->v = admin_page(rq, LAYOUT_AT_CUSTOMERS, PARTS_ADMIN_AT_CUSTOMERS,
			  CUSTOMERS_SHOW_TPL, CUSTOMERS_SHOW_ADMIN);
	admin_title(rq, c->p.name);
	fill_facts(c);
	fill_ways(c);
	if (c->theirs) {
		stored = (struct values){ c->p.name,
					  c->p.email ? c->p.email : "",
					  c->company.id.n ? c->company.name
							  : "",
					  c->p.note, c->p.sees_company };
		form = view_row(c->v, CUSTOMERS_SHOW_FORM);
		view_int(form, CUSTOMERS_SHOW_SEEN_VERSION, c->p.version);
		c->part = view_include(form, CUSTOMERS_SHOW_FIELDS,
				       CUSTOMERS_FIELDS_TPL);
		fill_fields(rq, c->part, given ? given : &stored);
	}
	if (fill_elsewhere(c, e) || fill_groups(c, e) ||
	    custom_card_person(rq, c->v, &c->p, c->theirs, e))
		return e->kind;
	return about_fill(rq, c->v, CUSTOMERS_SHOW_TICKETS,
			  path_of(rq, c->p.oid), ABOUT_REQUESTER, c->p.id.n, e);
}

enum err_kind customers_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct card c;

	if (start(rq, NULL, &c, e))
		return e->kind;
	return page_send(rq, rs, e);
}

static enum err_kind show_again(struct req *rq, struct resp *rs,
				const struct form *f,
				const struct admin_fault *fault, struct err *e)
{
	const struct values given = typed(f);
	bool conflict = e->kind == ERR_CONFLICT;
	struct card c;

	err_clear(e);
	if (start(rq, &given, &c, e))
		return e->kind;
	if (!c.part)
		return err_set(e, ERR_DENIED, "not theirs to change");
	if (conflict) {
		view_show(c.v, CUSTOMERS_SHOW_CHANGED);
		admin_now(rq, rs, c.part, "name", given.name, c.p.name);
		admin_now(rq, rs, c.part, "email", given.email,
			  c.p.email ? c.p.email : "");
		admin_now(rq, rs, c.part, "note", given.note, c.p.note);
	} else {
		refuse(rq, rs, c.v, CUSTOMERS_SHOW_ERRORS, c.part, f, fault);
	}
	return page_send(rq, rs, e);
}

/* The next batch, and what to say of it. */
static enum err_kind take_along(struct req *rq, struct resp *rs, struct err *e)
{
	int64_t left;

	if (people_take_tickets_along(&rq->job, rq->oid, ALONG_BATCH, &left, e))
		return e->kind;
	page_done(rq, rs, left ? PAGE_TAKING_ALONG : PAGE_TAKEN_ALONG,
		  path_of(rq, rq->oid));
	return ERR_NONE;
}

enum err_kind customers_update(struct req *rq, struct resp *rs, struct err *e)
{
	struct people_change c = { .set_sees_company = true };
	struct admin_fault fault = { 0 };
	struct card card = { .rq = rq };
	struct values given;
	struct form f;

	if (find(&card, e))
		return e->kind;
	form_read(rq, fields, CUSTOMER_FIELDS, &f);
	if (!f.ok)
		return show_again(rq, rs, &f, NULL, e);
	given = typed(&f);
	c.seen = f.v[CUSTOMER_SEEN].i64;
	c.name = given.name;
	c.email = given.email;
	c.note = given.note;
	c.sees_company = given.sees;
	if (!find_company(rq, given.company, &c.company, e) &&
	    !people_change(&rq->job, rq->oid, &c, e)) {
		if (*c.company && f.v[CUSTOMER_ALONG].i64)
			return take_along(rq, rs, e);
		page_done(rq, rs, PAGE_SAVED, path_of(rq, rq->oid));
		return ERR_NONE;
	}
	if (admin_fault(rq, &f, e, &fault) || admin_stale(rq, e))
		return show_again(rq, rs, &f, &fault, e);
	return e->kind;
}

enum err_kind customers_take_along(struct req *rq, struct resp *rs,
				   struct err *e)
{
	struct card c = { .rq = rq };

	if (find(&c, e))
		return e->kind;
	return take_along(rq, rs, e);
}

/* ---- The door ------------------------------------------------------------ */

enum err_kind customers_link(struct req *rq, struct resp *rs, struct err *e)
{
	struct card c = { .rq = rq };

	if (find(&c, e))
		return e->kind;
	return people_link_show(rq, rs, rq->oid, e);
}

static enum err_kind set_disabled(struct req *rq, struct resp *rs, bool to,
				  struct err *e)
{
	struct card c = { .rq = rq };

	if (find(&c, e) || people_set_disabled(&rq->job, rq->oid, to, e))
		return e->kind;
	page_done(rq, rs, to ? PAGE_PERSON_DISABLED : PAGE_PERSON_ENABLED,
		  path_of(rq, rq->oid));
	return ERR_NONE;
}

enum err_kind customers_disable(struct req *rq, struct resp *rs, struct err *e)
{
	return set_disabled(rq, rs, true, e);
}

enum err_kind customers_enable(struct req *rq, struct resp *rs, struct err *e)
{
	return set_disabled(rq, rs, false, e);
}

/* ---- Groups -------------------------------------------------------------- */

enum err_kind customers_groups(struct req *rq, struct resp *rs, struct err *e)
{
	const struct groups_chosen chosen = group_choice_read(rq);
	struct admin_fault fault;
	struct card c;

	if (!groups_set_person(&rq->job, rq->oid, &chosen, e)) {
		page_done(rq, rs, PAGE_SAVED, path_of(rq, rq->oid));
		return ERR_NONE;
	}
	if (!admin_fault(rq, &group_choice_form, e, &fault) ||
	    start(rq, NULL, &c, e))
		return e->kind;
	group_choice_refuse(rq, rs, c.v, CUSTOMERS_SHOW_ERRORS, c.groups,
			    &fault);
	return page_send(rq, rs, e);
}

/* ---- Custom fields ------------------------------------------------------- */

enum err_kind customers_customs(struct req *rq, struct resp *rs, struct err *e)
{
	struct desk_fields typed;
	struct card c;
	struct err why;

	custom_form_read(rq, &typed);
	if (!customs_fill_person(&rq->job, rq->oid, &typed, e)) {
		page_done(rq, rs, PAGE_FILLED_IN, path_of(rq, rq->oid));
		return ERR_NONE;
	}
	why = *e;
	if (why.kind != ERR_INVALID)
		return why.kind;
	err_clear(e);
	if (start(rq, NULL, &c, e))
		return e->kind;
	custom_card_refuse(rq, rs, c.v, CUSTOMERS_SHOW_ERRORS, why.msg);
	return page_send(rq, rs, e);
}
