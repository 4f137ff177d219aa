#include "base/str.h"
#include "desk/admin.h"
#include "desk/people.h"
#include "desk/people_find.h"
#include "store/count_store.h"
#include "store/ticket_about.h"

/*
 * One ticket: who may not work on it gets it not. Somebody may have taken it
 * meanwhile, or closed it: that is as good.
 */
static enum err_kind hand_over_one(struct job *job, const char *code,
				   const char *to, struct err *e)
{
	struct deed deed;

	enum err_kind kind = desk_assign(job, code, 0, to, &deed, e);

	if (kind == ERR_INVALID && !str_empty(to)) {
		err_clear(e);
		kind = desk_assign(job, code, 0, NULL, &deed, e);
	}
	if (kind == ERR_CONFLICT || kind == ERR_NOT_FOUND)
		err_clear(e);
	return e->kind;
}

enum err_kind people_hand_over(struct job *job, const char *who, const char *to,
			       bool goes_on, int limit, int64_t *left,
			       struct err *e)
{
	struct job each = *job; /* each ticket is a deed of its own */
	struct about_codes codes;
	struct person p;

	each.once = NULL;
	if (admin_may(job, e) || people_find_theirs(job, who, &p, e) ||
	    (goes_on ? people_heir_of_rest(job, &p, to, e)
		     : people_heir(job, &p, to, e)))
		return e->kind;
	if (ticket_about_assigned(job->db, job->arena, p.id, (size_t)limit,
				  &codes, e))
		return e->kind;
	for (size_t i = 0; i < codes.n; i++)
		if (hand_over_one(&each, codes.v[i], to, e))
			return e->kind;
	return count_store_one(job->db, job->arena, COUNT_PERSON_OPEN, p.id.n,
			       left, e);
}

/* ---- Tickets of before --------------------------------------------------- */

struct taking {
	const char *who;
	int limit;
};

static enum err_kind take_along(struct admin *ad, const void *args,
				struct err *e)
{
	const struct taking *in = args;
	struct job *job = ad->job;
	struct person p;
	int64_t did;

	if (people_find_theirs(job, in->who, &p, e))
		return e->kind;
	if (!p.company.n)
		return err_set(e, ERR_INVALID,
			       "company: they belong to none any more");
	if (ticket_about_give(job->db, p.id, p.company, in->limit, &did, e))
		return e->kind;
	admin_note(ad, "tickets_given_to_company", p.oid, NULL);
	return ERR_NONE;
}

enum err_kind people_take_tickets_along(struct job *job, const char *who,
					int limit, int64_t *left, struct err *e)
{
	const struct taking in = { who, limit };
	struct job fresh = *job;
	struct person p;

	fresh.once = NULL; /* the second time finds less to do */
	if (admin_run(&fresh, take_along, &in, NULL, e) ||
	    people_find(job, who, &p, e))
		return e->kind;
	return ticket_about_elsewhere(job->db, job->arena, p.id, p.company,
				      left, e);
}
