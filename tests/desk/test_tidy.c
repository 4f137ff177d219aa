/* Files that nobody waits for go; those that somebody has stay. */
#include "support/test.h"
#include "files.h"
#include "base/limits.h"
#include "base/rng.h"
#include <sys/stat.h>

static void good(enum err_kind kind, const struct err *e)
{
	company_expect(kind, ERR_NONE, e);
}

static enum err_kind reply_with(const struct member *who, const char *code,
				const struct desk_files *files, struct err *e)
{
	struct job job = company_job(who, MONDAY_9 + HOUR);
	struct deed deed;

	job.files = files;
	return desk_reply(&job, code, 0, "See the file.", THEN_NOTHING, &deed,
			  e);
}

/* ---- Throwing away -------------------------------------------------------
 */

static int tidy(instant now)
{
	struct job job = company_job(&company.olga, now);
	struct err e = { 0 };
	int did;

	good(desk_tidy_uploads(&job, files_dir, 100, &did, &e), &e);
	return did;
}

/* Every row has its whole file; how many there are. */
static size_t check_rows(struct db *db)
{
	struct arena *a = arena_new();
	struct err e = { 0 };
	struct rows *r;
	size_t count = 0;

	good(db_begin(db, &e), &e);
	good(db_query(db, a,
		      "SELECT hash, size FROM blob_file LOCK IN SHARE MODE",
		      NO_PARAMS, &r, &e),
	     &e);
	while (rows_next(r)) {
		size_t n;
		const char *hash = rows_bytes(r, &n);
		int64_t size = rows_i64(r);

		assert_int_equal(n, RNG_HASH_LEN);
		assert_int_equal(
			blob_read(files_dir, (const unsigned char *)hash, size),
			BLOB_WHOLE);
		count++;
	}
	good(rows_end(&r, &e), &e);
	db_rollback(db);
	arena_free(a);
	return count;
}

static size_t files_there(void)
{
	size_t sum = 0;

	for (int i = 0; i < BLOB_FOLDERS; i++) {
		struct blob_entry *entries;
		struct err e = { 0 };
		size_t n, strange;

		good(blob_list(files_dir, i, fixture.arena, &entries, &n,
			       &strange, &e),
		     &e);
		sum += n + strange;
	}
	return sum;
}

/* Files are as old as the story of the test. */
static void age(instant at)
{
	for (int i = 0; i < BLOB_FOLDERS; i++) {
		struct blob_entry *entries;
		struct err e = { 0 };
		size_t n, strange;

		good(blob_list(files_dir, i, fixture.arena, &entries, &n,
			       &strange, &e),
		     &e);
		for (size_t k = 0; k < n; k++) {
			struct timespec times[2] = { { .tv_sec = at },
						     { .tv_sec = at } };
			char name[BLOB_NAME];

			blob_name(entries[k].hash, name);
			assert_int_equal(
				utimensat(AT_FDCWD,
					  arena_printf(fixture.arena, "%s/%s",
						       files_dir, name),
					  times, 0),
				0);
		}
	}
}

static void what_no_message_took_goes_after_a_day(void **state)
{
	(void)state;
	files_upload(&company.bob, MONDAY_9, "a", "x");
	age(MONDAY_9);
	assert_int_equal(tidy(MONDAY_9 + LIMIT_UPLOAD_SECONDS), 0);
	assert_int_equal(files_there(), 1);
	assert_int_equal(tidy(MONDAY_9 + LIMIT_UPLOAD_SECONDS + 1), 1);
	assert_int_equal(files_there(), 0);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM blob_file"),
			 0);
	assert_int_equal(tidy(MONDAY_9 + LIMIT_UPLOAD_SECONDS + 1), 0);
}

static void what_a_message_holds_stays_whoever_sent_it_too(void **state)
{
	const char *code = company_ticket(MONDAY_9);
	const char *tokens[] = { files_upload(&company.bob, MONDAY_9, "a",
					      "x") };
	struct err e = { 0 };

	(void)state;
	files_upload(&company.carol, MONDAY_9, "mine", "x");
	good(reply_with(&company.bob, code, files_of("session", tokens, 1), &e),
	     &e);
	age(MONDAY_9);
	assert_int_equal(tidy(MONDAY_9 + 3 * DAY_SECONDS), 1);
	assert_int_equal(check_rows(fixture.db), 1);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM attachment"),
			 1);
}

static void what_is_waited_for_by_another_stays(void **state)
{
	(void)state;
	files_upload(&company.bob, MONDAY_9, "a", "x");
	files_upload(&company.carol, MONDAY_9 + DAY_SECONDS, "b", "x");
	age(MONDAY_9);
	assert_int_equal(tidy(MONDAY_9 + DAY_SECONDS + 1), 1);
	assert_int_equal(check_rows(fixture.db), 1);
	assert_int_equal(tidy(MONDAY_9 + 3 * DAY_SECONDS), 1);
	assert_int_equal(files_there(), 0);
}

static void a_file_without_row_goes_after_a_day(void **state)
{
	struct job job = company_job(&company.olga, MONDAY_9);
	struct err e = { 0 };
	struct blob b;
	int did;

	(void)state;
	files_upload(&company.bob, MONDAY_9, "a", "x");
	good(blob_open(files_dir, 0, &b, &e), &e); /* killed before its row */
	good(blob_write(&b, "orphan", 6, &e), &e);
	good(blob_keep(&b, &e), &e);
	blob_drop(&b);
	age(MONDAY_9);
	for (int i = 0; i < BLOB_FOLDERS; i++) {
		good(desk_tidy_files(&job, files_dir, i, &did, &e), &e);
		assert_int_equal(did, 0);
	}
	job = company_job(&company.olga, MONDAY_9 + DAY_SECONDS + 1);
	good(desk_tidy_files(&job, files_dir, b.hash[0], &did, &e), &e);
	assert_int_equal(did, 1);
	for (int i = 0; i < BLOB_FOLDERS; i++)
		good(desk_tidy_files(&job, files_dir, i, &did, &e), &e);
	assert_int_equal(files_there(), 1);
	assert_int_equal(check_rows(fixture.db), 1);
}

#define RACES 150

/* In a child nothing may fail through cmocka: say so, and leave. */
static void child_good(enum err_kind kind, const struct err *e)
{
	if (kind == ERR_NONE || kind == ERR_BUSY)
		return;
	fprintf(stderr, "%s: %s\n", err_kind_name(kind), e->msg);
	_exit(1);
}

static enum err_kind race_upload(const char *bytes, struct err *e)
{
	struct job job = company_job(&company.bob, MONDAY_9);
	struct desk_upload u = { .name = "a", .name_n = 1 };
	struct desk_uploaded up;
	struct blob b = BLOB_NONE;

	u.file = &b;
	if (!blob_open(files_dir, 0, &b, e) &&
	    !blob_write(&b, bytes, strlen(bytes), e) && !blob_keep(&b, e))
		(void)!desk_upload(&job, &u, &up, e);
	blob_drop(&b);
	return e->kind;
}

/* Uploads the same two contents again and again. */
static void race_uploads(void)
{
	int busy = 0;

	fixture.db = db_fixture_open();
	for (int i = 0; i < RACES; i++) {
		struct err e = { 0 };

		child_good(race_upload(i % 3 ? "same" : "other", &e), &e);
		busy += e.kind == ERR_BUSY;
	}
	_exit(busy == RACES);
}

/* Throws away, as if days had passed, whatever comes. */
static void race_tidies(void)
{
	fixture.db = db_fixture_open();
	for (int i = 0; i < 3 * RACES; i++) {
		struct job job = company_job(&company.olga,
					     INSTANT_C(2200, 1, 1, 0));
		struct err e = { 0 };
		int did;

		child_good(desk_tidy_uploads(&job, files_dir, 100, &did, &e),
			   &e);
	}
	_exit(0);
}

static void an_uploader_wins_over_who_throws_away(void **state)
{
	pid_t children[3];
	int left = 3, status;

	(void)state;
	for (int i = 0; i < 3; i++) {
		children[i] = fork();
		if (children[i] == 0)
			i == 0 ? race_tidies() : race_uploads();
	}
	while (left > 0) {
		struct db *db = db_fixture_open();

		check_rows(db);
		db_close(&db);
		while (left > 0 && waitpid(-1, &status, WNOHANG) > 0) {
			assert_int_equal(status, 0);
			left--;
		}
	}
	check_rows(fixture.db);
	/* Of an upload that gave way a file may be left, never a row. */
	while (tidy(INSTANT_C(2200, 1, 1, 0)) > 0)
		;
	assert_int_equal(check_rows(fixture.db), 0);
	for (int i = 0; i < BLOB_FOLDERS; i++) {
		struct job job = company_job(&company.olga,
					     INSTANT_C(2200, 1, 1, 0));
		struct err e = { 0 };
		int did;

		good(desk_tidy_files(&job, files_dir, i, &did, &e), &e);
	}
	assert_int_equal(files_there(), 0);
}

int main(int argc, char **argv)
{
#define EACH(name)                                                             \
	cmocka_unit_test_setup_teardown(name, files_setup, files_teardown)
	const struct CMUnitTest tests[] = {
		EACH(what_no_message_took_goes_after_a_day),
		EACH(what_a_message_holds_stays_whoever_sent_it_too),
		EACH(what_is_waited_for_by_another_stays),
		EACH(a_file_without_row_goes_after_a_day),
		EACH(an_uploader_wins_over_who_throws_away),
	};

	(void)argc;
	rng_init();
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
