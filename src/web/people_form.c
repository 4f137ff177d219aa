#include "web/people_form.h"
#include "base/limits.h"
#include "base/str.h"
#include "store/department_store.h"
#include "web/errors.h"
#include "web/names.h"
#include "web/words.h"

/* clang-format off */
const struct field people_form_fields[PERSON_FIELDS] = {
	[PERSON_NAME]     = { "name",  FIELD_LINE, .max = LIMIT_NAME, .must = true },
	[PERSON_EMAIL]    = { "email", FIELD_LINE, .max = LIMIT_EMAIL, .must = true },
	[PERSON_ZONE]     = { "zone",  FIELD_LINE, .max = LIMIT_ZONE, .must = true,
			      .id = "home_zone" },
	[PERSON_SEEN]     = { "seen",  FIELD_I64,  .min = 1, .max = INT64_MAX },
	[PERSON_CUSTOMER] = { "role_customer", FIELD_FLAG },
	[PERSON_READER]   = { "role_reader",   FIELD_FLAG },
	[PERSON_AGENT]    = { "role_agent",    FIELD_FLAG },
	[PERSON_MANAGER]  = { "role_manager",  FIELD_FLAG },
	[PERSON_ADMIN]    = { "role_admin",    FIELD_FLAG },
	[PERSON_OWNER]    = { "role_owner",    FIELD_FLAG },
};

static const struct {
	enum role role;
	const char *section;
} roles[] = {
	{ ROLE_CUSTOMER, PEOPLE_FIELDS_CUSTOMER },
	{ ROLE_READER,   PEOPLE_FIELDS_READER },
	{ ROLE_AGENT,    PEOPLE_FIELDS_AGENT },
	{ ROLE_MANAGER,  PEOPLE_FIELDS_MANAGER },
	{ ROLE_ADMIN,    PEOPLE_FIELDS_ADMIN_ROLE },
	{ ROLE_OWNER,    PEOPLE_FIELDS_OWNER },
};
/* clang-format on */

void people_form_typed(const struct req *rq, const struct form *f,
		       struct people_values *out)
{
	*out = (struct people_values){
		.name = f->v[PERSON_NAME].text,
		.email = f->v[PERSON_EMAIL].text,
		.zone = f->v[PERSON_ZONE].text,
	};
	for (size_t i = 0; i < COUNT_OF(roles); i++)
		if (f->v[PERSON_CUSTOMER + i].i64)
			out->roles |= roles[i].role;
	out->ndepartments = admin_oids(rq, "department", out->departments,
				       PEOPLE_DEPARTMENTS_MAX);
}

enum err_kind people_form_stored(struct req *rq, const struct person *p,
				 struct people_values *out, struct err *e)
{
	struct departments of;

	*out = (struct people_values){ .name = p->name,
				       .email = p->email ? p->email : "",
				       .zone = p->zone,
				       .roles = p->roles };
	if (department_store_list_of(rq->job.db, rq->a, p->id, &of, e))
		return e->kind;
	for (size_t i = 0; i < of.n && i < PEOPLE_DEPARTMENTS_MAX; i++)
		out->departments[out->ndepartments++] = of.v[i].oid;
	return ERR_NONE;
}

/* ---- Showing ------------------------------------------------------------- */

/*
 * Each role with a tick box where the viewer may change it; one that is not
 * theirs to give or take stays as it is, and says so by being off.
 */
static void fill_roles(struct req *rq, struct view *v, unsigned chosen,
		       person_id who, unsigned old)
{
	for (size_t i = 0; i < COUNT_OF(roles); i++) {
		unsigned role = roles[i].role;
		bool may = access_grant(&rq->viewer, who, old, old ^ role);
		struct view *row = view_row(v, roles[i].section);

		if (may ? chosen & role : old & role)
			view_show(row, PEOPLE_FIELDS_CHECKED);
		if (may)
			continue;
		view_show(row, PEOPLE_FIELDS_FIXED);
		if (old & role)
			view_show(row, PEOPLE_FIELDS_KEEP);
	}
}

static bool is_chosen(const struct people_values *v, const char *oid)
{
	for (size_t i = 0; i < v->ndepartments; i++)
		if (str_eq(v->departments[i], oid))
			return true;
	return false;
}

static enum err_kind fill_departments(struct req *rq, struct view *v,
				      const struct people_values *values,
				      struct err *e)
{
	struct departments all;

	if (department_store_list(rq->job.db, rq->a, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++) {
		const struct department *d = &all.v[i];
		bool chosen = is_chosen(values, d->oid);
		struct view *row;

		if (d->archived != INSTANT_NONE && !chosen)
			continue;
		row = view_row(v, PEOPLE_FIELDS_DEPARTMENT);
		view_text(row, PEOPLE_FIELDS_OID, d->oid);
		view_text(row, PEOPLE_FIELDS_DEPARTMENT_NAME, d->name);
		if (chosen)
			view_show(row, PEOPLE_FIELDS_CHECKED);
	}
	return ERR_NONE;
}

enum err_kind people_form_fill(struct req *rq, struct view *v,
			       const struct people_values *values,
			       person_id who, unsigned old, struct err *e)
{
	view_text(v, PEOPLE_FIELDS_NAME, values->name);
	view_text(v, PEOPLE_FIELDS_EMAIL, values->email);
	view_text(v, PEOPLE_FIELDS_HOME_ZONE, values->zone);
	view_int(v, PEOPLE_FIELDS_NAME_MAX, LIMIT_NAME);
	view_int(v, PEOPLE_FIELDS_EMAIL_MAX, LIMIT_EMAIL);
	view_int(v, PEOPLE_FIELDS_ZONE_MAX, LIMIT_ZONE);
	fill_roles(rq, v, values->roles, who, old);
	return fill_departments(rq, v, values, e);
}

/* ---- Coming back --------------------------------------------------------- */

bool people_form_fault(struct req *rq, const struct form *f, struct err *e,
		       struct admin_fault *out)
{
	static const char role[] = "role: ", department[] = "department: ";
	bool of_role = str_starts(e->msg, role);

	*out = (struct admin_fault){ 0 };
	if (!of_role && !str_starts(e->msg, department))
		return admin_fault(rq, f, e, out);
	out->id = of_role ? "role" : "department";
	out->text = page_sentence(rq->a,
				  e->msg + strlen(of_role ? role : department));
	err_clear(e);
	return true;
}

bool people_form_not_theirs(struct req *rq, person_id who, unsigned old,
			    unsigned wanted, struct err *e,
			    struct admin_fault *out)
{
	const struct viewer *v = &rq->viewer;

	if (e->kind != ERR_DENIED || !access_admin(v) ||
	    !access_manage(v, old) || access_grant(v, who, old, wanted))
		return false;
	errors_denied(rq, e->msg);
	err_clear(e);
	out->id = "role";
	out->text = words_get(access_manage(v, wanted) ? WORD_FAULT_OWN_ROLES
						       : WORD_FAULT_OWNER);
	return true;
}

void people_form_refuse(struct req *rq, struct resp *rs, struct view *v,
			const char *errors, struct view *fields,
			const struct form *f, const struct admin_fault *fault)
{
	admin_refuse(rq, rs, v, errors, f, fault);
	admin_beside(rq, fields, f, fault);
}
