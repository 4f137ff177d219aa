/*
 * The compliance report against plain counting, and each of its figures against
 * the rows of the log that it stands for.
 */
#include "store/clocks.h"

#include "base/zone.h"
#include "store/log_store.h"
#include "store/report_store.h"

static struct err e;

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)

static const struct zone *zone(const char *name)
{
	const struct zone *z;

	OK(zone_find(name, &z, &e));
	return z;
}

static int64_t local_day(const struct zone *z, instant at)
{
	return (at + zone_offset(z, at)) / DAY_SECONDS;
}

static bool counts(const struct report_filter *f, const struct model *m)
{
	if (!clocks_of_viewer(f->viewer, m))
		return false;
	if (f->department.n && m->department != f->department.n)
		return false;
	if (f->agent.n && m->agent != f->agent.n)
		return false;
	return f->metric < 0 || (int)m->c.metric == f->metric;
}

static void tally(struct report_sum *s, const struct model *m)
{
	s->n++;
	if (m->c.stopped == INSTANT_NONE)
		return;
	if (s->timed == 0 || m->c.consumed > s->max)
		s->max = m->c.consumed;
	if (s->timed == 0 || m->c.consumed < s->min)
		s->min = m->c.consumed;
	s->timed++;
	s->total += m->c.consumed;
}

static void plain_day(const struct report_filter *f, int64_t from,
		      int64_t until, struct report_day *day, int64_t *running,
		      int64_t *cancelled)
{
	*day = (struct report_day){ 0 };
	for (size_t i = 0; i < CLOCKS; i++) {
		const struct model *m = &clocks_model[i];
		int64_t at = local_day(f->zone, clocks_counted_at(m));

		if (!counts(f, m) || at < from || at > until)
			continue;
		if (m->c.state == CLOCK_MET)
			tally(&day->met, m);
		else if (clocks_missed(m))
			tally(&day->missed, m);
		else if (clocks_running(m))
			++*running;
		else
			++*cancelled;
	}
}

static void check_sum(const struct report_sum *got,
		      const struct report_sum *sum)
{
	assert_int_equal(got->n, sum->n);
	assert_int_equal(got->timed, sum->timed);
	assert_int_equal(got->total, sum->total);
	assert_int_equal(got->max, sum->max);
	assert_int_equal(got->min, sum->min);
}

static void check_days(const struct report_filter *f, const struct report *r)
{
	int64_t day = f->until_day + 1, none = 0;
	struct report_day plain;

	for (size_t i = 0; i < r->n; i++) {
		/* Days between two rows had nothing. */
		for (day--; day > r->days[i].day; day--) {
			plain_day(f, day, day, &plain, &none, &none);
			assert_int_equal(plain.met.n + plain.missed.n, 0);
		}
		assert_int_equal(day, r->days[i].day);
		plain_day(f, day, day, &plain, &none, &none);
		check_sum(&r->days[i].met, &plain.met);
		check_sum(&r->days[i].missed, &plain.missed);
	}
}

static int64_t check_report(const struct report_filter *f)
{
	int64_t running = 0, cancelled = 0;
	struct report_day plain;
	struct report r;

	OK(report_store_compliance(fixture.db, fixture.arena, f, &r, &e));
	assert_false(db_in_transaction(fixture.db));
	check_days(f, &r);
	plain_day(f, f->from_day, f->until_day, &plain, &running, &cancelled);
	check_sum(&r.all.met, &plain.met);
	check_sum(&r.all.missed, &plain.missed);
	assert_int_equal(r.running, running);
	assert_int_equal(r.cancelled, cancelled);
	return r.all.met.n + r.all.missed.n + r.running + r.cancelled;
}

static struct report_filter whole(const struct viewer *v, const char *in)
{
	const struct zone *z = zone(in);

	return (struct report_filter){ .viewer = v,
				       .zone = z,
				       .now = NOW,
				       .from_day = local_day(z, FIRST) - 3,
				       .until_day = local_day(z, NOW) + 3,
				       .metric = -1 };
}

static const char *const zones[] = { "UTC", "Europe/Riga", "Asia/Kathmandu",
				     "America/New_York", "Pacific/Apia" };

static void every_promise_is_in_the_report_once(void **state)
{
	struct report_filter f;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(zones); i++) {
		f = whole(&clocks_everywhere, zones[i]);
		assert_int_equal(check_report(&f), CLOCKS);
	}
	f = whole(&clocks_nobody, "UTC");
	assert_int_equal(check_report(&f), 0);
}

static void report_filters_may_be_put_together(void **state)
{
	(void)state;
	for (int i = 0; i < 150; i++) {
		struct report_filter f = whole(
			clocks_draw(3) ? &clocks_everywhere : &clocks_reader,
			zones[clocks_draw(COUNT_OF(zones))]);

		f.from_day += clocks_draw(6);
		f.until_day = f.from_day + clocks_draw(6);
		f.department.n = clocks_draw(2) ? 0
						: 1 + clocks_draw(DEPARTMENTS);
		f.agent.n = clocks_draw(2) ? 0 : 1 + clocks_draw(AGENTS);
		f.metric = clocks_draw(2) ? -1 : (int)clocks_draw(METRIC_N);
		(void)check_report(&f);
		arena_reset(fixture.arena);
	}
}

static int64_t rows_of_log(const struct report_filter *f, int64_t from_day,
			   int64_t until_day, enum log_outcome outcome)
{
	struct log_filter log = { .viewer = f->viewer, .now = NOW };
	struct log_row row;
	struct rows *rows;
	int64_t n = 0;

	log.department = f->department;
	log.agent = f->agent;
	log.metric = f->metric;
	log.outcome = outcome;
	log.dates = LOG_BY_COUNTED;
	log.from = zone_instant_of(f->zone, from_day, 0);
	log.until = zone_instant_of(f->zone, until_day + 1, 0);
	OK(log_store_stream(fixture.db, fixture.arena, &log, false, &rows, &e));
	while (log_store_next(rows, false, &row))
		n++;
	OK(rows_end(&rows, &e));
	return n;
}

/* "Every figure is a link to the rows that make it up." */
static void each_figure_is_that_many_rows_of_the_log(void **state)
{
	struct report_filter f = whole(&clocks_reader, "Europe/Riga");
	struct report r;

	(void)state;
	OK(report_store_compliance(fixture.db, fixture.arena, &f, &r, &e));
	assert_true(r.n > 3);
	for (size_t i = 0; i < r.n; i++) {
		int64_t day = r.days[i].day;

		assert_int_equal(rows_of_log(&f, day, day, LOG_MET),
				 r.days[i].met.n);
		assert_int_equal(rows_of_log(&f, day, day, LOG_MISSED),
				 r.days[i].missed.n);
	}
	assert_int_equal(rows_of_log(&f, f.from_day, f.until_day, LOG_RUNNING),
			 r.running);
	assert_int_equal(
		rows_of_log(&f, f.from_day, f.until_day, LOG_CANCELLED),
		r.cancelled);
}

static void a_hundred_percent_means_that_nothing_was_missed(void **state)
{
	struct report_day d = { 0 };

	(void)state;
	assert_int_equal(report_store_permille(&d), -1);
	assert_int_equal(report_store_mean(&d.met), 0);
	d.met = (struct report_sum){ .n = 100000, .timed = 3, .total = 8 };
	assert_int_equal(report_store_permille(&d), 1000);
	assert_int_equal(report_store_mean(&d.met), 2);
	d.missed.n = 1;
	assert_int_equal(report_store_permille(&d), 999);
	d.met.n = 0;
	assert_int_equal(report_store_permille(&d), 0);
}

static void days_must_be_in_their_order(void **state)
{
	struct report_filter f = whole(&clocks_everywhere, "UTC");
	struct report r;

	(void)state;
	f.until_day = f.from_day - 1;
	assert_int_equal(
		report_store_compliance(fixture.db, fixture.arena, &f, &r, &e),
		ERR_INVALID);
	f.until_day = f.from_day + 1000000;
	assert_int_equal(
		report_store_compliance(fixture.db, fixture.arena, &f, &r, &e),
		ERR_INVALID);
}

int main(int argc, char **argv)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST_WITH("every promise is in the report once", every_promise_is_in_the_report_once, clocks_clear, NULL),
		TEST_WITH("filters of the report may be put together", report_filters_may_be_put_together, clocks_clear, NULL),
		TEST_WITH("each figure is that many rows of the log", each_figure_is_that_many_rows_of_the_log, clocks_clear, NULL),
		TEST_WITH("100 % means that nothing was missed", a_hundred_percent_means_that_nothing_was_missed, clocks_clear, NULL),
		TEST_WITH("days must be in their order", days_must_be_in_their_order, clocks_clear, NULL),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, clocks_setup, clocks_teardown);
}
