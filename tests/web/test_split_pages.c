/* Two tickets of which the one was part of the other, as people see them. */
#include "support/test.h"
#include "support/tickets.h"
#include "base/clock.h"
#include "core/event.h"

static const char *old, *part;

static const char *page(const char *code, enum who who)
{
	const char *path = arena_printf(fixture.arena, "/tickets/%s", code);
	struct answer a = ask(GET, path, who);

	check_i64(path, a.status, 200);
	return a.body;
}

static void has(const char *page, const char *text)
{
	if (!strstr(page, text))
		fail_msg("\"%s\" is missing", text);
}

static void has_not(const char *page, const char *text)
{
	if (strstr(page, text))
		fail_msg("\"%s\" must not be there", text);
}

static const char *oid_of(const char *body)
{
	struct err e = { 0 };
	const char *oid;
	struct rows *r;

	check_i64("query",
		  db_query(fixture.db, fixture.arena,
			   "SELECT oid FROM message WHERE body = ?",
			   PARAMS(P_STR(body)), &r, &e),
		  ERR_NONE);
	assert_true(rows_next(r));
	oid = arena_str(fixture.arena, rows_str(r));
	check_i64("rows", rows_end(&r, &e), ERR_NONE);
	return oid;
}

/* Bob asked two things, staff noted a third; two of them are split off. */
static int before(void **state)
{
	struct viewer alice = { .roles = ROLE_OWNER };
	const char *oids[2];
	const struct desk_split s = { .messages = oids,
				      .n = 2,
				      .subject = "The invoice" };
	struct job job = { .viewer = &alice };
	struct deed deed;
	struct err e = { 0 };

	ask_clean(state);
	tickets_promise();
	old = tickets_open(BOB, "default");
	tickets_send(old, "messages", BOB, "body=my+invoice+is+wrong");
	tickets_send(old, "notes", ALICE, "body=he+pays+late");
	oids[0] = oid_of("my invoice is wrong");
	oids[1] = oid_of("he pays late");
	alice.person.n = db_fixture_number("SELECT id FROM person WHERE roles"
					   " = 32 LIMIT 1");
	access_viewer_ready(&alice);
	job.db = fixture.db;
	job.arena = fixture.arena;
	job.by = (struct actor){ .person = alice.person,
				 .now = clock_now() + 60 };
	check_i64("split", desk_split(&job, old, 0, &s, &deed, &e), ERR_NONE);
	part = deed.code;
	return 0;
}

static void staff_see_where_it_comes_from(void **state)
{
	const char *p = page(part, ALICE);

	(void)state;
	has(p, "opened the ticket, a part of");
	has(p, old);
	has(p, "The invoice");
	has(p, "my invoice is wrong");
	has(p, "he pays late");
	has_not(p, "It burns.");
	has(p, "<b>First answer</b>");
}

static void and_where_it_went(void **state)
{
	const char *p = page(old, ALICE);

	(void)state;
	has(p, "a part of it became");
	has(p, part);
	has(p, "my invoice is wrong");
	has(p, "It burns.");
}

static void its_customer_is_told_on_both_sides(void **state)
{
	const char *p = page(part, BOB);

	(void)state;
	has(p, "a part of");
	has(p, old);
	has(p, "my invoice is wrong");
	has_not(p, "he pays late");
	has_not(p, "It burns.");
	p = page(old, BOB);
	has(p, "a part of it became");
	has(p, part);
	has_not(p, "he pays late");
	has(ask(GET, "/tickets", BOB).body, "The invoice");
}

static void it_is_explained_from_the_message_on(void **state)
{
	struct answer a = ask(
		GET, arena_printf(fixture.arena, "/tickets/%s/why", part),
		ALICE);

	(void)state;
	check_i64("explanation", a.status, 200);
	has(a.body, ": the customer's message");
	has_not(a.body, ": the ticket was opened");
	has_not(a.body, "differs from what the ticket's events say");
}

static void its_customer_answers_there(void **state)
{
	(void)state;
	check_i64("reply",
		  ask_form(arena_printf(fixture.arena, "/tickets/%s/messages",
					part),
			   BOB, "seen=1&body=and+the+bill")
			  .status,
		  303);
	has(page(part, ALICE), "and the bill");
	has_not(page(old, ALICE), "and the bill");
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("staff see where it comes from",
			  staff_see_where_it_comes_from, before, NULL),
		TEST_WITH("and where it went", and_where_it_went, before, NULL),
		TEST_WITH("its customer is told on both sides",
			  its_customer_is_told_on_both_sides, before, NULL),
		TEST_WITH("it is explained from the message on",
			  it_is_explained_from_the_message_on, before, NULL),
		TEST_WITH("its customer answers there",
			  its_customer_answers_there, before, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name("web/split_pages", tests, ask_setup,
					   ask_teardown);
}
