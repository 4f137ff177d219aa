#include "web/ticket_sheet.h"
#include "base/limits.h"
#include "base/str.h"
#include "store/clock_store.h"
#include "store/level_store.h"
#include "web/conversation.h"
#include "web/names.h"
#include "web/promise_parts.h"
#include "web/ticket_customer.h"
#include "web/ticket_staff.h"
#include <inttypes.h>

/* ---- Reading ------------------------------------------------------------- */

/* Older messages than fit stand on a page of their own. */
static void fit_messages(struct ticket_sheet *p, size_t most)
{
	size_t bytes = 0, first = p->nmessages;

	while (first > 0) {
		bytes += strlen(p->messages[first - 1].body);
		if (p->nmessages - first == most ||
		    (bytes > LIMIT_PAGE_MESSAGE_BYTES && first < p->nmessages))
			break;
		first--;
	}
	p->earlier = first > 0 ? p->messages[first].seq : 0;
	p->messages += first;
	p->nmessages -= first;
}

static enum err_kind read_messages(struct req *rq, struct ticket_sheet *p,
				   struct err *e)
{
	static const struct field before[] = {
		{ "before", FIELD_I64, .min = 1, .max = INT64_MAX,
		  .otherwise = INT64_MAX },
	};
	struct form f;

	p->before = INT64_MAX;
	if (rq->method == GET) {
		form_read(rq, FIELDS(before), &f);
		p->before = f.v[0].i64;
	}
	if (message_store_list(rq->job.db, rq->a, p->ticket.row.id, p->staff,
			       p->before, LIMIT_PAGE_MESSAGES + 1, &p->messages,
			       &p->nmessages, e))
		return e->kind;
	fit_messages(p, LIMIT_PAGE_MESSAGES);
	return ERR_NONE;
}

/* The newest; and those before the messages of an earlier page, if they may not
 * be among these. */
static enum err_kind read_events(struct req *rq, struct ticket_sheet *p,
				 struct err *e)
{
	struct db *db = rq->job.db;
	ticket_id id = p->ticket.row.id;

	if (event_store_list(db, rq->a, id, INT64_MAX, LIMIT_PAGE_EVENTS,
			     &p->events, &p->nevents, e))
		return e->kind;
	p->shown = p->events;
	p->nshown = p->nevents;
	if (p->before == INT64_MAX || p->nevents < LIMIT_PAGE_EVENTS)
		return ERR_NONE;
	return event_store_list(db, rq->a, id, p->before, LIMIT_PAGE_EVENTS,
				&p->shown, &p->nshown, e);
}

static enum err_kind read_page(struct req *rq, struct ticket_sheet *p,
			       struct err *e)
{
	struct db *db = rq->job.db;
	ticket_id id;

	if (ticket_store_find(db, rq->a, &rq->viewer, rq->code, &p->ticket, e))
		return e->kind;
	id = p->ticket.row.id;
	p->access = ticket_store_access(&p->ticket.row, &p->ticket.state);
	p->staff = access_see_as_staff(&rq->viewer, &p->access);
	p->requester = access_is_customer(&rq->viewer, &p->access);
	p->works = access_work(&rq->viewer, &p->access);
	p->seen = p->ticket.row.version;
	if (!p->staff && event_store_told(db, rq->a, id, &p->seen, e))
		return e->kind;
	if (clock_store_list(db, rq->a, id, &p->clocks, &p->nclocks, e) ||
	    read_messages(rq, p, e))
		return e->kind;
	return read_events(rq, p, e);
}

/* ---- Strips -------------------------------------------------------------- */

/*
 * The level that an event set, with the calendar of the time: the one that a
 * clock of this level counts by.
 */
static enum err_kind level_of_event(struct req *rq,
				    const struct ticket_sheet *p,
				    int64_t version, const struct level **out,
				    struct err *e)
{
	struct level_ref ref = { .version = 0 };

	for (size_t i = 0; i < p->nclocks && !ref.version; i++) {
		const struct clock *c = &p->clocks[i];

		if (c->start_level_version == version)
			ref = (struct level_ref){ version,
						  c->start_calendar_version };
		else if (c->level_version == version)
			ref = (struct level_ref){ version,
						  c->calendar_version };
	}
	if (!ref.version &&
	    level_store_ref(rq->job.db, rq->a, version, &ref, e))
		return e->kind;
	return level_store_compile(rq->job.db, ref, out, e);
}

/* The events once more, to find out when clocks were paused. */
struct past {
	const struct event *events;
	const struct level **levels;
	size_t n;
};

static enum err_kind read_past(struct req *rq, const struct ticket_sheet *p,
			       struct past *past, struct err *e)
{
	struct event *events = ARENA_ARRAY(rq->a, p->nevents, struct event);

	past->n = p->nevents;
	past->events = events;
	past->levels = ARENA_ARRAY(rq->a, p->nevents, const struct level *);
	for (size_t i = 0; i < p->nevents; i++) {
		const struct event *ev = &p->events[i].event;

		events[i] = *ev;
		if (ev->did & (DID_CREATE | DID_LEVEL) && ev->level_version &&
		    level_of_event(rq, p, ev->level_version, &past->levels[i],
				   e))
			return e->kind;
	}
	return ERR_NONE;
}

/* Too many events to read are too many to fold: no pauses are drawn then. */
static bool can_fold(const struct ticket_sheet *p)
{
	return p->nevents > 0 && p->nevents < LIMIT_PAGE_EVENTS;
}

static enum err_kind find_pauses(struct req *rq, const struct ticket_sheet *p,
				 struct past *past, struct promise *promise,
				 struct err *e)
{
	const struct clock *c = promise->clock;
	struct calendar_span *spans;

	if ((c->paused == 0 && c->state != CLOCK_PAUSED) || !can_fold(p))
		return ERR_NONE;
	if (!past->events && read_past(rq, p, past, e))
		return e->kind;
	promise->npauses = strip_pauses(past->events, past->n, past->levels, c,
					rq->a, &spans);
	promise->pauses = spans;
	return ERR_NONE;
}

enum err_kind ticket_sheet_strips(struct req *rq, const struct ticket_sheet *p,
				  struct view *v, const char *name,
				  bool (*wanted)(const struct ticket_sheet *,
						 const struct clock *),
				  size_t *n, struct err *e)
{
	struct past past = { .events = NULL };

	*n = 0;
	for (size_t i = 0; i < p->nclocks; i++) {
		struct promise promise = { .clock = &p->clocks[i] };

		if (!wanted(p, promise.clock))
			continue;
		if (promise_parts_level(rq, promise.clock, &promise.level, e) ||
		    find_pauses(rq, p, &past, &promise, e))
			return e->kind;
		promise_parts_strip(rq, v, name, &promise);
		(*n)++;
	}
	return ERR_NONE;
}

/* ---- Entries ------------------------------------------------------------- */

/* The events that belong between the messages which are shown. */
void ticket_sheet_entries(struct req *rq, const struct ticket_sheet *p,
			  struct view *v, const char *name)
{
	struct conversation c = { .staff = p->staff,
				  .messages = p->messages,
				  .nmessages = p->nmessages };
	size_t first = 0, end = p->nshown;

	while (first < end && p->shown[first].event.seq < p->earlier)
		first++;
	while (end > first && p->shown[end - 1].event.seq >= p->before)
		end--;
	c.events = p->shown + first;
	c.nevents = end - first;
	conversation_show(rq, v, name, &c);
	if (p->earlier)
		view_text(view_row(v, TICKETS_SHOW_EARLIER),
			  TICKETS_SHOW_EARLIER_URL,
			  arena_printf(rq->a, "/tickets/%s?before=%" PRId64,
				       rq->code, p->earlier));
	if (p->before != INT64_MAX)
		view_text(view_row(v, TICKETS_SHOW_LATER),
			  TICKETS_SHOW_LATER_URL,
			  arena_printf(rq->a, "/tickets/%s", rq->code));
}

void ticket_sheet_faults(struct req *rq, const struct ticket_sheet *p,
			 struct view *v, const char *errors)
{
	const struct ticket_draft *d = p->draft;
	const char *body = !p->staff               ? "body"
			   : d->kind == DRAFT_NOTE ? "note"
						   : "reply";

	if (p->fault) {
		page_error(rq, v, errors, d->id ? d->id : body, p->fault);
		return;
	}
	for (size_t i = 0; i < d->form->n; i++) {
		const struct field *f = &d->form->fields[i];

		if (d->form->v[i].fault)
			page_error(rq, v, errors,
				   str_eq(f->name, "body") ? body : f->name,
				   form_fault_text(rq->a, f, &d->form->v[i]));
	}
}

const struct event *ticket_sheet_postponement(const struct ticket_sheet *p)
{
	for (size_t i = p->nevents; i > 0; i--) {
		const struct event *ev = &p->events[i - 1].event;

		if (ev->did & DID_STATUS && ev->status == STATUS_POSTPONED)
			return ev;
	}
	return NULL;
}

/* ---- Answers ------------------------------------------------------------- */

/* Is there still the form that it came from? */
static bool has_form(const struct ticket_sheet *p)
{
	enum status s = p->ticket.state.status;
	bool open = s != STATUS_CLOSED;

	switch (p->draft->kind) {
	case DRAFT_NONE:
		return true;
	case DRAFT_REPLY:
		return (p->staff ? p->works : p->requester) && open;
	case DRAFT_NOTE:
	case DRAFT_ASSIGNMENT:
		return p->staff && p->works;
	case DRAFT_POSTPONEMENT:
		return p->staff && p->works && open && s != STATUS_RESOLVED;
	}
	return false;
}

static enum err_kind show(struct req *rq, struct resp *rs,
			  struct ticket_sheet *p, struct err *e)
{
	if (p->staff)
		return ticket_staff_show(rq, rs, p, e);
	return ticket_customer_show(rq, rs, p, e);
}

enum err_kind ticket_sheet_show(struct req *rq, struct resp *rs, struct err *e)
{
	static const struct ticket_draft none = { .kind = DRAFT_NONE };
	struct ticket_sheet p = { .draft = &none };

	if (read_page(rq, &p, e))
		return e->kind;
	return show(rq, rs, &p, e);
}

enum err_kind ticket_sheet_invalid(struct req *rq, struct resp *rs,
				   const struct ticket_draft *draft,
				   struct err *e)
{
	struct ticket_sheet p = { .draft = draft };

	if (read_page(rq, &p, e))
		return e->kind;
	if (!has_form(&p))
		return form_check(rq->a, draft->form, e) ? e->kind
							 : ERR_INVALID;
	rs->status = 422;
	return show(rq, rs, &p, e);
}

enum err_kind ticket_sheet_refused(struct req *rq, struct resp *rs,
				   const struct ticket_draft *draft,
				   struct err *e)
{
	struct ticket_sheet p = { .draft = draft };
	struct err why = *e;

	if (why.kind != ERR_INVALID && why.kind != ERR_CONFLICT)
		return why.kind;
	err_clear(e);
	if (read_page(rq, &p, e))
		return e->kind;
	if (!has_form(&p)) {
		*e = why;
		return why.kind;
	}
	p.stale = why.kind == ERR_CONFLICT;
	p.fault = p.stale ? NULL : arena_str(rq->a, why.msg);
	rs->status = p.stale ? 409 : 422;
	return show(rq, rs, &p, e);
}

enum err_kind ticket_sheet_done(struct req *rq, struct resp *rs,
				enum page_done what, struct err *e)
{
	struct ticket_view t;

	if (ticket_store_find(rq->job.db, rq->a, &rq->viewer, rq->code, &t,
			      e) == ERR_NONE) {
		page_done(rq, rs, what,
			  arena_printf(rq->a, "/tickets/%s", rq->code));
		return ERR_NONE;
	}
	if (e->kind != ERR_NOT_FOUND)
		return e->kind;
	err_clear(e);
	page_done(rq, rs, what, "/inbox");
	return ERR_NONE;
}
