#include "desk/desk.h"

#include "desk/work.h"

static enum err_kind resolve(struct work *w, const void *args, struct err *e)
{
	struct access_ticket at = work_access(w);
	bool customer = access_is_customer(w->job->viewer, &at);
	struct event ev = work_event(w, EVENT_RESOLVED, DID_STATUS);

	(void)args;
	if (customer ? work_speaks(w, e) : work_may(w, e))
		return e->kind;
	if (!work_is_open(w))
		return err_set(e, ERR_CONFLICT, "not open any more");
	ev.status = STATUS_RESOLVED;
	work_add(w, &ev, NULL);
	return ERR_NONE;
}

enum err_kind desk_resolve(struct job *job, const char *code, int64_t seen,
			   struct deed *out, struct err *e)
{
	return work_run(job, code, seen, resolve, NULL, out, e);
}
