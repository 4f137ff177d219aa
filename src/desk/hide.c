#include "desk/desk.h"

#include "desk/choose.h"
#include "desk/work.h"

/* What is deleted is restored first: only then it may turn out to be spam. */
static enum err_kind mark_spam(struct work *w, const void *args, struct err *e)
{
	struct event ev = work_event(w, EVENT_SPAM, DID_STATUS);

	(void)args;
	if (work_may(w, e))
		return e->kind;
	if (w->state.status == STATUS_DELETED ||
	    w->state.status == STATUS_MERGED)
		return err_set(e, ERR_CONFLICT, "deleted or merged");
	ev.status = STATUS_SPAM;
	if (w->state.status != STATUS_SPAM)
		work_add(w, &ev, NULL);
	return ERR_NONE;
}

static enum err_kind remove_it(struct work *w, const void *args, struct err *e)
{
	struct event ev = work_event(w, EVENT_DELETED, DID_STATUS);

	(void)args;
	if (work_may(w, e))
		return e->kind;
	if (w->state.status == STATUS_MERGED)
		return err_set(e, ERR_CONFLICT, "merged");
	ev.status = STATUS_DELETED;
	if (w->state.status != STATUS_DELETED)
		work_add(w, &ev, NULL);
	return ERR_NONE;
}

/* Back to where it was, archived meanwhile or not (departments.h). */
static enum err_kind restore(struct work *w, const void *args, struct err *e)
{
	struct event ev = work_event(w, EVENT_RESTORED, DID_RESTORE);
	bool merged = w->state.status == STATUS_MERGED;
	bool spam = w->state.status == STATUS_SPAM;

	(void)args;
	if (work_may(w, e))
		return e->kind;
	if (!merged && !clock_ticket_hidden(&w->state))
		return err_set(e, ERR_CONFLICT, "spam, deleted or merged");
	work_add(w, &ev, NULL);
	if (spam && choose_anew(w, e))
		return e->kind;
	return merged ? link_store_end_merged(w->job->db, w->row.id,
					      w->job->by.now, e)
		      : ERR_NONE;
}

enum err_kind desk_mark_spam(struct job *job, const char *code, int64_t seen,
			     struct deed *out, struct err *e)
{
	return work_run(job, code, seen, mark_spam, NULL, out, e);
}

enum err_kind desk_delete(struct job *job, const char *code, int64_t seen,
			  struct deed *out, struct err *e)
{
	return work_run(job, code, seen, remove_it, NULL, out, e);
}

enum err_kind desk_restore(struct job *job, const char *code, int64_t seen,
			   struct deed *out, struct err *e)
{
	return work_run(job, code, seen, restore, NULL, out, e);
}
