#include "store/link_store.h"

#include "core/event.h"

enum err_kind link_store_add(struct db *db, const struct link *l, struct err *e)
{
	static const char sql[] =
		"INSERT INTO ticket_link (kind, from_id, to_id, from_seq,"
		" to_seq, at, by_id) VALUES (?, ?, ?, ?, ?, ?, ?)";

	if (db_exec(db, sql,
		    PARAMS(P_I64(l->kind), P_I64(l->from.n), P_I64(l->to.n),
			   P_I64(l->from_seq), P_I64(l->to_seq), P_AT(l->at),
			   P_ID(l->by.n)),
		    NULL, e))
		return err_wrap(e, "link tickets");
	return ERR_NONE;
}

enum err_kind link_store_end_merged(struct db *db, ticket_id from, instant now,
				    struct err *e)
{
	if (db_exec(db,
		    "UPDATE ticket_link SET ended_at = ? WHERE from_id = ?"
		    " AND kind = 0 AND ended_at IS NULL",
		    PARAMS(P_AT(now), P_I64(from.n)), NULL, e))
		return err_wrap(e, "end a link");
	return ERR_NONE;
}

enum err_kind link_store_merged_into(struct db *db, struct arena *a,
				     ticket_id from, const char **code,
				     struct err *e)
{
	struct rows *r;

	*code = NULL;
	if (db_query(db, a,
		     "SELECT t.code FROM ticket_link l JOIN ticket t"
		     " ON t.id = l.to_id WHERE l.from_id = ? AND l.kind = 0"
		     " AND l.ended_at IS NULL",
		     PARAMS(P_I64(from.n)), &r, e))
		return err_wrap(e, "find where it was merged");
	if (rows_next(r))
		*code = arena_str(a, rows_str(r));
	return rows_end(&r, e);
}

static void read_link(struct rows *r, struct arena *a, const struct viewer *v,
		      struct link_view *l)
{
	struct access_ticket other = { 0 };
	enum status s;
	const char *code;

	l->kind = (enum link_kind)rows_i64(r);
	l->from = rows_i64(r) != 0;
	l->seq = rows_i64(r);
	l->ended = rows_at(r) != INSTANT_NONE;
	code = rows_str(r);
	other.department.n = rows_i64(r);
	other.requester.n = rows_i64(r);
	other.company.n = rows_i64(r);
	other.assignee.n = rows_i64(r);
	s = (enum status)rows_i64(r);
	other.hidden = s == STATUS_SPAM || s == STATUS_DELETED;
	l->code = access_see(v, &other) ? arena_str(a, code) : NULL;
}

enum err_kind link_store_list(struct db *db, struct arena *a,
			      const struct viewer *v, ticket_id ticket,
			      struct link_view **out, size_t *n, struct err *e)
{
#define OTHER                                                                  \
	"l.ended_at, t.code, t.department_id, t.requester_id, t.company_id,"   \
	" t.assignee_id, t.status FROM ticket_link l JOIN ticket t"
	static const char sql[] =
		"SELECT l.kind, 1, l.from_seq AS seq, " OTHER
		" ON t.id = l.to_id WHERE l.from_id = ? UNION ALL"
		" SELECT l.kind, 0, l.to_seq, " OTHER
		" ON t.id = l.from_id WHERE l.to_id = ? ORDER BY seq";
#undef OTHER
	struct link_view *list = NULL;
	size_t cap = 0;
	struct rows *r;

	*n = 0;
	if (db_query(db, a, sql, PARAMS(P_I64(ticket.n), P_I64(ticket.n)), &r,
		     e))
		return err_wrap(e, "list links");
	while (rows_next(r)) {
		ARENA_ROOM(a, list, *n, cap);
		read_link(r, a, v, &list[(*n)++]);
	}
	*out = list;
	return rows_end(&r, e);
}
