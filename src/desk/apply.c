#include "desk/apply.h"

#include <inttypes.h>
#include "base/limits.h"
#include "desk/admin.h"
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
	    level_read_id(job->db, job->arena, id, name, e))
		return e->kind;
	s->out->number = 1;
	admin_note(ad, "level_added", name->oid, NULL);
	return ERR_NONE;
}

static enum err_kind next_level(struct admin *ad, const struct saving *s,
				struct level_name *name, struct err *e)
{
	const struct apply_level *in = s->level;
	struct job *job = ad->job;

	if (admin_seen(in->seen, name->number, e) ||
	    level_store_revise(job->db, name->id, in->draft, job->by.person,
			       job->by.now, e))
		return e->kind;
	s->out->number = name->number + 1;
	if (in->open && apply_level_order(job, name->id, &s->out->change, e))
		return e->kind;
	admin_note(ad, "level_changed", name->oid, in->open ? "open" : "new");
	return ERR_NONE;
}

/* The hours that a level stored now would go by. */
static enum err_kind find_hours(struct job *job, int64_t calendar,
				const struct calendar **out, struct err *e)
{
	struct calendar_stored is;

	*out = calendar_always();
	if (calendar == 0)
		return ERR_NONE;
	if (calendar_store_load(job->db, job->arena, calendar, &is, e))
		return e->kind;
	if (!is.draft.always_open)
		*out = calendar_new(job->arena, &is.spec, e);
	return e->kind;
}

/* What begins now by that target: is there an instant at which it is due? */
static bool falls_due(const struct level *l, struct target t, instant now)
{
	seconds n = level_seconds(l, t, now);
	instant due;

	return n != LEVEL_NEVER && calendar_add(level_calendar(l, t.unit), now,
						n, &due) == CALENDAR_OK;
}

/* Unless forced no promise is stored that could never be broken (R6). */
static enum err_kind check_targets(const struct level *l, instant now,
				   struct err *e)
{
	for (int m = 0; m < METRIC_N; m++)
		for (int p = 0; p < PRIORITY_N; p++)
			if (l->target[m][p].seconds > 0 &&
			    !falls_due(l, l->target[m][p], now))
				return err_set(
					e, ERR_INVALID,
					"targets: %s: no open time: it"
					" would never fall due",
					level_metric_name((enum metric)m));
	return ERR_NONE;
}

static enum err_kind check_due(struct job *job, const struct apply_level *in,
			       struct err *e)
{
	struct level l = { 0 };

	if (in->force)
		return ERR_NONE;
	memcpy(l.target, in->draft->target, sizeof(l.target));
	if (find_hours(job, in->draft->calendar, &l.calendar, e))
		return e->kind;
	return check_targets(&l, job->by.now, e);
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

static enum err_kind save_level(struct admin *ad, const void *args,
				struct err *e)
{
	const struct saving *s = args;
	struct job *job = ad->job;
	const char *called = s->level->draft->name;
	struct level_name name;
	enum err_kind kind = level_read_hold(job->db, job->arena, called, e);

	if (kind == ERR_NONE)
		kind = level_read_find(job->db, job->arena, called, &name, e);
	if (kind && kind != ERR_NOT_FOUND)
		return kind;
	err_clear(e);
	if (check_due(job, s->level, e))
		return e->kind;
	return kind ? new_level(ad, s, &name, e) : next_level(ad, s, &name, e);
}

enum err_kind desk_apply_level(struct job *job, const struct apply_level *in,
			       struct apply_stored *out, struct err *e)
{
	const struct saving s = { .level = in, .out = out };

	*out = (struct apply_stored){ 0 };
	if (admin_may(job, e) ||
	    admin_line("name", in->draft->name, LIMIT_NAME, true, e))
		return e->kind;
	return admin_run(job, save_level, &s, NULL, e);
}
