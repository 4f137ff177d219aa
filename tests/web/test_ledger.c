/* What the CSV of the SLA log says of each promise, and the page of some. */
#include "support/exports.h"
#include "support/test.h"
#include "support/tickets.h"
#include "base/clock.h"

static const char *late, *kept, *fresh;

/* One that nobody answered in time, one that Alice did, one just opened. */
static int before(void **state)
{
	ask_clean(state);
	tickets_promise();
	late = tickets_open_at(BOB, "default", clock_now() - 5 * 3600);
	kept = tickets_open(CAROL, "default");
	tickets_send(kept, "assignment", ALICE,
		     arena_printf(fixture.arena, "agent=%s", ask_oid(ALICE)));
	tickets_send(kept, "messages", ALICE, "body=x");
	fresh = tickets_open(BOB, "default");
	return 0;
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
	ask_has(ask(GET, "/reports/log", MIA), "by hand");
	csv = exports_get("/reports/log.csv", MIA);
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
	ask_has_not(ask(GET, "/reports/log", MIA), "withdrawn");
	tickets_send(kept, "resolution", ALICE, "");
	tickets_send(kept, "reopening", ALICE, "");
	ask_has(ask(GET, "/reports/log", MIA), "withdrawn: met");
	csv = exports_get("/reports/log.csv", MIA);
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
	ask_has(ask(GET, "/reports/log", MIA), "(2 times)");
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
	csv = exports_get("/reports/log.csv?signs=1", MIA);
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
	csv = exports_get("/reports/log.csv?signs=1", MIA);
	row = row_of(csv, kept, "first_answer");
	check_text("late", cell(csv, row, "priority_lowered_late"), "1");
	check_text("half an hour later", cell(csv, row, "postponed_soon"), "0");
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST_WITH("the CSV says all that is kept", ledger, before,
			  NULL),
		TEST_WITH("a withdrawn verdict stands beside", withdrawn,
			  before, NULL),
		TEST_WITH("what can make figures look better is told", signs,
			  before, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
