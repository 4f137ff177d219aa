#include "web/ticket_sheet.h"
#include "base/limits.h"
#include "base/sbuf.h"
#include "base/str.h"
#include "desk/explain.h"
#include "store/clock_store.h"
#include "web/csrf.h"
#include "web/deadlines.h"
#include "web/names.h"
#include "web/no_replies.h"
#include "web/ticket_customer.h"
#include "web/ticket_customs.h"
#include "web/ticket_staff.h"
#include "web/uploads.h"
#include <inttypes.h>
#include <stdlib.h>

/* ---- The way back ---------------------------------------------------------
 */

#define BACK_MAX 500

/* Lists that lead to tickets. */
static bool is_list(const char *path)
{
	static const char *const lists[] = { "/inbox", "/tickets",
					     "/reports/log", "/customers",
					     "/companies" };

	if (!http_local_path(path) || strlen(path) > BACK_MAX)
		return false;
	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		size_t n = strlen(lists[i]);

		if (str_starts(path, lists[i]) &&
		    (path[n] == '\0' || path[n] == '?' ||
		     (path[n] == '/' && !str_eq(lists[i], "/tickets"))))
			return true;
	}
	return false;
}

const char *ticket_sheet_came_from(const struct req *rq)
{
	const struct http_pair *p = http_find(
		rq->method == POST ? &rq->fields : &rq->query, "back");
	const char *path = p ? p->text : NULL;

	if (!p && rq->method == GET)
		path = csrf_local_referer(rq);
	return is_list(path) ? path : NULL;
}

void ticket_sheet_way_back(const struct req *rq, struct view *v,
			   const char *section)
{
	const char *path = ticket_sheet_came_from(rq);

	if (path)
		view_text(view_row(v, section), TICKETS_SHOW_VALUE, path);
}

const char *ticket_sheet_path(struct arena *a, const char *code,
			      const char *below, const char *back)
{
	struct sbuf b = SBUF_INIT(8 * BACK_MAX);
	const char *path;

	sbuf_printf(&b, "/tickets/%s%s", code, below);
	if (back) {
		sbuf_str(&b, strchr(below, '?') ? "&back=" : "?back=");
		http_encode(&b, back);
	}
	path = arena_str(a, sbuf_text(&b));
	sbuf_release(&b);
	return path;
}

const char *ticket_sheet_url(const struct req *rq, const char *below)
{
	return ticket_sheet_path(rq->a, rq->code, below,
				 ticket_sheet_came_from(rq));
}

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

static const struct field_choice filters[] = {
	{ "all", SHOW_ALL },         { "messages", SHOW_MESSAGES },
	{ "notes", SHOW_NOTES },     { "promises", SHOW_PROMISES },
	{ "changes", SHOW_CHANGES }, { NULL, SHOW_ALL },
};

/* Which part of the conversation; after a form: its end, and all of it. */
static void read_query(const struct req *rq, struct ticket_sheet *p)
{
	static const struct field query[] = {
		{ "before", FIELD_I64, .min = 1, .max = INT64_MAX,
		  .otherwise = INT64_MAX },
		{ "show", FIELD_CHOICE, .choices = filters },
	};
	struct form f;

	p->before = INT64_MAX;
	p->filter = SHOW_ALL;
	if (rq->method != GET)
		return;
	form_read(rq, FIELDS(query), &f);
	p->before = f.v[0].i64;
	if (p->staff)
		p->filter = (enum conversation_filter)f.v[1].i64;
}

static enum err_kind read_messages(struct req *rq, struct ticket_sheet *p,
				   struct err *e)
{
	read_query(rq, p);
	if (message_store_list(rq->job.db, rq->a, p->ticket.row.id, p->staff,
			       p->before, LIMIT_PAGE_MESSAGES + 1, &p->messages,
			       &p->nmessages, e))
		return e->kind;
	fit_messages(p, LIMIT_PAGE_MESSAGES);
	return attachment_store_list(rq->job.db, rq->a, p->ticket.row.id,
				     p->staff, p->earlier, p->before, &p->files,
				     e);
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

static enum err_kind read_links(struct req *rq, struct ticket_sheet *p,
				struct err *e)
{
	return link_store_list(rq->job.db, rq->a, &rq->viewer, p->ticket.row.id,
			       &p->links, &p->nlinks, e);
}

const struct link_view *ticket_sheet_merged(const struct ticket_sheet *p)
{
	for (size_t i = 0; i < p->nlinks; i++)
		if (p->links[i].kind == LINK_MERGED && p->links[i].from &&
		    !p->links[i].ended)
			return &p->links[i];
	return NULL;
}

/* Customers see those that are open to them, and no history of them. */
static enum err_kind read_tags(struct req *rq, struct ticket_sheet *p,
			       struct err *e)
{
	struct db *db = rq->job.db;
	ticket_id id = p->ticket.row.id;
	bool any = false;

	p->tags = (struct tags){ 0 };
	p->ntag_events = 0;
	for (size_t i = 0; i < p->nevents; i++)
		any |= (p->events[i].event.did & DID_TAGS) != 0;
	if (!any)
		return ERR_NONE;
	if (!p->staff)
		return tag_store_of_ticket_open(db, rq->a, id, &p->tags, e);
	if (tag_store_of_ticket(db, rq->a, id, &p->tags, e))
		return e->kind;
	return tag_store_events(db, rq->a, id, &p->tag_events, &p->ntag_events,
				e);
}

static bool shows(const struct ticket_sheet *p, enum event_kind kind)
{
	for (size_t i = 0; i < p->nshown; i++)
		if (p->shown[i].event.kind == kind)
			return true;
	return false;
}

/* What its steps and rules did; for staff, where there are any. */
static enum err_kind read_deeds(struct req *rq, struct ticket_sheet *p,
				struct err *e)
{
	ticket_id id = p->ticket.row.id;

	p->ndeeds = p->nruled = 0;
	if (p->staff && shows(p, EVENT_REMINDER) &&
	    step_store_deeds(rq->job.db, rq->a, id, &p->deeds, &p->ndeeds, e))
		return e->kind;
	if (p->staff && shows(p, EVENT_RULE) &&
	    rule_event_store_deeds(rq->job.db, rq->a, id, &p->ruled, &p->nruled,
				   e))
		return e->kind;
	return ERR_NONE;
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
	    read_messages(rq, p, e) || read_events(rq, p, e))
		return e->kind;
	if (p->nclocks > 0)
		qsort(p->clocks, p->nclocks, sizeof(*p->clocks),
		      desk_promise_order);
	return read_links(rq, p, e) || read_tags(rq, p, e) ||
			       ticket_customs_read(rq, p, e) ||
			       read_deeds(rq, p, e)
		       ? e->kind
		       : ERR_NONE;
}

static const struct ticket_draft no_draft = { .kind = DRAFT_NONE };

enum err_kind ticket_sheet_read(struct req *rq, struct ticket_sheet *p,
				struct err *e)
{
	*p = (struct ticket_sheet){ .draft = &no_draft };
	return read_page(rq, p, e);
}

/* ---- Entries ------------------------------------------------------------- */

/* The page of the entries before ${seq}, with the same filter; 0: the newest.
 */
static const char *page_url(const struct req *rq, const struct ticket_sheet *p,
			    int64_t seq)
{
	const char *show = p->filter == SHOW_ALL
				   ? ""
				   : arena_printf(
					     rq->a, "?show=%s",
					     ticket_sheet_filter(p->filter));

	if (seq)
		show = arena_printf(rq->a, "%s%sbefore=%" PRId64, show,
				    *show ? "&" : "?", seq);
	return ticket_sheet_url(rq, show);
}

/* The events that belong between the messages which are shown. */
void ticket_sheet_entries(struct req *rq, const struct ticket_sheet *p,
			  struct view *v, const char *name)
{
	struct conversation c = {
		.staff = p->staff,
		.filter = p->filter,
		.messages = p->messages,
		.nmessages = p->nmessages,
		.files = &p->files,
		.tags = p->tag_events,
		.ntags = p->ntag_events,
		.fields = p->field_events,
		.nfields = p->nfield_events,
		.links = p->links,
		.nlinks = p->nlinks,
		.deeds = p->deeds,
		.ndeeds = p->ndeeds,
		.ruled = p->ruled,
		.nruled = p->nruled,
	};
	size_t first = 0, end = p->nshown;

	while (first < end && p->shown[first].event.seq < p->earlier)
		first++;
	while (end > first && p->shown[end - 1].event.seq >= p->before)
		end--;
	c.events = p->shown + first;
	c.nevents = end - first;
	if (conversation_show(rq, v, name, &c) == 0 && p->filter != SHOW_ALL)
		view_show(v, TICKETS_SHOW_NONE_OF_IT);
	if (p->earlier)
		view_text(view_row(v, TICKETS_SHOW_EARLIER),
			  TICKETS_SHOW_EARLIER_URL,
			  page_url(rq, p, p->earlier));
	if (p->before != INT64_MAX)
		view_text(view_row(v, TICKETS_SHOW_LATER),
			  TICKETS_SHOW_LATER_URL, page_url(rq, p, 0));
}

const char *ticket_sheet_filter(enum conversation_filter f)
{
	for (const struct field_choice *c = filters; c->text; c++)
		if (c->value == (int64_t)f)
			return c->text;
	return "";
}

void ticket_sheet_faults(struct req *rq, const struct ticket_sheet *p,
			 struct view *v, const char *errors)
{
	const struct ticket_draft *d = p->draft;
	const char *body = !p->staff               ? "body"
			   : d->kind == DRAFT_NOTE ? "note"
						   : "reply";

	uploads_errors(rq, v, errors,
		       !p->staff               ? "files"
		       : d->kind == DRAFT_NOTE ? "note-files"
					       : "reply-files");
	if (p->fault && d->kind == DRAFT_FIELDS)
		return; /* they say it by themselves */
	if (p->fault) {
		page_error(rq, v, errors, d->id ? d->id : body, p->fault);
		return;
	}
	for (size_t i = 0; i < d->form->n; i++) {
		const struct field *f = &d->form->fields[i];

		if (d->form->v[i].fault)
			page_error(rq, v, errors,
				   str_eq(f->name, "body") ? body
				   : f->id                 ? f->id
							   : f->name,
				   form_fault_text(rq->a, f, &d->form->v[i]));
	}
}

const struct event *ticket_sheet_newest(const struct ticket_sheet *p)
{
	for (size_t i = p->nevents; i > 0; i--) {
		const struct event *ev = &p->events[i - 1].event;

		if (!event_is_mark(ev))
			return ev;
	}
	return NULL;
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
static bool has_form(const struct req *rq, const struct ticket_sheet *p)
{
	enum status s = p->ticket.state.status;
	bool works = p->staff && p->works;

	switch (p->draft->kind) {
	case DRAFT_NONE:
		return true;
	case DRAFT_REPLY:
		return s <= STATUS_RESOLVED &&
		       (p->staff ? works : p->requester);
	case DRAFT_NOTE:
		return works;
	case DRAFT_TAGS:
	case DRAFT_FIELDS:
		return works && !clock_ticket_hidden(&p->ticket.state);
	case DRAFT_ASSIGNMENT:
	case DRAFT_TRANSFER:
	case DRAFT_PRIORITY:
		return works && s <= STATUS_RESOLVED;
	case DRAFT_POSTPONEMENT:
		return works && s <= STATUS_POSTPONED;
	case DRAFT_NO_REPLY:
		return no_replies_fit(p);
	case DRAFT_DEADLINE:
		return deadlines_fit(rq, p);
	case DRAFT_DEED:
		break;
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
	struct ticket_sheet p;

	if (ticket_sheet_read(rq, &p, e))
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
	if (!has_form(rq, &p))
		return form_check(rq->a, draft->form, e) ? e->kind
							 : ERR_INVALID;
	rs->status = 422;
	return show(rq, rs, &p, e);
}

/* Did it come from the button beside what was just done? */
static bool is_undo(const struct req *rq)
{
	const struct http_pair *once = http_find(&rq->fields, "once");

	return once && once->n > RNG_TOKEN_LEN &&
	       str_eq(once->text + RNG_TOKEN_LEN, "-undo");
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
	p.stale = why.kind == ERR_CONFLICT;
	p.lost = !has_form(rq, &p);
	if (p.lost && !p.stale) {
		*e = why;
		return why.kind;
	}
	p.sent = p.stale && rq->job.told;
	p.undo = is_undo(rq);
	p.fault = p.stale ? NULL : arena_str(rq->a, why.msg);
	rs->status = p.stale ? 409 : 422;
	return show(rq, rs, &p, e);
}

enum err_kind ticket_sheet_too_late(struct req *rq, struct resp *rs,
				    struct err *e)
{
	static const struct ticket_draft deed = { .kind = DRAFT_DEED };

	return e->kind == ERR_CONFLICT ? ticket_sheet_refused(rq, rs, &deed, e)
				       : e->kind;
}

enum err_kind ticket_sheet_done(struct req *rq, struct resp *rs,
				enum page_done what, struct err *e)
{
	struct ticket_view t;
	const char *back;

	if (ticket_store_find(rq->job.db, rq->a, &rq->viewer, rq->code, &t,
			      e) == ERR_NONE) {
		page_done(rq, rs, what, ticket_sheet_url(rq, ""));
		return ERR_NONE;
	}
	if (e->kind != ERR_NOT_FOUND)
		return e->kind;
	err_clear(e);
	back = ticket_sheet_came_from(rq);
	page_done(rq, rs, what, back ? back : "/inbox");
	return ERR_NONE;
}
