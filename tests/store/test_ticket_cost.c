/*
 * What a page of a list costs, in entries of keys that are read: what it shows,
 * however many tickets there are.
 */
#include "store/ticket_model.h"

struct reading {
	const char *who;
	struct viewer v;
	int kind;
	struct ticket_key key;
	model_get *get;
	int64_t may_sort; /* entries of several ranges that are merged */
};

static void read_page(void *cookie)
{
	const struct reading *r = cookie;
	struct ticket_page page;

	r->get(&r->v, r->kind, &r->key, &page);
}

struct cost {
	int64_t reads, sorted;
};

static struct cost cost_of(struct reading *r, const struct ticket_key *key)
{
	r->key = *key;
	return (struct cost){ db_fixture_cost("HANDLER_READ%", read_page, r),
			      db_fixture_cost("SORT_ROWS", read_page, r) };
}

/* All lists for all kinds of people. */
#define READINGS (5 * TICKET_LIST_N + MODEL_OWNS)
static struct reading readings[READINGS];

static void list_readings(void)
{
	const struct reading people[] = {
		{ "owner",
		  model_member(ROLE_OWNER, 0),
		  0,
		  { 0 },
		  model_get_inbox,
		  0 },
		{ "manager",
		  model_member(ROLE_MANAGER, 0),
		  0,
		  { 0 },
		  model_get_inbox,
		  0 },
		{ "agent",
		  model_member(ROLE_AGENT, 3),
		  0,
		  { 0 },
		  model_get_inbox,
		  5 },
		/* All that is assigned to them is in their departments, too. */
		{ "agent of all",
		  model_member(ROLE_AGENT, DEPARTMENTS),
		  0,
		  { 0 },
		  model_get_inbox,
		  9 },
		{ "reader",
		  model_member(ROLE_READER, 3),
		  0,
		  { 0 },
		  model_get_inbox,
		  4 },
	};
	size_t n = 0;

	for (size_t p = 0; p < COUNT_OF(people); p++)
		for (int kind = 0; kind < TICKET_LIST_N; kind++) {
			readings[n] = people[p];
			/* Resolved is two statuses: a range of each. */
			if (kind == TICKET_LIST_RESOLVED)
				readings[n].may_sort =
					2 * (people[p].may_sort
						     ? people[p].may_sort
						     : 1);
			readings[n++].kind = kind;
		}
	for (size_t i = 0; i < MODEL_OWNS; i++)
		readings[n++] = (struct reading){
			"customer", model_customer(), (int)i,
			{ 0 },      model_get_own,    7
		};
	assert_int_equal(n, READINGS);
}

static void compare_first_and_last(struct reading *r)
{
	const struct ticket_key none = { .code = NULL };
	/* Tags are sorted, too. */
	int64_t may_sort = (r->may_sort + 2) * (LIMIT_PAGE_ROWS + 1);
	const struct model *m;
	struct cost first, last;
	struct ticket_key key;

	if (r->get == model_get_own)
		model_expect_own(&model_owns[r->kind]);
	else
		model_expect_inbox(&r->v, (enum ticket_view_kind)r->kind);
	if (model_nwant <= LIMIT_PAGE_ROWS)
		return;
	m = model_want[model_nwant - LIMIT_PAGE_ROWS];
	key = (struct ticket_key){
		.at = r->get == model_get_own ? m->created : m->order_at,
		.code = m->code,
	};
	first = cost_of(r, &none);
	last = cost_of(r, &key);
	/* A row and its marks; a range is read, kept and read again. */
	if (last.reads > first.reads + 3 * LIMIT_PAGE_ROWS ||
	    first.reads > (18 + 3 * r->may_sort) * LIMIT_PAGE_ROWS ||
	    first.sorted > may_sort || last.sorted > may_sort)
		fail_msg("%s, list %d: the first page reads %" PRId64
			 " entries and sorts %" PRId64 ", the last one %" PRId64
			 " and %" PRId64,
			 r->who, r->kind, first.reads, first.sorted, last.reads,
			 last.sorted);
}

static void the_last_page_costs_what_the_first_costs(void **state)
{
	(void)state;
	list_readings();
	for (size_t i = 0; i < READINGS; i++)
		compare_first_and_last(&readings[i]);
}

static void count_all(void *cookie)
{
	int64_t counts[TICKET_LIST_N];

	ticket_count_forget();
	OK(ticket_count_all(fixture.db, fixture.arena, cookie, NOW, counts,
			    &model_err));
}

static void what_is_more_for_sure_is_not_counted_again(void **state)
{
	struct viewer v = model_member(ROLE_OWNER, 0);
	int64_t once[TICKET_LIST_N], again[TICKET_LIST_N];

	(void)state;
	count_all(&v);
	OK(ticket_count_all(fixture.db, fixture.arena, &v, NOW, once,
			    &model_err));
	assert_int_equal(once[TICKET_LIST_OPEN], LIMIT_COUNT + 1);
	assert_true(once[TICKET_LIST_SPAM] < LIMIT_COUNT);
	/* One does something: what is counted shows it at once. */
	db_fixture_run("UPDATE ticket SET status = 6 WHERE status <= 3"
		       " ORDER BY id LIMIT 1;\n");
	OK(ticket_count_all(fixture.db, fixture.arena, &v, NOW, again,
			    &model_err));
	assert_int_equal(again[TICKET_LIST_SPAM], once[TICKET_LIST_SPAM] + 1);
	assert_int_equal(again[TICKET_LIST_OPEN], LIMIT_COUNT + 1);
	/* What somebody else has is another matter. */
	v = model_member(ROLE_AGENT, 1);
	model_expect_inbox(&v, TICKET_LIST_OPEN);
	OK(ticket_count_all(fixture.db, fixture.arena, &v, NOW, once,
			    &model_err));
	assert_true(once[TICKET_LIST_OPEN] <= LIMIT_COUNT);
}

/* As many again, ${turn} times: 'B' for the A of their codes, ... */
static void grow(int turn)
{
	char sql[1000];

	snprintf(sql, sizeof(sql),
		 "INSERT INTO ticket (id, oid, code, subject, status,"
		 " department_id, assignee_id, requester_id, company_id,"
		 " created_at, order_at, due_at, due_metric, last_message_at,"
		 " last_event_at, source, priority)"
		 " SELECT id + %d, CONCAT('%c', SUBSTR(oid, 2)),"
		 " CONCAT('%c', SUBSTR(code, 2)), subject, status,"
		 " department_id, assignee_id, requester_id, company_id,"
		 " created_at, order_at, due_at, due_metric, last_message_at,"
		 " last_event_at, source, priority FROM ticket"
		 " WHERE id <= %d;\nANALYZE TABLE ticket;\n",
		 turn * TICKETS, 'A' + turn, 'A' + turn, TICKETS);
	db_fixture_run(sql);
}

/* Where there are fewer than so many they are read once more. */
static void check_counts(struct viewer v)
{
	int64_t reads = db_fixture_cost("HANDLER_READ%", count_all, &v);

	if (reads > TICKET_LIST_N * 2 * (LIMIT_COUNT_SURE + 10))
		fail_msg("counting reads %" PRId64 " entries", reads);
	assert_int_equal(db_fixture_cost("SORT_ROWS", count_all, &v), 0);
}

/* The whole point of the keys: twice the tickets, the same work. */
static void a_list_costs_what_it_shows_not_what_there_is(void **state)
{
	const struct ticket_key none = { .code = NULL };
	int64_t reads[READINGS], more;

	(void)state;
	for (int turn = 1; turn < 4; turn++)
		grow(turn);
	list_readings();
	for (size_t i = 0; i < READINGS; i++)
		reads[i] = cost_of(&readings[i], &none).reads;
	for (int turn = 4; turn < 8; turn++)
		grow(turn);
	for (size_t i = 0; i < READINGS; i++) {
		more = cost_of(&readings[i], &none).reads - reads[i];
		if (more > 4 * LIMIT_PAGE_ROWS)
			fail_msg("%s, list %d: %" PRId64 " entries read of 12"
				 " thousand tickets, %" PRId64 " more of 24",
				 readings[i].who, readings[i].kind, reads[i],
				 more);
	}
	check_counts(model_member(ROLE_MANAGER, 0));
	check_counts(model_member(ROLE_AGENT, 3));
	check_counts(model_member(ROLE_AGENT, DEPARTMENTS));
}

int main(int argc, char **argv)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST_WITH("the last page costs what the first costs", the_last_page_costs_what_the_first_costs, model_clear, NULL),
		TEST_WITH("what is more for sure is not counted again", what_is_more_for_sure_is_not_counted_again, model_clear, NULL),
		TEST_WITH("a list costs what it shows, not what there is", a_list_costs_what_it_shows_not_what_there_is, model_clear, NULL),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, model_setup, model_teardown);
}
