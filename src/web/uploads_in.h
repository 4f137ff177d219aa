#ifndef WEB_UPLOADS_IN_H
#define WEB_UPLOADS_IN_H
/*
 * uploads_in: what the two ways of files into the desk share: ahead of their
 * form (uploads.c) and in it (uploads_form.c). For these two alone.
 */
#include "base/limits.h"
#include "desk/attach.h"
#include "web/uploads.h"
#include "web/words.h"

#define UPLOADS_NAME_SHOWN 40 /* characters */

/* One that came with this form. */
struct came {
	const char *token, *name;
	unsigned char hash[RNG_HASH_LEN];
};

/* What is known of a request's files. Lives as long as the request. */
struct uploads {
	struct came came[LIMIT_FILES];
	size_t n;
	const char *fault; /* what is wrong, in words; NULL: nothing */
	int status;        /* what the answer says of it then */
	struct blob blob;  /* on its way in */
	bool kept;         /* it has its name */
	/* While a form arrives. */
	struct req *rq;
	struct http_pair *fields;
	size_t nfields, capfields, text_bytes;
	struct sbuf text; /* of the field that arrives */
	const char *field, *name;
	bool is_file, skip;
	bool knows, allowed; /* is it known who sends it; may they? */
	int64_t room;        /* bytes they may still send today */
};

/* Made when first asked for. */
struct uploads *uploads_of(struct req *rq);

/* ---- What is wrong --------------------------------------------------------
 */

/* The words, with "25 MB" or "20" in them; of the request's memory. */
const char *uploads_size_text(const struct req *rq, enum word w, int64_t most);
const char *uploads_count_text(const struct req *rq, enum word w, int64_t most);

/* One more fault, of the file that arrives if it has a name. */
void uploads_fault(struct uploads *u, int status, const char *text);

/* The disk would not have it. */
void uploads_disk_fault(struct uploads *u, const struct err *e);

/* ---- One file -------------------------------------------------------------
 */

/* Is it a name that a page of ours gave its form? */
bool uploads_draft_good(const struct http_pair *draft);

/* Start one in the folder of files. */
enum err_kind uploads_open(struct uploads *u, struct err *e) MUST_CHECK;

/* The rows of one that was kept; ${tries} times while others are in its way. */
enum err_kind uploads_note(struct uploads *u, const struct http_pair *draft,
			   const char *name, size_t name_n, int tries,
			   struct desk_uploaded *out, struct err *e) MUST_CHECK;

#endif
