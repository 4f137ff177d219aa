#include "store/outbox_store.h"

#include "base/str.h"
#include "store/sql_text.h"

/* ---- What goes out ------------------------------------------------------- */

#define ROW_VALUES 7

#define ADD                                                                    \
	"INSERT INTO outbox (ukey, kind, ticket_id, person_id, payload,"       \
	" created_at, send_at) VALUES (?, ?, ?, ?, ?, ?, ?)"

static enum err_kind add(struct db *db, struct arena *a, const char *sql,
			 const struct outbox_row *rows, size_t n, struct err *e)
{
	struct param *p;

	if (n == 0)
		return ERR_NONE;
	p = ARENA_ARRAY(a, n * ROW_VALUES, struct param);
	for (size_t i = 0; i < n; i++) {
		const struct param values[ROW_VALUES] = {
			P_STR(rows[i].ukey),    P_I64(rows[i].kind),
			P_ID(rows[i].ticket.n), P_ID(rows[i].person.n),
			P_STR(rows[i].payload), P_AT(rows[i].created),
			P_AT(rows[i].created),
		};

		memcpy(p + i * ROW_VALUES, values, sizeof(values));
	}
	if (db_exec_rows(db, sql, p, ROW_VALUES, n, e))
		return err_wrap(e, "write to the outbox");
	return ERR_NONE;
}

enum err_kind outbox_store_add(struct db *db, struct arena *a,
			       const struct outbox_row *rows, size_t n,
			       struct err *e)
{
	return add(db, a, ADD, rows, n, e);
}

/* A list of texts for IN, filled up with one that none is. */
static void add_texts(struct sql_text *q, const char *const *texts, size_t n)
{
	sql_text_add(q, "(");
	for (size_t i = 0; i < sql_text_padded(n); i++) {
		sql_text_add(q, i == 0 ? "?" : ", ?");
		sql_text_bind(q, P_STR(i < n ? texts[i] : ""));
	}
	sql_text_add(q, ")");
}

static size_t find(const char *const *texts, size_t n, const char *text)
{
	size_t i = 0;

	while (i < n && !str_eq(texts[i], text))
		i++;
	return i;
}

/* Which of these are there? */
static enum err_kind are_there(struct db *db, struct arena *a,
			       const char *const *ukeys, size_t n, bool *there,
			       struct err *e)
{
	struct sql_text q;
	struct rows *r;

	sql_text_init(&q, a);
	sql_text_add(&q, "SELECT ukey FROM outbox WHERE ukey IN ");
	add_texts(&q, ukeys, n);
	if (sql_text_query(&q, db, &r, e))
		return e->kind;
	while (rows_next(r)) {
		size_t i = find(ukeys, n, rows_str(r));

		if (i < n)
			there[i] = true;
	}
	return rows_end(&r, e);
}

enum err_kind outbox_store_need(struct db *db, struct arena *a,
				const struct outbox_row *rows, size_t n,
				struct err *e)
{
	struct outbox_row *missing = ARENA_ARRAY(a, n, struct outbox_row);
	const char **ukeys = ARENA_ARRAY(a, n, const char *);
	bool *there = ARENA_ARRAY(a, n, bool);
	size_t m = 0;

	if (n == 0)
		return ERR_NONE;
	for (size_t i = 0; i < n; i++)
		ukeys[i] = rows[i].ukey;
	if (are_there(db, a, ukeys, n, there, e))
		return err_wrap(e, "look for letters");
	for (size_t i = 0; i < n; i++)
		if (!there[i])
			missing[m++] = rows[i];
	/* Another may have written one meanwhile: it is there all the same. */
	return add(db, a, ADD " ON DUPLICATE KEY UPDATE ukey = ukey", missing,
		   m, e);
}

/* ---- Who is told --------------------------------------------------------- */

#define NOTICE_VALUES 8

enum err_kind outbox_store_notice(struct db *db, struct arena *a,
				  const struct notice *v, size_t n,
				  struct err *e)
{
	static const char sql[] =
		"INSERT INTO notice (clock_id, step, ticket_id, seq, recipient,"
		" position, ukey, slot) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
	struct param *p;

	if (n == 0)
		return ERR_NONE;
	p = ARENA_ARRAY(a, n * NOTICE_VALUES, struct param);
	for (size_t i = 0; i < n; i++) {
		const struct notice *t = &v[i];
		const struct param values[NOTICE_VALUES] = {
			P_ID(t->clock.n),
			t->clock.n ? P_I64(t->step) : P_NULL,
			P_ID(t->ticket.n),
			P_ID(t->seq),
			P_STR(t->recipient),
			P_I64(t->position),
			P_STR(t->ukey),
			P_ID(t->slot),
		};

		memcpy(p + i * NOTICE_VALUES, values, sizeof(values));
	}
	if (db_exec_rows(db, sql, p, NOTICE_VALUES, n, e) == ERR_CONFLICT)
		e->kind = ERR_BUSY;
	return e->kind ? err_wrap(e, "note who is told") : ERR_NONE;
}

enum err_kind outbox_store_used(struct db *db, struct arena *a,
				const char *const *recipients, size_t n,
				int64_t hour, int *used, struct err *e)
{
	struct sql_text q;
	struct rows *r;

	memset(used, 0, n * sizeof(*used));
	if (n == 0)
		return ERR_NONE;
	sql_text_init(&q, a);
	sql_text_add(&q, "SELECT recipient, COUNT(*) FROM notice"
			 " WHERE slot BETWEEN ? AND ? AND recipient IN ");
	sql_text_bind(&q, P_I64(hour * NOTICE_SLOTS));
	sql_text_bind(&q, P_I64((hour + 1) * NOTICE_SLOTS - 1));
	add_texts(&q, recipients, n);
	sql_text_add(&q, " GROUP BY recipient");
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "count letters");
	while (rows_next(r)) {
		size_t i = find(recipients, n, rows_str(r));

		if (i < n)
			used[i] = (int)rows_i64(r);
	}
	return rows_end(&r, e);
}
