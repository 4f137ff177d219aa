/*
 * The log of changes of settings: its page, what it is narrowed to, and the
 * same as CSV.
 */
#include "support/exports.h"
#include "support/test.h"
#include "support/tickets.h"

#define PATH(...) arena_printf(fixture.arena, __VA_ARGS__)
#define NUMBER(sql) db_fixture_number(sql)

static size_t times(const char *text, const char *what)
{
	size_t n = 0;

	for (const char *at = text; (at = strstr(at, what)); at++)
		n++;
	return n;
}

#define ENTRY "<article class=\"audit__entry\">"

static const char *text_of(const char *sql)
{
	struct err e = { 0 };
	struct rows *r;
	const char *s;

	assert_int_equal(
		db_query(fixture.db, fixture.arena, sql, NO_PARAMS, &r, &e),
		ERR_NONE);
	s = rows_next(r) ? rows_str(r) : NULL;
	assert_int_equal(rows_end(&r, &e), ERR_NONE);
	return s;
}

/* Adam makes a tag, changes it and takes it away; its opaque id. */
static const char *a_tag_comes_and_goes(void)
{
	struct answer a = ask_form("/tags", ADAM, "name=Red+%3Cb%3E");
	const char *oid;

	assert_int_equal(a.status, 303);
	oid = text_of("SELECT oid FROM tag");
	assert_int_equal(ask_form(PATH("/tags/%s", oid), ADAM,
				  "name=Rouge&colour=red&public=1&seen=1")
				 .status,
			 303);
	return oid;
}

static void each_change_says_who_and_what(void **state)
{
	const char *oid = a_tag_comes_and_goes();
	struct answer a = ask(GET, "/audit", MIA);

	(void)state;
	check_i64("status", a.status, 200);
	check_i64("entries", (int64_t)times(a.body, ENTRY), 2);
	ask_has(a, ">Adam Admin</a>");
	ask_has(a, "<dt>Name</dt><dd><del dir=\"auto\"><span class=\"hidden\">"
		   "before: </span>Red &lt;b&gt;</del> <ins dir=\"auto\">"
		   "<span class=\"hidden\">now: </span>Rouge</ins>");
	ask_has(a,
		"<dt>Colour</dt><dd><del dir=\"auto\"><span class=\"hidden\">"
		"before: </span>None</del>");
	ask_has(a, "<dt>Customers see it</dt>");
	/* A manager is not led to where only admins may go. */
	ask_has_not(a, PATH("href=\"/tags/%s\"", oid));
	a = ask(GET, "/audit", ADAM);
	ask_has(a, PATH("href=\"/tags/%s\"", oid));
	/* Nothing leads to what is gone. */
	assert_int_equal(
		ask_form(PATH("/tags/%s/deleted", oid), ADAM, "x=").status,
		303);
	a = ask(GET, "/audit", ADAM);
	check_i64("entries", (int64_t)times(a.body, ENTRY), 3);
	ask_has(a, "took away");
	ask_has_not(a, PATH("href=\"/tags/%s\"", oid));
	/* Once more the same form, or nothing new: no entry. */
	check_i64("kept", NUMBER("SELECT COUNT(*) FROM audit"), 3);
}

static void one_alone_is_shown_whole(void **state)
{
	struct answer a;
	const char *oid;

	(void)state;
	a_tag_comes_and_goes();
	oid = text_of("SELECT oid FROM audit ORDER BY id DESC LIMIT 1");
	a = ask(GET, PATH("/audit/%s", oid), ADAM);
	check_i64("status", a.status, 200);
	check_i64("entries", (int64_t)times(a.body, ENTRY), 1);
	ask_has(a, "{&quot;name&quot;:&quot;Rouge&quot;,&quot;colour&quot;:");
	ask_has(a, "<title>Rouge");
	check_i64("none", ask(GET, "/audit/n0b0dys1d0000000", ADAM).status,
		  404);
}

static void it_can_be_narrowed(void **state)
{
	static const struct {
		const char *query;
		size_t entries;
	} cases[] = {
		{ "", 4 },
		{ "?object=tag", 2 },
		{ "?object=group", 1 },
		{ "?object=level", 0 },
		{ "?who=adam", 3 },
		{ "?who=ADMIN%40", 0 },
		{ "?who=olga", 1 },
		{ "?who=100%25", 0 },
		{ "?by=shell", 0 },
		{ "?words=rouge", 1 },
		{ "?words=RED", 2 },
		{ "?words=%25", 0 },
		{ "?since=2020-01-01", 4 },
		{ "?until=2020-01-01", 0 },
		{ "?since=2020-01-01&until=2099-12-31&object=tag&who=adam", 2 },
	};

	(void)state;
	a_tag_comes_and_goes();
	assert_int_equal(
		ask_form("/groups", ADAM, "name=Gold&colour=none").status, 303);
	assert_int_equal(ask_form("/departments", OLGA, "name=New").status,
			 303);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct answer a = ask(GET, PATH("/audit%s", cases[i].query),
				      ADAM);

		check_i64(cases[i].query, a.status, 200);
		check_i64(cases[i].query, (int64_t)times(a.body, ENTRY),
			  (int64_t)cases[i].entries);
	}
	ask_has(ask(GET, PATH("/audit?by=%s", ask_oid(OLGA)), MIA),
		"By one person alone:");
}

/* What is not understood must not widen the choice. */
static void a_filter_that_is_none_shows_nothing(void **state)
{
	static const char *const bad[] = { "object=moon", "since=yesterday",
					   "until=2026-13-01", "about=../x",
					   "words=%FF" };

	(void)state;
	a_tag_comes_and_goes();
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct answer a = ask(GET, PATH("/audit?%s", bad[i]), ADAM);

		check_i64(bad[i], a.status, 400);
		check_i64(bad[i], (int64_t)times(a.body, ENTRY), 0);
		check_i64(bad[i],
			  ask(GET, PATH("/audit.csv?%s", bad[i]), ADAM).status,
			  400);
	}
	check_i64("nobody", ask(GET, "/audit?by=n0b0dys1d0000000", ADAM).status,
		  404);
}

static const char *link_of(struct answer a, const char *rel)
{
	return ask_between(a.body, PATH("rel=\"%s\" href=\"", rel), "\"");
}

/* Each entry once, whatever page, also those of one second. */
static void it_is_walked_through_page_by_page(void **state)
{
	const char *second, *third, *back;
	struct answer a;

	(void)state;
	db_fixture_run("INSERT INTO audit (oid, at, actor_kind, via, object,"
		       " object_oid, name, was, became) SELECT"
		       " CONCAT('x', LPAD(seq, 15, '0')), 1000 + seq DIV 3, 6,"
		       " 1, 4, 't', CONCAT('n', seq, '.'), '{\"name\":\"a\"}',"
		       " '{\"name\":\"b\"}' FROM seq_1_to_120;");
	a = ask(GET, "/audit", MIA);
	ask_has(a, ">n120.<");
	ask_has(a, ">n71.<");
	ask_has_not(a, ">n70.<");
	ask_has_not(a, "rel=\"prev\"");
	second = link_of(a, "next");
	a = ask(GET, second, MIA);
	ask_has(a, ">n70.<");
	ask_has(a, ">n21.<");
	check_i64("entries", (int64_t)times(a.body, ENTRY), 50);
	third = link_of(a, "next");
	a = ask(GET, third, MIA);
	check_i64("entries", (int64_t)times(a.body, ENTRY), 20);
	ask_has_not(a, "rel=\"next\"");
	back = link_of(a, "prev");
	a = ask(GET, back, MIA);
	ask_has(a, ">n70.<");
	ask_has(a, ">n21.<");
	check_text("back again", link_of(a, "next"), third);
}

static void what_is_long_is_not_shown_in_a_list(void **state)
{
	struct answer a;

	(void)state;
	db_fixture_run("INSERT INTO audit (oid, at, actor_kind, via, object,"
		       " object_oid, name, was, became) VALUES"
		       " ('x000000000000001', 1, 6, 1, 7, 'c', 'Hours', NULL,"
		       " CONCAT('{\"name\":\"', REPEAT('x', 70000), '\"}'));");
	a = ask(GET, "/audit", MIA);
	ask_has(a, "It says a lot");
	ask_has_not(a, "xxxxxxxxxx");
	a = ask(GET, "/audit/x000000000000001", MIA);
	ask_has(a, "duedesk audit show x000000000000001");
}

static void it_is_exported_as_it_is_shown(void **state)
{
	const char *csv;

	(void)state;
	assert_int_equal(
		ask_form("/groups", ADAM, "name=%3Dcmd%7Ccalc&colour=red")
			.status,
		303);
	a_tag_comes_and_goes();
	csv = exports_get("/audit.csv", MIA);
	assert_true(str_starts(csv, "at,who,via,request,did,object,id,name,"
				    "change,member,order,before,after\r\n"));
	/* Made: a row for each thing it says; nothing runs in a spreadsheet. */
	assert_non_null(strstr(csv, ",made,group,"));
	assert_non_null(strstr(csv, "\"'=cmd|calc\""));
	assert_null(strstr(csv, ",=cmd"));
	assert_non_null(strstr(csv, ",name,,Red <b>,Rouge\r\n"));
	assert_non_null(strstr(csv, ",colour,,none,red\r\n"));
	assert_non_null(strstr(csv, ",public,,no,yes\r\n"));
	csv = exports_get("/audit.csv?object=group", MIA);
	assert_null(strstr(csv, "Rouge"));
	check_i64("rows", (int64_t)times(csv, "\r\n"), 4);
}

int main(int argc, char **argv)
{
#define ASK_TEST(what, func) TEST_WITH(what, func, ask_clean, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		ASK_TEST("each change says who and what", each_change_says_who_and_what),
		ASK_TEST("one alone is shown whole", one_alone_is_shown_whole),
		ASK_TEST("it can be narrowed", it_can_be_narrowed),
		ASK_TEST("a filter that is none shows nothing", a_filter_that_is_none_shows_nothing),
		ASK_TEST("it is walked through page by page", it_is_walked_through_page_by_page),
		ASK_TEST("what is long is not shown in a list", what_is_long_is_not_shown_in_a_list),
		ASK_TEST("it is exported as it is shown", it_is_exported_as_it_is_shown),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
