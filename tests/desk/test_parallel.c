/* The same moment, several processes: one effect, one winner. */
#include "desk/company.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/rng.h"
#include "desk/departments.h"
#include "desk/files.h"
#include "support/test.h"

#define T0 MONDAY_9
#define AT_ONCE 4
#define ROUNDS 15
#define NUMBER(sql) db_fixture_number(sql)

/* What each of them does; the kind it ends with. */
typedef enum err_kind task(struct job *job, const char *code, int round,
			   struct err *e);

/* As the router would: again while somebody is in the way. */
static enum err_kind persist(task *t, struct db *db, const struct member *who,
			     const char *code, int round)
{
	struct arena *a = arena_new();
	struct err e = { 0 };

	for (int tries = 0; tries < 10 * LIMIT_TRIES; tries++) {
		struct job job = company_job(who, T0 + HOUR);

		job.db = db;
		job.arena = a;
		err_clear(&e);
		if (db_ready(db, &e) == ERR_NONE)
			t(&job, code, round, &e);
		if (e.kind != ERR_BUSY && e.kind != ERR_UNSURE)
			break;
		clock_sleep_ms(1 + tries);
	}
	arena_free(a);
	return e.kind;
}

/* How many of those who did it last were told that it changed meanwhile. */
static int refused;

/* How many of those who did it at once ended with that kind. */
static int at_once(task *t, const char *code, int round, enum err_kind want)
{
	const struct member *const who[AT_ONCE] = {
		&company.alice, &company.ann, &company.alice, &company.ann
	};
	pid_t pids[AT_ONCE];
	int count = 0;

	refused = 0;
	for (int i = 0; i < AT_ONCE; i++) {
		pids[i] = fork();
		assert_true(pids[i] >= 0);
		if (pids[i] == 0) {
			struct db *db = db_fixture_open();

			_exit((int)persist(t, db, who[i], code, round));
		}
	}
	for (int i = 0; i < AT_ONCE; i++) {
		int status = -1;

		assert_int_equal(waitpid(pids[i], &status, 0), pids[i]);
		assert_true(WIFEXITED(status));
		count += WEXITSTATUS(status) == (int)want;
		refused += WEXITSTATUS(status) == ERR_CONFLICT;
	}
	return count;
}

static struct once form_of(int round)
{
	struct once once = { .request_hash = "the same" };

	once.key_hash[0] = (unsigned char)(round + 1);
	return once;
}

static enum err_kind send_form(struct job *job, const char *code, int round,
			       struct err *e)
{
	const struct once once = form_of(round);
	struct deed deed;

	job->once = &once;
	return desk_reply(job, code, 0, "Water.", THEN_NOTHING, &deed, e);
}

static void a_form_sent_at_once_has_one_effect(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		assert_int_equal(at_once(send_form, code, i, ERR_NONE),
				 AT_ONCE);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM event"
					" WHERE kind = 2"),
				 i + 1);
	}
	company_check_refold();
}

static enum err_kind open_form(struct job *job, const char *code, int round,
			       struct err *e)
{
	const struct once once = form_of(round);
	const struct desk_ticket t = { .subject = "Fire",
				       .body = "Hot.",
				       .department = company.support_oid,
				       .priority = PRIORITY_NORMAL };
	struct deed deed;

	(void)code;
	job->once = &once;
	return desk_open(job, &t, &deed, e);
}

static void a_ticket_opened_at_once_is_one_ticket(void **state)
{
	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		assert_int_equal(at_once(open_form, NULL, i, ERR_NONE),
				 AT_ONCE);
		assert_int_equal(NUMBER("SELECT COUNT(*) FROM ticket"), i + 1);
	}
	company_check_refold();
}

/* They all saw version ${round}. */
static enum err_kind answer_what_was_seen(struct job *job, const char *code,
					  int round, struct err *e)
{
	struct deed deed;

	return desk_reply(job, code, round, "Water.", THEN_NOTHING, &deed, e);
}

static void of_those_who_saw_the_same_one_wins(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	for (int i = 0; i < ROUNDS; i++) {
		assert_int_equal(at_once(answer_what_was_seen, code, i + 1,
					 ERR_CONFLICT),
				 AT_ONCE - 1);
		assert_int_equal(NUMBER("SELECT version FROM ticket"), i + 2);
	}
	company_check_refold();
}

/* A sweep and whatever people do to a ticket, in the same second. */
static enum err_kind anything(struct job *job, const char *code, int round,
			      struct err *e)
{
	struct deed deed;
	int did;

	job->by.now = T0 + 5 * HOUR + round;
	switch ((round + (int)getpid()) % 9) {
	case 0:
		return desk_sweep(job, 100, &did, e);
	case 1:
		return desk_reply(job, code, 0, "R", THEN_NOTHING, &deed, e);
	case 2:
		return desk_note(job, code, 0, "N", &deed, e);
	case 3:
		return desk_set_priority(
			job, code, 0, round % 2 ? PRIORITY_LOW : PRIORITY_HIGH,
			&deed, e);
	case 4:
		return desk_mark_answered(job, code, 0, &deed, e);
	case 5:
		return desk_set_tags(job, code, 0,
				     round % 2 ? "fire, water" : "Water, air",
				     &deed, e);
	case 6:
		return desk_mark_spam(job, code, 0, &deed, e);
	case 7:
		return desk_restore(job, code, 0, &deed, e);
	default:
		return desk_assign(job, code, 0,
				   round % 2 ? company.ann.oid : "", &deed, e);
	}
}

/* Done, or refused because of what another had done to it. */
static void verbs_and_sweeps_at_once_keep_one_history(void **state)
{
	const char *code = company_ticket(T0);

	(void)state;
	for (int i = 0; i < ROUNDS; i++)
		assert_int_equal(at_once(anything, code, i, ERR_NONE) + refused,
				 AT_ONCE);
	company_sweep(fixture.db, T0 + 6 * HOUR);
	company_check_refold();
}

/* Alice hands her ticket to Billing, while somebody closes Billing down. */
static enum err_kind move_or_archive(struct job *job, const char *code,
				     int round, struct err *e)
{
	struct deed deed;

	(void)round;
	if (job->viewer->person.n == company.alice.id.n)
		return desk_transfer(job, code, 0, company.billing_oid, &deed,
				     e);
	job->by.kind = ACTOR_SYSTEM;
	job->by.person.n = 0;
	clock_sleep_ms((int)rng_below(4));
	return departments_archive(job, company.billing_oid, true, e);
}

static void no_ticket_comes_to_a_department_that_has_ended(void **state)
{
	(void)state;
	for (int i = 0; i < 2 * ROUNDS; i++) {
		db_fixture_run("UPDATE department SET archived_at = NULL;");
		(void)at_once(move_or_archive, company_ticket(T0), i, ERR_NONE);
		check_i64("open there",
			  NUMBER("SELECT COUNT(*) FROM ticket t"
				 " JOIN department d ON d.id = t.department_id"
				 " WHERE t.is_open AND d.archived_at"
				 " IS NOT NULL"),
			  0);
		db_fixture_run("UPDATE ticket t JOIN department d"
			       " ON d.name = 'Support'"
			       " SET t.department_id = d.id;");
	}
}

#define FILE_BYTES 100

/* Alice sends a file, whoever this is: each another one. */
static enum err_kind send_file(struct job *job, const char *code, int round,
			       struct err *e)
{
	struct job hers = company_job(&company.alice, job->by.now);
	struct desk_uploaded up;
	char bytes[FILE_BYTES + 1];

	(void)code;
	hers.db = job->db;
	hers.arena = job->arena;
	snprintf(bytes, sizeof(bytes), "%050d%050d", round, (int)getpid());
	return files_upload_as(&hers, "session", "file.txt", bytes, &up, e);
}

/* What she sent today leaves room for that many files more. */
static void leave_room(int files)
{
	db_fixture_run("DELETE FROM upload;");
	db_fixture_run(arena_printf(
		fixture.arena,
		"INSERT INTO upload (token_hash, session_hash, draft_hash,"
		" person_id, name, type, size, hash, created_at)"
		" VALUES (REPEAT('t', 32), REPEAT('s', 32), REPEAT('d', 32),"
		" %lld, 'big', 1, %lld, REPEAT('h', 32), %lld);",
		(long long)company.alice.id.n,
		(long long)(LIMIT_FILES_DAY_BYTES - files * FILE_BYTES),
		(long long)T0));
}

static void files_sent_at_once_keep_within_the_day(void **state)
{
	(void)state;
	db_fixture_run("INSERT INTO blob_file (hash, size, created_at,"
		       " used_at) VALUES (REPEAT('h', 32), 1, 1, 1);");
	for (int i = 0; i < 2 * ROUNDS; i++) {
		int fit = i % AT_ONCE;

		leave_room(fit);
		assert_int_equal(at_once(send_file, NULL, i, ERR_NONE), fit);
		check_i64("bytes", NUMBER("SELECT SUM(size) FROM upload"),
			  LIMIT_FILES_DAY_BYTES);
	}
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("a form sent at once has one effect",
			  a_form_sent_at_once_has_one_effect, company_setup,
			  NULL),
		TEST_WITH("a ticket opened at once is one ticket",
			  a_ticket_opened_at_once_is_one_ticket, company_setup,
			  NULL),
		TEST_WITH("of those who saw the same one wins",
			  of_those_who_saw_the_same_one_wins, company_setup,
			  NULL),
		TEST_WITH("verbs and sweeps at once keep one history",
			  verbs_and_sweeps_at_once_keep_one_history,
			  company_setup, NULL),
		TEST_WITH("no ticket comes to a department that has ended",
			  no_ticket_comes_to_a_department_that_has_ended,
			  company_setup, NULL),
		TEST_WITH("files sent at once keep within the day",
			  files_sent_at_once_keep_within_the_day, files_setup,
			  files_teardown),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name(
		"desk/parallel", tests, db_fixture_setup, db_fixture_teardown);
}
