/* People, departments, sessions, and forms sent twice. */
#include "support/db_fixture.h"
#include "support/test.h"

#include <pthread.h>

#include "store/department_store.h"
#include "store/once_store.h"
#include "store/person_store.h"
#include "base/limits.h"
#include "store/session_store.h"

#define NOW INT64_C(1780000000)
#define HOUR 3600

static struct err e;
static const struct session_idle idle = { .staff = 1800, .customer = 8 * HOUR };

#define OK(call) db_fixture_kind(ERR_NONE, (call), &e, __LINE__)
#define IS(kind, call) db_fixture_kind((kind), (call), &e, __LINE__)

static int clean(void **state)
{
	err_clear(&e);
	return db_fixture_clean(state);
}

static struct person make_person(const char *name, const char *email,
				 unsigned roles)
{
	struct person p = { .name = name,
			    .email = email,
			    .zone = "Europe/Riga",
			    .roles = roles };

	OK(person_store_add(fixture.db, fixture.arena, &p, NOW, &e));
	return p;
}

static department_id make_department(const char *name, bool open_to_all)
{
	struct department d = { .name = name, .open_to_all = open_to_all };

	OK(department_store_add(fixture.db, fixture.arena, &d, NOW, &e));
	return d.id;
}

static void join(department_id d, const struct person *p)
{
	OK(department_store_add_member(fixture.db, d, p->id, &e));
}

/* ---- People
 * ------------------------------------------------------------------- */

static void a_person_is_found_by_any_of_three_names(void **state)
{
	struct person alice = make_person("Ālise Bērziņa", "Alice@Example.ORG",
					  ROLE_AGENT);
	struct person found;

	(void)state;
	OK(person_store_find(fixture.db, fixture.arena, alice.id, &found, &e));
	assert_string_equal(found.name, "Ālise Bērziņa");
	assert_string_equal(found.email, "alice@example.org");
	assert_string_equal(found.zone, "Europe/Riga");
	assert_int_equal(found.roles, ROLE_AGENT);
	assert_int_equal(found.disabled, INSTANT_NONE);
	assert_int_equal(found.created, NOW);
	assert_null(found.password_hash);
	OK(person_store_find_oid(fixture.db, fixture.arena, alice.oid, &found,
				 &e));
	assert_int_equal(found.id.n, alice.id.n);
	OK(person_store_find_email(fixture.db, fixture.arena,
				   "ALICE@example.org", &found, &e));
	assert_int_equal(found.id.n, alice.id.n);
	IS(ERR_NOT_FOUND,
	   person_store_find_email(fixture.db, fixture.arena, "", &found, &e));
	IS(ERR_NOT_FOUND, person_store_find_oid(fixture.db, fixture.arena,
						"ALICE", &found, &e));
}

static void an_address_belongs_to_one_person(void **state)
{
	struct person bob = make_person("Bob", "bob@example.org",
					ROLE_CUSTOMER);
	struct person again = bob;

	(void)state;
	again.email = "BOB@example.org";
	IS(ERR_CONFLICT,
	   person_store_add(fixture.db, fixture.arena, &again, NOW, &e));
	/* People without one do not collide. */
	make_person("Nobody", NULL, ROLE_CUSTOMER);
	make_person("Nobody", NULL, ROLE_CUSTOMER);
}

static void each_change_counts_as_a_version(void **state)
{
	struct person bob = make_person("Bob", "bob@example.org",
					ROLE_CUSTOMER);
	person_id nobody = { 999999 };

	(void)state;
	OK(person_store_set_password(fixture.db, bob.id, "$argon2id$x", &e));
	bob.roles = ROLE_AGENT | ROLE_MANAGER;
	bob.zone = "Asia/Kolkata";
	OK(person_store_change(fixture.db, fixture.arena, &bob, &e));
	OK(person_store_set_disabled(fixture.db, bob.id, NOW + 5, &e));
	OK(person_store_find(fixture.db, fixture.arena, bob.id, &bob, &e));
	assert_string_equal(bob.password_hash, "$argon2id$x");
	assert_int_equal(bob.roles, ROLE_AGENT | ROLE_MANAGER);
	assert_string_equal(bob.zone, "Asia/Kolkata");
	assert_int_equal(bob.disabled, NOW + 5);
	assert_int_equal(bob.version, 4);
	OK(person_store_set_disabled(fixture.db, bob.id, INSTANT_NONE, &e));
	OK(person_store_find(fixture.db, fixture.arena, bob.id, &bob, &e));
	assert_int_equal(bob.disabled, INSTANT_NONE);
	IS(ERR_NOT_FOUND,
	   person_store_set_password(fixture.db, nobody, "$argon2id$x", &e));
	bob.id = nobody;
	IS(ERR_NOT_FOUND,
	   person_store_change(fixture.db, fixture.arena, &bob, &e));
}

/* ---- Departments
 * ---------------------------------------------------------------- */

static void the_first_department_is_called_default(void **state)
{
	struct department d;
	struct departments all;

	(void)state;
	make_department("Support", true);
	make_department("Accounts", false);
	OK(department_store_find_oid(fixture.db, fixture.arena, "default", &d,
				     &e));
	assert_string_equal(d.name, "Support");
	OK(department_store_find_name(fixture.db, fixture.arena, "Accounts", &d,
				      &e));
	assert_string_not_equal(d.oid, "default");
	assert_int_equal(strlen(d.oid), RNG_OID_LEN);
	OK(department_store_list(fixture.db, fixture.arena, &all, &e));
	assert_int_equal(all.n, 2);
	assert_string_equal(all.v[0].name, "Accounts");
	OK(department_store_list_open(fixture.db, fixture.arena, &all, &e));
	assert_int_equal(all.n, 1);
	assert_string_equal(all.v[0].name, "Support");
	d.name = "Support";
	IS(ERR_CONFLICT,
	   department_store_add(fixture.db, fixture.arena, &d, NOW, &e));
	d = all.v[0];
	d.name = "Accounts";
	IS(ERR_CONFLICT, department_store_change(fixture.db, &d, &e));
	d.name = "Help";
	OK(department_store_change(fixture.db, &d, &e));
	d.id.n = 999999;
	d.name = "X";
	IS(ERR_NOT_FOUND, department_store_change(fixture.db, &d, &e));
}

static void members_see_their_departments(void **state)
{
	struct person zoe = make_person("Zoe", "zoe@x.org", ROLE_AGENT);
	department_id ids[3] = { make_department("C", true),
				 make_department("B", true),
				 make_department("A", true) };
	struct viewer v = { .person = zoe.id };
	struct departments seen;

	(void)state;
	join(ids[2], &zoe);
	join(ids[0], &zoe);
	join(ids[0], &zoe);
	OK(department_store_list_seen(fixture.db, fixture.arena, &v, &seen,
				      &e));
	assert_int_equal(seen.n, 2);
	assert_string_equal(seen.v[0].name, "A");
	OK(department_store_remove_member(fixture.db, ids[2], zoe.id, &e));
	OK(department_store_remove_member(fixture.db, ids[2], zoe.id, &e));
	OK(department_store_list_seen(fixture.db, fixture.arena, &v, &seen,
				      &e));
	assert_int_equal(seen.n, 1);
	assert_string_equal(seen.v[0].name, "C");
	v.everywhere = true;
	OK(department_store_list_seen(fixture.db, fixture.arena, &v, &seen,
				      &e));
	assert_int_equal(seen.n, 3);
}

/* ---- Sessions
 * -------------------------------------------------------------------- */

static struct session_new start_session(const struct person *p,
					const char *token)
{
	struct session_new s = { .person = p->id, .expires = NOW + 12 * HOUR };

	rng_sha256(token, strlen(token), s.token_hash);
	memset(s.csrf_key, 7, sizeof(s.csrf_key));
	OK(session_store_add(fixture.db, &s, NOW, &e));
	return s;
}

static enum err_kind find_at(const struct session_new *s, instant now,
			     struct session *out)
{
	return session_store_find(fixture.db, fixture.arena, s->token_hash, now,
				  &idle, out, &e);
}

static void a_session_knows_its_person_and_departments(void **state)
{
	struct person zoe = make_person("Zoe", "zoe@x.org", ROLE_AGENT);
	struct person bob = make_person("Bob", "bob@x.org", ROLE_CUSTOMER);
	struct session_new s = start_session(&zoe, "token");
	struct session_new customer = start_session(&bob, "customer");
	department_id d[20];
	struct session found;

	(void)state;
	OK(find_at(&s, NOW, &found));
	assert_int_equal(found.ndepartments, 0);
	for (size_t i = 0; i < COUNT_OF(d); i++)
		d[i] = make_department((char[]){ (char)('a' + i), 0 }, true);
	for (size_t i = COUNT_OF(d); i-- > 0;)
		join(d[i], &zoe);
	join(d[0], &bob);
	OK(find_at(&s, NOW, &found));
	assert_int_equal(found.person.n, zoe.id.n);
	assert_int_equal(found.roles, ROLE_AGENT);
	assert_string_equal(found.name, "Zoe");
	assert_string_equal(found.email, "zoe@x.org");
	assert_string_equal(found.zone, "Europe/Riga");
	assert_memory_equal(found.csrf_key, s.csrf_key, 32);
	assert_int_equal(found.ndepartments, COUNT_OF(d));
	for (size_t i = 0; i < COUNT_OF(d); i++)
		assert_int_equal(found.departments[i], d[i].n);
	OK(find_at(&customer, NOW, &found));
	assert_int_equal(found.person.n, bob.id.n);
	assert_int_equal(found.ndepartments, 0);
	s.token_hash[31] ^= 1;
	IS(ERR_NOT_FOUND, find_at(&s, NOW, &found));
}

static void a_session_ends_when_idle_at_its_end_or_with_its_person(void **state)
{
	struct person zoe = make_person("Zoe", "zoe@x.org", ROLE_AGENT);
	struct person bob = make_person("Bob", "bob@x.org", ROLE_CUSTOMER);
	struct session_new staff = start_session(&zoe, "staff");
	struct session_new customer = start_session(&bob, "customer");
	struct session found;

	(void)state;
	OK(find_at(&staff, NOW + 1799, &found));
	IS(ERR_NOT_FOUND, find_at(&staff, NOW + 1800, &found));
	OK(find_at(&customer, NOW + 8 * HOUR - 1, &found));
	IS(ERR_NOT_FOUND, find_at(&customer, NOW + 8 * HOUR, &found));
	/* Used, it goes on; a second note within the minute is not written. */
	OK(find_at(&staff, NOW + 1700, &found));
	OK(session_store_touch(fixture.db, staff.token_hash, &found, NOW + 1700,
			       &e));
	OK(find_at(&staff, NOW + 1750, &found));
	assert_int_equal(found.seen, NOW + 1700);
	OK(session_store_touch(fixture.db, staff.token_hash, &found, NOW + 1750,
			       &e));
	OK(find_at(&staff, NOW + 3499, &found));
	assert_int_equal(found.seen, NOW + 1700);
	/* Not beyond its end, however busy. */
	db_fixture_run("UPDATE session SET seen_at = expires_at - 1;");
	OK(find_at(&staff, NOW + 12 * HOUR - 1, &found));
	IS(ERR_NOT_FOUND, find_at(&staff, NOW + 12 * HOUR, &found));
	OK(person_store_set_disabled(fixture.db, zoe.id, NOW, &e));
	IS(ERR_NOT_FOUND, find_at(&staff, NOW + 12 * HOUR - 1, &found));
}

static void sessions_are_ended_one_by_one_and_all_at_once(void **state)
{
	struct person zoe = make_person("Zoe", "zoe@x.org", ROLE_AGENT);
	struct session_new a = start_session(&zoe, "a");
	struct session_new b = start_session(&zoe, "b");
	struct session_new c = start_session(&zoe, "c");
	struct session found;

	(void)state;
	OK(find_at(&a, NOW, &found));
	OK(session_store_end(fixture.db, a.token_hash, &e));
	OK(session_store_end(fixture.db, a.token_hash, &e));
	IS(ERR_NOT_FOUND, find_at(&a, NOW, &found));
	/* Nor does a page that was still on its way use it. */
	OK(session_store_touch(fixture.db, a.token_hash, &found, NOW + HOUR,
			       &e));
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM session"
					   " WHERE seen_at > expires_at"),
			 0);
	OK(find_at(&b, NOW, &found));
	OK(session_store_end_all(fixture.db, zoe.id, &e));
	IS(ERR_NOT_FOUND, find_at(&b, NOW, &found));
	IS(ERR_NOT_FOUND, find_at(&c, NOW, &found));
}

static void a_copy_of_the_table_opens_nothing(void **state)
{
	struct person zoe = make_person("Zoe", "zoe@x.org", ROLE_AGENT);
	struct session_new s = start_session(&zoe, "secret token");
	unsigned char replayed[RNG_HASH_LEN];
	struct session found;

	(void)state;
	assert_int_equal(
		db_fixture_number(
			"SELECT COUNT(*) FROM session WHERE"
			" token_hash = UNHEX(SHA2('secret token', 256))"),
		1);
	/* What is stored, sent as a cookie, is hashed once more. */
	rng_sha256(s.token_hash, sizeof(s.token_hash), replayed);
	memcpy(s.token_hash, replayed, sizeof(replayed));
	IS(ERR_NOT_FOUND, find_at(&s, NOW, &found));
}

static void failures_are_counted_and_forgiven(void **state)
{
	unsigned char hash[RNG_HASH_LEN], other[RNG_HASH_LEN];
	instant first;
	int64_t n;

	(void)state;
	rng_sha256("bob@x.org", 9, hash);
	rng_sha256("zoe@x.org", 9, other);
	for (int i = 0; i < 5; i++)
		OK(session_store_fail(fixture.db, hash, NOW + i * 100, &e));
	OK(session_store_fail(fixture.db, other, NOW, &e));
	OK(session_store_failures(fixture.db, fixture.arena, hash, NOW + 200,
				  &n, &first, &e));
	assert_int_equal(n, 3);
	assert_int_equal(first, NOW + 200);
	OK(session_store_forgive(fixture.db, hash, &e));
	OK(session_store_failures(fixture.db, fixture.arena, hash, NOW, &n,
				  &first, &e));
	assert_int_equal(n, 0);
	assert_int_equal(first, INSTANT_NONE);
	OK(session_store_failures(fixture.db, fixture.arena, other, NOW, &n,
				  &first, &e));
	assert_int_equal(n, 1);
}

static void what_is_past_is_tidied_away(void **state)
{
	struct person zoe = make_person("Zoe", "zoe@x.org", ROLE_AGENT);
	struct session_new s = start_session(&zoe, "token");
	instant kept = s.expires + LIMIT_SESSION_KEPT_SECONDS;

	(void)state;
	OK(session_store_fail(fixture.db, s.token_hash, NOW, &e));
	OK(session_store_tidy(fixture.db, NOW + DAY_SECONDS, 10, &e));
	assert_int_equal(
		db_fixture_number("SELECT COUNT(*) FROM sign_in_failure"), 1);
	OK(session_store_tidy(fixture.db, NOW + DAY_SECONDS + 1, 10, &e));
	assert_int_equal(
		db_fixture_number("SELECT COUNT(*) FROM sign_in_failure"), 0);
	OK(session_store_tidy(fixture.db, kept - 1, 10, &e));
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM session"), 1);
	OK(session_store_tidy(fixture.db, kept, 10, &e));
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM session"), 0);
}

/* ---- Forms
 * ------------------------------------------------------------------------ */

static const unsigned char key_1[32] = "key one", key_2[32] = "key two";
static const unsigned char request_1[32] = "request one",
			   request_2[32] = "request two";

static enum err_kind claim(struct db *db, const unsigned char *key,
			   const unsigned char *request, bool *again,
			   const char **answer)
{
	return once_store_claim(db, fixture.arena, key, request, NOW, again,
				answer, &e);
}

static void a_form_sent_twice_is_told_the_same(void **state)
{
	const char *answer;
	bool again;

	(void)state;
	OK(db_begin(fixture.db, &e));
	OK(claim(fixture.db, key_1, request_1, &again, &answer));
	assert_false(again);
	OK(once_store_answer(fixture.db, key_1, "ABC-DEFGH-123", &e));
	OK(db_commit(fixture.db, &e));
	OK(db_begin(fixture.db, &e));
	OK(claim(fixture.db, key_1, request_1, &again, &answer));
	assert_true(again);
	assert_string_equal(answer, "ABC-DEFGH-123");
	db_rollback(fixture.db);
	OK(db_begin(fixture.db, &e));
	IS(ERR_CONFLICT, claim(fixture.db, key_1, request_2, &again, &answer));
	db_rollback(fixture.db);
	OK(db_begin(fixture.db, &e));
	OK(claim(fixture.db, key_2, request_1, &again, &answer));
	assert_false(again);
	db_rollback(fixture.db);
	/* What was rolled back was not done. */
	OK(db_begin(fixture.db, &e));
	OK(claim(fixture.db, key_2, request_1, &again, &answer));
	assert_false(again);
	db_rollback(fixture.db);
	OK(once_store_tidy(fixture.db, NOW + DAY_SECONDS, 10, &e));
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM once"), 1);
	OK(once_store_tidy(fixture.db, NOW + DAY_SECONDS + 1, 10, &e));
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM once"), 0);
}

struct second {
	struct db *db;
	struct arena *arena;
	bool again;
	const char *answer;
	enum err_kind kind;
	struct err e;
};

static void *claim_too(void *cookie)
{
	struct second *s = cookie;

	if (db_begin(s->db, &s->e))
		abort();
	s->kind = once_store_claim(s->db, s->arena, key_1, request_1, NOW,
				   &s->again, &s->answer, &s->e);
	db_rollback(s->db);
	return NULL;
}

static void a_second_one_waits_for_the_first(void **state)
{
	struct second s = { .db = db_fixture_open(), .arena = arena_new() };
	const char *answer;
	pthread_t thread;
	bool again;

	(void)state;
	OK(db_begin(fixture.db, &e));
	OK(claim(fixture.db, key_1, request_1, &again, &answer));
	assert_int_equal(pthread_create(&thread, NULL, claim_too, &s), 0);
	usleep(100000);
	OK(once_store_answer(fixture.db, key_1, "done", &e));
	OK(db_commit(fixture.db, &e));
	pthread_join(thread, NULL);
	assert_int_equal(s.kind, ERR_NONE);
	assert_true(s.again);
	assert_string_equal(s.answer, "done");
	db_close(&s.db);
	arena_free(s.arena);
}

int main(int argc, char **argv)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST_WITH("a person is found by any of three names", a_person_is_found_by_any_of_three_names, clean, NULL),
		TEST_WITH("an address belongs to one person", an_address_belongs_to_one_person, clean, NULL),
		TEST_WITH("each change counts as a version", each_change_counts_as_a_version, clean, NULL),
		TEST_WITH("the first department is called default", the_first_department_is_called_default, clean, NULL),
		TEST_WITH("members see their departments", members_see_their_departments, clean, NULL),
		TEST_WITH("a session knows its person and departments", a_session_knows_its_person_and_departments, clean, NULL),
		TEST_WITH("a session ends when idle, at its end, or with its person", a_session_ends_when_idle_at_its_end_or_with_its_person, clean, NULL),
		TEST_WITH("sessions are ended one by one and all at once", sessions_are_ended_one_by_one_and_all_at_once, clean, NULL),
		TEST_WITH("a copy of the table opens nothing", a_copy_of_the_table_opens_nothing, clean, NULL),
		TEST_WITH("failures are counted and forgiven", failures_are_counted_and_forgiven, clean, NULL),
		TEST_WITH("what is past is tidied away", what_is_past_is_tidied_away, clean, NULL),
		TEST_WITH("a form sent twice is told the same", a_form_sent_twice_is_told_the_same, clean, NULL),
		TEST_WITH("a second one waits for the first", a_second_one_waits_for_the_first, clean, NULL),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
