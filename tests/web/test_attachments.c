/* Files on pages and behind links: who may, and what the disk says. */
#include "support/test.h"
#include "support/ask.h"
#include "support/tickets.h"
#include "base/clock.h"
#include "base/limits.h"
#include "desk/attach.h"
#include "web/attachments.h"
#include "web/words.h"

#define KEY "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
#define DRAFT "draft-draft-draft-draft-draft-draft-draft-d"

static void must(enum err_kind kind, const struct err *e)
{
	if (kind)
		fail_msg("%s: %s", err_kind_name(kind), e->msg);
}

/* What is said on a ticket by who works there, with a file; the file's id. */
static const char *attach(const char *code, bool note, const char *bytes)
{
	struct viewer v = { .person = ask_person(OLGA), .roles = ROLE_OWNER };
	struct job job = { .db = fixture.db,
			   .arena = fixture.arena,
			   .viewer = &v,
			   .by = { .kind = ACTOR_PERSON,
				   .person = ask_person(OLGA),
				   .via = VIA_WEB,
				   .now = clock_now() } };
	struct desk_upload u = { .name = "x.bin", .name_n = 5 };
	struct desk_uploaded up;
	const char *tokens[1];
	struct desk_files files = { .tokens = tokens, .n = 1 };
	struct err e = { 0 };
	struct deed deed;
	struct rows *r;
	const char *oid;
	struct blob b;

	access_viewer_ready(&v);
	must(blob_open(ask_conf.blob_dir, 0, &b, &e), &e);
	must(blob_write(&b, bytes, strlen(bytes), &e), &e);
	must(blob_keep(&b, &e), &e);
	u.file = &b;
	must(desk_upload(&job, &u, &up, &e), &e);
	blob_drop(&b);
	tokens[0] = up.token;
	job.files = &files;
	must(note ? desk_note(&job, code, 0, "note", &deed, &e)
		  : desk_reply(&job, code, 0, "reply", THEN_NOTHING, &deed, &e),
	     &e);
	must(db_query(fixture.db, fixture.arena,
		      "SELECT oid FROM attachment ORDER BY id DESC LIMIT 1",
		      NO_PARAMS, &r, &e),
	     &e);
	assert_true(rows_next(r));
	oid = rows_str(r);
	must(rows_end(&r, &e), &e);
	return oid;
}

static const char *path_of(const char *oid)
{
	return arena_printf(fixture.arena, "/attachments/%s", oid);
}

/* What follows the files' origin in the link that they get. */
static const char *link_for(const char *oid, enum who who)
{
	struct answer a = ask(GET, path_of(oid), who);

	assert_int_equal(a.status, 303);
	assert_true(str_starts(a.location, ask_conf.files_url));
	return a.location + strlen(ask_conf.files_url);
}

static struct answer deliver(const char *path)
{
	return ask_with(&(struct ask){
		.method = GET, .path = path, .files_origin = true });
}

static void who_may_read_may_have(void **state)
{
	const char *code_a = tickets_open(BOB, "default");
	const char *code_b = tickets_open(CAROL, "sa1es00000000000");
	const struct {
		const char *what, *oid;
		bool may[WHO_N];
	} cases[] = {
		{ "a reply in Support",
		  attach(code_a, false, "one"),
		  { [BOB] = true,
		    [ALICE] = true,
		    [RITA] = true,
		    [MIA] = true,
		    [ADAM] = true,
		    [OLGA] = true,
		    [ERIK] = true } },
		{ "a note in Support",
		  attach(code_a, true, "two"),
		  { [ALICE] = true,
		    [RITA] = true,
		    [MIA] = true,
		    [ADAM] = true,
		    [OLGA] = true,
		    [ERIK] = true } },
		{ "a reply in Sales",
		  attach(code_b, false, "three"),
		  { [CAROL] = true,
		    [FRANK] = true,
		    [MIA] = true,
		    [ADAM] = true,
		    [OLGA] = true,
		    [ERIK] = true } },
	};

	(void)state;
	for (size_t i = 0; i < COUNT_OF(cases); i++)
		for (enum who who = BOB; who < WHO_N; who++) {
			int want = cases[i].may[who] ? 303 : 404;
			struct answer a = ask(GET, path_of(cases[i].oid), who);

			if (a.status != want)
				fail_msg("%s: %s gets %d", cases[i].what,
					 ask_email(who), a.status);
			if (want == 404)
				continue;
			a = deliver(a.location + strlen(ask_conf.files_url));
			assert_int_equal(a.status, 200);
			assert_true(str_starts(a.accel, "/_blob/"));
			assert_string_equal(a.type, "application/octet-stream");
			assert_string_equal(
				a.disposition,
				"attachment; filename*=UTF-8''x.bin");
		}
}

static void a_link_is_looked_at_again_when_it_is_used(void **state)
{
	const char *code = tickets_open(BOB, "default");
	const char *oid = attach(code, false, "one");
	const char *bobs = link_for(oid, BOB), *alices = link_for(oid, ALICE);

	(void)state;
	assert_int_equal(deliver(bobs).status, 200);
	db_fixture_run("UPDATE ticket SET department_id = 2;");
	assert_int_equal(deliver(bobs).status, 200);
	assert_int_equal(deliver(alices).status, 404);
	db_fixture_run("UPDATE ticket SET requester_id = (SELECT id FROM person"
		       " WHERE email = 'carol@other.example');");
	assert_int_equal(deliver(bobs).status, 404);
}

static void what_is_hidden_is_hidden_with_its_files(void **state)
{
	const char *code = tickets_open(BOB, "default");
	const char *oid = attach(code, false, "one");
	const char *bobs = link_for(oid, BOB);

	(void)state;
	assert_int_equal(tickets_send(code, "spam", ALICE, "").status, 303);
	assert_int_equal(ask(GET, path_of(oid), BOB).status, 404);
	assert_int_equal(deliver(bobs).status, 404);
	assert_int_equal(deliver(link_for(oid, ALICE)).status, 200);
}

static void each_origin_has_its_own(void **state)
{
	const char *code = tickets_open(BOB, "default");
	const char *path = link_for(attach(code, false, "one"), BOB);

	(void)state;
	assert_int_equal(ask(GET, path, BOB).status, 404);
	assert_int_equal(deliver("/inbox").status, 404);
	assert_int_equal(deliver("/healthz").status, 404);
	assert_int_equal(deliver("/f/").status, 404);
	assert_int_equal(ask_with(&(struct ask){ .method = POST,
						 .path = path,
						 .who = BOB,
						 .files_origin = true })
				 .status,
			 404);
}

static void without_a_key_nobody_gets_a_link(void **state)
{
	const char *code = tickets_open(BOB, "default");
	const char *oid = attach(code, false, "one");
	const char *path = link_for(oid, BOB);

	(void)state;
	*ask_conf.files_key = '\0';
	assert_int_equal(ask(GET, path_of(oid), BOB).status, 500);
	assert_int_equal(deliver(path).status, 500);
	snprintf(ask_conf.files_key, sizeof(ask_conf.files_key), "%.63sx", KEY);
	assert_int_equal(deliver(path).status, 500);
	memset(ask_conf.files_key, '1', 64);
	assert_int_equal(deliver(path).status, 404);
}

static struct answer send_file(const char *bytes)
{
	return ask_with(
		&(struct ask){ .method = POST,
			       .path = "/uploads?name=a.txt&draft=" DRAFT,
			       .who = BOB,
			       .body = bytes,
			       .body_n = strlen(bytes),
			       .type = "application/octet-stream" });
}

/* A reply as a browser without script sends it. */
static const char *a_form_with_a_file(int64_t seen)
{
	static const char part[] =
		"--B\r\nContent-Disposition: form-data; name=";

	return arena_printf(fixture.arena,
			    "%scsrf\r\n\r\n%s\r\n%sonce\r\n\r\n%s\r\n"
			    "%sdraft\r\n\r\n%s\r\n%sseen\r\n\r\n%" PRId64
			    "\r\n%sbody\r\n\r\nkept words\r\n"
			    "%sfile; filename=f.txt\r\n\r\nbytes\r\n--B--\r\n",
			    part, ask_csrf(BOB), part, ask_once(), part, DRAFT,
			    part, seen, part, part);
}

static void a_full_disk_takes_no_files(void **state)
{
	const char *code = tickets_open(BOB, "default");
	const char *path = arena_printf(fixture.arena, "/tickets/%s/messages",
					code);
	const char *form = a_form_with_a_file(tickets_seen(code, BOB));
	struct ask with_file = { .method = POST,
				 .path = path,
				 .who = BOB,
				 .body = form,
				 .body_n = strlen(form),
				 .type = "multipart/form-data; boundary=B" };
	struct answer a;

	(void)state;
	assert_int_equal(send_file("one").status, 201);
	ask_conf.files_floor_mib = INT64_C(1) << 30;
	a = send_file("two");
	assert_int_equal(a.status, 507);
	assert_string_equal(a.type, "application/json");
	assert_non_null(strstr(a.body, "no room for files"));
	a = ask_with(&with_file);
	assert_int_equal(a.status, 507);
	assert_non_null(strstr(a.body, "f.txt: There is no room for files"));
	assert_non_null(strstr(a.body, "kept words"));
	ask_conf.files_floor_mib = 0;
	assert_int_equal(send_file("two").status, 201);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM upload"), 2);
	assert_int_equal(ask_with(&with_file).status, 303);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM attachment"),
			 1);
}

static void a_form_that_comes_after_a_pause_keeps_its_file(void **state)
{
	const char *code = tickets_open(BOB, "default");
	const char *form = a_form_with_a_file(tickets_seen(code, BOB));
	struct answer a;

	(void)state;
	/* The time of the request before ran out long ago. */
	assert_non_null(ask_site.db);
	db_limit(ask_site.db, 1);
	a = ask_with(&(struct ask){
		.method = POST,
		.path = arena_printf(fixture.arena, "/tickets/%s/messages",
				     code),
		.who = BOB,
		.body = form,
		.body_n = strlen(form),
		.type = "multipart/form-data; boundary=B" });
	assert_int_equal(a.status, 303);
	assert_int_equal(db_fixture_number("SELECT COUNT(*) FROM attachment"),
			 1);
}

static void what_is_sent_again_does_not_lose_its_file_in_silence(void **state)
{
	const char *code = tickets_open(BOB, "default");
	const char *path = arena_printf(fixture.arena, "/tickets/%s/messages",
					code);
	int64_t seen = tickets_seen(code, BOB);
	const char *form = a_form_with_a_file(seen);
	struct answer a;

	(void)state;
	/* The session is over: the words are kept, the file cannot be. */
	a = ask_with(
		&(struct ask){ .method = POST,
			       .path = path,
			       .who = NOBODY,
			       .csrf = ask_csrf(BOB),
			       .body = form,
			       .body_n = strlen(form),
			       .type = "multipart/form-data; boundary=B" });
	assert_int_equal(a.status, 403);
	assert_non_null(strstr(a.body, "kept words"));
	assert_non_null(strstr(a.body, "name=\"kept-upload\" value=\"lost\""));
	a = ask_form(path, BOB,
		     arena_printf(fixture.arena,
				  "body=kept+words&draft=" DRAFT
				  "&upload=lost&seen=%" PRId64,
				  seen));
	assert_int_equal(a.status, 422);
	assert_non_null(strstr(a.body, "A file is not here any more"));
	assert_non_null(strstr(a.body, "kept words"));
}

static void names_pass_through_headers_unharmed(void **state)
{
	/* clang-format off */
	static const struct {
		const char *name, *want;
	} names[] = {
		{ "scan.pdf", "scan.pdf" },
		{ "a b.txt", "a%20b.txt" },
		{ "x\"; evil=\"y", "x%22%3B%20evil%3D%22y" },
		{ "a\r\nSet-Cookie: b", "a%0D%0ASet-Cookie%3A%20b" },
		{ "ü/\\", "%C3%BC%2F%5C" },
		{ "100%", "100%25" },
		{ "it's (1)*", "it%27s%20%281%29%2A" },
	};
	/* clang-format on */

	(void)state;
	for (size_t i = 0; i < COUNT_OF(names); i++)
		check_text(
			names[i].name,
			attachments_disposition(fixture.arena, names[i].name) +
				strlen("attachment; filename*=UTF-8''"),
			names[i].want);
}

static void sizes_are_said_in_words(void **state)
{
	/* clang-format off */
	static const struct {
		int64_t n;
		const char *want;
	} sizes[] = {
		{ 0, "0 B" }, { 1, "1 B" }, { 1023, "1023 B" },
		{ 1024, "1 KB" }, { 1536, "1.5 KB" }, { 10200, "10 KB" },
		{ 10240, "10 KB" }, { 1048575, "1024 KB" }, { 1048576, "1 MB" },
		{ 2516582, "2.4 MB" }, { 27000000, "25.7 MB" },
		{ 320000, "313 KB" }, { LIMIT_FILE_BYTES, "25 MB" },
		{ LIMIT_FILES_DAY_BYTES, "1024 MB" },
	};
	/* clang-format on */
	char text[WORDS_TEXT];

	(void)state;
	for (size_t i = 0; i < COUNT_OF(sizes); i++)
		check_text(sizes[i].want, words_size(sizes[i].n, text),
			   sizes[i].want);
}

static int before(void **state)
{
	ask_clean(state);
	snprintf(ask_conf.files_key, sizeof(ask_conf.files_key), KEY);
	snprintf(ask_conf.blob_dir, sizeof(ask_conf.blob_dir),
		 "/tmp/duedesk-files-XXXXXX");
	assert_non_null(mkdtemp(ask_conf.blob_dir));
	ask_conf.files_floor_mib = 0;
	return 0;
}

static int after(void **state)
{
	(void)state;
	if (fork() == 0)
		_exit(execlp("rm", "rm", "-rf", ask_conf.blob_dir,
			     (char *)NULL));
	while (wait(NULL) > 0)
		;
	return 0;
}

int main(int argc, char **argv)
{
#define FILE_TEST(what, func) TEST_WITH(what, func, before, after)
	/* clang-format off */
	const struct CMUnitTest tests[] = {
		FILE_TEST("who may read may have", who_may_read_may_have),
		FILE_TEST("a link is looked at again when it is used", a_link_is_looked_at_again_when_it_is_used),
		FILE_TEST("what is hidden is hidden with its files", what_is_hidden_is_hidden_with_its_files),
		FILE_TEST("each origin has its own", each_origin_has_its_own),
		FILE_TEST("without a key nobody gets a link", without_a_key_nobody_gets_a_link),
		FILE_TEST("a full disk takes no files", a_full_disk_takes_no_files),
		FILE_TEST("a form that comes after a pause keeps its file", a_form_that_comes_after_a_pause_keeps_its_file),
		FILE_TEST("what is sent again does not lose its file in silence", what_is_sent_again_does_not_lose_its_file_in_silence),
		FILE_TEST("names pass through headers unharmed", names_pass_through_headers_unharmed),
		FILE_TEST("sizes are said in words", sizes_are_said_in_words),
	};
	/* clang-format on */

	(void)argc;
	db_fixture_need(argv);
	return cmocka_run_group_tests_name("web/attachments", tests, ask_setup,
					   ask_teardown);
}
