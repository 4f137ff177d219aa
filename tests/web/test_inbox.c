/*
 * The inbox: what stands in it, in which order, and its badges.
 */
#include "support/test.h"
#include "support/tickets.h"
#include <ctype.h>
#include <inttypes.h>
#include "base/clock.h"
#include "base/limits.h"

#define SALES "sa1es00000000000"

/* Does the first text stand before the second? */
static void in_order(struct answer a, const char *first, const char *second)
{
	const char *x = strstr(a.body, first), *y = strstr(a.body, second);

	assert_non_null(x);
	assert_non_null(y);
	if (x > y)
		fail_msg("%s stands behind %s", first, second);
}

static void departments(void **state)
{
	const char *support = tickets_open(BOB, "default");
	const char *sales = tickets_open(BOB, SALES);
	static const struct {
		enum who who;
		bool support, sales;
	} cases[] = { { ALICE, true, false }, { FRANK, false, true },
		      { RITA, true, false },  { MIA, true, true },
		      { ADAM, true, true },   { ERIK, true, true } };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct answer a = ask(GET, "/inbox", cases[i].who);

		check_i64("status", a.status, 200);
		check_bool(ask_email(cases[i].who), strstr(a.body, support),
			   cases[i].support);
		check_bool(ask_email(cases[i].who), strstr(a.body, sales),
			   cases[i].sales);
	}
}

static void ordered(void **state)
{
	instant now = clock_now();
	const char *overdue, *urgent, *calm, *none;
	struct answer a;

	(void)state;
	none = tickets_open(BOB, "default");
	tickets_promise();
	calm = tickets_open(BOB, "default");
	overdue = tickets_open_at(BOB, "default", now - 5 * 3600);
	urgent = tickets_open_at(BOB, "default", now - 3600 + 60);
	a = ask(GET, "/inbox", ALICE);
	in_order(a, overdue, urgent);
	in_order(a, urgent, calm);
	in_order(a, calm, none);
	ask_has(a, "badge--overdue");
	ask_has(a, "badge--urgent");
	ask_has(a, "badge--calm");
	ask_has(a, "no SLA");
	ask_has(a, "data-target=\"3600\"");
	/* Open day and night: one window without an end that matters. */
	ask_has(a, ",13569465600\"");
}

static void views(void **state)
{
	const char *late, *mine, *other;
	struct answer a;

	(void)state;
	tickets_promise();
	late = tickets_open_at(BOB, "default", clock_now() - 9 * 3600);
	mine = tickets_open(BOB, "default");
	other = tickets_open(CAROL, "default");
	tickets_send(mine, "assignment", ALICE,
		     arena_printf(fixture.arena, "agent=%s", ask_oid(ALICE)));
	a = ask(GET, "/inbox?view=mine", ALICE);
	ask_has(a, mine);
	ask_has_not(a, late);
	ask_has_not(a, other);
	a = ask(GET, "/inbox?view=overdue", ALICE);
	ask_has(a, late);
	ask_has_not(a, mine);
	ask_has(a, "All open</span> <span class=\"rail__count\">3<");
	ask_has(a, "Mine</span> <span class=\"rail__count\">1<");
	ask_has(a, "Overdue</span> <span class=\"rail__count\">1<");
	ask_has(ask(GET, "/inbox?view=mine", ADAM), "Nothing waits for you");
	tickets_send(mine, "resolution", ALICE, "");
	ask_has(ask(GET, "/inbox?view=mine", ALICE), "Nothing waits for you");
}

/* A ticket for each view, and the views each stands in. */
static void all_views(void **state)
{
	static const char *const names[] = {
		"due",      "overdue", "today",    "unassigned",
		"mine",     "all",     "answered", "postponed",
		"resolved", "spam",    "deleted"
	};
	static const struct {
		const char *what, *views; /* one letter each */
		int status;
		bool late, mine;
	} cases[] = {
		{ "new and in time", "dua", STATUS_NEW, false, false },
		{ "new and late", "oua", STATUS_NEW, true, false },
		{ "open, mine and late", "oma", STATUS_OPEN, true, true },
		{ "answered", "uaA", STATUS_ANSWERED, false, false },
		{ "postponed, mine", "maP", STATUS_POSTPONED, false, true },
		{ "resolved", "R", STATUS_RESOLVED, false, true },
		{ "closed", "R", STATUS_CLOSED, false, false },
		{ "spam", "S", STATUS_SPAM, false, false },
		{ "deleted", "D", STATUS_DELETED, false, true },
	};
	static const char letters[] = "dotumaAPRSD";
	instant now = clock_now();
	char sql[400], path[64], count[100];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		bool runs = cases[i].status <= STATUS_OPEN;
		instant due = cases[i].late ? now - 3 * DAY_SECONDS
					    : now + 3 * DAY_SECONDS;

		snprintf(sql, sizeof(sql),
			 "UPDATE ticket SET status = %d, assignee_id ="
			 " IF(%d, %" PRId64 ", NULL), due_at = IF(%d, %" PRId64
			 ", NULL), subject = 'case %zu.' WHERE code = '%s';",
			 cases[i].status, cases[i].mine, ask_person(ALICE).n,
			 runs, due, i, tickets_open(BOB, "default"));
		db_fixture_run(sql);
	}
	for (size_t k = 0; k < COUNT_OF(names); k++) {
		struct answer a;
		int n = 0;

		snprintf(path, sizeof(path), "/inbox?view=%s", names[k]);
		a = ask(GET, path, ALICE);
		check_i64(path, a.status, 200);
		for (size_t i = 0; i < COUNT_OF(cases); i++) {
			bool there = strchr(cases[i].views, letters[k]);

			snprintf(sql, sizeof(sql), "case %zu.", i);
			check_bool(cases[i].what, strstr(a.body, sql), there);
			n += there;
		}
		/* The rail says the same. */
		snprintf(count, sizeof(count), "href=\"%s\" aria-current",
			 path);
		a.body = strstr(a.body, count);
		assert_non_null(a.body);
		snprintf(count, sizeof(count), "%d", n);
		assert_string_equal(ask_between(a.body, "rail__count\">", "<"),
				    count);
	}
}

/* Due this morning or tonight: where the viewer is. */
static void due_today(void **state)
{
	instant noon = clock_now() / DAY_SECONDS * DAY_SECONDS + 12 * 3600;
	const char *today = tickets_open(BOB, "default");
	const char *tomorrow = tickets_open(BOB, "default");
	struct answer a;
	char sql[200];

	(void)state;
	db_fixture_run("UPDATE person SET zone = 'UTC';");
	snprintf(sql, sizeof(sql),
		 "UPDATE ticket SET due_at = %" PRId64
		 " + IF(code = '%s', 86400, 0);",
		 noon, tomorrow);
	db_fixture_run(sql);
	a = ask(GET, "/inbox?view=today", ALICE);
	ask_has(a, today);
	ask_has_not(a, tomorrow);
}

static void no_such_view(void **state)
{
	static const char *const bad[] = { "nonsense", "ALL", "0", "all,mine" };
	char path[64];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		struct answer a;

		snprintf(path, sizeof(path), "/inbox?view=%s", bad[i]);
		a = ask(GET, path, ALICE);
		check_i64(path, a.status, 404);
		ask_has(a, "There is nothing here");
	}
	check_i64("none", ask(GET, "/inbox?view=", ALICE).status, 200);
	check_i64("twice", ask(GET, "/inbox?view=all&view=mine", ALICE).status,
		  400);
}

/* Whose it is, what hangs on it. */
static void marks(void **state)
{
	const char *code = tickets_open(BOB, "default");
	struct answer a = ask(GET, "/inbox", ALICE);

	(void)state;
	ask_has_not(a, "Has files");
	ask_has_not(a, "class=\"tag\"");
	db_fixture_run(
		"INSERT INTO company (id, oid, name, created_at)"
		" VALUES (7, 'company', 'Quay <7>', 0);\n"
		"INSERT INTO tag (id, oid, name, created_at)"
		" VALUES (7, 'tag', 'a <tag>', 0);\n"
		"UPDATE ticket SET company_id = 7;\n"
		"INSERT INTO ticket_tag (ticket_id, tag_id)"
		" SELECT id, 7 FROM ticket;\n"
		"INSERT INTO blob_file (hash, size, created_at, used_at)"
		" VALUES ('h', 1, 0, 0);\n"
		"INSERT INTO attachment (oid, ticket_id, message_id, position,"
		" name, type, size, hash, created_at) SELECT 'a', ticket_id,"
		" id, 0, 'x', 0, 1, 'h', 0 FROM message;\n");
	a = ask(GET, "/inbox", ALICE);
	ask_has(a, code);
	ask_has(a, "Has files");
	ask_has(a, "Quay &lt;7&gt;");
	ask_has(a, ">a &lt;tag&gt;<");
}

/* What was over when it was paused: last, and its badge says why. */
static void paused_and_over(void **state)
{
	instant now = clock_now();
	const char *late, *calm;
	struct answer a;

	(void)state;
	tickets_promise();
	late = tickets_open_at(BOB, "default", now - 20 * 3600);
	calm = tickets_open(BOB, "default");
	tickets_send(late, "assignment", ALICE,
		     arena_printf(fixture.arena, "agent=%s", ask_oid(ALICE)));
	tickets_send(late, "messages", ALICE, "body=What+colour%3F");
	a = ask(GET, "/inbox?view=all", ALICE);
	in_order(a, calm, late);
	ask_has(a, "paused, over by <b class=\"badge__time\">4 h");
	ask_has_not(a, "badge--overdue");
	ask_has_not(ask(GET, "/inbox?view=overdue", ALICE), late);
}

/* What one asked for oneself is no work of one's own; for an owner it is. */
/* They were an agent when it was assigned to them. */
static void assigned_to_a_reader(void **state)
{
	const char *code = tickets_open(BOB, SALES);
	char sql[200], path[64];

	(void)state;
	snprintf(sql, sizeof(sql),
		 "UPDATE ticket SET assignee_id = %" PRId64
		 " WHERE code = '%s';",
		 ask_person(RITA).n, code);
	db_fixture_run(sql);
	snprintf(path, sizeof(path), "/tickets/%s", code);
	assert_int_equal(ask(GET, path, RITA).status, 404);
	ask_has_not(ask(GET, "/inbox", RITA), code);
	ask_has_not(ask(GET, "/inbox?view=mine", RITA), code);
	ask_has(ask(GET, "/inbox", MIA), code);
}

static void own_tickets(void **state)
{
	const char *managers = tickets_open(MIA, "default");
	const char *owners = tickets_open(OLGA, "default");
	struct answer a = ask(GET, "/inbox", MIA);

	(void)state;
	ask_has_not(a, managers);
	ask_has(a, owners);
	ask_has(a, "All open</span> <span class=\"rail__count\">1<");
	a = ask(GET, "/inbox", OLGA);
	ask_has(a, managers);
	ask_has(a, owners);
	ask_has(a, "All open</span> <span class=\"rail__count\">2<");
}

/* Tabs and history tell the views apart. */
static void titles(void **state)
{
	(void)state;
	ask_has(ask(GET, "/inbox", ALICE), "<title>All open · Inbox · ");
	ask_has(ask(GET, "/inbox?view=spam", ALICE), "<title>Spam · Inbox · ");
}

/* However a code was written down, for those who may see the ticket. */
static void finds(void **state)
{
	const char *code = tickets_open(BOB, "default"), *plain;
	char low[14];
	struct answer a;

	(void)state;
	for (size_t i = 0; i <= strlen(code); i++)
		low[i] = (char)tolower((unsigned char)code[i]);
	plain = arena_printf(fixture.arena, "%.3s%.5s%.3s", low, low + 4,
			     low + 10);
	for (int i = 0; i < 4; i++) {
		const char *typed = i == 0   ? code
				    : i == 1 ? low
				    : i == 2 ? plain
					     : arena_printf(fixture.arena,
							    "+%.3s+%.5s+%.3s+",
							    low, low + 4,
							    low + 10);

		a = ask(GET, arena_printf(fixture.arena, "/find?q=%s", typed),
			ALICE);
		check_i64(typed, a.status, 303);
		check_text(typed, a.location,
			   arena_printf(fixture.arena, "/tickets/%s", code));
	}
	/* Frank does not see it: as if it were not there. */
	a = ask(GET, arena_printf(fixture.arena, "/find?q=%s", plain), FRANK);
	check_i64("Frank", a.status, 404);
	ask_has(a, "There is no ticket with that code that you may see");
	ask_has(a, plain);
	ask_has(a, "href=\"/inbox?view=all\"");
	a = ask(GET, "/find?q=ABC-DEFGH-1234", ALICE);
	check_i64("too long", a.status, 404);
	ask_has(a, "That is no code of a ticket");
	ask_has(ask(GET, "/inbox", ALICE), "action=\"/find\"");
}

/* Walk to the end and back; every ticket once. */
static void pages(void **state)
{
	const int n = 2 * LIMIT_PAGE_ROWS + 1;
	instant now = clock_now();
	const char *path = "/inbox?view=all";
	int rows = 0;

	(void)state;
	tickets_promise();
	for (int i = 0; i < n; i++)
		tickets_open_at(BOB, "default", now - 60 * i);
	for (int page = 1; path; page++) {
		struct answer a = ask(GET, path, ALICE);
		const char *next = strstr(a.body, "rel=\"next\"");

		for (const char *s = a.body; (s = strstr(s, "data-row>")); s++)
			rows++;
		check_bool("previous", strstr(a.body, "rel=\"prev\""),
			   page > 1);
		path = NULL;
		if (next)
			path = arena_printf(fixture.arena,
					    "/inbox?view=all&code=%s&at=%s",
					    ask_between(next, "code=", "&amp;"),
					    ask_between(next, "at=", "\""));
	}
	check_i64("rows", rows, n);
}

static void hostile_subject(void **state)
{
	struct answer a;

	(void)state;
	ask_form(
		"/tickets", BOB,
		"department=default&body=x&subject=%22%3E%3Cscript%3E%3C/a%3E");
	a = ask(GET, "/inbox", ALICE);
	ask_has_not(a, "\"><script>");
	ask_has(a, "&quot;&gt;&lt;script&gt;");
}

int main(int argc, char **argv)
{
#define ASK_TEST(what, func) TEST_WITH(what, func, ask_clean, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		ASK_TEST("staff see the tickets of their departments", departments),
		ASK_TEST("what is due first stands first, without promise last", ordered),
		ASK_TEST("each view has its tickets and its count", views),
		ASK_TEST("a ticket stands in its views and no other", all_views),
		ASK_TEST("due today is the viewer's day", due_today),
		ASK_TEST("a view that is none is not found", no_such_view),
		ASK_TEST("a row shows company, tags and files", marks),
		ASK_TEST("paused when it was over, it stands last and says so", paused_and_over),
		ASK_TEST("a manager's own ticket is no work of theirs", own_tickets),
		ASK_TEST("who merely reads finds no ticket that opens as a 404", assigned_to_a_reader),
		ASK_TEST("page by page every ticket comes once", pages),
		ASK_TEST("the title names the view", titles),
		ASK_TEST("a code opens its ticket, however it is typed", finds),
		ASK_TEST("a subject is text, whatever is in it", hostile_subject),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
