#ifndef CLI_JSON_LINE_H
#define CLI_JSON_LINE_H
/*
 * json_line: commands that answer each line of JSON with a line of JSON, in
 * the same order, in memory that does not follow the length of the input. An
 * answer is written as soon as the next question would have to be waited for.
 */
#include "base/err.h"
#include "base/sbuf.h"

struct json_pull;

/* The "id" of a line, as it is written there, lent; "null" if it has none. */
struct json_line_id {
	const char *text;
	size_t n;
};

/*
 * json_line_id(p, id):
 * Walk over the whole line; remember its id on the way if it is a scalar.
 * False where something is no JSON: p->error and p->at say what and where.
 */
bool json_line_id(struct json_pull *p, struct json_line_id *id);

/* Pass over the id where it stands: ERR_INVALID if it is no scalar. */
enum err_kind json_line_pass_id(struct json_pull *p, struct err *e) MUST_CHECK;

/* Who answers. Each adds one line with its line feed to ${out}. */
struct json_line_command {
	const char *name;
	size_t longest; /* bytes of a line */
	size_t answer;  /* ... and of what answers it */
	void (*line)(void *self, const char *line, size_t n, struct sbuf *out);
	/* The same for the beginning of a line that is too long. */
	void (*long_line)(void *self, const char *begin, size_t n,
			  struct sbuf *out);
};

/*
 * json_line_run(c, argc, self):
 * From standard input to standard output; the exit status. Arguments are
 * refused.
 */
int json_line_run(const struct json_line_command *c, int argc, void *self);

#endif
