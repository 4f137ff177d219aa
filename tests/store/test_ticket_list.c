/*
 * Lists of tickets against the plainest way to make them: read everything,
 * sort, cut. And what a page costs, in rows of indexes read.
 */
#include "support/db_fixture.h"
#include "support/test.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/rng.h"
#include "base/sbuf.h"
#include "store/ticket_list.h"

#define NOW INT64_C(1780000000)
#define DEPARTMENTS 6
#define PEOPLE 12 /* 1 to 12; 1 is our agent, 2 our customer */
#define TICKETS 3000
#define AGENT 1
#define CUSTOMER 2

static struct err e;
static uint64_t seed;

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)

static uint32_t draw(uint32_t below)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % below;
}

/* ---- A desk -------------------------------------------------------------- */

struct model {
	int64_t id, department, assignee, requester, order_at, due_at, created;
	int status;
	char code[RNG_CODE_LEN + 1];
	int64_t metric; /* of the clock to show; -1: none */
};

static struct model *model;

static void put_people(void)
{
	struct sbuf sql = SBUF_INIT(64 * 1024);

	for (int i = 1; i <= PEOPLE; i++)
		sbuf_printf(&sql,
			    "INSERT INTO person (id, oid, name, roles,"
			    " created_at) VALUES (%d, 'person%010d', 'P%d', 4,"
			    " 0);\n",
			    i, i, i);
	for (int i = 1; i <= DEPARTMENTS; i++)
		sbuf_printf(&sql,
			    "INSERT INTO department (id, oid, name, created_at)"
			    " VALUES (%d, 'department%06d', 'D%d', 0);\n",
			    i, i, i);
	db_fixture_run(sbuf_text(&sql));
	sbuf_release(&sql);
}

static void draw_ticket(struct model *m, int64_t id)
{
	*m = (struct model){ .id = id,
			     .department = 1 + draw(DEPARTMENTS),
			     .assignee = draw(3) ? 0 : 1 + draw(PEOPLE),
			     .requester = 1 + draw(PEOPLE),
			     .created = NOW - 1000 + draw(300),
			     .status = (int)draw(8),
			     .metric = -1 };
	/* Few instants: many ties. */
	m->order_at = NOW - 100 + draw(200);
	m->due_at = draw(2) ? m->order_at : INSTANT_NONE;
	snprintf(m->code, sizeof(m->code), "ABC-%05d-%03d", (int)(id / 1000),
		 (int)(id % 1000));
}

static void put_tickets(void)
{
	struct param *p = ARENA_ARRAY(fixture.arena, TICKETS * 13,
				      struct param);
	struct param *v = p;

	for (size_t i = 0; i < TICKETS; i++) {
		struct model *m = &model[i];
		const struct param values[13] = {
			P_I64(m->id),
			P_STR(arena_printf(fixture.arena, "ticket%010d",
					   (int)m->id)),
			P_STR(m->code),
			P_STR(arena_printf(fixture.arena, "About %d",
					   (int)m->id)),
			P_I64(m->status),
			P_I64(m->department),
			P_ID(m->assignee),
			P_I64(m->requester),
			P_I64(m->created),
			P_I64(m->order_at),
			P_AT(m->due_at),
			m->due_at == INSTANT_NONE ? P_NULL : P_I64(m->metric),
			P_I64(m->created + 7),
		};

		memcpy(v, values, sizeof(values));
		v += 13;
	}
	OK(db_exec_rows(fixture.db,
			"INSERT INTO ticket (id, oid, code, subject, status,"
			" department_id, assignee_id, requester_id,"
			" created_at, order_at, due_at, due_metric,"
			" last_message_at, last_event_at, source, priority)"
			" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0,"
			" 3)",
			p, 13, TICKETS, &e));
}

struct clock_seed {
	int64_t ticket, metric, state, due, consumed;
};

static void put_clock(const struct clock_seed *c)
{
	OK(db_exec(fixture.db,
		   "INSERT INTO clock (ticket_id, metric, cycle, state,"
		   " level_version_id, tz_version, start_level_version_id,"
		   " start_tz_version, started_at, due_at, target, unit,"
		   " consumed, since_at, department_id, requester_id,"
		   " ticket_code, requester_name, department_name, level_name)"
		   " VALUES (?, ?, 1, ?, 5, 'x', 5, 'x', 100, ?, 3600, 0, ?,"
		   " 200, 1, 1, 'c', 'r', 'd', 'l')",
		   PARAMS(P_I64(c->ticket), P_I64(c->metric), P_I64(c->state),
			  P_AT(c->due), P_I64(c->consumed)),
		   NULL, &e));
}

/* Some have one that runs, until due_at, some two paused, some an ended one. */
static void put_clocks(void)
{
	for (size_t i = 0; i < TICKETS; i += 3) {
		struct model *m = &model[i];
		struct clock_seed c = { m->id, m->metric, CLOCK_RUNNING,
					m->due_at, 0 };

		if (m->due_at != INSTANT_NONE) {
			put_clock(&c);
			c.metric = METRIC_FIRST_RESOLVE;
			c.state = CLOCK_PAUSED;
			c.due = INSTANT_NONE;
			put_clock(&c);
		} else if (m->metric >= 0) {
			c.state = CLOCK_PAUSED;
			c.consumed = 3000;
			put_clock(&c);
			c.metric = METRIC_FIRST_RESOLVE;
			c.consumed = 10;
			put_clock(&c);
		} else {
			c.metric = METRIC_FIRST_ASSIGN;
			c.state = CLOCK_MET;
			put_clock(&c);
		}
	}
}

static int setup_desk(void **state)
{
	db_fixture_setup(state);
	seed = (uint64_t)clock_monotonic_ns();
	if (getenv("TEST_SEED"))
		seed = strtoull(getenv("TEST_SEED"), NULL, 10);
	print_message("# TEST_SEED=%" PRIu64 "\n", seed);
	model = calloc(TICKETS, sizeof(*model));
	assert_non_null(model);
	put_people();
	for (size_t i = 0; i < TICKETS; i++) {
		draw_ticket(&model[i], (int64_t)i + 1);
		if (i % 3 == 0 && (model[i].due_at != INSTANT_NONE || draw(2)))
			model[i].metric = METRIC_FIRST_ANSWER;
	}
	OK(db_begin(fixture.db, &e));
	put_tickets();
	put_clocks();
	OK(db_commit(fixture.db, &e));
	db_fixture_run("ANALYZE TABLE ticket, clock;");
	arena_reset(fixture.arena);
	return 0;
}

static int teardown_desk(void **state)
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

/* ---- The plainest way ---------------------------------------------------- */

static bool is_member(const struct viewer *v, int64_t department)
{
	for (size_t i = 0; i < v->ndepartments; i++)
		if (v->departments[i] == department)
			return true;
	return false;
}

static bool belongs(const struct viewer *v, enum ticket_view_kind kind,
		    const struct model *m)
{
	bool mine = m->assignee == v->person.n;

	if (m->status > STATUS_POSTPONED)
		return false;
	if (!(v->roles & ROLE_OWNER) && m->requester == v->person.n)
		return false;
	if (kind == TICKET_LIST_MINE)
		return mine;
	if (kind == TICKET_LIST_OVERDUE &&
	    (m->due_at == INSTANT_NONE || m->due_at >= NOW))
		return false;
	return v->everywhere || mine || is_member(v, m->department);
}

static int by_order(const void *left, const void *right)
{
	const struct model *a = *(struct model *const *)left;
	const struct model *b = *(struct model *const *)right;

	if (a->order_at != b->order_at)
		return a->order_at < b->order_at ? -1 : 1;
	return a->id < b->id ? -1 : 1;
}

static int by_creation_newest_first(const void *left, const void *right)
{
	const struct model *a = *(struct model *const *)left;
	const struct model *b = *(struct model *const *)right;

	if (a->created != b->created)
		return a->created > b->created ? -1 : 1;
	return a->id > b->id ? -1 : 1;
}

static struct model **want;
static size_t nwant;

static void expect_inbox(const struct viewer *v, enum ticket_view_kind kind)
{
	want = ARENA_ARRAY(fixture.arena, TICKETS, struct model *);
	nwant = 0;
	for (size_t i = 0; i < TICKETS; i++)
		if (belongs(v, kind, &model[i]))
			want[nwant++] = &model[i];
	/* due_at, where there is one, is order_at. */
	qsort(want, nwant, sizeof(*want), by_order);
}

static void expect_own(void)
{
	want = ARENA_ARRAY(fixture.arena, TICKETS, struct model *);
	nwant = 0;
	for (size_t i = 0; i < TICKETS; i++)
		if (model[i].requester == CUSTOMER &&
		    model[i].status != STATUS_SPAM &&
		    model[i].status != STATUS_DELETED)
			want[nwant++] = &model[i];
	qsort(want, nwant, sizeof(*want), by_creation_newest_first);
}

static void check_page(const struct ticket_page *page, size_t at)
{
	char name[20];

	for (size_t i = 0; i < page->n; i++) {
		const struct ticket_row *row = &page->rows[i];

		assert_true(at + i < nwant);
		assert_string_equal(row->code, want[at + i]->code);
		assert_int_equal(row->status, want[at + i]->status);
		snprintf(name, sizeof(name), "P%d",
			 (int)want[at + i]->requester);
		assert_string_equal(row->requester_name, name);
		snprintf(name, sizeof(name), "D%d",
			 (int)want[at + i]->department);
		assert_string_equal(row->department_name, name);
		if (want[at + i]->assignee == 0) {
			assert_null(row->assignee_name);
		} else {
			snprintf(name, sizeof(name), "P%d",
				 (int)want[at + i]->assignee);
			assert_string_equal(row->assignee_name, name);
		}
	}
	assert_int_equal(page->before, at > 0);
	assert_int_equal(page->after, at + page->n < nwant);
}

/* ---- Walking ------------------------------------------------------------- */

typedef void get_page(const struct viewer *v, int kind,
		      const struct ticket_key *key, struct ticket_page *out);

static void get_inbox(const struct viewer *v, int kind,
		      const struct ticket_key *key, struct ticket_page *out)
{
	OK(ticket_list_inbox(fixture.db, fixture.arena, v,
			     (enum ticket_view_kind)kind, NOW, key, out, &e));
}

static void get_own(const struct viewer *v, int kind,
		    const struct ticket_key *key, struct ticket_page *out)
{
	(void)kind;
	OK(ticket_list_own(fixture.db, fixture.arena, v, key, out, &e));
}

static struct ticket_key key_of(const struct ticket_row *row, bool back)
{
	return (struct ticket_key){ .at = row->at,
				    .code = row->code,
				    .back = back };
}

/* To the end and back again, every row in its place. */
static void walk(const struct viewer *v, int kind, get_page *get)
{
	struct ticket_page page;
	struct ticket_key key;
	size_t at = 0;

	get(v, kind, NULL, &page);
	check_page(&page, 0);
	while (page.after) {
		at += page.n;
		key = key_of(&page.rows[page.n - 1], false);
		get(v, kind, &key, &page);
		check_page(&page, at);
	}
	assert_int_equal(at + page.n, nwant);
	while (page.before) {
		key = key_of(&page.rows[0], true);
		get(v, kind, &key, &page);
		assert_int_equal(page.n, LIMIT_PAGE_ROWS);
		at -= page.n;
		check_page(&page, at);
	}
	assert_int_equal(at, 0);
}

static const int64_t three[] = { 2, 3, 5 };

static struct viewer agent(size_t ndepartments)
{
	return (struct viewer){ .person = { AGENT },
				.roles = ROLE_AGENT,
				.departments = three,
				.ndepartments = ndepartments };
}

static struct viewer everywhere_as(enum role role)
{
	return (struct viewer){ .person = { AGENT },
				.roles = role,
				.everywhere = true };
}

static void walk_inbox(const struct viewer *v, int64_t least)
{
	int64_t counts[TICKET_LIST_N];

	OK(ticket_list_counts(fixture.db, fixture.arena, v, NOW, counts, &e));
	for (int kind = 0; kind < TICKET_LIST_N; kind++) {
		expect_inbox(v, (enum ticket_view_kind)kind);
		assert_true((int64_t)nwant >= least);
		walk(v, kind, get_inbox);
		assert_int_equal(counts[kind], nwant > LIMIT_COUNT
						       ? LIMIT_COUNT + 1
						       : (int64_t)nwant);
	}
}

static void an_agent_sees_three_departments_and_what_is_assigned(void **state)
{
	struct viewer v = agent(3);

	(void)state;
	walk_inbox(&v, 20);
}

static void an_agent_of_no_department_sees_what_is_assigned(void **state)
{
	struct viewer v = agent(0);

	(void)state;
	walk_inbox(&v, 1);
}

static void managers_see_all_but_their_own_owners_all(void **state)
{
	struct viewer v = everywhere_as(ROLE_MANAGER);

	(void)state;
	walk_inbox(&v, 20);
	v = everywhere_as(ROLE_OWNER);
	walk_inbox(&v, 20);
}

static void a_stranger_sees_nothing(void **state)
{
	struct viewer v = { .person = { 999 }, .roles = ROLE_CUSTOMER };

	(void)state;
	walk_inbox(&v, 0);
	assert_int_equal(nwant, 0);
}

static void a_customer_sees_own_tickets_newest_first(void **state)
{
	struct viewer v = { .person = { CUSTOMER }, .roles = ROLE_CUSTOMER };

	(void)state;
	expect_own();
	assert_true(nwant > 2 * LIMIT_PAGE_ROWS);
	walk(&v, 0, get_own);
}

static void a_row_shows_the_promise_that_is_due_first(void **state)
{
	struct viewer v = everywhere_as(ROLE_OWNER);
	struct ticket_key key;
	struct ticket_page page;
	size_t at = 0, running = 0, paused = 0, none = 0;

	(void)state;
	expect_inbox(&v, TICKET_LIST_OPEN);
	get_inbox(&v, TICKET_LIST_OPEN, NULL, &page);
	for (;;) {
		for (size_t i = 0; i < page.n; i++) {
			const struct model *m = want[at + i];
			const struct ticket_row *row = &page.rows[i];

			assert_int_equal(row->has_clock, m->metric >= 0);
			if (m->metric < 0) {
				none++;
			} else if (m->due_at != INSTANT_NONE) {
				running++;
				assert_int_equal(row->clock.state,
						 CLOCK_RUNNING);
				assert_int_equal(row->clock.metric, m->metric);
				assert_int_equal(row->clock.due, m->due_at);
				assert_int_equal(row->clock.target, 3600);
				assert_int_equal(row->clock.level_version, 5);
			} else {
				paused++;
				assert_int_equal(row->clock.state,
						 CLOCK_PAUSED);
				assert_int_equal(row->clock.due, INSTANT_NONE);
				assert_int_equal(row->clock.consumed, 3000);
			}
		}
		if (!page.after)
			break;
		at += page.n;
		key = key_of(&page.rows[page.n - 1], false);
		get_inbox(&v, TICKET_LIST_OPEN, &key, &page);
	}
	assert_true(running > 10 && paused > 10 && none > 10);
}

static void a_ticket_that_is_gone_still_marks_its_place(void **state)
{
	struct viewer v = everywhere_as(ROLE_OWNER);
	struct ticket_key key = { .at = NOW, .code = "XYZ-XXXXX-999" };
	struct ticket_page page;
	size_t at = 0;

	(void)state;
	expect_inbox(&v, TICKET_LIST_OPEN);
	while (want[at]->order_at < NOW)
		at++;
	get_inbox(&v, TICKET_LIST_OPEN, &key, &page);
	check_page(&page, at);
}

/* ---- What it costs ------------------------------------------------------- */

struct reading {
	const struct viewer *v;
	int kind;
	const struct ticket_key *key;
	get_page *get;
};

static void read_page(void *cookie)
{
	const struct reading *r = cookie;
	struct ticket_page page;

	r->get(r->v, r->kind, r->key, &page);
}

static void count_all(void *cookie)
{
	int64_t counts[TICKET_LIST_N];

	OK(ticket_list_counts(fixture.db, fixture.arena, cookie, NOW, counts,
			      &e));
	assert_int_equal(counts[TICKET_LIST_OPEN], LIMIT_COUNT + 1);
}

/* The last page must not cost more than the first one. */
static void compare_first_and_last(const struct viewer *v, int kind,
				   get_page *get, int64_t may_sort)
{
	const struct model *m =
		want[nwant > LIMIT_PAGE_ROWS ? nwant - LIMIT_PAGE_ROWS : 0];
	struct ticket_key key = { .at = m->order_at, .code = m->code };
	struct reading r = { v, kind, NULL, get };
	int64_t first, last;

	if (get == get_own)
		key.at = m->created;
	first = db_fixture_cost("HANDLER_READ%", read_page, &r);
	assert_true(db_fixture_cost("SORT_ROWS", read_page, &r) <= may_sort);
	r.key = &key;
	last = db_fixture_cost("HANDLER_READ%", read_page, &r);
	assert_true(db_fixture_cost("SORT_ROWS", read_page, &r) <= may_sort);
	print_message("# first page %" PRId64 " reads, last %" PRId64 "\n",
		      first, last);
	if (last > first + 20 || first > 20 * LIMIT_PAGE_ROWS)
		fail_msg("view %d: the first page reads %" PRId64
			 " entries, the last one %" PRId64,
			 kind, first, last);
}

static void the_last_page_costs_what_the_first_costs(void **state)
{
	struct viewer everywhere = everywhere_as(ROLE_OWNER);
	struct viewer customer = { .person = { CUSTOMER } };
	struct viewer v = agent(3);

	(void)state;
	expect_inbox(&everywhere, TICKET_LIST_OPEN);
	compare_first_and_last(&everywhere, TICKET_LIST_OPEN, get_inbox, 0);
	expect_inbox(&everywhere, TICKET_LIST_OVERDUE);
	compare_first_and_last(&everywhere, TICKET_LIST_OVERDUE, get_inbox, 0);
	everywhere = everywhere_as(ROLE_MANAGER);
	expect_inbox(&everywhere, TICKET_LIST_OPEN);
	compare_first_and_last(&everywhere, TICKET_LIST_OPEN, get_inbox, 0);
	/* Of four departments and what is assigned a page each is merged. */
	expect_inbox(&v, TICKET_LIST_OPEN);
	compare_first_and_last(&v, TICKET_LIST_OPEN, get_inbox,
			       5 * (LIMIT_PAGE_ROWS + 1));
	expect_inbox(&v, TICKET_LIST_OVERDUE);
	compare_first_and_last(&v, TICKET_LIST_OVERDUE, get_inbox,
			       5 * (LIMIT_PAGE_ROWS + 1));
	expect_inbox(&v, TICKET_LIST_MINE);
	compare_first_and_last(&v, TICKET_LIST_MINE, get_inbox, 0);
	expect_own();
	compare_first_and_last(&customer, 0, get_own, 0);
}

static void counting_stops_at_a_thousand(void **state)
{
	struct viewer everywhere = everywhere_as(ROLE_OWNER);

	(void)state;
	/* Each is written to a temporary table once, and read from it. */
	assert_true(db_fixture_cost("HANDLER_READ%", count_all, &everywhere) <=
		    3 * 2 * (LIMIT_COUNT + 3));
	assert_int_equal(db_fixture_cost("SORT_ROWS", count_all, &everywhere),
			 0);
}

int main(int argc, char **argv)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST_WITH("an agent sees three departments and what is assigned", an_agent_sees_three_departments_and_what_is_assigned, clear, NULL),
		TEST_WITH("an agent of no department sees what is assigned", an_agent_of_no_department_sees_what_is_assigned, clear, NULL),
		TEST_WITH("managers see all but their own, owners all", managers_see_all_but_their_own_owners_all, clear, NULL),
		TEST_WITH("a stranger sees nothing", a_stranger_sees_nothing, clear, NULL),
		TEST_WITH("a customer sees own tickets, newest first", a_customer_sees_own_tickets_newest_first, clear, NULL),
		TEST_WITH("a row shows the promise that is due first", a_row_shows_the_promise_that_is_due_first, clear, NULL),
		TEST_WITH("a ticket that is gone still marks its place", a_ticket_that_is_gone_still_marks_its_place, clear, NULL),
		TEST_WITH("the last page costs what the first costs", the_last_page_costs_what_the_first_costs, clear, NULL),
		TEST_WITH("counting stops at a thousand", counting_stops_at_a_thousand, clear, NULL),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, setup_desk, teardown_desk);
}
