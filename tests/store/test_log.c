/*
 * The SLA log against the plainest way to make it: read everything, look at
 * each, sort, cut. Its pages and its CSV must be the same.
 */
#include "store/clocks.h"

#include "base/limits.h"
#include "store/log_store.h"

static struct err e;

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)

static bool has_outcome(const struct model *m, enum log_outcome outcome)
{
	switch (outcome) {
	case LOG_ANY:
		return true;
	case LOG_MET:
		return m->c.state == CLOCK_MET;
	case LOG_MISSED:
		return clocks_missed(m);
	case LOG_RUNNING:
		return clocks_running(m);
	case LOG_CANCELLED:
		return m->c.state == CLOCK_CANCELLED;
	}
	return false;
}

static bool is_between(const struct log_filter *f, instant at)
{
	if (f->from != INSTANT_NONE && (at == INSTANT_NONE || at < f->from))
		return false;
	return f->until == INSTANT_NONE ||
	       (at != INSTANT_NONE && at < f->until);
}

static bool passes(const struct log_filter *f, const struct model *m)
{
	instant at = f->dates == LOG_BY_STARTED ? m->c.started
		     : f->dates == LOG_BY_DUE   ? m->c.due
						: clocks_counted_at(m);

	if (!clocks_of_viewer(f->viewer, m) || !has_outcome(m, f->outcome))
		return false;
	if (f->department.n && m->department != f->department.n)
		return false;
	if (f->agent.n && m->agent != f->agent.n)
		return false;
	if (f->metric >= 0 && (int)m->c.metric != f->metric)
		return false;
	if (f->overdue && (m->c.state != CLOCK_RUNNING ||
			   m->c.due == INSTANT_NONE || m->c.due >= NOW))
		return false;
	return is_between(f, at);
}

static const struct log_filter *sorting;

static int compare_i64(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int64_t margin_of(const struct model *m)
{
	return m->c.state == CLOCK_MET || m->c.state == CLOCK_MISSED
		       ? m->margin
		       : INT64_MIN;
}

static int compare_column(const struct model *a, const struct model *b)
{
	switch (sorting->sort) {
	case LOG_STARTED:
		return compare_i64(a->c.started, b->c.started);
	case LOG_REQUESTER:
		return strcmp(a->requester_name, b->requester_name);
	case LOG_TICKET:
		return strcmp(a->code, b->code);
	case LOG_DEPARTMENT:
		return strcmp(a->department_name, b->department_name);
	case LOG_AGENT:
		return strcmp(a->agent_name, b->agent_name);
	case LOG_LEVEL:
		return strcmp(a->level_name, b->level_name);
	case LOG_DUE:
		return compare_i64(a->c.due, b->c.due);
	case LOG_CLOSED:
		return compare_i64(a->c.stopped, b->c.stopped);
	case LOG_SLA:
		return compare_i64(a->c.metric, b->c.metric);
	case LOG_MARGIN:
		return compare_i64(margin_of(a), margin_of(b));
	case LOG_SORT_N:
		break;
	}
	abort();
}

static int compare_rows(const void *left, const void *right)
{
	const struct model *a = *(struct model *const *)left;
	const struct model *b = *(struct model *const *)right;
	int order = compare_column(a, b);

	if (order == 0)
		order = compare_i64(a->id, b->id);
	return sorting->down ? -order : order;
}

static struct model **want;
static size_t nwant;

static void expect(const struct log_filter *f)
{
	want = ARENA_ARRAY(fixture.arena, CLOCKS, struct model *);
	nwant = 0;
	for (size_t i = 0; i < CLOCKS; i++)
		if (passes(f, &clocks_model[i]))
			want[nwant++] = &clocks_model[i];
	sorting = f;
	qsort(want, nwant, sizeof(*want), compare_rows);
}

static struct log_filter all_of(const struct viewer *v)
{
	return (struct log_filter){ .viewer = v,
				    .now = NOW,
				    .metric = -1,
				    .from = INSTANT_NONE,
				    .until = INSTANT_NONE };
}

static void check_row(const struct log_row *row, const struct model *m)
{
	char subject[40];

	assert_string_equal(row->code, m->code);
	assert_int_equal(row->clock.metric, m->c.metric);
	assert_int_equal(row->clock.cycle, m->c.cycle);
	snprintf(subject, sizeof(subject), "About %d", (int)(m->id + 1) / 2);
	assert_string_equal(row->subject, subject);
	assert_string_equal(row->requester_name, m->requester_name);
	assert_string_equal(row->department_name, m->department_name);
	assert_string_equal(row->agent_name, m->agent_name);
	assert_string_equal(row->clock.level_name, m->level_name);
	assert_int_equal(row->clock.state, m->c.state);
	assert_int_equal(row->clock.started, m->c.started);
	assert_int_equal(row->clock.due, m->c.due);
	assert_int_equal(row->clock.stopped, m->c.stopped);
	assert_int_equal(row->clock.breached, m->c.breached);
	assert_int_equal(row->clock.consumed, m->c.consumed);
	assert_int_equal(row->clock.target, 3600);
	assert_int_equal(log_store_missed(&row->clock, NOW), clocks_missed(m));
}

static void check_page(const struct log_page *page, size_t at)
{
	assert_true(at + page->n <= nwant);
	for (size_t i = 0; i < page->n; i++)
		check_row(&page->rows[i], want[at + i]);
	assert_int_equal(page->before, at > 0);
	assert_int_equal(page->after, at + page->n < nwant);
}

static struct log_key key_of(const struct log_row *row, bool back)
{
	return (struct log_key){ .code = row->code,
				 .metric = (int)row->clock.metric,
				 .cycle = row->clock.cycle,
				 .back = back };
}

static void get(const struct log_filter *f, const struct log_key *key,
		struct log_page *out)
{
	OK(log_store_page(fixture.db, fixture.arena, f, key, out, &e));
}

static void walk_pages(const struct log_filter *f)
{
	struct log_page page;
	struct log_key key;
	size_t at = 0;

	get(f, NULL, &page);
	check_page(&page, 0);
	while (page.after) {
		at += page.n;
		key = key_of(&page.rows[page.n - 1], false);
		get(f, &key, &page);
		check_page(&page, at);
	}
	assert_int_equal(at + page.n, nwant);
	while (page.before) {
		key = key_of(&page.rows[0], true);
		get(f, &key, &page);
		assert_int_equal(page.n, LIMIT_PAGE_ROWS);
		at -= page.n;
		check_page(&page, at);
	}
	assert_int_equal(at, 0);
}

static void walk_stream(const struct log_filter *f)
{
	struct log_row row;
	struct rows *rows;
	size_t at = 0;

	OK(log_store_stream(fixture.db, fixture.arena, f, &rows, &e));
	while (log_store_next(rows, &row)) {
		assert_true(at < nwant);
		check_row(&row, want[at++]);
	}
	OK(rows_end(&rows, &e));
	assert_int_equal(at, nwant);
}

/* Screen and CSV: the same rows in the same order, the right ones. */
static void walk(struct log_filter f)
{
	expect(&f);
	walk_pages(&f);
	walk_stream(&f);
}

static void walk_all_sorts(struct log_filter f)
{
	for (int sort = 0; sort < LOG_SORT_N; sort++) {
		f.sort = (enum log_sort)sort;
		f.down = false;
		walk(f);
		f.down = true;
		walk(f);
		arena_reset(fixture.arena);
	}
}

static void the_log_is_sorted_by_each_column_both_ways(void **state)
{
	(void)state;
	walk_all_sorts(all_of(&clocks_everywhere));
	assert_int_equal(nwant, CLOCKS);
}

static void a_reader_sees_own_departments_alone(void **state)
{
	struct log_filter f = all_of(&clocks_reader);

	(void)state;
	walk_all_sorts(f);
	assert_true(nwant > 100 && nwant < CLOCKS);
	f.department.n = 1;
	walk(f);
	assert_int_equal(nwant, 0);
	walk(all_of(&clocks_nobody));
	assert_int_equal(nwant, 0);
}

static void filters_may_be_put_together(void **state)
{
	(void)state;
	for (int i = 0; i < 120; i++) {
		struct log_filter f = all_of(clocks_draw(4) ? &clocks_everywhere
							    : &clocks_reader);

		f.department.n = clocks_draw(2) ? 0
						: 1 + clocks_draw(DEPARTMENTS);
		f.agent.n = clocks_draw(2) ? 0 : 1 + clocks_draw(AGENTS);
		f.metric = clocks_draw(2) ? -1 : (int)clocks_draw(METRIC_N);
		f.outcome = (enum log_outcome)clocks_draw(LOG_CANCELLED + 1);
		f.overdue = clocks_draw(6) == 0;
		f.dates = (enum log_dates)clocks_draw(LOG_BY_COUNTED + 1);
		if (clocks_draw(2))
			f.from = clocks_draw_instant();
		if (clocks_draw(2))
			f.until = clocks_draw_instant();
		f.sort = (enum log_sort)clocks_draw(LOG_SORT_N);
		f.down = clocks_draw(2);
		walk(f);
		arena_reset(fixture.arena);
	}
}

static void an_unknown_key_is_the_beginning(void **state)
{
	struct log_filter f = all_of(&clocks_everywhere);
	struct log_key key = { .code = "XYZ-XXXXX-999", .cycle = 1 };
	struct log_page page;

	(void)state;
	expect(&f);
	get(&f, &key, &page);
	check_page(&page, 0);
}

static void a_column_is_named_in_urls(void **state)
{
	enum log_sort sort;

	(void)state;
	for (int i = 0; i < LOG_SORT_N; i++) {
		assert_true(log_store_sort_of(
			log_store_sort_name((enum log_sort)i), &sort));
		assert_int_equal(sort, i);
	}
	assert_false(log_store_sort_of("started_at; DROP TABLE clock", &sort));
	assert_false(log_store_sort_of("", &sort));
}

struct reading {
	const struct log_filter *f;
	const struct log_key *key;
};

static void read_page(void *cookie)
{
	const struct reading *r = cookie;
	struct log_page page;

	get(r->f, r->key, &page);
}

/* An index gives each order: nothing is sorted, a page's rows are read. */
static void check_cost(const struct log_filter *f, const struct log_key *key)
{
	struct reading r = { f, key };
	int64_t reads = db_fixture_cost("HANDLER_READ%", read_page, &r);
	int64_t sorted = db_fixture_cost("SORT_ROWS", read_page, &r);

	if (sorted != 0 || reads > 4 * LIMIT_PAGE_ROWS)
		fail_msg("%s, page %s: %" PRId64 " read, %" PRId64 " sorted",
			 log_store_sort_name(f->sort), key ? "last" : "first",
			 reads, sorted);
}

static void no_order_of_the_whole_log_needs_a_sort(void **state)
{
	struct log_filter f = all_of(&clocks_everywhere);
	const struct model *m;
	struct log_key key = { 0 };

	(void)state;
	for (int i = 0; i < 2 * LOG_SORT_N; i++) {
		f.sort = (enum log_sort)(i / 2);
		f.down = i % 2;
		expect(&f);
		m = want[CLOCKS - 100];
		key.code = m->code;
		key.metric = (int)m->c.metric;
		key.cycle = m->c.cycle;
		check_cost(&f, NULL);
		check_cost(&f, &key);
		arena_reset(fixture.arena);
	}
}

int main(int argc, char **argv)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST_WITH("the log is sorted by each column, both ways", the_log_is_sorted_by_each_column_both_ways, clocks_clear, NULL),
		TEST_WITH("a reader sees own departments alone", a_reader_sees_own_departments_alone, clocks_clear, NULL),
		TEST_WITH("filters of the log may be put together", filters_may_be_put_together, clocks_clear, NULL),
		TEST_WITH("an unknown key is the beginning", an_unknown_key_is_the_beginning, clocks_clear, NULL),
		TEST_WITH("a column is named in URLs", a_column_is_named_in_urls, clocks_clear, NULL),
		TEST_WITH("no order of the whole log needs a sort", no_order_of_the_whole_log_needs_a_sort, clocks_clear, NULL),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, clocks_setup, clocks_teardown);
}
