#ifndef CLI_CHECK_FILES_H
#define CLI_CHECK_FILES_H
/*
 * check_files: every content that is noted has its file, whole; and which files
 * nobody wants.
 */
#include "cli/check_crew.h"

/*
 * Compare the files of one folder (0 to 255) below ${dir} with their rows;
 * ${quick}: by size alone. *orphans counts files without a row that are older
 * than a day.
 */
enum err_kind check_files_folder(struct desk_check *c, const char *dir,
				 int folder, bool quick, instant now,
				 int64_t *orphans, struct err *e) MUST_CHECK;

#endif
