/* Choosing one of staff, at a desk of any size. */
#include "support/db_fixture.h"
#include "support/test.h"

#include "store/agent_list.h"
#include "store/department_store.h"
#include <stdio.h>
#include <stdlib.h>

#define NOW INT64_C(1780000000)
#define MANY 100

static struct err e;

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)
#define IS(kind, call) db_fixture_kind((kind), (call), &e, __LINE__)
#define NUMBER(sql) db_fixture_number(sql)

static const struct agents_of anybody = { .roles = ROLES_ANSWER };

static int before(void **state)
{
	err_clear(&e);
	return db_fixture_clean(state);
}

static struct person add(const char *name, const char *email, unsigned roles)
{
	struct person p = {
		.name = name, .email = email, .zone = "UTC", .roles = roles
	};

	OK(person_store_add(fixture.db, fixture.arena, &p, NOW, &e));
	return p;
}

static department_id make_department(const char *name)
{
	struct department d = { .name = name };

	OK(department_store_add(fixture.db, fixture.arena, &d, NOW, &e));
	return d.id;
}

static void join(department_id d, const struct person *p)
{
	OK(department_store_add_member(fixture.db, d, p->id, &e));
}

static const char *names(const struct people *p)
{
	const char *all = "";

	for (size_t i = 0; i < p->n; i++)
		all = arena_printf(fixture.arena, "%s%s%s", all, i ? "|" : "",
				   p->v[i].name);
	return all;
}

static const char *few(const struct agents_of *of, size_t limit)
{
	struct people p;
	bool many;

	OK(agent_list_few(fixture.db, fixture.arena, of, limit, &p, &many, &e));
	return many ? "many" : names(&p);
}

static const char *find(const struct agents_of *of, const char *q)
{
	struct people p;

	OK(agent_list_find(fixture.db, fixture.arena, of, q, 11, &p, &e));
	return names(&p);
}

static void
one_who_does_not_see_everywhere_chooses_among_colleagues(void **state)
{
	struct person rita = add("Rita", "rita@x.org", ROLE_READER);
	struct person zoe = add("Zoe", "zoe@x.org", ROLE_AGENT);
	struct person abe = add("Abe", "abe@x.org", ROLE_AGENT);
	struct person far = add("Zofar", "far@x.org", ROLE_AGENT);
	department_id one = make_department("One"),
		      two = make_department("Two");
	struct viewer reader = { .person = rita.id },
		      manager = { .everywhere = true };
	struct agents_of seen = { .viewer = &reader, .roles = ROLES_ANSWER };
	struct agents_of all = { .viewer = &manager, .roles = ROLES_ANSWER };
	struct person found;

	(void)state;
	join(one, &rita);
	join(one, &zoe);
	join(one, &abe);
	join(two, &abe);
	join(two, &rita);
	join(make_department("Three"), &far);
	assert_string_equal(few(&seen, MANY), "Abe|Zoe");
	assert_string_equal(few(&seen, 2), "Abe|Zoe");
	assert_string_equal(few(&seen, 1), "many");
	assert_string_equal(few(&all, MANY), "Abe|Zoe|Zofar");
	assert_string_equal(find(&seen, "zo"), "Zoe");
	assert_string_equal(find(&all, "zo"), "Zoe|Zofar");
	OK(agent_list_oid(fixture.db, fixture.arena, &all, far.oid, &found,
			  &e));
	assert_int_equal(found.id.n, far.id.n);
	IS(ERR_NOT_FOUND, agent_list_oid(fixture.db, fixture.arena, &seen,
					 far.oid, &found, &e));
}

static void only_who_works_there_can_be_given_its_tickets(void **state)
{
	struct person zoe = add("Zoe", "zoe@x.org", ROLE_AGENT);
	struct person rita = add("Rita", "rita@x.org", ROLE_READER);
	department_id one = make_department("One"),
		      two = make_department("Two");
	struct agents_of here = { .works_in = one },
			 there = { .works_in = two };
	struct person found;

	(void)state;
	add("Ada", "ada@x.org", ROLE_ADMIN);
	join(one, &zoe);
	join(one, &rita);
	assert_string_equal(few(&here, MANY), "Ada|Zoe");
	assert_string_equal(few(&there, MANY), "Ada");
	assert_string_equal(few(&here, 1), "many");
	assert_string_equal(find(&here, "z"), "Zoe");
	assert_string_equal(find(&there, "z"), "");
	OK(agent_list_id(fixture.db, fixture.arena, &here, zoe.id, &found, &e));
	assert_string_equal(found.oid, zoe.oid);
	IS(ERR_NOT_FOUND, agent_list_id(fixture.db, fixture.arena, &there,
					zoe.id, &found, &e));
}

static void a_name_or_an_address_finds_them(void **state)
{
	struct person gone = add("Alice Gone", "gone@harbour.example",
				 ROLE_AGENT);
	struct agents_of of = anybody;

	(void)state;
	add("Alice Wong", "alice@harbour.example", ROLE_AGENT);
	add("Alice Customer", "alice@elsewhere.example", ROLE_CUSTOMER);
	OK(person_store_set_disabled(fixture.db, gone.id, NOW, &e));
	assert_string_equal(find(&of, "ali"), "Alice Wong");
	assert_string_equal(find(&of, "wong ali"), "Alice Wong");
	assert_string_equal(find(&of, "alice@harbour.example"), "Alice Wong");
	assert_string_equal(find(&of, "ALICE@harb"), "Alice Wong");
	assert_string_equal(find(&of, "alice@elsewhere.example"), "");
	assert_string_equal(find(&of, "alice@harbour.exampleX"), "");
	assert_string_equal(find(&of, "lice"), "");
	assert_string_equal(find(&of, "%"), "");
	assert_string_equal(find(&of, "a%"), "Alice Wong");
	assert_string_equal(find(&of, ""), "");
	of.disabled = true;
	assert_string_equal(find(&of, "ali"), "Alice Gone|Alice Wong");
	of.but = gone.id;
	assert_string_equal(find(&of, "ali"), "Alice Wong");
	assert_string_equal(few(&of, MANY), "Alice Wong");
}

static void who_is_called_exactly_so_comes_first(void **state)
{
	static const char rest[] =
		"|Ann Leeson|Ann Leeson|Ann Leeson|Ann Leeson|Ann Leeson"
		"|Ann Leeson|Ann Leeson|Ann Leeson|Ann Leeson|Ann Leeson";
	struct agents_of nowhere = { .works_in = make_department("One") };
	const char *found;

	(void)state;
	/* Whom the index has before her. */
	for (int i = 0; i < 12; i++)
		add("Ann Leeson", NULL, ROLE_AGENT);
	add("Ann Lee", NULL, ROLE_CUSTOMER);
	add("Ann Lee", "ann@x.org", ROLE_AGENT);
	found = find(&anybody, "ann lee");
	assert_memory_equal(found, "Ann Lee|", 8);
	assert_string_equal(found + 7, rest);
	assert_string_equal(find(&anybody, "ANN@x.org"), "Ann Lee");
	assert_string_equal(find(&nowhere, "ann lee"), "");
}

static void who_becomes_an_agent_is_found_and_who_was_one_is_not(void **state)
{
	struct person bob = add("Bob", "bob@x.org", ROLE_CUSTOMER);

	(void)state;
	assert_string_equal(find(&anybody, "bob"), "");
	bob.roles = ROLE_AGENT | ROLE_CUSTOMER;
	OK(person_store_change(fixture.db, fixture.arena, &bob, &e));
	assert_string_equal(find(&anybody, "bob"), "Bob");
	bob.roles = ROLE_CUSTOMER;
	OK(person_store_change(fixture.db, fixture.arena, &bob, &e));
	assert_string_equal(find(&anybody, "bob"), "");
}

static void the_migration_marks_the_words_of_staff(void **state)
{
	char sql[2000], path[1000];
	size_t n;
	FILE *f;

	(void)state;
	add("Bob", "bob@x.org", ROLE_CUSTOMER);
	add("Bobby", "bobby@x.org", ROLE_AGENT);
	db_fixture_run("UPDATE person_word SET staff = 0;");
	assert_string_equal(find(&anybody, "bo"), "");
	snprintf(path, sizeof(path),
		 "%s/sql/migrations/0042_person_word_staff_fill.sql",
		 getenv("TEST_SRCDIR"));
	f = fopen(path, "re");
	assert_non_null(f);
	n = fread(sql, 1, sizeof(sql) - 1, f);
	fclose(f);
	sql[n] = '\0';
	db_fixture_run(sql);
	assert_string_equal(find(&anybody, "bo"), "Bobby");
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM person_word w JOIN"
				" person p ON p.id = w.person_id"
				" WHERE w.staff <> (p.roles > 1)"),
			 0);
}

/* Rows that this connection has read so far. */
static int64_t rows_read(void)
{
	return NUMBER("SELECT CAST(SUM(VARIABLE_VALUE) AS INTEGER)"
		      " FROM information_schema.SESSION_STATUS"
		      " WHERE VARIABLE_NAME LIKE 'Handler_read%'");
}

static int64_t cost_of(const struct agents_of *of, const char *q,
		       const char *want)
{
	int64_t start = rows_read();
	int64_t asking = rows_read() - start; /* what asking costs */

	start = rows_read();
	assert_string_equal(q ? find(of, q) : few(of, MANY), want);
	return rows_read() - start - asking;
}

static void at_a_desk_of_thousands_little_is_read(void **state)
{
	department_id d = make_department("One");
	struct person me = add("Zoe", "zoe@x.org", ROLE_AGENT);
	struct viewer viewer = { .person = me.id };
	struct agents_of mine = { .viewer = &viewer, .roles = ROLES_ANSWER };
	struct agents_of here = { .works_in = d };

	(void)state;
	db_fixture_run("INSERT INTO person (oid, name, email, roles,"
		       " created_at) SELECT LPAD(seq, 16, '0'),"
		       " CONCAT('Name', seq), CONCAT('n', seq, '@x.example'),"
		       " IF(seq <= 3000, 4, 1), 0 FROM seq_1_to_20000;\n"
		       "INSERT INTO person_word (person_id, word, staff)"
		       " SELECT id, name, roles > 1 FROM person"
		       " WHERE name LIKE 'Name%';\n"
		       "INSERT INTO department_member (department_id,"
		       " person_id) SELECT (SELECT id FROM department), id"
		       " FROM person WHERE roles = 4;");
	assert_in_range(cost_of(&anybody, NULL, "many"), 1, 600);
	assert_in_range(cost_of(&mine, NULL, "many"), 1, 1200);
	assert_in_range(cost_of(&here, NULL, "many"), 1, 1200);
	assert_in_range(cost_of(&anybody, "name2999", "Name2999"), 1, 20);
	assert_in_range(cost_of(&anybody, "name19999", ""), 0, 20);
	assert_in_range(
		cost_of(&mine, "name",
			"Name1|Name10|Name100|Name1000|Name1001|Name1002|"
			"Name1003|Name1004|Name1005|Name1006|Name1007"),
		1, 200);
}

static void few_agents_are_found_among_many_customers(void **state)
{
	(void)state;
	add("Zoe", "zoe@x.org", ROLE_AGENT);
	add("Abe", "abe@x.org", ROLE_ADMIN | ROLE_CUSTOMER);
	db_fixture_run("INSERT INTO person (oid, name, roles, created_at)"
		       " SELECT LPAD(seq, 16, '0'), 'Customer', 1, 0"
		       " FROM seq_1_to_3000;");
	assert_in_range(cost_of(&anybody, NULL, "Abe|Zoe"), 1, 50);
}

int main(int argc, char **argv)
{
#define LIST_TEST(what, func) TEST_WITH(what, func, before, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		LIST_TEST("one who does not see everywhere chooses among colleagues", one_who_does_not_see_everywhere_chooses_among_colleagues),
		LIST_TEST("only who works there can be given its tickets", only_who_works_there_can_be_given_its_tickets),
		LIST_TEST("a name or an address finds them", a_name_or_an_address_finds_them),
		LIST_TEST("who is called exactly so comes first", who_is_called_exactly_so_comes_first),
		LIST_TEST("who becomes an agent is found, and who was one is not", who_becomes_an_agent_is_found_and_who_was_one_is_not),
		LIST_TEST("the migration marks the words of staff", the_migration_marks_the_words_of_staff),
		LIST_TEST("at a desk of thousands little is read", at_a_desk_of_thousands_little_is_read),
		LIST_TEST("few agents are found among many customers", few_agents_are_found_among_many_customers),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name("store/agent_list", tests,
					   db_fixture_setup,
					   db_fixture_teardown);
}
