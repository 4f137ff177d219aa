#include "support/test.h"

#include "base/zone.h"

static const struct zone *find(const char *name)
{
	const struct zone *z = NULL;
	struct err e = { 0 };

	if (zone_find(name, &z, &e))
		fail_msg("%s", e.msg);
	return z;
}

static instant utc(const char *text)
{
	instant at;

	assert_true(instant_parse(text, strlen(text), &at));
	return at;
}

/* Clocks keep it in a column: a distributor's long one is cut. */
static void test_a_long_version_fits_its_column(void **state)
{
	char dir[] = "/tmp/duedesk-zone.XXXXXX", path[64];
	int status = -1;
	pid_t pid;
	FILE *f;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/tzdata.zi", dir);
	f = fopen(path, "we");
	assert_non_null(f);
	fputs("# version 2026b-123-g0123456-dirty\n", f);
	fclose(f);
	pid = fork(); /* it is read once in a process */
	if (pid == 0) {
		setenv("TZDIR", dir, 1);
		_exit(str_eq(zone_version(), "2026b-123-g01234") ? 0 : 1);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	unlink(path);
	rmdir(dir);
	assert_int_equal(status, 0);
}

static void write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "we");

	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

/* In a process of its own: what it reads stays. 0 if all is right. */
static int see_change(const char *dir, const char *path, const char *next)
{
	setenv("TZDIR", dir, 1);
	if (!str_eq(zone_version(), "2026a") || zone_changed())
		return 1;
	write_file(next, "# version 2026b\n");
	if (zone_changed())
		return 2;
	if (rename(next, path) || !zone_changed() || !zone_changed())
		return 3;
	return str_eq(zone_version(), "2026a") ? 0 : 4;
}

static void test_new_time_zones_are_noticed(void **state)
{
	char dir[] = "/tmp/duedesk-zone.XXXXXX", path[64], next[64];
	int status = -1;
	pid_t pid;

	(void)state;
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof(path), "%s/tzdata.zi", dir);
	snprintf(next, sizeof(next), "%s/next", dir);
	write_file(path, "# version 2026a\n");
	pid = fork();
	if (pid == 0)
		_exit(see_change(dir, path, next));
	assert_int_equal(waitpid(pid, &status, 0), pid);
	unlink(path);
	rmdir(dir);
	assert_int_equal(status, 0);
}

static void test_a_zone_is_read_once(void **state)
{
	(void)state;
	assert_ptr_equal(find("Europe/Berlin"), find("Europe/Berlin"));
	assert_string_equal(find("Europe/Berlin")->name, "Europe/Berlin");
}

static void test_what_is_no_zone_is_refused_by_name(void **state)
{
	static const char *const bad[] = {
		"",
		"Mars/Base",
		"europe/berlin",
		"Europe",
		"Europe/",
		"Europe//Berlin",
		"/usr/share/zoneinfo/Europe/Berlin",
		"../zoneinfo/Europe/Berlin",
		"Europe/../Europe/Berlin",
		"right/Europe/Berlin", /* counts leap seconds */
		"posix/Europe/Berlin",
		"localtime",
		"posixrules",
		"tzdata.zi",
		"leapseconds",
		"Fixed/UTC+01:00:00",
		"libc:localtime",
		"Europe/Berlin ",
		"Europe/Berl\xc3\xadn",
		"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
		"AAA",
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		const struct zone *z = NULL;
		struct err e = { 0 };

		if (zone_find(bad[i], &z, &e) != ERR_INVALID)
			fail_msg("%s is a zone", bad[i]);
		assert_null(z);
		assert_non_null(strstr(e.msg, "is not a time zone"));
	}
}

static void test_spans_are_sorted_and_differ(void **state)
{
	static const char *const names[] = { "Europe/Berlin",
					     "Africa/Casablanca", "Asia/Gaza",
					     "Pacific/Apia" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		const struct zone *z = find(names[i]);

		assert_true(z->spans[0].from == INT64_MIN);
		for (size_t j = 1; j < z->n; j++) {
			assert_true(z->spans[j].from > z->spans[j - 1].from);
			assert_int_not_equal(z->spans[j].offset,
					     z->spans[j - 1].offset);
		}
		assert_true(z->spans[1].from > INSTANT_MIN);
		assert_true(z->spans[z->n - 1].from <= INSTANT_MAX);
	}
	assert_int_equal(find("UTC")->n, 1);
}

static void test_offsets_change_at_their_instant(void **state)
{
	const struct zone *berlin = find("Europe/Berlin");

	(void)state;
	assert_int_equal(zone_offset(berlin, utc("2026-03-29T00:59:59Z")),
			 3600);
	assert_int_equal(zone_offset(berlin, utc("2026-03-29T01:00:00Z")),
			 7200);
	assert_int_equal(zone_offset(berlin, utc("2026-10-25T00:59:59Z")),
			 7200);
	assert_int_equal(zone_offset(berlin, utc("2026-10-25T01:00:00Z")),
			 3600);
	/* The last rule holds for ever, long past 2037. */
	assert_int_equal(zone_offset(berlin, utc("2399-07-01T00:00:00Z")),
			 7200);
	assert_int_equal(zone_offset(berlin, utc("2399-12-01T00:00:00Z")),
			 3600);
	assert_int_equal(zone_offset(berlin, INT64_MIN), 3600);
	assert_int_equal(zone_offset(berlin, INT64_MAX), 3600);
	assert_int_equal(zone_offset(find("Asia/Kathmandu"), 0x70000000),
			 20700);
}

static void assert_local(const char *name, const char *date, int64_t second,
			 const char *want)
{
	char text[INSTANT_TEXT];
	int64_t day;

	assert_true(instant_parse_day(date, 10, &day));
	assert_string_equal(
		instant_text(zone_instant_of(find(name), day, second), text),
		want);
}

static void test_local_times_skipped_and_repeated(void **state)
{
	(void)state;
	assert_local("Europe/Berlin", "2026-06-01", 9 * 3600,
		     "2026-06-01T07:00:00Z");
	/* 02:30 does not exist: the instant of the jump. */
	assert_local("Europe/Berlin", "2026-03-29", 9000,
		     "2026-03-29T01:00:00Z");
	assert_local("Europe/Berlin", "2026-03-29", 10800,
		     "2026-03-29T01:00:00Z");
	/* 02:30 comes twice: the first. 03:00 only once. */
	assert_local("Europe/Berlin", "2026-10-25", 9000,
		     "2026-10-25T00:30:00Z");
	assert_local("Europe/Berlin", "2026-10-25", 10800,
		     "2026-10-25T02:00:00Z");
	/* A date that was left out. */
	assert_local("Pacific/Apia", "2011-12-30", 43200,
		     "2011-12-30T10:00:00Z");
	assert_local("Pacific/Apia", "2011-12-31", 0, "2011-12-30T10:00:00Z");
	/* A day that begins at one o'clock. */
	assert_local("America/Sao_Paulo", "2018-11-04", 0,
		     "2018-11-04T03:00:00Z");
}

/* What the clocks of that zone show then comes twice, or not. */
static void assert_repeats(const char *name, const char *at, bool want)
{
	if (zone_repeats(find(name), utc(at)) != want)
		fail_msg("%s in %s", at, name);
}

static void test_which_wall_times_come_twice(void **state)
{
	(void)state;
	assert_repeats("Europe/Berlin", "2026-10-24T23:59:59Z", false);
	assert_repeats("Europe/Berlin", "2026-10-25T00:00:00Z", true);
	assert_repeats("Europe/Berlin", "2026-10-25T00:59:59Z", true);
	assert_repeats("Europe/Berlin", "2026-10-25T01:00:00Z", true);
	assert_repeats("Europe/Berlin", "2026-10-25T01:59:59Z", true);
	assert_repeats("Europe/Berlin", "2026-10-25T02:00:00Z", false);
	/* Put forward, they leave an hour out. */
	assert_repeats("Europe/Berlin", "2026-03-29T00:59:59Z", false);
	assert_repeats("Europe/Berlin", "2026-03-29T01:00:00Z", false);
	/* By half an hour: 01:30 to 02:00 of the first of April. */
	assert_repeats("Australia/Lord_Howe", "2028-04-01T14:29:59Z", false);
	assert_repeats("Australia/Lord_Howe", "2028-04-01T14:30:00Z", true);
	assert_repeats("Australia/Lord_Howe", "2028-04-01T15:29:59Z", true);
	assert_repeats("Australia/Lord_Howe", "2028-04-01T15:30:00Z", false);
	assert_repeats("UTC", "2026-10-25T01:00:00Z", false);
	assert_false(zone_repeats(find("Europe/Berlin"), INT64_MIN));
	assert_false(zone_repeats(find("Europe/Berlin"), INT64_MAX));
}

static void test_abbreviations(void **state)
{
	char text[16];

	(void)state;
	assert_string_equal(zone_abbreviation(find("Europe/Berlin"),
					      utc("2026-06-01T00:00:00Z"),
					      text),
			    "CEST");
	assert_string_equal(zone_abbreviation(find("Asia/Dubai"), 0, text),
			    "+04");
}

static void test_the_version_is_a_year_and_a_letter(void **state)
{
	const char *v = zone_version();

	(void)state;
	assert_true(strlen(v) >= 5 && v[0] == '2' && v[4] >= 'a');
}

/* What people choose from can all be found, each once. */
static void test_names_to_choose_are_zones(void **state)
{
	const char *const *names = zone_names();
	bool berlin = false, utc = false;
	size_t n = 0;

	(void)state;
	for (; names[n]; n++) {
		const struct zone *z;
		struct err e = { 0 };

		if (zone_find(names[n], &z, &e))
			fail_msg("%s", e.msg);
		if (n && strcmp(names[n - 1], names[n]) >= 0)
			fail_msg("%s after %s", names[n], names[n - 1]);
		berlin = berlin || !strcmp(names[n], "Europe/Berlin");
		utc = utc || !strcmp(names[n], "UTC");
	}
	assert_true(n > 300 && berlin && utc);
	assert_ptr_equal(names, zone_names());
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_long_version_fits_its_column),
		cmocka_unit_test(test_new_time_zones_are_noticed),
		cmocka_unit_test(test_a_zone_is_read_once),
		cmocka_unit_test(test_names_to_choose_are_zones),
		cmocka_unit_test(test_what_is_no_zone_is_refused_by_name),
		cmocka_unit_test(test_spans_are_sorted_and_differ),
		cmocka_unit_test(test_offsets_change_at_their_instant),
		cmocka_unit_test(test_local_times_skipped_and_repeated),
		cmocka_unit_test(test_which_wall_times_come_twice),
		cmocka_unit_test(test_abbreviations),
		cmocka_unit_test(test_the_version_is_a_year_and_a_letter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
