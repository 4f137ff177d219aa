#include "desk/desk.h"

#include "base/limits.h"
#include "desk/work.h"

/* A customer's word that is for another ticket than this. */
struct onward {
	bool on;
	const char *into; /* it was merged; NULL: nowhere */
};

struct reply {
	const char *body;
	enum desk_then then;
	struct onward *onward;
};

/*
 * A customer's word on what is closed, or part of another ticket. Only what
 * they may see takes it: nobody speaks where they cannot read.
 */
static enum err_kind send_on(struct work *w, struct onward *to, struct err *e)
{
	enum status s = w->state.status;

	if (s != STATUS_CLOSED && s != STATUS_MERGED)
		return err_set(e, ERR_CONFLICT, "spam or deleted");
	to->on = true;
	if (s == STATUS_MERGED &&
	    link_store_merged_into(w->job->db, w->job->arena, w->row.id,
				   &to->into, e))
		return e->kind;
	return err_set(e, ERR_CONFLICT, "closed tickets stay closed");
}

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
	if (!work_is_kept(w) && customer)
		return send_on(w, r->onward, e);
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

/* Into the ticket that ${code} was merged into, or behind it. */
static enum err_kind say_elsewhere(struct job *job, const char *code,
				   const struct reply *r, struct deed *out,
				   struct err *e)
{
	err_clear(e);
	if (r->onward->into) {
		if (desk_reply(job, r->onward->into, 0, r->body, r->then, out,
			       e) == ERR_NONE)
			return ERR_NONE;
		if (e->kind != ERR_NOT_FOUND && e->kind != ERR_DENIED &&
		    e->kind != ERR_CONFLICT)
			return e->kind;
		err_clear(e);
	}
	return desk_follow_up(job, code, 0, r->body, out, e);
}

enum err_kind desk_reply(struct job *job, const char *code, int64_t seen,
			 const char *body, enum desk_then then,
			 struct deed *out, struct err *e)
{
	struct onward to = { 0 };
	const struct reply r = { .body = body, .then = then, .onward = &to };

	if (work_check_text("The message", body, LIMIT_MESSAGE, e))
		return e->kind;
	if (work_run(job, code, seen, reply, &r, out, e) == ERR_CONFLICT &&
	    to.on)
		return say_elsewhere(job, code, &r, out, e);
	return e->kind;
}
