/* A pass of the sweeper, and the program that makes it. */
#include "desk/company.h"
#include "desk/files.h"
#include "sweep/sweep.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/rng.h"
#include "support/test.h"

#define NUMBER(sql) db_fixture_number(sql)

static volatile sig_atomic_t stop;

static enum err_kind pass_at(instant now, struct sweep_count *n)
{
	const struct sweep s = { .db = fixture.db,
				 .arena = fixture.arena,
				 .stop = &stop };
	struct err e = { 0 };

	return sweep_pass(&s, now, n, &e);
}

/* A month ago, so that all of it is overdue today. */
static void open_some(int n)
{
	for (int i = 0; i < n; i++)
		company_ticket(clock_now() - 30 * DAY_SECONDS);
}

static void a_pass_goes_on_until_nothing_is_due(void **state)
{
	struct sweep_count n;

	(void)state;
	open_some(230);
	assert_int_equal(pass_at(clock_now(), &n), ERR_NONE);
	assert_true(n.tickets >= 230);
	assert_true(n.batches >= 3);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
				" WHERE breached_at IS NULL"),
			 0);
	assert_int_equal(pass_at(clock_now(), &n), ERR_NONE);
	assert_int_equal(n.tickets, 0);
	company_check_refold();
}

static enum err_kind pass_with(const char *blob_dir)
{
	const struct sweep s = { .db = fixture.db,
				 .arena = fixture.arena,
				 .blob_dir = blob_dir,
				 .stop = &stop };
	struct sweep_count n;
	struct err e = { 0 };

	return sweep_pass(&s, clock_now(), &n, &e);
}

static void files_that_no_message_took_go(void **state)
{
	instant now = clock_now();

	(void)state;
	files_upload(&company.bob, now - 2 * DAY_SECONDS, "old", "old");
	files_upload(&company.bob, now, "new", "new");
	assert_int_equal(pass_with(files_dir), ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM upload"), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM blob_file"), 1);
}

static void a_disk_that_is_away_holds_nothing_up(void **state)
{
	instant old = clock_now() - 2 * DAY_SECONDS;

	(void)state;
	open_some(1);
	files_upload(&company.bob, old, "old", "old");
	assert_int_equal(pass_with("/nowhere/at/all"), ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
				" WHERE breached_at IS NULL"),
			 0);
}

static void clocks_that_differ_stop_everything(void **state)
{
	static const seconds off[] = { 120, -120 };
	struct sweep_count n;

	(void)state;
	open_some(1);
	for (size_t i = 0; i < COUNT_OF(off); i++)
		assert_int_equal(pass_at(clock_now() + off[i], &n), ERR_BROKEN);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event"), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM fired_step"), 0);
}

static void it_leaves_when_told(void **state)
{
	struct sweep_count n;

	(void)state;
	open_some(1);
	stop = 1;
	assert_int_equal(pass_at(clock_now(), &n), ERR_NONE);
	stop = 0;
	assert_int_equal(n.tickets, 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM event"), 1);
}

static void add_once(int number, instant at)
{
	unsigned char key[32] = { (unsigned char)number };
	struct err e = { 0 };

	company_expect(
		db_exec(fixture.db,
			"INSERT INTO once (key_hash, request_hash,"
			" answer, created_at) VALUES (?, ?, 'x', ?)",
			PARAMS(P_BYTES(key, 32), P_BYTES(key, 32), P_AT(at)),
			NULL, &e),
		ERR_NONE, &e);
}

static void add_session(int number, instant expires)
{
	unsigned char key[32] = { (unsigned char)number };
	struct err e = { 0 };

	company_expect(db_exec(fixture.db,
			       "INSERT INTO session (token_hash, csrf_key,"
			       " created_at, seen_at, expires_at)"
			       " VALUES (?, ?, 0, 0, ?)",
			       PARAMS(P_BYTES(key, 32), P_BYTES(key, 32),
				      P_AT(expires)),
			       NULL, &e),
		       ERR_NONE, &e);
}

static void what_has_expired_goes(void **state)
{
	instant now = clock_now();
	struct sweep_count n;

	(void)state;
	add_once(1, now - 25 * HOUR);
	add_once(2, now - 23 * HOUR);
	add_session(1, now - LIMIT_SESSION_KEPT_SECONDS - 1);
	add_session(2, now + HOUR);
	assert_int_equal(pass_at(now, &n), ERR_NONE);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM once"), 1);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM session"), 1);
	assert_int_equal(NUMBER("SELECT MIN(created_at) FROM once"),
			 now - 23 * HOUR);
	assert_int_equal(NUMBER("SELECT expires_at FROM session"), now + HOUR);
}

/* So that others notice a sweeper that stays out. */
static void a_pass_that_was_done_leaves_a_heartbeat(void **state)
{
	instant now = clock_now();
	struct sweep_count n;

	(void)state;
	assert_int_equal(pass_at(now - 30, &n), ERR_NONE);
	assert_int_equal(NUMBER("SELECT last_ok FROM sweep_state"), now - 30);
	assert_int_equal(pass_at(now, &n), ERR_NONE);
	assert_int_equal(NUMBER("SELECT last_ok FROM sweep_state"), now);
	assert_int_equal(NUMBER("SELECT every_s FROM sweep_state"), 60);
	/* One that was stopped half-way has not done its work. */
	stop = 1;
	assert_int_equal(pass_at(now + 10, &n), ERR_NONE);
	stop = 0;
	assert_int_equal(NUMBER("SELECT last_ok FROM sweep_state"), now);
}

/* ---- The program ----------------------------------------------------------
 */

static pid_t run(const char *socket, const char *const *arguments)
{
	char path[4096];
	pid_t pid = fork();

	assert_true(pid >= 0);
	if (pid > 0)
		return pid;
	snprintf(path, sizeof(path), "%s/duedesk-sweep",
		 getenv("TEST_BUILDDIR"));
	setenv("DUEDESK_DB_SOCKET", socket, 1);
	setenv("DUEDESK_DB_NAME", fixture.name, 1);
	setenv("DUEDESK_DB_USER_SWEEP", fixture.conf.user, 1);
	setenv("DUEDESK_DB_PASSWORD_SWEEP", "", 1);
	execv(path, (char *const *)(uintptr_t)arguments);
	_exit(127);
}

static int status_of(pid_t pid)
{
	int status = -1;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void the_program_makes_one_pass(void **state)
{
	const char *const arguments[] = { "duedesk-sweep", NULL };
	const char *const wrong[] = { "duedesk-sweep", "--every", "0", NULL };

	(void)state;
	open_some(3);
	assert_int_equal(status_of(run(fixture.conf.socket, arguments)), 0);
	assert_int_equal(NUMBER("SELECT COUNT(*) FROM clock"
				" WHERE breached_at IS NULL"),
			 0);
	assert_int_equal(status_of(run(fixture.conf.socket, wrong)), 2);
	company_check_refold();
}

static void without_a_database_it_says_try_later(void **state)
{
	const char *const arguments[] = { "duedesk-sweep", NULL };

	(void)state;
	assert_int_equal(status_of(run("/nonexistent/socket", arguments)), 75);
}

static void it_refuses_a_database_of_another_schema(void **state)
{
	const char *const arguments[] = { "duedesk-sweep", NULL };

	(void)state;
	db_fixture_run("RENAME TABLE schema_migration TO elsewhere;\n");
	assert_int_equal(status_of(run(fixture.conf.socket, arguments)), 1);
	db_fixture_run("RENAME TABLE elsewhere TO schema_migration;\n");
	assert_int_equal(status_of(run(fixture.conf.socket, arguments)), 0);
}

static void it_sweeps_again_and_again_until_told_to_stop(void **state)
{
	const char *const arguments[] = { "duedesk-sweep", "--every", "1",
					  NULL };
	pid_t pid = run(fixture.conf.socket, arguments);
	int waited = 0;

	(void)state;
	clock_sleep_ms(300);
	open_some(1);
	while (NUMBER("SELECT COUNT(*) FROM clock"
		      " WHERE breached_at IS NULL") > 0 &&
	       waited++ < 60 * 20)
		clock_sleep_ms(50);
	assert_true(waited < 60 * 20);
	assert_int_equal(kill(pid, SIGTERM), 0);
	assert_int_equal(status_of(pid), 0);
}

static void zones_are(const char *dir, const char *version)
{
	char next[64], path[64];
	FILE *f;

	snprintf(next, sizeof(next), "%s/next", dir);
	snprintf(path, sizeof(path), "%s/tzdata.zi", dir);
	f = fopen(next, "we");
	assert_non_null(f);
	fprintf(f, "# version %s\n", version);
	fclose(f);
	assert_int_equal(rename(next, path), 0);
}

static void wait_for_zones(const char *version)
{
	const char *sql = arena_printf(fixture.arena,
				       "SELECT COUNT(*) FROM sweep_state"
				       " WHERE tz_version = '%s'",
				       version);

	for (int i = 0; i < 60 * 20; i++) {
		if (NUMBER(sql) == 1)
			return;
		clock_sleep_ms(50);
	}
	fail_msg("it never came to %s", version);
}

static void it_begins_anew_when_the_time_zones_change(void **state)
{
	const char *const arguments[] = { "duedesk-sweep", "--every", "1",
					  NULL };
	char dir[] = "/tmp/duedesk-zone.XXXXXX", path[64];
	pid_t pid;

	(void)state;
	assert_non_null(mkdtemp(dir));
	zones_are(dir, "2098a");
	setenv("TZDIR", dir, 1);
	pid = run(fixture.conf.socket, arguments);
	unsetenv("TZDIR");
	wait_for_zones("2098a");
	zones_are(dir, "2098b");
	wait_for_zones("2098b");
	assert_int_equal(kill(pid, SIGTERM), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	snprintf(path, sizeof(path), "%s/tzdata.zi", dir);
	unlink(path);
	rmdir(dir);
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		TEST_WITH("a pass goes on until nothing is due",
			  a_pass_goes_on_until_nothing_is_due, company_setup,
			  NULL),
		TEST_WITH("clocks that differ stop everything",
			  clocks_that_differ_stop_everything, company_setup,
			  NULL),
		TEST_WITH("it leaves when told", it_leaves_when_told,
			  company_setup, NULL),
		TEST_WITH("a pass that was done leaves a heartbeat",
			  a_pass_that_was_done_leaves_a_heartbeat,
			  company_setup, NULL),
		TEST_WITH("what has expired goes", what_has_expired_goes,
			  company_setup, NULL),
		TEST_WITH("files that no message took go",
			  files_that_no_message_took_go, files_setup,
			  files_teardown),
		TEST_WITH("a disk that is away holds nothing up",
			  a_disk_that_is_away_holds_nothing_up, files_setup,
			  files_teardown),
		TEST_WITH("the program makes one pass",
			  the_program_makes_one_pass, company_setup, NULL),
		TEST_WITH("without a database it says try later",
			  without_a_database_it_says_try_later, company_setup,
			  NULL),
		TEST_WITH("it refuses a database of another schema",
			  it_refuses_a_database_of_another_schema,
			  company_setup, NULL),
		TEST_WITH("it sweeps again and again until told to stop",
			  it_sweeps_again_and_again_until_told_to_stop,
			  company_setup, NULL),
		TEST_WITH("it begins anew when the time zones change",
			  it_begins_anew_when_the_time_zones_change,
			  company_setup, NULL),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name("sweep", tests, db_fixture_setup,
					   db_fixture_teardown);
}
