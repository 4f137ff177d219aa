/* Somebody's own account: name, zone, password, and where they are signed in.
 */
#include "support/test.h"
#include "support/ask.h"
#include "base/clock.h"
#include "base/limits.h"
#include "store/session_store.h"

#define NEW_PASSWORD "copper lantern 42 fig"
#define RIGHT "current_password=orbit+maple+tram+7"
#define WRONG "current_password=orbit+maple+tram+8"
#define CHOSEN "&password=copper+lantern+42+fig"
#define VISITOR "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static struct answer see(const char *cookie, const char *path)
{
	return ask_with(
		&(struct ask){ .method = GET, .path = path, .cookie = cookie });
}

static bool is_in(const char *cookie)
{
	return see(cookie, "/account").status == 200;
}

/* Another session of theirs: its cookie. */
static const char *sign_in(enum who who)
{
	struct answer got = ask_with(&(struct ask){
		.method = POST,
		.path = "/session",
		.cookie = VISITOR,
		.fields = arena_printf(fixture.arena,
				       "email=%s&password=orbit+maple+tram+7",
				       ask_email(who)) });

	assert_int_equal(got.status, 303);
	return got.cookie;
}

static const char *text(const char *sql)
{
	struct err e = { 0 };
	const char *found = NULL;
	struct rows *r;

	if (db_query(fixture.db, fixture.arena, sql, NO_PARAMS, &r, &e))
		fail_msg("%s", e.msg);
	if (rows_next(r))
		found = rows_str(r);
	assert_int_equal(rows_end(&r, &e), ERR_NONE);
	return found;
}

static void a_name_and_a_zone_are_kept_and_used(void **state)
{
	struct answer got = ask_form("/account", ALICE,
				     "name=Alice+%3CA%3E&zone=Asia%2FTokyo");

	(void)state;
	assert_int_equal(got.status, 303);
	got = ask(GET, "/account?done=saved", ALICE);
	assert_non_null(strstr(got.body, "value=\"Alice &lt;A&gt;\""));
	assert_non_null(strstr(got.body, "Times are shown in Asia/Tokyo."));
	assert_non_null(strstr(got.body, "Saved."));
}

static void what_is_wrong_is_named_and_the_rest_comes_back(void **state)
{
	struct answer got = ask_form("/account", ALICE,
				     "name=Al&zone=Mars%2FBase");

	(void)state;
	assert_int_equal(got.status, 422);
	assert_non_null(strstr(got.body, "home_zone-error"));
	assert_non_null(strstr(got.body, "value=\"Al\""));
	assert_non_null(strstr(got.body, "value=\"Mars/Base\""));
	assert_string_equal(text("SELECT name FROM person WHERE email ="
				 " 'alice@desk.example'"),
			    "Alice Agent");
	got = ask_form("/account", ALICE, "name=&zone=UTC");
	assert_int_equal(got.status, 422);
	assert_non_null(strstr(got.body, "name-error"));
}

static void nobody_changes_more_of_themselves_than_name_and_zone(void **state)
{
	(void)state;
	assert_int_equal(
		ask_form("/account", BOB,
			 "name=Bob&zone=UTC&roles=63&email=x%40y.z&id=1&"
			 "company_id=1&sees_company=1&password_hash=x&"
			 "disabled_at=1&note=x&import_key=x")
			.status,
		303);
	assert_int_equal(
		db_fixture_number(
			"SELECT COUNT(*) FROM person WHERE name = 'Bob'"
			" AND roles = 1 AND email = 'bob@acme.example'"
			" AND company_id IS NULL AND sees_company = 0"
			" AND disabled_at IS NULL AND note = ''"
			" AND import_key IS NULL"),
		1);
}

/* A5: at the server, whatever the page says. */
static void a_new_password_needs_the_present_one(void **state)
{
	static const char sql[] = "SELECT password_hash FROM person"
				  " WHERE email = 'alice@desk.example'";
	const char *before = text(sql);
	struct answer got;

	(void)state;
	got = ask_form("/account/password", ALICE, WRONG CHOSEN);
	assert_int_equal(got.status, 422);
	assert_non_null(strstr(got.body, "This is not your password."));
	got = ask_form("/account/password", ALICE, "password=" NEW_PASSWORD);
	assert_int_equal(got.status, 422);
	got = ask_form("/account/password", ALICE, RIGHT "&password=short");
	assert_int_equal(got.status, 422);
	assert_non_null(strstr(got.body, ">At least 12 characters.<"));
	assert_null(strstr(got.body, "orbit maple"));
	assert_string_equal(text(sql), before);
	got = ask_form("/account/password", ALICE, RIGHT CHOSEN);
	assert_int_equal(got.status, 303);
	assert_string_not_equal(text(sql), before);
}

static void another_password_ends_every_other_session(void **state)
{
	const char *other = sign_in(ALICE);

	(void)state;
	assert_true(is_in(other));
	assert_int_equal(
		ask_form("/account/password", ALICE, RIGHT CHOSEN).status, 303);
	assert_false(is_in(other));
	assert_true(is_in(ask_token(ALICE)));
}

static void another_password_voids_links_that_would_set_one(void **state)
{
	(void)state;
	db_fixture_run(
		"INSERT INTO invitation (token_hash, person_id, created_at,"
		" expires_at) SELECT REPEAT('x', 32), id, 1, 9999999999"
		" FROM person WHERE email = 'alice@desk.example';");
	assert_int_equal(
		ask_form("/account/password", ALICE, RIGHT CHOSEN).status, 303);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM invitation"
					   " WHERE used_at IS NULL"),
			 0);
}

static void the_same_form_twice_changes_it_once(void **state)
{
	struct ask q = { .method = POST,
			 .path = "/account/password",
			 .who = ALICE,
			 .once = ask_once(),
			 .fields = RIGHT CHOSEN };

	(void)state;
	assert_int_equal(ask_with(&q).status, 303);
	/* The present password is another by now; the answer is the same. */
	assert_int_equal(ask_with(&q).status, 303);
	q.path = "/account";
	q.once = ask_once();
	q.fields = "name=Once&zone=UTC";
	assert_int_equal(ask_with(&q).status, 303);
	db_fixture_run("UPDATE person SET name = 'Else' WHERE name = 'Once';");
	assert_int_equal(ask_with(&q).status, 303);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM person"
					   " WHERE name = 'Else'"),
			 1);
}

/* Any form that is no ticket's: what it did, and a way to send it as another.
 */
static void a_form_of_before_says_so(void **state)
{
	struct ask q = { .method = POST,
			 .path = "/companies",
			 .who = ADAM,
			 .once = ask_once(),
			 .fields = "name=Globex" };
	const char *made;
	struct answer a;

	(void)state;
	made = ask_between(ask_with(&q).location, "/companies/", "?");
	assert_non_null(made);
	q.fields = "name=Initech";
	a = ask_with(&q);
	assert_int_equal(a.status, 409);
	assert_non_null(strstr(a.body, "This form was sent already"));
	assert_non_null(
		strstr(a.body, arena_printf(fixture.arena,
					    "href=\"/companies/%s\"", made)));
	assert_non_null(strstr(a.body, "Send it as a new one"));
	assert_null(strstr(a.body, q.once));
	assert_null(strstr(a.body, "Number of this incident"));
	q.once = ask_between(a.body, "name=\"once\" value=\"", "\"");
	assert_int_equal(ask_with(&q).status, 303);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM company"
					   " WHERE name IN ('Globex',"
					   " 'Initech')"),
			 2);
	/* Of their own account: the page of it. */
	q = (struct ask){ .method = POST,
			  .path = "/account",
			  .who = ALICE,
			  .once = ask_once(),
			  .fields = "name=Once&zone=UTC" };
	assert_int_equal(ask_with(&q).status, 303);
	q.fields = "name=Twice&zone=UTC";
	a = ask_with(&q);
	assert_int_equal(a.status, 409);
	assert_non_null(strstr(a.body, "href=\"/account\">Look at"));
}

/* A box is off where it is not theirs; who sends it all the same keeps the
 * form. */
static void who_may_not_give_a_role_is_told_at_the_roles(void **state)
{
	static const char form[] =
		"name=New+Owner&email=new%40desk.example&zone=UTC"
		"&role_owner=1&department=sa1es00000000000";
	struct answer a = ask(GET, "/people/new", ADAM);

	(void)state;
	assert_non_null(strstr(a.body, "name=\"role_owner\" value=\"1\""
				       " disabled>"));
	a = ask_form("/people", ADAM, form);
	assert_int_equal(a.status, 422);
	assert_non_null(strstr(a.body, "id=\"role-error\">Only an owner "
				       "makes somebody an owner.<"));
	assert_non_null(strstr(a.body, "value=\"New Owner\""));
	assert_non_null(strstr(a.body, "value=\"sa1es00000000000\" checked"));
	a = ask_form(arena_printf(fixture.arena, "/people/%s", ask_oid(ALICE)),
		     ADAM, form);
	assert_int_equal(a.status, 422);
	assert_non_null(strstr(a.body, "value=\"New Owner\""));
	/* An owner who would rather be an admin. */
	a = ask_form(arena_printf(fixture.arena, "/people/%s", ask_oid(OLGA)),
		     OLGA,
		     "name=Less&email=olga%40desk.example&zone=UTC"
		     "&role_admin=1");
	assert_int_equal(a.status, 422);
	assert_non_null(strstr(a.body, "Nobody gives themselves a role."));
	assert_non_null(strstr(a.body, "value=\"Less\""));
	/* Of an owner nothing is theirs to change. */
	assert_int_equal(ask_form(arena_printf(fixture.arena, "/people/%s",
					       ask_oid(OLGA)),
				  ADAM, form)
				 .status,
			 403);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM person WHERE"
					   " name IN ('New Owner', 'Less')"),
			 0);
}

static void who_finds_an_open_browser_has_ten_guesses(void **state)
{
	struct answer got;

	(void)state;
	for (int i = 0; i < 10; i++)
		assert_int_equal(
			ask_form("/account/password", ALICE, WRONG CHOSEN)
				.status,
			422);
	got = ask_form("/account/password", ALICE, RIGHT CHOSEN);
	assert_int_equal(got.status, 429);
	assert_non_null(strstr(got.body, "Too many attempts"));
}

static void sessions_are_listed_and_can_be_ended(void **state)
{
	const char *other = sign_in(BOB), *third = sign_in(BOB);
	const char *oid;
	struct answer got;

	(void)state;
	db_fixture_run("UPDATE session SET came_from = '203.0.113.0/24'"
		       " WHERE person_id = (SELECT id FROM person WHERE email"
		       " = 'bob@acme.example');");
	got = ask(GET, "/account", BOB);
	assert_non_null(strstr(got.body, "203.0.113.0/24"));
	assert_non_null(strstr(got.body, "this one"));
	oid = ask_between(strstr(got.body, "<tbody>"), "/account/sessions/",
			  "/end");
	got = ask_form(
		arena_printf(fixture.arena, "/account/sessions/%s/end", oid),
		BOB, "");
	assert_int_equal(got.status, 303);
	assert_int_equal(is_in(other) + is_in(third), 1);
	assert_int_equal(ask_form("/account/sessions/end", BOB, "").status,
			 303);
	assert_int_equal(is_in(other) + is_in(third), 0);
	assert_true(is_in(ask_token(BOB)));
}

static void nobody_ends_the_session_of_another(void **state)
{
	const char *oid;

	(void)state;
	oid = text("SELECT s.oid FROM session s JOIN person p"
		   " ON p.id = s.person_id"
		   " WHERE p.email = 'alice@desk.example'");
	assert_int_equal(ask_form(arena_printf(fixture.arena,
					       "/account/sessions/%s/end", oid),
				  OLGA, "")
				 .status,
			 404);
	assert_true(is_in(ask_token(ALICE)));
}

static void sessions_that_are_over_are_not_listed(void **state)
{
	struct session_idle idle = { .staff = 1800, .customer = 28800 };
	instant now = clock_now();
	struct session_list list;
	struct err e = { 0 };
	int of_ours = 0;

	(void)state;
	sign_in(ALICE);
	sign_in(ALICE);
	assert_int_equal(session_store_list(fixture.db, fixture.arena,
					    ask_person(ALICE), now, &idle,
					    &list, &e),
			 ERR_NONE);
	assert_int_equal(list.n, 3);
	for (size_t i = 0; i < list.n; i++) /* one is of the fixture's */
		of_ours += list.v[i].expires - list.v[i].created ==
			   LIMIT_SESSION_STAFF_SECONDS;
	assert_int_equal(of_ours, 2);
	assert_int_equal(session_store_list(fixture.db, fixture.arena,
					    ask_person(ALICE), now + 1801,
					    &idle, &list, &e),
			 ERR_NONE);
	assert_int_equal(list.n, 0);
}

int main(int argc, char **argv)
{
#define CASE(f) cmocka_unit_test_setup(f, ask_clean)
	static const struct CMUnitTest tests[] = {
		CASE(a_name_and_a_zone_are_kept_and_used),
		CASE(what_is_wrong_is_named_and_the_rest_comes_back),
		CASE(nobody_changes_more_of_themselves_than_name_and_zone),
		CASE(a_new_password_needs_the_present_one),
		CASE(another_password_ends_every_other_session),
		CASE(another_password_voids_links_that_would_set_one),
		CASE(the_same_form_twice_changes_it_once),
		CASE(a_form_of_before_says_so),
		CASE(who_may_not_give_a_role_is_told_at_the_roles),
		CASE(who_finds_an_open_browser_has_ten_guesses),
		CASE(sessions_are_listed_and_can_be_ended),
		CASE(nobody_ends_the_session_of_another),
		CASE(sessions_that_are_over_are_not_listed),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
