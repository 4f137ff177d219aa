#include "desk/desk.h"

#include "base/limits.h"
#include "desk/work.h"

static enum err_kind no_reply(struct work *w, const void *args, struct err *e)
{
	const struct clock_ticket *t = &w->state;
	struct event ev = work_event(w, EVENT_NO_REPLY, DID_NO_REPLY);

	ev.reason = args;
	if (work_may(w, e))
		return e->kind;
	if (!work_is_open(w))
		return err_set(e, ERR_CONFLICT, "not open any more");
	if (t->first_answered == INSTANT_NONE)
		return err_set(e, ERR_CONFLICT, "nobody answered yet");
	if (t->unanswered != INSTANT_NONE)
		work_add(w, &ev, NULL);
	return ERR_NONE;
}

enum err_kind desk_no_reply(struct job *job, const char *code, int64_t seen,
			    const char *reason, struct deed *out, struct err *e)
{
	if (work_check_text("The reason", reason, LIMIT_REASON, e))
		return err_about(e, "reason");
	return work_run(job, code, seen, no_reply, reason, out, e);
}
