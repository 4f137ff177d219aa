#include "web/uploads_in.h"
#include "base/clock.h"
#include "base/json_out.h"
#include "base/limits.h"
#include "base/log.h"
#include "base/str.h"
#include "core/file_name.h"
#include "store/upload_store.h"
#include "web/errors.h"
#include "web/names.h"
#include "web/page.h"
#include "web/router.h"
#include "web/site.h"
#include "web/viewer.h"
#include <inttypes.h>

#define FAULTS_MAX 2000 /* bytes of what is wrong with the files */
#define MIB (INT64_C(1024) * 1024)

struct uploads *uploads_of(struct req *rq)
{
	if (!rq->uploads) {
		rq->uploads = ARENA_NEW(rq->whole, struct uploads);
		rq->uploads->blob = (struct blob)BLOB_NONE;
		rq->uploads->rq = rq;
	}
	return rq->uploads;
}

/* ---- What is wrong -------------------------------------------------------
 */

const char *uploads_size_text(const struct req *rq, enum word w, int64_t most)
{
	char text[WORDS_TEXT], size[WORDS_TEXT];
	const struct words_blank blanks[] = { { "MAX", words_size(most, size) },
					      { NULL, NULL } };

	return arena_str(rq->whole, words_fill(w, blanks, text));
}

const char *uploads_count_text(const struct req *rq, enum word w, int64_t most)
{
	char text[WORDS_TEXT], n[STR_I64];
	const struct words_blank blanks[] = { { "MAX", n }, { NULL, NULL } };

	str_of_i64(most, n);
	return arena_str(rq->whole, words_fill(w, blanks, text));
}

void uploads_fault(struct uploads *u, int status, const char *text)
{
	struct arena *a = u->rq->whole;

	if (u->name)
		text = arena_printf(
			a, "%s: %s",
			file_name_short(a, u->name, UPLOADS_NAME_SHOWN), text);
	if (!u->fault)
		u->fault = text;
	else if (strlen(u->fault) + strlen(text) < FAULTS_MAX)
		u->fault = arena_printf(a, "%s %s", u->fault, text);
	if (status > u->status)
		u->status = status;
}

void uploads_disk_fault(struct uploads *u, const struct err *e)
{
	bool full = e->kind == ERR_BUSY;

	log_event(LOG_ERROR, "file_not_kept",
		  LOG_PAIRS(LOG_S("why", e->msg),
			    LOG_N("person", u->rq->viewer.person.n),
			    LOG_S("request", u->rq->request_id)));
	uploads_fault(u, full ? 507 : 503,
		      words_get(full ? WORD_FILES_FULL : WORD_FILE_BROKEN));
}

bool uploads_faulted(const struct req *rq)
{
	return rq->uploads && rq->uploads->fault;
}

/* ---- One file ------------------------------------------------------------
 */

enum err_kind uploads_open(struct uploads *u, struct err *e)
{
	const struct conf *conf = u->rq->site->conf;

	return blob_open(conf->blob_dir, conf->files_floor_mib * MIB, &u->blob,
			 e);
}

static void draft_hash(const struct http_pair *draft, unsigned char out[32])
{
	rng_sha256(draft ? draft->text : "", draft ? draft->n : 0, out);
}

bool uploads_draft_good(const struct http_pair *draft)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "abcdefghijklmnopqrstuvwxyz0123456789-_";

	return draft && draft->n == RNG_TOKEN_LEN &&
	       strspn(draft->text, letters) == RNG_TOKEN_LEN;
}

enum err_kind uploads_note(struct uploads *u, const struct http_pair *draft,
			   const char *name, size_t name_n, int tries,
			   struct desk_uploaded *out, struct err *e)
{
	struct req *rq = u->rq;
	struct desk_upload in = { .file = &u->blob,
				  .name = name,
				  .name_n = name_n };

	if (!viewer_token_hash(rq, in.session_hash))
		return err_set(e, ERR_DENIED, "no session");
	draft_hash(draft, in.draft_hash);
	for (int i = 1;; i++) {
		err_clear(e);
		if (!router_connect(rq, e) &&
		    !desk_upload(&rq->job, &in, out, e))
			return ERR_NONE;
		if ((e->kind != ERR_BUSY && e->kind != ERR_UNSURE) ||
		    i >= tries)
			return e->kind;
		clock_sleep_ms(10 + rng_below(90));
	}
}

/* ---- For the form's handler ----------------------------------------------
 */

bool uploads_came_with(const struct req *rq, const struct http_pair *field)
{
	if (!rq->uploads || !str_eq(field->name, "upload"))
		return false;
	for (size_t i = 0; i < rq->uploads->n; i++)
		if (str_eq(rq->uploads->came[i].token, field->text))
			return true;
	return false;
}

void uploads_identify(const struct req *rq, struct sbuf *b)
{
	for (size_t i = 0; rq->uploads && i < rq->uploads->n; i++) {
		const struct came *c = &rq->uploads->came[i];

		sbuf_printf(b, "%zu:%s", strlen(c->name), c->name);
		sbuf_add(b, (const char *)c->hash, sizeof(c->hash));
	}
}

/* The form's tokens, and for which form they are good. */
void uploads_bind(struct req *rq)
{
	const char **tokens = ARENA_ARRAY(rq->a, LIMIT_FILES, const char *);
	struct desk_files *f = ARENA_NEW(rq->a, struct desk_files);
	size_t n = 0;

	rq->job.files = NULL;
	for (size_t i = 0; i < rq->fields.n; i++) {
		const struct http_pair *p = &rq->fields.v[i];

		if (!str_eq(p->name, "upload"))
			continue;
		if (n < LIMIT_FILES)
			tokens[n] = p->text;
		n++;
	}
	if (n > LIMIT_FILES && !uploads_faulted(rq))
		uploads_fault(uploads_of(rq), 422,
			      uploads_count_text(rq, WORD_FILES_TOO_MANY,
						 LIMIT_FILES));
	if (n == 0 || !viewer_token_hash(rq, f->session_hash))
		return;
	draft_hash(http_find(&rq->fields, "draft"), f->draft_hash);
	f->tokens = tokens;
	f->n = n < LIMIT_FILES ? n : LIMIT_FILES;
	rq->job.files = f;
}

/* Those that wait for this form, to be sent with it after all. */
static enum err_kind show_ready(struct req *rq, struct view *field,
				struct err *e)
{
	const struct desk_files *f = rq->job.files;

	for (size_t i = 0; f && i < f->n; i++) {
		struct upload key = { .person = rq->viewer.person }, u;
		char size[WORDS_TEXT];
		struct view *row;

		rng_sha256(f->tokens[i], strlen(f->tokens[i]), key.token_hash);
		memcpy(key.session_hash, f->session_hash,
		       sizeof(key.session_hash));
		memcpy(key.draft_hash, f->draft_hash, sizeof(key.draft_hash));
		if (upload_store_find(rq->job.db, rq->a, &key, false, &u, e) ==
		    ERR_NOT_FOUND) {
			err_clear(e);
			continue;
		}
		if (e->kind)
			return e->kind;
		row = view_row(field, PARTS_UPLOAD_READY);
		view_text(row, PARTS_UPLOAD_NAME,
			  file_name_short(rq->a, u.name, UPLOADS_NAME_SHOWN));
		view_text(row, PARTS_UPLOAD_SIZE, words_size(u.size, size));
		view_text(row, PARTS_UPLOAD_TOKEN, f->tokens[i]);
	}
	return ERR_NONE;
}

void uploads_errors(struct req *rq, struct view *v, const char *errors,
		    const char *id)
{
	if (uploads_faulted(rq))
		page_error(rq, v, errors, id, rq->uploads->fault);
}

enum err_kind uploads_field(struct req *rq, struct view *v, const char *include,
			    const char *id, bool sent, struct err *e)
{
	const struct http_pair *draft = http_find(&rq->fields, "draft");
	struct view *field = view_include(v, include, PARTS_UPLOAD_TPL);
	char fresh[RNG_TOKEN_LEN + 1], size[WORDS_TEXT];

	rng_token(fresh);
	view_text(field, PARTS_UPLOAD_FIELD_ID, id);
	view_text(field, PARTS_UPLOAD_DRAFT,
		  sent && uploads_draft_good(draft) ? draft->text : fresh);
	view_int(field, PARTS_UPLOAD_FILES_MAX, LIMIT_FILES);
	view_int(field, PARTS_UPLOAD_FILE_BYTES, LIMIT_FILE_BYTES);
	view_int(field, PARTS_UPLOAD_TOTAL_BYTES, LIMIT_FILES_BYTES);
	view_text(field, PARTS_UPLOAD_SIZE_MAX,
		  words_size(LIMIT_FILE_BYTES, size));
	view_text(field, PARTS_UPLOAD_TOTAL_MAX,
		  words_size(LIMIT_FILES_BYTES, size));
	if (!sent)
		return ERR_NONE;
	if (uploads_faulted(rq))
		view_text(view_row(field, PARTS_UPLOAD_FILES_ERROR),
			  PARTS_UPLOAD_TEXT, rq->uploads->fault);
	return show_ready(rq, field, e);
}

void uploads_finish(struct req *rq, struct resp *rs)
{
	const struct uploads *u = rq->uploads;

	if (!u)
		return;
	if (u->fault && rs->status == 422)
		rs->status = u->status;
	blob_drop(&rq->uploads->blob);
}

/* ---- One ahead of its form -----------------------------------------------
 */

/* What script reads: what came of it, or what is wrong with it. */
static enum err_kind answer(struct req *rq, struct resp *rs, int status)
{
	struct json_out j = JSON_OUT(&rs->body);

	rs->status = status;
	rs->content_type = "application/json";
	json_out_object(&j, NULL);
	json_out_str(&j, "error", rq->uploads->fault);
	json_out_end_object(&j);
	return ERR_NONE;
}

static enum err_kind refuse(struct req *rq, struct resp *rs, int status,
			    const char *text)
{
	uploads_fault(uploads_of(rq), status, text);
	return answer(rq, rs, status);
}

#define CHUNK (64 * 1024)

/* The body to the disk. False: a fault was noted. */
static bool receive(struct req *rq, struct uploads *u)
{
	char *chunk = arena_alloc(rq->whole, CHUNK);
	struct err e = { 0 };
	size_t got;

	if (uploads_open(u, &e)) {
		uploads_disk_fault(u, &e);
		return false;
	}
	while (u->blob.size <= LIMIT_FILE_BYTES &&
	       (got = rq->body_read(rq->body_cookie, chunk, CHUNK)) > 0)
		if (blob_write(&u->blob, chunk, got, &e)) {
			uploads_disk_fault(u, &e);
			return false;
		}
	if (u->blob.size > LIMIT_FILE_BYTES)
		uploads_fault(u, 413,
			      uploads_size_text(rq, WORD_FILE_TOO_LARGE,
						LIMIT_FILE_BYTES));
	else if (rq->body_length >= 0 && rq->body_length != u->blob.size)
		uploads_fault(u, 400, words_get(WORD_FILE_BROKEN));
	else if (blob_keep(&u->blob, &e))
		uploads_disk_fault(u, &e);
	return !u->fault;
}

static enum err_kind created(struct resp *rs, const struct desk_uploaded *up)
{
	struct json_out j = JSON_OUT(&rs->body);

	rs->status = 201;
	rs->content_type = "application/json";
	json_out_object(&j, NULL);
	json_out_str(&j, "token", up->token);
	json_out_str(&j, "name", up->name);
	json_out_i64(&j, "size", up->size);
	json_out_end_object(&j);
	return ERR_NONE;
}

enum err_kind uploads_create(struct req *rq, struct resp *rs, struct err *e)
{
	const struct http_pair *name = http_find(&rq->query, "name");
	const struct http_pair *draft = http_find(&rq->query, "draft");
	struct uploads *u = uploads_of(rq);
	struct desk_uploaded up;
	int64_t room;

	if (!uploads_draft_good(draft) || !name || !rq->body_read)
		return refuse(rq, rs, 400, words_get(WORD_FILE_BROKEN));
	if (rq->body_length > LIMIT_FILE_BYTES)
		return refuse(rq, rs, 413,
			      uploads_size_text(rq, WORD_FILE_TOO_LARGE,
						LIMIT_FILE_BYTES));
	if (!u->kept && desk_upload_room(&rq->job, &room, e))
		return e->kind;
	if (!u->kept && (room <= 0 || rq->body_length > room))
		return refuse(rq, rs, 429,
			      uploads_size_text(rq, WORD_FILES_QUOTA,
						LIMIT_FILES_DAY_BYTES));
	if (!u->kept && !receive(rq, u))
		return answer(rq, rs, u->status);
	u->kept = true; /* the router may come here again */
	if (uploads_note(u, draft, name->text, name->n, 1, &up, e) ==
	    ERR_INVALID)
		return refuse(rq, rs, 429, arena_str(rq->whole, e->msg));
	if (e->kind)
		return e->kind;
	return created(rs, &up);
}
