/*
 * The inbox: what stands in it, in which order, and its badges.
 */
#include "support/test.h"
#include "support/tickets.h"
#include <inttypes.h>
#include "base/clock.h"
#include "base/limits.h"

#define SALES "sa1es00000000000"

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
	has(a, "badge--overdue");
	has(a, "badge--urgent");
	has(a, "badge--calm");
	has(a, "no SLA");
	has(a, "data-target=\"3600\"");
	/* Open day and night: one window without an end that matters. */
	has(a, ",13569465600\"");
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
	has(a, mine);
	has_not(a, late);
	has_not(a, other);
	a = ask(GET, "/inbox?view=overdue", ALICE);
	has(a, late);
	has_not(a, mine);
	has(a, "All open</span> <span class=\"rail__count\">3<");
	has(a, "Mine</span> <span class=\"rail__count\">1<");
	has(a, "Overdue</span> <span class=\"rail__count\">1<");
	has(ask(GET, "/inbox?view=mine", ADAM), "Nothing waits for you");
	has(ask(GET, "/inbox?view=nonsense", ALICE), mine);
	tickets_send(mine, "resolution", ALICE, "");
	has(ask(GET, "/inbox?view=mine", ALICE), "Nothing waits for you");
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
	has_not(ask(GET, "/inbox", RITA), code);
	has_not(ask(GET, "/inbox?view=mine", RITA), code);
	has(ask(GET, "/inbox", MIA), code);
}

static void own_tickets(void **state)
{
	const char *managers = tickets_open(MIA, "default");
	const char *owners = tickets_open(OLGA, "default");
	struct answer a = ask(GET, "/inbox", MIA);

	(void)state;
	has_not(a, managers);
	has(a, owners);
	has(a, "All open</span> <span class=\"rail__count\">1<");
	a = ask(GET, "/inbox", OLGA);
	has(a, managers);
	has(a, owners);
	has(a, "All open</span> <span class=\"rail__count\">2<");
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
	has_not(a, "\"><script>");
	has(a, "&quot;&gt;&lt;script&gt;");
}

int main(int argc, char **argv)
{
#define ASK_TEST(what, func) TEST_WITH(what, func, ask_clean, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		ASK_TEST("staff see the tickets of their departments", departments),
		ASK_TEST("what is due first stands first, without promise last", ordered),
		ASK_TEST("each view has its tickets and its count", views),
		ASK_TEST("a manager's own ticket is no work of theirs", own_tickets),
		ASK_TEST("who merely reads finds no ticket that opens as a 404", assigned_to_a_reader),
		ASK_TEST("page by page every ticket comes once", pages),
		ASK_TEST("a subject is text, whatever is in it", hostile_subject),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
