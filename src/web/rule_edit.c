#include "web/rule_edit.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/rule_json.h"
#include "desk/rule_preview.h"
#include "store/rule_past.h"
#include "web/admin.h"
#include "web/names.h"
#include "web/rule_fill.h"
#include "web/rule_list.h"
#include "web/rule_news.h"
#include "web/rule_parts.h"
#include "web/words.h"

/* A page of a rule that is being made. */
struct editing {
	struct req *rq;
	struct rule_lists lists;
	enum rule_kind kind;
	bool is_new, archived, changed;
	int64_t id;
	struct rule_row row; /* as it is stored, unless it is new */
	struct rule_form form;
	struct rule_preview *looked;
	struct desk_choice *tried;
};

/* ---- What was looked at ---------------------------------------------------
 */

static const char *level_name(const struct editing *x, int64_t id)
{
	for (size_t i = 0; i < x->lists.levels.n; i++)
		if (x->lists.levels.v[i].id == id)
			return x->lists.levels.v[i].name;
	return NULL;
}

static void fill_level(const struct editing *x, struct view *v,
		       const char *name, const char *none, int64_t id)
{
	const char *is = level_name(x, id);

	if (is)
		view_text(v, name, is);
	else
		view_show(v, none);
}

static void fill_ticket(const struct editing *x, struct view *v,
			const struct rule_preview_row *t)
{
	view_text(v, RULES_SHOW_CODE, t->code);
	view_text(v, RULES_SHOW_SUBJECT, t->subject);
	if (!t->reached)
		view_show(v, RULES_SHOW_STOPPED);
	if (x->kind != RULE_KIND_SLA || !t->reached || t->level == t->becomes)
		return;
	v = view_row(v, RULES_SHOW_CHANGE);
	fill_level(x, v, RULES_SHOW_WAS, RULES_SHOW_WAS_NONE, t->level);
	fill_level(x, v, RULES_SHOW_BECOMES, RULES_SHOW_BECOMES_NONE,
		   t->becomes);
}

static void fill_looked(const struct editing *x, struct view *v)
{
	const struct rule_preview *p = x->looked;
	struct view *list;

	v = view_row(v, RULES_SHOW_LOOKED);
	view_int(v, RULES_SHOW_LOOKED_AT, p->looked);
	view_int(v, RULES_SHOW_HOLDS, p->holds);
	view_show(v, p->holds ? RULES_SHOW_SOMEBODY : RULES_SHOW_NOBODY);
	if (p->more)
		view_show(v, RULES_SHOW_MORE);
	if (p->reached < p->holds)
		view_int(view_row(v, RULES_SHOW_LATE), RULES_SHOW_UNREACHED,
			 p->holds - p->reached);
	if (x->kind == RULE_KIND_SLA && p->becoming)
		view_int(view_row(v, RULES_SHOW_LEVELS), RULES_SHOW_BECOMING,
			 p->becoming);
	if (p->n == 0)
		return;
	list = view_row(v, RULES_SHOW_LIST);
	for (size_t i = 0; i < p->n; i++)
		fill_ticket(x, view_row(list, RULES_SHOW_TICKET), &p->v[i]);
}

/* ---- The page -------------------------------------------------------------
 */

static const char *const of_kind[RULE_KIND_N] = {
	[RULE_KIND_SLA] = RULES_SHOW_OF_SLA,
	[RULE_KIND_EVENT] = RULES_SHOW_OF_EVENT,
	[RULE_KIND_TIME] = RULES_SHOW_OF_TIME,
};

static enum err_kind fill_form(struct editing *x, struct view *v, struct err *e)
{
	struct view *form = view_row(v, RULES_SHOW_FORM), *tried;

	view_text(form, RULES_SHOW_ACTION,
		  x->is_new ? "/rules"
			    : arena_printf(x->rq->a, "/rules/%s", x->row.oid));
	if (x->is_new)
		view_text(view_row(form, RULES_SHOW_UNSTORED), RULES_SHOW_KIND,
			  rule_json_kind(x->kind));
	else
		view_int(view_row(form, RULES_SHOW_VERSIONED),
			 RULES_SHOW_SEEN_VERSION,
			 x->changed ? x->row.number : x->form.seen);
	if (x->looked)
		fill_looked(x, form);
	if (x->tried) {
		tried = view_row(form, RULES_SHOW_TRIED);
		view_text(tried, RULES_SHOW_CODE, x->form.code);
		rule_parts_said(x->rq, tried, RULES_SHOW_SAID, x->tried,
				x->kind == RULE_KIND_SLA);
	}
	return rule_fill(x->rq, v, form, &x->lists, &x->form, e);
}

static enum err_kind fill_stored(struct editing *x, struct view *v,
				 struct err *e)
{
	bool set_up = access_admin(&x->rq->viewer);

	view_text(v, RULES_SHOW_WHAT, x->row.is.name);
	admin_title(x->rq, x->row.is.name);
	if (x->archived) {
		struct view *gone = view_row(v, RULES_SHOW_ARCHIVED);

		if (set_up)
			view_text(view_row(gone, RULES_SHOW_RESTORE),
				  RULES_SHOW_OID, x->row.oid);
	} else if (x->row.invalid && x->row.is.active) {
		view_text(view_row(v, RULES_SHOW_BROKEN), RULES_SHOW_WHY,
			  x->row.invalid);
	}
	if (set_up && !x->archived)
		view_text(view_row(v, RULES_SHOW_END), RULES_SHOW_OID,
			  x->row.oid);
	return rule_news_fill(x->rq, v, &x->lists, x->id, e);
}

static enum err_kind fill_read(struct editing *x, struct view *v, struct err *e)
{
	struct view *read = view_row(v, RULES_SHOW_READ);

	if (*x->row.is.note)
		view_text(view_row(read, RULES_SHOW_REMARK), RULES_SHOW_TEXT,
			  x->row.is.note);
	return rule_parts_says(x->rq, read, RULES_SHOW_SAYS, &x->lists,
			       &x->row.is, e);
}

static enum err_kind show(struct editing *x, struct resp *rs, struct err *e)
{
	struct req *rq = x->rq;
	struct view *v = admin_page(rq, LAYOUT_AT_RULES, PARTS_ADMIN_AT_RULES,
				    RULES_SHOW_TPL, RULES_SHOW_ADMIN);
	bool form = access_admin(&rq->viewer) && !x->archived;

	view_show(v, of_kind[x->kind]);
	view_text(v, RULES_SHOW_LIST_URL, rule_list_url(x->kind));
	if (x->is_new)
		view_show(v, RULES_SHOW_NEW);
	if (x->changed &&
	    rule_parts_says(rq, view_row(v, RULES_SHOW_CHANGED), RULES_SHOW_NOW,
			    &x->lists, &x->row.is, e))
		return e->kind;
	if (form ? fill_form(x, v, e) : fill_read(x, v, e))
		return e->kind;
	if (!x->is_new && fill_stored(x, v, e))
		return e->kind;
	if (page_has_errors(rq))
		page_invalid(rq, rs);
	if (x->changed)
		rs->status = 409;
	return page_send(rq, rs, e);
}

/* ---- Reading --------------------------------------------------------------
 */

/* As it is now: of what was deleted its last version. */
static enum err_kind load(struct editing *x, struct err *e)
{
	struct req *rq = x->rq;
	struct rule_place_of at;
	struct rule_rows all;

	if (rule_past_find(rq->job.db, rq->a, rq->oid, &at, e))
		return e->kind;
	x->id = at.id;
	x->kind = at.kind;
	x->archived = at.archived;
	if (at.archived
		    ? rule_past_versions(rq->job.db, rq->a, at.id, 1, &all, e)
		    : rule_store_list(rq->job.db, rq->a, at.kind, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id == at.id) {
			x->row = all.v[i];
			return ERR_NONE;
		}
	return err_set(e, ERR_NOT_FOUND, "no such rule");
}

enum err_kind rule_edit_new(struct req *rq, struct resp *rs, struct err *e)
{
	struct editing x = { .rq = rq, .is_new = true };

	if (rule_list_kind(&rq->query, &x.kind, e) ||
	    rule_lists_load(rq, &x.lists, e))
		return e->kind;
	rule_form_new(rq, x.kind, &x.form);
	return show(&x, rs, e);
}

enum err_kind rule_edit_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct editing x = { .rq = rq };

	if (load(&x, e) || rule_lists_load(rq, &x.lists, e) ||
	    (access_admin(&rq->viewer) && !x.archived &&
	     rule_form_stored(rq, &x.lists, &x.row, &x.form, e)))
		return e->kind;
	return show(&x, rs, e);
}

/* ---- Posted ---------------------------------------------------------------
 */

/* What the desk says of it; what it refuses goes into the form. */
static enum err_kind refused(struct editing *x, struct err *e)
{
	if (e->kind == ERR_INVALID)
		rule_form_refused(x->rq, &x->form, e);
	return e->kind;
}

static enum err_kind look(struct editing *x, const struct rules_draft *in,
			  struct err *e)
{
	struct rule_preview *p = ARENA_NEW(x->rq->a, struct rule_preview);

	if (!rule_preview(&x->rq->job, in, p, e))
		x->looked = p;
	return refused(x, e);
}

static enum err_kind try(struct editing *x, const struct rules_draft *in,
			 struct err *e)
{
	struct desk_choice *said = ARENA_NEW(x->rq->a, struct desk_choice);

	if (!rule_preview_try(&x->rq->job, in, x->form.code, said, e)) {
		x->tried = said;
		return ERR_NONE;
	}
	if (e->kind != ERR_NOT_FOUND)
		return refused(x, e);
	err_clear(e);
	x->form.code_fault = true;
	return ERR_NONE;
}

static enum err_kind save(struct editing *x, struct resp *rs,
			  const struct rules_draft *in, bool *done,
			  struct err *e)
{
	struct rules_saved saved;
	struct rule_rows rows;
	struct req *rq = x->rq;
	const char *path = rule_list_url(x->kind);

	if (rules_save(&rq->job, in, &saved, e)) {
		if (admin_stale(rq, e) && !x->is_new) {
			err_clear(e);
			x->changed = true;
			return ERR_NONE;
		}
		return refused(x, e);
	}
	if (saved.id &&
	    rule_past_versions(rq->job.db, rq->a, saved.id, 1, &rows, e))
		return e->kind;
	if (saved.id && rows.n)
		path = arena_printf(rq->a, "/rules/%s", rows.v[0].oid);
	page_done(rq, rs, x->is_new ? PAGE_ADDED : PAGE_SAVED, path);
	*done = true;
	return ERR_NONE;
}

/* Saved, looked at, or merely shown again with another input. */
static enum err_kind answer(struct editing *x, struct resp *rs, bool *done,
			    struct err *e)
{
	const char *deed = x->form.deed;
	bool saves = !*deed || str_eq(deed, "save");
	bool looks = str_eq(deed, "look"), tries = str_eq(deed, "try");
	struct rules_draft in = { .id = x->id, .seen = x->form.seen };
	struct rule_draft d;

	if (!saves && !looks && !tries) {
		x->form.name_fault = NULL;
		rule_form_turn(x->rq, &x->form);
		return ERR_NONE;
	}
	/* What has no name yet can be looked at. */
	if (!saves && !*x->form.name && x->form.name_fault)
		x->form.name_fault = NULL;
	if (rule_form_draft(x->rq, &x->lists, &x->form, &d, e) ||
	    x->form.faults)
		return e->kind;
	if (!saves && !*d.name)
		d.name = "?";
	in.rule = &d;
	return saves   ? save(x, rs, &in, done, e)
	       : looks ? look(x, &in, e)
		       : try(x, &in, e);
}

static enum err_kind post(struct editing *x, struct resp *rs, struct err *e)
{
	bool done = false;

	if (rule_lists_load(x->rq, &x->lists, e))
		return e->kind;
	rule_form_read(x->rq, &x->lists, x->kind, &x->form);
	if (x->form.broken)
		return err_set(e, ERR_INVALID, "deed, seen: not as we wrote");
	if (answer(x, rs, &done, e) || done)
		return e->kind;
	if (x->changed && load(x, e))
		return e->kind;
	return show(x, rs, e);
}

enum err_kind rule_edit_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct editing x = { .rq = rq, .is_new = true };

	if (rule_list_kind(&rq->fields, &x.kind, e)) {
		e->kind = ERR_INVALID;
		return e->kind;
	}
	return post(&x, rs, e);
}

enum err_kind rule_edit_update(struct req *rq, struct resp *rs, struct err *e)
{
	struct editing x = { .rq = rq };

	if (load(&x, e))
		return e->kind;
	if (x.archived)
		return err_set(e, ERR_CONFLICT, "the rule was taken away");
	return post(&x, rs, e);
}
