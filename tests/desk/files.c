#include "desk/files.h"
#include "support/test.h"
#include "base/rng.h"

char files_dir[64];

static void good(enum err_kind kind, const struct err *e)
{
	company_expect(kind, ERR_NONE, e);
}

int files_setup(void **state)
{
	company_setup(state);
	snprintf(files_dir, sizeof(files_dir), "/tmp/duedesk-files-XXXXXX");
	assert_non_null(mkdtemp(files_dir));
	return 0;
}

int files_teardown(void **state)
{
	(void)state;
	if (fork() == 0)
		_exit(execlp("rm", "rm", "-rf", files_dir, (char *)NULL));
	while (wait(NULL) > 0)
		;
	return 0;
}

void files_hash(const char *s, unsigned char out[32])
{
	rng_sha256(s, strlen(s), out);
}

/* A file of these bytes by that person, for the form "draft". */
enum err_kind files_upload_as(struct job *job, const char *session,
			      const char *name, const char *bytes,
			      struct desk_uploaded *out, struct err *e)
{
	struct desk_upload u = { .name = name, .name_n = strlen(name) };
	struct blob b;

	good(blob_open(files_dir, 0, &b, e), e);
	good(blob_write(&b, bytes, strlen(bytes), e), e);
	good(blob_keep(&b, e), e);
	u.file = &b;
	files_hash(session, u.session_hash);
	files_hash("draft", u.draft_hash);
	if (desk_upload(job, &u, out, e) == ERR_NONE)
		out->name = arena_str(fixture.arena, out->name);
	blob_drop(&b);
	return e->kind;
}

const char *files_upload(const struct member *who, instant now,
			 const char *name, const char *bytes)
{
	struct job job = company_job(who, now);
	struct desk_uploaded up;
	struct err e = { 0 };

	good(files_upload_as(&job, "session", name, bytes, &up, &e), &e);
	return arena_str(fixture.arena, up.token);
}

/* The tokens as a form of that session brings them. */
const struct desk_files *files_of(const char *session,
				  const char *const *tokens, size_t n)
{
	struct desk_files *f = ARENA_NEW(fixture.arena, struct desk_files);

	f->tokens = tokens;
	f->n = n;
	files_hash(session, f->session_hash);
	files_hash("draft", f->draft_hash);
	return f;
}
