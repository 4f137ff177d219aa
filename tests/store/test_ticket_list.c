/*
 * Lists of tickets against the plainest way to make them: read everything,
 * sort, cut.
 */
#include "store/ticket_model.h"

static void check_tags(const struct ticket_row *row, unsigned want_tags)
{
	size_t n = 0;

	for (int t = 0; t < TAGS; t++)
		if (want_tags & 1u << t) {
			assert_true(n < row->tags.n);
			assert_int_equal(row->tags.v[n++].name[1], '0' + t);
		}
	assert_int_equal(row->tags.n, n);
}

static void check_page(const struct ticket_page *page, size_t at)
{
	char name[20];

	for (size_t i = 0; i < page->n; i++) {
		const struct ticket_row *row = &page->rows[i];

		assert_true(at + i < model_nwant);
		assert_string_equal(row->code, model_want[at + i]->code);
		assert_int_equal(row->status, model_want[at + i]->status);
		snprintf(name, sizeof(name), "P%d",
			 (int)model_want[at + i]->requester);
		assert_string_equal(row->requester_name, name);
		snprintf(name, sizeof(name), "D%d",
			 (int)model_want[at + i]->department);
		assert_string_equal(row->department_name, name);
		if (model_want[at + i]->company == 0) {
			assert_null(row->company_name);
		} else {
			snprintf(name, sizeof(name), "C%d",
				 (int)model_want[at + i]->company);
			assert_string_equal(row->company_name, name);
		}
		assert_int_equal(row->has_files, model_want[at + i]->has_files);
		check_tags(row, model_want[at + i]->tags);
		if (model_want[at + i]->assignee == 0) {
			assert_null(row->assignee_name);
		} else {
			snprintf(name, sizeof(name), "P%d",
				 (int)model_want[at + i]->assignee);
			assert_string_equal(row->assignee_name, name);
		}
	}
	assert_int_equal(page->before, at > 0);
	assert_int_equal(page->after, at + page->n < model_nwant);
}

/* ---- Walking ------------------------------------------------------------- */

/* To the end and back again, every row in its place. */
static void walk(const struct viewer *v, int kind, model_get *get)
{
	struct ticket_page page;
	struct ticket_key key;
	size_t at = 0;

	get(v, kind, NULL, &page);
	check_page(&page, 0);
	while (page.after) {
		at += page.n;
		key = model_key(&page.rows[page.n - 1], false);
		get(v, kind, &key, &page);
		check_page(&page, at);
	}
	assert_int_equal(at + page.n, model_nwant);
	while (page.before) {
		key = model_key(&page.rows[0], true);
		get(v, kind, &key, &page);
		assert_int_equal(page.n, LIMIT_PAGE_ROWS);
		at -= page.n;
		check_page(&page, at);
	}
	assert_int_equal(at, 0);
}

static void walk_inbox(const struct viewer *v, int64_t least)
{
	int64_t counts[TICKET_LIST_N];

	ticket_count_forget();
	OK(ticket_count_all(fixture.db, fixture.arena, v, NOW, counts,
			    &model_err));
	for (int kind = 0; kind < TICKET_LIST_N; kind++) {
		model_expect_inbox(v, (enum ticket_view_kind)kind);
		assert_true((int64_t)model_nwant >= least);
		walk(v, kind, model_get_inbox);
		assert_int_equal(counts[kind], model_nwant > LIMIT_COUNT
						       ? LIMIT_COUNT + 1
						       : (int64_t)model_nwant);
	}
}

static void an_agent_sees_three_departments_and_what_is_assigned(void **state)
{
	struct viewer v = model_member(ROLE_AGENT, 3);

	(void)state;
	walk_inbox(&v, 20);
}

static void an_agent_of_all_departments_sees_each_ticket_once(void **state)
{
	struct viewer v = model_member(ROLE_AGENT, DEPARTMENTS);

	(void)state;
	walk_inbox(&v, 20);
}

static void an_agent_of_no_department_sees_what_is_assigned(void **state)
{
	struct viewer v = model_member(ROLE_AGENT, 0);

	(void)state;
	walk_inbox(&v, 0);
	model_expect_inbox(&v, TICKET_LIST_OPEN);
	assert_true(model_nwant > 0);
}

static void
a_reader_sees_departments_and_nothing_for_being_assigned(void **state)
{
	struct viewer v = model_member(ROLE_READER, 3);

	(void)state;
	walk_inbox(&v, 0);
	model_expect_inbox(&v, TICKET_LIST_MINE);
	assert_int_equal(model_nwant, 0);
	model_expect_inbox(&v, TICKET_LIST_SPAM);
	assert_true(model_nwant > 20);
	v = model_member(ROLE_READER, 0);
	walk_inbox(&v, 0);
	model_expect_inbox(&v, TICKET_LIST_OPEN);
	assert_int_equal(model_nwant, 0);
}

static void managers_see_all_but_their_own_owners_all(void **state)
{
	struct viewer v = model_member(ROLE_MANAGER, 0);

	(void)state;
	walk_inbox(&v, 20);
	v = model_member(ROLE_OWNER, 0);
	walk_inbox(&v, 20);
}

static void a_stranger_sees_nothing(void **state)
{
	struct viewer v = model_member(ROLE_CUSTOMER, 0);

	(void)state;
	v.person.n = 999;
	walk_inbox(&v, 0);
	assert_int_equal(model_nwant, 0);
}

/* Half past eleven at night in New York is tomorrow here. */
static void today_is_the_viewers_day(void **state)
{
	struct viewer v = model_member(ROLE_OWNER, 0);
	struct ticket_page here, there;

	(void)state;
	model_get_inbox(&v, TICKET_LIST_DUE_TODAY, NULL, &here);
	OK(zone_find("Pacific/Kiritimati", &v.zone, &model_err));
	model_get_inbox(&v, TICKET_LIST_DUE_TODAY, NULL, &there);
	assert_true(here.n > 0 && there.n > 0);
	for (size_t i = 0; i < here.n; i++)
		assert_true(here.rows[i].at >= TODAY);
	assert_true(
		there.rows[0].at >=
		zone_instant_of(v.zone, (NOW + 14 * 3600) / DAY_SECONDS, 0));
	assert_true(there.rows[0].at < TODAY + DAY_SECONDS);
	assert_true(here.rows[0].at != there.rows[0].at);
}

static void a_customer_sees_own_tickets_and_the_companys(void **state)
{
	struct viewer v = model_customer();

	(void)state;
	for (size_t i = 0; i < MODEL_OWNS; i++) {
		model_expect_own(&model_owns[i]);
		assert_true(model_nwant > 20);
		walk(&v, (int)i, model_get_own);
	}
}

static void who_speaks_for_no_company_sees_none(void **state)
{
	const struct ticket_own company = { .company = true };
	struct viewer v = model_customer();
	struct ticket_page page;

	(void)state;
	v.sees_company = false;
	db_fixture_kind(ERR_NOT_FOUND,
			ticket_list_own(fixture.db, fixture.arena, &v, &company,
					NULL, &page, &model_err),
			&model_err, __LINE__);
	err_clear(&model_err);
	v.sees_company = true;
	v.company.n = 0;
	db_fixture_kind(ERR_NOT_FOUND,
			ticket_list_own(fixture.db, fixture.arena, &v, &company,
					NULL, &page, &model_err),
			&model_err, __LINE__);
	err_clear(&model_err);
}

struct promises {
	size_t running, paused, none;
};

static void check_promise(const struct ticket_row *row, const struct model *m,
			  struct promises *seen)
{
	assert_int_equal(row->has_clock, m->metric >= 0);
	if (m->metric < 0) {
		seen->none++;
		return;
	}
	if (m->due_at == INSTANT_NONE) {
		seen->paused++;
		assert_int_equal(row->clock.state, CLOCK_PAUSED);
		assert_int_equal(row->clock.due, INSTANT_NONE);
		assert_int_equal(row->clock.consumed, 3000);
		return;
	}
	seen->running++;
	assert_int_equal(row->clock.state, CLOCK_RUNNING);
	assert_int_equal(row->clock.metric, m->metric);
	assert_int_equal(row->clock.due, m->due_at);
	assert_int_equal(row->clock.target, 3600);
	assert_int_equal(row->clock.level_version, 5);
}

static void a_row_shows_the_promise_that_is_due_first(void **state)
{
	static const enum ticket_view_kind kinds[] = { TICKET_LIST_OPEN,
						       TICKET_LIST_OVERDUE };
	struct viewer v = model_member(ROLE_OWNER, 0);
	struct promises seen = { 0 };

	(void)state;
	for (size_t k = 0; k < COUNT_OF(kinds); k++) {
		struct ticket_page page = { .after = true };
		struct ticket_key key = { .code = NULL };
		size_t at = 0;

		model_expect_inbox(&v, kinds[k]);
		for (; page.after; at += page.n) {
			model_get_inbox(&v, kinds[k], &key, &page);
			for (size_t i = 0; i < page.n; i++)
				check_promise(&page.rows[i], model_want[at + i],
					      &seen);
			key = model_key(&page.rows[page.n - 1], false);
		}
		assert_int_equal(at, model_nwant);
	}
	assert_true(seen.running > 10 && seen.paused > 10 && seen.none > 10);
}

static void a_row_of_what_has_ended_shows_how_its_resolution_did(void **state)
{
	struct viewer v = model_member(ROLE_OWNER, 0);
	struct ticket_page page;
	size_t n = 0;

	(void)state;
	model_expect_inbox(&v, TICKET_LIST_RESOLVED);
	model_get_inbox(&v, TICKET_LIST_RESOLVED, NULL, &page);
	for (size_t i = 0; i < page.n; i++) {
		assert_int_equal(page.rows[i].has_clock,
				 model_want[i]->id % 3 == 1);
		if (!page.rows[i].has_clock)
			continue;
		assert_int_equal(page.rows[i].clock.cycle, 2);
		assert_int_equal(page.rows[i].clock.state, CLOCK_MET);
		n++;
	}
	assert_true(n > 0);
}

static void a_ticket_that_is_gone_still_marks_its_place(void **state)
{
	struct viewer v = model_member(ROLE_OWNER, 0);
	struct ticket_key key = { .at = NOW, .code = "XYZ-XXXXX-999" };
	struct ticket_page page;
	size_t at = 0;

	(void)state;
	model_expect_inbox(&v, TICKET_LIST_OPEN);
	while (model_want[at]->order_at < NOW)
		at++;
	model_get_inbox(&v, TICKET_LIST_OPEN, &key, &page);
	check_page(&page, at);
}

int main(int argc, char **argv)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST_WITH("an agent sees three departments and what is assigned", an_agent_sees_three_departments_and_what_is_assigned, model_clear, NULL),
		TEST_WITH("an agent of all departments sees each ticket once", an_agent_of_all_departments_sees_each_ticket_once, model_clear, NULL),
		TEST_WITH("an agent of no department sees what is assigned", an_agent_of_no_department_sees_what_is_assigned, model_clear, NULL),
		TEST_WITH("a reader sees departments, and nothing for being assigned", a_reader_sees_departments_and_nothing_for_being_assigned, model_clear, NULL),
		TEST_WITH("managers see all but their own, owners all", managers_see_all_but_their_own_owners_all, model_clear, NULL),
		TEST_WITH("a stranger sees nothing", a_stranger_sees_nothing, model_clear, NULL),
		TEST_WITH("today is the viewer's day", today_is_the_viewers_day, model_clear, NULL),
		TEST_WITH("a customer sees own tickets and the company's", a_customer_sees_own_tickets_and_the_companys, model_clear, NULL),
		TEST_WITH("who speaks for no company sees none", who_speaks_for_no_company_sees_none, model_clear, NULL),
		TEST_WITH("a row shows the promise that is due first", a_row_shows_the_promise_that_is_due_first, model_clear, NULL),
		TEST_WITH("a row of what has ended shows how its resolution did", a_row_of_what_has_ended_shows_how_its_resolution_did, model_clear, NULL),
		TEST_WITH("a ticket that is gone still marks its place", a_ticket_that_is_gone_still_marks_its_place, model_clear, NULL),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, model_setup, model_teardown);
}
