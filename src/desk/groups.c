#include "desk/groups.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "desk/people_find.h"
#include "store/company_store.h"
#include "store/group_store.h"
#include "store/rule_store.h"
#include "store/person_store.h"
#include "store/turn_store.h"

static enum err_kind check(const struct groups_draft *d, struct err *e)
{
	if (admin_line("name", d->name, LIMIT_NAME, true, e))
		return e->kind;
	if (!colour_name(d->colour))
		return err_set(e, ERR_INVALID,
			       "colour: there is no such colour");
	return ERR_NONE;
}

static enum err_kind taken(const char *name, struct err *e)
{
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "name: there is a group \"%s\" already",
		       name);
}

/* ---- Adding and changing ------------------------------------------------- */

/* All are locked first: of two that are added at once both count. */
static enum err_kind add(struct admin *ad, const void *args, struct err *e)
{
	const struct groups_draft *d = args;
	struct job *job = ad->job;
	struct customer_group g = { .name = admin_trimmed(job, d->name),
				    .colour = d->colour };
	size_t n;

	if (group_store_lock_all(job->db, job->arena, &n, e))
		return e->kind;
	if (n >= LIMIT_GROUPS)
		return err_set(e, ERR_INVALID,
			       "name: a desk has at most %d groups",
			       LIMIT_GROUPS);
	if (group_store_add(job->db, job->arena, &g, job->by.now, e) ==
	    ERR_CONFLICT)
		return taken(g.name, e);
	if (e->kind || audit_made(job, AUDIT_GROUP, g.oid, e))
		return e->kind;
	admin_note(ad, "group_added", g.oid, NULL);
	return ERR_NONE;
}

enum err_kind groups_add(struct job *job, const struct groups_draft *d,
			 const char **oid, struct err *e)
{
	if (admin_may(job, e) || check(d, e))
		return e->kind;
	return admin_run(job, add, d, oid, e);
}

struct change {
	const char *oid;
	const struct groups_draft *to;
};

static enum err_kind change(struct admin *ad, const void *args, struct err *e)
{
	const struct change *in = args;
	struct job *job = ad->job;
	struct customer_group old, g;
	struct audit_look was;

	if (group_store_lock(job->db, job->arena, in->oid, &g, e) ||
	    admin_seen(in->to->seen, g.version, e) ||
	    audit_look(job, AUDIT_GROUP, g.oid, &was, e))
		return e->kind;
	old = g;
	g.name = admin_trimmed(job, in->to->name);
	g.colour = in->to->colour;
	if (group_store_change(job->db, &g, e) == ERR_CONFLICT)
		return taken(g.name, e);
	if (e->kind || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "group_changed", g.oid,
		   arena_printf(job->arena, "%s%s",
				str_eq(old.name, g.name) ? "" : "name ",
				old.colour == g.colour ? "" : "colour"));
	return ERR_NONE;
}

enum err_kind groups_change(struct job *job, const char *oid,
			    const struct groups_draft *d, struct err *e)
{
	const struct change in = { oid, d };

	if (admin_may(job, e) || check(d, e))
		return e->kind;
	return admin_run(job, change, &in, NULL, e);
}

/* ---- Its end ------------------------------------------------------------- */

static enum err_kind set_archived(struct admin *ad, const char *oid,
				  bool archived, struct err *e)
{
	struct job *job = ad->job;
	struct customer_group g;
	struct audit_look was;

	if (group_store_lock(job->db, job->arena, oid, &g, e) ||
	    audit_look(job, AUDIT_GROUP, g.oid, &was, e))
		return e->kind;
	if (!archived)
		g.archived = INSTANT_NONE;
	else if (g.archived == INSTANT_NONE)
		g.archived = job->by.now;
	if (group_store_change(job->db, &g, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, archived ? "group_archived" : "group_revived", g.oid,
		   NULL);
	return ERR_NONE;
}

static enum err_kind archive(struct admin *ad, const void *args, struct err *e)
{
	return set_archived(ad, args, true, e);
}

static enum err_kind revive(struct admin *ad, const void *args, struct err *e)
{
	return set_archived(ad, args, false, e);
}

enum err_kind groups_archive(struct job *job, const char *oid, bool archived,
			     struct err *e)
{
	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, archived ? archive : revive, oid, NULL, e);
}

static enum err_kind delete_group(struct admin *ad, const void *args,
				  struct err *e)
{
	struct job *job = ad->job;
	struct customer_group g;
	struct audit_look was;
	bool anybody;

	if (group_store_lock(job->db, job->arena, args, &g, e) ||
	    audit_look(job, AUDIT_GROUP, g.oid, &was, e) ||
	    group_store_used(job->db, job->arena, g.id, &anybody, e))
		return e->kind;
	if (anybody)
		return err_set(e, ERR_CONFLICT, "customers are in it");
	/* Rules that ask for it are to be read anew. */
	if (rule_store_begin(job->db, e) || turn_store_note(job->db, e) ||
	    group_store_delete(job->db, g.id, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "group_deleted", g.oid, NULL);
	return ERR_NONE;
}

enum err_kind groups_delete(struct job *job, const char *oid, struct err *e)
{
	if (admin_may(job, e))
		return e->kind;
	return admin_run(job, delete_group, oid, NULL, e);
}

/* ---- Who is in them ------------------------------------------------------ */

/* Somebody, or (person 0) a company. */
struct member {
	person_id person;
	company_id company;
};

struct choice {
	const char *who;
	const struct groups_chosen *to;
};

static bool is_chosen(const struct groups_chosen *c, const char *oid)
{
	for (size_t i = 0; i < c->n; i++)
		if (str_eq(c->oids[i], oid))
			return true;
	return false;
}

static bool holds(const struct customer_groups *list, const char *oid)
{
	for (size_t i = 0; i < list->n; i++)
		if (str_eq(list->v[i].oid, oid))
			return true;
	return false;
}

static enum err_kind set(struct job *job, const struct member *m, group_id g,
			 bool in, struct err *e)
{
	return m->person.n
		       ? group_store_set_person(job->db, g, m->person, in, e)
		       : group_store_set_company(job->db, g, m->company, in, e);
}

/* It stays one to choose until the transaction ends. */
static enum err_kind join(struct job *job, const struct member *m,
			  const char *oid, struct err *e)
{
	struct customer_group g;

	if (group_store_lock(job->db, job->arena, oid, &g, e) == ERR_NOT_FOUND)
		return err_set(e, ERR_INVALID, "group: there is no such group");
	if (e->kind)
		return e->kind;
	if (g.archived != INSTANT_NONE)
		return err_set(e, ERR_INVALID,
			       "group: %s is archived and takes nobody new",
			       g.name);
	return set(job, m, g.id, true, e);
}

/*
 * The one place where anybody comes into a group or leaves it. What goes by
 * groups (sla.md R12) has to look again at the open tickets of ${m} from here:
 * *changed says that there is something to look at.
 */
static enum err_kind regroup(struct job *job, const struct member *m,
			     const struct customer_groups *now,
			     const struct groups_chosen *to, bool *changed,
			     struct err *e)
{
	*changed = false;
	for (size_t i = 0; i < now->n; i++) {
		if (is_chosen(to, now->v[i].oid))
			continue;
		if (set(job, m, now->v[i].id, false, e))
			return e->kind;
		*changed = true;
	}
	for (size_t i = 0; i < to->n; i++) {
		if (holds(now, to->oids[i]))
			continue;
		if (join(job, m, to->oids[i], e))
			return e->kind;
		*changed = true;
	}
	return ERR_NONE;
}

static enum err_kind set_person(struct admin *ad, const void *args,
				struct err *e)
{
	const struct choice *in = args;
	struct job *job = ad->job;
	struct customer_groups now;
	struct member m = { 0 };
	struct audit_look was;
	struct person p;
	bool changed;

	if (people_find(job, in->who, &p, e))
		return e->kind;
	if (!(p.roles & ROLE_CUSTOMER))
		return err_set(e, ERR_NOT_FOUND, "no customer");
	if (!admin_trusted(job) && !access_manage(job->viewer, p.roles))
		return err_set(e, ERR_DENIED, "not theirs to change");
	m.person = p.id;
	if (group_store_of_person(job->db, job->arena, p.id, &now, e) ||
	    audit_look(job, AUDIT_PERSON, p.oid, &was, e) ||
	    regroup(job, &m, &now, in->to, &changed, e) ||
	    audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "person_changed", p.oid, changed ? "groups" : "");
	return ERR_NONE;
}

enum err_kind groups_set_person(struct job *job, const char *who,
				const struct groups_chosen *c, struct err *e)
{
	const struct choice in = { who, c };

	return admin_run(job, set_person, &in, NULL, e);
}

static enum err_kind set_company(struct admin *ad, const void *args,
				 struct err *e)
{
	const struct choice *in = args;
	struct job *job = ad->job;
	struct customer_groups now;
	struct member m = { 0 };
	struct audit_look was;
	struct company c;
	bool changed;

	if (company_store_find_oid(job->db, job->arena, in->who, &c, e))
		return e->kind;
	m.company = c.id;
	if (group_store_of_company(job->db, job->arena, c.id, &now, e) ||
	    audit_look(job, AUDIT_COMPANY, c.oid, &was, e) ||
	    regroup(job, &m, &now, in->to, &changed, e) ||
	    audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "company_changed", c.oid, changed ? "groups" : "");
	return ERR_NONE;
}

enum err_kind groups_set_company(struct job *job, const char *oid,
				 const struct groups_chosen *c, struct err *e)
{
	const struct choice in = { oid, c };

	if (!admin_trusted(job) && !access_customers(job->viewer))
		return err_set(e, ERR_DENIED, "not theirs to change");
	return admin_run(job, set_company, &in, NULL, e);
}
