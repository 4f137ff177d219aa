/* Words to somebody outside the desk, a supplier for instance. */
#include "desk/desk.h"

#include <inttypes.h>
#include "base/json_out.h"
#include "base/limits.h"
#include "desk/choose.h"
#include "desk/people.h"
#include "desk/work.h"
#include "store/outbox_store.h"

/* What the letter is made of. */
static const char *payload(const struct work *w, const struct desk_forward *f)
{
	struct sbuf b = SBUF_INIT(LIMIT_FORM);
	struct json_out j = JSON_OUT(&b);
	const char *text;

	json_out_object(&j, NULL);
	json_out_str(&j, "kind", "forward");
	json_out_object(&j, "to");
	json_out_str(&j, "address", f->to);
	json_out_end_object(&j);
	json_out_str(&j, "ticket", w->row.code);
	json_out_str(&j, "subject", w->row.subject);
	json_out_str(&j, "by", w->job->viewer->name);
	json_out_str(&j, "body", f->body);
	json_out_end_object(&j);
	text = b.failed ? NULL : arena_str(w->job->arena, sbuf_text(&b));
	sbuf_release(&b);
	return text;
}

/* Once for each event: its form's key keeps a second one away. */
static enum err_kind send(const struct work *w, const struct desk_forward *f,
			  int64_t seq, struct err *e)
{
	struct job *job = w->job;
	const struct outbox_row row = {
		.ukey = arena_printf(job->arena, "forward:%s:%" PRId64,
				     w->row.oid, seq),
		.kind = OUTBOX_MAIL,
		.ticket = w->row.id,
		.payload = payload(w, f),
		.created = job->by.now,
	};

	if (!row.payload)
		return err_set(e, ERR_BROKEN, "a letter became too long");
	return outbox_store_add(job->db, job->arena, &row, 1, e);
}

/* Its requester reads nothing of it, so it answers nobody. */
static enum err_kind forward(struct work *w, const void *args, struct err *e)
{
	const struct desk_forward *f = args;
	struct event ev = work_event(w, EVENT_FORWARDED, DID_NOTE);
	int64_t seq = w->state.last_seq + 1;

	if (work_may(w, e))
		return e->kind;
	if (!work_is_kept(w))
		return err_set(e, ERR_CONFLICT, "closed, hidden or merged");
	ev.reason = f->to;
	work_say(w, f->body, AUTHOR_STAFF, VISIBLE_STAFF);
	work_add(w, &ev, NULL);
	return send(w, f, seq, e) ? e->kind : choose_anew(w, e);
}

enum err_kind desk_forward(struct job *job, const char *code, int64_t seen,
			   const struct desk_forward *f, struct deed *out,
			   struct err *e)
{
	if (people_check_email(f->to, e))
		return err_about(e, "to");
	if (work_check_text("The message", f->body, LIMIT_MESSAGE, e))
		return err_about(e, "body");
	return work_run(job, code, seen, forward, f, out, e);
}
