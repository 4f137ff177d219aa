#ifndef CLI_TEXT_FILE_H
#define CLI_TEXT_FILE_H
/*
 * text_file: a whole file that a command is given by name, or its standard
 * input, up to a limit.
 */
#include "base/err.h"
#include "base/sbuf.h"

/* Room for a file of up to ${max} bytes: one more tells that it is larger. */
#define TEXT_FILE_SBUF(max) SBUF_INIT((size_t)(max) + 32768)

/*
 * text_file_read(path, max, out, e):
 * "-" is standard input. ERR_INVALID names the file and what is wrong with it.
 */
enum err_kind text_file_read(const char *path, size_t max, struct sbuf *out,
			     struct err *e) MUST_CHECK;

#endif
