#include "desk/setup.h"

#include <strings.h>

#include "base/require.h"
#include "base/str.h"
#include "desk/admin.h"
#include "desk/audit.h"
#include "desk/people.h"
#include "desk/sandbox.h"
#include "store/calendar_store.h"
#include "store/department_store.h"
#include "store/desk_store.h"
#include "store/level_read.h"
#include "store/level_store.h"
#include "store/person_store.h"
#include "store/rule_store.h"

#define CALENDAR "Business hours"
#define LEVEL "Standard"

struct setup {
	const struct setup_draft *draft;
	struct setup_desk *out;
	struct department first;
	bool is_new; /* it was made here */
};

/* Unless it has a name already. */
static enum err_kind name_desk(struct job *job, struct setup *s, struct err *e)
{
	struct desk_settings is;
	struct audit_look was;

	if (desk_store_find(job->db, job->arena, &is, e) ||
	    audit_look(job, AUDIT_DESK, NULL, &was, e))
		return e->kind;
	if (str_eq(is.name, "duedesk") && str_eq(is.zone, "UTC")) {
		is.name = s->draft->name;
		is.zone = s->draft->zone;
		if (desk_store_set(job->db, &is, job->by.now, e) ||
		    audit_keep(job, &was, e))
			return e->kind;
	}
	s->out->name = is.name;
	s->out->zone = is.zone;
	return ERR_NONE;
}

/* Unless there are some: then the first of them. */
static enum err_kind have_department(struct job *job, struct setup *s,
				     struct err *e)
{
	struct departments all;
	const char *oid;

	if (department_store_list(job->db, job->arena, &all, e))
		return e->kind;
	s->is_new = all.n == 0;
	if (!s->is_new)
		s->first = all.v[0];
	else if (people_add_department(job, s->draft->department, true, &oid,
				       e) ||
		 department_store_find_oid(job->db, job->arena, oid, &s->first,
					   e))
		return e->kind;
	s->out->department = s->first.name;
	return ERR_NONE;
}

/* ---- The promise --------------------------------------------------------- */

/* 24x7 is no calendar: 0. */
static enum err_kind add_calendar(struct job *job, const struct setup *s,
				  int64_t *id, struct err *e)
{
	const struct setup_promise *p = s->draft->promise;
	const struct calendar_draft d = { .name = CALENDAR,
					  .zone = s->out->zone,
					  .spec = { .windows = p->windows,
						    .nwindows = p->nwindows } };

	*id = 0;
	if (p->always_open)
		return ERR_NONE;
	return calendar_store_add(job->db, job->arena, &d, job->by.person,
				  job->by.now, id, e);
}

static enum err_kind add_level(struct job *job, const struct setup_promise *p,
			       int64_t calendar, int64_t *id, struct err *e)
{
	enum unit unit = p->always_open ? UNIT_CALENDAR : UNIT_WORKING;
	struct level_draft d = { .name = LEVEL, .calendar = calendar };

	d.target[METRIC_FIRST_ANSWER][PRIORITY_ANY] = (struct target){
		p->first_answer, unit
	};
	d.target[METRIC_NEXT_ANSWER][PRIORITY_ANY] = (struct target){
		p->next_answer, unit
	};
	return level_store_add(job->db, &d, job->by.person, job->by.now, id, e);
}

/* What was made, by ids, is noted by what the world calls it. */
static enum err_kind note_promise(struct job *job, bool calendar, int64_t level,
				  struct err *e)
{
	struct calendar_name hours;
	struct level_name name;
	struct rule_rows rules;

	if (calendar &&
	    (calendar_store_find(job->db, job->arena, CALENDAR, &hours, e) ||
	     audit_made(job, AUDIT_CALENDAR, hours.oid, e)))
		return e->kind;
	if (level_read_id(job->db, job->arena, level, &name, e) ||
	    audit_made(job, AUDIT_LEVEL, name.oid, e) ||
	    rule_store_list(job->db, job->arena, RULE_KIND_SLA, &rules, e))
		return e->kind;
	return audit_made(job, AUDIT_RULE, rules.v[rules.n - 1].oid, e);
}

static enum err_kind make_promise(struct job *job, const struct setup *s,
				  struct err *e)
{
	int64_t calendar, level;

	if (add_calendar(job, s, &calendar, e) ||
	    add_level(job, s->draft->promise, calendar, &level, e) ||
	    rule_store_promise(job->db, job->arena, LEVEL, s->first.id, level,
			       job->by.now, e) ||
	    note_promise(job, calendar != 0, level, e))
		return e->kind;
	s->out->promised = SETUP_PROMISE_MADE;
	return ERR_NONE;
}

/* A desk that is there may have been meant to promise nothing. */
static enum err_kind have_promise(struct job *job, const struct setup *s,
				  struct err *e)
{
	bool any;

	if (level_store_any(job->db, job->arena, &any, e))
		return e->kind;
	s->out->promised = any ? SETUP_PROMISE_KEPT : SETUP_NO_PROMISE;
	if (any || !s->draft->promise || (!s->is_new && !s->draft->promise_old))
		return ERR_NONE;
	return make_promise(job, s, e);
}

/* ---- A file -------------------------------------------------------------- */

static enum err_kind first_department(struct job *job, struct setup *s,
				      struct err *e)
{
	struct departments all;

	if (department_store_list(job->db, job->arena, &all, e))
		return e->kind;
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].archived == INSTANT_NONE) {
			s->first = all.v[i];
			s->out->department = s->first.name;
			return ERR_NONE;
		}
	return err_set(e, ERR_INVALID,
		       "departments: the file has none that is not archived");
}

/* As the desk was that it came of, also where nobody would promise so now. */
static enum err_kind take_file(struct job *job, struct setup *s, struct err *e)
{
	const struct settings_import in = { .file = s->draft->from,
					    .force = true };

	s->is_new = true;
	s->out->promised = SETUP_PROMISE_FROM;
	if (settings_apply(job, &in, &s->out->from, e) ||
	    first_department(job, s, e))
		return e->kind;
	return ERR_NONE;
}

/* Name, department and promise: those of the file, for a desk that is new. */
static enum err_kind furnish(struct job *job, struct setup *s, struct err *e)
{
	struct departments all;

	if (department_store_list(job->db, job->arena, &all, e) ||
	    name_desk(job, s, e))
		return e->kind;
	if (all.n == 0 && s->draft->from)
		return take_file(job, s, e);
	if (have_department(job, s, e) || have_promise(job, s, e))
		return e->kind;
	return ERR_NONE;
}

static enum err_kind shut(struct job *job, struct setup *s, struct err *e)
{
	struct desk_settings is;

	if (s->draft->sandbox && sandbox_begin(job, e))
		return e->kind;
	if (desk_store_find(job->db, job->arena, &is, e))
		return e->kind;
	s->out->sandbox = is.sandbox;
	return ERR_NONE;
}

/* ---- The owner ----------------------------------------------------------- */

/* The one of that address, else the first of them, but that a file may bring
 * others; NULL when there is none. */
static enum err_kind find_owner(struct job *job, const struct setup *s,
				const struct person **out, struct err *e)
{
	bool from = s->is_new && s->draft->from;
	struct people owners;

	*out = NULL;
	if (person_store_list(job->db, job->arena, ROLE_OWNER, &owners, e))
		return e->kind;
	for (size_t i = 0; i < owners.n; i++)
		if (owners.v[i].email &&
		    strcasecmp(owners.v[i].email, s->draft->email) == 0)
			*out = &owners.v[i];
	if (!*out && owners.n && !from)
		*out = &owners.v[0];
	return ERR_NONE;
}

static enum err_kind add_owner(struct job *job, const struct setup *s,
			       struct err *e)
{
	const struct people_draft d = { .name = s->draft->owner,
					.email = s->draft->email,
					.zone = s->draft->zone,
					.roles = ROLE_OWNER,
					.departments = &s->first.name,
					.ndepartments = 1 };
	const char *oid;

	return people_add(job, &d, &oid, e);
}

/* The one there is, or a new one. */
static enum err_kind have_owner(struct job *job, const struct setup *s,
				const struct person **owner, struct err *e)
{
	if (find_owner(job, s, owner, e) || *owner)
		return e->kind;
	if (add_owner(job, s, e) || find_owner(job, s, owner, e))
		return e->kind;
	if (!*owner)
		return err_set(e, ERR_BROKEN, "the owner is gone");
	return ERR_NONE;
}

static enum err_kind invite_owner(struct job *job, const struct setup *s,
				  struct err *e)
{
	const struct person *owner;

	if (have_owner(job, s, &owner, e))
		return e->kind;
	s->out->owner = owner->email;
	if (owner->password_hash)
		return ERR_NONE;
	if (strcasecmp(owner->email, s->draft->email) != 0)
		return err_set(e, ERR_CONFLICT, "the desk has an owner, %s",
			       owner->email);
	return people_invite(job, owner->email, &s->out->token, e);
}

/* ---- All of it ----------------------------------------------------------- */

static enum err_kind set_up(struct admin *ad, const void *args, struct err *e)
{
	struct setup s = *(const struct setup *)args;
	struct job part = *ad->job;

	part.part = true;
	if (furnish(&part, &s, e) || shut(&part, &s, e) ||
	    invite_owner(&part, &s, e))
		return e->kind;
	admin_note(ad, "desk_set_up", s.first.oid, NULL);
	return ERR_NONE;
}

enum err_kind setup_desk(struct job *job, const struct setup_draft *d,
			 struct setup_desk *out, struct err *e)
{
	const struct setup s = { .draft = d, .out = out };

	REQUIRE(admin_trusted(job));
	*out = (struct setup_desk){ 0 };
	return admin_run(job, set_up, &s, NULL, e);
}
