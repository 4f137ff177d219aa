#include "desk/desk.h"

#include "base/str.h"
#include "desk/work.h"
#include "store/worker_store.h"

/* To whom: somebody who may work on it, or nobody (id 0). */
static enum err_kind find(const struct work *w, const char *person,
			  person_id *out, struct err *e)
{
	struct job *job = w->job;
	struct worker worker;

	out->n = 0;
	if (str_empty(person))
		return ERR_NONE;
	if (worker_store_find(job->db, job->arena, w->state.department, person,
			      &worker, e) == ERR_NONE) {
		*out = worker.id;
		return ERR_NONE;
	}
	if (e->kind == ERR_NOT_FOUND)
		return err_set(e, ERR_INVALID,
			       "That person does not work in this department.");
	return e->kind;
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
