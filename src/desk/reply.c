#include "desk/desk.h"

#include "base/limits.h"
#include "desk/work.h"

struct reply {
	const char *body;
	enum desk_then then;
};

static enum err_kind reply(struct work *w, const void *args, struct err *e)
{
	const struct reply *r = args;
	struct access_ticket at = work_access(w);
	bool customer = access_is_customer(w->job->viewer, &at);
	struct event ev = work_event(
		w, customer ? EVENT_CUSTOMER_MESSAGE : EVENT_REPLY,
		customer ? DID_CUSTOMER_SPOKE : DID_STAFF_SPOKE);

	if (customer ? work_speaks(w, e) : work_may(w, e))
		return e->kind;
	if (!work_is_kept(w))
		return err_set(e, ERR_CONFLICT, "closed tickets stay closed");
	if (r->then == THEN_RESOLVE) {
		ev.did |= DID_STATUS;
		ev.status = STATUS_RESOLVED;
	}
	work_say(w, r->body, customer ? AUTHOR_CUSTOMER : AUTHOR_STAFF,
		 VISIBLE_PUBLIC);
	work_add(w, &ev, NULL);
	return ERR_NONE;
}

enum err_kind desk_reply(struct job *job, const char *code, int64_t seen,
			 const char *body, enum desk_then then,
			 struct deed *out, struct err *e)
{
	const struct reply r = { .body = body, .then = then };

	if (work_check_text("The message", body, LIMIT_MESSAGE, e))
		return e->kind;
	return work_run(job, code, seen, reply, &r, out, e);
}
