#include "store/db_link.h"
#include "base/require.h"

#include <inttypes.h>

#include "base/str.h"

/* A value of a row: 16 bytes. */
struct cell {
	union {
		int64_t number;
		const char *text;
	};
	uint32_t len;
	bool null, is_text;
};

struct row {
	struct row *next;
	struct cell cells[];
};

struct rows {
	unsigned ncols, at;
	struct row *row, *next; /* the row that is read; the one after it */
	/* Streams only. */
	struct db *own;
	struct db_stmt *stmt;
	char **longs; /* ncols: what was too long for the scratch */
	size_t *room;
	bool done;
	struct err fault;
};

/* ---- One row out of the statement ------------------------------------------
 */

/* Fetch into slots and scratch: 1, 0 at the end, -1 on a fault. */
static int fetch(struct db_stmt *s)
{
	int rc = mysql_stmt_fetch(s->st);

	if (rc == 0 || rc == MYSQL_DATA_TRUNCATED)
		return 1;
	return rc == MYSQL_NO_DATA ? 0 : -1;
}

static bool fits(const struct db_stmt *s, unsigned i)
{
	return s->slots[i].length <= s->out[i].buffer_length;
}

/* A text that did not fit, whole, into ${to}. */
static void fetch_long(struct db_stmt *s, unsigned i, char *to)
{
	unsigned long n = s->slots[i].length;
	my_bool null = 0;
	MYSQL_BIND b = { .buffer_type = MYSQL_TYPE_STRING,
			 .buffer = to,
			 .buffer_length = n,
			 .length = &n,
			 .is_null = &null };

	if (mysql_stmt_fetch_column(s->st, &b, i, 0))
		abort(); /* it is there: it has just been fetched */
}

/* ---- Buffered --------------------------------------------------------------
 */

/* The row just fetched, and its texts behind it, in one piece of the arena. */
static struct row *take_row(struct db_stmt *s, struct arena *a)
{
	size_t texts = 0;
	struct row *row;
	struct cell *c;
	unsigned i;
	char *to;

	for (i = 0; i < s->ncols; i++)
		if (s->slots[i].text && !s->slots[i].null)
			texts += s->slots[i].length + 1;
	row = arena_alloc(a, sizeof(*row) + s->ncols * sizeof(*c) + texts);
	to = (char *)(row->cells + s->ncols);
	for (i = 0; i < s->ncols; i++) {
		c = &row->cells[i];
		c->null = s->slots[i].null;
		c->is_text = s->slots[i].text;
		if (c->null)
			continue;
		if (!c->is_text) {
			c->number = s->slots[i].number;
			continue;
		}
		c->text = to;
		c->len = (uint32_t)s->slots[i].length;
		if (fits(s, i))
			memcpy(to, s->out[i].buffer, c->len);
		else
			fetch_long(s, i, to);
		to += c->len + 1; /* the arena's zero is its end */
	}
	return row;
}

enum err_kind db_query(struct db *db, struct arena *a, const char *sql,
		       const struct param *p, size_t np, struct rows **out,
		       struct err *e)
{
	struct row **end;
	struct db_stmt *s;
	struct rows *r;
	int more;

	*out = NULL;
	if (db_stmt_get(db, sql, &s, e))
		return e->kind;
	if (s->ncols == 0)
		return err_set(e, ERR_BROKEN, "no rows come of: %.100s", sql);
	if (db_stmt_run(db, s, DB_READ, p, np, e))
		return e->kind;
	r = ARENA_NEW(a, struct rows);
	r->ncols = s->ncols;
	end = &r->next;
	while ((more = fetch(s)) > 0) {
		*end = take_row(s, a);
		end = &(*end)->next;
	}
	if (more < 0)
		return db_stmt_fail(db, s, DB_READ, e);
	mysql_stmt_free_result(s->st);
	*out = r;
	return ERR_NONE;
}

/* ---- Streams ------------------------------------------------------------- */

enum err_kind db_stream(const struct db *db, struct arena *a, const char *sql,
			const struct param *p, size_t np, struct rows **out,
			struct err *e)
{
	struct rows *r = ARENA_NEW(a, struct rows);

	*out = NULL;
	if (db_again(db, &r->own, e))
		return e->kind;
	if (db_stmt_get(r->own, sql, &r->stmt, e) ||
	    db_stmt_run(r->own, r->stmt, DB_READ, p, np, e)) {
		db_close(&r->own);
		return e->kind;
	}
	r->ncols = r->stmt->ncols;
	r->row = arena_alloc(a, sizeof(struct row) +
					r->ncols * sizeof(struct cell));
	r->longs = ARENA_ARRAY(a, r->ncols, char *);
	r->room = ARENA_ARRAY(a, r->ncols, size_t);
	*out = r;
	return ERR_NONE;
}

/* Room for a long text, kept for the next row. */
static char *room_for(struct rows *r, unsigned i, size_t n)
{
	if (n + 1 > r->room[i]) {
		free(r->longs[i]);
		r->room[i] = 2 * n + 1;
		r->longs[i] = malloc(r->room[i]);
		if (!r->longs[i])
			abort();
	}
	r->longs[i][n] = '\0';
	return r->longs[i];
}

static bool stream_next(struct rows *r)
{
	struct db_stmt *s = r->stmt;
	struct cell *c;
	unsigned i;
	int more;

	if (r->done)
		return false;
	more = fetch(s);
	r->done = more <= 0;
	if (more < 0)
		db_stmt_fail(r->own, s, DB_READ, &r->fault);
	if (r->done)
		return false;
	for (i = 0; i < r->ncols; i++) {
		c = &r->row->cells[i];
		c->null = s->slots[i].null;
		c->is_text = s->slots[i].text;
		c->number = s->slots[i].number;
		if (!c->is_text || c->null)
			continue;
		c->len = (uint32_t)s->slots[i].length;
		if (fits(s, i)) {
			c->text = s->out[i].buffer;
			((char *)s->out[i].buffer)[c->len] = '\0';
		} else {
			c->text = room_for(r, i, c->len);
			fetch_long(s, i, r->longs[i]);
		}
	}
	r->at = 0;
	return true;
}

/* ---- Reading them ----------------------------------------------------------
 */

bool rows_next(struct rows *r)
{
	if (r->stmt)
		return stream_next(r);
	if (!r->next) {
		r->row = NULL;
		return false;
	}
	r->row = r->next;
	r->next = r->row->next;
	r->at = 0;
	return true;
}

static const struct cell *next_cell(struct rows *r)
{
	REQUIRE(r->row && r->at < r->ncols);
	return &r->row->cells[r->at++];
}

/* A sum is a decimal without a fraction. */
static int64_t decimal(const struct cell *c)
{
	char number[32];
	int64_t n = 0;

	snprintf(number, sizeof(number), "%.*s", (int)strcspn(c->text, "."),
		 c->text);
	if (!str_to_i64(number, INT64_MIN, INT64_MAX, &n))
		REQUIRE(!"a number was expected");
	return n;
}

int64_t rows_i64(struct rows *r)
{
	const struct cell *c = next_cell(r);

	if (c->null)
		return 0;
	return c->is_text ? decimal(c) : c->number;
}

const char *rows_str(struct rows *r)
{
	return rows_bytes(r, NULL);
}

const char *rows_bytes(struct rows *r, size_t *n)
{
	const struct cell *c = next_cell(r);

	if (n)
		*n = c->null ? 0 : c->len;
	if (c->null)
		return NULL;
	REQUIRE(c->is_text);
	return c->text;
}

instant rows_at(struct rows *r)
{
	const struct cell *c = next_cell(r);

	if (c->null)
		return INSTANT_NONE;
	return c->is_text ? decimal(c) : c->number;
}

enum err_kind rows_end(struct rows **rows, struct err *e)
{
	struct rows *r = *rows;
	unsigned i;

	*rows = NULL;
	if (!r || !r->stmt)
		return ERR_NONE;
	for (i = 0; i < r->ncols; i++)
		free(r->longs[i]);
	db_close(&r->own);
	if (r->fault.kind) {
		*e = r->fault;
		return e->kind;
	}
	return ERR_NONE;
}
