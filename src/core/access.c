#include "core/access.h"

void access_viewer_ready(struct viewer *v)
{
	v->everywhere = (v->roles & (ROLES_ADMIN | ROLE_MANAGER)) != 0;
	v->works_everywhere = (v->roles & ROLES_ADMIN) != 0;
}

static bool is_member(const struct viewer *v, department_id d)
{
	size_t low = 0, high = v->ndepartments;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (v->departments[mid] == d.n)
			return true;
		if (v->departments[mid] < d.n)
			low = mid + 1;
		else
			high = mid;
	}
	return false;
}

bool access_department(const struct viewer *v, department_id d)
{
	return v->everywhere || is_member(v, d);
}

bool access_is_requester(const struct viewer *v, const struct access_ticket *t)
{
	return v->person.n != 0 && v->person.n == t->requester.n;
}

bool access_own_as_staff(const struct viewer *v)
{
	return (v->roles & ROLES_ADMIN) != 0;
}

/* Staff of some kind, and not merely its customer. */
static bool is_staff(const struct viewer *v, const struct access_ticket *t,
		     unsigned roles)
{
	if (v->person.n == 0 || !(v->roles & roles))
		return false;
	return access_own_as_staff(v) || !access_is_requester(v, t);
}

bool access_assigned(const struct viewer *v)
{
	return (v->roles & ROLES_ANSWER) != 0;
}

/* An agent has the tickets assigned to them, wherever these are. */
static bool is_theirs(const struct viewer *v, const struct access_ticket *t)
{
	return access_assigned(v) && v->person.n == t->assignee.n;
}

bool access_see_as_staff(const struct viewer *v, const struct access_ticket *t)
{
	return is_staff(v, t, ROLES_STAFF) &&
	       (access_department(v, t->department) || is_theirs(v, t));
}

bool access_company(const struct viewer *v)
{
	return (v->roles & ROLE_CUSTOMER) && v->sees_company &&
	       v->company.n != 0;
}

static bool is_colleague(const struct viewer *v, const struct access_ticket *t)
{
	return access_company(v) && v->company.n == t->company.n;
}

bool access_is_customer(const struct viewer *v, const struct access_ticket *t)
{
	return access_is_requester(v, t) ||
	       (is_colleague(v, t) && !access_see_as_staff(v, t));
}

bool access_see(const struct viewer *v, const struct access_ticket *t)
{
	bool theirs = (v->roles != 0 && access_is_requester(v, t)) ||
		      is_colleague(v, t);

	return (theirs && !t->hidden) || access_see_as_staff(v, t);
}

bool access_work(const struct viewer *v, const struct access_ticket *t)
{
	return is_staff(v, t, ROLES_ANSWER) &&
	       (v->works_everywhere || is_member(v, t->department) ||
		is_theirs(v, t));
}

bool access_admin(const struct viewer *v)
{
	return v->person.n != 0 && (v->roles & ROLES_ADMIN) != 0;
}

bool access_look_up(const struct viewer *v)
{
	return v->person.n != 0 && (v->roles & ROLES_LOOK_UP) != 0;
}

bool access_customers(const struct viewer *v)
{
	return v->person.n != 0 && (v->roles & ROLES_CUSTOMERS) != 0;
}

bool access_manage(const struct viewer *v, unsigned roles)
{
	if (roles & ROLE_OWNER)
		return v->person.n != 0 && (v->roles & ROLE_OWNER) != 0;
	if (access_admin(v))
		return true;
	return access_customers(v) && roles == ROLE_CUSTOMER;
}

bool access_grant(const struct viewer *v, person_id who, unsigned old,
		  unsigned roles)
{
	if (v->person.n == who.n && (roles & ~old) != 0)
		return false;
	return access_manage(v, old) && access_manage(v, roles);
}

bool access_deadline(const struct viewer *v, const struct access_ticket *t)
{
	return (v->roles & ROLES_CUSTOMERS) && access_see_as_staff(v, t);
}

bool access_reports(const struct viewer *v)
{
	return v->person.n != 0 && (v->roles & ROLES_REPORTS) != 0;
}

static const struct {
	enum role role;
	const char *name;
} names[] = {
	{ ROLE_CUSTOMER, "customer" }, { ROLE_READER, "read-only" },
	{ ROLE_AGENT, "agent" },       { ROLE_MANAGER, "manager" },
	{ ROLE_ADMIN, "admin" },       { ROLE_OWNER, "owner" },
};

const char *access_role_name(enum role r)
{
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (names[i].role == r)
			return names[i].name;
	return NULL;
}

bool access_role_of(const char *name, enum role *out)
{
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (strcmp(names[i].name, name) == 0) {
			*out = names[i].role;
			return true;
		}
	return false;
}
