/* The next version of business hours, or new ones. */
#include "desk/apply.h"

#include "base/limits.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "desk/calendar_diff.h"

struct saving {
	const struct apply_calendar *in;
	struct calendar_draft draft; /* its name as it will be stored */
	struct apply_stored *out;
};

/* ---- What it may say ----------------------------------------------------- */

static enum err_kind check_names(const char *what, const char *const *names,
				 size_t n, struct err *e)
{
	for (size_t i = 0; names && i < n; i++)
		if (admin_line("name", names[i], LIMIT_NAME, false, e))
			return err_wrap(e, "%s: closure %zu", what, i + 1);
	return ERR_NONE;
}

static enum err_kind check(const struct calendar_draft *d, struct err *e)
{
	if (admin_line("name", d->name, LIMIT_NAME, true, e) ||
	    check_names("closures", d->closure_names, d->spec.nclosures, e) ||
	    check_names("recurring", d->rule_names, d->nrules, e))
		return e->kind;
	return ERR_NONE;
}

/* ---- New ones ------------------------------------------------------------ */

static enum err_kind new_calendar(struct admin *ad, const struct saving *s,
				  struct err *e)
{
	struct job *job = ad->job;
	struct calendar_name name;
	int64_t id;

	if (s->in->seen)
		return err_set(e, ERR_CONFLICT,
			       "there is no such calendar yet");
	if (calendar_store_add(job->db, job->arena, &s->draft, job->by.person,
			       job->by.now, &id, e) ||
	    calendar_store_find(job->db, job->arena, s->draft.name, &name, e))
		return e->kind;
	if (audit_made(job, AUDIT_CALENDAR, name.oid, e))
		return e->kind;
	s->out->number = 1;
	admin_note(ad, "calendar_added", name.oid, NULL);
	return ERR_NONE;
}

/* ---- The next version ---------------------------------------------------- */

/* Does it say what the newest version says, for the same years? */
static enum err_kind is_same(struct job *job, const struct saving *s,
			     const struct calendar_stored *is, bool *same,
			     struct err *e)
{
	struct calendar_changes differences;
	struct calendar_stored next;

	if (calendar_store_make(job->arena, &s->draft, job->by.now, &next, e))
		return e->kind;
	calendar_diff(job->arena, is, &next, &differences);
	*same = differences.n == 0;
	return ERR_NONE;
}

enum err_kind apply_calendar_was_ordered(struct job *job, int64_t calendar,
					 int64_t version, bool *out,
					 struct err *e)
{
	struct applied_changes all;

	*out = false;
	if (applied_store_between(job->db, job->arena, 0, INT64_MAX, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		*out = *out ||
		       (all.v[i].calendar == calendar &&
			(version == 0 || all.v[i].calendar_version == version));
	return ERR_NONE;
}

/* What says the same is no version; it may be for open tickets from now on. */
static enum err_kind same_calendar(struct admin *ad, const struct saving *s,
				   const struct calendar_name *name,
				   const struct calendar_stored *is,
				   struct err *e)
{
	struct audit_look was;
	bool ordered = false;

	s->out->number = is->number;
	s->out->same = true;
	if (!s->in->open || is->number == 1)
		return ERR_NONE;
	if (apply_calendar_was_ordered(ad->job, name->id, is->version, &ordered,
				       e) ||
	    (!ordered &&
	     apply_calendar_order(ad->job, name->id, &s->out->change, e)))
		return e->kind;
	if (ordered)
		return ERR_NONE;
	if (audit_look(ad->job, AUDIT_CALENDAR, name->oid, &was, e) ||
	    audit_keep_did(ad->job, &was, "applied", e))
		return e->kind;
	admin_note(ad, "calendar_applied", name->oid, "open");
	return ERR_NONE;
}

static enum err_kind next_calendar(struct admin *ad, const struct saving *s,
				   const struct calendar_name *name,
				   struct err *e)
{
	struct job *job = ad->job;
	struct calendar_stored is;
	struct audit_look was;
	bool same = false;

	if (calendar_store_load(job->db, job->arena, name->id, &is, e) ||
	    admin_seen(s->in->seen, is.number, e) ||
	    is_same(job, s, &is, &same, e))
		return e->kind;
	if (same)
		return same_calendar(ad, s, name, &is, e);
	if (audit_look(job, AUDIT_CALENDAR, name->oid, &was, e) ||
	    calendar_store_revise(job->db, job->arena, name->id, &s->draft,
				  job->by.person, job->by.now, e))
		return e->kind;
	s->out->number = is.number + 1;
	if (!s->in->force && apply_calendar_check(job, name->id, e))
		return e->kind;
	if (s->in->open &&
	    apply_calendar_order(job, name->id, &s->out->change, e))
		return e->kind;
	if (audit_keep_did(job, &was, s->in->open ? "applied" : NULL, e))
		return e->kind;
	admin_note(ad, "calendar_changed", name->oid,
		   s->in->open ? "open" : "new");
	return ERR_NONE;
}

/* ---- The verb ------------------------------------------------------------ */

static enum err_kind save(struct admin *ad, const void *args, struct err *e)
{
	const struct saving *s = args;
	struct job *job = ad->job;
	struct calendar_name name;
	enum err_kind kind = calendar_store_hold(job->db, job->arena,
						 s->draft.name, &name, e);

	if (kind && kind != ERR_NOT_FOUND)
		return kind;
	if (kind == ERR_NONE && s->in->fresh)
		return err_set(e, ERR_CONFLICT,
			       "name: another calendar is called \"%s\"",
			       name.name);
	if (kind == ERR_NONE)
		return next_calendar(ad, s, &name, e);
	err_clear(e);
	return new_calendar(ad, s, e);
}

enum err_kind desk_apply_calendar(struct job *job,
				  const struct apply_calendar *in,
				  struct apply_stored *out, struct err *e)
{
	struct saving s = { .in = in, .draft = *in->draft, .out = out };

	*out = (struct apply_stored){ 0 };
	if (admin_may(job, e) || check(in->draft, e))
		return e->kind;
	s.draft.name = admin_trimmed(job, in->draft->name);
	s.draft.force = in->force;
	return admin_run(job, save, &s, NULL, e);
}
