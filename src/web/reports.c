#include "web/reports.h"
#include "store/report_store.h"
#include "web/filters.h"
#include "web/names.h"
#include "web/page.h"
#include "web/spool.h"
#include "web/words.h"
#include <inttypes.h>

#define DAYS_MOST 3660 /* of a report without a first day */
#define CHART_DAYS 400 /* more bars would be too thin to see */
#define CHART_WIDTH 1000
#define CHART_HEIGHT 200

struct wanted {
	struct filters filters;
	struct report_filter report;
};

static enum err_kind read_wanted(struct req *rq, struct wanted *w,
				 struct err *e)
{
	struct filters *f = &w->filters;

	if (filters_read(rq, f, e))
		return e->kind;
	if (f->until_day == FILTERS_NO_DAY)
		f->until_day = f->today;
	if (f->from_day == FILTERS_NO_DAY)
		f->from_day = f->until_day - DAYS_MOST;
	w->report = (struct report_filter){
		.viewer = &rq->viewer,
		.zone = f->zone,
		.now = rq->job.by.now,
		.from_day = f->from_day,
		.until_day = f->until_day,
		.department = f->department,
		.agent = f->agent.chosen.id,
		.metric = f->metric,
	};
	return ERR_NONE;
}

/* ---- Links --------------------------------------------------------------- */

/* The rows of the log that a figure of these days counts. */
static const char *log_url(struct req *rq, const struct wanted *w, int64_t from,
			   int64_t until, const char *outcome)
{
	struct sbuf query = SBUF_INIT(1024);
	char first[INSTANT_TEXT], last[INSTANT_TEXT];
	const char *url;

	filters_query_but_time(&query, &w->filters);
	url = arena_printf(rq->a,
			   "/reports/log?%s%srange=dates&from=%s&until=%s"
			   "&by=counted&outcome=%s",
			   sbuf_text(&query), query.len ? "&" : "",
			   filters_day(from, first), filters_day(until, last),
			   outcome);
	sbuf_release(&query);
	return url;
}

static const char *url_of(struct req *rq, const struct wanted *w,
			  const char *path)
{
	struct sbuf query = SBUF_INIT(1024);
	const char *url;

	filters_query(&query, &w->filters);
	url = arena_printf(rq->a, "%s?%s", path, sbuf_text(&query));
	sbuf_release(&query);
	return url;
}

/* ---- The table ----------------------------------------------------------- */

static const char *percent(struct arena *a, int permille)
{
	return arena_printf(a, "%d.%d", permille / 10, permille % 10);
}

struct sum_names {
	const char *n, *mean, *max, *min, *url;
};

static void fill_sum(struct view *v, const struct sum_names *names,
		     const struct report_sum *s, const char *url)
{
	const struct {
		const char *name;
		seconds time;
	} times[] = { { names->mean, report_store_mean(s) },
		      { names->max, s->max },
		      { names->min, s->min } };

	view_int(v, names->n, s->n);
	view_text(v, names->url, url);
	for (size_t i = 0; i < COUNT_OF(times); i++) {
		if (s->timed > 0)
			words_view_duration(v, times[i].name, times[i].time,
					    UNIT_WORKING);
		else
			view_text(v, times[i].name, "\xe2\x80\x93"); /* dash */
	}
}

/* One row: of a day, or of all of them. */
static void fill_row(struct req *rq, struct view *v, const struct wanted *w,
		     const struct report_day *d, int64_t from, int64_t until)
{
	static const struct sum_names met = { REPORTS_COMPLIANCE_MET,
					      REPORTS_COMPLIANCE_AVG_MET,
					      REPORTS_COMPLIANCE_MAX_MET,
					      REPORTS_COMPLIANCE_MIN_MET,
					      REPORTS_COMPLIANCE_MET_URL };
	static const struct sum_names missed = {
		REPORTS_COMPLIANCE_MISSED, REPORTS_COMPLIANCE_AVG_MISSED,
		REPORTS_COMPLIANCE_MAX_MISSED, REPORTS_COMPLIANCE_MIN_MISSED,
		REPORTS_COMPLIANCE_MISSED_URL
	};
	int permille = report_store_permille(d);

	fill_sum(v, &met, &d->met, log_url(rq, w, from, until, "met"));
	fill_sum(v, &missed, &d->missed, log_url(rq, w, from, until, "missed"));
	if (permille < 0) {
		view_show(v, REPORTS_COMPLIANCE_NO_PERCENT);
		return;
	}
	if (d->missed.n == 0)
		view_show(v, REPORTS_COMPLIANCE_PERFECT);
	view_text(view_row(v, REPORTS_COMPLIANCE_HAS_PERCENT),
		  REPORTS_COMPLIANCE_PERCENT, percent(rq->a, permille));
}

static void fill_table(struct req *rq, struct view *v, const struct wanted *w,
		       const struct report *r)
{
	char text[WORDS_TEXT];

	for (size_t i = 0; i < r->n; i++) {
		const struct report_day *d = &r->days[i];
		struct view *row = view_row(v, REPORTS_COMPLIANCE_ROW);

		view_text(row, REPORTS_COMPLIANCE_DAY,
			  words_day_short(d->day, text));
		view_text(row, REPORTS_COMPLIANCE_DAY_FULL,
			  words_day_full(d->day, text));
		fill_row(rq, row, w, d, d->day, d->day);
	}
	fill_row(rq, view_row(v, REPORTS_COMPLIANCE_SUM), w, &r->all,
		 w->report.from_day, w->report.until_day);
}

/* ---- The chart ----------------------------------------------------------- */

static int64_t largest_day(const struct report *r)
{
	int64_t most = 0;

	for (size_t i = 0; i < r->n; i++) {
		int64_t n = r->days[i].met.n + r->days[i].missed.n;

		most = n > most ? n : most;
	}
	return most;
}

static void fill_bar(struct view *v, const struct report_day *d, int64_t x,
		     int64_t width, int64_t most)
{
	int64_t all = (d->met.n + d->missed.n) * CHART_HEIGHT / most;
	int64_t met = d->met.n * CHART_HEIGHT / most;
	char text[WORDS_TEXT];

	view_int(v, REPORTS_COMPLIANCE_X, x);
	view_int(v, REPORTS_COMPLIANCE_WIDTH, width);
	view_int(v, REPORTS_COMPLIANCE_MET_Y, CHART_HEIGHT - met);
	view_int(v, REPORTS_COMPLIANCE_MET_HEIGHT, met);
	view_int(v, REPORTS_COMPLIANCE_MISSED_Y, CHART_HEIGHT - all);
	view_int(v, REPORTS_COMPLIANCE_MISSED_HEIGHT, all - met);
	view_text(v, REPORTS_COMPLIANCE_DAY, words_day_short(d->day, text));
	view_int(v, REPORTS_COMPLIANCE_MET, d->met.n);
	view_int(v, REPORTS_COMPLIANCE_MISSED, d->missed.n);
}

static void fill_chart(struct view *v, const struct wanted *w,
		       const struct report *r)
{
	int64_t from = w->report.from_day, most = largest_day(r);
	int64_t days = w->report.until_day - from + 1;
	char text[WORDS_TEXT];
	struct view *chart;

	if (days > CHART_DAYS || most == 0)
		return;
	chart = view_row(v, REPORTS_COMPLIANCE_CHART);
	view_int(chart, REPORTS_COMPLIANCE_MAX, most);
	view_text(chart, REPORTS_COMPLIANCE_FIRST_DAY,
		  words_day_short(from, text));
	view_text(chart, REPORTS_COMPLIANCE_LAST_DAY,
		  words_day_short(w->report.until_day, text));
	for (size_t i = r->n; i > 0; i--) {
		const struct report_day *d = &r->days[i - 1];
		int64_t x = (d->day - from) * CHART_WIDTH / days;
		int64_t end = (d->day - from + 1) * CHART_WIDTH / days;
		int64_t gap = (end - x) / 5;

		fill_bar(view_row(chart, REPORTS_COMPLIANCE_BAR), d,
			 x + gap / 2, end - x - gap, most);
	}
}

static enum err_kind fill_report(struct req *rq, struct view *v,
				 const struct wanted *w, struct err *e)
{
	struct report r;
	struct view *list;

	if (report_store_compliance(rq->job.db, rq->a, &w->report, &r, e))
		return e->kind;
	if (r.n == 0) {
		view_show(v, REPORTS_COMPLIANCE_EMPTY);
		return ERR_NONE;
	}
	list = view_row(v, REPORTS_COMPLIANCE_LIST);
	view_text(list, REPORTS_COMPLIANCE_PERCENT,
		  percent(rq->a, report_store_permille(&r.all)));
	view_int(list, REPORTS_COMPLIANCE_MET_ALL, r.all.met.n);
	view_int(list, REPORTS_COMPLIANCE_MISSED_ALL, r.all.missed.n);
	if (r.withdrawn > 0)
		view_int(view_row(list, REPORTS_COMPLIANCE_WITHDRAWN),
			 REPORTS_COMPLIANCE_COUNT, r.withdrawn);
	fill_chart(list, w, &r);
	fill_table(rq, list, w, &r);
	return ERR_NONE;
}

enum err_kind reports_compliance(struct req *rq, struct resp *rs, struct err *e)
{
	struct wanted w;
	struct view *v;

	if (read_wanted(rq, &w, e))
		return e->kind;
	if (filters_named(&w.filters)) {
		http_redirect(rq, rs, "%s",
			      url_of(rq, &w, "/reports/compliance"));
		return ERR_NONE;
	}
	v = page_new(rq, LAYOUT_AT_COMPLIANCE, REPORTS_COMPLIANCE_TPL);
	if (filters_show(rq, v, &w.filters, e))
		return e->kind;
	view_text(v, REPORTS_COMPLIANCE_CSV_URL,
		  url_of(rq, &w, "/reports/compliance.csv"));
	if (w.filters.fault) {
		rs->status = 400;
		view_show(v, REPORTS_COMPLIANCE_EMPTY);
	} else if (fill_report(rq, v, &w, e)) {
		return e->kind;
	}
	return page_send(rq, rs, e);
}

/* ---- The same as CSV ----------------------------------------------------- */

static enum err_kind write_head(struct spool *s, struct err *e)
{
	static const char *const names[] = {
		"date",
		"fulfilled",
		"avg_seconds_fulfilled",
		"max_seconds_fulfilled",
		"min_seconds_fulfilled",
		"missed",
		"avg_seconds_missed",
		"max_seconds_missed",
		"min_seconds_missed",
		"compliance_percent",
	};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		csv_text(&s->csv, names[i]);
	return spool_end_row(s, e);
}

static void write_sum(struct csv *c, const struct report_sum *s)
{
	csv_i64(c, s->n);
	if (s->timed == 0) {
		for (int i = 0; i < 3; i++)
			csv_none(c);
		return;
	}
	csv_i64(c, report_store_mean(s));
	csv_i64(c, s->max);
	csv_i64(c, s->min);
}

static enum err_kind write_report(struct req *rq, const struct wanted *w,
				  struct spool *s, struct err *e)
{
	char day[INSTANT_TEXT];
	struct report r;

	if (report_store_compliance(rq->job.db, rq->a, &w->report, &r, e) ||
	    write_head(s, e))
		return e->kind;
	for (size_t i = 0; i < r.n; i++) {
		int permille = report_store_permille(&r.days[i]);

		csv_text(&s->csv, filters_day(r.days[i].day, day));
		write_sum(&s->csv, &r.days[i].met);
		write_sum(&s->csv, &r.days[i].missed);
		csv_text(&s->csv,
			 permille < 0 ? NULL : percent(rq->a, permille));
		if (spool_end_row(s, e))
			return e->kind;
	}
	return ERR_NONE;
}

enum err_kind reports_compliance_export(struct req *rq, struct resp *rs,
					struct err *e)
{
	char day[INSTANT_TEXT];
	struct wanted w;
	struct spool s;

	if (read_wanted(rq, &w, e) || filters_check(&w.filters, e) ||
	    spool_open(rq, &s, e))
		return e->kind;
	if (write_report(rq, &w, &s, e)) {
		spool_drop(&s);
		return e->kind;
	}
	filters_day(w.filters.today, day);
	return spool_send(rq, rs, &s,
			  arena_printf(rq->a, "sla-compliance-%s.csv", day), e);
}
