#include "web/ticket_beside.h"
#include "base/str.h"
#include "store/ticket_store.h"
#include "web/inbox.h"
#include "web/names.h"
#include "web/ticket_sheet.h"

void ticket_beside_fill(struct req *rq, struct view *v, const char *section)
{
	const char *path = ticket_sheet_came_from(rq);
	enum ticket_view_kind kind;
	struct view *ways;

	if (!path || !inbox_view_of(rq->a, path, &kind))
		return;
	ways = view_row(v, section);
	view_text(ways, TICKETS_SHOW_NEXT_URL, ticket_sheet_url(rq, "/next"));
	view_text(ways, TICKETS_SHOW_PREVIOUS_URL,
		  ticket_sheet_url(rq, "/previous"));
}

static enum err_kind go(struct req *rq, struct resp *rs, bool back,
			struct err *e)
{
	const char *path = ticket_sheet_came_from(rq), *code;
	enum ticket_view_kind kind;
	struct ticket_view t;

	if (!path || !inbox_view_of(rq->a, path, &kind)) {
		path = "/inbox";
		kind = TICKET_LIST_OPEN;
	}
	/* What they may not see has no neighbours either. */
	if (ticket_store_find(rq->job.db, rq->a, &rq->viewer, rq->code, &t,
			      e) ||
	    ticket_list_beside(rq->job.db, rq->a, &rq->viewer, kind,
			       rq->job.by.now, rq->code, back, &code, e))
		return e->kind;
	if (code)
		path = ticket_sheet_path(rq->a, code, "", path);
	http_redirect(rq, rs, "%s", path);
	return ERR_NONE;
}

enum err_kind ticket_beside_next(struct req *rq, struct resp *rs, struct err *e)
{
	return go(rq, rs, false, e);
}

enum err_kind ticket_beside_previous(struct req *rq, struct resp *rs,
				     struct err *e)
{
	return go(rq, rs, true, e);
}
