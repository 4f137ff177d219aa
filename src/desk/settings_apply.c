/* A file of settings, made true of the desk. */
#include "desk/settings_plan.h"

#include "base/str.h"
#include "base/zone.h"
#include "desk/admin.h"
#include "desk/apply.h"
#include "desk/audit.h"
#include "desk/closing.h"
#include "desk/levels.h"
#include "desk/rules.h"
#include "store/company_store.h"
#include "store/desk_store.h"
#include "store/level_read.h"
#include "store/person_store.h"

struct applying {
	struct job *job; /* part of our transaction */
	const struct settings_import *in;
	struct settings_desk desk; /* as it was */
	struct settings_matches all;
	bool *later; /* of each: a level whose steps are still to come */
};

typedef enum err_kind apply_one(struct applying *ap,
				const struct settings_match *m, struct err *e);

static bool is_new(const struct settings_match *m)
{
	return m->item.deed == SETTINGS_MAKE;
}

/* Made or changed. */
static bool is_due(const struct settings_match *m)
{
	return !m->order && (m->item.deed == SETTINGS_MAKE ||
			     m->item.deed == SETTINGS_CHANGE);
}

/* Where in the file, if that was not said yet. */
static enum err_kind at_line(const struct xml_element *el, struct err *e)
{
	const char *name = xml_get(el, xml_is(el, "person") ? "email" : "name");

	if (e->kind == ERR_NOT_FOUND)
		e->kind = ERR_INVALID;
	if (str_starts(e->msg, "line ") || !el->line)
		return e->kind;
	return err_wrap(e, "line %d: %s %.40s", el->line, el->name,
			name ? name : "");
}

static enum err_kind each(struct applying *ap, const char *what,
			  apply_one *deed, struct err *e)
{
	for (size_t i = 0; i < ap->all.n; i++) {
		const struct settings_match *m = &ap->all.v[i];
		const struct xml_element *el = m->el ? m->el : m->was;

		if (!el || (what && !xml_is(el, what)))
			continue;
		if (deed(ap, m, e))
			return at_line(el, e);
	}
	return ERR_NONE;
}

/* ---- The desk itself ----------------------------------------------------- */

static enum err_kind name_desk(struct applying *ap,
			       const struct xml_element *el, struct err *e)
{
	struct job *job = ap->job;
	struct desk_settings d = { .name = admin_trimmed(job,
							 xml_get(el, "name")),
				   .zone = xml_get(el, "zone") };
	const struct zone *z;
	struct audit_look was;

	if (admin_line("name", d.name, LIMIT_NAME, true, e) ||
	    zone_find(d.zone, &z, e) ||
	    audit_look(job, AUDIT_DESK, NULL, &was, e) ||
	    desk_store_set(job->db, &d, job->by.now, e))
		return e->kind;
	return audit_keep(job, &was, e);
}

static enum err_kind apply_desk(struct applying *ap,
				const struct settings_match *m, struct err *e)
{
	if (!is_due(m))
		return ERR_NONE;
	if (name_desk(ap, m->el, e))
		return e->kind;
	return desk_close_after(ap->job,
				settings_number(m->el, "close-after", 0), e);
}

/* ---- Departments, tags, ... ---------------------------------------------- */

static bool is_thing(const struct xml_element *el)
{
	static const char *const names[] = {
		"department", "tag", "group", "field", "company", "person"
	};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (xml_is(el, names[i]))
			return true;
	return false;
}

static enum err_kind make_thing(struct applying *ap,
				const struct settings_match *m, struct err *e)
{
	if (!is_new(m) || !is_thing(m->el))
		return ERR_NONE;
	return settings_save_thing(ap->job, m->el, false, e);
}

static enum err_kind change_thing(struct applying *ap,
				  const struct settings_match *m, struct err *e)
{
	if (!is_due(m) || is_new(m) || !is_thing(m->el))
		return ERR_NONE;
	return settings_save_thing(ap->job, m->el, true, e);
}

/* Once rules that name it are as they are to be. */
static enum err_kind end_thing(struct applying *ap,
			       const struct settings_match *m, struct err *e)
{
	bool gone = m->item.deed == SETTINGS_REMOVE;
	const struct xml_element *el = gone ? m->was : m->el;

	if (!(gone || is_due(m)) || !is_thing(el))
		return ERR_NONE;
	if (xml_is(el, "field"))
		return settings_end_field(ap->job, el, gone, ap->in->remove, e);
	return settings_end_thing(ap->job, el, gone, e);
}

/* ---- Calendars and levels ------------------------------------------------ */

/* One that is called alike but for its letters is not to become this one. */
static enum err_kind called(const struct settings_match *m, const char *is,
			    struct err *e)
{
	const char *name = xml_get(m->el, "name");

	if (!is_new(m) || !is)
		return ERR_NONE;
	return err_set(e, ERR_CONFLICT,
		       "name: there is %s \"%.60s\", which is alike",
		       str_eq(is, name) ? "a" : "another", is);
}

static enum err_kind save_calendar(struct applying *ap,
				   const struct settings_match *m,
				   struct err *e)
{
	struct job *job = ap->job;
	struct calendar_draft d;
	struct apply_calendar in = { .draft = &d,
				     .open = ap->in->open && !is_new(m),
				     .force = ap->in->force };
	struct calendar_name found;
	struct apply_stored out;
	enum err_kind kind;

	if (!is_due(m))
		return ERR_NONE;
	kind = calendar_store_find(job->db, job->arena, xml_get(m->el, "name"),
				   &found, e);
	if (kind && kind != ERR_NOT_FOUND)
		return kind;
	err_clear(e);
	if (called(m, kind ? NULL : found.name, e) ||
	    settings_get_calendar(job, m->el, &d, e))
		return e->kind;
	return desk_apply_calendar(job, &in, &out, e);
}

/* ${without}: what its steps do, which may name levels that are yet to come. */
static enum err_kind store_level(struct applying *ap,
				 const struct settings_match *m, bool without,
				 struct err *e)
{
	struct level_draft *d = ARENA_NEW(ap->job->arena, struct level_draft);
	struct xml_element *el = ARENA_NEW(ap->job->arena, struct xml_element);
	struct apply_level in = { .draft = d,
				  .open = ap->in->open && !is_new(m),
				  .force = ap->in->force };
	struct apply_stored out;

	*el = *m->el;
	if (without) {
		el->first = el->last = NULL;
		for (const struct xml_element *c = m->el->first; c;
		     c = c->next) {
			struct xml_element *copy = ARENA_NEW(
				ap->job->arena, struct xml_element);

			*copy = *c;
			if (!xml_is(c, "step"))
				xml_append(el, copy);
		}
	}
	if (settings_get_level(ap->job, el, d, e))
		return e->kind;
	return desk_apply_level(ap->job, &in, &out, e);
}

/* Does one of its steps give a level that is not there? */
static enum err_kind names_later(struct applying *ap,
				 const struct xml_element *level, bool *out,
				 struct err *e)
{
	struct job *job = ap->job;
	struct level_name found;

	*out = false;
	for (const struct xml_element *s = level->first; s; s = s->next)
		for (const struct xml_element *c = s->first; c; c = c->next) {
			const char *name = xml_get(c, "level");

			if (!name || !level_read_find(job->db, job->arena, name,
						      &found, e))
				continue;
			if (e->kind != ERR_NOT_FOUND)
				return e->kind;
			err_clear(e);
			*out = true;
		}
	return ERR_NONE;
}

static enum err_kind make_level(struct applying *ap,
				const struct settings_match *m, struct err *e)
{
	struct job *job = ap->job;
	struct level_name found;
	enum err_kind kind;
	bool later;

	if (!is_new(m))
		return ERR_NONE;
	kind = level_read_find(job->db, job->arena, xml_get(m->el, "name"),
			       &found, e);
	if (kind && kind != ERR_NOT_FOUND)
		return kind;
	err_clear(e);
	if (called(m, kind ? NULL : found.name, e) ||
	    names_later(ap, m->el, &later, e))
		return e->kind;
	ap->later[m - ap->all.v] = later;
	return store_level(ap, m, later, e);
}

/* Those that were there; and those whose steps name one that came later. */
static enum err_kind change_level(struct applying *ap,
				  const struct settings_match *m, struct err *e)
{
	const char *name = m->el ? xml_get(m->el, "name") : NULL;
	struct level_name found;

	if (!is_due(m) || (is_new(m) && !ap->later[m - ap->all.v]))
		return ERR_NONE;
	if (level_read_find(ap->job->db, ap->job->arena, name, &found, e) ||
	    (found.archived != INSTANT_NONE &&
	     levels_archive(ap->job, found.oid, false, e)))
		return e->kind;
	return store_level(ap, m, false, e);
}

/* Once rules that name it are as they are to be. */
static enum err_kind end_level(struct applying *ap,
			       const struct settings_match *m, struct err *e)
{
	bool gone = m->item.deed == SETTINGS_REMOVE;
	const struct xml_element *el = gone ? m->was : m->el;
	struct level_name found;

	if (!gone && !(is_due(m) && settings_flag(el, "archived", false)))
		return ERR_NONE;
	if (level_read_find(ap->job->db, ap->job->arena, xml_get(el, "name"),
			    &found, e))
		return e->kind;
	return found.archived == INSTANT_NONE
		       ? levels_archive(ap->job, found.oid, true, e)
		       : ERR_NONE;
}

/* ---- Rules --------------------------------------------------------------- */

static enum err_kind save_rule(struct applying *ap,
			       const struct settings_match *m, struct err *e)
{
	struct rule_draft d;
	struct rules_draft in = { .rule = &d };
	struct rules_saved out;

	if (!is_due(m))
		return ERR_NONE;
	if (m->was)
		in.id = ap->desk.rules[m->at];
	if (settings_get_rule(ap->job, m->el, &d, e))
		return e->kind;
	return rules_save(ap->job, &in, &out, e);
}

static enum err_kind remove_rule(struct applying *ap,
				 const struct settings_match *m, struct err *e)
{
	if (m->item.deed != SETTINGS_REMOVE)
		return ERR_NONE;
	return rules_remove(ap->job, ap->desk.rules[m->at], e);
}

/* The rules of a kind in the order of the file: those there were by their ids,
 * new ones are the last ones of that kind, in their order. */
static void wanted(const struct applying *ap, enum rule_kind kind,
		   const struct rule_rows *now, int64_t *ids, size_t *n)
{
	size_t made = 0, first;

	for (size_t i = 0; i < ap->all.n; i++) {
		const struct settings_match *m = &ap->all.v[i];

		if (m->el && xml_is(m->el, "rule") && is_new(m) &&
		    settings_choice(m->el, "kind", settings_word_rule) ==
			    (int)kind)
			made++;
	}
	first = now->n - made;
	*n = 0;
	for (size_t i = 0; i < ap->all.n; i++) {
		const struct settings_match *m = &ap->all.v[i];

		if (!m->el || !xml_is(m->el, "rule") ||
		    settings_choice(m->el, "kind", settings_word_rule) !=
			    (int)kind)
			continue;
		ids[(*n)++] = is_new(m) ? now->v[first++].id
					: ap->desk.rules[m->at];
	}
}

static bool is_wanted(const int64_t *ids, size_t n, int64_t id)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

/* Where the ${i}th of those of the file stands among all; from 1. */
static size_t place_of(const struct rule_rows *now, const int64_t *ids,
		       size_t n, size_t i)
{
	for (size_t k = 0; k < now->n; k++)
		if (is_wanted(ids, n, now->v[k].id) && i-- == 0)
			return k + 1;
	return now->n;
}

static enum err_kind order_kind(struct applying *ap, enum rule_kind kind,
				struct err *e)
{
	struct job *job = ap->job;
	struct rule_rows now;
	int64_t *ids;
	size_t n;

	if (rule_store_list(job->db, job->arena, kind, &now, e))
		return e->kind;
	ids = ARENA_ARRAY(job->arena, ap->all.n + 1, int64_t);
	wanted(ap, kind, &now, ids, &n);
	for (size_t i = 0; i < n; i++) {
		size_t place = place_of(&now, ids, n, i);

		if (now.v[place - 1].id == ids[i])
			continue;
		if (rules_move(job, ids[i], place, e) ||
		    rule_store_list(job->db, job->arena, kind, &now, e))
			return e->kind;
	}
	return ERR_NONE;
}

static enum err_kind order_rules(struct applying *ap, struct err *e)
{
	for (int k = 0; k < RULE_KIND_N; k++)
		if (order_kind(ap, (enum rule_kind)k, e))
			return err_wrap(e, "order of rules");
	return ERR_NONE;
}

/* ---- Who is there -------------------------------------------------------- */

static enum err_kind is_there(struct applying *ap, const struct xml_element *el,
			      struct err *e)
{
	struct job *job = ap->job;
	struct company c;
	struct person p;

	return xml_is(el, "company")
		       ? company_store_find_name(job->db, job->arena,
						 xml_get(el, "name"), &c, e)
		       : person_store_find_email(job->db, job->arena,
						 xml_get(el, "email"), &p, e);
}

/* An export has staff, and whom rules name; who is there besides stays, too. */
static enum err_kind know_others(struct applying *ap, struct err *e)
{
	for (size_t i = 0; i < ap->all.n; i++) {
		struct settings_match *m = &ap->all.v[i];

		if (!m->el || !is_new(m) ||
		    !(xml_is(m->el, "company") || xml_is(m->el, "person")))
			continue;
		if (is_there(ap, m->el, e) == ERR_NONE)
			m->item.deed = SETTINGS_STAY;
		else if (e->kind != ERR_NOT_FOUND)
			return e->kind;
		err_clear(e);
	}
	return ERR_NONE;
}

/* ---- All of it ----------------------------------------------------------- */

static enum err_kind apply_all(struct applying *ap, struct err *e)
{
	const struct xml_element *fields = xml_child(ap->in->file->root,
						     "fields");

	if (each(ap, "desk", apply_desk, e) || each(ap, NULL, make_thing, e) ||
	    each(ap, NULL, change_thing, e) ||
	    (fields && settings_order_fields(ap->job, fields, e)) ||
	    each(ap, "calendar", save_calendar, e) ||
	    each(ap, "level", make_level, e) ||
	    each(ap, "level", change_level, e) ||
	    each(ap, "rule", save_rule, e) ||
	    each(ap, "rule", remove_rule, e) || order_rules(ap, e) ||
	    each(ap, "level", end_level, e) || each(ap, NULL, end_thing, e))
		return e->kind;
	return ERR_NONE;
}

static enum err_kind check_seen(const struct settings_import *in,
				const char *is, struct err *e)
{
	if (!in->seen || !*in->seen || str_eq(in->seen, is))
		return ERR_NONE;
	return err_set(e, ERR_CONFLICT,
		       "the settings of the desk changed since they were"
		       " looked at");
}

static const char *counts(struct arena *a, const struct settings_plan *p)
{
	return arena_printf(a,
			    "{\"import\":{\"made\":%zu,\"changed\":%zu,"
			    "\"removed\":%zu}}",
			    p->count[SETTINGS_MAKE], p->count[SETTINGS_CHANGE],
			    p->count[SETTINGS_REMOVE]);
}

static bool does_nothing(const struct settings_plan *p)
{
	return p->count[SETTINGS_MAKE] + p->count[SETTINGS_CHANGE] +
		       p->count[SETTINGS_REMOVE] ==
	       0;
}

/* What the verbs did is noted by each; that it was one import, here. */
static enum err_kind note(struct admin *ad, const struct settings_plan *p,
			  struct err *e)
{
	struct job *job = ad->job;
	struct desk_settings is;

	if (desk_store_find(job->db, job->arena, &is, e))
		return e->kind;
	admin_note(ad, "settings_imported", NULL, NULL);
	return audit_note(
		job,
		&(struct audit_change){ .object = AUDIT_DESK,
					.name = is.name,
					.before = "{}",
					.after = counts(job->arena, p) },
		e);
}

struct import {
	const struct settings_import *in;
	struct settings_plan *out;
};

static enum err_kind import(struct admin *ad, const void *args, struct err *e)
{
	const struct import *im = args;
	struct job part = *ad->job;
	struct applying ap = { &part, im->in, { 0 }, { 0 }, NULL };

	part.part = true;
	part.once = NULL;
	/* One import at a time; and no rule changes meanwhile. */
	if (rule_store_begin(part.db, e) || settings_look(&part, &ap.desk, e))
		return e->kind;
	settings_seen(&ap.desk, im->out->seen);
	if (check_seen(im->in, im->out->seen, e))
		return e->kind;
	settings_match(part.arena, im->in->file->root, ap.desk.root,
		       im->in->remove, &ap.all);
	if (know_others(&ap, e))
		return e->kind;
	settings_tell(part.arena, &ap.all, im->out);
	im->out->left_out = ap.desk.left_out;
	im->out->nleft_out = ap.desk.nleft_out;
	ap.later = ARENA_ARRAY(part.arena, ap.all.n + 1, bool);
	if (does_nothing(im->out))
		return ERR_NONE;
	return apply_all(&ap, e) ? e->kind : note(ad, im->out, e);
}

enum err_kind settings_apply(struct job *job, const struct settings_import *in,
			     struct settings_plan *out, struct err *e)
{
	const struct import im = { in, out };

	*out = (struct settings_plan){ 0 };
	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, import, &im, NULL, e);
}

enum err_kind settings_preview(struct job *job,
			       const struct settings_import *in,
			       struct settings_plan *out, struct err *e)
{
	const struct import im = { in, out };
	struct job part = *job;

	*out = (struct settings_plan){ 0 };
	if (admin_may(job, e))
		return e->kind;
	if (db_begin(job->db, e))
		return err_wrap(e, "preview settings");
	part.part = true;
	part.once = NULL;
	if (admin_run(&part, import, &im, NULL, e))
		out->n = 0;
	db_rollback(job->db);
	return e->kind;
}
