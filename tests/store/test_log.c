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

/* The order of what is being sorted. */
static enum log_sort order;
static bool down;

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
	switch (order) {
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
	case LOG_COUNTED:
		return compare_i64(clocks_counted_at(a), clocks_counted_at(b));
	case LOG_SORT_N:
		break;
	}
	abort();
}

static int compare_rows(const void *left, const void *right)
{
	const struct model *a = *(struct model *const *)left;
	const struct model *b = *(struct model *const *)right;
	int way = compare_column(a, b);

	if (way == 0)
		way = compare_i64(a->id, b->id);
	return down ? -way : way;
}

static struct model **want;
static size_t nwant;

/* By what so many rows are sorted. */
static enum log_sort order_of(const struct log_filter *f, size_t n)
{
	static const enum log_sort orders[] = { LOG_STARTED, LOG_DUE,
						LOG_COUNTED };
	enum log_sort dates = orders[f->dates];

	if (f->from == INSTANT_NONE && f->until == INSTANT_NONE)
		dates = f->sort == LOG_DUE || f->sort == LOG_COUNTED
				? f->sort
				: LOG_STARTED;
	if (f->sort == LOG_COUNTED ||
	    (f->sort_most && (int64_t)n > f->sort_most))
		return dates;
	return f->sort;
}

static void expect(const struct log_filter *f)
{
	want = ARENA_ARRAY(fixture.arena, CLOCKS, struct model *);
	nwant = 0;
	for (size_t i = 0; i < CLOCKS; i++)
		if (passes(f, &clocks_model[i]))
			want[nwant++] = &clocks_model[i];
	order = order_of(f, nwant);
	down = f->down;
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
	assert_int_equal(out->order, order);
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

	OK(log_store_stream(fixture.db, fixture.arena, f, false, &rows, &e));
	while (log_store_next(rows, false, &row)) {
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
	for (int i = 0; i < 200; i++) {
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
		f.sort_most = clocks_draw(2) ? 0 : 30;
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

/* What would be too many to sort comes in the order of its dates. */
static void too_many_are_not_sorted(void **state)
{
	struct log_filter f = all_of(&clocks_everywhere);
	enum log_sort got;

	(void)state;
	f.sort = LOG_REQUESTER;
	f.sort_most = CLOCKS - 1;
	OK(log_store_order(fixture.db, fixture.arena, &f, &got, &e));
	assert_int_equal(got, LOG_STARTED);
	walk(f);
	f.sort_most = CLOCKS;
	OK(log_store_order(fixture.db, fixture.arena, &f, &got, &e));
	assert_int_equal(got, LOG_REQUESTER);
	f.sort_most = 10;
	f.dates = LOG_BY_DUE;
	f.from = FIRST;
	OK(log_store_order(fixture.db, fixture.arena, &f, &got, &e));
	assert_int_equal(got, LOG_DUE);
	walk(f);
	f.dates = LOG_BY_COUNTED;
	OK(log_store_order(fixture.db, fixture.arena, &f, &got, &e));
	assert_int_equal(got, LOG_COUNTED);
	walk(f);
}

/* ---- What it costs ------------------------------------------------------- */

struct reading {
	struct log_filter f;
	struct log_page page;
};

static void read_page(void *cookie)
{
	struct reading *r = cookie;

	OK(log_store_page(fixture.db, fixture.arena, &r->f, NULL, &r->page,
			  &e));
}

/* As many again, of tickets of their own. */
static void grow(int turn)
{
	char sql[4000];

	snprintf(
		sql, sizeof(sql),
		"INSERT INTO ticket (id, oid, code, subject, status, source,"
		" priority, department_id, requester_id, created_at,"
		" last_event_at, order_at) SELECT id + %d, CONCAT('%d-', id),"
		" CONCAT(SUBSTR(code, 1, 4), LPAD(%d, 5, '0'),"
		" SUBSTR(code, 10)), subject, status, source, priority,"
		" department_id, requester_id, created_at, last_event_at,"
		" order_at FROM ticket WHERE id <= 600;\n"
		"INSERT INTO clock (ticket_id, metric, cycle, state, reason,"
		" level_version_id, tz_version, start_level_version_id,"
		" start_tz_version, started_at, due_at, target, unit, consumed,"
		" since_at, breached_at, stopped_at, margin, department_id,"
		" agent_id, requester_id, ticket_code, requester_name,"
		" department_name, agent_name, level_name) SELECT ticket_id"
		" + %d, metric, cycle, state, reason, level_version_id,"
		" tz_version, start_level_version_id, start_tz_version,"
		" started_at, due_at, target, unit, consumed, since_at,"
		" breached_at, stopped_at, margin, department_id, agent_id,"
		" requester_id, ticket_code, requester_name, department_name,"
		" agent_name, level_name FROM clock WHERE ticket_id <= 600;\n",
		turn * 1000, turn, turn, turn * 1000);
	db_fixture_run(sql);
}

enum {
	FILTERS = 2 * 3 * 5 * 3 * 2 * 2
};
static struct reading readings[FILTERS];

static void list_readings(void)
{
	for (int i = 0; i < FILTERS; i++) {
		struct log_filter *f = &readings[i].f;
		int k = i;

		*f = all_of(k % 2 ? &clocks_everywhere : &clocks_reader);
		k /= 2;
		f->department.n = k % 3 == 1 ? 2 : 0;
		f->agent.n = k % 3 == 2 ? 1 : 0;
		/* Half of an agent's would be too few to fill a page. */
		if (f->agent.n)
			f->viewer = &clocks_everywhere;
		f->outcome = (enum log_outcome)((k /= 3) % 5);
		f->dates = (enum log_dates)((k /= 5) % 3);
		if ((k /= 3) % 2)
			f->from = FIRST + 1000;
		f->down = (k / 2) % 2;
		f->sort = f->dates == LOG_BY_STARTED ? LOG_STARTED
			  : f->dates == LOG_BY_DUE   ? LOG_DUE
						     : LOG_COUNTED;
	}
}

/* Twice the promises, the same work, whatever the filter. */
static void a_page_costs_what_it_shows_not_what_there_is(void **state)
{
	static int64_t reads[FILTERS];
	int64_t more;
	char sql[200];

	(void)state;
	/* What is late has been noted, as a sweep leaves it. */
	snprintf(sql, sizeof(sql),
		 "UPDATE clock SET breached_at = due_at WHERE state = 0"
		 " AND breached_at IS NULL AND due_at < %" PRId64 ";",
		 NOW);
	db_fixture_run(sql);
	for (int turn = 1; turn < 12; turn++)
		grow(turn);
	db_fixture_run("ANALYZE TABLE clock, ticket;\n");
	list_readings();
	for (int i = 0; i < FILTERS; i++) {
		reads[i] = db_fixture_cost("HANDLER_READ%", read_page,
					   &readings[i]);
		arena_reset(fixture.arena);
	}
	for (int turn = 12; turn < 24; turn++)
		grow(turn);
	for (int i = 0; i < FILTERS; i++) {
		more = db_fixture_cost("HANDLER_READ%", read_page,
				       &readings[i]) -
		       reads[i];
		/* A range with less than a page may have one now. */
		if (more > reads[i] / 2 + 2 * LIMIT_PAGE_ROWS)
			fail_msg("filter %d reads %" PRId64 " entries, and"
				 " %" PRId64 " more of twice as many",
				 i, reads[i], more);
		assert_int_equal(readings[i].page.order, readings[i].f.sort);
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
		TEST_WITH("too many are not sorted", too_many_are_not_sorted, clocks_clear, NULL),
		TEST_WITH("a page costs what it shows, not what there is", a_page_costs_what_it_shows_not_what_there_is, clocks_clear, NULL),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, clocks_setup, clocks_teardown);
}
