/*
 * The SLA log and the compliance report against the plainest way to make them:
 * read everything, look at each, sort, add up. The log's pages, its CSV and the
 * report must tell the same story.
 */
#include "support/db_fixture.h"
#include "support/test.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/rng.h"
#include "base/sbuf.h"
#include "base/zone.h"
#include "store/log_store.h"
#include "store/report_store.h"

/* Clocks lie around the night in which Riga's summer of 2026 begins. */
#define NOW INT64_C(1774800000) /* 2026-03-29T16:00:00Z */
#define FIRST (NOW - 4 * 86400)
#define CLOCKS 1200
#define DEPARTMENTS 4
#define AGENTS 5
#define LEVELS 3

static struct err e;
static uint64_t seed;

#define OK(call) assert_kind(ERR_NONE, (call), __LINE__)

static void assert_kind(enum err_kind want, enum err_kind got, int line)
{
	if (want != got)
		fail_msg("line %d: %s, not %s: %s", line, err_kind_name(got),
			 err_kind_name(want), e.msg);
}

static uint32_t draw(uint32_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % below;
}

/* ---- Clocks of all kinds
 * ---------------------------------------------------------- */

struct model {
	int64_t id, department, agent, requester, level, margin;
	struct clock c;
	char code[RNG_CODE_LEN + 1];
	char requester_name[20], department_name[20], agent_name[20],
		level_name[20];
};

static struct model *model;

static instant draw_instant(void)
{
	/* Few of them: many ties. */
	return FIRST + 700 * (instant)draw(600);
}

static void draw_state(struct model *m)
{
	struct clock *c = &m->c;

	c->state = (enum clock_state)draw(5);
	c->due = draw_instant();
	c->breached = c->stopped = INSTANT_NONE;
	if (c->state == CLOCK_PAUSED || draw(20) == 0)
		c->due = INSTANT_NONE;
	if (c->state >= CLOCK_MET)
		c->stopped = draw_instant();
	if (c->state == CLOCK_MISSED || (c->state != CLOCK_MET && draw(3) == 0))
		c->breached = draw_instant();
	m->margin = (int64_t)draw(40) - 20;
	if (c->state == CLOCK_MISSED && draw(10) == 0)
		c->breached = INSTANT_NONE; /* missed in the very last second */
	c->consumed = draw(5000);
}

static void draw_clock(struct model *m, int64_t id)
{
	int ticket = (int)(1 + (id - 1) / 2);

	*m = (struct model){ .id = id,
			     .department = 1 + draw(DEPARTMENTS),
			     .agent = draw(AGENTS + 1),
			     .requester = 1 + draw(7),
			     .level = 1 + draw(LEVELS) };
	m->c.metric = (enum metric)draw(METRIC_N);
	m->c.cycle = (int)(1 + (id - 1) % 2);
	m->c.started = draw_instant();
	draw_state(m);
	snprintf(m->code, sizeof(m->code), "ABC-%05d-%03d", ticket / 1000,
		 ticket % 1000);
	snprintf(m->requester_name, sizeof(m->requester_name), "R%d",
		 (int)m->requester);
	snprintf(m->department_name, sizeof(m->department_name), "D%d",
		 (int)m->department);
	if (m->agent)
		snprintf(m->agent_name, sizeof(m->agent_name), "A%d",
			 (int)m->agent);
	snprintf(m->level_name, sizeof(m->level_name), "L%d", (int)m->level);
}

static void put_tickets(void)
{
	db_fixture_run(
		"INSERT INTO person (id, oid, name, roles, created_at)"
		" VALUES (1, 'p', 'P', 1, 0);\n"
		"INSERT INTO department (id, oid, name, created_at)"
		" VALUES (1, 'd', 'D', 0);\n"
		"INSERT INTO ticket (id, oid, code, subject, status, source,"
		" priority, department_id, requester_id, created_at,"
		" last_event_at, order_at) SELECT seq, CONCAT('t', seq),"
		" CONCAT('ABC-', LPAD(seq DIV 1000, 5, '0'), '-',"
		" LPAD(seq % 1000, 3, '0')), CONCAT('About ', seq), 0, 0, 3, 1,"
		" 1, 0, 0, 0 FROM seq_1_to_600;\n");
}

static void put_clocks(void)
{
	enum {
		VALUES = 19
	};
	struct param *p = ARENA_ARRAY(fixture.arena, CLOCKS * VALUES,
				      struct param);

	for (size_t i = 0; i < CLOCKS; i++) {
		struct model *m = &model[i];
		bool judged = m->c.state == CLOCK_MET ||
			      m->c.state == CLOCK_MISSED;
		const struct param values[VALUES] = {
			P_I64(m->id),
			P_I64((m->id + 1) / 2),
			P_I64(m->c.metric),
			P_I64(m->c.cycle),
			P_I64(m->c.state),
			P_I64(m->c.started),
			P_AT(m->c.due),
			P_AT(m->c.breached),
			P_AT(m->c.stopped),
			P_I64(m->c.consumed),
			judged ? P_I64(m->margin) : P_NULL,
			P_I64(m->department),
			P_ID(m->agent),
			P_I64(m->requester),
			P_STR(m->code),
			P_STR(m->requester_name),
			P_STR(m->department_name),
			P_STR(m->agent_name),
			P_STR(m->level_name),
		};

		memcpy(p + i * VALUES, values, sizeof(values));
	}
	OK(db_exec_rows(fixture.db,
			"INSERT INTO clock (id, ticket_id, metric, cycle,"
			" state, started_at, due_at, breached_at, stopped_at,"
			" consumed, margin, department_id, agent_id,"
			" requester_id, ticket_code, requester_name,"
			" department_name, agent_name, level_name,"
			" level_version_id, tz_version, start_level_version_id,"
			" start_tz_version, target, since_at) VALUES (?, ?, ?,"
			" ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1,"
			" 'x', 1, 'x', 3600, 0)",
			p, VALUES, CLOCKS, &e));
	db_fixture_run(
		"INSERT INTO verdict (clock_id, ticket_id, metric, cycle, kind,"
		" outcome, reason, counted_at, decided_at, started_at, due_at,"
		" stopped_at, breached_at, target, consumed, paused_s,"
		" over_working, over_calendar, level_version_id, tz_version,"
		" department_id, agent_id)"
		" SELECT id, ticket_id, metric, cycle, 0, state, reason,"
		" IF(state = 3, COALESCE(breached_at, stopped_at), stopped_at),"
		" stopped_at, started_at, due_at, stopped_at, breached_at,"
		" target, consumed, 0, 0, 0, 1, 'x', department_id, agent_id"
		" FROM clock WHERE state >= 2;\n"
		"ANALYZE TABLE clock, verdict, ticket;\n");
}

static int setup(void **state)
{
	db_fixture_setup(state);
	seed = (uint64_t)clock_monotonic_ns();
	if (getenv("TEST_SEED"))
		seed = strtoull(getenv("TEST_SEED"), NULL, 10);
	print_message("# TEST_SEED=%" PRIu64 "\n", seed);
	model = calloc(CLOCKS, sizeof(*model));
	assert_non_null(model);
	for (size_t i = 0; i < CLOCKS; i++)
		draw_clock(&model[i], (int64_t)i + 1);
	put_tickets();
	put_clocks();
	arena_reset(fixture.arena);
	return 0;
}

static int teardown(void **state)
{
	free(model);
	return db_fixture_teardown(state);
}

static int clear(void **state)
{
	(void)state;
	err_clear(&e);
	arena_reset(fixture.arena);
	return 0;
}

/* ---- The plainest way
 * --------------------------------------------------------------- */

static bool is_missed(const struct model *m)
{
	const struct clock *c = &m->c;

	if (c->state == CLOCK_MET || c->state == CLOCK_CANCELLED)
		return false;
	return c->state == CLOCK_MISSED || c->breached != INSTANT_NONE ||
	       (c->state == CLOCK_RUNNING && c->due != INSTANT_NONE &&
		c->due < NOW);
}

static bool is_running(const struct model *m)
{
	return m->c.state <= CLOCK_PAUSED && !is_missed(m);
}

static instant counted_at(const struct model *m)
{
	if (m->c.state == CLOCK_MET || m->c.state == CLOCK_CANCELLED)
		return m->c.stopped;
	if (m->c.breached != INSTANT_NONE)
		return m->c.breached;
	if (m->c.state == CLOCK_MISSED)
		return m->c.stopped;
	return is_missed(m) ? m->c.due : NOW;
}

static bool is_of_viewer(const struct viewer *v, const struct model *m)
{
	for (size_t i = 0; i < v->ndepartments; i++)
		if (v->departments[i] == m->department)
			return true;
	return v->everywhere;
}

static bool has_outcome(const struct model *m, enum log_outcome outcome)
{
	switch (outcome) {
	case LOG_ANY:
		return true;
	case LOG_MET:
		return m->c.state == CLOCK_MET;
	case LOG_MISSED:
		return is_missed(m);
	case LOG_RUNNING:
		return is_running(m);
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
						: counted_at(m);

	if (!is_of_viewer(f->viewer, m) || !has_outcome(m, f->outcome))
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
		if (passes(f, &model[i]))
			want[nwant++] = &model[i];
	sorting = f;
	qsort(want, nwant, sizeof(*want), compare_rows);
}

/* ---- The log
 * -------------------------------------------------------------------------- */

static const struct viewer everywhere = { .everywhere = true };
static const int64_t own[] = { 2, 3 };
static const struct viewer reader = { .roles = ROLE_READER,
				      .departments = own,
				      .ndepartments = 2 };
static const struct viewer nobody = { .roles = ROLE_READER };

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
	assert_int_equal(log_store_missed(&row->clock, NOW), is_missed(m));
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
	walk_all_sorts(all_of(&everywhere));
	assert_int_equal(nwant, CLOCKS);
}

static void a_reader_sees_own_departments_alone(void **state)
{
	struct log_filter f = all_of(&reader);

	(void)state;
	walk_all_sorts(f);
	assert_true(nwant > 100 && nwant < CLOCKS);
	f.department.n = 1;
	walk(f);
	assert_int_equal(nwant, 0);
	walk(all_of(&nobody));
	assert_int_equal(nwant, 0);
}

static void filters_may_be_put_together(void **state)
{
	(void)state;
	for (int i = 0; i < 120; i++) {
		struct log_filter f = all_of(draw(4) ? &everywhere : &reader);

		f.department.n = draw(2) ? 0 : 1 + draw(DEPARTMENTS);
		f.agent.n = draw(2) ? 0 : 1 + draw(AGENTS);
		f.metric = draw(2) ? -1 : (int)draw(METRIC_N);
		f.outcome = (enum log_outcome)draw(LOG_CANCELLED + 1);
		f.overdue = draw(6) == 0;
		f.dates = (enum log_dates)draw(LOG_BY_COUNTED + 1);
		if (draw(2))
			f.from = draw_instant();
		if (draw(2))
			f.until = draw_instant();
		f.sort = (enum log_sort)draw(LOG_SORT_N);
		f.down = draw(2);
		walk(f);
		arena_reset(fixture.arena);
	}
}

static void an_unknown_key_is_the_beginning(void **state)
{
	struct log_filter f = all_of(&everywhere);
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

static int64_t status_of(const char *like)
{
	struct rows *r;
	int64_t n = 0;

	OK(db_query(fixture.db, fixture.arena,
		    "SELECT CAST(SUM(VARIABLE_VALUE) AS INTEGER)"
		    " FROM information_schema.SESSION_STATUS"
		    " WHERE VARIABLE_NAME LIKE ?",
		    PARAMS(P_STR(like)), &r, &e));
	if (rows_next(r))
		n = rows_i64(r);
	OK(rows_end(&r, &e));
	return n;
}

/* An index gives each order: nothing is sorted, a page's rows are read. */
static void no_order_of_the_whole_log_needs_a_sort(void **state)
{
	struct log_filter f = all_of(&everywhere);
	struct log_page page;
	int64_t none, before, reads, sorted;

	(void)state;
	before = status_of("HANDLER_READ%");
	none = status_of("HANDLER_READ%") - before;
	for (int i = 0; i < 2 * LOG_SORT_N; i++) {
		struct log_key key;

		f.sort = (enum log_sort)(i / 2);
		f.down = i % 2;
		expect(&f);
		key = (struct log_key){
			.code = want[CLOCKS - 100]->code,
			.metric = (int)want[CLOCKS - 100]->c.metric,
			.cycle = want[CLOCKS - 100]->c.cycle
		};
		for (int last = 0; last < 2; last++) {
			sorted = status_of("SORT_ROWS");
			before = status_of("HANDLER_READ%");
			get(&f, last ? &key : NULL, &page);
			reads = status_of("HANDLER_READ%") - before - none;
			sorted = status_of("SORT_ROWS") - sorted;
			if (sorted != 0 || reads > 4 * LIMIT_PAGE_ROWS)
				fail_msg("%s, page %s: %" PRId64 " read, "
					 "%" PRId64 " sorted",
					 log_store_sort_name(f.sort),
					 last ? "last" : "first", reads,
					 sorted);
		}
		arena_reset(fixture.arena);
	}
}

/* ---- The report
 * --------------------------------------------------------------------- */

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
	if (!is_of_viewer(f->viewer, m))
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
		const struct model *m = &model[i];
		int64_t at = local_day(f->zone, counted_at(m));

		if (!counts(f, m) || at < from || at > until)
			continue;
		if (m->c.state == CLOCK_MET)
			tally(&day->met, m);
		else if (is_missed(m))
			tally(&day->missed, m);
		else if (is_running(m))
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
		f = whole(&everywhere, zones[i]);
		assert_int_equal(check_report(&f), CLOCKS);
	}
	f = whole(&nobody, "UTC");
	assert_int_equal(check_report(&f), 0);
}

static void report_filters_may_be_put_together(void **state)
{
	(void)state;
	for (int i = 0; i < 150; i++) {
		struct report_filter f = whole(draw(3) ? &everywhere : &reader,
					       zones[draw(COUNT_OF(zones))]);

		f.from_day += draw(6);
		f.until_day = f.from_day + draw(6);
		f.department.n = draw(2) ? 0 : 1 + draw(DEPARTMENTS);
		f.agent.n = draw(2) ? 0 : 1 + draw(AGENTS);
		f.metric = draw(2) ? -1 : (int)draw(METRIC_N);
		(void)check_report(&f);
		arena_reset(fixture.arena);
	}
}

static int64_t rows_of_log(const struct report_filter *f, int64_t from_day,
			   int64_t until_day, enum log_outcome outcome)
{
	struct log_filter log = all_of(f->viewer);
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
	OK(log_store_stream(fixture.db, fixture.arena, &log, &rows, &e));
	while (log_store_next(rows, &row))
		n++;
	OK(rows_end(&rows, &e));
	return n;
}

/* "Every figure is a link to the rows that make it up." */
static void each_figure_is_that_many_rows_of_the_log(void **state)
{
	struct report_filter f = whole(&reader, "Europe/Riga");
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
	struct report_filter f = whole(&everywhere, "UTC");
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
		TEST_WITH("the log is sorted by each column, both ways", the_log_is_sorted_by_each_column_both_ways, clear, NULL),
		TEST_WITH("a reader sees own departments alone", a_reader_sees_own_departments_alone, clear, NULL),
		TEST_WITH("filters of the log may be put together", filters_may_be_put_together, clear, NULL),
		TEST_WITH("an unknown key is the beginning", an_unknown_key_is_the_beginning, clear, NULL),
		TEST_WITH("a column is named in URLs", a_column_is_named_in_urls, clear, NULL),
		TEST_WITH("no order of the whole log needs a sort", no_order_of_the_whole_log_needs_a_sort, clear, NULL),
		TEST_WITH("every promise is in the report once", every_promise_is_in_the_report_once, clear, NULL),
		TEST_WITH("filters of the report may be put together", report_filters_may_be_put_together, clear, NULL),
		TEST_WITH("each figure is that many rows of the log", each_figure_is_that_many_rows_of_the_log, clear, NULL),
		TEST_WITH("100 % means that nothing was missed", a_hundred_percent_means_that_nothing_was_missed, clear, NULL),
		TEST_WITH("days must be in their order", days_must_be_in_their_order, clear, NULL),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, setup, teardown);
}
