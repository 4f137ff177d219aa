#include "desk/desk.h"

#include "desk/work.h"

/* Is there nothing that such an answer would answer? */
static bool is_answered(const struct clock_ticket *t)
{
	return t->status == STATUS_ANSWERED &&
	       t->first_answered != INSTANT_NONE &&
	       t->unanswered == INSTANT_NONE;
}

static enum err_kind mark(struct work *w, const void *args, struct err *e)
{
	struct event ev = work_event(w, EVENT_MARKED_ANSWERED, DID_ANSWERED);

	(void)args;
	if (work_may(w, e))
		return e->kind;
	if (!work_is_open(w))
		return err_set(e, ERR_CONFLICT, "not open any more");
	if (!is_answered(&w->state))
		work_add(w, &ev, NULL);
	return ERR_NONE;
}

enum err_kind desk_mark_answered(struct job *job, const char *code,
				 int64_t seen, struct deed *out, struct err *e)
{
	return work_run(job, code, seen, mark, NULL, out, e);
}
