#include "web/uploads_in.h"
#include "base/limits.h"
#include "base/str.h"
#include "core/file_name.h"
#include "web/csrf.h"
#include "web/multipart.h"
#include "web/router.h"
#include "web/viewer.h"

/* Who is it, and may they send files? Asked once, before the first byte. */
static void know_sender(struct uploads *u)
{
	struct req *rq = u->rq;
	struct err e = { 0 };

	if (u->knows)
		return;
	u->knows = true;
	if (router_connect(rq, &e) || viewer_load(rq, &e) ||
	    desk_upload_room(&rq->job, &u->room, &e))
		return;
	u->allowed = rq->viewer.roles & rq->route->roles & ROLES_WRITE;
}

/* May this file be kept? The form's tokens came before it. */
static bool may_keep(struct uploads *u)
{
	struct req *rq = u->rq;

	know_sender(u);
	rq->fields = (struct http_pairs){ u->fields, u->nfields };
	return u->allowed && csrf_token_good(rq) &&
	       uploads_draft_good(http_find(&rq->fields, "draft"));
}

static void begin_file(struct uploads *u, const char *file, size_t n)
{
	struct arena *a = u->rq->whole;
	struct err e = { 0 };

	u->skip = true;
	u->name = n ? file_name_clean(a, file, n) : NULL;
	if (n == 0)
		return; /* no file was chosen */
	if (!may_keep(u))
		uploads_fault(u, 422, words_get(WORD_FILE_BROKEN));
	else if (u->n == LIMIT_FILES)
		uploads_fault(u, 422,
			      uploads_count_text(u->rq, WORD_FILES_TOO_MANY,
						 LIMIT_FILES));
	else if (uploads_open(u, &e))
		uploads_disk_fault(u, &e);
	else
		u->skip = false;
}

static void drop_file(struct uploads *u)
{
	blob_drop(&u->blob);
	u->skip = true;
}

static void take_bytes(struct uploads *u, const char *s, size_t n)
{
	int64_t size = u->blob.size + (int64_t)n;
	struct err e = { 0 };

	if (u->skip)
		return;
	if (size > LIMIT_FILE_BYTES)
		uploads_fault(u, 422,
			      uploads_size_text(u->rq, WORD_FILE_TOO_LARGE,
						LIMIT_FILE_BYTES));
	else if (size > u->room)
		uploads_fault(u, 422,
			      uploads_size_text(u->rq, WORD_FILES_QUOTA,
						LIMIT_FILES_DAY_BYTES));
	else if (blob_write(&u->blob, s, n, &e))
		uploads_disk_fault(u, &e);
	else
		return;
	drop_file(u);
}

static void add_field(struct uploads *u, const char *name, const char *text,
		      size_t n)
{
	if (u->nfields == LIMIT_FORM_FIELDS + LIMIT_FILES)
		return;
	ARENA_ROOM(u->rq->whole, u->fields, u->nfields, u->capfields);
	u->fields[u->nfields++] = (struct http_pair){ name, text, n };
}

/* It is whole: from now on it is a token. */
static void end_file(struct uploads *u)
{
	struct req *rq = u->rq;
	const struct http_pair *draft = http_find(&rq->fields, "draft");
	struct came *c = &u->came[u->n];
	struct desk_uploaded up;
	struct err e = { 0 };

	if (u->skip)
		return;
	if (blob_keep(&u->blob, &e))
		uploads_disk_fault(u, &e);
	else if (uploads_note(u, draft, u->name, strlen(u->name), LIMIT_TRIES,
			      &up, &e))
		uploads_fault(u, e.kind == ERR_INVALID ? 422 : 503,
			      e.kind == ERR_INVALID
				      ? arena_str(rq->whole, e.msg)
				      : words_get(WORD_FILE_BROKEN));
	if (!e.kind) {
		u->n++;
		u->room -= u->blob.size;
		c->token = arena_str(rq->whole, up.token);
		c->name = u->name;
		memcpy(c->hash, u->blob.hash, sizeof(c->hash));
		add_field(u, "upload", c->token, DESK_TOKEN_LEN);
	}
	drop_file(u);
}

/* ---- What the parser tells -----------------------------------------------
 */

static bool on_begin(void *cookie, const char *name, const char *file,
		     size_t file_n)
{
	struct uploads *u = cookie;

	u->is_file = file && !(u->rq->route->flags & ROUTE_TEXTS);
	u->name = NULL;
	sbuf_clear(&u->text);
	if (u->is_file)
		begin_file(u, file, file_n);
	else
		u->field = arena_str(u->rq->whole, name);
	return true;
}

/* All of the form's texts together, in bytes. */
static size_t texts_most(const struct uploads *u)
{
	return u->rq->route->flags & ROUTE_TEXTS ? LIMIT_FORM + LIMIT_TEXT_FILES
						 : LIMIT_FORM;
}

static bool on_data(void *cookie, const char *s, size_t n)
{
	struct uploads *u = cookie;

	if (u->is_file) {
		take_bytes(u, s, n);
		return true;
	}
	u->text_bytes += n;
	if (u->text_bytes > texts_most(u)) {
		u->rq->too_large = true;
		return false;
	}
	sbuf_add(&u->text, s, n);
	return true;
}

static bool on_end(void *cookie)
{
	struct uploads *u = cookie;

	if (u->is_file) {
		end_file(u);
		u->name = NULL;
		return true;
	}
	if (u->nfields - u->n == LIMIT_FORM_FIELDS)
		return false;
	add_field(u, u->field,
		  arena_copy(u->rq->whole, sbuf_text(&u->text), u->text.len),
		  u->text.len);
	return true;
}

/* Feed it all. False: it is no whole form. */
static bool read_form(struct req *rq, struct multipart *m)
{
	int64_t total = 0;

	for (;;) {
		size_t room;
		char *to = multipart_room(m, &room);
		size_t got = rq->body_read(rq->body_cookie, to, room);

		if (got == 0)
			break;
		total += (int64_t)got;
		if (total > LIMIT_FILES_REQUEST) {
			rq->too_large = true;
			return false;
		}
		if (!multipart_take(m, got))
			return false;
	}
	return multipart_whole(m) &&
	       (rq->body_length < 0 || rq->body_length == total);
}

void uploads_take_form(struct req *rq)
{
	struct uploads *u = uploads_of(rq);
	const struct multipart_sink sink = { u, on_begin, on_data, on_end };
	struct multipart *m = ARENA_NEW(rq->whole, struct multipart);

	if (rq->body_length > LIMIT_FILES_REQUEST) {
		rq->too_large = true;
		return;
	}
	if (!csrf_same_origin(rq))
		return; /* not even read */
	u->text = (struct sbuf)SBUF_INIT(texts_most(u));
	if (!multipart_start(m, rq->content_type, &sink) || !read_form(rq, m))
		rq->malformed = !rq->too_large;
	sbuf_release(&u->text);
	drop_file(u);
	u->name = NULL;
	/*
	 * A page may give the fields back to be sent once more, without what
	 * came with them: then this is a file that is not here any more.
	 */
	if (u->fault)
		add_field(u, "upload", "lost", 4);
	rq->fields = (struct http_pairs){ u->fields, u->nfields };
}
