#include "web/markings.h"
#include "web/names.h"
#include "web/promise_parts.h"
#include "web/ticket_sheet.h"

static const struct field fields[] = { TICKET_SHEET_SEEN };

typedef enum err_kind marking(struct job *job, const char *code, int64_t seen,
			      struct deed *out, struct err *e);

static enum err_kind carry_out(struct req *rq, struct resp *rs, marking *verb,
			       enum page_done what, struct err *e)
{
	struct form form;
	struct deed deed;

	form_read(rq, FIELDS(fields), &form);
	if (form_check(rq->a, &form, e))
		return e->kind;
	if (verb(&rq->job, rq->code, form.v[0].i64, &deed, e))
		return ticket_sheet_too_late(rq, rs, e);
	return ticket_sheet_done(rq, rs, what, e);
}

enum err_kind markings_answered(struct req *rq, struct resp *rs, struct err *e)
{
	return carry_out(rq, rs, desk_mark_answered, PAGE_MARKED, e);
}

enum err_kind markings_spam(struct req *rq, struct resp *rs, struct err *e)
{
	return carry_out(rq, rs, desk_mark_spam, PAGE_SPAM, e);
}

enum err_kind markings_delete(struct req *rq, struct resp *rs, struct err *e)
{
	return carry_out(rq, rs, desk_delete, PAGE_DELETED, e);
}

enum err_kind markings_restore(struct req *rq, struct resp *rs, struct err *e)
{
	return carry_out(rq, rs, desk_restore, PAGE_RESTORED, e);
}

/* ---- The questions ------------------------------------------------------- */

/* What becomes of a promise: a section of the page. */
static const char *fate(const struct req *rq, const struct clock *c,
			bool answered)
{
	bool reply = c->metric == METRIC_FIRST_ANSWER ||
		     c->metric == METRIC_NEXT_ANSWER;
	bool late = c->breached != INSTANT_NONE ||
		    (c->due != INSTANT_NONE && c->due < rq->job.by.now);

	if (!answered)
		return TICKETS_CONFIRM_CANCELLED;
	if (reply)
		return late ? TICKETS_CONFIRM_MISSED : TICKETS_CONFIRM_KEPT;
	return c->level->pauses[c->metric] & STATUS_BIT(STATUS_ANSWERED)
		       ? TICKETS_CONFIRM_HELD
		       : TICKETS_CONFIRM_ON;
}

static enum err_kind fill_promises(struct req *rq, struct view *v,
				   const struct ticket_sheet *p, bool answered,
				   struct err *e)
{
	struct view *list = NULL;

	for (size_t i = 0; i < p->nclocks; i++) {
		struct clock *c = &p->clocks[i];

		if (!clock_live(c))
			continue;
		if (promise_parts_level(rq, c, e))
			return e->kind;
		if (!list)
			list = view_row(v, TICKETS_CONFIRM_PROMISES);
		promise_parts_metric(view_row(list, fate(rq, c, answered)),
				     c->metric);
	}
	if (!list)
		view_show(v, TICKETS_CONFIRM_NO_PROMISES);
	return ERR_NONE;
}

static enum err_kind ask(struct req *rq, struct resp *rs, const char *what,
			 bool answered, struct err *e)
{
	struct ticket_sheet p;
	struct view *v;

	if (ticket_sheet_read(rq, &p, e))
		return e->kind;
	if (!p.works)
		return err_set(e, ERR_DENIED, "not theirs to work on");
	v = page_new(rq, LAYOUT_AT_TICKET, TICKETS_CONFIRM_TPL);
	view_text(page_frame(rq), LAYOUT_TITLE, p.ticket.row.subject);
	view_show(v, what);
	view_text(v, TICKETS_CONFIRM_SUBJECT, p.ticket.row.subject);
	view_text(v, TICKETS_CONFIRM_CODE, p.ticket.row.code);
	view_text(v, TICKETS_CONFIRM_REQUESTER, p.ticket.requester_name);
	view_text(v, TICKETS_CONFIRM_TICKET_URL, ticket_sheet_url(rq, ""));
	view_int(v, TICKETS_CONFIRM_SEEN, p.seen);
	ticket_sheet_way_back(rq, v, TICKETS_CONFIRM_BACK);
	if (fill_promises(rq, v, &p, answered, e))
		return e->kind;
	return page_send(rq, rs, e);
}

enum err_kind markings_ask_answered(struct req *rq, struct resp *rs,
				    struct err *e)
{
	return ask(rq, rs, TICKETS_CONFIRM_ANSWERED, true, e);
}

enum err_kind markings_ask_spam(struct req *rq, struct resp *rs, struct err *e)
{
	return ask(rq, rs, TICKETS_CONFIRM_SPAM, false, e);
}

enum err_kind markings_ask_deletion(struct req *rq, struct resp *rs,
				    struct err *e)
{
	return ask(rq, rs, TICKETS_CONFIRM_DELETION, false, e);
}
