#include "support/test.h"
#include "base/folder.h"
#include <sys/stat.h>

static char dir[64];

static const char *path_of(const char *name)
{
	static char path[128];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	return path;
}

static void make(const char *name, instant at)
{
	const struct timespec times[2] = { { .tv_sec = at }, { .tv_sec = at } };
	int fd = open(path_of(name), O_CREAT | O_WRONLY | O_CLOEXEC, 0600);

	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(utimensat(AT_FDCWD, path_of(name), times, 0), 0);
}

static bool is_there(const char *name)
{
	struct stat st;

	return lstat(path_of(name), &st) == 0;
}

static int setup(void **state)
{
	(void)state;
	snprintf(dir, sizeof(dir), "/tmp/test-folder-XXXXXX");
	assert_non_null(mkdtemp(dir));
	return 0;
}

static int teardown(void **state)
{
	static const char *const names[] = { "old.csv", "new.csv",  "old.txt",
					     ".csv",    "link.csv", "victim" };

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		unlink(path_of(names[i]));
	rmdir(path_of("folder.csv"));
	return rmdir(dir);
}

static void old_ones_go(void **state)
{
	(void)state;
	make("old.csv", 999);
	make("new.csv", 1000);
	make("old.txt", 10);
	make(".csv", 10);
	make("victim", 10);
	assert_int_equal(mkdir(path_of("folder.csv"), 0700), 0);
	assert_int_equal(symlink("victim", path_of("link.csv")), 0);
	check_i64("gone", folder_tidy(dir, ".csv", 1000), 1);
	check_bool("old", is_there("old.csv"), false);
	check_bool("new", is_there("new.csv"), true);
	check_bool("other name", is_there("old.txt"), true);
	check_bool("suffix alone", is_there(".csv"), true);
	check_bool("link", is_there("link.csv"), true);
	check_bool("what it points to", is_there("victim"), true);
	check_bool("folder", is_there("folder.csv"), true);
	check_i64("again", folder_tidy(dir, ".csv", 1000), 0);
}

static void no_folder(void **state)
{
	(void)state;
	check_i64("gone", folder_tidy("/nonexistent", ".csv", 1000), 0);
}

int main(void)
{
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		TEST_WITH("old files of that suffix go, nothing else", old_ones_go, setup, teardown),
		TEST("a folder that is not there is tidy", no_folder),
	};
	/* clang-format on */

	return cmocka_run_group_tests(tests, NULL, NULL);
}
