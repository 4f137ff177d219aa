#include "support/test.h"
#include "support/ask.h"
#include "base/clock.h"
#include "base/limits.h"
#include "base/password.h"
#include "store/person_store.h"
#include "store/session_store.h"

#define SIGN_IN "email=alice%40desk.example&password=orbit+maple+tram+7"
#define OLD_HASH                                                               \
	"$argon2id$v=19$m=32,t=1,p=1$NsrbHzvDpmcFpFtzaMicPQ"                   \
	"$3VyivBvYhb8x6GwC5xW8V4YcOEPOxnQAGa3iviPg/vQ"
#define VISITOR "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static struct answer sign_in(const char *cookie, const char *fields)
{
	return ask_with(&(struct ask){ .method = POST,
				       .path = "/session",
				       .cookie = cookie,
				       .fields = fields });
}

static struct answer see(const char *cookie, const char *path)
{
	return ask_with(
		&(struct ask){ .method = GET, .path = path, .cookie = cookie });
}

/* Is that cookie the one of somebody signed in? */
static bool is_in(const char *cookie)
{
	struct answer got = see(cookie, "/");

	return got.status == 303 && !strstr(got.location, "/session/new");
}

static int64_t sessions_of(enum who who)
{
	char sql[100];

	snprintf(sql, sizeof(sql),
		 "SELECT COUNT(*) FROM session WHERE person_id = %lld"
		 " AND ended = 0",
		 (long long)ask_person(who).n);
	return db_fixture_number(sql);
}

static void the_right_password_opens_a_session(void **state)
{
	struct answer got = sign_in(VISITOR, SIGN_IN);

	(void)state;
	assert_int_equal(got.status, 303);
	assert_string_equal(got.location, "/");
	assert_true(is_in(got.cookie));
	assert_int_equal(sessions_of(ALICE), 2);
	/* Letters' case does not matter in an address. */
	got = sign_in(VISITOR, "email=+Alice%40DESK.example+&"
			       "password=orbit+maple+tram+7");
	assert_int_equal(got.status, 303);
}

static void each_sign_in_draws_a_new_cookie(void **state)
{
	struct answer got = sign_in(VISITOR, SIGN_IN);
	const char *first;

	(void)state;
	first = arena_str(fixture.arena, got.cookie);
	assert_int_equal(strlen(first), RNG_TOKEN_LEN);
	assert_string_not_equal(first, VISITOR);
	assert_false(is_in(VISITOR)); /* who planted it has nothing */
	got = sign_in(first, SIGN_IN);
	assert_string_not_equal(got.cookie, first);
	assert_true(is_in(got.cookie));
	assert_false(is_in(first)); /* the one before has ended */
}

static void the_database_holds_no_cookie(void **state)
{
	struct answer got = sign_in(VISITOR, SIGN_IN);
	char sql[300];

	(void)state;
	snprintf(sql, sizeof(sql),
		 "SELECT COUNT(*) FROM session WHERE token_hash ="
		 " UNHEX(SHA2('%s', 256))",
		 got.cookie);
	assert_int_equal(db_fixture_number(sql), 1);
	snprintf(sql, sizeof(sql),
		 "SELECT COUNT(*) FROM session WHERE HEX(token_hash) LIKE"
		 " CONCAT('%%', HEX('%.20s'), '%%')",
		 got.cookie);
	assert_int_equal(db_fixture_number(sql), 0);
}

static void signing_out_ends_the_session_and_draws_a_new_cookie(void **state)
{
	const char *in = arena_str(fixture.arena,
				   sign_in(VISITOR, SIGN_IN).cookie);
	struct answer got = ask_with(&(struct ask){
		.method = POST, .path = "/session/end", .cookie = in });

	(void)state;
	assert_int_equal(got.status, 303);
	assert_string_equal(got.location, "/session/new?done=signed-out");
	assert_string_not_equal(got.cookie, in);
	assert_false(is_in(in));
	got = see(got.cookie, "/session/new?done=signed-out");
	assert_non_null(strstr(got.body, "You are signed out."));
	assert_int_equal(sessions_of(ALICE), 1);
}

static void whatever_is_wrong_it_says_the_same(void **state)
{
	static const char *const wrong[] = {
		"email=alice%40desk.example&password=wrong+maple+tram+7",
		"email=nobody%40desk.example&password=orbit+maple+tram+7",
		"email=rita%40desk.example&password=orbit+maple+tram+7",
		"email=carol%40other.example&password=orbit+maple+tram+7",
		"email=alice%40desk.example&password=",
		"email=alice%40desk.example",
		"email=alice%40desk.example&password=%FF",
		"email=alice%40desk.example&password=a%00b",
		"email=&password=",
		"",
	};
	const char *first = NULL;

	(void)state;
	db_fixture_run("UPDATE person SET disabled_at = 1 WHERE email ="
		       " 'rita@desk.example';\n"
		       "UPDATE person SET password_hash = NULL WHERE email ="
		       " 'carol@other.example';");
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		struct answer got = sign_in(VISITOR, wrong[i]);
		const char *said;

		assert_int_equal(got.status, 422);
		assert_null(got.cookie);
		said = ask_between(got.body, "role=\"alert\"", "</p>");
		if (!first)
			first = said;
		assert_string_equal(said, first);
	}
}

static void the_address_comes_back_the_password_does_not(void **state)
{
	struct answer got = sign_in(
		VISITOR, "email=%22%3E%3Cb%3E&password=geheim-geheim&"
			 "next=/inbox%3Fview%3Dmine");

	(void)state;
	assert_null(strstr(got.body, "geheim"));
	assert_null(strstr(got.body, "\"><b>"));
	assert_non_null(strstr(got.body, "value=\"&quot;&gt;&lt;b&gt;\""));
	assert_non_null(strstr(got.body, "value=\"/inbox?view=mine\""));
}

static void after_signing_in_one_gets_where_one_wanted(void **state)
{
	static const struct {
		const char *next, *want;
	} cases[] = {
		{ "/inbox%3Fview%3Dmine", "/inbox?view=mine" },
		{ "//evil.example", "/" },
		{ "/%5Cevil.example", "/" },
		{ "https:evil.example", "/" },
		{ "https://evil.example/", "/" },
		{ "%09//evil.example", "/" },
		{ "/%0D%0ASet-Cookie:x", "/" },
		{ "/%09/evil.example", "/" },
		{ "", "/" },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct answer got = sign_in(
			VISITOR, arena_printf(fixture.arena, "%s&next=%s",
					      SIGN_IN, cases[i].next));

		assert_int_equal(got.status, 303);
		assert_string_equal(got.location, cases[i].want);
	}
	/* The form carries it on, and nothing else. */
	assert_non_null(
		strstr(ask(GET, "/session/new?next=/inbox", NOBODY).body,
		       "name=\"next\" value=\"/inbox\""));
	assert_non_null(
		strstr(ask(GET, "/session/new?next=//evil", NOBODY).body,
		       "name=\"next\" value=\"\""));
}

static void too_many_failures_mean_waiting(void **state)
{
	struct answer got;

	(void)state;
	for (int i = 0; i < 10; i++)
		assert_int_equal(sign_in(VISITOR, "email=alice%40desk.example&"
						  "password=wrong+wrong+wrong")
					 .status,
				 422);
	got = sign_in(VISITOR, SIGN_IN); /* even the right one */
	assert_int_equal(got.status, 429);
	assert_null(got.cookie);
	assert_non_null(strstr(got.body, "Please wait 1"));
	/* An address nobody has answers alike; another one is not touched. */
	for (int i = 0; i < 10; i++)
		sign_in(VISITOR, "email=nobody%40x.example&password=wrong");
	assert_int_equal(
		sign_in(VISITOR, "email=nobody%40x.example&password=wrong")
			.status,
		429);
	assert_int_equal(sign_in(VISITOR, "email=bob%40acme.example&"
					  "password=orbit+maple+tram+7")
				 .status,
			 303);
	db_fixture_run("UPDATE sign_in_failure SET at = at - 901;");
	assert_int_equal(sign_in(VISITOR, SIGN_IN).status, 303);
	assert_int_equal(
		db_fixture_number("SELECT COUNT(*) FROM sign_in_failure WHERE"
				  " email_hash ="
				  " UNHEX(SHA2('alice@desk.example', 256))"),
		0);
}

static void a_session_ends_when_it_lies_idle_or_is_old(void **state)
{
	const char *in = arena_str(fixture.arena,
				   sign_in(VISITOR, SIGN_IN).cookie);
	char sql[200];

	(void)state;
	assert_true(is_in(in));
	snprintf(sql, sizeof(sql), "UPDATE session SET seen_at = %lld;",
		 (long long)(clock_now() - ask_conf.session_idle_agent_s + 5));
	db_fixture_run(sql);
	assert_true(is_in(in));
	snprintf(sql, sizeof(sql), "UPDATE session SET seen_at = %lld;",
		 (long long)(clock_now() - ask_conf.session_idle_agent_s - 1));
	db_fixture_run(sql);
	assert_false(is_in(in));
	/* A customer's may lie longer. */
	assert_true(is_in(ask_token(BOB)));
	snprintf(sql, sizeof(sql),
		 "UPDATE session SET seen_at = %lld, expires_at = %lld;",
		 (long long)clock_now(), (long long)clock_now() - 1);
	db_fixture_run(sql);
	assert_false(is_in(ask_token(BOB)));
}

/* Of the newest session: how long it may last. */
static int64_t lasts(void)
{
	return db_fixture_number("SELECT MAX(expires_at - created_at)"
				 " FROM session WHERE token_hash <> ''"
				 " AND came_from = 'new'");
}

static void
a_session_lasts_half_a_day_for_staff_a_month_for_customers(void **state)
{
	(void)state;
	db_fixture_run("UPDATE session SET came_from = 'old';");
	sign_in(VISITOR, SIGN_IN);
	db_fixture_run("UPDATE session SET came_from = 'new'"
		       " WHERE came_from = '';");
	assert_int_equal(lasts(), 12 * 3600);
	db_fixture_run("UPDATE session SET came_from = 'old';");
	sign_in(VISITOR, "email=bob%40acme.example&"
			 "password=orbit+maple+tram+7");
	db_fixture_run("UPDATE session SET came_from = 'new'"
		       " WHERE came_from = '';");
	assert_int_equal(lasts(), 30 * DAY_SECONDS);
	/* ... and without a request half an hour, or eight. */
	assert_int_equal(ask_conf.session_idle_agent_s, 1800);
	assert_int_equal(ask_conf.session_idle_customer_s, 8 * 3600);
}

static void the_network_is_kept_and_not_the_address(void **state)
{
	static const struct {
		const char *address, *network;
	} cases[] = {
		{ "203.0.113.77", "203.0.113.0/24" },
		{ "2001:db8:aa:bb::1", "2001:db8:aa::/48" },
		{ "not an address", "" },
		{ "", "" },
	};
	char sql[200];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		db_fixture_run("UPDATE session SET came_from = 'old';");
		ask_with(&(struct ask){ .method = POST,
					.path = "/session",
					.cookie = VISITOR,
					.remote = cases[i].address,
					.fields = SIGN_IN });
		snprintf(sql, sizeof(sql),
			 "SELECT COUNT(*) FROM session WHERE came_from = '%s'",
			 cases[i].network);
		assert_int_equal(db_fixture_number(sql), 1);
	}
}

static void who_is_disabled_is_out_at_once(void **state)
{
	(void)state;
	assert_true(is_in(ask_token(ALICE)));
	db_fixture_run("UPDATE person SET disabled_at = 1 WHERE email ="
		       " 'alice@desk.example';");
	assert_false(is_in(ask_token(ALICE)));
}

static void an_outdated_hash_is_renewed(void **state)
{
	struct person p;
	struct err e = { 0 };

	(void)state;
	/* "orbit maple tram 7" at other costs. */
	db_fixture_run("UPDATE person SET password_hash = "
		       "'" OLD_HASH "'"
		       " WHERE email = 'alice@desk.example';");
	assert_int_equal(sign_in(VISITOR, SIGN_IN).status, 303);
	assert_int_equal(person_store_find(fixture.db, fixture.arena,
					   ask_person(ALICE), &p, &e),
			 0);
	assert_false(password_outdated(p.password_hash));
	assert_int_equal(sign_in(VISITOR, SIGN_IN).status, 303);
}

static void everybody_starts_at_their_own_page(void **state)
{
	(void)state;
	assert_string_equal(ask(GET, "/", BOB).location, "/tickets");
	assert_string_equal(ask(GET, "/", ALICE).location, "/inbox");
	assert_string_equal(ask(GET, "/", RITA).location, "/inbox");
	assert_string_equal(ask(GET, "/", MIA).location, "/reports/compliance");
	assert_string_equal(ask(GET, "/", OLGA).location, "/inbox");
	assert_string_equal(ask(GET, "/", NOBODY).location, "/session/new");
	assert_string_equal(ask(GET, "/session/new", ALICE).location, "/");
}

static void without_tls_a_name_of_the_network_cannot_sign_in(void **state)
{
	static const struct {
		const char *base;
		bool open;
	} cases[] = {
		{ "http://desk.example", false },
		{ "http://desk.example:8080", false },
		{ "http://192.168.0.7:8080", false },
		{ "http://localhost.evil.example", false },
		{ "http://notlocalhost", false },
		{ "http://localhost:8080", true },
		{ "http://desk.localhost:8080", true },
		{ "https://desk.example", true },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct answer got;

		snprintf(ask_conf.base_url, sizeof(ask_conf.base_url), "%s",
			 cases[i].base);
		got = ask(GET, "/session/new", NOBODY);
		assert_int_equal(got.status, 200);
		assert_int_equal(!!strstr(got.body, "name=\"password\""),
				 cases[i].open);
		got = ask_with(&(struct ask){ .method = POST,
					      .path = "/session",
					      .cookie = VISITOR,
					      .origin = cases[i].base,
					      .fields = SIGN_IN });
		assert_int_equal(got.status, cases[i].open ? 303 : 403);
	}
}

static void looking_changes_nothing(void **state)
{
	static const char *const paths[] = { "/", "/session/new", "/healthz",
					     "/none" };
	int64_t before = ask_digest();

	(void)state;
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		ask(GET, paths[i], NOBODY);
		ask(GET, paths[i], ALICE);
	}
	assert_true(ask_digest() == before);
}

static void health_says_ok_while_the_database_is_there(void **state)
{
	struct answer got = ask(GET, "/healthz", NOBODY);

	(void)state;
	assert_int_equal(got.status, 200);
	assert_string_equal(got.body,
			    "ok\nsweeper=ok\nsweeper_last=never\nfiles=ok\n");
	assert_string_equal(got.type, "text/plain; charset=utf-8");
}

static int before(void **state)
{
	snprintf(ask_conf.base_url, sizeof(ask_conf.base_url), ASK_BASE);
	return ask_clean(state);
}

int main(int argc, char **argv)
{
#define CASE(f) cmocka_unit_test_setup(f, before)
	static const struct CMUnitTest tests[] = {
		CASE(the_right_password_opens_a_session),
		CASE(each_sign_in_draws_a_new_cookie),
		CASE(the_database_holds_no_cookie),
		CASE(signing_out_ends_the_session_and_draws_a_new_cookie),
		CASE(whatever_is_wrong_it_says_the_same),
		CASE(the_address_comes_back_the_password_does_not),
		CASE(after_signing_in_one_gets_where_one_wanted),
		CASE(too_many_failures_mean_waiting),
		CASE(a_session_ends_when_it_lies_idle_or_is_old),
		CASE(a_session_lasts_half_a_day_for_staff_a_month_for_customers),
		CASE(the_network_is_kept_and_not_the_address),
		CASE(who_is_disabled_is_out_at_once),
		CASE(an_outdated_hash_is_renewed),
		CASE(everybody_starts_at_their_own_page),
		CASE(without_tls_a_name_of_the_network_cannot_sign_in),
		CASE(looking_changes_nothing),
		CASE(health_says_ok_while_the_database_is_there),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
