#include "web/tags.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/tags_admin.h"
#include "store/count_store.h"
#include "store/tag_store.h"
#include "web/admin.h"
#include "web/names.h"
#include "web/tag_parts.h"

#define MERGE_BATCH 5000

enum {
	TAG_NAME,
	TAG_SEEN,
	TAG_INTO,
	TAG_COLOUR,
	TAG_OPEN,
	TAG_FIELDS
};
/* clang-format off */
static const struct field fields[TAG_FIELDS] = {
	[TAG_NAME] = { "name", FIELD_LINE, .max = LIMIT_TAG },
	[TAG_SEEN] = { "seen", FIELD_I64, .min = 1, .max = INT64_MAX },
	[TAG_INTO] = { "into", FIELD_LINE, .max = LIMIT_TAG },
	[TAG_COLOUR] = { "colour", FIELD_CHOICE, .choices = tag_parts_colours },
	[TAG_OPEN] = { "public", FIELD_FLAG },
};
/* clang-format on */

static const char *path_of(struct req *rq, const char *oid)
{
	return arena_printf(rq->a, "/tags/%s", oid);
}

/* ---- The list ------------------------------------------------------------ */

static enum err_kind fill_list(struct req *rq, struct view *v,
			       const struct admin_list *l,
			       const struct tag_search *s, struct err *e)
{
	int64_t ids[LIMIT_PAGE_ROWS], counts[LIMIT_PAGE_ROWS];
	struct tag_page page;
	struct view *list;

	if (tag_store_page(rq->job.db, rq->a, s, &page, e))
		return e->kind;
	if (page.tags.n == 0) {
		list = view_row(v, TAGS_INDEX_EMPTY);
		view_show(list, *s->q         ? TAGS_INDEX_NO_MATCH
				: s->archived ? TAGS_INDEX_NONE_ARCHIVED
					      : TAGS_INDEX_NONE);
		return ERR_NONE;
	}
	for (size_t i = 0; i < page.tags.n; i++)
		ids[i] = page.tags.v[i].id.n;
	if (count_store_each(rq->job.db, rq->a, COUNT_TAG_TICKETS, ids,
			     page.tags.n, counts, e))
		return e->kind;
	list = view_row(v, TAGS_INDEX_LIST);
	for (size_t i = 0; i < page.tags.n; i++) {
		struct view *row = view_row(list, TAGS_INDEX_TAG);

		(void)tag_parts_tag(row, TAGS_INDEX_PILL, &page.tags.v[i],
				    path_of(rq, page.tags.v[i].oid));
		view_show(row, page.tags.v[i].open ? TAGS_INDEX_FOR_ALL
						   : TAGS_INDEX_FOR_STAFF);
		admin_count(row, TAGS_INDEX_TICKETS, counts[i]);
		if (page.tags.v[i].merged.n)
			view_show(row, TAGS_INDEX_MERGED);
	}
	admin_pager(rq, list, TAGS_INDEX_PAGER, "/tags",
		    s->archived ? "archived=1&" : "", l,
		    &(struct admin_pages){ page.tags.v[0].oid,
					   page.tags.v[page.tags.n - 1].oid,
					   page.before, page.after });
	return ERR_NONE;
}

static enum err_kind show_list(struct req *rq, struct resp *rs,
			       const struct form *f,
			       const struct admin_fault *fault, struct err *e)
{
	struct tag_search s = { .archived = http_find(&rq->query, "archived") };
	struct view *v = admin_page(rq, LAYOUT_AT_TAGS, PARTS_ADMIN_AT_TAGS,
				    TAGS_INDEX_TPL, TAGS_INDEX_ADMIN);
	struct admin_list l;
	struct view *palette;

	admin_list_read(rq, &l);
	s.q = l.q;
	s.key = l.key;
	s.back = l.back;
	view_text(v, TAGS_INDEX_Q, l.q);
	view_show(v, s.archived ? TAGS_INDEX_GONE : TAGS_INDEX_GOING);
	view_text(v, TAGS_INDEX_TYPED, f ? f->v[TAG_NAME].text : "");
	view_int(v, TAGS_INDEX_NAME_MAX, LIMIT_TAG);
	if (f && f->v[TAG_OPEN].i64)
		view_show(v, TAGS_INDEX_CHECKED);
	palette = tag_parts_palette(v, TAGS_INDEX_PALETTE,
				    f ? f->v[TAG_COLOUR].i64 : COLOUR_NONE);
	if (fill_list(rq, v, &l, &s, e))
		return e->kind;
	if (f)
		admin_beside(rq, palette, f, fault);
	if (f)
		admin_refuse(rq, rs, v, TAGS_INDEX_ERRORS, f, fault);
	return page_send(rq, rs, e);
}

enum err_kind tags_index(struct req *rq, struct resp *rs, struct err *e)
{
	return show_list(rq, rs, NULL, NULL, e);
}

static struct tags_draft drafted(const struct form *f)
{
	return (struct tags_draft){
		.name = f->v[TAG_NAME].text,
		.colour = (enum colour)f->v[TAG_COLOUR].i64,
		.open = f->v[TAG_OPEN].i64 != 0,
		.seen = f->v[TAG_SEEN].i64,
	};
}

enum err_kind tags_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	struct tags_draft d;
	const char *oid;
	struct form f;

	form_read(rq, fields, TAG_FIELDS, &f);
	if (!f.ok)
		return show_list(rq, rs, &f, NULL, e);
	d = drafted(&f);
	if (!tags_add(&rq->job, &d, &oid, e)) {
		page_done(rq, rs, PAGE_ADDED, "/tags");
		return ERR_NONE;
	}
	if (!admin_fault(rq, &f, e, &fault))
		return e->kind;
	return show_list(rq, rs, &f, &fault, e);
}

/* ---- One ----------------------------------------------------------------- */

enum {
	WAS_NAME,
	WAS_COLOUR,
	WAS_OPEN,
	WAS_FIELDS
};
/* clang-format off */
static const struct field was_fields[WAS_FIELDS] = {
	[WAS_NAME] = { "was", FIELD_LINE, .max = LIMIT_TAG, .must = true },
	[WAS_COLOUR] = { "colour", FIELD_CHOICE, .choices = tag_parts_colours },
	[WAS_OPEN] = { "public", FIELD_FLAG },
};
/* clang-format on */

/* What was changed can be taken back: the address says how it was. */
static void fill_undo(struct req *rq, const struct tag *t)
{
	struct view *undo;
	struct form was;

	form_read(rq, was_fields, WAS_FIELDS, &was);
	if (was.ok &&
	    (admin_was(rq, PAGE_RENAMED) || admin_was(rq, PAGE_SAVED))) {
		undo = page_undo(rq, path_of(rq, t->oid));
		page_undo_field(undo, "name", was.v[WAS_NAME].text);
		page_undo_field(undo, "colour", was.v[WAS_COLOUR].text);
		if (was.v[WAS_OPEN].i64)
			page_undo_field(undo, "public", "1");
	}
	if (admin_was(rq, PAGE_ARCHIVED))
		(void)page_undo(
			rq, arena_printf(rq->a, "/tags/%s/revived", t->oid));
	if (admin_was(rq, PAGE_REVIVED))
		(void)page_undo(
			rq, arena_printf(rq->a, "/tags/%s/archived", t->oid));
}

static enum err_kind fill_state(struct req *rq, struct view *v,
				const struct tag *t, int64_t tickets,
				struct err *e)
{
	struct view *section;
	int64_t events, became;
	struct tag into;

	if (t->merged.n) {
		if (tag_store_find(rq->job.db, rq->a, t->merged, &into, e))
			return e->kind;
		section = view_row(v, TAGS_SHOW_MERGED);
		view_text(section, TAGS_SHOW_INTO_NAME, into.name);
		view_text(section, TAGS_SHOW_INTO_OID, into.oid);
		if (tickets)
			admin_count(view_row(section, TAGS_SHOW_LEFT),
				    TAGS_SHOW_N, tickets);
		return ERR_NONE;
	}
	view_show(v, t->archived == INSTANT_NONE ? TAGS_SHOW_IN_USE
						 : TAGS_SHOW_ARCHIVED);
	view_show(v, TAGS_SHOW_MAY_MERGE);
	if (count_store_one(rq->job.db, rq->a, COUNT_TAG_EVENTS, t->id.n,
			    &events, e) ||
	    count_store_one(rq->job.db, rq->a, COUNT_TAG_MERGED, t->id.n,
			    &became, e))
		return e->kind;
	if (!tickets && !events && !became)
		view_show(v, TAGS_SHOW_MAY_DELETE);
	return ERR_NONE;
}

/* As it is, or as it was typed into the form that changes it. */
static void fill_looks(struct view *v, const struct form *f,
		       const struct admin_fault *fault, struct req *rq,
		       const struct tag *t)
{
	bool typed = f && f->v[TAG_NAME].given;
	struct view *palette = tag_parts_palette(v, TAGS_SHOW_PALETTE,
						 typed ? f->v[TAG_COLOUR].i64
						       : (int64_t)t->colour);

	(void)tag_parts_tag(v, TAGS_SHOW_PILL, t, NULL);
	view_text(v, TAGS_SHOW_NAME, typed ? f->v[TAG_NAME].text : t->name);
	if (typed ? f->v[TAG_OPEN].i64 != 0 : t->open)
		view_show(v, TAGS_SHOW_CHECKED);
	if (f)
		admin_beside(rq, palette, f, fault);
}

/* ${fault} is what is wrong with the form, where the desk said so. */
static enum err_kind start_one(struct req *rq, const struct form *f,
			       const struct admin_fault *fault, struct tag *t,
			       struct view **out, struct err *e)
{
	int64_t tickets;
	struct view *v;

	if (tag_store_find_oid(rq->job.db, rq->a, rq->oid, t, e) ||
	    count_store_one(rq->job.db, rq->a, COUNT_TAG_TICKETS, t->id.n,
			    &tickets, e))
		return e->kind;
	v = admin_page(rq, LAYOUT_AT_TAGS, PARTS_ADMIN_AT_TAGS, TAGS_SHOW_TPL,
		       TAGS_SHOW_ADMIN);
	*out = v;
	admin_title(rq, t->name);
	view_text(v, TAGS_SHOW_OID, t->oid);
	view_text(v, TAGS_SHOW_WHAT, t->name);
	fill_looks(v, f, fault, rq, t);
	view_text(v, TAGS_SHOW_INTO, f ? f->v[TAG_INTO].text : "");
	view_int(v, TAGS_SHOW_NAME_MAX, LIMIT_TAG);
	view_int(v, TAGS_SHOW_SEEN_VERSION, t->version);
	admin_count(v, TAGS_SHOW_TICKETS, tickets);
	fill_undo(rq, t);
	return fill_state(rq, v, t, tickets, e);
}

enum err_kind tags_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct tag t;
	struct view *v;

	if (start_one(rq, NULL, NULL, &t, &v, e))
		return e->kind;
	return page_send(rq, rs, e);
}

static enum err_kind show_again(struct req *rq, struct resp *rs,
				const struct form *f,
				const struct admin_fault *fault, struct err *e)
{
	bool conflict = e->kind == ERR_CONFLICT;
	struct view *v;
	struct tag t;

	err_clear(e);
	if (start_one(rq, f, fault, &t, &v, e))
		return e->kind;
	if (conflict) {
		view_show(v, TAGS_SHOW_CHANGED);
		admin_now(rq, rs, v, "name", f->v[TAG_NAME].text, t.name);
	} else {
		admin_refuse(rq, rs, v, TAGS_SHOW_ERRORS, f, fault);
	}
	return page_send(rq, rs, e);
}

/* Where it stands as it is now, and how it was. */
static void changed(struct req *rq, struct resp *rs, const struct tag *was,
		    const char *name)
{
	struct sbuf b = SBUF_INIT(4 * LIMIT_URL);

	sbuf_printf(&b, "/tags/%s?colour=%s%s&was=", rq->oid,
		    colour_name(was->colour), was->open ? "&public=1" : "");
	http_encode(&b, was->name);
	page_done(rq, rs, str_eq(was->name, name) ? PAGE_SAVED : PAGE_RENAMED,
		  arena_str(rq->a, sbuf_text(&b)));
	sbuf_release(&b);
}

enum err_kind tags_update(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	struct tags_draft d;
	struct form f;
	struct tag was;

	form_read(rq, fields, TAG_FIELDS, &f);
	if (!f.ok)
		return show_again(rq, rs, &f, NULL, e);
	if (tag_store_find_oid(rq->job.db, rq->a, rq->oid, &was, e))
		return e->kind;
	d = drafted(&f);
	if (!tags_change(&rq->job, rq->oid, &d, e)) {
		changed(rq, rs, &was, d.name);
		return ERR_NONE;
	}
	if (admin_fault(rq, &f, e, &fault) || admin_stale(rq, e))
		return show_again(rq, rs, &f, &fault, e);
	return e->kind;
}

/* ---- Merging ------------------------------------------------------------- */

enum err_kind tags_become(struct req *rq, struct resp *rs, struct err *e)
{
	struct admin_fault fault = { 0 };
	struct form f;
	struct tag into;
	int64_t left;

	form_read(rq, fields, TAG_FIELDS, &f);
	if (!f.ok)
		return show_again(rq, rs, &f, NULL, e);
	if (tag_store_find_name(rq->job.db, rq->a, f.v[TAG_INTO].text, &into,
				e) == ERR_NOT_FOUND) {
		err_clear(e);
		(void)err_set(e, ERR_INVALID, "into: there is no such tag");
	}
	if (!e->kind &&
	    !tags_merge(&rq->job, rq->oid, into.oid, MERGE_BATCH, &left, e)) {
		page_done(rq, rs, left ? PAGE_MERGING : PAGE_MERGED,
			  path_of(rq, left ? rq->oid : into.oid));
		return ERR_NONE;
	}
	if (!admin_fault(rq, &f, e, &fault))
		return e->kind;
	return show_again(rq, rs, &f, &fault, e);
}

/* ---- Its end ------------------------------------------------------------- */

enum err_kind tags_end(struct req *rq, struct resp *rs, struct err *e)
{
	if (tags_archive(&rq->job, rq->oid, true, e))
		return e->kind;
	page_done(rq, rs, PAGE_ARCHIVED, path_of(rq, rq->oid));
	return ERR_NONE;
}

enum err_kind tags_revive(struct req *rq, struct resp *rs, struct err *e)
{
	if (tags_archive(&rq->job, rq->oid, false, e))
		return e->kind;
	page_done(rq, rs, PAGE_REVIVED, path_of(rq, rq->oid));
	return ERR_NONE;
}

enum err_kind tags_remove(struct req *rq, struct resp *rs, struct err *e)
{
	if (tags_delete(&rq->job, rq->oid, e) == ERR_CONFLICT) {
		/* Somebody put it on: its page says so. */
		err_clear(e);
		http_redirect(rq, rs, "%s", path_of(rq, rq->oid));
		return ERR_NONE;
	}
	if (e->kind)
		return e->kind;
	page_done(rq, rs, PAGE_GONE, "/tags");
	return ERR_NONE;
}
