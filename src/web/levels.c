#include "web/levels.h"
#include "base/limits.h"
#include "base/str.h"
#include "desk/apply.h"
#include "desk/levels.h"
#include "store/count_store.h"
#include "store/level_read.h"
#include "web/admin.h"
#include "web/apply_parts.h"
#include "web/level_examples.h"
#include "web/level_form.h"
#include "web/level_says.h"
#include "web/names.h"
#include "web/promise_parts.h"

/* Of a level, that the list of levels names. */
#define RULES_IN_LIST 3

static const char *path_of(struct req *rq, const char *oid)
{
	return arena_printf(rq->a, "/levels/%s", oid);
}

static struct view *start(struct req *rq, const char *tpl, const char *rail)
{
	return admin_page(rq, LAYOUT_AT_LEVELS, PARTS_ADMIN_AT_LEVELS, tpl,
			  rail);
}

/* That version, compiled with the newest of its calendar's. */
static enum err_kind load(struct req *rq, const struct level_name *name,
			  const struct level **out, struct err *e)
{
	struct level_ref ref;

	if (level_store_ref(rq->job.db, rq->a, name->version, &ref, e))
		return e->kind;
	return level_store_compile(rq->job.db, ref, out, e);
}

static const struct calendar_name *find_calendar(const struct calendar_names *c,
						 int64_t id)
{
	for (size_t i = 0; i < c->n; i++)
		if (c->v[i].id == id)
			return &c->v[i];
	return NULL;
}

/* Around the clock, or the calendar's name. */
static void fill_hours(struct view *v, const struct calendar_name *c)
{
	if (!c) {
		view_show(v, LEVELS_INDEX_ALWAYS);
		return;
	}
	v = view_row(v, LEVELS_INDEX_HOURS);
	view_text(v, LEVELS_INDEX_CALENDAR_OID, c->oid);
	view_text(v, LEVELS_INDEX_CALENDAR_NAME, c->name);
}

/* The first ${most} of them. */
static void fill_rules(struct view *v, const struct rule_rows *rules,
		       size_t most)
{
	if (rules->n == 0)
		view_show(v, LEVELS_INDEX_NO_RULE);
	if (rules->n > most)
		view_int(view_row(v, LEVELS_INDEX_MORE_RULES),
			 LEVELS_INDEX_MORE, (int64_t)(rules->n - most));
	for (size_t i = 0; i < rules->n && i < most; i++) {
		const struct rule_row *r = &rules->v[i];
		struct view *row = view_row(v, LEVELS_INDEX_RULE);

		view_text(row, LEVELS_INDEX_RULE_OID, r->oid);
		view_text(row, LEVELS_INDEX_RULE_NAME, r->is.name);
		if (!r->is.active)
			view_show(row, LEVELS_INDEX_OFF);
		else if (r->invalid)
			view_show(row, LEVELS_INDEX_INVALID);
	}
}

/* ---- The list ------------------------------------------------------------ */

static enum err_kind fill_level(struct req *rq, struct view *row,
				const struct level_name *name,
				const struct rule_rows *rules, struct err *e)
{
	struct levels_doubts doubts;
	const struct level *l;

	if (load(rq, name, &l, e))
		return e->kind;
	view_text(row, LEVELS_INDEX_OID, name->oid);
	view_text(row, LEVELS_INDEX_NAME, name->name);
	view_int(row, LEVELS_INDEX_NUMBER, name->number);
	level_says_promises(row, LEVELS_INDEX_PROMISES, l);
	fill_rules(row, rules, RULES_IN_LIST);
	levels_doubts(rq->a, l, rq->job.by.now, &doubts);
	if (doubts.n > 0)
		view_int(view_row(row, LEVELS_INDEX_DOUBTS), LEVELS_INDEX_N,
			 (int64_t)doubts.n);
	return ERR_NONE;
}

/* Those that are archived, or the others. */
static void pick(struct req *rq, const struct level_names *all, bool archived,
		 struct level_names *out)
{
	struct level_name *v = ARENA_ARRAY(rq->a, all->n + 1,
					   struct level_name);

	*out = (struct level_names){ v, 0 };
	for (size_t i = 0; i < all->n; i++)
		if ((all->v[i].archived != INSTANT_NONE) == archived)
			v[out->n++] = all->v[i];
}

static enum err_kind fill_list(struct req *rq, struct view *list,
			       const struct level_names *some, struct err *e)
{
	int64_t *ids = ARENA_ARRAY(rq->a, some->n, int64_t);
	int64_t *open = ARENA_ARRAY(rq->a, some->n, int64_t);
	struct rule_rows *rules = ARENA_ARRAY(rq->a, some->n, struct rule_rows);
	struct calendar_names calendars;

	for (size_t i = 0; i < some->n; i++)
		ids[i] = some->v[i].id;
	if (count_store_each(rq->job.db, rq->a, COUNT_LEVEL_OPEN, ids, some->n,
			     open, e) ||
	    levels_rules(&rq->job, ids, some->n, rules, e) ||
	    calendar_store_list(rq->job.db, rq->a, &calendars, e))
		return e->kind;
	for (size_t i = 0; i < some->n; i++) {
		struct view *row = view_row(list, LEVELS_INDEX_LEVEL);

		if (fill_level(rq, row, &some->v[i], &rules[i], e))
			return e->kind;
		admin_count(row, LEVELS_INDEX_OPEN_TICKETS, open[i]);
		fill_hours(row, find_calendar(&calendars, some->v[i].calendar));
	}
	return ERR_NONE;
}

enum err_kind levels_index(struct req *rq, struct resp *rs, struct err *e)
{
	bool archived = http_find(&rq->query, "archived") != NULL;
	struct view *v = start(rq, LEVELS_INDEX_TPL, LEVELS_INDEX_ADMIN);
	struct level_names all, some;

	if (level_read_list(rq->job.db, rq->a, &all, e))
		return e->kind;
	pick(rq, &all, archived, &some);
	view_show(v, archived ? LEVELS_INDEX_GONE : LEVELS_INDEX_GOING);
	if (access_admin(&rq->viewer))
		view_show(v, LEVELS_INDEX_CAN_CHANGE);
	if (some.n == 0)
		view_show(v, archived ? LEVELS_INDEX_NONE_ARCHIVED
				      : LEVELS_INDEX_NONE);
	else if (fill_list(rq, view_row(v, LEVELS_INDEX_LIST), &some, e))
		return e->kind;
	return page_send(rq, rs, e);
}

/* ---- The form ------------------------------------------------------------ */

/* What a form is shown with, besides what stands in it. */
struct showing {
	const struct level_form *form;
	const struct apply_asked *asked;   /* NULL: it was not sent yet */
	const struct apply_preview *would; /* NULL: it was not looked */
	bool forcible;    /* refused for it would never fall due */
	bool fresh;       /* a new level: nothing can move */
	int32_t conflict; /* the version it was begun with; 0: none */
	int32_t old;      /* the version that is shown; 0: the newest */
};

static enum err_kind fill_form(struct req *rq, struct view *v,
			       const char *include, const char *action,
			       const struct showing *s, struct err *e)
{
	struct view *form = view_include(v, include, LEVELS_FORM_TPL);

	if (level_form_fill(rq, form, action, s->form, e) ||
	    level_examples(rq, form, LEVELS_FORM_EXAMPLES, s->form, e))
		return e->kind;
	if (!s->fresh)
		apply_parts_choice(rq, form, LEVELS_FORM_APPLY, s->asked,
				   s->would);
	view_show(form, s->would && s->asked->open && !s->asked->look
				? LEVELS_FORM_SAVE_AGAIN
				: LEVELS_FORM_SAVE_PLAIN);
	if (s->forcible || (s->asked && s->asked->force)) {
		struct view *force = view_row(form, LEVELS_FORM_FORCE);

		if (s->asked && s->asked->force)
			view_show(force, LEVELS_FORM_TICKED);
	}
	return ERR_NONE;
}

/* List what is wrong above the page; beside the inputs it stands already. */
static void list_faults(struct req *rq, struct resp *rs, struct view *v,
			const char *errors, const struct level_form *f)
{
	for (size_t i = 0; i < f->nfaults; i++)
		(void)page_listed(rq, v, errors, f->faults[i].id,
				  f->faults[i].text);
	/* As stored it is no form that came back. */
	if (f->nfaults && rq->method == POST)
		page_invalid(rq, rs);
}

static enum err_kind show_new(struct req *rq, struct resp *rs,
			      struct showing *s, struct err *e)
{
	struct view *v = start(rq, LEVELS_NEW_TPL, LEVELS_NEW_ADMIN);

	s->fresh = true;
	if (fill_form(rq, v, LEVELS_NEW_FORM, "/levels", s, e))
		return e->kind;
	list_faults(rq, rs, v, LEVELS_NEW_ERRORS, s->form);
	return page_send(rq, rs, e);
}

enum err_kind levels_new(struct req *rq, struct resp *rs, struct err *e)
{
	struct level_form f;
	struct showing s = { .form = &f };

	level_form_new(rq, &f);
	return show_new(rq, rs, &s, e);
}

/* As posted: what was typed, and what is to be done with it. */
struct posted {
	struct level_form form;
	struct apply_asked asked;
	struct level_draft *draft;
	bool again; /* it is only to be shown again */
};

static enum err_kind read_posted(struct req *rq, struct posted *p,
				 struct err *e)
{
	p->draft = ARENA_NEW(rq->a, struct level_draft);
	level_form_read(rq, &p->form);
	p->again = level_form_deed(rq, &p->form);
	if (p->again) {
		p->form.nfaults = 0; /* who is not done yet is not blamed */
		return ERR_NONE;
	}
	if (!apply_parts_read(rq, &p->asked))
		level_form_word(rq, &p->form, "level-form", WORD_FAULT_WRONG, 0,
				0);
	return level_form_draft(rq, &p->form, p->draft, e);
}

/* Refused by the desk, and it can be told in the form? */
static bool was_refused(struct req *rq, struct posted *p, struct showing *s,
			struct err *e)
{
	if (e->kind != ERR_INVALID)
		return false;
	s->forcible = apply_parts_forcible(e);
	level_form_refused(rq, &p->form, e);
	return true;
}

enum err_kind levels_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct apply_stored stored;
	struct apply_level in;
	struct posted p;
	struct showing s = { .form = &p.form, .asked = &p.asked };

	if (read_posted(rq, &p, e))
		return e->kind;
	if (p.again || p.form.nfaults)
		return show_new(rq, rs, &s, e);
	in = (struct apply_level){ .draft = p.draft,
				   .fresh = true,
				   .force = p.asked.force };
	if (!desk_apply_level(&rq->job, &in, &stored, e)) {
		page_done(rq, rs, PAGE_ADDED, path_of(rq, stored.oid));
		return ERR_NONE;
	}
	return was_refused(rq, &p, &s, e) ? show_new(rq, rs, &s, e) : e->kind;
}

/* ---- One ----------------------------------------------------------------- */

static void fill_doubts(struct req *rq, struct view *v, const struct level *l,
			const struct rule_rows *rules)
{
	static const char *const sections[] = {
		[LEVELS_NEVER_DUE] = LEVELS_SHOW_NEVER_DUE,
		[LEVELS_STEP_ONCE] = LEVELS_SHOW_STEP_ONCE,
		[LEVELS_STEP_LATE] = LEVELS_SHOW_STEP_LATE,
		[LEVELS_STEP_NEVER] = LEVELS_SHOW_STEP_NEVER,
		[LEVELS_SOLVED_FIRST] = LEVELS_SHOW_SOLVED_FIRST,
	};
	struct levels_doubts all;
	struct view *row;

	levels_doubts(rq->a, l, rq->job.by.now, &all);
	if (all.n == 0 && rules->n > 0)
		return;
	v = view_row(v, LEVELS_SHOW_DOUBTS);
	for (size_t i = 0; i < all.n; i++) {
		row = view_row(v, LEVELS_SHOW_DOUBT);
		view_show(row, sections[all.v[i].kind]);
		promise_parts_metric(row, all.v[i].metric);
	}
	if (rules->n == 0)
		view_show(view_row(v, LEVELS_SHOW_DOUBT), LEVELS_SHOW_UNUSED);
}

/* For who may not change it. */
static enum err_kind fill_read(struct req *rq, struct view *v,
			       const struct level *l, struct err *e)
{
	struct calendar_names calendars;
	struct view *steps = NULL;

	if (calendar_store_list(rq->job.db, rq->a, &calendars, e))
		return e->kind;
	v = view_row(v, LEVELS_SHOW_READ);
	fill_hours(v, find_calendar(&calendars, l->calendar_id));
	level_says_promises(v, LEVELS_SHOW_PROMISES, l);
	for (int m = 0; m < METRIC_N; m++)
		for (int i = 0; i < l->nsteps[m]; i++) {
			struct view *line;

			if (!steps)
				steps = view_row(v, LEVELS_SHOW_STEPS);
			line = view_row(steps, LEVELS_SHOW_LINE);
			promise_parts_metric(line, (enum metric)m);
			if (level_says_step(rq, line, LEVELS_SHOW_STEP, l,
					    (enum metric)m, i, e))
				return e->kind;
		}
	return ERR_NONE;
}

/* The two versions that are compared, and by which hours. */
static enum err_kind load_two(struct req *rq, const struct level_name *name,
			      const struct apply_compared *c,
			      struct level_says_two *two, struct err *e)
{
	struct calendar_names calendars;
	const struct calendar_name *was, *is;
	struct level_name a, b;

	if (level_read_version(rq->job.db, rq->a, name->id, c->from, &a, e) ||
	    level_read_version(rq->job.db, rq->a, name->id, c->to, &b, e) ||
	    load(rq, &a, &two->was, e) || load(rq, &b, &two->is, e) ||
	    calendar_store_list(rq->job.db, rq->a, &calendars, e))
		return e->kind;
	was = find_calendar(&calendars, a.calendar);
	is = find_calendar(&calendars, b.calendar);
	two->was_calendar = was ? was->name : NULL;
	two->is_calendar = is ? is->name : NULL;
	return ERR_NONE;
}

static enum err_kind fill_versions(struct req *rq, struct view *v,
				   const struct level_name *name,
				   int32_t conflict, struct err *e)
{
	struct level_differences all = { 0 };
	struct level_says_two two = { 0 };
	struct apply_compared c;
	struct view *list;

	if (apply_parts_compared(rq, VERSION_OF_LEVEL, name->id, &c, e))
		return e->kind;
	if (conflict && conflict < c.to)
		c.from = conflict;
	if (c.from && load_two(rq, name, &c, &two, e))
		return e->kind;
	if (c.from)
		level_diff(rq->a, two.was, two.is, &all);
	list = apply_parts_versions(rq, v, LEVELS_SHOW_VERSIONS,
				    path_of(rq, name->oid), &c, all.n);
	return level_says_differences(rq, list, &two, &all, e);
}

static void fill_state(struct req *rq, struct view *v,
		       const struct level_name *name)
{
	bool may = access_admin(&rq->viewer);

	if (name->archived != INSTANT_NONE) {
		v = view_row(v, LEVELS_SHOW_ARCHIVED);
		if (may)
			view_show(v, LEVELS_SHOW_CAN_CHANGE);
	} else if (may) {
		view_show(v, LEVELS_SHOW_END);
	}
	if (may && admin_was(rq, PAGE_ARCHIVED))
		(void)page_undo(rq, arena_printf(rq->a, "/levels/%s/revived",
						 name->oid));
	if (may && admin_was(rq, PAGE_REVIVED))
		(void)page_undo(rq, arena_printf(rq->a, "/levels/%s/archived",
						 name->oid));
}

/* All but the form. */
static enum err_kind fill_around(struct req *rq, struct view *v,
				 const struct level_name *name,
				 int32_t conflict, struct err *e)
{
	struct rule_rows rules;
	const struct level *l;
	int64_t open;

	view_text(v, LEVELS_SHOW_OID, name->oid);
	view_text(v, LEVELS_SHOW_WHAT, name->name);
	view_int(v, LEVELS_SHOW_NUMBER, name->number);
	fill_state(rq, v, name);
	if (load(rq, name, &l, e) ||
	    levels_rules(&rq->job, &name->id, 1, &rules, e) ||
	    count_store_one(rq->job.db, rq->a, COUNT_LEVEL_OPEN, name->id,
			    &open, e) ||
	    apply_parts_progress(rq, v, LEVELS_SHOW_PROGRESS, VERSION_OF_LEVEL,
				 name->id, path_of(rq, name->oid), e) ||
	    fill_versions(rq, v, name, conflict, e))
		return e->kind;
	admin_count(v, LEVELS_SHOW_OPEN_TICKETS, open);
	fill_rules(rules.n ? view_row(v, LEVELS_SHOW_RULES) : v, &rules,
		   rules.n);
	if (name->archived == INSTANT_NONE)
		fill_doubts(rq, v, l, &rules);
	return access_admin(&rq->viewer) ? ERR_NONE : fill_read(rq, v, l, e);
}

static enum err_kind show_one(struct req *rq, struct resp *rs,
			      const struct level_name *name,
			      const struct showing *s, struct err *e)
{
	struct view *v = start(rq, LEVELS_SHOW_TPL, LEVELS_SHOW_ADMIN);

	admin_title(rq, name->name);
	if (fill_around(rq, v, name, s->conflict, e) ||
	    (s->form &&
	     fill_form(rq, v, LEVELS_SHOW_FORM, path_of(rq, name->oid), s, e)))
		return e->kind;
	if (s->old)
		view_int(view_row(v, LEVELS_SHOW_OLD), LEVELS_SHOW_VERSION,
			 s->old);
	if (s->form)
		list_faults(rq, rs, v, LEVELS_SHOW_ERRORS, s->form);
	return page_send(rq, rs, e);
}

/* ?version=2: as it was then, to be saved again. */
static enum err_kind find_version(struct req *rq, const struct level_name *name,
				  struct level_name *out, struct err *e)
{
	const struct http_pair *p = http_find(&rq->query, "version");
	int64_t n;

	*out = *name;
	if (!p)
		return ERR_NONE;
	if (!str_to_i64(p->text, 1, INT32_MAX, &n))
		return err_set(e, ERR_NOT_FOUND, "there is no such version");
	return level_read_version(rq->job.db, rq->a, name->id, (int32_t)n, out,
				  e);
}

enum err_kind levels_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct level_name name, version;
	const struct level *l;
	struct level_form f;
	struct showing s = { .form = NULL };

	if (level_read_oid(rq->job.db, rq->a, rq->oid, &name, e) ||
	    find_version(rq, &name, &version, e))
		return e->kind;
	if (access_admin(&rq->viewer)) {
		if (load(rq, &version, &l, e) || level_form_of(rq, l, &f, e))
			return e->kind;
		s.form = &f;
		f.seen = name.number;
	}
	if (version.number < name.number)
		s.old = version.number;
	return show_one(rq, rs, &name, &s, e);
}

/* ---- Saving -------------------------------------------------------------- */

static enum err_kind store_open(struct job *job, const void *args,
				struct err *e)
{
	struct apply_level in = *(const struct apply_level *)args;
	struct apply_stored out;

	in.open = true;
	return desk_apply_level(job, &in, &out, e);
}

/* Somebody was faster: the page again, with what was typed. */
static enum err_kind show_conflict(struct req *rq, struct resp *rs,
				   const struct level_name *name,
				   struct showing *s, struct level_form *f,
				   struct err *e)
{
	struct view *v;

	err_clear(e);
	s->conflict = (int32_t)f->seen;
	f->seen = name->number;
	s->asked = NULL;
	v = start(rq, LEVELS_SHOW_TPL, LEVELS_SHOW_ADMIN);
	admin_title(rq, name->name);
	if (fill_around(rq, v, name, s->conflict, e) ||
	    fill_form(rq, v, LEVELS_SHOW_FORM, path_of(rq, name->oid), s, e))
		return e->kind;
	view_show(v, LEVELS_SHOW_CHANGED);
	view_show(page_frame(rq), LAYOUT_INVALID);
	rs->status = 409;
	return page_send(rq, rs, e);
}

/* What would move is shown, or it is stored; *stored says which. */
static enum err_kind apply(struct req *rq, const struct posted *p,
			   const struct apply_level *in, struct showing *s,
			   bool *stored, struct err *e)
{
	struct apply_preview *would;
	struct apply_stored out;

	*stored = !apply_parts_must_look(&p->asked);
	if (*stored)
		return desk_apply_level(&rq->job, in, &out, e);
	would = ARENA_NEW(rq->a, struct apply_preview);
	if (apply_parts_look(rq, store_open, in, would, e))
		return e->kind;
	s->would = would;
	return ERR_NONE;
}

enum err_kind levels_update(struct req *rq, struct resp *rs, struct err *e)
{
	struct level_name name;
	struct apply_level in;
	bool stored = false;
	struct posted p;
	struct showing s = { .form = &p.form, .asked = &p.asked };

	if (level_read_oid(rq->job.db, rq->a, rq->oid, &name, e) ||
	    read_posted(rq, &p, e))
		return e->kind;
	if (p.again || p.form.nfaults)
		return show_one(rq, rs, &name, &s, e);
	in = (struct apply_level){ .draft = p.draft,
				   .level = name.id,
				   .seen = (int32_t)p.form.seen,
				   .open = p.asked.open,
				   .force = p.asked.force };
	if (!apply(rq, &p, &in, &s, &stored, e)) {
		if (!stored)
			return show_one(rq, rs, &name, &s, e);
		page_done(rq, rs, PAGE_SAVED, path_of(rq, name.oid));
		return ERR_NONE;
	}
	if (was_refused(rq, &p, &s, e))
		return show_one(rq, rs, &name, &s, e);
	return admin_stale(rq, e) ? show_conflict(rq, rs, &name, &s, &p.form, e)
				  : e->kind;
}

/* ---- Its end ------------------------------------------------------------- */

enum err_kind levels_end(struct req *rq, struct resp *rs, struct err *e)
{
	if (levels_archive(&rq->job, rq->oid, true, e))
		return e->kind;
	page_done(rq, rs, PAGE_ARCHIVED, path_of(rq, rq->oid));
	return ERR_NONE;
}

enum err_kind levels_revive(struct req *rq, struct resp *rs, struct err *e)
{
	if (levels_archive(&rq->job, rq->oid, false, e))
		return e->kind;
	page_done(rq, rs, PAGE_REVIVED, path_of(rq, rq->oid));
	return ERR_NONE;
}
