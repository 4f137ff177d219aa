#include "desk/apply.h"

#include <inttypes.h>
#include "base/limits.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "desk/levels.h"
#include "store/level_read.h"

/* ---- The order ----------------------------------------------------------- */

static enum err_kind order(struct job *job, struct applied_change *c,
			   int64_t *change, struct err *e)
{
	c->at = job->by.now;
	c->by = job->by.person;
	c->via = job->by.via;
	if (applied_store_add(job->db, job->arena, c, e))
		return e->kind;
	*change = c->id;
	return ERR_NONE;
}

enum err_kind apply_level_order(struct job *job, int64_t level, int64_t *change,
				struct err *e)
{
	struct applied_change c = { .level = level };
	struct level_name name;
	struct level_ref ref;

	if (level_read_id(job->db, job->arena, level, &name, e) ||
	    level_store_ref(job->db, job->arena, name.version, &ref, e))
		return e->kind;
	c.level_version = name.version;
	c.calendar_version = ref.calendar;
	return order(job, &c, change, e);
}

enum err_kind apply_calendar_order(struct job *job, int64_t calendar,
				   int64_t *change, struct err *e)
{
	struct applied_change c = { .calendar = calendar };
	struct calendar_stored is;

	if (calendar_store_load(job->db, job->arena, calendar, &is, e))
		return e->kind;
	c.calendar_version = is.version;
	return order(job, &c, change, e);
}

/* ---- Levels -------------------------------------------------------------- */

struct saving {
	const struct apply_level *level;
	struct apply_stored *out;
};

static enum err_kind new_level(struct admin *ad, const struct saving *s,
			       struct level_name *name, struct err *e)
{
	struct job *job = ad->job;
	int64_t id;

	if (s->level->seen)
		return err_set(e, ERR_CONFLICT, "there is no such level yet");
	if (level_store_add(job->db, s->level->draft, job->by.person,
			    job->by.now, &id, e) ||
	    level_read_id(job->db, job->arena, id, name, e) ||
	    audit_made(job, AUDIT_LEVEL, name->oid, e))
		return e->kind;
	s->out->number = 1;
	s->out->oid = name->oid;
	admin_note(ad, "level_added", name->oid, NULL);
	return ERR_NONE;
}

static enum err_kind next_level(struct admin *ad, const struct saving *s,
				struct level_name *name, struct err *e)
{
	const struct apply_level *in = s->level;
	struct job *job = ad->job;
	struct audit_look was;

	if (admin_seen(in->seen, name->number, e) ||
	    audit_look(job, AUDIT_LEVEL, name->oid, &was, e) ||
	    level_store_revise(job->db, name->id, in->draft, job->by.person,
			       job->by.now, e))
		return e->kind;
	s->out->number = name->number + 1;
	s->out->oid = name->oid;
	if (in->open && apply_level_order(job, name->id, &s->out->change, e))
		return e->kind;
	if (audit_keep_did(job, &was, in->open ? "applied" : NULL, e))
		return e->kind;
	admin_note(ad, "level_changed", name->oid, in->open ? "open" : "new");
	return ERR_NONE;
}

/* Unless forced no promise is stored that could never be broken (R6). */
static enum err_kind check_targets(const struct level *l, instant now,
				   struct err *e)
{
	for (int m = 0; m < METRIC_N; m++)
		for (int p = 0; p < PRIORITY_N; p++)
			if (l->target[m][p].seconds > 0 &&
			    !levels_falls_due(l, l->target[m][p], now))
				return err_set(
					e, ERR_INVALID,
					"targets: %s: no open time: it"
					" " APPLY_NEVER_DUE,
					level_metric_name((enum metric)m));
	return ERR_NONE;
}

static enum err_kind check_due(struct job *job, const struct apply_level *in,
			       struct err *e)
{
	struct level *l = ARENA_NEW(job->arena, struct level);

	if (in->force)
		return ERR_NONE;
	if (levels_of_draft(job, in->draft, l, e))
		return e->kind;
	return check_targets(l, job->by.now, e);
}

enum err_kind apply_calendar_check(struct job *job, int64_t calendar,
				   struct err *e)
{
	struct calendar_stored is;
	struct level_names all;

	if (calendar_store_load(job->db, job->arena, calendar, &is, e) ||
	    level_read_list(job->db, job->arena, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		struct level_ref ref = { all.v[i].version, is.version };
		const struct level *l;

		if (all.v[i].calendar != calendar)
			continue;
		if (level_store_compile(job->db, ref, &l, e) ||
		    check_targets(l, job->by.now, e))
			return err_wrap(e, "level %.64s", all.v[i].name);
	}
	return ERR_NONE;
}

/* Which level it is about; *there: it is one already. */
static enum err_kind find_level(struct job *job, const struct apply_level *in,
				struct level_name *name, bool *there,
				struct err *e)
{
	const char *called = in->draft->name;
	enum err_kind kind = level_read_hold(job->db, job->arena, in->level,
					     called, e);

	if (kind == ERR_NONE)
		kind = level_read_find(job->db, job->arena, called, name, e);
	if (kind && kind != ERR_NOT_FOUND)
		return kind;
	err_clear(e);
	*there = kind == ERR_NONE || in->level;
	if (kind == ERR_NONE &&
	    (in->fresh || (in->level && in->level != name->id)))
		return err_set(e, ERR_INVALID,
			       "name: another level is called so");
	return in->level
		       ? level_read_id(job->db, job->arena, in->level, name, e)
		       : ERR_NONE;
}

static enum err_kind save_level(struct admin *ad, const void *args,
				struct err *e)
{
	const struct saving *s = args;
	struct job *job = ad->job;
	struct level_name name;
	bool there;

	if (find_level(job, s->level, &name, &there, e) ||
	    check_due(job, s->level, e))
		return e->kind;
	return there ? next_level(ad, s, &name, e) : new_level(ad, s, &name, e);
}

enum err_kind desk_apply_level(struct job *job, const struct apply_level *in,
			       struct apply_stored *out, struct err *e)
{
	const struct saving s = { .level = in, .out = out };

	*out = (struct apply_stored){ 0 };
	if (admin_may(job, e) ||
	    admin_line("name", in->draft->name, LIMIT_NAME, true, e))
		return e->kind;
	return admin_run(job, save_level, &s, &out->oid, e);
}
