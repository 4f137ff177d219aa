#include "support/test.h"
#include "support/ask.h"
#include "base/limits.h"
#include "base/log.h"
#include "web/names.h"
#include "web/page.h"
#include "web/router.h"

/* What the handlers below are to do, and how often they did. */
static int runs, fail_first;
static enum err_kind fail_with;
static const char *seen_code, *seen_oid;

static enum err_kind echo(struct req *rq, struct resp *rs, struct err *e)
{
	runs++;
	seen_code = rq->code;
	seen_oid = rq->oid;
	if (runs <= fail_first)
		return err_set(e, fail_with, "secret detail of the inside");
	sbuf_printf(&rs->body, "hello %s", rq->viewer.name);
	rs->content_type = "text/plain; charset=utf-8";
	return ERR_NONE;
}

static enum err_kind save(struct req *rq, struct resp *rs, struct err *e)
{
	runs++;
	if (runs <= fail_first)
		return err_set(e, fail_with, "secret detail of the inside");
	assert_non_null(rq->job.once);
	page_done(rq, rs, PAGE_REPLIED, "/things");
	return ERR_NONE;
}

static enum err_kind show_form(struct req *rq, struct resp *rs, struct err *e)
{
	struct view *v = page_new(rq, LAYOUT_AT_NEW, TICKETS_NEW_TPL);

	view_show(v, TICKETS_NEW_ONE_DEPARTMENT);
	return page_send(rq, rs, e);
}

/* clang-format off */
static const struct route things[] = {
	{ GET,  "/things",             echo,      EVERYBODY, 0 },
	{ POST, "/things",             save,      EVERYBODY, 0 },
	{ GET,  "/things/new",         show_form, ROLE_CUSTOMER, 0 },
	{ GET,  "/things/:code",       echo,      ROLE_AGENT | ROLE_MANAGER, 0 },
	{ POST, "/things/:code/notes", save,      ROLE_AGENT, 0 },
	{ GET,  "/people/:oid",        echo,      ANYONE, 0 },
	{ GET,  "/nobody",             echo,      0, 0 },
	{ GET,  "/open",               echo,      ANYONE, 0 },
	{ GET,  "/open/form",          show_form, ANYONE, 0 },
	{ HTTP_OTHER, NULL, NULL, 0, 0 },
};
/* clang-format on */

static int before(void **state)
{
	ask_clean(state);
	ask_site.routes = things;
	runs = fail_first = 0;
	return 0;
}

static void a_page_is_found_by_method_and_path(void **state)
{
	(void)state;
	assert_int_equal(ask(GET, "/things", BOB).status, 200);
	assert_string_equal(ask(GET, "/things", BOB).body,
			    "hello Bob Customer");
	assert_int_equal(ask(GET, "/thing", BOB).status, 404);
	assert_int_equal(ask(GET, "/things/new/x", BOB).status, 404);
	assert_int_equal(ask(GET, "", BOB).status, 404);
	assert_int_equal(ask(GET, "//things", BOB).status, 404);
	assert_int_equal(ask(GET, "things", BOB).status, 404);
}

static void a_segment_has_the_shape_of_a_code_or_an_id(void **state)
{
	(void)state;
	assert_int_equal(ask(GET, "/things/ABC-DEFGH-123", ALICE).status, 200);
	assert_string_equal(seen_code, "ABC-DEFGH-123");
	assert_int_equal(ask(GET, "/people/default", ALICE).status, 200);
	assert_string_equal(seen_oid, "default");
	assert_int_equal(ask(GET, "/people/0123456789abcdef", BOB).status, 200);
	assert_int_equal(ask(GET, "/things/7", ALICE).status, 404);
	assert_int_equal(ask(GET, "/things/ABC-DEFGH-12%27", ALICE).status,
			 404);
	assert_int_equal(
		ask(GET, "/people/0123456789abcdeffedcba98", BOB).status, 404);
	assert_int_equal(ask(GET, "/things/", ALICE).status, 303);
}

static void a_wrong_method_is_405_and_says_which_are_right(void **state)
{
	struct answer got;

	(void)state;
	got = ask_form("/things/new", BOB, "");
	assert_int_equal(got.status, 405);
	assert_string_equal(got.allow, "GET, HEAD");
	got = ask(GET, "/things/ABC-DEFGH-123/notes", ALICE);
	assert_int_equal(got.status, 405);
	assert_string_equal(got.allow, "POST");
	got = ask(HTTP_OTHER, "/things", BOB);
	assert_int_equal(got.status, 405);
	assert_string_equal(got.allow, "GET, HEAD, POST");
	assert_int_equal(ask(HTTP_OTHER, "/none", BOB).status, 404);
	assert_int_equal(runs, 0);
}

static void head_is_get(void **state)
{
	(void)state;
	assert_int_equal(ask_with(&(struct ask){ .method = GET,
						 .head = true,
						 .path = "/things",
						 .who = BOB })
				 .status,
			 200);
}

static void a_slash_at_the_end_leads_to_the_page(void **state)
{
	struct answer got = ask(GET, "/things/?view=a", BOB);

	(void)state;
	assert_int_equal(got.status, 303);
	assert_string_equal(got.location, "/things?view=a");
	assert_int_equal(ask(GET, "/none/", BOB).status, 404);
	assert_int_equal(ask(GET, "/", BOB).status, 404);
	/* Never to another host. */
	assert_int_equal(ask(GET, "//evil.example/", BOB).status, 404);
}

static void who_is_not_signed_in_is_sent_to_sign_in(void **state)
{
	struct answer got = ask(GET, "/things?view=a%20b&c=d", NOBODY);

	(void)state;
	assert_int_equal(got.status, 303);
	assert_string_equal(got.location,
			    "/session/new?next=/things%3Fview%3Da%2520b%26c"
			    "%3Dd");
	assert_int_equal(runs, 0);
	assert_int_equal(ask(GET, "/open", NOBODY).status, 200);
}

static void who_lacks_the_role_gets_403(void **state)
{
	(void)state;
	assert_int_equal(ask(GET, "/things/ABC-DEFGH-123", BOB).status, 403);
	assert_int_equal(ask(GET, "/things/ABC-DEFGH-123", RITA).status, 403);
	assert_int_equal(ask(GET, "/things/ABC-DEFGH-123", MIA).status, 200);
	assert_int_equal(ask(GET, "/things/new", ALICE).status, 403);
}

static void a_line_without_roles_admits_nobody(void **state)
{
	(void)state;
	for (enum who who = BOB; who < WHO_N; who++)
		assert_int_equal(ask(GET, "/nobody", who).status, 403);
	assert_int_equal(ask(GET, "/nobody", NOBODY).status, 303);
	assert_int_equal(runs, 0);
}

static void an_unknown_cookie_is_nobody(void **state)
{
	struct ask q = { .method = GET, .path = "/things", .who = BOB };

	(void)state;
	q.cookie = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	assert_int_equal(ask_with(&q).status, 303);
	q.cookie = "' OR 1=1 --";
	assert_int_equal(ask_with(&q).status, 303);
	q.cookie = "";
	assert_int_equal(ask_with(&q).status, 303);
}

static void what_is_busy_is_tried_five_times(void **state)
{
	(void)state;
	fail_with = ERR_BUSY;
	fail_first = LIMIT_TRIES - 1;
	assert_int_equal(ask(GET, "/things", BOB).status, 200);
	assert_int_equal(runs, LIMIT_TRIES);
	runs = 0;
	fail_first = 1000;
	assert_int_equal(ask(GET, "/things", BOB).status, 503);
	assert_int_equal(runs, LIMIT_TRIES);
}

static void what_is_unsure_runs_again_with_the_same_token(void **state)
{
	(void)state;
	fail_with = ERR_UNSURE;
	fail_first = 1;
	assert_int_equal(ask_form("/things", BOB, "subject=x").status, 303);
	assert_int_equal(runs, 2);
}

static void a_busy_form_comes_back_with_what_was_typed(void **state)
{
	struct answer got;

	(void)state;
	fail_with = ERR_BUSY;
	fail_first = 1000;
	got = ask_with(&(struct ask){
		.method = POST,
		.path = "/things/ABC-DEFGH-123/notes",
		.who = ALICE,
		.once = "0123456789012345678901234567890123456789abc-note",
		.fields = "body=My+%3Clong%3E+text&seen=7&password=geheim" });
	assert_int_equal(got.status, 503);
	assert_non_null(strstr(got.body, "My &lt;long&gt; text"));
	assert_null(strstr(got.body, "geheim"));
	assert_null(strstr(got.body, "secret detail"));
	got = ask_with(&(struct ask){
		.method = POST,
		.path = "/things/ABC-DEFGH-123/notes",
		.who = ALICE,
		.once = "0123456789012345678901234567890123456789abc-note",
		.fields = "body=My+%3Clong%3E+text&seen=7" });
	/* One press sends it again, as the same act. */
	assert_non_null(strstr(got.body, "value=\"01234567890123456789012345"
					 "67890123456789abc-note\""));
	assert_non_null(strstr(got.body, "name=\"seen\" value=\"7\""));
	assert_non_null(strstr(got.body, "href=\"/tickets/ABC-DEFGH-123\""));
}

static void each_kind_of_error_has_its_status(void **state)
{
	static const struct {
		enum err_kind kind;
		int get, post;
	} cases[] = {
		{ ERR_INVALID, 400, 422 }, { ERR_NOT_FOUND, 404, 404 },
		{ ERR_DENIED, 403, 403 },  { ERR_CONFLICT, 409, 409 },
		{ ERR_BROKEN, 500, 500 },
	};

	(void)state;
	log_init("test", LOG_ERROR + 1);
	fail_first = 1000;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct answer got;
		const char *inside;

		fail_with = cases[i].kind;
		got = ask(GET, "/things", BOB);
		assert_int_equal(got.status, cases[i].get);
		inside = strstr(got.body, "secret detail");
		/* Only a message about the input is fit to show. */
		assert_true(!inside == (fail_with != ERR_INVALID));
		assert_int_equal(ask_form("/things", BOB, "").status,
				 cases[i].post);
	}
	log_init("test", LOG_ERROR);
}

static void too_much_or_unreadable_never_reaches_a_handler(void **state)
{
	struct ask q = { .method = POST, .path = "/things", .who = BOB };

	(void)state;
	q.too_large = true;
	assert_int_equal(ask_with(&q).status, 413);
	q.too_large = false;
	q.malformed = true;
	assert_int_equal(ask_with(&q).status, 400);
	assert_int_equal(runs, 0);
}

static void a_form_without_a_token_is_refused(void **state)
{
	static const char *const bad[] = {
		"",
		"short",
		"0123456789012345678901234567890123456789ab!",
		"0123456789012345678901234567890123456789abc-Note",
		"0123456789012345678901234567890123456789abc-much-too-long-a-"
		"name-for-it",
	};
	struct ask q = { .method = POST, .path = "/things", .who = BOB };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		q.once = bad[i];
		assert_int_equal(ask_with(&q).status, 400);
	}
	assert_int_equal(runs, 0);
}

static void what_was_done_is_said_on_the_next_page(void **state)
{
	struct answer got = ask_form("/things", BOB, "");

	(void)state;
	assert_string_equal(got.location, "/things?done=replied");
	got = ask(GET, "/things/new?done=replied", BOB);
	assert_non_null(strstr(got.body, "Your answer is on its way."));
	got = ask(GET, "/things/new?done=%3Cscript%3E", BOB);
	assert_null(strstr(got.body, "script%3E"));
	assert_null(strstr(got.body, "role=\"status\""));
}

static void a_page_carries_the_tokens_of_its_forms(void **state)
{
	struct answer got = ask(GET, "/things/new", BOB);
	const char *csrf, *once, *other;

	(void)state;
	csrf = ask_between(got.body, "name=\"csrf\" value=\"", "\"");
	once = ask_between(got.body, "name=\"once\" value=\"", "\"");
	assert_string_equal(csrf, ask_csrf_of(ask_token(BOB)));
	assert_int_equal(strlen(once), 43 + 5);
	got = ask(GET, "/things/new", BOB);
	other = ask_between(got.body, "name=\"once\" value=\"", "\"");
	assert_string_not_equal(once, other);
	assert_null(got.cookie);
}

static void a_visitor_gets_a_cookie_only_with_a_form(void **state)
{
	struct answer got;
	const char *csrf;

	(void)state;
	assert_null(ask(GET, "/open", NOBODY).cookie);
	got = ask(GET, "/open/form", NOBODY);
	assert_int_equal(strlen(got.cookie), 43);
	csrf = ask_between(got.body, "name=\"csrf\" value=\"", "\"");
	assert_string_equal(csrf, ask_csrf_of(got.cookie));
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM session"),
			 WHO_N - 1);
}

int main(int argc, char **argv)
{
#define CASE(f) cmocka_unit_test_setup(f, before)
	static const struct CMUnitTest tests[] = {
		CASE(a_page_is_found_by_method_and_path),
		CASE(a_segment_has_the_shape_of_a_code_or_an_id),
		CASE(a_wrong_method_is_405_and_says_which_are_right),
		CASE(head_is_get),
		CASE(a_slash_at_the_end_leads_to_the_page),
		CASE(who_is_not_signed_in_is_sent_to_sign_in),
		CASE(who_lacks_the_role_gets_403),
		CASE(a_line_without_roles_admits_nobody),
		CASE(an_unknown_cookie_is_nobody),
		CASE(what_is_busy_is_tried_five_times),
		CASE(what_is_unsure_runs_again_with_the_same_token),
		CASE(a_busy_form_comes_back_with_what_was_typed),
		CASE(each_kind_of_error_has_its_status),
		CASE(too_much_or_unreadable_never_reaches_a_handler),
		CASE(a_form_without_a_token_is_refused),
		CASE(what_was_done_is_said_on_the_next_page),
		CASE(a_page_carries_the_tokens_of_its_forms),
		CASE(a_visitor_gets_a_cookie_only_with_a_form),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
