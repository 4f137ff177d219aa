#include "store/rule_past.h"

#include "base/limits.h"
#include "store/sql_text.h"

enum err_kind rule_past_find(struct db *db, struct arena *a, const char *oid,
			     struct rule_place_of *out, struct err *e)
{
	struct rows *r;
	bool found;

	*out = (struct rule_place_of){ 0 };
	if (db_query(db, a,
		     "SELECT id, kind, archived_at IS NOT NULL FROM rule"
		     " WHERE oid = ?",
		     PARAMS(P_STR(oid)), &r, e))
		return err_wrap(e, "find a rule");
	found = rows_next(r);
	if (found) {
		out->id = rows_i64(r);
		out->kind = (enum rule_kind)rows_i64(r);
		out->archived = rows_i64(r) != 0;
	}
	if (rows_end(&r, e))
		return e->kind;
	return found ? ERR_NONE : err_set(e, ERR_NOT_FOUND, "no such rule");
}

/* They are read in the order of their numbers. */
static void turn_round(struct rule_rows *rows)
{
	for (size_t i = 0; i < rows->n / 2; i++) {
		struct rule_row *a = &rows->v[i];
		struct rule_row *b = &rows->v[rows->n - 1 - i];
		const struct rule_row c = *a;

		*a = *b;
		*b = c;
	}
}

enum err_kind rule_past_versions(struct db *db, struct arena *a, int64_t id,
				 int64_t limit, struct rule_rows *out,
				 struct err *e)
{
	int64_t *ids = NULL;
	size_t n = 0, cap = 0;
	struct rows *r;

	if (db_query(db, a,
		     "SELECT id FROM rule_version WHERE rule_id = ?"
		     " ORDER BY number DESC LIMIT ?",
		     PARAMS(P_I64(id), P_I64(limit)), &r, e))
		return err_wrap(e, "list versions of a rule");
	while (rows_next(r)) {
		ARENA_ROOM(a, ids, n, cap);
		ids[n++] = rows_i64(r);
	}
	if (rows_end(&r, e) || rule_store_versions(db, a, ids, n, out, e))
		return e->kind;
	turn_round(out);
	return ERR_NONE;
}

enum err_kind rule_past_restore(struct db *db, int64_t id, struct err *e)
{
	if (db_exec(db,
		    "UPDATE rule SET archived_at = NULL, archived_by = NULL"
		    " WHERE id = ?",
		    PARAMS(P_I64(id)), NULL, e))
		return err_wrap(e, "bring a rule back");
	return ERR_NONE;
}

/* ---- What they did --------------------------------------------------------
 */

/* A version that chose something, and when last. */
struct active {
	int64_t rule, version;
	instant last;
};

/* The newest event of each version: a step of the index each. */
static enum err_kind find_active(struct db *db, struct arena *a,
				 const int64_t *ids, size_t n,
				 struct active **out, size_t *nout,
				 struct err *e)
{
	struct sql_text q;
	struct rows *r;
	size_t cap = 0;

	*out = NULL;
	*nout = 0;
	sql_text_init(&q, a);
	sql_text_add(&q, "SELECT v.rule_id, v.id, (SELECT MAX(x.at) FROM event"
			 " x WHERE x.rule_version_id = v.id) AS last"
			 " FROM rule_version v WHERE v.rule_id IN ");
	sql_text_add_ids(&q, ids, n);
	sql_text_add(&q, " HAVING last IS NOT NULL ORDER BY v.id DESC");
	if (sql_text_query(&q, db, &r, e))
		return err_wrap(e, "look which rules chose levels");
	while (rows_next(r)) {
		struct active *x;

		ARENA_ROOM(a, *out, *nout, cap);
		x = &(*out)[(*nout)++];
		x->rule = rows_i64(r);
		x->version = rows_i64(r);
		x->last = rows_at(r);
	}
	return rows_end(&r, e);
}

static enum err_kind count_of(struct db *db, struct arena *a, int64_t version,
			      int64_t most, int64_t *n, struct err *e)
{
	struct rows *r;

	*n = 0;
	if (db_query(db, a,
		     "SELECT COUNT(*) FROM (SELECT 1 FROM event"
		     " WHERE rule_version_id = ? LIMIT ?) x",
		     PARAMS(P_I64(version), P_I64(most)), &r, e))
		return err_wrap(e, "count what a rule chose");
	if (rows_next(r))
		*n = rows_i64(r);
	return rows_end(&r, e);
}

static struct rule_hits *hits_of(const int64_t *ids, size_t n,
				 struct rule_hits *out, int64_t rule)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] == rule)
			return &out[i];
	return NULL;
}

enum err_kind rule_past_hits(struct db *db, struct arena *a, const int64_t *ids,
			     size_t n, struct rule_hits *out, struct err *e)
{
	struct active *v;
	size_t nv;

	for (size_t i = 0; i < n; i++)
		out[i] = (struct rule_hits){ 0, INSTANT_NONE };
	if (n == 0)
		return ERR_NONE;
	if (find_active(db, a, ids, n, &v, &nv, e))
		return e->kind;
	for (size_t i = 0; i < nv; i++) {
		struct rule_hits *h = hits_of(ids, n, out, v[i].rule);
		int64_t more;

		if (!h)
			continue;
		if (h->last == INSTANT_NONE || v[i].last > h->last)
			h->last = v[i].last;
		if (h->n > LIMIT_COUNT)
			continue;
		if (count_of(db, a, v[i].version, LIMIT_COUNT + 1 - h->n, &more,
			     e))
			return e->kind;
		h->n += more;
	}
	return ERR_NONE;
}
