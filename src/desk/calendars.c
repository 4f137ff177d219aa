#include "desk/calendars.h"

#include "base/limits.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "desk/apply.h"
#include "store/calendar_store.h"

struct closing {
	const struct calendars_closures *in;
	int32_t *number;
};

static enum err_kind check_names(const struct calendars_closures *in,
				 struct err *e)
{
	for (size_t i = 0; i < in->n; i++)
		if (admin_line("name", in->names[i], LIMIT_NAME, false, e))
			return e->kind;
	return ERR_NONE;
}

/* The draft's own closures, and those. */
static void append(struct arena *a, struct calendar_draft *d,
		   const struct calendars_closures *in)
{
	size_t n = d->spec.nclosures + in->n;
	struct calendar_closure *v = ARENA_ARRAY(a, n + 1,
						 struct calendar_closure);
	const char **names = ARENA_ARRAY(a, n + 1, const char *);

	for (size_t i = 0; i < d->spec.nclosures; i++) {
		v[i] = d->spec.closures[i];
		names[i] = d->closure_names[i];
	}
	for (size_t i = 0; i < in->n; i++) {
		v[d->spec.nclosures + i] = in->v[i];
		names[d->spec.nclosures + i] = in->names[i];
	}
	d->spec.closures = v;
	d->spec.nclosures = n;
	d->closure_names = names;
}

static enum err_kind close_dates(struct admin *ad, const void *args,
				 struct err *e)
{
	const struct closing *c = args;
	struct job *job = ad->job;
	struct calendar_name name;
	struct calendar_stored is;
	struct audit_look was;
	int64_t change;

	if (calendar_store_hold(job->db, job->arena, c->in->calendar, &name,
				e) ||
	    calendar_store_load(job->db, job->arena, name.id, &is, e) ||
	    admin_seen(c->in->seen, is.number, e) ||
	    audit_look(job, AUDIT_CALENDAR, name.oid, &was, e))
		return e->kind;
	if (is.draft.always_open)
		return err_set(e, ERR_INVALID,
			       "calendar %s is always open: it has no closures",
			       is.draft.name);
	append(job->arena, &is.draft, c->in);
	is.draft.force = c->in->force;
	if (calendar_store_revise(job->db, job->arena, name.id, &is.draft,
				  job->by.person, job->by.now, e))
		return e->kind;
	*c->number = is.number + 1;
	if (!c->in->force && apply_calendar_check(job, name.id, e))
		return e->kind;
	if (c->in->open && apply_calendar_order(job, name.id, &change, e))
		return e->kind;
	if (audit_keep_did(job, &was, c->in->open ? "applied" : NULL, e))
		return e->kind;
	admin_note(ad, "calendar_changed", name.oid, "closures");
	return ERR_NONE;
}

enum err_kind calendars_close(struct job *job,
			      const struct calendars_closures *in,
			      int32_t *number, struct err *e)
{
	const struct closing c = { in, number };

	if (admin_may(job, e) || check_names(in, e))
		return e->kind;
	return admin_run(job, close_dates, &c, NULL, e);
}

/* ---- The calendar itself ------------------------------------------------- */

struct naming {
	const char *name, *to;
};

static enum err_kind rename_it(struct admin *ad, const void *args,
			       struct err *e)
{
	const struct naming *n = args;
	struct job *job = ad->job;
	struct calendar_name is;
	struct audit_look was;

	if (calendar_store_hold(job->db, job->arena, n->name, &is, e) ||
	    audit_look(job, AUDIT_CALENDAR, is.oid, &was, e))
		return e->kind;
	if (calendar_store_rename(job->db, is.id, n->to, e)) {
		if (e->kind != ERR_CONFLICT)
			return e->kind;
		err_clear(e);
		return err_set(e, ERR_CONFLICT,
			       "name: another calendar is called \"%s\"",
			       n->to);
	}
	if (audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "calendar_renamed", is.oid, "name");
	return ERR_NONE;
}

enum err_kind calendars_rename(struct job *job, const char *name,
			       const char *to, struct err *e)
{
	struct naming n = { .name = name };

	if (admin_may(job, e) || admin_line("name", to, LIMIT_NAME, true, e))
		return e->kind;
	n.to = admin_trimmed(job, to);
	return admin_run(job, rename_it, &n, NULL, e);
}

static enum err_kind remove_it(struct admin *ad, const void *args,
			       struct err *e)
{
	const struct naming *n = args;
	struct job *job = ad->job;
	struct calendar_name is;
	struct audit_look was;
	const char *level;
	bool ordered;

	if (calendar_store_hold(job->db, job->arena, n->name, &is, e) ||
	    audit_look(job, AUDIT_CALENDAR, is.oid, &was, e) ||
	    calendar_store_user(job->db, job->arena, is.id, &level, e) ||
	    apply_calendar_was_ordered(job, is.id, 0, &ordered, e))
		return e->kind;
	if (level)
		return err_set(
			e, ERR_CONFLICT,
			"calendar %s stays: level %s counts by it, or did",
			is.name, level);
	if (ordered)
		return err_set(e, ERR_CONFLICT,
			       "calendar %s stays: a version of it was for open"
			       " tickets",
			       is.name);
	if (calendar_store_remove(job->db, is.id, e) ||
	    audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "calendar_removed", is.oid, NULL);
	return ERR_NONE;
}

enum err_kind calendars_remove(struct job *job, const char *name, struct err *e)
{
	const struct naming n = { .name = name };

	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, remove_it, &n, NULL, e);
}
