#include "cli/csv_in.h"

#include "base/limits.h"
#include "base/str.h"
#include <zlib.h>

enum {
	CHUNK = 64 * 1024
};

static const char too_long[] = "a field is longer than 65536 bytes";

struct csv_in {
	gzFile file;
	unsigned char chunk[CHUNK];
	size_t at, have;
	int64_t line; /* of the byte that comes next */
	int last;     /* the byte taken last */
	bool ended, damaged;
	char *text; /* the row's fields, one after another, NUL between */
	size_t len, cap;
};

void csv_in_close(struct csv_in **in)
{
	if (!*in)
		return;
	gzclose_r((*in)->file);
	free((*in)->text);
	free(*in);
	*in = NULL;
}

/* The next byte without taking it, or -1. */
static int peek(struct csv_in *in)
{
	int got;

	if (in->at < in->have)
		return in->chunk[in->at];
	if (in->ended)
		return -1;
	got = gzread(in->file, in->chunk, CHUNK);
	in->at = 0;
	in->have = got > 0 ? (size_t)got : 0;
	if (got > 0)
		return in->chunk[0];
	in->ended = true;
	in->damaged = got < 0;
	if (!in->damaged) { /* a gzip file cut short ends without its sums */
		int why = Z_OK;

		gzerror(in->file, &why);
		in->damaged = why == Z_BUF_ERROR || why == Z_DATA_ERROR;
	}
	return -1;
}

enum err_kind csv_in_open(const char *path, struct csv_in **out, struct err *e)
{
	struct csv_in *in = calloc(1, sizeof(*in));

	if (!in)
		abort();
	in->file = gzopen(path, "rb");
	if (!in->file) {
		free(in);
		return err_set(e, ERR_NOT_FOUND, "cannot read %s", path);
	}
	in->line = 1;
	if (peek(in) == 0xef && in->have >= 3 && in->chunk[1] == 0xbb &&
	    in->chunk[2] == 0xbf)
		in->at = 3;
	*out = in;
	return ERR_NONE;
}

static int take(struct csv_in *in)
{
	int c = peek(in);

	if (c >= 0) {
		in->at++;
		in->line += c == '\n';
		in->last = c;
	}
	return c;
}

static void put(struct csv_in *in, char c)
{
	if (in->len == in->cap) {
		in->cap = in->cap ? in->cap * 2 : 1024;
		in->text = realloc(in->text, in->cap);
		if (!in->text)
			abort();
	}
	in->text[in->len++] = c;
}

/* Read on to the end of the line; the row is lost. */
static void skip_line(struct csv_in *in)
{
	for (int c = take(in); c >= 0 && c != '\n'; c = take(in))
		;
}

/* Its text up to the closing quote, which is taken; NULL or a fault. */
static const char *read_quoted(struct csv_in *in, size_t most)
{
	for (;;) {
		int c = take(in);

		if (c < 0)
			return "a quote is not closed";
		if (c == '"' && peek(in) != '"')
			return NULL;
		if (c == '"')
			take(in);
		if (c == 0)
			return "a byte is NUL";
		if (in->len >= most)
			return too_long;
		put(in, (char)c);
	}
}

/* Its text up to the comma or line end, which stays; NULL or a fault. */
static const char *read_plain(struct csv_in *in, size_t most)
{
	size_t start = in->len;

	for (;;) {
		int c = peek(in);

		if (c < 0 || c == ',' || c == '\n')
			break;
		take(in);
		if (c == 0)
			return "a byte is NUL";
		if (in->len >= most)
			return too_long;
		put(in, (char)c);
	}
	if (in->len > start && in->text[in->len - 1] == '\r' && peek(in) != ',')
		in->len--;
	return NULL;
}

/* One field, with a NUL behind it; NULL or its fault. */
static const char *read_field(struct csv_in *in)
{
	size_t start = in->len, most = start + LIMIT_CSV_FIELD;
	const char *fault;

	if (peek(in) == '"') {
		take(in);
		fault = read_quoted(in, most);
	} else {
		fault = read_plain(in, most);
	}
	if (fault)
		return fault;
	if (!str_utf8_valid(in->text ? in->text + start : "", in->len - start))
		return "a field is not UTF-8";
	put(in, '\0');
	return NULL;
}

/* After a field: true when another follows; sets *fault. */
static bool another(struct csv_in *in, const char **fault)
{
	int c = take(in);

	if (c == '\r' && peek(in) == '\n')
		c = take(in);
	if (c >= 0 && c != '\n' && c != ',')
		*fault = "text follows a closing quote";
	return c == ',';
}

bool csv_in_next(struct csv_in *in, struct csv_row *row)
{
	size_t start[CSV_FIELDS_MAX];
	bool more = true;

	memset(row, 0, sizeof(*row));
	in->len = 0;
	row->line = in->line;
	if (peek(in) < 0) {
		if (in->damaged)
			row->fault = "the file is damaged or cut short";
		in->damaged = false;
		return row->fault != NULL;
	}
	while (more && !row->fault) {
		if (row->n == CSV_FIELDS_MAX) {
			row->fault = "more than 128 fields";
			break;
		}
		start[row->n++] = in->len;
		row->fault = read_field(in);
		if (!row->fault)
			more = another(in, &row->fault);
	}
	if (row->fault) {
		if (in->last != '\n')
			skip_line(in);
		row->last = in->last == '\n' ? in->line - 1 : in->line;
		return true;
	}
	for (size_t i = 0; i < row->n; i++)
		row->field[i] = in->text + start[i];
	row->last = row->line;
	return true;
}
