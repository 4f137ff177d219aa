#ifndef DESK_ATTACH_H
#define DESK_ATTACH_H
/*
 * attach: files that go with a message.
 *
 * A file comes in first and waits (desk_upload); a verb that speaks takes it by
 * its token (job->files, desk.h) in the same save as the words. One that no
 * message takes within a day is thrown away, as is what it holds, unless
 * somebody else's file holds the same.
 *
 *	blob_open(...), blob_write(...), blob_keep(&b, e)	base/blob.h
 *	desk_upload(job, &(struct desk_upload){ .file = &b, ... }, &up, e)
 *	job->files = &(struct desk_files){ (const char *[]){ up.token }, 1 }
 *	desk_reply(job, ...)
 */
#include "base/blob.h"
#include "core/file_type.h"
#include "desk/desk.h"

#define DESK_TOKEN_LEN 32 /* of 128 bits, in hex */

struct desk_upload {
	struct blob *file; /* kept */
	const char *name;  /* as its sender calls it: any ${name_n} bytes */
	size_t name_n;
	unsigned char session_hash[32],
		draft_hash[32]; /* whose, and for what */
};

struct desk_uploaded {
	char token[DESK_TOKEN_LEN + 1]; /* for job->files */
	const char *name;               /* as it is shown */
	enum file_type type;
	int64_t size;
};

/*
 * Note a file that waits for its message. ERR_DENIED: they write nothing here.
 * ERR_INVALID: more than LIMIT_FILES_DAY_BYTES within a day.
 */
enum err_kind desk_upload(struct job *job, const struct desk_upload *u,
			  struct desk_uploaded *out, struct err *e) MUST_CHECK;

/* How many bytes the viewer may still send today; 0 or less: none. */
enum err_kind desk_upload_room(struct job *job, int64_t *bytes,
			       struct err *e) MUST_CHECK;

/*
 * One batch of throwing away: up to ${limit} files that waited too long, and
 * what they held below ${dir}. *did is how many there were.
 */
enum err_kind desk_tidy_uploads(struct job *job, const char *dir, int limit,
				int *did, struct err *e) MUST_CHECK;

/*
 * Remove what stands in one of the 256 folders of ${dir} for over a day and has
 * no row: what a killed upload left. *did is how many went.
 */
enum err_kind desk_tidy_files(struct job *job, const char *dir, int folder,
			      int *did, struct err *e) MUST_CHECK;

struct work;

/* For the verbs' frame: job->files are the files of what was just said. */
enum err_kind attach_files(struct work *w, struct err *e) MUST_CHECK;

/* ... and copied messages have the files of what they are copies of. */
enum err_kind attach_copies(struct work *w, struct err *e) MUST_CHECK;

#endif
