/* Files: sent ahead, taken by a message, seen by who reads it, thrown away. */
#include "support/test.h"
#include "company.h"
#include "base/limits.h"
#include "base/rng.h"
#include "desk/attach.h"
#include "store/attachment_store.h"
#include "store/message_store.h"
#include "store/ticket_store.h"
#include <sys/stat.h>

static char dir[64];

static void good(enum err_kind kind, const struct err *e)
{
	company_expect(kind, ERR_NONE, e);
}

static int setup(void **state)
{
	company_setup(state);
	snprintf(dir, sizeof(dir), "/tmp/duedesk-files-XXXXXX");
	assert_non_null(mkdtemp(dir));
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	if (fork() == 0)
		_exit(execlp("rm", "rm", "-rf", dir, (char *)NULL));
	while (wait(NULL) > 0)
		;
	return 0;
}

static void hash_text(const char *s, unsigned char out[32])
{
	rng_sha256(s, strlen(s), out);
}

/* A file of these bytes by that person, for the form "draft". */
static enum err_kind upload_as(struct job *job, const char *session,
			       const char *name, const char *bytes,
			       struct desk_uploaded *out, struct err *e)
{
	struct desk_upload u = { .name = name, .name_n = strlen(name) };
	struct blob b;

	good(blob_open(dir, 0, &b, e), e);
	good(blob_write(&b, bytes, strlen(bytes), e), e);
	good(blob_keep(&b, e), e);
	u.file = &b;
	hash_text(session, u.session_hash);
	hash_text("draft", u.draft_hash);
	if (desk_upload(job, &u, out, e) == ERR_NONE)
		out->name = arena_str(fixture.arena, out->name);
	blob_drop(&b);
	return e->kind;
}

static const char *upload(const struct member *who, instant now,
			  const char *name, const char *bytes)
{
	struct job job = company_job(who, now);
	struct desk_uploaded up;
	struct err e = { 0 };

	good(upload_as(&job, "session", name, bytes, &up, &e), &e);
	return arena_str(fixture.arena, up.token);
}

/* The tokens as a form of that session brings them. */
static const struct desk_files *files_of(const char *session,
					 const char *const *tokens, size_t n)
{
	struct desk_files *f = ARENA_NEW(fixture.arena, struct desk_files);

	f->tokens = tokens;
	f->n = n;
	hash_text(session, f->session_hash);
	hash_text("draft", f->draft_hash);
	return f;
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

/* The files of a ticket that this person sees on its page. */
static struct attachments list(const struct member *who, const char *code)
{
	struct attachments out;
	struct ticket_view t;
	struct access_ticket at;
	struct err e = { 0 };

	good(ticket_store_find(fixture.db, fixture.arena, &who->viewer, code,
			       &t, &e),
	     &e);
	at = ticket_store_access(&t.row, &t.state);
	good(attachment_store_list(fixture.db, fixture.arena, t.row.id,
				   access_see_as_staff(&who->viewer, &at), 0,
				   INT64_MAX, &out, &e),
	     &e);
	return out;
}

static enum err_kind find(const struct member *who, const char *oid)
{
	struct attachment at;
	struct err e = { 0 };

	return attachment_store_find(fixture.db, fixture.arena, &who->viewer,
				     oid, &at, &e);
}

static void a_message_takes_its_files(void **state)
{
	const char *code = company_ticket(MONDAY_9);
	const char *tokens[] = {
		upload(&company.bob, MONDAY_9, "..\\Photo.PNG",
		       "\x89PNG\r\n\x1a\n...."),
		upload(&company.bob, MONDAY_9, "notes.txt", "plain words"),
	};
	struct attachments found;
	struct err e = { 0 };

	(void)state;
	good(reply_with(&company.bob, code, files_of("session", tokens, 2), &e),
	     &e);
	found = list(&company.alice, code);
	assert_int_equal(found.n, 2);
	assert_string_equal(found.v[0].name, "Photo.PNG");
	assert_int_equal(found.v[0].type, FILE_PNG);
	assert_int_equal(found.v[0].size, 12);
	assert_string_equal(found.v[1].name, "notes.txt");
	assert_int_equal(found.v[1].type, FILE_OTHER);
	assert_string_equal(found.v[0].message, found.v[1].message);
	assert_int_equal(blob_read(dir, found.v[0].hash, 12), BLOB_WHOLE);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM upload"), 0);
	assert_int_equal(list(&company.bob, code).n, 2);
}

static void a_new_ticket_and_a_note_take_theirs(void **state)
{
	const char *first[] = { upload(&company.bob, MONDAY_9, "a", "one") };
	const char *second[] = { upload(&company.alice, MONDAY_9, "b", "two") };
	struct desk_ticket t = { .subject = "Broken",
				 .body = "See the picture.",
				 .department = company.support_oid,
				 .priority = PRIORITY_NORMAL };
	struct job job = company_job(&company.bob, MONDAY_9);
	struct err e = { 0 };
	struct deed deed;

	(void)state;
	job.files = files_of("session", first, 1);
	good(desk_open(&job, &t, &deed, &e), &e);
	assert_int_equal(list(&company.bob, deed.code).n, 1);
	job = company_job(&company.alice, MONDAY_9);
	job.files = files_of("session", second, 1);
	good(desk_note(&job, deed.code, 0, "For us.", &deed, &e), &e);
	assert_int_equal(list(&company.bob, deed.code).n, 1);
	assert_int_equal(list(&company.alice, deed.code).n, 2);
}

static void files_go_to_who_reads_the_message(void **state)
{
	const char *code = company_ticket(MONDAY_9);
	const char *said[] = { upload(&company.bob, MONDAY_9, "a", "public") };
	const char *noted[] = { upload(&company.alice, MONDAY_9, "b",
				       "private") };
	struct job job = company_job(&company.alice, MONDAY_9 + HOUR);
	const char *public, *private;
	struct attachments found;
	struct err e = { 0 };
	struct deed deed;

	(void)state;
	good(reply_with(&company.bob, code, files_of("session", said, 1), &e),
	     &e);
	job.files = files_of("session", noted, 1);
	good(desk_note(&job, code, 0, "For us.", &deed, &e), &e);
	found = list(&company.alice, code);
	assert_int_equal(found.n, 2);
	public = found.v[0].oid;
	private = found.v[1].oid;
	assert_int_equal(find(&company.bob, public), ERR_NONE);
	assert_int_equal(find(&company.bob, private), ERR_NOT_FOUND);
	assert_int_equal(find(&company.carol, public), ERR_NOT_FOUND);
	assert_int_equal(find(&company.carol, private), ERR_NOT_FOUND);
	assert_int_equal(find(&company.alice, private), ERR_NONE);
	assert_int_equal(find(&company.rita, private), ERR_NONE);
	assert_int_equal(find(&company.mona, private), ERR_NONE);
	assert_int_equal(find(&company.dave, public), ERR_NOT_FOUND);
	assert_int_equal(find(&company.bob, "0000000000000000"), ERR_NOT_FOUND);
}

static void a_token_is_of_one_session_and_one_form(void **state)
{
	const char *code = company_ticket(MONDAY_9);
	const char *tokens[] = { upload(&company.bob, MONDAY_9, "a", "x") };
	struct desk_files other = *files_of("session", tokens, 1);
	struct err e = { 0 };

	(void)state;
	hash_text("another form", other.draft_hash);
	assert_int_equal(reply_with(&company.bob, code,
				    files_of("stolen", tokens, 1), &e),
			 ERR_INVALID);
	err_clear(&e);
	assert_int_equal(reply_with(&company.bob, code, &other, &e),
			 ERR_INVALID);
	assert_non_null(strstr(e.msg, "choose it again"));
	err_clear(&e);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM message"), 1);
	good(reply_with(&company.bob, code, files_of("session", tokens, 1), &e),
	     &e);
	assert_int_equal(reply_with(&company.bob, code,
				    files_of("session", tokens, 1), &e),
			 ERR_INVALID);
	assert_int_equal(list(&company.bob, code).n, 1);
}

static void the_same_form_twice_attaches_once(void **state)
{
	const char *code = company_ticket(MONDAY_9);
	const char *tokens[] = { upload(&company.bob, MONDAY_9, "a", "x") };
	struct job job = company_job(&company.bob, MONDAY_9 + HOUR);
	struct once once = { { 1 }, { 2 } };
	struct err e = { 0 };
	struct deed deed;

	(void)state;
	job.once = &once;
	job.files = files_of("session", tokens, 1);
	good(desk_reply(&job, code, 0, "Hi", THEN_NOTHING, &deed, &e), &e);
	good(desk_reply(&job, code, 0, "Hi", THEN_NOTHING, &deed, &e), &e);
	assert_true(deed.again);
	assert_int_equal(list(&company.bob, code).n, 1);
}

static void a_refused_message_keeps_its_files_waiting(void **state)
{
	const char *code = company_ticket(MONDAY_9);
	const char *tokens[] = { upload(&company.bob, MONDAY_9, "a", "x"),
				 "no such token" };
	struct err e = { 0 };

	(void)state;
	assert_int_equal(reply_with(&company.bob, code,
				    files_of("session", tokens, 2), &e),
			 ERR_INVALID);
	err_clear(&e);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM upload"), 1);
	good(reply_with(&company.bob, code, files_of("session", tokens, 1), &e),
	     &e);
}

static void a_message_has_so_many_files_and_no_more(void **state)
{
	const char *tokens[LIMIT_FILES + 1];
	const char *code = company_ticket(MONDAY_9);
	struct err e = { 0 };

	(void)state;
	for (size_t i = 0; i <= LIMIT_FILES; i++)
		tokens[i] = upload(&company.bob, MONDAY_9, "a",
				   arena_printf(fixture.arena, "%zu", i));
	assert_int_equal(
		reply_with(&company.bob, code,
			   files_of("session", tokens, LIMIT_FILES + 1), &e),
		ERR_INVALID);
	assert_non_null(strstr(e.msg, "20"));
	err_clear(&e);
	good(reply_with(&company.bob, code,
			files_of("session", tokens, LIMIT_FILES), &e),
	     &e);
	assert_int_equal(list(&company.bob, code).n, LIMIT_FILES);
}

static void files_of_a_message_have_so_many_bytes_together(void **state)
{
	const char *tokens[] = { upload(&company.bob, MONDAY_9, "a", "x"),
				 upload(&company.bob, MONDAY_9, "b", "y") };
	const char *code = company_ticket(MONDAY_9);
	struct err e = { 0 };

	(void)state;
	db_fixture_run("UPDATE upload SET size = 30 * 1024 * 1024;");
	assert_int_equal(reply_with(&company.bob, code,
				    files_of("session", tokens, 2), &e),
			 ERR_INVALID);
	assert_non_null(strstr(e.msg, "50 MB"));
}

static void a_day_has_so_many_bytes(void **state)
{
	struct job job = company_job(&company.bob, MONDAY_9);
	struct desk_uploaded up;
	struct err e = { 0 };
	int64_t room;

	(void)state;
	upload(&company.bob, MONDAY_9, "a", "x");
	db_fixture_run("UPDATE upload SET size = 1024 * 1024 * 1024 - 5;");
	good(desk_upload_room(&job, &room, &e), &e);
	assert_int_equal(room, 5);
	assert_int_equal(upload_as(&job, "s", "b", "sixsix", &up, &e),
			 ERR_INVALID);
	assert_non_null(strstr(e.msg, "1024 MB"));
	err_clear(&e);
	good(upload_as(&job, "s", "b", "five5", &up, &e), &e);
	job = company_job(&company.carol, MONDAY_9);
	good(upload_as(&job, "s", "b", "sixsix", &up, &e), &e);
	job = company_job(&company.bob, MONDAY_9 + DAY_SECONDS + 1);
	good(upload_as(&job, "s", "b", "sixsix", &up, &e), &e);
}

static void who_merely_reads_sends_nothing(void **state)
{
	struct job job = company_job(&company.rita, MONDAY_9);
	struct desk_uploaded up;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(upload_as(&job, "s", "a", "x", &up, &e), ERR_DENIED);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM blob_file"),
			 0);
}

/* ---- Throwing away -------------------------------------------------------
 */

static int tidy(instant now)
{
	struct job job = company_job(&company.olga, now);
	struct err e = { 0 };
	int did;

	good(desk_tidy_uploads(&job, dir, 100, &did, &e), &e);
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
			blob_read(dir, (const unsigned char *)hash, size),
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

		good(blob_list(dir, i, fixture.arena, &entries, &n, &strange,
			       &e),
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

		good(blob_list(dir, i, fixture.arena, &entries, &n, &strange,
			       &e),
		     &e);
		for (size_t k = 0; k < n; k++) {
			struct timespec times[2] = { { .tv_sec = at },
						     { .tv_sec = at } };
			char name[BLOB_NAME];

			blob_name(entries[k].hash, name);
			assert_int_equal(
				utimensat(AT_FDCWD,
					  arena_printf(fixture.arena, "%s/%s",
						       dir, name),
					  times, 0),
				0);
		}
	}
}

static void what_no_message_took_goes_after_a_day(void **state)
{
	(void)state;
	upload(&company.bob, MONDAY_9, "a", "x");
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
	const char *tokens[] = { upload(&company.bob, MONDAY_9, "a", "x") };
	struct err e = { 0 };

	(void)state;
	upload(&company.carol, MONDAY_9, "mine", "x");
	good(reply_with(&company.bob, code, files_of("session", tokens, 1), &e),
	     &e);
	age(MONDAY_9);
	assert_int_equal(tidy(MONDAY_9 + 3 * DAY_SECONDS), 1);
	assert_int_equal(check_rows(fixture.db), 1);
	assert_int_equal(find(&company.bob, list(&company.bob, code).v[0].oid),
			 ERR_NONE);
}

static void what_is_waited_for_by_another_stays(void **state)
{
	(void)state;
	upload(&company.bob, MONDAY_9, "a", "x");
	upload(&company.carol, MONDAY_9 + DAY_SECONDS, "b", "x");
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
	upload(&company.bob, MONDAY_9, "a", "x");
	good(blob_open(dir, 0, &b, &e), &e); /* killed before its row */
	good(blob_write(&b, "orphan", 6, &e), &e);
	good(blob_keep(&b, &e), &e);
	blob_drop(&b);
	age(MONDAY_9);
	for (int i = 0; i < BLOB_FOLDERS; i++) {
		good(desk_tidy_files(&job, dir, i, &did, &e), &e);
		assert_int_equal(did, 0);
	}
	job = company_job(&company.olga, MONDAY_9 + DAY_SECONDS + 1);
	good(desk_tidy_files(&job, dir, b.hash[0], &did, &e), &e);
	assert_int_equal(did, 1);
	for (int i = 0; i < BLOB_FOLDERS; i++)
		good(desk_tidy_files(&job, dir, i, &did, &e), &e);
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
	if (!blob_open(dir, 0, &b, e) &&
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

		child_good(desk_tidy_uploads(&job, dir, 100, &did, &e), &e);
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

		good(desk_tidy_files(&job, dir, i, &did, &e), &e);
	}
	assert_int_equal(files_there(), 0);
}

int main(int argc, char **argv)
{
#define EACH(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		EACH(a_message_takes_its_files),
		EACH(a_new_ticket_and_a_note_take_theirs),
		EACH(files_go_to_who_reads_the_message),
		EACH(a_token_is_of_one_session_and_one_form),
		EACH(the_same_form_twice_attaches_once),
		EACH(a_refused_message_keeps_its_files_waiting),
		EACH(a_message_has_so_many_files_and_no_more),
		EACH(files_of_a_message_have_so_many_bytes_together),
		EACH(a_day_has_so_many_bytes),
		EACH(who_merely_reads_sends_nothing),
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
