/*
 * The program duedesk-web: when it refuses to start, and how its master looks
 * after the workers.
 */
#include "support/test.h"
#include "support/db_fixture.h"
#include "support/templates.h"
#include "base/clock.h"
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

static char folder[] = "/tmp/duedesk-pool.XXXXXX";
static char sock[64], said_path[64];
static pid_t master;
static void (*sigchld)(int) = SIG_DFL; /* as whoever starts it left it */

static void set(const char *name, const char *value)
{
	setenv(name, value, 1);
}

static int setup(void **state)
{
	db_fixture_setup(state);
	assert_non_null(mkdtemp(folder));
	snprintf(sock, sizeof(sock), "%s/s", folder);
	snprintf(said_path, sizeof(said_path), "%s/said", folder);
	set("DUEDESK_DB_NAME", fixture.name);
	set("DUEDESK_DB_USER_WEB", fixture.conf.user);
	set("DUEDESK_DB_PASSWORD_WEB", "");
	set("DUEDESK_TEMPLATES_DIR", templates_dir());
	set("DUEDESK_BASE_URL", "http://desk.localhost:8080");
	return 0;
}

static int teardown(void **state)
{
	unlink(sock);
	unlink(said_path);
	rmdir(folder);
	return db_fixture_teardown(state);
}

/* ---- running it -------------------------------------------------------- */

static void start(const char *const *arguments)
{
	const char *argv[16] = { "duedesk-web" };
	char program[600];

	snprintf(program, sizeof(program), "%s/duedesk-web",
		 getenv("TEST_BUILDDIR"));
	for (size_t i = 0; arguments[i]; i++)
		argv[i + 1] = arguments[i];
	master = fork();
	if (master == 0) {
		signal(SIGCHLD, sigchld);
		/* A test that fails leaves nobody who holds our output. */
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (!freopen(said_path, "w", stderr) || dup2(2, 1) < 0)
			_exit(99);
		execv(program, (char *const *)argv);
		_exit(98);
	}
}

#define RUN(...) start((const char *const[]){ __VA_ARGS__, NULL })

static int finish(void)
{
	int status;

	assert_int_equal(waitpid(master, &status, 0), master);
	master = 0;
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* Its standard error. */
static const char *said(void)
{
	static char text[8192];
	FILE *f = fopen(said_path, "re");
	size_t n;

	assert_non_null(f);
	n = fread(text, 1, sizeof(text) - 1, f);
	text[n] = '\0';
	fclose(f);
	return text;
}

static void refuses(const char *why)
{
	RUN("--socket", sock, "--workers", "1");
	assert_int_equal(finish(), 1);
	if (!strstr(said(), why))
		fail_msg("want \"%s\", it said \"%s\"", why, said());
	/* One sentence, no log. */
	assert_ptr_equal(strchr(said(), '\n'), said() + strlen(said()) - 1);
	assert_int_equal(access(sock, F_OK), -1);
}

/* Its children, as the kernel lists them. */
static int workers(pid_t *out, int most)
{
	char path[64], text[1024] = "";
	int n = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%ld/task/%ld/children",
		 (long)master, (long)master);
	f = fopen(path, "re");
	if (!f)
		return 0;
	if (!fgets(text, sizeof(text), f))
		text[0] = '\0';
	fclose(f);
	for (char *s = text; n < most && *s;) {
		size_t len = strcspn(s, " ");
		int64_t pid;

		s[len] = '\0';
		if (str_to_i64(s, 1, INT32_MAX, &pid))
			out[n++] = (pid_t)pid;
		s += len + 1;
	}
	return n;
}

static void wait_for_workers(int want)
{
	pid_t pids[64];

	for (int i = 0; i < 60 * 100; i++) {
		if (workers(pids, 64) == want)
			return;
		clock_sleep_ms(10);
	}
	fail_msg("there are not %d workers; it said \"%s\"", want, said());
}

/* ---- tests ------------------------------------------------------------- */

static void wrong_arguments_are_explained(void **state)
{
	(void)state;
	RUN("--socket");
	assert_int_equal(finish(), 2);
	assert_non_null(strstr(said(), "usage: duedesk-web"));
	RUN("--pool", "medium", "--socket", sock);
	assert_int_equal(finish(), 2);
	RUN("--workers", "0", "--socket", sock);
	assert_int_equal(finish(), 2);
	RUN("--workers", "1");
	assert_int_equal(finish(), 2);
	RUN("--socket", sock, "--listen-fd", "0");
	assert_int_equal(finish(), 2);
	RUN("--conf", "/nonexistent", "--socket", sock);
	assert_int_equal(finish(), 1);
}

static void an_unsafe_database_refuses_the_start(void **state)
{
	(void)state;
	db_fixture_run("SET GLOBAL innodb_flush_log_at_trx_commit = 2;");
	refuses("innodb_flush_log_at_trx_commit");
	db_fixture_run("SET GLOBAL innodb_flush_log_at_trx_commit = 1;");
	set("DUEDESK_DB_NAME", "nothing_of_that_name");
	refuses("duedesk-web: database: ");
	set("DUEDESK_DB_NAME", fixture.name);
}

static void an_old_schema_refuses_the_start(void **state)
{
	(void)state;
	db_fixture_run("CREATE TABLE kept AS SELECT * FROM schema_migration;\n"
		       "DELETE FROM schema_migration;");
	refuses("duedesk migrate");
	db_fixture_run("INSERT INTO schema_migration SELECT * FROM kept;\n"
		       "DROP TABLE kept;");
}

static void a_template_that_is_missing_refuses_the_start(void **state)
{
	(void)state;
	set("DUEDESK_TEMPLATES_DIR", folder);
	refuses(": WARNING: Unable to locate file");
	set("DUEDESK_TEMPLATES_DIR", templates_dir());
}

/* cp, rm: not what a program of ours would do. */
static void run_shell(const char *command)
{
	pid_t pid = fork();
	int status;

	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", command, (char *)NULL);
		_exit(99);
	}
	waitpid(pid, &status, 0);
	assert_int_equal(status, 0);
}

/* A folder with every template, one of them replaced. */
static void with_template(const char *name, const char *text, const char *why)
{
	char dir[100], path[300], command[1200];
	FILE *f;

	snprintf(dir, sizeof(dir), "%s/tpl", folder);
	snprintf(command, sizeof(command), "cp -R '%s' '%s'", templates_dir(),
		 dir);
	run_shell(command);
	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "we");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
	set("DUEDESK_TEMPLATES_DIR", dir);
	refuses(why);
	set("DUEDESK_TEMPLATES_DIR", templates_dir());
	snprintf(command, sizeof(command), "rm -r '%s'", dir);
	run_shell(command);
}

static void a_template_that_is_broken_refuses_the_start(void **state)
{
	(void)state;
	with_template("sessions/new.tpl",
		      "{{%AUTOESCAPE context=\"HTML\"}}\n{{#FORM}}<p>",
		      "sessions/new.tpl");
	/* What the library would silently put right. */
	with_template("sessions/new.tpl",
		      "{{%AUTOESCAPE context=\"HTML\"}}\n<p>{{EMAIL:j}}</p>\n",
		      "sessions/new.tpl");
	with_template("words.tpl", "{{%AUTOESCAPE context=\"HTML\"}}\n",
		      "words.tpl: MON is empty");
}

static void the_socket_is_for_user_and_group(void **state)
{
	struct stat st;

	(void)state;
	RUN("--socket", sock, "--workers", "2");
	wait_for_workers(2);
	assert_int_equal(stat(sock, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0660);
	/* A second one must not take it away. */
	{
		pid_t first = master;

		RUN("--socket", sock, "--workers", "1");
		assert_int_equal(finish(), 1);
		assert_non_null(strstr(said(), "already served"));
		master = first;
	}
	kill(master, SIGTERM);
	assert_int_equal(finish(), 0);
	assert_int_equal(stat(sock, &st), -1);
}

/* Its worker follows a master that was killed; then the socket is dead. */
static void wait_for_nobody_behind_it(void)
{
	struct sockaddr_un at = { .sun_family = AF_UNIX };
	int fd, refused;

	memcpy(at.sun_path, sock, sizeof(sock));
	for (int i = 0; i < 60 * 100; i++) {
		fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
		refused = connect(fd, (struct sockaddr *)&at, sizeof(at));
		close(fd);
		if (refused)
			return;
		clock_sleep_ms(10);
	}
	fail_msg("the worker outlives its master");
}

static void a_socket_left_behind_is_no_hindrance(void **state)
{
	(void)state;
	RUN("--socket", sock, "--workers", "1");
	wait_for_workers(1);
	kill(master, SIGKILL);
	waitpid(master, NULL, 0);
	assert_int_equal(access(sock, F_OK), 0);
	wait_for_nobody_behind_it();
	RUN("--socket", sock, "--workers", "1");
	wait_for_workers(1);
	kill(master, SIGTERM);
	assert_int_equal(finish(), 0);
}

static int deaths(void)
{
	const char *at = said();
	int n = 0;

	while ((at = strstr(at, "event=worker_died"))) {
		at++;
		n++;
	}
	return n;
}

/* It rests for 100 ms, then for 200, 400 and 800. */
static void
who_dies_before_the_first_answer_comes_back_ever_slower(void **state)
{
	int64_t began = 0, took;
	pid_t pid, last = 0;

	(void)state;
	RUN("--socket", sock, "--workers", "1");
	wait_for_workers(1);
	for (int i = 0; deaths() < 5 && i < 60 * 200; i++) {
		if (workers(&pid, 1) == 1 && pid != last) {
			began = began ? began : clock_monotonic_ns();
			kill(pid, SIGKILL);
			last = pid;
		}
		clock_sleep_ms(5);
	}
	took = clock_monotonic_ns() - began;
	if (deaths() < 5 || took < INT64_C(1490000000))
		fail_msg("%d deaths in %lld ms; it said \"%s\"", deaths(),
			 (long long)(took / 1000000), said());
	kill(master, SIGTERM);
	assert_int_equal(finish(), 0);
}

/* Some who start programs ignore SIGCHLD, and that is inherited. */
static void who_dies_is_replaced_whoever_started_the_master(void **state)
{
	pid_t first, next = 0;

	(void)state;
	sigchld = SIG_IGN;
	RUN("--socket", sock, "--workers", "1");
	sigchld = SIG_DFL;
	wait_for_workers(1);
	assert_int_equal(workers(&first, 1), 1);
	kill(first, SIGKILL);
	for (int i = 0; i < 60 * 100 && (!next || next == first); i++) {
		clock_sleep_ms(10);
		next = workers(&next, 1) ? next : 0;
	}
	assert_true(next && next != first);
	kill(master, SIGTERM);
	assert_int_equal(finish(), 0);
}

int main(int argc, char **argv)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(wrong_arguments_are_explained),
		cmocka_unit_test(an_unsafe_database_refuses_the_start),
		cmocka_unit_test(an_old_schema_refuses_the_start),
		cmocka_unit_test(a_template_that_is_missing_refuses_the_start),
		cmocka_unit_test(a_template_that_is_broken_refuses_the_start),
		cmocka_unit_test(the_socket_is_for_user_and_group),
		cmocka_unit_test(a_socket_left_behind_is_no_hindrance),
		cmocka_unit_test(
			who_dies_before_the_first_answer_comes_back_ever_slower),
		cmocka_unit_test(
			who_dies_is_replaced_whoever_started_the_master),
	};

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, setup, teardown);
}
