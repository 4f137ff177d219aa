#ifndef CORE_ACCESS_H
#define CORE_ACCESS_H
/*
 * access: who may see and do what. The one place that decides it; pages ask
 * here and the store's queries take the viewer.
 *
 * - Customers see their own tickets, and of them only public messages. One who
 *   speaks for a company sees all of its tickets in the same way, and what they
 *   write there is a customer's word too.
 * - Agents see and work on tickets of the departments they are members of, and
 *   any ticket assigned to them.
 * - Read-only people see what an agent of their departments sees; they write
 *   nothing.
 * - Managers read every ticket and every report. A manager who works tickets is
 *   an agent too.
 * - Admins and owners see everything and may do what an agent may, everywhere.
 * - A staff member who is a ticket's requester is its customer, not its staff:
 *   no notes about oneself, no working on one's own complaint. Only admins and
 *   owners, who see everything, stay staff there too.
 */
#include "core/ids.h"
#include "base/instant.h"

enum role {
	ROLE_CUSTOMER = 1 << 0,
	ROLE_READER = 1 << 1, /* "read-only" */
	ROLE_AGENT = 1 << 2,
	ROLE_MANAGER = 1 << 3,
	ROLE_ADMIN = 1 << 4,
	ROLE_OWNER = 1 << 5,
};
#define ROLES_STAFF                                                            \
	(ROLE_READER | ROLE_AGENT | ROLE_MANAGER | ROLE_ADMIN | ROLE_OWNER)
#define ROLES_ANSWER (ROLE_AGENT | ROLE_ADMIN | ROLE_OWNER) /* may write */
/* May ask for help themselves: all but those who merely read. */
#define ROLES_WRITE                                                            \
	(ROLE_CUSTOMER | ROLE_AGENT | ROLE_MANAGER | ROLE_ADMIN | ROLE_OWNER)
#define ROLES_ADMIN (ROLE_ADMIN | ROLE_OWNER) /* set the desk up */
/* Look customers up, to help them; change what is known of them. */
#define ROLES_LOOK_UP (ROLE_AGENT | ROLE_MANAGER | ROLES_ADMIN)
#define ROLES_CUSTOMERS (ROLE_MANAGER | ROLES_ADMIN)
#define ROLES_REPORTS (ROLE_MANAGER | ROLE_ADMIN | ROLE_OWNER | ROLE_READER)

struct zone;

/* The person who looks: made from the session, or by a command. */
struct viewer {
	person_id person;           /* 0: nobody signed in */
	unsigned roles;             /* bits of enum role; 0 for nobody */
	bool everywhere;            /* every department is theirs to see */
	bool works_everywhere;      /* ... and to work in */
	const int64_t *departments; /* sorted ids; theirs as a member */
	size_t ndepartments;
	company_id company; /* of a customer; 0: none */
	bool sees_company;  /* its other tickets are theirs to see, too */
	const char *name;
	const struct zone *zone; /* times are shown in it */
};

/* What has to be known of a ticket to decide. */
struct access_ticket {
	department_id department;
	person_id requester;
	company_id company; /* it was asked for, or 0 */
	person_id assignee;
	bool hidden; /* spam or deleted: staff alone see it */
};

/* Fill everywhere and works_everywhere from the roles. */
void access_viewer_ready(struct viewer *v);

/* May look at it, as its requester or as staff. */
bool access_see(const struct viewer *v, const struct access_ticket *t);

/* Sees it as staff: private notes, other people's names, the timeline. */
bool access_see_as_staff(const struct viewer *v, const struct access_ticket *t);

/* May answer, note, assign, postpone, resolve it. */
bool access_work(const struct viewer *v, const struct access_ticket *t);

/* Did they ask for it? */
bool access_is_requester(const struct viewer *v, const struct access_ticket *t);

/*
 * Is what they write on this ticket a customer's word? That of its requester,
 * and of a colleague who speaks for the company and is no staff there. Ask it
 * before access_work(): an admin's word on a ticket of theirs is a customer's
 * too.
 */
bool access_is_customer(const struct viewer *v, const struct access_ticket *t);

/* Does that person see the tickets of their company? */
bool access_company(const struct viewer *v);

/* Are they staff on tickets that they asked for, too? */
bool access_own_as_staff(const struct viewer *v);

/* Does being assigned a ticket open it to them, wherever it is? */
bool access_assigned(const struct viewer *v);

/* Is that department among theirs, to see? */
bool access_department(const struct viewer *v, department_id d);

/* May they set up the desk: people, departments, tags, customers? */
bool access_admin(const struct viewer *v);

/* May they look customers up, and change what is known of them? */
bool access_look_up(const struct viewer *v);
bool access_customers(const struct viewer *v);

/*
 * May they change that person, who has these roles: name, address, departments,
 * links to sign in by? Owners anybody; admins anybody but owners; managers who
 * is a customer and nothing else.
 */
bool access_manage(const struct viewer *v, unsigned roles);

/*
 * May they give that person these roles in place of the old ones? Both must be
 * theirs to manage, and nobody gives themself a role they have not.
 */
bool access_grant(const struct viewer *v, person_id who, unsigned old,
		  unsigned roles);

/*
 * May they set its promises' deadlines by hand? Managers may without working on
 * it; on what they asked for themselves admins and owners alone.
 */
bool access_deadline(const struct viewer *v, const struct access_ticket *t);

/* May they read reports? Of every department if everywhere, else theirs. */
bool access_reports(const struct viewer *v);

/* "customer" ... "owner", "read-only"; NULL for no such bit. */
const char *access_role_name(enum role r);
bool access_role_of(const char *name, enum role *out);

#endif
