#ifndef CLI_CSV_IN_H
#define CLI_CSV_IN_H
/*
 * csv_in: rows of an RFC 4180 file, plain or gzip, in constant memory; a byte
 * order mark in front is passed over. The one file that knows zlib.
 *
 * A broken row (an unclosed quote, text after one, a NUL, bytes that are not
 * UTF-8, a field or a count beyond its limit) is reported with its line and
 * reading goes on at the next line. An unclosed quote costs the lines it
 * swallows, at most LIMIT_CSV_FIELD bytes of them.
 */
#include "base/err.h"

struct csv_in;

#define CSV_FIELDS_MAX 128

struct csv_row {
	int64_t line; /* where it begins, 1 is the heading */
	int64_t last; /* and where it ends */
	const char *field[CSV_FIELDS_MAX]; /* lent until the next row */
	size_t n;
	const char *fault; /* NULL, or why it is no row */
};

/* ERR_NOT_FOUND when it cannot be read. *out is yours: csv_in_close(). */
enum err_kind csv_in_open(const char *path, struct csv_in **out,
			  struct err *e) MUST_CHECK;
void csv_in_close(struct csv_in **in); /* sets *in to NULL */

/*
 * The next row; false at the end of the file. A file that ends early
 * or is damaged ends with a row whose fault says so.
 */
bool csv_in_next(struct csv_in *in, struct csv_row *row);

#endif
