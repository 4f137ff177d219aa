#include "web/ticket_staff.h"
#include "base/limits.h"
#include "base/str.h"
#include "store/worker_store.h"
#include "web/conversation.h"
#include "web/names.h"
#include "web/promise_parts.h"
#include "web/words.h"

/* ---- Head and properties ------------------------------------------------- */

static void fill_marks(struct view *v, const struct ticket_sheet *p)
{
	static const char *const status[STATUS_N] = {
		[STATUS_NEW] = TICKETS_SHOW_STATUS_NEW,
		[STATUS_OPEN] = TICKETS_SHOW_STATUS_OPEN,
		[STATUS_ANSWERED] = TICKETS_SHOW_STATUS_ANSWERED,
		[STATUS_POSTPONED] = TICKETS_SHOW_STATUS_POSTPONED,
		[STATUS_RESOLVED] = TICKETS_SHOW_STATUS_RESOLVED,
	};
	static const char *const priority[PRIORITY_N] = {
		[PRIORITY_URGENT] = TICKETS_SHOW_PRIORITY_URGENT,
		[PRIORITY_HIGH] = TICKETS_SHOW_PRIORITY_HIGH,
		[PRIORITY_NORMAL] = TICKETS_SHOW_PRIORITY_NORMAL,
		[PRIORITY_LOW] = TICKETS_SHOW_PRIORITY_LOW,
	};
	static const char *const source[SOURCE_N] = {
		[SOURCE_FORM] = TICKETS_SHOW_SOURCE_FORM,
		[SOURCE_MAIL] = TICKETS_SHOW_SOURCE_MAIL,
		[SOURCE_CHAT] = TICKETS_SHOW_SOURCE_CHAT,
		[SOURCE_PHONE] = TICKETS_SHOW_SOURCE_PHONE,
		[SOURCE_API] = TICKETS_SHOW_SOURCE_API,
		[SOURCE_AGENT] = TICKETS_SHOW_SOURCE_AGENT,
		[SOURCE_SELF_SERVICE] = TICKETS_SHOW_SOURCE_SELF_SERVICE,
		[SOURCE_IVR] = TICKETS_SHOW_SOURCE_IVR,
		[SOURCE_DIRECT] = TICKETS_SHOW_SOURCE_DIRECT,
	};
	const struct clock_ticket *s = &p->ticket.state;

	view_show(v, status[s->status] ? status[s->status]
				       : TICKETS_SHOW_STATUS_CLOSED);
	if (priority[s->priority])
		view_show(v, priority[s->priority]);
	view_show(v, source[p->ticket.row.source]);
}

static void fill_properties(const struct req *rq, struct view *v,
			    const struct ticket_sheet *p)
{
	const struct ticket_view *t = &p->ticket;
	const char *level = t->level_name;

	view_text(v, TICKETS_SHOW_CODE, t->row.code);
	view_text(v, TICKETS_SHOW_SUBJECT, t->row.subject);
	view_text(v, TICKETS_SHOW_REQUESTER, t->requester_name);
	view_text(v, TICKETS_SHOW_REQUESTER_EMAIL, t->requester_email);
	view_text(v, TICKETS_SHOW_DEPARTMENT, t->department_name);
	words_time_for(rq, v, TICKETS_SHOW_CREATED, t->state.created);
	if (t->assignee_name)
		view_text(view_row(v, TICKETS_SHOW_AGENT), TICKETS_SHOW_NAME,
			  t->assignee_name);
	else
		view_show(v, TICKETS_SHOW_NOBODY);
	if (level)
		view_text(view_row(v, TICKETS_SHOW_HAS_LEVEL),
			  TICKETS_SHOW_LEVEL, level);
	else
		view_show(v, TICKETS_SHOW_NO_LEVEL);
	fill_marks(v, p);
}

static void fill_postponed(const struct req *rq, struct view *v,
			   const struct ticket_sheet *p)
{
	const struct event *ev = ticket_sheet_postponement(p);
	struct view *section;

	if (p->ticket.state.status != STATUS_POSTPONED)
		return;
	section = view_row(v, TICKETS_SHOW_POSTPONED);
	if (p->ticket.state.postponed_until != INSTANT_NONE)
		words_time_for(rq, view_row(section, TICKETS_SHOW_UNTIL_TIME),
			       TICKETS_SHOW_UNTIL,
			       p->ticket.state.postponed_until);
	if (ev)
		conversation_party(section, ev->party);
	if (ev && !str_empty(ev->reason))
		view_text(view_row(section, TICKETS_SHOW_BECAUSE),
			  TICKETS_SHOW_REASON, ev->reason);
}

/* ---- Promises ------------------------------------------------------------ */

static bool is_live(const struct ticket_sheet *p, const struct clock *c)
{
	(void)p;
	return clock_live(c);
}

static bool has_ended(const struct ticket_sheet *p, const struct clock *c)
{
	(void)p;
	return !clock_live(c);
}

static enum err_kind fill_promises(struct req *rq, struct view *v,
				   const struct ticket_sheet *p, struct err *e)
{
	struct view *past;
	size_t n, ended = 0;

	for (size_t i = 0; i < p->nclocks; i++)
		ended += has_ended(p, &p->clocks[i]);
	if (ticket_sheet_strips(rq, p, v, TICKETS_SHOW_STRIP, is_live, &n, e))
		return e->kind;
	if (!ended)
		return ERR_NONE;
	past = view_row(v, TICKETS_SHOW_PAST);
	return ticket_sheet_strips(rq, p, past, TICKETS_SHOW_PAST_STRIP,
				   has_ended, &n, e);
}

/* ---- What can be done ---------------------------------------------------- */

static enum err_kind fill_people(struct req *rq, struct view *v,
				 const struct ticket_sheet *p, struct err *e)
{
	person_id agent = p->ticket.state.assignee;
	struct worker *workers;
	bool listed = agent.n == 0;
	size_t n;

	if (worker_store_list(rq->job.db, rq->a, p->ticket.state.department,
			      LIMIT_CHOICES, &workers, &n, e))
		return e->kind;
	if (agent.n == 0)
		view_show(v, TICKETS_SHOW_NOBODY_CHOSEN);
	for (size_t i = 0; i < n; i++) {
		const struct worker *w = &workers[i];
		struct view *person = view_row(v, TICKETS_SHOW_PERSON);

		view_text(person, TICKETS_SHOW_ID, w->oid);
		view_text(person, TICKETS_SHOW_NAME, w->name);
		listed |= w->id.n == agent.n;
		if (w->id.n == agent.n)
			view_show(person, TICKETS_SHOW_CHOSEN);
		else if (w->id.n == rq->viewer.person.n)
			view_text(view_row(v, TICKETS_SHOW_CAN_TAKE),
				  TICKETS_SHOW_ME, w->oid);
	}
	if (!listed) { /* who has it does not work there any more */
		struct view *person = view_row(v, TICKETS_SHOW_PERSON);

		view_text(person, TICKETS_SHOW_ID, p->ticket.assignee_oid);
		view_text(person, TICKETS_SHOW_NAME, p->ticket.assignee_name);
		view_show(person, TICKETS_SHOW_CHOSEN);
	}
	return ERR_NONE;
}

static void fill_reply(struct view *v, const struct ticket_sheet *p)
{
	struct view *reply = view_row(v, TICKETS_SHOW_CAN_REPLY);
	struct view *stops = NULL;

	for (size_t i = 0; i < p->nclocks; i++) {
		const struct clock *c = &p->clocks[i];

		if (!clock_live(c) || (c->metric != METRIC_FIRST_ANSWER &&
				       c->metric != METRIC_NEXT_ANSWER))
			continue;
		if (!stops)
			stops = view_row(reply, TICKETS_SHOW_REPLY_STOPS);
		promise_parts_metric(view_row(stops, TICKETS_SHOW_STOP),
				     c->metric);
	}
	if (!stops)
		view_show(reply, TICKETS_SHOW_REPLY_STOPS_NONE);
}

/* Which clocks would go on, and which would stand still? */
static enum err_kind fill_postpone(struct req *rq, struct view *v,
				   const struct ticket_sheet *p, struct err *e)
{
	static const char *const parties[] = {
		[PARTY_NONE] = TICKETS_SHOW_IS_CUSTOMER,
		[PARTY_CUSTOMER] = TICKETS_SHOW_IS_CUSTOMER,
		[PARTY_VENDOR] = TICKETS_SHOW_IS_VENDOR,
		[PARTY_TEAM] = TICKETS_SHOW_IS_TEAM,
		[PARTY_PLANNED] = TICKETS_SHOW_IS_PLANNED,
	};
	const struct ticket_draft *d = p->draft;
	struct view *form = view_row(v, TICKETS_SHOW_CAN_POSTPONE);

	view_show(form, parties[d->party]);
	if (d->kind == DRAFT_POSTPONEMENT) {
		view_text(form, TICKETS_SHOW_UNTIL_INPUT, d->until);
		view_text(form, TICKETS_SHOW_REASON_INPUT, d->reason);
	}
	for (size_t i = 0; i < p->nclocks; i++) {
		const struct clock *c = &p->clocks[i];
		const struct level *l;
		bool held;

		if (!clock_live(c))
			continue;
		if (promise_parts_level(rq, c, &l, e))
			return e->kind;
		held = l->pauses[c->metric] & STATUS_BIT(STATUS_POSTPONED);
		promise_parts_metric(
			view_row(form, held ? TICKETS_SHOW_CLOCK_HELD
					    : TICKETS_SHOW_CLOCK_ON),
			c->metric);
	}
	return ERR_NONE;
}

static enum err_kind fill_work(struct req *rq, struct view *v,
			       const struct ticket_sheet *p, struct err *e)
{
	enum status s = p->ticket.state.status;
	bool open = s <= STATUS_POSTPONED;

	if (!p->works)
		return ERR_NONE;
	view_show(v, TICKETS_SHOW_CAN_WORK);
	if (open || s == STATUS_RESOLVED)
		fill_reply(v, p);
	if (open && fill_postpone(rq, v, p, e))
		return e->kind;
	if (open)
		view_show(v, TICKETS_SHOW_CAN_RESOLVE);
	if (s == STATUS_RESOLVED || s == STATUS_POSTPONED)
		view_show(v, TICKETS_SHOW_CAN_REOPEN);
	if (p->draft->kind == DRAFT_NOTE || (!open && s != STATUS_RESOLVED))
		view_show(v, TICKETS_SHOW_NOTE_CHOSEN);
	if (!open && s != STATUS_RESOLVED)
		return ERR_NONE;
	view_show(v, TICKETS_SHOW_CAN_ASSIGN);
	return fill_people(rq, v, p, e);
}

/* ---- A form that comes back ---------------------------------------------- */

static void fill_draft(struct req *rq, struct resp *rs, struct view *v,
		       const struct ticket_sheet *p)
{
	const struct ticket_draft *d = p->draft;

	if (d->kind == DRAFT_NONE)
		return;
	if (d->kind == DRAFT_REPLY)
		view_text(v, TICKETS_SHOW_REPLY, d->body);
	if (d->kind == DRAFT_NOTE)
		view_text(v, TICKETS_SHOW_NOTE, d->body);
	if (p->stale) {
		view_show(v, TICKETS_SHOW_STALE);
		view_show(page_frame(rq), LAYOUT_INVALID);
		return;
	}
	ticket_sheet_faults(rq, p, v, TICKETS_SHOW_ERRORS);
	page_invalid(rq, rs);
}

enum err_kind ticket_staff_show(struct req *rq, struct resp *rs,
				const struct ticket_sheet *p, struct err *e)
{
	struct view *v = page_new(rq, LAYOUT_AT_TICKET, TICKETS_SHOW_TPL);

	view_text(page_frame(rq), LAYOUT_TITLE, p->ticket.row.subject);
	view_int(v, TICKETS_SHOW_SEEN, p->seen);
	view_int(v, TICKETS_SHOW_BODY_MAX, LIMIT_MESSAGE);
	view_int(v, TICKETS_SHOW_REASON_MAX, LIMIT_REASON);
	fill_properties(rq, v, p);
	fill_postponed(rq, v, p);
	fill_draft(rq, rs, v, p);
	ticket_sheet_entries(rq, p, v, TICKETS_SHOW_ENTRY);
	if (fill_promises(rq, v, p, e) || fill_work(rq, v, p, e))
		return e->kind;
	return page_send(rq, rs, e);
}
