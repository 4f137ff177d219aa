#include "store/ticket_about.h"

#include "base/limits.h"
#include "base/str.h"
#include "store/key_page.h"
#include "store/sql_text.h"

static const char *const lists[] = {
	[ABOUT_REQUESTER] = " FORCE INDEX (ticket_requester)"
			    " WHERE t.requester_id = ?",
	[ABOUT_COMPANY] = " FORCE INDEX (ticket_company)"
			  " WHERE t.company_id = ?",
	[ABOUT_ASSIGNEE] = " WHERE t.assignee_id = ? AND t.is_open = 1",
};

/* ---- Pages --------------------------------------------------------------- */

struct key {
	instant created;
	int64_t id; /* 0: none */
};

static enum err_kind find_key(struct db *db, struct arena *a, const char *code,
			      struct key *out, struct err *e)
{
	struct rows *r;

	*out = (struct key){ 0 };
	if (str_empty(code))
		return ERR_NONE;
	if (db_query(db, a, "SELECT created_at, id FROM ticket WHERE code = ?",
		     PARAMS(P_STR(code)), &r, e))
		return e->kind;
	if (rows_next(r)) {
		out->created = rows_i64(r);
		out->id = rows_i64(r);
	}
	return rows_end(&r, e);
}

/* What they may see as staff: core/access.h, in SQL. */
static void add_rights(struct sql_text *q, const struct viewer *v)
{
	if (!access_own_as_staff(v)) {
		sql_text_add(q, " AND t.requester_id <> ?");
		sql_text_bind(q, P_I64(v->person.n));
	}
	if (v->everywhere)
		return;
	sql_text_add(q, " AND (t.department_id IN ");
	sql_text_add_ids(q, v->departments, v->ndepartments);
	if (access_assigned(v)) {
		sql_text_add(q, " OR t.assignee_id = ?");
		sql_text_bind(q, P_I64(v->person.n));
	}
	sql_text_add(q, ")");
}

static void add_order(struct sql_text *q, const struct key *key, bool back)
{
	if (key->id) {
		sql_text_add(q, back ? " AND (t.created_at > ? OR"
				       " (t.created_at = ? AND t.id > ?))"
				     : " AND (t.created_at < ? OR"
				       " (t.created_at = ? AND t.id < ?))");
		sql_text_bind(q, P_I64(key->created));
		sql_text_bind(q, P_I64(key->created));
		sql_text_bind(q, P_I64(key->id));
	}
	sql_text_add(q, back ? " ORDER BY t.created_at, t.id LIMIT ?"
			     : " ORDER BY t.created_at DESC, t.id DESC"
			       " LIMIT ?");
	sql_text_bind(q, P_I64(LIMIT_PAGE_ROWS + 1));
}

static void read_row(struct rows *r, struct about_row *t)
{
	t->code = rows_str(r);
	t->subject = rows_str(r);
	t->status = (enum status)rows_i64(r);
	t->created = rows_at(r);
	t->requester_name = rows_str(r);
	t->department_name = rows_str(r);
	t->assignee_name = rows_str(r);
}

static enum err_kind read_page(struct rows *r, struct arena *a, bool keyed,
			       bool back, struct about_page *out, struct err *e)
{
	bool more = false;

	*out = (struct about_page){
		.rows = ARENA_ARRAY(a, LIMIT_PAGE_ROWS, struct about_row),
	};
	while (rows_next(r)) {
		more = out->n == LIMIT_PAGE_ROWS;
		if (more)
			break;
		read_row(r, &out->rows[out->n++]);
	}
	key_page_end(out->rows, out->n, sizeof(*out->rows), back, keyed, more,
		     &out->before, &out->after);
	return rows_end(&r, e);
}

enum err_kind ticket_about_page(struct db *db, struct arena *a,
				const struct viewer *v,
				const struct about_search *s,
				struct about_page *out, struct err *e)
{
	struct sql_text q;
	struct rows *r;
	struct key key;
	bool back;

	if (find_key(db, a, s->key, &key, e))
		return err_wrap(e, "list tickets");
	back = s->back && key.id;
	sql_text_init(&q, a);
	sql_text_add(&q, "SELECT t.code, t.subject, t.status, t.created_at,"
			 " (SELECT name FROM person WHERE id = t.requester_id),"
			 " (SELECT name FROM department"
			 " WHERE id = t.department_id),"
			 " (SELECT name FROM person WHERE id = t.assignee_id)"
			 " FROM ticket t");
	sql_text_add(&q, lists[s->kind]);
	sql_text_bind(&q, P_I64(s->id));
	sql_text_add(&q, " AND t.status NOT IN (?, ?)");
	sql_text_bind(&q, P_I64(STATUS_SPAM));
	sql_text_bind(&q, P_I64(STATUS_DELETED));
	add_rights(&q, v);
	add_order(&q, &key, back);
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "list tickets");
	return read_page(r, a, key.id != 0, back, out, e);
}

/* ---- For verbs ----------------------------------------------------------- */

enum err_kind ticket_about_assigned(struct db *db, struct arena *a,
				    person_id assignee, size_t limit,
				    struct about_codes *out, struct err *e)
{
	struct rows *r;

	out->v = ARENA_ARRAY(a, limit, const char *);
	out->n = 0;
	if (db_query(db, a,
		     "SELECT code FROM ticket WHERE assignee_id = ?"
		     " AND is_open = 1 ORDER BY order_at, id LIMIT ?",
		     PARAMS(P_I64(assignee.n), P_I64((int64_t)limit)), &r, e))
		return err_wrap(e, "find their tickets");
	while (out->n < limit && rows_next(r))
		out->v[out->n++] = rows_str(r);
	return rows_end(&r, e);
}

#define ELSEWHERE " WHERE requester_id = ? AND COALESCE(company_id, 0) <> ?"

enum err_kind ticket_about_elsewhere(struct db *db, struct arena *a,
				     person_id requester, company_id company,
				     int64_t *n, struct err *e)
{
	struct rows *r;

	*n = 0;
	if (db_query(db, a,
		     "SELECT COUNT(*) FROM (SELECT 1 FROM ticket" ELSEWHERE
		     " LIMIT ?) counted",
		     PARAMS(P_I64(requester.n), P_I64(company.n),
			    P_I64(LIMIT_COUNT + 1)),
		     &r, e))
		return err_wrap(e, "count tickets elsewhere");
	if (rows_next(r))
		*n = rows_i64(r);
	return rows_end(&r, e);
}

enum err_kind ticket_about_give(struct db *db, person_id requester,
				company_id company, int limit, int64_t *did,
				struct err *e)
{
	if (db_exec(db,
		    "UPDATE ticket SET company_id = ?" ELSEWHERE
		    " ORDER BY id LIMIT ?",
		    PARAMS(P_ID(company.n), P_I64(requester.n),
			   P_I64(company.n), P_I64(limit)),
		    did, e))
		return err_wrap(e, "give tickets to a company");
	return ERR_NONE;
}
