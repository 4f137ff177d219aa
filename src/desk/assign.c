#include "desk/desk.h"

#include "desk/work.h"

static enum err_kind assign(struct work *w, const void *args, struct err *e)
{
	struct event ev = work_event(w, EVENT_ASSIGNED, DID_ASSIGN);

	if (work_may(w, e) ||
	    work_worker(w, w->state.department, args, &ev.assignee, e))
		return e->kind;
	if (!work_is_kept(w))
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
