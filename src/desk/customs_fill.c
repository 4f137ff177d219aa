#include "desk/customs_fill.h"

#include "desk/admin.h"
#include "desk/audit.h"
#include "desk/custom.h"
#include "desk/people_find.h"
#include "store/company_store.h"
#include "store/person_store.h"

struct filling {
	const char *who;
	const struct desk_fields *fields;
};

static enum err_kind fill_person(struct admin *ad, const void *args,
				 struct err *e)
{
	const struct filling *in = args;
	struct custom_whom whom = { .of = CUSTOM_OF_CUSTOMER };
	struct job *job = ad->job;
	struct audit_look was;
	struct person p;
	bool changed;

	if (people_find(job, in->who, &p, e))
		return e->kind;
	if (!(p.roles & ROLE_CUSTOMER))
		return err_set(e, ERR_NOT_FOUND, "no customer");
	if (!admin_trusted(job) && !access_manage(job->viewer, p.roles))
		return err_set(e, ERR_DENIED, "not theirs to change");
	whom.id = p.id.n;
	if (audit_look(job, AUDIT_PERSON, p.oid, &was, e) ||
	    custom_change_stored(job, &whom, in->fields, &changed, e) ||
	    audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "person_changed", p.oid, changed ? "fields" : "");
	return ERR_NONE;
}

enum err_kind customs_fill_person(struct job *job, const char *who,
				  const struct desk_fields *fields,
				  struct err *e)
{
	const struct filling in = { who, fields };

	return admin_run(job, fill_person, &in, NULL, e);
}

static enum err_kind fill_company(struct admin *ad, const void *args,
				  struct err *e)
{
	const struct filling *in = args;
	struct custom_whom whom = { .of = CUSTOM_OF_COMPANY };
	struct job *job = ad->job;
	struct audit_look was;
	struct company c;
	bool changed;

	if (company_store_find_oid(job->db, job->arena, in->who, &c, e))
		return e->kind;
	whom.id = c.id.n;
	if (audit_look(job, AUDIT_COMPANY, c.oid, &was, e) ||
	    custom_change_stored(job, &whom, in->fields, &changed, e) ||
	    audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "company_changed", c.oid, changed ? "fields" : "");
	return ERR_NONE;
}

enum err_kind customs_fill_company(struct job *job, const char *oid,
				   const struct desk_fields *fields,
				   struct err *e)
{
	const struct filling in = { oid, fields };

	if (!admin_trusted(job) && !access_customers(job->viewer))
		return err_set(e, ERR_DENIED, "not theirs to change");
	return admin_run(job, fill_company, &in, NULL, e);
}
