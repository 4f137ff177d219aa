/* Staff and customers, searched and paged. */
#include "support/db_fixture.h"
#include "support/test.h"

#include "store/people_list.h"
#include "store/person_store.h"
#include "store/person_words.h"

#define NOW INT64_C(1780000000)

static struct err e;

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)
#define NUMBER(sql) db_fixture_number(sql)

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

static struct people_page look(const char *q)
{
	const struct people_search s = { .q = q, .key = "" };
	struct people_page page;

	OK(people_list_customers(fixture.db, fixture.arena, &s, &page, &e));
	return page;
}

/* The names of a page, with a bar between. */
static const char *names(struct people_page page)
{
	const char *text = "";

	for (size_t i = 0; i < page.n; i++)
		text = arena_printf(fixture.arena, "%s%s%s", text, i ? "|" : "",
				    page.rows[i].name);
	return text;
}

static void a_customer_is_found_by_the_beginning_of_any_word(void **state)
{
	(void)state;
	add("Anna Bērziņa", "anna@harbour.example", ROLE_CUSTOMER);
	add("Bernd Anders", "bernd.a@other.example", ROLE_CUSTOMER);
	add("Ann Agent", "ann@desk.example", ROLE_AGENT);
	assert_string_equal(names(look("")), "Anna Bērziņa|Bernd Anders");
	assert_string_equal(names(look("an")), "Bernd Anders|Anna Bērziņa");
	assert_string_equal(names(look("berz")), "Anna Bērziņa");
	assert_string_equal(names(look("BER an")), "Bernd Anders|Anna Bērziņa");
	assert_string_equal(names(look("harb")), "Anna Bērziņa");
	assert_string_equal(names(look("Bernd.A@oth")), "Bernd Anders");
	assert_string_equal(names(look("rnd")), "");
	assert_string_equal(names(look("example")), "");
	assert_string_equal(names(look("%")), "");
	assert_string_equal(names(look("_nna")), "");
	assert_string_equal(names(look("a%@")), "");
}

static void a_person_stands_once_in_a_search(void **state)
{
	(void)state;
	add("Anna Annasen", "anna@annas.example", ROLE_CUSTOMER);
	assert_string_equal(names(look("ann")), "Anna Annasen");
}

static void another_name_is_found_and_the_old_is_not(void **state)
{
	struct person p = add("Anna Berg", "anna@x.example", ROLE_CUSTOMER);

	(void)state;
	p.name = "Anna Tal";
	OK(person_store_change(fixture.db, fixture.arena, &p, &e));
	assert_string_equal(names(look("tal")), "Anna Tal");
	assert_string_equal(names(look("berg")), "");
}

/* Walk a list forth and back: each once, and the same pages. */
static void walk(const char *q, size_t want)
{
	struct people_search s = { .q = q, .key = "" };
	struct people_page page;
	size_t seen = 0;

	do {
		OK(people_list_customers(fixture.db, fixture.arena, &s, &page,
					 &e));
		seen += page.n;
		s.key = page.n ? page.rows[page.n - 1].oid : "";
	} while (page.after);
	assert_int_equal(seen, want);
	s.back = true;
	s.key = page.rows[0].oid;
	for (seen = page.n; page.before; seen += page.n) {
		OK(people_list_customers(fixture.db, fixture.arena, &s, &page,
					 &e));
		s.key = page.rows[0].oid;
	}
	assert_int_equal(seen, want);
}

static void every_list_goes_on_and_back(void **state)
{
	(void)state;
	for (int i = 0; i < 130; i++)
		add(i % 2 ? "Same Name" : "Other Same",
		    arena_printf(fixture.arena, "s%d@x.example", i),
		    ROLE_CUSTOMER);
	walk("", 130);
	walk("same", 130);
	walk("sam oth", 65);
	walk("s1", 41); /* s1, s10 ... s19, s100 ... s129 */
}

/* Rows that this connection has read so far. */
static int64_t rows_read(void)
{
	return NUMBER("SELECT CAST(SUM(VARIABLE_VALUE) AS INTEGER)"
		      " FROM information_schema.SESSION_STATUS"
		      " WHERE VARIABLE_NAME LIKE 'Handler_read%'");
}

/* What a page costs does not grow with what is there. */
static void a_page_of_many_reads_little(void **state)
{
	struct people_search s = { .q = "", .key = "" };
	struct people_page page;
	int64_t start, cost;

	(void)state;
	db_fixture_run("INSERT INTO person (oid, name, email, roles,"
		       " created_at) SELECT LPAD(seq, 16, '0'),"
		       " CONCAT('Name', seq), CONCAT('n', seq, '@x.example'),"
		       " 1, 0 FROM seq_1_to_20000;\n"
		       "INSERT INTO person_word (person_id, word)"
		       " SELECT id, name FROM person;");
	for (int i = 0; i < 3; i++) {
		s.q = i == 0 ? "" : i == 1 ? "name1" : "n1@x";
		s.key = i == 0 ? "0000000000010000" : "";
		start = rows_read();
		OK(people_list_customers(fixture.db, fixture.arena, &s, &page,
					 &e));
		cost = rows_read() - start;
		assert_in_range(page.n, 1, 50);
		assert_in_range(cost, 1, 1500);
	}
}

static void staff_are_found_and_the_disabled_stand_apart(void **state)
{
	struct people_search s = { .q = "", .key = "" };
	struct people_page page;
	struct person gone = add("Zoe Gone", "zoe@x.example", ROLE_AGENT);

	(void)state;
	add("Abe Agent", "abe@x.example", ROLE_AGENT);
	add("Ada Admin", "ada@x.example", ROLE_ADMIN | ROLE_CUSTOMER);
	add("Cus Tomer", "cus@x.example", ROLE_CUSTOMER);
	OK(person_store_set_disabled(fixture.db, gone.id, NOW, &e));
	OK(people_list_staff(fixture.db, fixture.arena, &s, &page, &e));
	assert_string_equal(names(page), "Abe Agent|Ada Admin");
	s.roles = ROLE_ADMIN;
	OK(people_list_staff(fixture.db, fixture.arena, &s, &page, &e));
	assert_string_equal(names(page), "Ada Admin");
	s = (struct people_search){ .q = "GON",
				    .state = PEOPLE_DISABLED,
				    .key = "" };
	OK(people_list_staff(fixture.db, fixture.arena, &s, &page, &e));
	assert_string_equal(names(page), "Zoe Gone");
}

static const char *staff(enum people_state state, unsigned roles)
{
	const struct people_search s = {
		.q = "", .key = "", .state = state, .roles = roles
	};
	struct people_page page;

	OK(people_list_staff(fixture.db, fixture.arena, &s, &page, &e));
	return names(page);
}

static void staff_are_told_apart_by_role_and_state(void **state)
{
	struct person gone = add("Zoe Gone", "zoe@x.example", ROLE_AGENT);
	struct person abe = add("Abe Agent", "abe@x.example", ROLE_AGENT);
	struct person ada = add("Ada Admin", "ada@x.example", ROLE_ADMIN);

	(void)state;
	add("Ned New", "ned@x.example", ROLE_AGENT | ROLE_READER);
	OK(person_store_set_password(fixture.db, abe.id, "x", &e));
	OK(person_store_set_password(fixture.db, ada.id, "x", &e));
	OK(person_store_set_disabled(fixture.db, gone.id, NOW, &e));
	assert_string_equal(staff(PEOPLE_HERE, ROLE_AGENT),
			    "Abe Agent|Ned New");
	assert_string_equal(staff(PEOPLE_ACTIVE, 0), "Abe Agent|Ada Admin");
	assert_string_equal(staff(PEOPLE_ACTIVE, ROLE_AGENT), "Abe Agent");
	assert_string_equal(staff(PEOPLE_INVITED, 0), "Ned New");
	assert_string_equal(staff(PEOPLE_INVITED, ROLE_READER), "Ned New");
	assert_string_equal(staff(PEOPLE_INVITED, ROLE_ADMIN), "");
	assert_string_equal(staff(PEOPLE_DISABLED, ROLE_AGENT), "Zoe Gone");
}

static void customers_cost_the_list_of_staff_nothing(void **state)
{
	int64_t start, cost;

	(void)state;
	db_fixture_run("INSERT INTO person (oid, name, email, roles,"
		       " created_at) SELECT LPAD(seq, 16, '0'),"
		       " CONCAT('Name', seq), CONCAT('n', seq, '@x.example'),"
		       " IF(seq % 200, 1, 4), 0 FROM seq_1_to_20000;");
	for (int i = PEOPLE_HERE; i <= PEOPLE_DISABLED; i++) {
		start = rows_read();
		(void)staff((enum people_state)i, i % 2 ? ROLE_AGENT : 0);
		cost = rows_read() - start;
		assert_in_range(cost, 1, 1500);
	}
}

static const char *all_words(void)
{
	struct rows *r;
	const char *text;

	OK(db_query(fixture.db, fixture.arena,
		    "SELECT GROUP_CONCAT(word ORDER BY person_id, word) FROM"
		    " person_word",
		    NO_PARAMS, &r, &e));
	assert_true(rows_next(r));
	text = rows_str(r);
	OK(rows_end(&r, &e));
	return text ? text : "";
}

static void the_migration_finds_the_same_words(void **state)
{
	char sql[4000], path[1000];
	const char *want;
	size_t n;
	FILE *f;

	(void)state;
	add("Anna-Marie  O'Bērziņa (2nd)", "anna.m+x@mail.harbour.co.example",
	    ROLE_CUSTOMER);
	add("木村 拓哉", NULL, ROLE_CUSTOMER);
	add("--", "x@localhost", ROLE_CUSTOMER);
	want = all_words();
	db_fixture_run("DELETE FROM person_word;");
	snprintf(path, sizeof(path),
		 "%s/sql/migrations/0035_person_word_fill.sql",
		 getenv("TEST_SRCDIR"));
	f = fopen(path, "re");
	assert_non_null(f);
	n = fread(sql, 1, sizeof(sql) - 1, f);
	fclose(f);
	sql[n] = '\0';
	db_fixture_run(sql);
	assert_string_equal(all_words(), want);
	db_fixture_run(sql); /* harmless when run twice */
	assert_string_equal(all_words(), want);
}

int main(int argc, char **argv)
{
#define LIST_TEST(what, func) TEST_WITH(what, func, before, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		LIST_TEST("a customer is found by the beginning of any word", a_customer_is_found_by_the_beginning_of_any_word),
		LIST_TEST("a person stands once in a search", a_person_stands_once_in_a_search),
		LIST_TEST("another name is found, and the old is not", another_name_is_found_and_the_old_is_not),
		LIST_TEST("every list goes on and back", every_list_goes_on_and_back),
		LIST_TEST("a page of many reads little", a_page_of_many_reads_little),
		LIST_TEST("staff are found, and the disabled stand apart", staff_are_found_and_the_disabled_stand_apart),
		LIST_TEST("staff are told apart by role and state", staff_are_told_apart_by_role_and_state),
		LIST_TEST("customers cost the list of staff nothing", customers_cost_the_list_of_staff_nothing),
		LIST_TEST("the migration finds the same words", the_migration_finds_the_same_words),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name("store/people_list", tests,
					   db_fixture_setup,
					   db_fixture_teardown);
}
