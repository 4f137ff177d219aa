#include "web/logs.h"
#include "base/limits.h"
#include "base/zone.h"
#include "store/log_store.h"
#include "web/filters.h"
#include "web/form.h"
#include "web/log_columns.h"
#include "web/names.h"
#include "web/page.h"
#include "web/pager.h"
#include "web/promise_parts.h"
#include "web/spool.h"
#include "web/words.h"

/* ---- What is asked for --------------------------------------------------- */

enum {
	LOG_FIELD_OUTCOME,
	LOG_FIELD_BY,
	LOG_FIELD_OVERDUE,
	LOG_FIELD_SIGNS,
	LOG_FIELD_SORT,
	LOG_FIELD_DIR,
	LOG_FIELD_CODE,
	LOG_FIELD_PROMISE,
	LOG_FIELD_CYCLE,
	LOG_FIELD_BACK
};
static const struct field_choice outcomes[] = {
	{ "met", LOG_MET },         { "missed", LOG_MISSED },
	{ "running", LOG_RUNNING }, { "cancelled", LOG_CANCELLED },
	{ NULL, LOG_ANY },
};
static const struct field_choice bys[] = {
	[LOG_BY_STARTED] = { "started", LOG_BY_STARTED },
	[LOG_BY_DUE] = { "due", LOG_BY_DUE },
	[LOG_BY_COUNTED] = { "counted", LOG_BY_COUNTED },
	{ NULL, LOG_BY_STARTED },
};
static const struct field_choice sorts[] = {
	{ "started", LOG_STARTED }, { "requester", LOG_REQUESTER },
	{ "ticket", LOG_TICKET },   { "department", LOG_DEPARTMENT },
	{ "agent", LOG_AGENT },     { "level", LOG_LEVEL },
	{ "due", LOG_DUE },         { "closed", LOG_CLOSED },
	{ "sla", LOG_SLA },         { "margin", LOG_MARGIN },
	{ NULL, LOG_STARTED },
};
static const struct field_choice dirs[] = {
	{ "asc", false },
	{ "desc", true },
	{ NULL, false },
};
static const struct field_choice promises[] = {
	{ "first_answer", METRIC_FIRST_ANSWER },
	{ "next_answer", METRIC_NEXT_ANSWER },
	{ "first_assign", METRIC_FIRST_ASSIGN },
	{ "first_resolve", METRIC_FIRST_RESOLVE },
	{ "chat_answer", METRIC_CHAT_ANSWER },
	{ "call_answer", METRIC_CALL_ANSWER },
	{ "keep_informed", METRIC_KEEP_INFORMED },
	{ NULL, -1 },
};
/* clang-format off */
static const struct field fields[] = {
	[LOG_FIELD_OUTCOME] = { "outcome", FIELD_CHOICE, .choices = outcomes },
	[LOG_FIELD_BY]      = { "by", FIELD_CHOICE, .choices = bys },
	[LOG_FIELD_OVERDUE] = { "overdue", FIELD_FLAG },
	[LOG_FIELD_SIGNS]   = { "signs", FIELD_FLAG },
	[LOG_FIELD_SORT]    = { "sort", FIELD_CHOICE, .choices = sorts,
				.otherwise = LOG_STARTED },
	[LOG_FIELD_DIR]     = { "dir", FIELD_CHOICE, .choices = dirs,
				.otherwise = true },
	[LOG_FIELD_CODE]    = { "code", FIELD_CODE },
	[LOG_FIELD_PROMISE] = { "promise", FIELD_CHOICE, .choices = promises },
	[LOG_FIELD_CYCLE]   = { "cycle", FIELD_I64, .min = 1, .max = INT32_MAX },
	[LOG_FIELD_BACK]    = { "back", FIELD_FLAG },
};
/* clang-format on */

struct wanted {
	struct filters filters;
	struct log_filter log;
	struct log_key key;
	enum log_sort shown; /* the order the rows come in */
	bool signs;          /* of an export: told besides */
};

static instant start_of(const struct filters *f, int64_t day)
{
	return day == FILTERS_NO_DAY ? INSTANT_NONE
				     : zone_instant_of(f->zone, day, 0);
}

static enum err_kind read_wanted(struct req *rq, struct wanted *w,
				 struct err *e)
{
	const struct filters *f = &w->filters;
	struct err fault = { 0 };
	struct form form;
	bool after;

	form_read(rq, FIELDS(fields), &form);
	if (filters_read(rq, &w->filters, e))
		return e->kind;
	/* What is not understood must not widen the choice. */
	if (!f->fault && form_check(rq->a, &form, &fault))
		w->filters.fault = arena_str(rq->a, fault.msg);
	after = f->until_day != FILTERS_NO_DAY;
	w->signs = form.v[LOG_FIELD_SIGNS].i64 != 0;
	w->log = (struct log_filter){
		.viewer = &rq->viewer,
		.now = rq->job.by.now,
		.department = f->department,
		.agent = f->agent.chosen.id,
		.metric = f->metric,
		.outcome = (enum log_outcome)form.v[LOG_FIELD_OUTCOME].i64,
		.overdue = form.v[LOG_FIELD_OVERDUE].i64 != 0,
		.dates = (enum log_dates)form.v[LOG_FIELD_BY].i64,
		.from = start_of(f, f->from_day),
		.until = start_of(f, f->until_day + (after ? 1 : 0)),
		.sort = (enum log_sort)form.v[LOG_FIELD_SORT].i64,
		.down = form.v[LOG_FIELD_DIR].i64 != 0,
	};
	w->shown = w->log.sort;
	w->key = (struct log_key){ .code = NULL };
	if (form.v[LOG_FIELD_CODE].given && form.v[LOG_FIELD_PROMISE].given &&
	    form.v[LOG_FIELD_CYCLE].given)
		w->key = (struct log_key){
			.code = form.v[LOG_FIELD_CODE].text,
			.metric = (int)form.v[LOG_FIELD_PROMISE].i64,
			.cycle = (int)form.v[LOG_FIELD_CYCLE].i64,
			.back = form.v[LOG_FIELD_BACK].i64 != 0,
		};
	return ERR_NONE;
}

/* ---- URLs ---------------------------------------------------------------- */

static const char *outcome_name(enum log_outcome o)
{
	for (size_t i = 0; outcomes[i].text; i++)
		if (outcomes[i].value == o)
			return outcomes[i].text;
	return NULL;
}

/* ${path}?... with all that is chosen, and that order. */
static const char *url_of(struct req *rq, const struct wanted *w,
			  const char *path, enum log_sort sort, bool down)
{
	struct sbuf query = SBUF_INIT(2048);
	const char *outcome = outcome_name(w->log.outcome), *url;

	filters_query(&query, &w->filters);
	if (outcome)
		sbuf_printf(&query, "&outcome=%s", outcome);
	if (w->log.dates != LOG_BY_STARTED)
		sbuf_printf(&query, "&by=%s", bys[w->log.dates].text);
	if (w->log.overdue)
		sbuf_str(&query, "&overdue=1");
	sbuf_printf(&query, "&sort=%s&dir=%s", log_store_sort_name(sort),
		    dirs[down].text);
	url = arena_printf(rq->a, "%s?%s", path, sbuf_text(&query));
	sbuf_release(&query);
	return url;
}

static const char *page_url(struct req *rq, const struct wanted *w,
			    const struct log_row *row, bool back)
{
	return arena_printf(
		rq->a, "%s&code=%s&promise=%s&cycle=%d%s",
		url_of(rq, w, "/reports/log", w->log.sort, w->log.down),
		row->code, level_metric_name(row->clock.metric),
		row->clock.cycle, back ? "&back=1" : "");
}

/* ---- The page ------------------------------------------------------------ */

static void fill_sorting(struct req *rq, struct view *v, const struct wanted *w)
{
	static const struct {
		enum log_sort sort;
		const char *url, *up, *down;
	} columns[] = {
		{ LOG_REQUESTER, REPORTS_LOG_SORT_REQUESTER_URL,
		  REPORTS_LOG_REQUESTER_UP, REPORTS_LOG_REQUESTER_DOWN },
		{ LOG_TICKET, REPORTS_LOG_SORT_TICKET_URL,
		  REPORTS_LOG_TICKET_UP, REPORTS_LOG_TICKET_DOWN },
		{ LOG_DEPARTMENT, REPORTS_LOG_SORT_DEPARTMENT_URL,
		  REPORTS_LOG_DEPARTMENT_UP, REPORTS_LOG_DEPARTMENT_DOWN },
		{ LOG_AGENT, REPORTS_LOG_SORT_AGENT_URL, REPORTS_LOG_AGENT_UP,
		  REPORTS_LOG_AGENT_DOWN },
		{ LOG_LEVEL, REPORTS_LOG_SORT_LEVEL_URL, REPORTS_LOG_LEVEL_UP,
		  REPORTS_LOG_LEVEL_DOWN },
		{ LOG_STARTED, REPORTS_LOG_SORT_STARTED_URL,
		  REPORTS_LOG_STARTED_UP, REPORTS_LOG_STARTED_DOWN },
		{ LOG_DUE, REPORTS_LOG_SORT_DUE_URL, REPORTS_LOG_DUE_UP,
		  REPORTS_LOG_DUE_DOWN },
		{ LOG_CLOSED, REPORTS_LOG_SORT_CLOSED_URL,
		  REPORTS_LOG_CLOSED_UP, REPORTS_LOG_CLOSED_DOWN },
		{ LOG_SLA, REPORTS_LOG_SORT_SLA_URL, REPORTS_LOG_SLA_UP,
		  REPORTS_LOG_SLA_DOWN },
	};

	view_text(v, REPORTS_LOG_SORT, log_store_sort_name(w->log.sort));
	view_text(v, REPORTS_LOG_DIR, dirs[w->log.down].text);
	for (size_t i = 0; i < COUNT_OF(columns); i++) {
		bool here = columns[i].sort == w->log.sort;

		view_text(v, columns[i].url,
			  url_of(rq, w, "/reports/log", columns[i].sort,
				 here && !w->log.down));
		if (columns[i].sort == w->shown)
			view_show(v, w->log.down ? columns[i].down
						 : columns[i].up);
	}
}

static enum err_kind fill_filters(struct req *rq, struct view *v,
				  const struct wanted *w, struct err *e)
{
	static const char *const by[] = {
		[LOG_BY_STARTED] = REPORTS_LOG_BY_STARTED,
		[LOG_BY_DUE] = REPORTS_LOG_BY_DUE,
		[LOG_BY_COUNTED] = REPORTS_LOG_BY_COUNTED,
	};
	static const char *const outcome[] = {
		[LOG_ANY] = NULL,
		[LOG_MET] = REPORTS_LOG_OUTCOME_MET,
		[LOG_MISSED] = REPORTS_LOG_OUTCOME_MISSED,
		[LOG_RUNNING] = REPORTS_LOG_OUTCOME_RUNNING,
		[LOG_CANCELLED] = REPORTS_LOG_OUTCOME_CANCELLED,
	};
	const char *csv;

	view_show(v, by[w->log.dates]);
	if (outcome[w->log.outcome])
		view_show(v, outcome[w->log.outcome]);
	if (w->log.overdue)
		view_show(v, REPORTS_LOG_ONLY_OVERDUE);
	csv = url_of(rq, w, "/reports/log.csv", w->log.sort, w->log.down);
	view_text(v, REPORTS_LOG_CSV_URL, csv);
	view_text(v, REPORTS_LOG_SIGNS_URL,
		  arena_printf(rq->a, "%s&signs=1", csv));
	return filters_show(rq, v, &w->filters, e);
}

/* The deadline, and beside one by hand the calculated one (sla.md R16). */
static void fill_due(const struct req *rq, struct view *v,
		     const struct clock *c)
{
	struct view *due, *hand;

	if (c->due == INSTANT_NONE) {
		view_show(v, REPORTS_LOG_NO_DUE);
		return;
	}
	due = view_row(v, REPORTS_LOG_HAS_DUE);
	words_time_for(rq, due, REPORTS_LOG_DUE, c->due);
	if (c->manual == INSTANT_NONE)
		return;
	hand = view_row(due, REPORTS_LOG_BY_HAND);
	if (c->calculated != INSTANT_NONE)
		words_time_for(rq, view_row(hand, REPORTS_LOG_CALCULATED),
			       REPORTS_LOG_AT, c->calculated);
}

/* What was decided first, and is not counted any more (sla.md D65). */
static void fill_withdrawn(const struct req *rq, struct view *v,
			   const struct log_row *row)
{
	struct view *section;

	if (row->nwithdrawn == 0)
		return;
	section = view_row(v, REPORTS_LOG_WITHDRAWN);
	view_show(section, row->withdrawn == CLOCK_MET
				   ? REPORTS_LOG_WAS_MET
				   : REPORTS_LOG_WAS_MISSED);
	words_time_for(rq, section, REPORTS_LOG_AT, row->withdrawn_at);
	if (row->nwithdrawn > 1)
		view_int(view_row(section, REPORTS_LOG_SEVERAL),
			 REPORTS_LOG_COUNT, row->nwithdrawn);
}

static enum err_kind fill_row(struct req *rq, struct view *v,
			      const struct log_row *row, struct err *e)
{
	struct clock with_level = row->clock;
	const struct clock *c = &with_level;

	if (promise_parts_level(rq, &with_level, e))
		return e->kind;
	view_text(v, REPORTS_LOG_REQUESTER, row->requester_name);
	view_text(v, REPORTS_LOG_CODE, row->code);
	view_text(v, REPORTS_LOG_SUBJECT, row->subject);
	view_text(v, REPORTS_LOG_LEVEL, c->level_name);
	view_text(v, REPORTS_LOG_DEPARTMENT_THEN, row->department_name);
	if (*row->agent_name)
		view_text(view_row(v, REPORTS_LOG_AGENT), REPORTS_LOG_NAME,
			  row->agent_name);
	else
		view_show(v, REPORTS_LOG_NOBODY);
	words_time_for(rq, v, REPORTS_LOG_STARTED, c->started);
	fill_due(rq, v, c);
	fill_withdrawn(rq, v, row);
	if (c->stopped != INSTANT_NONE)
		words_time_for(rq, view_row(v, REPORTS_LOG_HAS_CLOSED),
			       REPORTS_LOG_CLOSED, c->stopped);
	else
		view_show(v, REPORTS_LOG_NOT_CLOSED);
	promise_parts_metric(v, c->metric);
	promise_parts_badge(rq, v, REPORTS_LOG_BADGE, c);
	return ERR_NONE;
}

/* They come in another order than was asked for. */
static void fill_too_many(struct view *v, enum log_sort order)
{
	struct view *note = view_row(v, REPORTS_LOG_TOO_MANY);

	view_int(note, REPORTS_LOG_MOST, LIMIT_LOG_SORT);
	view_show(note, order == LOG_DUE       ? REPORTS_LOG_ORDER_DUE
			: order == LOG_COUNTED ? REPORTS_LOG_ORDER_COUNTED
					       : REPORTS_LOG_ORDER_STARTED);
}

static enum err_kind fill_rows(struct req *rq, struct view *v, struct wanted *w,
			       struct err *e)
{
	struct log_page page;
	struct view *list;

	if (log_store_page(rq->job.db, rq->a, &w->log,
			   w->key.code ? &w->key : NULL, &page, e))
		return e->kind;
	if (page.n == 0) {
		view_show(v, REPORTS_LOG_EMPTY);
		return ERR_NONE;
	}
	w->shown = page.order;
	if (page.order != w->log.sort)
		fill_too_many(v, page.order);
	list = view_row(v, REPORTS_LOG_LIST);
	for (size_t i = 0; i < page.n; i++)
		if (fill_row(rq, view_row(list, REPORTS_LOG_ROW), &page.rows[i],
			     e))
			return e->kind;
	pager_include(list, REPORTS_LOG_PAGER,
		      page.before ? page_url(rq, w, &page.rows[0], true) : NULL,
		      page.after
			      ? page_url(rq, w, &page.rows[page.n - 1], false)
			      : NULL);
	return ERR_NONE;
}

enum err_kind logs_show(struct req *rq, struct resp *rs, struct err *e)
{
	struct wanted w;
	struct view *v;

	if (read_wanted(rq, &w, e))
		return e->kind;
	if (filters_named(&w.filters)) {
		http_redirect(
			rq, rs, "%s",
			url_of(rq, &w, "/reports/log", w.log.sort, w.log.down));
		return ERR_NONE;
	}
	v = page_new(rq, LAYOUT_AT_LOG, REPORTS_LOG_TPL);
	if (fill_filters(rq, v, &w, e))
		return e->kind;
	if (w.filters.fault) {
		rs->status = 400;
		view_show(v, REPORTS_LOG_EMPTY);
	} else if (fill_rows(rq, v, &w, e)) {
		return e->kind;
	}
	fill_sorting(rq, v, &w);
	return page_send(rq, rs, e);
}

/* ---- The same as CSV ----------------------------------------------------- */

static enum err_kind write_rows(struct req *rq, const struct wanted *w,
				struct spool *s, struct err *e)
{
	enum err_kind kind = ERR_NONE;
	struct err at_end = { 0 };
	struct log_row row;
	struct rows *rows;

	log_columns_head(&s->csv, w->signs);
	if (spool_end_row(s, e) ||
	    log_store_stream(rq->job.db, rq->a, &w->log, w->signs, &rows, e))
		return e->kind;
	while (!kind && log_store_next(rows, w->signs, &row))
		kind = log_columns_row(rq, &s->csv, &row, w->signs, e)
			       ? e->kind
			       : spool_end_row(s, e);
	if (rows_end(&rows, &at_end) && !kind) {
		*e = at_end;
		kind = at_end.kind;
	}
	return kind;
}

enum err_kind logs_export(struct req *rq, struct resp *rs, struct err *e)
{
	char day[INSTANT_TEXT];
	struct wanted w;
	struct spool s;

	if (read_wanted(rq, &w, e) || filters_check(&w.filters, e) ||
	    spool_open(rq, &s, e))
		return e->kind;
	if (write_rows(rq, &w, &s, e)) {
		spool_drop(&s);
		return e->kind;
	}
	filters_day(w.filters.today, day);
	return spool_send(rq, rs, &s,
			  arena_printf(rq->a, "sla-log-%s.csv", day), e);
}
