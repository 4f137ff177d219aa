#include "desk/attach.h"

#include <inttypes.h>
#include "base/limits.h"
#include "base/rng.h"
#include "core/file_name.h"
#include "desk/work.h"
#include "store/attachment_store.h"
#include "store/blob_store.h"
#include "store/person_store.h"
#include "store/upload_store.h"

#define MIB (INT64_C(1024) * 1024)

/* ---- Coming in ------------------------------------------------------------
 */

static void hash_token(const char *token, unsigned char out[RNG_HASH_LEN])
{
	rng_sha256(token, strlen(token), out);
}

enum err_kind desk_upload_room(struct job *job, int64_t *bytes, struct err *e)
{
	int64_t sent;

	*bytes = 0;
	if (upload_store_bytes(job->db, job->arena, job->viewer->person,
			       job->by.now - DAY_SECONDS, &sent, e))
		return e->kind;
	*bytes = LIMIT_FILES_DAY_BYTES - sent;
	return ERR_NONE;
}

/* The rows of a file that stands on disk; within a transaction. */
static enum err_kind note_upload(struct job *job, const struct upload *u,
				 struct blob *file, struct err *e)
{
	int64_t room;

	/* One at a time of each person: together they keep within the day. */
	if (person_store_lock(job->db, job->arena, u->person, e) ||
	    blob_store_use(job->db, u->hash, u->size, u->created, e) ||
	    blob_hold(file, e) || desk_upload_room(job, &room, e))
		return e->kind;
	if (u->size > room)
		return err_set(e, ERR_INVALID,
			       "More than %" PRId64 " MB of files within a day"
			       " are too many.",
			       LIMIT_FILES_DAY_BYTES / MIB);
	if (upload_store_add(job->db, u, e))
		return e->kind;
	return db_commit(job->db, e);
}

enum err_kind desk_upload(struct job *job, const struct desk_upload *in,
			  struct desk_uploaded *out, struct err *e)
{
	struct upload u = { .person = job->viewer->person,
			    .size = in->file->size,
			    .created = job->by.now };
	unsigned char bits[DESK_TOKEN_LEN / 2];

	if (u.person.n == 0 || !work_writes(job->viewer))
		return err_set(e, ERR_DENIED, "sends no files");
	rng_bytes(bits, sizeof(bits));
	rng_hex(bits, sizeof(bits), out->token);
	hash_token(out->token, u.token_hash);
	memcpy(u.session_hash, in->session_hash, sizeof(u.session_hash));
	memcpy(u.draft_hash, in->draft_hash, sizeof(u.draft_hash));
	memcpy(u.hash, in->file->hash, sizeof(u.hash));
	u.name = out->name = file_name_clean(job->arena, in->name, in->name_n);
	u.type = out->type = file_type_of(in->file->head, in->file->head_n);
	out->size = u.size;
	if (db_begin(job->db, e))
		return e->kind;
	if (note_upload(job, &u, in->file, e)) {
		db_rollback(job->db);
		return e->kind == ERR_INVALID ? e->kind : err_wrap(e, "upload");
	}
	return ERR_NONE;
}

/* ---- With a message -------------------------------------------------------
 */

static enum err_kind take(struct job *job, size_t i, struct upload *out,
			  struct err *e)
{
	const struct desk_files *f = job->files;
	struct upload key = { .person = job->by.person };

	hash_token(f->tokens[i], key.token_hash);
	memcpy(key.session_hash, f->session_hash, sizeof(key.session_hash));
	memcpy(key.draft_hash, f->draft_hash, sizeof(key.draft_hash));
	if (upload_store_find(job->db, job->arena, &key, true, out, e) ==
	    ERR_NOT_FOUND)
		return err_set(e, ERR_INVALID,
			       "A file is not here any more. Please choose it"
			       " again.");
	if (e->kind)
		return e->kind;
	return upload_store_remove(job->db, key.token_hash, e);
}

static enum err_kind take_all(struct work *w, struct err *e)
{
	struct job *job = w->job;
	size_t n = job->files ? job->files->n : 0;
	struct upload *list;
	int64_t bytes = 0;

	if (n == 0 || w->nmessages == 0 ||
	    w->messages[w->nmessages - 1].copy_of)
		return ERR_NONE;
	if (n > LIMIT_FILES)
		return err_set(e, ERR_INVALID,
			       "A message has at most %d files.", LIMIT_FILES);
	list = ARENA_ARRAY(job->arena, n, struct upload);
	for (size_t i = 0; i < n; i++) {
		if (take(job, i, &list[i], e))
			return e->kind;
		bytes += list[i].size;
	}
	if (bytes > LIMIT_FILES_BYTES)
		return err_set(e, ERR_INVALID,
			       "The files of a message have at most %" PRId64
			       " MB together.",
			       LIMIT_FILES_BYTES / MIB);
	return attachment_store_add(job->db, job->arena,
				    w->messages[w->nmessages - 1].oid, list, n,
				    job->by.now, e);
}

enum err_kind attach_files(struct work *w, struct err *e)
{
	if (take_all(w, e))
		return err_about(e, "files");
	return ERR_NONE;
}

enum err_kind attach_copies(struct work *w, struct err *e)
{
	size_t n = 0;

	for (size_t i = 0; i < w->nmessages; i++)
		n += w->messages[i].copy_of != 0;
	if (n == 0)
		return ERR_NONE;
	return attachment_store_copy(w->job->db, w->job->arena, w->row.id,
				     n * LIMIT_FILES, w->job->by.now, e);
}

/* ---- Throwing away --------------------------------------------------------
 */

/* No row names it: away with the file, unless one does by now. */
static enum err_kind collect(struct job *job, const char *dir,
			     const unsigned char hash[RNG_HASH_LEN],
			     struct err *e)
{
	instant before = job->by.now - LIMIT_UPLOAD_SECONDS;
	bool claimed;

	if (db_begin(job->db, e))
		return e->kind;
	if (blob_store_claim(job->db, hash, &claimed, e) ||
	    (claimed && blob_remove(dir, hash, before, e))) {
		db_rollback(job->db);
		return e->kind;
	}
	db_rollback(job->db);
	return ERR_NONE;
}

/* It waited for nothing; and so, maybe, did what it holds. */
static enum err_kind forget(struct job *job, const char *dir,
			    const struct upload *u, struct err *e)
{
	instant before = job->by.now - LIMIT_UPLOAD_SECONDS;
	bool gone;

	if (db_begin(job->db, e))
		return e->kind;
	if (upload_store_remove(job->db, u->token_hash, e) ||
	    blob_store_release(job->db, job->arena, u->hash, before, &gone,
			       e) ||
	    db_commit(job->db, e)) {
		db_rollback(job->db);
		return e->kind;
	}
	return gone ? collect(job, dir, u->hash, e) : ERR_NONE;
}

enum err_kind desk_tidy_uploads(struct job *job, const char *dir, int limit,
				int *did, struct err *e)
{
	struct upload *old;
	size_t n;

	*did = 0;
	if (upload_store_old(job->db, job->arena,
			     job->by.now - LIMIT_UPLOAD_SECONDS, limit, &old,
			     &n, e))
		return e->kind;
	for (size_t i = 0; i < n; i++) {
		if (forget(job, dir, &old[i], e))
			return err_wrap(e, "tidy uploads");
		++*did;
	}
	return ERR_NONE;
}

enum err_kind desk_tidy_files(struct job *job, const char *dir, int folder,
			      int *did, struct err *e)
{
	instant before = job->by.now - LIMIT_UPLOAD_SECONDS;
	struct blob_entry *files;
	struct blob_row *rows;
	size_t nfiles, nrows, strange, r = 0;

	*did = 0;
	if (blob_list(dir, folder, job->arena, &files, &nfiles, &strange, e) ||
	    blob_store_list(job->db, job->arena, folder, &rows, &nrows, e))
		return err_wrap(e, "tidy files");
	for (size_t i = 0; i < nfiles; i++) {
		while (r < nrows &&
		       memcmp(rows[r].hash, files[i].hash, RNG_HASH_LEN) < 0)
			r++;
		if (files[i].written >= before ||
		    (r < nrows &&
		     memcmp(rows[r].hash, files[i].hash, RNG_HASH_LEN) == 0))
			continue;
		if (collect(job, dir, files[i].hash, e))
			return err_wrap(e, "tidy files");
		++*did;
	}
	return ERR_NONE;
}
