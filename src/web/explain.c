#include "web/explain.h"
#include "base/limits.h"
#include "base/log.h"
#include "desk/explain.h"
#include "web/names.h"
#include "web/page.h"
#include "web/proof.h"
#include "web/rule_parts.h"
#include "web/ticket_sheet.h"
#include "web/words.h"

/* What is stored, and shown in lists, is not what it is explained by. */
static void log_trouble(const struct req *rq, const struct desk_explanation *x)
{
	if (x->broken || desk_explain_differs(x))
		log_event(LOG_WARN, "explain_differs",
			  LOG_PAIRS(LOG_S("ticket", x->ticket.row.code),
				    LOG_S("broken", x->broken),
				    LOG_S("request", rq->request_id)));
}

static void fill_away(const struct req *rq, struct view *v,
		      const struct desk_explanation *x)
{
	char text[WORDS_TEXT];

	for (size_t i = 0; i < x->naway; i++) {
		const struct desk_away *w = &x->away[i];
		struct view *row = view_row(v, TICKETS_WHY_WAS_AWAY);

		view_text(row, TICKETS_WHY_FROM_TIME,
			  words_time_full(w->from, rq->viewer.zone, text));
		if (w->until == INSTANT_NONE)
			view_show(row, TICKETS_WHY_STILL);
		else
			view_text(view_row(row, TICKETS_WHY_UNTIL),
				  TICKETS_WHY_TIME,
				  words_time_full(w->until, rq->viewer.zone,
						  text));
		view_show(row, w->status == STATUS_SPAM ? TICKETS_WHY_AS_SPAM
			       : w->status == STATUS_DELETED
				       ? TICKETS_WHY_AS_DELETED
				       : TICKETS_WHY_AS_MERGED);
	}
}

/* Which rules chose its levels, and what they all said then. */
static void fill_choices(struct req *rq, struct view *v,
			 const struct desk_explanation *x)
{
	struct view *list;

	if (!x->staff || x->nchoices == 0)
		return;
	list = view_row(v, TICKETS_WHY_CHOICES);
	for (size_t i = 0; i < x->nchoices; i++) {
		struct view *row = view_row(list, TICKETS_WHY_CHOICE);

		words_time_for(rq, row, TICKETS_WHY_CHOSEN, x->choices[i].at);
		rule_parts_said(rq, row, TICKETS_WHY_SAID, &x->choices[i],
				true);
	}
}

static void fill_broken(struct view *v, const struct desk_explanation *x)
{
	struct view *broken = view_row(v, TICKETS_WHY_BROKEN);

	if (x->staff)
		view_text(view_row(broken, TICKETS_WHY_TELL),
			  TICKETS_WHY_COLUMN, x->broken);
}

static void fill(struct req *rq, struct view *v,
		 const struct desk_explanation *x)
{
	view_text(v, TICKETS_WHY_SUBJECT, x->ticket.row.subject);
	view_text(v, TICKETS_WHY_CODE, x->ticket.row.code);
	view_text(v, TICKETS_WHY_TICKET_URL, ticket_sheet_url(rq, ""));
	words_time_for(rq, v, TICKETS_WHY_AT, x->at);
	if (x->broken) {
		fill_broken(v, x);
		return;
	}
	if (x->staff && x->extra)
		view_show(v, TICKETS_WHY_EXTRA);
	if (x->n == 0)
		view_show(v, TICKETS_WHY_NONE);
	fill_away(rq, v, x);
	fill_choices(rq, v, x);
	for (size_t i = 0; i < x->n; i++)
		proof_show(rq, v, TICKETS_WHY_PROOF, &x->promises[i], x->staff);
	if (x->left_out > 0)
		view_int(view_row(v, TICKETS_WHY_LEFT_OUT), TICKETS_WHY_COUNT,
			 (int64_t)x->left_out);
}

enum err_kind explain_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct desk_explanation x;
	struct view *v;

	if (desk_explain(&rq->job, rq->code, LIMIT_EXPLAIN_CLOCKS, &x, e))
		return e->kind;
	log_trouble(rq, &x);
	v = page_new(rq, LAYOUT_AT_TICKET, TICKETS_WHY_TPL);
	view_text(page_frame(rq), LAYOUT_TITLE, x.ticket.row.subject);
	fill(rq, v, &x);
	return page_send(rq, rs, e);
}
