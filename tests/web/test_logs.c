/*
 * The SLA log and the compliance report, on screen and as CSV.
 */
#include "support/test.h"
#include "support/tickets.h"
#include "base/clock.h"
#include "base/limits.h"
#include <dirent.h>
#include <sys/stat.h>

#define SALES "sa1es00000000000"

static const char *late, *kept, *fresh;

static void has(struct answer a, const char *text)
{
	if (!strstr(a.body, text))
		fail_msg("\"%s\" is missing", text);
}

static void has_not(struct answer a, const char *text)
{
	if (strstr(a.body, text))
		fail_msg("\"%s\" must not be there", text);
}

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

static const char *spool_path(const char *accel)
{
	assert_true(str_starts(accel, "/_spool/"));
	return arena_printf(fixture.arena, "%s/%s", ask_conf.spool_dir,
			    accel + strlen("/_spool/"));
}

/* What the web server would send. */
static const char *export(const char *path, enum who who)
{
	static char text[1 << 20];
	struct answer a = ask(GET, path, who);
	size_t n;
	FILE *f;

	check_i64(path, a.status, 200);
	check_text("type", a.type, "text/csv; charset=utf-8");
	check_i64("body", (int64_t)a.body_n, 0);
	assert_non_null(a.accel);
	f = fopen(spool_path(a.accel), "re");
	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	fclose(f);
	text[n] = '\0';
	return text;
}

/* ---- the log ----------------------------------------------------------- */

static void all_rows(void **state)
{
	struct answer a = ask(GET, "/reports/log", MIA);

	(void)state;
	check_i64("status", a.status, 200);
	check_i64("rows", (int64_t)count(a.body, "<tr data-row>"), 9);
	has(a, "Bob Customer");
	has(a, "Gold");
	has(a, "Alice Agent");
	has(a, "badge--met");
	has(a, "badge--overdue");
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
		has(a, "notice--bad");
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
		has(a, "<select class=\"input\" id=\"agent\" name=\"agent\"");
		has(a, ">Alice Agent</option>");
		has_not(a, "agent_typed");
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
				has(a, down ? "aria-sort=\"descending\""
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
	has_not(a, "Sales");
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
		const char *csv = export(arena_printf(fixture.arena,
						      "/reports/log.csv?%s",
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
	csv = export("/reports/log.csv", MIA);
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
	const char *path = spool_path(a.accel);
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
	assert_int_equal(stat(spool_path(a.accel), &st), 0);
	/* No room to write to. */
	snprintf(was, sizeof(was), "%s", ask_conf.spool_dir);
	snprintf(ask_conf.spool_dir, sizeof(ask_conf.spool_dir),
		 "/nonexistent");
	a = ask(GET, "/reports/log.csv", MIA);
	snprintf(ask_conf.spool_dir, sizeof(ask_conf.spool_dir), "%s", was);
	check_i64("status", a.status, 500);
	assert_null(a.accel);
	has_not(a, "nonexistent");
}

/* ---- compliance -------------------------------------------------------- */

static void compliance(void **state)
{
	struct answer a = ask(GET, "/reports/compliance", MIA);
	const char *met, *missed;

	(void)state;
	check_i64("status", a.status, 200);
	has(a, "<b>50.0 %</b>");
	has(a, "Fulfilled <b>2</b>");
	has(a, "Missed <b>2</b>");
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
	has(a, "Fulfilled <b>1</b>");
	a = ask(GET, "/reports/compliance?department=" SALES, MIA);
	has(a, "Nothing was decided in this time");
	check_i64("an endless range",
		  ask(GET, "/reports/compliance?range=all", MIA).status, 200);
}

/* The cell of a row of the CSV, by its column's name; none of these has a
 * comma in it. */
static const char *cell(const char *csv, const char *row, const char *column)
{
	const char *head = csv;
	size_t n = strlen(column), end;

	while (strncmp(head, column, n) != 0 || !strchr(",\r", head[n])) {
		head += strcspn(head, ",\r");
		row += strcspn(row, ",\r");
		if (*head != ',' || *row != ',')
			fail_msg("there is no column %s", column);
		head++;
		row++;
	}
	end = strcspn(row, ",\r");
	return arena_printf(fixture.arena, "%.*s", (int)end, row);
}

/* The row of a ticket's promise. */
static const char *row_of(const char *csv, const char *code, const char *metric)
{
	const char *line = csv;
	const char *wanted = arena_printf(fixture.arena, ",%s,", metric);

	while ((line = strstr(line, "\r\n")) && line[2]) {
		const char *end = strstr(line + 2, "\r\n");
		const char *text = arena_printf(fixture.arena, "%.*s\r",
						(int)(end - line - 2),
						line + 2);

		if (strstr(text, code) && strstr(text, wanted))
			return text;
		line += 2;
	}
	fail_msg("%s has no %s", code, metric);
	return NULL;
}

static instant time_in(const char *text)
{
	instant at = INSTANT_NONE;

	if (instant_parse(text, strlen(text), &at))
		return at;
	fail_msg("%s is no time", text);
	return at;
}

/* All that R23 lists, of one that was put off and is due by hand. */
static void ledger(void **state)
{
	const char *manager = arena_printf(fixture.arena,
					   "/tickets/%s/deadline", fresh);
	instant due = (clock_now() / 86400 + 3) * 86400;
	const char *csv, *row;
	char text[INSTANT_TEXT];

	(void)state;
	tickets_send(fresh, "postponement", ALICE,
		     "code=delivery&party=&reason=");
	instant_text(due, text);
	text[16] = '\0';
	db_fixture_run("UPDATE person SET zone = 'UTC'");
	check_i64("set",
		  ask_form(manager, MIA,
			   arena_printf(fixture.arena,
					"seen=%lld&metric=first_resolve&due=%s"
					"&reason=agreed",
					(long long)tickets_seen(fresh, MIA),
					text))
			  .status,
		  303);
	has(ask(GET, "/reports/log", MIA), "by hand");
	csv = export("/reports/log.csv", MIA);
	row = row_of(csv, fresh, "first_resolve");
	check_text("status", cell(csv, row, "status"), "paused");
	check_text("channel", cell(csv, row, "channel"), "form");
	check_text("reason", cell(csv, row, "reason"), "");
	check_i64("by hand", time_in(cell(csv, row, "due_by_hand")), due);
	check_text("calculated", cell(csv, row, "due_calculated"), "");
	check_text("by", cell(csv, row, "due_set_by"), "Mia Manager");
	check_text("because", cell(csv, row, "due_set_because"), "agreed");
	check_text("why", cell(csv, row, "pause_reasons"), "delivery");
	check_text("for", cell(csv, row, "paused_vendor_seconds"),
		   cell(csv, row, "paused_seconds"));
	check_text("nobody else", cell(csv, row, "paused_customer_seconds"),
		   "0");
	check_text("level", cell(csv, row, "start_sla_level"), "Gold");
	check_text("version", cell(csv, row, "start_sla_level_version"), "1");
	check_text("now", cell(csv, row, "sla_level_version"), "1");
	check_text("no calendar", cell(csv, row, "calendar_version"), "");
	check_text("zones", cell(csv, row, "time_zones"),
		   cell(csv, row, "start_time_zones"));
	row = row_of(csv, fresh, "first_answer");
	check_text("not put off", cell(csv, row, "pause_reasons"), "");
	check_text("not by hand", cell(csv, row, "due_by_hand"), "");
	check_i64("first", time_in(cell(csv, row, "first_due_date")),
		  time_in(cell(csv, row, "due_date")));
	row = row_of(csv, kept, "first_answer");
	check_text("ended", cell(csv, row, "reason"), "done");
	check_text("by her", cell(csv, row, "closed_by"), "Alice Agent");
	check_text("in time", cell(csv, row, "over_calendar_seconds"), "0");
	row = row_of(csv, late, "first_answer");
	check_text("nobody's", cell(csv, row, "broken_agent"), "");
	if (time_in(cell(csv, row, "due_date")) >= clock_now())
		fail_msg("it is not late");
}

/* Withdrawn, a verdict stays in the log beside the one that counts. */
static void withdrawn(void **state)
{
	const char *csv, *row;

	ask_clean(state);
	tickets_promise();
	db_fixture_run("UPDATE level_version SET reopen = 2,"
		       " reopen_window = 86400");
	kept = tickets_open(BOB, "default");
	tickets_send(kept, "messages", ALICE, "body=x");
	has_not(ask(GET, "/reports/log", MIA), "withdrawn");
	tickets_send(kept, "resolution", ALICE, "");
	tickets_send(kept, "reopening", ALICE, "");
	has(ask(GET, "/reports/log", MIA), "withdrawn: met");
	csv = export("/reports/log.csv", MIA);
	row = row_of(csv, kept, "first_resolve");
	check_text("again", cell(csv, row, "status"), "running");
	check_text("withdrawn", cell(csv, row, "withdrawn"), "1");
	check_text("as", cell(csv, row, "withdrawn_status"), "met");
	if (time_in(cell(csv, row, "withdrawn_date")) > clock_now())
		fail_msg("withdrawn in the future");
	row = row_of(csv, kept, "first_answer");
	check_text("nothing else", cell(csv, row, "withdrawn"), "0");
	check_text("nor when", cell(csv, row, "withdrawn_date"), "");
	tickets_send(kept, "resolution", ALICE, "");
	tickets_send(kept, "reopening", ALICE, "");
	has(ask(GET, "/reports/log", MIA), "(2 times)");
}

/* What R26 lists, of one ticket on which all of it happened. */
static void signs(void **state)
{
	const char *csv, *row;

	ask_clean(state);
	tickets_promise();
	kept = tickets_open(BOB, "default");
	tickets_send(kept, "postponement", ALICE,
		     "code=delivery&party=&reason=");
	tickets_send(kept, "priority", ALICE, "priority=urgent");
	tickets_send(kept, "priority", ALICE, "priority=low");
	tickets_send(kept, "messages", ALICE, "body=ok");
	tickets_send(kept, "resolution", ALICE, "");
	tickets_send(kept, "reopening", ALICE, "");
	tickets_send(kept, "resolution", ALICE, "");
	tickets_send(kept, "messages", BOB, "body=still+not");
	csv = export("/reports/log.csv", MIA);
	row = row_of(csv, kept, "first_answer");
	check_text("once by hand, once by words", cell(csv, row, "reopened"),
		   "2");
	check_text("put off", cell(csv, row, "postponed"), "1");
	check_text("at once", cell(csv, row, "postponed_soon"), "1");
	check_text("raised, then lowered", cell(csv, row, "priority_lowered"),
		   "1");
	check_text("early", cell(csv, row, "priority_lowered_late"), "0");
	check_text("by nobody", cell(csv, row, "due_by_hand_changes"), "0");
	check_text("two characters", cell(csv, row, "reply_characters"), "2");
	row = row_of(csv, kept, "first_resolve");
	check_text("no words", cell(csv, row, "reply_characters"), "");
	/* As if they had been done late. */
	db_fixture_run("UPDATE event SET at = at + 1800 WHERE seq > 1");
	db_fixture_run("UPDATE clock SET first_due_at = started_at + 1900,"
		       " stopped_at = stopped_at + 1800");
	csv = export("/reports/log.csv", MIA);
	row = row_of(csv, kept, "first_answer");
	check_text("late", cell(csv, row, "priority_lowered_late"), "1");
	check_text("half an hour later", cell(csv, row, "postponed_soon"), "0");
}

static void compliance_csv(void **state)
{
	const char *csv = export("/reports/compliance.csv", MIA);
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
		has(a, "notice--bad");
		has_not(a, "<tr data-row>");
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
	has(a, "more than 10000 promises");
	has(a, "They stand by when they started.");
	a = ask(GET, "/reports/log?sort=requester&by=counted", MIA);
	has(a, "They stand by when they ended or broke.");
	a = ask(GET, "/reports/log?sort=requester&metric=first_answer", MIA);
	has_not(a, "more than 10000 promises");
	a = ask(GET, "/reports/log", MIA);
	has_not(a, "more than 10000 promises");
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
		ASK_TEST("the CSV says all that is kept", ledger),
		ASK_TEST("a withdrawn verdict stands beside", withdrawn),
		ASK_TEST("what can make figures look better is told", signs),
		ASK_TEST("compliance as CSV", compliance_csv),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
