/* Files kept by what they hold. */
#include "support/test.h"
#include "base/blob.h"
#include "base/clock.h"
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[64];
static struct arena *arena;

static void run(const char *what)
{
	char cmd[200];

	snprintf(cmd, sizeof(cmd), "%s %s", what, dir);
	if (fork() == 0)
		_exit(execl("/bin/sh", "sh", "-c", cmd, (char *)NULL));
	while (wait(NULL) > 0)
		;
}

static int setup(void **state)
{
	(void)state;
	snprintf(dir, sizeof(dir), "/tmp/duedesk-blob-XXXXXX");
	assert_non_null(mkdtemp(dir));
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	run("rm -rf");
	arena_free(arena);
	return 0;
}

static void good(enum err_kind kind, const struct err *e)
{
	if (kind)
		fail_msg("%s: %s", err_kind_name(kind), e->msg);
}

/* One of these bytes, kept; still open. */
static struct blob keep(const void *bytes, size_t n)
{
	struct err e = { 0 };
	struct blob b;

	good(blob_open(dir, 0, &b, &e), &e);
	good(blob_write(&b, bytes, n, &e), &e);
	good(blob_keep(&b, &e), &e);
	return b;
}

static const char *path_of(const struct blob *b)
{
	char name[BLOB_NAME];

	blob_name(b->hash, name);
	return arena_printf(arena, "%s/%s", dir, name);
}

static mode_t mode_of(const char *path)
{
	struct stat st;

	assert_int_equal(stat(path, &st), 0);
	return st.st_mode & 07777;
}

static size_t count_all(void)
{
	size_t sum = 0;

	for (int i = 0; i < BLOB_FOLDERS; i++) {
		struct blob_entry *list;
		struct err e = { 0 };
		size_t n, strange;

		good(blob_list(dir, i, arena, &list, &n, &strange, &e), &e);
		sum += n + strange;
	}
	return sum;
}

static void a_file_stands_under_its_hash_and_nothing_else(void **state)
{
	struct blob b = keep("hello", 5);

	(void)state;
	blob_drop(&b);
	assert_string_equal(
		path_of(&b) + strlen(dir),
		"/2c/f24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b"
		"9824");
	assert_int_equal(b.size, 5);
	assert_memory_equal(b.head, "hello", 5);
	assert_int_equal(b.head_n, 5);
	assert_int_equal(blob_state(dir, b.hash, 5), BLOB_WHOLE);
	assert_int_equal(blob_read(dir, b.hash, 5), BLOB_WHOLE);
	assert_int_equal(count_all(), 1);
}

static void nobody_else_may_read_it(void **state)
{
	struct blob b;

	(void)state;
	umask(0);
	b = keep("secret", 6);
	blob_drop(&b);
	assert_int_equal(mode_of(path_of(&b)), 0600);
	assert_int_equal(
		mode_of(arena_copy(arena, path_of(&b), strlen(dir) + 3)), 0700);
	/* Where a web server of another name sends them: its group. */
	assert_int_equal(chmod(dir, 0750), 0);
	b = keep("for the group", 13);
	blob_drop(&b);
	umask(022);
	assert_int_equal(mode_of(path_of(&b)), 0640);
	assert_int_equal(
		mode_of(arena_copy(arena, path_of(&b), strlen(dir) + 3)), 0750);
}

static void what_is_not_kept_leaves_nothing(void **state)
{
	struct err e = { 0 };
	struct blob b;

	(void)state;
	good(blob_open(dir, 0, &b, &e), &e);
	good(blob_write(&b, "half", 4, &e), &e);
	assert_int_equal(count_all(), 0);
	blob_drop(&b);
	blob_drop(&b);
	assert_int_equal(count_all(), 0);
	assert_int_equal(rmdir(dir), 0); /* really nothing */
	assert_int_equal(mkdir(dir, 0700), 0);
}

static void the_same_content_twice_is_one_file(void **state)
{
	struct blob a = keep("same", 4), b = keep("same", 4);
	struct stat st;

	(void)state;
	assert_memory_equal(a.hash, b.hash, sizeof(a.hash));
	assert_int_equal(stat(path_of(&a), &st), 0);
	assert_int_equal(st.st_nlink, 1);
	assert_int_equal(count_all(), 1);
	blob_drop(&a);
	blob_drop(&b);
}

static void an_empty_file_is_a_file(void **state)
{
	struct blob b = keep("", 0);

	(void)state;
	blob_drop(&b);
	assert_int_equal(b.size, 0);
	assert_int_equal(blob_read(dir, b.hash, 0), BLOB_WHOLE);
}

static void large_ones_are_hashed_as_they_come(void **state)
{
	static unsigned char mib[1 << 20];
	unsigned char want[RNG_HASH_LEN];
	struct err e = { 0 };
	struct rng_sha sha;
	struct blob b;

	(void)state;
	rng_sha_start(&sha);
	good(blob_open(dir, 0, &b, &e), &e);
	for (int i = 0; i < 12; i++) {
		memset(mib, i, sizeof(mib));
		rng_sha_add(&sha, mib, sizeof(mib));
		good(blob_write(&b, mib, 1, &e), &e);
		good(blob_write(&b, mib + 1, sizeof(mib) - 1, &e), &e);
	}
	good(blob_keep(&b, &e), &e);
	rng_sha_end(&sha, want);
	blob_drop(&b);
	assert_memory_equal(b.hash, want, sizeof(want));
	assert_int_equal(b.size, 12 << 20);
	assert_int_equal(b.head_n, BLOB_HEAD);
	assert_int_equal(blob_read(dir, b.hash, b.size), BLOB_WHOLE);
}

static void who_tidied_it_away_meanwhile_is_made_good(void **state)
{
	struct blob a = keep("wanted", 6), b = keep("wanted", 6);
	struct err e = { 0 };

	(void)state;
	good(blob_hold(&b, &e), &e);
	assert_int_equal(unlink(path_of(&a)), 0);
	good(blob_hold(&b, &e), &e);
	assert_int_equal(blob_read(dir, b.hash, 6), BLOB_WHOLE);
	blob_drop(&a);
	blob_drop(&b);
}

static void a_broken_file_is_seen_and_replaced(void **state)
{
	struct blob a = keep("twelve bytes", 12), b;
	int fd;

	(void)state;
	assert_int_equal(truncate(path_of(&a), 3), 0);
	assert_int_equal(blob_state(dir, a.hash, 12), BLOB_WRONG);
	b = keep("twelve bytes", 12);
	assert_int_equal(blob_read(dir, b.hash, 12), BLOB_WHOLE);
	fd = open(path_of(&b), O_WRONLY);
	assert_int_equal(pwrite(fd, "T", 1, 0), 1);
	close(fd);
	assert_int_equal(blob_state(dir, b.hash, 12), BLOB_WHOLE);
	assert_int_equal(blob_read(dir, b.hash, 12), BLOB_WRONG);
	assert_int_equal(unlink(path_of(&b)), 0);
	assert_int_equal(blob_state(dir, b.hash, 12), BLOB_MISSING);
	assert_int_equal(blob_read(dir, b.hash, 12), BLOB_MISSING);
	blob_drop(&a);
	blob_drop(&b);
}

static void a_link_in_its_place_is_no_file(void **state)
{
	struct blob b = keep("real", 4);

	(void)state;
	assert_int_equal(unlink(path_of(&b)), 0);
	assert_int_equal(symlink("/etc/hostname", path_of(&b)), 0);
	assert_int_equal(blob_state(dir, b.hash, 4), BLOB_WRONG);
	blob_drop(&b);
}

static void room_that_must_stay_is_not_used(void **state)
{
	struct err e = { 0 };
	struct blob b;

	(void)state;
	assert_int_equal(blob_open(dir, INT64_C(1) << 60, &b, &e), ERR_BUSY);
	assert_non_null(strstr(e.msg, "MiB are free"));
	assert_int_equal(blob_ready(dir, INT64_C(1) << 60, &e), ERR_BUSY);
	err_clear(&e);
	good(blob_ready(dir, 0, &e), &e);
	assert_int_equal(count_all(), 0);
}

static void a_folder_that_is_not_there_is_a_fault(void **state)
{
	struct err e = { 0 };
	struct blob b;

	(void)state;
	assert_int_equal(blob_open("/nowhere/at/all", 0, &b, &e), ERR_BROKEN);
	assert_int_equal(b.fd, -1);
	blob_drop(&b);
}

static void only_what_is_old_is_removed(void **state)
{
	struct blob b = keep("old", 3);
	struct err e = { 0 };

	(void)state;
	blob_drop(&b);
	good(blob_remove(dir, b.hash, clock_now() - 10, &e), &e);
	assert_int_equal(count_all(), 1);
	good(blob_remove(dir, b.hash, clock_now() + 10, &e), &e);
	assert_int_equal(count_all(), 0);
	good(blob_remove(dir, b.hash, clock_now() + 10, &e), &e);
}

static void a_folder_is_listed_with_what_does_not_belong_there(void **state)
{
	struct blob b = keep("hello", 5);
	struct blob_entry *list;
	struct err e = { 0 };
	size_t n, strange;
	int fd;

	(void)state;
	blob_drop(&b);
	fd = open(arena_printf(arena, "%s/2c/%s", dir, ".htaccess"),
		  O_CREAT | O_WRONLY, 0600);
	assert_true(fd >= 0);
	close(fd);
	good(blob_list(dir, 0x2c, arena, &list, &n, &strange, &e), &e);
	assert_int_equal(n, 1);
	assert_int_equal(strange, 1);
	assert_int_equal(list[0].size, 5);
	assert_memory_equal(list[0].hash, b.hash, RNG_HASH_LEN);
	assert_true(list[0].written >= clock_now() - 60);
	good(blob_list(dir, 0x2d, arena, &list, &n, &strange, &e), &e);
	assert_int_equal(n + strange, 0);
}

/* The commands that an admin gives as root must not shut out the desk. */
static void what_root_keeps_belongs_to_whom_the_top_folder_does(void **state)
{
	const uid_t desk = 65534;
	const char *path;
	struct stat st;
	struct blob b;

	(void)state;
	if (geteuid() != 0)
		skip();
	assert_int_equal(chown(dir, desk, desk), 0);
	b = keep("alpha", 5);
	blob_drop(&b);
	path = path_of(&b);
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_uid, desk);
	assert_int_equal(st.st_gid, desk);
	path = arena_copy(arena, path, (size_t)(strrchr(path, '/') - path));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_uid, desk);
	assert_int_equal(st.st_gid, desk);
}

int main(void)
{
#define EACH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		EACH(a_file_stands_under_its_hash_and_nothing_else),
		EACH(nobody_else_may_read_it),
		EACH(what_root_keeps_belongs_to_whom_the_top_folder_does),
		EACH(what_is_not_kept_leaves_nothing),
		EACH(the_same_content_twice_is_one_file),
		EACH(an_empty_file_is_a_file),
		EACH(large_ones_are_hashed_as_they_come),
		EACH(who_tidied_it_away_meanwhile_is_made_good),
		EACH(a_broken_file_is_seen_and_replaced),
		EACH(a_link_in_its_place_is_no_file),
		EACH(room_that_must_stay_is_not_used),
		EACH(a_folder_that_is_not_there_is_a_fault),
		EACH(only_what_is_old_is_removed),
		EACH(a_folder_is_listed_with_what_does_not_belong_there),
	};

	rng_init();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
