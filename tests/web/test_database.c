/*
 * The database goes away, comes back, hangs up in the middle: what the person
 * sees, and that nothing is done twice.
 */
#include "support/test.h"
#include "support/ask.h"
#include "base/clock.h"
#include "base/log.h"
#include "web/page.h"
#include "web/router.h"
#include "web/routes.h"

static int runs;
static const char *said; /* the code that the last deed answered with */
static void (*before_answer)(void);

/* Opens a ticket, as the page for it does. */
static enum err_kind open_ticket(struct req *rq, struct resp *rs, struct err *e)
{
	const struct http_pair *subject = http_find(&rq->fields, "subject");
	const struct desk_ticket t = { .subject = subject->text,
				       .body = "It burns.",
				       .department = "default",
				       .priority = PRIORITY_NORMAL,
				       .source = SOURCE_FORM };
	enum err_kind kind;
	struct deed deed;

	runs++;
	kind = desk_open(&rq->job, &t, &deed, e);
	if (kind)
		return kind;
	said = arena_str(fixture.arena, deed.code);
	if (before_answer && runs == 1) {
		before_answer();
		return err_set(e, ERR_UNSURE, "the answer was lost");
	}
	page_done(rq, rs, PAGE_OPENED,
		  arena_printf(rq->a, "/tickets/%s", deed.code));
	return ERR_NONE;
}

static enum err_kind look(struct req *rq, struct resp *rs, struct err *e)
{
	(void)e;
	sbuf_str(&rs->body, rq->viewer.name);
	return ERR_NONE;
}

/* clang-format off */
static const struct route site[] = {
	{ GET,  "/look",    look,        EVERYBODY, 0 },
	{ POST, "/tickets", open_ticket, EVERYBODY, 0 },
	{ HTTP_OTHER, NULL, NULL, 0, 0 },
};
/* clang-format on */

static int64_t tickets(void)
{
	return db_fixture_number("SELECT COUNT(*) FROM ticket");
}

static struct answer send_form(const char *once, const char *fields)
{
	return ask_with(&(struct ask){ .method = POST,
				       .path = "/tickets",
				       .who = BOB,
				       .once = once,
				       .fields = fields });
}

/* End every connection but our own. */
static void hang_up(void)
{
	char sql[64];
	int64_t id;

	while ((id = db_fixture_number(
			"SELECT COALESCE(MIN(ID), 0) FROM"
			" information_schema.PROCESSLIST WHERE DB = DATABASE()"
			" AND ID <> CONNECTION_ID() AND COMMAND <> "
			"'Killed'"))) {
		snprintf(sql, sizeof(sql), "KILL %lld;", (long long)id);
		db_fixture_run(sql);
	}
}

static void go_away(void)
{
	site_release(&ask_site);
	snprintf(ask_conf.db_socket, sizeof(ask_conf.db_socket),
		 "/nonexistent/socket");
}

static void come_back(void)
{
	snprintf(ask_conf.db_socket, sizeof(ask_conf.db_socket), "%s",
		 fixture.conf.socket);
}

static void a_connection_that_was_ended_is_replaced(void **state)
{
	(void)state;
	assert_int_equal(ask(GET, "/look", BOB).status, 200);
	for (int i = 0; i < 3; i++) {
		hang_up();
		assert_int_equal(ask(GET, "/look", BOB).status, 200);
		hang_up();
		assert_int_equal(
			send_form(NULL, "subject=After+the+break").status, 303);
	}
	assert_int_equal(tickets(), 3);
}

static void while_it_is_away_the_answer_is_503_soon_with_the_text(void **state)
{
	int64_t start = clock_monotonic_ns();
	const char *once = ask_once();
	struct answer got;

	(void)state;
	go_away();
	got = ask_with(&(struct ask){
		.method = POST,
		.path = "/tickets",
		.who = BOB,
		.once = once,
		.csrf = ask_csrf(BOB),
		.fields = "subject=%3CPrinter%3E&body=It+%26+burns" });
	assert_int_equal(got.status, 503);
	/* It does not go on asking for ever. */
	assert_true(clock_monotonic_ns() - start < INT64_C(60000000000));
	assert_non_null(strstr(got.body, "It &amp; burns"));
	/* The button sends the very same form. */
	assert_string_equal(
		ask_between(got.body, "name=\"once\" value=\"", "\""), once);
	assert_string_equal(
		ask_between(got.body, "name=\"csrf\" value=\"", "\""),
		ask_csrf(BOB));
	come_back();
	assert_int_equal(send_form(once, "subject=%3CPrinter%3E&"
					 "body=It+%26+burns")
				 .status,
			 303);
	assert_int_equal(tickets(), 1);
}

static void the_sign_in_page_stays_up(void **state)
{
	struct answer got;

	(void)state;
	ask_site.routes = routes;
	go_away();
	got = ask(GET, "/session/new", NOBODY);
	assert_int_equal(got.status, 200);
	assert_non_null(strstr(got.body, "name=\"password\""));
	assert_int_equal(ask(GET, "/session/new", BOB).status, 200);
	assert_int_equal(
		ask_with(&(struct ask){ .method = POST,
					.path = "/session",
					.csrf = "x",
					.fields = "email=a&password=b" })
			.status,
		503);
	assert_int_equal(ask(GET, "/healthz", NOBODY).status, 503);
	assert_int_equal(ask(GET, "/", BOB).status, 503);
}

static void a_lost_answer_is_looked_up_not_done_again(void **state)
{
	struct answer got;

	(void)state;
	before_answer = hang_up;
	got = send_form(NULL, "subject=Once+only");
	assert_int_equal(got.status, 303);
	assert_int_equal(runs, 2);
	assert_int_equal(tickets(), 1);
	assert_non_null(strstr(got.location, said));
}

static void a_second_submit_has_the_first_ones_answer(void **state)
{
	const char *once = ask_once();
	const char *first;

	(void)state;
	first = arena_str(fixture.arena,
			  send_form(once, "subject=Twice").location);
	assert_string_equal(send_form(once, "subject=Twice").location, first);
	assert_int_equal(tickets(), 1);
	/* Another form of the same page is another deed. */
	assert_int_equal(send_form(arena_printf(fixture.arena, "%s-open", once),
				   "subject=Twice")
				 .status,
			 303);
	assert_int_equal(tickets(), 2);
}

static void the_same_token_with_other_words_is_a_conflict(void **state)
{
	const char *once = ask_once();

	(void)state;
	assert_int_equal(send_form(once, "subject=One").status, 303);
	assert_int_equal(send_form(once, "subject=Two").status, 409);
	assert_int_equal(tickets(), 1);
	/* Of another person it is another token. */
	assert_int_equal(ask_with(&(struct ask){ .method = POST,
						 .path = "/tickets",
						 .who = CAROL,
						 .once = once,
						 .fields = "subject=One" })
				 .status,
			 303);
	assert_int_equal(tickets(), 2);
}

static int before(void **state)
{
	come_back();
	ask_clean(state);
	ask_site.routes = site;
	before_answer = NULL;
	runs = 0;
	return 0;
}

int main(int argc, char **argv)
{
#define CASE(f) cmocka_unit_test_setup(f, before)
	static const struct CMUnitTest tests[] = {
		CASE(a_connection_that_was_ended_is_replaced),
		CASE(while_it_is_away_the_answer_is_503_soon_with_the_text),
		CASE(the_sign_in_page_stays_up),
		CASE(a_lost_answer_is_looked_up_not_done_again),
		CASE(a_second_submit_has_the_first_ones_answer),
		CASE(the_same_token_with_other_words_is_a_conflict),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
