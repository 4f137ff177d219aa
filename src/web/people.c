#include "web/people.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/people.h"
#include "store/presence_store.h"
#include "store/count_store.h"
#include "store/desk_store.h"
#include "store/people_list.h"
#include "web/names.h"
#include "web/people_form.h"
#include "web/people_link.h"
#include "web/presence.h"
#include "web/words.h"

/* ---- The list ------------------------------------------------------------ */

/* clang-format off */
static const struct {
	enum role role;
	const char *section;
} roles[] = {
	{ ROLE_OWNER,    PEOPLE_INDEX_OWNER },
	{ ROLE_ADMIN,    PEOPLE_INDEX_ADMIN_ROLE },
	{ ROLE_MANAGER,  PEOPLE_INDEX_MANAGER },
	{ ROLE_AGENT,    PEOPLE_INDEX_AGENT },
	{ ROLE_READER,   PEOPLE_INDEX_READER },
	{ ROLE_CUSTOMER, PEOPLE_INDEX_CUSTOMER },
};
/* clang-format on */

static void fill_row(struct req *rq, struct view *list,
		     const struct people_row *p, int64_t open, enum presence is)
{
	struct view *row = view_row(list, PEOPLE_INDEX_PERSON);

	view_text(row, PEOPLE_INDEX_OID, p->oid);
	view_text(row, PEOPLE_INDEX_NAME, p->name);
	view_text(row, PEOPLE_INDEX_INITIALS, page_initials(rq->a, p->name));
	view_text(row, PEOPLE_INDEX_EMAIL, p->email ? p->email : "");
	view_text(row, PEOPLE_INDEX_DEPARTMENTS, p->departments);
	admin_count(row, PEOPLE_INDEX_OPEN, open);
	if (p->roles & ROLES_ANSWER && !p->disabled)
		presence_show(row, PEOPLE_INDEX_PRESENCE, is);
	for (size_t i = 0; i < COUNT_OF(roles); i++)
		if (p->roles & roles[i].role)
			view_show(row, roles[i].section);
	if (p->invited && !p->disabled)
		view_show(row, PEOPLE_INDEX_INVITED);
	if (p->seen == INSTANT_NONE)
		view_show(row, PEOPLE_INDEX_NOT_SEEN);
	else
		words_time_for(rq, view_row(row, PEOPLE_INDEX_SEEN_TIME),
			       PEOPLE_INDEX_SEEN, p->seen);
}

/* Which of them are asked for. */
enum {
	ONLY_ROLE,
	ONLY_STATE
};
/* clang-format off */
static const struct field_choice role_choices[] = {
	{ "owner", ROLE_OWNER }, { "admin", ROLE_ADMIN }, { "manager", ROLE_MANAGER },
	{ "agent", ROLE_AGENT }, { "read-only", ROLE_READER }, { NULL, 0 },
};
static const struct field_choice state_choices[] = {
	{ "active", PEOPLE_ACTIVE }, { "invited", PEOPLE_INVITED },
	{ "disabled", PEOPLE_DISABLED }, { NULL, 0 },
};
static const struct field only_fields[] = {
	[ONLY_ROLE]  = { "role", FIELD_CHOICE, .choices = role_choices },
	[ONLY_STATE] = { "state", FIELD_CHOICE, .choices = state_choices,
			 .otherwise = PEOPLE_HERE },
};
static const struct {
	const char *chip, *empty;
} states[] = {
	[PEOPLE_HERE]     = { PEOPLE_INDEX_GOING, PEOPLE_INDEX_NOBODY },
	[PEOPLE_ACTIVE]   = { PEOPLE_INDEX_ACTIVE, PEOPLE_INDEX_NOBODY_ACTIVE },
	[PEOPLE_INVITED]  = { PEOPLE_INDEX_AWAITED, PEOPLE_INDEX_NOBODY_AWAITED },
	[PEOPLE_DISABLED] = { PEOPLE_INDEX_GONE, PEOPLE_INDEX_NOBODY_GONE },
};
/* clang-format on */

/* The form that looks for them, and the chips beside it. */
static void fill_finder(struct view *v, const struct form *f,
			const struct people_search *s)
{
	static const char *const sections[] = {
		PEOPLE_INDEX_ONLY_OWNER,   PEOPLE_INDEX_ONLY_ADMIN,
		PEOPLE_INDEX_ONLY_MANAGER, PEOPLE_INDEX_ONLY_AGENT,
		PEOPLE_INDEX_ONLY_READER,
	};

	view_text(v, PEOPLE_INDEX_Q, s->q);
	view_text(v, PEOPLE_INDEX_ROLE, f->v[ONLY_ROLE].text);
	view_show(v, states[s->state].chip);
	for (size_t i = 0; i < COUNT_OF(sections); i++)
		if (s->roles == role_choices[i].value)
			view_show(v, sections[i]);
}

static void fill_empty(struct view *v, const struct people_search *s)
{
	view_show(view_row(v, PEOPLE_INDEX_EMPTY),
		  *s->q || s->roles ? PEOPLE_INDEX_NO_MATCH
				    : states[s->state].empty);
}

static enum err_kind fill_list(struct req *rq, struct view *v,
			       const struct admin_list *l,
			       const struct people_search *s, const char *only,
			       struct err *e)
{
	int64_t ids[LIMIT_PAGE_ROWS], open[LIMIT_PAGE_ROWS];
	enum presence is[LIMIT_PAGE_ROWS];
	struct people_page page;
	struct view *list;

	if (people_list_staff(rq->job.db, rq->a, s, &page, e))
		return e->kind;
	if (page.n == 0) {
		fill_empty(v, s);
		return ERR_NONE;
	}
	for (size_t i = 0; i < page.n; i++)
		ids[i] = page.rows[i].id.n;
	if (count_store_each(rq->job.db, rq->a, COUNT_PERSON_OPEN, ids, page.n,
			     open, e) ||
	    presence_store_each(rq->job.db, rq->a, ids, page.n, rq->job.by.now,
				is, e))
		return e->kind;
	list = view_row(v, PEOPLE_INDEX_LIST);
	for (size_t i = 0; i < page.n; i++)
		fill_row(rq, list, &page.rows[i], open[i], is[i]);
	admin_pager(rq, list, PEOPLE_INDEX_PAGER, "/people", only, l,
		    &(struct admin_pages){ page.rows[0].oid,
					   page.rows[page.n - 1].oid,
					   page.before, page.after });
	return ERR_NONE;
}

enum err_kind people_index(struct req *rq, struct resp *rs, struct err *e)
{
	struct people_search s = { 0 };
	struct admin_list l;
	struct form f;
	struct view *v;

	form_read(rq, FIELDS(only_fields), &f);
	if (form_check(rq->a, &f, e))
		return e->kind;
	admin_list_read(rq, &l);
	s.q = l.q;
	s.key = l.key;
	s.back = l.back;
	s.roles = (unsigned)f.v[ONLY_ROLE].i64;
	s.state = (enum people_state)f.v[ONLY_STATE].i64;
	v = admin_page(rq, LAYOUT_AT_PEOPLE, PARTS_ADMIN_AT_PEOPLE,
		       PEOPLE_INDEX_TPL, PEOPLE_INDEX_ADMIN);
	fill_finder(v, &f, &s);
	if (fill_list(rq, v, &l, &s,
		      arena_printf(rq->a, "role=%s&state=%s&",
				   f.v[ONLY_ROLE].text, f.v[ONLY_STATE].text),
		      e))
		return e->kind;
	return page_send(rq, rs, e);
}

/* ---- Inviting ------------------------------------------------------------ */

static enum err_kind show_new(struct req *rq, struct resp *rs,
			      const struct people_values *values,
			      const struct form *f,
			      const struct admin_fault *fault, struct err *e)
{
	struct view *v = admin_page(rq, LAYOUT_AT_PEOPLE, PARTS_ADMIN_AT_PEOPLE,
				    PEOPLE_NEW_TPL, PEOPLE_NEW_ADMIN);
	struct view *fields = view_include(v, PEOPLE_NEW_FIELDS,
					   PEOPLE_FIELDS_TPL);

	if (people_form_fill(rq, fields, values, (person_id){ 0 }, 0, e))
		return e->kind;
	if (f)
		people_form_refuse(rq, rs, v, PEOPLE_NEW_ERRORS, fields, f,
				   fault);
	return page_send(rq, rs, e);
}

enum err_kind people_new(struct req *rq, struct resp *rs, struct err *e)
{
	struct people_values values = { .name = "",
					.email = "",
					.roles = ROLE_AGENT };
	struct desk_settings desk;

	if (desk_store_find(rq->job.db, rq->a, &desk, e))
		return e->kind;
	values.zone = desk.zone;
	return show_new(rq, rs, &values, NULL, NULL, e);
}

enum err_kind people_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	struct people_values values;
	struct people_draft d;
	const char *oid;
	struct form f;

	form_read(rq, people_form_fields, PERSON_FIELDS, &f);
	people_form_typed(rq, &f, &values);
	d = (struct people_draft){ .name = values.name,
				   .email = values.email,
				   .zone = values.zone,
				   .roles = values.roles,
				   .departments = values.departments,
				   .ndepartments = values.ndepartments };
	if (!f.ok)
		return show_new(rq, rs, &values, &f, NULL, e);
	if (!people_add(&rq->job, &d, &oid, e))
		return people_link_show(rq, rs, oid, e);
	if (!people_form_fault(rq, &f, e, &fault) &&
	    !people_form_not_theirs(rq, (person_id){ 0 }, 0, values.roles, e,
				    &fault))
		return e->kind;
	return show_new(rq, rs, &values, &f, &fault, e);
}

enum err_kind people_link(struct req *rq, struct resp *rs, struct err *e)
{
	return people_link_show(rq, rs, rq->oid, e);
}
