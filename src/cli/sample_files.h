#ifndef CLI_SAMPLE_FILES_H
#define CLI_SAMPLE_FILES_H
/*
 * sample_files: the few files that people of a made-up history send again and
 * again: each content is on disk once.
 */
#include "base/conf.h"
#include "cli/sample_cast.h"

/*
 * Put them where the desk keeps files, and into ${cast}. Where there is no such
 * place, or no room, nobody sends any: a line on standard error says so.
 */
enum err_kind sample_files_make(struct db *db, struct arena *a,
				const struct conf *conf, struct cast *cast,
				struct err *e) MUST_CHECK;

#endif
