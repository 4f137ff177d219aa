/* Who is added, what they may do from now on, and whom it signs out. */
#include "desk/account.h"
#include "desk/people.h"

#include "base/password.h"
#include "desk/company.h"
#include "store/people_list.h"
#include "store/person_store.h"
#include "store/session_store.h"
#include "support/test.h"

#define T0 MONDAY_9
#define ERNA "erna@desk.example"
#define NUMBER(sql) db_fixture_number(sql)

static struct err error;

static struct job job_now(void)
{
	error = (struct err){ 0 };
	return company_job(&company.olga, T0);
}

static void ok(enum err_kind kind)
{
	company_expect(kind, ERR_NONE, &error);
}

/* Erna, a customer with a session. */
static int before(void **state)
{
	const struct people_draft draft = { .name = "Erna Example",
					    .email = ERNA,
					    .password = "maple orbit tram 7",
					    .roles = ROLE_CUSTOMER };
	struct session_new s = { .expires = T0 + DAY_SECONDS };
	struct person erna;
	const char *oid;
	int rc = company_setup(state);
	struct job job = job_now();

	ok(people_add(&job, &draft, &oid, &error));
	ok(person_store_find_email(job.db, job.arena, ERNA, &erna, &error));
	s.person = erna.id;
	ok(session_store_add(job.db, &s, T0, &error));
	return rc;
}

static int64_t sessions(void)
{
	return NUMBER("SELECT COUNT(*) FROM session WHERE ended = 0");
}

static void other_rights_need_another_sign_in(void **state)
{
	struct job job = job_now();

	(void)state;
	ok(people_set_roles(&job, ERNA, ROLE_AGENT, &error));
	check_i64("roles",
		  NUMBER("SELECT roles FROM person WHERE email = '" ERNA "'"),
		  ROLE_AGENT);
	check_i64("sessions", sessions(), 0);
}

static void another_password_ends_the_sessions(void **state)
{
	struct job job = job_now();
	struct person erna;

	(void)state;
	ok(people_set_password(&job, ERNA, "quiet lamp river 3", &error));
	ok(person_store_find_email(job.db, job.arena, ERNA, &erna, &error));
	assert_true(password_good(erna.password_hash, "quiet lamp river 3"));
	assert_false(password_good(erna.password_hash, "maple orbit tram 7"));
	check_i64("sessions", sessions(), 0);
}

/* How many customers a search for that finds. */
static size_t found(const char *q)
{
	const struct people_search s = { .q = q };
	struct people_page page;

	ok(people_list_customers(fixture.db, fixture.arena, &s, &page, &error));
	return page.n;
}

static void who_changes_their_name_is_found_by_the_new_one(void **state)
{
	struct once once = { .key_hash = { 1 }, .request_hash = { 2 } };
	struct job job = company_job(&company.bob, T0);

	(void)state;
	job.once = &once;
	ok(account_update(&job, "Robert Quillfeather", "UTC", &error));
	check_i64("new", (int64_t)found("quill"), 1);
	check_i64("old", (int64_t)found("bob"), 0);
	/* A form that was carried out has an answer. */
	check_i64("forms", NUMBER("SELECT COUNT(*) FROM once"), 1);
	check_i64("unanswered",
		  NUMBER("SELECT COUNT(*) FROM once WHERE answer = ''"), 0);
}

static void who_is_disabled_has_no_session_left(void **state)
{
	struct job job = job_now();

	(void)state;
	ok(people_set_disabled(&job, ERNA, true, &error));
	check_i64("disabled",
		  NUMBER("SELECT disabled_at FROM person"
			 " WHERE email = '" ERNA "'"),
		  T0);
	check_i64("sessions", sessions(), 0);
	ok(people_set_disabled(&job, ERNA, false, &error));
	check_i64("disabled", NUMBER("SELECT COUNT(disabled_at) FROM person"),
		  0);
}

static void a_refused_change_changes_nothing(void **state)
{
	const struct people_draft again = { .name = "Another Erna",
					    .email = "Erna@Desk.example",
					    .roles = ROLE_CUSTOMER };
	const char *const nowhere[] = { "Nowhere" };
	const struct people_draft lost = { .name = "Otto",
					   .email = "otto@desk.example",
					   .roles = ROLE_AGENT,
					   .departments = nowhere,
					   .ndepartments = 1 };
	int64_t people = NUMBER("SELECT COUNT(*) FROM person");
	struct job job = job_now();
	const char *oid;

	(void)state;
	company_expect(people_add(&job, &again, &oid, &error), ERR_CONFLICT,
		       &error);
	job = job_now();
	company_expect(people_add(&job, &lost, &oid, &error), ERR_NOT_FOUND,
		       &error);
	job = job_now();
	company_expect(people_set_roles(&job, ERNA, 0, &error), ERR_INVALID,
		       &error);
	job = job_now();
	company_expect(
		people_set_roles(&job, "x@y.example", ROLE_AGENT, &error),
		ERR_NOT_FOUND, &error);
	job = job_now();
	company_expect(people_set_password(&job, ERNA, "short", &error),
		       ERR_INVALID, &error);
	check_i64("people", NUMBER("SELECT COUNT(*) FROM person"), people);
	check_i64("sessions", sessions(), 1);
}

static void members_join_and_leave(void **state)
{
	static const char members[] =
		"SELECT COUNT(*) FROM department_member m JOIN person p"
		" ON p.id = m.person_id WHERE p.email = '" ERNA "'";
	struct job job = job_now();

	(void)state;
	ok(people_set_roles(&job, ERNA, ROLE_AGENT, &error));
	job = job_now();
	ok(people_set_member(&job, "Billing", ERNA, true, &error));
	check_i64("member", NUMBER(members), 1);
	ok(people_set_member(&job, "Billing", ERNA, false, &error));
	check_i64("member", NUMBER(members), 0);
}

/* ---- One-time links ------------------------------------------------------ */

#define GOOD_ONE "quiet lamp river 3"

static const char *link_of(const char *who)
{
	struct job job = job_now();
	const char *token;

	ok(people_invite(&job, who, &token, &error));
	return token;
}

static enum err_kind come_by(const char *token, const char *password,
			     instant now)
{
	struct job job = job_now();
	const char *email;

	job.by.now = now;
	return people_accept(&job, token, password, &email, &error);
}

static void a_link_sets_a_password_once(void **state)
{
	const char *token = link_of(ERNA), *email;
	struct job job = job_now();
	struct person erna;

	(void)state;
	check_i64("only its hash is stored",
		  NUMBER(arena_printf(fixture.arena,
				      "SELECT COUNT(*) FROM invitation"
				      " WHERE LEFT('%s', 32) = token_hash",
				      token)),
		  0);
	ok(people_invited(&job, token, &erna, &error));
	assert_string_equal(erna.email, ERNA);
	ok(people_accept(&job, token, GOOD_ONE, &email, &error));
	assert_string_equal(email, ERNA);
	ok(person_store_find_email(job.db, job.arena, ERNA, &erna, &error));
	assert_true(password_good(erna.password_hash, GOOD_ONE));
	check_i64("sessions", sessions(), 0);
	company_expect(come_by(token, "another good one 4", T0), ERR_NOT_FOUND,
		       &error);
	ok(person_store_find_email(job.db, job.arena, ERNA, &erna, &error));
	assert_true(password_good(erna.password_hash, GOOD_ONE));
}

static void a_link_ends_after_three_days(void **state)
{
	const char *token = link_of(ERNA);

	(void)state;
	company_expect(come_by(token, GOOD_ONE, T0 + 3 * DAY_SECONDS),
		       ERR_NOT_FOUND, &error);
	ok(come_by(token, GOOD_ONE, T0 + 3 * DAY_SECONDS - 1));
}

static void the_last_link_is_the_good_one(void **state)
{
	const char *first = link_of(ERNA), *second = link_of(ERNA);

	(void)state;
	company_expect(come_by(first, GOOD_ONE, T0), ERR_NOT_FOUND, &error);
	ok(come_by(second, GOOD_ONE, T0));
}

/* What makes a link void. */
static void another_password_voids_links(struct job *job)
{
	ok(people_set_password(job, ERNA, "maple orbit tram 8", &error));
}

static void another_address_voids_links(struct job *job)
{
	const struct people_change c = { .email = "erna@other.example" };

	ok(people_change(job, ERNA, &c, &error));
}

static void disabling_voids_links(struct job *job)
{
	ok(people_set_disabled(job, ERNA, true, &error));
	ok(people_set_disabled(job, ERNA, false, &error));
}

static void what_changes_the_door_voids_links(void **state)
{
	void (*const deeds[])(struct job *) = {
		another_password_voids_links,
		disabling_voids_links,
		another_address_voids_links,
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(deeds); i++) {
		const char *token = link_of(ERNA);
		struct job job = job_now();

		deeds[i](&job);
		company_expect(come_by(token, GOOD_ONE, T0), ERR_NOT_FOUND,
			       &error);
	}
}

static void no_other_token_opens(void **state)
{
	const char *token = link_of(ERNA);
	const char *const tokens[] = {
		"",
		"0",
		"true",
		arena_copy(fixture.arena, token, 42),
		arena_printf(fixture.arena, "%sA", token),
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(tokens); i++)
		company_expect(come_by(tokens[i], GOOD_ONE, T0), ERR_NOT_FOUND,
			       &error);
}

static void a_poor_password_leaves_the_link_good(void **state)
{
	const char *token = link_of(ERNA);

	(void)state;
	company_expect(come_by(token, "short", T0), ERR_INVALID, &error);
	company_expect(come_by(token, "password1234", T0), ERR_INVALID, &error);
	ok(come_by(token, GOOD_ONE, T0));
}

static void who_is_disabled_gets_no_link(void **state)
{
	struct job job = job_now();
	const char *token = link_of(ERNA);

	(void)state;
	db_fixture_run("UPDATE person SET disabled_at = 1"
		       " WHERE email = '" ERNA "';");
	company_expect(people_invite(&job, ERNA, &token, &error), ERR_CONFLICT,
		       &error);
	company_expect(come_by(token, GOOD_ONE, T0), ERR_NOT_FOUND, &error);
}

int main(int argc, char **argv)
{
#define PEOPLE_TEST(what, func) TEST_WITH(what, func, before, NULL)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		PEOPLE_TEST("other rights need another sign-in", other_rights_need_another_sign_in),
		PEOPLE_TEST("another password ends the sessions", another_password_ends_the_sessions),
		PEOPLE_TEST("who changes their name is found by the new one", who_changes_their_name_is_found_by_the_new_one),
		PEOPLE_TEST("who is disabled has no session left", who_is_disabled_has_no_session_left),
		PEOPLE_TEST("a change that is refused changes nothing", a_refused_change_changes_nothing),
		PEOPLE_TEST("a link sets a password once", a_link_sets_a_password_once),
		PEOPLE_TEST("a link ends after three days", a_link_ends_after_three_days),
		PEOPLE_TEST("of two links the last is good", the_last_link_is_the_good_one),
		PEOPLE_TEST("another password, address or a closed door voids links", what_changes_the_door_voids_links),
		PEOPLE_TEST("no other token opens", no_other_token_opens),
		PEOPLE_TEST("a poor password leaves the link good", a_poor_password_leaves_the_link_good),
		PEOPLE_TEST("who is disabled gets no link", who_is_disabled_gets_no_link),
		PEOPLE_TEST("members join a department and leave it", members_join_and_leave),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/people", tests, db_fixture_setup, db_fixture_teardown);
}
