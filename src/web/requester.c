#include "web/requester.h"
#include "base/limits.h"
#include "base/str.h"
#include "base/zone.h"
#include "desk/people.h"
#include "store/person_store.h"
#include "web/names.h"
#include "web/words.h"

enum {
	REQUESTER_OID,
	REQUESTER_EMAIL,
	REQUESTER_NAME,
	REQUESTER_FIELDS
};
/* clang-format off */
static const struct field fields[REQUESTER_FIELDS] = {
	[REQUESTER_OID]   = { "customer", FIELD_OID },
	[REQUESTER_EMAIL] = { "customer_email", FIELD_LINE, .max = LIMIT_EMAIL },
	[REQUESTER_NAME]  = { "customer_name",  FIELD_LINE, .max = LIMIT_NAME },
};
/* clang-format on */

static bool may(const struct req *rq)
{
	return (rq->viewer.roles & ROLES_ANSWER) != 0;
}

/* ---- Showing ------------------------------------------------------------- */

/* Somebody was chosen: by the address of the page, or by the form. */
static enum err_kind find_chosen(struct req *rq, const char *oid,
				 struct person *p, struct err *e)
{
	p->id.n = 0;
	if (str_empty(oid) || !rng_oid_valid(oid))
		return ERR_NONE;
	if (person_store_find_oid(rq->job.db, rq->a, oid, p, e) ==
	    ERR_NOT_FOUND) {
		err_clear(e);
		p->id.n = 0;
	} else if (!e->kind && (!(p->roles & ROLE_CUSTOMER) ||
				p->disabled != INSTANT_NONE)) {
		p->id.n = 0;
	}
	return e->kind;
}

static void fill_chosen(struct view *part, const struct person *p)
{
	struct view *section = view_row(part, PARTS_REQUESTER_CHOSEN);

	view_text(section, PARTS_REQUESTER_OID, p->oid);
	view_text(section, PARTS_REQUESTER_NAME, p->name);
	view_text(section, PARTS_REQUESTER_EMAIL, p->email ? p->email : "");
}

static void fill_choose(struct view *part, const struct form *f)
{
	struct view *section = view_row(part, PARTS_REQUESTER_CHOOSE);

	view_text(section, PARTS_REQUESTER_CUSTOMER_EMAIL,
		  f->v[REQUESTER_EMAIL].text);
	view_text(section, PARTS_REQUESTER_CUSTOMER_NAME,
		  f->v[REQUESTER_NAME].text);
	view_int(section, PARTS_REQUESTER_EMAIL_MAX, LIMIT_EMAIL);
	view_int(section, PARTS_REQUESTER_NAME_MAX, LIMIT_NAME);
}

enum err_kind requester_fill(struct req *rq, struct view *v, const char *name,
			     const struct admin_fault *fault, struct err *e)
{
	const struct http_pair *of = http_find(&rq->query, "for");
	const char *oid = of ? of->text : NULL;
	struct view *part;
	struct person p;
	struct form f;

	if (!may(rq))
		return ERR_NONE;
	form_read(rq, fields, REQUESTER_FIELDS, &f);
	if (rq->method == POST)
		oid = f.v[REQUESTER_OID].text;
	if (find_chosen(rq, oid, &p, e))
		return e->kind;
	part = view_include(v, name, PARTS_REQUESTER_TPL);
	if (p.id.n)
		fill_chosen(part, &p);
	else
		fill_choose(part, &f);
	if (fault && fault->text)
		admin_beside(rq, part, &f, fault);
	return ERR_NONE;
}

/* ---- Reading ------------------------------------------------------------- */

static void set_fault(struct req *rq, struct admin_fault *fault,
		      const struct form *f, int field, const char *text)
{
	fault->id = fields[field].name;
	fault->text = text ? text
			   : form_fault_text(rq->a, &fields[field],
					     &f->v[field]);
}

/* What the desk says of a new customer, at the input it is about. */
static bool of_input(struct req *rq, struct admin_fault *fault,
		     const struct form *f, struct err *e)
{
	static const char email[] = "email: ", name[] = "name: ";

	if (str_starts(e->msg, email))
		set_fault(rq, fault, f, REQUESTER_EMAIL,
			  arena_str(rq->a, e->msg + strlen(email)));
	else if (str_starts(e->msg, name))
		set_fault(rq, fault, f, REQUESTER_NAME,
			  arena_str(rq->a, e->msg + strlen(name)));
	else
		return false;
	err_clear(e);
	return true;
}

static enum err_kind add(struct req *rq, const struct form *f, const char **oid,
			 struct admin_fault *fault, struct err *e)
{
	const struct people_draft d = { .name = f->v[REQUESTER_NAME].text,
					.email = f->v[REQUESTER_EMAIL].text,
					.zone = rq->viewer.zone->name,
					.roles = ROLE_CUSTOMER };
	struct job job = rq->job;

	job.once = NULL; /* the ticket's; twice they are there already */
	if (people_add(&job, &d, oid, e) && of_input(rq, fault, f, e))
		*oid = NULL;
	return e->kind;
}

static enum err_kind by_address(struct req *rq, const struct form *f,
				const char **oid, struct admin_fault *fault,
				struct err *e)
{
	struct person p;

	if (person_store_find_email(rq->job.db, rq->a,
				    f->v[REQUESTER_EMAIL].text, &p,
				    e) == ERR_NONE) {
		*oid = p.oid;
		if (people_may_ask(&p, e) != ERR_INVALID)
			return e->kind;
		set_fault(rq, fault, f, REQUESTER_EMAIL,
			  arena_str(rq->a, e->msg));
		err_clear(e);
		return ERR_NONE;
	}
	if (e->kind != ERR_NOT_FOUND)
		return e->kind;
	err_clear(e);
	if (f->v[REQUESTER_NAME].given)
		return add(rq, f, oid, fault, e);
	set_fault(rq, fault, f, REQUESTER_NAME, words_get(WORD_FAULT_MISSING));
	return ERR_NONE;
}

enum err_kind requester_read(struct req *rq, const char **oid,
			     struct admin_fault *fault, struct err *e)
{
	struct form f;

	*oid = NULL;
	*fault = (struct admin_fault){ 0 };
	if (!may(rq))
		return ERR_NONE;
	form_read(rq, fields, REQUESTER_FIELDS, &f);
	for (int i = 0; i < REQUESTER_FIELDS; i++)
		if (f.v[i].fault) {
			set_fault(rq, fault, &f, i, NULL);
			return ERR_NONE;
		}
	if (f.v[REQUESTER_OID].given) {
		*oid = f.v[REQUESTER_OID].text;
		return ERR_NONE;
	}
	if (f.v[REQUESTER_EMAIL].given)
		return by_address(rq, &f, oid, fault, e);
	if (f.v[REQUESTER_NAME].given) /* whose name, without an address? */
		set_fault(rq, fault, &f, REQUESTER_EMAIL,
			  words_get(WORD_FAULT_MISSING));
	return ERR_NONE;
}
