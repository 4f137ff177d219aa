#include "web/departments.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/departments.h"
#include "store/count_store.h"
#include "store/department_store.h"
#include "store/people_list.h"
#include "web/admin.h"
#include "web/names.h"

enum {
	DEPARTMENT_NAME,
	DEPARTMENT_OPEN,
	DEPARTMENT_SEEN,
	DEPARTMENT_FIELDS
};
/* clang-format off */
static const struct field fields[DEPARTMENT_FIELDS] = {
	[DEPARTMENT_NAME] = { "name", FIELD_LINE, .max = LIMIT_NAME, .must = true },
	[DEPARTMENT_OPEN] = { "open", FIELD_FLAG },
	[DEPARTMENT_SEEN] = { "seen", FIELD_I64, .min = 1, .max = INT64_MAX },
};
/* clang-format on */

static const char *path_of(struct req *rq, const char *oid)
{
	return arena_printf(rq->a, "/departments/%s", oid);
}

/* ---- The list ------------------------------------------------------------ */

static enum err_kind fill_list(struct req *rq, struct view *v, bool archived,
			       struct err *e)
{
	struct departments all;
	int64_t *ids, *open, *members;
	struct view *list = NULL;

	if (department_store_list(rq->job.db, rq->a, &all, e))
		return e->kind;
	ids = ARENA_ARRAY(rq->a, all.n, int64_t);
	open = ARENA_ARRAY(rq->a, all.n, int64_t);
	members = ARENA_ARRAY(rq->a, all.n, int64_t);
	for (size_t i = 0; i < all.n; i++)
		ids[i] = all.v[i].id.n;
	if (count_store_each(rq->job.db, rq->a, COUNT_DEPARTMENT_OPEN, ids,
			     all.n, open, e) ||
	    count_store_each(rq->job.db, rq->a, COUNT_DEPARTMENT_MEMBERS, ids,
			     all.n, members, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		struct view *row;

		if ((all.v[i].archived != INSTANT_NONE) != archived)
			continue;
		if (!list)
			list = view_row(v, DEPARTMENTS_INDEX_LIST);
		row = view_row(list, DEPARTMENTS_INDEX_DEPARTMENT);
		view_text(row, DEPARTMENTS_INDEX_OID, all.v[i].oid);
		view_text(row, DEPARTMENTS_INDEX_NAME, all.v[i].name);
		admin_count(row, DEPARTMENTS_INDEX_OPEN, open[i]);
		admin_count(row, DEPARTMENTS_INDEX_MEMBERS, members[i]);
		view_show(row, all.v[i].open_to_all
				       ? DEPARTMENTS_INDEX_FOR_ALL
				       : DEPARTMENTS_INDEX_FOR_STAFF);
	}
	if (!list)
		view_show(v, archived ? DEPARTMENTS_INDEX_NONE_ARCHIVED
				      : DEPARTMENTS_INDEX_NONE);
	return ERR_NONE;
}

/* With what was typed into the form for a new one, or NULL. */
static enum err_kind show_list(struct req *rq, struct resp *rs,
			       const struct form *f,
			       const struct admin_fault *fault, struct err *e)
{
	bool archived = http_find(&rq->query, "archived");
	struct view *v = admin_page(
		rq, LAYOUT_AT_DEPARTMENTS, PARTS_ADMIN_AT_DEPARTMENTS,
		DEPARTMENTS_INDEX_TPL, DEPARTMENTS_INDEX_ADMIN);

	view_show(v,
		  archived ? DEPARTMENTS_INDEX_GONE : DEPARTMENTS_INDEX_GOING);
	view_text(v, DEPARTMENTS_INDEX_TYPED,
		  f ? f->v[DEPARTMENT_NAME].text : "");
	view_int(v, DEPARTMENTS_INDEX_NAME_MAX, LIMIT_NAME);
	if (!f || f->v[DEPARTMENT_OPEN].i64)
		view_show(v, DEPARTMENTS_INDEX_CHECKED);
	if (fill_list(rq, v, archived, e))
		return e->kind;
	if (f)
		admin_refuse(rq, rs, v, DEPARTMENTS_INDEX_ERRORS, f, fault);
	return page_send(rq, rs, e);
}

enum err_kind departments_index(struct req *rq, struct resp *rs, struct err *e)
{
	return show_list(rq, rs, NULL, NULL, e);
}

enum err_kind departments_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct departments_draft d = { 0 };
	struct admin_fault fault = { 0 };
	const char *oid;
	struct form f;

	form_read(rq, fields, DEPARTMENT_FIELDS, &f);
	if (!f.ok)
		return show_list(rq, rs, &f, NULL, e);
	d.name = f.v[DEPARTMENT_NAME].text;
	d.open_to_all = f.v[DEPARTMENT_OPEN].i64 != 0;
	if (!departments_add(&rq->job, &d, &oid, e)) {
		page_done(rq, rs, PAGE_ADDED, path_of(rq, oid));
		return ERR_NONE;
	}
	if (!admin_fault(rq, &f, e, &fault))
		return e->kind;
	return show_list(rq, rs, &f, &fault, e);
}

/* ---- One ----------------------------------------------------------------- */

static void fill_member(struct req *rq, struct view *list,
			const struct people_row *p, bool in)
{
	struct view *row = view_row(list, DEPARTMENTS_SHOW_PERSON);

	view_text(row, DEPARTMENTS_SHOW_OID, p->oid);
	view_text(row, DEPARTMENTS_SHOW_PERSON_NAME, p->name);
	view_text(row, DEPARTMENTS_SHOW_EMAIL, p->email ? p->email : "");
	view_text(row, DEPARTMENTS_SHOW_INITIALS,
		  page_initials(rq->a, p->name));
	if (in)
		view_show(row, DEPARTMENTS_SHOW_CHECKED);
}

static void fill_finder(struct view *v, const struct people_search *s)
{
	struct view *finder = view_row(v, DEPARTMENTS_SHOW_FINDER);

	view_text(finder, DEPARTMENTS_SHOW_Q, s->q);
	view_show(finder, s->department.n ? DEPARTMENTS_SHOW_INSIDE
					  : DEPARTMENTS_SHOW_EVERYBODY);
}

/* Members first of all; who else there is, for those who look for them. */
static enum err_kind fill_people(struct req *rq, struct view *v,
				 const struct department *d, struct err *e)
{
	bool archived = d->archived != INSTANT_NONE;
	bool everybody = !archived && http_find(&rq->query, "everybody");
	struct people_search s = { .department = everybody
							 ? (department_id){ 0 }
							 : d->id };
	int64_t ids[LIMIT_PAGE_ROWS];
	bool in[LIMIT_PAGE_ROWS];
	struct people_page page;
	struct admin_list l;
	struct view *list;

	admin_list_read(rq, &l);
	if (archived) /* it takes nobody new: whom to look for? */
		l.q = "";
	s.q = l.q;
	s.key = l.key;
	s.back = l.back;
	if (*l.q) /* who is looked for may be anybody */
		s.department.n = 0;
	if (!archived)
		fill_finder(v, &s);
	if (people_list_staff(rq->job.db, rq->a, &s, &page, e))
		return e->kind;
	if (page.n == 0) {
		view_show(v, s.department.n ? DEPARTMENTS_SHOW_NO_MEMBERS
					    : DEPARTMENTS_SHOW_NO_MATCH);
		return ERR_NONE;
	}
	for (size_t i = 0; i < page.n; i++)
		ids[i] = page.rows[i].id.n;
	if (department_store_members_among(rq->job.db, rq->a, d->id, ids,
					   page.n, in, e))
		return e->kind;
	list = view_row(v, DEPARTMENTS_SHOW_PEOPLE);
	view_text(list, DEPARTMENTS_SHOW_DEPARTMENT, d->oid);
	for (size_t i = 0; i < page.n; i++)
		fill_member(rq, list, &page.rows[i], in[i]);
	admin_pager(rq, v, DEPARTMENTS_SHOW_PAGER, path_of(rq, d->oid),
		    everybody ? "everybody=1&" : "", &l,
		    &(struct admin_pages){ page.rows[0].oid,
					   page.rows[page.n - 1].oid,
					   page.before, page.after });
	return ERR_NONE;
}

/* Can it be archived, and if not: why? */
static enum err_kind fill_end(struct req *rq, struct view *v,
			      const struct department *d, struct err *e)
{
	struct departments_ties ties;
	struct view *section;

	if (departments_ties(&rq->job, d->oid, &ties, e))
		return e->kind;
	if (d->archived != INSTANT_NONE) {
		section = view_row(v, DEPARTMENTS_SHOW_ARCHIVED);
		if (ties.open_tickets)
			admin_count(view_row(section, DEPARTMENTS_SHOW_AGAIN),
				    DEPARTMENTS_SHOW_N, ties.open_tickets);
		return ERR_NONE;
	}
	if (!ties.open_tickets && !ties.rules && !ties.last_open) {
		view_show(v, DEPARTMENTS_SHOW_MAY_END);
		return ERR_NONE;
	}
	section = view_row(v, DEPARTMENTS_SHOW_TIED);
	if (ties.open_tickets)
		admin_count(view_row(section, DEPARTMENTS_SHOW_TIED_TICKETS),
			    DEPARTMENTS_SHOW_N, ties.open_tickets);
	if (ties.rules)
		admin_count(view_row(section, DEPARTMENTS_SHOW_TIED_RULES),
			    DEPARTMENTS_SHOW_N, ties.rules);
	if (ties.last_open)
		view_show(section, DEPARTMENTS_SHOW_TIED_LAST);
	return ERR_NONE;
}

static void fill_undo(struct req *rq, const struct department *d)
{
	if (admin_was(rq, PAGE_ARCHIVED))
		(void)page_undo(
			rq,
			arena_printf(rq->a, "/departments/%s/revived", d->oid));
	if (admin_was(rq, PAGE_REVIVED))
		(void)page_undo(rq,
				arena_printf(rq->a, "/departments/%s/archived",
					     d->oid));
}

/* As it is (NULL), or with what was typed. */
static enum err_kind start_one(struct req *rq, const struct form *f,
			       struct department *d, struct view **out,
			       struct err *e)
{
	struct view *v;

	if (department_store_find_oid(rq->job.db, rq->a, rq->oid, d, e))
		return e->kind;
	v = admin_page(rq, LAYOUT_AT_DEPARTMENTS, PARTS_ADMIN_AT_DEPARTMENTS,
		       DEPARTMENTS_SHOW_TPL, DEPARTMENTS_SHOW_ADMIN);
	*out = v;
	admin_title(rq, d->name);
	view_text(v, DEPARTMENTS_SHOW_OID, d->oid);
	view_text(v, DEPARTMENTS_SHOW_WHAT, d->name);
	view_text(v, DEPARTMENTS_SHOW_NAME,
		  f ? f->v[DEPARTMENT_NAME].text : d->name);
	view_int(v, DEPARTMENTS_SHOW_NAME_MAX, LIMIT_NAME);
	view_int(v, DEPARTMENTS_SHOW_SEEN_VERSION, d->version);
	if (f ? f->v[DEPARTMENT_OPEN].i64 != 0 : d->open_to_all)
		view_show(v, DEPARTMENTS_SHOW_FOR_ALL);
	fill_undo(rq, d);
	if (fill_end(rq, v, d, e))
		return e->kind;
	return fill_people(rq, v, d, e);
}

enum err_kind departments_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct department d;
	struct view *v;

	if (start_one(rq, NULL, &d, &v, e))
		return e->kind;
	return page_send(rq, rs, e);
}

static enum err_kind show_again(struct req *rq, struct resp *rs,
				const struct form *f,
				const struct admin_fault *fault, struct err *e)
{
	bool conflict = e->kind == ERR_CONFLICT;
	struct department d;
	struct view *v;

	err_clear(e);
	if (start_one(rq, f, &d, &v, e))
		return e->kind;
	if (conflict) {
		view_show(v, DEPARTMENTS_SHOW_CHANGED);
		admin_now(rq, rs, v, "name", f->v[DEPARTMENT_NAME].text,
			  d.name);
	} else {
		admin_refuse(rq, rs, v, DEPARTMENTS_SHOW_ERRORS, f, fault);
	}
	return page_send(rq, rs, e);
}

enum err_kind departments_update(struct req *rq, struct resp *rs, struct err *e)
{
	struct departments_draft d = { 0 };
	struct admin_fault fault = { 0 };
	struct form f;

	form_read(rq, fields, DEPARTMENT_FIELDS, &f);
	if (!f.ok)
		return show_again(rq, rs, &f, NULL, e);
	d.name = f.v[DEPARTMENT_NAME].text;
	d.open_to_all = f.v[DEPARTMENT_OPEN].i64 != 0;
	d.seen = f.v[DEPARTMENT_SEEN].i64;
	if (!departments_change(&rq->job, rq->oid, &d, e)) {
		page_done(rq, rs, PAGE_SAVED, path_of(rq, rq->oid));
		return ERR_NONE;
	}
	if (admin_fault(rq, &f, e, &fault) || admin_stale(rq, e))
		return show_again(rq, rs, &f, &fault, e);
	return e->kind;
}

/* ---- Members ------------------------------------------------------------- */

/* Who cannot be in it, above the list of who is; nothing has changed. */
static enum err_kind refuse_members(struct req *rq, struct resp *rs,
				    struct err *e)
{
	static const struct field about[] = {
		{ "department", .id = "members" },
	};
	const struct form f = { .fields = about, .n = 1 };
	struct admin_fault fault;
	struct department d;
	struct view *v;

	if (!admin_fault(rq, &f, e, &fault) || start_one(rq, NULL, &d, &v, e))
		return e->kind;
	admin_refuse(rq, rs, v, DEPARTMENTS_SHOW_ERRORS, &f, &fault);
	return page_send(rq, rs, e);
}

enum err_kind departments_members(struct req *rq, struct resp *rs,
				  struct err *e)
{
	const char *among[LIMIT_PAGE_ROWS], *members[LIMIT_PAGE_ROWS];
	const struct http_pair *shown = http_find(&rq->fields, "shown");
	struct departments_members m = { .among = among, .members = members };

	/* One field with all of them: a form has so many and no more. */
	for (const char *at = shown ? shown->text : ""; *at;) {
		size_t n = strcspn(at, " ");
		const char *oid = arena_copy(rq->a, at, n);

		if (m.namong < LIMIT_PAGE_ROWS && rng_oid_valid(oid))
			among[m.namong++] = oid;
		at += n + (at[n] == ' ');
	}
	m.nmembers = admin_oids(rq, "member", members, LIMIT_PAGE_ROWS);
	if (departments_set_members(&rq->job, rq->oid, &m, e))
		return refuse_members(rq, rs, e);
	page_done(rq, rs, PAGE_SAVED, path_of(rq, rq->oid));
	return ERR_NONE;
}

/* ---- Its end ------------------------------------------------------------- */

enum err_kind departments_end(struct req *rq, struct resp *rs, struct err *e)
{
	if (departments_archive(&rq->job, rq->oid, true, e) == ERR_CONFLICT) {
		/* The page says what is tied to it. */
		err_clear(e);
		http_redirect(rq, rs, "%s", path_of(rq, rq->oid));
		return ERR_NONE;
	}
	if (e->kind)
		return e->kind;
	page_done(rq, rs, PAGE_ARCHIVED, path_of(rq, rq->oid));
	return ERR_NONE;
}

enum err_kind departments_revive(struct req *rq, struct resp *rs, struct err *e)
{
	if (departments_archive(&rq->job, rq->oid, false, e))
		return e->kind;
	page_done(rq, rs, PAGE_REVIVED, path_of(rq, rq->oid));
	return ERR_NONE;
}
