#include "desk/desk.h"

#include "base/limits.h"
#include "base/str.h"
#include "desk/work.h"

static enum err_kind postpone(struct work *w, const void *args, struct err *e)
{
	const struct desk_postponement *p = args;
	struct event ev = work_event(w, EVENT_POSTPONED, DID_STATUS);

	if (work_may(w, e))
		return e->kind;
	if (!work_is_open(w))
		return err_set(e, ERR_CONFLICT, "not open any more");
	ev.status = STATUS_POSTPONED;
	ev.until = p->until;
	ev.pause = p->code;
	ev.party = p->party ? p->party : event_pause_party(p->code);
	ev.reason = str_empty(p->reason) ? NULL : p->reason;
	work_add(w, &ev, NULL);
	return ERR_NONE;
}

enum err_kind desk_postpone(struct job *job, const char *code, int64_t seen,
			    const struct desk_postponement *p, struct deed *out,
			    struct err *e)
{
	instant now = job->by.now;

	if (p->until != INSTANT_NONE && p->until <= now)
		return err_set(e, ERR_INVALID,
			       "The end of the postponement has passed.");
	if (p->until != INSTANT_NONE && p->until > now + LIMIT_POSTPONEMENT)
		return err_set(e, ERR_INVALID,
			       "The end of the postponement is more than a"
			       " year away.");
	if (p->party < PARTY_NONE || p->party > PARTY_PLANNED)
		return err_set(e, ERR_INVALID,
			       "There is no such party to wait for.");
	if (p->code < PAUSE_UNSAID || p->code >= PAUSE_N)
		return err_set(e, ERR_INVALID,
			       "There is no such reason to postpone.");
	if (!str_empty(p->reason) &&
	    work_check_text("The reason", p->reason, LIMIT_REASON, e))
		return e->kind;
	return work_run(job, code, seen, postpone, p, out, e);
}
