#include "desk/desk.h"

#include "base/str.h"
#include "desk/work.h"
#include "store/department_store.h"
#include "store/worker_store.h"

struct transfer {
	const char *department;
	const char *person; /* NULL: whoever has it, if they work there */
};

/* An archived one keeps the tickets it has, and gets no other. */
static enum err_kind find_department(const struct work *w, const char *oid,
				     department_id *out, struct err *e)
{
	struct job *job = w->job;
	struct department d;

	if (department_store_hold(job->db, job->arena, oid, &d, e) ==
		    ERR_NONE &&
	    (d.archived == INSTANT_NONE || d.id.n == w->state.department.n)) {
		*out = d.id;
		return ERR_NONE;
	}
	if (e->kind == ERR_NONE || e->kind == ERR_NOT_FOUND)
		return err_set(e, ERR_INVALID, "There is no such department.");
	return e->kind;
}

/* Who has it there: somebody who may work on it, or nobody (id 0). */
static enum err_kind find_assignee(const struct work *w, const char *person,
				   department_id there, person_id *out,
				   struct err *e)
{
	struct job *job = w->job;
	bool works;

	*out = w->state.assignee;
	if (person)
		return work_worker(w, there, person, out, e);
	if (out->n == 0)
		return ERR_NONE;
	if (worker_store_works(job->db, job->arena, there, *out, &works, e))
		return e->kind;
	if (!works)
		out->n = 0;
	return ERR_NONE;
}

static enum err_kind transfer(struct work *w, const void *args, struct err *e)
{
	const struct transfer *t = args;
	struct event ev = work_event(w, EVENT_MOVED, 0);

	if (work_may(w, e) ||
	    find_department(w, t->department, &ev.department, e) ||
	    find_assignee(w, t->person, ev.department, &ev.assignee, e))
		return e->kind;
	if (!work_is_kept(w))
		return err_set(e, ERR_CONFLICT, "closed tickets stay closed");
	if (ev.department.n != w->state.department.n)
		ev.did |= DID_DEPARTMENT;
	if (ev.assignee.n != w->state.assignee.n)
		ev.did |= DID_ASSIGN;
	if (ev.did == DID_ASSIGN)
		ev.kind = EVENT_ASSIGNED;
	if (ev.did)
		work_add(w, &ev, NULL);
	return ERR_NONE;
}

enum err_kind desk_transfer(struct job *job, const char *code, int64_t seen,
			    const char *department, struct deed *out,
			    struct err *e)
{
	return desk_hand_over(job, code, seen, department, NULL, out, e);
}

enum err_kind desk_hand_over(struct job *job, const char *code, int64_t seen,
			     const char *department, const char *person,
			     struct deed *out, struct err *e)
{
	const struct transfer t = { .department = department,
				    .person = person };

	return work_run(job, code, seen, transfer, &t, out, e);
}
