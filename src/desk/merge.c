/* Two tickets about one matter become one (sla.md R15); hide.c parts them. */
#include "desk/desk.h"

#include "desk/work.h"

/* Does the customer's word that is brought along make it open again? */
static void reopen(const struct work *to, struct event *ev)
{
	enum status s = to->state.status;

	if (s == STATUS_RESOLVED)
		ev->did |= DID_REOPEN;
	else if (s == STATUS_ANSWERED || s == STATUS_POSTPONED)
		ev->did |= DID_STATUS;
	else
		return;
	ev->status = STATUS_OPEN;
}

/* What it takes in is the oldest word that nobody answered there. */
static enum err_kind take_in(struct work *to, instant unanswered, struct err *e)
{
	struct event ev = work_event(to, EVENT_TOOK_IN, DID_TOOK_IN);

	if (work_whole(to, e))
		return e->kind;
	ev.until = unanswered;
	if (unanswered != INSTANT_NONE)
		reopen(to, &ev);
	work_add(to, &ev, NULL);
	return ERR_NONE;
}

static enum err_kind may_merge(struct work *w, struct err *e)
{
	struct work *to = w->also;
	enum status s = w->state.status;

	if (work_may(w, e) || work_may(to, e))
		return e->kind;
	if (s != STATUS_CLOSED && !work_is_kept(w))
		return err_set(e, ERR_CONFLICT, "spam, deleted or merged");
	if (work_is_kept(to))
		return ERR_NONE;
	err_set(e, ERR_INVALID,
		to->state.status == STATUS_MERGED
			? "That ticket was merged into another one itself."
		: to->state.status == STATUS_CLOSED
			? "That ticket is closed."
			: "That ticket is spam or deleted.");
	return err_about(e, "into");
}

static enum err_kind merge(struct work *w, const void *args, struct err *e)
{
	struct event ev = work_event(w, EVENT_MERGED, DID_STATUS);
	instant unanswered = w->state.unanswered;

	(void)args;
	if (may_merge(w, e))
		return e->kind;
	ev.status = STATUS_MERGED;
	work_link(w, LINK_MERGED);
	work_add(w, &ev, NULL);
	return take_in(w->also, unanswered, e);
}

enum err_kind desk_merge(struct job *job, const char *code, int64_t seen,
			 const char *into, struct deed *out, struct err *e)
{
	const struct work_other other = { .code = into, .field = "into" };

	return work_run_pair(job, code, seen, &other, merge, NULL, out, e);
}
