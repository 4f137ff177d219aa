#include "desk/desk.h"

#include "base/str.h"
#include "desk/work.h"
#include "store/person_store.h"

/* To whom: somebody who may work on it, or nobody (id 0). */
static enum err_kind find(const struct work *w, const char *oid, person_id *out,
			  struct err *e)
{
	struct job *job = w->job;
	struct people workers;

	out->n = 0;
	if (str_empty(oid))
		return ERR_NONE;
	if (person_store_workers(job->db, job->arena, w->state.department,
				 &workers, e))
		return e->kind;
	for (size_t i = 0; i < workers.n; i++)
		if (str_eq(workers.v[i].oid, oid)) {
			*out = workers.v[i].id;
			return ERR_NONE;
		}
	return err_set(e, ERR_INVALID,
		       "That person does not work in this department.");
}

static enum err_kind assign(struct work *w, const void *args, struct err *e)
{
	struct event ev = work_event(w, EVENT_ASSIGNED, DID_ASSIGN);

	if (work_may(w, e) || find(w, args, &ev.assignee, e))
		return e->kind;
	if (!work_is_open(w) && w->state.status != STATUS_RESOLVED)
		return err_set(e, ERR_CONFLICT, "closed tickets stay closed");
	if (ev.assignee.n == w->state.assignee.n)
		return ERR_NONE;
	work_add(w, &ev, NULL);
	return ERR_NONE;
}

enum err_kind desk_assign(struct job *job, const char *code, int64_t seen,
			  const char *person, struct deed *out, struct err *e)
{
	return work_run(job, code, seen, assign, person, out, e);
}
