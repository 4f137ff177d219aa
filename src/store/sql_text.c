#include "store/sql_text.h"
#include "base/require.h"

#define TEXT_MAX (1024 * 1024)

void sql_text_init(struct sql_text *q, struct arena *a)
{
	*q = (struct sql_text){ .a = a, .text = SBUF_INIT(TEXT_MAX) };
}

void sql_text_add(struct sql_text *q, const char *fragment)
{
	sbuf_str(&q->text, fragment);
}

void sql_text_bind(struct sql_text *q, struct param value)
{
	ARENA_ROOM(q->a, q->p, q->n, q->cap);
	q->p[q->n++] = value;
}

size_t sql_text_padded(size_t n)
{
	size_t padded = 1;

	while (padded < n)
		padded *= 2;
	return padded;
}

int64_t sql_text_id(const int64_t *ids, size_t n, size_t i)
{
	return i < n ? ids[i] : 0;
}

void sql_text_add_ids(struct sql_text *q, const int64_t *ids, size_t n)
{
	sql_text_add(q, "(");
	for (size_t i = 0; i < sql_text_padded(n); i++) {
		sql_text_add(q, i == 0 ? "?" : ", ?");
		sql_text_bind(q, P_I64(sql_text_id(ids, n, i)));
	}
	sql_text_add(q, ")");
}

static const char *pattern(struct arena *a, const char *before,
			   const char *text)
{
	size_t n = strlen(before);
	char *out = arena_alloc(a, n + 2 * strlen(text) + 2);

	memcpy(out, before, n);
	for (const char *c = text; *c; c++) {
		if (strchr("\\%_", *c))
			out[n++] = '\\';
		out[n++] = *c;
	}
	out[n] = '%';
	return out;
}

const char *sql_text_begins(struct arena *a, const char *text)
{
	return pattern(a, "", text);
}

const char *sql_text_holds(struct arena *a, const char *text)
{
	return pattern(a, "%", text);
}

enum err_kind sql_text_query(struct sql_text *q, struct db *db,
			     struct rows **out, struct err *e)
{
	enum err_kind kind;

	REQUIRE(!q->text.failed);
	kind = db_query(db, q->a, sbuf_text(&q->text), q->p, q->n, out, e);
	sbuf_release(&q->text);
	return kind;
}

enum err_kind sql_text_stream(struct sql_text *q, struct db *db,
			      struct rows **out, struct err *e)
{
	enum err_kind kind;

	REQUIRE(!q->text.failed);
	kind = db_stream(db, q->a, sbuf_text(&q->text), q->p, q->n, out, e);
	sbuf_release(&q->text);
	return kind;
}
