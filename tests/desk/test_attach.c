/* Files: sent ahead, taken by a message, seen by who reads it. */
#include "support/test.h"
#include "files.h"
#include "base/limits.h"
#include "base/rng.h"
#include "store/attachment_store.h"
#include "store/message_store.h"
#include "store/ticket_store.h"

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
		files_upload(&company.bob, MONDAY_9, "..\\Photo.PNG",
			     "\x89PNG\r\n\x1a\n...."),
		files_upload(&company.bob, MONDAY_9, "notes.txt",
			     "plain words"),
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
	assert_int_equal(blob_read(files_dir, found.v[0].hash, 12), BLOB_WHOLE);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM upload"), 0);
	assert_int_equal(list(&company.bob, code).n, 2);
}

static void a_new_ticket_and_a_note_take_theirs(void **state)
{
	const char *first[] = { files_upload(&company.bob, MONDAY_9, "a",
					     "one") };
	const char *second[] = { files_upload(&company.alice, MONDAY_9, "b",
					      "two") };
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
	const char *said[] = { files_upload(&company.bob, MONDAY_9, "a",
					    "public") };
	const char *noted[] = { files_upload(&company.alice, MONDAY_9, "b",
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
	const char *tokens[] = { files_upload(&company.bob, MONDAY_9, "a",
					      "x") };
	struct desk_files other = *files_of("session", tokens, 1);
	struct err e = { 0 };

	(void)state;
	files_hash("another form", other.draft_hash);
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
	const char *tokens[] = { files_upload(&company.bob, MONDAY_9, "a",
					      "x") };
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
	const char *tokens[] = { files_upload(&company.bob, MONDAY_9, "a", "x"),
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
		tokens[i] = files_upload(&company.bob, MONDAY_9, "a",
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
	const char *tokens[] = { files_upload(&company.bob, MONDAY_9, "a", "x"),
				 files_upload(&company.bob, MONDAY_9, "b",
					      "y") };
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
	files_upload(&company.bob, MONDAY_9, "a", "x");
	db_fixture_run("UPDATE upload SET size = 1024 * 1024 * 1024 - 5;");
	good(desk_upload_room(&job, &room, &e), &e);
	assert_int_equal(room, 5);
	assert_int_equal(files_upload_as(&job, "s", "b", "sixsix", &up, &e),
			 ERR_INVALID);
	assert_non_null(strstr(e.msg, "1024 MB"));
	err_clear(&e);
	good(files_upload_as(&job, "s", "b", "five5", &up, &e), &e);
	job = company_job(&company.carol, MONDAY_9);
	good(files_upload_as(&job, "s", "b", "sixsix", &up, &e), &e);
	job = company_job(&company.bob, MONDAY_9 + DAY_SECONDS + 1);
	good(files_upload_as(&job, "s", "b", "sixsix", &up, &e), &e);
}

static void who_merely_reads_sends_nothing(void **state)
{
	struct job job = company_job(&company.rita, MONDAY_9);
	struct desk_uploaded up;
	struct err e = { 0 };

	(void)state;
	assert_int_equal(files_upload_as(&job, "s", "a", "x", &up, &e),
			 ERR_DENIED);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM blob_file"),
			 0);
}

int main(int argc, char **argv)
{
#define EACH(name)                                                             \
	cmocka_unit_test_setup_teardown(name, files_setup, files_teardown)
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
	};

	(void)argc;
	rng_init();
	db_fixture_need(argv);
	return cmocka_run_group_tests(tests, db_fixture_setup,
				      db_fixture_teardown);
}
