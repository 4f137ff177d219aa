#include "web/ticket_customer.h"
#include "base/limits.h"
#include "base/str.h"
#include "web/conversation.h"
#include "web/names.h"
#include "web/promise_parts.h"
#include "web/tag_parts.h"
#include "web/ticket_customs.h"
#include "web/ticket_strips.h"
#include "web/words.h"
#include "web/uploads.h"

/* What we owe: the clock of the next answer, or NULL. */
static struct clock *owed(const struct ticket_sheet *p)
{
	for (size_t i = p->nclocks; i > 0; i--) {
		struct clock *c = &p->clocks[i - 1];

		if (c->state == CLOCK_RUNNING && c->due != INSTANT_NONE &&
		    (c->metric == METRIC_FIRST_ANSWER ||
		     c->metric == METRIC_NEXT_ANSWER))
			return c;
	}
	return NULL;
}

static enum err_kind fill_owed(struct req *rq, struct view *v,
			       const struct ticket_sheet *p, struct err *e)
{
	struct clock *c = owed(p);
	struct strip_badge b;
	struct view *section;

	if (!c) {
		view_show(v, TICKETS_SHOW_CUSTOMER_WAITING);
		return ERR_NONE;
	}
	if (promise_parts_level(rq, c, e))
		return e->kind;
	strip_badge(c, rq->job.by.now, &b);
	section = view_row(v, b.late > 0 ? TICKETS_SHOW_CUSTOMER_LATE
					 : TICKETS_SHOW_CUSTOMER_ANSWER_BY);
	words_time_for(rq, section, TICKETS_SHOW_CUSTOMER_DUE, c->due);
	return ERR_NONE;
}

static void fill_since(struct req *rq, struct view *v, const char *section,
		       instant since)
{
	words_time_for(rq, view_row(v, section), TICKETS_SHOW_CUSTOMER_SINCE,
		       since);
}

static void fill_postponed(struct req *rq, struct view *v,
			   const struct ticket_sheet *p)
{
	struct view *section = view_row(v, TICKETS_SHOW_CUSTOMER_POSTPONED);
	const struct event *ev = ticket_sheet_postponement(p);
	instant until = p->ticket.state.postponed_until;

	if (until != INSTANT_NONE)
		words_time_for(
			rq, view_row(section, TICKETS_SHOW_CUSTOMER_UNTIL_TIME),
			TICKETS_SHOW_CUSTOMER_UNTIL, until);
	if (ev)
		conversation_party(section, ev->party);
}

/* Until when it can be reopened: so it says, unless that is over. */
static void fill_resolved(struct req *rq, struct view *v,
			  const struct ticket_view *t)
{
	struct view *section = view_row(v, TICKETS_SHOW_CUSTOMER_RESOLVED);
	const struct clock_ticket *s = &t->state;

	words_time_for(rq, section, TICKETS_SHOW_CUSTOMER_SINCE,
		       s->resolved != INSTANT_NONE ? s->resolved
						   : s->last_event);
	if (t->settle != INSTANT_NONE && t->settle > rq->job.by.now)
		words_time_for(
			rq, view_row(section, TICKETS_SHOW_CUSTOMER_UNTIL_TIME),
			TICKETS_SHOW_CUSTOMER_UNTIL, t->settle);
}

/* When staff last spoke; else when anything last happened. */
static instant answered_at(const struct ticket_sheet *p)
{
	for (size_t i = p->nevents; i > 0; i--)
		if (p->events[i - 1].event.did &
		    (DID_STAFF_SPOKE | DID_ANSWERED))
			return p->events[i - 1].event.at;
	return p->ticket.state.last_event;
}

/* Where it is dealt with, if that is theirs to see. */
static void fill_merged(struct view *v, const struct ticket_sheet *p)
{
	struct view *section = view_row(v, TICKETS_SHOW_CUSTOMER_MERGED);
	const struct link_view *l = ticket_sheet_merged(p);

	if (l && l->code)
		view_text(view_row(section, TICKETS_SHOW_CUSTOMER_LINKED),
			  TICKETS_SHOW_CUSTOMER_LINK_CODE, l->code);
	else
		view_show(section, TICKETS_SHOW_CUSTOMER_UNLINKED);
}

/* The promise in large letters. */
static enum err_kind fill_promise(struct req *rq, struct view *v,
				  const struct ticket_sheet *p, struct err *e)
{
	const struct clock_ticket *s = &p->ticket.state;

	switch (s->status) {
	case STATUS_NEW:
	case STATUS_OPEN:
		return fill_owed(rq, v, p, e);
	case STATUS_ANSWERED:
		fill_since(rq, v, TICKETS_SHOW_CUSTOMER_ANSWERED,
			   answered_at(p));
		return ERR_NONE;
	case STATUS_POSTPONED:
		fill_postponed(rq, v, p);
		return ERR_NONE;
	case STATUS_RESOLVED:
		fill_resolved(rq, v, &p->ticket);
		return ERR_NONE;
	case STATUS_MERGED:
		fill_merged(v, p);
		return ERR_NONE;
	default:
		fill_since(rq, v, TICKETS_SHOW_CUSTOMER_CLOSED, s->last_event);
		return ERR_NONE;
	}
}

static bool is_promise_to_them(const struct ticket_sheet *p,
			       const struct clock *c)
{
	(void)p;
	return strip_for_customer(c);
}

static enum err_kind fill_why(struct req *rq, struct view *v,
			      const struct ticket_sheet *p, struct err *e)
{
	struct view *why;
	size_t n = 0;

	for (size_t i = 0; i < p->nclocks; i++)
		n += is_promise_to_them(p, &p->clocks[i]);
	if (n == 0)
		return ERR_NONE;
	why = view_row(v, TICKETS_SHOW_CUSTOMER_WHY);
	return ticket_strips_show(rq, p, why, TICKETS_SHOW_CUSTOMER_STRIP,
				  is_promise_to_them, &n, e);
}

/* Whose turn is it? */
static const char *turn(const struct ticket_sheet *p)
{
	const struct event *ev = ticket_sheet_postponement(p);

	switch (p->ticket.state.status) {
	case STATUS_NEW:
	case STATUS_OPEN:
		return TICKETS_SHOW_CUSTOMER_OURS;
	case STATUS_ANSWERED:
		return TICKETS_SHOW_CUSTOMER_YOURS;
	case STATUS_POSTPONED:
		return ev && ev->party == PARTY_CUSTOMER
			       ? TICKETS_SHOW_CUSTOMER_YOURS
			       : TICKETS_SHOW_CUSTOMER_OURS;
	case STATUS_RESOLVED:
		return TICKETS_SHOW_CUSTOMER_SOLVED;
	default:
		return TICKETS_SHOW_CUSTOMER_SHUT;
	}
}

/* Who asked, who reads it, and where they came from. */
static enum err_kind fill_head(struct req *rq, struct view *v,
			       const struct ticket_sheet *p, struct err *e)
{
	const struct ticket *t = &p->ticket.row;
	bool own = access_is_requester(&rq->viewer, &p->access), others;
	const char *back = ticket_sheet_came_from(rq);

	view_text(v, TICKETS_SHOW_CUSTOMER_CODE, t->code);
	view_text(v, TICKETS_SHOW_CUSTOMER_SUBJECT, t->subject);
	if (!str_starts(back ? back : "", "/tickets"))
		back = own ? "/tickets" : "/tickets?whose=company";
	view_text(v, TICKETS_SHOW_CUSTOMER_LIST_URL, back);
	view_show(v, own ? TICKETS_SHOW_CUSTOMER_MINE
			 : TICKETS_SHOW_CUSTOMER_COMPANYS);
	ticket_sheet_way_back(rq, v, TICKETS_SHOW_CUSTOMER_BACK);
	view_show(v, turn(p));
	tag_parts_open(v, TICKETS_SHOW_CUSTOMER_TAGS, TICKETS_SHOW_CUSTOMER_TAG,
		       &p->tags);
	if (!own)
		view_text(view_row(v, TICKETS_SHOW_CUSTOMER_ASKED_BY),
			  TICKETS_SHOW_CUSTOMER_NAME, p->ticket.requester_name);
	if (ticket_store_shared(rq->job.db, rq->a, t, &others, e))
		return e->kind;
	if (others)
		view_show(v, TICKETS_SHOW_CUSTOMER_COLLEAGUES);
	return ERR_NONE;
}

static enum err_kind fill_forms(struct req *rq, struct view *v,
				const struct ticket_sheet *p, struct err *e)
{
	enum status s = p->ticket.state.status;
	bool open = s <= STATUS_POSTPONED;

	if (!p->requester)
		return ERR_NONE;
	/* On what is shut it begins a new one (desk_reply). */
	view_show(v, TICKETS_SHOW_CUSTOMER_CAN_REPLY);
	if (open)
		view_show(v, TICKETS_SHOW_CUSTOMER_CAN_RESOLVE);
	view_show(v, s == STATUS_RESOLVED ? TICKETS_SHOW_CUSTOMER_CAN_REOPEN
		     : s == STATUS_CLOSED ? TICKETS_SHOW_CUSTOMER_IS_SHUT
					  : TICKETS_SHOW_CUSTOMER_IS_OPEN);
	return uploads_field(rq, v, TICKETS_SHOW_CUSTOMER_UPLOAD, "files",
			     p->draft->kind == DRAFT_REPLY, e);
}

static void fill_stale(struct req *rq, struct view *v,
		       const struct ticket_sheet *p)
{
	const char *body = p->draft->body;
	struct view *stale = view_row(v, TICKETS_SHOW_CUSTOMER_STALE);
	bool text = !str_empty(body);

	if (p->sent)
		view_show(stale, text && !p->lost
					 ? TICKETS_SHOW_CUSTOMER_SENT_TEXT
					 : TICKETS_SHOW_CUSTOMER_SENT_CHOICE);
	else
		view_show(stale, text && !p->lost
					 ? TICKETS_SHOW_CUSTOMER_STALE_TEXT
					 : TICKETS_SHOW_CUSTOMER_STALE_DEED);
	if (p->lost && text)
		view_text(view_row(stale, TICKETS_SHOW_CUSTOMER_LOST),
			  TICKETS_SHOW_CUSTOMER_TEXT, body);
	view_show(page_frame(rq), LAYOUT_INVALID);
}

static void fill_draft(struct req *rq, struct resp *rs, struct view *v,
		       const struct ticket_sheet *p)
{
	const struct ticket_draft *d = p->draft;

	if (d->kind == DRAFT_NONE)
		return;
	if (d->body)
		view_text(v, TICKETS_SHOW_CUSTOMER_BODY, d->body);
	if (p->stale) {
		fill_stale(rq, v, p);
		return;
	}
	ticket_sheet_faults(rq, p, v, TICKETS_SHOW_CUSTOMER_ERRORS);
	page_invalid(rq, rs);
}

enum err_kind ticket_customer_show(struct req *rq, struct resp *rs,
				   const struct ticket_sheet *p, struct err *e)
{
	struct view *v = page_new(rq, LAYOUT_AT_TICKET,
				  TICKETS_SHOW_CUSTOMER_TPL);

	view_text(page_frame(rq), LAYOUT_TITLE, p->ticket.row.subject);
	view_int(v, TICKETS_SHOW_CUSTOMER_SEEN, p->seen);
	view_int(v, TICKETS_SHOW_CUSTOMER_BODY_MAX, LIMIT_MESSAGE);
	fill_draft(rq, rs, v, p);
	ticket_customs_for_customer(rq, v, p);
	ticket_sheet_entries(rq, p, v, TICKETS_SHOW_CUSTOMER_ENTRY);
	if (fill_head(rq, v, p, e) || fill_forms(rq, v, p, e) ||
	    fill_promise(rq, v, p, e) || fill_why(rq, v, p, e))
		return e->kind;
	return page_send(rq, rs, e);
}
