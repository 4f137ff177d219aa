#include "web/groups.h"
#include "base/limits.h"
#include "desk/groups.h"
#include "store/count_store.h"
#include "store/group_store.h"
#include "web/admin.h"
#include "web/names.h"
#include "web/tag_parts.h"

enum {
	GROUP_NAME,
	GROUP_COLOUR,
	GROUP_SEEN,
	GROUP_FIELDS
};
/* clang-format off */
static const struct field fields[GROUP_FIELDS] = {
	[GROUP_NAME]   = { "name", FIELD_LINE, .max = LIMIT_NAME, .must = true },
	[GROUP_COLOUR] = { "colour", FIELD_CHOICE, .choices = tag_parts_colours },
	[GROUP_SEEN]   = { "seen", FIELD_I64, .min = 1, .max = INT64_MAX },
};
/* clang-format on */

static const char *path_of(struct req *rq, const char *oid)
{
	return arena_printf(rq->a, "/groups/%s", oid);
}

static struct groups_draft drafted(const struct form *f)
{
	return (struct groups_draft){
		.name = f->v[GROUP_NAME].text,
		.colour = (enum colour)f->v[GROUP_COLOUR].i64,
		.seen = f->v[GROUP_SEEN].i64,
	};
}

/* ---- The list ------------------------------------------------------------ */

/* Those that are archived, or the others. */
static struct customer_groups pick(const struct customer_groups *all,
				   bool archived)
{
	struct customer_groups out = { all->v, 0 };

	for (size_t i = 0; i < all->n; i++)
		if ((all->v[i].archived != INSTANT_NONE) == archived)
			out.v[out.n++] = all->v[i];
	return out;
}

static enum err_kind fill_list(struct req *rq, struct view *v, bool archived,
			       struct err *e)
{
	struct customer_groups all, some;
	int64_t *ids, *people, *companies;
	struct view *list;

	if (group_store_list(rq->job.db, rq->a, &all, e))
		return e->kind;
	some = pick(&all, archived);
	if (some.n == 0) {
		view_show(v, archived ? GROUPS_INDEX_NONE_ARCHIVED
				      : GROUPS_INDEX_NONE);
		return ERR_NONE;
	}
	ids = ARENA_ARRAY(rq->a, some.n, int64_t);
	people = ARENA_ARRAY(rq->a, some.n, int64_t);
	companies = ARENA_ARRAY(rq->a, some.n, int64_t);
	for (size_t i = 0; i < some.n; i++)
		ids[i] = some.v[i].id.n;
	if (count_store_each(rq->job.db, rq->a, COUNT_GROUP_PEOPLE, ids, some.n,
			     people, e) ||
	    count_store_each(rq->job.db, rq->a, COUNT_GROUP_COMPANIES, ids,
			     some.n, companies, e))
		return e->kind;
	list = view_row(v, GROUPS_INDEX_LIST);
	for (size_t i = 0; i < some.n; i++) {
		struct view *row = view_row(list, GROUPS_INDEX_GROUP);

		(void)tag_parts_group(row, GROUPS_INDEX_PILL, &some.v[i],
				      path_of(rq, some.v[i].oid));
		admin_count(row, GROUPS_INDEX_PEOPLE, people[i]);
		admin_count(row, GROUPS_INDEX_COMPANIES, companies[i]);
	}
	return ERR_NONE;
}

/* With what was typed into the form for a new one, or NULL. */
static enum err_kind show_list(struct req *rq, struct resp *rs,
			       const struct form *f,
			       const struct admin_fault *fault, struct err *e)
{
	bool archived = http_find(&rq->query, "archived");
	struct view *v = admin_page(rq, LAYOUT_AT_GROUPS, PARTS_ADMIN_AT_GROUPS,
				    GROUPS_INDEX_TPL, GROUPS_INDEX_ADMIN);
	struct view *palette;

	view_show(v, archived ? GROUPS_INDEX_GONE : GROUPS_INDEX_GOING);
	view_text(v, GROUPS_INDEX_TYPED, f ? f->v[GROUP_NAME].text : "");
	view_int(v, GROUPS_INDEX_NAME_MAX, LIMIT_NAME);
	palette = tag_parts_palette(v, GROUPS_INDEX_PALETTE,
				    f ? f->v[GROUP_COLOUR].i64 : COLOUR_NONE);
	if (fill_list(rq, v, archived, e))
		return e->kind;
	if (f) {
		admin_beside(rq, palette, f, fault);
		admin_refuse(rq, rs, v, GROUPS_INDEX_ERRORS, f, fault);
	}
	return page_send(rq, rs, e);
}

enum err_kind groups_index(struct req *rq, struct resp *rs, struct err *e)
{
	return show_list(rq, rs, NULL, NULL, e);
}

enum err_kind groups_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	struct groups_draft d;
	const char *oid;
	struct form f;

	form_read(rq, fields, GROUP_FIELDS, &f);
	if (!f.ok)
		return show_list(rq, rs, &f, NULL, e);
	d = drafted(&f);
	if (!groups_add(&rq->job, &d, &oid, e)) {
		page_done(rq, rs, PAGE_ADDED, path_of(rq, oid));
		return ERR_NONE;
	}
	if (!admin_fault(rq, &f, e, &fault))
		return e->kind;
	return show_list(rq, rs, &f, &fault, e);
}

/* ---- One ----------------------------------------------------------------- */

static enum err_kind fill_members(struct req *rq, struct view *v,
				  const struct customer_group *g, struct err *e)
{
	struct group_members all;
	int64_t people, companies;
	struct view *list, *row;

	if (group_store_members(rq->job.db, rq->a, g->id, &all, e) ||
	    count_store_one(rq->job.db, rq->a, COUNT_GROUP_PEOPLE, g->id.n,
			    &people, e) ||
	    count_store_one(rq->job.db, rq->a, COUNT_GROUP_COMPANIES, g->id.n,
			    &companies, e))
		return e->kind;
	admin_count(v, GROUPS_SHOW_PEOPLE, people);
	admin_count(v, GROUPS_SHOW_COMPANIES, companies);
	if (all.n == 0) {
		view_show(v, GROUPS_SHOW_NOBODY);
		return ERR_NONE;
	}
	list = view_row(v, GROUPS_SHOW_MEMBERS);
	for (size_t i = 0; i < all.n; i++) {
		row = view_row(list, GROUPS_SHOW_MEMBER);
		row = view_row(row, all.v[i].company ? GROUPS_SHOW_COMPANY
						     : GROUPS_SHOW_PERSON);
		view_text(row, GROUPS_SHOW_MEMBER_OID, all.v[i].oid);
		view_text(row, GROUPS_SHOW_MEMBER_NAME, all.v[i].name);
	}
	if ((size_t)(people + companies) > all.n)
		view_show(list, GROUPS_SHOW_MORE);
	return ERR_NONE;
}

static void fill_state(struct req *rq, struct view *v,
		       const struct customer_group *g)
{
	view_show(v, g->archived == INSTANT_NONE ? GROUPS_SHOW_IN_USE
						 : GROUPS_SHOW_ARCHIVED);
	if (admin_was(rq, PAGE_ARCHIVED))
		(void)page_undo(
			rq, arena_printf(rq->a, "/groups/%s/revived", g->oid));
	if (admin_was(rq, PAGE_REVIVED))
		(void)page_undo(
			rq, arena_printf(rq->a, "/groups/%s/archived", g->oid));
}

/* As it is (NULL), or with what was typed. */
static enum err_kind start_one(struct req *rq, const struct form *f,
			       const struct admin_fault *fault,
			       struct customer_group *g, struct view **out,
			       struct err *e)
{
	struct view *v, *palette;

	if (group_store_find_oid(rq->job.db, rq->a, rq->oid, g, e))
		return e->kind;
	v = admin_page(rq, LAYOUT_AT_GROUPS, PARTS_ADMIN_AT_GROUPS,
		       GROUPS_SHOW_TPL, GROUPS_SHOW_ADMIN);
	*out = v;
	admin_title(rq, g->name);
	view_text(v, GROUPS_SHOW_OID, g->oid);
	view_text(v, GROUPS_SHOW_WHAT, g->name);
	(void)tag_parts_group(v, GROUPS_SHOW_PILL, g, NULL);
	view_text(v, GROUPS_SHOW_NAME, f ? f->v[GROUP_NAME].text : g->name);
	view_int(v, GROUPS_SHOW_NAME_MAX, LIMIT_NAME);
	view_int(v, GROUPS_SHOW_SEEN_VERSION, g->version);
	palette = tag_parts_palette(v, GROUPS_SHOW_PALETTE,
				    f ? f->v[GROUP_COLOUR].i64
				      : (int64_t)g->colour);
	if (f)
		admin_beside(rq, palette, f, fault);
	fill_state(rq, v, g);
	return fill_members(rq, v, g, e);
}

enum err_kind groups_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct customer_group g;
	struct view *v;

	if (start_one(rq, NULL, NULL, &g, &v, e))
		return e->kind;
	return page_send(rq, rs, e);
}

static enum err_kind show_again(struct req *rq, struct resp *rs,
				const struct form *f,
				const struct admin_fault *fault, struct err *e)
{
	bool conflict = e->kind == ERR_CONFLICT;
	struct customer_group g;
	struct view *v;

	err_clear(e);
	if (start_one(rq, f, fault, &g, &v, e))
		return e->kind;
	if (conflict) {
		view_show(v, GROUPS_SHOW_CHANGED);
		admin_now(rq, rs, v, "name", f->v[GROUP_NAME].text, g.name);
	} else {
		admin_refuse(rq, rs, v, GROUPS_SHOW_ERRORS, f, fault);
	}
	return page_send(rq, rs, e);
}

enum err_kind groups_update(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	struct groups_draft d;
	struct form f;

	form_read(rq, fields, GROUP_FIELDS, &f);
	if (!f.ok)
		return show_again(rq, rs, &f, NULL, e);
	d = drafted(&f);
	if (!groups_change(&rq->job, rq->oid, &d, e)) {
		page_done(rq, rs, PAGE_SAVED, path_of(rq, rq->oid));
		return ERR_NONE;
	}
	if (admin_fault(rq, &f, e, &fault) || admin_stale(rq, e))
		return show_again(rq, rs, &f, &fault, e);
	return e->kind;
}

/* ---- Its end ------------------------------------------------------------- */

enum err_kind groups_end(struct req *rq, struct resp *rs, struct err *e)
{
	if (groups_archive(&rq->job, rq->oid, true, e))
		return e->kind;
	page_done(rq, rs, PAGE_ARCHIVED, path_of(rq, rq->oid));
	return ERR_NONE;
}

enum err_kind groups_revive(struct req *rq, struct resp *rs, struct err *e)
{
	if (groups_archive(&rq->job, rq->oid, false, e))
		return e->kind;
	page_done(rq, rs, PAGE_REVIVED, path_of(rq, rq->oid));
	return ERR_NONE;
}

enum err_kind groups_remove(struct req *rq, struct resp *rs, struct err *e)
{
	if (groups_delete(&rq->job, rq->oid, e) == ERR_CONFLICT) {
		/* Somebody came into it: its page says so. */
		err_clear(e);
		http_redirect(rq, rs, "%s", path_of(rq, rq->oid));
		return ERR_NONE;
	}
	if (e->kind)
		return e->kind;
	page_done(rq, rs, PAGE_GONE, "/groups");
	return ERR_NONE;
}
