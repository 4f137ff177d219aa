#include "web/about.h"
#include "base/str.h"
#include "web/admin.h"
#include "web/names.h"
#include "web/words.h"

static const char *section_of(enum status s)
{
	switch (s) {
	case STATUS_NEW:
		return PARTS_ABOUT_NEW;
	case STATUS_OPEN:
		return PARTS_ABOUT_OPEN;
	case STATUS_ANSWERED:
		return PARTS_ABOUT_ANSWERED;
	case STATUS_POSTPONED:
		return PARTS_ABOUT_POSTPONED;
	case STATUS_RESOLVED:
		return PARTS_ABOUT_RESOLVED;
	default:
		return PARTS_ABOUT_CLOSED;
	}
}

static void fill_row(struct req *rq, struct view *list,
		     const struct about_row *t)
{
	struct view *row = view_row(list, PARTS_ABOUT_TICKET);

	view_text(row, PARTS_ABOUT_CODE, t->code);
	view_text(row, PARTS_ABOUT_SUBJECT, t->subject);
	view_text(row, PARTS_ABOUT_REQUESTER_NAME, t->requester_name);
	view_text(row, PARTS_ABOUT_DEPARTMENT_NAME, t->department_name);
	if (t->assignee_name)
		view_text(view_row(row, PARTS_ABOUT_AGENT), PARTS_ABOUT_NAME,
			  t->assignee_name);
	else
		view_show(row, PARTS_ABOUT_NOBODY);
	words_time_for(rq, row, PARTS_ABOUT_AT, t->created);
	view_show(row, section_of(t->status));
}

enum err_kind about_fill(struct req *rq, struct view *v, const char *name,
			 const char *path, enum about_kind kind, int64_t id,
			 struct err *e)
{
	struct view *part = view_include(v, name, PARTS_ABOUT_TPL), *list;
	struct about_search s = { .kind = kind, .id = id };
	struct about_page page;
	struct admin_list l;

	admin_list_read(rq, &l);
	l.q = "";
	s.key = l.key;
	s.back = l.back;
	if (ticket_about_page(rq->job.db, rq->a, &rq->viewer, &s, &page, e))
		return e->kind;
	if (page.n == 0) {
		view_show(part, PARTS_ABOUT_NONE);
		return ERR_NONE;
	}
	list = view_row(part, PARTS_ABOUT_LIST);
	for (size_t i = 0; i < page.n; i++)
		fill_row(rq, list, &page.rows[i]);
	admin_pager(rq, list, PARTS_ABOUT_PAGER, path, "", &l,
		    &(struct admin_pages){ page.rows[0].code,
					   page.rows[page.n - 1].code,
					   page.before, page.after });
	return ERR_NONE;
}
