#include "desk/people.h"

#include "base/limits.h"
#include "base/password.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "desk/people_find.h"
#include "store/company_store.h"
#include "store/invitation_store.h"
#include "store/session_store.h"

/* ---- What may be stored -------------------------------------------------- */

enum err_kind people_check_email(const char *email, struct err *e)
{
	const char *at = email ? strchr(email, '@') : NULL;

	if (!at || at == email || !at[1] || strchr(at + 1, '@'))
		return err_set(e, ERR_INVALID,
			       "email: write it as name@example.com");
	if (admin_line("email", email, LIMIT_EMAIL, true, e))
		return e->kind;
	if (strpbrk(email, " <>()[],;:\\\""))
		return err_set(e, ERR_INVALID,
			       "email: a character in it is not allowed");
	return ERR_NONE;
}

static enum err_kind check_roles(unsigned roles, struct err *e)
{
	if (!roles || roles & ~(unsigned)(ROLE_CUSTOMER | ROLES_STAFF))
		return err_set(e, ERR_INVALID, "role: choose at least one");
	return ERR_NONE;
}

static enum err_kind check_zone(const char *name, struct err *e)
{
	const struct zone *z;

	if (zone_find(name, &z, e))
		return err_wrap(e, "zone");
	return ERR_NONE;
}

static enum err_kind check_draft(const struct people_draft *d, struct err *e)
{
	if (admin_line("name", d->name, LIMIT_NAME, true, e) ||
	    people_check_email(d->email, e) || check_roles(d->roles, e) ||
	    check_zone(d->zone ? d->zone : "UTC", e) ||
	    admin_text("note", d->note, LIMIT_NOTE, e))
		return e->kind;
	if (d->password)
		return password_check(d->password, d->name, d->email, e);
	return ERR_NONE;
}

static enum err_kind taken(const char *email, struct err *e)
{
	err_clear(e);
	return err_set(e, ERR_CONFLICT, "email: %s belongs to somebody already",
		       email);
}

/* ---- Companies and departments ------------------------------------------- */

static enum err_kind find_company(struct job *job, const char *oid,
				  company_id *out, struct err *e)
{
	struct company c;

	out->n = 0;
	if (str_empty(oid))
		return ERR_NONE;
	if (company_store_find_oid(job->db, job->arena, oid, &c, e) ==
	    ERR_NOT_FOUND)
		return err_set(e, ERR_INVALID,
			       "company: there is no such company");
	*out = c.id;
	return e->kind;
}

static enum err_kind join(struct job *job, const char *which,
			  const struct person *person, struct err *e)
{
	struct department d;

	if (people_find_department(job, which, &d, e))
		return err_wrap(e, "department");
	return people_join(job, &d, person, e);
}

static bool is_listed(const struct people_change *c, const char *oid)
{
	for (size_t i = 0; i < c->ndepartments; i++)
		if (str_eq(c->departments[i], oid))
			return true;
	return false;
}

static bool is_member(const struct departments *all, const char *oid)
{
	for (size_t i = 0; i < all->n; i++)
		if (str_eq(all->v[i].oid, oid))
			return true;
	return false;
}

/* These and no others; who is no staff any more has none to keep. */
static enum err_kind set_departments(struct job *job,
				     const struct person *person,
				     const struct people_change *c,
				     struct err *e)
{
	bool staff = person->roles & ROLES_STAFF;
	struct departments old;

	if (!c->set_departments && staff)
		return ERR_NONE;
	if (department_store_list_of(job->db, job->arena, person->id, &old, e))
		return e->kind;
	for (size_t i = 0; i < old.n; i++)
		if ((!staff || !is_listed(c, old.v[i].oid)) &&
		    department_store_remove_member(job->db, old.v[i].id,
						   person->id, e))
			return e->kind;
	for (size_t i = 0; i < c->ndepartments; i++)
		if ((!staff || !is_member(&old, c->departments[i])) &&
		    join(job, c->departments[i], person, e))
			return e->kind;
	return ERR_NONE;
}

/* ---- Adding -------------------------------------------------------------- */

/* Who helps customers may add one, with no rights but a customer's. */
static enum err_kind may_add(const struct job *job,
			     const struct people_draft *d, struct err *e)
{
	const struct viewer *v = job->viewer;
	bool plain = d->roles == ROLE_CUSTOMER && d->ndepartments == 0 &&
		     !d->password;

	if (admin_trusted(job) || access_manage(v, d->roles))
		return ERR_NONE;
	if (access_look_up(v) && plain && str_empty(d->company) &&
	    !d->sees_company && str_empty(d->note))
		return ERR_NONE;
	return err_set(e, ERR_DENIED, "not theirs to add");
}

struct addition {
	const struct people_draft *draft;
	const char *password_hash;
};

static enum err_kind add(struct admin *ad, const void *args, struct err *e)
{
	const struct addition *in = args;
	const struct people_draft *d = in->draft;
	struct job *job = ad->job;
	struct person p = { .name = admin_trimmed(job, d->name),
			    .email = d->email,
			    .password_hash = in->password_hash,
			    .zone = d->zone ? d->zone : "UTC",
			    .roles = d->roles,
			    .note = d->note ? d->note : "" };

	if (find_company(job, d->company, &p.company, e))
		return e->kind;
	p.sees_company = d->sees_company && p.company.n;
	if (person_store_add(job->db, job->arena, &p, job->by.now, e) ==
	    ERR_CONFLICT)
		return taken(d->email, e);
	for (size_t i = 0; !e->kind && i < d->ndepartments; i++)
		(void)join(job, d->departments[i], &p, e);
	if (e->kind || audit_made(job, AUDIT_PERSON, p.oid, e))
		return e->kind;
	admin_note(ad, "person_added", p.oid, NULL);
	return ERR_NONE;
}

enum err_kind people_add(struct job *job, const struct people_draft *d,
			 const char **oid, struct err *e)
{
	char hash[PASSWORD_HASH];
	struct addition in = { .draft = d };

	if (check_draft(d, e) || may_add(job, d, e))
		return e->kind;
	if (d->password) {
		if (password_hash(d->password, hash, e))
			return e->kind;
		in.password_hash = hash;
	}
	return admin_run(job, add, &in, oid, e);
}

/* ---- Changing ------------------------------------------------------------ */

struct change {
	const char *who;
	const struct people_change *to;
};

static enum err_kind check_change(const struct people_change *c, struct err *e)
{
	if (c->name && admin_line("name", c->name, LIMIT_NAME, true, e))
		return e->kind;
	if (c->email && people_check_email(c->email, e))
		return e->kind;
	if (c->zone && check_zone(c->zone, e))
		return e->kind;
	if (c->roles && check_roles(c->roles, e))
		return e->kind;
	return admin_text("note", c->note, LIMIT_NOTE, e);
}

/* What is to stand in their row. */
static enum err_kind fill(struct job *job, const struct people_change *c,
			  struct person *p, struct err *e)
{
	if (c->name)
		p->name = admin_trimmed(job, c->name);
	if (c->email)
		p->email = c->email;
	if (c->zone)
		p->zone = c->zone;
	if (c->roles)
		p->roles = c->roles;
	if (c->note)
		p->note = c->note;
	if (c->company && find_company(job, c->company, &p->company, e))
		return e->kind;
	if (c->set_sees_company)
		p->sees_company = c->sees_company;
	p->sees_company = p->sees_company && p->company.n;
	return ERR_NONE;
}

/* Which of it is new: for the log, without the words themselves. */
static const char *difference(struct job *job, const struct person *old,
			      const struct person *p)
{
	const struct {
		const char *name;
		bool same;
	} of[] = {
		{ "name", str_eq(old->name, p->name) },
		{ "email", str_eq(old->email, p->email) },
		{ "zone", str_eq(old->zone, p->zone) },
		{ "roles", old->roles == p->roles },
		{ "company", old->company.n == p->company.n },
		{ "sees_company", old->sees_company == p->sees_company },
		{ "note", str_eq(old->note, p->note) },
	};
	const char *text = "";

	for (size_t i = 0; i < COUNT_OF(of); i++)
		if (!of[i].same)
			text = arena_printf(job->arena, "%s%s%s", text,
					    *text ? " " : "", of[i].name);
	return text;
}

/* What goes with a new address and new roles. */
static enum err_kind follow(struct job *job, const struct person *old,
			    const struct person *p, struct err *e)
{
	if (!str_eq(old->email, p->email) &&
	    invitation_store_void(job->db, p->id, job->by.now, e))
		return e->kind;
	if (old->roles != p->roles && session_store_end_all(job->db, p->id, e))
		return e->kind;
	return ERR_NONE;
}

static enum err_kind change(struct admin *ad, const void *args, struct err *e)
{
	const struct change *in = args;
	const struct people_change *c = in->to;
	struct job *job = ad->job;
	struct person old, p;
	struct audit_look was;

	if (people_find_theirs(job, in->who, &p, e) ||
	    admin_seen(c->seen, p.version, e) ||
	    audit_look(job, AUDIT_PERSON, p.oid, &was, e))
		return e->kind;
	old = p;
	if (fill(job, c, &p, e) ||
	    (p.roles != old.roles && people_may_grant(job, &old, p.roles, e)))
		return e->kind;
	if (!(p.roles & ROLE_OWNER) && people_keep_owner(job, &old, e))
		return e->kind;
	if (person_store_change(job->db, job->arena, &p, e) == ERR_CONFLICT)
		return taken(c->email, e);
	if (e->kind || follow(job, &old, &p, e))
		return e->kind;
	if (set_departments(job, &p, c, e) || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "person_changed", p.oid, difference(job, &old, &p));
	return ERR_NONE;
}

enum err_kind people_change(struct job *job, const char *who,
			    const struct people_change *c, struct err *e)
{
	const struct change in = { who, c };

	if (check_change(c, e))
		return e->kind;
	return admin_run(job, change, &in, NULL, e);
}

enum err_kind people_set_roles(struct job *job, const char *who, unsigned roles,
			       struct err *e)
{
	const struct people_change c = { .roles = roles };

	if (check_roles(roles, e))
		return e->kind;
	return people_change(job, who, &c, e);
}
