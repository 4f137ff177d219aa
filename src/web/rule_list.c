#include "web/rule_list.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/rule_doubts.h"
#include "desk/rule_json.h"
#include "desk/rules.h"
#include "store/rule_past.h"
#include "web/admin.h"
#include "web/names.h"
#include "web/rule_parts.h"
#include "web/words.h"

/* clang-format off */
static const struct field_choice ways[] = {
	{ "up", 1 },
	{ "down", 2 },
	{ NULL, 0 },
};
enum { MOVE_WAY, MOVE_PLACE };
static const struct field move_fields[] = {
	[MOVE_WAY]   = { "way", FIELD_CHOICE, .choices = ways },
	[MOVE_PLACE] = { "place", FIELD_I64, .min = 1, .max = LIMIT_RULES },
};
static const struct field_choice states[] = {
	{ "yes", 1 },
	{ "no", 0 },
	{ NULL, 0 },
};
static const struct field switch_fields[] = {
	{ "on", FIELD_CHOICE, .choices = states, .must = true },
};
/* clang-format on */

enum err_kind rule_list_kind(const struct http_pairs *from, enum rule_kind *out,
			     struct err *e)
{
	const struct http_pair *kind = http_find(from, "kind");

	*out = RULE_KIND_SLA;
	if (!kind || rule_json_kind_of(kind->text, out))
		return ERR_NONE;
	return err_set(e, ERR_NOT_FOUND, "no such kind of rules");
}

const char *rule_list_url(enum rule_kind kind)
{
	static const char *const urls[RULE_KIND_N] = {
		[RULE_KIND_SLA] = "/rules?kind=sla",
		[RULE_KIND_EVENT] = "/rules?kind=event",
		[RULE_KIND_TIME] = "/rules?kind=time",
	};

	return urls[kind];
}

/* ---- The list -------------------------------------------------------------
 */

static void fill_doubt(struct req *rq, struct view *v,
		       const struct rule_doubts *d,
		       const struct rule_finding *f)
{
	static const char *const sections[RULE_FLAW_N] = {
		[RULE_FLAW_INVALID] = RULES_INDEX_FLAW_INVALID,
		[RULE_FLAW_GROUP] = RULES_INDEX_FLAW_GROUP,
		[RULE_FLAW_NEVER] = RULES_INDEX_FLAW_NEVER,
		[RULE_FLAW_UNREACHED] = RULES_INDEX_FLAW_UNREACHED,
		[RULE_FLAW_OVERRULED] = RULES_INDEX_FLAW_OVERRULED,
		[RULE_FLAW_OVERLAP] = RULES_INDEX_FLAW_OVERLAP,
		[RULE_FLAW_NO_LEVEL] = RULES_INDEX_FLAW_NO_LEVEL,
	};
	struct view *row = view_row(v, RULES_INDEX_DOUBT);

	row = view_row(row, sections[f->flaw]);
	if (f->flaw == RULE_FLAW_NO_LEVEL) {
		view_text(row, RULES_INDEX_DEPARTMENT,
			  d->departments.v[f->department].name);
		return;
	}
	view_text(row, RULES_INDEX_RULE, d->rules.v[f->rule].is.name);
	view_text(row, RULES_INDEX_RULE_URL,
		  arena_printf(rq->a, "/rules/%s", d->rules.v[f->rule].oid));
	view_text(row, RULES_INDEX_OTHER, d->rules.v[f->other].is.name);
	view_int(row, RULES_INDEX_GROUP, (int64_t)f->group + 1);
}

static void fill_doubts(struct req *rq, struct view *v,
			const struct rule_doubts *d)
{
	if (d->found.n == 0 || d->rules.n == 0)
		return;
	v = view_row(v, RULES_INDEX_DOUBTS);
	for (size_t i = 0; i < d->found.n; i++)
		fill_doubt(rq, v, d, &d->found.v[i]);
	if (d->found.cut)
		view_show(v, RULES_INDEX_CUT);
}

static void fill_hits(struct req *rq, struct view *row,
		      const struct rule_hits *h)
{
	if (h->n == 0) {
		view_show(row, RULES_INDEX_NO_HITS);
		return;
	}
	row = view_row(row, RULES_INDEX_HITS);
	if (h->n > 1)
		admin_count(view_row(row, RULES_INDEX_MANY), RULES_INDEX_COUNT,
			    h->n);
	else
		view_show(row, RULES_INDEX_ONE);
	words_time_for(rq, row, RULES_INDEX_T, h->last);
}

/* Did its button lead here? */
static bool was(const struct req *rq, const struct rule_row *r, const char *way)
{
	const struct http_pair *at = http_find(&rq->query, "at");
	const struct http_pair *how = http_find(&rq->query, "way");

	return at && how && str_eq(at->text, r->oid) && str_eq(how->text, way);
}

static void fill_controls(struct req *rq, struct view *row,
			  const struct rule_row *r, bool first, bool last)
{
	struct view *v = view_row(row, RULES_INDEX_CONTROLS);

	if (first)
		view_show(v, RULES_INDEX_FIRST);
	if (last)
		view_show(v, RULES_INDEX_LAST_ONE);
	if (was(rq, r, "switch"))
		view_show(v, RULES_INDEX_SWITCH_FOCUS);
	/* Where it ends, the other button is the one to go on with. */
	if (was(rq, r, "up"))
		view_show(v, first ? RULES_INDEX_DOWN_FOCUS
				   : RULES_INDEX_UP_FOCUS);
	if (was(rq, r, "down"))
		view_show(v,
			  last ? RULES_INDEX_UP_FOCUS : RULES_INDEX_DOWN_FOCUS);
}

static enum err_kind fill_rule(struct req *rq, struct view *row,
			       const struct rule_lists *lists,
			       const struct rule_row *r, struct err *e)
{
	view_text(row, RULES_INDEX_OID, r->oid);
	view_text(row, RULES_INDEX_NAME, r->is.name);
	view_show(row, r->is.active ? RULES_INDEX_IS_ON : RULES_INDEX_IS_OFF);
	if (r->invalid)
		view_text(view_row(row, RULES_INDEX_BROKEN), RULES_INDEX_WHY,
			  r->invalid);
	if (*r->is.note)
		view_text(view_row(row, RULES_INDEX_NOTE), RULES_INDEX_TEXT,
			  r->is.note);
	words_time_for(rq, row, RULES_INDEX_T, r->changed);
	if (r->changed_by)
		view_text(view_row(row, RULES_INDEX_PERSON), RULES_INDEX_WHO,
			  r->changed_by);
	else
		view_show(row, RULES_INDEX_SHELL);
	return rule_parts_says(rq, row, RULES_INDEX_SAYS, lists, &r->is, e);
}

static enum err_kind fill_rules(struct req *rq, struct view *v,
				const struct rule_rows *all, struct err *e)
{
	struct rule_hits *hits = ARENA_ARRAY(rq->a, all->n, struct rule_hits);
	int64_t *ids = ARENA_ARRAY(rq->a, all->n, int64_t);
	bool set_up = access_admin(&rq->viewer);
	struct rule_lists lists;

	for (size_t i = 0; i < all->n; i++)
		ids[i] = all->v[i].id;
	if (rule_lists_load(rq, &lists, e) ||
	    rule_past_hits(rq->job.db, rq->a, ids, all->n, hits, e))
		return e->kind;
	v = view_row(v, RULES_INDEX_RULES);
	for (size_t i = 0; i < all->n; i++) {
		struct view *row = view_row(v, RULES_INDEX_RULE);

		view_int(row, RULES_INDEX_PLACE, (int64_t)i + 1);
		if (fill_rule(rq, row, &lists, &all->v[i], e))
			return e->kind;
		fill_hits(rq, row, &hits[i]);
		if (set_up)
			fill_controls(rq, row, &all->v[i], i == 0,
				      i + 1 == all->n);
	}
	return ERR_NONE;
}

static void fill_undo(struct req *rq)
{
	const struct http_pair *gone = http_find(&rq->query, "was");

	if (gone && rng_oid_valid(gone->text) && admin_was(rq, PAGE_GONE))
		(void)page_undo(rq, arena_printf(rq->a, "/rules/%s/restored",
						 gone->text));
}

enum err_kind rule_list_show(struct req *rq, struct resp *rs, struct err *e)
{
	static const char *const of[RULE_KIND_N] = {
		[RULE_KIND_SLA] = RULES_INDEX_OF_SLA,
		[RULE_KIND_EVENT] = RULES_INDEX_OF_EVENT,
		[RULE_KIND_TIME] = RULES_INDEX_OF_TIME,
	};
	struct rule_doubts d;
	enum rule_kind kind;
	struct view *v;

	if (rule_list_kind(&rq->query, &kind, e) ||
	    rule_doubts(&rq->job, kind, &d, e))
		return e->kind;
	v = admin_page(rq, LAYOUT_AT_RULES, PARTS_ADMIN_AT_RULES,
		       RULES_INDEX_TPL, RULES_INDEX_ADMIN);
	view_show(v, of[kind]);
	if (access_admin(&rq->viewer))
		view_text(view_row(v, RULES_INDEX_SET_UP), RULES_INDEX_KIND,
			  rule_json_kind(kind));
	fill_doubts(rq, v, &d);
	if (d.rules.n == 0)
		view_show(v, RULES_INDEX_NONE);
	else if (fill_rules(rq, v, &d.rules, e))
		return e->kind;
	fill_undo(rq);
	return page_send(rq, rs, e);
}

/* ---- What is done with one ------------------------------------------------
 */

/* The one that the path names; it may have been deleted. */
static enum err_kind find(struct req *rq, struct rule_place_of *out,
			  struct err *e)
{
	return rule_past_find(rq->job.db, rq->a, rq->oid, out, e);
}

static enum err_kind place_of(struct req *rq, const struct rule_place_of *is,
			      bool up, size_t *out, struct err *e)
{
	struct rule_rows all;

	if (rule_store_list(rq->job.db, rq->a, is->kind, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id == is->id) {
			*out = up ? (i > 0 ? i : 1) : i + 2;
			return ERR_NONE;
		}
	return err_set(e, ERR_NOT_FOUND, "no such rule");
}

static const char *back_to(struct req *rq, const struct rule_place_of *is,
			   const char *way)
{
	return arena_printf(rq->a, "%s&at=%s&way=%s", rule_list_url(is->kind),
			    rq->oid, way);
}

enum err_kind rule_list_move(struct req *rq, struct resp *rs, struct err *e)
{
	struct rule_place_of is;
	struct form f;
	size_t place;
	bool up;

	form_read(rq, FIELDS(move_fields), &f);
	if (form_check(rq->a, &f, e) || find(rq, &is, e))
		return e->kind;
	up = f.v[MOVE_WAY].i64 == 1;
	place = (size_t)f.v[MOVE_PLACE].i64;
	if (!f.v[MOVE_WAY].given && !f.v[MOVE_PLACE].given)
		return err_set(e, ERR_INVALID, "way: up or down");
	if (f.v[MOVE_WAY].given && place_of(rq, &is, up, &place, e))
		return e->kind;
	if (rules_move(&rq->job, is.id, place, e))
		return e->kind;
	page_done(rq, rs, PAGE_SAVED,
		  back_to(rq, &is,
			  f.v[MOVE_WAY].given ? f.v[MOVE_WAY].text : "drag"));
	return ERR_NONE;
}

enum err_kind rule_list_switch(struct req *rq, struct resp *rs, struct err *e)
{
	struct rules_saved saved;
	struct rule_place_of is;
	struct form f;

	form_read(rq, FIELDS(switch_fields), &f);
	if (form_check(rq->a, &f, e) || find(rq, &is, e) ||
	    rules_switch(&rq->job, is.id, f.v[0].i64 != 0, &saved, e))
		return e->kind;
	page_done(rq, rs, PAGE_SAVED, back_to(rq, &is, "switch"));
	return ERR_NONE;
}

/* A name for another one: the same, as far as there is room for "(2)". */
static const char *clone_name(struct req *rq, const char *name)
{
	size_t n = strlen(name);

	while (n > 0 && str_utf8_count(name, n) + 4 > LIMIT_NAME)
		do
			n--;
		while (n > 0 && ((unsigned char)name[n] & 0xc0) == 0x80);
	return arena_printf(rq->a, "%.*s (2)", (int)n, name);
}

enum err_kind rule_list_clone(struct req *rq, struct resp *rs, struct err *e)
{
	struct rules_saved saved;
	struct rule_place_of is;
	struct rule_rows rows;

	if (find(rq, &is, e) ||
	    rule_past_versions(rq->job.db, rq->a, is.id, 1, &rows, e))
		return e->kind;
	if (rows.n == 0)
		return err_set(e, ERR_NOT_FOUND, "no such rule");
	if (rules_clone(&rq->job, is.id, clone_name(rq, rows.v[0].is.name),
			&saved, e) ||
	    rule_past_versions(rq->job.db, rq->a, saved.id, 1, &rows, e))
		return e->kind;
	page_done(rq, rs, PAGE_ADDED,
		  rows.n ? arena_printf(rq->a, "/rules/%s", rows.v[0].oid)
			 : rule_list_url(is.kind));
	return ERR_NONE;
}

enum err_kind rule_list_remove(struct req *rq, struct resp *rs, struct err *e)
{
	struct rule_place_of is;

	if (find(rq, &is, e) || rules_remove(&rq->job, is.id, e))
		return e->kind;
	page_done(rq, rs, PAGE_GONE,
		  arena_printf(rq->a, "%s&was=%s", rule_list_url(is.kind),
			       rq->oid));
	return ERR_NONE;
}

enum err_kind rule_list_restore(struct req *rq, struct resp *rs, struct err *e)
{
	struct rule_place_of is;

	if (find(rq, &is, e) || rules_restore(&rq->job, is.id, e))
		return e->kind;
	page_done(rq, rs, PAGE_REVIVED,
		  arena_printf(rq->a, "/rules/%s", rq->oid));
	return ERR_NONE;
}
