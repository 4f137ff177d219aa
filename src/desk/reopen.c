#include "desk/desk.h"

#include "desk/work.h"

/*
 * What was postponed goes back to where its end would have brought it. It may
 * be in a department that was archived meanwhile (departments.h): it stays
 * there, for its customer is not to wait until somebody found it another one.
 */
static enum err_kind reopen(struct work *w, const void *args, struct err *e)
{
	struct access_ticket at = work_access(w);
	bool customer = access_is_customer(w->job->viewer, &at);
	bool answered = w->state.first_answered != INSTANT_NONE;
	struct event ev = work_event(w, EVENT_REOPENED, DID_REOPEN);

	(void)args;
	if (customer ? work_speaks(w, e) : work_may(w, e))
		return e->kind;
	ev.status = STATUS_OPEN;
	if (w->state.status == STATUS_POSTPONED) {
		ev.kind = EVENT_POSTPONEMENT_ENDED;
		ev.did = DID_STATUS;
		ev.status = answered ? STATUS_OPEN : STATUS_NEW;
	} else if (w->state.status != STATUS_RESOLVED) {
		return err_set(e, ERR_CONFLICT,
			       "neither resolved nor postponed");
	}
	work_add(w, &ev, NULL);
	return ERR_NONE;
}

enum err_kind desk_reopen(struct job *job, const char *code, int64_t seen,
			  struct deed *out, struct err *e)
{
	return work_run(job, code, seen, reopen, NULL, out, e);
}
