/*
 * Asking for help, one's own tickets, and the page of each.
 */
#include "support/test.h"
#include "support/tickets.h"
#include "base/clock.h"
#include "base/limits.h"

#define SALES "sa1es00000000000"

static const char *path_of(const char *code)
{
	return arena_printf(fixture.arena, "/tickets/%s", code);
}

static int64_t tickets(void)
{
	return db_fixture_number("SELECT COUNT(*) FROM ticket");
}

static const char *repeat(const char *what, size_t n)
{
	struct sbuf b = SBUF_INIT(1 << 20);
	const char *s;

	for (size_t i = 0; i < n; i++)
		sbuf_str(&b, what);
	s = arena_str(fixture.arena, sbuf_text(&b));
	sbuf_release(&b);
	return s;
}

/* ---- the form ---------------------------------------------------------- */

static void says_when(void **state)
{
	struct answer a;

	(void)state;
	tickets_promise();
	a = ask(GET, "/tickets/new", BOB);
	assert_int_equal(a.status, 200);
	ask_has(a, "value=\"default\"");
	ask_has(a, "Support");
	ask_has(a, "If you send now, we answer by");
	ask_has(a, "Here day and night");
	ask_has(a, "Answers as soon as it can"); /* Sales */
}

static void opens(void **state)
{
	struct answer a;

	(void)state;
	tickets_promise();
	a = ask_form("/tickets", BOB,
		     "department=default&subject=Printer&body=**burns**");
	assert_int_equal(a.status, 303);
	assert_true(str_starts(a.location, "/tickets/"));
	assert_non_null(strstr(a.location, "?done=opened"));
	a = ask(GET, a.location, BOB);
	ask_has(a, "We have your message.");
	ask_has(a, "We will answer by");
	ask_has(a, "<strong>burns</strong>");
	ask_has(a, "This is solved");
}

static void comes_back(void **state)
{
	static const char long_subject[] =
		"department=default&body=kept&subject=";
	const struct {
		const char *what, *fields, *shown;
	} cases[] = {
		{ "nothing", "", "id=\"department-error\"" },
		{ "no subject", "department=default&body=kept+text",
		  "kept text</textarea>" },
		{ "no body", "department=default&subject=kept+line&body=+%0A+",
		  "value=\"kept line\"" },
		{ "long subject",
		  arena_printf(fixture.arena, "%s%s", long_subject,
			       repeat("x", LIMIT_SUBJECT + 1)),
		  "At most 200 characters" },
		{ "huge subject",
		  arena_printf(fixture.arena, "%s%s", long_subject,
			       repeat("x", 500000)),
		  "At most 200 characters" },
		{ "long body",
		  arena_printf(fixture.arena,
			       "department=default&subject=kept&body=%s",
			       repeat("y", LIMIT_MESSAGE + 1)),
		  "At most 20000 characters" },
		{ "no UTF-8", "department=default&subject=%ff%fe&body=kept",
		  "We could not read this text" },
		{ "no such department",
		  "department=aaaaaaaaaaaaaaaa&subject=kept&body=kept",
		  "There is no such department." },
		{ "department that is none",
		  "department=1%3B--&subject=kept&body=kept",
		  "not something we know" },
		{ "subject twice",
		  "department=default&subject=a&subject=b&body=kept",
		  "This came twice" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct answer a = ask_form("/tickets", BOB, cases[i].fields);

		check_i64(cases[i].what, a.status, 422);
		if (!strstr(a.body, cases[i].shown))
			fail_msg("%s: no \"%s\"", cases[i].what,
				 cases[i].shown);
		if (strstr(cases[i].fields, "kept") && !strstr(a.body, "kept"))
			fail_msg("%s: what was typed is lost", cases[i].what);
	}
	check_i64("tickets", tickets(), 0);
}

/* Whom the desk would refuse is led to no form. */
static void not_for_readers(void **state)
{
	struct answer a;

	(void)state;
	a = ask(GET, "/tickets", BOB);
	ask_has(a, "href=\"/tickets/new\"");
	ask_has(a, "Ask us something");
	a = ask(GET, "/tickets", RITA);
	check_i64("list", a.status, 200);
	ask_has_not(a, "/tickets/new");
	check_i64("form", ask(GET, "/tickets/new", RITA).status, 403);
	check_i64("manager's form", ask(GET, "/tickets/new", MIA).status, 200);
}

static void internal_department(void **state)
{
	struct answer a;

	(void)state;
	db_fixture_run("UPDATE department SET public = 0 WHERE id = 2;");
	a = ask_form("/tickets", BOB, "department=" SALES "&subject=a&body=b");
	check_i64("status", a.status, 422);
	check_i64("tickets", tickets(), 0);
	a = ask(GET, "/tickets/new", BOB);
	ask_has(a, "type=\"hidden\" name=\"department\" value=\"default\"");
}

static void double_click(void **state)
{
	const struct ask form = {
		.method = POST,
		.path = "/tickets",
		.who = BOB,
		.fields = "department=default&subject=a&body=b",
		.once = ask_once()
	};
	struct ask other = form;
	struct answer first = ask_with(&form), second = ask_with(&form);

	(void)state;
	check_i64("first", first.status, 303);
	check_i64("second", second.status, 303);
	check_text("second", second.location, first.location);
	check_i64("tickets", tickets(), 1);
	other.fields = "department=default&subject=other&body=b";
	check_i64("another with its token", ask_with(&other).status, 409);
	check_i64("tickets", tickets(), 1);
}

/* After Back, with other words: where the first one is, and a form of its own.
 */
static void sent_before(void **state)
{
	struct ask form = { .method = POST,
			    .path = "/tickets",
			    .who = BOB,
			    .fields = "department=default&subject=a&body=b",
			    .once = ask_once() };
	const char *code;
	struct answer a;

	(void)state;
	code = ask_between(ask_with(&form).location, "/tickets/", "?");
	form.fields = "department=default&subject=other&body=longer";
	a = ask_with(&form);
	check_i64("status", a.status, 409);
	ask_has(a, "This form was sent already");
	ask_has(a, arena_printf(fixture.arena, "href=\"/tickets/%s\"", code));
	ask_has(a, "value=\"other\"");
	ask_has(a, "longer</textarea>");
	ask_has_not(a, form.once);
	ask_has_not(a, "Number of this incident");
	form.once = arena_printf(
		fixture.arena, "%s-open",
		ask_between(a.body, "name=\"once\" value=\"", "-open"));
	check_i64("as another", ask_with(&form).status, 303);
	check_i64("tickets", tickets(), 2);
}

/* What the desk is called stands on every page: staff's, customers', nobody's.
 */
static void named(void **state)
{
	static const struct {
		enum who who;
		const char *path;
		bool made_by;
	} cases[] = {
		{ ALICE, "/inbox", true },
		{ BOB, "/tickets", false },
		{ NOBODY, "/session/new", false },
	};

	(void)state;
	db_fixture_run("REPLACE INTO desk (id, name, zone, created_at) VALUES"
		       " (1, 'Harbour & Sons', 'UTC', 1);");
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct answer a = ask(GET, cases[i].path, cases[i].who);

		ask_has(a, " · Harbour &amp; Sons</title>");
		ask_has(a, "dir=\"auto\">Harbour &amp; Sons</span></a>");
		check_i64(cases[i].path, strstr(a.body, "duedesk</") != NULL,
			  cases[i].made_by);
	}
	db_fixture_run("DELETE FROM desk;");
	ask_has(ask(GET, "/inbox", ALICE), " · duedesk</title>");
}

/* The files' origin has no pages of its own: all its links lead to the desk. */
static void files_origin(void **state)
{
	struct answer a = ask_with(&(struct ask){ .path = "/f/x/y/1/z/name",
						  .files_origin = true });

	(void)state;
	check_i64("status", a.status, 404);
	ask_has(a, "This link to a file does not open any more");
	ask_has(a, "href=\"" ASK_BASE "/\"");
	ask_has_not(a, "href=\"/\"");
}

/* ---- one's own --------------------------------------------------------- */

static void own(void **state)
{
	const char *mine = tickets_open(BOB, "default");
	const char *other = tickets_open(CAROL, "default");
	struct answer a = ask(GET, "/tickets", BOB);

	(void)state;
	check_i64("status", a.status, 200);
	ask_has(a, mine);
	ask_has_not(a, other);
	a = ask(GET, "/tickets", ALICE);
	ask_has(a, "No tickets yet");
}

static void pages(void **state)
{
	instant now = clock_now();
	struct answer a;
	const char *next;

	(void)state;
	for (int i = 0; i <= LIMIT_PAGE_ROWS; i++)
		tickets_open_at(BOB, "default", now - 1000 + i);
	a = ask(GET, "/tickets", BOB);
	ask_has_not(a, "rel=\"prev\"");
	next = ask_between(a.body, "rel=\"next\" href=\"", "\"");
	assert_true(str_starts(next, "/tickets?whose=mine&amp;state=all&amp;"
				     "code="));
	/* The browser reads &amp; as &. */
	a = ask(GET,
		arena_printf(fixture.arena, "/tickets?code=%s&at=%s",
			     ask_between(next, "code=", "&amp;"),
			     strstr(next, "at=") + 3),
		BOB);
	ask_has(a, "rel=\"prev\"");
	ask_has_not(a, "rel=\"next\"");
	check_i64("status of a key that is none",
		  ask(GET, "/tickets?code=nonsense&at=x&back=9", BOB).status,
		  200);
}

/* Carol sees the company's: Bob's too, but not what was hidden or is of before
 * they came. */
static void company(void **state)
{
	const char *bobs = tickets_open(BOB, "default");
	const char *spam = tickets_open(BOB, "default");
	const char *gone = tickets_open(BOB, "default");
	const char *older = tickets_open(BOB, "default");
	const char *solved = tickets_open(BOB, "default");
	const char *carols = tickets_open(CAROL, "default");
	struct answer a;
	char sql[1000];

	(void)state;
	check_i64("no company",
		  ask(GET, "/tickets?whose=company", CAROL).status, 404);
	ask_has_not(ask(GET, "/tickets", CAROL), "whose=company\"");
	snprintf(
		sql, sizeof(sql),
		"INSERT INTO company (id, oid, name, created_at)"
		" VALUES (7, 'company', 'Quay', 0);\n"
		"UPDATE ticket SET company_id = 7 WHERE code <> '%s';\n"
		"UPDATE ticket SET status = 6 WHERE code = '%s';\n"
		"UPDATE ticket SET status = 7 WHERE code = '%s';\n"
		"UPDATE ticket SET status = 4 WHERE code = '%s';\n"
		"UPDATE person SET company_id = 7, sees_company = id = %" PRId64
		" WHERE id IN (%" PRId64 ", %" PRId64 ");\n",
		older, spam, gone, solved, ask_person(CAROL).n,
		ask_person(CAROL).n, ask_person(BOB).n);
	db_fixture_run(sql);
	a = ask(GET, "/tickets?whose=company", CAROL);
	check_i64("status", a.status, 200);
	ask_has(a, "My company's tickets");
	ask_has(a, bobs);
	ask_has(a, carols);
	ask_has(a, solved);
	ask_has(a, "<span dir=\"auto\">Bob");
	ask_has_not(a, spam);
	ask_has_not(a, gone);
	ask_has_not(a, older);
	check_i64("opens", ask(GET, path_of(bobs), CAROL).status, 200);
	check_i64("opens not", ask(GET, path_of(older), CAROL).status, 404);
	a = ask(GET, "/tickets", CAROL);
	ask_has(a, carols);
	ask_has_not(a, bobs);
	a = ask(GET, "/tickets?whose=company&state=open", CAROL);
	ask_has(a, bobs);
	ask_has_not(a, solved);
	a = ask(GET, "/tickets?whose=company&state=solved", CAROL);
	ask_has(a, solved);
	ask_has_not(a, bobs);
	/* Who does not speak for it sees their own. */
	check_i64("Bob", ask(GET, "/tickets?whose=company", BOB).status, 404);
	ask_has(ask(GET, "/tickets", BOB), older);
}

static void which(void **state)
{
	static const char *const bad[] = { "whose=nobody", "state=late",
					   "state=all&whose=0" };
	struct answer a;

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++)
		check_i64(
			bad[i],
			ask(GET,
			    arena_printf(fixture.arena, "/tickets?%s", bad[i]),
			    BOB)
				.status,
			404);
	ask_has_not(ask(GET, "/tickets", BOB), "state=solved");
	ask_has(ask(GET, "/tickets?state=solved", BOB),
		"Nothing is solved yet");
	a = ask(GET, "/tickets?state=open", BOB);
	ask_has(a, "Nothing is open");
	ask_has(a, "href=\"/tickets?whose=mine&amp;state=solved\"");
}

static void states(void **state)
{
	const char *late;

	(void)state;
	tickets_promise();
	late = tickets_open_at(BOB, "default", clock_now() - 5 * 3600);
	ask_has(ask(GET, "/tickets", BOB), "We are late: an answer was due");
	ask_has(ask(GET, path_of(late), BOB), "We are late, and sorry for it");
	tickets_send(late, "messages", ALICE, "body=here");
	ask_has(ask(GET, path_of(late), BOB), "We have answered");
	tickets_send(late, "postponement", ALICE, "party=vendor&reason=hush");
	ask_has(ask(GET, path_of(late), BOB), "We are waiting for a supplier.");
	ask_has_not(ask(GET, path_of(late), BOB), "hush");
	tickets_send(late, "resolution", BOB, "");
	ask_has(ask(GET, path_of(late), BOB), "I still need help");
	ask_has(ask(GET, "/tickets", BOB), "Resolved");
}

/* ---- whose it is ------------------------------------------------------- */

/* A page without what is drawn anew for each. */
static const char *masked(struct answer a)
{
	char *s = arena_str(fixture.arena, a.body);
	char *number = strstr(s, "Number of this incident: ");

	assert_non_null(number);
	memset(number + strlen("Number of this incident: "), '*', 16);
	return s;
}

static void foreign(void **state)
{
	const char *theirs = tickets_open(CAROL, "default");
	struct answer a = ask(GET, path_of(theirs), BOB);
	const char *seen = masked(a);

	(void)state;
	check_i64("foreign", a.status, 404);
	a = ask(GET, "/tickets/ABC-DEFGH-999", BOB);
	check_i64("unknown", a.status, 404);
	check_text("the same page", seen, masked(a));
}

static void no_names(void **state)
{
	const char *code = tickets_open(BOB, "default");
	struct answer a;

	(void)state;
	tickets_send(code, "assignment", ALICE,
		     arena_printf(fixture.arena, "agent=%s", ask_oid(ALICE)));
	tickets_send(code, "messages", ALICE, "body=the+answer");
	a = ask(GET, path_of(code), BOB);
	ask_has(a, "the answer");
	ask_has(a, "Our team");
	ask_has_not(a, "Alice");
	ask_has_not(a, "assigned");
	a = ask(GET, path_of(code), ERIK);
	ask_has(a, "Alice Agent");
	ask_has(a, "assigned to Alice Agent");
}

static void no_notes(void **state)
{
	const char *code = tickets_open(BOB, "default");
	struct answer a;

	(void)state;
	tickets_send(code, "notes", ALICE, "body=he+is+a+pest");
	a = ask(GET, path_of(code), BOB);
	ask_has_not(a, "pest");
	ask_has_not(a, "message--note");
	ask_has(ask(GET, path_of(code), RITA), "he is a pest");
	/* Not about oneself either, whatever one's roles are. */
	code = tickets_open(ERIK, "default");
	tickets_send(code, "notes", ALICE, "body=about+a+colleague");
	ask_has_not(ask(GET, path_of(code), ERIK), "about a colleague");
	check_i64("nor writes one",
		  tickets_send(code, "notes", ERIK, "body=x").status, 403);
}

static void safe_text(void **state)
{
	struct answer a;

	(void)state;
	a = ask_form("/tickets", BOB,
		     "department=default&subject=%3Cimg+onerror%3D1%3E"
		     "&body=%3Cscript%3Ealert(1)%3C/script%3E"
		     "+[x](javascript:alert(1))");
	check_i64("status", a.status, 303);
	a = ask(GET, a.location, BOB);
	ask_has_not(a, "<img onerror");
	ask_has_not(a, "<script>alert");
	ask_has_not(a, "href=\"javascript:");
	ask_has(a, "&lt;img onerror=1&gt;");
}

static void earlier(void **state)
{
	const char *code = tickets_open(BOB, "default"), *before;
	struct answer a;

	(void)state;
	tickets_send(code, "messages", BOB, "body=the+very+second+one");
	for (int i = 0; i < LIMIT_PAGE_MESSAGES; i++)
		tickets_send(code, "messages", BOB, "body=more");
	a = ask(GET, path_of(code), BOB);
	ask_has_not(a, "the very second one");
	before = ask_between(a.body, "?before=", "\"");
	a = ask(GET,
		arena_printf(fixture.arena, "%s?before=%s", path_of(code),
			     before),
		BOB);
	ask_has(a, "the very second one");
	ask_has(a, "It burns.");
	ask_has(a, "Show the newest messages");
}

static void put_events(const char *code, int n)
{
	db_fixture_run(arena_printf(
		fixture.arena,
		"INSERT INTO event (ticket_id, seq, at, recorded_at, kind, did,"
		" actor_kind, via) SELECT t.id, t.last_seq + s.seq,"
		" t.last_event_at, t.last_event_at, %d, 0, %d, %d"
		" FROM ticket t, seq_1_to_%d s WHERE t.code = '%s';\n"
		"UPDATE ticket SET last_seq = last_seq + %d WHERE code = '%s';",
		EVENT_NOTE, ACTOR_SYSTEM, VIA_SWEEP, n, code, n, code));
}

/* However many there are, the page is right about now, and about then. */
static void many_events(void **state)
{
	const char *code, *before;
	struct answer a;

	(void)state;
	tickets_promise();
	code = tickets_open(BOB, "default");
	tickets_send(code, "assignment", ALICE,
		     arena_printf(fixture.arena, "agent=%s", ask_oid(ALICE)));
	for (int i = 0; i < LIMIT_PAGE_MESSAGES + 1; i++)
		tickets_send(code, "messages", BOB, "body=more");
	put_events(code, LIMIT_PAGE_EVENTS);
	check_i64("status",
		  tickets_send(code, "postponement", ALICE,
			       "until=&party=vendor&reason=a+spare+part")
			  .status,
		  303);
	a = ask(GET, path_of(code), ALICE);
	ask_has(a, "a spare part");
	ask_has(a, "Gold");
	ask_has_not(a, "assigned to ");
	before = ask_between(a.body, "?before=", "\"");
	a = ask(GET,
		arena_printf(fixture.arena, "%s?before=%s", path_of(code),
			     before),
		ALICE);
	ask_has(a, "assigned to ");
	ask_has(a, "a spare part"); /* what it waits for now */
}

int main(int argc, char **argv)
{
#define ASK_TEST(what, func) TEST_WITH(what, func, ask_clean, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		ASK_TEST("the form says by when we answer", says_when),
		ASK_TEST("a customer opens a ticket and sees its promise", opens),
		ASK_TEST("a form with faults comes back with what was typed", comes_back),
		ASK_TEST("who merely reads is led to no form", not_for_readers),
		ASK_TEST("customers do not choose internal departments", internal_department),
		ASK_TEST("a double click opens one ticket", double_click),
		ASK_TEST("a form of before, sent with other words, leads to both", sent_before),
		ASK_TEST("the desk is called by its name", named),
		ASK_TEST("on the files' origin errors lead to the desk", files_origin),
		ASK_TEST("people see the tickets they asked for, and no others", own),
		ASK_TEST("a long list has pages", pages),
		ASK_TEST("who speaks for a company sees its tickets", company),
		ASK_TEST("open and solved ones have lists of their own", which),
		ASK_TEST("a customer reads what the ticket waits for", states),
		ASK_TEST("somebody else's ticket looks as if it was not there", foreign),
		ASK_TEST("customers see no names of staff", no_names),
		ASK_TEST("private notes never reach the requester", no_notes),
		ASK_TEST("what people write is shown, not run", safe_text),
		ASK_TEST("many events hide nothing that holds now", many_events),
		ASK_TEST("earlier messages stand on a page of their own", earlier),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
