#include "desk/departments.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "desk/people.h"
#include "desk/people_find.h"
#include "store/count_store.h"

static enum err_kind taken(const char *name, struct err *e)
{
	err_clear(e);
	return err_set(e, ERR_CONFLICT,
		       "name: there is a department \"%s\" already", name);
}

/* ---- Adding and changing ------------------------------------------------- */

static enum err_kind add(struct admin *ad, const void *args, struct err *e)
{
	const struct departments_draft *in = args;
	struct job *job = ad->job;
	struct department d = { .name = admin_trimmed(job, in->name),
				.open_to_all = in->open_to_all };

	if (department_store_add(job->db, job->arena, &d, job->by.now, e) ==
	    ERR_CONFLICT)
		return taken(in->name, e);
	if (e->kind)
		return e->kind;
	if (audit_made(job, AUDIT_DEPARTMENT, d.oid, e))
		return e->kind;
	admin_note(ad, "department_added", d.oid, NULL);
	return ERR_NONE;
}

enum err_kind departments_add(struct job *job,
			      const struct departments_draft *d,
			      const char **oid, struct err *e)
{
	if (admin_may(job, e) ||
	    admin_line("name", d->name, LIMIT_NAME, true, e))
		return e->kind;
	return admin_run(job, add, d, oid, e);
}

enum err_kind people_add_department(struct job *job, const char *name,
				    bool open_to_all, const char **oid,
				    struct err *e)
{
	const struct departments_draft d = { .name = name,
					     .open_to_all = open_to_all };

	return departments_add(job, &d, oid, e);
}

/* Without one to choose customers could ask for nothing. */
static enum err_kind keep_open(struct job *job, const struct department *d,
			       struct err *e)
{
	int64_t rules, others;

	if (!d->open_to_all || d->archived != INSTANT_NONE)
		return ERR_NONE;
	if (department_store_ties(job->db, job->arena, d->id, &rules, &others,
				  e))
		return e->kind;
	if (others > 0)
		return ERR_NONE;
	return err_set(e, ERR_INVALID,
		       "open: customers could choose no other department; let"
		       " them choose another one first");
}

struct change {
	const char *which;
	const struct departments_draft *to;
};

/* All are locked first: of two that are closed at once one stays open. */
static enum err_kind change(struct admin *ad, const void *args, struct err *e)
{
	const struct change *in = args;
	struct job *job = ad->job;
	struct department old, d;
	struct audit_look was;

	if (department_store_lock_all(job->db, job->arena, e) ||
	    people_find_department(job, in->which, &d, e) ||
	    admin_seen(in->to->seen, d.version, e) ||
	    audit_look(job, AUDIT_DEPARTMENT, d.oid, &was, e))
		return e->kind;
	if (!in->to->open_to_all && keep_open(job, &d, e))
		return e->kind;
	old = d;
	d.name = admin_trimmed(job, in->to->name);
	d.open_to_all = in->to->open_to_all;
	if (department_store_change(job->db, &d, e) == ERR_CONFLICT)
		return taken(in->to->name, e);
	if (e->kind || audit_keep(job, &was, e))
		return e->kind;
	admin_note(
		ad, "department_changed", d.oid,
		arena_printf(job->arena, "%s%s",
			     str_eq(old.name, d.name) ? "" : "name ",
			     old.open_to_all == d.open_to_all ? "" : "open"));
	return ERR_NONE;
}

enum err_kind departments_change(struct job *job, const char *which,
				 const struct departments_draft *d,
				 struct err *e)
{
	const struct change in = { which, d };

	if (admin_may(job, e) ||
	    admin_line("name", d->name, LIMIT_NAME, true, e))
		return e->kind;
	return admin_run(job, change, &in, NULL, e);
}

/* ---- Members ------------------------------------------------------------- */

static bool is_listed(const struct departments_members *d, const char *oid)
{
	for (size_t i = 0; i < d->nmembers; i++)
		if (str_eq(d->members[i], oid))
			return true;
	return false;
}

/* Who is in it already stays so, whatever became of them or of it. */
static enum err_kind set_one(struct job *job, const struct department *d,
			     const struct person *p, bool member, struct err *e)
{
	bool in;

	if (!member)
		return department_store_remove_member(job->db, d->id, p->id, e);
	if (department_store_members_among(job->db, job->arena, d->id, &p->id.n,
					   1, &in, e))
		return e->kind;
	return in ? ERR_NONE : people_join(job, d, p, e);
}

static enum err_kind set_members(struct job *job,
				 const struct department *department,
				 const struct departments_members *d,
				 struct err *e)
{
	struct person p;

	for (size_t i = 0; i < d->namong; i++) {
		if (people_find(job, d->among[i], &p, e) ||
		    set_one(job, department, &p, is_listed(d, d->among[i]), e))
			return e->kind;
	}
	return ERR_NONE;
}

struct memberships {
	const char *which;
	const struct departments_members *to;
};

static enum err_kind change_members(struct admin *ad, const void *args,
				    struct err *e)
{
	const struct memberships *in = args;
	struct job *job = ad->job;
	struct audit_look was;
	struct department d;

	if (people_find_department(job, in->which, &d, e) ||
	    audit_look(job, AUDIT_DEPARTMENT, d.oid, &was, e) ||
	    set_members(job, &d, in->to, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "department_changed", d.oid, "members");
	return ERR_NONE;
}

enum err_kind departments_set_members(struct job *job, const char *which,
				      const struct departments_members *m,
				      struct err *e)
{
	const struct memberships in = { which, m };

	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, change_members, &in, NULL, e);
}

struct membership {
	const char *department, *who;
	bool member;
};

static enum err_kind set_member(struct admin *ad, const void *args,
				struct err *e)
{
	const struct membership *in = args;
	struct job *job = ad->job;
	struct audit_look was;
	struct department d;
	struct person p;

	if (people_find_department(job, in->department, &d, e) ||
	    people_find(job, in->who, &p, e) ||
	    audit_look(job, AUDIT_DEPARTMENT, d.oid, &was, e) ||
	    set_one(job, &d, &p, in->member, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, in->member ? "member_added" : "member_removed", d.oid,
		   p.oid);
	return ERR_NONE;
}

enum err_kind people_set_member(struct job *job, const char *department,
				const char *who, bool member, struct err *e)
{
	const struct membership in = { department, who, member };

	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, set_member, &in, NULL, e);
}

/* ---- Its end ------------------------------------------------------------- */

enum err_kind departments_ties(struct job *job, const char *which,
			       struct departments_ties *out, struct err *e)
{
	struct department d;
	int64_t others;

	*out = (struct departments_ties){ 0 };
	if (admin_may(job, e) || people_find_department(job, which, &d, e) ||
	    department_store_ties(job->db, job->arena, d.id, &out->rules,
				  &others, e) ||
	    count_store_one(job->db, job->arena, COUNT_DEPARTMENT_OPEN, d.id.n,
			    &out->open_tickets, e))
		return e->kind;
	out->last_open = d.open_to_all && others == 0;
	return ERR_NONE;
}

/* What is to be done first. */
static const char *tied(const struct departments_ties *t)
{
	if (t->open_tickets)
		return "it has open tickets: transfer or resolve them first";
	if (t->rules)
		return "SLA rules look at it: they would promise nothing any"
		       " more";
	return "customers could choose no other department: let them choose"
	       " another one first";
}

/* Locked before anything is read: what is counted then can only get less. */
static enum err_kind archive(struct admin *ad, const void *args, struct err *e)
{
	struct job *job = ad->job;
	struct departments_ties ties;
	struct audit_look was;
	struct department d;

	if (department_store_lock_all(job->db, job->arena, e) ||
	    people_find_department(job, args, &d, e) ||
	    audit_look(job, AUDIT_DEPARTMENT, d.oid, &was, e) ||
	    departments_ties(job, d.oid, &ties, e))
		return e->kind;
	if (ties.open_tickets || ties.rules || ties.last_open)
		return err_set(e, ERR_CONFLICT, "%s", tied(&ties));
	d.archived = job->by.now;
	if (department_store_change(job->db, &d, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "department_archived", d.oid, NULL);
	return ERR_NONE;
}

static enum err_kind revive(struct admin *ad, const void *args, struct err *e)
{
	struct job *job = ad->job;
	struct audit_look was;
	struct department d;

	if (people_find_department(job, args, &d, e) ||
	    audit_look(job, AUDIT_DEPARTMENT, d.oid, &was, e))
		return e->kind;
	d.archived = INSTANT_NONE;
	if (department_store_change(job->db, &d, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "department_revived", d.oid, NULL);
	return ERR_NONE;
}

enum err_kind departments_archive(struct job *job, const char *which,
				  bool archived, struct err *e)
{
	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, archived ? archive : revive, which, NULL, e);
}
