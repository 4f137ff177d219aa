#include "web/inbox.h"
#include "base/limits.h"
#include "base/str.h"
#include "store/applied_store.h"
#include "store/ticket_count.h"
#include "web/form.h"
#include "web/names.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/promise_parts.h"
#include "web/tag_parts.h"
#include "web/words.h"
#include <inttypes.h>

#define TAGS_SHOWN 3 /* in a row; the ticket has all of them */

/* clang-format off */
static const struct {
	const char *section, *count, *base, *title;
} views[TICKET_LIST_N] = {
	[TICKET_LIST_DUE_NEXT] = { TICKETS_INBOX_VIEW_DUE_NEXT, TICKETS_INBOX_COUNT_DUE_NEXT, "/inbox?view=due&", LAYOUT_IN_DUE_NEXT },
	[TICKET_LIST_OVERDUE] = { TICKETS_INBOX_VIEW_OVERDUE, TICKETS_INBOX_COUNT_OVERDUE, "/inbox?view=overdue&", LAYOUT_IN_OVERDUE },
	[TICKET_LIST_DUE_TODAY] = { TICKETS_INBOX_VIEW_DUE_TODAY, TICKETS_INBOX_COUNT_DUE_TODAY, "/inbox?view=today&", LAYOUT_IN_DUE_TODAY },
	[TICKET_LIST_UNASSIGNED] = { TICKETS_INBOX_VIEW_UNASSIGNED, TICKETS_INBOX_COUNT_UNASSIGNED, "/inbox?view=unassigned&", LAYOUT_IN_UNASSIGNED },
	[TICKET_LIST_MINE] = { TICKETS_INBOX_VIEW_MINE, TICKETS_INBOX_COUNT_MINE, "/inbox?view=mine&", LAYOUT_IN_MINE },
	[TICKET_LIST_OPEN] = { TICKETS_INBOX_VIEW_OPEN, TICKETS_INBOX_COUNT_OPEN, "/inbox?view=all&", LAYOUT_IN_OPEN },
	[TICKET_LIST_ANSWERED] = { TICKETS_INBOX_VIEW_ANSWERED, TICKETS_INBOX_COUNT_ANSWERED, "/inbox?view=answered&", LAYOUT_IN_ANSWERED },
	[TICKET_LIST_POSTPONED] = { TICKETS_INBOX_VIEW_POSTPONED, TICKETS_INBOX_COUNT_POSTPONED, "/inbox?view=postponed&", LAYOUT_IN_POSTPONED },
	[TICKET_LIST_RESOLVED] = { TICKETS_INBOX_VIEW_RESOLVED, TICKETS_INBOX_COUNT_RESOLVED, "/inbox?view=resolved&", LAYOUT_IN_RESOLVED },
	[TICKET_LIST_SPAM] = { TICKETS_INBOX_VIEW_SPAM, TICKETS_INBOX_COUNT_SPAM, "/inbox?view=spam&", LAYOUT_IN_SPAM },
	[TICKET_LIST_DELETED] = { TICKETS_INBOX_VIEW_DELETED, TICKETS_INBOX_COUNT_DELETED, "/inbox?view=deleted&", LAYOUT_IN_DELETED },
};

static const struct field_choice view_choices[] = {
	{ "due", TICKET_LIST_DUE_NEXT },
	{ "overdue", TICKET_LIST_OVERDUE },
	{ "today", TICKET_LIST_DUE_TODAY },
	{ "unassigned", TICKET_LIST_UNASSIGNED },
	{ "mine", TICKET_LIST_MINE },
	{ "all", TICKET_LIST_OPEN },
	{ "answered", TICKET_LIST_ANSWERED },
	{ "postponed", TICKET_LIST_POSTPONED },
	{ "resolved", TICKET_LIST_RESOLVED },
	{ "spam", TICKET_LIST_SPAM },
	{ "deleted", TICKET_LIST_DELETED },
	{ NULL, TICKET_LIST_OPEN },
};
static const struct field fields[] = {
	{ "view", FIELD_CHOICE, .choices = view_choices,
	  .otherwise = TICKET_LIST_OPEN },
};
/* clang-format on */

/* One that is none is nowhere: it must not show another in its place. */
static enum err_kind read_view(struct req *rq, enum ticket_view_kind *out,
			       struct err *e)
{
	struct form f;

	form_read(rq, FIELDS(fields), &f);
	if (f.v[0].fault == FORM_WRONG)
		return err_set(e, ERR_NOT_FOUND, "no such view");
	*out = (enum ticket_view_kind)f.v[0].i64;
	return form_check(rq->a, &f, e);
}

bool inbox_view_of(struct arena *a, const char *path,
		   enum ticket_view_kind *out)
{
	static const char inbox[] = "/inbox";
	const struct http_pair *view;
	struct http_pairs query;

	if (!str_starts(path, inbox) || !strchr("?", path[strlen(inbox)]))
		return false;
	path += strlen(inbox) + (path[strlen(inbox)] == '?');
	*out = TICKET_LIST_OPEN;
	if (!http_parse_fields(a, path, strlen(path), &query))
		return false;
	view = http_find(&query, "view");
	for (const struct field_choice *c = view_choices; view && c->text; c++)
		if (str_eq(c->text, view->text))
			*out = (enum ticket_view_kind)c->value;
	return true;
}

static enum err_kind fill_counts(struct req *rq, struct view *v, struct err *e)
{
	int64_t counts[TICKET_LIST_N];

	if (ticket_count_all(rq->job.db, rq->a, &rq->viewer, rq->job.by.now,
			     counts, e))
		return e->kind;
	for (size_t i = 0; i < TICKET_LIST_N; i++) {
		bool more = counts[i] > LIMIT_COUNT;

		view_text(v, views[i].count,
			  arena_printf(rq->a, "%" PRId64 "%s",
				       more ? LIMIT_COUNT : counts[i],
				       more ? "+" : ""));
	}
	return ERR_NONE;
}

static void fill_marks(struct view *v, const struct ticket_row *t)
{
	static const char *const status[STATUS_N] = {
		[STATUS_NEW] = TICKETS_INBOX_STATUS_NEW,
		[STATUS_OPEN] = TICKETS_INBOX_STATUS_OPEN,
		[STATUS_ANSWERED] = TICKETS_INBOX_STATUS_ANSWERED,
		[STATUS_POSTPONED] = TICKETS_INBOX_STATUS_POSTPONED,
		[STATUS_RESOLVED] = TICKETS_INBOX_STATUS_RESOLVED,
		[STATUS_SPAM] = TICKETS_INBOX_STATUS_SPAM,
		[STATUS_DELETED] = TICKETS_INBOX_STATUS_DELETED,
	};
	static const char *const priority[PRIORITY_N] = {
		[PRIORITY_URGENT] = TICKETS_INBOX_PRIORITY_URGENT,
		[PRIORITY_HIGH] = TICKETS_INBOX_PRIORITY_HIGH,
		[PRIORITY_LOW] = TICKETS_INBOX_PRIORITY_LOW,
	};

	view_show(v, status[t->status] ? status[t->status]
				       : TICKETS_INBOX_STATUS_CLOSED);
	if (priority[t->priority])
		view_show(v, priority[t->priority]);
}

/* How many are not shown, and which. */
static void fill_more_tags(struct view *v, const struct tags *tags, size_t from)
{
	struct view *more = view_row(v, TICKETS_INBOX_MORE);
	struct sbuf names = SBUF_INIT(LIMIT_TAGS * (LIMIT_TAG * 4 + 2));

	for (size_t i = from; i < tags->n; i++) {
		if (i > from)
			sbuf_str(&names, ", ");
		sbuf_str(&names, tags->v[i].name);
	}
	view_int(more, TICKETS_INBOX_COUNT, (int64_t)(tags->n - from));
	view_text(more, TICKETS_INBOX_NAMES, sbuf_text(&names));
	sbuf_release(&names);
}

static void fill_tags(struct view *v, const struct tags *tags)
{
	struct view *list;

	if (tags->n == 0)
		return;
	list = view_row(v, TICKETS_INBOX_TAGS);
	for (size_t i = 0; i < tags->n && i < TAGS_SHOWN; i++)
		(void)tag_parts_tag(list, TICKETS_INBOX_TAG, &tags->v[i], NULL);
	if (tags->n > TAGS_SHOWN)
		fill_more_tags(list, tags, TAGS_SHOWN);
}

static enum err_kind fill_promise(struct req *rq, struct view *v,
				  const struct ticket_row *t, struct err *e)
{
	struct clock c = t->clock;
	char due[WORDS_TEXT];

	if (!t->has_clock) {
		promise_parts_no_badge(v, TICKETS_INBOX_BADGE);
		return ERR_NONE;
	}
	if (promise_parts_level(rq, &c, e))
		return e->kind;
	promise_parts_badge(rq, v, TICKETS_INBOX_BADGE, &c);
	promise_parts_metric(v, c.metric);
	if (c.due != INSTANT_NONE)
		view_text(view_row(v, TICKETS_INBOX_HAS_DUE), TICKETS_INBOX_DUE,
			  words_time(c.due, rq->job.by.now, rq->viewer.zone,
				     due));
	return ERR_NONE;
}

static enum err_kind fill_row(struct req *rq, struct view *v,
			      const struct ticket_row *t, struct err *e)
{
	view_text(v, TICKETS_INBOX_CODE, t->code);
	view_text(v, TICKETS_INBOX_SUBJECT, t->subject);
	view_text(v, TICKETS_INBOX_REQUESTER, t->requester_name);
	if (t->company_name)
		view_text(view_row(v, TICKETS_INBOX_COMPANY),
			  TICKETS_INBOX_NAME, t->company_name);
	view_text(v, TICKETS_INBOX_DEPARTMENT, t->department_name);
	if (t->assignee_name)
		view_text(view_row(v, TICKETS_INBOX_AGENT), TICKETS_INBOX_NAME,
			  t->assignee_name);
	else
		view_show(v, TICKETS_INBOX_NOBODY);
	words_time_for(rq, v, TICKETS_INBOX_LAST,
		       t->last_message != INSTANT_NONE ? t->last_message
						       : t->created);
	fill_marks(v, t);
	fill_tags(v, &t->tags);
	if (t->has_files)
		view_show(v, TICKETS_INBOX_HAS_FILES);
	return fill_promise(rq, v, t, e);
}

/* Promises that a change of a level or of hours has still to reach. */
static enum err_kind fill_changing(struct req *rq, struct view *v,
				   struct applied_marks *marks, struct err *e)
{
	int64_t left;

	if (applied_store_marks(rq->job.db, rq->a, marks, e))
		return e->kind;
	if (marks->n == 0 || !access_admin(&rq->viewer))
		return ERR_NONE;
	if (applied_store_count(rq->job.db, rq->a, LIMIT_COUNT + 1, &left, e))
		return e->kind;
	if (left > 0)
		view_text(view_row(v, TICKETS_INBOX_CHANGING),
			  TICKETS_INBOX_LEFT,
			  arena_printf(rq->a, "%" PRId64 "%s",
				       left > LIMIT_COUNT ? LIMIT_COUNT : left,
				       left > LIMIT_COUNT ? "+" : ""));
	return ERR_NONE;
}

static bool is_open(enum status s)
{
	return s <= STATUS_POSTPONED;
}

static enum err_kind fill_rows(struct req *rq, struct view *list,
			       const struct ticket_page *page,
			       const struct applied_marks *marks, struct err *e)
{
	for (size_t i = 0; i < page->n; i++) {
		const struct ticket_row *t = &page->rows[i];
		struct view *row = view_row(list, TICKETS_INBOX_ROW);

		if (is_open(t->status) &&
		    applied_store_waits(marks, t->level_version, t->applied))
			view_show(row, TICKETS_INBOX_RECALCULATING);
		if (fill_row(rq, row, t, e))
			return e->kind;
	}
	return ERR_NONE;
}

enum err_kind inbox_show(struct req *rq, struct resp *rs, struct err *e)
{
	enum ticket_view_kind kind;
	struct view *v, *list;
	struct ticket_page page;
	struct applied_marks marks;
	struct ticket_key key;

	if (read_view(rq, &kind, e))
		return e->kind;
	pager_read_key(rq, &key);
	v = page_new(rq, LAYOUT_AT_INBOX, TICKETS_INBOX_TPL);
	view_show(v, views[kind].section);
	view_show(page_frame(rq), views[kind].title);
	if (rq->viewer.roles & ROLES_ANSWER)
		view_show(v, TICKETS_INBOX_CAN_ASK);
	if (fill_counts(rq, v, e) || fill_changing(rq, v, &marks, e) ||
	    ticket_list_inbox(rq->job.db, rq->a, &rq->viewer, kind,
			      rq->job.by.now, &key, &page, e))
		return e->kind;
	if (page.n == 0) {
		list = view_row(v, TICKETS_INBOX_EMPTY);
		if (!rq->viewer.everywhere && rq->viewer.ndepartments == 0)
			view_show(list, TICKETS_INBOX_NO_DEPARTMENT);
		return page_send(rq, rs, e);
	}
	list = view_row(v, TICKETS_INBOX_LIST);
	if (fill_rows(rq, list, &page, &marks, e))
		return e->kind;
	pager_tickets(rq, list, TICKETS_INBOX_PAGER, views[kind].base, &page);
	return page_send(rq, rs, e);
}
