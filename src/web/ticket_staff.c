#include "web/ticket_staff.h"
#include "base/limits.h"
#include "base/str.h"
#include "store/applied_store.h"
#include "web/deadlines.h"
#include "web/names.h"
#include "web/no_replies.h"
#include "web/promise_parts.h"
#include "web/ticket_strips.h"
#include "web/ticket_beside.h"
#include "web/ticket_side.h"
#include "web/ticket_undo.h"
#include "web/uploads.h"
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
		[STATUS_SPAM] = TICKETS_SHOW_STATUS_SPAM,
		[STATUS_DELETED] = TICKETS_SHOW_STATUS_DELETED,
		[STATUS_MERGED] = TICKETS_SHOW_STATUS_MERGED,
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
	static const char *const set[PRIORITY_N] = {
		[PRIORITY_URGENT] = TICKETS_SHOW_SET_URGENT,
		[PRIORITY_HIGH] = TICKETS_SHOW_SET_HIGH,
		[PRIORITY_NORMAL] = TICKETS_SHOW_SET_NORMAL,
		[PRIORITY_LOW] = TICKETS_SHOW_SET_LOW,
	};
	const struct clock_ticket *s = &p->ticket.state;
	enum priority chosen = p->draft->kind == DRAFT_PRIORITY
				       ? p->draft->priority
				       : s->priority;

	view_show(v, status[s->status] ? status[s->status]
				       : TICKETS_SHOW_STATUS_CLOSED);
	if (priority[s->priority])
		view_show(v, priority[s->priority]);
	if (set[chosen])
		view_show(v, set[chosen]);
	view_show(v, source[p->ticket.row.source]);
}

/* When a resolved one closes by itself. */
static void fill_closes(const struct req *rq, struct view *v,
			const struct ticket_view *t)
{
	if (t->state.status == STATUS_RESOLVED && t->settle != INSTANT_NONE &&
	    t->settle > rq->job.by.now)
		words_time_for(rq, view_row(v, TICKETS_SHOW_CLOSES),
			       TICKETS_SHOW_UNTIL, t->settle);
}

static void fill_properties(const struct req *rq, struct view *v,
			    const struct ticket_sheet *p)
{
	const struct ticket_view *t = &p->ticket;
	const char *level = t->level_name;

	view_text(v, TICKETS_SHOW_CODE, t->row.code);
	view_text(v, TICKETS_SHOW_SUBJECT, t->row.subject);
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
	fill_closes(rq, v, t);
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
	if (ev) {
		conversation_party(section, ev->party);
		conversation_pause(section, ev->pause);
	}
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
	if (ticket_strips_show(rq, p, v, TICKETS_SHOW_STRIP, is_live, &n, e))
		return e->kind;
	if (!ended)
		return ERR_NONE;
	past = view_row(v, TICKETS_SHOW_PAST);
	return ticket_strips_show(rq, p, past, TICKETS_SHOW_PAST_STRIP,
				  has_ended, &n, e);
}

/* ---- Where they are ------------------------------------------------------ */

/* What the list is called that they came from. */
static const char *name_of(const char *path)
{
	static const struct {
		const char *start, *section;
	} lists[] = {
		{ "/inbox?view=due", TICKETS_SHOW_FROM_DUE_NEXT },
		{ "/inbox?view=overdue", TICKETS_SHOW_FROM_OVERDUE },
		{ "/inbox?view=today", TICKETS_SHOW_FROM_DUE_TODAY },
		{ "/inbox?view=unassigned", TICKETS_SHOW_FROM_UNASSIGNED },
		{ "/inbox?view=mine", TICKETS_SHOW_FROM_MINE },
		{ "/inbox?view=all", TICKETS_SHOW_FROM_OPEN },
		{ "/inbox?view=answered", TICKETS_SHOW_FROM_ANSWERED },
		{ "/inbox?view=postponed", TICKETS_SHOW_FROM_POSTPONED },
		{ "/inbox?view=resolved", TICKETS_SHOW_FROM_RESOLVED },
		{ "/inbox?view=spam", TICKETS_SHOW_FROM_SPAM },
		{ "/inbox?view=deleted", TICKETS_SHOW_FROM_DELETED },
		{ "/reports/log", TICKETS_SHOW_FROM_LOG },
		{ "/customers", TICKETS_SHOW_FROM_CUSTOMER },
	};

	for (size_t i = 0; i < COUNT_OF(lists); i++) {
		size_t n = strlen(lists[i].start);

		if (str_starts(path, lists[i].start) &&
		    strchr("?&/", path[n])) /* or its end */
			return lists[i].section;
	}
	return TICKETS_SHOW_FROM_LIST;
}

static void fill_way_back(const struct req *rq, struct view *v)
{
	const char *path = ticket_sheet_came_from(rq);
	struct view *from;

	ticket_sheet_way_back(rq, v, TICKETS_SHOW_BACK);
	if (!path || str_eq(path, "/inbox"))
		return;
	from = view_row(v, TICKETS_SHOW_FROM);
	view_text(from, TICKETS_SHOW_FROM_URL, path);
	view_show(from, name_of(path));
}

static void fill_filters(const struct req *rq, struct view *v,
			 const struct ticket_sheet *p)
{
	static const struct {
		const char *url, *chosen;
	} filters[] = {
		[SHOW_ALL] = { TICKETS_SHOW_ALL_URL, TICKETS_SHOW_SHOWS_ALL },
		[SHOW_MESSAGES] = { TICKETS_SHOW_MESSAGES_URL,
				    TICKETS_SHOW_SHOWS_MESSAGES },
		[SHOW_NOTES] = { TICKETS_SHOW_NOTES_URL,
				 TICKETS_SHOW_SHOWS_NOTES },
		[SHOW_PROMISES] = { TICKETS_SHOW_PROMISES_URL,
				    TICKETS_SHOW_SHOWS_PROMISES },
		[SHOW_CHANGES] = { TICKETS_SHOW_CHANGES_URL,
				   TICKETS_SHOW_SHOWS_CHANGES },
	};

	for (size_t i = 0; i < COUNT_OF(filters); i++) {
		const char *name = ticket_sheet_filter(
			(enum conversation_filter)i);

		view_text(v, filters[i].url,
			  ticket_sheet_url(
				  rq, arena_printf(rq->a, "?show=%s", name)));
	}
	view_show(v, filters[p->filter].chosen);
}

/* ---- Hidden -------------------------------------------------------------- */

/* Is there a promise that comes back with it? */
static bool counts_on(const struct ticket_sheet *p)
{
	for (size_t i = 0; i < p->nclocks; i++)
		if (p->clocks[i].state == CLOCK_CANCELLED &&
		    p->clocks[i].stopped == p->ticket.state.hidden)
			return true;
	return false;
}

static void fill_hidden(const struct req *rq, struct view *v,
			const struct ticket_sheet *p)
{
	const struct clock_ticket *s = &p->ticket.state;
	struct view *section, *way;

	if (!clock_ticket_hidden(s))
		return;
	section = view_row(v, TICKETS_SHOW_HIDDEN);
	words_time_for(rq, section, TICKETS_SHOW_SINCE,
		       s->hidden != INSTANT_NONE ? s->hidden : s->last_event);
	if (!p->works)
		return;
	way = view_row(section, TICKETS_SHOW_CAN_RESTORE);
	view_show(way, counts_on(p) ? TICKETS_SHOW_COUNTS_ON
				    : TICKETS_SHOW_COUNTS_NONE);
}

static void fill_merged(struct view *v, const struct ticket_sheet *p)
{
	const struct link_view *l = ticket_sheet_merged(p);
	struct view *section, *way;

	if (p->ticket.state.status != STATUS_MERGED)
		return;
	section = view_row(v, TICKETS_SHOW_MERGED);
	if (l && l->code)
		view_text(view_row(section, TICKETS_SHOW_LINKED),
			  TICKETS_SHOW_LINK_CODE, l->code);
	else
		view_show(section, TICKETS_SHOW_UNLINKED);
	if (!p->works)
		return;
	way = view_row(section, TICKETS_SHOW_CAN_RESTORE);
	view_show(way, counts_on(p) ? TICKETS_SHOW_COUNTS_ON
				    : TICKETS_SHOW_COUNTS_NONE);
}

/* ---- What can be done ---------------------------------------------------- */

static enum err_kind fill_reply(struct req *rq, struct view *v,
				const struct ticket_sheet *p, struct err *e)
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
	return uploads_field(rq, reply, TICKETS_SHOW_UPLOAD, "reply-files",
			     p->draft->kind == DRAFT_REPLY, e);
}

/* Which clocks would go on, and which would stand still? */
static enum err_kind fill_postpone(struct req *rq, struct view *v,
				   const struct ticket_sheet *p, struct err *e)
{
	static const char *const parties[] = {
		[PARTY_NONE] = TICKETS_SHOW_IS_IMPLIED,
		[PARTY_CUSTOMER] = TICKETS_SHOW_IS_CUSTOMER,
		[PARTY_VENDOR] = TICKETS_SHOW_IS_VENDOR,
		[PARTY_TEAM] = TICKETS_SHOW_IS_TEAM,
		[PARTY_PLANNED] = TICKETS_SHOW_IS_PLANNED,
	};
	const struct ticket_draft *d = p->draft;
	struct view *form = view_row(v, TICKETS_SHOW_CAN_POSTPONE);

	view_show(form, parties[d->party]);
	conversation_pause(form, d->code);
	if (d->kind == DRAFT_POSTPONEMENT) {
		view_text(form, TICKETS_SHOW_UNTIL_INPUT, d->until);
		view_text(form, TICKETS_SHOW_REASON_INPUT, d->reason);
	}
	for (size_t i = 0; i < p->nclocks; i++) {
		struct clock *c = &p->clocks[i];
		bool held;

		if (!clock_live(c))
			continue;
		if (promise_parts_level(rq, c, e))
			return e->kind;
		held = c->level->pauses[c->metric] &
		       STATUS_BIT(STATUS_POSTPONED);
		promise_parts_metric(
			view_row(form, held ? TICKETS_SHOW_CLOCK_HELD
					    : TICKETS_SHOW_CLOCK_ON),
			c->metric);
	}
	return ERR_NONE;
}

/* What costs something stands in a menu, and asks first. */
static void fill_menu(const struct req *rq, struct view *v, enum status s)
{
	if (s == STATUS_DELETED || s == STATUS_MERGED)
		return;
	view_show(v, TICKETS_SHOW_CAN_ACT);
	view_show(v, TICKETS_SHOW_CAN_HIDE);
	view_text(v, TICKETS_SHOW_MARKING_URL,
		  ticket_sheet_url(rq, "/marking"));
	view_text(v, TICKETS_SHOW_SPAM_URL, ticket_sheet_url(rq, "/spam"));
	view_text(v, TICKETS_SHOW_DELETION_URL,
		  ticket_sheet_url(rq, "/deletion"));
	if (s <= STATUS_POSTPONED)
		view_show(v, TICKETS_SHOW_CAN_MARK);
	if (s != STATUS_SPAM)
		view_show(v, TICKETS_SHOW_CAN_SPAM);
}

static enum err_kind fill_work(struct req *rq, struct view *v,
			       const struct ticket_sheet *p, struct err *e)
{
	enum status s = p->ticket.state.status;
	bool open = s <= STATUS_POSTPONED, kept = s <= STATUS_RESOLVED;

	if (!p->works)
		return ERR_NONE;
	view_show(v, TICKETS_SHOW_CAN_WORK);
	fill_menu(rq, v, s);
	if (uploads_field(rq, v, TICKETS_SHOW_NOTE_UPLOAD, "note-files",
			  p->draft->kind == DRAFT_NOTE, e) ||
	    (kept && fill_reply(rq, v, p, e)) ||
	    (open && fill_postpone(rq, v, p, e)))
		return e->kind;
	if (open)
		view_show(v, TICKETS_SHOW_CAN_RESOLVE);
	if (s == STATUS_RESOLVED || s == STATUS_POSTPONED)
		view_show(v, TICKETS_SHOW_CAN_REOPEN);
	if (p->draft->kind == DRAFT_NOTE || !kept)
		view_show(v, TICKETS_SHOW_NOTE_CHOSEN);
	return ERR_NONE;
}

/* ---- A form that comes back ---------------------------------------------- */

/* What became of the form that met something new. */
static const char *stale_words(const struct ticket_sheet *p, bool text)
{
	if (p->sent)
		return text && !p->lost ? TICKETS_SHOW_SENT_TEXT
					: TICKETS_SHOW_SENT_CHOICE;
	if (p->undo)
		return TICKETS_SHOW_STALE_UNDO;
	if (p->lost)
		return TICKETS_SHOW_STALE_DEED;
	return text ? TICKETS_SHOW_STALE_TEXT : TICKETS_SHOW_STALE_CHOICE;
}

static const char *who_changed_it(const struct req *rq,
				  const struct ticket_sheet *p)
{
	const struct event *ev = ticket_sheet_newest(p);

	if (!ev || ev->by.kind != ACTOR_PERSON)
		return TICKETS_SHOW_BY_NOBODY;
	return ev->by.person.n == rq->viewer.person.n ? TICKETS_SHOW_BY_YOU
						      : TICKETS_SHOW_BY_OTHER;
}

static void fill_stale(struct req *rq, struct view *v,
		       const struct ticket_sheet *p)
{
	const struct ticket_draft *d = p->draft;
	struct view *stale = view_row(v, TICKETS_SHOW_STALE);
	bool text = !str_empty(d->body);

	if (!p->sent)
		view_show(stale, who_changed_it(rq, p));
	view_show(stale, stale_words(p, text));
	if (p->lost && text)
		view_text(view_row(stale, TICKETS_SHOW_LOST), TICKETS_SHOW_TEXT,
			  d->body);
	view_show(page_frame(rq), LAYOUT_INVALID);
}

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
		fill_stale(rq, v, p);
		return;
	}
	ticket_sheet_faults(rq, p, v, TICKETS_SHOW_ERRORS);
	page_invalid(rq, rs);
}

/* What was just done, in the words of what is there now. */
static void fill_flash(struct req *rq, const struct ticket_sheet *p)
{
	static const char *const now[PRIORITY_N] = {
		[PRIORITY_URGENT] = PARTS_FLASH_NOW_URGENT,
		[PRIORITY_HIGH] = PARTS_FLASH_NOW_HIGH,
		[PRIORITY_NORMAL] = PARTS_FLASH_NOW_NORMAL,
		[PRIORITY_LOW] = PARTS_FLASH_NOW_LOW,
	};
	struct view *flash = page_flashed(rq);
	const struct ticket_view *t = &p->ticket;

	if (!flash)
		return;
	if (now[t->state.priority])
		view_show(flash, now[t->state.priority]);
	if (t->assignee_name)
		view_text(view_row(flash, PARTS_FLASH_NOW_AGENT),
			  PARTS_FLASH_NAME, t->assignee_name);
	view_text(view_row(flash, PARTS_FLASH_NOW_IN), PARTS_FLASH_NAME,
		  t->department_name);
	deadlines_flash(rq, flash, p);
}

/* Its level or hours have changed, and it was not reached yet. */
static enum err_kind fill_recalculating(struct req *rq, struct view *v,
					const struct ticket_view *t,
					struct err *e)
{
	struct applied_marks marks;

	if (t->state.status > STATUS_POSTPONED || t->row.level_version == 0)
		return ERR_NONE;
	if (applied_store_marks(rq->job.db, rq->a, &marks, e))
		return e->kind;
	if (applied_store_waits(&marks, t->row.level_version, t->row.applied))
		view_show(v, TICKETS_SHOW_RECALCULATING);
	return ERR_NONE;
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
	if (fill_recalculating(rq, v, &p->ticket, e))
		return e->kind;
	fill_way_back(rq, v);
	ticket_beside_fill(rq, v, TICKETS_SHOW_BESIDE);
	fill_filters(rq, v, p);
	fill_hidden(rq, v, p);
	fill_merged(v, p);
	fill_postponed(rq, v, p);
	no_replies_fill(rq, v, p);
	deadlines_fill(rq, v, p);
	fill_draft(rq, rs, v, p);
	fill_flash(rq, p);
	ticket_undo_offer(rq, p);
	ticket_sheet_entries(rq, p, v, TICKETS_SHOW_ENTRY);
	if (fill_promises(rq, v, p, e) || fill_work(rq, v, p, e) ||
	    ticket_side_properties(rq, v, p, e) ||
	    ticket_side_requester(rq, v, p, e))
		return e->kind;
	return page_send(rq, rs, e);
}
