#include "store/message_store.h"

#include "store/sql_text.h"

#define ADD_VALUES 11

enum err_kind message_store_add(struct db *db, struct arena *a,
				const struct message *messages, size_t n,
				struct err *e)
{
	static const char sql[] =
		"INSERT INTO message (oid, ticket_id, seq, at, author_id,"
		" author_kind, visibility, trust, body, id, copy_of)"
		" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
	struct param *p;

	if (n == 0)
		return ERR_NONE;
	p = ARENA_ARRAY(a, n * ADD_VALUES, struct param);
	for (size_t i = 0; i < n; i++) {
		const struct message *m = &messages[i];
		const struct param values[ADD_VALUES] = {
			P_STR(m->oid),        P_I64(m->ticket.n),
			P_I64(m->seq),        P_AT(m->at),
			P_ID(m->author.n),    P_I64(m->kind),
			P_I64(m->visibility), P_I64(m->trust),
			P_STR(m->body),       P_ID(m->id),
			P_ID(m->copy_of),
		};

		memcpy(p + i * ADD_VALUES, values, sizeof(values));
	}
	if (db_exec_rows(db, sql, p, ADD_VALUES, n, e))
		return err_wrap(e, "store messages");
	return ERR_NONE;
}

static void read_message(struct rows *r, struct message *m)
{
	*m = (struct message){ 0 };
	m->oid = rows_str(r);
	m->ticket.n = rows_i64(r);
	m->seq = rows_i64(r);
	m->at = rows_at(r);
	m->author.n = rows_i64(r);
	m->kind = (enum author)rows_i64(r);
	m->visibility = (enum visibility)rows_i64(r);
	m->trust = (enum trust)rows_i64(r);
	m->body = rows_str(r);
	m->author_name = rows_str(r);
}

/* They come newest first. */
static void reverse(struct message *m, size_t n)
{
	for (size_t i = 0; i < n / 2; i++) {
		struct message other = m[i];

		m[i] = m[n - 1 - i];
		m[n - 1 - i] = other;
	}
}

enum err_kind message_store_list(struct db *db, struct arena *a,
				 ticket_id ticket, bool staff, int64_t before,
				 int64_t limit, struct message **out, size_t *n,
				 struct err *e)
{
	static const char sql[] =
		"SELECT m.oid, m.ticket_id, m.seq, m.at, m.author_id,"
		" m.author_kind, m.visibility, m.trust, m.body, p.name"
		" FROM message m LEFT JOIN person p ON p.id = m.author_id"
		" WHERE m.ticket_id = ? AND m.seq < ? AND m.visibility <= ?"
		" ORDER BY m.seq DESC LIMIT ?";
	struct rows *r;

	*n = 0;
	*out = ARENA_ARRAY(a, (size_t)limit, struct message);
	if (db_query(db, a, sql,
		     PARAMS(P_I64(ticket.n), P_I64(before),
			    P_I64(staff ? VISIBLE_STAFF : VISIBLE_PUBLIC),
			    P_I64(limit)),
		     &r, e))
		return err_wrap(e, "list messages");
	while (*n < (size_t)limit && rows_next(r))
		read_message(r, &(*out)[(*n)++]);
	reverse(*out, *n);
	return rows_end(&r, e);
}

/* Bound, in a list that is filled up to a power of two. */
static void add_oids(struct sql_text *q, const char *const *oids, size_t n)
{
	size_t padded = sql_text_padded(n);

	for (size_t i = 0; i < padded; i++) {
		sql_text_add(q, i == 0 ? "(?" : ", ?");
		sql_text_bind(q, P_STR(i < n ? oids[i] : ""));
	}
	sql_text_add(q, ")");
}

enum err_kind message_store_find(struct db *db, struct arena *a,
				 ticket_id ticket, const char *const *oids,
				 size_t n, struct message *out, size_t *found,
				 struct err *e)
{
	struct sql_text q;
	struct rows *r;

	*found = 0;
	if (n == 0)
		return ERR_NONE;
	sql_text_init(&q, a);
	sql_text_add(&q, "SELECT m.oid, m.ticket_id, m.seq, m.at, m.author_id,"
			 " m.author_kind, m.visibility, m.trust, m.body, NULL,"
			 " m.id FROM message m WHERE m.ticket_id = ?"
			 " AND m.oid IN ");
	sql_text_bind(&q, P_I64(ticket.n));
	add_oids(&q, oids, n);
	sql_text_add(&q, " ORDER BY m.seq, m.id");
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "find messages");
	while (*found < n && rows_next(r)) {
		read_message(r, &out[*found]);
		out[(*found)++].id = rows_i64(r);
	}
	return rows_end(&r, e);
}
