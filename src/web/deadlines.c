#include "web/deadlines.h"
#include "base/limits.h"
#include "base/str.h"
#include "store/event_store.h"
#include "web/names.h"
#include "web/promise_parts.h"
#include "web/words.h"

enum {
	DEADLINE_METRIC,
	DEADLINE_DUE,
	DEADLINE_REASON,
	DEADLINE_THEN,
	DEADLINE_SEEN
};
static const struct field_choice metrics[] = {
	{ "first_answer", METRIC_FIRST_ANSWER },
	{ "next_answer", METRIC_NEXT_ANSWER },
	{ "first_assign", METRIC_FIRST_ASSIGN },
	{ "first_resolve", METRIC_FIRST_RESOLVE },
	{ "chat_answer", METRIC_CHAT_ANSWER },
	{ "call_answer", METRIC_CALL_ANSWER },
	{ "keep_informed", METRIC_KEEP_INFORMED },
	{ NULL, METRIC_FIRST_ANSWER },
};
static const struct field_choice thens[] = { { "calculated", true },
					     { NULL, false } };
/* clang-format off */
static const struct field fields[] = {
	[DEADLINE_METRIC] = { "metric", FIELD_CHOICE, .choices = metrics,
			      .must = true, .id = "promise" },
	[DEADLINE_DUE]    = { "due", FIELD_INSTANT, .otherwise = INSTANT_NONE },
	[DEADLINE_REASON] = { "reason", FIELD_LINE, .max = LIMIT_REASON,
			      .must = true, .id = "deadline_reason" },
	[DEADLINE_THEN]   = { "then", FIELD_CHOICE, .choices = thens },
	[DEADLINE_SEEN]   = TICKET_SHEET_SEEN,
};
/* clang-format on */

/* What is taken back needs no time, and what is set needs one. */
static void settle_due(struct form *f)
{
	struct form_value *due = &f->v[DEADLINE_DUE];

	if (f->v[DEADLINE_THEN].i64) {
		due->fault = FORM_GOOD;
		due->i64 = INSTANT_NONE;
	} else if (!due->given && due->fault == FORM_GOOD) {
		due->fault = FORM_MISSING;
	}
	f->ok = true;
	for (size_t i = 0; i < f->n; i++)
		f->ok = f->ok && f->v[i].fault == FORM_GOOD;
}

/* The input that a fault of the desk is about. */
static const char *input_of(const struct err *e)
{
	for (size_t i = 0; i < COUNT_OF(fields); i++)
		if (str_eq(fields[i].name, e->field))
			return fields[i].id ? fields[i].id : fields[i].name;
	return "due";
}

enum err_kind deadlines_create(struct req *rq, struct resp *rs, struct err *e)
{
	struct ticket_draft draft = { .kind = DRAFT_DEADLINE };
	struct desk_deadline d;
	struct form form;
	struct deed deed;
	bool back;

	form_read(rq, FIELDS(fields), &form);
	back = form.v[DEADLINE_THEN].i64 != 0;
	draft.form = &form;
	draft.until = form.v[DEADLINE_DUE].text;
	settle_due(&form);
	d = (struct desk_deadline){
		.metric = (enum metric)form.v[DEADLINE_METRIC].i64,
		.due = form.v[DEADLINE_DUE].i64,
		.reason = form.v[DEADLINE_REASON].text,
	};
	draft.metric = form.v[DEADLINE_METRIC].fault ? METRIC_N : d.metric;
	draft.reason = d.reason;
	if (!form.ok)
		return ticket_sheet_invalid(rq, rs, &draft, e);
	if (desk_set_deadline(&rq->job, rq->code, form.v[DEADLINE_SEEN].i64, &d,
			      &deed, e)) {
		draft.id = input_of(e);
		return ticket_sheet_refused(rq, rs, &draft, e);
	}
	return ticket_sheet_done(rq, rs, back ? PAGE_CALCULATED : PAGE_DEADLINE,
				 e);
}

/* ---- The form ------------------------------------------------------------ */

bool deadlines_fit(const struct req *rq, const struct ticket_sheet *p)
{
	if (!p->staff || !access_deadline(&rq->viewer, &p->access))
		return false;
	for (size_t i = 0; i < p->nclocks; i++)
		if (clock_live(&p->clocks[i]))
			return true;
	return false;
}

/* A promise to choose, and by when it is due now. */
static void fill_choice(const struct req *rq, struct view *v,
			const struct clock *c, bool chosen)
{
	view_text(v, TICKETS_SHOW_VALUE, level_metric_name(c->metric));
	promise_parts_metric(v, c->metric);
	if (chosen)
		view_show(v, TICKETS_SHOW_CHOSEN);
	if (c->due != INSTANT_NONE)
		words_time_for(rq, view_row(v, TICKETS_SHOW_NOW_DUE),
			       TICKETS_SHOW_UNTIL, c->due);
	if (c->manual != INSTANT_NONE)
		view_show(v, TICKETS_SHOW_BY_HAND);
}

/* The first that is due by hand; METRIC_N: none is. */
static enum metric find_by_hand(const struct ticket_sheet *p)
{
	for (size_t i = 0; i < p->nclocks; i++)
		if (clock_live(&p->clocks[i]) &&
		    p->clocks[i].manual != INSTANT_NONE)
			return p->clocks[i].metric;
	return METRIC_N;
}

/* Those to choose from, and whether the chosen one is among them. */
static bool fill_choices(const struct req *rq, struct view *form,
			 const struct ticket_sheet *p, enum metric chosen)
{
	bool found = false;

	for (size_t i = 0; i < p->nclocks; i++) {
		const struct clock *c = &p->clocks[i];

		if (!clock_live(c))
			continue;
		found |= c->metric == chosen;
		fill_choice(rq, view_row(form, TICKETS_SHOW_PROMISE), c,
			    c->metric == chosen);
	}
	return found;
}

/* What was typed; if its promise is gone, no other takes its place. */
static void fill_draft(struct view *v, struct view *form,
		       const struct ticket_draft *d, bool found)
{
	view_show(form, TICKETS_SHOW_DEADLINE_OPEN);
	view_text(form, TICKETS_SHOW_DUE_INPUT, d->until);
	view_text(form, TICKETS_SHOW_DEADLINE_INPUT, d->reason);
	if (found)
		return;
	view_show(form, TICKETS_SHOW_MUST_CHOOSE);
	if (d->metric != METRIC_N)
		view_show(v, TICKETS_SHOW_PROMISE_ENDED);
}

void deadlines_fill(const struct req *rq, struct view *v,
		    const struct ticket_sheet *p)
{
	bool drafted = p->draft->kind == DRAFT_DEADLINE;
	enum metric by_hand = find_by_hand(p);
	struct view *form;
	bool found;

	if (!deadlines_fit(rq, p))
		return;
	form = view_row(v, TICKETS_SHOW_CAN_SET_DEADLINE);
	found = fill_choices(rq, form, p, drafted ? p->draft->metric : by_hand);
	if (by_hand != METRIC_N)
		view_show(form, TICKETS_SHOW_CAN_TAKE_BACK);
	if (drafted)
		fill_draft(v, form, p->draft, found);
}

/* ---- Who set it ---------------------------------------------------------- */

enum err_kind deadlines_name(struct req *rq, const struct ticket_sheet *p,
			     struct promise *promise, struct err *e)
{
	const struct clock *c = promise->clock;
	const char *name, *reason;

	if (!p->staff || c->manual == INSTANT_NONE)
		return ERR_NONE;
	if (event_store_set_by(rq->job.db, rq->a, p->ticket.row.id, c, &name,
			       &reason, e))
		return e->kind;
	if (!str_empty(name)) {
		promise->set_by = name;
		promise->set_because = reason;
	}
	return ERR_NONE;
}

/* ---- What was just set --------------------------------------------------- */

/* The promise whose deadline was last set by hand, if it holds; or NULL. */
static const struct clock *find_last_set(const struct ticket_sheet *p)
{
	size_t n = p->nevents;

	while (n > 0 && p->events[n - 1].event.kind != EVENT_DEADLINE)
		n--;
	for (size_t i = 0; n > 0 && i < p->nclocks; i++) {
		const struct event *ev = &p->events[n - 1].event;
		const struct clock *c = &p->clocks[i];

		if (clock_live(c) && (int)c->metric == ev->metric &&
		    c->manual != INSTANT_NONE && c->manual == ev->due)
			return c;
	}
	return NULL;
}

void deadlines_flash(const struct req *rq, struct view *flash,
		     const struct ticket_sheet *p)
{
	const struct clock *c = find_last_set(p);
	struct view *v;

	if (!c)
		return;
	v = view_row(flash, PARTS_FLASH_NOW_BY_HAND);
	promise_parts_metric(v, c->metric);
	words_time_for(rq, v, PARTS_FLASH_UNTIL, c->manual);
}
