#include "support/test.h"

#include "base/conf.h"

static char path[64];

/* Take our settings out of the environment, whoever set them. */
static void forget_settings(void)
{
	static const char *const names[] = {
		"DUEDESK_CONF",
		"DUEDESK_DB_NAME",
		"DUEDESK_DB_PASSWORD_WEB",
		"DUEDESK_LOG_LEVEL",
		"DUEDESK_FAST_WORKERS",
		"DUEDESK_SLOW_WORKERS",
		"DUEDESK_BASE_URL",
		"DUEDESK_SESSION_IDLE_AGENT_S",
		"DUEDESK_SESSION_IDLE_CUSTOMER_S",
		"DUEDESK_WORKER_MEMORY_MIB",
	};

	for (size_t i = 0; i < COUNT_OF(names); i++)
		unsetenv(names[i]);
}

/* Load a file with that text. */
static enum err_kind load(const char *text, struct conf *c, struct err *e)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	assert_true(fputs(text, f) >= 0);
	assert_int_equal(fclose(f), 0);
	return conf_load(path, c, e);
}

static int make_file(void **state)
{
	int fd;

	(void)state;
	snprintf(path, sizeof(path), "conf-XXXXXX");
	fd = mkstemp(path);
	if (fd < 0)
		return -1;
	close(fd);
	forget_settings();
	return 0;
}

static int remove_file(void **state)
{
	(void)state;
	return unlink(path);
}

static void an_empty_file_leaves_the_defaults(void **state)
{
	struct conf c;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(load("", &c, &e), ERR_NONE);
	assert_string_equal(c.db_name, "duedesk");
	assert_string_equal(c.db_password_web, "");
	assert_string_equal(c.log_level, "info");
	assert_int_equal(c.fast_workers, 4);
	assert_int_equal(c.session_idle_agent_s, 1800);
	assert_int_equal(c.session_idle_customer_s, 28800);
	assert_false(c.development);
}

static void a_file_sets_what_it_names(void **state)
{
	struct conf c;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(load("# who we are\n"
			      "\n"
			      "  db_name =  desk two \r\n"
			      "\tdb_password_web=a#b = c\n"
			      "fast_workers = 16\n"
			      "base_url = https://desk.example\n"
			      "log_level = debug",
			      &c, &e),
			 ERR_NONE);
	assert_string_equal(c.db_name, "desk two");
	assert_string_equal(c.db_password_web, "a#b = c");
	assert_int_equal(c.fast_workers, 16);
	assert_string_equal(c.base_url, "https://desk.example");
	assert_string_equal(c.log_level, "debug");
	assert_int_equal(c.slow_workers, 2);
}

static void what_is_wrong_is_refused_by_line(void **state)
{
	static char long_line[1200], long_value[200];
	/* clang-format off */
	const struct {
		const char *what, *text, *say;
	} cases[] = {
		{ "unknown name",   "db_name = x\ndb_nmae = y\n",
		  ":2: there is no setting db_nmae" },
		{ "no equals sign", "\n\nfast_workers 4\n",
		  ":3: expected name = value" },
		{ "twice",          "db_name = x\ndb_name = x\n",
		  ":2: db_name is set twice" },
		{ "too small",      "fast_workers = 0\n",
		  ":1: fast_workers must be a number from 1 to 256" },
		{ "too large",      "fast_workers = 257\n",
		  ":1: fast_workers must be a number from 1 to 256" },
		{ "no number",      "fast_workers = four\n",
		  ":1: fast_workers must be a number" },
		{ "empty number",   "fast_workers =\n",
		  ":1: fast_workers must be a number" },
		{ "empty path",     "db_socket =\n", ":1: db_socket is empty" },
		{ "not a URL",      "base_url = desk.example\n",
		  ":1: base_url must begin with http://" },
		{ "a slash behind", "base_url = http://desk.example/\n",
		  ":1: base_url must begin with http://" },
		{ "a path",         "base_url = http://desk.example/help\n",
		  ":1: base_url must begin with http:// or https:// and end"
		  " with a name or its port" },
		{ "a sign-in",      "files_url = https://me@desk.example\n",
		  ":1: files_url must begin with http://" },
		{ "only a scheme",  "files_url = http://\n",
		  ":1: files_url must begin with http://" },
		{ "a level",        "log_level = loud\n",
		  ":1: log_level must be debug, info, warn or error" },
		{ "not UTF-8",      "db_name = \xff\n", ":1: db_name is not UTF-8" },
		{ "a control",      "db_name = a\x01" "b\n",
		  ":1: db_name has a control character" },
		{ "a long value",   long_value,
		  ":1: db_name is longer than 64 bytes" },
		{ "a long line",    long_line, ":1: longer than" },
	};
	/* clang-format on */

	(void)state;
	memset(long_line, 'x', sizeof(long_line) - 1);
	memset(long_value, 'x', 80);
	memcpy(long_value, "db_name = ", 10);
	for (size_t i = 0; i < COUNT_OF(cases); i++) {
		struct conf c;
		struct err e = { 0 };
		char want[160];

		snprintf(want, sizeof(want), "%s%s", path, cases[i].say);
		check_i64(cases[i].what, load(cases[i].text, &c, &e),
			  ERR_INVALID);
		if (!str_starts(e.msg, want))
			fail_msg("%s: got \"%s\", want \"%s\"", cases[i].what,
				 e.msg, want);
	}
}

static void the_longest_value_fits(void **state)
{
	char text[80] = "db_name = ";
	struct conf c;
	struct err e = { 0 };

	(void)state;
	memset(text + 10, 'x', 64);
	assert_int_equal(load(text, &c, &e), ERR_NONE);
	assert_int_equal(strlen(c.db_name), 64);
}

static void the_environment_wins(void **state)
{
	struct conf c;
	struct err e = { 0 };

	(void)state;
	setenv("DUEDESK_DB_NAME", "from_env", 1);
	setenv("DUEDESK_WORKER_MEMORY_MIB", "128", 1);
	assert_int_equal(load("db_name = from_file\n", &c, &e), ERR_NONE);
	assert_string_equal(c.db_name, "from_env");
	assert_int_equal(c.worker_memory_mib, 128);
	setenv("DUEDESK_WORKER_MEMORY_MIB", "lots", 1);
	assert_int_equal(load("", &c, &e), ERR_INVALID);
	assert_true(
		str_starts(e.msg, "environment: DUEDESK_WORKER_MEMORY_MIB: "));
	forget_settings();
}

static void a_named_file_must_be_there(void **state)
{
	struct conf c;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(conf_load("/nonexistent/x.conf", &c, &e), ERR_INVALID);
	assert_true(str_starts(e.msg, "cannot open /nonexistent/x.conf: "));
	setenv("DUEDESK_CONF", "/nonexistent/y.conf", 1);
	assert_int_equal(conf_load(NULL, &c, &e), ERR_INVALID);
	assert_true(str_starts(e.msg, "cannot open /nonexistent/y.conf: "));
	assert_int_equal(load("db_name = z\n", &c, &e), ERR_NONE);
	setenv("DUEDESK_CONF", path, 1);
	assert_int_equal(conf_load(NULL, &c, &e), ERR_NONE);
	assert_string_equal(c.db_name, "z");
	setenv("DUEDESK_CONF", "/", 1);
	assert_int_equal(conf_load(NULL, &c, &e), ERR_INVALID);
	forget_settings();
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		TEST("an empty file leaves the defaults",
		     an_empty_file_leaves_the_defaults),
		TEST("a file sets what it names", a_file_sets_what_it_names),
		TEST("what is wrong is refused by line",
		     what_is_wrong_is_refused_by_line),
		TEST("the longest value fits", the_longest_value_fits),
		TEST("the environment wins", the_environment_wins),
		TEST("a named file must be there", a_named_file_must_be_there),
	};

	return cmocka_run_group_tests_name("conf", tests, make_file,
					   remove_file);
}
