/*
 * Forms of other sites: every POST route, every way to get it wrong.
 */
#include "support/test.h"
#include "support/ask.h"
#include "web/csrf.h"
#include "web/routes.h"

#define EVIL "http://evil.example"
static const char other_session[] = "x"; /* stands for Carol's token */

/* clang-format off */
static const struct {
	const char *what, *origin, *referer, *fetch_site, *csrf;
	bool good;
} cases[] = {
	{ "our own page",               ASK_BASE, "", "same-origin", NULL, true },
	{ "a browser without Sec-Fetch", ASK_BASE, "", "", NULL, true },
	{ "a Referer in place of Origin", "", ASK_BASE "/tickets/new", "", NULL, true },
	{ "neither Origin nor Referer", "", "", "same-origin", NULL, false },
	{ "another site",               EVIL, "", "cross-site", NULL, false },
	{ "another site, old browser",  EVIL, ASK_BASE "/", "", NULL, false },
	{ "a sandboxed frame",          "null", "", "cross-site", NULL, false },
	{ "a sister site",              ASK_BASE, "", "same-site", NULL, false },
	{ "another site that lies",     ASK_BASE, "", "cross-site", NULL, false },
	{ "a name that begins as ours", ASK_BASE ".evil.example", "", "", NULL, false },
	{ "another port",               "http://desk.localhost:80801", "", "", NULL, false },
	{ "a Referer that begins as ours", "", ASK_BASE "@evil.example/", "", NULL, false },
	{ "another scheme",             "https://desk.localhost:8080", "", "", NULL, false },
	{ "a token of another session", ASK_BASE, "", "same-origin", other_session, false },
	{ "no token",                   ASK_BASE, "", "same-origin", "", false },
	{ "half a token",               ASK_BASE, "", "same-origin", "0123456789abcdef", false },
};
/* clang-format on */

/* Somebody whom the route admits. */
static enum who one_of(unsigned roles)
{
	return roles & ANYONE          ? ALICE
	       : roles & ROLE_AGENT    ? ALICE
	       : roles & ROLE_CUSTOMER ? BOB
	       : roles & ROLE_ADMIN    ? ADAM
				       : OLGA;
}

static const char *path_of(const struct route *r)
{
	return ask_path(r->path, "ABC-DEFGH-123", "2222222222222222");
}

static struct answer post(const struct route *r, enum who who, size_t i)
{
	struct ask q = { .method = POST,
			 .path = path_of(r),
			 .who = who,
			 .fields = "email=alice%40desk.example&password=wrong&"
				   "body=Typed+text",
			 .origin = cases[i].origin,
			 .referer = cases[i].referer,
			 .fetch_site = cases[i].fetch_site,
			 .csrf = cases[i].csrf };

	if (q.csrf == other_session)
		q.csrf = ask_csrf_of(ask_token(CAROL));
	return ask_with(&q);
}

static void only_forms_of_our_own_pages_are_taken(void **state)
{
	int wrong = 0;

	(void)state;
	for (const struct route *r = routes; r->path; r++) {
		if (r->method != POST)
			continue;
		for (size_t i = 0; i < COUNT_OF(cases); i++) {
			int64_t before;
			int got;

			if (cases[i].good)
				ask_clean(state);
			before = ask_digest();
			got = post(r, one_of(r->roles), i).status;
			if (cases[i].good == (got != 403) &&
			    (cases[i].good || ask_digest() == before))
				continue;
			wrong++;
			print_message("POST %s from %s: %d\n", r->path,
				      cases[i].what, got);
		}
	}
	assert_int_equal(wrong, 0);
}

static void a_visitors_form_is_bound_to_the_visitors_cookie(void **state)
{
	struct ask q = { .method = POST,
			 .path = "/session",
			 .fields = "email=alice%40desk.example&"
				   "password=orbit+maple+tram+7" };
	const char *mine = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
	const char *theirs = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

	(void)state;
	q.cookie = mine;
	q.csrf = ask_csrf_of(theirs);
	assert_int_equal(ask_with(&q).status, 403);
	q.cookie = "";
	assert_int_equal(ask_with(&q).status, 403);
	q.cookie = theirs;
	assert_int_equal(ask_with(&q).status, 303);
}

static void an_expired_form_gives_back_what_was_typed(void **state)
{
	struct ask q = { .method = POST,
			 .path = "/session/end",
			 .who = ALICE,
			 .csrf = "",
			 .fields = "body=A+long+%3Canswer%3E&seen=3" };
	struct answer got = ask_with(&q);

	(void)state;
	assert_int_equal(got.status, 403);
	assert_non_null(strstr(got.body, "A long &lt;answer&gt;"));
	/* ... and one press sends it, with the token of today. */
	assert_non_null(strstr(got.body, "action=\"/session/end\""));
	assert_non_null(strstr(got.body, ask_csrf_of(ask_token(ALICE))));
	/* Another site gets nothing shown. */
	q.origin = EVIL;
	got = ask_with(&q);
	assert_int_equal(got.status, 403);
	assert_null(strstr(got.body, "A long"));
}

static void who_was_signed_out_keeps_what_they_typed(void **state)
{
	struct ask q = { .method = POST,
			 .path = "/tickets/ABC-DEFGH-123/messages",
			 .cookie = "",
			 .csrf = "",
			 .fields = "body=A+long+%3Canswer%3E&seen=3" };
	struct answer got = ask_with(&q);

	(void)state;
	assert_int_equal(got.status, 403);
	assert_non_null(strstr(got.body, "Your session has ended"));
	assert_non_null(strstr(got.body, "name=\"kept-body\" value=\"A long "
					 "&lt;answer&gt;\""));
	assert_non_null(strstr(got.body,
			       "name=\"kept_path\""
			       " value=\"/tickets/ABC-DEFGH-123/messages\""));
	/* Another site gets nothing shown. */
	q.origin = EVIL;
	got = ask_with(&q);
	assert_int_equal(got.status, 403);
	assert_null(strstr(got.body, "A long"));
}

static void tokens_of_two_sessions_differ(void **state)
{
	const char *a = ask_csrf_of(ask_token(ALICE));

	(void)state;
	assert_int_equal(strlen(a), CSRF_LEN);
	assert_string_not_equal(a, ask_csrf_of(ask_token(BOB)));
	assert_string_equal(a, ask_csrf_of(ask_token(ALICE)));
}

int main(int argc, char **argv)
{
#define CASE(f) cmocka_unit_test_setup(f, ask_clean)
	static const struct CMUnitTest tests[] = {
		CASE(only_forms_of_our_own_pages_are_taken),
		CASE(a_visitors_form_is_bound_to_the_visitors_cookie),
		CASE(an_expired_form_gives_back_what_was_typed),
		CASE(who_was_signed_out_keeps_what_they_typed),
		CASE(tokens_of_two_sessions_differ),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
