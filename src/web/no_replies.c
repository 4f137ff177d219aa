#include "web/no_replies.h"
#include "base/limits.h"
#include "web/names.h"

enum {
	NO_REPLY_REASON,
	NO_REPLY_SEEN
};
/* clang-format off */
static const struct field fields[] = {
	[NO_REPLY_REASON] = { "reason", FIELD_LINE, .max = LIMIT_REASON,
			      .must = true, .id = "no_reply" },
	[NO_REPLY_SEEN]   = TICKET_SHEET_SEEN,
};
/* clang-format on */

enum err_kind no_replies_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct ticket_draft draft = { .kind = DRAFT_NO_REPLY,
				      .id = "no_reply" };
	struct form form;
	struct deed deed;

	form_read(rq, FIELDS(fields), &form);
	draft.form = &form;
	draft.reason = form.v[NO_REPLY_REASON].text;
	if (!form.ok)
		return ticket_sheet_invalid(rq, rs, &draft, e);
	if (desk_no_reply(&rq->job, rq->code, form.v[NO_REPLY_SEEN].i64,
			  draft.reason, &deed, e))
		return ticket_sheet_refused(rq, rs, &draft, e);
	return ticket_sheet_done(rq, rs, PAGE_NO_REPLY, e);
}

bool no_replies_fit(const struct ticket_sheet *p)
{
	const struct clock_ticket *t = &p->ticket.state;

	return p->works && t->status <= STATUS_POSTPONED &&
	       t->first_answered != INSTANT_NONE &&
	       t->unanswered != INSTANT_NONE;
}

/* What becomes of the answer that was promised (sla.md R18, D48). */
static void fill_fate(const struct req *rq, struct view *v,
		      const struct ticket_sheet *p)
{
	for (size_t i = 0; i < p->nclocks; i++) {
		const struct clock *c = &p->clocks[i];

		if (c->metric == METRIC_NEXT_ANSWER && clock_live(c))
			view_show(v, c->breached != INSTANT_NONE ||
						     (c->due != INSTANT_NONE &&
						      c->due < rq->job.by.now)
					     ? TICKETS_SHOW_ANSWER_MISSED
					     : TICKETS_SHOW_ANSWER_CANCELLED);
	}
	if (p->ticket.state.status != STATUS_POSTPONED)
		view_show(v, TICKETS_SHOW_BECOMES_ANSWERED);
}

void no_replies_fill(const struct req *rq, struct view *v,
		     const struct ticket_sheet *p)
{
	struct view *form;

	if (!no_replies_fit(p))
		return;
	form = view_row(v, TICKETS_SHOW_CAN_SAY_NO_REPLY);
	if (p->draft->kind == DRAFT_NO_REPLY) {
		view_show(form, TICKETS_SHOW_NO_REPLY_OPEN);
		view_text(form, TICKETS_SHOW_NO_REPLY_INPUT, p->draft->reason);
	}
	fill_fate(rq, form, p);
}
