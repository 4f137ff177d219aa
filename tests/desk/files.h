#ifndef DESK_FILES_H
#define DESK_FILES_H
/*
 * files: a folder of files for each test, and uploads into it, on the desk of
 * company.h. The session is called "session", the form "draft".
 */
#include "desk/company.h"
#include "desk/attach.h"

extern char files_dir[64];

int files_setup(void **state);
int files_teardown(void **state);

/* A file of these bytes by that person, in that session. */
enum err_kind files_upload_as(struct job *job, const char *session,
			      const char *name, const char *bytes,
			      struct desk_uploaded *out, struct err *e);

/* The same, which must be good; its token. */
const char *files_upload(const struct member *who, instant now,
			 const char *name, const char *bytes);

/* The tokens as a form of that session brings them. */
const struct desk_files *files_of(const char *session,
				  const char *const *tokens, size_t n);

/* What a session or a form is known by. */
void files_hash(const char *s, unsigned char out[32]);

#endif
