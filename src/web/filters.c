#include "web/filters.h"
#include "base/str.h"
#include "base/zone.h"
#include "store/desk_store.h"
#include "web/form.h"
#include "web/names.h"
#include "web/words.h"

enum {
	FILTER_DEPARTMENT,
	FILTER_METRIC,
	FILTER_RANGE,
	FILTER_FROM,
	FILTER_UNTIL
};
static const struct field_choice metrics[] = {
	{ "first_answer", METRIC_FIRST_ANSWER },
	{ "next_answer", METRIC_NEXT_ANSWER },
	{ "first_assign", METRIC_FIRST_ASSIGN },
	{ "first_resolve", METRIC_FIRST_RESOLVE },
	{ "chat_answer", METRIC_CHAT_ANSWER },
	{ "call_answer", METRIC_CALL_ANSWER },
	{ "keep_informed", METRIC_KEEP_INFORMED },
	{ NULL, -1 },
};
static const struct field_choice ranges[] = {
	[RANGE_7] = { "7d", RANGE_7 },
	[RANGE_30] = { "30d", RANGE_30 },
	[RANGE_90] = { "90d", RANGE_90 },
	[RANGE_MONTH] = { "month", RANGE_MONTH },
	[RANGE_LAST_MONTH] = { "last-month", RANGE_LAST_MONTH },
	[RANGE_ALL] = { "all", RANGE_ALL },
	[RANGE_DATES] = { "dates", RANGE_DATES },
	[RANGE_N] = { NULL, RANGE_30 },
};
/* clang-format off */
static const struct field fields[] = {
	[FILTER_DEPARTMENT] = { "department", FIELD_OID },
	[FILTER_METRIC]     = { "metric", FIELD_CHOICE, .choices = metrics,
				.otherwise = -1 },
	[FILTER_RANGE]      = { "range", FIELD_CHOICE, .choices = ranges,
				.otherwise = RANGE_30 },
	[FILTER_FROM]       = { "from", FIELD_DAY, .otherwise = FILTERS_NO_DAY },
	[FILTER_UNTIL]      = { "until", FIELD_DAY, .otherwise = FILTERS_NO_DAY },
};
/* clang-format on */

/* ---- Reading ------------------------------------------------------------- */

/* The desk's zone, and which day it is there. */
static enum err_kind read_today(struct req *rq, struct filters *f,
				struct err *e)
{
	struct desk_settings desk;
	instant local;

	if (desk_store_find(rq->job.db, rq->a, &desk, e) ||
	    zone_find(desk.zone, &f->zone, e))
		return e->kind;
	local = rq->job.by.now + zone_offset(f->zone, rq->job.by.now);
	f->today = local / DAY_SECONDS;
	return ERR_NONE;
}

/* The first and the last day of the month that ${day} is in. */
static void month_of(int64_t day, int64_t *first, int64_t *last)
{
	struct civil c = instant_civil_of(day);

	c.day = 1;
	*first = instant_day_of(c);
	c.year += c.month == 12;
	c.month = c.month == 12 ? 1 : c.month + 1;
	*last = instant_day_of(c) - 1;
}

static void read_dates(struct filters *f)
{
	bool swapped = f->from_typed != FILTERS_NO_DAY &&
		       f->until_typed != FILTERS_NO_DAY &&
		       f->from_typed > f->until_typed;

	f->from_day = swapped ? f->until_typed : f->from_typed;
	f->until_day = swapped ? f->from_typed : f->until_typed;
}

static void read_range(struct filters *f)
{
	int64_t first;

	f->until_day = f->today;
	switch (f->range) {
	case RANGE_7:
		f->from_day = f->today - 6;
		break;
	case RANGE_30:
		f->from_day = f->today - 29;
		break;
	case RANGE_90:
		f->from_day = f->today - 89;
		break;
	case RANGE_MONTH:
		month_of(f->today, &f->from_day, &f->until_day);
		break;
	case RANGE_LAST_MONTH:
		month_of(f->today, &first, &f->until_day);
		month_of(first - 1, &f->from_day, &f->until_day);
		break;
	case RANGE_DATES:
		read_dates(f);
		break;
	case RANGE_ALL:
	case RANGE_N:
		f->from_day = f->until_day = FILTERS_NO_DAY;
	}
}

/* Whom and what they may choose from, and what they chose. */
static enum err_kind read_choices(struct req *rq, struct filters *f,
				  struct err *e)
{
	if (department_store_list_seen(rq->job.db, rq->a, &rq->viewer,
				       &f->departments, e) ||
	    agent_choice_read(rq, &f->agent, e))
		return e->kind;
	for (size_t i = 0; i < f->departments.n; i++)
		if (str_eq(f->departments.v[i].oid, f->department_oid))
			f->department = f->departments.v[i].id;
	if (*f->department_oid && !f->department.n)
		f->fault = words_get(WORD_FAULT_WRONG);
	else
		f->fault = f->agent.fault;
	return ERR_NONE;
}

enum err_kind filters_read(struct req *rq, struct filters *f, struct err *e)
{
	struct err fault = { 0 };
	struct form form;

	form_read(rq, FIELDS(fields), &form);
	*f = (struct filters){
		.department_oid = form.v[FILTER_DEPARTMENT].given
					  ? form.v[FILTER_DEPARTMENT].text
					  : "",
		/* The log still names those who were disabled. */
		.agent = { .name = "agent",
			   .of = { .viewer = &rq->viewer,
				   .roles = ROLES_ANSWER,
				   .disabled = true },
			   .suggest = "/people/suggest?of=all" },
		.metric = (int)form.v[FILTER_METRIC].i64,
		.range = (enum filters_range)form.v[FILTER_RANGE].i64,
		.from_typed = form.v[FILTER_FROM].i64,
		.until_typed = form.v[FILTER_UNTIL].i64,
	};
	if (read_today(rq, f, e) || read_choices(rq, f, e))
		return e->kind;
	read_range(f);
	if (form_check(rq->a, &form, &fault))
		f->fault = arena_str(rq->a, fault.msg);
	return ERR_NONE;
}

bool filters_named(const struct filters *f)
{
	return f->agent.by_name && !f->fault;
}

enum err_kind filters_check(const struct filters *f, struct err *e)
{
	return f->fault ? err_set(e, ERR_INVALID, "%s", f->fault) : ERR_NONE;
}

/* ---- Showing ------------------------------------------------------------- */

const char *filters_day(int64_t day, char out[INSTANT_TEXT])
{
	instant_text(day * DAY_SECONDS, out);
	out[10] = '\0';
	return out;
}

static void show_choice(struct view *v, const char *section, const char *oid,
			const char *name, bool chosen)
{
	struct view *row = view_row(v, section);

	view_text(row, REPORTS_LOG_ID, oid);
	view_text(row, REPORTS_LOG_NAME, name);
	if (chosen)
		view_show(row, REPORTS_LOG_CHOSEN);
}

static void show_time(struct view *v, const struct filters *f)
{
	static const char *const sections[] = {
		[RANGE_7] = REPORTS_LOG_RANGE_7,
		[RANGE_30] = REPORTS_LOG_RANGE_30,
		[RANGE_90] = REPORTS_LOG_RANGE_90,
		[RANGE_MONTH] = REPORTS_LOG_RANGE_MONTH,
		[RANGE_LAST_MONTH] = REPORTS_LOG_RANGE_LAST_MONTH,
		[RANGE_ALL] = REPORTS_LOG_RANGE_ALL,
		[RANGE_DATES] = REPORTS_LOG_RANGE_DATES,
	};
	char day[INSTANT_TEXT];

	view_show(v, sections[f->range]);
	if (f->from_typed != FILTERS_NO_DAY)
		view_text(v, REPORTS_LOG_FROM_INPUT,
			  filters_day(f->from_typed, day));
	if (f->until_typed != FILTERS_NO_DAY)
		view_text(v, REPORTS_LOG_UNTIL_INPUT,
			  filters_day(f->until_typed, day));
}

enum err_kind filters_show(struct req *rq, struct view *v,
			   const struct filters *f, struct err *e)
{
	static const char *const sections[METRIC_N] = {
		[METRIC_FIRST_ANSWER] = REPORTS_LOG_METRIC_FIRST_ANSWER,
		[METRIC_NEXT_ANSWER] = REPORTS_LOG_METRIC_NEXT_ANSWER,
		[METRIC_FIRST_ASSIGN] = REPORTS_LOG_METRIC_FIRST_ASSIGN,
		[METRIC_FIRST_RESOLVE] = REPORTS_LOG_METRIC_FIRST_RESOLVE,
		[METRIC_CHAT_ANSWER] = REPORTS_LOG_METRIC_CHAT_ANSWER,
		[METRIC_CALL_ANSWER] = REPORTS_LOG_METRIC_CALL_ANSWER,
		[METRIC_KEEP_INFORMED] = REPORTS_LOG_METRIC_KEEP_INFORMED,
	};

	for (size_t i = 0; i < f->departments.n; i++) {
		const struct department *d = &f->departments.v[i];

		show_choice(v, REPORTS_LOG_DEPARTMENT, d->oid, d->name,
			    d->id.n == f->department.n);
	}
	if (f->metric >= 0)
		view_show(v, sections[f->metric]);
	show_time(v, f);
	if (f->fault)
		view_text(view_row(v, REPORTS_LOG_ERROR_NOTE), REPORTS_LOG_TEXT,
			  f->fault);
	if (f->zone != rq->viewer.zone)
		view_text(view_row(v, REPORTS_LOG_DAYS_ZONE), REPORTS_LOG_NAME,
			  f->zone->name);
	return agent_choice_fill(rq, v, REPORTS_LOG_AGENT_CHOICE, &f->agent, e);
}

/* ---- The query ----------------------------------------------------------- */

static void add(struct sbuf *to, const char *name, const char *value)
{
	if (!*value)
		return;
	sbuf_printf(to, "%s%s=%s", to->len ? "&" : "", name, value);
}

void filters_query_but_time(struct sbuf *to, const struct filters *f)
{
	add(to, "department", f->department_oid);
	if (f->agent.chosen.id.n)
		add(to, "agent", f->agent.chosen.oid);
	if (f->metric >= 0)
		add(to, "metric", metrics[f->metric].text);
}

void filters_query(struct sbuf *to, const struct filters *f)
{
	char day[INSTANT_TEXT];

	filters_query_but_time(to, f);
	add(to, "range", ranges[f->range].text);
	if (f->from_typed != FILTERS_NO_DAY)
		add(to, "from", filters_day(f->from_typed, day));
	if (f->until_typed != FILTERS_NO_DAY)
		add(to, "until", filters_day(f->until_typed, day));
}
