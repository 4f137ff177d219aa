#include "store/company_store.h"

#include "base/limits.h"
#include "base/rng.h"
#include "base/str.h"
#include "store/count_store.h"
#include "store/key_page.h"
#include "store/sql_text.h"

#define COLUMNS "c.id, c.oid, c.name, c.note, c.version"

static enum err_kind find(struct db *db, struct arena *a, const char *sql,
			  struct param key, struct company *out, struct err *e)
{
	struct rows *r;
	bool found;

	if (db_query(db, a, sql, &key, 1, &r, e))
		return err_wrap(e, "find company");
	found = rows_next(r);
	if (found) {
		out->id.n = rows_i64(r);
		out->oid = rows_str(r);
		out->name = rows_str(r);
		out->note = rows_str(r);
		out->version = rows_i64(r);
	}
	if (rows_end(&r, e))
		return err_wrap(e, "find company");
	return found ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such company");
}

enum err_kind company_store_find(struct db *db, struct arena *a, company_id id,
				 struct company *out, struct err *e)
{
	return find(db, a, "SELECT " COLUMNS " FROM company c WHERE c.id = ?",
		    P_I64(id.n), out, e);
}

enum err_kind company_store_find_oid(struct db *db, struct arena *a,
				     const char *oid, struct company *out,
				     struct err *e)
{
	return find(db, a, "SELECT " COLUMNS " FROM company c WHERE c.oid = ?",
		    P_STR(oid), out, e);
}

enum err_kind company_store_find_name(struct db *db, struct arena *a,
				      const char *name, struct company *out,
				      struct err *e)
{
	return find(db, a, "SELECT " COLUMNS " FROM company c WHERE c.name = ?",
		    P_STR(name), out, e);
}

enum err_kind company_store_add(struct db *db, struct arena *a,
				struct company *c, instant now, struct err *e)
{
	char oid[RNG_OID_LEN + 1];

	rng_oid(oid);
	c->oid = arena_str(a, oid);
	if (db_exec(db,
		    "INSERT INTO company (oid, name, note, created_at)"
		    " VALUES (?, ?, ?, ?)",
		    PARAMS(P_STR(c->oid), P_STR(c->name),
			   P_STR(c->note ? c->note : ""), P_I64(now)),
		    NULL, e))
		return err_wrap(e, "add company");
	c->id.n = db_last_id(db);
	c->version = 1;
	return ERR_NONE;
}

enum err_kind company_store_change(struct db *db, const struct company *c,
				   struct err *e)
{
	int64_t matched;

	if (db_exec(db,
		    "UPDATE company SET name = ?, note = ?,"
		    " version = version + 1 WHERE id = ?",
		    PARAMS(P_STR(c->name), P_STR(c->note), P_I64(c->id.n)),
		    &matched, e))
		return err_wrap(e, "change company");
	if (matched == 0)
		return err_set(e, ERR_NOT_FOUND, "no such company");
	return ERR_NONE;
}

/* ---- Pages --------------------------------------------------------------- */

/* The name that the page begins after; NULL: it begins at the list's end. */
static enum err_kind find_key(struct db *db, struct arena *a, const char *oid,
			      const char **name, struct err *e)
{
	struct company c;

	*name = NULL;
	if (str_empty(oid))
		return ERR_NONE;
	if (company_store_find_oid(db, a, oid, &c, e) == ERR_NONE)
		*name = c.name;
	else if (e->kind == ERR_NOT_FOUND)
		err_clear(e);
	return e->kind;
}

static void read_row(struct rows *r, struct company_row *row)
{
	row->id.n = rows_i64(r);
	row->oid = rows_str(r);
	row->name = rows_str(r);
}

/* One row more than fits tells that there is more. */
static enum err_kind read_page(struct rows *r, struct arena *a, bool keyed,
			       bool back, struct company_page *out,
			       struct err *e)
{
	bool more = false;

	*out = (struct company_page){
		.rows = ARENA_ARRAY(a, LIMIT_PAGE_ROWS, struct company_row),
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

static enum err_kind count_people(struct db *db, struct arena *a,
				  struct company_page *page, struct err *e)
{
	int64_t *ids = ARENA_ARRAY(a, page->n, int64_t);
	int64_t *counts = ARENA_ARRAY(a, page->n, int64_t);

	for (size_t i = 0; i < page->n; i++)
		ids[i] = page->rows[i].id.n;
	if (count_store_each(db, a, COUNT_COMPANY_PEOPLE, ids, page->n, counts,
			     e))
		return e->kind;
	for (size_t i = 0; i < page->n; i++)
		page->rows[i].people = counts[i];
	return ERR_NONE;
}

enum err_kind company_store_page(struct db *db, struct arena *a, const char *q,
				 const char *key, bool back,
				 struct company_page *out, struct err *e)
{
	struct sql_text sql;
	const char *name;
	struct rows *r;

	if (find_key(db, a, key, &name, e))
		return e->kind;
	back = back && name;
	sql_text_init(&sql, a);
	sql_text_add(&sql, "SELECT c.id, c.oid, c.name FROM company c WHERE 1");
	if (!str_empty(q)) {
		sql_text_add(&sql, " AND c.name LIKE ?");
		sql_text_bind(&sql, P_STR(sql_text_holds(a, q)));
	}
	if (name) {
		sql_text_add(&sql,
			     back ? " AND c.name < ?" : " AND c.name > ?");
		sql_text_bind(&sql, P_STR(name));
	}
	sql_text_add(&sql, back ? " ORDER BY c.name DESC LIMIT ?"
				: " ORDER BY c.name LIMIT ?");
	sql_text_bind(&sql, P_I64(LIMIT_PAGE_ROWS + 1));
	if (sql_text_query(&sql, db, &r, e))
		return err_wrap(e, "list companies");
	if (read_page(r, a, name != NULL, back, out, e))
		return e->kind;
	return count_people(db, a, out, e);
}

enum err_kind company_store_suggest(struct db *db, struct arena *a,
				    const char *q, size_t limit,
				    struct company_page *out, struct err *e)
{
	struct rows *r;

	if (limit > LIMIT_PAGE_ROWS)
		limit = LIMIT_PAGE_ROWS;
	if (db_query(
		    db, a,
		    "SELECT c.id, c.oid, c.name FROM company c"
		    " WHERE c.name LIKE ? ORDER BY c.name LIMIT ?",
		    PARAMS(P_STR(sql_text_begins(a, q)), P_I64((int64_t)limit)),
		    &r, e))
		return err_wrap(e, "suggest companies");
	return read_page(r, a, false, false, out, e);
}
