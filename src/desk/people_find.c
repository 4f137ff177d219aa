#include "desk/people_find.h"

#include "base/rng.h"
#include "base/str.h"
#include "desk/admin.h"
#include "store/count_store.h"
#include "store/worker_store.h"

enum err_kind people_find(struct job *job, const char *who, struct person *out,
			  struct err *e)
{
	bool address = strchr(who, '@') != NULL;

	if (!address)
		return person_store_find_oid(job->db, job->arena, who, out, e);
	if (person_store_find_email(job->db, job->arena, who, out, e) ==
	    ERR_NOT_FOUND)
		return err_set(e, ERR_NOT_FOUND, "nobody has the address %s",
			       who);
	return e->kind;
}

enum err_kind people_find_theirs(struct job *job, const char *who,
				 struct person *out, struct err *e)
{
	if (people_find(job, who, out, e))
		return e->kind;
	if (admin_trusted(job) || access_manage(job->viewer, out->roles))
		return ERR_NONE;
	return err_set(e, ERR_DENIED, "not theirs to change");
}

enum err_kind people_find_department(struct job *job, const char *which,
				     struct department *out, struct err *e)
{
	struct err local = { 0 };

	if (rng_oid_valid(which) &&
	    department_store_find_oid(job->db, job->arena, which, out,
				      &local) == ERR_NONE)
		return ERR_NONE;
	if (department_store_find_name(job->db, job->arena, which, out, e) ==
	    ERR_NOT_FOUND)
		return err_set(e, ERR_NOT_FOUND,
			       "there is no department \"%s\"", which);
	return e->kind;
}

enum err_kind people_join(struct job *job, const struct department *d,
			  const struct person *p, struct err *e)
{
	if (d->archived != INSTANT_NONE)
		return err_set(
			e, ERR_INVALID,
			"department: %s is archived and takes nobody new;"
			" bring it back first",
			d->name);
	if (!(p->roles & ROLES_STAFF))
		return err_set(e, ERR_INVALID,
			       "department: %s has no role of staff, and staff"
			       " alone work in one",
			       p->name);
	return department_store_add_member(job->db, d->id, p->id, e);
}

enum err_kind people_may_grant(const struct job *job, const struct person *p,
			       unsigned roles, struct err *e)
{
	if (admin_trusted(job) ||
	    access_grant(job->viewer, p->id, p->roles, roles))
		return ERR_NONE;
	return err_set(e, ERR_DENIED, "not theirs to give");
}

enum err_kind people_keep_owner(struct job *job, const struct person *p,
				struct err *e)
{
	int64_t others;

	if (!(p->roles & ROLE_OWNER) || p->disabled != INSTANT_NONE)
		return ERR_NONE;
	if (person_store_lock_owners(job->db, job->arena, p->id, &others, e))
		return e->kind;
	if (others > 0)
		return ERR_NONE;
	return err_set(e, ERR_CONFLICT,
		       "role: the desk needs an owner; make somebody else"
		       " one first");
}

static enum err_kind find_heir(struct job *job, const struct person *p,
			       const char *to, struct person *out,
			       struct err *e)
{
	if (person_store_find_oid(job->db, job->arena, to, out, e) ==
	    ERR_NOT_FOUND)
		return err_set(e, ERR_INVALID,
			       "to: there is nobody of that name here");
	if (e->kind)
		return e->kind;
	if (out->id.n == p->id.n)
		return err_set(e, ERR_INVALID, "to: choose somebody else");
	if (out->disabled != INSTANT_NONE)
		return err_set(e, ERR_INVALID,
			       "to: %s is disabled; choose somebody else",
			       out->name);
	if (!(out->roles & ROLES_ANSWER))
		return err_set(
			e, ERR_INVALID,
			"to: %s answers no tickets; choose somebody else",
			out->name);
	return ERR_NONE;
}

enum err_kind people_heir(struct job *job, const struct person *p,
			  const char *to, struct err *e)
{
	struct person heir;
	int64_t open;
	bool works;

	if (str_empty(to))
		return ERR_NONE;
	if (find_heir(job, p, to, &heir, e) ||
	    (db_in_transaction(job->db) &&
	     person_store_lock(job->db, job->arena, heir.id, e)) ||
	    count_store_one(job->db, job->arena, COUNT_PERSON_OPEN, p->id.n,
			    &open, e) ||
	    worker_store_works_for(job->db, job->arena, heir.id, p->id, &works,
				   e))
		return e->kind;
	if (works || open == 0)
		return ERR_NONE;
	return err_set(e, ERR_INVALID,
		       "to: %s works in none of the departments of these"
		       " tickets; choose somebody else, or nobody",
		       heir.name);
}

enum err_kind people_heir_of_rest(struct job *job, const struct person *p,
				  const char *to, struct err *e)
{
	struct person heir;

	return str_empty(to) ? ERR_NONE : find_heir(job, p, to, &heir, e);
}
