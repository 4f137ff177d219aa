/*
 * What was typed into a form whose session had ended: it comes back to whoever
 * wrote it, in the same tab and without script, and to nobody else.
 */
#include "support/test.h"
#include "support/ask.h"
#include "base/clock.h"
#include "web/csrf.h"

#define TYPED                                                                  \
	"subject=It%27s+%3Ci%3Ebroken%3C%2Fi%3E+%26+%22loud%22&"               \
	"body=first%0D%0Asecond%0D%0A%0D%0A++third&department=default"
#define TYPED_SUBJECT                                                          \
	"It&#39;s &lt;i&gt;broken&lt;/i&gt; &amp; &quot;loud&quot;"

static const char *copy(const char *s)
{
	return arena_str(fixture.arena, s);
}

/* All their sessions have lain idle for too long. */
static void end_sessions(enum who who)
{
	char sql[200];

	snprintf(sql, sizeof(sql),
		 "UPDATE session SET seen_at = %lld WHERE person_id = %lld;",
		 (long long)(clock_now() - ask_conf.session_idle_customer_s),
		 (long long)ask_person(who).n);
	db_fixture_run(sql);
}

static struct answer send_late(enum who who, const char *path,
			       const char *fields, const char *once)
{
	return ask_with(&(struct ask){ .method = POST,
				       .path = path,
				       .who = who,
				       .fields = fields,
				       .once = once });
}

/* The sign-in form as a browser sends it: hidden fields, address, password. */
static const char *sign_in_form(const char *page, enum who who)
{
	static const char before[] = "<input type=\"hidden\" name=\"kept";
	struct sbuf all = SBUF_INIT(100000);
	const char *out;

	sbuf_printf(&all, "email=%s&password=orbit+maple+tram+7",
		    ask_email(who));
	for (const char *at = page; (at = strstr(at, before)); at++) {
		const char *name = ask_between(at, "name=\"", "\"");
		const char *value = ask_between(at, "value=\"", "\">");

		sbuf_printf(&all, "&%s=", name);
		/* Entities are five; the rest is as it was. */
		for (const char *s = value; *s; s++) {
			static const struct {
				const char *entity, *plain;
			} entities[] = { { "&lt;", "<" },
					 { "&gt;", ">" },
					 { "&amp;", "&" },
					 { "&#39;", "'" },
					 { "&quot;", "\"" } };
			char one[2] = { *s, '\0' };
			const char *plain = one;

			for (size_t i = 0; i < COUNT_OF(entities); i++)
				if (str_starts(s, entities[i].entity)) {
					plain = entities[i].plain;
					s += strlen(entities[i].entity) - 1;
					break;
				}
			http_encode(&all, plain);
		}
	}
	out = copy(sbuf_text(&all));
	sbuf_release(&all);
	return out;
}

/* Sign in on that page, whose cookie is the one that went dead. */
static struct answer sign_in(const char *page, enum who cookie, enum who who)
{
	const char *token = ask_token(cookie);

	return ask_with(&(struct ask){ .method = POST,
				       .path = "/session",
				       .cookie = token,
				       .csrf = ask_csrf_of(token),
				       .fields = sign_in_form(page, who) });
}

static int64_t tickets(void)
{
	return db_fixture_number("SELECT COUNT(*) FROM ticket");
}

static void it_comes_back_to_who_wrote_it_ready_to_be_sent(void **state)
{
	const char *once = ask_once(), *page, *cookie, *csrf;
	struct answer got;
	struct ask again;

	(void)state;
	end_sessions(BOB);
	got = send_late(BOB, "/tickets", TYPED, once);
	assert_int_equal(got.status, 403);
	page = copy(got.body);
	assert_int_equal(tickets(), 0);
	got = sign_in(page, BOB, BOB);
	assert_int_equal(got.status, 200);
	cookie = got.cookie;
	assert_non_null(cookie);
	page = copy(got.body);
	assert_non_null(strstr(page, "Welcome back"));
	assert_non_null(strstr(page, "action=\"/tickets\""));
	assert_non_null(strstr(page, TYPED_SUBJECT));
	assert_non_null(strstr(page, "first\r\nsecond\r\n\r\n  third"));
	assert_non_null(strstr(page, once));
	assert_int_equal(tickets(), 0); /* not before they say so */

	csrf = ask_between(page, "name=\"csrf\" value=\"", "\"");
	assert_string_equal(csrf, ask_csrf_of(cookie));
	again = (struct ask){ .method = POST,
			      .path = "/tickets",
			      .cookie = cookie,
			      .csrf = csrf,
			      .once = once,
			      .fields = TYPED };
	assert_int_equal(ask_with(&again).status, 303);
	assert_int_equal(ask_with(&again).status, 303);
	assert_int_equal(tickets(), 1);
	assert_int_equal(
		db_fixture_number("SELECT COUNT(*) FROM ticket WHERE subject ="
				  " 'It''s <i>broken</i> & \"loud\"'"),
		1);
}

static void who_signs_in_instead_neither_sees_nor_sends_it(void **state)
{
	struct answer got;
	const char *page;

	(void)state;
	end_sessions(BOB);
	got = send_late(BOB, "/tickets", TYPED, ask_once());
	page = copy(got.body);
	got = sign_in(page, BOB, CAROL);
	assert_int_equal(got.status, 303);
	assert_string_equal(got.location, "/");
	assert_int_equal(got.body_n, 0);
	assert_int_equal(tickets(), 0);
}

static void a_wrong_password_does_not_lose_it(void **state)
{
	struct answer got;
	const char *form;

	(void)state;
	end_sessions(BOB);
	got = send_late(BOB, "/tickets", TYPED, ask_once());
	form = arena_printf(fixture.arena, "%s%s",
			    strstr(sign_in_form(got.body, BOB), "&kept") + 1,
			    "&email=bob%40acme.example&password=wrong");
	got = ask_with(&(struct ask){ .method = POST,
				      .path = "/session",
				      .cookie = ask_token(BOB),
				      .csrf = ask_csrf_of(ask_token(BOB)),
				      .fields = form });
	assert_int_equal(got.status, 422);
	assert_non_null(strstr(got.body, "name=\"kept-body\""));
	assert_non_null(strstr(got.body, TYPED_SUBJECT));
}

static void who_has_signed_in_in_another_tab_sees_it_at_once(void **state)
{
	struct ask q = { .method = POST, .path = "/session" };
	struct answer got;

	(void)state;
	end_sessions(BOB);
	got = send_late(BOB, "/tickets", TYPED, ask_once());
	q.fields = sign_in_form(got.body, BOB);
	q.csrf = ask_csrf_of(ask_token(BOB));
	/* Meanwhile: */
	q.cookie = ask_with(&(struct ask){ .method = POST,
					   .path = "/session",
					   .cookie = ask_token(BOB),
					   .fields = "email=bob%40acme.example&"
						     "password=orbit+maple+"
						     "tram+7" })
			   .cookie;
	got = ask_with(&q);
	assert_int_equal(got.status, 200);
	assert_non_null(strstr(got.body, "Welcome back"));
	assert_non_null(strstr(got.body, TYPED_SUBJECT));
	/* Somebody else there is not shown it. */
	q.cookie = ask_token(CAROL);
	got = ask_with(&q);
	assert_int_equal(got.status, 403);
	assert_null(strstr(got.body, "broken"));
}

static void an_old_page_of_another_person_is_not_shown(void **state)
{
	struct answer got = ask_with(&(struct ask){ .method = POST,
						    .path = "/tickets",
						    .who = CAROL,
						    .csrf = ask_csrf(BOB),
						    .fields = TYPED });

	(void)state;
	assert_int_equal(got.status, 403);
	assert_null(strstr(got.body, "broken"));
	assert_null(strstr(got.body, "third"));
	assert_non_null(strstr(got.body, "another person"));
	assert_int_equal(tickets(), 0);
}

static void passwords_are_not_carried(void **state)
{
	struct answer got;

	(void)state;
	end_sessions(BOB);
	got = send_late(BOB, "/account/password",
			"current_password=orbit+maple+tram+7&"
			"password=copper+lantern+42+fig&name=x",
			ask_once());
	assert_int_equal(got.status, 403);
	assert_null(strstr(got.body, "orbit"));
	assert_null(strstr(got.body, "lantern"));
}

static void more_than_can_be_carried_is_shown_to_be_copied(void **state)
{
	struct sbuf many = SBUF_INIT(10000);
	struct answer got;

	(void)state;
	end_sessions(BOB);
	sbuf_str(&many, "body=A+long+story");
	for (int i = 0; i < 55; i++)
		sbuf_printf(&many, "&f%d=1", i);
	got = send_late(BOB, "/tickets", sbuf_text(&many), ask_once());
	assert_int_equal(got.status, 403);
	assert_non_null(strstr(got.body, "A long story"));
	assert_null(strstr(got.body, "kept-body"));
	sbuf_release(&many);
}

static void what_is_no_path_of_ours_leads_nowhere(void **state)
{
	static const char *const paths[] = { "%2F%2Fevil.example",
					     "https%3A%2F%2Fe", "%2F%5Cevil",
					     "javascript%3Ax", "" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(paths); i++) {
		struct answer got = ask_with(&(struct ask){
			.method = POST,
			.path = "/session",
			.who = NOBODY,
			.fields = arena_printf(
				fixture.arena,
				"email=%s&password=orbit+maple+tram+7&"
				"kept_path=%s&kept_csrf=%s&kept-body=x",
				ask_email(BOB), paths[i], ask_csrf(BOB)) });

		assert_int_equal(got.status, 303);
		assert_string_equal(got.location, "/");
	}
}

int main(int argc, char **argv)
{
#define CASE(f) cmocka_unit_test_setup(f, ask_clean)
	static const struct CMUnitTest tests[] = {
		CASE(it_comes_back_to_who_wrote_it_ready_to_be_sent),
		CASE(who_signs_in_instead_neither_sees_nor_sends_it),
		CASE(a_wrong_password_does_not_lose_it),
		CASE(who_has_signed_in_in_another_tab_sees_it_at_once),
		CASE(an_old_page_of_another_person_is_not_shown),
		CASE(passwords_are_not_carried),
		CASE(more_than_can_be_carried_is_shown_to_be_copied),
		CASE(what_is_no_path_of_ours_leads_nowhere),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, ask_setup, ask_teardown);
}
