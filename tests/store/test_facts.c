/* What rules ask about a ticket that its row does not hold. */
#include "support/db_fixture.h"
#include "support/test.h"

#include "base/limits.h"
#include "store/fact_store.h"
#include "store/group_store.h"
#include "store/presence_store.h"
#include "store/ticket_store.h"

#define NOW INT64_C(1780000000)

static struct err e;

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)
#define NUMBER(sql) db_fixture_number(sql)

static const person_id bob = { 1 }, zoe = { 2 };
static const company_id harbour = { 7 }, nobodys = { 0 };
static const ticket_id ticket = { 1 };

static int before(void **state)
{
	err_clear(&e);
	db_fixture_clean(state);
	db_fixture_run(
		"INSERT INTO company (id, oid, name, created_at)"
		" VALUES (7, 'c', 'Harbour', 0);\n"
		"INSERT INTO person (id, oid, name, roles, created_at)"
		" VALUES (1, 'p', 'Bob', 1, 0), (2, 'q', 'Zoe', 4, 0);\n"
		"INSERT INTO department (id, oid, name, created_at)"
		" VALUES (1, 'default', 'Support', 0);\n"
		"INSERT INTO ticket (id, oid, code, last_event_at, subject,"
		" source, priority, status, department_id, requester_id,"
		" created_at, order_at) VALUES (1, '0', 'AAA-AAAAA-111', 0,"
		" 'x', 0, 3, 0, 1, 1, 0, 0);\n"
		"INSERT INTO tag (id, oid, name, created_at, archived_at)"
		" VALUES (3, 'a', 'b', 0, NULL), (4, 'b', 'a', 0, 1);");
	return 0;
}

static struct customer_group add(const char *name)
{
	struct customer_group g = { .name = name, .colour = COLOUR_TEAL };

	OK(group_store_add(fixture.db, fixture.arena, &g, NOW, &e));
	return g;
}

static struct fact_ids groups_of(person_id who, company_id company)
{
	struct fact_ids ids;

	OK(fact_store_groups(fixture.db, fixture.arena, who, company, &ids,
			     &e));
	return ids;
}

static void tags_are_numbers_in_order(void **state)
{
	struct fact_ids ids;

	(void)state;
	OK(fact_store_tags(fixture.db, fixture.arena, ticket, &ids, &e));
	assert_int_equal(ids.n, 0);
	db_fixture_run("INSERT INTO ticket_tag VALUES (1, 4), (1, 3);");
	OK(fact_store_tags(fixture.db, fixture.arena, ticket, &ids, &e));
	assert_int_equal(ids.n, 2);
	assert_int_equal(ids.v[0], 3);
	assert_int_equal(ids.v[1], 4);
}

static void groups_are_of_the_person_and_of_the_company(void **state)
{
	struct customer_group own = add("Pilot"), both = add("Gold"),
			      theirs = add("Silver");
	struct fact_ids ids;

	(void)state;
	OK(group_store_set_person(fixture.db, own.id, bob, true, &e));
	OK(group_store_set_person(fixture.db, both.id, bob, true, &e));
	OK(group_store_set_person(fixture.db, both.id, bob, true, &e));
	OK(group_store_set_company(fixture.db, both.id, harbour, true, &e));
	OK(group_store_set_company(fixture.db, theirs.id, harbour, true, &e));
	ids = groups_of(bob, harbour);
	assert_int_equal(ids.n, 3);
	assert_int_equal(ids.v[0], own.id.n);
	assert_int_equal(ids.v[1], both.id.n);
	assert_int_equal(ids.v[2], theirs.id.n);
	assert_int_equal(groups_of(bob, nobodys).n, 2);
	assert_int_equal(groups_of(zoe, harbour).n, 2);
	assert_int_equal(groups_of(zoe, nobodys).n, 0);
	OK(group_store_set_person(fixture.db, own.id, bob, false, &e));
	OK(group_store_set_person(fixture.db, own.id, bob, false, &e));
	assert_int_equal(groups_of(bob, harbour).n, 2);
}

static void an_archived_group_is_asked_about_no_more(void **state)
{
	struct customer_group g = add("Gold");

	(void)state;
	OK(group_store_set_person(fixture.db, g.id, bob, true, &e));
	g.archived = NOW;
	OK(group_store_change(fixture.db, &g, &e));
	assert_int_equal(groups_of(bob, harbour).n, 0);
	g.archived = INSTANT_NONE;
	OK(group_store_change(fixture.db, &g, &e));
	assert_int_equal(groups_of(bob, harbour).n, 1);
}

static void a_name_is_one_groups_in_any_case(void **state)
{
	struct customer_group g = { .name = "GOLD" };

	(void)state;
	add("Gold");
	db_fixture_kind(ERR_CONFLICT,
			group_store_add(fixture.db, fixture.arena, &g, NOW, &e),
			&e, __LINE__);
}

static void who_is_in_a_group_keeps_it_from_being_deleted(void **state)
{
	struct customer_group g = add("Gold");

	(void)state;
	OK(group_store_set_company(fixture.db, g.id, harbour, true, &e));
	assert_int_not_equal(group_store_delete(fixture.db, g.id, &e),
			     ERR_NONE);
	err_clear(&e);
	OK(group_store_set_company(fixture.db, g.id, harbour, false, &e));
	OK(group_store_delete(fixture.db, g.id, &e));
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM customer_group"), 0);
}

static enum presence presence(person_id who, instant now)
{
	enum presence p;

	OK(fact_store_agent(fixture.db, fixture.arena, who, now, &p, &e));
	return p;
}

static void nobody_is_neither_there_nor_away(void **state)
{
	(void)state;
	assert_int_equal(presence((person_id){ 0 }, NOW), PRESENCE_NONE);
	assert_int_equal(presence(zoe, NOW), PRESENCE_AWAY);
}

static void an_agent_is_what_they_chose_while_they_ask_for_pages(void **state)
{
	(void)state;
	OK(presence_store_touch(fixture.db, zoe, NOW, &e));
	assert_int_equal(presence(zoe, NOW), PRESENCE_ONLINE);
	OK(presence_store_choose(fixture.db, zoe, PRESENCE_PAUSED, NOW, &e));
	assert_int_equal(presence(zoe, NOW), PRESENCE_PAUSED);
	OK(presence_store_touch(fixture.db, zoe, NOW + 600, &e));
	assert_int_equal(presence(zoe, NOW + LIMIT_AWAY_SECONDS),
			 PRESENCE_PAUSED);
	assert_int_equal(presence(zoe, NOW + 600 + LIMIT_AWAY_SECONDS),
			 PRESENCE_AWAY);
	OK(presence_store_leave(fixture.db, zoe, &e));
	assert_int_equal(presence(zoe, NOW + 600), PRESENCE_AWAY);
	OK(presence_store_touch(fixture.db, zoe, NOW + 700, &e));
	assert_int_equal(presence(zoe, NOW + 700), PRESENCE_PAUSED);
}

static void many_are_read_at_once(void **state)
{
	const int64_t people[] = { 2, 1, 2, 99 };
	enum presence is[4];

	(void)state;
	OK(presence_store_choose(fixture.db, zoe, PRESENCE_ONLINE, NOW, &e));
	OK(presence_store_each(fixture.db, fixture.arena, people, 4, NOW, is,
			       &e));
	assert_int_equal(is[0], PRESENCE_ONLINE);
	assert_int_equal(is[1], PRESENCE_AWAY);
	assert_int_equal(is[2], PRESENCE_ONLINE);
	assert_int_equal(is[3], PRESENCE_AWAY);
}

static void old_tickets_came_from_nowhere_and_uninvited(void **state)
{
	struct clock_ticket s;
	struct ticket t;

	(void)state;
	OK(db_begin(fixture.db, &e));
	OK(ticket_store_lock_id(fixture.db, fixture.arena, ticket, &t, &s, &e));
	db_rollback(fixture.db);
	assert_null(t.referrer);
	assert_false(t.invited);
}

int main(int argc, char **argv)
{
#define FACT_TEST(what, func) TEST_WITH(what, func, before, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		FACT_TEST("tags are numbers in order", tags_are_numbers_in_order),
		FACT_TEST("groups are of the person and of the company", groups_are_of_the_person_and_of_the_company),
		FACT_TEST("an archived group is asked about no more", an_archived_group_is_asked_about_no_more),
		FACT_TEST("a name is one group's, in any case", a_name_is_one_groups_in_any_case),
		FACT_TEST("who is in a group keeps it from being deleted", who_is_in_a_group_keeps_it_from_being_deleted),
		FACT_TEST("nobody is neither there nor away", nobody_is_neither_there_nor_away),
		FACT_TEST("an agent is what they chose while they ask for pages", an_agent_is_what_they_chose_while_they_ask_for_pages),
		FACT_TEST("many are read at once", many_are_read_at_once),
		FACT_TEST("old tickets came from nowhere, and uninvited", old_tickets_came_from_nowhere_and_uninvited),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"store/facts", tests, db_fixture_setup, db_fixture_teardown);
}
