#include "store/db_link.h"
#include "base/require.h"

#include <errmsg.h>

/* ---- The cache: by text, the least recently used goes ---------------------
 */

static uint64_t hash_of(const char *s, size_t *len)
{
	uint64_t h = 14695981039346656037u; /* FNV-1a */
	const char *p;

	for (p = s; *p; p++)
		h = (h ^ (unsigned char)*p) * 1099511628211u;
	*len = (size_t)(p - s);
	return h;
}

static void free_stmt(struct db_stmt *s)
{
	if (s->st)
		mysql_stmt_close(s->st);
	free(s->text);
	free(s->out);
	free(s->slots);
	free(s);
}

static void unlink_by_use(struct db *db, struct db_stmt *s)
{
	*(s->newer ? &s->newer->older : &db->newest) = s->older;
	*(s->older ? &s->older->newer : &db->oldest) = s->newer;
	s->newer = s->older = NULL;
}

static void link_newest(struct db *db, struct db_stmt *s)
{
	s->older = db->newest;
	*(s->older ? &s->older->newer : &db->oldest) = s;
	db->newest = s;
}

static void evict(struct db *db, struct db_stmt *s)
{
	struct db_stmt **at = &db->buckets[s->hash % DB_BUCKETS];

	while (*at != s)
		at = &(*at)->chain;
	*at = s->chain;
	unlink_by_use(db, s);
	db->nstmts--;
	free_stmt(s);
}

void db_stmt_forget(struct db *db)
{
	while (db->newest)
		evict(db, db->newest);
	REQUIRE(db->nstmts == 0);
}

static struct db_stmt *find(struct db *db, const char *sql, size_t len,
			    uint64_t hash)
{
	struct db_stmt *s = db->buckets[hash % DB_BUCKETS];

	while (s && (s->hash != hash || s->len != len ||
		     memcmp(s->text, sql, len) != 0))
		s = s->chain;
	return s;
}

static void keep(struct db *db, struct db_stmt *s)
{
	struct db_stmt **bucket = &db->buckets[s->hash % DB_BUCKETS];

	if (db->nstmts == LIMIT_STATEMENTS)
		evict(db, db->oldest);
	s->chain = *bucket;
	*bucket = s;
	link_newest(db, s);
	db->nstmts++;
}

/* ---- Preparing ------------------------------------------------------------
 */

static void *zeroed(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size);

	if (!p)
		abort();
	return p;
}

static bool is_number(const MYSQL_FIELD *f)
{
	switch (f->type) {
	case MYSQL_TYPE_TINY:
	case MYSQL_TYPE_SHORT:
	case MYSQL_TYPE_INT24:
	case MYSQL_TYPE_LONG:
	case MYSQL_TYPE_LONGLONG:
	case MYSQL_TYPE_YEAR:
	case MYSQL_TYPE_NULL:
		return true;
	default:
		return false; /* sums are decimals: read as text */
	}
}

/* Where each column of a row goes: numbers into slots, texts into scratch. */
static void lay_out(struct db *db, struct db_stmt *s, const MYSQL_FIELD *f)
{
	size_t at = 0, room, share = DB_SCRATCH / s->ncols;
	MYSQL_BIND *b;
	unsigned i;

	for (i = 0; i < s->ncols; i++) {
		b = &s->out[i];
		b->is_null = &s->slots[i].null;
		b->length = &s->slots[i].length;
		s->slots[i].text = !is_number(&f[i]);
		if (!s->slots[i].text) {
			b->buffer_type = MYSQL_TYPE_LONGLONG;
			b->buffer = &s->slots[i].number;
			continue;
		}
		room = f[i].length < DB_TEXT_MAX ? f[i].length : DB_TEXT_MAX;
		if (room > share - 1)
			room = share - 1;
		b->buffer_type = MYSQL_TYPE_STRING;
		b->buffer = db->scratch + at;
		b->buffer_length = room;
		at += room + 1; /* a NUL is put behind it */
	}
	REQUIRE(at <= DB_SCRATCH);
}

static void describe(struct db *db, struct db_stmt *s)
{
	MYSQL_RES *meta = mysql_stmt_result_metadata(s->st);

	s->nparams = (unsigned)mysql_stmt_param_count(s->st);
	s->ncols = meta ? mysql_num_fields(meta) : 0;
	s->out = zeroed(s->ncols, sizeof(*s->out));
	s->slots = zeroed(s->ncols, sizeof(*s->slots));
	if (!meta)
		return;
	lay_out(db, s, mysql_fetch_fields(meta));
	mysql_free_result(meta);
	if (mysql_stmt_bind_result(s->st, s->out))
		abort();
}

enum err_kind db_stmt_get(struct db *db, const char *sql, struct db_stmt **out,
			  struct err *e)
{
	size_t len;
	uint64_t hash = hash_of(sql, &len);
	struct db_stmt *s = find(db, sql, len, hash);

	if (s) {
		unlink_by_use(db, s);
		link_newest(db, s);
		*out = s;
		return ERR_NONE;
	}
	if (!db->my)
		return db_fail(db, DB_READ, CR_SERVER_GONE_ERROR,
			       "not connected", e);
	if (db_in_time(db, e))
		return e->kind;
	s = zeroed(1, sizeof(*s));
	s->text = zeroed(len + 1, 1);
	memcpy(s->text, sql, len);
	s->len = len;
	s->hash = hash;
	s->st = mysql_stmt_init(db->my);
	if (!s->st)
		abort();
	if (mysql_stmt_prepare(s->st, sql, len)) {
		db_stmt_fail(db, s, DB_READ, e);
		free_stmt(s);
		return e->kind;
	}
	describe(db, s);
	keep(db, s);
	*out = s;
	return ERR_NONE;
}

/* ---- Values in ------------------------------------------------------------
 */

static MYSQL_BIND *binds(struct db *db, size_t n)
{
	if (n > db->nin) {
		free(db->in);
		db->nin = n < 64 ? 64 : n;
		db->in = zeroed(db->nin, sizeof(*db->in));
	}
	memset(db->in, 0, n * sizeof(*db->in));
	return db->in;
}

static void bind_value(MYSQL_BIND *b, const struct param *p)
{
	switch (p->kind) {
	case PARAM_I64:
		b->buffer_type = MYSQL_TYPE_LONGLONG;
		b->buffer = (void *)(uintptr_t)&p->i;
		break;
	case PARAM_TEXT:
	case PARAM_BYTES:
		b->buffer_type = p->kind == PARAM_TEXT ? MYSQL_TYPE_STRING
						       : MYSQL_TYPE_BLOB;
		b->buffer = (void *)(uintptr_t)p->s;
		b->buffer_length = p->n;
		break;
	case PARAM_NULL:
		b->buffer_type = MYSQL_TYPE_NULL;
		break;
	}
}

/* Send what is bound. */
static enum err_kind execute(struct db *db, struct db_stmt *s,
			     enum db_phase phase, struct err *e)
{
	unsigned code = db_fault_now(db, false);

	if (code)
		return db_fail(db, phase, code, "made on purpose", e);
	if (db_in_time(db, e))
		return e->kind;
	if (mysql_stmt_execute(s->st)) {
		db_stmt_fail(db, s, phase, e);
		return e->kind;
	}
	code = db_fault_now(db, true);
	if (code)
		return db_fail(db, phase, code, "answer lost on purpose", e);
	return ERR_NONE;
}

enum err_kind db_stmt_run(struct db *db, struct db_stmt *s, enum db_phase phase,
			  const struct param *p, size_t np, struct err *e)
{
	MYSQL_BIND *in;
	size_t i;

	if (np != s->nparams)
		return err_set(e, ERR_BROKEN, "%zu values for %u in: %.100s",
			       np, s->nparams, s->text);
	if (np > 0) {
		in = binds(db, np);
		for (i = 0; i < np; i++)
			bind_value(&in[i], &p[i]);
		if (mysql_stmt_bind_param(s->st, in))
			return db_stmt_fail(db, s, phase, e);
	}
	return execute(db, s, phase, e);
}

enum err_kind db_exec(struct db *db, const char *sql, const struct param *p,
		      size_t np, int64_t *matched, struct err *e)
{
	struct db_stmt *s;

	if (db_stmt_get(db, sql, &s, e))
		return e->kind;
	if (s->ncols > 0)
		return err_set(e, ERR_BROKEN, "answers with rows: %.100s", sql);
	if (db_stmt_run(db, s, DB_WRITE, p, np, e))
		return e->kind;
	if (matched)
		*matched = (int64_t)mysql_stmt_affected_rows(s->st);
	db->last_id = (int64_t)mysql_stmt_insert_id(s->st);
	return ERR_NONE;
}

/* ---- The same statement for many rows -------------------------------------
 */

/* A column of values, as array binding wants it. */
struct column {
	int64_t *numbers;
	char **texts;
	unsigned long *lengths;
	char *indicators;
};

static bool column_is_text(const struct param *p, size_t np, size_t nrows,
			   bool *bytes)
{
	size_t i;

	for (i = 0; i < nrows; i++)
		if (p[i * np].kind != PARAM_NULL) {
			*bytes = p[i * np].kind == PARAM_BYTES;
			return p[i * np].kind != PARAM_I64;
		}
	return false;
}

static void bind_column(MYSQL_BIND *b, struct column *c, const struct param *p,
			size_t np, size_t nrows)
{
	bool bytes = false, text = column_is_text(p, np, nrows, &bytes);
	const struct param *v;
	size_t i;

	c->indicators = zeroed(nrows, 1);
	if (text) {
		c->texts = zeroed(nrows, sizeof(*c->texts));
		c->lengths = zeroed(nrows, sizeof(*c->lengths));
	} else {
		c->numbers = zeroed(nrows, sizeof(*c->numbers));
	}
	for (i = 0; i < nrows; i++) {
		v = &p[i * np];
		if (v->kind == PARAM_NULL) {
			c->indicators[i] = STMT_INDICATOR_NULL;
		} else if (text) {
			REQUIRE(v->kind != PARAM_I64);
			c->texts[i] = (char *)(uintptr_t)v->s;
			c->lengths[i] = v->n;
		} else {
			REQUIRE(v->kind == PARAM_I64);
			c->numbers[i] = v->i;
		}
	}
	b->buffer_type = !text   ? MYSQL_TYPE_LONGLONG
			 : bytes ? MYSQL_TYPE_BLOB
				 : MYSQL_TYPE_STRING;
	b->buffer = text ? (void *)c->texts : (void *)c->numbers;
	b->length = c->lengths;
	b->u.indicator = c->indicators;
}

static void free_columns(struct column *c, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		free(c[i].numbers);
		free(c[i].texts);
		free(c[i].lengths);
		free(c[i].indicators);
	}
	free(c);
}

enum err_kind db_exec_rows(struct db *db, const char *sql,
			   const struct param *p, size_t np, size_t nrows,
			   struct err *e)
{
	unsigned rows = (unsigned)nrows, one = 0;
	struct column *c;
	struct db_stmt *s;
	MYSQL_BIND *in;
	size_t i;

	if (nrows == 0)
		return ERR_NONE;
	if (db_stmt_get(db, sql, &s, e))
		return e->kind;
	if (np == 0 || np != s->nparams || s->ncols > 0)
		return err_set(e, ERR_BROKEN, "not for many rows: %.100s", sql);
	c = zeroed(np, sizeof(*c));
	in = binds(db, np);
	for (i = 0; i < np; i++)
		bind_column(&in[i], &c[i], &p[i], np, nrows);
	mysql_stmt_attr_set(s->st, STMT_ATTR_ARRAY_SIZE, &rows);
	if (mysql_stmt_bind_param(s->st, in))
		db_stmt_fail(db, s, DB_WRITE, e);
	else if (!execute(db, s, DB_WRITE, e))
		e = NULL;
	if (db->my)
		mysql_stmt_attr_set(s->st, STMT_ATTR_ARRAY_SIZE, &one);
	free_columns(c, np);
	return e ? e->kind : ERR_NONE;
}
