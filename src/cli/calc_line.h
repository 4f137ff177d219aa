#ifndef CLI_CALC_LINE_H
#define CLI_CALC_LINE_H
/*
 * calc_line: one question to `duedesk calc`, read from its line of JSON.
 *
 * The memory of a struct calc_line is used again for each line and does not
 * grow with them.
 */
#include "base/err.h"
#include "base/limits.h"
#include "cli/json_line.h"
#include "core/calendar.h"
#include "core/duration.h"

enum calc_op {
	CALC_DUE,
	CALC_ELAPSED,
};

struct calc_line {
	struct json_line_id id; /* lent from the line */

	enum calc_op op;
	instant start, end; /* end: CALC_ELAPSED */
	seconds d;          /* CALC_DUE */

	struct duration_pause pauses[LIMIT_PAUSES]; /* as written */
	size_t npauses;

	/* The calendar, in canonical order, nothing twice. */
	char zone[65];
	struct calendar_window windows[7 * LIMIT_WINDOWS_PER_DAY];
	size_t nwindows;
	struct calendar_closure closures[LIMIT_EXCEPTIONS];
	size_t nclosures;
};

/*
 * calc_line_id(l, s, n):
 * Find the id alone, as far as the line can be read. For a line that is too
 * long to be kept whole.
 */
void calc_line_id(struct calc_line *l, const char *s, size_t n);

/*
 * calc_line_read(l, s, n, e):
 * Read the ${n} bytes at ${s}. ERR_INVALID names the member that is wrong, and
 * its limit; ${l} then has the id, no more.
 */
enum err_kind calc_line_read(struct calc_line *l, const char *s, size_t n,
			     struct err *e) MUST_CHECK;

#endif
