#include "desk/desk.h"

#include "desk/work.h"

static enum err_kind prioritize(struct work *w, const void *args, struct err *e)
{
	struct event ev = work_event(w, EVENT_PRIORITY, DID_PRIORITY);

	ev.priority = *(const enum priority *)args;
	if (work_may(w, e))
		return e->kind;
	if (!work_is_kept(w))
		return err_set(e, ERR_CONFLICT, "closed tickets stay closed");
	if (ev.priority != w->state.priority)
		work_add(w, &ev, NULL);
	return ERR_NONE;
}

enum err_kind desk_set_priority(struct job *job, const char *code, int64_t seen,
				enum priority priority, struct deed *out,
				struct err *e)
{
	if (priority < PRIORITY_URGENT || priority >= PRIORITY_N)
		return err_set(e, ERR_INVALID, "There is no such priority.");
	return work_run(job, code, seen, prioritize, &priority, out, e);
}
