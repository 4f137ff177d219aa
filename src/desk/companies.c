#include "desk/companies.h"

#include "base/limits.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "store/company_store.h"

static enum err_kind may(const struct job *job, struct err *e)
{
	if (admin_trusted(job) || access_customers(job->viewer))
		return ERR_NONE;
	return err_set(e, ERR_DENIED, "not theirs to change");
}

static enum err_kind check(const struct companies_draft *d, struct err *e)
{
	if (admin_line("name", d->name, LIMIT_NAME, true, e))
		return e->kind;
	return admin_text("note", d->note, LIMIT_NOTE, e);
}

/* What is to stand in its row. */
static void fill(struct job *job, const struct companies_draft *d,
		 struct company *c)
{
	c->name = admin_trimmed(job, d->name);
	c->note = d->note ? d->note : "";
}

static enum err_kind taken(const char *name, struct err *e)
{
	err_clear(e);
	return err_set(e, ERR_CONFLICT,
		       "name: there is a company \"%s\" already", name);
}

static enum err_kind add(struct admin *ad, const void *args, struct err *e)
{
	struct job *job = ad->job;
	struct company c = { 0 };

	fill(job, args, &c);
	if (company_store_add(job->db, job->arena, &c, job->by.now, e) ==
	    ERR_CONFLICT)
		return taken(c.name, e);
	if (e->kind || audit_made(job, AUDIT_COMPANY, c.oid, e))
		return e->kind;
	admin_note(ad, "company_added", c.oid, NULL);
	return ERR_NONE;
}

enum err_kind companies_add(struct job *job, const struct companies_draft *d,
			    const char **oid, struct err *e)
{
	if (may(job, e) || check(d, e))
		return e->kind;
	return admin_run(job, add, d, oid, e);
}

struct change {
	const char *oid;
	const struct companies_draft *to;
};

static enum err_kind change(struct admin *ad, const void *args, struct err *e)
{
	const struct change *in = args;
	struct job *job = ad->job;
	struct audit_look was;
	struct company c;

	if (company_store_find_oid(job->db, job->arena, in->oid, &c, e) ||
	    admin_seen(in->to->seen, c.version, e) ||
	    audit_look(job, AUDIT_COMPANY, c.oid, &was, e))
		return e->kind;
	fill(job, in->to, &c);
	if (company_store_change(job->db, &c, e) == ERR_CONFLICT)
		return taken(c.name, e);
	if (e->kind || audit_keep(job, &was, e))
		return e->kind;
	admin_note(ad, "company_changed", c.oid, NULL);
	return ERR_NONE;
}

enum err_kind companies_change(struct job *job, const char *oid,
			       const struct companies_draft *d, struct err *e)
{
	const struct change in = { oid, d };

	if (may(job, e) || check(d, e))
		return e->kind;
	return admin_run(job, change, &in, NULL, e);
}
