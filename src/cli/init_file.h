#ifndef CLI_INIT_FILE_H
#define CLI_INIT_FILE_H
/*
 * init_file: a file with secrets that appears whole or not at all. It is
 * drafted beside its place, and then put there.
 */
#include "base/arena.h"
#include "base/err.h"

/*
 * init_file_draft(path, text, group, e):
 * Write ${text} to PATH.new, in place of one that a killed run left. As root it
 * is given to ${group}, who may read it (0640); else it is ours alone (0600).
 */
enum err_kind init_file_draft(const char *path, const char *text,
			      const char *group, struct err *e) MUST_CHECK;

const char *init_file_draft_name(struct arena *a, const char *path);

/* Throw the draft away, if there is one. */
void init_file_drop(const char *path);

/*
 * Put the draft in its place: ERR_CONFLICT when there is a file, unless
 * ${replace}, which keeps that one as PATH.old.
 */
enum err_kind init_file_put(const char *path, bool replace,
			    struct err *e) MUST_CHECK;

#endif
