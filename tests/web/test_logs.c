/*
 * The SLA log and the compliance report, on screen and as CSV.
 */
#include "support/exports.h"
#include "support/test.h"
#include "support/tickets.h"
#include "base/clock.h"
#include "base/limits.h"
#include <dirent.h>
#include <sys/stat.h>

#define SALES "sa1es00000000000"

static const char *late, *kept, *fresh;

/*
 * Three tickets of today: one that nobody answered in time, one answered in
 * time by Alice, one just opened.
 */
static int before(void **state)
{
	instant now = clock_now();

	ask_clean(state);
	tickets_promise();
	late = tickets_open_at(BOB, "default", now - 5 * 3600);
	kept = tickets_open_at(CAROL, "default", now - 60);
	fresh = tickets_open(BOB, "default");
	tickets_send(kept, "assignment", ALICE,
		     arena_printf(fixture.arena, "agent=%s", ask_oid(ALICE)));
	tickets_send(kept, "messages", ALICE, "body=x");
	/* However slow the machine is: what was kept took a minute. */
	db_fixture_run("UPDATE clock SET consumed = 60 WHERE state = 2");
	db_fixture_run("UPDATE verdict SET consumed = 60 WHERE outcome = 2");
	return 0;
}

static size_t count(const char *text, const char *what)
{
	size_t n = 0;

	for (const char *s = text; (s = strstr(s, what)); s++)
		n++;
	return n;
}

/* ---- the log ----------------------------------------------------------- */

static void all_rows(void **state)
{
	struct answer a = ask(GET, "/reports/log", MIA);

	(void)state;
	check_i64("status", a.status, 200);
	check_i64("rows", (int64_t)count(a.body, "<tr data-row>"), 9);
	ask_has(a, "Bob Customer");
	ask_has(a, "Gold");
	ask_has(a, "Alice Agent");
	ask_has(a, "badge--met");
	ask_has(a, "badge--overdue");
}

static void filtered(void **state)
{
	const struct {
		const char *what, *query;
		int64_t rows;
	} cases[] = {
		{ "a department", "department=default", 9 },
		{ "another", "department=" SALES, 0 },
		{ "an agent",
		  arena_printf(fixture.arena, "agent=%s", ask_oid(ALICE)), 3 },
		{ "a promise", "metric=first_assign", 3 },
		{ "met", "outcome=met", 2 },
		{ "missed", "outcome=missed", 2 },
		{ "running", "outcome=running", 5 },
		{ "overdue", "overdue=1", 2 },
		{ "all times", "range=all", 9 },
		{ "last month", "range=dates&from=2020-01-01&until=2020-01-31",
		  0 },
		{ "dates the wrong way round",
		  "range=dates&from=2030-01-01&until=2020-01-01", 9 },
		{ "by due date",
		  "by=due&range=dates&from=2020-01-01&until=2099-01-01", 8 },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct answer a = ask(GET,
				      arena_printf(fixture.arena,
						   "/reports/log?%s",
						   cases[i].query),
				      MIA);

		check_i64(cases[i].what, a.status, 200);
		check_i64(cases[i].what,
			  (int64_t)count(a.body, "<tr data-row>"),
			  cases[i].rows);
	}
}

static void bad_filters(void **state)
{
	static const char *const queries[] = {
		"department=aaaaaaaaaaaaaaaa",     "agent=1'--",
		"range=dates&from=2026-02-30",     "metric=all;drop",
		"from=2026-01-01&from=2026-01-02", "range=%ff",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(queries); i++) {
		const char *query = arena_printf(fixture.arena, "?%s",
						 queries[i]);
		struct answer a = ask(
			GET,
			arena_printf(fixture.arena, "/reports/log%s", query),
			MIA);

		check_i64(queries[i], a.status, 400);
		ask_has(a, "notice--bad");
		a = ask(GET,
			arena_printf(fixture.arena, "/reports/log.csv%s",
				     query),
			MIA);
		check_i64(queries[i], a.status, 400);
		assert_null(a.accel);
		a = ask(GET,
			arena_printf(fixture.arena, "/reports/compliance%s",
				     query),
			MIA);
		check_i64(queries[i], a.status, 400);
	}
}

static void few_agents(void **state)
{
	static const char *const paths[] = { "/reports/log",
					     "/reports/compliance" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		struct answer a = ask(GET, paths[i], MIA);

		check_i64(paths[i], a.status, 200);
		ask_has(a,
			"<select class=\"input\" id=\"agent\" name=\"agent\"");
		ask_has(a, ">Alice Agent</option>");
		ask_has_not(a, "agent_typed");
		a = ask(GET,
			arena_printf(fixture.arena, "%s?agent_typed=alice",
				     paths[i]),
			MIA);
		check_i64(paths[i], a.status, 303);
	}
}

static void sorted(void **state)
{
	static const char *const columns[] = {
		"requester", "ticket", "department", "agent", "level",
		"started",   "due",    "closed",     "sla",   "margin"
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(columns); i++)
		for (int down = 0; down < 2; down++) {
			struct answer a = ask(
				GET,
				arena_printf(fixture.arena,
					     "/reports/log?sort=%s&dir=%s",
					     columns[i], down ? "desc" : "asc"),
				MIA);

			check_i64(columns[i], a.status, 200);
			check_i64(columns[i],
				  (int64_t)count(a.body, "<tr data-row>"), 9);
			if (!str_eq(columns[i], "margin"))
				ask_has(a, down ? "aria-sort=\"descending\""
						: "aria-sort=\"ascending\"");
		}
}

static void own_departments(void **state)
{
	struct answer a;

	(void)state;
	tickets_open(BOB, SALES);
	a = ask(GET, "/reports/log", RITA);
	check_i64("Rita reads Support", (int64_t)count(a.body, "<tr data-row>"),
		  9);
	ask_has_not(a, "Sales");
	check_i64("no agent reads it", ask(GET, "/reports/log", ALICE).status,
		  403);
}

/* ---- exports ----------------------------------------------------------- */

/* The codes of the rows, in their order: on the page, and in the CSV. */
static const char *page_codes(const char *text)
{
	static const char link[] = "href=\"/tickets/";
	const char *out = "";

	for (const char *s = text; (s = strstr(s, link)); s += strlen(link))
		out = arena_printf(fixture.arena, "%s %.13s", out,
				   s + strlen(link));
	return out;
}

static const char *csv_codes(const char *text)
{
	const char *out = "";

	for (const char *s = strchr(text, '\n'); s && s[1];
	     s = strchr(s + 1, '\n'))
		out = arena_printf(fixture.arena, "%s %.13s", out,
				   strchr(s, ',') + 1);
	return out;
}

static void same_rows(void **state)
{
	static const char *const queries[] = { "sort=due&dir=asc",
					       "sort=sla&dir=desc",
					       "outcome=missed&sort=margin" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(queries); i++) {
		struct answer a = ask(GET,
				      arena_printf(fixture.arena,
						   "/reports/log?%s",
						   queries[i]),
				      MIA);
		const char *shown = page_codes(a.body);
		const char *csv = exports_get(
			arena_printf(fixture.arena, "/reports/log.csv?%s",
				     queries[i]),
			MIA);

		check_text(queries[i], csv_codes(csv), shown);
		assert_true(strlen(shown) > 20);
	}
}

static void cells(void **state)
{
	const char *csv;

	(void)state;
	db_fixture_run("UPDATE clock SET requester_name = '=cmd|calc'"
		       " WHERE requester_name = 'Bob Customer';");
	csv = exports_get("/reports/log.csv", MIA);
	assert_true(str_starts(csv, "requester,ticket,subject,"));
	assert_int_equal(count(csv, "\r\n"), 10);
	assert_int_equal(count(csv, "\"'=cmd|calc\","), 6);
	assert_null(strstr(csv, "\n=cmd"));
	assert_non_null(strstr(csv, "first_answer,1,met,working,14400,"));
	assert_non_null(strstr(csv, "first_answer,1,overdue,working,14400,"));
	/* In the zone of whoever asks: Berlin. */
	assert_true(strstr(csv, "+01:00,") || strstr(csv, "+02:00,"));
}

/* Nothing that broke half-way is sent, and old files go away. */
static void spool(void **state)
{
	struct answer a = ask(GET, "/reports/log.csv", MIA);
	const char *path = exports_path(a.accel);
	struct timespec old[2] = { { .tv_sec = clock_now() - 1000 },
				   { .tv_sec = clock_now() - 1000 } };
	char was[512];
	struct stat st;

	(void)state;
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777 & ~0640u, 0);
	assert_int_equal(utimensat(AT_FDCWD, path, old, 0), 0);
	a = ask(GET, "/reports/log.csv", MIA);
	assert_int_equal(stat(path, &st), -1);
	assert_int_equal(stat(exports_path(a.accel), &st), 0);
	/* No room to write to. */
	snprintf(was, sizeof(was), "%s", ask_conf.spool_dir);
	snprintf(ask_conf.spool_dir, sizeof(ask_conf.spool_dir),
		 "/nonexistent");
	a = ask(GET, "/reports/log.csv", MIA);
	snprintf(ask_conf.spool_dir, sizeof(ask_conf.spool_dir), "%s", was);
	check_i64("status", a.status, 500);
	assert_null(a.accel);
	ask_has_not(a, "nonexistent");
}

/* ---- compliance -------------------------------------------------------- */

static void compliance(void **state)
{
	struct answer a = ask(GET, "/reports/compliance", MIA);
	const char *met, *missed;

	(void)state;
	check_i64("status", a.status, 200);
	ask_has(a, "<b>50.0 %</b>");
	ask_has(a, "Fulfilled <b>2</b>");
	ask_has(a, "Missed <b>2</b>");
	/* Every figure is a link to its rows. */
	met = strstr(a.body, "<tfoot>");
	assert_non_null(met);
	met = strstr(met, "outcome=met");
	assert_non_null(met);
	missed = strstr(met, "outcome=missed");
	assert_non_null(missed);
	a = ask(GET, "/reports/log?by=counted&range=30d&outcome=missed", MIA);
	check_i64("rows", (int64_t)count(a.body, "<tr data-row>"), 2);
	a = ask(GET, "/reports/compliance?metric=first_assign", MIA);
	ask_has(a, "Fulfilled <b>1</b>");
	a = ask(GET, "/reports/compliance?department=" SALES, MIA);
	ask_has(a, "Nothing was decided in this time");
	check_i64("an endless range",
		  ask(GET, "/reports/compliance?range=all", MIA).status, 200);
}

static void compliance_csv(void **state)
{
	const char *csv = exports_get("/reports/compliance.csv", MIA);
	size_t days = count(csv, "\r\n") - 1;

	(void)state;
	assert_true(str_starts(csv, "date,fulfilled,"));
	/* The five hours may have begun yesterday. */
	assert_true(days == 1 || days == 2);
	if (days == 1) {
		assert_non_null(strstr(csv, ",2,6")); /* a minute, or so */
		assert_non_null(strstr(csv, ",2,,,,50.0\r\n"));
	}
}

/* One that is not understood would give more rows than were asked for. */
static void bad_choices(void **state)
{
	static const char *const queries[] = { "outcome=mised",      "by=now",
					       "sort=SLEEP(2)",      "dir=up'",
					       "promise=none",       "cycle=x",
					       "sort=due&sort=agent" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(queries); i++) {
		struct answer a = ask(GET,
				      arena_printf(fixture.arena,
						   "/reports/log?%s",
						   queries[i]),
				      MIA);

		check_i64(queries[i], a.status, 400);
		ask_has(a, "notice--bad");
		ask_has_not(a, "<tr data-row>");
		a = ask(GET,
			arena_printf(fixture.arena, "/reports/log.csv?%s",
				     queries[i]),
			MIA);
		check_i64(queries[i], a.status, 400);
		assert_null(a.accel);
	}
}

/* So many that sorting them would take too long. */
static void too_many(void **state)
{
	struct answer a;
	char sql[2000];

	(void)state;
	tickets_open(BOB, "default");
	snprintf(sql, sizeof(sql),
		 "INSERT INTO clock (ticket_id, metric, cycle, state,"
		 " level_version_id, tz_version, start_level_version_id,"
		 " start_tz_version, started_at, stopped_at, target, consumed,"
		 " since_at, department_id, requester_id, ticket_code,"
		 " requester_name, department_name, level_name)"
		 " SELECT ticket_id, 1, seq + 1, 2, level_version_id,"
		 " tz_version, start_level_version_id, start_tz_version,"
		 " started_at, started_at + seq, target, 0, since_at,"
		 " department_id, requester_id, ticket_code, requester_name,"
		 " department_name, level_name FROM clock, seq_1_to_%d"
		 " WHERE metric = 0;",
		 LIMIT_LOG_SORT);
	db_fixture_run(sql);
	a = ask(GET, "/reports/log?sort=requester", MIA);
	ask_has(a, "more than 10000 promises");
	ask_has(a, "They stand by when they started.");
	a = ask(GET, "/reports/log?sort=requester&by=counted", MIA);
	ask_has(a, "They stand by when they ended or broke.");
	a = ask(GET, "/reports/log?sort=requester&metric=first_answer", MIA);
	ask_has_not(a, "more than 10000 promises");
	a = ask(GET, "/reports/log", MIA);
	ask_has_not(a, "more than 10000 promises");
}

int main(int argc, char **argv)
{
#define ASK_TEST(what, func) TEST_WITH(what, func, before, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		ASK_TEST("each clock has a row", all_rows),
		ASK_TEST("filters leave the rows they name", filtered),
		ASK_TEST("a filter that cannot be used is said, not guessed", bad_filters),
		ASK_TEST("few agents are a list to choose from", few_agents),
		ASK_TEST("a choice that is not known is said, not left out", bad_choices),
		ASK_TEST("every column sorts, both ways", sorted),
		ASK_TEST("of too many it says so", too_many),
		ASK_TEST("readers get the rows of their departments", own_departments),
		ASK_TEST("the CSV has the rows of the screen in their order", same_rows),
		ASK_TEST("cells hold times, seconds and no formula", cells),
		ASK_TEST("an export is whole or not there, and goes away", spool),
		ASK_TEST("compliance counts what was kept, and links to it", compliance),
		ASK_TEST("compliance as CSV", compliance_csv),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
